"""A week of hours, day by day, in seconds: what a schedule reads instead of a directory's words."""

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, TypeAlias, cast, get_args

from ccb_support.clock.instants import DAY, EPOCH, WallTime, date_at, midnights
from ccb_support.clock.intervals import Interval, edges_of, gaps, joined
from ccb_support.model.hours import (
    WEEK,
    WEEKDAYS,
    WEEKS_OF_MONTH,
    AlwaysOpen,
    DayHours,
    WeeklyHours,
    WeekOfMonth,
    week_of_month,
)

_Days: TypeAlias = tuple[tuple[Interval[int], ...], ...]
"""For each weekday, spans that start on it."""

_WHOLE_DAY = Interval(0, DAY)
_EPOCH_WEEKDAY = EPOCH.weekday()


class Week(NamedTuple):
    """Hours, day by day.

    Attributes:
        days: for each weekday the spans that may start on it, in seconds after its midnight, in
            order.
        edges: when these open and close, in turn, in seconds after a Monday's midnight: from the
            week before that midnight to the week after it.
        places: for each day of these three weeks, and for the day after them, the place in `edges`
            at which its hours start; empty if hours of some days touch, or if weeks differ.
        never_opens: whether it has no span at all.
        never_closes: whether, repeated, it leaves no moment closed.
        by_weeks: if weeks of the month differ, the `days` of each of `WEEKS_OF_MONTH`.
    """

    days: _Days
    edges: tuple[int, ...]
    places: tuple[int, ...]
    never_opens: bool
    never_closes: bool
    by_weeks: tuple[_Days, ...]

    @staticmethod
    @lru_cache(maxsize=256)  # many special days have the same hours
    def of(hours: AlwaysOpen | WeeklyHours | DayHours) -> "Week":
        """Return the week of `hours`; those of one day repeat every day."""
        days = _spans_by_day(hours, get_args(WeekOfMonth))
        by_weeks = tuple(_spans_by_day(hours, each) for each in WEEKS_OF_MONTH)
        if len({*by_weeks}) == 1:
            # Weeks do not differ: no span has `weeks`, or together they give each week the same.
            days, by_weeks = by_weeks[0], ()
        three_weeks = 3 * days
        # The second of them starts at 0.
        spans = joined(
            span.shifted(day * DAY - WEEK) for day, own in enumerate(three_weeks) for span in own
        )
        edges = tuple(edges_of(spans))
        places = (0, *accumulate(2 * len(each) for each in three_weeks))
        return Week(
            days,
            edges,
            places if places[-1] == len(edges) and not by_weeks else (),
            never_opens=not spans,
            # The tail of Sunday night reaches into the week in the middle.
            never_closes=not by_weeks and not [*gaps(spans, Interval(0, WEEK))],
            by_weeks=by_weeks,
        )

    @property
    def is_constant(self) -> bool:
        """Whether it is open at all times, or at none."""
        return self.never_opens or self.never_closes

    def is_closed_for(self, seconds: int, wall: WallTime) -> bool:
        """Return whether it is closed from `wall` on for that long, on a clock that is not set.

        If weeks of the month differ, the answer is yes only if it is closed so long in every week.
        """
        second = (wall + _EPOCH_WEEKDAY * DAY) % WEEK
        place = bisect_right(self.edges, second)
        return self.never_opens or (place % 2 == 0 and self.edges[place] - second >= seconds)

    def on(self, midnight: WallTime) -> list[Interval[WallTime]]:
        """Return the spans of the day that starts at `midnight`, on the wall clock."""
        return [
            Interval(WallTime(midnight + start), WallTime(midnight + end))
            for start, end in self._spans_on(midnight)
        ]

    def _spans_on(self, midnight: WallTime) -> tuple[Interval[int], ...]:
        days = self.by_weeks[week_of_month(date_at(midnight))] if self.by_weeks else self.days
        return days[(midnight // DAY + _EPOCH_WEEKDAY) % len(WEEKDAYS)]

    def add_edges(self, edges: list[WallTime], start: WallTime, end: WallTime) -> None:
        """Add to `edges` when the hours of some days open and close, in turn.

        These are the days from the midnight `start` to before the midnight `end`. `edges` has those
        of the days before. Hours that touch those before them prolong them. All times are on the
        wall clock.
        """
        if self.never_opens:
            return
        is_usual = self.places and 0 <= end - start <= 2 * WEEK
        # Hours of the days before may reach into these days, and are joined below.
        if is_usual and (not edges or edges[-1] < start):
            edges += self._usual_edges(start, end)
            return
        if self.never_closes and end - start > 2 * DAY:
            # The days in the middle need no look. The hours of the last but one may pass midnight.
            self.add_edges(edges, start, WallTime(start + DAY))
            edges[-1] = max(edges[-1], WallTime(end - DAY))
            start = WallTime(end - 2 * DAY)
        seconds = cast("list[int]", edges)
        for midnight in midnights(Interval(start, end)):
            for opens, closes in self._spans_on(midnight):
                if not seconds or midnight + opens > seconds[-1]:
                    seconds += midnight + opens, midnight + closes
                else:
                    seconds[-1] = max(seconds[-1], midnight + closes)

    def _usual_edges(self, start: WallTime, end: WallTime) -> list[WallTime]:
        """Return the edges of a few days, if no hours touch."""
        count = (end - start) // DAY
        weekday = (start // DAY + _EPOCH_WEEKDAY) % len(WEEKDAYS)
        # The first of the three weeks starts a week before 0.
        shift = start - weekday * DAY + WEEK
        edges = self.edges[self.places[weekday] : self.places[weekday + count]]
        return cast("list[WallTime]", [edge + shift for edge in edges])


def _spans_by_day(hours: AlwaysOpen | WeeklyHours | DayHours, weeks: tuple[object, ...]) -> _Days:
    """Return for each weekday the spans that start on it in some of these weeks of the month."""
    if isinstance(hours, AlwaysOpen):
        return ((_WHOLE_DAY,),) * len(WEEKDAYS)
    if isinstance(hours, DayHours):
        return (tuple(sorted(each.seconds for each in hours.root)),) * len(WEEKDAYS)
    return tuple(
        tuple(sorted(each.seconds for each in hours.root if each.starts_on(day, weeks)))
        for day in WEEKDAYS
    )
