"""What the README says is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.checks import run_checks

EXAMPLE = Path(__file__).parents[1]
README = (EXAMPLE / "README.md").read_text("utf-8")


class TestReadme:
    """Three files make the desk say whom to contact."""

    def test_names_every_file_with_the_advice(self) -> None:
        files = [*EXAMPLE.glob("desk/**/*.py"), *EXAMPLE.glob("desk/**/*.html")]
        ours = {
            path.relative_to(EXAMPLE).as_posix()
            for path in files
            if "ccb_support" in path.read_text("utf-8")
        }
        assert set(re.findall(r"^\| \[`(.+?)`\]", README, flags=re.MULTILINE)) == ours

    @pytest.mark.usefixtures("queues")
    def test_needs_no_other_settings(self) -> None:
        ours = {name for name in dir(settings) if name.startswith("CCB_SUPPORT_")}
        names = ("REQUEST_TYPES", "PRIORITIES", "TICKETS")
        assert ours == {f"CCB_SUPPORT_{name}" for name in names}
        assert run_checks(databases=["default"]) == []
