"""The spans over which a channel does one thing, found where something may change.

Nothing changes at a time of day that the directory does not write down, unless somebody changes the
clock itself. On the days of such a change, every minute is looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from .boundary_instants import DAY, MINUTE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ccb_support.model.directory import Directory

    from .oracle_days import ChannelReader

_MINUTES_A_DAY = 24 * 60

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class Run(NamedTuple):
    """The longest span over which a channel is open, or closed, from minute to minute in UTC."""

    start: datetime
    end: datetime
    is_open: bool


def written_times(directory: Directory) -> list[time]:
    """Return midnight and every time of day that a directory writes down, in order."""
    written = {each.group() for each in _TIME.finditer(directory.model_dump_json())}
    return sorted(map(time.fromisoformat, {"00:00", *written}))


class Runs:
    """The runs of one channel, which may open or close at `times` of the day."""

    def __init__(self, reader: ChannelReader, times: Sequence[time]) -> None:
        self._is_open, self._zone = reader.is_open, reader.zone
        self._start, self._end = reader.supported
        self._times = times
        eventful = reader.eventful_days()
        # As ordinal numbers of days in UTC: a row of every day then takes no memory.
        self._days: Sequence[int] = range(self._start.toordinal(), self._end.toordinal() + 1)
        if eventful is not None:
            self._days = sorted(map(date.toordinal, eventful))
        self._changes_on = cache(self._find_changes_on)
        self._found: list[Run] = []

    def at(self, when: datetime) -> Run:
        """Return the run around `when`."""
        instant = when.astimezone(UTC)
        place = bisect_right(self._found, instant, key=lambda run: run.start)
        if place and instant < self._found[place - 1].end:
            return self._found[place - 1]
        run = Run(self._last_change(instant), self._next_change(instant), self._is_open(instant))
        self._found.insert(place, run)
        return run

    def open_between(self, start: datetime, end: datetime) -> Iterator[Run]:
        """Yield the open runs from `start` to `end`, clipped."""
        instant, last = start.astimezone(UTC), end.astimezone(UTC)
        while instant < last:
            run = self.at(instant)
            if run.is_open:
                yield Run(instant, min(run.end, last), is_open=True)
            instant = run.end

    def _last_change(self, instant: datetime) -> datetime:
        days = reversed(self._days[: bisect_right(self._days, instant.toordinal())])
        changes = (each for day in days for each in reversed(self._changes_on(day)))
        return next((each for each in changes if each <= instant), self._start)

    def _next_change(self, instant: datetime) -> datetime:
        days = self._days[bisect_left(self._days, instant.toordinal()) :]
        changes = (each for day in days for each in self._changes_on(day))
        return next((each for each in changes if each > instant), self._end)

    def _find_changes_on(self, day: int) -> list[datetime]:
        """Return the minutes of a day in UTC at which the channel opens or closes."""
        return [
            minute
            for minute in self._minutes(day)
            if self._start < minute < self._end
            and self._is_open(minute) != self._is_open(minute - MINUTE)
        ]

    def _minutes(self, day: int) -> Iterator[datetime]:
        """Yield the minutes of a day in UTC at which something may change, in order."""
        start = datetime.combine(date.fromordinal(day), time(), UTC)
        offset = start.astimezone(self._zone).utcoffset()
        if offset is None or offset != (start + DAY).astimezone(self._zone).utcoffset():
            yield from (start + number * MINUTE for number in range(_MINUTES_A_DAY))
            return
        for local_day in ((start + offset).date(), (start + offset).date() + DAY):
            for clock_time in self._times:
                minute = datetime.combine(local_day, clock_time, UTC) - offset
                if start <= minute < start + DAY:
                    yield minute
