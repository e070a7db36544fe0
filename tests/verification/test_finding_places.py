"""Where each finding is: its path in the directory, and its line in the text."""

from __future__ import annotations

import re
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccb_support import Directory, FindingCode, verify
from ccb_support.testing import strategies
from tests.builders import SHIPPED_TOML, line_with
from tests.verification.proof import DAY, END, START, UNVERIFIED, the_only


def follow(directory: Directory, path: str) -> object:
    """Return what is at a path of a directory, or raise an error if nothing is."""
    value: Any = directory
    for key, index in re.findall(r"(\w+)|\[(\d+)\]", path.replace(".", " ")):
        value = getattr(value, key) if key else value[int(index)]
        # The list of hours is the root of a model.
        value = getattr(value, "root", value)
    return cast("object", value)


class TestPaths:
    """Every finding of every directory has a path that leads to a part of the directory."""

    @given(strategies.directories(on=st.dates(START.date(), END.date())))
    @settings(max_examples=50)
    def test_lead_somewhere(self, directory: Directory) -> None:
        report = verify(directory, START, END)
        for finding in report.findings:
            follow(directory, finding.path)
            assert finding.line is None


def edited(*edits: tuple[str, str]) -> str:
    """Return the shipped file with some texts in the place of others."""
    text = SHIPPED_TOML
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return text


SPECIAL_DAY = """[[special_days]] # HERE
name = "Mudanza"
date = {}
hours = "closed"

[[escalation]]
level = 1
"""
PQRS_MAIL = "certicamararesponde@certicamara.com"
SUPPORT_MAIL = '"soporte.ccb@certicamara.com" },'
CHAT = '{ medium = "chat", url = "http://idealab.certicamara.com/CertiChat/chat.php" }'
HOLIDAY = '{ date = 2026-11-02, name = "Navidad" }'


class TestLines:
    """With the text, each finding has the line of its place."""

    @pytest.mark.parametrize(
        ("code", "edits"),
        [
            (
                FindingCode.UNSERVED_REQUEST,
                [
                    ("[[channels]]", "[[channels]] # HERE"),
                    *[('priorities = "all"', "priorities = [2, 3, 4, 5]")] * 4,
                    ("[1]", "[2]"),
                ],
            ),
            (
                FindingCode.WRONG_NUMBER,
                [('"+576017442727", menu_option = "3" },', '"+576017442728" }, # HERE')],
            ),
            (FindingCode.DOUBTFUL_NUMBER, [('"+573187174937" },', '"+583187174937" }, # HERE')]),
            (FindingCode.SERVES_NOTHING, [("priorities = [1]", "priorities = [] # HERE")]),
            (FindingCode.NEVER_OPEN, [('hours = "always"', "hours = [] # HERE")]),
            (
                FindingCode.SHARED_CONTACT,
                [
                    (SUPPORT_MAIL, f"{SUPPORT_MAIL} # HERE"),
                    (PQRS_MAIL, "soporte.ccb@certicamara.com"),
                ],
            ),
            (
                FindingCode.NEVER_THE_ANSWER,
                [
                    ('[[channels]]\nid = "chat"', '[[channels]] # HERE\nid = "chat"'),
                    (CHAT, '{ medium = "email", address = "chat@example.org" }'),
                ],
            ),
            (FindingCode.LONG_SPAN, [('closes = "17:00" },', 'closes = "05:00" }, # HERE')]),
            (
                FindingCode.MIXED_SCRIPTS,
                [("[name]\n", "[name] # HERE\n"), ('"Soporte de C', '"Soporte de \u0421')],
            ),
            (
                FindingCode.EXCEPTION_BEFORE_AS_OF,
                [("[[escalation]]\nlevel = 1\n", SPECIAL_DAY.format("2026-01-02"))],
            ),
            (
                FindingCode.EXCEPTION_WITHOUT_EFFECT,
                [
                    ("[[escalation]]\nlevel = 1\n", SPECIAL_DAY.format("2026-11-28")),
                    ("[[special_days]] # HERE", '[[special_days]] # HERE\nchannels = ["pqrs"]'),
                ],
            ),
            (
                FindingCode.LATER_EXCEPTION,
                [("[[escalation]]\nlevel = 1\n", SPECIAL_DAY.format("2027-01-02"))],
            ),
            (
                FindingCode.HOLIDAY_LIST_ENDS,
                [("\n[name]", f"holiday_calendar = [{HOLIDAY}] # HERE\n\n[name]")],
            ),
        ],
    )
    def test_of(self, code: FindingCode, edits: list[tuple[str, str]]) -> None:
        text = edited(*edits)
        report = verify(Directory.from_toml(text), START, END, text=text)
        assert the_only(report, code).line == line_with(text, "# HERE")

    def test_holidays_that_the_file_does_not_name_have_no_line(self) -> None:
        shipped, end = Directory.from_toml(SHIPPED_TOML), UNVERIFIED + DAY
        report = verify(shipped, START, end, text=SHIPPED_TOML)
        finding = the_only(report, FindingCode.HOLIDAYS_UNVERIFIED)
        assert (finding.path, finding.line) == ("holiday_calendar", None)
