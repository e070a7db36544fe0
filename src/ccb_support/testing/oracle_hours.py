"""The hours of one channel, read off the file as its owner reads them, layer by layer.

First the holidays of the directory; then its edition, and the instants around which answers change,
where mistakes hide; then the hours of a day; then the spans over which the channel does one thing.
Nothing changes at a time of day that the directory does not write down, unless somebody changes the
clock itself.
"""

import re
from bisect import bisect_left, bisect_right
from calendar import isleap, monthcalendar
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple, TypeAlias, TypeVar, cast
from zoneinfo import ZoneInfo

from dateutil.easter import easter

from ccb_support.calendars import AnyCalendar, NamedHoliday, calendar_of, require_calendar
from ccb_support.calendars.colombia import COLOMBIA
from ccb_support.calendars.country import CountryCalendar, open_country
from ccb_support.model.changed_hours import Closure, Season, SpecialDay
from ccb_support.model.channels import Channel
from ccb_support.model.dates import DateRange, ListedHoliday
from ccb_support.model.directory import Directory
from ccb_support.model.hours import AlwaysOpen, DayHours, OpeningSpan, WeeklyHours
from ccb_support.model.text import LocalizedText, as_line

FIRST_DAY = date(1984, 1, 1)
LAST_DAY = date(2199, 12, 31)

MICROSECOND = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

WallSpan: TypeAlias = tuple[datetime, datetime]
"""A start and an end on the clock on the wall."""

DatedEntry: TypeAlias = Season | SpecialDay
"""An entry whose hours replace those of some days."""

_E = TypeVar("_E", bound=DatedEntry)
_C = TypeVar("_C", bound=DatedEntry | Closure)

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def each_day(first: date, last: date) -> Iterator[date]:
    """Yield the days from `first` through `last`."""
    return (first + DAY * number for number in range((last - first).days + 1))


@cache  # there are few zones, and few days on which an edition begins or ends
def first_minute(zone: tzinfo, day: date) -> datetime:
    """Return the first minute, in UTC, at which the clock shows `day`, or what follows it."""
    minute = datetime.combine(day, time(), UTC) - DAY
    while minute.astimezone(zone).date() < day:
        minute += MINUTE
    return minute


@cache  # there are few zones, and two centuries of days
def offset_spans(zone: tzinfo) -> Sequence[tuple[datetime, datetime, timedelta]]:
    """Return the spans, in UTC, in which the clock of a zone keeps its offset, with the offset."""

    def offset_at(instant: datetime) -> timedelta:
        return cast("timedelta", instant.astimezone(zone).utcoffset())

    days = each_day(FIRST_DAY - DAY, LAST_DAY + 2 * DAY)
    midnights = [datetime.combine(day, time(), UTC) for day in days]
    edges = [midnights[0]]
    for (start, before), (_, after) in pairwise((each, offset_at(each)) for each in midnights):
        if before != after:
            minute = start
            while offset_at(minute) == before:
                minute += MINUTE
            edges.append(minute)
    return [(*each, offset_at(each[0])) for each in pairwise([*edges, midnights[-1]])]


def clock_changes(zone: ZoneInfo) -> list[date]:
    """Return the days on which the zone's offset from UTC changes."""
    return [first.astimezone(zone).date() for first, *_ in offset_spans(zone)[1:]]


def read_list(entries: Iterable[ListedHoliday]) -> dict[date, tuple[NamedHoliday, ...]]:
    """Return the holidays that a directory lists, read entry by entry, by their dates."""
    by_day: dict[date, list[ListedHoliday]] = {}
    for entry in entries:
        for day, _ in times_of(DateRange(entry.date, entry.date), FIRST_DAY, LAST_DAY):
            by_day.setdefault(day, []).append(entry)
    return {day: (_named_by(found),) for day, found in by_day.items()}


def _named_by(entries: Sequence[ListedHoliday]) -> NamedHoliday:
    """Return the holiday of the entries of one day. Their different names are one name."""
    spanish = as_line("; ".join(dict.fromkeys(each.name.es for each in entries)))
    english = as_line("; ".join(dict.fromkeys(each.name.en for each in entries)))
    dates = frozenset(each.date for each in entries)
    return NamedHoliday(LocalizedText(es=spanish, en=english), dates=dates)


def read_holidays(directory: Directory) -> tuple[Container[date], Container[date]]:
    """Return the holidays that the directory names, to look up a date, and to look up its names."""
    choice = directory.holiday_calendar
    if choice == "CO" or (choice is None and directory.time_zone == "America/Bogota"):
        return COLOMBIA, COLOMBIA
    if isinstance(choice, str):
        # The package itself has the dates. Each name of it is in one language.
        return open_country(choice), CountryCalendar(choice)
    listed = read_list(choice or ())
    return listed, listed


def supported_days(directory: Directory) -> tuple[date, date]:
    """Return the first and the last day about which the directory can answer."""
    choice = directory.holiday_calendar
    matters = any(depends_on_holidays(each, directory.seasons) for each in directory.channels)
    if not isinstance(choice, str) or choice == "CO" or not matters:
        return FIRST_DAY, LAST_DAY
    calendar = open_country(choice)
    first, last = date(calendar.start_year, 1, 1), date(calendar.end_year, 12, 31)
    return max(first, FIRST_DAY), min(last, LAST_DAY)


def depends_on_holidays(channel: Channel, seasons: Iterable[Season]) -> bool:
    """Return whether a holiday can change the hours of a channel, by its week or in `seasons`."""
    if channel.holidays == "open":
        return False
    weekly = [channel.hours, *(each.hours for each in _concerning(channel, seasons))]
    return has_hours(channel.holiday_hours) or any(map(has_hours, weekly))


def _concerning(channel: Channel, entries: Iterable[_C]) -> list[_C]:
    return [each for each in entries if each.concerns(channel.id)]


class Occurrence(NamedTuple):
    """One time at which an entry or a holiday holds, from its first day through its last."""

    entry: DatedEntry | Closure | NamedHoliday
    first: date
    last: date


class Edition:
    """One edition, as its owner reads it, and the time about which it answers.

    A caller's `holidays` take the place of those that the directory names.

    Attributes:
        directory: its content.
        zone: its zone.
        first: the first day that its holiday calendar supports.
        last: the last such day.
        start: the start of the range about which it answers, in UTC.
        end: the end of that range.
    """

    def __init__(self, directory: Directory, holidays: Container[date] | None = None) -> None:
        self.directory = directory
        self.zone: ZoneInfo = ZoneInfo(directory.time_zone)
        self._given = holidays
        self.first, self.last = (
            supported_days(directory) if holidays is None else (FIRST_DAY, LAST_DAY)
        )
        begins = max(self.first, directory.effective or self.first)
        self.start: datetime = first_minute(self.zone, begins)
        self.end: datetime = first_minute(self.zone, self.last + DAY)

    @cached_property
    def holidays(self) -> tuple[Container[date], AnyCalendar]:
        """The holidays, to look up a date, and to look up its names."""
        if self._given is not None:
            return self._given, calendar_of(require_calendar(self._given))
        dates, named = read_holidays(self.directory)
        return dates, calendar_of(named)

    @cached_property
    def readers(self) -> dict[str, "ChannelReader"]:
        """Who reads each channel, by the channel's id."""
        return {each.id: ChannelReader(each, self) for each in self.directory.channels}

    @property
    def supported(self) -> tuple[datetime, datetime]:
        """The start and the end of the range about which it answers, in UTC."""
        return self.start, self.end

    def holds_at(self, instant: datetime) -> bool:
        """Return whether it is in force at an instant in UTC."""
        return self.start <= instant < self.end

    def day_instants(self, day: date) -> Iterator[datetime]:
        """Yield, for each time of day that it writes, the instant at which `day` shows it.

        A time that the clock shows twice gives two instants. If somebody changes the clock on
        `day`, that comes last: it may open or close a channel at a time that nobody writes.
        """
        for clock_time in written_times(self.directory):
            yield from self._both(datetime.combine(day, clock_time))
        yield from (
            each
            for each, *_ in offset_spans(self.zone)[1:]
            if each.astimezone(self.zone).date() == day
        )

    def changed_days(self) -> Iterator[date]:
        """Yield the days around the starts and the ends of seasons and special days.

        Those of every year come once for each day of the week on which they start.
        """
        supported = range(self.first.toordinal(), self.last.toordinal() + 1)
        entries: list[DatedEntry] = [*self.directory.seasons, *self.directory.special_days]
        for entry in entries:
            found = [*occurrences(entry, self.first, self.last)]
            # If several begin on one day of the week, the first stays.
            for occurrence in {each.first.weekday(): each for each in reversed(found)}.values():
                # As numbers: Python's calendar ends in 9999, which many write for no end.
                begins, ends = occurrence.first.toordinal(), occurrence.last.toordinal()
                for number in (begins - 1, begins, ends, ends + 1):
                    if number in supported:
                        yield date.fromordinal(number)

    def closure_ends(self) -> Iterator[datetime]:
        """Yield the instants at which closures start and end."""
        for closure in self.directory.closures:
            for moment in (closure.starts, closure.ends):
                if self.first - DAY <= moment.date() <= self.last + DAY:
                    yield from self._both(moment)

    def around(self, instants: Iterable[datetime]) -> Iterator[datetime]:
        """Yield the supported ones of `instants` and of their neighbours a microsecond away."""
        for instant in instants:
            for neighbour in (instant - MICROSECOND, instant, instant + MICROSECOND):
                if self.holds_at(neighbour):
                    yield neighbour

    def _both(self, local: datetime) -> Iterable[datetime]:
        """Return the instants at which the clock shows `local` or skips it, each once."""
        return dict.fromkeys(
            local.replace(tzinfo=self.zone, fold=fold).astimezone(UTC) for fold in (0, 1)
        )


class ChannelReader:
    """Reads when one channel is open under one edition."""

    def __init__(self, channel: Channel, edition: Edition) -> None:
        directory = edition.directory
        self.channel = channel
        self.edition = edition
        self.seasons: list[Season] = _concerning(channel, directory.seasons)
        self.special_days: list[SpecialDay] = _concerning(channel, directory.special_days)
        self.closures: list[Closure] = _concerning(channel, directory.closures)
        self._holidays, self.named_holidays = edition.holidays
        # Most questions are about minutes of one day.
        self.spans: Callable[[date], Sequence[WallSpan]] = cache(self._read_spans)

    def is_open(self, when: datetime) -> bool:
        """Return whether the channel is open at `when`."""
        # By way of UTC: the time of a caller in this zone may not exist on its clock.
        instant, edition = when.astimezone(UTC), self.edition
        local = instant.astimezone(edition.zone).replace(tzinfo=None)
        if any(closure.starts <= local < closure.ends for closure in self.closures):
            return False
        return edition.holds_at(instant) and any(
            start <= local < end
            for day in (local.date() - DAY, local.date())
            if edition.first <= day <= edition.last
            for start, end in self.spans(day)
        )

    @cached_property
    def eventful_days(self) -> Sequence[int]:
        """The days, in UTC, on which the channel may open or close, as ordinal numbers.

        Most weeks open and close a channel on any day. A channel that its week always opens, or
        never, changes on changed days only.
        """
        week, first, last = self.channel.hours, self.edition.first, self.edition.last
        # A holiday may also take the hours of a season, whose days are eventful already.
        matter = depends_on_holidays(self.channel, seasons=())
        holidays = self._holidays if matter else dict[date, object]()
        # A dict of another type may find dates that it does not list yet.
        if week not in (AlwaysOpen.ALWAYS, WeeklyHours(())) or type(holidays) is not dict:
            return range(first.toordinal() - 1, last.toordinal() + 3)
        # A closure of all time explains also the first day.
        days = {first, *cast("dict[date, object]", holidays)}
        for closure in self.closures:
            days |= {closure.starts.date(), closure.ends.date()}
        entries: list[DatedEntry] = [*self.seasons, *self.special_days]
        for entry in entries:
            if has_hours(week) or has_hours(entry.hours):
                for each in occurrences(entry, first, last):
                    days.update(each_day(max(each.first, first), min(each.last, last)))
        # Hours may pass midnight, and a day may start on the day before in UTC.
        return sorted({day.toordinal() + step for day in days for step in (-1, 0, 1, 2)})

    def _read_spans(self, day: date) -> Sequence[WallSpan]:
        """Return the hours of `day`, by all layers."""
        special = self.special_in_force(day)
        return [*(_spans_on(day, special.hours.root) if special else self.usual_spans(day))]

    def special_in_force(self, day: date) -> SpecialDay | None:
        """Return the special day whose hours `day` has: some leave closed days closed."""
        special = governing(self.special_days, day)
        if special is None or opens_closed_days(special):
            return special
        return special if any(self.usual_spans(day)) else None

    def usual_spans(self, day: date) -> Iterator[WallSpan]:
        """Yield the hours of `day` without its special day: a holiday's, a season's or a week's."""
        if self.is_holiday(day):
            return _spans_on(day, self.channel.holiday_hours.root)
        return self.ordinary_spans(day)

    def is_holiday(self, day: date) -> bool:
        """Return whether `day` is a holiday that may change the hours of the channel."""
        return self.channel.holidays != "open" and day in self._holidays

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
    for begins, ends in times_of(entry.dates, first, last):
        yield Occurrence(entry, begins, ends)


def times_of(dates: DateRange, first: date, last: date) -> Iterator[tuple[date, date]]:
    """Yield the spans of days that dates mean, each with some day from `first` through `last`."""
    start, end = map(str, dates)
    if not dates.is_yearly:
        found = [(date.fromisoformat(start), date.fromisoformat(end))]
    else:
        years = range(max(first.year - 1, date.min.year), last.year + 1)
        later = _day_in(_LEAP_YEAR, end) < _day_in(_LEAP_YEAR, start)
        found = [
            (_day_in(year, start, leap_day="03-01"), _day_in(year + later, end, leap_day="02-28"))
            for year in years
        ]
    for begins, ends in found:
        if begins <= ends and begins <= last and first <= ends:
            yield begins, ends


_LEAP_YEAR = 2024


def _day_in(year: int, written: str, *, leap_day: str = "02-29") -> date:
    """Return a yearly date in a year; `leap_day` is what 29 February means in a common year."""
    if written.startswith("easter"):
        return easter(year) + DAY * int(written.removeprefix("easter"))
    is_missing = written == "02-29" and not isleap(year)
    return date.fromisoformat(f"{year}-{leap_day if is_missing else written}")


def weekly_spans(hours: AlwaysOpen | WeeklyHours, day: date) -> Iterator[WallSpan]:
    """Yield the hours that a week gives to a day."""
    if isinstance(hours, WeeklyHours):
        weekday = f"{day:%A}".lower()
        spans = (
            span
            for span in hours.root
            if weekday in span.days and (not span.weeks or _weeks_of(day) & {*span.weeks})
        )
        yield from _spans_on(day, spans)
    else:
        yield _moment(day, "00:00"), _moment(day, "24:00")


@cache
def _weeks_of(day: date) -> set[int | str]:
    """Return which of its weekdays in a calendar's page of its month a day is."""
    column = [week[day.weekday()] for week in monthcalendar(day.year, day.month)]
    same = [number for number in column if number]
    return {same.index(day.day) + 1, *(["last"] if day.day == same[-1] else [])}


def _spans_on(day: date, spans: Iterable[OpeningSpan]) -> Iterator[WallSpan]:
    for span in spans:
        start, end = _moment(day, span.opens), _moment(day, span.closes)
        yield start, end if start < end else end + DAY


def _moment(day: date, clock_time: str) -> datetime:
    hours, minutes = map(int, clock_time.split(":"))
    return datetime.combine(day, time()) + timedelta(hours=hours, minutes=minutes)


class Run(NamedTuple):
    """The longest span over which a channel is open, or closed, from minute to minute in UTC."""

    start: datetime
    end: datetime
    is_open: bool


def written_times(directory: Directory) -> list[time]:
    """Return midnight and every time of day that a directory writes down, in order."""
    written = {each.group() for each in _TIME.finditer(directory.model_dump_json())}
    return sorted(map(time.fromisoformat, {"00:00", *written}))


class Runs:
    """The runs of one channel, which may open or close at `times` of the day.

    `readers` read it under each edition that has it. The range of all editions is `supported`.
    """

    def __init__(
        self,
        readers: Sequence[ChannelReader],
        supported: tuple[datetime, datetime],
        times: Sequence[time],
    ) -> None:
        self.readers, self._zone, self._times = readers, readers[0].edition.zone, times
        self._start, self._end = supported
        # If the zone skips the midnight of its first day, an edition begins at another time.
        self._edges = {edge for each in readers for edge in each.edition.supported}
        self._days = self._find_days()
        self._changes_on = cache(self._find_changes_on)

    def is_open(self, when: datetime) -> bool:
        """Return whether the channel is open at `when`."""
        return any(each.is_open(when) for each in self.readers)

    def at(self, when: datetime) -> Run:
        """Return the run around `when`."""
        instant = when.astimezone(UTC)
        earlier = reversed(self._days[: bisect_right(self._days, instant.toordinal())])
        later = self._days[bisect_left(self._days, instant.toordinal()) :]
        before = (
            each for day in earlier for each in reversed(self._changes_on(day)) if each <= instant
        )
        after = (each for day in later for each in self._changes_on(day) if each > instant)
        start, end = next(before, self._start), next(after, self._end)
        return Run(start, end, self.is_open(instant))

    def open_between(self, start: datetime, end: datetime) -> Iterator[Run]:
        """Yield the open runs from `start` to `end`, clipped."""
        instant, last = start.astimezone(UTC), end.astimezone(UTC)
        while instant < last:
            run = self.at(instant)
            if run.is_open:
                yield Run(instant, min(run.end, last), is_open=True)
            instant = run.end

    def _find_days(self) -> Sequence[int]:
        """Return the only days, in UTC, on which the channel may change, as ordinal numbers."""
        found = {each.toordinal() for each in self._edges}
        for reader in self.readers:
            start, end = reader.edition.supported
            days = range(start.toordinal(), end.toordinal() + 1)
            if isinstance(reader.eventful_days, range) and len(self.readers) == 1:
                # A row of every day takes no memory.
                return days
            found |= {day for day in reader.eventful_days if day in days}
        return sorted(found)

    def _find_changes_on(self, day: int) -> list[datetime]:
        """Return the minutes of a day in UTC at which the channel opens or closes."""
        return [
            minute
            for minute in sorted({*self._minutes(day), *self._edges})
            if minute.toordinal() == day
            and self._start < minute < self._end
            and self.is_open(minute) != self.is_open(minute - MINUTE)
        ]

    def _minutes(self, day: int) -> Iterator[datetime]:
        """Yield minutes at which something may change, and among them all those of a day in UTC."""
        start = datetime.combine(date.fromordinal(day), time(), UTC)
        for first, last, offset in offset_spans(self._zone):
            if first < start + DAY and start < last:
                yield first
                for local_day in each_day((start + offset).date(), (start + offset).date() + DAY):
                    for clock_time in self._times:
                        yield datetime.combine(local_day, clock_time, UTC) - offset
