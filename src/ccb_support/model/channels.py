"""How requests reach the desk: the channels and what they serve, and the escalation levels."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product
from typing import Annotated, Any, Final, Literal, Protocol, Self, TypeAlias, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, Tag

from ccb_support.limits import LONGEST_ID, LONGEST_NUMBER, MOST_CONTACTS, MOST_ROWS, MOST_WORDS

from .contacts import Contact
from .hours import NO_DAY_HOURS, NO_WEEKLY_HOURS, AlwaysOpen, DayHours, Hours, StatedHours
from .records import (
    AtMost,
    InFiles,
    Record,
    add_keywords,
    also_accept,
    bad_value,
    choose_by,
    letters_of,
)
from .text import Matching, Name
from .vocabulary import Medium, Priority, RequestType, accept_spellings, parse_request

ALL: Final = "all"
"""How a directory says "every request type", "every priority" or "every channel"."""

ID_FORM = rf"[a-z][a-z0-9_]{{0,{LONGEST_ID - 1}}}"

ChannelId: TypeAlias = Annotated[str, Matching(ID_FORM, "not_an_id", most=LONGEST_ID)]
"""What programs call a channel."""

ListedId: TypeAlias = Annotated[str, add_keywords({"pattern": f"^({ID_FORM})$"})]
"""The id of a channel elsewhere in a directory. It must be known, so it needs no form here."""

_S = TypeVar("_S", RequestType, Priority)


def _expand_all(kind: type[RequestType | Priority]) -> BeforeValidator:
    return BeforeValidator(lambda value: tuple(kind) if letters_of(value) == ALL else value)


def _sort_members(values: tuple[_S, ...]) -> tuple[_S, ...]:
    # One fixed order, without repetition, makes equal channels equal.
    return tuple(member for member in type(values[0]) if member in values) if values else ()


_Served: TypeAlias = Annotated[
    tuple[_S, ...],
    AtMost(MOST_WORDS),
    AfterValidator(_sort_members),
    also_accept({"const": ALL}),
]

ServedRequestTypes: TypeAlias = Annotated[
    _Served[Annotated[RequestType, accept_spellings(RequestType)]], _expand_all(RequestType)
]

ServedPriorities: TypeAlias = Annotated[
    _Served[Annotated[Priority, accept_spellings(Priority)]], _expand_all(Priority)
]


def _kind_of_holiday_hours(value: object) -> str:
    if isinstance(value, DayHours | list | tuple):
        return "spans"
    return letters_of(value)


def _accept_any(found: dict[str, Any]) -> dict[str, Any]:
    # Two of them accept "closed", so `oneOf` would refuse it.
    return {"anyOf": found["oneOf"]}


HolidayHours: TypeAlias = Annotated[
    Annotated[Literal["open"], Tag("open")]
    | Annotated[Literal["closed"], Tag("closed")]
    | Annotated[DayHours, Tag("spans")],
    choose_by(_kind_of_holiday_hours, "unknown_holiday_hours"),
    InFiles(_accept_any),
]
"""What a channel does on public holidays: as on any day, nothing, or hours of their own."""


def _refuse_huge_number(value: object) -> object:
    # Python refuses to write out a number of thousands of digits, in an error message too.
    if isinstance(value, int) and value.bit_length() > LONGEST_NUMBER:
        raise bad_value("huge_number")
    return value


Ordinal: TypeAlias = Annotated[
    int,
    Field(ge=1, strict=True),
    BeforeValidator(_refuse_huge_number),
    add_keywords({"maximum": 2**LONGEST_NUMBER - 1}),
]
"""A place in an order: 1 for the first."""

Rows: TypeAlias = Annotated[tuple[Ordinal, ...], AtMost(MOST_ROWS)]
"""Rows of a table of the source."""


class Channel(Record, frozen=True):
    """A way in which requests reach the desk.

    Attributes:
        id: its name for programs.
        name: its name for people.
        request_types: the request types that it serves.
        priorities: the priorities that it serves.
        hours: when it is attended.
        holidays: whether it is `"open"` as on any day, or `"closed"`, on public holidays; or its
            hours on them.
        contacts: how to reach it. The first is the one to use first.
        rows: the rows of the source's table of channels that it comes from.
    """

    id: ChannelId
    name: Name
    request_types: ServedRequestTypes
    priorities: ServedPriorities
    hours: Hours
    holidays: HolidayHours
    contacts: Annotated[tuple[Contact, ...], AtMost(MOST_CONTACTS, may_be_empty=False)]
    rows: Rows = ()

    def __str__(self) -> str:
        """Return the channel's name in Spanish."""
        return str(self.name)

    def serves(self, request_type: RequestType, priority: Priority) -> bool:
        """Return whether the channel takes such a request, at any time."""
        return request_type in self.request_types and priority in self.priorities

    def contact_by(self, medium: Medium) -> Contact | None:
        """Return the first contact of that medium, or None if the channel has none."""
        return next((contact for contact in self.contacts if contact.medium == medium), None)

    @property
    def is_always_open(self) -> bool:
        """Whether only seasons, special days and closures can close the channel."""
        return isinstance(self.hours, AlwaysOpen) and self.holidays == "open"

    @property
    def depends_on_holidays(self) -> bool:
        """Whether a public holiday can change its weekly hours."""
        return self.holidays != "open" and (
            self.hours != NO_WEEKLY_HOURS or self.holiday_hours != NO_DAY_HOURS
        )

    @property
    def holiday_hours(self) -> DayHours:
        """Its hours on public holidays, unless it is open on them as on any day."""
        return self.holidays if isinstance(self.holidays, DayHours) else NO_DAY_HOURS

    @property
    def is_reserved_by_priority(self) -> bool:
        """Whether the channel does not serve every priority."""
        return len(self.priorities) < len(Priority)

    @property
    def is_reserved_by_request_type(self) -> bool:
        """Whether the channel does not serve every request type."""
        return len(self.request_types) < len(RequestType)

    @property
    def is_reserved(self) -> bool:
        """Whether the channel does not serve every request."""
        return self.is_reserved_by_priority or self.is_reserved_by_request_type


class EscalationLevel(Record, frozen=True):
    """Whom to turn to if nobody solves a request.

    Attributes:
        level: 1 for the first to turn to.
        name: its name for people.
        contacts: how to reach it.
        hours: when it is attended, if the source says so.
        rows: the rows of the source's table of escalation levels that it comes from.
    """

    level: Ordinal
    name: Name
    contacts: Annotated[tuple[Contact, ...], AtMost(MOST_CONTACTS, may_be_empty=False)]
    hours: StatedHours
    rows: Rows = ()

    def __str__(self) -> str:
        """Return the level's name in Spanish."""
        return str(self.name)


_TYPES = tuple(RequestType)


class RequestKind(Record, frozen=True):
    """A request type and a priority: everything by which a directory distinguishes requests.

    Attributes:
        request_type: the request type.
        priority: the priority.
    """

    request_type: RequestType
    priority: Priority

    @classmethod
    def of(cls, request_type: RequestType | str, priority: Priority | int | str) -> Self:
        """Return the kind of a request that is written as for `ccb_support.recommend`.

        Raises:
            UnknownRequestTypeError: `request_type` means no request type, or could mean several.
            UnknownPriorityError: `priority` means no priority, or could mean several.
        """
        known_type, known_priority = parse_request(request_type, priority)
        return cls(request_type=known_type, priority=known_priority)


class _HasKind(Protocol):
    @property
    def request_type(self) -> RequestType: ...

    @property
    def priority(self) -> Priority: ...


@cache
def every_kind() -> tuple[RequestKind, ...]:
    """Return every kind of request, by type and then by priority."""
    return tuple(
        RequestKind(request_type=request_type, priority=priority)
        for request_type, priority in product(RequestType, Priority)
    )


def sort_kinds(kinds: Iterable[RequestKind]) -> tuple[RequestKind, ...]:
    """Return kinds of request by type and then by priority."""
    return tuple(sorted(kinds, key=kind_order))


def kind_order(request: _HasKind) -> tuple[int, Priority]:
    """Return the sort key of a request: type, then priority."""
    return _TYPES.index(request.request_type), request.priority


def group_requests(channels: Sequence[Channel]) -> list[tuple[RequestKind, ...]]:
    """Return every kind of request, in groups that get the same answers.

    The rule sees which channels serve a kind, and whether it is critical: a critical caller may not
    prefer to write while a telephone is open. To compare two directories, pass the channels of
    both: a group is then served by the same channels in each of them.
    """
    groups: defaultdict[tuple[bool, ...], list[RequestKind]] = defaultdict(list)
    for each in every_kind():
        served = (one.serves(each.request_type, each.priority) for one in channels)
        groups[each.priority == Priority.CRITICAL, *served].append(each)
    return [tuple(group) for group in groups.values()]
