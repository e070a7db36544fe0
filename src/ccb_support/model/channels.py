"""How requests reach the desk: the channels and what they serve, and the escalation levels."""

from collections.abc import Iterable
from contextvars import ContextVar
from functools import partial
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, Tag, WithJsonSchema
from pydantic_core import PydanticOmit

from ccb_support.limits import (
    LONGEST_ID,
    LONGEST_NUMBER,
    MOST_CONTACTS,
    MOST_PRIORITIES,
    MOST_ROWS,
    MOST_WORDS,
)

from .contacts import Contact
from .hours import NO_DAY_HOURS, NO_WEEKLY_HOURS, AlwaysOpen, DayHours, Hours, StatedHours
from .records import (
    AtMost,
    NotEmpty,
    Record,
    accept_any,
    add_keywords,
    also_accept,
    letters_of,
    word_or_list,
)
from .text import Matching, Name
from .vocabulary import (
    ID_FORM,
    Medium,
    PriorityNumber,
    RequestTypeId,
    Vocabulary,
    usual_directory,
)

ALL: Final = "all"
"""How a directory says "every request type", "every priority" or "every channel"."""

ChannelId: TypeAlias = Annotated[str, Matching(ID_FORM, "not_an_id", most=LONGEST_ID)]
"""What programs call a channel."""

ListedId: TypeAlias = Annotated[str, add_keywords({"pattern": f"^({ID_FORM})$"})]
"""The id of a channel elsewhere in a directory. It must be known, so it needs no form here."""


WORDS_OF_FILE: ContextVar[dict[str, Any] | None] = ContextVar("WORDS_OF_FILE", default=None)
"""The fields of the directory that is being read, up to its channels, which use its vocabulary."""


def _words(key: str) -> Vocabulary[Any, Any] | tuple[()]:
    """Return the list of the file, or the usual one without a file; nothing if it has faults."""
    of_file = WORDS_OF_FILE.get()
    known = vars(usual_directory()) if of_file is None else of_file
    return known.get(key) or ()


def _read_word(key: str, value: object) -> object:
    if WORDS_OF_FILE.get() is None:
        # By itself, a channel has ids only.
        return value
    if words := _words(key):
        return words.read(value)
    # Until the faults of the list are mended, nobody knows what a word means.
    raise PydanticOmit


def _expand_all(key: str, value: object) -> object:
    return tuple(each.id for each in _words(key)) if letters_of(value) == ALL else value


def _sort(key: str, ids: tuple[Any, ...]) -> tuple[Any, ...]:
    if WORDS_OF_FILE.get() is None:
        return ids
    # One order, without repetition, makes equal channels of a directory equal.
    return tuple(each.id for each in _words(key) if each.id in ids)


_SPELLING: Final = {"type": "string", "minLength": 1}
_NUMBER: Final = {"type": "integer", "minimum": 1, "maximum": MOST_PRIORITIES}

ServedRequestTypes: TypeAlias = Annotated[
    tuple[
        Annotated[
            RequestTypeId,
            BeforeValidator(partial(_read_word, "request_types")),
            WithJsonSchema(_SPELLING, mode="validation"),
        ],
        ...,
    ],
    AtMost(MOST_WORDS),
    AfterValidator(partial(_sort, "request_types")),
    also_accept({"const": ALL}),
    BeforeValidator(partial(_expand_all, "request_types")),
]

ServedPriorities: TypeAlias = Annotated[
    tuple[
        Annotated[
            PriorityNumber,
            BeforeValidator(partial(_read_word, "priorities")),
            WithJsonSchema({"anyOf": [_NUMBER, _SPELLING]}, mode="validation"),
        ],
        ...,
    ],
    AtMost(MOST_WORDS),
    AfterValidator(partial(_sort, "priorities")),
    also_accept({"const": ALL}),
    BeforeValidator(partial(_expand_all, "priorities")),
]


HolidayHours: TypeAlias = Annotated[
    # One enum: programs that write clients fail at a union of several constants.
    Annotated[Literal["open", "closed"], Tag("open")] | Annotated[DayHours, Tag("list")],
    word_or_list("unknown_holiday_hours", closed="open"),
    # Two of them accept "closed", so `oneOf` would refuse it.
    Field(json_schema_extra=accept_any),
]
"""What a channel does on public holidays: as on any day, nothing, or other hours."""


Ordinal: TypeAlias = Annotated[int, Field(ge=1, le=2**LONGEST_NUMBER - 1, strict=True)]
"""A place in an order: 1 for the first."""

Rows: TypeAlias = Annotated[tuple[Ordinal, ...], AtMost(MOST_ROWS)]
"""Rows of a table of the source."""


# A directory reads its channels again: it may have other words, or the same in another order.
class Channel(Record, frozen=True, revalidate_instances="always"):
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
    contacts: Annotated[NotEmpty[tuple[Contact, ...]], AtMost(MOST_CONTACTS)]
    rows: Rows = ()

    def __str__(self) -> str:
        """Return the channel's name in Spanish."""
        return str(self.name)

    def serves(self, request_type: str, priority: int) -> bool:
        """Return whether the channel takes such a request, at any time."""
        return request_type in self.request_types and priority in self.priorities

    def contact_by(self, medium: Medium) -> Contact | None:
        """Return the first contact of that medium, or None if the channel has none."""
        return next((contact for contact in self.contacts if contact.medium == medium), None)

    @property
    def is_always_open(self) -> bool:
        """Whether only seasons, special days and closures can close the channel."""
        return isinstance(self.hours, AlwaysOpen) and self.holidays == "open"

    def depends_on_holidays(self, in_seasons: Iterable[Hours]) -> bool:
        """Return whether a public holiday can change its hours: the week's, or those in seasons."""
        return self.holidays != "open" and any(
            each not in (NO_DAY_HOURS, NO_WEEKLY_HOURS)
            for each in (self.holiday_hours, self.hours, *in_seasons)
        )

    @property
    def holiday_hours(self) -> DayHours:
        """Its hours on public holidays, unless it is open on them as on any day."""
        return self.holidays if isinstance(self.holidays, DayHours) else NO_DAY_HOURS


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
    contacts: Annotated[NotEmpty[tuple[Contact, ...]], AtMost(MOST_CONTACTS)]
    hours: StatedHours
    rows: Rows = ()

    def __str__(self) -> str:
        """Return the level's name in Spanish."""
        return str(self.name)
