"""The calendar of Colombia: rules, each with its law and its first year.

The golden file `golden/holidays.txt` has one line for each holiday from 1984 to 2199, so a change of
law reads as a diff. After such a change, `tests/golden/write.py` writes the file again.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ccb_support import OutOfRangeError, colombian_holidays
from ccb_support.calendars import require_year
from ccb_support.calendars.colombia import COLOMBIA, HOLIDAYS, HolidayKind
from ccb_support.clock.instants import SupportedYears
from ccb_support.errors import quoted
from ccb_support.model.dates import EasterDate

GOLDEN = Path(__file__).parents[1] / "golden" / "holidays.txt"

YEARS = range(1984, 2200)

NOT_YET_IN_THE_PACKAGE: frozenset[str] = frozenset()
"""The laws that the package `holidays` does not know yet. Once it does, the test asks for them."""


def golden_text() -> str:
    return "".join(
        f"{day} | {holiday.name.es} | {holiday.name.en} | {holiday.law}\n"
        for year in YEARS
        for day, holidays in colombian_holidays(year).items()
        for holiday in holidays
    )


class TestYears:
    """Each supported year has the holidays of the golden file."""

    def test_they_are_those_of_the_golden_file(self) -> None:
        assert golden_text().splitlines() == GOLDEN.read_text("utf-8").splitlines(), (
            "If it is right, run .venv/bin/python -m tests.golden.write holidays.txt"
        )

    @pytest.mark.parametrize(
        "year", [1983, 2200, 0, -1, 10**5000], ids=["before", "after", "zero", "negative", "huge"]
    )
    def test_other_years_are_refused(self, year: int) -> None:
        with pytest.raises(OutOfRangeError, match="1984 to 2199") as caught:
            colombian_holidays(year)
        assert str(caught.value).startswith(quoted(year))
        # An edition that begins later changes no holidays.
        with pytest.raises(OutOfRangeError, match="1984 to 2199"):
            require_year(year, SupportedYears(since=date(2026, 7, 1)))


def test_a_rule_about_easter_counts_from_it() -> None:
    for each in HOLIDAYS:
        assert (each.kind == HolidayKind.EASTER) is isinstance(each.day, EasterDate)


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (date(2026, 7, 13), True),
        (date(2025, 7, 14), False),
        (date(2026, 11, 24), False),
        (datetime.fromisoformat("2026-07-13T23:59"), True),
        (datetime(2026, 7, 14, tzinfo=UTC), False),
        ("2026-07-13", False),
        (None, False),
    ],
    ids=repr,
)
def test_the_calendar_holds_the_holidays_and_nothing_else(day: object, *, holiday: bool) -> None:
    assert (day in COLOMBIA) is holiday


@pytest.mark.parametrize("first_year", range(1984, 2200, 24))
def test_every_day_has_as_many_holidays_as_in_the_package_holidays(first_year: int) -> None:
    """Where it can't be installed, as beside python-dateutil 4, the golden file says the same."""
    reason = "holidays caps python-dateutil below 3"
    package = pytest.importorskip("holidays.countries.colombia", reason=reason)
    # Its own class stops at 2100 silently.
    colombia: Any = type("Colombia", (package.Colombia,), {"end_year": 2199})
    other = colombia(years=range(first_year, first_year + 24))
    day = date(first_year, 1, 1)
    while day.year < first_year + 24:
        found = COLOMBIA.get(day)
        known = [each for each in found if each.law not in NOT_YET_IN_THE_PACKAGE]
        assert len(known) == len(other.get_list(day)), f"{day}: see NOT_YET_IN_THE_PACKAGE"
        assert (day in COLOMBIA) is bool(found), day
        day += timedelta(days=1)
