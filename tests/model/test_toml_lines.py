"""The lines of a TOML text: `tomllib` says what is there, and the named line must show it."""

import re
import sys
import tomllib
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support.model.faults import KeyPath, TomlLines
from tests.model.small_directory import places

DECOYS = ("[[x]]", "[x", "x = [{", "}", "]", "'", "#", "x.y = 1", "")
"""What starts or ends something in TOML, but not in a comment and not in a text."""


class Writer:
    """Writes a document of drawn parts. Each key and each value has a separate number."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._numbers = map("{:06}".format, count(1))
        self._lists: list[str] = []

    def document(self) -> str:
        """Return some keys, and then some tables with keys."""
        parts = [self._pairs(), *(self._table() + self._pairs() for _ in range(self._size()))]
        return "".join(parts).replace("\n", self._pick("\n", "\r\n"))

    def _table(self) -> str:
        blank, name = self._pick("", " ", "\t"), self._dotted()
        new_list = f"[{name}]"
        entries = (f"[{each}]" for each in self._lists)
        tables_of_entries = (f"{each}.{name}" for each in self._lists)
        written = self._pick(name, new_list, *entries, *tables_of_entries)
        if written == new_list:
            self._lists.append(name)
        return f"{blank}[{written}]{self._comment()}\n"

    def _pairs(self) -> str:
        return "".join(f"{self._pair(2)}{self._comment()}\n" for _ in range(self._size()))

    def _pair(self, depth: int) -> str:
        blank = self._pick("", " ", "\t")
        return f"{blank}{self._dotted()}{blank}={blank}{self._value(depth)}"

    def _dotted(self) -> str:
        return self._pick(".", " . ", "\t.").join(
            self._name() for _ in range(1 + self._size() // 2)
        )

    def _name(self) -> str:
        name = f"k{next(self._numbers)}"
        return self._pick(name, f"'{name}.'", f'"{name}"', f'"{name}."')

    def _value(self, depth: int) -> str:
        writers = [self._plain_value, self._list, self._inline_table]
        return self._draw(st.sampled_from(writers if depth else writers[:1]))(depth - 1)

    def _list(self, depth: int) -> str:
        entries = (f"{self._gap()}{self._value(depth)}" for _ in range(self._size()))
        return f"[{','.join(entries)}{self._gap()}]"

    def _inline_table(self, depth: int) -> str:
        return f"{{{','.join(self._pair(depth) for _ in range(self._size()))} }}"

    def _plain_value(self, _: int) -> str:
        number, decoy = next(self._numbers), self._pick(*DECOYS)
        raw = decoy.replace("'", '"')
        return self._pick(
            f"1{number}",
            f"2026-12-24 10:00:00.{number}",
            f'"{number} {decoy} \\" {decoy} \\\\"',
            f"'{number} {raw} \\'",
        )

    def _gap(self) -> str:
        return self._pick("", " ", "\t")

    def _comment(self) -> str:
        return self._pick("", f" # {self._pick(*DECOYS)}")

    def _size(self) -> int:
        return self._draw(st.integers(0, 3))

    def _pick(self, *choices: str) -> str:
        return self._draw(st.sampled_from(choices))


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Return TOML with comments, quoted and dotted keys, lists and texts of several lines."""
    return Writer(draw).document()


def first_words(step: str | int, value: object) -> str:
    """Return what the line of a key, or of an entry of a list, must have."""
    if isinstance(step, str):
        return re.sub(r"\D", "", step)
    match value:
        case dict():
            return ""
        case list():
            return "["
        case _:
            return str(value).partition(" ")[0]


class TestEveryDocument:
    """Every key and every entry of a list is on the line that is named."""

    @given(documents())
    def test_the_line_shows_the_key(self, text: str) -> None:
        lines, shown = TomlLines(text), text.split("\n")
        for holder, path in places(tomllib.loads(text)):
            line = lines.line_of(path)
            assert line
            assert first_words(path[-1], holder[path[-1]]) in shown[line - 1]

    @given(documents(), st.text(max_size=3))
    def test_what_is_missing_has_the_line_of_what_it_would_be_in(self, text: str, key: str) -> None:
        lines = TomlLines(text)
        for _, path in places(tomllib.loads(text)):
            assert lines.line_of((*path, f"other {key}")) == lines.line_of(path)


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("", ("a",), None),
        ("a = 1", (), None),
        ("# x\r\n\r\na = 1", ("a",), 3),
        ("[a.b]\nc = 1\n[a]\nd = 2", ("a",), 1),
        ("[a.b]\nc = 1\n[a]\nd = 2", ("a", "b"), 1),
        ("[[a]]\n[[a]]\n[a.b]\nc = 1", ("a", 1, "b", "c"), 4),
        ("[[a]]\n[[a.b]]\n[[a.b]]\nc = 1", ("a", 0, "b", 1, "c"), 4),
        ("a.b.c = 1\na.b.d = 2", ("a", "b", "d"), 2),
        ("a = [ # b = 1\n 1,\n\n 2,\n]", ("a", 1), 1),
        ("a = [\n  { b = 1 },\n\n  { b = 2 }, # x\n]\nc = 1", ("a", 1, "b"), 4),
        ("a = [\n  { b = 1 },\n\n  { b = 2 }, # x\n]\nc = 1", ("c",), 6),
        ("a = {}\nb = { }\nc = 1", ("c",), 3),
        ("1 = 2\n[3.4]\n5 = 6", ("3", "4", "5"), 3),
        # What is deeper than any directory has the line of what it is in.
        ("[a]\n" + "b." * 20 + "b = 1\n" + "b." * 20 + "c = 1", ("a", *20 * "b", "c"), 2),
        ("a = [{ b = 1 }, { b = 2 },\n { b = 3 }]", ("a", 2, "b"), 2),
        ("a = [\n # { b = 1 }, { b = 2 },\n { b = 3 },\n]", ("a", 0, "b"), 3),
        ("a = [\n { b = 1 }, # [{ b = 2 }\n { b = 3 },\n]", ("a", 1, "b"), 3),
        ('a = [\n { b = \', {\' },\n { b = ", {\\", {" },\n { b = 3 },\n]', ("a", 2, "b"), 4),
        ("a = [\n { b = [{ c = 1 }, { c = 2 }] },\n { b = 3 },\n]", ("a", 1, "b"), 3),
        ("a = [\n { b = [\n  { c = 1 },\n  { c = 2 },\n ] },\n { b = 3 },\n]", ("a", 1), 6),
        # Python reads these tables of several lines since 3.15.
        ("a = [\n {\n  b = 1,\n  c = 2 },\n { b = 3 },\n]\nb = 4", ("a", 0, "c"), 4),
        ("a = [\n {\n  b = 1,\n  c = 2 },\n { b = 3 },\n]\nb = 4", ("a", 1, "b"), 5),
        ("a = [\n {\n  b = 1,\n  c = 2 },\n { b = 3 },\n]\nb = 4", ("b",), 7),
        ("a = {\n b = 1 }\n[b]\nb = 2", ("b", "b"), 4),
        # A brace in a text of several lines is not the end of a table.
        ('a = """\n}\n"""\nb = [{ c = 1 }]', ("b", 0, "c"), 4),
        # An escape in a key is not read.
        ('[a]\n\n"\\u0062" = 1', ("a", "b"), 1),
    ],
)
def test_the_line_of_each_way_to_write_a_key(text: str, path: KeyPath, line: int | None) -> None:
    tomllib.loads("" if "{\n" in text and sys.version_info < (3, 15) else text)
    assert TomlLines(text).line_of(path) == line
