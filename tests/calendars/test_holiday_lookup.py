"""What any container of dates says about a date, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ccb_support import (
    COLOMBIA,
    ColombianCalendar,
    LocalizedText,
    NotACalendarError,
    NotAYearError,
    OutOfRangeError,
    Router,
    colombian_holidays,
)
from ccb_support.calendars.holiday_lookup import (
    holiday_names,
    holidays_in,
    is_holiday,
    names_on,
)
from ccb_support.calendars.listed_calendar import ListedCalendar
from tests.builders import channel, directory, holiday

if TYPE_CHECKING:
    from collections.abc import Container

DAY = date(2026, 7, 13)
HOLIDAY = LocalizedText(es="festivo", en="holiday")

any_holidays_in: Any = holidays_in


class _Named(dict[date, object]):
    """A caller's calendar that names its days."""


class TestAnyCalendar:
    """A calendar says whether it contains a day. An error quotes a calendar that can't."""

    @pytest.mark.parametrize(
        "calendar",
        [COLOMBIA, {DAY}, frozenset({DAY}), [DAY], (DAY,), {DAY: "Asueto"}, _Named({DAY: ""})],
        ids=repr,
    )
    def test_it_contains_a_day_or_not(self, calendar: Container[date]) -> None:
        assert is_holiday(calendar, DAY)
        assert not is_holiday(calendar, date(2026, 7, 14))

    @pytest.mark.parametrize("calendar", ["2026", b"", 5, None], ids=repr)
    def test_what_takes_no_dates_is_refused(self, calendar: Any) -> None:  # noqa: ANN401 - no calendar
        with pytest.raises(NotACalendarError, match="container of dates") as caught:
            is_holiday(calendar, DAY)
        assert str(caught.value).startswith(repr(calendar))
        assert isinstance(caught.value.__cause__, TypeError)


class TestNamesOfHolidays:
    """A calendar that can name a day names it; any other says that it is a holiday."""

    @pytest.mark.parametrize(
        ("calendar", "spanish", "english"),
        [
            pytest.param(
                COLOMBIA, ["Virgen de Chiquinquirá"], ["Our Lady of Chiquinquirá"], id="Colombia's"
            ),
            pytest.param({DAY}, ["festivo"], ["holiday"], id="a set"),
            pytest.param([DAY], ["festivo"], ["holiday"], id="a list"),
            pytest.param(_Named({DAY: "Asueto"}), ["Asueto"], ["Asueto"], id="a name"),
            pytest.param(
                _Named({DAY: " Día\n libre\0"}), ["Día libre"], ["Día libre"], id="an odd name"
            ),
            pytest.param(_Named({DAY: ""}), ["festivo"], ["holiday"], id="an empty name"),
            pytest.param(_Named({DAY: 5}), ["festivo"], ["holiday"], id="a number"),
            pytest.param(_Named({DAY: None}), ["festivo"], ["holiday"], id="no name"),
            pytest.param(_Named({DAY: ("x",)}), ["festivo"], ["holiday"], id="a row of others"),
            pytest.param(
                _Named({DAY: list(COLOMBIA.get(date(2025, 6, 30)))}),
                ["Sagrado Corazón de Jesús", "San Pedro y San Pablo"],
                ["Sacred Heart", "Saint Peter and Saint Paul"],
                id="two holidays",
            ),
        ],
    )
    def test_the_names(
        self, calendar: Container[date], spanish: list[str], english: list[str]
    ) -> None:
        found = holiday_names(calendar, DAY)
        assert found == tuple(
            LocalizedText(es=es, en=en) for es, en in zip(spanish, english, strict=True)
        )


class TestNamesOnADay:
    """A day has the names of its holidays: none if it is an ordinary day, or unknown."""

    def test_of_a_day_that_is_a_holiday_or_not(self) -> None:
        assert names_on({DAY: "Asueto"}, DAY) == (LocalizedText(es="Asueto", en="Asueto"),)
        assert names_on({DAY: "Asueto"}, date(2026, 7, 14)) == ()

    def test_of_the_first_and_the_last_day_of_a_calendar(self) -> None:
        calendar = ListedCalendar((holiday("01-01"), holiday("12-31")))
        for day in (calendar.first_date, calendar.last_date):
            assert names_on(calendar, day) == holiday_names(calendar, day) != ()

    @pytest.mark.parametrize("day", [date(1983, 12, 31), date(2200, 1, 1)])
    def test_of_a_day_that_the_calendar_does_not_cover(self, day: date) -> None:
        assert names_on(COLOMBIA, day) == ()


class TestAYear:
    """The holidays of one year, whichever calendar a router has."""

    def test_each_year_is_worked_out_once(self) -> None:
        calendar = ColombianCalendar()
        assert calendar.in_year(2026) is calendar.in_year(2026)
        assert calendar.midnights_in(2026) is calendar.midnights_in(2026)

    def test_of_colombia(self) -> None:
        expected = {
            day: tuple(each.name for each in found)
            for day, found in colombian_holidays(2030).items()
        }
        assert holidays_in(COLOMBIA, 2030) == expected

    def test_of_a_list(self) -> None:
        listed = directory(channel(), holiday_calendar=[holiday("12-24"), holiday("2026-05-04")])
        assert [*holidays_in(Router(listed).holidays, 2026)] == [
            date(2026, 5, 4),
            date(2026, 12, 24),
        ]

    def test_of_a_caller(self) -> None:
        first, last = date(2028, 1, 1), date(2028, 12, 31)
        assert holidays_in([last, first, date(2029, 1, 1)], 2028) == {
            first: (HOLIDAY,),
            last: (HOLIDAY,),
        }
        assert holidays_in({first: "New Year"}, 2028) == {
            first: (LocalizedText(es="New Year", en="New Year"),)
        }

    def test_of_a_caller_are_of_supported_years(self) -> None:
        with pytest.raises(OutOfRangeError):
            holidays_in({date(1900, 1, 1)}, 1900)

    @pytest.mark.parametrize("calendar", [COLOMBIA, ()])
    def test_of_a_year_that_is_not_supported(self, calendar: Any) -> None:  # noqa: ANN401 - two types
        for year in (1983, 2200, 10**30):
            with pytest.raises(OutOfRangeError):
                holidays_in(calendar, year)
        for no_year in ("2026", 2026.0, True, None):
            with pytest.raises(NotAYearError) as caught:
                any_holidays_in(calendar, no_year)
            assert str(caught.value).startswith(repr(no_year))

    def test_of_a_calendar_that_fails(self) -> None:
        with pytest.raises(NotACalendarError):
            any_holidays_in("2026", 2026)
