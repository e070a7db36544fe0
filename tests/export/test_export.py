"""What is published is what is evaluated, by the word of readers that share no code with the library.

OpenStreetMap's strings are read back by `opening-hours-py`, calendars by `icalendar`, and linked
data by a small reader below, which goes by the text of schema.org.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from opening_hours import OpeningHours, State

from ccb_support import (
    BOGOTA,
    COLOMBIA,
    AlwaysOpen,
    ColombianCalendar,
    Directory,
    EmptyRangeError,
    LocalizedText,
    MissingExtraError,
    NaiveDatetimeError,
    NotACollectionError,
    NotADatetimeError,
    NotExpressibleError,
    OutOfRangeError,
    Router,
    UnknownChannelError,
    UnknownLanguageError,
    WeeklyHours,
    default_directory,
)
from ccb_support.export import to_icalendar, to_opening_hours, to_schema_org
from ccb_support.testing import strategies as kit

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from icalendar import Event

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

SHIPPED = Router(default_directory())
STAMP = datetime(2026, 11, 24, 17, tzinfo=UTC)

NO_HOLIDAYS: frozenset[date] = frozenset()

STALE = "Our Lady of Chiquinquirá"
"""The one holiday, observed since 2026, that `opening-hours-py` does not know."""


def is_stale(day: date) -> bool:
    return [holiday.name.en for holiday in COLOMBIA.get(day)] == [STALE]


class Span(NamedTuple):
    """A stretch of time, in UTC, in which a channel does one thing."""

    start: datetime
    end: datetime
    is_open: bool


def evaluated(router: Router, channel_id: str, start: datetime, end: datetime) -> Iterator[Span]:
    """Yield what a router says of a channel from `start` to before `end`, cut at both."""
    moment, last = start.astimezone(UTC), end.astimezone(UTC)
    while moment < last:
        status = router.status(channel_id, moment)
        until = status.valid_until.astimezone(UTC) if status.valid_until else last
        yield Span(moment, min(until, last), status.open_now)
        moment = until


def shown(local: datetime, router: Router) -> Iterator[datetime]:
    """Yield the instants, in UTC, at which the clock of the directory's zone shows `local`."""
    zone = router.directory.zone
    found = {local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    for instant in sorted(found):
        if instant.astimezone(zone).replace(tzinfo=None, fold=0) == local:
            yield instant


def local_time(instant: datetime, router: Router) -> datetime:
    return instant.astimezone(router.directory.zone).replace(tzinfo=None, fold=0)


def minutes(start: datetime, end: datetime) -> Iterator[datetime]:
    """Yield each minute from `start` to before `end`, in Bogotá's time, whose offset is constant."""
    local = start.astimezone(BOGOTA)
    return (local + MINUTE * number for number in range((end - start) // MINUTE))


def telling_moments(
    router: Router, channel_id: str, start: datetime, end: datetime, changes: Collection[datetime]
) -> list[datetime]:
    """Return the local times at which the router or a reader may change, and those just before.

    Between two of them neither changes, so that who agrees at all of them agrees at every minute.

    Args:
        router: the router.
        channel_id: a channel's id.
        start: where the range starts.
        end: where it ends.
        changes: the local times at which the reader changes.
    """
    own = {
        local_time(moment, router)
        for span in evaluated(router, channel_id, start, end)
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
        for local in telling_moments(router, channel_id, start, end, changes)
        for instant in shown(local, router)
        if start <= instant < end
        and router.status(channel_id, instant).open_now is not says_open(local)
    ]


# --- What is drawn

CALENDARS = st.just(COLOMBIA) | st.frozensets(kit.days(), max_size=8)

HOURS = st.just(AlwaysOpen.ALWAYS) | kit.weekly_hours() | kit.weekly_hours(step=1, most=6)


@st.composite
def routers(draw: st.DrawFn, zones: st.SearchStrategy[str] | None = None) -> Router:
    """Draw routers over directories whose special days and closures come thick and fast."""
    first = draw(kit.days(date(2026, 2, 1), date(2026, 11, 1)))
    on = kit.days(first, first + 20 * DAY)
    directory = draw(kit.directories(time_zones=zones, hours=HOURS, on=on, most_channels=2))
    return Router(directory, holidays=draw(CALENDARS))


@st.composite
def ranges(draw: st.DrawFn) -> tuple[datetime, datetime]:
    """Draw ranges of some days, or of more than a year, that start and end at any second."""
    start = datetime.combine(draw(kit.days()), time(), tzinfo=UTC)
    start += timedelta(seconds=draw(st.just(0) | st.integers(0, 86_399)))
    length = draw(st.integers(1, 40 * 86_400) | st.integers(366 * 86_400, 420 * 86_400))
    return start, start + timedelta(seconds=length)


EXAMPLES = settings(max_examples=30)


def directory_of(
    hours: str, *, holidays: str = "closed", more: str = "", zone: str = "America/Bogota"
) -> Directory:
    """Return a directory of one channel, `desk`."""
    return Directory.from_toml(f"""
format = 1
version = "1"
as_of = 2026-01-01
name = {{ es = "Mesa", en = "Desk" }}
time_zone = "{zone}"

[[channels]]
id = "desk"
name = {{ es = "Mesa", en = "desk" }}
request_types = "all"
priorities = "all"
holidays = "{holidays}"
hours = {hours}
contacts = [
  {{ medium = "phone", printed = "(601) 5550100", e164 = "+576015550100", extensions = ["7", "8"] }},
  {{ medium = "email", address = "desk@example.org" }},
  {{ medium = "chat", url = "https://example.org/chat" }},
]
{more}
""")


def named(directory: Directory, name: str) -> Directory:
    """Return a directory that has this name, as all its channels have."""
    text = LocalizedText(es=name, en=name)
    channels = tuple(each.model_copy(update={"name": text}) for each in directory.channels)
    return directory.model_copy(update={"name": text, "channels": channels})


WORKDAYS = '"monday", "tuesday", "wednesday", "thursday", "friday"'
OFFICE = f'[{{ days = [{WORKDAYS}], opens = "07:00", closes = "17:00" }}]'
NIGHT = '[{ days = ["friday"], opens = "22:00", closes = "06:00" }]'


def special(dates: str, hours: str) -> str:
    return f'[[special_days]]\nname = {{ es = "Víspera", en = "Eve" }}\n{dates}\nhours = {hours}\n'


def closure(starts: str, ends: str) -> str:
    return f'[[closures]]\nname = {{ es = "Mudanza", en = "Move" }}\nstarts = {starts}\nends = {ends}\n'


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BOGOTA)


DECEMBER = local("2026-12-01"), local("2027-01-01")


# --- opening_hours


class TestOpeningHoursOfTheShippedDirectory:
    """Every minute of thirteen months is read back from the strings as it is evaluated."""

    BOUNDS = local("2026-07-01"), local("2027-08-01")

    def test_are_what_a_person_would_write(self) -> None:
        assert to_opening_hours(default_directory()) == {
            "pqrs": "Mo-Fr 07:00-17:00; PH off",
            "p1_mobile": "24/7",
            "national_line": "24/7",
            "email": "24/7",
            "chat": "24/7",
        }

    @pytest.mark.parametrize("is_ranged", [False, True], ids=["for good", "within a range"])
    def test_say_the_same_at_every_minute(self, *, is_ranged: bool) -> None:
        if is_ranged:
            written = to_opening_hours(SHIPPED, *self.BOUNDS)["pqrs"]
        else:
            written = to_opening_hours(SHIPPED)["pqrs"]
        reader = OpeningHours(written, country="CO", timezone=BOGOTA)
        wrong = [
            minute
            for span in evaluated(SHIPPED, "pqrs", *self.BOUNDS)
            for minute in minutes(span.start, span.end)
            if reader.is_open(minute) is not span.is_open
        ]
        # Only who writes PH relies on the reader's own calendar, which is out of date.
        assert [each for each in wrong if is_ranged or not is_stale(each.date())] == []

    @pytest.mark.parametrize("channel_id", ["p1_mobile", "national_line", "email", "chat"])
    def test_say_of_the_others_that_they_never_close(self, channel_id: str) -> None:
        for_good = OpeningHours(to_opening_hours(SHIPPED)[channel_id])
        ranged = OpeningHours(to_opening_hours(SHIPPED, *self.BOUNDS)[channel_id])
        start, end = (local_time(each, SHIPPED) for each in self.BOUNDS)
        assert [each[:3] for each in for_good.intervals(start, end)] == [(start, end, State.OPEN)]
        assert [each[:3] for each in ranged.intervals(start - DAY, end + DAY)] == [
            (start - DAY, start, State.UNKNOWN),
            (start, end, State.OPEN),
            (end, end + DAY, State.UNKNOWN),
        ]


def changes_of(reader: OpeningHours, start: datetime, end: datetime) -> set[datetime]:
    """Return the local times at which a reader says that something changes."""
    return {moment for first, last, *_ in reader.intervals(start, end) for moment in (first, last)}


def days_around(router: Router, bounds: tuple[datetime, datetime]) -> tuple[datetime, datetime]:
    start, end = (local_time(each, router) for each in bounds)
    return start - 2 * DAY, end + 2 * DAY


class TestOpeningHours:
    """Whatever the directory, zone and calendar, what the strings say is what is evaluated."""

    @EXAMPLES
    @given(router=routers(), bounds=ranges())
    def test_within_a_range(self, router: Router, bounds: tuple[datetime, datetime]) -> None:
        for channel_id, written in to_opening_hours(router, *bounds).items():
            reader = OpeningHours(written)
            changes = changes_of(reader, *days_around(router, bounds))
            assert disagreements(router, channel_id, bounds, changes, reader.is_open) == []

    @EXAMPLES
    @given(router=routers(), bounds=ranges())
    def test_outside_the_range_nothing_is_known(
        self, router: Router, bounds: tuple[datetime, datetime]
    ) -> None:
        first, last = (local_time(each, router) for each in (bounds[0], bounds[1] - MINUTE))
        for written in to_opening_hours(router, *bounds).values():
            reader = OpeningHours(written)
            assert reader.is_unknown(first - 2 * DAY)
            assert reader.is_unknown(last + 2 * DAY)
            assert not reader.is_unknown(first)

    @EXAMPLES
    @given(router=routers(st.just("America/Bogota")), bounds=ranges())
    def test_for_good(self, router: Router, bounds: tuple[datetime, datetime]) -> None:
        for channel in router.directory.channels:
            try:
                written = to_opening_hours(router, channels=[channel.id])[channel.id]
            except NotExpressibleError:
                event("refused")
                assert channel.holidays == "closed"
                assert router.holidays is not COLOMBIA or passes_midnight(channel.hours)
                continue
            reader = OpeningHours(written, country="CO")
            changes = changes_of(reader, *days_around(router, bounds))
            wrong = disagreements(router, channel.id, bounds, changes, reader.is_open)
            assert [each for each in wrong if not is_stale(each.date())] == []

    @pytest.mark.parametrize(
        ("hours", "more", "expected"),
        [
            pytest.param(OFFICE, "", "Mo-Fr 07:00-17:00; PH off", id="office hours"),
            pytest.param('"always"', "", "24/7; PH off", id="always, but for holidays"),
            pytest.param("[]", "", "off", id="never"),
            pytest.param(
                '[{ days = ["monday", "saturday", "sunday"], opens = "20:00", closes = "24:00" }]',
                "",
                "Mo,Sa-Su 20:00-24:00; PH off",
                id="the end of the day",
            ),
            pytest.param(
                OFFICE,
                special("date = 2026-12-24", '[{ opens = "07:00", closes = "12:00" }]'),
                "Mo-Fr 07:00-17:00; PH off; 2026 Dec 24 07:00-12:00",
                id="a half day",
            ),
            pytest.param(
                OFFICE,
                special("date = 2026-12-24\nthrough = 2027-01-02", '"closed"'),
                # 25 December and 1 January are holidays, the rest of what is missing a weekend.
                "Mo-Fr 07:00-17:00; PH off; 2026 Dec 24,2026 Dec 28-2026 Dec 31 off",
                id="some days closed",
            ),
            pytest.param(
                OFFICE,
                special("date = 2026-12-25", '[{ opens = "08:00", closes = "12:00" }]'),
                "Mo-Fr 07:00-17:00; PH off; 2026 Dec 25 08:00-12:00",
                id="open on a holiday",
            ),
            pytest.param(
                OFFICE,
                closure("2026-12-23T10:00:00", "2026-12-24T09:30:00"),
                "Mo-Fr 07:00-17:00; PH off; 2026 Dec 23 07:00-10:00; 2026 Dec 24 09:30-17:00",
                id="a closure over a night",
            ),
            pytest.param(
                OFFICE,
                special("date = 2026-12-23", '[{ opens = "22:00", closes = "06:00" }]'),
                "Mo-Fr 07:00-17:00; PH off; 2026 Dec 23 22:00-24:00; "
                "2026 Dec 24 00:00-06:00,07:00-17:00",
                id="a special night",
            ),
            pytest.param(
                OFFICE,
                special("date = 2026-12-24", '[{ opens = "07:00", closes = "17:00" }]'),
                "Mo-Fr 07:00-17:00; PH off",
                id="nothing special",
            ),
        ],
    )
    def test_are_readable(self, hours: str, more: str, expected: str) -> None:
        assert to_opening_hours(directory_of(hours, more=more)) == {"desk": expected}

    def test_hours_are_cut_at_midnight(self) -> None:
        assert to_opening_hours(directory_of(NIGHT, holidays="open")) == {
            "desk": "Fr 22:00-24:00; Sa 00:00-06:00"
        }

    def test_the_night_of_sunday_goes_on_in_monday(self) -> None:
        night = NIGHT.replace("friday", "sunday")
        assert to_opening_hours(directory_of(night, holidays="open")) == {
            "desk": "Mo 00:00-06:00; Su 22:00-24:00"
        }

    def test_a_range_has_its_holidays_as_dates(self) -> None:
        assert to_opening_hours(directory_of(OFFICE), *DECEMBER) == {
            "desk": "24/7 unknown; 2026 Dec 01-2026 Dec 31 off; "
            "2026 Dec 01-2026 Dec 31 Mo-Fr 07:00-17:00; 2026 Dec 08,2026 Dec 25 off"
        }


def passes_midnight(hours: AlwaysOpen | WeeklyHours) -> bool:
    """Tell whether some span closes on the day after it opens."""
    return isinstance(hours, WeeklyHours) and any(span.closes < span.opens for span in hours.root)


class TestHolidaysThatCannotBeSaid:
    """`PH` is refused where a reader would take other days for holidays, or cut other hours."""

    @pytest.mark.parametrize(
        ("router", "reason"),
        [
            pytest.param(Router(directory_of(NIGHT)), "hours that pass midnight", id="a night"),
            pytest.param(
                Router(directory_of(OFFICE), holidays={date(2026, 12, 24)}),
                "which are other days",
                id="another calendar",
            ),
            pytest.param(
                Router(directory_of(OFFICE), holidays=type("Mine", (ColombianCalendar,), {})()),
                "which are other days",
                id="what may be another calendar",
            ),
            pytest.param(
                Router(directory_of(OFFICE, zone="America/New_York")),
                "which are other days",
                id="another place",
            ),
        ],
    )
    def test_refused(self, router: Router, reason: str) -> None:
        with pytest.raises(NotExpressibleError, match=reason) as caught:
            to_opening_hours(router)
        assert "'desk'" in str(caught.value)
        assert "Pass start and end" in str(caught.value)
        assert to_opening_hours(router, *DECEMBER)

    @pytest.mark.parametrize("hours", [OFFICE, NIGHT])
    def test_near_miss_a_channel_that_keeps_no_holidays(self, hours: str) -> None:
        directory = directory_of(hours, holidays="open", zone="America/New_York")
        assert "PH" not in to_opening_hours(Router(directory, holidays=NO_HOLIDAYS))["desk"]

    def test_near_miss_a_channel_that_never_opens(self) -> None:
        assert to_opening_hours(Router(directory_of("[]"), holidays=NO_HOLIDAYS)) == {"desk": "off"}


# --- schema.org


class Item(NamedTuple):
    """An `OpeningHoursSpecification`, read by the letter."""

    days: frozenset[str]
    opens: str | None
    closes: str | None
    first: date
    last: date

    @classmethod
    def of(cls, written: dict[str, Any]) -> Item:
        assert written["@type"] == "OpeningHoursSpecification"
        return cls(
            frozenset(written.get("dayOfWeek", WEEKDAYS)),
            written.get("opens"),
            written.get("closes"),
            date.fromisoformat(written["validFrom"]),
            date.fromisoformat(written["validThrough"]),
        )

    def concerns(self, day: date) -> bool:
        """Tell whether it says anything of a day."""
        return self.first <= day <= self.last and f"https://schema.org/{day:%A}" in self.days

    def span_on(self, day: date) -> tuple[datetime, datetime] | None:
        """Return when it opens and closes; "closed otherwise" where it never opens."""
        if self.opens is None or self.closes is None:
            return None
        opens, closes = (
            datetime.combine(day, time.fromisoformat(each)) for each in (self.opens, self.closes)
        )
        assert opens != closes, "schema.org does not say what that means"
        return opens, closes if opens < closes else closes + DAY

    @property
    def is_special(self) -> bool:
        """Whether a reader who lets some items replace others would take it for one of these."""
        return self.first == self.last or self.opens is None


WEEKDAYS = [f"https://schema.org/{date(2026, 11, 23) + DAY * number:%A}" for number in range(7)]


class LinkedDataReader:
    """Reads `hoursAvailable` by the text of schema.org, which leaves one question open.

    Args:
        written: the items.
        special_replaces: whether, as with `specialOpeningHoursSpecification`, what is said of a
            single day replaces what else is said of it; otherwise all that is said adds up.
    """

    def __init__(self, written: list[dict[str, Any]], *, special_replaces: bool) -> None:
        self._items = [Item.of(each) for each in written]
        self._special_replaces = special_replaces

    def is_open(self, local: datetime) -> bool:
        """Tell whether it is open at a local time."""
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


def contact_points(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    assert document["@context"] == "https://schema.org"
    return {point["identifier"]: point for point in document["@graph"]}


class TestSchemaOrg:
    """Linked data says what is evaluated, whether special items replace others or add to them."""

    @pytest.mark.parametrize("replaces", [True, False])
    def test_the_shipped_directory_at_every_minute(self, *, replaces: bool) -> None:
        bounds = local("2026-07-01"), local("2027-07-01")
        for channel_id, point in contact_points(to_schema_org(SHIPPED, *bounds)).items():
            reader = LinkedDataReader(point["hoursAvailable"], special_replaces=replaces)
            assert (
                disagreements(SHIPPED, channel_id, bounds, reader.changes(), reader.is_open) == []
            )

    @pytest.mark.parametrize("replaces", [True, False])
    @EXAMPLES
    @given(router=routers(), bounds=ranges())
    def test_any_directory(
        self, router: Router, bounds: tuple[datetime, datetime], *, replaces: bool
    ) -> None:
        for channel_id, point in contact_points(to_schema_org(router, *bounds)).items():
            reader = LinkedDataReader(point["hoursAvailable"], special_replaces=replaces)
            assert disagreements(router, channel_id, bounds, reader.changes(), reader.is_open) == []

    @EXAMPLES
    @given(router=routers(), bounds=ranges())
    def test_each_day_of_the_range_is_spoken_of_and_no_two_items_disagree(
        self, router: Router, bounds: tuple[datetime, datetime]
    ) -> None:
        for point in contact_points(to_schema_org(router, *bounds)).values():
            valid = sorted(
                {(item.first, item.last) for item in map(Item.of, point["hoursAvailable"])}
            )
            assert valid[0][0] <= local_time(bounds[0], router).date()
            assert valid[-1][1] >= local_time(bounds[1] - MINUTE, router).date()
            assert all(before[1] + DAY == after[0] for before, after in pairwise(valid))

    def test_a_channel(self) -> None:
        more = special("date = 2026-12-24", '[{ opens = "07:00", closes = "12:00" }]') + closure(
            "2026-12-29T10:00:00", "2026-12-29T11:00:00"
        )
        document = to_schema_org(
            directory_of(OFFICE, more=more), local("2026-12-24"), local("2026-12-31"), language="en"
        )
        (point,) = document["@graph"]
        hours = point.pop("hoursAvailable")
        assert point == {
            "@type": "ContactPoint",
            "identifier": "desk",
            "name": "desk",
            "contactType": "customer support",
            "description": "For every request: (601) 5550100 extensions 7, 8, desk@example.org, "
            "https://example.org/chat. The hours are those of America/Bogota.",
            "telephone": ["+576015550100;ext=7", "+576015550100;ext=8"],
            "email": "desk@example.org",
            "url": "https://example.org/chat",
        }
        assert [
            (
                each.get("name"), len(each.get("dayOfWeek", [])), each.get("opens"),
                each.get("closes"), each["validFrom"][-2:], each["validThrough"][-2:],
            )
            for each in hours
        ] == [
            ("Eve", 0, "07:00:00", "12:00:00", "24", "24"),
            ("Christmas Day", 0, None, None, "25", "25"),
            (None, 1, "07:00:00", "17:00:00", "26", "28"),
            ("Move", 0, "07:00:00", "10:00:00", "29", "29"),
            ("Move", 0, "11:00:00", "17:00:00", "29", "29"),
            (None, 1, "07:00:00", "17:00:00", "30", "30"),
        ]  # fmt: skip

    def test_a_whole_day_is_two_halves(self) -> None:
        document = to_schema_org(directory_of('"always"', holidays="open"), *DECEMBER)
        hours = document["@graph"][0]["hoursAvailable"]
        assert [(each["opens"], each["closes"]) for each in hours] == [
            ("00:00:00", "12:00:00"),
            ("12:00:00", "00:00:00"),
        ]

    def test_a_special_day_on_a_holiday_hides_the_name_of_the_holiday(self) -> None:
        more = special("date = 2026-12-25", '[{ opens = "07:00", closes = "12:00" }]')
        document = to_schema_org(directory_of(OFFICE, more=more), *DECEMBER)
        names = [each.get("name") for each in document["@graph"][0]["hoursAvailable"]]
        assert "Víspera" in names
        assert "Navidad" not in names

    def test_it_is_json(self) -> None:
        document = to_schema_org(SHIPPED, *DECEMBER)
        assert json.loads(json.dumps(document)) == document

    def test_an_unknown_language(self) -> None:
        language: Any = "fr"
        with pytest.raises(UnknownLanguageError):
            to_schema_org(SHIPPED, *DECEMBER, language=language)


# --- iCalendar


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


def instants_of(event: Event) -> tuple[datetime, datetime]:
    start, end = event.DTSTART, event.DTEND
    assert isinstance(start, datetime)
    assert isinstance(end, datetime)
    return start, end


def published(written: bytes, channel_id: str) -> list[tuple[datetime, datetime]]:
    """Return when a channel is open, by its events, in order."""
    return sorted(map(instants_of, events_of(written, channel_id)))


def open_spans(
    router: Router, channel_id: str, bounds: tuple[datetime, datetime]
) -> list[tuple[datetime, datetime]]:
    return [
        (span.start, span.end) for span in evaluated(router, channel_id, *bounds) if span.is_open
    ]


class TestICalendar:
    """A calendar has an event for each time that a channel is open, and nothing else."""

    @EXAMPLES
    @given(router=routers(), bounds=ranges())
    def test_any_directory(self, router: Router, bounds: tuple[datetime, datetime]) -> None:
        expected = {
            channel_id: open_spans(router, channel_id, bounds)
            for channel_id in router.directory.channel_ids
        }
        if not any(expected.values()):
            with pytest.raises(NotExpressibleError, match="none of these channels is open"):
                to_icalendar(router, *bounds, dtstamp=STAMP)
            return
        written = to_icalendar(router, *bounds, dtstamp=STAMP)
        assert {each: published(written, each) for each in expected} == expected
        assert len(events_of(written)) == sum(map(len, expected.values()))

    def test_the_shipped_directory_over_thirteen_months(self) -> None:
        bounds = TestOpeningHoursOfTheShippedDirectory.BOUNDS
        written = to_icalendar(SHIPPED, *bounds, dtstamp=STAMP)
        for channel_id in SHIPPED.directory.channel_ids:
            assert published(written, channel_id) == open_spans(SHIPPED, channel_id, bounds)

    def test_the_hour_that_comes_twice_is_two_events(self) -> None:
        hours = '[{ days = ["sunday"], opens = "01:10", closes = "01:40" }]'
        router = Router(directory_of(hours, holidays="open", zone="America/New_York"))
        bounds = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC)
        assert published(to_icalendar(router, *bounds, dtstamp=STAMP), "desk") == [
            (
                datetime(2026, 11, 1, hour, 10, tzinfo=UTC),
                datetime(2026, 11, 1, hour, 40, tzinfo=UTC),
            )
            for hour in (5, 6)
        ]

    def test_an_event(self) -> None:
        bounds = local("2026-12-24"), local("2026-12-25")
        written = to_icalendar(
            directory_of(OFFICE), *bounds, dtstamp=STAMP.astimezone(BOGOTA), language="en"
        )
        assert written.decode("utf-8").split("\r\n") == [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//ccb-support//opening hours//EN",
            "NAME:Desk",
            "X-WR-CALNAME:Desk",
            "UID:aa3d7032-f516-5735-a2a9-0aaef1e26ac2",
            "BEGIN:VEVENT",
            "SUMMARY:desk",
            "DTSTART:20261224T120000Z",
            "DTEND:20261224T220000Z",
            "DTSTAMP:20261124T170000Z",
            "UID:ff116717-8658-5183-9d5b-4dc76c6d45d0",
            "CATEGORIES:desk",
            r"DESCRIPTION:(601) 5550100 extensions 7\, 8\ndesk@example.org\nhttps://exam",
            " ple.org/chat",
            "TRANSP:TRANSPARENT",
            "URL:tel:+576015550100;ext=7",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]

    def test_it_is_the_same_every_time(self) -> None:
        first, second = (to_icalendar(SHIPPED, *DECEMBER, dtstamp=STAMP) for _ in range(2))
        assert first == second

    def test_every_event_has_an_identifier_of_its_own(self) -> None:
        written = to_icalendar(SHIPPED, *DECEMBER, dtstamp=STAMP)
        uids = [each.uid for each in events_of(written)]
        assert len({*uids, calendar_of(written).uid}) == len(uids) + 1

    def test_an_opening_keeps_its_identifier(self) -> None:
        """Whatever the range, the language, the stamp, the channels chosen, and the version."""
        later = SHIPPED.directory.model_copy(
            update={"version": "later", "as_of": date(2026, 12, 1)}
        )
        bounds = local("2026-12-10T09:00"), local("2027-03-01")
        one = to_icalendar(SHIPPED, *DECEMBER, dtstamp=STAMP)
        other = to_icalendar(
            later, *bounds, dtstamp=STAMP + DAY, channels=["chat", "pqrs"], language="en"
        )
        for channel_id in ("pqrs", "chat"):
            first, second = (
                {
                    each.DTEND if channel_id == "pqrs" else "": each.uid
                    for each in events_of(text, channel_id)
                }
                for text in (one, other)
            )
            shared = first.keys() & second.keys()
            assert shared
            assert {first[each] for each in shared} == {second[each] for each in shared}

    def test_directories_of_different_names_share_no_identifier(self) -> None:
        uids = [
            {each.uid for each in events_of(to_icalendar(directory, *DECEMBER, dtstamp=STAMP))}
            for directory in (
                directory_of(OFFICE),
                directory_of(OFFICE).model_copy(update={"name": SHIPPED.directory.name}),
            )
        ]
        assert uids[0].isdisjoint(uids[1])

    @pytest.mark.parametrize(
        ("stamp", "error"),
        [
            (datetime(2026, 11, 24), NaiveDatetimeError),  # noqa: DTZ001 - the point
            ("now", NotADatetimeError),
            (datetime.min.replace(tzinfo=timezone(timedelta(hours=14))), OutOfRangeError),
            (datetime.max.replace(tzinfo=timezone(timedelta(hours=-12))), OutOfRangeError),
        ],
    )
    def test_a_stamp_is_an_instant(self, stamp: Any, error: type[Exception]) -> None:  # noqa: ANN401 - whatever it is
        with pytest.raises(error, match=re.escape(repr(stamp))):
            to_icalendar(SHIPPED, *DECEMBER, dtstamp=stamp)

    @pytest.mark.parametrize(
        "name",
        [r"A\Nuevo", r"a\nb", "\\", "a;b,c:d", r"\,\;", "]]>&lt;", "0" * 500, "ñ" * 500],
        ids=lambda name: name[:9],
    )
    def test_regression_any_name_stays_as_it_is(self, name: str) -> None:
        """A backslash before an N was written as the end of a line."""
        directory = named(directory_of(OFFICE), name)
        written = to_icalendar(directory, *DECEMBER, dtstamp=STAMP)
        lines = re.sub(r"\r\n ", "", written.decode("utf-8")).split("\r\n")
        for key in ("NAME", "X-WR-CALNAME", "SUMMARY"):
            (line,) = {each for each in lines if each.startswith(f"{key}:")}
            # By RFC 5545, 3.3.11: what follows a backslash stands for itself, but for N and n.
            assert re.sub(r"\\([\\;,])", r"\1", line.removeprefix(f"{key}:")) == name
            assert not re.search(r"(?<!\\)(\\\\)*\\[nN]", line)


class TestMissingExtra:
    """Only who writes a calendar needs `icalendar`, and is told so."""

    def test_it_is_named_with_its_remedy(self) -> None:
        with patch.dict(sys.modules, {"icalendar": None}):
            with pytest.raises(MissingExtraError, match=r"pip install 'ccb-support\[export\]'"):
                to_icalendar(SHIPPED, *DECEMBER, dtstamp=STAMP)
            assert to_opening_hours(SHIPPED)
            assert to_schema_org(SHIPPED, *DECEMBER)

    def test_what_icalendar_itself_misses_is_its_own_error(self) -> None:
        missing = ModuleNotFoundError(name="dateutil")
        with (
            patch("builtins.__import__", side_effect=missing),
            pytest.raises(ModuleNotFoundError) as caught,
        ):
            to_icalendar(SHIPPED, *DECEMBER, dtstamp=STAMP)
        assert caught.value is missing


class TestClockChanges:
    """Hours are those of the clock: an hour that never comes opens nothing, one that comes twice does."""

    HOURS = '[{ days = ["saturday", "sunday"], opens = "01:30", closes = "02:30" }]'
    ROUTER = Router(directory_of(HOURS, holidays="open", zone="America/New_York"))

    @pytest.mark.parametrize(
        "bounds",
        [
            (datetime(2026, 3, 7, tzinfo=UTC), datetime(2026, 3, 10, tzinfo=UTC)),
            (datetime(2026, 10, 31, tzinfo=UTC), datetime(2026, 11, 3, tzinfo=UTC)),
            # Within the hour that comes twice.
            (datetime(2026, 11, 1, 5, 40, tzinfo=UTC), datetime(2026, 11, 1, 6, 10, tzinfo=UTC)),
        ],
        ids=["on", "back", "in between"],
    )
    def test_every_format_agrees(self, bounds: tuple[datetime, datetime]) -> None:
        osm = OpeningHours(to_opening_hours(self.ROUTER, *bounds)["desk"])
        (point,) = to_schema_org(self.ROUTER, *bounds)["@graph"]
        linked = LinkedDataReader(point["hoursAvailable"], special_replaces=False)
        first = local_time(bounds[0], self.ROUTER)
        every_minute = {first + MINUTE * number for number in range(-120, 4 * 24 * 60)}
        for reads in (osm.is_open, linked.is_open):
            assert disagreements(self.ROUTER, "desk", bounds, every_minute, reads) == []
        written = to_icalendar(self.ROUTER, *bounds, dtstamp=STAMP)
        assert published(written, "desk") == open_spans(self.ROUTER, "desk", bounds)

    def test_a_day_that_a_clock_shows_again_is_published_whole(self) -> None:
        """In St. John's the clock was set back at a minute past midnight, to the day before."""
        router = Router(directory_of('"always"', holidays="open", zone="America/St_Johns"))
        before = datetime(2010, 11, 7, 2, 29, 30, tzinfo=UTC)  # 23:59:30 on the 6th
        between = datetime(2010, 11, 7, 2, 30, 30, tzinfo=UTC)  # 00:00:30 on the 7th
        after = datetime(2010, 11, 7, 2, 32, tzinfo=UTC)  # 23:02 on the 6th, again
        assert [local_time(each, router).day for each in (before, between, after)] == [6, 7, 6]
        for start in (before, between):
            reader = OpeningHours(to_opening_hours(router, start, after)["desk"])
            assert reader.is_open(datetime(2010, 11, 6, 23, 2))  # noqa: DTZ001 - on the clock
            assert reader.is_open(datetime(2010, 11, 7, 0, 0))  # noqa: DTZ001 - likewise


# --- What they have in common

WRITERS: dict[str, Callable[..., object]] = {
    "opening_hours": to_opening_hours,
    "schema.org": to_schema_org,
    "iCalendar": lambda *arguments, **options: to_icalendar(*arguments, **options, dtstamp=STAMP),
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
class TestArguments:
    """Every format takes a directory or a router, a range, and the channels that are wanted."""

    def test_a_directory_is_read_with_the_holidays_of_colombia(
        self, write: Callable[..., object]
    ) -> None:
        assert write(default_directory(), *DECEMBER) == write(SHIPPED, *DECEMBER)

    def test_the_calendar_of_a_router_counts(self, write: Callable[..., object]) -> None:
        without = Router(default_directory(), holidays=NO_HOLIDAYS)
        assert write(without, *DECEMBER) != write(SHIPPED, *DECEMBER)

    def test_some_channels(self, write: Callable[..., object]) -> None:
        some = write(SHIPPED, *DECEMBER, channels=["chat", "pqrs"])
        assert some == write(SHIPPED, *DECEMBER, channels={"pqrs", "chat"})
        assert some != write(SHIPPED, *DECEMBER)

    @pytest.mark.parametrize(
        ("channels", "error"), [(["fax"], UnknownChannelError), ("pqrs", NotACollectionError)]
    )
    def test_no_channels(
        self,
        write: Callable[..., object],
        channels: Any,  # noqa: ANN401 - whatever it is
        error: type[Exception],
    ) -> None:
        with pytest.raises(error):
            write(SHIPPED, *DECEMBER, channels=channels)

    @pytest.mark.parametrize(
        ("start", "end", "error"),
        [
            (local("2026-12-01"), local("2026-12-01"), EmptyRangeError),
            (local("1983-12-31"), local("2026-12-01"), OutOfRangeError),
            (local("2199-12-31"), local("2200-01-02"), OutOfRangeError),
            (local("2026-12-01"), None, NotADatetimeError),
            (None, local("2026-12-01"), NotADatetimeError),
            (local("2026-12-01").replace(tzinfo=None), local("2027-01-01"), NaiveDatetimeError),
        ],
    )
    def test_no_range(
        self,
        write: Callable[..., object],
        start: datetime | None,
        end: datetime | None,
        error: type[Exception],
    ) -> None:
        with pytest.raises(error):
            write(SHIPPED, start, end)

    @pytest.mark.parametrize(
        "bounds",
        [
            (local("1984-01-01"), local("1984-01-03")),
            (local("2199-12-30"), local("2200-01-01")),
        ],
        ids=["first", "last"],
    )
    def test_the_ends_of_what_is_supported(
        self, write: Callable[..., object], bounds: tuple[datetime, datetime]
    ) -> None:
        assert write(SHIPPED, *bounds)
