"""Where the help desk meets the advice: helpdesk's signal of a new ticket."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.conf import settings
from django.dispatch import receiver
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import get_language
from helpdesk.signals import new_ticket_done

from .advice import advice, unmapped
from .directory import router
from .mapping import UnmappedError, request_of
from .words import spoken

if TYPE_CHECKING:
    from datetime import datetime

    from helpdesk.models import FollowUp, Ticket

    from .advice import Note
    from .words import Language

logger = logging.getLogger(__name__)

PUBLIC_FORM = "PublicTicketForm"
"""What helpdesk sends as the sender of a ticket that its public form created."""

LONGEST_TITLE = 200
"""How many characters helpdesk has room for; the text names the whole contact again."""


@receiver(new_ticket_done)
def advise_submitter(sender: str, ticket: Ticket, **_kwargs: object) -> None:
    """Add the advice to a ticket that was created through the public form.

    Tickets of the staff, of the API and of e-mails are left alone: nobody reads the public page
    right after creating them. Senders are compared here, since Django would compare the identity of
    the two strings.
    """
    if sender == PUBLIC_FORM:
        advise(ticket, timezone.now(), spoken(get_language()))


def advise(ticket: Ticket, when: datetime, language: Language) -> FollowUp:
    """Add to a ticket whom its submitter should contact, or say to the staff why not."""
    return _add(ticket, when, _note(ticket, when, language))


def _note(ticket: Ticket, when: datetime, language: Language) -> Note:
    try:
        request = request_of(ticket)
    except UnmappedError as error:
        logger.warning("No advice for the ticket %s: %s", ticket.ticket_for_url, error)
        return unmapped(error, spoken(settings.LANGUAGE_CODE))
    return advice(router(), request, when, language)


def _add(ticket: Ticket, when: datetime, note: Note) -> FollowUp:
    # helpdesk's update_ticket would take the title for a new title of the ticket, render the text
    # as a template, and send a second e-mail.
    return ticket.followup_set.create(
        date=when,
        title=Truncator(note.title).chars(LONGEST_TITLE),
        comment=note.text,
        public=note.public,
        email_recipients=[],
    )
