"""What no single entry of a directory shows: repeated ids, unknown channels, shared days.

The checks read what the entries state, even if an entry has another fault.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pydantic import TypeAdapter

from ccb_support.clock.instants import BOGOTA
from ccb_support.errors import cut, listed
from ccb_support.limits import MOST_PAIRS

from .channels import ALL, ChannelId, Ordinal
from .hours import WeeklyHours
from .records import DEFERRED
from .requests import Medium
from .special_days import read_days
from .time_zones import ZoneName, country_of
from .untrusted import as_sequence, count_of, letters_of
from .validation import fault, fields_of, read_field, read_items, read_value

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from pydantic_core import InitErrorDetails

_ORDINAL: TypeAdapter[int] = TypeAdapter(Ordinal, config=DEFERRED)
_CHANNEL_ID: TypeAdapter[str] = TypeAdapter(ChannelId, config=DEFERRED)
_ZONE_NAME: TypeAdapter[str] = TypeAdapter(ZoneName, config=DEFERRED)


def find_inconsistencies(directory: object) -> Iterator[InitErrorDetails]:
    """Yield the faults that no single entry shows."""
    sections = {key: as_sequence(value) for key, value in fields_of(directory).items()}
    ids = [letters_of(fields_of(each).get("id")) for each in sections.get("channels", ())]
    levels = [read_field(each, "level", _ORDINAL) for each in sections.get("escalation", ())]
    known = dict.fromkeys(filter(None, ids))
    yield from _find_repeated_ids(ids)
    yield from _find_levels_out_of_order(levels)
    if read_field(directory, "time_zone", _ZONE_NAME) not in (None, BOGOTA.key):
        for section in ("channels", "escalation"):
            yield from _find_codes_without_country(section, sections.get(section, ()))
    for section in ("special_days", "closures"):
        yield from _find_unknown_channels(section, sections.get(section, ()), known.keys())
    exceptions = [*sections.get("special_days", ()), *sections.get("closures", ())]
    yield from _find_excess_of_pairs(exceptions, len(ids))
    yield from _find_shared_days(_read_special_days(sections.get("special_days", ())))
    if fields_of(directory).get("holiday_calendar") is None:
        zone_name = letters_of(fields_of(directory).get("time_zone"))
        yield from _find_unnamed_holidays(sections.get("channels", ()), zone_name)


def _find_repeated_ids(ids: Sequence[str]) -> Iterator[InitErrorDetails]:
    first: dict[str, int] = {}
    for index, channel_id in enumerate(ids):
        if first.setdefault(channel_id, index) != index and channel_id:
            yield fault(
                "repeated_id",
                f"is the id of channels[{first[channel_id]}] too: write another id",
                ("channels", index, "id"),
                channel_id,
            )


def _find_levels_out_of_order(levels: Sequence[int | None]) -> Iterator[InitErrorDetails]:
    valid = [(index, level) for index, level in enumerate(levels) if level is not None]
    for (_, before), (index, level) in pairwise(valid):
        if level <= before:
            yield fault(
                "level_out_of_order",
                f"does not come after level {before}: list the levels in order, each once",
                ("escalation", index, "level"),
                level,
            )


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
                yield fault(
                    "code_without_country",
                    "is missing: outside Colombia a short code needs the country in which it "
                    'works. Add phone_context = "+1", with your country\'s code',
                    (section, index, "contacts", position, "phone_context"),
                )


def _find_unknown_channels(
    section: str, entries: Sequence[object], known: Collection[str]
) -> Iterator[InitErrorDetails]:
    valid = cut(listed(each for each in known if read_value(each, _CHANNEL_ID)))
    advice = f"use one of {valid}" if valid else "add a channel with this id"
    for index, entry in enumerate(entries):
        for position, channel_id in _read_channel_ids(entry):
            if channel_id not in known:
                yield fault(
                    "unknown_channel",
                    f"unknown channel: {advice}",
                    (section, index, "channels", position),
                    channel_id,
                )


def _read_channel_ids(exception: object) -> Iterator[tuple[int, str]]:
    """Yield each valid id that a special day or closure lists, with its index."""
    return read_items(exception, "channels", _CHANNEL_ID)


def _find_unnamed_holidays(
    channels: Sequence[object], zone_name: str
) -> Iterator[InitErrorDetails]:
    """Yield a fault if a channel depends on holidays that a directory without a calendar lacks."""
    # A zone that does not exist may have been meant for Bogotá's.
    if zone_name == BOGOTA.key or read_value(zone_name, _ZONE_NAME) is None:
        return
    dependent = [index for index, each in enumerate(channels) if _depends_on_holidays(each)]
    if dependent:
        country = country_of(zone_name) or "MX"
        yield fault(
            "unnamed_holidays",
            f"is missing: channels[{dependent[0]}] is closed on holidays, so say which: "
            f'add holiday_calendar = "{country}" for those of that country, '
            "or holiday_calendar = [] if there are none",
            ("holiday_calendar",),
        )


def _depends_on_holidays(channel: object) -> bool:
    stated = fields_of(channel)
    hours = stated.get("hours")
    spans = hours.root if isinstance(hours, WeeklyHours) else hours
    never_opens = isinstance(spans, list | tuple) and not spans
    return letters_of(stated.get("holidays")) == "closed" and not never_opens


def _find_excess_of_pairs(
    exceptions: Sequence[object], channels: int
) -> Iterator[InitErrorDetails]:
    pairs = sum(channels if _is_for_all(each) else _count_listed(each) for each in exceptions)
    if pairs > MOST_PAIRS:
        yield fault(
            "too_many_pairs",
            f"has {channels} channels and {len(exceptions)} special days and closures, which makes "
            f"{pairs} pairs: keep at most {MOST_PAIRS}, and list in `channels` of each special day "
            "and closure only the channels that it concerns",
        )


def _is_for_all(exception: object) -> bool:
    return letters_of(fields_of(exception).get("channels", ALL)) == ALL


def _count_listed(exception: object) -> int:
    return count_of(fields_of(exception).get("channels"))


_ANY, _FOR_ALL = "(any)", "(all)"
"""Groups of special days: all of them, and those for all channels. A channel's id names a group."""


class _SpecialDay(NamedTuple):
    """The dates of a special day, its index in the file, and the groups that it is in."""

    first: dt.date
    last: dt.date
    position: int
    groups: tuple[str, ...]

    @property
    def rivals(self) -> tuple[str, ...]:
        """The groups of the special days that share a channel with it."""
        return (_ANY,) if _FOR_ALL in self.groups else (_FOR_ALL, *self.groups)


def _read_special_days(entries: Sequence[object]) -> Iterator[_SpecialDay]:
    """Yield each special day that states a valid date and a valid channel."""
    for index, entry in enumerate(entries):
        days, groups = read_days(entry), tuple(_groups_of(entry))
        if days and groups:
            yield _SpecialDay(days[0], max(days), index, groups)


def _groups_of(special_day: object) -> Iterator[str]:
    if _is_for_all(special_day):
        yield _FOR_ALL
    for _, channel_id in _read_channel_ids(special_day):
        yield channel_id


def _find_shared_days(special_days: Iterable[_SpecialDay]) -> Iterator[InitErrorDetails]:
    """Yield a fault for each special day that starts before an earlier one has ended."""
    # For each group: the last date so far, and the index of the special day that has it.
    latest: dict[str, tuple[dt.date, int]] = {}
    for day in sorted(special_days, key=lambda day: day.first):
        for last, other in sorted(latest[each] for each in day.rivals if each in latest)[-1:]:
            if day.first <= last:
                yield _shared_day_fault(day.first, *sorted([other, day.position]))
        lasting = (day.last, day.position)
        for group in (_ANY, *day.groups):
            latest[group] = max(latest.get(group, lasting), lasting)


def _shared_day_fault(date: dt.date, one: int, other: int) -> InitErrorDetails:
    return fault(
        "coinciding_special_days",
        f"shares {date} and a channel with special_days[{one}]: "
        "one day has one set of hours, so keep one of the two",
        ("special_days", other),
    )
