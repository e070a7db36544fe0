"""The channels to publish, and their hours day by day, cut at midnight.

Readers of the formats disagree about hours that pass midnight next to a changed day: about the rest
of the night before a holiday, and about the night after it. They agree about hours that are cut at
midnight. A day's plan has all the open time of the day.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple, TypeAlias

from ccb_support.clock.instants import (
    DAY,
    Instant,
    WallTime,
    date_at,
    midnight_of,
    midnights,
    whole_day,
    whole_days,
)
from ccb_support.clock.intervals import Interval
from ccb_support.clock.wall_clock import WallClock
from ccb_support.model.changed_hours import Season
from ccb_support.model.channels import Channel
from ccb_support.model.directory import known_ids
from ccb_support.model.hours import WEEK, AlwaysOpen, WeeklyHours
from ccb_support.routing.router import DirectoryOrRouter, Router, router_over
from ccb_support.schedule.channel_hours import OpenHours
from ccb_support.schedule.editions import Edition, Editions
from ccb_support.schedule.layers import Schedule
from ccb_support.schedule.weekly_spans import Week

DayPlan: TypeAlias = tuple[Interval[int], ...]
"""The open time of one day: sorted, separate spans, in seconds after midnight."""

WeekOfPlans: TypeAlias = tuple[DayPlan, ...]
"""A plan for each weekday, from Monday on."""

ALL_DAY: DayPlan = (Interval(0, DAY),)


class DayRange(NamedTuple):
    """Days in a row with one plan, or with the ordinary plan (`None`), in one season or in none."""

    first: date
    last: date
    plan: DayPlan | None
    season: Season | None


@lru_cache(maxsize=256)  # many days have the hours of one season
def plans_of_week(hours: AlwaysOpen | WeeklyHours) -> WeekOfPlans:
    """Return the plans of a week as it usually is: without hours of some weeks of the month."""
    if isinstance(hours, WeeklyHours):
        spans = tuple(each for each in hours.root if not each.weeks)
        hours = WeeklyHours.model_construct(spans)
    # The edges are those of three weeks, and the second week starts at 0.
    edges = [WallTime(each) for each in Week.of(hours).edges]
    plans = _cut_by_day(map(Interval, edges[::2], edges[1::2]))
    return tuple(tuple(plans[WallTime(midnight)]) for midnight in range(0, WEEK, DAY))


def day_ranges(
    schedule: Schedule, days: Interval[WallTime], ordinary: Callable[[date], DayPlan]
) -> Iterator[DayRange]:
    """Yield the ranges of `days`, from midnight to midnight, with the same plan.

    Days of different seasons stay apart.
    """

    def kind_of(pair: tuple[date, DayPlan]) -> tuple[DayPlan | None, Season | None]:
        day, plan = pair
        changed = None if plan == ordinary(day) else plan
        return changed, schedule.season_on(midnight_of(day))

    for (plan, season), group in groupby(plans_by_day(schedule, days), kind_of):
        dates = [day for day, _ in group]
        yield DayRange(dates[0], dates[-1], plan, season)


def plans_by_day(schedule: Schedule, days: Interval[WallTime]) -> Iterator[tuple[date, DayPlan]]:
    """Yield each of `days` with its plan. The days are from midnight to midnight."""
    plans = _cut_by_day(schedule.on_the_wall(days))
    for midnight in midnights(days):
        yield date_at(midnight), tuple(plans[midnight])


def _cut_by_day(spans: Iterable[Interval[WallTime]]) -> defaultdict[WallTime, list[Interval[int]]]:
    """Return the parts of `spans` by the midnight before them, in seconds after it."""
    plans: defaultdict[WallTime, list[Interval[int]]] = defaultdict(list)
    for span in spans:
        for midnight in midnights(whole_days(span)):
            plans[midnight].append(span.clipped(whole_day(midnight)).shifted(-midnight))
    return plans


def hour_and_minute(seconds: int) -> str:
    """Return a time of the day as in `07:00`; the end of the day is `24:00`."""
    minutes = seconds // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"


class PublishedChannel(NamedTuple):
    """A channel to publish in one edition, and when it is open."""

    edition: Edition
    channel: Channel
    schedule: Schedule
    hours: OpenHours


class Publication:
    """The channels to publish, in their order in each edition; all if no ids are given."""

    def __init__(self, directory: DirectoryOrRouter, channels: Collection[str] | None) -> None:
        self.router: Router = router_over(directory)
        self.editions: Editions = self.router.engine.editions
        self.clock: WallClock = self.router.engine.clock
        names = self.editions.names
        wanted = known_ids(names if channels is None else channels, names)
        self.channels: list[PublishedChannel] = [
            PublishedChannel(
                edition, channel, edition.schedules[channel.id], edition.hours[channel.id]
            )
            for edition in self.editions.in_order
            for channel in edition.directory.channels
            if channel.id in wanted
        ]

    def within(
        self, days: Interval[WallTime]
    ) -> Iterator[tuple[PublishedChannel, Interval[WallTime]]]:
        """Yield each channel of each edition of some days, with the days of that edition."""
        for published in self.channels:
            if published.edition.days.overlaps(days):
                yield published, days.clipped(published.edition.days)

    def days(self, start: datetime, end: datetime) -> Interval[WallTime]:
        """Return the days from that of `start` to that of the last second, from midnight on."""
        bounds = self.clock.bounds(start, end)
        # Where a clock went back over a midnight, the last second may have the earlier day.
        first, last = sorted(map(self.clock.read, (bounds.start, Instant(bounds.end - 1))))
        return whole_days(Interval(first, WallTime(last + 1)))
