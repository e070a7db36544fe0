"""The note on a ticket: the library's answer, or that there is no answer."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NamedTuple

from ccb_support import NoChannelError

from .words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from ccb_support import EscalationLevel, Priority, RequestType, Router

    from .mapping import UnmappedError
    from .words import Language

logger = logging.getLogger(__name__)


class Note(NamedTuple):
    """What is put on a ticket.

    Attributes:
        title: one line.
        text: plain text: the public page shows it as it is.
        public: whether the submitter sees it too, or only the staff.
    """

    title: str
    text: str
    public: bool


def advice(
    router: Router, request: tuple[RequestType, Priority], when: datetime, language: Language
) -> Note:
    """Return whom to contact for a request at an instant, why, and until when.

    The words never say "today", since a ticket is read for longer than a day.
    """
    try:
        answer = router.recommend(*request, when)
    except NoChannelError as error:
        logger.exception("The directory leaves a request without an answer")
        return _nobody(error.escalation, language)
    contact = answer.contact.display(language)
    return Note(
        WORDS[language].contact.format(contact=contact), answer.explain(language), public=True
    )


def _nobody(levels: Iterable[EscalationLevel], language: Language) -> Note:
    words = WORDS[language]
    lines = "\n".join(_line(level, language) for level in levels)
    return Note(words.nobody, words.nobody_text.format(levels=lines), public=True)


def _line(level: EscalationLevel, language: Language) -> str:
    contacts = ", ".join(contact.display(language) for contact in level.contacts)
    return f"{level.name.in_language(language)}: {contacts}"


def unmapped(error: UnmappedError, language: Language) -> Note:
    """Return the note for the staff if a setting has no entry, so that there is no advice."""
    words = WORDS[language]
    text = words.unmapped_text.format(setting=error.setting, key=error.key)
    return Note(words.unmapped, text, public=False)
