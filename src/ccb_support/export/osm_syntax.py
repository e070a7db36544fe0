"""The `opening_hours` syntax of OpenStreetMap: `Mo-Fr 07:00-17:00; PH off`.

A string is a row of rules, and a later rule replaces, for the whole of each day that it matches,
what the earlier ones say. So what is out of the ordinary is a rule of its own, with its dates.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, cast, overload

from ccb_support.calendars.colombia import ColombianCalendar
from ccb_support.calendars.holiday_lookup import is_holiday
from ccb_support.clock.instants import BOGOTA, DAY, FIRST_WALL, LAST_WALL, day_at, wall_day
from ccb_support.clock.intervals import Interval, joined, within
from ccb_support.errors import NotExpressibleError

from .day_plans import ALL_DAY, CLOSED, WeekPlan, clock_time, stretches
from .publication import Publication

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date, datetime

    from ccb_support.model.directory import Directory
    from ccb_support.routing.router import Router

    from .day_plans import DayPlan, Stretch
    from .publication import PublishedChannel

_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip

_SUPPORTED = Interval(FIRST_WALL, LAST_WALL)
_NOBODY_KNOWS = "24/7 unknown"


@overload
def to_opening_hours(
    directory: Directory | Router, *, channels: Collection[str] | None = None
) -> dict[str, str]: ...


@overload
def to_opening_hours(
    directory: Directory | Router,
    start: datetime,
    end: datetime,
    *,
    channels: Collection[str] | None = None,
) -> dict[str, str]: ...


def to_opening_hours(
    directory: Directory | Router,
    start: datetime | None = None,
    end: datetime | None = None,
    *,
    channels: Collection[str] | None = None,
) -> dict[str, str]:
    """Return when channels are attended, in the `opening_hours` syntax of OpenStreetMap.

    >>> from ccb_support import default_directory
    >>> to_opening_hours(default_directory(), channels=["pqrs", "chat"])
    {'pqrs': 'Mo-Fr 07:00-17:00; PH off', 'chat': '24/7'}

    Times are those of the clock where the reader places the string, which has to be the
    directory's. Without a range the strings hold for good, and leave the public holidays to the
    reader's calendar (`PH`). With a range each holiday is a date, and all days but those of the
    range are `unknown`.

    Args:
        directory: a directory, which is read with Colombia's holidays, or a router.
        start: an aware `datetime`, in any zone. Each day that the range touches is published whole.
        end: an aware `datetime` after `start`, at the latest the end of the supported range.
        channels: the ids of the channels to publish; all where left out.

    Returns:
        The string of each channel, by its id, in the directory's order.

    Raises:
        NotAChannelDirectoryError: `directory` is no `Directory`.
        NotExpressibleError: without a range, of a channel that is closed on holidays: `PH` would
            stand for other days than these, or hours pass midnight, and readers disagree about
            what is left of them around a holiday.
        EmptyRangeError: `start` is not before `end`.
        OutOfRangeError: `start` or `end` is outside the supported range.
        NotADatetimeError: `start` or `end` is no `datetime`, or only one of them is given.
        NaiveDatetimeError: `start` or `end` has no UTC offset.
        UnusableTimeZoneError: the `tzinfo` of `start` or `end` fails.
        UnknownChannelError: `channels` holds something that is no channel's id.
        NotACollectionError: `channels` is one bare `str`, or no collection.
    """
    publication = Publication(directory, channels)
    if start is None and end is None:
        rules = {
            each.channel.id: _rules_for_good(each, publication) for each in publication.channels
        }
    else:
        # Where only one of them is given, the other is refused as what it is: no datetime.
        days = publication.days(cast("datetime", start), cast("datetime", end))
        rules = {each.channel.id: _rules_within(days, each) for each in publication.channels}
    return {channel_id: "; ".join(rules) for channel_id, rules in rules.items()}


def _rules_within(days: Interval, published: PublishedChannel) -> Iterator[str]:
    week = WeekPlan.of(published.channel.hours)
    scope = _dates(day_at(days.start), day_at(days.end - DAY))
    yield _NOBODY_KNOWS
    yield f"{scope} off"
    for rule in _rules_of_week(week):
        yield f"{scope} {rule}"
    yield from _rules_of_dates(stretches(published.schedule, days, week.on))


def _rules_for_good(published: PublishedChannel, publication: Publication) -> Iterator[str]:
    week = WeekPlan.of(published.channel.hours)
    if all(plan == ALL_DAY for plan in week.days):
        yield "24/7"
    else:
        yield from list(_rules_of_week(week)) or ["off"]
    observes = published.channel.holidays == "closed" and any(week.days)
    if observes:
        _check_holidays(published, publication, week)
        yield "PH off"

    def ordinary(day: date) -> DayPlan:
        return CLOSED if observes and is_holiday(published.holidays, day) else week.on(day)

    yield from _rules_of_dates(
        stretch
        for days in _days_with_exceptions(published)
        for stretch in stretches(published.schedule, days, ordinary)
    )


def _check_holidays(published: PublishedChannel, publication: Publication, week: WeekPlan) -> None:
    """Refuse a channel of which `PH off` would say something else than what is evaluated."""
    is_colombian = (
        type(published.holidays) is ColombianCalendar
        and publication.directory.time_zone == BOGOTA.key
    )
    if is_colombian and not week.passes_midnight:
        return
    reason = (
        "it is closed on holidays, and readers disagree about what is left of the hours that pass "
        "midnight next to one"
        if is_colombian
        else "it is closed on holidays, and PH stands for the public holidays of the place where a "
        "reader takes it to be, which are other days"
    )
    raise NotExpressibleError(
        "The opening_hours syntax",
        published.channel.id,
        reason,
        "Pass start and end, so that each holiday of that range is written as a date",
    )


def _days_with_exceptions(published: PublishedChannel) -> Iterator[Interval]:
    """Yield the days on which a special day or a closure can make a difference."""
    # What a special day does to the hours of its last evening shows on the next morning.
    special = [Interval(each.wall.start, each.wall.end + DAY) for each in published.special_days]
    closed = [
        Interval(wall_day(each.first_date), wall_day(each.last_date) + DAY)
        for each in published.closures
    ]
    return within(joined(sorted([*special, *closed])), _SUPPORTED)


def _rules_of_week(week: WeekPlan) -> Iterator[str]:
    """Yield a rule for each plan of the week; days on which it is closed have none."""
    weekdays: defaultdict[DayPlan, list[int]] = defaultdict(list)
    for number, plan in enumerate(week.days):
        weekdays[plan].append(number)
    for plan, numbers in weekdays.items():
        if plan:
            yield f"{_weekdays(numbers)} {_times(plan)}"


def _rules_of_dates(found: Iterable[Stretch]) -> Iterator[str]:
    """Yield a rule for each plan that is not the ordinary one, with all its dates."""
    dates: defaultdict[DayPlan, list[str]] = defaultdict(list)
    for stretch in found:
        if stretch.plan is not None:
            dates[stretch.plan].append(_dates(stretch.first, stretch.last))
    for plan, written in dates.items():
        yield f"{','.join(written)} {_times(plan)}"


def _weekdays(numbers: Sequence[int]) -> str:
    """Return weekdays, which come in order, with those in a row as from one to another."""
    rows: list[list[str]] = []
    for before, number in zip([None, *numbers], numbers, strict=False):
        if before is None or before + 1 < number:
            rows.append([])
        rows[-1].append(_WEEKDAYS[number])
    return ",".join("-".join(dict.fromkeys((row[0], row[-1]))) for row in rows)


def _dates(first: date, last: date) -> str:
    return "-".join(dict.fromkeys(_date(each) for each in (first, last)))


def _date(day: date) -> str:
    return f"{day.year} {_MONTHS[day.month - 1]} {day.day:02}"


def _times(plan: DayPlan) -> str:
    return ",".join(f"{clock_time(span.start)}-{clock_time(span.end)}" for span in plan) or "off"
