"""The laws of every router, and the check of one law on one question.

The answer must be the oracle's: a violation names each field that differs.
"""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum
from itertools import islice
from typing import Any, NoReturn, Protocol, TypeAlias, cast
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from ccb_support.answer.recommendation import Recommendation
from ccb_support.errors import (
    CcbSupportError,
    LawViolationError,
    NaiveDatetimeError,
    NotAChannelDirectoryError,
    NotACollectionError,
    NotADatetimeError,
    OutOfRangeError,
    UnknownChannelError,
    UnknownMediumError,
    UnknownPriorityError,
    UnknownRequestTypeError,
    listed,
    quoted,
)
from ccb_support.model.directory import Directory
from ccb_support.model.vocabulary import MEDIA, Medium
from ccb_support.words import Phrase
from ccb_support.words import findings as phrases

from .oracle import Oracle
from .oracle_hours import MICROSECOND

# Pytest shows the caller's line, and no line of this module.
__tracebackhide__ = True

Difference: TypeAlias = tuple[str, object, object]
"""A path like `trace[pqrs].because[0].name.es`, the right value, and the value that is there."""

_MOST_SHOWN = 4
"""How many differences a message shows."""

_NO_WORD = "-"
"""A text without letters: no directory has it as a word or an id."""


class Recommender(Protocol):
    """A function with the signature of `recommend`."""

    def __call__(  # noqa: D102 - the class says it
        self,
        request_type: str,
        priority: int,
        when: datetime,
        *,
        prefer: Medium | None = None,
        unavailable: Collection[str] | Mapping[str, datetime | None] = (),
    ) -> Recommendation: ...


class Law(StrEnum):
    """The name of a law."""

    RULE = "rule"
    """The answer follows the rule, in every one of its fields."""
    INPUT = "input"
    """A wrong argument is an error, and never a guess."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question to a router.

    Nothing checks it: with another spelling, a naive time or a time outside the range of the
    directory, a violation is about the question, and not about the router.

    Attributes:
        request_type: the id of the request type.
        priority: the number of the priority.
        when: the instant.
        prefer: the preferred medium, or `None`.
        unavailable: the ids of the channels that are down, or a mapping from each id to when the
            channel is back.
    """

    request_type: str
    priority: int
    when: datetime
    prefer: Medium | None = None
    unavailable: tuple[str, ...] | Mapping[str, datetime | None] = ()


class LawBook:
    """Checks that one function keeps the laws, over one directory.

    Args:
        recommend: the function.
        directory: the directory of its answers.
        holidays: the dates on which the channels that observe holidays are closed; those that the
            directory names if left out.

    Raises:
        NotAChannelDirectoryError: `directory` is not a `Directory`.
        NotACalendarError: `holidays` is not a container of dates.
        DirectoryError: the directory names a holiday calendar that does not exist.
        MissingExtraError: the directory names a holiday calendar that needs an extra.
    """

    def __init__(
        self,
        recommend: Recommender,
        directory: Directory,
        *,
        holidays: Container[date] | None = None,
    ) -> None:
        if not isinstance(cast("object", directory), Directory):
            raise NotAChannelDirectoryError(directory)
        self._recommend = recommend
        self._zone = ZoneInfo(directory.time_zone)
        self._oracle = Oracle(directory, holidays=holidays)

    def check(self, law: Law, case: Case) -> None:
        """Check that the function keeps `law` in `case`.

        Raises:
            LawViolationError: it breaks the law.
            ValueError: `law` is not a law.
        """
        got = _ask(self._recommend, case)
        if Law(law) is Law.RULE:
            self._require_same(case, _ask(self._oracle.recommend, case), got)
            return
        # The right question came first: a function that keeps answers must not find one for True.
        directory = self._oracle.directory
        types, scale, down = directory.request_types, directory.priorities, directory.channels[0].id
        start, end = self._oracle.supported
        naive = case.when.replace(tzinfo=None)
        for error, name, wrong in (
            (UnknownPriorityError, "priority", True),
            (UnknownPriorityError, "priority", float(case.priority)),
            (UnknownPriorityError, "priority", 0),
            (UnknownPriorityError, "priority", len(scale) + 1),
            (UnknownPriorityError, "priority", next(iter(scale.ambiguous), _NO_WORD)),
            (UnknownRequestTypeError, "request_type", next(iter(types.ambiguous), _NO_WORD)),
            (UnknownRequestTypeError, "request_type", None),
            (NaiveDatetimeError, "when", naive),
            (NotADatetimeError, "when", case.when.date()),
            (OutOfRangeError, "when", start - MICROSECOND),
            (OutOfRangeError, "when", end),
            (UnknownMediumError, "prefer", _NO_WORD),
            (UnknownChannelError, "unavailable", (_NO_WORD,)),
            (NotACollectionError, "unavailable", down),
            (NaiveDatetimeError, "unavailable", {down: naive}),
        ):
            changes: dict[str, Any] = {"prefer": None, "unavailable": (), name: wrong}
            got = _ask(self._recommend, replace(case, **changes))
            if not isinstance(got, error):
                argument = f"{name} = {write(wrong, self._zone)}"
                expected = phrases.ERROR_FOR.fill(error=error.__name__, argument=argument)
                self._refuse(law, case, got, expected, write(got, self._zone), [name])

    def _require_same(self, case: Case, expected: object, got: object) -> None:
        found = [*islice(find_differences(expected, got), _MOST_SHOWN)]
        if found:
            right = "; ".join(f"{path} = {write(value, self._zone)}" for path, value, _ in found)
            wrong = "; ".join(f"{path} = {write(value, self._zone)}" for path, _, value in found)
            self._refuse(Law.RULE, case, got, right, wrong, [path for path, _, _ in found])

    def _refuse(
        self,
        law: Law,
        case: Case,
        got: object,
        right: Phrase | str,
        wrong: str,
        fields: Sequence[str],
    ) -> NoReturn:
        """Raise the error that shows where an answer breaks a law: in `fields`."""
        first, zone = fields[0], self._zone
        # `trace[pqrs].opens_at` is about an opening first, and then about the trace.
        keys = first.rpartition(".")[2], first.partition(".")[0].partition("[")[0], law
        down: Iterable[str] = case.unavailable
        if isinstance(case.unavailable, Mapping):
            down = (f"{each} = {write(end, zone)}" for each, end in case.unavailable.items())
        words = phrases.VIOLATION.fill(
            says=phrases.LAWS[law],
            law=str(law),
            request_type=str(case.request_type),
            priority=f"P{case.priority:d}",
            medium=MEDIA.by_id[case.prefer].label if case.prefer else phrases.NONE,
            instant=write(case.when, zone),
            zone=str(zone),
            written=str(case.when),
            unavailable=listed(down) or phrases.NONE,
            expected=right,
            got=wrong,
            fields=listed(fields),
            hint=next(phrases.HINTS[each] for each in keys if each in phrases.HINTS),
        )
        cause = got if isinstance(got, Exception) else None
        raise LawViolationError(words, law, case) from cause


def _ask(recommend: Callable[..., object], case: Case) -> object:
    """Return what a function answers to a question, or the error that it raises."""
    return call(
        recommend,
        case.request_type,
        case.priority,
        case.when,
        prefer=case.prefer,
        # A function that takes entries out of a copy does not change the question of another.
        unavailable=copy(case.unavailable),
    )


def call(function: Callable[..., object], *arguments: object, **options: object) -> object:
    """Return what a function returns, or the error that it raises."""
    try:
        return function(*arguments, **options)
    except Exception as error:  # noqa: BLE001 - it is the caller's, and may raise anything
        return error


def find_differences(expected: object, got: object, path: str = "") -> Iterator[Difference]:
    """Yield the differences between two values, which are at `path`."""
    parts, others = _parts_of(expected), _parts_of(got)
    steps, got_steps = ([step for step, _ in each] for each in (parts, others))
    # A record of another class may have fields of the same names, without an answer's methods.
    is_comparable = isinstance(got, type(expected)) and _id_of(expected) == _id_of(got)
    if parts and steps == got_steps and is_comparable:
        for (step, part), (_, other) in zip(parts, others, strict=True):
            # Most of an answer is the directory's own, and needs no look.
            if part is not other:
                yield from find_differences(part, other, f"{path}{step}".removeprefix("."))
    elif not _are_same(expected, got):
        yield path or "result", expected, got


def _parts_of(value: object) -> list[tuple[str, object]]:
    """Return what a record, an error or a sequence is made of: each part after its step of a path.

    The order counts: a trace in another order is another trace.
    """
    if isinstance(value, BaseModel | CcbSupportError):
        # An error has its words, too.
        return [(f".{name}", each) for name, each in vars(value).items() if name != "_words"]
    entries = cast("Sequence[object]", value) if isinstance(value, tuple) else ()
    return [(f"[{_id_of(each) or number}]", each) for number, each in enumerate(entries)]


def _are_same(expected: object, got: object) -> bool:
    if isinstance(expected, datetime):
        return isinstance(got, datetime) and _in_utc(expected) == _in_utc(got)
    # To Python, True equals 1.
    return type(expected) is type(got) and expected == got


def _in_utc(instant: datetime) -> datetime | None:
    """Return an instant in UTC; `None` if it is naive, and so not an instant."""
    # Python compares two times of one zone by the wall clock.
    return None if instant.utcoffset() is None else instant.astimezone(UTC)


def _id_of(entry: object) -> str | None:
    """Return the id of a channel, or of the channel of a trace entry; else `None`."""
    fields = getattr(entry, "__dict__", {})
    found = fields.get("id") or fields.get("channel")
    return found if isinstance(found, str) else None


def write(value: object, zone: tzinfo) -> str:
    """Return a value as a message shows it. Instants are in `zone`."""
    if isinstance(value, datetime):
        instant = _in_utc(value)
        return str(instant.astimezone(zone)) if instant else f"{value} (naive)"
    if isinstance(value, StrEnum | BaseModel):
        return str(_id_of(value) or value)
    if isinstance(value, tuple):
        entries = cast("Sequence[object]", value)
        return f"[{', '.join(write(entry, zone) for entry in entries)}]"
    return quoted(value)
