"""The report of `verify`: its range, its words, its JSON, and what it says of what ships."""

import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from ccb_support import (
    Directory,
    DirectoryError,
    Router,
    default_directory,
    verify,
)
from ccb_support.testing.oracle_hours import DAY, MICROSECOND
from ccb_support.verification import FindingCode, Report, Severity
from tests.builders import (
    NIGHTS,
    OFFICE,
    PQRS,
    SHIPPED_TOML,
    at,
    changed,
    channel,
    closure,
    directory,
    line_with,
    mail,
    phone,
    special_day,
)
from tests.markdown import ROOT
from tests.verification.proof import (
    END,
    HOUR,
    MAIL,
    START,
    UNVERIFIED,
    assert_true,
    prove,
    span,
    the_only,
)


class TestArguments:
    """`verify` takes a directory or a router, and the same ranges as `timeline`."""

    @pytest.mark.parametrize("text", ["", "x", 5, SHIPPED_TOML.replace("24", "23")])
    def test_a_text_of_another_directory(self, text: Any) -> None:  # noqa: ANN401 - as above
        with pytest.raises(DirectoryError):
            verify(default_directory(), START, END, text=text)

    def test_a_router_and_its_directory_give_the_same_report(self) -> None:
        desk = directory(channel(hours=OFFICE))
        assert verify(Router(desk), START, END) == verify(desk, START, END)

    def test_a_range_shorter_than_a_second_is_a_whole_one(self) -> None:
        report = verify(directory(channel()), START, START + MICROSECOND)
        assert report.coverage[0].total_time == timedelta(seconds=1)

    def test_json_counts_a_long_time_in_days(self) -> None:
        report = verify(directory(channel()), at("2026-01-01"), at("2037-01-01"))
        [of_first, *_] = json.loads(report.model_dump_json())["coverage"]
        # Eleven years of the calendar, three of which have 366 days.
        assert of_first["open_time"] == of_first["total_time"] == f"P{11 * 365 + 3}D"
        assert type(report).model_validate_json(report.model_dump_json()) == report

    def test_the_range_may_end_with_the_supported_years(self) -> None:
        report = prove(directory(channel(hours=OFFICE)), at("2199-12-30"), at("2200-01-01"))
        # Its last two days are a Monday and a Tuesday.
        assert report.coverage[0].open_time == 20 * HOUR


DESK = directory(
    channel("pqrs", hours=OFFICE, holidays="closed", request_types=PQRS),
    channel("shut", hours=""),
    channel("night", hours=NIGHTS, priorities=[1, 2, 4], contacts=[phone(1), mail("desk")]),
    channel("again", priorities=[2, 4], contacts=[mail("desk")]),
    special_days=[special_day("2026-11-24", channels=["shut"])],
    closures=[closure("2027-01-01T00:00", "2027-01-03T00:00")],
)

OTHERS = "incidents, service requests, technical support requests"
ALL_PQRS = "petitions, complaints, claims, suggestions, appeals"


MINUTE = closure("2026-11-26T12:00", "2026-11-26T12:01")


class TestReport:
    """A report has the gravest findings first, and says in both languages what a person needs."""

    REPORT = verify(DESK, START, END)

    def test_findings_come_by_severity(self) -> None:
        report = self.REPORT
        assert report.findings == (*report.errors, *report.warnings, *report.notes)
        quiet = report.model_copy(update={"findings": report.errors})
        assert "0 notes\n" in quiet.explain("en")

    def test_every_code_has_its_severity_and_the_gravest_come_first(self) -> None:
        severities = [code.severity for code in FindingCode]
        assert severities == sorted(severities, key=list(Severity).index)

    def test_in_english(self) -> None:
        title, counts, *lines = self.REPORT.explain("en", notes=True).splitlines()
        assert (
            title
            == "Desk, version 1, from Mon 23 Nov 2026 12:00 a.m. to Mon 30 Nov 2026 12:00 a.m."
        )
        assert counts == "2 errors, 5 warnings, 1 note"
        assert lines[:8] == [
            f"  {each.severity}, {each.path}: {each.message.en} [{each.code}]"
            for each in self.REPORT.findings
        ]
        assert lines[8:] == [
            "Time with an open channel:",
            f"  {OTHERS} (P1): 41.66 % (70 hours of 168 hours)",
            "  every request (P2, P4): always",
            f"  {OTHERS} (P3, P5): never",
            f"  {ALL_PQRS} (P1): 71.42 % (120 hours of 168 hours)",
            f"  {ALL_PQRS} (P3, P5): 29.76 % (50 hours of 168 hours)",
        ]

    def test_in_the_language_of_the_directory_unless_asked_otherwise(self) -> None:
        english = verify(changed(DESK, language="en"), START, END)
        assert str(english) == english.explain() == self.REPORT.explain("en")
        assert str(self.REPORT) == self.REPORT.explain() == self.REPORT.explain("es")
        title, counts, first, *rest = str(self.REPORT).splitlines()
        assert (
            title == "Mesa, versión 1, de lun 23 nov 2026 12:00 a. m. a lun 30 nov 2026 12:00 a. m."
        )
        assert counts == "2 errores, 5 advertencias, 1 nota (sin mostrar)"
        assert first == f"  error, channels: {self.REPORT.findings[0].message.es} [no_answer]"
        assert rest[-6] == "Tiempo en que algún canal atiende:"
        assert rest[-5].endswith(" (P1): 41,66 % (70 horas de 168 horas)")
        assert rest[-4] == "  todas las solicitudes (P2, P4): siempre"

    def test_a_line_takes_the_place_of_the_path(self) -> None:
        text = SHIPPED_TOML.replace('closes = "17:00"', 'closes = "05:00"')
        report = verify(Directory.from_toml(text), START, END, text=text)
        line = line_with(text, "opens = ")
        assert f"\n  warning, line {line}: From 07:00" in report.explain("en")
        assert f"\n  advertencia, línea {line}: De 07:00" in report.explain("es")

    def test_shares_are_of_the_time_that_elapses_even_after_json(self) -> None:
        # New York sets its clocks forward within the range.
        start, end = (at(day, "America/New_York") for day in ("2026-01-01", "2026-07-01"))
        minute = closure("2026-04-01T12:00", "2026-04-01T12:01")
        desk = directory(channel(), closures=[minute], time_zone="America/New_York")
        report = verify(desk, start, end)
        line = "  every request: 99.99 % (4342 h 59 min of 4343 hours)"
        for each in (report, Report.model_validate_json(report.model_dump_json())):
            assert each.explain("en").splitlines()[-1] == line

    @pytest.mark.parametrize(
        ("desk", "start", "end", "notes", "words"),
        [
            (
                directory(channel(), MAIL, channel("shut", hours="")),
                START,
                END,
                False,
                "\n0 errors, 1 warning, 1 note (not shown)\n",
            ),
            (
                directory(channel(), MAIL),
                START,
                END,
                False,
                "1 note (not shown)\nTime with an open channel:\n  every request: always",
            ),
            (
                directory(channel(), MAIL),
                START,
                END,
                True,
                "\n0 errors, 0 warnings, 1 note\n  note, channels[1]: The channel",
            ),
            # A share is rounded down.
            (
                directory(channel(), closures=[MINUTE]),
                START,
                END,
                False,
                "every request: 99.99 % (167 h 59 min of 168 hours)",
            ),
            # Less than a minute is none.
            (
                directory(channel(hours=OFFICE)),
                at("2026-11-26 06:58:30"),
                at("2026-11-26 07:00:30"),
                False,
                "every request: 25.00 % (0 min of 2 min)",
            ),
        ],
        ids=["one is counted as one", "hidden notes", "notes", "rounded down", "half a minute"],
    )
    def test_words(
        self, desk: Directory, start: datetime, end: datetime, words: str, *, notes: bool
    ) -> None:
        assert words in verify(desk, start, end).explain("en", notes=notes)

    def test_a_sentence_has_the_names_of_channels(self) -> None:
        notes = verify(default_directory(), START, END).notes
        assert notes[0].channels == ("email",)
        assert "El canal «correo de soporte» solo es la respuesta" in notes[0].message.es
        assert 'all others get "PQRS line", ' in notes[0].message.en


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
            (
                FindingCode.SERVES_NOTHING,
                [
                    ('[[channels]]\nid = "p1_mobile"', '[[channels]] # HERE\nid = "p1_mobile"'),
                    ("priorities = [1]", "priorities = []"),
                ],
            ),
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
                FindingCode.CHANGED_HOURS_BEFORE_AS_OF,
                [("[[escalation]]\nlevel = 1\n", SPECIAL_DAY.format("2026-01-02"))],
            ),
            (
                FindingCode.CHANGED_HOURS_WITHOUT_EFFECT,
                [
                    ("[[escalation]]\nlevel = 1\n", SPECIAL_DAY.format("2026-11-28")),
                    ("[[special_days]] # HERE", '[[special_days]] # HERE\nchannels = ["pqrs"]'),
                ],
            ),
            (
                FindingCode.CHANGED_HOURS_OUT_OF_RANGE,
                [("[[escalation]]\nlevel = 1\n", SPECIAL_DAY.format("2027-01-02"))],
            ),
            (
                FindingCode.HOLIDAY_LIST_ENDS,
                [("\n[name]", f"holiday_calendar = [{HOLIDAY}] # HERE\n\n[name]")],
            ),
        ],
    )
    def test_of(self, code: FindingCode, edits: list[tuple[str, str]]) -> None:
        text = SHIPPED_TOML
        for old, new in edits:
            assert old in text
            text = text.replace(old, new, 1)
        report = verify(Directory.from_toml(text), START, END, text=text)
        assert the_only(report, code).line == line_with(text, "# HERE")

    def test_holidays_that_the_file_does_not_name_have_no_line(self) -> None:
        shipped, end = Directory.from_toml(SHIPPED_TOML), UNVERIFIED + DAY
        report = verify(shipped, START, end, text=SHIPPED_TOML)
        finding = the_only(report, FindingCode.HOLIDAYS_UNVERIFIED)
        assert (finding.path, finding.line) == ("holiday_calendar", None)


class TestTheShippedDirectory:
    """What ships has no error and no warning; its notes are explained in the documentation."""

    REPORT = verify(default_directory(), at("2026-01-01"), at("2028-01-01"))

    def test_it_has_no_error_and_no_warning(self) -> None:
        assert_true(default_directory(), self.REPORT)
        assert (self.REPORT.errors, self.REPORT.warnings) == ((), ())

    def test_somebody_serves_every_request_at_all_times(self) -> None:
        assert {each.ratio for each in self.REPORT.coverage} == {1.0}

    def test_its_notes(self) -> None:
        notes = [(note.code, note.channels) for note in self.REPORT.notes]
        assert notes == [
            (FindingCode.ANSWER_BY_PREFERENCE_ONLY, ("email",)),
            (FindingCode.ANSWER_BY_PREFERENCE_ONLY, ("chat",)),
        ]

    def test_a_range_beyond_the_checked_holidays_has_one_more_note(self) -> None:
        report = verify(default_directory(), self.REPORT.start, UNVERIFIED + DAY)
        assert_true(default_directory(), report)
        assert {each.code for each in report.notes} - {each.code for each in self.REPORT.notes} == {
            FindingCode.HOLIDAYS_UNVERIFIED
        }
        finding = the_only(report, FindingCode.HOLIDAYS_UNVERIFIED)
        assert (finding.channels, span(finding)) == (("pqrs",), (UNVERIFIED, UNVERIFIED + DAY))


class TestTheDocumentation:
    """The documentation explains each finding, and each note of the shipped directory."""

    PAGE = (ROOT / "docs/reference/findings.md").read_text("utf-8")

    def test_its_table_has_every_code_with_its_severity_in_order(self) -> None:
        rows = re.findall(r"^\| `(\w+)` \| (\w+) \|", self.PAGE, flags=re.MULTILINE)
        assert rows == [(code, code.severity) for code in FindingCode]

    def test_it_explains_what_is_found_of_the_shipped_directory(self) -> None:
        _, explained = self.PAGE.split("## The findings of the shipped directory")
        listed = re.findall(r"^- \*\*`(\w+)`", explained, flags=re.MULTILINE)
        assert {*listed} == {note.code for note in TestTheShippedDirectory.REPORT.notes}
