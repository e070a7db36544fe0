"""The `opening_hours` syntax of OpenStreetMap: `Mo-Fr 07:00-17:00; PH off`.

A string is a list of rules. A later rule replaces the earlier rules on each day that it matches. So
an exception is another rule, with its dates.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias, cast

from ccb_support.answer.short_forms import ranges_in_short
from ccb_support.calendars.colombia import ColombianCalendar
from ccb_support.calendars.country import CountryCalendar
from ccb_support.clock.instants import (
    DAY,
    WallTime,
    date_at,
    days_through,
    midnight_of,
    whole_day,
    whole_days,
)
from ccb_support.clock.intervals import Interval, joined, within
from ccb_support.clock.wall_clock import WallClock
from ccb_support.errors import CcbSupportError, NotExpressibleError, listed
from ccb_support.model.changed_hours import SpecialDay
from ccb_support.model.dates import (
    COLOMBIAN,
    SUPPORTED_YEARS,
    DateRange,
    EasterDate,
    YearlyDate,
)
from ccb_support.model.hours import WEEKDAYS, WEEKS_OF_MONTH, WeeklyHours, week_of_month
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
    UNEVEN_DAYS,
)

from .day_hours import (
    ALL_DAY,
    Publication,
    clock_time,
    day_ranges,
    plans_by_day,
    plans_of_week,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator
    from datetime import datetime

    from ccb_support.model.dates import AnyDate
    from ccb_support.model.editions import Editions
    from ccb_support.model.hours import AlwaysOpen
    from ccb_support.routing.router import Router

    from .day_hours import DayPlan, DayRange, PublishedChannel

_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip

_NOBODY_KNOWS = "24/7 unknown"

MOST_LETTERS = 255
"""The longest value of a tag that OpenStreetMap takes."""


OtherPlans: TypeAlias = tuple["DayPlan | None", ...]
"""A plan for each weekday; None means the ordinary plan."""

PlansOfYear: TypeAlias = Mapping[YearlyDate, OtherPlans]
"""The plans of each date."""

LEAP_DAY = YearlyDate(2, 29)

_LEAP_YEARS, _COMMON_YEARS = range(2000, 2028, 4), (2001, 2002, 2003, 2005, 2006, 2009, 2010)
"""Twice seven years in which each date falls on each weekday once."""

RuleOfYear: TypeAlias = tuple[OtherPlans, Sequence[DateRange]]
"""Plans that are not all ordinary, and the dates of every year that have them."""

RulesOfYear: TypeAlias = Sequence[RuleOfYear]
"""Rules, of which a later one replaces the earlier ones."""


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
            that begins or ends on 29 February. Or days from Easter do not have the same hours in
            every year, or pass midnight, as hours of some weeks of the month may not either.
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
    weeks = MonthPlan(published.channel.hours)
    for rule in weeks.rules():
        yield f"{_scope(days)} {rule}"
    yield from _rules_of_dates(day_ranges(published.schedule, days, weeks.on))


def _scope(days: Interval[WallTime]) -> str:
    return _dates(date_at(days.start), date_at(WallTime(days.end - DAY)))


def _rules_for_good(published: PublishedChannel, publication: Publication) -> Iterator[str]:
    plan = _year_plan(published)
    if all(each == ALL_DAY for each in plan.month.week):
        yield "24/7"
    else:
        yield from list(plan.month.rules()) or ["off"]
    yield from _rules_of_year(plan.rules)
    if published.schedule.observes_holidays:
        yield f"PH {_times(plan.on_holidays)}"
        yield from _rules_of_year(plan.rules_of_holidays, " PH")
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
    plan, observes = YearPlan(published), published.schedule.observes_holidays
    country = _country_of(published.schedule.holidays)
    is_here = country and country == country_of(published.edition.directory.time_zone)
    rules = (*plan.rules, *plan.rules_of_holidays)
    # Common years do not have 29 February, and `PH` would mean other days in another place.
    reasons = {
        EVERY_YEAR: any(LEAP_DAY in dates for _, ranges in rules for dates in ranges),
        HOLIDAYS_OF_ANOTHER_PLACE: observes and not is_here,
        HOLIDAYS_AND_MIDNIGHT: observes and plan.passes_midnight,
        UNEVEN_DAYS: plan.is_uneven,
    }
    if reason := next((each for each, holds in reasons.items() if holds), None):
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


def _rules_of_year(rules: RulesOfYear, suffix: str = "") -> Iterator[str]:
    """Yield a rule for each plan that dates of every year have in place of the ordinary one."""
    for plans, ranges in rules:
        dates = _dates_of_year(ranges) + suffix
        for plan, weekdays in _weekdays_by_plan(plans):
            is_every_day = set(plans) == {plan}
            days = dates if is_every_day else f"{dates} {weekdays}"
            yield f"{days} {_times(plan)}"


def _weekdays_by_plan(plans: Sequence[DayPlan | None]) -> Iterator[tuple[DayPlan, str]]:
    """Yield each plan that is not the ordinary plan of its weekday, with its weekdays as text."""
    weekdays: defaultdict[DayPlan, list[int]] = defaultdict(list)
    for number, plan in enumerate(plans):
        if plan is not None:
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


def _dates_of_year(ranges: Iterable[DateRange]) -> str:
    return ",".join("-".join(dict.fromkeys(map(_date_of_year, each))) for each in ranges)


def _date_of_year(date: AnyDate) -> str:
    match date:
        case EasterDate(0):
            return "easter"
        case EasterDate(days):
            return f"easter {days:+} {'day' if abs(days) == 1 else 'days'}"
        case _:
            return f"{_MONTHS[date.month - 1]} {date.day:02}"


def _dates(first: date, last: date) -> str:
    texts = (f"{day.year} {_MONTHS[day.month - 1]} {day.day:02}" for day in (first, last))
    return "-".join(dict.fromkeys(texts))


def _times(plan: DayPlan) -> str:
    return ",".join(f"{clock_time(span.start)}-{clock_time(span.end)}" for span in plan) or "off"


class MonthPlan:
    """The plans of a channel's weeks, without exceptions.

    Attributes:
        week: the plans of every week.
        by_weeks: the plans of each of `WEEKS_OF_MONTH`.
        passes_midnight: whether hours of some weeks of the month continue into the next day. Then
            hours of such weeks are left out of the plans.
    """

    def __init__(self, hours: AlwaysOpen | WeeklyHours) -> None:
        self.week = plans_of_week(hours)
        spans = hours.root if isinstance(hours, WeeklyHours) else ()
        self.passes_midnight = any(each.weeks and each.seconds.end > DAY for each in spans)
        self.by_weeks = [
            self.week if self.passes_midnight else plans_of_week(hours, each)
            for each in WEEKS_OF_MONTH
        ]

    def on(self, day: date) -> DayPlan:
        """Return the plan of `day`."""
        return self.by_weeks[week_of_month(day)][day.weekday()]

    def rules(self) -> Iterator[str]:
        """Yield a rule for each plan that is not closed, then for each of some weeks."""
        for plan, days in _weekdays_by_plan([each or None for each in self.week]):
            yield f"{days} {_times(plan)}"
        found: defaultdict[tuple[int, DayPlan], dict[str, list[str]]] = defaultdict(dict)
        for weekday, name in enumerate(_WEEKDAYS):
            for turn, week, plan in self._other_weeks(weekday):
                found[turn, plan].setdefault(name, []).append(str(week))
        for key in sorted(found, key=itemgetter(0)):
            days = ",".join(f"{name}[{','.join(weeks)}]" for name, weeks in found[key].items())
            yield f"{days} {_times(key[1])}"

    def _other_weeks(self, weekday: int) -> Iterator[tuple[int, int, DayPlan]]:
        """Yield the weeks in which a weekday has another plan, each with the turn of its rule.

        A rule replaces those of earlier turns: the last Saturday is also the fourth or the fifth.
        """
        *four, last, fifth = (each[weekday] for each in self.by_weeks)
        turn, usual = 0, self.week[weekday]
        yield from ((turn, week, plan) for week, plan in enumerate(four, 1) if plan != usual)
        if last != four[-1]:
            yield int(four[-1] != usual), -1, last
            turn, usual = 2, last
        if fifth != usual:
            yield turn, 5, fifth


class YearPlan:
    """The plans of each date of every year, on weekdays and on holidays.

    Attributes:
        month: the plans of ordinary weeks.
        on_holidays: the plan of an ordinary holiday.
        passes_midnight: whether hours of any day continue into the next day.
        is_uneven: whether days that only one rule could name have different plans.
        rules: the dates whose plans differ from those of the weeks; days from Easter come last.
        rules_of_holidays: the dates on which a holiday has another plan than ordinary holidays.
    """

    def __init__(self, published: PublishedChannel) -> None:
        self._channel, schedule = published.channel, published.schedule
        self._clock = WallClock(schedule.clock.zone)
        self._yearly = [each for each in published.dated if each.dates.is_yearly]
        self.month = MonthPlan(self._channel.hours)
        self.on_holidays: DayPlan = schedule.holiday_hours.days[0]
        hours = [self._channel.hours, *(each.hours for each in self._yearly)]
        self._weeks = [schedule.holiday_hours, *map(Week.of, hours)]
        self.passes_midnight = any(
            span.end > DAY for week in self._weeks for day in week.days for span in day
        )
        self._usual = Schedule(self._channel, self._yearly, schedule.holidays, schedule.clock)
        self.is_uneven = self.month.passes_midnight
        self.rules = self._find_rules((), self.month.on)
        self.rules_of_holidays: RulesOfYear = []
        if schedule.observes_holidays:
            self.rules_of_holidays = self._find_rules(_EveryDay(), lambda _: self.on_holidays)

    def on(self, day: date) -> DayPlan:
        """Return the plan of `day`."""
        ((_, plan),) = plans_by_day(self._usual, whole_day(midnight_of(day)))
        return plan

    def _find_rules(
        self, holidays: Container[date], ordinary: Callable[[date], DayPlan]
    ) -> RulesOfYear:
        """Return the rules of dates with other plans than the ordinary ones, on these holidays."""
        moving = [each for each in self._yearly if each.dates.follows_easter]
        fixed = [each for each in self._yearly if each not in moving]
        rules: list[RuleOfYear] = []
        if fixed:
            schedule = Schedule(self._channel, fixed, holidays, self._clock)
            plans = _plans_of(schedule, _LEAP_YEARS, ordinary)
            rules += _rules(plans)
            if any(each.by_weeks for each in self._weeks):
                # In a common year, the last days of February lie in other weeks of the month.
                others = _plans_of(schedule, _COMMON_YEARS, ordinary)
                self.is_uneven |= any(plans[day] != other for day, other in others.items())
        for entry in moving:
            # The rules of special days come after those of seasons.
            later = [each for each in moving if isinstance(each, SpecialDay) and each != entry]
            entries = [each for each in self._yearly if each not in later]
            schedule = Schedule(self._channel, entries, holidays, self._clock)
            # If its rule may replace another one, it says ordinary hours too.
            usual: Callable[[date], DayPlan | None] = (lambda _: None) if rules else ordinary
            found = _plans_from_easter(entry.dates, schedule, usual)
            self.is_uneven |= self.passes_midnight or any(len(each) > 1 for each in found)
            every = {plan for each in found for plan in each}
            if len(every) == 1:
                found = [every] * len(WEEKDAYS)
            if every != {None}:
                rules.append((tuple(next(iter(each), None) for each in found), [entry.dates]))
        return rules


class _EveryDay:
    """A calendar in which each day is a holiday."""

    def __contains__(self, _day: object) -> bool:
        return True


def _plans_of(
    schedule: Schedule, years: Iterable[int], ordinary: Callable[[date], DayPlan]
) -> PlansOfYear:
    plans: defaultdict[YearlyDate, list[DayPlan | None]] = defaultdict(lambda: [None] * 7)
    for year in years:
        days = days_through(date(year, 1, 1), date(year, 12, 31))
        for day, plan in plans_by_day(schedule, days):
            other = None if plan == ordinary(day) else plan
            plans[YearlyDate(day.month, day.day)][day.weekday()] = other
    return {each: tuple(of_weekdays) for each, of_weekdays in plans.items()}


def _rules(plans: PlansOfYear) -> RulesOfYear:
    dates: defaultdict[OtherPlans, list[DateRange]] = defaultdict(list)
    for found, group in groupby(sorted(plans), plans.__getitem__):
        if any(each is not None for each in found):
            run = [*group]
            dates[found].append(DateRange(run[0], run[-1]))
    return [*dates.items()]


def _plans_from_easter(
    dates: DateRange, schedule: Schedule, ordinary: Callable[[date], DayPlan | None]
) -> Sequence[set[DayPlan | None]]:
    """Return for each weekday the plans that it has in days that follow Easter, in any year."""
    plans: list[set[DayPlan | None]] = [set() for _ in WEEKDAYS]
    for days in filter(None, map(dates.beginning_in, SUPPORTED_YEARS)):
        supported = days_through(*days).clipped(schedule.clock.days)
        for day, plan in plans_by_day(schedule, supported):
            plans[day.weekday()].add(None if plan == ordinary(day) else plan)
    return plans
