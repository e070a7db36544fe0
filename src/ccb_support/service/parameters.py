"""The parameters of the addresses: what each means, its form in OpenAPI, and how it is read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote_plus

from ccb_support.clock.written_times import read_duration, read_instant
from ccb_support.errors import CcbSupportError, listed, quoted
from ccb_support.model.vocabulary import Medium, Priority, RequestType
from ccb_support.words import service_phrases as phrases
from ccb_support.words.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime, timedelta


class UnknownParameterError(CcbSupportError, ValueError, code="unknown_parameter"):
    """A parameter that an address does not have."""


class RepeatedParameterError(CcbSupportError, ValueError, code="repeated_parameter"):
    """A parameter that is in an address more than once."""


class MissingParameterError(CcbSupportError, ValueError, code="missing_parameter"):
    """A parameter without which a question has no answer."""


class BadParameterError(CcbSupportError, ValueError, code="bad_parameter"):
    """A parameter whose value does not have its form."""


class Parameter(NamedTuple):
    """A parameter of an address: its name, what it means, and its JSON Schema.

    `read` returns the value of a text, or raises a `BadParameterError`.
    """

    name: str
    about: str
    schema: Mapping[str, Any]
    read: Callable[[str], object] = str
    is_required: bool = False


def read_query(query: bytes, parameters: Iterable[Parameter]) -> dict[str, Any]:
    """Return the value of each parameter that a query has, by its name.

    Raises:
        UnknownParameterError: the query has a parameter that is not in `parameters`.
        RepeatedParameterError: the query has a parameter more than once.
        MissingParameterError: the query does not have all required parameters.
        BadParameterError: a value does not have its form.
    """
    known = {each.name: each for each in parameters}
    texts: dict[str, str] = {}
    for name, text in _pairs(query):
        if name not in known:
            accepted = listed(known) or phrases.NO_PARAMETERS
            words = phrases.UNKNOWN_PARAMETER.fill(name=quoted(name), accepted=accepted)
            raise UnknownParameterError(words, accepted=known)
        if name in texts:
            raise RepeatedParameterError(phrases.REPEATED_PARAMETER.fill(name=quoted(name)))
        texts[name] = text
    missing = [name for name, each in known.items() if each.is_required and name not in texts]
    if missing:
        words = phrases.MISSING_PARAMETER.fill(names=listed(missing))
        raise MissingParameterError(words, accepted=missing)
    return {name: known[name].read(text) for name, text in texts.items()}


def _pairs(query: bytes) -> Iterator[tuple[str, str]]:
    for part in query.split(b"&"):
        if part:
            name, _, text = part.partition(b"=")
            yield _decode(name, name), _decode(text, name)


def _decode(text: bytes, name: bytes) -> str:
    try:
        # A query is ASCII, and its percent signs hold UTF-8.
        return unquote_plus(text.decode("ascii"), errors="strict")
    except UnicodeDecodeError as error:
        shown = quoted(name.decode("ascii", "backslashreplace"))
        raise BadParameterError(phrases.NOT_UTF8.fill(name=shown)) from error


def _instant(name: str, about: str, *, is_required: bool = False) -> Parameter:
    schema = {"type": "string", "format": "date-time", "examples": ["2026-11-24T17:00:00-05:00"]}
    return Parameter(name, about, schema, partial(_read_instant, name), is_required)


def _read_instant(name: str, text: str) -> datetime:
    instant = read_instant(text)
    if instant is None:
        raise BadParameterError(phrases.NOT_AN_INSTANT.fill(name=name, value=quoted(text)))
    return instant


def _read_duration(text: str) -> timedelta:
    duration = read_duration(text)
    if duration is None:
        raise BadParameterError(phrases.NOT_A_DURATION.fill(name="duration", value=quoted(text)))
    return duration


def _read_words(text: str) -> str:
    if text in WORDS:
        return text
    raise BadParameterError(
        phrases.NOT_A_CHOICE.fill(name="words", value=quoted(text), accepted=listed(WORDS)),
        accepted=WORDS,
    )


def _read_outages(text: str) -> dict[str, datetime | None]:
    outages: dict[str, datetime | None] = {}
    for each in text.split(","):
        channel_id, separator, end = each.partition("=")
        outages[channel_id] = _read_instant("unavailable", end) if separator else None
    return outages


DATED, TODAY = WORDS = ("dated", "today")
"""The choices of the parameter `words`."""

REQUEST_TYPE = Parameter(
    "request_type",
    "What the request is: a value of `RequestType`, or a word that people write.",
    {"type": "string", "examples": [*RequestType, "queja"]},
    is_required=True,
)
PRIORITY = Parameter(
    "priority",
    "How urgent the request is: 1 to 5, P1 to P5, or a word. Note that *alta* is P2.",
    {"type": "string", "examples": [*(str(each.value) for each in Priority), "P3"]},
    is_required=True,
)
AT = _instant("at", "The instant of the question, with its offset. If left out, it is now.")
START = _instant("start", "The first instant, with its offset.", is_required=True)
END = _instant("end", "The end, excluded, with its offset.", is_required=True)
OPTIONAL_END = _instant("end", "The end, excluded, with its offset. Instead of `duration`.")
DURATION = Parameter(
    "duration",
    "How much open time is to pass, in ISO 8601. Instead of `end`.",
    {"type": "string", "format": "duration", "examples": ["PT4H"]},
    _read_duration,
)
CHANNEL = Parameter(
    "channel", "The id of a channel.", {"type": "string", "examples": ["pqrs"]}, is_required=True
)
LANGUAGE = Parameter(
    "language",
    "The language of the words: a tag such as `es`, `es-CO` or `en`.",
    {"type": "string", "examples": [*LANGUAGES]},
)
SPOKEN_WORDS = Parameter(
    "words",
    "With `dated`, the words give dates, and stay true. With `today`, they say today and "
    "tomorrow, for somebody who reads them at once.",
    {"enum": [*WORDS], "default": DATED},
    _read_words,
)
PREFER = Parameter(
    "prefer",
    "A medium to prefer, or a word for it.",
    {"type": "string", "examples": [*Medium]},
)
UNAVAILABLE = Parameter(
    "unavailable",
    "The ids of the channels that are down, with commas between them. `pqrs=` and an instant says "
    "when the channel is back.",
    {"type": "array", "items": {"type": "string"}, "examples": [["chat"]]},
    _read_outages,
)
