"""What a router remembers is bounded, and never changes an answer."""

from __future__ import annotations

import sys
import threading
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from ccb_support import (
    BOGOTA,
    Priority,
    RequestType,
    Router,
    default_directory,
    recommend,
    timeline,
)
from tests.hostile import NOON

if TYPE_CHECKING:
    from ccb_support import Recommendation


def kept(router: Router) -> int:
    """Return how many things a router keeps."""
    inside: Any = vars(router.engine.cache)
    return len(inside["young"]) + len(inside["_old"])


@pytest.fixture
def small_memory(monkeypatch: pytest.MonkeyPatch) -> int:
    """Let routers keep only so many things."""
    monkeypatch.setattr("ccb_support.routing.answer_cache._MOST_BYTES", 200_000)
    monkeypatch.setattr("ccb_support.routing.answer_cache._MORE_BYTES_A_CHANNEL", 0)
    return 500


class TestMemory:
    """What a router remembers is bounded, however much it is asked, and never changes an answer."""

    def test_a_sweep_of_every_supported_day(self, small_memory: int) -> None:
        router = Router(default_directory())
        zone = ZoneInfo("America/Bogota")
        most = 0
        for day in range(date(1984, 1, 1).toordinal(), date(2200, 1, 1).toordinal()):
            noon = datetime.fromordinal(day).replace(hour=12, tzinfo=zone)
            answer = router.recommend("claim", 3, noon)
            assert answer.holds_at(noon)
            if day % 7 == 0:
                most = max(most, kept(router))
        assert 50 < most < small_memory

    def test_every_request_of_every_kind(self, small_memory: int) -> None:
        router = Router(default_directory())
        for number in range(3000):
            down = [
                each
                for bit, each in enumerate(router.directory.channel_ids[:4])
                if number >> bit & 1
            ]
            prefer = (None, "phone", "email", "chat")[number // 16 % 4]
            when = NOON + timedelta(hours=number)
            request = tuple(RequestType)[number % 8], number % 5 + 1, when
            answer = router.recommend(*request, prefer=prefer, unavailable=down)
            assert answer == recommend(*request, prefer=prefer, unavailable=down)
            assert kept(router) < small_memory

    def test_regression_zones_that_are_made_for_each_question(self, small_memory: int) -> None:
        router = Router(default_directory())
        for number in range(1000):
            when = NOON.astimezone(ZoneInfo.no_cache("Asia/Tokyo")) + timedelta(days=number % 3)
            for _ in range(2):
                assert router.recommend(RequestType.CLAIM, Priority.LOW, when).channel.id == "pqrs"
            assert kept(router) < small_memory

    def test_regression_a_timeline_that_forgets_on_its_way_gives_each_answer_once(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        start, end = datetime(2090, 1, 1, tzinfo=BOGOTA), datetime(2092, 1, 1, tzinfo=BOGOTA)
        whole = [*Router(default_directory()).timeline("complaint", 3, start, end)]
        monkeypatch.setattr("ccb_support.routing.answer_cache._MOST_BYTES", 0)
        monkeypatch.setattr("ccb_support.routing.answer_cache._MORE_BYTES_A_CHANNEL", 0)
        assert [*Router(default_directory()).timeline("complaint", 3, start, end)] == whole

    def test_many_threads_that_forget_under_each_other_s_hands(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ccb_support.routing.answer_cache._MOST_BYTES", 2)
        monkeypatch.setattr("ccb_support.routing.answer_cache._MORE_BYTES_A_CHANNEL", 0)
        router = Router(default_directory())
        zones = [BOGOTA, UTC, ZoneInfo("Asia/Tokyo"), ZoneInfo("America/New_York")]
        questions = [
            (NOON + timedelta(hours=5 * step)).astimezone(zones[step % 4]) for step in range(40)
        ]
        expected = [recommend(RequestType.CLAIM, Priority.LOW, when) for when in questions]
        answers: list[list[Recommendation]] = []
        start = threading.Barrier(8)

        def ask() -> None:
            start.wait()
            found = [
                [router.recommend(RequestType.CLAIM, Priority.LOW, when) for _ in range(3)][-1]
                for when in questions
            ]
            found += router.timeline("claim", 4, NOON, NOON + timedelta(days=9))
            answers.append(found)

        threads = [threading.Thread(target=ask) for _ in range(8)]
        interval = sys.getswitchinterval()
        sys.setswitchinterval(1e-5)
        try:
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        finally:
            sys.setswitchinterval(interval)
        expected += timeline("claim", 4, NOON, NOON + timedelta(days=9))
        assert len(answers) == 8
        assert all(found == expected for found in answers)
