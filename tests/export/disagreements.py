"""Readers of the formats, and the times at which a router and a reader disagree about a channel."""

from collections.abc import Callable, Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from typing import Any, NamedTuple

from hypothesis import settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from ccb_support import Channel, Router, default_directory
from ccb_support.calendars.colombia import COLOMBIA
from ccb_support.model import AlwaysOpen, LocalizedText
from ccb_support.testing import strategies as kit
from tests.builders import OFFICE, at, channel, chat, directory, mail, phone
from tests.systems import examples

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

SHIPPED = Router(default_directory())
STAMP = datetime(2026, 11, 24, 17, tzinfo=UTC)

NO_HOLIDAYS: frozenset[date] = frozenset()


def open_spans(
    router: Router, channel_id: str, bounds: tuple[datetime, datetime]
) -> list[tuple[datetime, datetime]]:
    """Return the spans of a range in which a channel is open, in UTC."""
    return [
        (start.astimezone(UTC), end.astimezone(UTC))
        for start, end in router.open_spans(channel_id, *bounds)
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


def disagreements(
    router: Router,
    channel_id: str,
    bounds: tuple[datetime, datetime],
    changes: Collection[datetime],
    says_open: Callable[[datetime], bool],
) -> list[datetime]:
    """Return the local times within `bounds` at which a reader and the router differ.

    These are times at which the router or the reader changes, and the minutes before. Neither
    changes between two of them: if both agree at these times, they agree always.
    """
    start, end = bounds
    edges = chain(bounds, *open_spans(router, channel_id, bounds))
    found = {local_time(each, router) for each in edges} | {*changes}
    return [
        local
        for local in sorted(found | {each - MINUTE for each in found})
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
IN_NEW_YORK = Router(directory(channel("desk", "Sa-Su 01:30-02:30"), time_zone="America/New_York"))
"""A desk that is open when clocks are set: a skipped hour opens nothing, a repeated one twice."""

CLOCKS_SET = tuple(
    (datetime.fromisoformat(f"{start}+00:00"), datetime.fromisoformat(f"{end}+00:00"))
    for start, end in (
        ("2026-03-07T00:00", "2026-03-10T00:00"),
        ("2026-10-31T00:00", "2026-11-03T00:00"),
        ("2026-11-01T05:40", "2026-11-01T06:10"),  # within the repeated hour
    )
)
"""Ranges in which New York sets its clocks: on, back, and in between."""

THIRTEEN_MONTHS = at("2026-07-01"), at("2027-08-01")


class Item(NamedTuple):
    """The fields of an `OpeningHoursSpecification`."""

    days: frozenset[str]
    opens: str | None
    closes: str | None
    first: date
    last: date

    @classmethod
    def of(cls, written: dict[str, Any]) -> "Item":
        assert written["@type"] == "OpeningHoursSpecification"
        return cls(
            frozenset(written.get("dayOfWeek", WEEKDAYS)),
            written.get("opens"),
            written.get("closes"),
            date.fromisoformat(written["validFrom"]),
            date.fromisoformat(written["validThrough"]),
        )

    def concerns(self, day: date) -> bool:
        """Return whether the item says anything about a day."""
        return self.first <= day <= self.last and f"https://schema.org/{day:%A}" in self.days

    def span_on(self, day: date) -> tuple[datetime, datetime] | None:
        """Return when the item opens and closes on a day, or None if it never opens."""
        if self.opens is None or self.closes is None:
            return None
        opens, closes = (
            datetime.combine(day, time.fromisoformat(each)) for each in (self.opens, self.closes)
        )
        assert opens != closes, "schema.org does not say what that means"
        return opens, closes if opens < closes else closes + DAY

    @property
    def is_special(self) -> bool:
        """Whether a reader may take the item for one that replaces others."""
        return self.first == self.last or self.opens is None


WEEKDAYS = [f"https://schema.org/{date(2026, 11, 23) + DAY * number:%A}" for number in range(7)]


class LinkedDataReader:
    """Reads `hoursAvailable` by the text of schema.org, which leaves one question open.

    Args:
        written: the items.
        special_replaces: whether the items of a single day replace the others of that day, as with
            `specialOpeningHoursSpecification`. Otherwise all items add up.
    """

    def __init__(self, written: list[dict[str, Any]], *, special_replaces: bool) -> None:
        self._items = [Item.of(each) for each in written]
        self._special_replaces = special_replaces

    def is_open(self, local: datetime) -> bool:
        """Return whether some item is open at a local time."""
        return any(
            opens <= local < closes
            for day in (local.date() - DAY, local.date())
            for opens, closes in self._spans(day)
        )

    def changes(self) -> set[datetime]:
        """Return every local time at which something may change."""
        first, last = self._items[0].first, max(item.last for item in self._items)
        days = [first + DAY * number for number in range((last - first).days + 1)]
        return {moment for day in days for span in self._spans(day) for moment in span}

    def _spans(self, day: date) -> list[tuple[datetime, datetime]]:
        said = [item for item in self._items if item.concerns(day)]
        if self._special_replaces and any(item.is_special for item in said):
            said = [item for item in said if item.is_special]
        return [span for span in (item.span_on(day) for item in said) if span]


def calendar_of(written: bytes) -> Calendar:
    calendar = Calendar.from_ical(written)
    assert isinstance(calendar, Calendar)
    return calendar


def events_of(written: bytes, channel_id: str | None = None) -> list[Event]:
    return [
        each
        for each in calendar_of(written).events
        if channel_id is None or each.categories == [channel_id]
    ]


def event_spans(written: bytes, channel_id: str) -> list[tuple[date, date]]:
    """Return when a channel is open, by its events, in order."""
    return sorted((each.start, each.end) for each in events_of(written, channel_id))
