"""The arguments of questions: how each is read, its JSON Schema, and what our errors say."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any, Self, TypeAlias

from dateutil.relativedelta import relativedelta
from pydantic import (
    BeforeValidator,
    PlainValidator,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from ccb_support.bounded_cache import KeptProperty
from ccb_support.calendars.choice import choose_calendar
from ccb_support.clock.instants import EVERY_YEAR, read_date_and_time
from ccb_support.clock.wall_clock import WallClock, differs_from_package
from ccb_support.errors import (
    BadParameterError,
    CcbSupportError,
    DirectoryError,
    MissingParameterError,
    UnknownParameterError,
    listed,
    quoted,
    require_language,
)
from ccb_support.model.directory import Directory, Texts, parse_editions, read_texts
from ccb_support.model.records import as_sequence, fields_of, in_iso_8601
from ccb_support.model.requests import every_kind
from ccb_support.model.text import zone_names
from ccb_support.model.vocabulary import MEDIA, Medium, folded, without_accents
from ccb_support.routing.router import Router
from ccb_support.words import LANGUAGES, Language, Phrase
from ccb_support.words import errors as phrases

# What the faces take from here. The reference does not list it.
__all__ = (
    "EVERY_YEAR",
    "MEDIA",
    "Face",
    "Instant",
    "LanguageTag",
    "QuotedInstant",
    "WallClock",
    "differs_from_package",
    "every_kind",
    "folded",
    "read_date_and_time",
    "read_directory",
    "usual_end",
    "without_accents",
    "wrong",
    "zone_names",
)


# Clients of OpenAPI Generator in Python write an offset without its colon.
# Python reads hour 24 since 3.14.
_RFC_3339 = re.compile(
    r"\d{4}-\d\d-\d\d[Tt](?!24)\d\d:\d\d(:\d\d([.]\d{1,9})?)?([Zz]|[+-]\d\d:?[0-5]\d)", re.ASCII
)
_ISO_8601_DURATION = re.compile(
    r"P(?=\d|T\d)(\d{1,9}D)?(T(?=\d)(\d{1,9}H)?(\d{1,9}M)?(\d{1,9}([.]\d{1,6})?S)?)?", re.ASCII
)
_DURATION = TypeAdapter(timedelta)


class QuotedInstant(datetime):
    """An instant that errors quote in ISO 8601: a caller may not know Python."""

    @classmethod
    def of(cls, when: datetime) -> Self:
        """Return the same instant, of any subclass of `datetime`, in the same zone."""
        # `combine` of a subclass loses `fold`.
        return cls.combine(when, when.timetz()).replace(fold=when.fold)

    def __repr__(self) -> str:
        return repr(self.isoformat())


class _QuotedDuration(timedelta):
    """A duration that errors quote in ISO 8601."""

    def __repr__(self) -> str:
        return repr(in_iso_8601(self))


def _read_instant(value: object) -> datetime:
    """Return the instant that a value such as `2026-11-24T17:00:00-05:00` means."""
    # Python can't write a very long number as a text.
    text = value if isinstance(value, str) else ""
    with suppress(ValueError):  # the day or the time does not exist
        if _RFC_3339.fullmatch(text):
            return QuotedInstant.fromisoformat(text.upper())
    # In an address, `+` is a space.
    lost_plus = " " in text and _RFC_3339.fullmatch(text.replace(" ", "+"))
    raise wrong(phrases.LOST_PLUS if lost_plus else phrases.NOT_AN_INSTANT, value=quoted(value))


@dataclass(frozen=True)
class Face:
    """How a face reads channels and instants.

    Attributes:
        editions: has the names of channels, if the face is for people, who may write one for an id.
        instant: reads an instant.
    """

    editions: Sequence[Directory] = ()
    instant: Callable[[object], datetime] = _read_instant

    def channel_id(self, name: str) -> str:
        """Return the id of the channel that people mean by its id, in any letters, or its name.

        It may also be both, as an error has them. If no channel has the name, or several have it,
        it stays as it is.
        """
        found = self._ids_by_word.get(folded(name), ())
        return next(iter(found)) if len(found) == 1 else name

    @KeptProperty
    def _ids_by_word(self) -> Mapping[str, set[str]]:
        """The ids that each word means: a question may name many channels of a large directory."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for edition in self.editions:
            for channel in edition.channels:
                own_id, name = channel.id, channel.name
                for word in (own_id, name.es, name.en, f"{own_id} ({name.es})"):
                    found[folded(word)].add(own_id)
        return found


def wrong(phrase: Phrase, **parts: object) -> PydanticCustomError:
    """Return the error that a reader of a parameter raises.

    Its phrase may have a `{name}`, that of the parameter, and a `{value}`. Without a `value` among
    the `parts`, this is the value of the parameter. Quote a value first: pydantic fails at half a
    character, which a shell or a program may pass on.
    """
    return PydanticCustomError("bad_parameter", "", {"phrase": phrase, **parts})


def our_error(error: ValidationError, names: list[str]) -> CcbSupportError:
    """Return the library's error for what pydantic found; `names` are those of the parameters."""
    found = error.errors(include_url=False)
    # What is wrong with a whole question is not about one parameter.
    names_by_type: defaultdict[str, list[str]] = defaultdict(list)
    for each in found:
        names_by_type[each["type"]].append(listed(each["loc"][:1]))
    if unknown := names_by_type["extra_forbidden"]:
        accepted = listed(names) or phrases.NO_PARAMETERS
        words = phrases.UNKNOWN_PARAMETER.fill(name=quoted(unknown[0]), accepted=accepted)
        return UnknownParameterError(words, accepted=names)
    if missing := names_by_type["missing"]:
        words = phrases.MISSING_PARAMETER.fill(names=listed(missing))
        return MissingParameterError(words, accepted=missing)
    first = found[0]
    # The one type of pydantic's own is `StrictBool`, and its errors have no phrase.
    context: dict[str, Any] = first.get(
        "ctx", {"phrase": phrases.NOT_TRUE_OR_FALSE, "accepted": ("true", "false")}
    )
    # A reader may raise an error of ours, as that of a language does.
    if isinstance(ours := context.get("error"), CcbSupportError):
        return ours
    accepted = context.get("accepted", ())
    words = context["phrase"].fill(
        name=listed(first["loc"][:1]),
        value=context.get("value", quoted(first["input"])),
        accepted=listed(accepted),
    )
    return BadParameterError(words, accepted=accepted)


def read_directory(path: str) -> tuple[tuple[Directory, ...], Texts]:
    """Return the editions of a directory in a file or a folder, and the text of each file.

    Raises:
        DirectoryError: a file is not a directory; each fault has its line.
        MissingExtraError: the directory needs an extra.
        OSError: a file can't be read.
    """
    texts = read_texts(path)
    return parse_editions(texts, _parse), texts


def _parse(text: str) -> Directory:
    directory = Directory.from_toml(text)
    try:
        choose_calendar(directory)
    except DirectoryError as error:
        from ccb_support.model.faults import TomlLines  # noqa: PLC0415 - only an error needs lines

        # A calendar does not know the text.
        lines = TomlLines(text)
        raise DirectoryError(
            [each._replace(line=lines.line_of((each.path,))) for each in error.faults]
        ) from error
    return directory


def usual_end(start: datetime, usual: relativedelta, router: Router) -> datetime:
    """Return the end of a range that has the usual length, within the supported range."""
    zone, last_year = router.editions[0].zone, router.engine.clock.years.last
    limit = datetime(last_year + 1, 1, 1, tzinfo=zone)
    # Python has no year after 9999.
    supported = min(start.astimezone(zone), limit)
    end = supported + usual
    # After the last year, an end must not make the range empty: the start is what is wrong.
    return min(end, limit) if supported < limit else end


def _validate_instant(value: object, info: ValidationInfo[Face]) -> datetime:
    if isinstance(value, datetime):
        return value
    return info.context.instant(value)


def _validate_channel_id(value: object, info: ValidationInfo[Face]) -> object:
    return info.context.channel_id(value) if isinstance(value, str) else value


def _validate_duration(value: object) -> timedelta:
    with suppress(ValueError):  # it is longer than Python can count
        if isinstance(value, str) and _ISO_8601_DURATION.fullmatch(value):
            found = _DURATION.validate_python(value)
            return _QuotedDuration(found.days, found.seconds, found.microseconds)
    raise wrong(phrases.NOT_A_DURATION)


def _validate_outages(value: object, info: ValidationInfo[Face]) -> object:
    """Return when each channel that is down is back: `None` if nobody knows."""
    if ends := fields_of(value):
        # A model may write what Python takes, but JSON has no instants.
        value = [each if end is None else f"{each}={end}" for each, end in ends.items()]
    found: dict[str, datetime | None] = {}
    for text in as_sequence(value):
        if not isinstance(text, str):
            return value  # the router says what is wrong with it
        name, equals, end = text.partition("=")
        until = _validate_instant(end, info) if equals else None
        if found.setdefault(info.context.channel_id(name), until) != until:
            raise wrong(phrases.REPEATED_OUTAGE, value=quoted(name))
    # The router also says what is wrong with something else than texts.
    return found or value


_TEXT = {"type": "string"}

RequestTypeWord: TypeAlias = Annotated[Any, WithJsonSchema(_TEXT)]
"""A word of any form: it is judged later, with the directory, as the next four are."""

PriorityWord: TypeAlias = Annotated[
    Any,
    # Some assistants refuse a list of types.
    WithJsonSchema({"anyOf": [_TEXT, {"type": "integer"}]}),
]
MediumWord: TypeAlias = Annotated[Any, WithJsonSchema({**_TEXT, "examples": [*Medium]})]
ChannelId: TypeAlias = Annotated[Any, PlainValidator(_validate_channel_id), WithJsonSchema(_TEXT)]
Year: TypeAlias = Annotated[Any, WithJsonSchema({"type": "integer"})]

Instant: TypeAlias = Annotated[
    datetime,
    PlainValidator(_validate_instant),
    WithJsonSchema({**_TEXT, "format": "date-time"}),
]
Duration: TypeAlias = Annotated[
    timedelta,
    PlainValidator(_validate_duration),
    WithJsonSchema({**_TEXT, "format": "duration", "examples": ["PT4H"]}),
]
Outages: TypeAlias = Annotated[
    Any,
    BeforeValidator(_validate_outages),
    WithJsonSchema({"type": "array", "items": _TEXT}),
]
LanguageTag: TypeAlias = Annotated[
    Language, PlainValidator(require_language), WithJsonSchema({**_TEXT, "examples": [*LANGUAGES]})
]
