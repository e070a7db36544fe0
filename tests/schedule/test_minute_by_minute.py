"""The router compared with a slow reading of the directory, at every minute."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any, TypeAlias

import pytest

from ccb_support import (
    Channel,
    Directory,
    Priority,
    RequestType,
    Router,
    default_directory,
)
from ccb_support.model.requests import every_kind, group_requests
from ccb_support.testing import Oracle
from ccb_support.testing.oracle_hours import Edition
from tests.builders import PQRS, at, channel, closure, directory, mail, special_day
from tests.systems import THOROUGH

pytestmark = pytest.mark.slow

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)

NEW_YORK, LORD_HOWE = "America/New_York", "Australia/Lord_Howe"

MAILBOX = channel("mailbox", contacts=[mail()])
HALF_DAY = special_day("2026-12-24", "08:00-12:00", channels=["desk"])
SHIFTS = special_day("2026-12-25/2026-12-26", "20:00-02:00", channels=["desk"])
MOVE = closure("2026-12-25 21:00", "2026-12-27 10:30")
OUTAGE = closure("2026-12-08 00:00", "2026-12-09 09:15", channels=["desk"])
CHANGED_HOURS: dict[str, Any] = {"special_days": [HALF_DAY, SHIFTS], "closures": [MOVE, OUTAGE]}


def desk(hours: str) -> Channel:
    """Return a channel of two types of request that is closed on holidays."""
    return channel("desk", hours, request_types=["complaint", "incident"], holidays="closed")


LUNCH = desk("Mo-Fr 08:00-12:00; Mo-Fr 13:00-17:00")
NIGHT = desk("Fr-Su 22:00-06:00; Mo 20:00-24:00")
AROUND_TWO = desk("Sa,Su 01:30-02:30")

WEEKS = [
    # what is odd about it, directory, first day, days
    ("a lunch break", directory(LUNCH, MAILBOX), "2026-03-20", 10),
    ("a night shift over a holiday", directory(NIGHT), "2026-07-10", 10),
    ("the night on which the clock goes on", directory(AROUND_TWO, time_zone=NEW_YORK), "2026-03-05", 7),
    ("the night on which the clock goes back", directory(AROUND_TWO, time_zone=NEW_YORK), "2026-10-30", 7),
    ("spans within the hour that comes twice", directory(desk("Su 01:00-01:20; Su 01:30-01:50"), time_zone=NEW_YORK), "2026-10-31", 2),
    ("half an hour of summer time", directory(AROUND_TWO, time_zone=LORD_HOWE), "2026-04-02", 7),
    ("special days, closures, holidays", directory(LUNCH, MAILBOX, **CHANGED_HOURS), "2026-12-06", 26),
    ("special days at night", directory(NIGHT, **CHANGED_HOURS), "2026-12-22", 8),
    ("summer time of 1992 in Bogotá", directory(LUNCH), "1992-05-01", 5),
]  # fmt: skip


Look: TypeAlias = tuple[datetime, dict[str, bool]]
"""An instant, and whether each channel is open then."""


def compare(
    asked: Directory, requests: list[tuple[str, int]], instants: Iterable[datetime]
) -> list[int]:
    """Compare router and oracle at instants in order; return how many answers each request had."""
    router, oracle = Router(asked), Oracle(asked)
    looks = [
        (when, {each: oracle.is_open(each, when) for each in asked.channel_ids})
        for when in instants
    ]
    return [compare_request(router, oracle, request, looks) for request in requests]


def compare_request(
    router: Router, oracle: Oracle, request: tuple[str, int], looks: Iterable[Look]
) -> int:
    """Compare the answers to a request as time goes on; return how many there were."""
    serving = [each.id for each in router.directory.channels if each.serves(*request)]
    count = 0
    for _, same in groupby(looks, lambda look: [look[1][each] for each in serving]):
        first, *later = (when for when, _ in same)
        answer = router.recommend(*request, first)
        assert answer == oracle.recommend(*request, first)
        is_kept = [router.recommend(*request, when) is answer for when in later]
        assert all(is_kept), f"nothing changes inside the span of {first}"
        if count:
            assert in_utc(answer.valid_from) == first, "a span starts when something changes"
        count += 1
    return count


def every_minute(asked: Directory, first: str, days: int) -> Iterator[datetime]:
    """Yield each minute of some days."""
    start = at(first, asked.time_zone).astimezone(UTC)
    return (start + minute * MINUTE for minute in range(days * 24 * 60))


def every_edge(asked: Directory, first: str, days: int) -> Iterator[datetime]:
    """Yield when something may change on some days, and a second before and after."""
    start = date.fromisoformat(first)
    for number in range(days):
        for edge in sorted(Edition(asked).day_instants(start + timedelta(number))):
            yield from (edge.astimezone(UTC) + second * SECOND for second in (-1, 0, 1))


def in_utc(moment: datetime | None) -> datetime | None:
    """Return an instant in UTC, since a time that a clock shows twice equals none of another zone."""
    return moment.astimezone(UTC) if moment else None


@pytest.mark.parametrize(("odd", "desks", "first", "days"), WEEKS)
def test_every_minute_of_an_odd_week(odd: str, desks: Directory, first: str, days: int) -> None:
    requests: list[tuple[str, int]] = [(RequestType.COMPLAINT, Priority.HIGH)]
    (answers,) = compare(desks, requests, every_minute(desks, first, days))
    assert answers > 1, f"{odd}: something happens in that week"


@pytest.mark.parametrize("instants", [every_edge, pytest.param(every_minute, marks=THOROUGH)])
def test_every_day_of_a_year(instants: Callable[[Directory, str, int], Iterator[datetime]]) -> None:
    asked = default_directory()
    groups = group_requests(every_kind(asked), asked.channels)
    requests: list[tuple[str, int]] = [(each.request_type, each.priority) for each, *_ in groups]
    compared = compare(asked, requests, instants(asked, "2026-01-01", 365))
    answers = dict(zip(requests, compared, strict=True))
    assert len(answers) == 4, "a PQRS or not, critical or not"
    for (request_type, _), count in answers.items():
        assert count > 400 if request_type in PQRS else count == 1
