"""What the page about the app shows is what the app does."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.template import engines
from django.test import override_settings
from django.utils import translation

from ccb_support.django import desk
from tests.django.pages import TicketForm, rendered
from tests.markdown import ROOT, blocks, sections, tables

if TYPE_CHECKING:
    from tests.django.pages import Desk

PAGE = (ROOT / "docs/how-to/show-advice-in-django.md").read_text("utf-8")
PARTS = sections(PAGE)
SETTINGS, URLS = blocks(PARTS["Add three settings"], "python")


class TestPage:
    """Settings, tags and ids on the page are those of the app."""

    def test_has_every_setting(self) -> None:
        (rows,) = tables(PARTS["Add three settings"])
        assert tuple(row[0].strip("`") for row in rows) == desk.SETTINGS

    @pytest.mark.usefixtures("clock")
    def test_shows_settings_without_fault(self) -> None:
        shown: dict[str, object] = {}
        exec(SETTINGS, shown)  # noqa: S102 - the page's own lines
        assert shown.pop("INSTALLED_APPS") == ["ccb_support.django"]
        # This project has other tickets.
        assert shown.pop("CCB_SUPPORT_TICKETS") == ("helpdesk.Ticket", "queue__slug", "priority")
        ours = {name: value for name, value in shown.items() if name in desk.SETTINGS}
        assert len(ours) == 2
        with override_settings(**ours):
            assert run_checks() == []
            assert rendered("{% ccb_advice 'quejas' 3 %}").text

    def test_shows_tags_that_exist(self, desk: Desk) -> None:
        source = "".join(blocks(PAGE, "django"))
        context = {"ticket": desk.file(), "form": TicketForm()}
        page = engines["django"].from_string(source).render(context)
        assert "ccb-advice-text" in page
        assert "ccb-advice-record" in page
        assert "data-fields" in page

    def test_has_every_id(self) -> None:
        (rows,) = tables(PARTS["Check the settings"])
        source = (ROOT / "src/ccb_support/django/checks.py").read_text("utf-8")
        ids = {f"ccb_support.{each}" for each in re.findall(r'\b([EW]\d{3})"', source)}
        assert [row[0].strip("`") for row in rows] == sorted(ids)

    def test_shows_what_the_check_prints(self, desk: Desk) -> None:
        desk.file("otros")
        printed = io.StringIO()
        with translation.override("en"):
            call_command("check", databases=["default"], no_color=True, stderr=printed)
        command = "$ python manage.py check --database default\n"
        assert blocks(PARTS["Check the settings"], "text") == [command + printed.getvalue()]
