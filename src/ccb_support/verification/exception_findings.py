"""Findings about seasons, special days, closures and holidays: what is idle, over or unverified."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ccb_support.calendars.listed import ListedCalendar
from ccb_support.clock.instants import WallTime
from ccb_support.clock.intervals import Interval
from ccb_support.clock.wall_days import date_at, days_through
from ccb_support.model.changed_hours import Closure, Season
from ccb_support.model.channels import ALL
from ccb_support.model.dates import DaySpan
from ccb_support.model.hours import AlwaysOpen
from ccb_support.routing.ages import verified_through
from ccb_support.schedule.causes import Cause

from .codes import FindingCode
from .exception_effects import Entries
from .findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from .exception_effects import Entry
    from .scope import Scope


_LONGEST_NOTICE = timedelta(days=183)
"""How long before a special day people write it down, at most.

So if they write last year by mistake, the day lies further back than this. A day that is over for
less time was probably right.
"""


def check_exceptions(scope: Scope) -> Iterator[Finding]:
    """Yield the findings about exceptions to the weekly hours."""
    entries = Entries(scope)
    for entry in entries.every:
        yield from _check(scope, entries, entry)
        if isinstance(entry.content, Season):
            yield from _check_channels(scope, entry, entry.content)
    if scope.observing:
        verified = verified_through(scope.router)
        yield from _find_time_after(scope, verified, FindingCode.HOLIDAYS_UNVERIFIED)
        # The days of every year in a list never end.
        holidays = scope.router.holidays
        last = holidays.last_full_date if isinstance(holidays, ListedCalendar) else None
        yield from _find_time_after(scope, last, FindingCode.HOLIDAY_LIST_ENDS)


def _check(scope: Scope, entries: Entries, entry: Entry) -> Iterator[Finding]:
    """Yield a finding about one exception, if it is over or has no effect."""
    wall, as_of = entry.walls[0], scope.directory.as_of
    code, span = FindingCode.EXCEPTION_WITHOUT_EFFECT, None
    age = _age_of(entry, as_of)
    if age > _LONGEST_NOTICE:
        code = FindingCode.EXCEPTION_BEFORE_AS_OF
    elif age > timedelta():
        code = FindingCode.PAST_EXCEPTION
    elif entries.has_effect(entry):
        return
    elif wall.end <= scope.clock.read(scope.bounds.start):
        code = FindingCode.PAST_EXCEPTION
    elif wall.start >= scope.clock.read(scope.bounds.end):
        code = FindingCode.LATER_EXCEPTION
    else:
        span = scope.instants(wall)
    yield Finding(
        code=code,
        **scope.place(*entry.path),
        cause=Cause.of(entry.content, _days_of(wall)),
        day=as_of if code is FindingCode.EXCEPTION_BEFORE_AS_OF else None,
        counterexample=scope.example(span) if span else None,
    )


def _check_channels(scope: Scope, entry: Entry, season: Season) -> Iterator[Finding]:
    """Yield a finding if a season for all channels cuts some that are always open."""
    if season.channels != ALL or season.hours == AlwaysOpen.ALWAYS:
        return
    cut = tuple(each.id for each in scope.directory.channels if each.is_always_open)
    others = [each.id for each in scope.directory.channels if not each.is_always_open]
    if cut and others:
        ids = ", ".join(f'"{each}"' for each in others)
        yield Finding(
            code=FindingCode.SEASON_CUTS_ALWAYS_OPEN,
            **scope.place(*entry.path),
            channels=cut,
            cause=Cause.of(season, _days_of(entry.walls[0])),
            replacement=f"channels = [{ids}]",
        )


def _age_of(entry: Entry, day: date) -> timedelta:
    """Return how long before `day` a season or special day ended for good.

    A closure stays, as a record of it.
    """
    once = None if isinstance(entry.content, Closure) else entry.content.dates.once
    return day - once.last if once else timedelta()


def _days_of(wall: Interval[WallTime]) -> DaySpan:
    return DaySpan(date_at(wall.start), date_at(WallTime(wall.end - 1)))


def _find_time_after(scope: Scope, last: date | None, code: FindingCode) -> Iterator[Finding]:
    """Yield a finding about the part of the range after the day `last`, if there is any."""
    if last is None:
        return
    later = scope.instants(Interval(days_through(last, last).end, scope.clock.days.end))
    if later:
        yield Finding(
            code=code,
            **scope.place("holiday_calendar"),
            channels=scope.observing,
            counterexample=scope.example(later),
        )
