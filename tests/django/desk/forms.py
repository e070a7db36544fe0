"""The form with which a ticket is filed."""

from __future__ import annotations

from django import forms


class TicketForm(forms.Form):
    """The queue is a list with groups, and the priorities are buttons."""

    queue = forms.ChoiceField(
        choices=[("", "-"), ("A", [("quejas", "q"), ("fallas", "f")]), ("otros", "o")]
    )
    priority = forms.ChoiceField(
        choices=[(each, each) for each in (1, 2, 3)], widget=forms.RadioSelect, initial=3
    )
