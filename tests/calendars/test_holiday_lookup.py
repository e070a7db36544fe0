"""What any container of dates says about a date, and what happens if the container fails."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NoReturn, cast

import numpy as np
import pandas as pd
import polars as pl
import pytest

from ccb_support import (
    BOGOTA,
    COLOMBIA,
    ColombianCalendar,
    LocalizedText,
    NotACalendarError,
    NotAYearError,
    OutOfRangeError,
    Router,
    colombian_holidays,
    default_directory,
)
from ccb_support.calendars.holiday_lookup import (
    holiday_names,
    holidays_in,
    is_holiday,
    names_on,
)
from ccb_support.calendars.listed_calendar import ListedCalendar
from tests.builders import channel, directory, holiday
from tests.hostile import failing

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

DAY = date(2026, 7, 13)
NOON = datetime(2026, 7, 13, 12, tzinfo=BOGOTA)
HOLIDAY = LocalizedText(es="festivo", en="holiday")

any_holidays_in: Any = holidays_in


class _Named(dict[date, object]):
    """A caller's calendar that names its days."""


class _SignalError(Exception):
    """What a signal handler raises, at any moment."""


class _Interruption:
    """An item that raises during a look-up, as a signal handler may."""

    def __eq__(self, other: object) -> bool:
        raise _SignalError

    def __hash__(self) -> int:
        return hash(DAY)


class _InterruptedDay(date):
    """A day whose look-up raises, as a signal handler may."""

    def __eq__(self, other: object) -> bool:
        raise _SignalError

    __hash__ = date.__hash__


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

    def test_that_fails_is_refused(self) -> None:
        calendar = failing(list, "__contains__")([DAY])
        with pytest.raises(NotACalendarError, match="container of dates") as caught:
            is_holiday(calendar, DAY)
        assert str(caught.value).startswith(repr(calendar))
        assert isinstance(caught.value.__cause__, RuntimeError)

    def test_a_list_with_an_item_that_fails_is_refused(self) -> None:
        calendar: list[Any] = [date(2026, 1, 1), _Interruption()]
        with pytest.raises(NotACalendarError):
            is_holiday(calendar, DAY)


class _Lazy(dict[date, str]):
    """Fills itself when somebody asks, as the calendars of the package `holidays` do."""

    def __contains__(self, day: object) -> bool:
        self[DAY] = "Asueto"
        return day == DAY

    __iter__ = failing(dict, "__iter__").__iter__


class _EveryMonday:
    """Has no end, and can't be iterated."""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day.weekday() == 0


class _Shown(date):
    """A date of another library, which equals a plain one."""


AT_MIDNIGHT = datetime(2026, 7, 13)  # noqa: DTZ001 - as people pass it
NO_DATES: dict[str, Any] = {
    "list": ["2026-07-13"],
    "set": {DAY, "2026-07-13"},
    "frozenset": frozenset({AT_MIDNIGHT}),
    "tuple": (AT_MIDNIGHT,),
    "dict": {AT_MIDNIGHT: "Asueto"},
    "keys": {"2026-07-13": "Asueto"}.keys(),
    "subclass": _Named({cast("date", "2026-07-13"): "Asueto"}),
    "timestamps": {pd.Timestamp(AT_MIDNIGHT)},
    "index": pd.DatetimeIndex([AT_MIDNIGHT]),
    "series": pd.Series([AT_MIDNIGHT]),
    "series of dates": pd.Series([DAY]),
    "array": np.array(["2026-07-13"], "datetime64[D]"),
    "Polars": pl.Series([AT_MIDNIGHT]),
}


class TestWhatHoldsNoDates:
    """A container whose items equal no date is refused, with the way out as code that works."""

    @pytest.mark.parametrize("calendar", NO_DATES.values(), ids=NO_DATES)
    def test_is_refused(self, calendar: Any) -> None:  # noqa: ANN401 - a container of anything
        with pytest.raises(NotACalendarError, match="does not hold plain dates") as raised:
            Router(default_directory(), holidays=calendar)
        assert "no hay fechas simples" in raised.value.message("es")
        way_out = str(raised.value).partition("holidays=")[2]
        dates = eval(way_out, {"date": date, "holidays": calendar})  # noqa: S307 - our own words
        assert DAY in dates
        assert isinstance(dates, dict) == isinstance(calendar, dict)
        assert not Router(default_directory(), holidays=dates).status("pqrs", NOON).open_now

    @pytest.mark.parametrize(
        "calendar",
        [
            pytest.param(_Lazy(), id="lazy"),
            pytest.param(_EveryMonday(), id="endless"),
            pytest.param({_Shown(2026, 7, 13)}, id="dates of another class"),
            pytest.param({DAY: "Asueto"}.keys(), id="keys"),
            pytest.param(colombian_holidays(2026), id="a year"),
        ],
    )
    def test_is_not_what_only_looks_like_it(self, calendar: Container[date]) -> None:
        router = Router(default_directory(), holidays=calendar)
        assert not router.status("pqrs", NOON).open_now


def test_the_holidays_of_a_year_are_read_only() -> None:
    shared: Any = COLOMBIA.in_year(2027)
    with pytest.raises(AttributeError):
        shared.clear()
    colombian_holidays(2027).clear()
    assert date(2027, 1, 1) in COLOMBIA


class TestInterruptions:
    """An exception that a container cannot raise comes from elsewhere, and passes through."""

    @pytest.mark.parametrize("container", [set, frozenset, dict.fromkeys])
    def test_of_a_look_up_in_a_plain_container(
        self, container: Callable[[object], Container[date]]
    ) -> None:
        with pytest.raises(_SignalError):
            is_holiday(container([_Interruption()]), DAY)

    @pytest.mark.parametrize("calendar", [[DAY], (DAY,)], ids=repr)
    def test_of_a_look_up_in_a_row_of_dates(self, calendar: Container[date]) -> None:
        with pytest.raises(_SignalError):
            is_holiday(calendar, _InterruptedDay(2026, 7, 13))

    def test_of_a_look_up_of_names(self) -> None:
        calendar: Any = {_Interruption(): "Asueto"}
        with pytest.raises(_SignalError):
            holiday_names(calendar, DAY)

    def test_of_the_calendar_of_colombia(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupted(*_: object) -> NoReturn:
            raise _SignalError

        monkeypatch.setattr(ColombianCalendar, "get", interrupted)
        with pytest.raises(_SignalError):
            is_holiday(COLOMBIA, DAY)
        with pytest.raises(_SignalError):
            holiday_names(COLOMBIA, DAY)


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

    @pytest.mark.parametrize(
        ("names", "word"),
        [
            (failing(list, "__iter__")([DAY]), "festivo"),
            (failing(str, "__iter__")("Asueto"), "Asueto"),
        ],
        ids=["a row", "a text"],
    )
    def test_regression_names_that_fail_when_they_are_read(
        self, names: Iterable[object], word: str
    ) -> None:
        with pytest.raises(RuntimeError):
            list(names)
        (found,) = holiday_names({DAY: names}, DAY)
        assert found.es == word

    def test_a_calendar_that_fails_to_name_a_day(self) -> None:
        assert holiday_names(failing(dict, "get")(), DAY) == (
            LocalizedText(es="festivo", en="holiday"),
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
