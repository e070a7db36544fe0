"""What each format says of each contact: nothing is left out, and no number is mistaken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ccb_support.export import to_icalendar, to_schema_org
from tests.builders import channel, chat, directory, form, mail, phone, short_code, whatsapp
from tests.export.disagreements import DECEMBER, STAMP
from tests.export.readers import events_of

if TYPE_CHECKING:
    from ccb_support import Contact

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
