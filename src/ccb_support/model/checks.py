"""What no single entry of a directory shows: repeated ids, unknown channels, shared days.

The checks read what the entries state, even if an entry has another fault.
"""

from __future__ import annotations

from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.clock.wall_clock import BOGOTA_NAME
from ccb_support.errors import cut, listed
from ccb_support.limits import MOST_PAIRS

from .channels import ALL, ChannelId, ListedId, Ordinal
from .dates import read_dates
from .hours import DayHours, WeeklyHours
from .records import (
    ValueReader,
    as_sequence,
    fault,
    fields_of,
    letters_of,
    read_field,
    read_value,
)
from .text import ZoneName, country_of
from .vocabulary import Medium, folded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from pydantic_core import InitErrorDetails

    from .dates import DateRange

_CHANNEL_ID: ValueReader[str] = ValueReader(ChannelId)
_LISTED_ID: ValueReader[str] = ValueReader(ListedId)
_ORDINAL: ValueReader[int] = ValueReader(Ordinal)
_ZONE_NAME: ValueReader[str] = ValueReader(ZoneName)

_FIRST_KEYS = {"seasons": "from", "special_days": "date"}
"""The sections whose entries have dates, and the key of their first date."""

_SOME_YEARS = (2023, 2024)
"""A common year and the leap year after it show every day that two yearly ranges can share."""

_ANY, _FOR_ALL = "(any)", "(all)"
"""Groups of entries: all of them, and those for all channels. A channel's id names a group."""


class _Change(NamedTuple):
    """What a season, a special day or a closure states. What is not valid is missing.

    Attributes:
        section: the section that it is in.
        position: its index there.
        listed: each id in its list of channels, with its index.
        groups: the groups of entries that it is in.
        pairs: how many channels it names; `None` if it is for all.
        dates: its dates, if it has any.
        hours: its hours, as stated.
    """

    section: str
    position: int
    listed: Sequence[tuple[int, str]]
    groups: tuple[str, ...]
    pairs: int | None
    dates: DateRange | None
    hours: object


def find_inconsistencies(directory: object) -> Iterator[InitErrorDetails]:
    """Yield the faults that no single entry shows."""
    stated = fields_of(directory)
    channels, levels = as_sequence(stated.get("channels")), as_sequence(stated.get("escalation"))
    ids = [letters_of(fields_of(each).get("id")) for each in channels]
    yield from _find_repeated_ids(ids)
    yield from _find_levels_out_of_order([read_field(each, "level", _ORDINAL) for each in levels])
    zone_name = read_field(directory, "time_zone", _ZONE_NAME)
    # None too if the zone does not exist: it may have been meant for Bogotá's.
    foreign_zone = None if zone_name == BOGOTA_NAME else zone_name
    if foreign_zone:
        yield from _find_codes_without_country("channels", channels)
        yield from _find_codes_without_country("escalation", levels)
    changes = [
        _read_change(section, index, entry)
        for section in (*_FIRST_KEYS, "closures")
        for index, entry in enumerate(as_sequence(stated.get(section)))
    ]
    yield from _find_unknown_channels(changes, channels, {*filter(None, ids)})
    yield from _find_excess_of_pairs(changes, len(ids))
    for section in _FIRST_KEYS:
        yield from _find_shared_days(section, changes)
    if foreign_zone and stated.get("holiday_calendar") is None:
        yield from _find_unnamed_holidays(channels, changes, foreign_zone)


def _read_change(section: str, index: int, entry: object) -> _Change:
    stated = fields_of(entry)
    items = as_sequence(stated.get("channels"))
    read = ((position, read_value(item, _LISTED_ID)) for position, item in enumerate(items))
    listed_ids = [(position, listed_id) for position, listed_id in read if listed_id is not None]
    is_for_all = letters_of(stated.get("channels", ALL)) == ALL
    # To a record, any text is the id of a channel that may not be known.
    valid = (each for _, each in listed_ids if read_value(each, _CHANNEL_ID) is not None)
    return _Change(
        section,
        index,
        listed_ids,
        (_FOR_ALL,) if is_for_all else tuple(valid),
        None if is_for_all else len(items),
        read_dates(entry, _FIRST_KEYS[section]) if section in _FIRST_KEYS else None,
        stated.get("hours"),
    )


def _find_repeated_ids(ids: Sequence[str]) -> Iterator[InitErrorDetails]:
    first: dict[str, int] = {}
    for index, channel_id in enumerate(ids):
        before = first.setdefault(channel_id, index)
        if before != index and channel_id:
            yield fault("repeated_id", ("channels", index, "id"), channel_id, index=before)


def _find_levels_out_of_order(levels: Sequence[int | None]) -> Iterator[InitErrorDetails]:
    valid = [(index, level) for index, level in enumerate(levels) if level is not None]
    for (_, before), (index, level) in pairwise(valid):
        if level <= before:
            yield fault("level_out_of_order", ("escalation", index, "level"), level, before=before)


def _find_codes_without_country(
    section: str, holders: Sequence[object]
) -> Iterator[InitErrorDetails]:
    """Yield a fault for each short code that does not say in which country it works."""
    for index, holder in enumerate(holders):
        for position, contact in enumerate(as_sequence(fields_of(holder).get("contacts"))):
            stated = fields_of(contact)
            is_phone = letters_of(stated.get("medium")) == Medium.PHONE
            has_code = stated.get("short_code") is not None
            if is_phone and has_code and stated.get("phone_context") is None:
                place = section, index, "contacts", position, "phone_context"
                yield fault("code_without_country", place)


def _find_unknown_channels(
    changes: Iterable[_Change], channels: Sequence[object], known: Collection[str]
) -> Iterator[InitErrorDetails]:
    """Yield a fault for each listed id that no channel has."""
    unknown = [
        ((change.section, change.position, "channels", position), channel_id)
        for change in changes
        for position, channel_id in change.listed
        if channel_id not in known
    ]
    if not unknown:
        return
    names = {
        channel_id: fields_of(channel).get("name")
        for channel in channels
        if (channel_id := read_field(channel, "id", _CHANNEL_ID))
    }
    ids_by_word, ids = _ids_by_word(names), cut(listed(names))
    for place, channel_id in unknown:
        meant = ids_by_word.get(folded(channel_id))
        code = "misspelt_channel" if meant else "unknown_channel"
        yield fault(code if ids else "no_such_channel", place, channel_id, meant=meant, ids=ids)


def _ids_by_word(names: Mapping[str, object]) -> Mapping[str, str]:
    """Return the id of each channel, by what people may call it, folded. An id precedes a name."""
    meanings = {folded(channel_id): channel_id for channel_id in names}
    for channel_id, name in names.items():
        for each in (name, *fields_of(name).values()):
            meanings.setdefault(folded(letters_of(each)), channel_id)
    return meanings


class _Dated(NamedTuple):
    """An occurrence of an entry: its days, its index in the file, and the groups that it is in."""

    first: dt.date
    last: dt.date
    position: int
    groups: tuple[str, ...]
    is_yearly: bool


def _find_shared_days(section: str, changes: Iterable[_Change]) -> Iterator[InitErrorDetails]:
    """Yield a fault for each entry that begins before another of its kind has ended.

    A full date beats a yearly date, so only entries of one kind can be in each other's way.
    """
    dated = [*_find_occurrences(each for each in changes if each.section == section)]
    once = _find_overlaps(each for each in dated if not each.is_yearly)
    yearly = _find_overlaps(each for each in dated if each.is_yearly)
    known: set[tuple[int, int]] = set()
    for day, one, other in chain(once, yearly):
        # The same two yearly entries meet in each year.
        if (one, other) not in known:
            known.add((one, other))
            yield fault("coinciding_days", (section, other), day=day, other=f"{section}[{one}]")


def _find_occurrences(changes: Iterable[_Change]) -> Iterator[_Dated]:
    """Yield the days of each entry that has dates and channels."""
    for change in changes:
        if change.dates and change.groups:
            is_yearly = change.dates.is_yearly
            found = (
                map(change.dates.beginning_in, _SOME_YEARS) if is_yearly else [change.dates.once]
            )
            for days in filter(None, found):
                yield _Dated(days.first, max(days), change.position, change.groups, is_yearly)


def _find_overlaps(entries: Iterable[_Dated]) -> Iterator[tuple[str, int, int]]:
    """Yield a shared day, and the indices of the two entries that share it, the lower first."""
    # For each group: the last date so far, and the index of the entry that has it.
    latest: dict[str, tuple[dt.date, int]] = {}
    for entry in sorted(entries):
        # The groups of the entries that share a channel with it.
        rivals = (_ANY,) if _FOR_ALL in entry.groups else (_FOR_ALL, *entry.groups)
        for last, other in sorted(latest[each] for each in rivals if each in latest)[-1:]:
            if entry.first <= last and other != entry.position:
                one, other_one = sorted([other, entry.position])
                yield (
                    f"{entry.first:%m-%d}" if entry.is_yearly else str(entry.first),
                    one,
                    other_one,
                )
        lasting = (entry.last, entry.position)
        for group in (_ANY, *entry.groups):
            latest[group] = max(latest.get(group, lasting), lasting)


def _find_unnamed_holidays(
    channels: Sequence[object], changes: Iterable[_Change], zone_name: str
) -> Iterator[InitErrorDetails]:
    """Yield a fault if a channel depends on holidays that a directory without a calendar lacks."""
    opening = [each for each in changes if each.section == "seasons" and _opens(each.hours)]
    in_season = {group for each in opening for group in each.groups}
    # Not `ALL` itself: a channel may have the id "all".
    if _FOR_ALL in in_season:
        in_season.update(letters_of(fields_of(each).get("id")) for each in channels)
    dependent = (n for n, each in enumerate(channels) if _depends_on_holidays(each, in_season))
    for index in islice(dependent, 1):
        country = country_of(zone_name) or "MX"
        yield fault("unnamed_holidays", ("holiday_calendar",), index=index, country=country)


def _depends_on_holidays(channel: object, in_season: Collection[str]) -> bool:
    """Return whether a channel depends on holidays; some channels have hours only in a season."""
    stated = fields_of(channel)
    if letters_of(stated.get("holidays")) != "closed":
        return _has_spans(stated.get("holidays"))
    return letters_of(stated.get("id")) in in_season or _opens(stated.get("hours"))


def _opens(hours: object) -> bool:
    """Return whether weekly hours ever open. Anything except a list of spans counts as open."""
    if letters_of(hours) == "closed":
        return False
    return _has_spans(hours) or not isinstance(hours, WeeklyHours | list | tuple)


def _has_spans(hours: object) -> bool:
    spans = hours.root if isinstance(hours, WeeklyHours | DayHours) else hours
    return bool(as_sequence(spans))


def _find_excess_of_pairs(changes: Sequence[_Change], channels: int) -> Iterator[InitErrorDetails]:
    pairs = sum(channels if each.pairs is None else each.pairs for each in changes)
    if pairs > MOST_PAIRS:
        count = len(changes)
        yield fault(
            "too_many_pairs", channels=channels, changes=count, pairs=pairs, most=MOST_PAIRS
        )
