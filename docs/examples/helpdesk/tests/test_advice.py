"""The note on a ticket."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import get_args

import pytest
from ccb_support import BOGOTA, Directory, Priority, RequestType, Router, default_directory
from ccb_support.testing import strategies
from helpdesk.models import get_markdown
from hypothesis import given
from hypothesis import strategies as st

from support_advice.advice import Note, advice, unmapped
from support_advice.mapping import UnmappedError
from support_advice.words import Language

ROUTER = Router(default_directory())
REQUESTS = st.tuples(strategies.request_types(), strategies.priorities())
INSTANTS = strategies.boundary_instants(default_directory())
LANGUAGES = st.sampled_from(get_args(Language))

COMPLAINT = (RequestType.COMPLAINT, Priority.MEDIUM)
CRITICAL_PETITION = (RequestType.PETITION, Priority.CRITICAL)
INCIDENT = (RequestType.INCIDENT, Priority.LOW)

DESK = ("(601) 7442727 opción 3", "(601) 7442727 option 3")
LINE = ("(601) 7457495",) * 2
MOBILE = ("(57) 318 717 49 37",) * 2


def bogota(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BOGOTA)


class TestAdvice:
    """A ticket gets the library's answer: whom to contact, why, and until when."""

    @pytest.mark.parametrize(
        ("request_", "when", "contact"),
        [
            (COMPLAINT, "2026-11-24T06:59:59.999999", LINE),
            (COMPLAINT, "2026-11-24T07:00", DESK),
            (COMPLAINT, "2026-11-24T16:59:59.999999", DESK),
            (COMPLAINT, "2026-11-24T17:00", LINE),
            (COMPLAINT, "2026-11-28T10:00", LINE),
            (COMPLAINT, "2025-07-14T10:00", DESK),
            (COMPLAINT, "2026-07-13T10:00", LINE),
            (CRITICAL_PETITION, "2026-11-30T06:59:59.999999", MOBILE),
            (CRITICAL_PETITION, "2026-11-30T07:00", DESK),
            (INCIDENT, "2026-11-30T07:00", LINE),
        ],
    )
    def test_names_the_contact_first(
        self, request_: tuple[RequestType, Priority], when: str, contact: tuple[str, str]
    ) -> None:
        spanish, english = (
            advice(ROUTER, request_, bogota(when), language) for language in get_args(Language)
        )
        assert spanish.title == f"A quién contactar: {contact[0]}"
        assert english.title == f"Whom to contact: {contact[1]}"
        assert contact[0] in spanish.text
        assert contact[1] in english.text

    @pytest.mark.parametrize(
        ("language", "until", "why"),
        [
            (
                "es",
                "La línea de PQRS abre el martes 14 de julio de 2026 a las 7:00 a. m.",
                "El lunes 13 de julio de 2026 es festivo",
            ),
            (
                "en",
                "The PQRS line opens Tuesday 14 July 2026 at 7:00 a.m.",
                "Monday 13 July 2026 is a holiday",
            ),
        ],
    )
    def test_says_until_when_and_why(self, language: Language, until: str, why: str) -> None:
        text = advice(ROUTER, COMPLAINT, bogota("2026-07-10T18:12"), language).text
        assert until in text
        assert why in text

    @given(REQUESTS, INSTANTS, LANGUAGES)
    def test_is_what_the_library_answers(
        self, request_: tuple[RequestType, Priority], when: datetime, language: Language
    ) -> None:
        answer = ROUTER.recommend(*request_, when)
        note = advice(ROUTER, request_, when, language)
        assert note.public
        assert note.text == answer.explain(language)
        assert note.title.endswith(f": {answer.contact.display(language)}")
        assert len(note.title) <= 200

    @given(REQUESTS, INSTANTS, LANGUAGES)
    def test_is_good_for_longer_than_a_day(
        self, request_: tuple[RequestType, Priority], when: datetime, language: Language
    ) -> None:
        text = advice(ROUTER, request_, when, language).text
        assert not re.search(r"\b(hoy|mañana|today|tomorrow)\b", text)

    @given(REQUESTS, INSTANTS, LANGUAGES)
    def test_reads_the_same_to_the_staff(
        self, request_: tuple[RequestType, Priority], when: datetime, language: Language
    ) -> None:
        # helpdesk's pages for the staff take a follow-up for Markdown.
        text = advice(ROUTER, request_, when, language).text
        shown = get_markdown(text)
        assert re.sub(r"<[^>]+>", "", shown).strip() == text


class TestNobody:
    """Where the directory has no channel for a request, a ticket says so, and whom to turn to."""

    ROUTER = Router(Directory.from_file(Path(__file__).with_name("only_complaints.toml")))

    @pytest.mark.parametrize(
        ("language", "title", "text"),
        [
            (
                "es",
                "Ningún canal atiende esta solicitud",
                (
                    "Ningún canal la atiende, ni ahora ni más adelante. Puede acudir a:\n"
                    "Supervisor: (212) 555-0100, supervisor@example.org\n"
                    "Coordinador: coordinator@example.org"
                ),
            ),
            (
                "en",
                "No channel takes this request",
                (
                    "No channel takes it, now or later. You can turn to:\n"
                    "supervisor: (212) 555-0100, supervisor@example.org\n"
                    "coordinator: coordinator@example.org"
                ),
            ),
        ],
    )
    def test_lists_the_levels(
        self, language: Language, title: str, text: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        note = advice(self.ROUTER, INCIDENT, bogota("2026-11-24T10:00"), language)
        assert note == Note(title, text, public=True)
        assert [record.levelname for record in caplog.records] == ["ERROR"]

    def test_says_nothing_of_the_kind_if_there_is_one(self) -> None:
        note = advice(self.ROUTER, COMPLAINT, bogota("2026-11-24T10:00"), "en")
        assert note.title == "Whom to contact: desk@example.org"


class TestUnmapped:
    """Without a mapping, the staff reads which entry of which setting is missing."""

    @pytest.mark.parametrize(
        ("language", "title", "text"),
        [
            (
                "es",
                "No se indicó a quién contactar",
                "Falta 'otros' en el ajuste SUPPORT_ADVICE_REQUEST_TYPES.",
            ),
            (
                "en",
                "No advice on whom to contact",
                "The setting SUPPORT_ADVICE_REQUEST_TYPES has no entry for 'otros'.",
            ),
        ],
    )
    def test_is_for_the_staff_alone(self, language: Language, title: str, text: str) -> None:
        error = UnmappedError("SUPPORT_ADVICE_REQUEST_TYPES", "otros")
        assert unmapped(error, language) == Note(title, text, public=False)
