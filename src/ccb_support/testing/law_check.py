"""The check of all laws at once, and the questions that it asks."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ccb_support.model.channels import group_requests
from ccb_support.model.vocabulary import Priority, RequestType

from .boundary_instants import (
    DAY,
    MINUTE,
    around,
    clock_changes,
    day_instants,
    each_day,
    exceptional_instants,
    range_ends,
)
from .law_book import LawBook
from .laws import Case, Law
from .oracle import Oracle

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from ccb_support.model.directory import Directory

    from .laws import Recommender

_STRIDE = 41
"""One day in so many checks all laws. The number is prime, so that every weekday has its turn."""

_MOST_DOWN = 6
"""How many channels are down at once in a question, at most."""

_BACK_AFTER = (MINUTE, None, timedelta(), DAY, -DAY)
"""How long after the instant of a question a channel is back; `None` if nobody knows."""

_EVERY_LAW: tuple[Law, ...] = tuple(law for law in Law if law is not Law.INPUT)
_LAWS_OF_OUTAGES = Law.RULE, Law.PREFERENCE, Law.CRITICAL_PHONE, Law.UNAVAILABLE, Law.UNTIL


def check_laws(
    recommend: Recommender,
    directory: Directory,
    *,
    holidays: Container[date] | None = None,
    first: date = date(2025, 1, 1),
    last: date = date(2027, 12, 31),
) -> int:
    """Check that a function with `recommend`'s signature keeps the laws, over a directory.

    The check asks for one request of each kind. It compares whole answers with those of `Oracle` at
    these instants, and a microsecond before and after each:

    - every opening, closing and midnight of the range;
    - the start and the end of every special day and closure;
    - the days on which the clock changes;
    - the ends of the supported range.

    Each question comes again with a preferred medium and with channels that are down, some of them
    until a stated time. At the exceptions, and on some days, the check asks for every law.
    When most channels are open, it asks for every request.

    Args:
        recommend: the function.
        directory: the directory of its answers.
        holidays: the dates on which the channels that observe holidays are closed; those that the
            directory names if left out.
        first: the first day of the range.
        last: the last day of the range.

    Returns:
        The number of questions.

    Raises:
        LawViolationError: the function breaks a law. The error names the law and the question.
    """
    book = LawBook(recommend, directory, holidays=holidays)
    count = 0
    for law, case in _questions(directory, Oracle(directory, holidays=holidays), first, last):
        book.check(law, case)
        count += 1
    return count


def kinds_of_request(directory: Directory) -> list[tuple[RequestType, Priority]]:
    """Return one request of each group that gets the same answers."""
    groups = group_requests(directory.channels)
    return [(first.request_type, first.priority) for first, *_ in groups]


def _questions(
    directory: Directory, oracle: Oracle, first: date, last: date
) -> Iterator[tuple[Law, Case]]:
    requests = kinds_of_request(directory)
    busiest = _busiest_instant(directory, oracle, first)
    instants = [busiest, *_exceptions(directory, first, last)]
    for request, when, law in itertools.product(requests, instants, _EVERY_LAW):
        yield law, Case(*request, when)
    for request in requests:
        for down, law in itertools.product(_outages(directory, request), _LAWS_OF_OUTAGES):
            yield law, Case(*request, busiest, unavailable=_from(busiest, down))
    yield from _of_every_day(directory, requests, first, last)
    yield from _of_every_request(directory, busiest)
    yield Law.INPUT, Case(*requests[0], busiest)


def _of_every_day(
    directory: Directory, requests: Sequence[tuple[RequestType, Priority]], first: date, last: date
) -> Iterator[tuple[Law, Case]]:
    # Each question comes with the next outages in turn.
    outages = {request: itertools.cycle(_outages(directory, request)) for request in requests}
    for number, day in enumerate(each_day(first, last)):
        laws = _EVERY_LAW if number % _STRIDE == 0 else (Law.RULE,)
        instants = around(day_instants(directory, day), directory)
        for when, request in itertools.product(instants, requests):
            for law in laws:
                yield law, Case(*request, when)
            down = _from(when, next(outages[request]))
            for law in (Law.RULE, Law.PREFERENCE):
                yield law, Case(*request, when, unavailable=down)


def _of_every_request(directory: Directory, when: datetime) -> Iterator[tuple[Law, Case]]:
    for request in itertools.product(RequestType, Priority):
        for law in (Law.RULE, Law.PREFERENCE, Law.CRITICAL_PHONE):
            yield law, Case(*request, when)
        for channel, law in itertools.product(
            directory.channel_ids, (Law.TOTAL, Law.RULE, Law.UNAVAILABLE, Law.UNTIL)
        ):
            yield law, Case(*request, when, unavailable=(channel,))


def _outages(
    directory: Directory, request: tuple[RequestType, Priority]
) -> list[tuple[tuple[str, ...], bool]]:
    """Return which channels are down together, each time without ends and with ends.

    First one channel that does not serve the request; then each channel that does; then the first
    two of them, the first three, and so on, in both orders.
    """
    serving = tuple(each.id for each in directory.channels if each.serves(*request))
    others = [each for each in directory.channel_ids if each not in serving]
    serving = serving[:_MOST_DOWN]
    singles = [(each,) for each in (*others[:1], *serving)]
    rows = [serving[:number] for number in range(2, len(serving) + 1)]
    together = [*singles, *rows, *(row[::-1] for row in rows)]
    return [*itertools.product(together, (False, True))]


def _from(
    when: datetime, outages: tuple[tuple[str, ...], bool]
) -> tuple[str, ...] | dict[str, datetime | None]:
    """Return what is down at an instant: ids, or with ends, of which each is of another kind."""
    down, with_ends = outages
    if not with_ends:
        return down
    steps = zip(down, itertools.cycle(_BACK_AFTER))
    return {each: None if step is None else when + step for each, step in steps}


def _busiest_instant(directory: Directory, oracle: Oracle, first: date) -> datetime:
    """Return the instant of a week at which most channels are open: most answers are there."""
    week = (day_instants(directory, day) for day in each_day(first, first + 6 * DAY))
    instants = [*around(itertools.chain.from_iterable(week), directory)]

    def count_open(when: datetime) -> int:
        return sum(oracle.is_open(each, when) for each in directory.channel_ids)

    return max(instants, key=count_open, default=range_ends(directory)[0])


def _exceptions(directory: Directory, first: date, last: date) -> list[datetime]:
    """Return the instants around exceptions, clock changes and the ends of the supported range."""
    changes = clock_changes(ZoneInfo(directory.time_zone))
    shown = [*changes[:2], *(day for day in changes if first <= day <= last)]
    instants = [
        *exceptional_instants(directory),
        *(instant for day in shown for instant in day_instants(directory, day)),
        *range_ends(directory),
    ]
    return list(around(dict.fromkeys(instants), directory))
