"""The peers: other ways to learn a part of what an answer says."""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from opening_hours import OpeningHours
from zen import ZenEngine

from ccb_support import BOGOTA, Priority, RequestType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

OFFICE_HOURS = OpeningHours("Mo-Fr 07:00-17:00; PH off", country="CO", timezone=BOGOTA)
"""The hours of the PQRS desk, as `opening-hours-py` evaluates them."""

ALWAYS = OpeningHours("24/7")
"""Hours that never change. No zone is converted for them, which is the fastest way to ask."""

PQRS_KINDS = (
    RequestType.PETITION,
    RequestType.COMPLAINT,
    RequestType.CLAIM,
    RequestType.SUGGESTION,
    RequestType.APPEAL,
)
"""The kinds of request that the PQRS desk takes."""


class Floor:
    """The least that any Python code does to look up what an instant's day holds.

    It converts the instant to Bogotá's time, takes the day's number to a dictionary, and bisects
    the minutes at which something changes. It checks nothing and knows nothing else.
    """

    def __init__(self, days: Iterable[date]) -> None:
        self._table = {day.toordinal(): ([420, 1020], ["closed", "open", "closed"]) for day in days}

    def look_up_all(self, instants: Iterable[datetime]) -> None:
        """Look up each of `instants`, without so much as a call for each."""
        table, zone = self._table, BOGOTA
        for when in instants:
            local = when.astimezone(zone)
            minutes, values = table[local.toordinal()]
            _ = values[bisect_right(minutes, local.hour * 60 + local.minute)]


def decision_table() -> Callable[[bytes], Any]:
    """Return the routing of the shipped directory, as `zen-engine` evaluates a decision table.

    It has no calendar, so whether the PQRS desk is open is one of its inputs.
    """
    desk = ", ".join(f"'{each}'" for each in PQRS_KINDS)
    others = ", ".join(f"'{each}'" for each in RequestType if each not in PQRS_KINDS)
    most_urgent, rest = f"{Priority.CRITICAL:d}", f"> {Priority.CRITICAL:d}"
    rules = [
        (desk, most_urgent, "true", "pqrs"),
        (desk, most_urgent, "false", "p1_mobile"),
        (desk, rest, "true", "pqrs"),
        (desk, rest, "false", "national_line"),
        (others, most_urgent, "", "p1_mobile"),
        (others, rest, "", "national_line"),
    ]
    columns = ["request_type", "priority", "is_open"]
    table: dict[str, Any] = {
        "hitPolicy": "first",
        "inputs": [{"id": each, "name": each, "field": each} for each in columns],
        "outputs": [{"id": "channel", "name": "channel", "field": "channel"}],
        "rules": [
            {
                "_id": f"rule {number}",
                **dict(zip(columns, conditions, strict=True)),
                "channel": f"'{channel}'",
            }
            for number, (*conditions, channel) in enumerate(rules)
        ],
    }
    nodes: list[dict[str, Any]] = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "table", "name": "table", "type": "decisionTableNode", "content": table},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": f"{source}-{target}", "type": "edge", "sourceId": source, "targetId": target}
        for source, target in [("in", "table"), ("table", "out")]
    ]
    decision: Any = ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))
    evaluate: Callable[[bytes], Any] = (
        decision.evaluate
    )  # its own types leave out what a dict holds
    return evaluate
