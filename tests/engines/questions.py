"""Tables of written requests, most of them at an instant at which an answer changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from hypothesis import strategies as st

from ccb_support import (
    CcbSupportError,
    Directory,
    NoChannelError,
    Router,
    Timetable,
    default_directory,
)
from ccb_support.testing import strategies
from ccb_support.testing.boundary_instants import MICROSECOND, range_ends

if TYPE_CHECKING:
    from collections.abc import Sequence

_T = TypeVar("_T")

DAY = timedelta(days=1)

WINDOWS = (
    (date(1984, 1, 1), date(1984, 1, 20)),  # the supported range starts
    (date(1992, 4, 25), date(1992, 5, 10)),  # Bogotá's one year of summer time starts
    (date(1993, 3, 28), date(1993, 4, 12)),  # and ends: an hour exists twice
    (date(2026, 3, 20), date(2026, 4, 10)),  # Easter, and summer time starts elsewhere
    (date(2026, 7, 1), date(2026, 7, 20)),  # a holiday by the law of 2026
    (date(2026, 12, 20), date(2027, 1, 12)),  # the year changes
    (date(2199, 12, 15), date(2199, 12, 31)),  # the supported range ends
)
"""Ranges of days, so short that a timetable of one costs little."""

UNREADABLE = (None, "", "solicitud", "PQRS", "urgente", "P6", "0", "3.0", "True", "¿?")


class Row(NamedTuple):
    """A row of a table of tickets."""

    id: int
    request_type: str | None
    priority: str | None
    opened: datetime | None


class Questions(NamedTuple):
    """A table of tickets, and the timetable with which to route it."""

    router: Router
    timetable: Timetable
    rows: list[Row]


@st.composite
def questions(draw: st.DrawFn, *, unit: timedelta = MICROSECOND, at_least: int = 1) -> Questions:
    """Draw tables of tickets, with instants in whole `unit`s, and their timetables."""
    first, last = draw(st.sampled_from(WINDOWS))
    on = strategies.days(first, last)
    directory = draw(st.just(default_directory()) | strategies.directories(on=on))
    start, end = _instants_of(directory, first, last)
    moments = (
        strategies.boundary_instants(directory, on=on)
        .map(lambda when: _floor(when, unit))
        .filter(lambda when: start <= when < end)
    )
    router = Router(directory)
    fields = _fields(_mostly(moments, _unplaced(directory, unit)))
    rows = draw(st.lists(fields, min_size=at_least, max_size=at_least + 20))
    return Questions(
        router,
        router.timetable(start, end),
        [Row(number, *fields) for number, fields in enumerate(rows)],
    )


def _instants_of(directory: Directory, first: date, last: date) -> tuple[datetime, datetime]:
    """Return the start and the end of a range of days in the directory's zone."""
    return (
        datetime.combine(first, time(), tzinfo=directory.zone).astimezone(UTC),
        datetime.combine(last + DAY, time(), tzinfo=directory.zone).astimezone(UTC),
    )


def _unplaced(directory: Directory, unit: timedelta) -> st.SearchStrategy[datetime | None]:
    """Draw what `recommend` refuses as an instant: nothing, and what lies out of range."""
    first, end = range_ends(directory)
    years = datetime(1969, 12, 31, 23, 59, 59, 999000, UTC), datetime(2250, 1, 1, tzinfo=UTC)
    outside = [_floor(each, unit) for each in (first - unit, end, *years)]
    return st.sampled_from([None, *outside])


def _fields(
    moments: st.SearchStrategy[datetime | None],
) -> st.SearchStrategy[tuple[str | None, str | None, datetime | None]]:
    unreadable = st.sampled_from(UNREADABLE)
    request_types = strategies.written_request_types().map(lambda each: each[0])
    priorities = strategies.written_priorities().map(lambda each: str(each[0]))
    return st.tuples(_mostly(request_types, unreadable), _mostly(priorities, unreadable), moments)


def _mostly(
    usual: st.SearchStrategy[_T], unusual: st.SearchStrategy[_T | None]
) -> st.SearchStrategy[_T | None]:
    return st.integers(0, 9).flatmap(lambda die: usual if die else unusual)


def _floor(when: datetime, unit: timedelta) -> datetime:
    start = datetime(1, 1, 1, tzinfo=UTC)
    return start + (when - start) // unit * unit


def said(router: Router, row: Row) -> dict[str, object]:
    """Return what `recommend` says of a row, by the names of the timetable's columns."""
    recommend: Any = router.recommend  # it refuses what a row may lack
    nothing = dict.fromkeys(("channel", "number", "uri", "open_now", "opens_at", "reason"))
    try:
        answer = recommend(row.request_type, row.priority, row.opened)
    except NoChannelError as error:
        return {**nothing, "open_now": False, "error": error.code}
    except CcbSupportError as error:
        return {**nothing, "valid_from": None, "valid_until": None, "error": error.code}
    first, end = range_ends(router.directory)
    return {
        "channel": answer.channel.id,
        "number": answer.number,
        "uri": answer.uri,
        "open_now": answer.open_now,
        "opens_at": answer.opens_at,
        "reason": answer.reason,
        "valid_from": answer.valid_from or first,
        "valid_until": answer.valid_until or end,
        "error": None,
    }


def differences(asked: Questions, routed: Sequence[dict[str, object]]) -> list[object]:
    """Return the rows of which an engine does not say what `recommend` says, or says nothing."""
    by_id = {row["id"]: row for row in routed}
    assert len(by_id) == len(routed) == len(asked.rows)
    wanted = ((row, said(asked.router, row)) for row in asked.rows)
    return [
        (row, answer, by_id[row.id])
        for row, answer in wanted
        if any(by_id[row.id][name] != value for name, value in answer.items())
    ]
