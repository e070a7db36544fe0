"""The tickets that another directory would have sent to another channel."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import narwhals.stable.v2 as nw

from .engines import engine_of
from .table_routing import choose_router, route

if TYPE_CHECKING:
    from ccb_support.model.editions import Editions
    from ccb_support.routing.router import Router

_OLD, _NEW = "ccb_support_old_", "ccb_support_new_"
"""The prefixes of the added columns. No table of a user has such names."""


class Moved(NamedTuple):
    """Tickets of one type and month that another directory sends to another channel.

    Attributes:
        month: the first day of the month, by the clock of the new directory's zone.
        request_type: the id of the request type, in the new directory if it knows the word.
        old: the id of their channel in the old directory; `None` without a channel.
        new: the id of their channel in the new directory; `None` without a channel.
        tickets: how many there are.
    """

    month: date
    request_type: str
    old: str | None
    new: str | None
    tickets: int


def moved(
    frame: object,
    old: Editions | Router | None,
    new: Editions | Router | None,
    *,
    request_type: str,
    priority: str,
    when: str,
) -> list[Moved]:
    """Return how many tickets change their channel under another directory, by month and type.

    The counts leave out tickets that `recommend` would refuse under both directories. A lazy frame
    is collected.

    Args:
        frame: a table, as for `route`.
        old: a directory or a router, as for `route`; `None` means the shipped directory.
        new: another directory or router.
        request_type: the name of its column of request types, as for `route`.
        priority: the name of its column of priorities, as for `route`.
        when: the name of its column of instants, as for `route`.

    Raises:
        CcbSupportError: what `route` raises.
    """
    before, after = choose_router(old), choose_router(new)
    add_answers = partial(route, request_type=request_type, priority=priority, when=when)
    routed = add_answers(frame, directory=before, prefix=_OLD)
    routed = add_answers(routed, directory=after, prefix=_NEW)
    counts: Counter[tuple[date, str, str | None, str | None]] = Counter()
    types = [each.request_types for each in (*after.editions, *before.editions)]
    for group in _groups(routed, request_type, when, after.editions[0].time_zone):
        if group["old"] != group["new"]:
            month = date(int(group["year"]), int(group["month"]), 1)
            found = next(filter(None, (each.find(group["word"]) for each in types)))
            counts[month, found, group["old"], group["new"]] += group["tickets"]
    order = [*dict.fromkeys(entry.id for each in types for entry in each)].index
    return sorted(
        (Moved(*group, tickets) for group, tickets in counts.items()),
        key=lambda each: (each.month, order(each.request_type), each.old or "", each.new or ""),
    )


def _groups(routed: object, request_type: str, when: str, zone: str) -> list[dict[str, Any]]:
    """Count the rows by the word for their type, year, month, old channel and new channel."""
    old, new = f"{_OLD}channel", f"{_NEW}channel"
    narrow = engine_of(routed).select(routed, [*{request_type, when}, old, new])
    frame: nw.DataFrame[Any] | nw.LazyFrame[Any] = nw.from_native(narrow)
    local = nw.col(when).dt.convert_time_zone(zone)
    # Some engines keep a month in eight bits, which is too few for arithmetic.
    keys = {
        "word": nw.col(request_type).cast(nw.String),
        "year": local.dt.year(),
        "month": local.dt.month(),
        "old": nw.col(old).cast(nw.String),
        "new": nw.col(new).cast(nw.String),
    }
    groups = frame.lazy().select(**keys).group_by(*keys).agg(tickets=nw.len()).collect()
    # Arrow has one kind of missing value; pandas has several.
    rows: list[dict[str, Any]] = groups.to_arrow().to_pylist()
    return rows
