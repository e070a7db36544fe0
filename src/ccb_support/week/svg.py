"""A week as SVG: days side by side, channels below each other, a bar while one is attended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING
from zlib import crc32

from ccb_support.words import answers as phrases
from ccb_support.words import as_sentence

from .text import SpokenWeek

if TYPE_CHECKING:
    from . import ChannelDay, ChannelWeek, WeekView

BACKGROUND = "#ffffff"
INK = "#1c2733"
FAINT_INK = "#4a5866"
OPEN = "#1f5f99"
SHUT = "#e9edf1"
HATCH = "#d3dae1"
EDGE = "#aab5c0"
MARK = "#b3261e"
"""The colours. Every text has a contrast of at least 4.5 to 1 to everything below it."""

SMALL, LARGE, LARGEST = 12, 14, 19
"""The sizes of text, in pixels."""

REGULAR, BOLD = 400, 600
"""The weights of text."""

LINE = 1.25
"""The height of a line of text, in parts of its size."""

_LETTER = {REGULAR: 0.65, BOLD: 0.72}
"""The width of a letter in parts of its size, by weight: that of a wide font, to be safe.

A name may be in capitals, and bold ones are the widest.
"""

_WIDTH = 880
_MARGIN = 20
_PLOT = _WIDTH - 2 * _MARGIN

_BAR = 20
"""The height of a bar."""

_GAP = 16
"""The space between two channels."""

_ROW = SMALL * LINE
"""The height of a line of small text."""

_TICKS = (6, 12, 18)

_DOCUMENT = """\
<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{id}-title" \
aria-describedby="{id}-description" lang="{language}" direction="ltr" \
font-family="system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif" \
width="{width}" height="{height:g}" viewBox="0 0 {width} {height:g}">
  <title id="{id}-title">{title}</title>
  <desc id="{id}-description">{description}</desc>
  <defs>
    <pattern id="{id}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" \
patternTransform="rotate(45)">
      <rect width="2.5" height="6" fill="{hatch}" />
    </pattern>
  </defs>
  <rect x="0.5" y="0.5" width="{inner_width}" height="{inner_height:g}" rx="8" \
fill="{background}" stroke="{edge}" />
  {shapes}
</svg>
"""
"""The picture. Its background lets people read it on a page of any colour.

Attributes alone describe a shape. A style sheet would also change the page around the picture, and
a wiki would remove it, or a script.
"""


class WeekPicture(SpokenWeek):
    """Draws a week, from the top down.

    A day is a column of 24 hours, as the clock shows them, even if the clock is set on that day.
    """

    def __init__(self, week: WeekView, language: str | None) -> None:
        super().__init__(week, language)
        self._shapes: list[str] = []
        # Two pictures on one page must not share a name.
        self._id = f"week-{crc32(week.model_dump_json().encode()):08x}-{self.language}"
        self._hatch = f"url(#{self._id}-hatch)"
        self._y: float = _MARGIN
        self._width = _PLOT / len(week.days)
        self._columns = {
            day.date: _MARGIN + self._width * place for place, day in enumerate(week.days)
        }

    def draw(self) -> str:
        """Draw the whole picture, and return it."""
        name = self.say(self._week.name)
        self._paragraph(name, LARGEST, weight=BOLD)
        self._paragraph(self.heading, LARGE, fill=FAINT_INK)
        self._y += 10
        self._legend()
        self._heads()
        for channel in self._week.channels:
            self._channel(channel)
        self._paragraph(self.version, SMALL, fill=FAINT_INK)
        height = self._y + _MARGIN
        return _DOCUMENT.format(
            id=self._id,
            language=self.language,
            title=escape(f"{name}. {self.heading}"),
            description=escape(" ".join(map(as_sentence, self.summary()))),
            hatch=HATCH,
            background=BACKGROUND,
            edge=EDGE,
            width=_WIDTH,
            height=height,
            inner_width=_WIDTH - 1,
            inner_height=height - 1,
            shapes="\n  ".join(self._shapes),
        )

    def _legend(self) -> None:
        # In both languages, the words have room up to the next place.
        for x, fill, edge, phrase in (
            (20, OPEN, OPEN, phrases.ATTENDED),
            (140, SHUT, EDGE, phrases.NOT_ATTENDED),
            (270, self._hatch, EDGE, phrases.UNNAMED_HOLIDAY),
        ):
            self._box(x + 0.5, self._y + 0.5, 25, 12, fill, edge)
            self._text(x + 34, self._y + 11, self.say(phrase))
        self._mark(360, self._y - 1, self._y + 14)
        self._text(370, self._y + 11, self.marked, fill=MARK, weight=BOLD)
        self._y += 30

    def _heads(self) -> None:
        """Draw the heads of the columns: days and holidays, with the hours below."""
        names_of = [self._fit(map(self.say, day.holidays)) for day in self._week.days]
        top, bottom = self._y, self._y + 42 + _ROW * max(map(len, names_of))
        for (day, x), names in zip(self._columns.items(), names_of, strict=True):
            if names:
                self._box(x, top, self._width, bottom - top, self._hatch)
            self._lines(x, top + 16, [self.date_in_short(day)], weight=BOLD)
            self._lines(x, top + 16 + _ROW, names)
            for hour in _TICKS:
                tick = x + self._width * hour / 24
                self._upright(tick, bottom - 4, bottom, FAINT_INK)
                self._text(tick, bottom - 7, str(hour), anchor="middle")
        self._edges(top, bottom)
        self._y = bottom + _GAP

    def _fit(self, texts: Iterable[str]) -> list[str]:
        """Return texts in lines that fit a column."""
        return [line for each in texts for line in wrap_to(each, self._width - 4, SMALL)]

    def _channel(self, channel: ChannelWeek) -> None:
        self._paragraph(self.channel_heading(channel), LARGE, weight=BOLD)
        top = self._y + 6
        self._y = top + _BAR
        for day in channel.days:
            self._bars(day, top)
        if self.is_always_open(channel):
            self._paragraph(f"{self.say(phrases.ALL_DAY)}, {self.say(phrases.EVERY_DAY)}", SMALL)
        else:
            self._edges(top, self._y)
            self._y += _ROW * max([self._cell(day) for day in channel.days]) + 4
        self._mark(self._place(self.now.date(), self.now), top - 3, top + _BAR + 3)
        self._y += _GAP

    def _bars(self, day: ChannelDay, top: float) -> None:
        self._box(self._columns[day.date], top, self._width, _BAR, SHUT)
        for span in day.attended:
            start = self._place(day.date, span.starts)
            end = self._place(day.date, span.ends)
            # In an hour that comes twice, the clock may show an earlier time at the end.
            self._box(start, top, max(end - start, 0), _BAR, OPEN)

    def _place(self, day: date, moment: datetime) -> float:
        """Return where the time is that the clock shows at an instant of a day, or at its end."""
        local = moment.astimezone(self.zone).replace(tzinfo=None)
        passed = (local - datetime.combine(day, time())) / timedelta(days=1)
        return self._columns[day] + self._width * min(passed, 1)

    def _cell(self, day: ChannelDay) -> int:
        """Write the hours of a day below its bar, and their causes; return how many lines."""
        hours = self._fit(self.hours(day))
        causes = self._fit(self.cause(each, day) for each in day.because)
        x = self._columns[day.date]
        self._lines(x, self._y + _ROW, hours)
        self._lines(x, self._y + _ROW * (1 + len(hours)), causes, fill=FAINT_INK)
        return len(hours) + len(causes)

    def _paragraph(self, words: str, size: int, *, fill: str = INK, weight: int = REGULAR) -> None:
        """Write lines over the whole width."""
        for line in wrap_to(words, _PLOT, size, weight):
            self._y += size * LINE
            self._text(
                _MARGIN, self._y - size * (LINE - 1), line, size=size, fill=fill, weight=weight
            )

    def _lines(
        self,
        x: float,
        y: float,
        lines: list[str],
        fill: str = INK,
        *,
        weight: int = REGULAR,
    ) -> None:
        """Write lines in the middle of a column, the first of them at the height `y`."""
        middle = x + self._width / 2
        for place, each in enumerate(lines):
            self._text(middle, y + _ROW * place, each, fill=fill, weight=weight, anchor="middle")

    def _edges(self, top: float, bottom: float) -> None:
        """Draw the midnights."""
        for x in (*self._columns.values(), _MARGIN + _PLOT):
            self._upright(x, top, bottom, EDGE)

    def _mark(self, x: float, top: float, bottom: float) -> None:
        """Draw the mark of the instant, with a rim that separates it from any bar."""
        self._upright(x, top, bottom, BACKGROUND, 6)
        self._upright(x, top, bottom, MARK, 2.5)

    def _box(
        self, x: float, y: float, width: float, height: float, fill: str, edge: str = "none"
    ) -> None:
        self._shapes.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" '
            f'fill="{fill}" stroke="{edge}" />'
        )

    def _upright(self, x: float, top: float, bottom: float, stroke: str, width: float = 1) -> None:
        self._shapes.append(
            f'<line x1="{x:g}" x2="{x:g}" y1="{top:g}" y2="{bottom:g}" '
            f'stroke="{stroke}" stroke-width="{width}" />'
        )

    def _text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: int = SMALL,
        fill: str = INK,
        weight: int = REGULAR,
        anchor: str = "start",
    ) -> None:
        """Add a line of text, with the feet of its letters at the height `y`."""
        self._shapes.append(
            f'<text x="{x:g}" y="{y:g}" font-size="{size}" font-weight="{weight}" '
            f'fill="{fill}" text-anchor="{anchor}">{escape(words)}</text>'
        )


def wrap_to(words: str, width: float, size: int, weight: int = REGULAR) -> list[str]:
    """Return a text in lines that are at most about `width` pixels wide."""
    return wrap(words, int(width / (size * _LETTER[weight])))
