"""What another directory would have changed: which tickets it sends to another channel."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import narwhals.stable.v2 as nw

from ccb_support.model.requests import RequestType

from .engines.protocol import engine_of
from .routing import route, router_meant

if TYPE_CHECKING:
    from ccb_support.model.directory import Directory
    from ccb_support.routing.router import Router

_OLD, _NEW = "ccb_support_old_", "ccb_support_new_"
"""What the names of the added columns start with; no table has such names of its own."""

_TYPES = tuple(RequestType)


class Moved(NamedTuple):
    """Tickets of one type and month that another directory sends to another channel.

    Attributes:
        month: the first day of the month, by the clock of the new directory's zone.
        request_type: what was asked.
        old: the id of the channel that the old directory sends them to; `None` where it has none.
        new: the id of the channel that the new one sends them to; `None` where it has none.
        tickets: how many there are.
    """

    month: date
    request_type: RequestType
    old: str | None
    new: str | None
    tickets: int


def moved(
    frame: object,
    old: Directory | Router | None,
    new: Directory | Router | None,
    *,
    request_type: str,
    priority: str,
    when: str,
) -> list[Moved]:
    """Return how many tickets change their channel under another directory, by month and type.

    Tickets that `recommend` would refuse whatever the directory are left out. A lazy frame is
    collected.

    Args:
        frame: a table, as for `route`.
        old: a directory or a router, as for `route`; the shipped directory for `None`.
        new: another.
        request_type: the name of its column of request types, as for `route`.
        priority: the name of its column of priorities, as for `route`.
        when: the name of its column of instants, as for `route`.

    Raises:
        CcbSupportError: what `route` raises.
    """
    after = router_meant(new)
    routed: object = frame
    for directory, prefix in ((router_meant(old), _OLD), (after, _NEW)):
        routed = route(
            routed,
            request_type=request_type,
            priority=priority,
            when=when,
            directory=directory,
            prefix=prefix,
        )
    counts: Counter[tuple[date, RequestType, str | None, str | None]] = Counter()
    for group in _groups(routed, request_type, when, after.directory.time_zone):
        if group["old"] != group["new"]:
            month = date(int(group["year"]), int(group["month"]), 1)
            asked = RequestType.parse(group["word"])
            counts[month, asked, group["old"], group["new"]] += group["tickets"]
    return sorted((Moved(*group, tickets) for group, tickets in counts.items()), key=_place)


def _groups(routed: object, request_type: str, when: str, zone: str) -> list[dict[str, Any]]:
    """Return each word for a type, year, month, old and new channel, and how many rows have it."""
    old, new = f"{_OLD}channel", f"{_NEW}channel"
    narrow = engine_of(routed).narrowed(routed, [*{request_type, when}, old, new])
    frame: nw.DataFrame[Any] | nw.LazyFrame[Any] = nw.from_native(narrow)
    local = nw.col(when).dt.convert_time_zone(zone)
    # A month is an integer of eight bits to some engines: it is no number to reckon with there.
    keys = {
        "word": nw.col(request_type).cast(nw.String),
        "year": local.dt.year(),
        "month": local.dt.month(),
        "old": nw.col(old).cast(nw.String),
        "new": nw.col(new).cast(nw.String),
    }
    groups = frame.lazy().select(**keys).group_by(*keys).agg(tickets=nw.len()).collect()
    # To Arrow a value that is missing is missing, whatever pandas took it for.
    rows: list[dict[str, Any]] = groups.to_arrow().to_pylist()
    return rows


def _place(each: Moved) -> tuple[date, int, str, str]:
    return each.month, _TYPES.index(each.request_type), each.old or "", each.new or ""
