"""When each channel of a directory is attended, remembered as it is found out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ccb_support.clock.span_memo import SpanMemo
from ccb_support.clock.wall_clock import WallClock
from ccb_support.model.channels import ALL

from .channel_schedule import Schedule, State

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import date

    from ccb_support.clock.instants import Instant
    from ccb_support.model.directory import Directory
    from ccb_support.model.special_days import HoursException

_MOST_STATES = 20_000
"""How many states are remembered at the most; office hours make some five hundred a year."""


class Attendance:
    """What each channel of a directory does at each instant.

    Attributes:
        clock: the wall clock of the directory's zone.
    """

    def __init__(self, directory: Directory, holidays: Container[date]) -> None:
        self.clock = WallClock(directory.zone)
        self._schedules: dict[str, Schedule] = {}
        alike: dict[object, Schedule] = {}
        concerning = _exceptions_by_channel(directory)
        for channel in directory.channels:
            exceptions = concerning[channel.id]
            # Channels that always have the same hours share one schedule, and what is found of it.
            key = channel.hours, channel.holidays, tuple(exceptions)
            if key not in alike:
                alike[key] = Schedule(channel, [*exceptions.values()], holidays, self.clock)
            self._schedules[channel.id] = alike[key]
        self._forget()

    def state(self, channel_id: str, instant: Instant) -> State:
        """Return what the channel does around `instant`, which lies in the supported range."""
        schedule = self._schedules[channel_id]
        memo = self._states[schedule]
        known = memo.get(instant)
        if known is not None:
            return known
        if self._room <= 0:  # two threads may have taken the last room
            self._forget()
        self._room -= 1
        # A long state spans many pages of the memo, and is worked out for the first of them.
        latest = self._latest.get(schedule)
        state = latest if latest and instant in latest.span else schedule.state_at(instant)
        self._latest[schedule] = state
        return memo.add(instant, state.span, lambda: state)

    def _forget(self) -> None:
        self._states: defaultdict[Schedule, SpanMemo[State]] = defaultdict(SpanMemo)
        self._latest: dict[Schedule, State] = {}
        self._room = _MOST_STATES


def _exceptions_by_channel(
    directory: Directory,
) -> defaultdict[str, dict[int, HoursException]]:
    """Return, by channel, the special days and closures that concern it, each with its number."""
    exceptions: list[HoursException] = [*directory.special_days, *directory.closures]
    found: defaultdict[str, dict[int, HoursException]] = defaultdict(dict)
    for number, exception in enumerate(exceptions):
        concerned = directory.channel_ids if exception.channels == ALL else exception.channels
        for channel_id in concerned:
            found[channel_id][number] = exception
    return found
