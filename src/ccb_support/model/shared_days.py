"""Whether two entries of one section of a directory govern the same day of the same channel."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from .channels import ALL, ChannelId, ListedId
from .date_ranges import read_dates
from .untrusted import letters_of
from .validation import ValueReader, fault, fields_of, read_items, read_value

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from pydantic_core import InitErrorDetails

CHANNEL_ID: ValueReader[str] = ValueReader(ChannelId)
LISTED_ID: ValueReader[str] = ValueReader(ListedId)

FIRST_KEYS = {"seasons": "from", "special_days": "date"}
"""The sections whose entries have dates, and the key of their first date."""

_SOME_YEARS = (2023, 2024)
"""A common year and the leap year after it show every day that two yearly ranges can share."""

_ANY, _FOR_ALL = "(any)", "(all)"
"""Groups of entries: all of them, and those for all channels. A channel's id names a group."""


class _Dated(NamedTuple):
    """An occurrence of an entry: its days, its index in the file, and the groups that it is in."""

    first: dt.date
    last: dt.date
    position: int
    groups: tuple[str, ...]
    is_yearly: bool

    @property
    def rivals(self) -> tuple[str, ...]:
        """The groups of the entries that share a channel with it."""
        return (_ANY,) if _FOR_ALL in self.groups else (_FOR_ALL, *self.groups)

    @property
    def first_as_written(self) -> str:
        """The first day, without its year if it comes every year."""
        return f"{self.first:%m-%d}" if self.is_yearly else str(self.first)


def find_shared_days(section: str, entries: Sequence[object]) -> Iterator[InitErrorDetails]:
    """Yield a fault for each entry that begins before another of its kind has ended.

    A full date beats a yearly date, so only entries of one kind can be in each other's way.
    """
    dated = [*_read_occurrences(section, entries)]
    once = _find_overlaps(each for each in dated if not each.is_yearly)
    yearly = _find_overlaps(each for each in dated if each.is_yearly)
    known: set[tuple[int, int]] = set()
    for day, one, other in chain(once, yearly):
        # The same two yearly entries meet in each year.
        if (one, other) not in known:
            known.add((one, other))
            yield fault("coinciding_days", (section, other), day=day, other=f"{section}[{one}]")


def is_for_all(entry: object) -> bool:
    """Return whether an entry is about all channels."""
    return letters_of(fields_of(entry).get("channels", ALL)) == ALL


def read_channel_ids(entry: object) -> Iterator[str]:
    """Yield each valid id of a channel that an entry lists."""
    # To a record, any text is the id of a channel that may not be known.
    for _, listed_id in read_items(entry, "channels", LISTED_ID):
        if read_value(listed_id, CHANNEL_ID) is not None:
            yield listed_id


def _read_occurrences(section: str, entries: Sequence[object]) -> Iterator[_Dated]:
    """Yield the days of each entry that states valid dates and a valid channel."""
    for index, entry in enumerate(entries):
        dates = read_dates(entry, FIRST_KEYS[section])
        groups = (_FOR_ALL,) if is_for_all(entry) else tuple(read_channel_ids(entry))
        if dates is None or not groups:
            continue
        found = map(dates.beginning_in, _SOME_YEARS) if dates.is_yearly else [dates.once]
        for days in filter(None, found):
            yield _Dated(days.first, max(days), index, groups, dates.is_yearly)


def _find_overlaps(entries: Iterable[_Dated]) -> Iterator[tuple[str, int, int]]:
    """Yield a shared day, and the indices of the two entries that share it, the lower first."""
    # For each group: the last date so far, and the index of the entry that has it.
    latest: dict[str, tuple[dt.date, int]] = {}
    for entry in sorted(entries):
        for last, other in sorted(latest[each] for each in entry.rivals if each in latest)[-1:]:
            if entry.first <= last and other != entry.position:
                one, other_one = sorted([other, entry.position])
                yield entry.first_as_written, one, other_one
        lasting = (entry.last, entry.position)
        for group in (_ANY, *entry.groups):
            latest[group] = max(latest.get(group, lasting), lasting)
