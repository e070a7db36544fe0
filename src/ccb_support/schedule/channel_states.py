"""What each channel of a directory does, and since when and until when."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.clock.blocks import ONE_BLOCK, SHORT_BLOCKS, YEAR_BLOCKS, Blocks
from ccb_support.clock.instants import MICROSECONDS, Instant, Moment
from ccb_support.clock.intervals import Interval, within
from ccb_support.clock.wall_clock import WallClock
from ccb_support.model.channels import ALL

from .channel_schedule import Schedule
from .day_exceptions import DayExceptions
from .explaining import explain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from ccb_support.calendars.choice import ChosenCalendar
    from ccb_support.clock.block_cache import BlockCache
    from ccb_support.clock.open_totals import OpenTotals
    from ccb_support.model.directory import Directory

    from .causes import AnyChange, Cause


class ChannelState(NamedTuple):
    """What a channel does over the longest span of supported time in which it does one thing."""

    start: Instant
    end: Instant
    is_open: bool

    @property
    def span(self) -> Interval[Instant]:
        """The span."""
        return Interval(self.start, self.end)


class ChannelHours:
    """When one channel is open, and why. Channels that always have the same hours share one.

    `plan` is whether it is open, over all supported time.
    """

    def __init__(self, schedule: Schedule, cache: BlockCache) -> None:
        self.schedule = schedule
        self.never_changes = schedule.never_changes
        supported, bits = schedule.clock.supported, _block_bits(schedule)
        self.plan = Blocks(supported, schedule.plan, cache, block_bits=bits)
        self._cache = cache
        self._exceptions = DayExceptions(schedule)
        self._last_state: ChannelState | None = None
        self._explained: tuple[ChannelState, tuple[Cause, ...]] | None = None

    @cached_property
    def totals(self) -> OpenTotals:
        """How long it is open, over any range of supported time."""
        from ccb_support.clock.open_totals import OpenTotals  # noqa: PLC0415 - few programs need it

        return OpenTotals(self.plan, self._cache)

    def says_nothing(self, *, is_open: bool) -> bool:
        """Return whether nothing is to say of any open state, or closed state, but when it ends."""
        return self.never_changes or (is_open and not self.schedule.can_explain_runs)

    def state(self, instant: Instant) -> ChannelState:
        """Return what the channel does around `instant`, which lies in the supported range."""
        # Neighbouring answers ask about one state, one after the other.
        last = self._last_state
        if last is None or not last.start <= instant < last.end:
            start, end, is_open = self.plan.around(instant)
            last = self._last_state = ChannelState(start, end, is_open)
        return last

    def states(self, bounds: Interval[Instant]) -> Iterator[ChannelState]:
        """Return what the channel does over `bounds`, in order, each over its whole span."""
        return map(ChannelState._make, self.plan.pieces(bounds))

    def open_runs(self, bounds: Interval[Instant]) -> Iterator[Interval[Instant]]:
        """Yield the parts of `bounds` in which the channel is open, in order, all apart."""
        if bounds.start < bounds.end:
            runs = (state.span for state in self.states(bounds) if state.is_open)
            yield from within(runs, bounds)

    def open_spans(self, span: Interval[Moment]) -> Iterator[Interval[Moment]]:
        """Yield the same to the microsecond."""
        first, last = span.start // MICROSECONDS, -(-span.end // MICROSECONDS)
        runs = self.open_runs(Interval(Instant(first), Instant(last)))
        yield from within(map(_in_microseconds, runs), span)

    def causes(self, state: ChannelState) -> tuple[Cause, ...]:
        """Return the exceptions that explain a state of the channel."""
        known = self._explained
        if known is None or known[0] is not state:
            # Several channels with these hours ask about one state, one after the other.
            known = self._explained = (
                state,
                explain(self._exceptions, state.span, is_open=state.is_open),
            )
        return known[1]


class ChannelStates:
    """What each channel of a directory does at each instant. `hours` has them by their ids."""

    def __init__(self, directory: Directory, calendar: ChosenCalendar, cache: BlockCache) -> None:
        self.clock = WallClock(directory.zone, calendar.years)
        self.hours: dict[str, ChannelHours] = {}
        alike: dict[object, ChannelHours] = {}
        concerning = _changes_by_channel(directory)
        for channel in directory.channels:
            changes = concerning[channel.id]
            key = channel.hours, channel.holidays, tuple(changes)
            if key not in alike:
                schedule = Schedule(channel, [*changes.values()], calendar.holidays, self.clock)
                alike[key] = ChannelHours(schedule, cache)
            self.hours[channel.id] = alike[key]

    def start_at(self, start: Instant) -> datetime | None:
        """Return the start of something, or `None` if it is the start of the supported range."""
        return self.clock.datetime_at(start) if start > self.clock.supported.start else None

    def end_at(self, end: Instant) -> datetime | None:
        """Return the end of something, or `None` if it is the end of the supported range."""
        return self.clock.datetime_at(end) if end < self.clock.supported.end else None


def _in_microseconds(span: Interval[Instant]) -> Interval[Moment]:
    return Interval(Moment(span.start * MICROSECONDS), Moment(span.end * MICROSECONDS))


def _block_bits(schedule: Schedule) -> int:
    """Return how long a block of a plan is, so that few changes fall into one block."""
    if not schedule.week.is_constant:
        return SHORT_BLOCKS
    comes_again = schedule.observes_holidays or schedule.seasons or schedule.special_days.yearly
    return YEAR_BLOCKS if comes_again else ONE_BLOCK


def _changes_by_channel(directory: Directory) -> defaultdict[str, dict[int, AnyChange]]:
    """Return, by channel, the entries that change its hours, each with its number."""
    changes: list[AnyChange] = [*directory.seasons, *directory.special_days, *directory.closures]
    found: defaultdict[str, dict[int, AnyChange]] = defaultdict(dict)
    for number, change in enumerate(changes):
        concerned = directory.channel_ids if change.channels == ALL else change.channels
        for channel_id in concerned:
            found[channel_id][number] = change
    return found
