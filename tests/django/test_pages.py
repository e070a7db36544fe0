"""A page says whom to contact at the moment at which somebody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import RequestFactory, override_settings
from django.utils import translation

from ccb_support import Directory, Priority, RequestType
from tests.builders import SHIPPED_TOML
from tests.django.pages import DESK, MOBILE, NATIONAL, rendered

if TYPE_CHECKING:
    from pathlib import Path

    from tests.django.pages import Desk


class TestNeverStale:
    """The advice is computed when somebody looks, and never stored."""

    def test_the_stale_ticket(self, desk: Desk) -> None:
        """A ticket of the afternoon does not send people to a closed desk in the evening."""
        desk.clock.show("2026-11-24 16:59")
        ticket = desk.file()
        assert desk.page(ticket).parts("button")[0] == DESK
        desk.clock.show("2026-11-24 20:00")
        page = desk.page(ticket)
        assert page.parts("button")[0] == NATIONAL
        assert page.text.startswith("Llame ya a la Línea Gratuita Nacional")

    def test_the_ticket_with_another_priority(self, desk: Desk) -> None:
        desk.clock.show("2026-11-28 11:00")
        ticket = desk.file()
        ticket.priority = 1
        ticket.save()
        assert desk.page(ticket).parts("button")[0] == MOBILE

    def test_the_ticket_in_another_queue(self, desk: Desk) -> None:
        ticket = desk.file()
        ticket.queue = desk.file("fallas").queue
        ticket.save()
        assert desk.page(ticket).parts("button")[0] == NATIONAL


class TestAdvice:
    """A page has the words, the buttons, and until when that holds."""

    def test_in_spanish(self, desk: Desk) -> None:
        desk.clock.show("2026-07-10 18:00")
        page = desk.page(desk.file(priority=2), "es-CO")
        assert page.parts("until") == ["Vale hasta el martes 14 de julio a las 7:00 a. m."]
        assert page.parts("button") == [
            NATIONAL,
            "Línea de PQRS (fuera de horario): (601) 7442727 opción 3",
            "Línea de PQRS (fuera de horario): certicamararesponde@certicamara.com",
            "Correo de soporte: soporte.ccb@certicamara.com",
            "Chat en línea",
        ]  # fmt: skip
        assert page.attribute("lang") == "es"

    def test_in_english(self, desk: Desk) -> None:
        page = desk.page(desk.file(), "en-GB")
        assert page.text.startswith("Call the PQRS line now: (601) 7442727 option 3")
        assert page.parts("until") == ["This holds today until 5:00 p.m."]
        assert page.parts("button")[1] == "PQRS line: certicamararesponde@certicamara.com"
        assert page.attribute("lang") == "en"

    def test_in_the_language_of_the_directory_to_other_readers(self, desk: Desk) -> None:
        assert desk.page(desk.file(), "de").attribute("lang") == "es"

    def test_has_addresses_that_a_telephone_follows(self, desk: Desk) -> None:
        content = desk.page(desk.file()).content
        assert 'href="tel:+576017442727"' in content
        assert 'href="mailto:certicamararesponde@certicamara.com"' in content

    def test_without_an_end_has_no_such_line(self, desk: Desk) -> None:
        page = desk.page(desk.file("fallas"))
        assert page.parts("until") == []
        assert "24 horas" in page.text

    def test_has_the_version_of_its_directory(self, desk: Desk) -> None:
        assert desk.page(desk.file()).attribute("data-directory-version") == "2026.11.24"

    @pytest.mark.parametrize(
        ("time", "seconds"), [("16:59", 60), ("09:30", 27_000), ("18:00", 21_600)]
    )
    def test_says_when_its_words_are_out_of_date(self, desk: Desk, time: str, seconds: int) -> None:
        """At closing time, or at midnight: then *tomorrow* is today."""
        desk.clock.show(f"2026-11-24 {time}")
        assert desk.page(desk.file()).attribute("data-seconds") == str(seconds)


HOSTILE = SHIPPED_TOML.replace("línea de PQRS", '<script>alert(1)</script> & \\"línea\\"')


class TestSafety:
    """Nothing that a directory or a request says becomes a part of the page."""

    def test_names_are_escaped(self, desk: Desk, tmp_path: Path) -> None:
        path = tmp_path / "directory.toml"
        path.write_text(HOSTILE, "utf-8")
        assert "<script>alert" in str(Directory.from_file(path).channels[0].name.es)
        with override_settings(CCB_SUPPORT_DIRECTORY=path):
            page = desk.page(desk.file())
        assert "<script>alert" not in page.content
        assert "&lt;script&gt;alert(1)" in page.content

    def test_nothing_is_inline(self, desk: Desk) -> None:
        content = desk.page(desk.file()).content
        assert content.count("<script ") == content.count("<script") == 1
        assert '<script src="/static/ccb_support/component.js" defer></script>' in content
        assert "style=" not in content
        assert " on" not in content.partition("<ccb-support")[2].partition(">")[0]


@pytest.mark.usefixtures("clock")
class TestTag:
    """The tag works on any page, with or without a request."""

    def test_without_a_request(self) -> None:
        assert rendered("{% ccb_advice 'quejas' 3 %}").text

    def test_with_members_of_the_library(self) -> None:
        page = rendered("{% ccb_advice a b %}", a=RequestType.APPEAL, b=Priority.LOW)
        assert page.parts("button")[0] == DESK

    @override_settings(CCB_SUPPORT_REQUEST_TYPES=None, CCB_SUPPORT_PRIORITIES=None)
    def test_without_settings_reads_the_words_of_the_library(self) -> None:
        page = rendered("{% ccb_advice 'Quejas' 'prioridad 3' %}")
        assert page.parts("button")[0] == DESK

    def test_speaks_the_language_that_is_active(self) -> None:
        with translation.override("en"):
            assert rendered("{% ccb_advice 'quejas' 3 %}").attribute("lang") == "en"

    def test_writes_the_nonce_of_the_page(self) -> None:
        content = rendered("{% ccb_advice 'quejas' 3 %}", csp_nonce="abc").content
        assert content.count('nonce="abc"') == 2

    def test_of_two_advices_on_a_page(self) -> None:
        content = rendered("{% ccb_advice 'quejas' 3 %}{% ccb_advice 'fallas' 1 %}").content
        assert content.count("<ccb-support") == 2


@pytest.mark.usefixtures("clock")
class TestFault:
    """A fault does not break a page: the log has it, and the staff reads it."""

    @pytest.mark.parametrize(
        ("tag", "fault"),
        [
            ("{% ccb_advice 'otros' 3 %}", "CCB_SUPPORT_REQUEST_TYPES no tiene 'otros'"),
            ("{% ccb_advice 'quejas' 9 %}", "CCB_SUPPORT_PRIORITIES no tiene 9"),
            ("{% ccb_advice nothing 3 %}", "CCB_SUPPORT_REQUEST_TYPES no tiene ''"),
            # The library would understand it, and the settings do not.
            ("{% ccb_advice 'complaint' 3 %}", "CCB_SUPPORT_REQUEST_TYPES no tiene 'complaint'"),
        ],
    )
    def test_is_for_the_staff_alone(
        self, tag: str, fault: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        request = RequestFactory().get("/")
        assert rendered(tag, request=request).content.strip() == ""
        vars(request)["user"] = Staff()  # this project has no accounts
        (shown,) = rendered(tag, request=request).parts("fault")
        assert shown.startswith(fault)
        assert "No advice: " in caplog.text

    def test_of_the_file(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        with override_settings(CCB_SUPPORT_DIRECTORY=tmp_path / "nothing.toml"):
            assert rendered("{% ccb_advice 'quejas' 3 %}").content.strip() == ""
        assert "nothing.toml" in caplog.text


class Staff:
    """A person of the staff."""

    is_staff = True
