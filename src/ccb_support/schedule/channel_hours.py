"""What each channel of a directory does, since when, until when and why."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from ccb_support.clock.instants import (
    Instant,
    Moment,
    WallTime,
    midnights,
    moments_of,
    seconds_of,
)
from ccb_support.clock.intervals import Interval, edges_of, joined, within
from ccb_support.clock.step_function import (
    ONE_BLOCK,
    SHORT_BLOCKS,
    Blocks,
    KnownBlocks,
    Piecewise,
    open_between,
)

from .causes import Cause
from .layers import ClosureSpan, DayChange, Schedule

_MOST_EXPLAINED = 8
"""How many states are kept with what explains them: those of neighbouring answers."""


class ChannelState(NamedTuple):
    """What a channel does over the longest span of supported time in which it does one thing."""

    start: Instant
    end: Instant
    is_open: bool

    @property
    def span(self) -> Interval[Instant]:
        """Its start and its end."""
        return Interval(self.start, self.end)


class OpenHours:
    """When a channel is open, and why. Channels that always have the same hours share one.

    `parts` have its schedule under each edition, and the time of the edition. While an edition does
    not have the channel, the channel is closed.

    Attributes:
        openness: whether it is open, over all supported time.
        never_changes: whether it is open at all times, or at none, and nothing explains it.
        can_explain_runs: whether anything but the week may explain that it is open.
        causes: returns what explains a state.
    """

    def __init__(
        self,
        parts: tuple[tuple[Schedule | None, Interval[Instant]], ...],
        known: KnownBlocks,
    ) -> None:
        self._parts = [(schedule, span) for schedule, span in parts if schedule]
        schedules = [schedule for schedule, _ in self._parts]
        supported = Interval(parts[0][1].start, parts[-1][1].end)
        make = self._join if len(parts) > 1 else schedules[0].openness
        self.openness: Blocks[bool] = Blocks(
            supported, make, known, block_bits=min(map(_block_bits, schedules))
        )
        # If no schedule ever changes anything, all supported time is one block.
        is_constant = all(each.never_changes for each in schedules)
        self.never_changes: bool = (
            is_constant and len(self.openness.block(supported.start).starts) == 1
        )
        self.can_explain_runs: bool = any(each.can_explain_runs for each in schedules)
        self._last_state = ChannelState(Instant(0), Instant(0), is_open=False)
        # Channels that share hours ask for the same states.
        self.causes: Callable[[ChannelState], tuple[Cause, ...]] = lru_cache(_MOST_EXPLAINED)(
            self._explain
        )

    def _explain(self, state: ChannelState) -> tuple[Cause, ...]:
        """Return the causes of a whole open run, or of a whole closed gap, in order.

        Each edition explains what lies in its own time; what several say is named once. If the
        whole is endless, a yearly entry is named once.
        """
        is_usual = (
            not self.can_explain_runs
            if state.is_open
            else all(each.is_closed_by_its_week(state.start, state.end) for each, _ in self._parts)
        )
        if is_usual:
            # The week explains most runs and gaps, and takes the least time.
            return ()
        found: dict[object, Cause] = {}
        is_endless = state.end == self.openness.supported.end
        # What would have joined a run may lie in the time of another edition.
        near = Interval(Instant(state.start - 1), Instant(state.end + 1))
        for schedule, span in self._parts:
            part = near.clipped(span)
            if span.overlaps(near) and schedule.has_changes_near(part):
                stretch = Stretch(schedule, state, part, is_endless=is_endless)
                for key, cause in stretch.causes().items():
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

    def open_spans(self, span: Interval[Moment]) -> Iterator[Interval[Moment]]:
        """Return the open spans, to the microsecond, in order. Some may touch."""
        pieces = self.openness.within(seconds_of(span))
        runs = (Interval(start, end) for start, end, is_open in pieces if is_open)
        return within(map(moments_of, runs), span)

    def _join(self, bounds: Interval[Instant]) -> Piecewise[bool]:
        """Return over `bounds` whether it is open, under each edition in its time."""
        runs = [
            Interval(start, end)
            for schedule, span in self._parts
            if span.overlaps(bounds)
            for start, end, is_open in schedule.openness(bounds.clipped(span)).pieces()
            if is_open
        ]
        return open_between(edges_of(joined(runs)), bounds)


def _block_bits(schedule: Schedule) -> int:
    """Return how long a block of the openness is, so that few changes fall into one block."""
    is_yearly = (
        schedule.seasons.has_entries or schedule.special_days.yearly or schedule.observes_holidays
    )
    return ONE_BLOCK if schedule.week.is_constant and not is_yearly else SHORT_BLOCKS


class Stretch:
    """A whole open run or closed gap of a channel, as far as it lies in the time of one edition.

    `near` is the same, with a second more before and after it. Hours on the wall clock are compared
    with both. If the clock may be set meanwhile, the hours become instants first, since a time on
    the wall clock may then be two instants, or none.
    """

    def __init__(
        self, schedule: Schedule, state: ChannelState, near: Interval[Instant], *, is_endless: bool
    ) -> None:
        self._schedule = schedule
        self._is_open, self._is_endless = state.is_open, is_endless
        wall = schedule.clock.readings(near)
        self._days = schedule.days_that_reach(wall)
        self._is_steady = wall.length == near.length
        offset = wall.start - near.start if self._is_steady else 0
        self._span = state.span.clipped(near).shifted(offset)
        start, end = near.shifted(offset)
        self._beside = Interval(start, self._span.start), Interval(self._span.end, end)

    def causes(self) -> dict[object, Cause]:
        """Return the causes of the stretch by key. Each key is named once.

        Causes explain a run if they give it hours, or take hours that would have joined it.
        They explain a gap if they take time which ordinary hours would have opened. Ordinary hours
        are those of the season, or else of the week. A season explains a gap if it takes time that
        the week would have opened.
        """
        found: dict[object, Cause] = {}
        for days, dated in self._schedule.changed_days(self._days):
            known = self._key(dated.cause, dated.entry.dates) if dated else None
            for midnight in days:
                # One day of a season has shown what its other days would.
                if known in found:
                    break
                for change in self._schedule.changes_on(midnight):
                    if self._is_explained_by(change):
                        found.setdefault(self._key(change.cause, change.dates), change.cause)
        if not self._is_open:
            # Each entry is named, also one that says the same as another of its edition.
            alike: Counter[Cause] = Counter()
            for closure in filter(self._is_taken_by, self._schedule.closures_in(self._days)):
                alike[closure.cause] += 1
                found[closure.cause, alike[closure.cause]] = closure.cause
        return found

    def _is_explained_by(self, change: DayChange) -> bool:
        if self._is_open:
            # What a cause takes within the run is open anyway: the night before goes on.
            return self._is_met(change.given, self._span) or any(
                self._is_met(change.lost, each) for each in self._beside
            )
        return self._is_met(change.replaced, self._span)

    def _is_taken_by(self, closure: ClosureSpan) -> bool:
        """Return whether a closure covers time of it which ordinary hours would have opened."""
        days = self._schedule.days_that_reach(closure.span).clipped(self._days)
        hours = (self._schedule.season_hours(each).on(each) for each in midnights(days))
        return any(self._is_met([*within(each, closure.span)], self._span) for each in hours)

    def _key(self, cause: Cause, dates: object) -> object:
        """Return what is named once: an occurrence, or a yearly entry if the span has no end."""
        return (cause.kind, cause.name, dates) if self._is_endless and dates else cause

    def _is_met(self, wall: list[Interval[WallTime]], span: Interval[Any]) -> bool:
        """Return whether `span` shares a moment with any of some spans of the wall clock."""
        instants = self._schedule.clock.instants
        # A list, since a generator that is left half-way swallows what interrupts its end.
        spans: list[Interval[Any]] = (
            wall if self._is_steady else [each for one in wall for each in instants(one)]
        )
        # A stretch that only touches the edition's time is empty there, and meets nothing.
        return any(within(spans, span))
