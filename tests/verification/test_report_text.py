"""The lines of a report if the clock of its zone is set within the range."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from ccb_support import Coverage, LocalizedText, Priority, Report, RequestKind, RequestType

NEW_YORK = ZoneInfo("America/New_York")
START, END = datetime(2026, 1, 1, tzinfo=NEW_YORK), datetime(2026, 7, 1, tzinfo=NEW_YORK)
ELAPSED = datetime.fromisoformat(END.isoformat()) - datetime.fromisoformat(START.isoformat())

REPORT = Report(
    name=LocalizedText(es="mesa", en="desk"),
    directory_version="1",
    time_zone="America/New_York",
    start=START,
    end=END,
    findings=(),
    coverage=(
        Coverage(
            request=RequestKind(request_type=RequestType.INCIDENT, priority=Priority.LOW),
            open_time=ELAPSED,
            total_time=ELAPSED,
            ratio=1.0,
        ),
    ),
)


def test_shares_are_of_the_time_that_elapses() -> None:
    assert REPORT.explain("en").splitlines()[-1] == (
        "  incidents (P4): 100.00 % (180 d 23:00 of 180 d 23:00)"
    )


def test_a_report_from_json_says_the_same() -> None:
    assert Report.model_validate_json(REPORT.model_dump_json()).explain() == REPORT.explain()
