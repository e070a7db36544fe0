"""How the oracle reads dates: which entry governs a day, and when what comes every year comes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ccb_support.testing.oracle_hours import (
    FIRST_DAY,
    LAST_DAY,
    ChannelReader,
    governing,
    occurrences,
    opens_closed_days,
)
from tests.builders import channel, directory, season, special_day

if TYPE_CHECKING:
    from ccb_support import Season, SpecialDay


def found(entry: Season | SpecialDay, first: str, last: str) -> list[tuple[str, str]]:
    """Return the first and the last day of each occurrence that meets a range."""
    days = date.fromisoformat(first), date.fromisoformat(last)
    return [(str(each.first), str(each.last)) for each in occurrences(entry, *days)]


class TestOccurrences:
    """An entry holds on its dates; without a year, in each year."""

    @pytest.mark.parametrize(
        ("entry", "first", "last", "expected"),
        [
            pytest.param(
                season("2026-12-15/2027-01-15"),
                "2027-01-15",
                "2027-01-15",
                [("2026-12-15", "2027-01-15")],
                id="its last day",
            ),
            pytest.param(
                season("2026-12-15/2027-01-15"), "2027-01-16", "2027-02-01", [], id="the day after"
            ),
            pytest.param(
                season("2026-12-15/2027-01-15"), "2026-12-01", "2026-12-14", [], id="the day before"
            ),
            pytest.param(
                season("12-15/01-15"),
                "2026-01-15",
                "2026-12-15",
                [("2025-12-15", "2026-01-15"), ("2026-12-15", "2027-01-15")],
                id="over New Year",
            ),
            pytest.param(
                special_day("12-24"),
                "2026-01-01",
                "2028-12-24",
                [(f"{year}-12-24", f"{year}-12-24") for year in (2026, 2027, 2028)],
                id="every year",
            ),
            pytest.param(
                special_day("02-29"),
                "2026-01-01",
                "2028-12-31",
                [("2028-02-29", "2028-02-29")],
                id="only in a leap year",
            ),
            pytest.param(
                season("02-29/03-10"),
                "2027-01-01",
                "2028-12-31",
                [("2027-03-01", "2027-03-10"), ("2028-02-29", "2028-03-10")],
                id="from 29 February, or from 1 March",
            ),
            pytest.param(
                season("02-10/02-29"),
                "2027-01-01",
                "2028-12-31",
                [("2027-02-10", "2027-02-28"), ("2028-02-10", "2028-02-29")],
                id="through 29 February, or through the 28th",
            ),
            pytest.param(
                season("12-01/02-29"),
                "2027-02-01",
                "2027-02-28",
                [("2026-12-01", "2027-02-28")],
                id="through the end of the next February",
            ),
        ],
    )
    def test_in_a_range(
        self,
        entry: Season | SpecialDay,
        first: str,
        last: str,
        expected: list[tuple[str, str]],
    ) -> None:
        assert found(entry, first, last) == expected


class TestGoverning:
    """An entry with its year comes before one of every year."""

    YEARLY = season("12-15/01-15")
    DATED = season("2026-12-31/2027-01-02")

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            ("2026-12-14", None),
            ("2026-12-15", YEARLY),
            ("2026-12-30", YEARLY),
            ("2026-12-31", DATED),
            ("2027-01-02", DATED),
            ("2027-01-03", YEARLY),
            ("2027-01-15", YEARLY),
            ("2027-01-16", None),
        ],
    )
    def test_a_day(self, day: str, expected: Season | None) -> None:
        for entries in ([self.YEARLY, self.DATED], [self.DATED, self.YEARLY]):
            assert governing(entries, date.fromisoformat(day)) is expected


class TestClosedDays:
    """Some special days leave a day closed that would be closed without them."""

    @pytest.mark.parametrize(
        ("special", "expected"),
        [
            (special_day("2026-12-24"), True),
            (special_day("2026-12-24/2026-12-26"), False),
            (special_day("12-24"), False),
            (special_day("12-24/12-26"), False),
            (special_day("12-24", opens_closed_days=True), True),
            (special_day("2026-12-24", opens_closed_days=False), False),
        ],
    )
    def test_a_single_date_with_its_year_opens_them(
        self, special: SpecialDay, *, expected: bool
    ) -> None:
        assert opens_closed_days(special) is expected

    @pytest.mark.parametrize(
        ("day", "hours"),
        [
            pytest.param("2026-12-24", ["09:00"], id="an ordinary day"),
            pytest.param("2026-12-26", [], id="a Saturday"),
            pytest.param("2026-12-25", [], id="a closed holiday"),
        ],
    )
    def test_the_others_only_change_hours(self, day: str, hours: list[str]) -> None:
        assert opening_times("closed", day) == hours

    def test_a_holiday_with_hours_is_not_a_closed_day(self) -> None:
        assert opening_times("10:00-11:00", "2026-12-25") == ["09:00"]
        assert opening_times("10:00-11:00", "2026-12-26") == []


def opening_times(holidays: str, day: str) -> list[str]:
    """Return when a desk opens on a day on which a special day only changes its hours."""
    desk = channel("desk", "Mo-Fr 08:00-17:00", holidays=holidays)
    written = directory(desk, special_days=[special_day("2026-12-20/2026-12-31", "09:00-12:00")])
    reader = ChannelReader(desk, written, {date(2026, 12, 25)}, FIRST_DAY, LAST_DAY)
    return [f"{start:%H:%M}" for start, _ in reader.spans(date.fromisoformat(day))]
