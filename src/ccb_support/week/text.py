"""A week as text: 80 characters wide, without colours, each hour as a number and as a bar."""

from __future__ import annotations

from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING

from ccb_support.clock.instants import DAY, HOUR, MINUTE, instant_of, wall_day
from ccb_support.clock.intervals import Interval, within
from ccb_support.clock.wall_clock import WallClock

from .wording import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ccb_support.words.languages import Language

    from .view import ChannelDay, ChannelWeek, WeekView

WIDTH = 80

ATTENDED, CLOSED, PARTLY, MISSING, NOW = "#", ".", "+", " ", "^"
"""What stands for half an hour; plain ASCII, which every terminal can show."""

_HALF_HOUR = 30 * MINUTE
_BAR = DAY // _HALF_HOUR

_DAY_WIDTH = 9
_HOURS_WIDTH = 11
_INDENT = "  "
_ROOM = WIDTH - len(_INDENT) * 3 - _DAY_WIDTH - _HOURS_WIDTH
"""How many characters there are for a bar and what stands below it."""

_MARKED_HOURS = range(0, 24, 3)


def lines(view: WeekView, language: Language) -> Iterator[str]:
    """Yield the lines of a week."""
    return (line.rstrip() for line in _Text(view, language).lines())


class _Text:
    """A week about to be written."""

    def __init__(self, view: WeekView, language: Language) -> None:
        self._view = view
        self._speaker = Speaker(view, language)
        self._clock = WallClock(self._speaker.zone)
        self._now = instant_of(view.now)

    def lines(self) -> Iterator[str]:
        speaker = self._speaker
        for sentence in (speaker.name, speaker.week, speaker.moment, *speaker.holidays()):
            yield from wrap(sentence, WIDTH)
        yield ""
        yield self._legend()
        yield speaker.words.scale
        for week in self._view.channels:
            yield ""
            yield from self._channel(week)

    def _legend(self) -> str:
        words = self._speaker.words
        marks = (
            (ATTENDED, words.attended),
            (CLOSED, words.closed),
            (PARTLY, words.partly),
            (NOW, words.now_mark),
        )
        return "   ".join(f"{mark} {meaning}" for mark, meaning in marks)

    def _channel(self, week: ChannelWeek) -> Iterator[str]:
        speaker = self._speaker
        yield from wrap(f"{speaker.say(week.channel.name)}: {speaker.contact(week)}", WIDTH)
        if always := speaker.always(week):
            bar = (ATTENDED if week.days[0].all_day else CLOSED) * _BAR
            yield from _rows([speaker.words.every_day], [always], [bar])
            return
        yield from _rows([], [], [_scale()])
        for day in week.days:
            yield from self._day(day)

    def _day(self, day: ChannelDay) -> Iterator[str]:
        label, hours = self._speaker.day(day.date), self._speaker.hours(day)
        bars = [self._bar(day)]
        if day.date == self._speaker.now.date():
            bars.append(self._now_mark(day))
        if any(len(each) > _HOURS_WIDTH for each in hours):
            # Where the clock is set back, an hour is told with its offset from UTC.
            yield from _rows([label], [], bars)
            yield from _rows([], hours, [])
        else:
            yield from _rows([label], hours, bars)
        for cause in self._speaker.causes(day):
            yield from wrap(cause, WIDTH, initial_indent=_INDENT * 3, subsequent_indent=_INDENT * 4)

    def _bar(self, day: ChannelDay) -> str:
        midnight = wall_day(day.date)
        attended = [
            Interval(instant_of(time.starts), instant_of(time.ends)) for time in day.attended
        ]
        return "".join(
            self._mark(Interval(start, start + _HALF_HOUR), attended)
            for start in range(midnight, midnight + DAY, _HALF_HOUR)
        )

    def _mark(self, wall: Interval, attended: Sequence[Interval]) -> str:
        """Return the mark of the time in which the clock shows `wall`, be it once, twice or not."""
        shown = list(self._clock.instants(wall))
        total = _length(shown)
        open_time = _length(part for each in shown for part in within(attended, each))
        if not total:
            return MISSING
        if 0 < open_time < total:
            return PARTLY
        return ATTENDED if open_time else CLOSED

    def _now_mark(self, day: ChannelDay) -> str:
        """Return what stands below the bar of the day that is marked."""
        words, time = self._speaker.words, self._speaker.time
        is_open = any(
            instant_of(each.starts) <= self._now < instant_of(each.ends) for each in day.attended
        )
        said = (words.now_attended if is_open else words.now_closed).format(time=time)
        column = self._clock.read(self._now) % DAY // _HALF_HOUR
        if column + len(f"{NOW} {said}") <= _ROOM:
            return f"{' ' * column}{NOW} {said}"
        return f"{said} {NOW}".rjust(column + 1)


def _length(spans: Iterator[Interval] | Sequence[Interval]) -> int:
    return sum(span.end - span.start for span in spans)


def _rows(days: Sequence[str], hours: Sequence[str], bars: Sequence[str]) -> Iterator[str]:
    for day, hour, bar in zip_longest(days, hours, bars, fillvalue=""):
        yield f"{_INDENT}{day:{_DAY_WIDTH}}{_INDENT}{hour:{_HOURS_WIDTH}}{_INDENT}{bar}"


def _scale() -> str:
    """Return the hours of the day, each over the mark that starts with it."""
    step = _MARKED_HOURS.step * HOUR // _HALF_HOUR
    return "".join(f"{hour:<{step}}" for hour in _MARKED_HOURS) + "24"
