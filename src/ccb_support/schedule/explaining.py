"""Which exceptions explain that a channel is open over a whole run, or closed over a whole gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ccb_support.clock.instants import DAY, WallTime
from ccb_support.clock.intervals import Interval, within
from ccb_support.clock.wall_days import midnights

from .causes import Cause, chronological

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ccb_support.clock.instants import Instant

    from .channel_schedule import Closed, Schedule
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
    asked = exceptions.days_to_ask(days)
    if not asked:
        # The week alone explains it, as it mostly does.
        return ()
    stretch = _Stretch.of(schedule, run, days)
    return _causes(
        stretch,
        exceptions,
        asked,
        lambda each: stretch.overlaps(each.given) or stretch.touches(each.joined),
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
    asked, closures = exceptions.days_to_ask(days), [*schedule.closures_in(days)]
    if not asked and not closures:
        return ()
    stretch = _Stretch.of(schedule, gap, days)
    causes = _causes(stretch, exceptions, asked, lambda each: stretch.overlaps(each.taken))
    return [*causes, *(each.cause for each in closures if stretch.is_taken_by(each))]


def _causes(
    stretch: _Stretch,
    exceptions: DayExceptions,
    asked: Iterable[DaysToAsk],
    explains: Callable[[DayException], bool],
) -> Iterable[Cause]:
    """Return the causes of the exceptions of which any day explains the stretch."""
    found: dict[object, Cause] = {}
    for days, source in asked:
        known = stretch.key(source) if source else None
        for midnight in days:
            if known in found:
                break
            for each in exceptions.on(midnight):
                if explains(each):
                    found.setdefault(stretch.key(each), each.cause)
    return found.values()


class _Stretch(NamedTuple):
    """A whole open run or closed gap of a channel, and the days whose hours can reach it.

    `shown` is what the clock shows during the span. It is `None` if wall-clock times do not say
    what meets the span, because the clock may be set nearby, or the supported range ends.
    """

    schedule: Schedule
    span: Interval[Instant]
    days: Interval[WallTime]
    shown: Interval[WallTime] | None

    @classmethod
    def of(cls, schedule: Schedule, span: Interval[Instant], days: Interval[WallTime]) -> _Stretch:
        """Return a stretch of a channel."""
        # Hours that start on a day end within the next day.
        reached = Interval(days.start, WallTime(days.end + DAY))
        offset, shown = schedule.clock.offset_around(reached), None
        if offset is not None and reached.end <= schedule.clock.days.end:
            shown = Interval(WallTime(span.start + offset), WallTime(span.end + offset))
        return cls(schedule, span, days, shown)

    def overlaps(self, wall: Sequence[Interval[WallTime]]) -> bool:
        """Return whether it shares a moment with any of some spans of the wall clock."""
        if self.shown:
            return any(map(self.shown.overlaps, wall))
        return any(map(self.span.overlaps, self._on_the_time_line(wall)))

    def touches(self, wall: Sequence[Interval[WallTime]]) -> bool:
        """Return whether it shares a moment with any of them, or one ends when the other starts."""
        if self.shown:
            return any(map(self.shown.touches, wall))
        return any(map(self.span.touches, self._on_the_time_line(wall)))

    def is_taken_by(self, closed: Closed) -> bool:
        """Return whether a closure covers time of it which ordinary hours would have opened."""
        reach = self.schedule.days_that_reach(closed.span).clipped(self.days)
        return any(
            self.overlaps([*within(self.schedule.season_hours(day).on(day), closed.span)])
            for day in midnights(reach)
        )

    def key(self, each: DayException | DatedHours) -> object:
        """Return what is named once: an occurrence, or a yearly entry if the span has no end."""
        if each.entry is None or self.span.end != self.schedule.clock.supported.end:
            return each.cause
        return each.entry if each.entry.dates.is_yearly else each.cause

    def _on_the_time_line(self, wall: Sequence[Interval[WallTime]]) -> list[Interval[Instant]]:
        clock = self.schedule.clock
        # A list, since a generator that is left half-way swallows what interrupts its end.
        return [each for part in within(wall, clock.days) for each in clock.instants(part)]
