"""The advice: whom to contact right now, in words and as buttons, and until when that holds."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from math import ceil
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from ccb_support.answer.reader import Reader
from ccb_support.answer.recommendation import NoChannelError
from ccb_support.answer.spoken_times import SpokenTimes
from ccb_support.errors import require_language
from ccb_support.model.requests import Medium
from ccb_support.words import django_phrases
from ccb_support.words.sentences import as_sentence

from . import desk
from .directory import current_edition

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ccb_support.answer.recommendation import Recommendation
    from ccb_support.editions.edition import Edition
    from ccb_support.model.channels import EscalationLevel
    from ccb_support.model.contacts import Contact
    from ccb_support.model.requests import Priority, RequestType
    from ccb_support.words.languages import Language

    from .desk import Request

MOST_BUTTONS = 4
"""How many ways to choose from a person sees at most."""

_UNATTENDED = frozenset({Medium.EMAIL, Medium.WEB_FORM})
"""The media that take a message while nobody attends."""

_DAY = timedelta(days=1)


class Button(NamedTuple):
    """A way to reach somebody with one click.

    Attributes:
        label: what it does, such as `Call (601) 7457495`.
        uri: its `tel:`, `mailto:`, `http:` or `https:` URI.
        medium: its medium.
    """

    label: str
    uri: str
    medium: Medium


class Advice(NamedTuple):
    """Whom to contact, for a person who looks now.

    Attributes:
        request_type: what it is about, for programs.
        priority: how urgent that is, for programs.
        text: whom to contact, why, and what else there is: a short paragraph.
        buttons: the ways to choose from, best first.
        until: until when this holds, as a sentence; empty if it has no end.
        valid_until: the same for programs; `None` if it has no end.
        ends_at: when the words are out of date: `valid_until`, or midnight at the desk.
        seconds: how many seconds that is from now.
        language: the language of the words.
        directory_version: the version of the directory that answered.
        time_zone: the IANA name of its zone.
        answer: the recommendation; `None` if no channel takes the request.
    """

    request_type: RequestType
    priority: Priority
    text: str
    buttons: tuple[Button, ...]
    until: str
    valid_until: datetime | None
    ends_at: datetime
    seconds: int
    language: Language
    directory_version: str
    time_zone: str
    answer: Recommendation | None


def advise(
    request_type: object,
    priority: object,
    *,
    at: datetime | None = None,
    language: str | None = None,
) -> Advice:
    """Return whom to contact.

    Args:
        request_type: a key of `CCB_SUPPORT_REQUEST_TYPES`, such as a queue's slug. Without that
            setting, it is a spelling that the library reads.
        priority: a key of `CCB_SUPPORT_PRIORITIES`, in the same way.
        at: the instant at which somebody looks. Without it, it is now, by `CCB_SUPPORT_NOW`.
        language: a BCP 47 tag. Without it, it is Django's language, or the directory's if the
            library does not speak that one.

    Raises:
        UnmappedError: a setting has no entry for the request type or the priority.
        SettingsError: a setting does not have its form.
        CcbSupportError: what `recommend` raises, except `NoChannelError`; or the directory's file
            has a fault.
        OSError: the directory's file can't be read.
    """
    request = desk.request_of(request_type, priority)
    return answer_request(request, desk.now() if at is None else at, language)


def answer_request(request: Request, when: datetime, language: str | None = None) -> Advice:
    """Return whom to contact about a request in the library's terms; `advise` says the rest."""
    edition = current_edition()
    spoken = require_language(language) if language else None
    spoken = spoken or desk.reader_language(edition.directory.language)
    try:
        answer = edition.router.recommend(*request, when)
    except NoChannelError as error:
        return _nobody(request, edition, error.escalation, when, spoken)
    local = when.astimezone(edition.directory.zone)
    ends_at = _end(answer.valid_until, local)
    return Advice(
        *request,
        text=answer.explain(spoken, at=when),
        buttons=_buttons(_contacts(answer), spoken),
        until=_until(answer, local, spoken),
        valid_until=answer.valid_until,
        ends_at=ends_at,
        seconds=_seconds(local, ends_at),
        language=spoken,
        directory_version=answer.directory_version,
        time_zone=answer.time_zone,
        answer=answer,
    )


def _nobody(
    request: Request,
    edition: Edition,
    levels: Sequence[EscalationLevel],
    when: datetime,
    language: Language,
) -> Advice:
    """Return the advice for a request that no channel takes: the levels to turn to."""
    local = when.astimezone(edition.directory.zone)
    ends_at = _end(None, local)
    contacts = [contact for level in levels for contact in level.contacts]
    return Advice(
        *request,
        text=_say_nobody(levels, language),
        buttons=_buttons(contacts, language),
        until="",
        valid_until=None,
        ends_at=ends_at,
        seconds=_seconds(local, ends_at),
        language=language,
        directory_version=edition.directory.version,
        time_zone=edition.directory.time_zone,
        answer=None,
    )


def _say_nobody(levels: Sequence[EscalationLevel], language: Language) -> str:
    nobody = django_phrases.NOBODY.in_language(language)
    named = "; ".join(
        django_phrases.LEVEL.in_language(
            language,
            name=level.name.in_language(language),
            contacts=", ".join(contact.display(language) for contact in level.contacts),
        )
        for level in levels
    )
    if not named:
        return nobody
    return f"{nobody} {as_sentence(django_phrases.TURN_TO.in_language(language, levels=named))}"


def _contacts(answer: Recommendation) -> list[Contact]:
    """Return the ways to choose from: those of the channel, and one of each other open channel."""
    others = [channel.contacts[0] for channel in answer.alternatives]
    found = [answer.contact, *answer.channel.contacts, *others]
    if answer.open_now:
        return found
    return [contact for contact in found if contact.medium in _UNATTENDED]


def _buttons(contacts: Iterable[Contact], language: Language) -> tuple[Button, ...]:
    different: dict[str, Contact] = {}
    for contact in contacts:
        different.setdefault(contact.uri, contact)
    return tuple(_button(each, language) for each in [*different.values()][:MOST_BUTTONS])


def _button(contact: Contact, language: Language) -> Button:
    phrase = django_phrases.BUTTONS[contact.medium]
    label = phrase.in_language(language, contact=contact.display(language))
    return Button(label, contact.uri, contact.medium)


def _until(answer: Recommendation, local: datetime, language: Language) -> str:
    if answer.valid_until is None:
        return ""
    times = SpokenTimes(Reader(language, ZoneInfo(answer.time_zone), local.date()))
    until = times.until(answer.valid_until)
    return as_sentence(django_phrases.HOLDS.in_language(language, until=until))


def _end(valid_until: datetime | None, local: datetime) -> datetime:
    """Return when the words are out of date: at midnight, today is another day."""
    midnight = datetime.combine(local.date() + _DAY, time(), local.tzinfo)
    return midnight if valid_until is None else min(valid_until, midnight)


def _seconds(local: datetime, ends_at: datetime) -> int:
    return ceil(ends_at.timestamp() - local.timestamp())
