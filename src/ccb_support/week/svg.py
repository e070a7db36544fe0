"""A week as SVG: days side by side, channels below each other, a bar while one is attended."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width
from xml.etree import ElementTree as ET
from zlib import crc32

from ccb_support.clock.instants import HOUR, MINUTE, WallTime, instant_of, midnight_of
from ccb_support.clock.intervals import Interval
from ccb_support.schedule.causes import CauseKind
from ccb_support.words import answers as phrases
from ccb_support.words import shorten

from .text import SpokenWeek

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ccb_support.clock.instants import Instant
    from ccb_support.words import Language

    from .content import ChannelDay, ChannelWeek, ViewedDay, WeekView

BACKGROUND = "#ffffff"
INK = "#1c2733"
FAINT_INK = "#4a5866"
OPEN = "#1f5f99"
ON_OPEN = "#ffffff"
SHUT = "#e9edf1"
HATCH = "#d3dae1"
EDGE = "#aab5c0"
MARK = "#b3261e"
"""The colours. Every text has a contrast of at least 4.5 to 1 to everything below it."""

SMALL, LARGE, LARGEST = 12, 14, 19
"""The sizes of text, in pixels."""

LINE = 1.25
"""The height of a line of text, in parts of its size."""

_LETTER, _CAPITAL, _IDEOGRAPH = 0.6, 0.75, 1.0
"""The widths of letters in parts of their size. They are those of a wide font, to be safe."""

_BOLD = 1.15
"""How many times wider bold letters are."""

_WIDTH = 880
_MARGIN = 20
_PLOT = _WIDTH - 2 * _MARGIN

_BAR = 20
"""The height of a bar."""

_GAP = 16
"""The space between two channels."""

_ROW = SMALL * LINE
"""The height of a line of small text."""

_LONGEST_NAME = 60
"""How many letters of a name a column shows. The description has the whole name."""

_TICKS = (6, 12, 18)

_FONTS = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"


def document(week: WeekView, language: Language) -> str:
    """Return a week as one SVG element."""
    root = _Picture(week, language).draw()
    ET.indent(root)
    return f"{ET.tostring(root, encoding='unicode')}\n"


class _Column(NamedTuple):
    """The place of a day, and the spans of time in which the clock shows that day.

    All seconds of a day are equally wide, even if the clock is set and the day is longer or shorter
    than others.
    """

    x: float
    width: float
    spans: Sequence[Interval[Instant]]

    def place(self, instant: Instant) -> float:
        """Return where an instant of the day is."""
        total = sum(each.end - each.start for each in self.spans)
        elapsed = sum(
            min(instant, each.end) - each.start for each in self.spans if each.start < instant
        )
        return self.x + self.width * elapsed / total


class _Picture(SpokenWeek):
    """Draws a week, from the top down.

    Attributes alone describe a shape. A style sheet would also change the page around the picture,
    and a wiki would remove it, or a script.
    """

    def __init__(self, week: WeekView, language: Language) -> None:
        super().__init__(week, language)
        self._directory_name = week.name.in_language(language)
        self._root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg"})
        # Two pictures on one page must not share a name.
        self._id = f"week-{crc32(week.model_dump_json().encode()):08x}-{language}"
        self._hatch = f"url(#{self._id}-hatch)"
        self._y: float = _MARGIN
        width = _PLOT / len(week.days)
        self._columns = [
            _Column(_MARGIN + width * place, width, self.clock.day(midnight_of(day.date)))
            for place, day in enumerate(week.days)
        ]
        (self._now,) = (
            column.place(instant_of(week.now))
            for column, day in zip(self._columns, week.days, strict=True)
            if day.date == self.now.date()
        )

    def draw(self) -> ET.Element:
        """Draw the whole picture, and return it."""
        self._describe()
        background = self._background()
        self._paragraph(self._directory_name, LARGEST, bold=True)
        self._paragraph(self.heading, LARGE, fill=FAINT_INK)
        self._y += 10
        self._legend()
        self._days()
        for channel in self._week.channels:
            self._channel(channel)
        version = self.say(phrases.VERSION, version=self._week.directory_version)
        self._paragraph(version, SMALL, fill=FAINT_INK)
        height = self._y + _MARGIN
        background.attrib |= {"width": number(_WIDTH - 1), "height": number(height - 1)}
        self._root.attrib |= {
            "width": number(_WIDTH),
            "height": number(height),
            "viewBox": f"0 0 {_WIDTH} {number(height)}",
        }
        return self._root

    def _describe(self) -> None:
        """Say what the picture shows, for a reader who does not see it."""
        title, description = f"{self._id}-title", f"{self._id}-description"
        self._root.attrib |= {
            "role": "img",
            "aria-labelledby": title,
            "aria-describedby": description,
            "lang": self.language,
            "font-family": _FONTS,
        }
        self._add("title", id=title).text = f"{self._directory_name}. {self.heading}"
        self._add("desc", id=description).text = " ".join(
            f"{sentence}." for sentence in self.summary()
        )

    def _background(self) -> ET.Element:
        """Draw a background, so that the picture can be read on a page of any colour."""
        pattern = self._add(
            "pattern",
            self._add("defs"),
            id=f"{self._id}-hatch",
            width="6",
            height="6",
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        )
        self._add("rect", pattern, width="2.5", height="6", fill=HATCH)
        return self._box(0.5, 0.5, 0, 0, rx="8", fill=BACKGROUND, stroke=EDGE)

    def _legend(self) -> None:
        x = float(_MARGIN)
        for fill, edge, phrase in (
            (OPEN, OPEN, phrases.ATTENDED),
            (SHUT, EDGE, phrases.NOT_ATTENDED),
            (self._hatch, EDGE, phrases.HOLIDAY_MARK),
        ):
            meaning = self.say(phrase)
            self._box(x + 0.5, self._y + 0.5, 25, 12, fill=fill, stroke=edge)
            self._text(x + 34, self._y + 11, meaning)
            x += 34 + width_of(meaning, SMALL) + 18
        self._mark(x + 2, self._y - 1, self._y + 14)
        self._text(x + 12, self._y + 11, self.moment, fill=MARK, bold=True)
        self._y += 30

    def _days(self) -> None:
        """Draw the heads of the columns."""
        names_of = [
            [line for name in day.holidays for line in self._fit(name.in_language(self.language))]
            for day in self._week.days
        ]
        bottom = self._y + 42 + _ROW * max(map(len, names_of))
        for day, column, names in zip(self._week.days, self._columns, names_of, strict=True):
            if names:
                self._fill(column, self._y, bottom - self._y, self._hatch)
            self._label(column, self._y + 16, self.date_in_short(day.date), bold=True)
            for place, name in enumerate(names):
                self._label(column, self._y + 16 + _ROW * (place + 1), name)
            self._ticks(day, column, bottom)
        self._edges(self._y, bottom)
        self._y = bottom + _GAP

    def _fit(self, words: str) -> list[str]:
        """Return words in lines that fit a column."""
        return wrap_to(shorten(words, _LONGEST_NAME), self._columns[0].width - 4, SMALL)

    def _ticks(self, day: ViewedDay, column: _Column, bottom: float) -> None:
        for hour in _TICKS:
            start = midnight_of(day.date) + hour * HOUR
            minute = Interval(WallTime(start), WallTime(start + MINUTE))
            for shown in self.clock.instants(minute):
                x = column.place(shown.start)
                self._upright(x, bottom - 4, bottom, stroke=FAINT_INK)
                self._text(x, bottom - 7, str(hour), text_anchor="middle")

    def _channel(self, channel: ChannelWeek) -> None:
        self._name(channel)
        top = self._y
        self._y += _BAR
        for day, viewed, column in zip(channel.days, self._week.days, self._columns, strict=True):
            self._bars(day, column, top, is_holiday=bool(viewed.holidays))
        if same := self.same_hours(channel):
            self._across(same, is_open=channel.days[0].all_day)
        else:
            self._edges(top, self._y)
            self._cells(channel)
        self._mark(self._now, top - 3, top + _BAR + 3)
        self._y += _GAP

    def _name(self, channel: ChannelWeek) -> None:
        name, contact = self.channel_name(channel), self.contact(channel)
        line = self._paragraph(name, LARGE, bold=True)
        if width_of(f"{name} {contact}", LARGE, bold=True) > _PLOT:
            self._paragraph(contact, LARGE, fill=FAINT_INK)
        else:
            self._add("tspan", line, dx="8", font_weight="400", fill=FAINT_INK).text = contact
        self._y += 6

    def _bars(self, day: ChannelDay, column: _Column, top: float, *, is_holiday: bool) -> None:
        self._fill(column, top, _BAR, SHUT)
        if is_holiday:
            self._fill(column, top, _BAR, self._hatch)
        for time in day.attended:
            x = column.place(instant_of(time.starts))
            width = column.place(instant_of(time.ends)) - x
            self._box(x, top, width, _BAR, fill=OPEN)

    def _across(self, hours: str, *, is_open: bool) -> None:
        """Write hours that are the same all week on their bar, away from the mark."""
        part = 0.75 if self._now < _WIDTH / 2 else 0.25
        words = f"{hours}, {self.say(phrases.EVERY_DAY)}"
        fill = ON_OPEN if is_open else INK
        self._text(_MARGIN + _PLOT * part, self._y - 6, words, fill=fill, text_anchor="middle")

    def _cells(self, channel: ChannelWeek) -> None:
        """Write the hours of each day below its bar, and the causes of its hours."""
        rows = 0
        for day, column in zip(channel.days, self._columns, strict=True):
            hours = [line for each in self.hours(day) for line in self._fit(each)]
            # The head of the column has a holiday's name.
            words = (
                self.say(phrases.HOLIDAY_MARK)
                if each.kind is CauseKind.HOLIDAY
                else self.cause(each)
                for each in day.because
            )
            causes = [line for each in words for line in self._fit(each)]
            for place, line in enumerate((*hours, *causes)):
                fill = INK if day.attended and place < len(hours) else FAINT_INK
                self._label(column, self._y + _ROW * (place + 1), line, fill=fill)
            rows = max(rows, len(hours) + len(causes))
        self._y += _ROW * rows + 4

    def _paragraph(
        self, words: str, size: int, *, fill: str = INK, bold: bool = False
    ) -> ET.Element:
        """Write lines over the whole width, and return the last of them."""
        line = self._root
        for each in wrap_to(words, _PLOT, size, bold=bold):
            self._y += size * LINE
            line = self._text(
                _MARGIN, self._y - size * (LINE - 1), each, size=size, fill=fill, bold=bold
            )
        return line

    def _label(
        self, column: _Column, y: float, words: str, *, fill: str = INK, bold: bool = False
    ) -> None:
        middle = column.x + column.width / 2
        self._text(middle, y, words, fill=fill, text_anchor="middle", bold=bold)

    def _fill(self, column: _Column, y: float, height: float, fill: str) -> None:
        self._box(column.x, y, column.width, height, fill=fill)

    def _edges(self, top: float, bottom: float) -> None:
        """Draw the midnights."""
        for x in (*(column.x for column in self._columns), _MARGIN + _PLOT):
            self._upright(x, top, bottom, stroke=EDGE)

    def _mark(self, x: float, top: float, bottom: float) -> None:
        """Draw the mark of the instant, with a rim that separates it from any bar."""
        self._upright(x, top, bottom, stroke=BACKGROUND, stroke_width="6")
        self._upright(x, top, bottom, stroke=MARK, stroke_width="2.5")

    def _add(
        self, tag: str, parent: ET.Element | None = None, /, **attributes: str | float
    ) -> ET.Element:
        """Add an element. In the name of an attribute, `_` becomes a hyphen."""
        named = {
            name.replace("_", "-"): value if isinstance(value, str) else number(value)
            for name, value in attributes.items()
        }
        return ET.SubElement(self._root if parent is None else parent, tag, named)

    def _box(
        self, x: float, y: float, width: float, height: float, **attributes: str
    ) -> ET.Element:
        """Add a rectangle."""
        return self._add("rect", x=x, y=y, width=width, height=height, **attributes)

    def _upright(self, x: float, top: float, bottom: float, **attributes: str) -> None:
        """Add an upright line."""
        self._add("line", x1=x, x2=x, y1=top, y2=bottom, **attributes)

    def _text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: int = SMALL,
        fill: str = INK,
        bold: bool = False,
        **attributes: str,
    ) -> ET.Element:
        """Add a line of text, with the feet of its letters at the height `y`."""
        if bold:
            attributes["font_weight"] = "600"
        element = self._add("text", x=x, y=y, font_size=size, fill=fill, **attributes)
        element.text = words
        return element


def number(value: float) -> str:
    """Return a coordinate, to a hundredth of a pixel."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def width_of(words: str, size: int, *, bold: bool = False) -> float:
    """Return the approximate width of a text, in pixels."""
    return sum(map(_letter_width, words)) * size * (_BOLD if bold else 1)


def wrap_to(words: str, width: float, size: int, *, bold: bool = False) -> list[str]:
    """Return a text in lines that are at most about `width` pixels wide."""
    letter = width_of(words, size, bold=bold) / len(words)
    return wrap(words, max(1, int(width / letter)))


def _letter_width(letter: str) -> float:
    if east_asian_width(letter) in "WF":
        return _IDEOGRAPH
    return _CAPITAL if letter.isupper() else _LETTER
