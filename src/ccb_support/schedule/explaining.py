"""Which exceptions explain that a channel is open over a whole run, or closed over a whole gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.clock.instants import DAY, WallTime
from ccb_support.clock.intervals import Interval, within
from ccb_support.clock.wall_days import midnights

from .causes import Cause, chronological

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ccb_support.clock.instants import Instant

    from .channel_schedule import ClosureSpan
    from .dated_hours import DatedHours
    from .day_exceptions import DayException, DayExceptions, DaysToAsk


def explain(
    exceptions: DayExceptions, span: Interval[Instant], *, is_open: bool
) -> tuple[Cause, ...]:
    """Return the exceptions that explain a whole open run, or a whole closed gap, in order."""
    causes = _explain_run(exceptions, span) if is_open else _explain_gap(exceptions, span)
    return tuple(sorted(causes, key=chronological))


def _explain_run(exceptions: DayExceptions, run: Interval[Instant]) -> Iterable[Cause]:
    """Return those that give the run hours, or take hours that would have joined it."""
    schedule = exceptions.schedule
    if not schedule.can_explain_runs:
        return ()
    wall = schedule.clock.readings(run)
    # A day that starts when the run ends may take hours that would have joined it.
    days = schedule.days_that_reach(Interval(wall.start, WallTime(wall.end + 1)))
    exceptional = exceptions.days_to_ask(days)
    if not exceptional:
        # The week alone explains it, as it mostly does.
        return ()
    stretch = _Stretch(exceptions, run, days)
    return stretch.causes(
        exceptional, lambda each: stretch.overlaps(each.given) or stretch.touches(each.joined)
    )


def _explain_gap(exceptions: DayExceptions, gap: Interval[Instant]) -> Iterable[Cause]:
    """Return those that take time which ordinary hours would have opened.

    Ordinary hours are those of the season, or else of the week. A season explains a gap if it takes
    time that the week would have opened.
    """
    schedule = exceptions.schedule
    wall = schedule.clock.readings(gap)
    if not schedule.seasons and schedule.week.is_closed_for(wall.end - wall.start, wall.start):
        # The week alone explains it, as it mostly does.
        return ()
    days = schedule.days_that_reach(wall)
    exceptional, closures = exceptions.days_to_ask(days), [*schedule.closures_in(days)]
    if not exceptional and not closures:
        return ()
    stretch = _Stretch(exceptions, gap, days)
    causes = stretch.causes(exceptional, lambda each: stretch.overlaps(each.taken))
    return [*causes, *(each.cause for each in closures if stretch.is_taken_by(each))]


class _Stretch:
    """A whole open run or closed gap of a channel, and the days whose hours can reach it.

    `_shown` is what the clock shows during the span. It is `None` if wall-clock times do not say
    what meets the span, because the clock may be set nearby, or the supported range ends.
    """

    def __init__(
        self, exceptions: DayExceptions, span: Interval[Instant], days: Interval[WallTime]
    ) -> None:
        self._exceptions = exceptions
        self._schedule = exceptions.schedule
        self._clock = self._schedule.clock
        self._span = span
        self._days = days
        # Hours that start on a day end within the next day.
        reached = Interval(days.start, WallTime(days.end + DAY))
        offset = self._clock.offset_around(reached)
        self._shown: Interval[WallTime] | None = None
        if offset is not None and reached.end <= self._clock.days.end:
            self._shown = Interval(WallTime(span.start + offset), WallTime(span.end + offset))

    def causes(
        self, exceptional: Iterable[DaysToAsk], explains: Callable[[DayException], bool]
    ) -> Iterable[Cause]:
        """Return the causes of the exceptions of which any day explains it."""
        found: dict[object, Cause] = {}
        for days, source in exceptional:
            known = self._key(source) if source else None
            for midnight in days:
                if known in found:
                    break
                for each in self._exceptions.on(midnight):
                    if explains(each):
                        found.setdefault(self._key(each), each.cause)
        return found.values()

    def overlaps(self, wall: Sequence[Interval[WallTime]]) -> bool:
        """Return whether it shares a moment with any of some spans of the wall clock."""
        if self._shown:
            return any(map(self._shown.overlaps, wall))
        return any(map(self._span.overlaps, self._on_the_time_line(wall)))

    def touches(self, wall: Sequence[Interval[WallTime]]) -> bool:
        """Return whether it shares a moment with any of them, or one ends when the other starts."""
        if self._shown:
            return any(map(self._shown.touches, wall))
        return any(map(self._span.touches, self._on_the_time_line(wall)))

    def is_taken_by(self, closure: ClosureSpan) -> bool:
        """Return whether a closure covers time of it which ordinary hours would have opened."""
        reach = self._schedule.days_that_reach(closure.span).clipped(self._days)
        return any(
            self.overlaps([*within(self._schedule.season_hours(day).on(day), closure.span)])
            for day in midnights(reach)
        )

    def _key(self, each: DayException | DatedHours) -> object:
        """Return what is named once: an occurrence, or a yearly entry if the span has no end."""
        if each.entry is None or self._span.end != self._clock.supported.end:
            return each.cause
        return each.entry if each.entry.dates.is_yearly else each.cause

    def _on_the_time_line(self, wall: Sequence[Interval[WallTime]]) -> list[Interval[Instant]]:
        # A list, since a generator that is left half-way swallows what interrupts its end.
        supported = within(wall, self._clock.days)
        return [each for part in supported for each in self._clock.instants(part)]
