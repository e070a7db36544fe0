"""Routers that are pickled, copied, or shared between threads."""

import copy
import os
import pickle
import signal
import sys
import threading
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, timedelta
from itertools import cycle
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

import pytest

from ccb_support import (
    BOGOTA,
    Directory,
    Priority,
    Recommendation,
    RequestType,
    Router,
    default_directory,
)
from ccb_support.model.vocabulary import folded
from tests.builders import NOON, bounded_router, changed, channel, directory
from tests.editions import NEW
from tests.systems import NEEDS_THREADS

_T = TypeVar("_T")

PATIENCE = 600
"""How many seconds a test waits before it gives up. Nothing takes nearly so long."""


def through_pickle(value: _T) -> _T:
    return cast("_T", pickle.loads(pickle.dumps(value)))  # noqa: S301 - its own pickle


class TestSharing:
    """A router may be pickled, copied and shared between threads."""

    @pytest.mark.parametrize("travel", [through_pickle, copy.copy, copy.deepcopy])
    @pytest.mark.parametrize("editions", [(default_directory(),), (default_directory(), NEW)])
    def test_a_copy_answers_the_same(
        self, travel: Callable[[Router], Router], editions: tuple[Directory, ...]
    ) -> None:
        router = Router(editions, holidays={date(2026, 11, 24)})
        other = travel(router)
        assert other.editions == router.editions == editions
        assert other.recommend("complaint", 3, NOON) == router.recommend("complaint", 3, NOON)

    @NEEDS_THREADS
    @pytest.mark.parametrize(
        "router",
        [
            pytest.param(Router(default_directory()), id="that keeps its answers"),
            pytest.param(bounded_router(2), id="that forgets them under each other's hands"),
        ],
    )
    def test_many_threads_ask_at_once(self, router: Router) -> None:
        start = threading.Barrier(8)
        zones = cycle([BOGOTA, UTC, ZoneInfo("Asia/Tokyo"), ZoneInfo("America/New_York")])
        questions = [
            (NOON + timedelta(hours=5 * step)).astimezone(next(zones)) for step in range(40)
        ]

        def ask(router: Router) -> list[Recommendation]:
            thrice = [when for when in questions for _ in range(3)]
            found = [router.recommend(RequestType.CLAIM, Priority.LOW, when) for when in thrice]
            return [*found, *router.timeline("claim", 4, NOON, NOON + timedelta(days=9))]

        def ask_with_others(_: int) -> list[Recommendation]:
            start.wait()
            return ask(router)

        interval = sys.getswitchinterval()
        sys.setswitchinterval(1e-5)
        try:
            with ThreadPoolExecutor(8) as threads:
                answers = list(threads.map(ask_with_others, range(8)))
        finally:
            sys.setswitchinterval(interval)
        assert answers == [ask(Router(default_directory()))] * 8


NEEDS_FORK = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


@NEEDS_THREADS
@NEEDS_FORK
def test_children_of_a_process_that_forks_answer() -> None:
    """A process that forks while another thread asks has children that answer."""
    router, is_asking, is_over = (
        Router(default_directory()),
        threading.Event(),
        threading.Event(),
    )
    expected = Router(default_directory()).recommend("claim", 2, NOON)

    def ask() -> None:  # pragma: no cover - it turns coverage off
        # Coverage takes a lock as it traces. A fork would leave that lock locked in a child.
        sys.settrace(None)
        is_asking.set()
        for hours in cycle(range(100_000)):
            if is_over.is_set():
                return
            router.recommend("queja", 2, NOON + timedelta(hours=hours))

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        assert is_asking.wait(PATIENCE)
        children = [
            _fork(lambda: router.recommend("claim", 2, NOON) == expected) for _ in range(20)
        ]
        codes = [_exit_code(child) for child in children]
    finally:
        is_over.set()
        asking.join()
    assert codes == [0] * 20


@NEEDS_THREADS
@NEEDS_FORK
def test_children_of_a_process_that_reads_its_first_word_read_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Regression: in Python 3.11, a thread in a `cached_property` holds a lock for its class."""
    words = [{"id": "incident", "name": {"es": "incidente"}}]
    desk = directory(channel(request_types=["incident"]))
    one, other = (changed(desk, request_types=words) for _ in range(2))
    is_reading, is_over = threading.Event(), threading.Event()

    def fold(word: str) -> str:
        if threading.current_thread() is reading:
            is_reading.set()
            is_over.wait(PATIENCE)
        return folded(word)

    monkeypatch.setattr("ccb_support.model.vocabulary.folded", fold)
    reading = threading.Thread(target=one.request_type, args=["incidente"])
    reading.start()
    try:
        assert is_reading.wait(PATIENCE)
        child = _fork(lambda: other.request_type("incidente") == "incident", patience=30)
        code = _exit_code(child)
    finally:
        is_over.set()
        reading.join()
    assert (code, other.request_type("incidente")) == (0, "incident")


def _exit_code(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _fork(is_right: Callable[[], bool], patience: int = PATIENCE) -> int:
    """Return the number of a child that exits with 0 if something is right there.

    A signal ends a child that hangs for so many seconds, so its exit code is not 0.
    """
    with warnings.catch_warnings():
        # Python warns of what this test is about: a fork while there are threads.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:  # pragma: no cover - no child measures coverage
        signal.alarm(patience)
        os._exit(0 if is_right() else 1)
    return child
