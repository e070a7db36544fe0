"""A week of hours, day by day, in seconds: what a schedule reads instead of a directory's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self, assert_never

from ccb_support.clock.instants import DAY, EPOCH, WallTime
from ccb_support.clock.intervals import Interval, joined
from ccb_support.model.hours import WEEK, WEEKDAYS, AlwaysOpen, DayHours, WeeklyHours

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

_WHOLE_DAY = Interval(0, DAY)
_EPOCH_WEEKDAY = EPOCH.weekday()
_NO_DAYS: Container[WallTime] = ()


class Week(NamedTuple):
    """Hours, day by day.

    Attributes:
        days: for each weekday the spans that start on it, in seconds after its midnight, in order.
        never_opens: whether it has no span at all.
        never_closes: whether, repeated, it leaves no moment closed.
    """

    days: tuple[tuple[Interval, ...], ...]
    never_opens: bool
    never_closes: bool

    @classmethod
    def of(cls, hours: AlwaysOpen | WeeklyHours | DayHours) -> Self:
        """Return the week of `hours`; those of one day repeat every day."""
        days = tuple(tuple(sorted(spans)) for spans in _spans_by_day(hours))
        return cls(days, never_opens=not any(days), never_closes=_covers_the_week(days))

    def on(self, midnight: WallTime) -> tuple[Interval, ...]:
        """Return the spans of the day that starts at `midnight`, counted from there."""
        return self.days[(midnight // DAY + _EPOCH_WEEKDAY) % len(WEEKDAYS)]

    def spans(
        self, days: Interval, closed: Container[WallTime] = _NO_DAYS
    ) -> list[tuple[WallTime, WallTime]]:
        """Return the spans that start on `days`, on the wall clock, in order of their starts.

        Args:
            days: the days, from midnight to midnight.
            closed: the midnights of the days among them that have no hours.
        """
        if self.never_opens:
            return []
        if self.never_closes and closed is _NO_DAYS and days.end - days.start > 3 * DAY:
            # Nothing is to be found out day by day in the middle. The hours of the last day but
            # one may pass its midnight.
            first, last = Interval(days.start, days.start + DAY), days.end - DAY
            ends = self.spans(first), self.spans(Interval(last - DAY, days.end))
            return [*ends[0], (first.end, last), *ends[1]]
        return [
            (midnight + start, midnight + end)
            for midnight in range(days.start, days.end, DAY)
            if midnight not in closed
            for start, end in self.on(midnight)
        ]


def _spans_by_day(hours: AlwaysOpen | WeeklyHours | DayHours) -> Iterator[list[Interval]]:
    for day in WEEKDAYS:
        match hours:
            case AlwaysOpen():
                yield [_WHOLE_DAY]
            case WeeklyHours():
                yield [span.seconds for span in hours.root if day in span.days]
            case DayHours():
                yield [span.seconds for span in hours.root]
            case _ as never:
                assert_never(never)


def _covers_the_week(days: Sequence[Sequence[Interval]]) -> bool:
    spans = [span.shifted(day * DAY) for day, spans in enumerate(days) for span in spans]
    # The tail of Sunday night reaches into the second of two weeks, which shows the whole of it.
    twice = joined([*spans, *(span.shifted(WEEK) for span in spans)])
    return any(span.start <= WEEK and span.end >= 2 * WEEK for span in twice)
