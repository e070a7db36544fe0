"""The `opening_hours` syntax of OpenStreetMap: `Mo-Fr 07:00-17:00; PH off`.

A string is a list of rules. A later rule replaces the earlier rules on each day that it matches. So
a changed day is another rule, with its dates.
"""

import warnings
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import cast

from ccb_support.answer.short_forms import ranges_in_short
from ccb_support.calendars.colombia import ColombianCalendar
from ccb_support.calendars.country import CountryCalendar, open_country
from ccb_support.clock.instants import (
    DAY,
    WallTime,
    date_at,
    whole_days,
)
from ccb_support.clock.intervals import Interval, joined, within
from ccb_support.errors import LongOpeningHoursWarning, NotExpressibleError
from ccb_support.model.dates import COLOMBIAN, AnyDate, EasterDate, YearlyDate
from ccb_support.model.hours import WEEKDAYS, AlwaysOpen, WeeklyHours, WeeklySpan
from ccb_support.model.text import countries_of_zones
from ccb_support.routing.router import DirectoryOrRouter
from ccb_support.schedule.layers import DatedEntry, Schedule
from ccb_support.schedule.weekly_spans import Week
from ccb_support.words import errors as phrases

from .day_hours import (
    ALL_DAY,
    DayPlan,
    DayRange,
    Publication,
    PublishedChannel,
    WeekOfPlans,
    day_ranges,
    hour_and_minute,
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


def to_opening_hours(
    directory: DirectoryOrRouter,
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
    holidays to the reader's calendar (`PH`), if they are those of the zone's country, and no part
    of that country has others. With a range, each holiday is a date, and all days outside the range
    are `unknown`.

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
        DirectoryError: the directory names a holiday calendar that does not exist, or the editions
            do not fit together.
        MissingExtraError: the directory names a holiday calendar that needs an extra.
        SeveralEditionsError: there are several editions, and no range.
        NotExpressibleError: without a range, the hours of a channel depend on holidays, and `PH`
            may mean other days. Or they do, and hours pass midnight. Or hours pass midnight that
            hold in some weeks of the month. Or the channel has a season or a special day of every
            year, and hours that pass midnight or hold in some weeks of the month. Or it has a
            special day of every year beside a season of every year with other closed days of the
            week, or an entry of every year that begins or ends on 29 February. Readers disagree
            about such hours.
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
        for published, part in publication.within(days):
            known = rules.setdefault(published.channel.id, [_NOBODY_KNOWS, f"{_scope(days)} off"])
            known += _rules_within(part, published)
    else:
        publication.editions.only(phrases.PASS_RANGE_OR_EDITION)
        rules = {each.channel.id: [*_rules_for_good(each)] for each in publication.channels}
    found = {channel_id: "; ".join(each) for channel_id, each in rules.items()}
    long = [channel_id for channel_id, text in found.items() if len(text) > MOST_LETTERS]
    if long:
        # The warning is about the line that calls the export.
        warnings.warn(LongOpeningHoursWarning(long, MOST_LETTERS), stacklevel=2)
    return found


def _rules_within(days: Interval[WallTime], published: PublishedChannel) -> Iterator[str]:
    week = plans_of_week(published.channel.hours)
    yield from _rules_of_week(_unless_closed(week), _scope(days))
    yield from _rules_of_dates(
        day_ranges(published.schedule, days, lambda day: week[day.weekday()])
    )


def _scope(days: Interval[WallTime]) -> str:
    return _dates(date_at(days.start), date_at(WallTime(days.end - DAY)))


def _rules_for_good(published: PublishedChannel) -> Iterator[str]:
    channel, schedule = published.channel, published.schedule
    _refuse_what_readers_disagree_about(published)
    yield _usual_rule(channel.hours)
    yield from _rules_of_year(published)
    usual = Schedule(
        channel,
        [*schedule.seasons.yearly, *schedule.special_days.yearly],
        schedule.holidays,
        schedule.clock,
    )
    yield from _rules_of_dates(
        each
        for days in within(_days_with_changes(schedule), schedule.clock.days)
        for each in day_ranges(schedule, days, dict(plans_by_day(usual, days)).__getitem__)
    )


def _refuse_what_readers_disagree_about(published: PublishedChannel) -> None:
    """Refuse hours that some reader would take for others, if no year is said.

    Raises:
        NotExpressibleError: the channel has such hours.
    """
    schedule = published.schedule
    seasons, special_days = schedule.seasons.yearly, schedule.special_days.yearly
    observes, country = schedule.observes_holidays, _country_of(schedule.holidays)
    # A zone such as UTC has no country, and neither have the holidays that a directory lists.
    is_here = country and country == countries_of_zones().get(published.edition.directory.time_zone)
    is_elsewhere = observes and not is_here
    entries: Sequence[DatedEntry] = [*seasons, *special_days]
    hours = [published.channel.hours, *(season.hours for season in seasons)]
    in_some_weeks = [span for each in hours for span in _spans(each) if span.weeks]
    usual = [Week.of(each) for each in hours]
    on_days = [schedule.holiday_hours, *(Week.of(special.hours) for special in special_days)]
    has_nights = any(
        span.end > DAY for week in (*usual, *on_days) for spans in week.days for span in spans
    )
    closed_days = {tuple(map(bool, week.days)) for week in usual}
    is_uneven = (
        (has_nights and (observes or entries))
        or (in_some_weeks and entries)
        or any(span.seconds.end > DAY for span in in_some_weeks)
        or (special_days and len(closed_days) > 1)
        # Common years do not have 29 February.
        or any(_LEAP_DAY in each.dates for each in entries)
    )
    if is_elsewhere or is_uneven:
        raise NotExpressibleError(
            format_name=phrases.OPENING_HOURS_SYNTAX,
            subject=published.channel.id,
            reason=phrases.HOLIDAYS_OF_ANOTHER_PLACE if is_elsewhere else phrases.UNEVEN_DAYS,
            way_out=phrases.PASS_A_RANGE,
        )


def _country_of(holidays: object) -> str | None:
    """Return the country whose public holidays a calendar has, if they are the same everywhere."""
    if type(holidays) is ColombianCalendar:
        return COLOMBIAN
    # If parts of the country have other holidays, a reader takes those of its part.
    if type(holidays) is CountryCalendar and not open_country(holidays.code).subdivisions:
        return holidays.code
    return None


def _days_with_changes(schedule: Schedule) -> Sequence[Interval[WallTime]]:
    """Return the days on which a season, a special day or a closure can change the hours."""
    found = [
        *(each.days for each in schedule.seasons.full),
        *(each.days for each in schedule.special_days.full),
        *(each.span for each in schedule.closures_in(schedule.clock.days)),
    ]
    # Hours of the last evening of a special day may reach into the next morning.
    return joined(sorted(whole_days(each, after=1) for each in found))


def _rules_of_year(published: PublishedChannel) -> Iterator[str]:
    """Yield the rules of entries of every year, and that of holidays.

    A season leaves the hours of holidays as they are, so its rules come before; a special day
    replaces all others.
    """
    usual, schedule = plans_of_week(published.channel.hours), published.schedule
    for season in schedule.seasons.yearly:
        week = plans_of_week(season.hours)
        yield from _rules_of_week(dict(enumerate(week)), _dates_of_year(season))
    on_holidays = schedule.holiday_hours.days[0]
    if schedule.observes_holidays:
        yield f"PH {_times(on_holidays)}"
    for special in schedule.special_days.yearly:
        dates, plan = _dates_of_year(special), Week.of(special.hours).days[0]
        opens = special.holds_on_closed_days
        weekdays = {day: plan for day, before in enumerate(usual) if before or opens}
        yield from _rules_of_week(weekdays, dates)
        if schedule.observes_holidays:
            yield f"{dates} PH {_times(plan if on_holidays or opens else ())}"


def _usual_rule(hours: AlwaysOpen | WeeklyHours) -> str:
    """Return the rule of ordinary weeks, to which spans of some weeks of the month are added."""
    week = plans_of_week(hours)
    if {*week} == {ALL_DAY}:
        return "24/7"
    rules = ["; ".join(_rules_of_week(_unless_closed(week)))]
    for span in _spans(hours):
        if span.weeks:
            weeks = ",".join(map(str, span.weeks)).replace("last", "-1")
            names = zip(_WEEKDAYS, WEEKDAYS, strict=True)
            days = ",".join(f"{name}[{weeks}]" for name, each in names if each in span.days)
            rules.append(f"{days} {_times([span.seconds])}")
    return ", ".join(filter(None, rules)) or "off"


def _spans(hours: AlwaysOpen | WeeklyHours) -> Sequence[WeeklySpan]:
    return hours.root if isinstance(hours, WeeklyHours) else ()


def _unless_closed(week: WeekOfPlans) -> dict[int, DayPlan]:
    return {number: plan for number, plan in enumerate(week) if plan}


def _rules_of_week(plans: dict[int, DayPlan], dates: str = "") -> Iterator[str]:
    """Yield a rule for each plan, with its weekdays."""
    weekdays: defaultdict[DayPlan, list[int]] = defaultdict(list)
    for number, plan in plans.items():
        weekdays[plan].append(number)
    for plan, numbers in weekdays.items():
        days = ",".join(ranges_in_short(numbers, _WEEKDAYS.__getitem__))
        yield f"{dates} {days} {_times(plan)}".strip()


def _rules_of_dates(ranges: Iterable[DayRange]) -> Iterator[str]:
    """Yield a rule for each plan other than the ordinary plan, with all its dates."""
    dates: defaultdict[DayPlan, list[str]] = defaultdict(list)
    for days in ranges:
        if days.plan is not None:
            dates[days.plan].append(_dates(days.first, days.last))
    for plan, texts in dates.items():
        yield f"{','.join(texts)} {_times(plan)}"


def _dates_of_year(entry: DatedEntry) -> str:
    texts = [*dict.fromkeys(map(_date_of_year, entry.dates))]
    # opening_hours.js leaves out the last day of a range until a day from Easter: say it again.
    return ",".join(["-".join(texts), *(each for each in texts[1:] if "easter" in each)])


def _date_of_year(date: AnyDate) -> str:
    if isinstance(date, EasterDate):
        return f"easter {date.days:+} days" if date.days else "easter"
    return f"{_MONTHS[date.month - 1]} {date.day:02}"


def _dates(first: date, last: date) -> str:
    texts = (f"{day.year} {_MONTHS[day.month - 1]} {day.day:02}" for day in (first, last))
    return "-".join(dict.fromkeys(texts))


def _times(plan: Sequence[Interval[int]]) -> str:
    return (
        ",".join(f"{hour_and_minute(span.start)}-{hour_and_minute(span.end)}" for span in plan)
        or "off"
    )
