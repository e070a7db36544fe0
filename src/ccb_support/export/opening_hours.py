"""The `opening_hours` syntax of OpenStreetMap: `Mo-Fr 07:00-17:00; PH off`.

A string is a list of rules. A later rule replaces the earlier rules on each day that it matches. So
an exception is another rule, with its dates.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain, groupby
from typing import TYPE_CHECKING, TypeAlias, cast

from ccb_support.answer.short_forms import ranges_in_short
from ccb_support.calendars.colombia import ColombianCalendar
from ccb_support.calendars.country import CountryCalendar
from ccb_support.clock.instants import DAY, WallTime, date_at, days_through, whole_days
from ccb_support.clock.intervals import Interval, joined, within
from ccb_support.clock.wall_clock import WallClock
from ccb_support.errors import CcbSupportError, NotExpressibleError, listed
from ccb_support.model.dates import COLOMBIAN, YearlyDate
from ccb_support.model.text import country_of
from ccb_support.schedule.layers import Schedule
from ccb_support.schedule.weekly_spans import Week
from ccb_support.words.errors import (
    EVERY_YEAR,
    HOLIDAYS_AND_MIDNIGHT,
    HOLIDAYS_OF_ANOTHER_PLACE,
    LONG_STRINGS,
    OPENING_HOURS_SYNTAX,
    PASS_A_RANGE,
    PASS_RANGE_OR_EDITION,
)

from .day_hours import (
    ALL_DAY,
    CLOSED,
    Publication,
    WeekOfPlans,
    clock_time,
    day_ranges,
    plans_by_day,
    plans_of_week,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator
    from datetime import datetime

    from ccb_support.model.editions import Editions
    from ccb_support.routing.router import Router

    from .day_hours import DayPlan, DayRange, PublishedChannel

_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip

_NOBODY_KNOWS = "24/7 unknown"

MOST_LETTERS = 255
"""The longest value of a tag that OpenStreetMap takes."""


PlansOfYear: TypeAlias = Mapping[YearlyDate, WeekOfPlans]
"""The plans of each date."""

LEAP_DAY = YearlyDate(2, 29)

_YEARS = range(2000, 2028, 4)
"""Seven years in which each date falls on each weekday once, 29 February too."""

RulesOfYear: TypeAlias = Mapping[WeekOfPlans, Sequence[tuple[YearlyDate, YearlyDate]]]
"""By plans that are not the ordinary plans, the ranges of dates of every year that have them."""


class LongOpeningHoursWarning(CcbSupportError, UserWarning, code="long_opening_hours"):  # noqa: N818 - it is a warning
    """Strings that OpenStreetMap does not take, because they have more than 255 characters.

    Attributes:
        channels: the ids of their channels.
    """

    def __init__(self, channels: Iterable[str]) -> None:
        self.channels = tuple(channels)
        super().__init__(LONG_STRINGS.fill(channels=listed(self.channels), most=MOST_LETTERS))


def to_opening_hours(
    directory: Editions | Router,
    start: datetime | None = None,
    end: datetime | None = None,
    *,
    channels: Collection[str] | None = None,
) -> dict[str, str]:
    """Return when channels are attended, in the `opening_hours` syntax of OpenStreetMap.

    >>> from ccb_support import default_directory
    >>> to_opening_hours(default_directory(), channels=["pqrs", "chat"])
    {'pqrs': 'Mo-Fr 07:00-17:00; PH off', 'chat': '24/7'}

    Times are local times of the place with which a reader connects the string, so that place must
    be in the directory's zone. Without a range, the strings have no end, and leave the public
    holidays to the reader's calendar (`PH`), if they are those of the zone's country. With a range,
    each holiday is a date, and all days outside the range are `unknown`.

    OpenStreetMap takes up to 255 characters. A `LongOpeningHoursWarning` names the channels whose
    strings are longer.

    Args:
        directory: a directory or its editions, with their own holidays, or a router.
        start: an aware `datetime`, in any zone. The range is rounded to whole days.
        end: an aware `datetime` after `start`, at the latest the end of the supported range.
        channels: the ids of the channels to publish; all if left out.

    Returns:
        The string of each channel, by its id, in the directory's order.

    Raises:
        NotAChannelDirectoryError: `directory` is not a `Directory`.
        SeveralEditionsError: there are several editions, and no range.
        NotExpressibleError: without a range, the hours of a channel depend on holidays, and `PH`
            would mean other days. Or they do, and hours pass midnight: readers disagree about such
            hours next to a holiday. Or the channel has a season or a special day of every year
            that begins or ends on 29 February.
        EmptyRangeError: `start` is not before `end`.
        OutOfRangeError: `start` or `end` is outside the supported range.
        NotADatetimeError: `start` or `end` is not a `datetime`, or one of them is left out.
        NaiveDatetimeError: `start` or `end` has no UTC offset.
        UnusableTimeZoneError: the `tzinfo` of `start` or `end` fails.
        UnknownChannelError: `channels` holds something other than the ids of channels.
        NotACollectionError: `channels` is a bare `str`, or not a collection.
    """
    publication = Publication(directory, channels)
    rules: dict[str, list[str]] = {}
    if start is not None or end is not None:
        # If one of them is None, it is refused because None is not a datetime.
        days = publication.days(cast("datetime", start), cast("datetime", end))
        for each, part in publication.within(days):
            known = rules.setdefault(each.channel.id, [_NOBODY_KNOWS, f"{_scope(days)} off"])
            known += _rules_within(part, each)
    else:
        publication.editions.only(PASS_RANGE_OR_EDITION)
        rules = {
            each.channel.id: [*_rules_for_good(each, publication)] for each in publication.channels
        }
    found = {channel_id: "; ".join(each) for channel_id, each in rules.items()}
    long = [channel_id for channel_id, text in found.items() if len(text) > MOST_LETTERS]
    if long:
        # The warning is about the line that calls the export.
        warnings.warn(LongOpeningHoursWarning(long), stacklevel=2)
    return found


def _rules_within(days: Interval[WallTime], published: PublishedChannel) -> Iterator[str]:
    week = plans_of_week(published.channel.hours)
    for rule in _rules_of_week(week):
        yield f"{_scope(days)} {rule}"
    yield from _rules_of_dates(
        day_ranges(published.schedule, days, lambda day: week[day.weekday()])
    )


def _scope(days: Interval[WallTime]) -> str:
    return _dates(date_at(days.start), date_at(WallTime(days.end - DAY)))


def _rules_for_good(published: PublishedChannel, publication: Publication) -> Iterator[str]:
    plan = _year_plan(published)
    if all(each == ALL_DAY for each in plan.week):
        yield "24/7"
    else:
        yield from list(_rules_of_week(plan.week)) or ["off"]
    yield from _rules_of_year(plan.rules, plan.week)
    if plan.keeps_holidays:
        yield f"PH {_times(plan.on_holidays)}"
        for plans, dates in plan.rules_of_holidays.items():
            yield f"{_dates_of_year(dates)} PH {_times(plans[0])}"
    yield from _rules_of_dates(
        each
        for days in within(_days_with_exceptions(published), publication.clock.days)
        for each in day_ranges(published.schedule, days, plan.on)
    )


def _year_plan(published: PublishedChannel) -> YearPlan:
    """Return what rules without years say of a channel.

    Raises:
        NotExpressibleError: they would differ from its true hours.
    """
    observes = published.schedule.observes_holidays
    plan = YearPlan(published, keeps_holidays=observes)
    country, reason = _country_of(published.schedule.holidays), None
    is_here = country and country == country_of(published.edition.directory.time_zone)
    if plan.needs_leap_day:
        reason = EVERY_YEAR
    elif observes and not is_here:
        # `PH` would mean other days.
        reason = HOLIDAYS_OF_ANOTHER_PLACE
    elif observes and plan.passes_midnight:
        reason = HOLIDAYS_AND_MIDNIGHT
    if reason:
        raise NotExpressibleError(OPENING_HOURS_SYNTAX, published.channel.id, reason, PASS_A_RANGE)
    return plan


def _country_of(holidays: Container[date]) -> str | None:
    """Return the country whose public holidays a calendar has, if it has exactly these."""
    if type(holidays) is ColombianCalendar:
        return COLOMBIAN
    # The holidays of a part of a country are not those of the country.
    return holidays.code if type(holidays) is CountryCalendar else None


def _days_with_exceptions(published: PublishedChannel) -> Iterator[Interval[WallTime]]:
    """Yield the days on which a season, a special day or a closure can change the hours."""
    # Hours of the last evening of a special day may reach into the next morning.
    once = (each.dates.once for each in published.dated)
    special = [whole_days(days_through(*days), after=1) for days in once if days]
    closed = [days_through(each.first_date, each.last_date) for each in published.closures]
    return joined(sorted([*special, *closed]))


def _rules_of_week(week: Sequence[DayPlan]) -> Iterator[str]:
    """Yield a rule for each plan of the week, except for closed days."""
    for plan, days in _weekdays_by_plan(week, [CLOSED] * len(week)):
        yield f"{days} {_times(plan)}"


def _rules_of_year(rules: RulesOfYear, week: Sequence[DayPlan]) -> Iterator[str]:
    """Yield a rule for each plan that dates of every year have in place of the week's."""
    for plans, ranges in rules.items():
        dates = _dates_of_year(ranges)
        for plan, weekdays in _weekdays_by_plan(plans, week):
            is_every_day = set(plans) == {plan}
            days = dates if is_every_day else f"{dates} {weekdays}"
            yield f"{days} {_times(plan)}"


def _weekdays_by_plan(
    plans: Sequence[DayPlan], ordinary: Sequence[DayPlan]
) -> Iterator[tuple[DayPlan, str]]:
    """Yield each plan that is not the ordinary plan of its weekday, with its weekdays as text."""
    weekdays: defaultdict[DayPlan, list[int]] = defaultdict(list)
    for number, plan in enumerate(plans):
        if plan != ordinary[number]:
            weekdays[plan].append(number)
    for plan, numbers in weekdays.items():
        yield plan, ",".join(ranges_in_short(numbers, _WEEKDAYS.__getitem__))


def _rules_of_dates(ranges: Iterable[DayRange]) -> Iterator[str]:
    """Yield a rule for each plan other than the ordinary plan, with all its dates."""
    dates: defaultdict[DayPlan, list[str]] = defaultdict(list)
    for days in ranges:
        if days.plan is not None:
            dates[days.plan].append(_dates(days.first, days.last))
    for plan, texts in dates.items():
        yield f"{','.join(texts)} {_times(plan)}"


def _dates_of_year(ranges: Iterable[Iterable[YearlyDate]]) -> str:
    texts = ([f"{_MONTHS[month - 1]} {day:02}" for month, day in each] for each in ranges)
    return ",".join("-".join(dict.fromkeys(each)) for each in texts)


def _dates(first: date, last: date) -> str:
    texts = (f"{day.year} {_MONTHS[day.month - 1]} {day.day:02}" for day in (first, last))
    return "-".join(dict.fromkeys(texts))


def _times(plan: DayPlan) -> str:
    return ",".join(f"{clock_time(span.start)}-{clock_time(span.end)}" for span in plan) or "off"


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
