"""The advice: whom to contact right now, in words and as buttons, and until when that holds."""

from collections.abc import Callable
from datetime import datetime
from math import ceil
from typing import Any, NamedTuple

from ccb_support import Directory, Medium, Recommendation
from ccb_support.errors import require_language
from ccb_support.questions import Desk
from ccb_support.questions.answers import ways_beside
from ccb_support.words import Language, as_sentence
from ccb_support.words import services as phrases

from . import desk

MOST_BUTTONS = 5
"""How many ways to choose from a person sees at most. The words name fewer."""


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
        answer: the recommendation.
        text: whom to contact, why, and what else there is: a short paragraph.
        buttons: the ways to choose from, best first: every contact in the text, and more.
        until: until when this holds, as a sentence; empty if it has no end.
        ends_at: when the words are out of date: the end of the answer, or midnight at the desk.
        seconds: how many seconds that is after the instant of the advice, rounded up.
        language: the language of the words.
    """

    answer: Recommendation
    text: str
    buttons: tuple[Button, ...]
    until: str
    ends_at: datetime
    seconds: int
    language: Language


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
        UnknownLanguageError: the library does not speak `language`.
        CcbSupportError: what `recommend` raises; or the directory's file has a fault.
        OSError: the directory's file can't be read.
    """
    return answer_request(desk.request_of, (request_type, priority), at or desk.now(), language)


def answer_request(
    read: Callable[[Directory, object, object], tuple[Any, Any]],
    words: tuple[object, object],
    when: datetime,
    language: str | None = None,
) -> Advice:
    """Return whom to contact about a request; `advise` says the rest.

    `read` returns what the router reads for the words of a request. The router knows all editions.
    """
    here = Desk.of(desk.current().router, when)
    request = read(here.directory, *words)
    spoken = require_language(language, usual=desk.reader_language(here.language))
    answer = here.router.recommend(*request, here.now)
    text = answer.explain(spoken, at=when)
    buttons = tuple(
        Button(each.label(spoken), each.contact.uri, each.contact.medium)
        for each in ways_beside(answer, text, spoken)[:MOST_BUTTONS]
    )
    # The words say today and tomorrow, which midnight changes.
    ends_at, until = here.next_midnight(), ""
    if answer.valid_until:
        ends_at = min(answer.valid_until, ends_at)
        words_of_end = here._replace(language=spoken).voice.until(answer.valid_until)
        until = as_sentence(phrases.ADVICE_HOLDS.in_language(spoken, until=words_of_end))
    seconds = ceil(ends_at.timestamp() - when.timestamp())
    return Advice(answer, text, buttons, until, ends_at, seconds, spoken)
