"""What each channel of a directory does, and since when and until when."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.bounded_cache import BoundedCache
from ccb_support.clock.instants import Instant, Moment, moments_of, seconds_of
from ccb_support.clock.intervals import Interval, within
from ccb_support.clock.step_function import ONE_BLOCK, SHORT_BLOCKS, Blocks, open_mask
from ccb_support.clock.wall_clock import WallClock
from ccb_support.model.channels import ALL

from .channel_schedule import Schedule
from .day_exceptions import DayExceptions
from .explaining import explain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support.calendars.choice import ChosenCalendar
    from ccb_support.clock.open_totals import OpenTotals
    from ccb_support.clock.step_function import KnownBlocks, Piecewise
    from ccb_support.model.directory import Directory

    from .causes import AnyChange, Cause

_MOST_PIECES = 300_000
"""How many pieces of functions of time a router keeps: about 30 MB."""

_MOST_TOGETHER = 1_000
"""How many sets of hours a router keeps together."""


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

    `openness` is whether it is open, over all supported time.
    """

    def __init__(self, schedule: Schedule, known: KnownBlocks) -> None:
        self.schedule = schedule
        self.never_changes = schedule.never_changes
        supported, bits = schedule.clock.supported, _block_bits(schedule)
        self.openness = Blocks(supported, schedule.openness, known, block_bits=bits)
        self._known = known
        self._exceptions = DayExceptions(schedule)

    @cached_property
    def totals(self) -> OpenTotals:
        """How long it is open, over any range of supported time."""
        from ccb_support.clock.open_totals import OpenTotals  # noqa: PLC0415 - few programs need it

        return OpenTotals(self.openness, self._known)

    def says_nothing(self, *, is_open: bool) -> bool:
        """Return whether an open (or closed) state needs no explanation, only its end."""
        return self.never_changes or (is_open and not self.schedule.can_explain_runs)

    def state(self, instant: Instant) -> ChannelState:
        """Return what the channel does around `instant`, which lies in the supported range."""
        return ChannelState._make(self.openness.around(instant))

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

    def causes(self, state: ChannelState) -> tuple[Cause, ...]:
        """Return the exceptions that explain a state of the channel."""
        return explain(self._exceptions, state.span, is_open=state.is_open)


class DirectoryHours:
    """When each channel of a directory is open.

    `of_channel` has the hours of each channel, by its id.
    """

    def __init__(self, directory: Directory, calendar: ChosenCalendar) -> None:
        self.clock = WallClock(directory.zone, calendar.years)
        self.of_channel: dict[str, ChannelHours] = {}
        self._known: KnownBlocks = BoundedCache(_MOST_PIECES)
        # Requests whose channels have the same hours share them.
        self.together = lru_cache(_MOST_TOGETHER)(self._together)
        alike: dict[object, ChannelHours] = {}
        concerning = _changes_by_channel(directory)
        for channel in directory.channels:
            changes = concerning[channel.id]
            key = channel.hours, channel.holidays, tuple(changes)
            if key not in alike:
                schedule = Schedule(channel, [*changes.values()], calendar.holidays, self.clock)
                alike[key] = ChannelHours(schedule, self._known)
            self.of_channel[channel.id] = alike[key]

    def _together(self, hours: tuple[ChannelHours, ...]) -> Blocks[int]:
        """Return which of some hours are open, as bits."""
        # A block of the shortest kind lies in one block of each other kind.
        bits = min((each.openness.block_bits for each in hours), default=ONE_BLOCK)

        def work_out(bounds: Interval[Instant]) -> Piecewise[int]:
            return open_mask([each.openness.over(bounds) for each in hours], bounds)

        return Blocks(self.clock.supported, work_out, self._known, block_bits=bits)


def _block_bits(schedule: Schedule) -> int:
    """Return how long a block of the openness is, so that few changes fall into one block."""
    dated = schedule.seasons or schedule.special_days.yearly or schedule.observes_holidays
    return ONE_BLOCK if schedule.week.is_constant and not dated else SHORT_BLOCKS


def _changes_by_channel(directory: Directory) -> defaultdict[str, dict[int, AnyChange]]:
    """Return, by channel, the entries that change its hours, each with its number."""
    changes: list[AnyChange] = [*directory.seasons, *directory.special_days, *directory.closures]
    found: defaultdict[str, dict[int, AnyChange]] = defaultdict(dict)
    for number, change in enumerate(changes):
        concerned = directory.channel_ids if change.channels == ALL else change.channels
        for channel_id in concerned:
            found[channel_id][number] = change
    return found
