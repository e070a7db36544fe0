"""Dates as a directory writes them: full, or of every year, with the rules for 29 February."""

from __future__ import annotations

import copy
import pickle
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from ccb_support import YearlyDate
from ccb_support.model.dates import FullOrYearlyDate
from ccb_support.testing import strategies

DATES: TypeAdapter[date | YearlyDate] = TypeAdapter(FullOrYearlyDate)
YEARS = st.integers(1984, 2199)
LEAP_DAY = YearlyDate(2, 29)


class TestYearlyDates:
    """A yearly date is one day of each year, except 29 February."""

    @given(strategies.yearly_dates(), YEARS)
    def test_is_the_same_day_of_each_year(self, yearly: YearlyDate, year: int) -> None:
        for day in {yearly.in_year(year), yearly.beginning_in(year), yearly.end_in(year)} - {None}:
            assert isinstance(day, date)
            assert day.year == year
            assert yearly == LEAP_DAY or (day.month, day.day) == (yearly.month, yearly.day)

    @given(strategies.yearly_dates())
    def test_is_read_as_it_is_written(self, yearly: YearlyDate) -> None:
        assert YearlyDate.parse(str(yearly)) == yearly
        assert DATES.validate_json(DATES.dump_json(yearly)) == yearly

    def test_29_february_of_a_leap_year(self) -> None:
        leap_day = date(2028, 2, 29)
        assert LEAP_DAY.in_year(2028) == leap_day
        assert LEAP_DAY.beginning_in(2028) == LEAP_DAY.end_in(2028) == leap_day

    @pytest.mark.parametrize("year", [2026, 2100])
    def test_29_february_of_a_common_year(self, year: int) -> None:
        assert LEAP_DAY.in_year(year) is None
        assert LEAP_DAY.beginning_in(year) == date(year, 3, 1)
        assert LEAP_DAY.end_in(year) == date(year, 2, 28)

    def test_come_in_the_order_of_the_year(self) -> None:
        days = [YearlyDate(12, 25), YearlyDate(2, 1), YearlyDate(1, 31)]
        assert sorted(days) == days[::-1]

    def test_can_be_copied_and_pickled(self) -> None:
        assert copy.deepcopy(LEAP_DAY) == LEAP_DAY
        assert pickle.loads(pickle.dumps(LEAP_DAY)) == LEAP_DAY  # noqa: S301 - the test's own bytes


class TestReading:
    """A directory writes either kind of date."""

    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            (date(2026, 12, 24), date(2026, 12, 24)),
            ("2026-12-24", date(2026, 12, 24)),
            ("12-24", YearlyDate(12, 24)),
            ("02-29", LEAP_DAY),
            (LEAP_DAY, LEAP_DAY),
        ],
        ids=repr,
    )
    def test_of_a_date(self, written: object, expected: object) -> None:
        assert DATES.validate_python(written) == expected

    @pytest.mark.parametrize(
        ("written", "problem"),
        [
            ("02-30", 'must be a day of every year, such as "12-24"'),
            ("13-01", 'must be a day of every year, such as "12-24"'),
            ("00-10", 'must be a day of every year, such as "12-24"'),
            ("2026-02-30", "day value is outside expected range"),
            ("2-3", "a date, such as 2026-12-24, or a day of every year"),
            ("24 de diciembre", "a date, such as 2026-12-24, or a day of every year"),
            (1224, "a date, such as 2026-12-24, or a day of every year"),
            (None, "a date, such as 2026-12-24, or a day of every year"),
        ],
        ids=repr,
    )
    def test_of_anything_else_is_refused(self, written: object, problem: str) -> None:
        with pytest.raises(ValidationError, match=problem):
            DATES.validate_python(written)

    def test_a_date_in_another_form_cannot_be_parsed(self) -> None:
        with pytest.raises(ValueError, match="2026"):
            YearlyDate.parse("2026-12-24")

    def test_has_a_json_schema(self) -> None:
        for schema in (DATES.json_schema(), DATES.json_schema(mode="serialization")):
            full, yearly = schema["oneOf"]
            assert full["format"] == "date"
            assert "format" not in yearly

    @given(st.dates(date.min, date.max), st.dates(date.min, date.max))
    def test_its_json_schema_accepts_both_kinds(self, day: date, yearly: date) -> None:
        full_schema, yearly_schema = DATES.json_schema()["oneOf"]
        written = f"{yearly:%m-%d}"
        assert re.search(full_schema["pattern"], str(day))
        assert re.search(yearly_schema["pattern"], written)
        assert not re.search(full_schema["pattern"], written)
        assert not re.search(yearly_schema["pattern"], str(day))

    @given(st.from_regex(r"[0-9]{2}-[0-9]{2}", fullmatch=True))
    def test_its_json_schema_has_the_days_of_a_year(self, text: str) -> None:
        pattern = DATES.json_schema()["oneOf"][1]["pattern"]
        try:
            is_a_day = bool(YearlyDate.parse(text))
        except ValueError:
            is_a_day = False
        assert bool(re.search(pattern, text)) is is_a_day
