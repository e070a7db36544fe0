"""What each channel of a directory does, since when, until when and why."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.calendars import ListedDay
from ccb_support.clock.instants import (
    DAY,
    Instant,
    Moment,
    WallTime,
    date_at,
    midnights,
    moments_of,
    seconds_of,
    whole_day,
)
from ccb_support.clock.intervals import Interval, gaps, joined, within
from ccb_support.clock.step_function import (
    ONE_BLOCK,
    SHORT_BLOCKS,
    Blocks,
    KnownBlocks,
    Piecewise,
    open_between,
)
from ccb_support.clock.wall_clock import WallClock
from ccb_support.model.channels import ALL
from ccb_support.model.dates import DaySpan
from ccb_support.model.directory import Directory

from .causes import AnyChange, Cause
from .layers import ClosureSpan, DatedHours, Schedule

if TYPE_CHECKING:
    from ccb_support.clock.open_totals import OpenTotals


_MOST_EXPLAINED = 8
"""How many states are kept with what explains them: those of neighbouring answers."""


class ChannelState(NamedTuple):
    """What a channel does over the longest span of supported time in which it does one thing."""

    start: Instant
    end: Instant
    is_open: bool

    @property
    def span(self) -> Interval[Instant]:
        """The span."""
        return Interval(self.start, self.end)


class OpenHours:
    """When a channel is open, and why. Channels that always have the same hours share one.

    `parts` have its schedule under each edition, and the time of the edition. While an edition does
    not have the channel, the channel is closed.

    Attributes:
        openness: whether it is open, over all supported time.
        never_changes: whether it is open at all times, or at none, and nothing explains it.
        causes: returns the exceptions that explain a state.
    """

    def __init__(
        self,
        parts: Sequence[tuple[Schedule | None, Interval[Instant]]],
        known: KnownBlocks,
    ) -> None:
        self._known = known
        self._exceptions = [(DayExceptions(each), span) for each, span in parts if each]
        schedules = [each.schedule for each, _ in self._exceptions]
        supported = Interval(parts[0][1].start, parts[-1][1].end)
        make = self._join if len(parts) > 1 else schedules[0].openness
        bits = min(map(_block_bits, schedules))
        self.openness = Blocks(supported, make, known, block_bits=bits)
        is_constant = all(each.never_changes for each in schedules)
        self.never_changes = is_constant and len(self.openness.block(supported.start).starts) == 1
        self._can_explain_runs = any(each.can_explain_runs for each in schedules)
        self._last_state = ChannelState(Instant(0), Instant(0), is_open=False)
        # Channels that share hours ask for the same states.
        self.causes = lru_cache(_MOST_EXPLAINED)(self._explain)

    @cached_property
    def totals(self) -> OpenTotals:
        """How long it is open, over any range of supported time."""
        from ccb_support.clock.open_totals import OpenTotals  # noqa: PLC0415 - few programs need it

        return OpenTotals(self.openness, self._known)

    def says_nothing(self, *, is_open: bool) -> bool:
        """Return whether an open (or closed) state needs no explanation, only its end."""
        return self.never_changes or (is_open and not self._can_explain_runs)

    def _explain(self, state: ChannelState) -> tuple[Cause, ...]:
        """Return the exceptions that explain a whole open run, or a whole closed gap, in order.

        Each edition explains what lies in its own time; what several say is named once. If the
        whole is endless, a yearly entry is named once.
        """
        if self.says_nothing(is_open=state.is_open):
            return ()
        if not state.is_open and all(
            each.schedule.is_closed_by_its_week(state.start, state.end)
            for each, _ in self._exceptions
        ):
            # This explains most gaps, and takes the least time.
            return ()
        found: dict[object, Cause] = {}
        is_endless = state.end == self.openness.supported.end
        # What would have joined a run may lie in the time of another edition.
        near = Interval(Instant(state.start - 1), Instant(state.end + 1))
        for exceptions, span in self._exceptions:
            if span.overlaps(near) and not exceptions.are_far_from(near):
                part = near.clipped(span)
                stretch = _Stretch(exceptions, state.span, part, is_endless=is_endless)
                causes = stretch.causes_of_run() if state.is_open else stretch.causes_of_gap()
                for key, cause in causes.items():
                    found.setdefault(key, cause)
        return tuple(
            sorted(found.values(), key=lambda each: (each.date, each.last_date, each.kind))
        )

    def state(self, instant: Instant) -> ChannelState:
        """Return what the channel does around `instant`, which lies in the supported range."""
        state = self._last_state
        if not state.start <= instant < state.end:
            # Neighbouring answers ask for the same state, which may last for months.
            state = self._last_state = ChannelState._make(self.openness.around(instant))
        return state

    def states(self, bounds: Interval[Instant]) -> Iterator[ChannelState]:
        """Return what the channel does over `bounds`, in order, each over its whole span."""
        return map(ChannelState._make, self.openness.pieces(bounds))

    def open_runs(self, bounds: Interval[Instant]) -> Iterator[Interval[Instant]]:
        """Yield the parts of `bounds` in which the channel is open, in order, all apart."""
        if bounds.start < bounds.end:
            runs = (state.span for state in self.states(bounds) if state.is_open)
            yield from within(runs, bounds)

    def open_spans(self, span: Interval[Moment]) -> Iterator[Interval[Moment]]:
        """Yield the open spans, to the microsecond."""
        yield from within(map(moments_of, self.open_runs(seconds_of(span))), span)

    def _join(self, bounds: Interval[Instant]) -> Piecewise[bool]:
        """Return over `bounds` whether it is open, under each edition in its time."""
        runs = joined(
            Interval(start, end)
            for each, span in self._exceptions
            if span.overlaps(bounds)
            for start, end, is_open in each.schedule.openness(bounds.clipped(span)).pieces()
            if is_open
        )
        return open_between([edge for run in runs for edge in run], bounds)


def schedules_by_channel(
    directory: Directory, holidays: Container[date], clock: WallClock
) -> Mapping[str, Schedule]:
    """Return the hours of each channel, by its id. Channels with the same hours share them."""
    changes: list[AnyChange] = [*directory.seasons, *directory.special_days, *directory.closures]
    concerning: defaultdict[str, list[AnyChange]] = defaultdict(list)
    for change in changes:
        for channel_id in directory.channel_ids if change.channels == ALL else change.channels:
            concerning[channel_id].append(change)
    found: dict[str, Schedule] = {}
    alike: dict[object, Schedule] = {}
    for channel in directory.channels:
        own = concerning[channel.id]
        # A look at what the entries hold would take longer than the schedules.
        key = channel.hours, channel.holidays, tuple(map(id, own))
        if key not in alike:
            alike[key] = Schedule(channel, own, holidays, clock)
        found[channel.id] = alike[key]
    return found


def _block_bits(schedule: Schedule) -> int:
    """Return how long a block of the openness is, so that few changes fall into one block."""
    dated = schedule.seasons or schedule.special_days.yearly or schedule.observes_holidays
    return ONE_BLOCK if schedule.week.is_constant and not dated else SHORT_BLOCKS


class _Stretch:
    """A whole open run or closed gap of a channel, and the days whose hours can reach it.

    `near` is the part of it, and of a second before and after it, that lies in the time of one
    edition. Both are what the clock shows; or instants if it may be set meanwhile, since then
    wall-clock times alone do not say what meets the stretch.
    """

    def __init__(
        self,
        exceptions: DayExceptions,
        span: Interval[Instant],
        near: Interval[Instant],
        *,
        is_endless: bool,
    ) -> None:
        self._is_endless = is_endless
        self._exceptions = exceptions
        self._schedule = exceptions.schedule
        wall = self._schedule.clock.readings(near)
        self._days = self._schedule.days_that_reach(wall)
        self._is_steady = wall.end - wall.start == near.end - near.start
        offset = wall.start - near.start if self._is_steady else 0
        self._span, self._near = span.clipped(near).shifted(offset), near.shifted(offset)

    def causes_of_run(self) -> dict[object, Cause]:
        """Return those that give the run hours, or take hours that would have joined it."""
        return self._causes(
            lambda each: self._overlaps(each.given) or self._is_met(each.joined, self._near)
        )

    def causes_of_gap(self) -> dict[object, Cause]:
        """Return those that take time which ordinary hours would have opened.

        Ordinary hours are those of the season, or else of the week. A season explains a gap if it
        takes time that the week would have opened.
        """
        found = self._causes(lambda each: self._overlaps(each.taken))
        # Each entry is named, also one that says the same as another of its edition.
        alike: Counter[Cause] = Counter()
        for closure in filter(self._is_taken_by, self._schedule.closures_in(self._days)):
            alike[closure.cause] += 1
            found[closure.cause, alike[closure.cause]] = closure.cause
        return found

    def _causes(self, explains: Callable[[DayException], bool]) -> dict[object, Cause]:
        """Return the causes of the exceptions of which any day explains it, each by its key."""
        found: dict[object, Cause] = {}
        for days, source in self._exceptions.days_to_ask(self._days):
            known = self._key(source) if source else None
            for midnight in days:
                if known in found:
                    break
                for each in self._exceptions.on(midnight):
                    if explains(each):
                        found.setdefault(self._key(each), each.cause)
        return found

    def _overlaps(self, wall: Sequence[Interval[WallTime]]) -> bool:
        return self._is_met(wall, self._span)

    def _is_taken_by(self, closure: ClosureSpan) -> bool:
        """Return whether a closure covers time of it which ordinary hours would have opened."""
        reach = self._schedule.days_that_reach(closure.span).clipped(self._days)
        return any(
            self._overlaps([*within(self._schedule.season_hours(day).on(day), closure.span)])
            for day in midnights(reach)
        )

    def _key(self, each: DayException | DatedHours) -> object:
        """Return what is named once: an occurrence, or a yearly entry if the span has no end."""
        is_by_dates = self._is_endless and each.dates
        return (each.cause.kind, each.cause.name, each.dates) if is_by_dates else each.cause

    def _is_met(self, wall: Sequence[Interval[WallTime]], span: Interval[int]) -> bool:
        """Return whether `span` shares a moment with any of some spans of the wall clock."""
        start, end = span
        spans = wall if self._is_steady else self._on_the_time_line(wall)
        # A stretch that only touches the edition's time is empty there, and meets nothing.
        return start < end and any(each.start < end and start < each.end for each in spans)

    def _on_the_time_line(self, wall: Sequence[Interval[WallTime]]) -> list[Interval[Instant]]:
        # A list, since a generator that is left half-way swallows what interrupts its end.
        clock = self._schedule.clock
        return [each for part in within(wall, clock.days) for each in clock.instants(part)]


_CELL = 64 * DAY
"""How much time is searched at once for days with exceptions."""

_MOST_CELLS = 4
_MOST_DAYS = 32
"""How many cells and days are kept. Neighbouring runs and gaps lie within a week."""


class DayException(NamedTuple):
    """What one exception changes on one day. All times are on the wall clock.

    Attributes:
        cause: the exception, as answers name it.
        dates: its dates in the directory, by which an endless span names it once. Without dates,
            the span names each of its days.
        taken: the spans of that day without it. It explains a gap that shares a moment with them.
        given: the spans that it opens. It explains a run that shares a moment with them.
        joined: the spans that change with it. It explains a run that touches them, since they would
            have joined it, or have joined it.
    """

    cause: Cause
    dates: object
    taken: Sequence[Interval[WallTime]]
    given: Sequence[Interval[WallTime]] = ()
    joined: Sequence[Interval[WallTime]] = ()


class DaysToAsk(NamedTuple):
    """Days that may have exceptions, by their midnights, in order.

    If one exception makes them exceptional, it is their source. Once one of the days has shown it,
    the others show nothing more.
    """

    days: Sequence[WallTime]
    source: DatedHours | None = None


class DayExceptions:
    """The exceptions of each day of a schedule. Closures are not among them: they have no day.

    `on` returns those of the day that starts at a midnight.
    """

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self._cell = lru_cache(_MOST_CELLS)(self._search_cell)
        self.on = lru_cache(_MOST_DAYS)(self._work_out)
        # The last stretch that was found without any. Neighbouring runs and gaps lie there too.
        self._quiet = Interval(Instant(0), Instant(0))

    def are_far_from(self, span: Interval[Instant]) -> bool:
        """Return whether it is known that nothing but the week explains what is in `span`."""
        return self._quiet.start <= span.start and span.end <= self._quiet.end

    def days_to_ask(self, days: Interval[WallTime]) -> Sequence[DaysToAsk]:
        """Return those of `days` that have exceptions."""
        first, last = days.start // _CELL, (days.end - 1) // _CELL
        if last - first > 1 or not self.schedule.has_entries:
            return self._search(days)
        cell = self._cell(first) if first == last else [*self._cell(first), *self._cell(last)]
        place, end = bisect_left(cell, days.start), bisect_left(cell, days.end)
        if place < end:
            return [DaysToAsk(cell[place:end])]
        before = cell[place - 1] + DAY if place else first * _CELL
        after = cell[place] if place < len(cell) else (last + 1) * _CELL
        if not [*self.schedule.closures_in(Interval(WallTime(before), WallTime(after)))]:
            # No offset reaches a day, and the hours of the day before may pass midnight.
            self._quiet = Interval(Instant(before + 3 * DAY), Instant(after - 2 * DAY))
        return ()

    def _search_cell(self, number: int) -> Sequence[WallTime]:
        cell = Interval(WallTime(number * _CELL), WallTime((number + 1) * _CELL))
        exceptional = self._search(cell.clipped(self.schedule.clock.days))
        return sorted({day for each in exceptional for day in each.days})

    def _search(self, days: Interval[WallTime]) -> Sequence[DaysToAsk]:
        """Return those of `days` that have exceptions, by exception."""
        holidays = self.schedule.holidays_in(days)
        found = [DaysToAsk(holidays)] if holidays else []
        if self.schedule.has_entries:
            for layer in (self.schedule.special_days, self.schedule.seasons):
                found += (DaysToAsk(midnights(each.days), each) for each in layer.within(days))
        return found

    def _work_out(self, midnight: WallTime) -> Sequence[DayException]:
        found: list[DayException] = []
        schedule = self.schedule
        special, season = schedule.special_days.on(midnight), schedule.seasons.on(midnight)
        is_holiday = bool(schedule.holidays_in(whole_day(midnight)))
        is_replaced = special is not None and (
            special.holds_on_closed_days or schedule.opens_without_special_day(midnight)
        )
        ordinary = schedule.season_hours(midnight).on(midnight)
        on_holiday = schedule.holiday_hours.on(midnight) if is_holiday else []
        if is_holiday:
            day = date_at(midnight)
            given, joined = (on_holiday, ordinary) if on_holiday and not special else ((), ())
            for each in schedule.holidays.get(day):
                cause = Cause.of(each, DaySpan(day, day))
                dates = each.yearly if isinstance(each, ListedDay) else None
                found.append(DayException(cause, dates, ordinary, given, joined))
        if special:
            given = special.hours.on(midnight) if is_replaced else ()
            # The hours of a holiday too: without the special day, the holiday would have them.
            joined = [*ordinary, *on_holiday] if is_replaced else ()
            found.append(DayException(special.cause, special.dates, ordinary, given, joined))
        if season and not is_holiday and not is_replaced:
            usual, hours = schedule.week.on(midnight), season.hours.on(midnight)
            taken = [part for span in usual for part in gaps(hours, span)]
            added = [part for span in hours for part in gaps(usual, span)]
            found.append(DayException(season.cause, season.dates, taken, joined=[*taken, *added]))
        return found
