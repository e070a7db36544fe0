"""What the README shows is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from helpdesk.models import Queue

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


class TestReadme:
    """The README shows what a person would see."""

    @pytest.mark.usefixtures("queues")
    def test_shows_what_the_check_prints(self, capsys: pytest.CaptureFixture[str]) -> None:
        Queue.objects.create(title="Otros", slug="otros", allow_public_submission=True)
        command = "$ python manage.py check --database default\n"
        call_command("check", databases=["default"], no_color=True)
        assert f"```console\n{command}{capsys.readouterr().err}```" in README

    def test_names_every_setting(self) -> None:
        ours = {name for name in dir(settings) if name.startswith("SUPPORT_ADVICE_")}
        assert set(re.findall(r"^\| `(SUPPORT_\w+)`", README, flags=re.MULTILINE)) == ours
