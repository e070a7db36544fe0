"""The instants around which a directory's answers change: mistakes hide there.

The functions read the instants off the directory's text, as a careful person would.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from ccb_support.model.changed_hours import Season, SpecialDay
from ccb_support.model.directory import Directory

from .oracle_hours import (
    DAY,
    answered_range,
    occurrences,
    offset_spans,
    supported_days,
    written_times,
)

MICROSECOND = timedelta(microseconds=1)


CALLER_ZONES = ZoneInfo("Asia/Tokyo"), ZoneInfo("America/St_Johns")
"""Zones in which a caller may write an instant, besides UTC and the zone of the directory."""


def day_instants(directory: Directory, day: date) -> Iterator[datetime]:
    """Yield, for each time of day that the directory writes, the instant at which `day` shows it.

    A time that the clock shows twice gives two instants. If somebody changes the clock on `day`,
    that comes last: it may open or close a channel at a time that nobody writes.
    """
    zone = ZoneInfo(directory.time_zone)
    for clock_time in written_times(directory):
        yield from _both(datetime.combine(day, clock_time), zone)
    yield from (each for each, *_ in offset_spans(zone)[1:] if each.astimezone(zone).date() == day)


def changed_days(directory: Directory) -> Iterator[date]:
    """Yield the days around the starts and the ends of seasons and special days.

    Those of every year come once for each day of the week on which they start.
    """
    first, last = supported_days(directory)
    supported = range(first.toordinal(), last.toordinal() + 1)
    entries: list[Season | SpecialDay] = [*directory.seasons, *directory.special_days]
    for entry in entries:
        found = [*occurrences(entry, first, last)]
        # Of several on one day of the week, the first stays.
        for each in {each.first.weekday(): each for each in reversed(found)}.values():
            # As numbers: Python's calendar ends in 9999, and many write its last day for no end.
            begins, ends = each.first.toordinal(), each.last.toordinal()
            for number in (begins - 1, begins, ends, ends + 1):
                if number in supported:
                    yield date.fromordinal(number)


def closure_ends(directory: Directory) -> Iterator[datetime]:
    """Yield the instants at which closures start and end."""
    first, last = supported_days(directory)
    for closure in directory.closures:
        for moment in (closure.starts, closure.ends):
            if first - DAY <= moment.date() <= last + DAY:
                yield from _both(moment, ZoneInfo(directory.time_zone))


def clock_changes(zone: ZoneInfo) -> list[date]:
    """Return the days on which the zone's offset from UTC changes."""
    return [first.astimezone(zone).date() for first, *_ in offset_spans(zone)[1:]]


def range_ends(directory: Directory) -> tuple[datetime, datetime]:
    """Return the start and the end of the range about which the directory answers, in UTC."""
    return answered_range(directory, *supported_days(directory))


def around(instants: Iterable[datetime], directory: Directory) -> Iterator[datetime]:
    """Yield the supported ones of `instants` and of their neighbours a microsecond away."""
    start, end = range_ends(directory)
    for instant in instants:
        for neighbour in (instant - MICROSECOND, instant, instant + MICROSECOND):
            if start <= neighbour < end:
                yield neighbour


def _both(local: datetime, zone: ZoneInfo) -> Iterable[datetime]:
    """Return the instants at which the clock of `zone` shows `local` or skips it, each once."""
    return dict.fromkeys(local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
