"""Every medium can be preferred, is said in words, and goes through JSON and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest

from ccb_support import Medium, Reason, Recommendation, Router
from ccb_support.answer.short_forms import contact_in_short
from ccb_support.frames import route
from tests.builders import at, channel, chat, directory, form, mail, phone, short_code, whatsapp

if TYPE_CHECKING:
    from ccb_support import Contact

WHEN = at("2026-11-24 09:30")
CONTACTS: dict[Medium, Contact] = {
    Medium.PHONE: short_code(),
    Medium.WHATSAPP: whatsapp(),
    Medium.EMAIL: mail(),
    Medium.CHAT: chat(),
    Medium.WEB_FORM: form(),
}
ROUTER = Router(
    directory(*(channel(medium.value, contacts=[each]) for medium, each in CONTACTS.items()))
)
"""A router over a channel for each medium. The first is a short code."""

LINES = {
    Medium.PHONE: ("Llame: Canal phone, #383 (", "Call: channel phone, #383 ("),
    Medium.WHATSAPP: (
        "Escriba por WhatsApp: Canal whatsapp, 300 5550100 (",
        "Write on WhatsApp: channel whatsapp, 300 5550100 (",
    ),
    Medium.EMAIL: (
        "Escriba: Canal email, desk@example.org (",
        "Write: channel email, desk@example.org (",
    ),
    Medium.CHAT: (
        "Entre al chat: Canal chat, https://example.org/chat (",
        "Go to the chat: channel chat, https://example.org/chat (",
    ),
    Medium.WEB_FORM: (
        "Entre al formulario: Canal web_form, https://example.org/form (",
        "Go to the form: channel web_form, https://example.org/form (",
    ),
}


@pytest.mark.parametrize("medium", Medium)
class TestEveryMedium:
    """A caller who prefers a medium gets its channel and its contact."""

    def test_it_can_be_preferred(self, medium: Medium) -> None:
        answer = ROUTER.recommend("queja", "P3", WHEN, prefer=medium)
        assert (answer.channel.id, answer.contact) == (medium, CONTACTS[medium])
        assert answer.reason is (Reason.GENERAL if medium is Medium.PHONE else Reason.PREFERRED)
        assert answer.uri == CONTACTS[medium].uri
        assert answer.number == ("#383" if medium is Medium.PHONE else None)

    def test_it_can_be_preferred_within_a_channel(self, medium: Medium) -> None:
        router = Router(directory(channel(contacts=[phone(1), *CONTACTS.values()])))
        answer = router.recommend("queja", "P3", WHEN, prefer=medium)
        first = phone(1) if medium is Medium.PHONE else CONTACTS[medium]
        assert answer.contact == first

    def test_its_label_can_be_preferred(self, medium: Medium) -> None:
        for language in ("es", "en"):
            answer = ROUTER.recommend("queja", "P3", WHEN, prefer=medium.label(language))
            assert answer.contact.medium is medium

    def test_words_say_how_to_use_it(self, medium: Medium) -> None:
        answer = ROUTER.recommend("queja", "P3", WHEN, prefer=medium)
        spanish, english = LINES[medium]
        assert answer.explain("es").startswith(spanish)
        assert answer.explain("en").startswith(english)
        other = ROUTER.recommend("queja", "P3", WHEN, unavailable=[medium])
        assert medium not in [each.id for each in other.alternatives]

    def test_it_goes_to_json_and_back(self, medium: Medium) -> None:
        answer = ROUTER.recommend("queja", "P3", WHEN, prefer=medium)
        assert Recommendation.model_validate_json(answer.model_dump_json(), strict=True) == answer

    def test_a_table_has_its_uri(self, medium: Medium) -> None:
        frame = pl.DataFrame({"type": ["queja"], "priority": ["P3"], "when": [WHEN]})
        routed = route(
            frame,
            request_type="type",
            priority="priority",
            when="when",
            directory=ROUTER,
            prefer=medium,
        )
        answer = ROUTER.recommend("queja", "P3", WHEN, prefer=medium)
        columns = ["channel", "number", "uri", "reason"]
        assert routed.select(columns).row(0) == (
            medium, answer.number, answer.uri, answer.reason,
        )  # fmt: skip


def test_one_other_way_is_offered_in_the_words_of_its_medium() -> None:
    router = Router(directory(channel(contacts=[phone(1), whatsapp(), form()])))
    answer = router.recommend("queja", "P3", WHEN)
    assert answer.explain("es").endswith(" También puede escribir por WhatsApp al 300 5550100.")
    assert answer.explain("en").endswith(" You can also write to 300 5550100 on WhatsApp.")


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        (short_code(), "#383"),
        (whatsapp(), "WhatsApp 300 5550100"),
        (mail(), "desk@example.org"),
        (chat(), "https://example.org/chat"),
        (form(), "formulario web https://example.org/form"),
    ],
)
def test_reports_name_a_medium_that_nobody_could_tell(contact: Contact, words: str) -> None:
    assert contact_in_short(contact, "es") == words
