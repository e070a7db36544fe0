"""Questions of several threads, interleaved as a test chooses, and processes that fork meanwhile."""

from __future__ import annotations

import os
import signal
import sys
import threading
import warnings
from datetime import timedelta
from functools import cache, partial
from itertools import chain, cycle, product, repeat
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar
from unittest.mock import patch

import pytest

from ccb_support import Recommendation, Router
from ccb_support.clock.block_cache import BlockCache
from tests.builders import NIGHTS, OFFICE, at, channel, directory, special_day
from tests.routing.bounded_router import bounded_router
from tests.systems import NEEDS_POSIX, NEEDS_THREADS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ccb_support import ChannelStatus

    Question: TypeAlias = Callable[[Router], Sequence[Recommendation | ChannelStatus]]

_T = TypeVar("_T")

DESK = directory(
    channel("office", OFFICE, holidays="closed"),
    channel("nights", NIGHTS, priorities=(1, 2)),
    special_days=[special_day("2026-12-24", "08:00-12:00", channels=["office"])],
    time_zone="America/New_York",
)
NOON = at("2026-12-24 12:30")

PATIENCE = 600
"""How many seconds a test waits before it gives up. Nothing takes nearly so long."""

QUESTIONS: dict[str, Question] = {
    "recommend": lambda router: [router.recommend("claim", 1, NOON)],
    "recommend again": lambda router: [router.recommend("claim", 1, NOON) for _ in range(3)],
    "timeline": lambda router: [*router.timeline("claim", 1, NOON, NOON + timedelta(hours=20))],
    "status": lambda router: [router.status(each, NOON) for each in ("office", "nights")],
}

PAIRS = [
    ("recommend", "recommend"),
    ("recommend again", "timeline"),
    ("status", "status"),
    ("status", "recommend"),
]


class Turns:
    """Lets threads run one at a time, each to its next access to what they share.

    Args:
        order: the thread that has each turn, without an end. The turn of a thread that has finished
            goes to the first that has not.
        is_long: whether a turn ends only before something is published.
    """

    def __init__(self, order: Iterable[int], *, is_long: bool) -> None:
        self.taken = 0
        self.is_long = is_long
        self._order = iter(order)
        self._own = threading.local()
        self._waiting: dict[int, threading.Semaphore] = {}

    def give_up(self, *, publishes: bool = False) -> None:
        """End the turn of the thread that calls, if it takes turns."""
        number: int | None = getattr(self._own, "number", None)
        if number is None or (self.is_long and not publishes):
            return
        if self._pass_on() != number:
            self._waiting[number].acquire()

    def run(self, works: Sequence[Callable[[], _T]]) -> list[_T]:
        """Return what each of `works` returns, each in its own thread."""
        results: dict[int, _T] = {}
        self._waiting = {number: threading.Semaphore(0) for number in range(len(works))}

        def work(number: int, do: Callable[[], _T]) -> None:
            self._waiting[number].acquire()
            self._own.number = number
            try:
                results[number] = do()
            finally:
                del self._waiting[number]
                if self._waiting:
                    self._pass_on()

        threads = [
            threading.Thread(target=work, args=each, daemon=True) for each in enumerate(works)
        ]
        for thread in threads:
            thread.start()
        self._pass_on()
        for thread in threads:
            thread.join(PATIENCE)
        return [results[number] for number in range(len(works))]

    def _pass_on(self) -> int:
        """Let the thread go on that has the next turn, and return its number."""
        self.taken += 1
        number = next(self._order)
        chosen = number if number in self._waiting else min(self._waiting)
        if chosen != getattr(self._own, "number", None):
            self._waiting[chosen].release()
        return chosen


class SharedDict(dict[Any, Any]):
    """A dict that ends a thread's turn before each access."""

    def __init__(self, turns: Turns, items: dict[Any, Any]) -> None:
        super().__init__(items)
        self._turns = turns

    def get(self, key: object, default: object = None) -> Any:  # noqa: ANN401 - any entry
        self._turns.give_up()
        return super().get(key, default)

    def setdefault(self, key: object, default: object = None) -> Any:  # noqa: ANN401 - any entry
        self._turns.give_up(publishes=True)
        return super().setdefault(key, default)


class SharedObject:
    """The first base of a class whose objects end a thread's turn before each access to fields."""

    turns: Turns

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401 - any field
        value: Any = super().__getattribute__(name)
        if name != "turns" and not callable(value):
            self.turns.give_up()
            value = super().__getattribute__(name)
        return value

    def __setattr__(self, name: str, value: Any) -> None:  # noqa: ANN401 - any field
        self.turns.give_up()
        is_dict = hasattr(value, "setdefault")
        super().__setattr__(name, SharedDict(self.turns, value) if is_dict else value)


def shared_router(turns: Turns, most_bytes: int) -> Router:
    """Return a router whose threads end their turn at each access to something that changes."""
    cache = type("SharedCache", (SharedObject, BlockCache), {"turns": turns})
    with patch("ccb_support.routing.answer_cache.BlockCache", cache):
        # The other memos are those of `functools`, which no thread finds half changed.
        return bounded_router(most_bytes, DESK)


PLENTY = 48 * 2**20
A_FEW = 6_000
NOTHING = 0


@cache
def right_answers(name: str) -> Sequence[Recommendation | ChannelStatus]:
    return QUESTIONS[name](Router(DESK))


def check(
    names: tuple[str, str],
    order: Iterable[int],
    most_bytes: int,
    *,
    is_long: bool = False,
) -> int:
    """Check the answers of two threads under one order, and return how many turns they took."""
    turns = Turns(order, is_long=is_long)
    router = shared_router(turns, most_bytes)
    questions = [QUESTIONS[name] for name in names]
    found = turns.run([partial(each, router) for each in questions])
    assert found == list(map(right_answers, names))
    if most_bytes == PLENTY:
        kept: dict[object, object] = {}
        for each in chain(*found, *(question(router) for question in questions)):
            key: object = type(each), each.channel.id, each.valid_from
            assert kept.setdefault(key, each) is each
            for entry in each.trace if isinstance(each, Recommendation) else ():
                if entry.opens_at:
                    key = entry.channel, entry.verdict, entry.opens_at
                    assert kept.setdefault(key, entry) is entry
    return turns.taken


@NEEDS_THREADS
@pytest.mark.parametrize("most_bytes", [PLENTY, A_FEW, NOTHING])
@pytest.mark.parametrize("names", PAIRS, ids=" and ".join)
class TestTwoThreads:
    """Two threads get right answers however they interleave; with room, the same objects."""

    def test_one_waits_until_the_other_has_finished(
        self, names: tuple[str, str], most_bytes: int
    ) -> None:
        """It waits at every access, or at some of very many."""
        taken = check(names, repeat(0), most_bytes)
        for turns in range(1, taken, 1 if most_bytes == PLENTY else 50):
            check(names, chain(repeat(0, turns), repeat(1)), most_bytes)

    def test_each_waits_before_it_publishes_something(
        self, names: tuple[str, str], most_bytes: int
    ) -> None:
        taken = check(names, repeat(0), most_bytes, is_long=True)
        step = 1 if most_bytes == PLENTY else taken // 4
        for first, second in product(range(1, taken, step), range(1, taken, 3 * step)):
            order = chain(repeat(0, first), repeat(1, second), repeat(0))
            check(names, order, most_bytes, is_long=True)

    @pytest.mark.parametrize("steps", ["01", "001", "00111", "0010111"])
    def test_they_alternate(self, names: tuple[str, str], steps: str, most_bytes: int) -> None:
        check(names, cycle(map(int, steps)), most_bytes)


@NEEDS_THREADS
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
class TestForks:
    """A process that forks while another thread asks has children that answer."""

    @NEEDS_POSIX
    def test_children_answer(self) -> None:
        router, is_asking, is_over = Router(DESK), threading.Event(), threading.Event()
        expected = Router(DESK).recommend("claim", 2, NOON)

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
            codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        finally:
            is_over.set()
            asking.join()
        assert codes == [0] * 20


def _fork(is_right: Callable[[], bool]) -> int:
    """Return the number of a child that exits with 0 if something is right there.

    A signal ends a child that hangs, so its exit code is not 0.
    """
    with warnings.catch_warnings():
        # Python warns of what this test is about: a fork while there are threads.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:  # pragma: no cover - no child measures coverage
        signal.alarm(PATIENCE)
        os._exit(0 if is_right() else 1)
    return child
