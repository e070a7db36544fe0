"""How the oracle reads dates: which entry governs a day, and when what comes every year comes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ccb_support.testing.oracle_days import governing, occurrences
from tests.builders import season, special_day

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
