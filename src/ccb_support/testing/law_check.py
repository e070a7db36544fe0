"""The check of all laws at once, and the questions that it asks."""

import itertools
from collections.abc import Container, Iterator
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from ccb_support.errors import EmptyRangeError
from ccb_support.model.directory import Directory
from ccb_support.model.requests import RequestKind, every_kind, group_requests
from ccb_support.model.vocabulary import Medium

from .laws import Case, Law, LawBook, Recommender
from .oracle_hours import DAY, MINUTE, Edition, clock_changes, each_day

# Pytest shows the caller's line, and no line of this module.
__tracebackhide__ = True

CALLER_ZONES = ZoneInfo("Asia/Tokyo"), ZoneInfo("America/St_Johns")
"""Zones in which a caller may write an instant, besides UTC and the zone of the directory."""

_NUMBERS_DOWN = (0, 1, 1, 2, 3, 6)
"""How many channels are down at once in a question: mostly few, which is easy to understand."""

_BACK_AFTER = (None, timedelta(), MINUTE, DAY, -DAY, 40 * DAY)
"""How long after the instant of a question a channel is back; `None` if nobody knows."""

_SHORT_OUTAGES = 5
"""How many outages end a microsecond after a question, for each group of requests."""


def check_laws(
    recommend: Recommender,
    directory: Directory,
    *,
    holidays: Container[date] | None = None,
    first: date = date(2025, 1, 1),
    last: date = date(2027, 12, 31),
) -> int:
    """Check that a function with `recommend`'s signature keeps the laws, over a directory.

    The check compares whole answers with those of `Oracle` at these instants, and a microsecond
    before and after each:

    - every opening, closing, midnight and change of the clock of the range;
    - the start and the end of every season, special day and closure, also outside the range;
    - the first two days since 1984 on which the clock changes;
    - the ends of the supported range.

    Each instant comes in several zones, also in the directory's, and with each preferred medium,
    for one request of each group that gets the same answers. Which one, and which channels are down
    until when, is drawn by chance, and is the same each time. At the end, a few questions come
    again as soon as an outage is over, and then every request comes once more. A few days take
    seconds, and three years take minutes.

    Args:
        recommend: the function.
        directory: the directory of its answers.
        holidays: the dates on which the channels that observe holidays are closed; those that the
            directory names if left out.
        first: the first day of the range.
        last: the last day of the range.

    Returns:
        The number of answers that were compared.

    Raises:
        LawViolationError: the function breaks a law. The error names the law and the question.
        EmptyRangeError: `last` is before `first`.
        NotAChannelDirectoryError: `directory` is not a `Directory`.
        NotACalendarError: `holidays` is not a container of dates.
        DirectoryError: the directory names a holiday calendar that does not exist.
        MissingExtraError: the directory names a holiday calendar that needs an extra.
    """
    if last < first:
        raise EmptyRangeError(start=first, end=last)
    book = LawBook(recommend, directory, holidays=holidays)
    count = 0
    for case in _questions(directory, first, last):
        book.check(Law.RULE, case)
        count += 1
    book.check(Law.INPUT, next(_questions(directory, first, last)))
    return count


def _questions(directory: Directory, first: date, last: date) -> Iterator[Case]:
    """Yield the questions around every change."""
    chance = Random(8)  # noqa: S311 - each check asks the same questions
    groups = group_requests(every_kind(directory), directory.channels)
    instants = [*_instants(directory, first, last)]
    for when, group in itertools.product(instants, groups):
        # In the directory's zone, a change may be in an hour that comes twice, which needs `fold`.
        for zone in (ZoneInfo(directory.time_zone), *CALLER_ZONES):
            kind = chance.choice(group)
            yield Case(kind.request_type, kind.priority, when.astimezone(zone))
        for prefer in (None, *Medium):
            kind = chance.choice(group)
            down = _outages(chance, directory, kind, when)
            yield Case(kind.request_type, kind.priority, when, prefer, down)
    # An answer that is kept for its minute, or its second, must not outlive an outage.
    pairs = [
        each for each in itertools.pairwise(sorted(instants)) if each[0].second == each[1].second
    ]
    for group, (when, end) in itertools.product(groups, chance.choices(pairs, k=_SHORT_OUTAGES)):
        kind = chance.choice(group)
        until = {_serving_first(directory, kind)[0]: end}
        yield Case(kind.request_type, kind.priority, when, unavailable=until)
        yield Case(kind.request_type, kind.priority, end, unavailable=until)
    # A large group may have more requests than there are questions.
    for kind in itertools.chain.from_iterable(groups):
        yield Case(kind.request_type, kind.priority, chance.choice(instants))


def _outages(
    chance: Random, directory: Directory, kind: RequestKind, when: datetime
) -> tuple[str, ...] | dict[str, datetime | None]:
    """Draw what is down at an instant, mostly of the channels that serve a kind of request."""
    ids = _serving_first(directory, kind)[: max(_NUMBERS_DOWN)]
    down = chance.sample(ids, min(len(ids), chance.choice(_NUMBERS_DOWN)))
    if chance.choice((True, False)):
        return tuple(down)
    steps = ((each, chance.choice(_BACK_AFTER)) for each in down)
    # Short outages end in UTC, and these in the directory's zone: some ends need `fold`.
    return {
        each: None if step is None else (when + step).astimezone(ZoneInfo(directory.time_zone))
        for each, step in steps
    }


def _serving_first(directory: Directory, kind: RequestKind) -> list[str]:
    """Return the ids of the channels: those that serve a kind of request, then the others."""
    request = kind.request_type, kind.priority
    channels = sorted(directory.channels, key=lambda each: not each.serves(*request))
    return [each.id for each in channels]


def _instants(directory: Directory, first: date, last: date) -> Iterator[datetime]:
    """Yield the instants around every change of the range, changed hours and clock changes."""
    # The range that the caller named comes first: its questions are the easiest to understand.
    edition = Edition(directory)
    days = (*each_day(first, last), *edition.changed_days(), *clock_changes(edition.zone)[:2])
    instants = itertools.chain(
        *map(edition.day_instants, days), edition.closure_ends(), edition.supported
    )
    return edition.around(dict.fromkeys(instants))
