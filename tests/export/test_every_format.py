"""What the formats have in common: clock changes, arguments, and each contact, whole and right."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from opening_hours import OpeningHours

from ccb_support import (
    Contact,
    NaiveDatetimeError,
    OutOfRangeError,
    Router,
    UnknownChannelError,
    default_directory,
)
from ccb_support.errors import EmptyRangeError, NotACollectionError, NotADatetimeError
from ccb_support.export import to_icalendar, to_opening_hours, to_schema_org
from tests.builders import (
    at,
    changed,
    channel,
    chat,
    directory,
    form,
    mail,
    phone,
    short_code,
    whatsapp,
)
from tests.export.disagreements import (
    DECEMBER,
    MINUTE,
    NO_HOLIDAYS,
    SHIPPED,
    STAMP,
    LinkedDataReader,
    disagreements,
    event_spans,
    events_of,
    local_time,
    open_spans,
)


class TestClockChanges:
    """Hours are those of the clock: a skipped hour opens nothing, a repeated hour opens twice."""

    DESK = channel("desk", "Sa-Su 01:30-02:30")
    ROUTER = Router(directory(DESK, time_zone="America/New_York"))

    @pytest.mark.parametrize(
        "bounds",
        [
            (datetime(2026, 3, 7, tzinfo=UTC), datetime(2026, 3, 10, tzinfo=UTC)),
            (datetime(2026, 10, 31, tzinfo=UTC), datetime(2026, 11, 3, tzinfo=UTC)),
            # within the repeated hour
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
        assert event_spans(written, "desk") == open_spans(self.ROUTER, "desk", bounds)

    def test_a_day_that_a_clock_shows_again_is_published_whole(self) -> None:
        """In St. John's the clock was set back at a minute past midnight, to the day before."""
        router = Router(directory(channel("desk"), time_zone="America/St_Johns"))
        before = datetime(2010, 11, 7, 2, 29, 30, tzinfo=UTC)  # 23:59:30 on the 6th
        between = datetime(2010, 11, 7, 2, 30, 30, tzinfo=UTC)  # 00:00:30 on the 7th
        after = datetime(2010, 11, 7, 2, 32, tzinfo=UTC)  # 23:02 on the 6th, again
        assert [local_time(each, router).day for each in (before, between, after)] == [6, 7, 6]
        for start in (before, between):
            reader = OpeningHours(to_opening_hours(router, start, after)["desk"])
            assert reader.is_open(datetime.fromisoformat("2010-11-06 23:02"))
            assert reader.is_open(datetime.fromisoformat("2010-11-07 00:00"))


WRITERS: dict[str, Callable[..., object]] = {
    "opening_hours": to_opening_hours,
    "schema.org": to_schema_org,
    "iCalendar": lambda *arguments, **options: to_icalendar(*arguments, **options, dtstamp=STAMP),
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
class TestArguments:
    """Every format takes a directory or a router, a range, and the chosen channels."""

    def test_a_directory_is_read_with_the_holidays_of_colombia(
        self, write: Callable[..., object]
    ) -> None:
        assert write(default_directory(), *DECEMBER) == write(SHIPPED, *DECEMBER)

    def test_the_calendar_of_a_router_counts(self, write: Callable[..., object]) -> None:
        without = Router(default_directory(), holidays=NO_HOLIDAYS)
        assert write(without, *DECEMBER) != write(SHIPPED, *DECEMBER)

    def test_an_edition_outside_the_range_does_not_count(
        self, write: Callable[..., object]
    ) -> None:
        later = changed(default_directory(), effective=date(2100, 1, 1), version="later")
        assert write([default_directory(), later], *DECEMBER) == write(SHIPPED, *DECEMBER)

    def test_the_channels_may_be_chosen_in_any_order(self, write: Callable[..., object]) -> None:
        some = write(SHIPPED, *DECEMBER, channels=["chat", "pqrs"])
        assert some == write(SHIPPED, *DECEMBER, channels={"pqrs", "chat"})
        assert some != write(SHIPPED, *DECEMBER)

    @pytest.mark.parametrize(
        ("channels", "error"), [(["fax"], UnknownChannelError), ("pqrs", NotACollectionError)]
    )
    def test_other_channels_are_refused(
        self, write: Callable[..., object], channels: object, error: type[Exception]
    ) -> None:
        with pytest.raises(error):
            write(SHIPPED, *DECEMBER, channels=channels)

    @pytest.mark.parametrize(
        ("start", "end", "error"),
        [
            (at("2026-12-01"), at("2026-12-01"), EmptyRangeError),
            (at("1983-12-31"), at("2026-12-01"), OutOfRangeError),
            (at("2199-12-31"), at("2200-01-02"), OutOfRangeError),
            (at("2026-12-01"), None, NotADatetimeError),
            (None, at("2026-12-01"), NotADatetimeError),
            (at("2026-12-01").replace(tzinfo=None), at("2027-01-01"), NaiveDatetimeError),
        ],
    )
    def test_other_ranges_are_refused(
        self, write: Callable[..., object], start: object, end: object, error: type[Exception]
    ) -> None:
        with pytest.raises(error):
            write(SHIPPED, start, end)

    @pytest.mark.parametrize(
        "bounds",
        [
            (at("1984-01-01"), at("1984-01-03")),
            (at("2199-12-30"), at("2200-01-01")),
        ],
        ids=["first", "last"],
    )
    def test_the_ends_of_the_supported_range(
        self, write: Callable[..., object], bounds: tuple[datetime, datetime]
    ) -> None:
        assert write(SHIPPED, *bounds)


CONTACTS = (phone(), short_code("195"), whatsapp(), mail(), chat(), form())


def linked(*contacts: Contact, language: str = "en") -> dict[str, Any]:
    """Return schema.org's contact point of a channel with these contacts."""
    desk = directory(channel(contacts=contacts))
    (point,) = to_schema_org(desk, *DECEMBER, language=language)["@graph"]
    return dict(point)


class TestSchemaOrg:
    """A telephone is a `telephone`, a mailbox an `email`, and every other contact a `url`."""

    def test_each_contact_has_a_property(self) -> None:
        point = linked(*CONTACTS)
        assert point["telephone"] == ["+576015550100", "195"]
        assert point["email"] == "desk@example.org"
        assert point["url"] == [
            "https://wa.me/573005550100",
            "https://example.org/chat",
            "https://example.org/form",
        ]

    def test_a_short_code_is_written_as_people_dial_it(self) -> None:
        code = short_code().model_copy(update={"extensions": ("7", "8")})
        assert linked(short_code())["telephone"] == "#383"
        assert linked(code)["telephone"] == ["#383;ext=7", "#383;ext=8"]

    @pytest.mark.parametrize(
        ("language", "word"),
        [("es", "opción"), ("en", "option")],
    )
    def test_a_telephone_has_what_to_press_in_its_menu(self, language: str, word: str) -> None:
        desks = phone(menu_option="3"), phone(1, menu_option="3", extensions=["7"])
        assert linked(*desks, language=language)["telephone"] == [
            f"+576015550100 {word} 3",
            f"+576015550101;ext=7 {word} 3",
        ]

    @pytest.mark.parametrize(
        ("language", "words"),
        [
            ("es", "formulario web https://example.org/form"),
            ("en", "web form https://example.org/form"),
        ],
    )
    def test_the_description_says_what_the_contact_alone_does_not(
        self, language: str, words: str
    ) -> None:
        assert (
            "(601) 5550100, 195, WhatsApp 300 5550100, desk@example.org, "
            f"https://example.org/chat, {words}."
        ) in linked(*CONTACTS, language=language)["description"]


class TestICalendar:
    """An event lists every contact, and leads to the first."""

    def test_it_lists_every_contact(self) -> None:
        desk = directory(channel(hours="Mo 07:00-17:00", contacts=CONTACTS))
        event = events_of(to_icalendar(desk, *DECEMBER, dtstamp=STAMP))[0]
        assert str(event["DESCRIPTION"]).splitlines() == [
            "(601) 5550100",
            "195",
            "WhatsApp 300 5550100",
            "desk@example.org",
            "https://example.org/chat",
            "formulario web https://example.org/form",
        ]

    @pytest.mark.parametrize("contact", CONTACTS, ids=lambda each: each.uri)
    def test_it_leads_to_the_first(self, contact: Contact) -> None:
        desk = directory(channel(hours="Mo 07:00-17:00", contacts=[contact]))
        assert events_of(to_icalendar(desk, *DECEMBER, dtstamp=STAMP))[0]["URL"] == contact.uri
