"""Weeks for the tests, and a reader of their text."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain
from typing import TypeAlias

from hypothesis import strategies as st

from ccb_support import BOGOTA, Channel, Directory
from ccb_support.model import LocalizedText
from ccb_support.model.text import is_visible
from ccb_support.testing import strategies
from ccb_support.testing.oracle_hours import Edition
from ccb_support.week import ChannelDay, WeekView, week
from tests.builders import channel, closure, mail, special_day

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
TUESDAY = datetime(2026, 7, 14, 10, 30, tzinfo=BOGOTA)

EVE = special_day("2026-12-24", "07:00-12:00", name=LocalizedText(es="Víspera", en="Eve"))
MOVE = closure("2026-12-22 15:00", "2026-12-23 09:00")


def mailbox(number: int, hours: str = "always") -> Channel:
    """Return a channel whose name is a number."""
    name = LocalizedText(es=f"canal {number}", en=f"channel {number}")
    return channel(f"c{number}", hours, contacts=[mail()], name=name)


def hours(day: ChannelDay) -> list[str]:
    return [f"{each.starts:%H:%M}-{each.ends:%H:%M}" for each in day.attended]


def moments(directory: Directory, view: WeekView) -> Iterator[datetime]:
    """Yield the instants of a week at which something may change, and their neighbours."""
    dates = {day.date for day in view.days}
    edition = Edition(directory)
    for moment in edition.around(chain(*map(edition.day_instants, dates), edition.closure_ends())):
        if moment.astimezone(directory.zone).date() in dates:
            yield moment


TIME = r"\d+:\d\d [ap]\. ?m\.(?: \(UTC.{6}\))?"
STRETCH = re.compile(rf"{TIME} (?:a|to) {TIME}")


def days_of(text: str) -> list[list[list[str]]]:
    """Return the hours of each day of each channel of a text, or its words if it has no hours."""
    _, *blocks = text.split("\n\n")
    rows = (each.split("\n")[1:] for each in blocks)
    return [[STRETCH.findall(row) or [row.strip()] for row in days] for days in rows]


HOSTILE = [
    "<script>alert(1)</script>",
    "]]>&amp;\"'",
    "x" * 500,
    "M" * 500,
    "{zone}",
    "%s",
    "日本" * 90,
]


def names() -> st.SearchStrategy[LocalizedText]:
    """Draw names of every kind that a directory takes, including hostile names."""
    words = st.text(min_size=1, max_size=300).map(str.strip)
    visible = words.filter(lambda text: bool(text) and is_visible(text))
    named = visible | st.sampled_from(HOSTILE)
    return named.map(lambda text: LocalizedText(es=text, en=text))


@st.composite
def directories_of_any_name(draw: st.DrawFn) -> Directory:
    """Draw directories whose names are of every kind."""
    directory = draw(strategies.directories())
    changes: dict[str, object] = {"name": draw(names())}
    for section in ("channels", "special_days"):
        records = getattr(directory, section)
        changes[section] = tuple(
            each.model_copy(update={"name": draw(names())}) for each in records
        )
    return directory.model_copy(update=changes)


DirectoryAndView: TypeAlias = tuple[Directory, WeekView]


@st.composite
def weeks(
    draw: st.DrawFn, directories: st.SearchStrategy[Directory] | None = None
) -> DirectoryAndView:
    """Draw directories, each with the view of a week in which something may change."""
    directory = draw(strategies.directories() if directories is None else directories)
    return directory, week(directory, draw(strategies.boundary_instants(directory)))
