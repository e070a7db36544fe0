"""Cold work: routers that have answered nothing yet, beside the peer that schedules fastest."""

from __future__ import annotations

import random
from collections import deque
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING, TypeAlias

import polars as pl
from large import wide_directory
from measuring import Row, Work, compared
from peers import OFFICE_HOURS

from ccb_support import (
    BOGOTA,
    Directory,
    Priority,
    RequestType,
    Router,
    default_directory,
    diff,
    verify,
)
from ccb_support.answer.explanation import explain
from ccb_support.frames import route

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from opening_hours import OpeningHours

    from ccb_support import Recommendation

Desk: TypeAlias = "Directory | list[Directory]"
"""What a router takes: a directory, or its editions."""

QUEJA = RequestType.COMPLAINT, Priority.MEDIUM
TEN_YEARS = datetime(2020, 1, 1, tzinfo=BOGOTA), datetime(2030, 1, 1, tzinfo=BOGOTA)
CENTURY = datetime(2000, 1, 1, tzinfo=BOGOTA), datetime(2100, 1, 1, tzinfo=BOGOTA)
DIRECTORY = default_directory()


def cold_rows(rounds: int) -> Iterator[Row]:
    """Yield the rows, each as soon as it is measured."""
    yield from _questions(rounds)
    yield from _long_ranges(rounds)
    yield from _wide(max(3, rounds // 5))
    yield from _open_time(rounds)
    yield from _tables(rounds)
    yield from _words(rounds)


def _questions(rounds: int) -> Iterator[Row]:
    in_turn = list(_evenings(1_000))
    dice = random.Random(1)  # noqa: S311 - nothing is secret
    first = datetime(1984, 1, 2, 18, tzinfo=BOGOTA)
    scattered = [first + timedelta(days=dice.randrange(78_000)) for _ in range(500)]
    known = Router(DIRECTORY)
    _statuses(known, in_turn)

    def row(
        work: str, goal: float, ours: Callable[[Sequence[datetime]], object], whens: list[datetime]
    ) -> Row:
        changes = partial(_each, OFFICE_HOURS.next_change, whens)
        sides = Work(partial(ours, whens), len(whens)), Work(changes, len(whens))
        found = compared(*sides, rounds=rounds)
        return Row(work, "`opening-hours-py`: `next_change`", goal, found)

    recommend = partial(_recommend, DIRECTORY)
    yield row("`recommend`, cold, each next day", 6.5, recommend, in_turn)
    yield row("`recommend`, cold, days scattered over two centuries", 16, recommend, scattered)
    yield row("`status`, cold, each next day", 11, _cold_status, in_turn)
    yield row("`status`, cold, days scattered over two centuries", 11, _cold_status, scattered)
    yield row("`status`, warm", 1, partial(_statuses, known), in_turn)


def _timeline(desk: Directory, start: datetime, end: datetime) -> None:
    _exhaust(Router(desk).timeline(*QUEJA, start, end))


def _timetable(desk: Desk, start: datetime, end: datetime) -> None:
    Router(desk).timetable(start, end)


def _verify(desk: Desk, start: datetime, end: datetime) -> None:
    verify(Router(desk), start, end)


def _diff(desk: Directory, start: datetime, end: datetime) -> None:
    _compare(desk, _with_an_hour_less(desk), start, end)


def _compare(old: Desk, new: Desk, start: datetime, end: datetime) -> None:
    diff(Router(old), Router(new), start, end)


@cache
def _with_an_hour_less(desk: Directory) -> Directory:
    """Return a directory whose first channel closes an hour earlier."""
    content = desk.model_dump(mode="json")
    hours = content["channels"][0]["hours"][0]
    hours["closes"] = f"{int(hours['closes'][:2]) - 1:02}:00"
    return Directory.model_validate(content)


LONG_WORK: Mapping[str, tuple[float, Callable[[Directory, datetime, datetime], None]]] = {
    "`timeline`": (5, _timeline),
    "`timetable`, all 40 requests": (4, _timetable),
    "`verify`": (7, _verify),
    "`diff`, one closing hour": (12, _diff),
}
"""Work over a directory and a range of time, each with its goal: a multiple of what a peer takes."""


def _long_ranges(rounds: int) -> Iterator[Row]:
    for name, (goal, do) in LONG_WORK.items():
        ours, theirs = Work(partial(do, DIRECTORY, *TEN_YEARS)), Work(intervals_of_ten_years)
        peer = "`opening-hours-py`: the intervals of ten years"
        yield Row(f"{name} of ten years, cold", peer, goal, compared(ours, theirs, rounds=rounds))
    for name, (_, do) in LONG_WORK.items():
        sides = (Work(partial(do, DIRECTORY, *ends)) for ends in (CENTURY, TEN_YEARS))
        found = compared(*sides, rounds=max(3, rounds // 10))
        yield Row(f"{name} of a century, cold", "the same of ten years", 12, found)


def _wide(rounds: int) -> Iterator[Row]:
    """Yield what 25 times as many requests cost, and four editions."""
    editions = wide_directory()
    shorter = [_with_an_hour_less(each) for each in editions]
    for name, wide, shipped in (
        ("`timetable`", partial(_timetable, editions), partial(_timetable, DIRECTORY)),
        ("`verify`", partial(_verify, editions), partial(_verify, DIRECTORY)),
        ("`diff`", partial(_compare, editions, shorter), partial(_diff, DIRECTORY)),
    ):
        sides = (Work(partial(each, *TEN_YEARS)) for each in (wide, shipped))
        work = f"{name} of ten years, 100 request types, 10 priorities and 4 editions, cold"
        yield Row(work, "the same, the shipped directory", 25, compared(*sides, rounds=rounds))


def _open_time(rounds: int) -> Iterator[Row]:
    cold = Work(lambda: _router().open_time("pqrs", *TEN_YEARS)), Work(intervals_of_ten_years)
    peer = "`opening-hours-py`: the intervals of ten years"
    yield Row("`open_time` of ten years, cold", peer, None, compared(*cold, rounds=rounds))


def intervals_of_ten_years(peers: Iterable[OpeningHours] = (OFFICE_HOURS,)) -> None:
    """Let each peer work out all intervals of ten years."""
    for peer in peers:
        _exhaust(peer.intervals(*TEN_YEARS))


def ask_each_next_day(directory: Directory, count: int) -> None:
    """Ask a new router about so many days in turn."""
    _recommend(directory, _evenings(count))


def next_changes(count: int, peers: Iterable[OpeningHours]) -> None:
    """Ask each peer for the next change on so many days in turn."""
    for peer in peers:
        _each(peer.next_change, _evenings(count))


def _evenings(count: int) -> Iterator[datetime]:
    evening = datetime(2020, 1, 1, 18, tzinfo=BOGOTA)
    return (evening + timedelta(days=number) for number in range(count))


def _tables(rounds: int) -> Iterator[Row]:
    for count, years, goal in ((100, 1, 3), (1_000, 1, 1), (1_000, 10, 1), (1_000, 200, 1)):
        tickets = list(_tickets(count, years))
        frame = pl.DataFrame(tickets, schema=["type", "priority", "when"], orient="row")
        sides = Work(partial(_routed, frame)), Work(partial(_looped, tickets))
        yield Row(
            f"`frames.route` in Polars, {count:,} rows of {years} {'year' if years == 1 else 'years'}",
            "a loop over `recommend`, on a new router",
            goal,
            compared(*sides, rounds=max(3, rounds // 3)),
        )


def _words(rounds: int) -> Iterator[Row]:
    dice = random.Random(2025)  # noqa: S311 - nothing is secret
    first, router = datetime(2025, 1, 1, tzinfo=BOGOTA), _router()
    whens = [first + timedelta(minutes=dice.randrange(365 * 1_440)) for _ in range(200)]
    # On the evening before a long weekend the words name a holiday too.
    evening = datetime(2026, 7, 10, 18, tzinfo=BOGOTA)
    usual, longest = (
        [(router.recommend(*QUEJA, when), when) for when in each]
        for each in (whens, [evening] * len(whens))
    )
    for name, goal, say, asked in (
        ("`explain`, for the first time", 12, _explain_anew, usual),
        ("the same, on the evening before a long weekend", 12, _explain_anew, longest),
        ("`explain`, again", 12, _explain, usual),
        ("the JSON of an answer", 15, _write, usual),
    ):
        is_open = partial(_each, OFFICE_HOURS.is_open, [when for _, when in asked])
        ours = partial(_say_all, say, asked)
        found = compared(Work(ours, len(asked)), Work(is_open, len(asked)), rounds=rounds)
        yield Row(name, "`opening-hours-py`: `is_open`", goal, found)


def _say_all(
    say: Callable[[Recommendation, datetime], object],
    asked: Iterable[tuple[Recommendation, datetime]],
) -> None:
    for answer, when in asked:
        say(answer, when)


def _explain(answer: Recommendation, when: datetime) -> None:
    answer.explain("es", at=when)


def _write(answer: Recommendation, _: datetime) -> None:
    answer.model_dump_json()


def _explain_anew(answer: Recommendation, when: datetime) -> None:
    explain.cache_clear()
    answer.explain("es", at=when)


def _router() -> Router:
    return Router(DIRECTORY)


def _recommend(directory: Directory, whens: Iterable[datetime]) -> None:
    _each(partial(Router(directory).recommend, *QUEJA), whens)


def _cold_status(whens: Iterable[datetime]) -> None:
    _statuses(_router(), whens)


def _statuses(router: Router, whens: Iterable[datetime]) -> None:
    _each(partial(router.status, "pqrs"), whens)


def _tickets(count: int, years: int) -> Iterator[tuple[str, int, datetime]]:
    dice = random.Random(count + years)  # noqa: S311 - nothing is secret
    first = datetime(2198 - max(years, 20), 1, 2, tzinfo=UTC)
    kinds = [each.value for each in RequestType]
    for _ in range(count):
        when = first + timedelta(seconds=dice.randrange(int(years * 365.2 * 86_400)))
        yield dice.choice(kinds), dice.randint(1, 5), when.astimezone(UTC)


def _routed(frame: pl.DataFrame) -> pl.DataFrame:
    columns = {"request_type": "type", "priority": "priority", "when": "when"}
    return route(frame, **columns, directory=_router())


def _looped(tickets: Iterable[tuple[str, int, datetime]]) -> None:
    router = _router()
    for ticket in tickets:
        router.recommend(*ticket)


def _each(do: Callable[[datetime], object], whens: Iterable[datetime]) -> None:
    for when in whens:
        do(when)


def _exhaust(items: Iterable[object]) -> None:
    deque(items, maxlen=0)
