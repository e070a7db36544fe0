"""The edits of any two directories: true, complete, and said whenever an answer changes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from ccb_support import Directory, Router, diff
from tests.builders import at
from tests.comparison.test_every_difference import pairs

if TYPE_CHECKING:
    from datetime import datetime

    from ccb_support.comparison import Difference

SECOND = timedelta(seconds=1)
INSTANTS = st.integers(0, 10 * 24 * 3600).map(lambda each: at("2026-12-20", "UTC") + each * SECOND)
RANGES = st.tuples(INSTANTS, INSTANTS).map(sorted).filter(lambda ends: ends[0] < ends[1])


@given(pairs(), RANGES)
def test_every_edit_is_true_and_all_edits_are_said(
    directories: tuple[Directory, Directory], bounds: list[datetime]
) -> None:
    """In the hours of an edit the channel is open in the one directory, closed in the other.

    The hours of all edits of a channel are those by which its open time differs. A report says that
    nothing changes exactly if nothing changes.
    """
    old, new = map(Router, directories)
    difference = diff(old, new, *bounds)
    for edit in difference.hours:
        for when in (edit.start, edit.end - SECOND):
            states = [each.status(edit.channel, when).open_now for each in (old, new)]
            assert states == [not edit.is_open, edit.is_open]
        if edit.edge:
            for router in (old, new):
                around = edit.start - SECOND, edit.end
                states = [router.status(edit.channel, when).open_now for when in around]
                assert states == [edit.edge == "closes", edit.edge == "opens"]
    for edit in difference.hours:
        times = [each.open_time(edit.channel, *bounds) for each in (old, new)]
        assert more_time(difference, edit.channel) == times[1] - times[0]
    for language, words in (("es", "Ninguna respuesta cambia"), ("en", "No answer changes")):
        assert difference.report(language).startswith(words) is difference.is_empty


def more_time(difference: Difference, channel_id: str) -> timedelta:
    """Return how much longer a channel is open in the new directory, by the edits."""
    edits = [each for each in difference.hours if each.channel == channel_id]
    return sum((each.total if each.is_open else -each.total for each in edits), timedelta())
