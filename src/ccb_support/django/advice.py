"""The advice: whom to contact right now, in words and as buttons, and until when that holds."""

from collections.abc import Callable, Sequence
from datetime import datetime
from math import ceil
from typing import NamedTuple

from ccb_support import Directory, EscalationLevel, Medium, NoChannelError, Recommendation
from ccb_support.errors import require_language
from ccb_support.questions import Desk
from ccb_support.questions.answers import Reader, Voice, Way, ways_beside
from ccb_support.words import Language, as_sentence
from ccb_support.words import services as phrases

from . import desk

MOST_BUTTONS = 5
"""How many ways to choose from a person sees at most, unless the words name more."""


class Button(NamedTuple):
    """A way to reach somebody with one click.

    Attributes:
        label: whose contact it is, and which, such as `PQRS line: (601) 7442727 option 3`.
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
        buttons: the ways to choose from, best first: every contact in the text, and more.
        until: until when this holds, as a sentence; empty if it has no end.
        valid_until: the same for programs; `None` if it has no end.
        ends_at: when the words are out of date: `valid_until`, or midnight at the desk.
        seconds: how many seconds that is from now.
        language: the language of the words.
        directory_version: the version of the directory that answered.
        time_zone: the IANA name of its zone.
        answer: the recommendation; `None` if no channel takes the request.
    """

    request_type: str
    priority: int
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
    return answer_request(desk.request_of, (request_type, priority), at or desk.now(), language)


def answer_request(
    read: Callable[[Directory, object, object], tuple[str, int]],
    words: tuple[object, object],
    when: datetime,
    language: str | None = None,
) -> Advice:
    """Return whom to contact about a request that `read` reads; `advise` says the rest."""
    here = Desk.of(desk.current().router, when)
    directory = here.directory
    request = read(directory, *words)
    spoken = require_language(language) if language else desk.reader_language(directory.language)
    try:
        answer = here.router.recommend(*request, when)
        valid_until, text = answer.valid_until, answer.explain(spoken, at=when)
        ways = ways_beside(answer, text, spoken)
        named = sum(each.contact.shown_in(spoken) in text for each in ways)
        ways = ways[: max(named, MOST_BUTTONS)]
    except NoChannelError as error:
        answer, valid_until = None, None
        text = _say_nobody(error.escalation, Reader(spoken, directory.zone, None))
        ways = [Way(level.name, each) for level in error.escalation for each in level.contacts]
    # The words say today and tomorrow, which midnight changes.
    midnight = here.next_midnight()
    ends_at = min(valid_until or midnight, midnight)
    until = ""
    if valid_until:
        words_of_end = Voice(Reader(spoken, directory.zone, here.today)).until(valid_until)
        until = as_sentence(phrases.ADVICE_HOLDS.in_language(spoken, until=words_of_end))
    return Advice(
        *request,
        text=text,
        buttons=tuple(
            Button(each.label(spoken), each.contact.uri, each.contact.medium) for each in ways
        ),
        until=until,
        valid_until=valid_until,
        ends_at=ends_at,
        seconds=ceil(ends_at.timestamp() - when.timestamp()),
        language=spoken,
        directory_version=directory.version,
        time_zone=directory.time_zone,
        answer=answer,
    )


def _say_nobody(levels: Sequence[EscalationLevel], reader: Reader) -> str:
    """Return that nobody takes the request, and whom to turn to: a record has no buttons."""
    language, voice = reader.language, Voice(reader)
    nobody = phrases.NOBODY.in_language(language)
    named = "; ".join(
        phrases.LEVEL.in_language(
            language,
            name=voice.name(level.name),
            contacts=", ".join(contact.display(language) for contact in level.contacts),
        )
        for level in levels
    )
    if not named:
        return nobody
    return f"{nobody} {as_sentence(phrases.TURN_TO.in_language(language, levels=named))}"
