"""A directory's own list of holidays: dates, days of every year, and names that are joined."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ccb_support.calendars.listed import ListedCalendar
from ccb_support.model import EasterDate, ListedHoliday, LocalizedText, YearlyDate
from ccb_support.testing import strategies
from ccb_support.testing.oracle_hours import read_list
from tests.builders import holiday


def names(day: str, *entries: ListedHoliday) -> list[str]:
    return [each.name.es for each in ListedCalendar(entries).get(date.fromisoformat(day))]


class TestListedCalendar:
    """A date is a holiday if an entry has it, with its year or without."""

    def test_entries_of_one_date_join_their_names_in_the_order_of_the_list(self) -> None:
        entries = holiday("12-25", "Navidad"), holiday("2026-12-25", "Asueto")
        (found,) = ListedCalendar(entries).get(date(2026, 12, 25))
        assert found.name == LocalizedText(es="Navidad; Asueto", en="(Navidad); (Asueto)")
        assert names("2027-12-25", *entries) == ["Navidad"]

    def test_long_names_stay_one_line(self) -> None:
        (name,) = names("2026-12-25", holiday("12-25", "x" * 490), holiday("12-25", "y" * 490))
        assert len(name) == 500

    @pytest.mark.parametrize(
        ("dates", "expected"),
        [
            ([], None),
            (["12-25"], None),
            (["2027-01-01", "2026-12-25"], date(2027, 1, 1)),
            (["12-25", "2026-04-03"], date(2026, 4, 3)),
        ],
        ids=str,
    )
    def test_it_says_when_its_full_dates_end(self, dates: list[str], expected: date | None) -> None:
        assert ListedCalendar(tuple(map(holiday, dates))).last_full_date == expected

    @given(strategies.holiday_lists(), strategies.days(date(2024, 1, 1), date(2028, 12, 31)))
    @example((holiday("02-29"),), date(2026, 2, 28))
    @example((holiday("02-29"),), date(2028, 2, 29))
    def test_it_agrees_with_a_reading_entry_by_entry(
        self, entries: tuple[ListedHoliday, ...], day: date
    ) -> None:
        assert (day in ListedCalendar(entries)) is (day in read_list(entries))

    @given(strategies.yearly_dates(), st.integers(1984, 2199))
    @example(YearlyDate(month=12, day=25), 2026)
    def test_a_yearly_date_is_the_dates_that_it_stands_for(
        self, yearly: YearlyDate | EasterDate, year: int
    ) -> None:
        name, other = LocalizedText(es="Fiesta", en="Holiday"), holiday("2026-12-25", "Asueto")
        recurring = ListedCalendar((ListedHoliday(date=yearly, name=name), other))
        days = filter(None, map(yearly.in_year, range(1984, 2200)))
        dated = (ListedHoliday(date=day, name=name) for day in days)
        assert recurring.in_year(year) == ListedCalendar((*dated, other)).in_year(year)
