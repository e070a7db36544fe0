"""The hours of all channels of a directory, remembered as they are found out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .memo import SpanMemo
from .schedule import Schedule, State
from .zones import WallClock

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from datetime import date

    from .directory import Channel, Directory
    from .instants import Instant

_MOST_STATES = 20_000
"""How many states are remembered at the most; office hours make some five hundred a year."""


class Timetable:
    """What each channel of a directory does at each instant.

    Attributes:
        clock: the wall clock of the directory's zone.
    """

    def __init__(self, directory: Directory, holidays: Container[date]) -> None:
        self.clock = WallClock(directory.zone)
        self._schedules: dict[str, Schedule] = {}
        alike: dict[object, Schedule] = {}
        for channel in directory.channels:
            key = _hours_key(channel, directory)
            if key not in alike:
                alike[key] = Schedule(channel, directory, holidays, self.clock)
            self._schedules[channel.id] = alike[key]
        self._forget()

    def state(self, channel_id: str, instant: Instant) -> State:
        """Return what the channel does around `instant`, which lies in the supported range."""
        schedule = self._schedules[channel_id]
        memo = self._states[schedule]
        known = memo.get(instant)
        if known is not None:
            return known
        if self._room == 0:
            self._forget()
        self._room -= 1
        state = schedule.state_at(instant)
        return memo.add(instant, state.span, lambda: state)

    def _forget(self) -> None:
        self._states: Mapping[Schedule, SpanMemo[State]] = defaultdict(SpanMemo)
        self._room = _MOST_STATES


def _hours_key(channel: Channel, directory: Directory) -> object:
    """Return the same for two channels whose hours are the same at all times."""
    exceptions = (*directory.special_days, *directory.closures)
    concerned = tuple(exception.concerns(channel.id) for exception in exceptions)
    return channel.hours, channel.holidays, concerned
