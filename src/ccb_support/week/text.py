"""A week as text: 80 characters wide, without colours, each hour as a number and as a bar."""

from __future__ import annotations

from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING

from ccb_support.clock.instants import DAY, HOUR, MINUTE, WallTime, instant_of
from ccb_support.clock.intervals import Interval, within
from ccb_support.clock.wall_clock import WallClock
from ccb_support.clock.wall_days import midnight_of
from ccb_support.words import week_phrases as phrases

from .spoken_week import SpokenWeek

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ccb_support.clock.instants import Instant
    from ccb_support.words.languages import Language

    from .records import ChannelDay, ChannelWeek, WeekContent

WIDTH = 80

ATTENDED, CLOSED, PARTLY, MISSING, NOW = "#", ".", "+", " ", "^"
"""The marks of half an hour, and of now. They are ASCII, which every terminal can show."""

_HALF_HOUR = 30 * MINUTE
_BAR = DAY // _HALF_HOUR

_DAY_WIDTH = 9
_HOURS_WIDTH = 11
_INDENT = "  "
_ROOM = WIDTH - len(_INDENT) * 3 - _DAY_WIDTH - _HOURS_WIDTH
"""How many characters there are for a bar, and for the line below it."""

_MARKED_HOURS = range(0, 24, 3)


class WeekText:
    """Writes a week."""

    def __init__(self, week: WeekContent, language: Language) -> None:
        self._week = week
        self._spoken = SpokenWeek(week, language)
        self._clock = WallClock(self._spoken.zone)
        self._now = instant_of(week.now)

    def lines(self) -> Iterator[str]:
        """Yield the lines of the week."""
        spoken = self._spoken
        name = spoken.translate(self._week.name)
        for sentence in (name, spoken.heading, spoken.moment, *spoken.holidays()):
            yield from wrap(sentence, WIDTH)
        yield ""
        yield self._legend()
        yield spoken.say(phrases.SCALE)
        for channel in self._week.channels:
            yield ""
            yield from self._channel(channel)

    def _legend(self) -> str:
        marks = (
            (ATTENDED, phrases.ATTENDED),
            (CLOSED, phrases.CLOSED),
            (PARTLY, phrases.PARTLY_ATTENDED),
            (NOW, phrases.NOW_MARK),
        )
        return "   ".join(f"{mark} {self._spoken.say(meaning)}" for mark, meaning in marks)

    def _channel(self, channel: ChannelWeek) -> Iterator[str]:
        spoken = self._spoken
        yield from wrap(f"{spoken.channel_name(channel)}: {spoken.contact(channel)}", WIDTH)
        if same := spoken.same_hours(channel):
            bar = (ATTENDED if channel.days[0].all_day else CLOSED) * _BAR
            yield from _rows([spoken.say(phrases.EVERY_DAY)], [same], [bar])
            return
        yield from _rows([], [], [_scale()])
        for day in channel.days:
            yield from self._day(day)

    def _day(self, day: ChannelDay) -> Iterator[str]:
        label, hours = self._spoken.day_in_short(day.date), self._spoken.hours(day)
        attended = [
            Interval(instant_of(time.starts), instant_of(time.ends)) for time in day.attended
        ]
        bars = [self._bar(day, attended)]
        if day.date == self._spoken.now.date():
            bars.append(self._now_mark(attended))
        if any(len(each) > _HOURS_WIDTH for each in hours):
            # An hour that the clock shows twice has its offset from UTC, and is wider.
            yield from _rows([label], [], bars)
            yield from _rows([], hours, [])
        else:
            yield from _rows([label], hours, bars)
        for cause in self._spoken.causes(day):
            yield from wrap(cause, WIDTH, initial_indent=_INDENT * 3, subsequent_indent=_INDENT * 4)

    def _bar(self, day: ChannelDay, attended: Sequence[Interval[Instant]]) -> str:
        midnight = midnight_of(day.date)
        return "".join(
            self._mark(Interval(WallTime(start), WallTime(start + _HALF_HOUR)), attended)
            for start in range(midnight, midnight + DAY, _HALF_HOUR)
        )

    def _mark(self, wall: Interval[WallTime], attended: Sequence[Interval[Instant]]) -> str:
        """Return the mark of a half hour, which the clock may show once, twice or never."""
        shown = list(self._clock.instants(wall))
        total = _length(shown)
        open_time = _length(part for each in shown for part in within(attended, each))
        if not total:
            return MISSING
        if 0 < open_time < total:
            return PARTLY
        return ATTENDED if open_time else CLOSED

    def _now_mark(self, attended: Sequence[Interval[Instant]]) -> str:
        """Return the line below the bar of the marked day."""
        is_open = any(self._now in span for span in attended)
        state = phrases.ATTENDED if is_open else phrases.CLOSED
        spoken = self._spoken
        words = f"{spoken.say(phrases.NOW_MARK)}, {spoken.time}: {spoken.say(state)}"
        column = self._clock.read(self._now) % DAY // _HALF_HOUR
        if column + len(f"{NOW} {words}") <= _ROOM:
            return f"{' ' * column}{NOW} {words}"
        return f"{words} {NOW}".rjust(column + 1)


def _length(spans: Iterable[Interval[Instant]]) -> int:
    return sum(span.end - span.start for span in spans)


def _rows(days: Sequence[str], hours: Sequence[str], bars: Sequence[str]) -> Iterator[str]:
    for day, hour, bar in zip_longest(days, hours, bars, fillvalue=""):
        yield f"{_INDENT}{day:{_DAY_WIDTH}}{_INDENT}{hour:{_HOURS_WIDTH}}{_INDENT}{bar}"


def _scale() -> str:
    """Return the hours of the day, each over the mark that starts with it."""
    step = _MARKED_HOURS.step * HOUR // _HALF_HOUR
    return "".join(f"{hour:<{step}}" for hour in _MARKED_HOURS) + "24"
