"""A script asks for the next advice at a separate address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import override_settings
from django.urls import resolve

import ccb_support
from tests.django.pages import DESK, NATIONAL, rendered
from tests.test_rooms import SOURCE

if TYPE_CHECKING:
    from tests.django.pages import Desk

SCRIPT = (SOURCE / "django/static/ccb_support/component.js").read_text("utf-8")
COMPLAINT = "/support-advice/advice/?request_type=complaint&priority=3"


class TestFragment:
    """The address on the page returns the advice of that moment, and nothing else."""

    def test_is_the_part_of_the_page(self, desk: Desk) -> None:
        page = desk.page(desk.file())
        fragment = desk.get(page.attribute("src"))
        start = page.content.index("<ccb-support")
        end = page.content.index("</ccb-support>")
        assert fragment.content.strip().startswith(page.content[start:end])
        assert "<script" not in fragment.content

    def test_is_computed_each_time(self, desk: Desk) -> None:
        address = desk.page(desk.file()).attribute("src")
        assert desk.get(address).parts("button")[0] == DESK
        desk.clock.show("2026-11-24 17:00")
        assert desk.get(address).parts("button")[0] == NATIONAL

    def test_keeps_the_language_of_the_page(self, desk: Desk) -> None:
        """The address of a page may choose its language, and the fragment has another address."""
        address = desk.page(desk.file(), "en").attribute("src")
        assert desk.get(address, "es").attribute("lang") == "en"

    def test_may_leave_the_language_to_the_reader(self, desk: Desk) -> None:
        assert desk.get(COMPLAINT, "en").attribute("lang") == "en"
        assert desk.get(f"{COMPLAINT}&language=de", "en").attribute("lang") == "en"

    def test_is_kept_by_nobody(self, desk: Desk) -> None:
        assert "no-store" in desk.client.get(COMPLAINT).headers["cache-control"]

    def test_needs_no_login(self, desk: Desk) -> None:
        """Django's middleware for sites that do looks at this attribute."""
        assert not getattr(resolve(COMPLAINT.partition("?")[0]).func, "login_required", True)
        assert desk.get(COMPLAINT).text

    @pytest.mark.parametrize(
        ("query", "words"),
        [
            ("request_type=qeuja&priority=3&language=es", "¿Quiso escribir 'queja'?"),
            ("request_type=qeuja&priority=3&language=en", "Did you mean 'queja'?"),
            ("request_type=queja", "None no es una prioridad"),
            ("", "None no es un tipo de solicitud"),
        ],
    )
    def test_refuses_an_unknown_request(self, desk: Desk, query: str, words: str) -> None:
        response = desk.client.get(f"/support-advice/advice/?{query}")
        assert response.status_code == 400
        assert response.headers["content-type"] == "text/plain; charset=utf-8"
        assert words in response.content.decode()

    def test_changes_nothing(self, desk: Desk) -> None:
        assert desk.client.post(COMPLAINT).status_code == 405

    def test_is_empty_without_a_directory(self, desk: Desk) -> None:
        with override_settings(CCB_SUPPORT_DIRECTORY="nothing.toml"):
            assert desk.get(COMPLAINT).content.strip() == ""

    @pytest.mark.usefixtures("clock")
    def test_is_not_offered_by_a_site_without_its_address(self) -> None:
        with override_settings(ROOT_URLCONF="tests.django.desk.no_advice_urls"):
            page = rendered("{% ccb_advice 'quejas' 3 %}")
        assert page.attribute("src") == ""
        assert page.text

    @pytest.mark.usefixtures("clock")
    def test_is_not_offered_by_a_program_without_pages(self) -> None:
        with override_settings(ROOT_URLCONF=None):
            page = rendered("{% ccb_advice 'quejas' 3 %}")
        assert page.attribute("src") == ""


class TestScript:
    """The script works under a strict policy of content. Browsers drive it in tests/widget."""

    @pytest.mark.parametrize(
        "sink",
        [
            "eval",
            "innerHTML",
            "outerHTML",
            "insertAdjacent",
            "document.write",
            "DOMParser",
            ".style",
        ],
    )
    def test_makes_nothing_of_text(self, sink: str) -> None:
        assert sink not in SCRIPT

    def test_uses_what_the_template_writes(self) -> None:
        template = (SOURCE / "django/templates/ccb_support/advice.html").read_text("utf-8")
        for name in ("ccb-support", "data-part=advice", "data-part=ended"):
            assert name in SCRIPT
            assert name in template.replace('"', "")
        for name in ("dataset.seconds", "dataset.directoryVersion"):
            assert name in SCRIPT

    def test_is_in_the_package(self) -> None:
        assert ccb_support.__file__ is not None
        assert {path.name for path in (SOURCE / "django/static/ccb_support").iterdir()} == {
            "advice.css", "component.js",
        }  # fmt: skip
