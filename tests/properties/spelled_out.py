"""A directory without entries of every year: each occurrence is written with its year.

Both directories say the same, so a router must answer the same over them.
"""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from ccb_support.model.changed_hours import Season, SpecialDay
from ccb_support.model.directory import Directory
from ccb_support.testing.oracle_hours import each_day, governing, opens_closed_days

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ccb_support.model.channels import Channel


def spell_out(directory: Directory, first: date, last: date) -> Directory:
    """Return `directory` with dated entries, from `first` through `last`, for its yearly ones.

    A router answers the same over both directories about these days, except for `because`: there,
    an occurrence comes in parts if an entry with a full date interrupts it, and `first` and `last`
    cut it. On other days, the result has only the entries that had a full date before.
    """
    days = [*each_day(first, last)]
    return Directory.model_validate(
        dict(directory)
        | {
            "seasons": [*_dated_entries(directory, directory.seasons, days)],
            "special_days": [*_dated_entries(directory, directory.special_days, days)],
        }
    )


def _dated_entries(
    directory: Directory, entries: Sequence[Season | SpecialDay], days: Sequence[date]
) -> Iterator[Season | SpecialDay | dict[str, object]]:
    yield from (each for each in entries if not each.dates.is_yearly)
    # A full date beats a yearly date for one channel, and not for another.
    for channel in directory.channels:
        concerned = [each for each in entries if each.concerns(channel.id)]
        for entry, run in groupby(days, partial(governing, concerned)):
            if entry and entry.dates.is_yearly:
                governed = [*run]
                yield _dated(entry, channel, governed[0], governed[-1])


def _dated(
    entry: Season | SpecialDay, channel: Channel, first: date, last: date
) -> dict[str, object]:
    shared = {"name": entry.name, "channels": [channel.id], "hours": entry.hours, "through": last}
    if isinstance(entry, Season):
        return {**shared, "from": first}
    return {**shared, "date": first, "opens_closed_days": opens_closed_days(entry)}
