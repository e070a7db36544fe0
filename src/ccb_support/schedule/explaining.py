"""Which exceptions explain that a channel is open over a whole run, or closed over a whole gap."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.calendars.holiday_lookup import holiday_names
from ccb_support.clock.instants import DAY, WallTime
from ccb_support.clock.intervals import Interval, gaps, within
from ccb_support.clock.wall_days import date_at, midnights

from .causes import Cause, chronological

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ccb_support.clock.instants import Instant

    from .channel_schedule import Schedule
    from .dated_hours import DatedHours, DatedLayer


def explain(schedule: Schedule, span: Interval[Instant], *, is_open: bool) -> tuple[Cause, ...]:
    """Return the exceptions that explain a whole open run, or a whole closed gap."""
    return _explain_run(schedule, span) if is_open else _explain_gap(schedule, span)


def _explain_run(schedule: Schedule, run: Interval[Instant]) -> tuple[Cause, ...]:
    if not schedule.can_explain_runs:
        return ()
    wall = schedule.clock.readings(run)
    # A day that starts when the run ends may take hours that would have joined it.
    days = schedule.days_that_reach(Interval(wall.start, WallTime(wall.end + 1)))
    has_entries = schedule.special_days.governs_any(days) or schedule.seasons.governs_any(days)
    if not has_entries and not schedule.has_holiday_hours:
        return ()
    holidays = schedule.holidays_in(days)
    if not has_entries and not holidays:
        # The week alone explains it, as it mostly does.
        return ()
    stretch = _Stretch.of(schedule, run, days, holidays)
    return tuple(sorted(stretch.causes_of_run(), key=chronological))


def _explain_gap(schedule: Schedule, gap: Interval[Instant]) -> tuple[Cause, ...]:
    wall = schedule.clock.readings(gap)
    is_usual = schedule.week.is_closed_for(wall.end - wall.start, wall.start)
    if is_usual and not schedule.seasons:
        return ()
    days = schedule.days_that_reach(wall)
    if is_usual and not schedule.seasons.governs_any(days):
        # The week alone explains it, as it mostly does.
        return ()
    stretch = _Stretch.of(schedule, gap, days, schedule.holidays_in(days))
    return tuple(sorted(stretch.causes_of_gap(), key=chronological))


class _Stretch(NamedTuple):
    """A whole open run or closed gap of a channel.

    Attributes:
        schedule: the hours of the channel.
        span: since when and until when the channel is open, or closed.
        days: the days whose hours can reach the span.
        holidays: the midnights of the holidays among them that the channel observes.
        shown: what the clock shows during the span; `None` if wall-clock times do not tell what
            meets the span, because the clock may be set nearby, or the supported range ends.
    """

    schedule: Schedule
    span: Interval[Instant]
    days: Interval[WallTime]
    holidays: set[WallTime]
    shown: Interval[WallTime] | None

    @classmethod
    def of(
        cls,
        schedule: Schedule,
        span: Interval[Instant],
        days: Interval[WallTime],
        holidays: Iterable[WallTime],
    ) -> _Stretch:
        """Return a stretch of a channel, with the holidays among its days."""
        # Hours that start on a day end within the next day.
        reached = Interval(days.start, WallTime(days.end + DAY))
        offset, shown = schedule.clock.offset_around(reached), None
        if offset is not None and reached.end <= schedule.clock.days.end:
            shown = Interval(WallTime(span.start + offset), WallTime(span.end + offset))
        return cls(schedule, span, days, set(holidays), shown)

    def causes_of_gap(self) -> Iterator[Cause]:
        """Yield the exceptions that cover time which ordinary hours would have opened.

        Ordinary hours are those of the season, or else of the week. A season explains a gap if it
        takes time that the week would have opened.
        """
        for midnight in sorted(self.holidays):
            if self._overlaps(self._ordinary(midnight)):
                yield from self._holiday_causes(midnight)
        yield from self._causes_of(
            self.schedule.special_days,
            lambda special: any(
                self._overlaps(self._ordinary(day)) for day in midnights(special.days)
            ),
        )
        yield from self._causes_of(
            self.schedule.seasons,
            lambda season: any(
                self._overlaps(self._taken(season, day)) for day in self._days_in_force(season)
            ),
        )
        for closed in self.schedule.closures_in(self.days):
            reach = self.schedule.days_that_reach(closed.span).clipped(self.days)
            covered = (within(self._ordinary(day), closed.span) for day in midnights(reach))
            if any(map(self._overlaps, covered)):
                yield closed.cause

    def causes_of_run(self) -> Iterator[Cause]:
        """Yield the exceptions that give the run hours, or take hours that would have joined it."""
        if self.schedule.holiday_hours.never_opens:
            shaping_holidays: Iterable[WallTime] = ()
        else:
            shaping_holidays = sorted(self.holidays)
        for midnight in shaping_holidays:
            given = self.schedule.holiday_hours.on(midnight)
            is_in_force = not self.schedule.special_days.on(midnight)
            if is_in_force and self._shapes(given, self._ordinary(midnight)):
                yield from self._holiday_causes(midnight)
        yield from self._causes_of(
            self.schedule.special_days,
            lambda special: any(
                self._shapes(special.hours.on(day), self._ordinary(day))
                for day in midnights(special.days)
                if self._is_in_force(special, day)
            ),
        )
        yield from self._causes_of(
            self.schedule.seasons,
            lambda season: any(
                self._touches(chain(self._taken(season, day), self._given(season, day)))
                for day in self._days_in_force(season)
            ),
        )

    def _shapes(
        self, given: Iterable[Interval[WallTime]], ordinary: Iterable[Interval[WallTime]]
    ) -> bool:
        return self._overlaps(given) or self._touches(ordinary)

    def _overlaps(self, wall: Iterable[Interval[WallTime]]) -> bool:
        # Lists, since a generator that is left half-way swallows what interrupts its end.
        if self.shown:
            return any(map(self.shown.overlaps, [*wall]))
        return any(map(self.span.overlaps, self._on_the_time_line(wall)))

    def _touches(self, wall: Iterable[Interval[WallTime]]) -> bool:
        if self.shown:
            return any(map(self.shown.touches, [*wall]))
        return any(map(self.span.touches, self._on_the_time_line(wall)))

    def _on_the_time_line(self, wall: Iterable[Interval[WallTime]]) -> list[Interval[Instant]]:
        clock = self.schedule.clock
        return [each for part in within(wall, clock.days) for each in clock.instants(part)]

    def _ordinary(self, midnight: WallTime) -> Sequence[Interval[WallTime]]:
        """Return the spans of a day by the season, or else by the week."""
        return self.schedule.season_hours(midnight).on(midnight)

    def _taken(self, season: DatedHours, midnight: WallTime) -> Iterator[Interval[WallTime]]:
        """Yield the parts of a day that the week would have opened, and the season does not."""
        for span in self.schedule.week.on(midnight):
            yield from gaps(season.hours.on(midnight), span)

    def _given(self, season: DatedHours, midnight: WallTime) -> Iterator[Interval[WallTime]]:
        """Yield the parts of a day that the season opens, and the week would not have opened."""
        for span in season.hours.on(midnight):
            yield from gaps(self.schedule.week.on(midnight), span)

    def _days_in_force(self, season: DatedHours) -> Iterator[WallTime]:
        """Yield the days on which a season with other hours than the week is in force.

        On a day of a holiday or of a special day, no season is.
        """
        if season.hours.days == self.schedule.week.days:
            return
        for midnight in midnights(season.days):
            special = self.schedule.special_days.on(midnight)
            if midnight not in self.holidays and not (
                special and self._is_in_force(special, midnight)
            ):
                yield midnight

    def _is_in_force(self, special: DatedHours, midnight: WallTime) -> bool:
        """Return whether a special day replaces hours; some leave closed days closed."""
        return special.holds_on_closed_days or self.schedule.opens_without_special_day(midnight)

    def _causes_of(
        self, layer: DatedLayer, explains: Callable[[DatedHours], bool]
    ) -> Iterator[Cause]:
        """Yield each occurrence that explains the span.

        If the span has no end, of each yearly entry only the first one.
        """
        is_endless = self.span.end == self.schedule.clock.supported.end
        named: set[object] = set()
        for each in layer.within(self.days):
            key = each.entry if is_endless and each.entry.dates.is_yearly else each.cause
            if key not in named and explains(each):
                named.add(key)
                yield each.cause

    def _holiday_causes(self, midnight: WallTime) -> Iterator[Cause]:
        day = date_at(midnight)
        for name in holiday_names(self.schedule.holidays, day):
            yield Cause.of_holiday(name, day)
