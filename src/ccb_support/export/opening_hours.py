"""The `opening_hours` syntax of OpenStreetMap: `Mo-Fr 07:00-17:00; PH off`.

A string is a list of rules. A later rule replaces the earlier rules on each day that it matches. So
an exception is another rule, with its dates.
"""

import warnings
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import cast

from ccb_support.answer.short_forms import ranges_in_short
from ccb_support.calendars import calendar_of
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
from ccb_support.model.changed_hours import Season
from ccb_support.model.channels import Channel
from ccb_support.model.dates import COLOMBIAN, SUPPORTED_YEARS, AnyDate, EasterDate, YearlyDate
from ccb_support.model.editions import Editions
from ccb_support.model.hours import WEEKDAYS, AlwaysOpen, WeeklyHours, WeeklySpan
from ccb_support.model.text import country_of
from ccb_support.routing.router import Router
from ccb_support.schedule.layers import DatedEntry, Schedule
from ccb_support.words import Phrase
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
    DayPlan,
    DayRange,
    Publication,
    PublishedChannel,
    WeekOfPlans,
    clock_time,
    day_ranges,
    plans_by_day,
    plans_of_week,
)

_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip

_NOBODY_KNOWS = "24/7 unknown"

MOST_LETTERS = 255
"""The longest value of a tag that OpenStreetMap takes."""

_LEAP_DAY = YearlyDate(2, 29)

_EVERY_KIND_OF_YEAR = range(2000, 2028)
"""Common years and leap years that begin on each weekday."""


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
            that begins or ends on 29 February, or does not change a weekday in the same way in
            every year. Or it has such an entry, or hours in some weeks of the month, and hours
            pass midnight.
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
    for rule in _rules_of_week(_unless_closed(week)):
        yield f"{_scope(days)} {rule}"
    yield from _rules_of_dates(
        day_ranges(published.schedule, days, lambda day: week[day.weekday()])
    )


def _scope(days: Interval[WallTime]) -> str:
    return _dates(date_at(days.start), date_at(WallTime(days.end - DAY)))


def _rules_for_good(published: PublishedChannel, publication: Publication) -> Iterator[str]:
    channel, schedule = published.channel, published.schedule
    entries = [each for each in published.dated if each.dates.is_yearly]
    _refuse_what_readers_disagree_about(published, entries)
    # A calendar may know fewer years, which would not have each date on each weekday.
    clock = WallClock(schedule.clock.zone)
    yield _rule_of_month(channel.hours)
    yield from _rules_of_year(channel, entries, (), clock)
    if schedule.observes_holidays:
        on_holidays: DayPlan = schedule.holiday_hours.days[0]
        yield f"PH {_times(on_holidays)}"
        yield from _rules_of_year(channel, entries, calendar_of(_EveryDay()), clock, " PH")
    usual = Schedule(channel, entries, schedule.holidays, clock)

    def ordinary(day: date) -> DayPlan:
        ((_, plan),) = plans_by_day(usual, whole_day(midnight_of(day)))
        return plan

    yield from _rules_of_dates(
        each
        for days in within(_days_with_exceptions(published), publication.clock.days)
        for each in day_ranges(schedule, days, ordinary)
    )


def _refuse_what_readers_disagree_about(
    published: PublishedChannel, entries: Sequence[DatedEntry]
) -> None:
    """Refuse hours that some reader would take for others, if no year is said.

    Raises:
        NotExpressibleError: the channel has such hours.
    """
    channel, observes = published.channel, published.schedule.observes_holidays
    country = _country_of(published.schedule.holidays)
    is_here = country and country == country_of(published.edition.directory.time_zone)
    hours = [channel.hours, channel.holiday_hours, *(each.hours for each in entries)]
    spans = [span for each in hours if not isinstance(each, AlwaysOpen) for span in each.root]
    nights = [each for each in spans if each.seconds.end > DAY]
    in_some_weeks = any(isinstance(each, WeeklySpan) and each.weeks for each in nights)
    # Common years do not have 29 February, and `PH` would mean other days in another place.
    reasons = {
        EVERY_YEAR: any(_LEAP_DAY in each.dates for each in entries),
        HOLIDAYS_OF_ANOTHER_PLACE: observes and not is_here,
        HOLIDAYS_AND_MIDNIGHT: observes and nights,
        UNEVEN_DAYS: in_some_weeks or (entries and nights),
    }
    if reason := next((each for each, holds in reasons.items() if holds), None):
        raise _refusal(channel, reason)


def _refusal(channel: Channel, reason: Phrase) -> NotExpressibleError:
    return NotExpressibleError(
        format_name=OPENING_HOURS_SYNTAX, subject=channel.id, reason=reason, way_out=PASS_A_RANGE
    )


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


class _EveryDay:
    """A calendar in which each day is a holiday."""

    def __contains__(self, _day: object) -> bool:
        return True


def _rules_of_year(
    channel: Channel,
    entries: Sequence[DatedEntry],
    holidays: Container[date],
    clock: WallClock,
    suffix: str = "",
) -> Iterator[str]:
    """Yield the rules of the days that each entry of every year changes.

    Rules of special days come last, and replace those of seasons. No two entries of one kind share
    a day.

    Raises:
        NotExpressibleError: an entry changes a weekday in one way in some years, and in another
            way in others.
    """
    follows_easter = any(each.dates.follows_easter for each in entries)
    years = SUPPORTED_YEARS if follows_easter else _EVERY_KIND_OF_YEAR
    seasons = [each for each in entries if isinstance(each, Season)]
    layers = [Schedule(channel, each, holidays, clock) for each in ((), seasons, entries)]
    for entry in entries:
        before, after = layers[:2] if isinstance(entry, Season) else layers[1:]
        found: defaultdict[int, set[tuple[DayPlan, DayPlan]]] = defaultdict(set)
        for each in filter(None, map(entry.dates.beginning_in, years)):
            days = days_through(*each).clipped(clock.days)
            pairs = zip(plans_by_day(before, days), plans_by_day(after, days), strict=True)
            for (day, old), (_, new) in pairs:
                found[day.weekday()].add((old, new))
        plans: dict[int, DayPlan | None] = dict.fromkeys(sorted(found))
        for weekday, changes in found.items():
            if any(old != new for old, new in changes):
                plans[weekday], *others = {new for _, new in changes}
                if others:
                    raise _refusal(channel, UNEVEN_DAYS)
        dates = "-".join(dict.fromkeys(map(_date_of_year, entry.dates))) + suffix
        for rule in _rules_of_week(plans):
            yield f"{dates} {rule}"


def _rule_of_month(hours: AlwaysOpen | WeeklyHours) -> str:
    """Return the rule of ordinary weeks, to which spans of some weeks of the month are added."""
    week = plans_of_week(hours)
    if {*week} == {ALL_DAY}:
        return "24/7"
    rules = ["; ".join(_rules_of_week(_unless_closed(week)))]
    for span in hours.root if isinstance(hours, WeeklyHours) else ():
        if span.weeks:
            weeks = ",".join("-1" if each == "last" else f"{each}" for each in span.weeks)
            names = zip(_WEEKDAYS, WEEKDAYS, strict=True)
            days = ",".join(f"{name}[{weeks}]" for name, each in names if each in span.days)
            rules.append(f"{days} {_times([span.seconds])}")
    return ", ".join(filter(None, rules)) or "off"


def _unless_closed(week: WeekOfPlans) -> Mapping[int, DayPlan | None]:
    return {number: plan or None for number, plan in enumerate(week)}


def _rules_of_week(plans: Mapping[int, DayPlan | None]) -> Iterator[str]:
    """Yield a rule for each plan, with its weekdays unless all have it; None needs no rule."""
    weekdays: defaultdict[DayPlan, list[int]] = defaultdict(list)
    for number, plan in plans.items():
        if plan is not None:
            weekdays[plan].append(number)
    for plan, numbers in weekdays.items():
        days = ",".join(ranges_in_short(numbers, _WEEKDAYS.__getitem__))
        yield _times(plan) if len(numbers) == len(plans) else f"{days} {_times(plan)}"


def _rules_of_dates(ranges: Iterable[DayRange]) -> Iterator[str]:
    """Yield a rule for each plan other than the ordinary plan, with all its dates."""
    dates: defaultdict[DayPlan, list[str]] = defaultdict(list)
    for days in ranges:
        if days.plan is not None:
            dates[days.plan].append(_dates(days.first, days.last))
    for plan, texts in dates.items():
        yield f"{','.join(texts)} {_times(plan)}"


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


def _times(plan: Sequence[Interval[int]]) -> str:
    return ",".join(f"{clock_time(span.start)}-{clock_time(span.end)}" for span in plan) or "off"
