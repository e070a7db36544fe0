"""A help desk: django-helpdesk, and the advice on whom to contact."""
