"""Tables of tickets, most of them at an instant at which an answer changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from hypothesis import strategies as st

from ccb_support import Directory, NoChannelError, Router, default_directory
from ccb_support.testing import strategies
from ccb_support.testing.oracle_hours import DAY, MICROSECOND, Edition
from tests.builders import USUAL_WORDS
from tests.frames.tables import Ticket, expected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ccb_support.routing.timetable import Timetable

_T = TypeVar("_T")


INSTANTS = "opens_at", "valid_from", "valid_until"
"""The columns of instants in an answer."""

WINDOWS = (
    (date(1984, 1, 1), date(1984, 1, 20)),  # the supported range starts
    (date(1992, 4, 25), date(1992, 5, 10)),  # Bogotá's one year of summer time starts
    (date(1993, 1, 31), date(1993, 2, 15)),  # and ends: an hour exists twice
    (date(2026, 3, 20), date(2026, 4, 10)),  # Easter, and summer time starts elsewhere
    (date(2026, 7, 1), date(2026, 7, 20)),  # a holiday by the law of 2026
    (date(2026, 12, 20), date(2027, 1, 12)),  # the year changes
    (date(2199, 12, 15), date(2199, 12, 31)),  # the supported range ends
)
"""Ranges of days, so short that a timetable of one costs little."""

UNREADABLE = (None, "", "solicitud", "PQRS", "urgente", "P6", "0", "3.5", "True", "¿?")


class Row(NamedTuple):
    """A row of a table of tickets."""

    id: int
    request_type: str | None
    priority: str | None
    opened: datetime | None


class Questions(NamedTuple):
    """A table of tickets, and over which range of time to route it."""

    router: Router
    start: datetime
    end: datetime
    rows: list[Row]

    @property
    def timetable(self) -> Timetable:
        """The timetable with which to route it. As a field, it would make an example too long."""
        return self.router.timetable(self.start, self.end)


@st.composite
def questions(draw: st.DrawFn) -> Questions:
    """Draw tables of tickets and their timetables."""
    first, last = draw(st.sampled_from(WINDOWS))
    on = strategies.days(first, last)
    directory = draw(
        st.just(default_directory()) | strategies.directories(on=on, words=USUAL_WORDS)
    )
    start, end = _instants_of(directory, first, last)
    moments = strategies.boundary_instants(directory, on=on).filter(
        lambda when: start <= when < end
    )
    router = Router(directory)
    fields = _fields(_mostly(moments, _wrong_instants(directory)))
    rows = draw(st.lists(fields, max_size=20))
    return Questions(
        router,
        start,
        end,
        [Row(number, *fields) for number, fields in enumerate(rows)],
    )


def _instants_of(directory: Directory, first: date, last: date) -> tuple[datetime, datetime]:
    """Return the start and the end of a range of days in the directory's zone."""
    return (
        datetime.combine(first, time(), tzinfo=directory.zone).astimezone(UTC),
        datetime.combine(last + DAY, time(), tzinfo=directory.zone).astimezone(UTC),
    )


def _wrong_instants(directory: Directory) -> st.SearchStrategy[datetime | None]:
    """Draw a missing instant, or an instant out of range."""
    first, end = Edition(directory).supported
    years = datetime(1969, 12, 31, 23, 59, 59, 999000, UTC), datetime(2250, 1, 1, tzinfo=UTC)
    return st.sampled_from([None, first - MICROSECOND, end, *years])


def _fields(
    moments: st.SearchStrategy[datetime | None],
) -> st.SearchStrategy[tuple[str | None, str | None, datetime | None]]:
    unreadable = st.sampled_from(UNREADABLE)
    request_types = strategies.words_of(default_directory().request_types)
    priorities = strategies.words_of(default_directory().priorities)
    return st.tuples(_mostly(request_types, unreadable), _mostly(priorities, unreadable), moments)


def _mostly(
    usual: st.SearchStrategy[_T], unusual: st.SearchStrategy[_T | None]
) -> st.SearchStrategy[_T | None]:
    return st.integers(0, 9).flatmap(lambda die: usual if die else unusual)


def answer_of(router: Router, row: Row) -> dict[str, Any]:
    """Return what `recommend` says of a row, by the names of the timetable's columns."""
    ticket = Ticket(row.request_type, row.priority, row.opened)
    answer = expected(ticket, router.recommend, directory=router.directory)
    if answer["error"] is None:
        first, end = Edition(router.directory).supported
        bounds = {"valid_from": first, "valid_until": end}
        return answer | {name: answer[name] or bound for name, bound in bounds.items()}
    if answer["error"] == NoChannelError.code:
        # The timetable says for how long nobody serves a request; `recommend` does not.
        del answer["valid_from"], answer["valid_until"]
        answer["open_now"] = False
    return answer


def differences(asked: Questions, routed: Sequence[dict[str, object]]) -> list[object]:
    """Return the rows for which an engine does not say what `recommend` says."""
    by_id = {row["id"]: row for row in routed}
    assert len(by_id) == len(routed) == len(asked.rows)
    wanted = ((row, answer_of(asked.router, row)) for row in asked.rows)
    return [
        (row, answer, by_id[row.id])
        for row, answer in wanted
        if any(by_id[row.id][name] != value for name, value in answer.items())
    ]
