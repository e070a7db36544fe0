"""The hours of one day, read off the file as its owner reads them, layer by layer."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from ccb_support.model.hours import AlwaysOpen, DayHours, WeeklyHours
from ccb_support.model.hours_changes import Season, SpecialDay

from .boundary_instants import DAY

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from ccb_support.model.channels import Channel
    from ccb_support.model.directory import Directory
    from ccb_support.model.hours import OpeningSpan

WallSpan: TypeAlias = tuple[datetime, datetime]
"""A start and an end on the clock on the wall."""

DatedEntry: TypeAlias = Season | SpecialDay
"""An entry whose hours replace those of some days."""

_E = TypeVar("_E", bound=DatedEntry)

_WHOLE_DAY = (("00:00", "24:00"),)


class Occurrence(NamedTuple):
    """One time at which an entry holds, from its first day through its last.

    Attributes:
        entry: the entry.
        first: the first day.
        last: the last day.
    """

    entry: DatedEntry
    first: date
    last: date


class DayReader:
    """Reads the hours of the days of one channel.

    Args:
        channel: the channel.
        directory: the directory.
        holidays: the dates of the holidays.

    Attributes:
        seasons: the seasons that concern it.
        special_days: the special days that concern it.
    """

    def __init__(self, channel: Channel, directory: Directory, holidays: Container[date]) -> None:
        self._channel = channel
        self._holidays = holidays
        self.seasons = [each for each in directory.seasons if each.concerns(channel.id)]
        self._known: dict[date, Sequence[WallSpan]] = {}
        self.special_days = [each for each in directory.special_days if each.concerns(channel.id)]

    @property
    def opens_on_holidays(self) -> bool:
        """Whether the channel has hours for holidays."""
        return isinstance(self._channel.holidays, DayHours) and _has_hours(self._channel.holidays)

    @property
    def opens_by_its_week(self) -> bool:
        """Whether the week of the channel has hours."""
        return _has_hours(self._channel.hours)

    @property
    def seasons_with_hours(self) -> list[Season]:
        """The seasons that open the channel on some day."""
        return [each for each in self.seasons if _has_hours(each.hours)]

    @property
    def changes_on_holidays(self) -> bool:
        """Whether a holiday can change the hours that the week of the channel gives to a day."""
        closes = self._channel.holidays != "open" and self.opens_by_its_week
        return closes or self.opens_on_holidays

    @property
    def entries(self) -> list[DatedEntry]:
        """All entries that concern the channel."""
        return [*self.seasons, *self.special_days]

    def may_change_steady_hours(self, entry: DatedEntry) -> bool:
        """Return whether an entry may change a channel that its week always opens, or never."""
        if self.opens_by_its_week:
            return entry.hours != self._channel.hours
        return _has_hours(entry.hours)

    def spans(self, day: date) -> Sequence[WallSpan]:
        """Return the hours of `day`, by all layers."""
        # Most questions are about minutes of one day.
        if day not in self._known:
            self._known[day] = [*self._read(day)]
        return self._known[day]

    def _read(self, day: date) -> Iterator[WallSpan]:
        special = self.special_in_force(day)
        if special:
            yield from _spans_on(day, _pairs(special.hours.root))
        elif self.is_holiday(day):
            yield from self.holiday_spans(day)
        else:
            yield from self.ordinary_spans(day)

    def is_holiday(self, day: date) -> bool:
        """Return whether `day` is a holiday that may change the hours of the channel."""
        return self._channel.holidays != "open" and day in self._holidays

    def holiday_spans(self, day: date) -> Iterator[WallSpan]:
        """Yield the hours that a holiday has."""
        hours = self._channel.holidays
        yield from _spans_on(day, _pairs(hours.root) if isinstance(hours, DayHours) else ())

    def ordinary_spans(self, day: date) -> Iterator[WallSpan]:
        """Yield the hours of the season, or else of the week."""
        season = governing(self.seasons, day)
        yield from self.season_spans(season, day) if season else self.weekly_spans(day)

    def season_spans(self, season: DatedEntry, day: date) -> Iterator[WallSpan]:
        """Yield the hours that a season gives to a day."""
        yield from _spans_on(day, _on_weekday(season.hours, day))

    def weekly_spans(self, day: date) -> Iterator[WallSpan]:
        """Yield the hours that the week gives to a day."""
        yield from _spans_on(day, _on_weekday(self._channel.hours, day))

    def special_in_force(self, day: date) -> SpecialDay | None:
        """Return the special day whose hours `day` has: some leave closed days closed."""
        special = governing(self.special_days, day)
        if special is None or opens_closed_days(special):
            return special
        usual = self.holiday_spans(day) if self.is_holiday(day) else self.ordinary_spans(day)
        return special if any(True for _ in usual) else None


def _has_hours(hours: AlwaysOpen | WeeklyHours | DayHours) -> bool:
    return isinstance(hours, AlwaysOpen) or bool(hours.root)


def governing(entries: Iterable[_E], day: date) -> _E | None:
    """Return the entry that governs `day`: one that writes the year comes first."""
    found = [each for each in entries if _covers(each, day)]
    return min(found, key=is_yearly, default=None)


def is_yearly(entry: DatedEntry) -> bool:
    """Return whether an entry writes its dates without a year."""
    return len(_written_dates(entry)[0]) == len("12-24")


def opens_closed_days(special: SpecialDay) -> bool:
    """Return whether a special day also opens days that would be closed."""
    if special.opens_closed_days is None:
        first, last = _written_dates(special)
        return first == last and not is_yearly(special)
    return special.opens_closed_days


def occurrences(entry: DatedEntry, first: date, last: date) -> Iterator[Occurrence]:
    """Yield the times at which an entry holds on some day from `first` through `last`."""
    start, end = _written_dates(entry)
    if not is_yearly(entry):
        found = [Occurrence(entry, date.fromisoformat(start), date.fromisoformat(end))]
    else:
        years = range(max(first.year - 1, date.min.year), last.year + 1)
        found = [
            Occurrence(entry, _beginning(year, start), _ending(year + (end < start), end))
            for year in years
        ]
    for each in found:
        if each.first <= each.last and each.first <= last and first <= each.last:
            yield each


def _beginning(year: int, written: str) -> date:
    is_missing = written == "02-29" and not _has_leap_day(year)
    return date.fromisoformat(f"{year}-{'03-01' if is_missing else written}")


def _ending(year: int, written: str) -> date:
    is_missing = written == "02-29" and not _has_leap_day(year)
    return date.fromisoformat(f"{year}-{'02-28' if is_missing else written}")


def _has_leap_day(year: int) -> bool:
    return (date(year, 3, 1) - DAY).day == 29  # noqa: PLR2004 - the leap day


def _covers(entry: DatedEntry, day: date) -> bool:
    # Dates in this form come in the order of their letters. In a common year nothing comes between
    # "02-28" and "03-01", so 29 February means the right one of them.
    first, last = _written_dates(entry)
    written = f"{day}"[-len(first) :]
    if is_yearly(entry) and last < first:
        return written >= first or written <= last
    return first <= written <= last


def _written_dates(entry: DatedEntry) -> tuple[str, str]:
    if isinstance(entry, Season):
        return str(entry.from_), str(entry.through)
    return str(entry.date), str(entry.through or entry.date)


def _on_weekday(hours: AlwaysOpen | WeeklyHours | DayHours, day: date) -> Sequence[tuple[str, str]]:
    if not isinstance(hours, WeeklyHours):
        return _WHOLE_DAY
    weekday = f"{day:%A}".lower()
    return _pairs(span for span in hours.root if weekday in span.days)


def _pairs(spans: Iterable[OpeningSpan]) -> Sequence[tuple[str, str]]:
    return [(span.opens, span.closes) for span in spans]


def _spans_on(day: date, pairs: Iterable[tuple[str, str]]) -> Iterator[WallSpan]:
    for opens, closes in pairs:
        start, end = _moment(day, opens), _moment(day, closes)
        yield start, end if start < end else end + DAY


def _moment(day: date, clock_time: str) -> datetime:
    if clock_time == "24:00":
        return datetime.combine(day + DAY, time())
    return datetime.combine(day, time.fromisoformat(clock_time))
