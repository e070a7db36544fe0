"""Questions that an exception interrupts: it propagates, and no later answer is different.

A signal handler may raise at any line, such as the soft time limit of a task queue. Memory or the
stack may run out at any line.
"""

from __future__ import annotations

import contextlib
import signal
import sys
from collections import Counter
from datetime import date, datetime, timedelta, tzinfo
from functools import cache
from itertools import count, cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

import ccb_support
from ccb_support import (
    NotACalendarError,
    NotACollectionError,
    NotADatetimeError,
    Router,
    UnknownChannelError,
    UnusableTimeZoneError,
    verify,
)
from ccb_support.model import requests
from ccb_support.model.channels import every_kind
from tests.builders import NIGHTS, OFFICE, at, channel, closure, directory, special_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import CodeType, FrameType

    from _typeshed import TraceFunction

    Question: TypeAlias = Callable[[Router], object]
    Line: TypeAlias = tuple[CodeType, int]

SOURCE = str(Path(ccb_support.__file__).parent)


class TimeLimit(Exception):  # noqa: N818 - as a task queue names it
    """What a task queue raises in the middle of a task that takes too long."""


class ForeignCalendar:
    """A caller's calendar."""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day.day in {8, 25, 31}

    def get(self, day: date) -> str:
        return f"Fiesta {day.month}"


class ForeignZone(tzinfo):
    """A caller's zone."""

    def utcoffset(self, when: datetime | None) -> timedelta:
        return timedelta(hours=-5 if when else 0)

    def dst(self, when: datetime | None) -> None: ...

    def tzname(self, when: datetime | None) -> None: ...


class ForeignList(list[Any]):
    """A caller's collection."""

    def __iter__(self) -> Iterator[Any]:
        yield from super().__iter__()


class ForeignMapping(dict[str, Any]):
    """A caller's mapping."""

    def items(self) -> Any:  # noqa: ANN401 - as a dict returns them
        return [*super().items()]


DESK = directory(
    channel("office", OFFICE, holidays="closed", request_types=("complaint", "claim")),
    channel("nights", NIGHTS, priorities=(1, 2)),
    channel("weekend", "Sa,Su 08:00-12:00", holidays="closed"),
    special_days=[special_day("2026-12-24", "08:00-12:00", channels=["office"])],
    closures=[closure("2026-12-07 10:00", "2026-12-10 10:00", channels=["weekend", "nights"])],
    time_zone="America/New_York",
)
THURSDAY = at("2026-12-24 12:30")
SOON = at("2026-10-30 12:30")

QUESTIONS: dict[str, Question] = {
    "recommend": lambda router: router.recommend("complaint", 3, THURSDAY),
    "recommend in other words": lambda router: router.recommend(
        "Queja",
        "P2",
        THURSDAY.replace(tzinfo=ForeignZone()),
        prefer="phone",
        unavailable=ForeignList(["nights"]),
    ),
    "recommend again": lambda router: [
        router.recommend("claim", 1, THURSDAY + timedelta(hours=each)) for each in (0, 0, 1)
    ],
    "timeline": lambda router: [*router.timeline("claim", 2, SOON, SOON + timedelta(days=2))],
    "recommend until a channel is back": lambda router: router.recommend(
        "claim", 1, THURSDAY, unavailable=ForeignMapping(nights=SOON + timedelta(days=90))
    ),
    "timeline until a channel is back": lambda router: [
        *router.timeline(
            "claim",
            2,
            SOON,
            SOON + timedelta(days=2),
            unavailable={"office": SOON + timedelta(hours=1), "weekend": None},
        )
    ],
    "status": lambda router: [
        router.status(each, THURSDAY) for each in router.directory.channel_ids
    ],
    "timetable": lambda router: router.timetable(
        SOON, SOON + timedelta(days=4), requests=ForeignList([("claim", 1), ("incident", 3)])
    ),
    "verify": lambda router: verify(router, SOON, SOON + timedelta(hours=8)),
}
"""Questions, each of which passes lines that no question before it passes."""

LATER = ("recommend again", "timeline", "status")
"""What is asked after an interruption."""


def trace(
    do: Callable[[], object],
    is_watched: Callable[[CodeType], bool],
    visit: Callable[[CodeType, int], object],
) -> None:
    """Run `do`, and call `visit` before each line of the code that is watched."""

    def pass_line(  # pragma: no cover - nothing traces a tracer
        frame: FrameType, event: str, _: object
    ) -> TraceFunction:
        if event == "line":
            visit(frame.f_code, frame.f_lineno)
        return pass_line

    before = sys.gettrace()
    sys.settrace(lambda frame, _, __: pass_line if is_watched(frame.f_code) else None)
    try:
        do()
    finally:
        sys.settrace(before)


def is_of_a_question(code: CodeType) -> bool:  # pragma: no cover - a tracer calls it
    """Return whether code is of the library or of a foreign class."""
    return code.co_filename.startswith(SOURCE) or code.co_qualname.startswith("Foreign")


def new_router() -> Router:
    return Router(DESK, holidays=ForeignCalendar())


def lines_of(question: Question) -> Counter[Line]:
    """Return the lines that a question to a new router passes, each with its visits."""
    router = new_router()
    visits: Counter[Line] = Counter()
    trace(
        lambda: question(router),
        is_of_a_question,
        lambda code, number: visits.update([(code, number)]),
    )
    return visits


def forget() -> None:
    """Forget what a process works out once."""
    every_kind.cache_clear()
    for table in ("_by_value", "_by_word", "_spellings"):
        vars(requests)[table].cache_clear()


@cache
def lines_by_question() -> dict[str, dict[Line, tuple[int, bool]]]:
    """Return the lines that each question passes, and no question before it.

    Each has its number of visits, and whether a process passes it only once.
    """
    found: dict[str, dict[Line, tuple[int, bool]]] = {}
    seen: set[Line] = set()
    for name, question in QUESTIONS.items():
        question(new_router())
        later = lines_of(question)
        forget()
        first = lines_of(question)
        found[name] = {
            each: (later[each] or first[each], each not in later) for each in first.keys() - seen
        }
        seen |= first.keys()
    return found


@cache
def right_answer(name: str) -> object:
    return QUESTIONS[name](new_router())


def assert_answers_right(router: Router, *names: str) -> None:
    for name in names:
        assert QUESTIONS[name](router) == right_answer(name)


class TestEveryLine:
    """An interruption propagates from any line of a question, and leaves nothing behind."""

    @pytest.mark.parametrize("name", QUESTIONS)
    def test_first_last_or_other_visit(self, name: str) -> None:
        errors = cycle([TimeLimit, MemoryError, TimeLimit, RecursionError, KeyboardInterrupt])
        lines = sorted(lines_by_question()[name].items(), key=lambda each: str(each[0]))
        assert lines
        for number, (line, (visits, is_once)) in enumerate(lines):
            if is_once:
                forget()
            # Neighbouring lines are interrupted by other errors, and at other visits.
            visit = 1 + (visits - 1) * (number % 5) // 4
            self.interrupt(name, line, visit, next(errors)())

    def interrupt(self, name: str, line: Line, visit: int, error: BaseException) -> None:
        router, numbers = new_router(), count(1)

        def interrupt_one(*visited: object) -> None:  # pragma: no cover - a tracer calls it
            if visited == line and next(numbers) == visit:
                raise error

        with pytest.raises(type(error)) as caught:
            trace(lambda: QUESTIONS[name](router), lambda code: code is line[0], interrupt_one)
        assert caught.value is error
        assert_answers_right(router, *LATER, *{name}.difference(LATER, ["verify"]))


class TestDeepStack:
    """A question that starts near the end of the stack fails, or is answered right."""

    @pytest.mark.parametrize("name", ["recommend", "recommend in other words", "status"])
    def test_at_every_depth(self, name: str) -> None:
        router, answers = new_router(), list[object]()
        depth = _room_on_the_stack()
        while not answers:
            depth -= 1
            with contextlib.suppress(RecursionError):
                answers.append(_at_depth(depth, QUESTIONS[name], router))
        assert answers == [right_answer(name)]
        assert_answers_right(router, *LATER)


def _room_on_the_stack() -> int:
    """Return how many calls fit on the stack of the caller."""
    try:
        return 1 + _room_on_the_stack()
    except RecursionError:
        return 1


def _at_depth(depth: int, question: Question, router: Router) -> object:
    return _at_depth(depth - 1, question, router) if depth else question(router)


def handler(_signal: int, _frame: FrameType | None) -> None:
    raise TimeLimit


class Handlers:
    """The same, as methods."""

    def method(self, _signal: int, _frame: FrameType | None) -> None:
        self.stop()

    def any_method(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        raise TimeLimit


def fail() -> None:
    raise LookupError


def run_out_of_memory() -> None:
    raise MemoryError


def recurse() -> None:
    recurse()


def foreign(base: type, method: str, hook: Callable[[], object]) -> Any:  # noqa: ANN401 - any class
    """Return an object of which one method runs `hook`."""

    def run(*_: object) -> object:
        return hook()

    return type(base.__name__, (base,), {method: run})()


def foreign_datetime(attribute: str, hook: Callable[[], object]) -> Any:  # noqa: ANN401 - any class
    """Return a datetime of another class, of which one attribute runs `hook`."""
    return type("Moment", (datetime,), {attribute: property(lambda _: hook())})(2026, 12, 24)


def ask(router: Router, when: datetime = THURSDAY, **words: Any) -> object:  # noqa: ANN401 - wrong words too
    return router.recommend("complaint", 3, when, **words)


FOREIGN: dict[str, tuple[Callable[[Callable[[], object]], object], type[Exception] | None]] = {
    "whether a day is a holiday": (
        lambda hook: ask(Router(DESK, holidays=foreign(ForeignCalendar, "__contains__", hook))),
        NotACalendarError,
    ),
    "the name of a holiday": (
        lambda hook: Router(DESK, holidays=foreign(ForeignCalendar, "get", hook)).status(
            "office", THURSDAY.replace(day=8)
        ),
        None,
    ),
    "an offset": (
        lambda hook: ask(
            new_router(), THURSDAY.replace(tzinfo=foreign(ForeignZone, "utcoffset", hook))
        ),
        UnusableTimeZoneError,
    ),
    "an offset of a datetime of another class": (
        lambda hook: ask(new_router(), foreign_datetime("utcoffset", hook)),
        UnusableTimeZoneError,
    ),
    "a year": (lambda hook: ask(new_router(), foreign_datetime("year", hook)), NotADatetimeError),
    "the items of a collection": (
        lambda hook: ask(new_router(), unavailable=foreign(ForeignList, "__iter__", hook)),
        NotACollectionError,
    ),
    "the items of a mapping": (
        lambda hook: ask(new_router(), unavailable=foreign(ForeignMapping, "items", hook)),
        NotACollectionError,
    ),
    "an offset of an end": (
        lambda hook: ask(
            new_router(),
            unavailable={
                "nights": THURSDAY.replace(tzinfo=foreign(ForeignZone, "utcoffset", hook))
            },
        ),
        UnusableTimeZoneError,
    ),
    "a repr": (
        lambda hook: ask(new_router(), unavailable=[foreign(object, "__repr__", hook)]),
        UnknownChannelError,
    ),
}
"""What foreign code is asked during a question, and the error if that code fails by itself."""


class TestForeignCode:
    """The library translates what foreign code raises by itself, and nothing else."""

    @pytest.mark.parametrize("asked", FOREIGN)
    def test_what_it_raises_itself(self, asked: str) -> None:
        ask_foreign, error = FOREIGN[asked]
        if error is None:
            ask_foreign(fail)
        else:
            with pytest.raises(error):
                ask_foreign(fail)

    @pytest.mark.parametrize("asked", FOREIGN)
    @pytest.mark.parametrize("handle", [handler, Handlers().method, Handlers().any_method])
    def test_what_a_signal_handler_raises_meanwhile(
        self, asked: str, handle: Callable[[int, FrameType | None], Any]
    ) -> None:
        before = signal.signal(signal.SIGINT, handle)
        try:
            with pytest.raises(TimeLimit):
                FOREIGN[asked][0](lambda: signal.raise_signal(signal.SIGINT))
        finally:
            signal.signal(signal.SIGINT, before)

    @pytest.mark.parametrize("asked", FOREIGN)
    @pytest.mark.parametrize(
        ("hook", "error"), [(run_out_of_memory, MemoryError), (recurse, RecursionError)]
    )
    def test_what_any_code_may_run_out_of(
        self, asked: str, hook: Callable[[], object], error: type[Exception]
    ) -> None:
        with pytest.raises(error):
            FOREIGN[asked][0](hook)
