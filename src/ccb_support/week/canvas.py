"""The shapes and texts of a picture, as elements of SVG."""

from __future__ import annotations

from textwrap import wrap
from unicodedata import east_asian_width
from xml.etree import ElementTree as ET

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


class Canvas:
    """An SVG element, `root`, on which to draw.

    Attributes alone describe a shape. A style sheet would also change the page around the picture,
    and a wiki would remove it, or a script.
    """

    def __init__(self) -> None:
        self.root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg"})

    def add(
        self, tag: str, parent: ET.Element | None = None, /, **attributes: str | float
    ) -> ET.Element:
        """Add an element. In the name of an attribute, `_` becomes a hyphen."""
        named = {
            name.replace("_", "-"): value if isinstance(value, str) else number(value)
            for name, value in attributes.items()
        }
        return ET.SubElement(self.root if parent is None else parent, tag, named)

    def box(self, x: float, y: float, width: float, height: float, **attributes: str) -> ET.Element:
        """Add a rectangle."""
        return self.add("rect", x=x, y=y, width=width, height=height, **attributes)

    def upright(self, x: float, top: float, bottom: float, **attributes: str) -> None:
        """Add an upright line."""
        self.add("line", x1=x, x2=x, y1=top, y2=bottom, **attributes)

    def text(
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
        element = self.add("text", x=x, y=y, font_size=size, fill=fill, **attributes)
        element.text = words
        return element

    def resize(self, element: ET.Element, width: float, height: float) -> None:
        """Give an element its size."""
        element.attrib.update(width=number(width), height=number(height))


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
