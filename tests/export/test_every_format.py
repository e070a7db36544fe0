"""What the formats have in common: clock changes, arguments, and each contact, whole and right."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from opening_hours import OpeningHours

from ccb_support import (
    Contact,
    Router,
    UnknownChannelError,
    default_directory,
)
from ccb_support.errors import NotACollectionError
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
    NO_HOLIDAYS,
    SHIPPED,
    STAMP,
    events_of,
    local_time,
)


def test_a_range_may_end_on_the_day_before_that_of_its_start() -> None:
    """In St. John's the clock was set back at a minute past midnight, to the day before."""
    router = Router(directory(channel("desk"), time_zone="America/St_Johns"))
    between = datetime(2010, 11, 7, 2, 30, 30, tzinfo=UTC)  # 00:00:30 on the 7th
    after = datetime(2010, 11, 7, 2, 32, tzinfo=UTC)  # 23:02 on the 6th, again
    assert [local_time(each, router).day for each in (between, after)] == [7, 6]
    reader = OpeningHours(to_opening_hours(router, between, after)["desk"])
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

    @pytest.mark.parametrize(
        ("source", "is_the_same"),
        [
            pytest.param(default_directory(), True, id="a directory"),
            pytest.param(Router(default_directory(), holidays=NO_HOLIDAYS), False, id="holidays"),
            pytest.param(
                [
                    default_directory(),
                    changed(default_directory(), effective=date(2100, 1, 1), version="later"),
                ],
                True,
                id="an edition outside the range",
            ),
        ],
    )
    def test_what_is_written_is_what_the_router_says(
        self, write: Callable[..., object], source: object, *, is_the_same: bool
    ) -> None:
        assert (write(source, *DECEMBER) == write(SHIPPED, *DECEMBER)) is is_the_same

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
        assert point["email"] == ["desk@example.org"]
        assert point["url"] == [
            "https://wa.me/573005550100",
            "https://example.org/chat",
            "https://example.org/form",
        ]

    def test_a_short_code_is_written_as_people_dial_it(self) -> None:
        code = short_code().model_copy(update={"extensions": ("7", "8")})
        assert linked(short_code())["telephone"] == ["#383"]
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
