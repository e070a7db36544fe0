"""What a channel does on each date of every year, as far as no full date and no closure says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain, groupby
from typing import TYPE_CHECKING, TypeAlias

from ccb_support.clock.instants import DAY, days_through
from ccb_support.clock.wall_clock import WallClock
from ccb_support.model.dates import YearlyDate
from ccb_support.schedule.layers import Schedule
from ccb_support.schedule.weekly_spans import Week

from .day_plans import CLOSED, WeekOfPlans, plans_by_day, plans_of_week

if TYPE_CHECKING:
    from collections.abc import Container

    from .day_plans import DayPlan
    from .publication import PublishedChannel

PlansOfYear: TypeAlias = Mapping[YearlyDate, WeekOfPlans]
"""The plans of each date."""

LEAP_DAY = YearlyDate(2, 29)

_YEARS = range(2000, 2028, 4)
"""Seven years in which each date falls on each weekday once, 29 February too."""

RulesOfYear: TypeAlias = Mapping[WeekOfPlans, Sequence[tuple[YearlyDate, YearlyDate]]]
"""By plans that are not the ordinary plans, the ranges of dates of every year that have them."""


class YearPlan:
    """The plans of each date of every year, on weekdays and on holidays.

    Without `keeps_holidays`, holidays count as ordinary days.

    Attributes:
        week: the plans of an ordinary week.
        on_holidays: the plan of an ordinary holiday.
        passes_midnight: whether hours of any day continue into the next day.
        rules: the dates whose plans differ from those of the week.
        rules_of_holidays: the dates on which a holiday has another plan than ordinary holidays.
    """

    def __init__(self, published: PublishedChannel, *, keeps_holidays: bool) -> None:
        entries = [each for each in published.dated if each.dates.is_yearly]
        channel = published.channel
        self.week = plans_of_week(channel.hours)
        self.on_holidays: DayPlan = published.schedule.holiday_hours.days[0]
        hours = [channel.hours, channel.holiday_hours, *(each.hours for each in entries)]
        self.passes_midnight = any(
            span.end > DAY for each in hours for day in Week.of(each).days for span in day
        )
        clock = WallClock(published.schedule.clock.zone)

        def plans_with(holidays: Container[date]) -> PlansOfYear:
            return _plans_of(Schedule(channel, entries, holidays, clock))

        # Without such an entry, each date has the plans of the week.
        self._usual: PlansOfYear = plans_with(()) if entries else {}
        self._festive: PlansOfYear = plans_with(_EveryDay()) if entries and keeps_holidays else {}
        self.keeps_holidays = keeps_holidays
        self._holidays = published.schedule.holidays if keeps_holidays else ()
        self.rules = _rules(self._usual, self.week)
        # A holiday has one plan, on any weekday.
        self.rules_of_holidays = _rules(self._festive, (self.on_holidays,) * len(self.week))

    def on(self, day: date) -> DayPlan:
        """Return the plan of `day`."""
        yearly = YearlyDate(day.month, day.day)
        if day in self._holidays:
            festive = self._festive.get(yearly)
            return festive[0] if festive else self.on_holidays
        return self._usual.get(yearly, self.week)[day.weekday()]

    @property
    def needs_leap_day(self) -> bool:
        """Whether anything begins or ends on 29 February, which common years do not have."""
        ranges = chain(*self.rules.values(), *self.rules_of_holidays.values())
        return any(LEAP_DAY in ends for ends in ranges)


class _EveryDay:
    """A calendar in which each day is a holiday."""

    def __contains__(self, _day: object) -> bool:
        return True


def _plans_of(schedule: Schedule) -> PlansOfYear:
    plans: defaultdict[YearlyDate, list[DayPlan]] = defaultdict(lambda: [CLOSED] * 7)
    for year in _YEARS:
        days = days_through(date(year, 1, 1), date(year, 12, 31))
        for day, plan in plans_by_day(schedule, days):
            plans[YearlyDate(day.month, day.day)][day.weekday()] = plan
    return {each: tuple(of_weekdays) for each, of_weekdays in plans.items()}


def _rules(plans: PlansOfYear, ordinary: WeekOfPlans) -> RulesOfYear:
    dates: defaultdict[WeekOfPlans, list[tuple[YearlyDate, YearlyDate]]] = defaultdict(list)
    for found, group in groupby(sorted(plans), plans.__getitem__):
        if found != ordinary:
            run = [*group]
            dates[found].append((run[0], run[-1]))
    return dates
