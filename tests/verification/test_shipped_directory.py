"""What `verify` finds in the shipped directory, and what the documentation says about it."""

import re
from pathlib import Path

from ccb_support import default_directory, verify
from ccb_support.verification import FindingCode
from tests.builders import at
from tests.verification.proof import (
    DAY,
    UNVERIFIED,
    assert_true,
    span,
    the_only,
)


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

    PAGE = Path(__file__).parents[2].joinpath("docs/reference/findings.md").read_text("utf-8")

    def test_its_table_has_every_code_with_its_severity_in_order(self) -> None:
        rows = re.findall(r"^\| `(\w+)` \| (\w+) \|", self.PAGE, flags=re.MULTILINE)
        assert rows == [(code, code.severity) for code in FindingCode]

    def test_it_explains_what_is_found_of_the_shipped_directory(self) -> None:
        _, explained = self.PAGE.split("## The findings of the shipped directory")
        listed = re.findall(r"^- \*\*`(\w+)`", explained, flags=re.MULTILINE)
        assert {*listed} == {note.code for note in TestTheShippedDirectory.REPORT.notes}
