"""The days of an entry: once or every year, over New Year, and around 29 February."""

from __future__ import annotations

from datetime import date

import pytest

from ccb_support.model.dates import DateRange, DaySpan, YearlyDate, find_dates_out_of_order


def dates(first: str, last: str) -> DateRange:
    """Return the range from a full or yearly date through another."""
    written = [
        YearlyDate.parse(each) if len(each) == 5 else date.fromisoformat(each)
        for each in (first, last)
    ]
    return DateRange(*written)


YEARLY = [
    # first, last, year, the days that begin in that year
    ("12-24", "12-24", 2026, "2026-12-24 2026-12-24"),
    ("06-15", "07-15", 2026, "2026-06-15 2026-07-15"),
    ("12-15", "01-15", 2026, "2026-12-15 2027-01-15"),
    ("02-29", "02-29", 2028, "2028-02-29 2028-02-29"),
    ("02-29", "03-10", 2028, "2028-02-29 2028-03-10"),
    ("02-29", "03-10", 2027, "2027-03-01 2027-03-10"),
    ("02-20", "02-29", 2028, "2028-02-20 2028-02-29"),
    ("02-20", "02-29", 2027, "2027-02-20 2027-02-28"),
    ("12-20", "02-29", 2026, "2026-12-20 2027-02-28"),
    ("12-20", "02-29", 2027, "2027-12-20 2028-02-29"),
    ("03-01", "02-29", 2026, "2026-03-01 2027-02-28"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "last", "year", "expected"), YEARLY)
def test_days_of_every_year(first: str, last: str, year: int, expected: str) -> None:
    yearly = dates(first, last)
    assert " ".join(map(str, yearly.beginning_in(year) or ())) == expected
    assert yearly.is_yearly
    assert yearly.once is None


def test_29_february_alone_is_no_day_of_a_common_year() -> None:
    assert dates("02-29", "02-29").beginning_in(2027) is None


def test_days_that_come_once_begin_in_one_year() -> None:
    once = dates("2026-12-15", "2027-01-15")
    days = DaySpan(date(2026, 12, 15), date(2027, 1, 15))
    assert [once.beginning_in(year) for year in (2025, 2026, 2027)] == [None, days, None]
    assert once.once == days
    assert not once.is_yearly


@pytest.mark.parametrize(
    ("first", "last", "is_backwards"),
    [
        ("2026-12-24", "2026-12-23", True),
        ("2026-12-24", "2026-12-24", False),
        ("12-24", "12-23", False),
    ],
)
def test_only_days_that_come_once_can_be_backwards(
    first: str, last: str, *, is_backwards: bool
) -> None:
    found = find_dates_out_of_order({"date": first, "through": last}, "date")
    assert bool([*found]) == is_backwards
