"""The hours of one channel, read off the file as its owner reads them, layer by layer."""

from __future__ import annotations

from calendar import isleap
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from ccb_support.model.changed_hours import Closure, Season, SpecialDay
from ccb_support.model.hours import AlwaysOpen, DayHours, WeeklyHours

from .boundary_instants import DAY, each_day, supported_range
from .oracle_holidays import FIRST_DAY, ReadList, depends_on_holidays

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from ccb_support.calendars import NamedHoliday
    from ccb_support.model.channels import Channel
    from ccb_support.model.directory import Directory
    from ccb_support.model.hours import OpeningSpan

WallSpan: TypeAlias = tuple[datetime, datetime]
"""A start and an end on the clock on the wall."""

DatedEntry: TypeAlias = Season | SpecialDay
"""An entry whose hours replace those of some days."""

_E = TypeVar("_E", bound=DatedEntry)


class Occurrence(NamedTuple):
    """One time at which an entry or a holiday holds, from its first day through its last."""

    entry: DatedEntry | Closure | NamedHoliday
    first: date
    last: date


class ChannelReader:
    """Reads when one channel is open, on the supported days from `first` through `last`."""

    def __init__(
        self,
        channel: Channel,
        directory: Directory,
        holidays: Container[date],
        first: date,
        last: date,
    ) -> None:
        self.channel = channel
        self.zone = ZoneInfo(directory.time_zone)
        self.first, self.last = first, last
        self.supported = supported_range(self.zone, first, last)
        self.seasons = [each for each in directory.seasons if each.concerns(channel.id)]
        self.special_days = [each for each in directory.special_days if each.concerns(channel.id)]
        self.closures = [each for each in directory.closures if each.concerns(channel.id)]
        self._holidays = holidays
        self._known: dict[date, Sequence[WallSpan]] = {}

    def is_open(self, when: datetime) -> bool:
        """Return whether the channel is open at `when`."""
        # By way of UTC: the time of a caller in this zone may not exist on its clock.
        local = when.astimezone(UTC).astimezone(self.zone).replace(tzinfo=None)
        if any(closure.starts <= local < closure.ends for closure in self.closures):
            return False
        return any(
            start <= local < end
            for day in (local.date() - DAY, local.date())
            if self.first <= day <= self.last
            for start, end in self.spans(day)
        )

    def eventful_days(self) -> set[date] | None:
        """Return the only days, in UTC, on which the channel may open or close; `None` for any day.

        Most weeks open and close a channel on any day. A channel that its week always opens, or
        never, changes at exceptions only.
        """
        days = each_day(FIRST_DAY, FIRST_DAY + 6 * DAY)
        week = [[*weekly_spans(self.channel.hours, day)] for day in days]
        # A span as long as a day starts at midnight.
        is_always = all([end - start for start, end in spans] == [DAY] for spans in week)
        if any(week) and not is_always:
            return None
        edges: set[date] = set()
        # A holiday may also take the hours of a season, whose days are eventful already.
        if depends_on_holidays(self.channel, seasons=()):
            if not isinstance(self._holidays, ReadList):
                return None
            edges |= self._holidays.dates()
        for closure in self.closures:
            edges |= {closure.starts.date(), closure.ends.date()}
        entries: list[DatedEntry] = [*self.seasons, *self.special_days]
        for entry in entries:
            if entry.hours != self.channel.hours if is_always else has_hours(entry.hours):
                for each in occurrences(entry, self.first, self.last):
                    days = each_day(max(each.first, self.first), min(each.last, self.last))
                    edges.update(days)
        supported = (day for day in edges if self.first <= day <= self.last)
        # Hours may pass midnight, and a day may start on the day before in UTC.
        return {day + DAY * step for day in supported for step in (-1, 0, 1, 2)}

    def spans(self, day: date) -> Sequence[WallSpan]:
        """Return the hours of `day`, by all layers."""
        # Most questions are about minutes of one day.
        if day not in self._known:
            special = self.special_in_force(day)
            found = _spans_on(day, special.hours.root) if special else self.usual_spans(day)
            self._known[day] = [*found]
        return self._known[day]

    def special_in_force(self, day: date) -> SpecialDay | None:
        """Return the special day whose hours `day` has: some leave closed days closed."""
        special = governing(self.special_days, day)
        if special is None or opens_closed_days(special):
            return special
        return special if any(True for _ in self.usual_spans(day)) else None

    def usual_spans(self, day: date) -> Iterator[WallSpan]:
        """Yield the hours of `day` without its special day: a holiday's, a season's or a week's."""
        return self.holiday_spans(day) if self.is_holiday(day) else self.ordinary_spans(day)

    def is_holiday(self, day: date) -> bool:
        """Return whether `day` is a holiday that may change the hours of the channel."""
        return self.channel.holidays != "open" and day in self._holidays

    def holiday_spans(self, day: date) -> Iterator[WallSpan]:
        """Yield the hours that a holiday has."""
        return _spans_on(day, self.channel.holiday_hours.root)

    def ordinary_spans(self, day: date) -> Iterator[WallSpan]:
        """Yield the hours of the season, or else of the week."""
        season = governing(self.seasons, day)
        return weekly_spans(season.hours if season else self.channel.hours, day)


def has_hours(hours: AlwaysOpen | WeeklyHours | DayHours) -> bool:
    """Return whether hours open anything."""
    return isinstance(hours, AlwaysOpen) or bool(hours.root)


def governing(entries: Iterable[_E], day: date) -> _E | None:
    """Return the entry that governs `day`: one that writes the year comes first."""
    found = [each for each in entries if any(occurrences(each, day, day))]
    return min(found, key=lambda each: each.dates.is_yearly, default=None)


def opens_closed_days(special: SpecialDay) -> bool:
    """Return whether a special day also opens days that would be closed."""
    if special.opens_closed_days is None:
        return special.dates.first == special.dates.last and not special.dates.is_yearly
    return special.opens_closed_days


def occurrences(entry: DatedEntry, first: date, last: date) -> Iterator[Occurrence]:
    """Yield the times at which an entry holds on some day from `first` through `last`."""
    start, end = map(str, entry.dates)
    if not entry.dates.is_yearly:
        found = [(date.fromisoformat(start), date.fromisoformat(end))]
    else:
        years = range(max(first.year - 1, date.min.year), last.year + 1)
        later = end < start
        found = [
            (_day_in(year, start, leap_day="03-01"), _day_in(year + later, end, leap_day="02-28"))
            for year in years
        ]
    for begins, ends in found:
        if begins <= ends and begins <= last and first <= ends:
            yield Occurrence(entry, begins, ends)


def _day_in(year: int, written: str, *, leap_day: str) -> date:
    """Return a yearly date in a year; `leap_day` is what 29 February means in a common year."""
    is_missing = written == "02-29" and not isleap(year)
    return date.fromisoformat(f"{year}-{leap_day if is_missing else written}")


def weekly_spans(hours: AlwaysOpen | WeeklyHours, day: date) -> Iterator[WallSpan]:
    """Yield the hours that a week gives to a day."""
    if isinstance(hours, WeeklyHours):
        weekday = f"{day:%A}".lower()
        yield from _spans_on(day, (span for span in hours.root if weekday in span.days))
    else:
        yield _moment(day, "00:00"), _moment(day, "24:00")


def _spans_on(day: date, spans: Iterable[OpeningSpan]) -> Iterator[WallSpan]:
    for span in spans:
        start, end = _moment(day, span.opens), _moment(day, span.closes)
        yield start, end if start < end else end + DAY


def _moment(day: date, clock_time: str) -> datetime:
    if clock_time == "24:00":
        return datetime.combine(day + DAY, time())
    return datetime.combine(day, time.fromisoformat(clock_time))
