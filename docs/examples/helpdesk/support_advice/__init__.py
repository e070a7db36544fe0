"""Tells who files a ticket in django-helpdesk whom to contact right now, why, and until when."""
