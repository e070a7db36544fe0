"""A week in words, and as text: 80 characters wide, without colours, each hour also as a bar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING

from ccb_support.answer.recommendation import Reader
from ccb_support.answer.short_forms import (
    clock_time,
    day_in_full,
    day_in_short,
    offset_note,
    place_of,
)
from ccb_support.answer.speech import Voice
from ccb_support.clock.instants import DAY, HOUR, MINUTE, Instant, WallTime, instant_of, midnight_of
from ccb_support.clock.intervals import Interval, within
from ccb_support.clock.wall_clock import WallClock, zone_named
from ccb_support.schedule.causes import Cause
from ccb_support.words import Language, capitalize
from ccb_support.words import answers as phrases
from ccb_support.words.findings import SPAN

if TYPE_CHECKING:
    from . import AttendedTime, ChannelDay, ChannelWeek, WeekView

WIDTH = 80

ATTENDED, CLOSED, PARTLY, MISSING, NOW = "#", ".", "+", " ", "^"
"""The marks of half an hour, and of now. They are ASCII, which every terminal can show."""

_HALF_HOUR = 30 * MINUTE
_BAR = DAY // _HALF_HOUR

_DAY_WIDTH = len("lun 23")
_HOURS_WIDTH = len("7:00 a. m. a 5:00 p. m.")
_ROOM = WIDTH - len("   ") - _DAY_WIDTH - _HOURS_WIDTH
"""How many characters there are for a bar, and for the line below it."""

_SCALE = "".join(f"{hour:<{3 * HOUR // _HALF_HOUR}}" for hour in range(0, 24, 3))
"""Every third hour of the day, each over the mark that starts with it."""

_SECOND = timedelta(seconds=1)


class SpokenWeek(Voice):
    """A week in one language. All times are written in the directory's zone.

    Attributes:
        now: the marked instant, in this zone.
        clock: the clock of this zone.
    """

    def __init__(self, week: WeekView, language: Language) -> None:
        super().__init__(Reader(language, zone_named(week.time_zone), today=None))
        self._week = week
        self.now = week.now.astimezone(self.zone)
        self.clock = WallClock(self.zone)

    @property
    def heading(self) -> str:
        """Which days are shown, and in which zone."""
        first, last = self._week.days[0].date, self._week.days[-1].date
        heading = self.say(
            phrases.ONE_DAY if first == last else phrases.WEEK,
            first=day_in_full(first, self.language),
            last=day_in_full(last, self.language),
            place=place_of(self._week.time_zone),
        )
        return capitalize(heading)

    @property
    def marked(self) -> str:
        """The marked instant, in a sentence."""
        date = day_in_full(self.now, self.language)
        return self.say(phrases.NOW, date=date, time=self.time(self.now))

    @property
    def version(self) -> str:
        """The version of the directory."""
        return self.say(phrases.VERSION, version=self._week.directory_version)

    def time(self, moment: datetime) -> str:
        """Return a time of day, with its offset from UTC if the clock shows it twice."""
        return clock_time(moment.hour, moment.minute, self.language) + offset_note(moment)

    def holidays(self) -> Iterator[str]:
        """Yield the holidays of the week, each in a sentence."""
        for day in self._week.days:
            for name in day.holidays:
                date = day_in_full(day.date, self.language)
                yield self.say(phrases.HOLIDAY, date=date, name=self.say(name))

    def channel_name(self, channel: ChannelWeek) -> str:
        """Return the name of a channel, as a heading."""
        return capitalize(self.say(channel.channel.name))

    def first_contact(self, channel: ChannelWeek) -> str:
        """Return the first contact of a channel."""
        return self.contact(channel.channel.contacts[0])

    def day_in_short(self, day: date) -> str:
        """Return a day as in `Mon 13`."""
        return day_in_short(day, self.language, "{weekday} {day:2}")

    def date_in_short(self, day: date) -> str:
        """Return a day as in `Mon 13 Jul`."""
        return day_in_short(day, self.language, "{weekday} {day} {month}")

    def same_hours(self, channel: ChannelWeek) -> str | None:
        """Return the hours of a channel that is open or closed all week, or None if it changes."""
        if all(day.all_day for day in channel.days):
            return self.say(phrases.ALL_DAY)
        if not any(day.attended or day.because for day in channel.days):
            return self.say(phrases.NOT_ATTENDED)
        return None

    def hours(self, day: ChannelDay) -> list[str]:
        """Return the hours of a day, one entry for each span."""
        if day.all_day:
            return [self.say(phrases.ALL_DAY)]
        return list(map(self._span, day.attended)) or [self.say(phrases.NOT_ATTENDED)]

    def cause(self, cause: Cause) -> str:
        """Return an exception by its kind and name."""
        return self.say(phrases.CAUSES[cause.kind], name=self.say(cause.name))

    def summary(self) -> Iterator[str]:
        """Yield all that the picture shows, in sentences."""
        yield self.heading
        yield self.marked
        yield from self.holidays()
        for channel in self._week.channels:
            hours = self._hours_in_a_row(channel)
            yield f"{self.channel_name(channel)}, {self.first_contact(channel)}: {hours}"
        yield self.version

    def _hours_in_a_row(self, channel: ChannelWeek) -> str:
        if same := self.same_hours(channel):
            return f"{self.say(phrases.EVERY_DAY)} {same}"
        return "; ".join(map(self._day_in_a_row, channel.days))

    def _day_in_a_row(self, day: ChannelDay) -> str:
        causes = ", ".join(map(self.cause, day.because))
        hours = f"{self.date_in_short(day.date)} {', '.join(self.hours(day))}"
        return f"{hours} ({causes})" if causes else hours

    def _span(self, time: AttendedTime) -> str:
        first = time.starts.astimezone(self.zone)
        # At the end itself, the clock may show another offset or another day.
        last = (time.ends.astimezone(UTC) - _SECOND).astimezone(self.zone)
        # It is the time of the end, at the offset just before.
        end = last.replace(tzinfo=None) + _SECOND
        ends = clock_time(end.hour, end.minute, self.language)
        starts = clock_time(first.hour, first.minute, self.language)
        if offset_note(first) != offset_note(last):
            starts += offset_note(first)
        return self.say(SPAN, start=starts, end=ends + offset_note(last))


class WeekText(SpokenWeek):
    """Writes a week."""

    def lines(self) -> Iterator[str]:
        """Yield the lines of the week."""
        name = self.say(self._week.name)
        for sentence in (name, self.heading, self.marked, *self.holidays()):
            yield from wrap(sentence, WIDTH)
        yield ""
        yield self._legend()
        yield self.say(phrases.SCALE)
        for channel in self._week.channels:
            yield ""
            yield from self._channel(channel)

    def _legend(self) -> str:
        marks = (
            (ATTENDED, phrases.ATTENDED),
            (CLOSED, phrases.NOT_ATTENDED),
            (PARTLY, phrases.PARTLY_ATTENDED),
            (NOW, phrases.NOW_MARK),
        )
        return "   ".join(f"{mark} {self.say(meaning)}" for mark, meaning in marks)

    def _channel(self, channel: ChannelWeek) -> Iterator[str]:
        yield from wrap(f"{self.channel_name(channel)}: {self.first_contact(channel)}", WIDTH)
        if same := self.same_hours(channel):
            bar = (ATTENDED if channel.days[0].all_day else CLOSED) * _BAR
            yield from _rows([self.say(phrases.EVERY_DAY)], [same], [bar])
            return
        yield from _rows([], [], [_SCALE])
        for day in channel.days:
            yield from self._day(day)

    def _day(self, day: ChannelDay) -> Iterator[str]:
        label, hours = self.day_in_short(day.date), self.hours(day)
        attended = [
            Interval(instant_of(time.starts), instant_of(time.ends)) for time in day.attended
        ]
        bars = [self._bar(day, attended)]
        if day.date == self.now.date():
            bars.append(self._now_mark(attended))
        if any(len(each) > _HOURS_WIDTH for each in hours):
            # A time of two digits, or one with its offset from UTC, may be too wide.
            yield from _rows([label], [], bars)
            yield from _rows([], hours, [])
        else:
            yield from _rows([label], hours, bars)
        for cause in map(self.cause, day.because):
            yield from wrap(cause, WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 10)

    def _bar(self, day: ChannelDay, attended: Sequence[Interval[Instant]]) -> str:
        midnight = midnight_of(day.date)
        return "".join(
            self._mark(Interval(WallTime(start), WallTime(start + _HALF_HOUR)), attended)
            for start in range(midnight, midnight + DAY, _HALF_HOUR)
        )

    def _mark(self, wall: Interval[WallTime], attended: Sequence[Interval[Instant]]) -> str:
        """Return the mark of a half hour, which the clock may show once, twice or never."""
        shown = list(self.clock.instants(wall))
        total = _length(shown)
        open_time = _length(part for each in shown for part in within(attended, each))
        return {0: CLOSED, total: ATTENDED}.get(open_time, PARTLY) if total else MISSING

    def _now_mark(self, attended: Sequence[Interval[Instant]]) -> str:
        """Return the line below the bar of the marked day."""
        now = instant_of(self.now)
        is_open = any(now in span for span in attended)
        state = phrases.ATTENDED if is_open else phrases.NOT_ATTENDED
        words = f"{self.say(phrases.NOW_MARK)}, {self.time(self.now)}: {self.say(state)}"
        column = self.clock.read(now) % DAY // _HALF_HOUR
        if column + len(f"{NOW} {words}") <= _ROOM:
            return f"{' ' * column}{NOW} {words}"
        return f"{words} {NOW}".rjust(column + 1)


def _length(spans: Iterable[Interval[Instant]]) -> int:
    return sum(span.end - span.start for span in spans)


def _rows(days: Sequence[str], hours: Sequence[str], bars: Sequence[str]) -> Iterator[str]:
    for day, hour, bar in zip_longest(days, hours, bars, fillvalue=""):
        words = f"{day:{_DAY_WIDTH}} {hour}"
        yield f" {words:{_DAY_WIDTH + 1 + _HOURS_WIDTH}} {bar}"
