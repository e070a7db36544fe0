"""The places of a TOML text: paths, and on which line each key and each entry of a list is.

`tomllib` keeps no positions, so this reads the text once more. It knows only what separates one key
from the next, because `tomllib` has accepted the text already.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, TypeAlias, cast

from ccb_support.errors import cut, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator


KeyPath: TypeAlias = tuple[str | int, ...]
"""The keys and the indexes that lead to a value: `("channels", 2, "hours", 0, "closes")`."""


def write_path(path: KeyPath) -> str:
    """Return a path as people write it: `channels[2].hours[0].closes`. The whole has no text."""
    return "".join(map(_write_step, path)).removeprefix(".")


def _write_step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    is_plain = re.fullmatch(r"[\w-]+", step) and step == cut(step)
    return f".{step if is_plain else quoted(step)}"


_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\[^\n])*+"|'[^'\n]*+')"""
_DOTTED = rf"({_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+)[ \t]*+"

_BLANK = re.compile(r"(?:[ \t\r\n,]++|#[^\n]*+)*+")
"""What is between the parts of a text that `tomllib` accepts."""

_HEADER = re.compile(rf"(\[\[?)[ \t]*+{_DOTTED}\]\]?")
_KEY = re.compile(rf"{_DOTTED}=")
_VALUE = re.compile(
    r'''"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}'''  # a text of several lines
    r"|'''(?:[^']++|'(?!''))*+'{3,5}"
    r'|(?!""")"(?:[^"\\\n]++|\\[^\n])*+"'  # a text of one line
    r"|(?!''')'[^'\n]*+'"
    r"|[^\s,\[\]{}#\"'][^,\[\]{}#\n]*+",  # a number, a date, true or false
    re.DOTALL,
)
_OPENING = re.compile(r"[\[{]")
_CLOSING = {"[": "]", "{": "}"}

_DEEPEST = 10
"""Lists and inline tables within each other. A directory needs four."""


class TomlLines:
    """The lines of a TOML text that `tomllib` accepts.

    Of any other text, it knows the lines before the first mistake.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self._line, self._counted = 1, 0
        self._lines: dict[KeyPath, int] = {}
        self._entries: Counter[KeyPath] = Counter()
        with suppress(tomllib.TOMLDecodeError):
            self._read()

    def line_of(self, path: KeyPath) -> int | None:
        """Return the line of a key, or of an entry of a list; the first line is 1.

        It is the first line that mentions the key. If the text does not have the key, return the
        line of what it would be in. The whole text has no line.
        """
        outwards = (path[:length] for length in range(len(path), 0, -1))
        return next((self._lines[each] for each in outwards if each in self._lines), None)

    def _read(self) -> None:
        """Read up to the end, or to the first mistake."""
        table: KeyPath = ()
        # The key, or the entry of a list, whose value comes next.
        place: KeyPath | None = None
        # The lists and inline tables that are open: the place of each, and what closes it.
        outer: list[tuple[KeyPath, str]] = []
        while self._take(_BLANK) and self._position < len(self._text) and len(outer) <= _DEEPEST:
            within, end = outer[-1] if outer else (table, "")
            if place is None and self._text[self._position] == end:
                self._position += 1
                outer.pop()
            elif place is None and end == "]":
                place = self._add_entry(within)
            elif place is None and not outer and (header := self._take(_HEADER)):
                table = self._open_table(*header.groups())
            elif place is None:
                key = self._take(_KEY)
                if key is None:
                    return
                place = self._note_parts(within, key[1])
            elif opening := self._take(_OPENING):
                outer.append((place, _CLOSING[opening[0]]))
                place = None
            elif self._take(_VALUE):
                place = None
            else:
                return

    def _open_table(self, bracket: str, name: str) -> KeyPath:
        *outer, last = _parts_of(name)
        table: KeyPath = ()
        for part in outer:
            table = self._note(*table, part)
            # Of `[[...]]`, keys are added to the last table.
            if count := self._entries[table]:
                table = (*table, count - 1)
        table = self._note(*table, last)
        return self._add_entry(table) if bracket == "[[" else table

    def _note_parts(self, place: KeyPath, name: str) -> KeyPath:
        for part in _parts_of(name):
            place = self._note(*place, part)
        return place

    def _add_entry(self, place: KeyPath) -> KeyPath:
        self._entries[place] += 1
        return self._note(*place, self._entries[place] - 1)

    def _note(self, *place: str | int) -> KeyPath:
        """Keep the current line as that of a place, if the place is new."""
        self._lines.setdefault(place, self._current_line())
        return place

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return what comes next and go behind it, or return None if something else comes next."""
        found = pattern.match(self._text, self._position)
        if found:
            self._position = found.end()
        return found

    def _current_line(self) -> int:
        # Counted from the last key on, so that all keys together take one pass.
        self._line += self._text.count("\n", self._counted, self._position)
        self._counted = self._position
        return self._line


def _parts_of(name: str) -> Iterator[str]:
    """Yield the keys that dots join: `a."b.c"` is `a` and `b.c`."""
    if '"' not in name and "'" not in name:
        yield from (part.strip() for part in name.split("."))
        return
    # TOML's own reader knows the escapes.
    table: object = tomllib.loads(f"{name} = 0")
    while isinstance(table, dict):
        ((part, table),) = cast("dict[str, object]", table).items()
        yield part
