"""Findings about special days, closures and holidays: which have no effect, or are unverified."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ccb_support.calendars.listed_calendar import ListedCalendar
from ccb_support.clock.instants import WallTime
from ccb_support.clock.intervals import Interval
from ccb_support.clock.wall_days import date_at, days_through
from ccb_support.model.date_ranges import DaySpan
from ccb_support.schedule.causes import Cause

from .codes import FindingCode
from .exception_effects import Entries
from .findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .scope import Scope


def check_exceptions(scope: Scope) -> Iterator[Finding]:
    """Yield the findings about exceptions to the weekly hours."""
    yield from _find_idle_exceptions(scope)
    observing = tuple(
        each.id for each in scope.directory.channels if scope.hours(each).schedule.observes_holidays
    )
    if observing:
        yield from _find_unverified_holidays(scope, observing)
        yield from _find_end_of_list(scope, observing)


def _find_idle_exceptions(scope: Scope) -> Iterator[Finding]:
    entries = Entries(scope)
    for entry in entries.every:
        if entries.has_effect(entry):
            continue
        wall = entry.walls[0]
        code, span = FindingCode.EXCEPTION_WITHOUT_EFFECT, None
        if wall.end <= scope.clock.read(scope.bounds.start):
            code = FindingCode.PAST_EXCEPTION
        elif wall.start >= scope.clock.read(scope.bounds.end):
            code = FindingCode.LATER_EXCEPTION
        else:
            span = scope.instants(wall)
        yield Finding(
            code=code,
            entry=entry.path,
            cause=Cause.of(entry.content, _days_of(wall)),
            counterexample=scope.example(span) if span else None,
        )


def _days_of(wall: Interval[WallTime]) -> DaySpan:
    return DaySpan(date_at(wall.start), date_at(WallTime(wall.end - 1)))


def _find_unverified_holidays(scope: Scope, observing: tuple[str, ...]) -> Iterator[Finding]:
    verified_through = getattr(scope.router.holidays, "verified_through", None)
    if isinstance(verified_through, date):
        code = FindingCode.HOLIDAYS_UNVERIFIED
        yield from _find_time_after(scope, verified_through, code, observing)


def _find_end_of_list(scope: Scope, observing: tuple[str, ...]) -> Iterator[Finding]:
    """Yield a finding if the dates of a list end. Days of every year never do."""
    holidays = scope.router.holidays
    if isinstance(holidays, ListedCalendar) and holidays.last_full_date:
        code = FindingCode.HOLIDAY_LIST_ENDS
        yield from _find_time_after(scope, holidays.last_full_date, code, observing)


def _find_time_after(
    scope: Scope, last: date, code: FindingCode, observing: tuple[str, ...]
) -> Iterator[Finding]:
    """Yield a finding about the part of the range after the day `last`, if there is any."""
    later = scope.instants(Interval(days_through(last, last).end, scope.clock.days.end))
    if later:
        yield Finding(code=code, channels=observing, counterexample=scope.example(later))
