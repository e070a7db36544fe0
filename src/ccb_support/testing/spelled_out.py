"""A directory without entries of every year: each occurrence is written with its year.

Both directories say the same, so a router must answer the same over them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ccb_support.model.directory import Directory
from ccb_support.model.hours_changes import Season, SpecialDay

from .oracle_days import governing, is_yearly, opens_closed_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from ccb_support.model.channels import Channel

_DAY = timedelta(days=1)


def spell_out(directory: Directory, first: date, last: date) -> Directory:
    """Return `directory` with dated entries, from `first` through `last`, for its yearly ones.

    A router answers the same over both directories about these days, except for `because`: there,
    an occurrence comes in parts if an entry with a full date interrupts it, and `first` and `last`
    cut it. On other days, the result has only the entries that had a full date before.
    """
    days = [first + _DAY * number for number in range((last - first).days + 1)]
    return Directory.model_validate(
        dict(directory)
        | {
            "seasons": [*_for_each_channel(directory, directory.seasons, days)],
            "special_days": [*_for_each_channel(directory, directory.special_days, days)],
        }
    )


def _for_each_channel(
    directory: Directory, entries: Sequence[Season | SpecialDay], days: Sequence[date]
) -> Iterator[dict[str, object]]:
    # A full date beats a yearly date for one channel, and not for another.
    for channel in directory.channels:
        concerned = [each for each in entries if each.concerns(channel.id)]
        yield from (
            _dated(each, channel, *_written_days(each)) for each in concerned if not is_yearly(each)
        )
        for entry, run_first, run_last in _yearly_runs(concerned, days):
            yield _dated(entry, channel, run_first, run_last)


def _yearly_runs(
    entries: Iterable[Season | SpecialDay], days: Iterable[date]
) -> Iterator[tuple[Season | SpecialDay, date, date]]:
    """Yield each row of days that one yearly entry governs, as its first and last day."""
    run: tuple[Season | SpecialDay, date, date] | None = None
    for day in days:
        entry = governing(entries, day)
        if run and entry and entry is run[0]:
            run = entry, run[1], day
            continue
        if run:
            yield run
        run = (entry, day, day) if entry and is_yearly(entry) else None
    if run:
        yield run


def _written_days(entry: Season | SpecialDay) -> tuple[object, object]:
    if isinstance(entry, Season):
        return entry.from_, entry.through
    return entry.date, entry.through or entry.date


def _dated(
    entry: Season | SpecialDay, channel: Channel, first: object, last: object
) -> dict[str, object]:
    shared = {"name": entry.name, "channels": [channel.id], "hours": entry.hours, "through": last}
    if isinstance(entry, Season):
        return {**shared, "from": first}
    return {**shared, "date": first, "opens_closed_days": opens_closed_days(entry)}
