"""Texts within 1 kB."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ccb_support.mcp.tools import MOST_BYTES, cut, first_brief, first_lines

LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=400)


def size(text: str) -> int:
    return len(text.encode())


@given(lines=st.lists(LINE, max_size=8))
def test_the_first_lines_leave_room_for_one_more(lines: list[str]) -> None:
    shown = first_lines(lines)
    assert shown == lines[: len(shown)]
    assert size("\n".join([*shown, "a" * 100])) <= MOST_BYTES


def test_a_text_may_have_exactly_1_kb() -> None:
    text = "a" * MOST_BYTES
    assert first_brief([f"{text}a", text], "none") == text
    assert first_brief([f"{text}a"], "none") == "none"


@given(text=LINE.map(lambda line: line * 5))
def test_a_cut_text_is_the_start_of_it(text: str) -> None:
    assert text.startswith(cut(text))
    assert size(cut(text)) <= MOST_BYTES
