"""How reports write requests, moments and lists: in few letters."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ccb_support.model.requests import Priority, RequestType

from .phrases import PHRASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from ccb_support.model.request_kinds import RequestKind
    from ccb_support.words.languages import Language

_EVERY_REQUEST: Mapping[Language, str] = {"es": "toda solicitud", "en": "every request"}

_MOST_LISTED = 5
"""How many things a list names before it counts the rest."""

_OFFSET = len("2026-11-24T17:00")
"""Where the offset from UTC stands in ISO 8601, to the minute."""

_SHORT = 3
"""How many letters of a weekday or a month are written."""


def kinds_in_short(kinds: Iterable[RequestKind], language: Language) -> str:
    """Return kinds of requests, which come in order, as in `complaints, claims (P2-P5)`."""
    priorities: defaultdict[RequestType, list[Priority]] = defaultdict(list)
    for kind in kinds:
        priorities[kind.request_type].append(kind.priority)
    types: defaultdict[tuple[Priority, ...], list[RequestType]] = defaultdict(list)
    for request_type, found in priorities.items():
        types[tuple(found)].append(request_type)
    return "; ".join(
        _types(alike, language) + ("" if len(found) == len(Priority) else f" ({_ranges(found)})")
        for found, alike in types.items()
    )


def _types(request_types: Sequence[RequestType], language: Language) -> str:
    if len(request_types) == len(RequestType):
        return _EVERY_REQUEST[language]
    words = PHRASES[language].request_types
    return ", ".join(words[each] for each in request_types)


def _ranges(priorities: Iterable[Priority]) -> str:
    """Return priorities, which come in order, with those in a row as from one to another."""
    rows: list[list[Priority]] = []
    for priority in priorities:
        if rows and rows[-1][-1] + 1 == priority:
            rows[-1].append(priority)
        else:
            rows.append([priority])
    ends = (dict.fromkeys((row[0], row[-1])) for row in rows)
    return ", ".join("-".join(f"P{each:d}" for each in pair) for pair in ends)


def day_in_short(day: date, language: Language) -> str:
    """Return a day as in `Fri 10 Jul 2026`."""
    return f"{weekday_in_short(day, language)} {day.day} {month_in_short(day, language)} {day.year}"


def weekday_in_short(day: date, language: Language) -> str:
    """Return the weekday of a day as in `Fri`."""
    return PHRASES[language].weekdays[day.weekday()][:_SHORT]


def month_in_short(day: date, language: Language) -> str:
    """Return the month of a day as in `Jul`."""
    return PHRASES[language].months[day.month - 1][:_SHORT]


def moment_in_short(moment: datetime, language: Language) -> str:
    """Return a moment as in `Fri 10 Jul 2026 17:00`, in the zone that it has."""
    return f"{day_in_short(moment, language)} {time_in_short(moment)}"


def time_in_short(moment: datetime) -> str:
    """Return the time of day as in `17:00`, in the zone that `moment` has.

    Where the clock shows that time twice, its offset from UTC follows.
    """
    return f"{moment:%H:%M}{offset_in_short(moment)}"


def offset_in_short(moment: datetime) -> str:
    """Return the offset from UTC as in `-05:00`; nothing where a time is shown only once."""
    twice = moment.utcoffset() != moment.replace(fold=1 - moment.fold).utcoffset()
    return moment.isoformat(timespec="minutes")[_OFFSET:] if twice else ""


def told_apart(moment: datetime) -> str:
    """Return what stands behind a time of day that comes twice, as in ` (UTC-05:00)`."""
    offset = offset_in_short(moment)
    return f" (UTC{offset})" if offset else ""


def list_in_short(things: Sequence[str], language: Language) -> str:
    """Return things in a row; where they are many, the first few and how many more there are."""
    return ", ".join(first_of(things, language))


def first_of(things: Sequence[str], language: Language) -> list[str]:
    """Return the first of some things, and how many more there are."""
    shown = list(things[:_MOST_LISTED])
    if len(things) > _MOST_LISTED:
        shown.append(PHRASES[language].more.format(count=len(things) - _MOST_LISTED))
    return shown
