"""The arguments of the tools: what each means, its form as JSON Schema, and how it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ccb_support.clock.written_times import read_duration, read_instant
from ccb_support.errors import CcbSupportError, listed, quoted
from ccb_support.model.records import as_sequence, letters_of
from ccb_support.model.vocabulary import Medium, RequestType
from ccb_support.words import assistant_phrases as phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime, timedelta

    from ccb_support.words.phrase import Phrase


class UnknownArgumentError(CcbSupportError, ValueError, code="unknown_argument"):
    """An argument that a tool does not have."""


class MissingArgumentError(CcbSupportError, ValueError, code="missing_argument"):
    """An argument without which a tool has no answer."""


class BadArgumentError(CcbSupportError, ValueError, code="bad_argument"):
    """An argument whose value does not have its form."""


def _as_it_is(_name: str, value: object) -> object:
    return value


class Argument(NamedTuple):
    """An argument of a tool: its name, what it means, and its JSON Schema.

    `read` takes the name and a value of JSON, and returns what the router takes. It raises a
    `BadArgumentError` if the value does not have its form. Without `read`, the router gets the
    value as it is, and says what is wrong with it.
    """

    name: str
    about: str
    form: Mapping[str, Any]
    read: Callable[[str, Any], Any] = _as_it_is
    is_required: bool = False


def read_arguments(
    tool: str, given: Mapping[str, Any], arguments: Sequence[Argument]
) -> dict[str, Any]:
    """Return the value of each argument that a call gives, by its name.

    A null is the same as no argument.

    Raises:
        UnknownArgumentError: the tool does not have an argument. To overlook it would be to answer
            another question.
        MissingArgumentError: the tool needs an argument that the call does not give.
        BadArgumentError: a value does not have its form.
    """
    known = {each.name: each for each in arguments}
    for name in given:
        if name not in known:
            words = phrases.UNKNOWN_ARGUMENT.fill(
                tool=tool, name=quoted(name), accepted=listed(known)
            )
            raise UnknownArgumentError(words, accepted=known)
    values = {name: value for name, value in given.items() if value is not None}
    missing = [each.name for each in arguments if each.is_required and each.name not in values]
    if missing:
        words = phrases.MISSING_ARGUMENT.fill(tool=tool, names=listed(missing))
        raise MissingArgumentError(words, accepted=missing)
    return {name: known[name].read(name, value) for name, value in values.items()}


def _instant(name: str, value: object) -> datetime:
    found = read_instant(letters_of(value))
    if found is None:
        raise _bad(phrases.NOT_AN_INSTANT, name, value)
    return found


def _duration(name: str, value: object) -> timedelta:
    found = read_duration(letters_of(value))
    if found is None:
        raise _bad(phrases.NOT_A_DURATION, name, value)
    return found


def _true_or_false(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise _bad(phrases.NOT_TRUE_OR_FALSE, name, value)
    return value


def _outages(name: str, value: object) -> object:
    """Return when each channel that is down is back: `None` if nobody knows."""
    items = as_sequence(value)
    texts = [each for each in items if isinstance(each, str)]
    if not texts or len(texts) < len(items):
        return value  # the router says what is wrong with it
    outages: dict[str, datetime | None] = {}
    for text in texts:
        channel_id, separator, end = text.partition("=")
        outages[channel_id] = _instant(name, end) if separator else None
    return outages


def _bad(phrase: Phrase, name: str, value: object) -> BadArgumentError:
    return BadArgumentError(phrase.fill(name=name, value=quoted(value)))


_INSTANT = {"type": "string", "format": "date-time"}
_TEXT = {"type": "string"}

REQUEST_TYPE = Argument(
    "request_type",
    f"{listed(RequestType)}; or a word that people write, such as queja.",
    _TEXT,
    is_required=True,
)
PRIORITY = Argument(
    "priority",
    "P1 critical, P2 high, P3 medium, P4 low, P5 planning; or a word. Mind that alta is P2.",
    {"type": ["string", "integer"]},
    is_required=True,
)
WHEN = Argument(
    "when",
    "The instant, with its offset: 2026-11-24T17:00:00-05:00. Now if left out.",
    _INSTANT,
    _instant,
)
START = Argument("start", "The first instant. Now if left out.", _INSTANT, _instant)
END = Argument("end", "The end, excluded.", _INSTANT, _instant, is_required=True)
COUNTED_FROM = Argument("start", "The first instant.", _INSTANT, _instant, is_required=True)
COUNTED_TO = Argument("end", "The end, excluded. Instead of duration.", _INSTANT, _instant)
DURATION = Argument(
    "duration",
    "How much open time is to pass: PT4H is four hours. Instead of end.",
    {"type": "string", "format": "duration"},
    _duration,
)
PREFER = Argument("prefer", f"A medium to prefer: {listed(Medium)}.", _TEXT)
UNAVAILABLE = Argument(
    "unavailable",
    "The ids of channels that are down. chat=2026-11-24T17:00:00-05:00 says when one is back.",
    {"type": "array", "items": _TEXT},
    _outages,
)
CHANNEL = Argument("channel", "The id of a channel. All channels if left out.", _TEXT)
COUNTED_CHANNEL = Argument(
    "channel", "The id of a channel, as channel_status lists it.", _TEXT, is_required=True
)
YEAR = Argument("year", "The year. This year if left out.", {"type": "integer"})
LANGUAGE = Argument(
    "language", "The language of the words, es or en. The directory's if left out.", _TEXT
)
FULL = Argument(
    "full",
    "Give everything, also as JSON, however long. If left out, the answer has at most 1 kB.",
    {"type": "boolean"},
    _true_or_false,
)
