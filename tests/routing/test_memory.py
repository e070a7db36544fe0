"""What a router remembers is bounded, and never changes an answer."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ccb_support import (
    BOGOTA,
    Priority,
    RequestType,
    Router,
    default_directory,
)
from tests.builders import bounded_router
from tests.hostile import NOON
from tests.systems import THOROUGH

pytestmark = pytest.mark.slow


def kept(router: Router) -> int:
    """Return how many things a router keeps."""
    engine = router.engine
    inside: dict[str, Any] = vars(engine)
    memos: list[Any] = [engine.decisions, *(each.answer for each in inside["_makers"])]
    sizes: list[int] = [memo.cache_info().currsize for memo in memos]
    return len(engine.days) + sum(sizes)


LITTLE = 6_500
"""What the answers weigh that the routers of these tests keep."""

FEW = 3 * 100
"""How many things fit: 100 days, and as many answers and requests."""


class TestMemory:
    """What a router remembers is bounded, however much it is asked, and never changes an answer."""

    @THOROUGH
    def test_a_sweep_of_every_supported_day(self) -> None:
        router = bounded_router(LITTLE)
        most = 0
        for day in range(date(1984, 1, 1).toordinal(), date(2200, 1, 1).toordinal()):
            noon = datetime.fromordinal(day).replace(hour=12, tzinfo=BOGOTA)
            assert router.recommend("claim", 3, noon).holds_at(noon)
            if day % 7 == 0:
                most = max(most, kept(router))
        assert 100 < most <= FEW

    def test_an_end_of_an_outage_that_is_new_in_each_question(self) -> None:
        router = bounded_router(LITTLE)
        for number in range(3000):
            until = NOON + timedelta(seconds=number, microseconds=1)
            answer = router.recommend("claim", 3, NOON, unavailable={"pqrs": until})
            assert answer.valid_until == until
            assert kept(router) <= FEW

    def test_regression_zones_that_are_made_for_each_question(self) -> None:
        router = bounded_router(LITTLE)
        for number in range(1000):
            when = NOON.astimezone(ZoneInfo.no_cache("Asia/Tokyo")) + timedelta(days=number % 3)
            for _ in range(2):
                assert router.recommend(RequestType.CLAIM, Priority.LOW, when).channel.id == "pqrs"
            assert kept(router) <= FEW

    def test_regression_a_timeline_that_forgets_on_its_way_gives_each_answer_once(self) -> None:
        start, end = datetime(2090, 1, 1, tzinfo=BOGOTA), datetime(2092, 1, 1, tzinfo=BOGOTA)
        whole = [*Router(default_directory()).timeline("complaint", 3, start, end)]
        assert [*bounded_router(0).timeline("complaint", 3, start, end)] == whole
