"""What `verify` finds about age: a directory, or holidays, that nobody has checked for a year."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from ccb_support import COLOMBIA, Channel, FindingCode, Report, Router, Severity, verify
from tests.builders import OFFICE, at, channel, directory
from tests.verification.proof import END, START, UNVERIFIED, codes, the_only

DESK = directory(channel(hours=OFFICE, holidays="closed"))
YEAR_LATER = datetime.combine(DESK.as_of, datetime.min.time(), DESK.zone) + timedelta(days=365)
DAY_AFTER = YEAR_LATER + timedelta(days=1)


def report_at(now: datetime) -> Report:
    return verify(DESK, START, END, now=now)


class TestOldDirectory:
    """A directory that was compared with its source more than a year ago is a warning."""

    def test_the_day_after(self) -> None:
        finding = the_only(report_at(DAY_AFTER), FindingCode.OLD_DIRECTORY)
        assert (finding.severity, finding.path) == (Severity.WARNING, "as_of")
        assert (finding.day, finding.counterexample) == (DESK.as_of, None)

    def test_from_the_first_second_of_the_day_in_any_zone(self) -> None:
        tokyo = DAY_AFTER.astimezone(timezone(timedelta(hours=9)))
        assert FindingCode.OLD_DIRECTORY in codes(report_at(tokyo))
        assert FindingCode.OLD_DIRECTORY not in codes(report_at(tokyo - timedelta(seconds=1)))

    def test_the_start_of_the_range_counts_if_there_is_no_time(self) -> None:
        late = DAY_AFTER, DAY_AFTER + timedelta(days=1)
        assert FindingCode.OLD_DIRECTORY in codes(verify(DESK, *late))
        assert FindingCode.OLD_DIRECTORY not in codes(verify(DESK, *late, now=YEAR_LATER))

    @pytest.mark.parametrize("now", [YEAR_LATER, START, at("1970-01-01")])
    def test_near_misses(self, now: datetime) -> None:
        assert FindingCode.OLD_DIRECTORY not in codes(report_at(now))

    def test_a_time_outside_the_supported_range(self) -> None:
        first = datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))
        last = datetime.max.replace(tzinfo=timezone(-timedelta(hours=12)))
        assert FindingCode.OLD_DIRECTORY not in codes(report_at(first))
        assert FindingCode.OLD_DIRECTORY in codes(report_at(last))


class TestOldHolidays:
    """Holidays that were checked through a day that is past are a warning, if they matter."""

    def test_the_day_after(self) -> None:
        finding = the_only(report_at(UNVERIFIED), FindingCode.OLD_HOLIDAYS)
        assert (finding.severity, finding.path) == (Severity.WARNING, "holiday_calendar")
        assert (finding.channels, finding.day) == (("desk",), COLOMBIA.verified_through)

    def test_near_miss_the_last_second_of_the_day(self) -> None:
        last = UNVERIFIED - timedelta(seconds=1)
        assert FindingCode.OLD_HOLIDAYS not in codes(report_at(last))

    def test_near_miss_holidays_that_nobody_checks(self) -> None:
        router = Router(DESK, holidays={date(2026, 12, 8)})
        assert FindingCode.OLD_HOLIDAYS not in codes(verify(router, START, END, now=UNVERIFIED))

    @pytest.mark.parametrize(
        "served",
        [channel(hours=OFFICE), channel(hours="", holidays="closed")],
        ids=["open", "idle"],
    )
    def test_near_miss_no_channel_observes_holidays(self, served: Channel) -> None:
        report = verify(directory(served, channel("rest")), START, END, now=UNVERIFIED)
        assert FindingCode.OLD_HOLIDAYS not in codes(report)
