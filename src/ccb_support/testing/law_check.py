"""The check of all laws at once, and the questions that it asks."""

import itertools
from collections.abc import Container, Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ccb_support.errors import EmptyRangeError
from ccb_support.model.directory import Directory
from ccb_support.model.requests import every_kind, group_requests
from ccb_support.model.vocabulary import Medium

from .boundary_instants import (
    around,
    caller_zones,
    clock_changes,
    day_instants,
    exceptional_instants,
    range_ends,
)
from .laws import Case, Law, LawBook, Recommender
from .oracle import Oracle
from .oracle_hours import DAY, MINUTE, each_day

# Pytest shows the caller's line, and no line of this module.
__tracebackhide__ = True

_MEDIA = (None, *Medium)
"""The media of the questions; first none."""

_MOST_DOWN = 6
"""How many channels are down at once in a question, at most."""

_BACK_AFTER = (MINUTE, None, timedelta(), DAY, -DAY)
"""How long after the instant of a question a channel is back; `None` if nobody knows."""


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
    - the start and the end of every season, special day and closure, also outside the range;
    - the days on which the clock changes;
    - the ends of the supported range.

    Each question comes again with a preferred medium and with channels that are down, some of them
    until a stated time. When most channels are open, the check asks for every request.

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
        EmptyRangeError: `last` is before `first`.
        NotAChannelDirectoryError: `directory` is not a `Directory`.
    """
    if last < first:
        raise EmptyRangeError(start=first, end=last)
    book = LawBook(recommend, directory, holidays=holidays)
    busiest = _busiest_instant(directory, Oracle(directory, holidays=holidays), first)
    # A guess for a wrong argument is found before the thousands of questions of a long range.
    questions: list[tuple[Law, Iterable[Case]]] = [
        (Law.RULE, _busiest_questions(directory, busiest)),
        (Law.INPUT, [Case(*kinds_of_request(directory)[0], busiest)]),
        (Law.RULE, _questions(directory, first, last)),
    ]
    count = 0
    for law, cases in questions:
        for case in cases:
            book.check(law, case)
            count += 1
    return count


def kinds_of_request(directory: Directory) -> list[tuple[str, int]]:
    """Return one request of each group that gets the same answers."""
    groups = group_requests(every_kind(directory), directory.channels)
    return [(first.request_type, first.priority) for first, *_ in groups]


def _busiest_questions(directory: Directory, busiest: datetime) -> Iterator[Case]:
    """Yield the questions about every request, when most channels are open."""
    for kind in every_kind(directory):
        request = kind.request_type, kind.priority
        yield from (Case(*request, busiest, prefer) for prefer in _MEDIA)
        # Each outage comes with the next medium in turn.
        for down, prefer in zip(_outages(directory, request), itertools.cycle(_MEDIA)):
            yield Case(*request, busiest, prefer, _from(busiest, down))


def _questions(directory: Directory, first: date, last: date) -> Iterator[Case]:
    """Yield the questions around every change."""
    # Each question comes with the next outages in turn.
    outages = {
        request: itertools.cycle(_outages(directory, request))
        for request in kinds_of_request(directory)
    }
    for when, request in itertools.product(_instants(directory, first, last), outages):
        for zone in caller_zones():
            yield Case(*request, when.astimezone(zone))
        unavailable = _from(when, next(outages[request]))
        for prefer in _MEDIA:
            yield Case(*request, when, prefer, unavailable)


def _outages(directory: Directory, request: tuple[str, int]) -> list[tuple[tuple[str, ...], bool]]:
    """Return which channels are down together, each time without ends and with ends.

    First none; then one channel that does not serve the request; then each channel that does; then
    the first two of them, the first three, and so on, in both orders.
    """
    serving = tuple(each.id for each in directory.channels if each.serves(*request))
    others = [each for each in directory.channel_ids if each not in serving]
    serving = serving[:_MOST_DOWN]
    singles = [(each,) for each in (*others[:1], *serving)]
    rows = [serving[:number] for number in range(2, len(serving) + 1)]
    together = [(), *singles, *rows, *(row[::-1] for row in rows)]
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


def _instants(directory: Directory, first: date, last: date) -> Iterator[datetime]:
    """Yield the instants around every change of the range, exceptions and clock changes."""
    changes = clock_changes(ZoneInfo(directory.time_zone))[:2]
    # The range that the caller named comes first: its questions are the easiest to understand.
    instants = itertools.chain(
        *(day_instants(directory, day) for day in each_day(first, last)),
        exceptional_instants(directory),
        range_ends(directory),
        *(day_instants(directory, day) for day in changes),
    )
    return around(dict.fromkeys(instants), directory)
