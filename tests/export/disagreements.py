"""The times at which a router and the reader of a format disagree about a channel."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import settings
from hypothesis import strategies as st

from ccb_support import Channel, Router, default_directory
from ccb_support.calendars.colombia import COLOMBIA
from ccb_support.model import AlwaysOpen, LocalizedText
from ccb_support.testing import strategies as kit
from tests.builders import OFFICE, at, channel, chat, mail, phone
from tests.systems import examples

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

SHIPPED = Router(default_directory())
STAMP = datetime(2026, 11, 24, 17, tzinfo=UTC)

NO_HOLIDAYS: frozenset[date] = frozenset()


class Span(NamedTuple):
    """A stretch of time, in UTC, in which a channel is open throughout, or closed throughout."""

    start: datetime
    end: datetime
    is_open: bool


def channel_spans(
    router: Router, channel_id: str, start: datetime, end: datetime
) -> Iterator[Span]:
    """Yield what a router says of a channel from `start` to before `end`, clipped to both."""
    moment, last = start.astimezone(UTC), end.astimezone(UTC)
    while moment < last:
        status = router.status(channel_id, moment)
        until = status.valid_until.astimezone(UTC) if status.valid_until else last
        yield Span(moment, min(until, last), status.open_now)
        moment = until


def open_spans(
    router: Router, channel_id: str, bounds: tuple[datetime, datetime]
) -> list[tuple[datetime, datetime]]:
    return [
        (span.start, span.end)
        for span in channel_spans(router, channel_id, *bounds)
        if span.is_open
    ]


def instants_of_clock(local: datetime, router: Router) -> Iterator[datetime]:
    """Yield the instants, in UTC, at which the clock of the directory's zone shows `local`."""
    zone = router.directory.zone
    found = {local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    for instant in sorted(found):
        if instant.astimezone(zone).replace(tzinfo=None, fold=0) == local:
            yield instant


def local_time(instant: datetime, router: Router) -> datetime:
    return instant.astimezone(router.directory.zone).replace(tzinfo=None, fold=0)


def possible_changes(
    router: Router, channel_id: str, start: datetime, end: datetime, changes: Collection[datetime]
) -> list[datetime]:
    """Return the local times at which the router or the reader changes, and the minutes before.

    Neither changes between two of these times. If both agree at these times, they agree always.
    """
    own = {
        local_time(moment, router)
        for span in channel_spans(router, channel_id, start, end)
        for moment in (span.start, span.end)
    }
    found = own | {*changes}
    return sorted(found | {each - MINUTE for each in found})


def disagreements(
    router: Router,
    channel_id: str,
    bounds: tuple[datetime, datetime],
    changes: Collection[datetime],
    says_open: Callable[[datetime], bool],
) -> list[datetime]:
    """Return the local times within `bounds` at which a reader and the router differ."""
    start, end = bounds
    return [
        local
        for local in possible_changes(router, channel_id, start, end, changes)
        for instant in instants_of_clock(local, router)
        if start <= instant < end
        and router.status(channel_id, instant).open_now is not says_open(local)
    ]


HOURS = st.just(AlwaysOpen.ALWAYS) | kit.weekly_hours() | kit.weekly_hours(step=1, most=6)


@st.composite
def routers(draw: st.DrawFn, zones: st.SearchStrategy[str] | None = None) -> Router:
    """Draw routers over directories with many special days and closures in a few weeks."""
    first = draw(kit.days(date(2026, 2, 1), date(2026, 11, 1)))
    on = kit.days(first, first + 20 * DAY)
    directory = draw(kit.directories(time_zones=zones, hours=HOURS, on=on, most_channels=2))
    calendars = st.just(COLOMBIA) | st.frozensets(kit.days(), max_size=8)
    return Router(directory, holidays=draw(calendars))


@st.composite
def ranges(draw: st.DrawFn) -> tuple[datetime, datetime]:
    """Draw ranges of some days, or of more than a year, that start and end at any second."""
    start = datetime.combine(draw(kit.days()), time(), tzinfo=UTC)
    start += timedelta(seconds=draw(st.just(0) | st.integers(0, 86_399)))
    length = draw(st.integers(1, 40 * 86_400) | st.integers(366 * 86_400, 420 * 86_400))
    return start, start + timedelta(seconds=length)


EXAMPLES = settings(max_examples=examples(30))


def desk(hours: str = OFFICE) -> Channel:
    """Return a channel of three contacts that is closed on holidays."""
    return channel(
        "desk",
        hours,
        holidays="closed",
        contacts=[phone(extensions=["7", "8"]), mail(), chat()],
        name=LocalizedText(es="Mesa", en="desk"),
    )


NIGHT = "Fr 22:00-06:00"
EVE = LocalizedText(es="Víspera", en="Eve")

DECEMBER = at("2026-12-01"), at("2027-01-01")
THIRTEEN_MONTHS = at("2026-07-01"), at("2027-08-01")
