"""The router compared with a slow reading of the directory, at every minute."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ccb_support import (
    Directory,
    Recommendation,
    RequestType,
    Router,
    Verdict,
    default_directory,
)
from ccb_support.model.requests import Priority
from ccb_support.testing import Oracle, kinds_of_request

MINUTE = timedelta(minutes=1)

HEAD = """
format = 1
version = "1"
as_of = 2026-01-01
name = { es = "Mesa", en = "Desk" }
time_zone = "%s"
"""

DESK = """
[[channels]]
id = "desk"
name = { es = "Mesa", en = "desk" }
request_types = ["complaint", "incident"]
priorities = "all"
holidays = "closed"
contacts = [{ medium = "phone", printed = "1", e164 = "+576015550100" }]
hours = [
%s
]
"""

MAILBOX = """
[[channels]]
id = "mailbox"
name = { es = "Buzón", en = "mailbox" }
request_types = "all"
priorities = "all"
holidays = "open"
contacts = [{ medium = "email", address = "desk@example.org" }]
hours = "always"
"""

WORKDAYS = '"monday", "tuesday", "wednesday", "thursday", "friday"'
LUNCH = f"""
  {{ days = [{WORKDAYS}], opens = "08:00", closes = "12:00" }},
  {{ days = [{WORKDAYS}], opens = "13:00", closes = "17:00" }},
"""
NIGHT = """
  { days = ["friday", "saturday", "sunday"], opens = "22:00", closes = "06:00" },
  { days = ["monday"], opens = "20:00", closes = "24:00" },
"""
AROUND_TWO = '  { days = ["saturday", "sunday"], opens = "01:30", closes = "02:30" },'

EXCEPTIONS = """
[[special_days]]
name = { es = "Media jornada", en = "Half day" }
channels = ["desk"]
date = 2026-12-24
hours = [{ opens = "08:00", closes = "12:00" }]

[[special_days]]
name = { es = "Turno de Navidad", en = "Christmas shift" }
channels = ["desk"]
date = 2026-12-25
through = 2026-12-26
hours = [{ opens = "20:00", closes = "02:00" }]

[[closures]]
name = { es = "Mudanza", en = "Move" }
starts = 2026-12-25T21:00:00
ends = 2026-12-27T10:30:00

[[closures]]
name = { es = "Corte", en = "Outage" }
channels = ["desk"]
starts = 2026-12-08T00:00:00
ends = 2026-12-09T09:15:00
"""

BOGOTA, NEW_YORK, LORD_HOWE = "America/Bogota", "America/New_York", "Australia/Lord_Howe"

WEEKS = [
    # what is odd about it, directory, first day, days
    ("a lunch break", HEAD % BOGOTA + DESK % LUNCH + MAILBOX, "2026-03-20", 10),
    ("a night shift over a holiday", HEAD % BOGOTA + DESK % NIGHT, "2026-07-10", 10),
    ("the night on which the clock goes on", HEAD % NEW_YORK + DESK % AROUND_TWO, "2026-03-05", 7),
    ("the night on which the clock goes back", HEAD % NEW_YORK + DESK % AROUND_TWO, "2026-10-30", 7),
    ("half an hour of summer time", HEAD % LORD_HOWE + DESK % AROUND_TWO, "2026-04-02", 7),
    ("special days, closures, holidays", HEAD % BOGOTA + DESK % LUNCH + MAILBOX + EXCEPTIONS, "2026-12-06", 26),
    ("special days at night", HEAD % BOGOTA + DESK % NIGHT + EXCEPTIONS, "2026-12-22", 8),
    ("summer time of 1992 in Bogotá", HEAD % BOGOTA + DESK % LUNCH, "1992-05-01", 5),
]  # fmt: skip


class Comparison:
    """One request, compared minute by minute as time goes on."""

    def __init__(
        self, router: Router, oracle: Oracle, request: tuple[RequestType, Priority]
    ) -> None:
        self.router = router
        self.oracle = oracle
        self.request = request
        self.serving = [
            channel.id for channel in router.directory.channels if channel.serves(*request)
        ]
        self.answer: Recommendation | None = None
        self.states: list[bool] | None = None
        self.answers = 0

    def at(self, when: datetime, is_open: dict[str, bool]) -> None:
        states = [is_open[channel] for channel in self.serving]
        answer = self.router.recommend(*self.request, when)
        if states == self.states:
            assert answer is self.answer, "nothing changes inside a span"
            return
        compare_at(self.oracle, self.request, when, answer)
        if self.states:
            assert in_utc(answer.valid_from) == when, "a span starts when something changes"
        self.states, self.answer = states, answer
        self.answers += 1


def compare(
    directory: Directory, requests: list[tuple[RequestType, Priority]], start: datetime, days: int
) -> list[int]:
    """Compare router and oracle at each minute; return how many answers each request had."""
    router, oracle = Router(directory), Oracle(directory, horizon=timedelta(days=30))
    comparisons = [Comparison(router, oracle, request) for request in requests]
    for minute in range(days * 24 * 60):
        when = start + minute * MINUTE
        is_open = {channel: oracle.is_open(channel, when) for channel in directory.channel_ids}
        for comparison in comparisons:
            comparison.at(when, is_open)
    return [comparison.answers for comparison in comparisons]


def compare_at(
    oracle: Oracle,
    request: tuple[RequestType, Priority],
    when: datetime,
    answer: Recommendation,
) -> None:
    expected = oracle.answer(*request, when)
    assert answer.channel.id == expected.channel
    assert answer.contact == expected.contact
    assert answer.open_now == expected.open_now
    assert answer.reason == expected.reason
    assert tuple(each.id for each in answer.alternatives) == expected.alternatives
    assert tuple((each.channel, each.verdict) for each in answer.trace) == expected.verdicts
    change = oracle.next_change(answer.channel.id, when)
    assert in_utc(answer.closes_at if answer.open_now else answer.opens_at) == change
    for entry in answer.trace:
        if entry.verdict is Verdict.CLOSED:
            assert in_utc(entry.opens_at) == oracle.next_change(entry.channel, when)


def in_utc(moment: datetime | None) -> datetime | None:
    """Python takes a time that the clock shows twice for unequal to any time of another zone."""
    return moment.astimezone(UTC) if moment else None


@pytest.mark.parametrize(("odd", "text", "first", "days"), WEEKS)
def test_every_minute_of_an_odd_week(odd: str, text: str, first: str, days: int) -> None:
    directory = Directory.from_toml(text)
    start = datetime.fromisoformat(first).replace(tzinfo=directory.zone).astimezone(UTC)
    (answers,) = compare(directory, [(RequestType.COMPLAINT, Priority.HIGH)], start, days)
    assert answers > 1, f"{odd}: something happens in that week"


@pytest.mark.parametrize("year", [2026, 2027])
def test_every_minute_of_a_year(year: int) -> None:
    requests = kinds_of_request(default_directory())
    start = datetime(year, 1, 1, tzinfo=default_directory().zone).astimezone(UTC)
    answers = dict(zip(requests, compare(default_directory(), requests, start, 365), strict=True))
    assert len(answers) == 4, "a PQRS or not, critical or not"
    for (request_type, _), count in answers.items():
        assert count > 400 if request_type in PQRS else count == 1


PQRS = {RequestType.PETITION}
