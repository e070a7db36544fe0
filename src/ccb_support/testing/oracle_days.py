"""The hours of one day, read off the file as its owner reads them, layer by layer."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeVar

from ccb_support.model.hours import DayHours, WeeklyHours
from ccb_support.model.seasons import Season
from ccb_support.model.special_days import SpecialDay

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from ccb_support.model.channels import Channel
    from ccb_support.model.directory import Directory
    from ccb_support.model.hours import AlwaysOpen, OpeningSpan

DAY = timedelta(days=1)

_E = TypeVar("_E", Season, SpecialDay)

_WHOLE_DAY = (("00:00", "24:00"),)


class DayReader:
    """Reads the hours of the days of one channel.

    Args:
        channel: the channel.
        directory: the directory.
        holidays: the dates of the holidays.
    """

    def __init__(self, channel: Channel, directory: Directory, holidays: Container[date]) -> None:
        self._channel = channel
        self._holidays = holidays
        self._seasons = [each for each in directory.seasons if _concerns(each, channel)]
        self._special_days = [each for each in directory.special_days if _concerns(each, channel)]

    @property
    def is_always_the_same(self) -> bool:
        """Whether every day is a whole open day."""
        always = self._channel.hours == "always" and self._channel.holidays == "open"
        return always and not self._seasons and not self._special_days

    def spans(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """Yield the local times at which the hours of `day` start and end."""
        for opens, closes in self._clock_times(day):
            start, end = _moment(day, opens), _moment(day, closes)
            yield start, end if start < end else end + DAY

    def _clock_times(self, day: date) -> Sequence[tuple[str, str]]:
        usual = self._without_special_days(day)
        special = governing(self._special_days, day)
        if special and (usual or opens_closed_days(special)):
            return _pairs(special.hours.root)
        return usual

    def _without_special_days(self, day: date) -> Sequence[tuple[str, str]]:
        on_holidays = self._channel.holidays
        if on_holidays != "open" and day in self._holidays:
            return _pairs(on_holidays.root) if isinstance(on_holidays, DayHours) else ()
        season = governing(self._seasons, day)
        return _on_weekday(season.hours if season else self._channel.hours, day)


def governing(entries: Iterable[_E], day: date) -> _E | None:
    """Return the entry that governs `day`: one that writes the year comes first."""
    found = [each for each in entries if _covers(each, day)]
    return min(found, key=is_yearly, default=None)


def is_yearly(entry: Season | SpecialDay) -> bool:
    """Return whether an entry writes its dates without a year."""
    return len(_written_dates(entry)[0]) == len("12-24")


def opens_closed_days(special: SpecialDay) -> bool:
    """Return whether a special day also opens days that would be closed."""
    if special.opens_closed_days is None:
        first, last = _written_dates(special)
        return first == last and not is_yearly(special)
    return special.opens_closed_days


def _covers(entry: Season | SpecialDay, day: date) -> bool:
    # Dates in this form come in the order of their letters. In a common year nothing comes between
    # "02-28" and "03-01", so 29 February means the right one of them.
    first, last = _written_dates(entry)
    written = f"{day}"[-len(first) :]
    if is_yearly(entry) and last < first:
        return written >= first or written <= last
    return first <= written <= last


def _written_dates(entry: Season | SpecialDay) -> tuple[str, str]:
    if isinstance(entry, Season):
        return str(entry.from_), str(entry.through)
    return str(entry.date), str(entry.through or entry.date)


def _on_weekday(hours: AlwaysOpen | WeeklyHours, day: date) -> Sequence[tuple[str, str]]:
    if not isinstance(hours, WeeklyHours):
        return _WHOLE_DAY
    weekday = f"{day:%A}".lower()
    return _pairs(span for span in hours.root if weekday in span.days)


def _pairs(spans: Iterable[OpeningSpan]) -> Sequence[tuple[str, str]]:
    return [(span.opens, span.closes) for span in spans]


def _concerns(entry: Season | SpecialDay, channel: Channel) -> bool:
    return entry.channels == "all" or channel.id in entry.channels


def _moment(day: date, clock_time: str) -> datetime:
    if clock_time == "24:00":
        return datetime.combine(day + DAY, time())
    return datetime.combine(day, time.fromisoformat(clock_time))
