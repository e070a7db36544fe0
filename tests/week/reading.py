"""Weeks to look at, and how to read a text of a week back."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from ccb_support import BOGOTA, Channel, Directory, LocalizedText
from ccb_support.testing import strategies
from ccb_support.testing.boundary_instants import around, day_instants, exceptional_instants
from tests.builders import channel, closure, mail, special_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support.week import ChannelDay, WeekView


MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
TUESDAY = datetime(2026, 7, 14, 10, 30, tzinfo=BOGOTA)

EVE = special_day("2026-12-24", "07:00-12:00", name=LocalizedText(es="Víspera", en="Eve"))
MOVE = closure("2026-12-22 15:00", "2026-12-23 09:00")


def mailbox(number: int = 0, hours: str = "always", *, holidays: str = "open") -> Channel:
    """Return a channel whose name is a number."""
    name = LocalizedText(es=f"canal {number}", en=f"channel {number}")
    return channel(f"c{number}", hours, holidays=holidays, contacts=[mail()], name=name)


def hours(day: ChannelDay) -> list[str]:
    return [f"{each.starts:%H:%M}-{each.ends:%H:%M}" for each in day.attended]


def moments(directory: Directory, view: WeekView) -> Iterator[datetime]:
    """Yield the instants of a week at which something may change, and their neighbours."""
    dates = {day.date for day in view.days}
    found = [each for day in dates for each in day_instants(directory, day)]
    for moment in around([*found, *exceptional_instants(directory)], directory):
        if moment.astimezone(directory.zone).date() in dates:
            yield moment


class Written(NamedTuple):
    """What the text shows of one day of a channel."""

    hours: list[str]
    bar: str


STRETCH = re.compile(r"(\d\d:\d\d)(?: \(UTC(.{6})\))?-(\d\d:\d\d)(?: \(UTC(.{6})\))?")


def written(text: str) -> list[list[Written]]:
    """Read a text back: for each channel, for each of its days, its hours and its bar."""
    _, _, *blocks = text.split("\n\n")
    return [[_written_day(rows) for rows in re.split(r"\n(?=  \S)", each)[1:]] for each in blocks]


def _written_day(rows: str) -> Written:
    spans = [match[0] for match in STRETCH.finditer(rows)] or [rows[13:24].strip()]
    return Written(spans, rows.partition("\n")[0][26:].ljust(48))


def names() -> st.SearchStrategy[LocalizedText]:
    """Draw names of every kind that a directory takes, hostile ones too."""
    words = st.text(min_size=1, max_size=300).map(str.strip)
    visible = words.filter(lambda text: bool(text) and text.isprintable())
    hostile = st.sampled_from(
        [
            "<script>alert(1)</script>",
            "]]>&amp;\"'",
            "x" * 500,
            "M" * 500,
            "{zone}",
            "%s",
            "日本" * 90,
        ]
    )
    return (visible | hostile).map(lambda text: LocalizedText(es=text, en=text))


@st.composite
def directories_of_any_name(draw: st.DrawFn) -> Directory:
    """Draw directories whose names are of every kind."""
    directory = draw(strategies.directories())
    return directory.model_copy(
        update={
            "name": draw(names()),
            "channels": tuple(
                each.model_copy(update={"name": draw(names())}) for each in directory.channels
            ),
            "special_days": tuple(
                each.model_copy(update={"name": draw(names())}) for each in directory.special_days
            ),
        }
    )
