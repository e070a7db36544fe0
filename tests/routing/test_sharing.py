"""Routers that are pickled, copied, or shared between threads."""

from __future__ import annotations

import copy
import pickle
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar, cast

import pytest

from ccb_support import BOGOTA, Recommendation, Router, default_directory, recommend, timeline
from tests.systems import NEEDS_THREADS

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")
NOON = datetime(2026, 11, 24, 12, tzinfo=BOGOTA)


def through_pickle(value: _T) -> _T:
    return cast("_T", pickle.loads(pickle.dumps(value)))  # noqa: S301 - its own pickle


class TestSharing:
    """A router may be pickled, copied and shared between threads."""

    @pytest.mark.parametrize("travel", [through_pickle, copy.deepcopy])
    def test_a_copy_answers_the_same(self, travel: Callable[[Router], Router]) -> None:
        router = Router(default_directory(), holidays={date(2026, 11, 24)})
        other = travel(router)
        assert other.directory == router.directory
        assert other.holidays == router.holidays
        assert other.recommend("complaint", 3, NOON) == router.recommend("complaint", 3, NOON)

    def test_the_module_s_functions_travel_as_themselves(self) -> None:
        assert through_pickle(recommend) == recommend
        assert copy.deepcopy(timeline) == timeline

    @NEEDS_THREADS
    def test_many_threads_share_one_answer(self) -> None:
        router, start = Router(default_directory()), threading.Barrier(8)
        questions = [NOON + timedelta(hours=7 * step) for step in range(200)]

        def ask(_: int) -> list[Recommendation]:
            start.wait()
            return [router.recommend("complaint", 3, when) for when in questions]

        with ThreadPoolExecutor(8) as threads:
            answers = list(threads.map(ask, range(8)))
        for step in zip(*answers, strict=True):
            assert all(answer is step[0] for answer in step)
