"""The zone of the machine does not matter to the kit."""

import time
from collections.abc import Iterator

import pytest

from ccb_support import Priority, RequestType, Router
from ccb_support.testing import Case, Law, LawBook, Oracle
from ccb_support.testing.oracle_hours import DAY
from tests.builders import at, channel, directory, special_day
from tests.systems import NEEDS_POSIX

pytestmark = NEEDS_POSIX

DESK = directory(
    channel("desk", "Mo-Su 19:30-04:30"),
    channel("day", "Mo-Su 07:00-17:00"),
    special_days=[special_day("12-24", "08:00-23:00")],
)
HOURS = ("03:00", "06:00", "12:00", "18:00", "20:30", "23:30")


@pytest.fixture(params=["Asia/Tokyo", "Pacific/Honolulu", "America/Bogota"])
def machine_zone(request: pytest.FixtureRequest) -> Iterator[str]:
    """Set the zone of the machine during a test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", str(request.param))
        time.tzset()
        yield str(request.param)
    time.tzset()


@pytest.mark.usefixtures("machine_zone")
@pytest.mark.parametrize("hour", HOURS)
def test_a_right_router_keeps_every_law(hour: str) -> None:
    book = LawBook(Router(DESK).recommend, DESK)
    for law in Law:
        book.check(law, Case(RequestType.INCIDENT, Priority.HIGH, at(f"2026-12-24 {hour}")))


@pytest.mark.usefixtures("machine_zone")
@pytest.mark.parametrize("hour", HOURS)
def test_the_oracle_counts_as_a_router_does(hour: str) -> None:
    oracle, router, when = Oracle(DESK), Router(DESK), at(f"2026-12-24 {hour}")
    later = when + 2 * DAY
    assert oracle.open_spans("desk", when, later) == router.open_spans("desk", when, later)
    assert oracle.open_time("desk", when, later) == router.open_time("desk", when, later)
    assert oracle.add_open_time("desk", when, DAY) == router.add_open_time("desk", when, DAY)
    assert str(oracle.add_open_time("desk", when, DAY))[-6:] == "-05:00"
