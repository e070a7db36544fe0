"""A directory: the channels, the escalation levels, and the exceptions to their hours.

It is read from one TOML file, which `Directory.from_toml` checks as a whole.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal, NamedTuple, Self, TypeAlias, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    ModelWrapValidatorHandler,
    NaiveDatetime,
    Tag,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from ccb_support.clock.instants import DAY, HOUR, MINUTE, wall_day
from ccb_support.clock.intervals import Interval
from ccb_support.errors import DirectoryError, Fault, cut, listed, quoted

from .contacts import Contact
from .hours import AlwaysOpen, DayHours, Hours, StatedHours
from .records import DEFERRED, AtLeastOne, Record
from .requests import Medium, Priority, RequestType, parse_priority, parse_request_type
from .text import Line, LocalizedText, Matching
from .untrusted import as_sequence, letters_of
from .validation import fault, faults_of, fields_of, valid_items, valid_or_none, validate_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from os import PathLike

FORMAT = 1
"""The version of the file's format."""

ALL: Final = "all"
"""How a directory says "every request type" or "every priority"."""

ChannelId: TypeAlias = Annotated[
    str,
    Matching(
        r"[a-z][a-z0-9_]{0,63}", "an id of lower-case letters, digits and _, such as p1_mobile"
    ),
]


def _every_request_type(value: object) -> object:
    return tuple(RequestType) if letters_of(value) == ALL else value


def _every_priority(value: object) -> object:
    return tuple(Priority) if letters_of(value) == ALL else value


_S = TypeVar("_S", RequestType, Priority)
_T = TypeVar("_T")


def _in_order(values: tuple[_S, ...]) -> tuple[_S, ...]:
    # They are a set; one fixed order makes equal channels equal.
    members = list(type(values[0])) if values else []
    return tuple(member for member in members if member in values)


ServedRequestTypes: TypeAlias = Annotated[
    tuple[Annotated[RequestType, BeforeValidator(parse_request_type)], ...],
    BeforeValidator(_every_request_type),
    AfterValidator(_in_order),
]

ServedPriorities: TypeAlias = Annotated[
    tuple[Annotated[Priority, BeforeValidator(parse_priority)], ...],
    BeforeValidator(_every_priority),
    AfterValidator(_in_order),
]


def _no_timestamp(value: object) -> object:
    # Pydantic takes a bare number for seconds since 1970.
    if isinstance(value, dt.date) or (isinstance(value, str) and _ISO_DATE.match(value)):
        return value
    raise PydanticCustomError("not_a_date", "must be a date, such as 2026-12-24")


_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

CalendarDate: TypeAlias = Annotated[dt.date, BeforeValidator(_no_timestamp)]
"""A day."""


def _no_huge_number(value: object) -> object:
    # Python refuses to write out a number of thousands of digits, in an error message too.
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        raise PydanticCustomError("huge_number", "must be a smaller number")
    return value


_MOST_BITS = 63
"""TOML promises no larger numbers."""

Ordinal: TypeAlias = Annotated[int, BeforeValidator(_no_huge_number), Field(ge=1, strict=True)]
"""A place in an order: 1 for the first."""


class Channel(Record, frozen=True):
    """A way in which requests reach the desk.

    Attributes:
        id: its name for programs.
        name: its name for people.
        request_types: the request types that it serves.
        priorities: the priorities that it serves.
        hours: when it is attended.
        holidays: whether it is `"open"` or `"closed"` on public holidays.
        contacts: how to reach it, the contact to use first first.
        rows: the rows of the source's table of channels that it comes from.
    """

    id: ChannelId
    name: LocalizedText
    request_types: ServedRequestTypes
    priorities: ServedPriorities
    hours: Hours
    holidays: Literal["open", "closed"]
    contacts: Annotated[tuple[Contact, ...], AtLeastOne()]
    rows: tuple[Ordinal, ...] = ()

    def serves(self, request_type: RequestType, priority: Priority) -> bool:
        """Tell whether it takes such a request at all."""
        return request_type in self.request_types and priority in self.priorities

    def contact_by(self, medium: Medium) -> Contact | None:
        """Return its first contact of that medium, if it has one."""
        return next((contact for contact in self.contacts if contact.medium == medium), None)

    @property
    def is_always_open(self) -> bool:
        """Whether it closes for nothing but special days and closures."""
        return isinstance(self.hours, AlwaysOpen) and self.holidays == "open"

    @property
    def is_reserved_by_priority(self) -> bool:
        """Whether there is a priority that it does not serve."""
        return len(self.priorities) < len(Priority)

    @property
    def is_reserved_by_request_type(self) -> bool:
        """Whether there is a request type that it does not serve."""
        return len(self.request_types) < len(RequestType)

    @property
    def is_reserved(self) -> bool:
        """Whether there is a request that it does not serve."""
        return self.is_reserved_by_priority or self.is_reserved_by_request_type


class EscalationLevel(Record, frozen=True):
    """Whom to turn to when a request is stuck.

    Attributes:
        level: 1 for the first to turn to.
        name: its name for people.
        contacts: how to reach it.
        hours: when it is attended, where the source says so.
        rows: the rows of the source's table of escalation levels that it comes from.
    """

    level: Ordinal
    name: LocalizedText
    contacts: Annotated[tuple[Contact, ...], AtLeastOne()]
    hours: StatedHours
    rows: tuple[Ordinal, ...] = ()


def _all_or_listed(value: object) -> object:
    if isinstance(value, str) and letters_of(value) != ALL:
        raise PydanticCustomError("not_listed", 'must be "all", or a list of ids, such as ["pqrs"]')
    return value


ConcernedChannels: TypeAlias = Annotated[
    Annotated[tuple[ChannelId, ...], AtLeastOne(), Tag("listed")]
    | Annotated[Literal["all"], Tag("all")],
    Discriminator(lambda value: "all" if isinstance(value, str) else "listed"),
    BeforeValidator(_all_or_listed),
]


class _Exception(Record, frozen=True):
    """What exceptions to the hours have in common: a name, and whom they concern."""

    name: LocalizedText
    channels: ConcernedChannels = ALL

    def concerns(self, channel_id: str) -> bool:
        """Tell whether it changes the hours of that channel."""
        return self.channels == ALL or channel_id in self.channels


class SpecialDay(_Exception, frozen=True):
    """A day, or several in a row, whose hours replace those of the week and of holidays.

    Attributes:
        name: what is special, for people.
        channels: the ids of the channels concerned, or `"all"`.
        date: the day, or the first of them.
        through: the last day, included; the same as `date` where left out.
        hours: the hours of each of these days; `"closed"` for none.
    """

    date: CalendarDate
    through: CalendarDate | None = None
    hours: DayHours

    @model_validator(mode="wrap")
    @classmethod
    def _is_in_order(cls, value: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        return validate_all(value, handler, _check_days_in_order)

    @property
    def first_date(self) -> dt.date:
        """The first of its days."""
        return self.date

    @property
    def last_date(self) -> dt.date:
        """The last of its days."""
        return self.through or self.date

    @property
    def wall(self) -> Interval:
        """Its days, from midnight to midnight on the wall clock."""
        return Interval(wall_day(self.first_date), wall_day(self.last_date) + DAY)


_DATE = TypeAdapter(CalendarDate, config=DEFERRED)


def stated_days(day: object) -> tuple[dt.date, dt.date] | None:
    """Return `date` and `through` of a special day, or None if it has no valid date.

    The special day may have other faults. Without a valid `through`, the last day is the first.
    """
    fields = fields_of(day)
    first = valid_or_none(fields.get("date"), _DATE)
    if first is None:
        return None
    return first, valid_or_none(fields.get("through"), _DATE) or first


def _check_days_in_order(day: object) -> Iterator[InitErrorDetails]:
    days = stated_days(day)
    if days and days[1] < days[0]:
        yield fault("backwards", "goes through a day before its date: put the earlier day in date")


def _whole_minute(moment: dt.datetime) -> dt.datetime:
    if moment.second or moment.microsecond:
        raise PydanticCustomError(
            "not_a_minute", "must be a whole minute, such as 2026-12-05T22:00:00"
        )
    return moment


def _no_bare_number(value: object) -> object:
    # As of a date: pydantic takes it for seconds since 1970.
    if isinstance(value, dt.date) or (isinstance(value, str) and _ISO_DATE.match(value)):
        return value
    raise PydanticCustomError(
        "not_a_time", "must be a local date and time, such as 2026-12-05T22:00:00"
    )


LocalMinute: TypeAlias = Annotated[
    NaiveDatetime, BeforeValidator(_no_bare_number), AfterValidator(_whole_minute)
]
"""A local date and time in the directory's zone, to the minute."""


class Closure(_Exception, frozen=True):
    """A span of time in which channels are closed, whatever else is said of them.

    Attributes:
        name: why, for people.
        channels: the ids of the channels concerned, or `"all"`.
        starts: the first minute in which they are closed, on the directory's wall clock.
        ends: the first minute in which they are no longer closed by it.
    """

    starts: LocalMinute
    ends: LocalMinute

    @model_validator(mode="wrap")
    @classmethod
    def _is_in_order(cls, value: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        return validate_all(value, handler, _check_times_in_order)

    @property
    def first_date(self) -> dt.date:
        """The first day of which it closes any time."""
        return self.starts.date()

    @property
    def last_date(self) -> dt.date:
        """The last day of which it closes any time."""
        return (self.ends - dt.timedelta(minutes=1)).date()

    @property
    def wall(self) -> Interval:
        """Its span on the wall clock."""
        return Interval(_wall_time(self.starts), _wall_time(self.ends))


_MINUTE = TypeAdapter(LocalMinute, config=DEFERRED)


def _check_times_in_order(closure: object) -> Iterator[InitErrorDetails]:
    fields = fields_of(closure)
    starts = valid_or_none(fields.get("starts"), _MINUTE)
    ends = valid_or_none(fields.get("ends"), _MINUTE)
    if starts and ends and ends <= starts:
        yield fault("backwards", "ends when it starts, or before: put the earlier time in starts")


HoursException: TypeAlias = SpecialDay | Closure
"""What changes the hours of channels on certain days."""


def _wall_time(local: dt.datetime) -> int:
    return wall_day(local.date()) + local.hour * HOUR + local.minute * MINUTE


def _known_zone(key: str) -> str:
    # Lower-case names are local files, not zones; they would differ from machine to machine.
    if re.fullmatch(r"[A-Z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*", key):
        try:
            return ZoneInfo(key).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass
    raise PydanticCustomError("unknown_zone", "must be an IANA time zone, such as America/Bogota")


def _known_format(value: object) -> object:
    # To Python, True and 1.0 are 1.
    if type(value) is not int or value != FORMAT:
        raise PydanticCustomError("unknown_format", "must be 1, the only format that there is")
    return value


class Directory(Record, frozen=True):
    """Everything a desk publishes about its channels.

    Attributes:
        format: the version of the file's format: 1.
        version: the version of the content; it changes whenever an answer may change.
        as_of: the day on which the content was last compared with its source.
        name: what the directory is, for people.
        time_zone: the IANA name of the zone in which all its times are meant.
        channels: the channels, in order of preference.
        escalation: the escalation levels, in order.
        special_days: days with hours of their own.
        closures: spans of time in which channels are closed.
    """

    format: Annotated[Literal[1], BeforeValidator(_known_format)]
    version: Line
    as_of: CalendarDate
    name: LocalizedText
    time_zone: Annotated[str, AfterValidator(_known_zone)]
    channels: Annotated[tuple[Channel, ...], AtLeastOne()]
    escalation: tuple[EscalationLevel, ...] = ()
    special_days: tuple[SpecialDay, ...] = ()
    closures: tuple[Closure, ...] = ()

    @classmethod
    def from_toml(cls, text: str) -> Self:
        """Read a directory from TOML.

        Raises:
            DirectoryError: the text is no directory; its `faults` say everything that is wrong.
        """
        return cls._from_content(_parsed(text))

    @classmethod
    def from_file(cls, path: str | PathLike[str]) -> Self:
        """Read a directory from a TOML file in UTF-8.

        Raises:
            DirectoryError: the file holds no directory; its `faults` say everything that is wrong.
            OSError: the file can't be read.
        """
        try:
            text = Path(path).read_text("utf-8-sig")  # some editors put a mark in front
        except UnicodeDecodeError as error:
            raise DirectoryError(
                [Fault("", f"the file is no UTF-8 text: save it as UTF-8 ({error})")]
            ) from error
        except (TypeError, ValueError) as error:
            raise DirectoryError(
                [Fault("", f"{quoted(path)} can't be the path of a file")]
            ) from error
        return cls.from_toml(text)

    @classmethod
    def _from_content(cls, content: Mapping[str, object]) -> Self:
        try:
            return cls.model_validate(content)
        except ValidationError as error:
            raise DirectoryError(faults_of(error, content)) from error

    @model_validator(mode="wrap")
    @classmethod
    def _holds_together(cls, value: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        return validate_all(value, handler, _inconsistencies)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def channel_ids(self) -> tuple[str, ...]:
        """The ids of the channels, in order of preference."""
        return tuple(channel.id for channel in self.channels)


def _parsed(text: object) -> Mapping[str, object]:
    if not isinstance(text, str):
        raise DirectoryError([Fault("", f"{quoted(text)} is no text: pass the TOML as a str")])
    plain = letters_of(text)
    if any(map(_is_tangled, plain.splitlines())):
        raise DirectoryError(
            [
                Fault(
                    "",
                    f"the text has a line of more than {_MOST_DOTS} dotted names: write tables",
                )
            ]
        )
    try:
        return tomllib.loads(plain)
    except (ValueError, RecursionError) as error:
        # TOML's own complaint, a number with thousands of digits, or tables nested without end.
        raise DirectoryError(
            [Fault("", f"the text is no TOML that can be read: {error}")]
        ) from error


_MOST_DOTS = 100
"""How many dots a line may have outside its quotes; a directory needs two or three."""

_IN_QUOTES = re.compile(r'"(?:[^"\\]|\\.?)*+"?' + r"|'[^']*'?")
"""A text in quotes; one that does not end goes on to the end of its line."""


def _is_tangled(line: str) -> bool:
    """Tell whether `line` is one over which `tomllib` would brood: it is quadratic in such dots."""
    return line.count(".") > _MOST_DOTS < _IN_QUOTES.sub("", line).count(".")


def _inconsistencies(directory: object) -> Iterator[InitErrorDetails]:
    """Yield the faults that no single entry shows."""
    sections = fields_of(directory)
    ids = dict(_stated(sections.get("channels"), "id", _ID))
    known = tuple(dict.fromkeys(ids.values()))
    yield from _repeated_ids(ids)
    yield from _levels_out_of_order(dict(_stated(sections.get("escalation"), "level", _LEVEL)))
    for section in ("special_days", "closures"):
        yield from _unknown_channels(section, as_sequence(sections.get(section)), known)
    yield from _coinciding(_stated_special_days(sections.get("special_days")))


_ID = TypeAdapter(str, config=DEFERRED)
_CHANNEL_ID = TypeAdapter(ChannelId, config=DEFERRED)
_LEVEL = TypeAdapter(Ordinal, config=DEFERRED)


def _stated(entries: object, key: str, kind: TypeAdapter[_T]) -> Iterator[tuple[int, _T]]:
    """Yield what each of `entries` states under `key`, even if the entry has another fault."""
    return valid_items([fields_of(entry).get(key) for entry in as_sequence(entries)], kind)


def _repeated_ids(ids: Mapping[int, str]) -> Iterator[InitErrorDetails]:
    first: dict[str, int] = {}
    for index, channel_id in ids.items():
        if first.setdefault(channel_id, index) != index:
            yield fault(
                "repeated_id",
                f"is the id of channels[{first[channel_id]}] too: choose another",
                ("channels", index, "id"),
                channel_id,
            )


def _levels_out_of_order(levels: Mapping[int, int]) -> Iterator[InitErrorDetails]:
    for (_, before), (index, level) in pairwise(levels.items()):
        if level <= before:
            yield fault(
                "level_out_of_order",
                f"does not come after level {before}: list the levels in order, each once",
                ("escalation", index, "level"),
                level,
            )


def _unknown_channels(
    section: str, entries: Sequence[object], known: Sequence[str]
) -> Iterator[InitErrorDetails]:
    ids, some = frozenset(known), cut(listed(each for each in known if each.isprintable()))
    for index, entry in enumerate(entries):
        for number, channel_id in _listed_channels(entry):
            if channel_id not in ids:
                yield fault(
                    "unknown_channel",
                    f"unknown channel: use one of {some}",
                    (section, index, "channels", number),
                    channel_id,
                )


def _listed_channels(exception: object) -> Iterator[tuple[int, str]]:
    """Yield the valid ids that `exception` lists, each with its index."""
    return valid_items(fields_of(exception).get("channels"), _CHANNEL_ID)


_Group: TypeAlias = tuple[str, ...]
_ANY: _Group = ("any",)
_FOR_ALL: _Group = ("all",)


class _StatedSpecialDay(NamedTuple):
    """The dates of a special day, its position in the file, and the groups that it is in."""

    first: dt.date
    last: dt.date
    position: int
    groups: tuple[_Group, ...]

    @property
    def rivals(self) -> tuple[_Group, ...]:
        """The groups of the special days that share a channel with it."""
        return (_ANY,) if _FOR_ALL in self.groups else (_FOR_ALL, *self.groups)


def _stated_special_days(entries: object) -> Iterator[_StatedSpecialDay]:
    """Yield each special day that states a date and a channel, even if it has another fault."""
    for index, entry in enumerate(as_sequence(entries)):
        days, groups = stated_days(entry), tuple(_groups_of(entry))
        if days and groups:
            yield _StatedSpecialDay(days[0], max(days), index, groups)


def _groups_of(special_day: object) -> Iterator[_Group]:
    if letters_of(fields_of(special_day).get("channels", ALL)) == ALL:
        yield _FOR_ALL
    for _, channel_id in _listed_channels(special_day):
        yield ("one", channel_id)


def _coinciding(special_days: Iterable[_StatedSpecialDay]) -> Iterator[InitErrorDetails]:
    """Yield a fault for each special day that starts before an earlier one has ended."""
    # In each group, the last day so far and the index of the special day that has it.
    latest: dict[_Group, tuple[dt.date, int]] = {}
    for day in sorted(special_days, key=lambda day: day.first):
        for last, other in sorted(latest[each] for each in day.rivals if each in latest)[-1:]:
            if day.first <= last:
                yield fault(
                    "coinciding_special_days",
                    f"shares {day.first} and a channel with "
                    f"special_days[{min(day.position, other)}]: "
                    "one day has one set of hours, so keep one of the two",
                    ("special_days", max(day.position, other)),
                )
        lasting = (day.last, day.position)
        for group in (_ANY, *day.groups):
            latest[group] = max(latest.get(group, lasting), lasting)


@cache
def default_directory() -> Directory:
    """Return the directory that ships with the library, loaded on first use.

    Source: the table of channels and the table of escalation levels that Certicámara publishes for
    the Bogotá Chamber of Commerce.
    """
    return Directory.from_toml(
        files(__name__.partition(".")[0]).joinpath("directory.toml").read_text("utf-8")
    )
