"""What any container of dates says about a date, what is refused, and lists of holidays."""

from collections import ChainMap, UserDict, deque
from collections.abc import Callable, Container, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any, cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ccb_support import BOGOTA, Router, colombian_holidays, default_directory
from ccb_support.calendars import NamedHoliday, calendar_of
from ccb_support.calendars.colombia import COLOMBIA, ColombianCalendar
from ccb_support.calendars.listed import ListedCalendar
from ccb_support.clock.instants import date_at, days_through
from ccb_support.errors import NotACalendarError, NotAYearError, quoted
from ccb_support.model import EasterDate, ListedHoliday, LocalizedText, YearlyDate
from ccb_support.testing import strategies
from ccb_support.testing.oracle_hours import read_list
from tests.builders import channel, directory, holiday

DAY = date(2026, 7, 13)
NOON = datetime(2026, 7, 13, 12, tzinfo=BOGOTA)
HOLIDAY = LocalizedText(es="festivo", en="holiday")


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
        assert DAY in calendar_of(calendar)
        assert date(2026, 7, 14) not in calendar_of(calendar)

    @pytest.mark.parametrize("calendar", ["2026", b"", bytearray(b"2026"), 5, None], ids=repr)
    def test_what_takes_no_dates_is_refused(self, calendar: Any) -> None:  # noqa: ANN401 - anything but a calendar
        with pytest.raises(NotACalendarError, match="container of dates") as caught:
            calendar_of(calendar).in_year(2026)
        assert str(caught.value).startswith(repr(calendar))
        assert isinstance(caught.value.__cause__, TypeError)

    @pytest.mark.parametrize("calendar", ["CO", "", b"CO", 5, DAY], ids=repr)
    def test_what_can_never_contain_a_date_is_no_calendar_of_a_router(
        self,
        calendar: Any,  # noqa: ANN401 - anything but a calendar
    ) -> None:
        with pytest.raises(NotACalendarError, match="is not a container of dates") as caught:
            Router(default_directory(), holidays=calendar)
        assert str(caught.value).startswith(repr(calendar))

    @pytest.mark.parametrize("library", ["pandas", "polars"])
    def test_a_frame_has_columns_and_no_dates(self, library: str) -> None:
        frames = pytest.importorskip(library, reason=f"{library} is not there: see CONTRIBUTING.md")
        with pytest.raises(NotACalendarError, match="is not a container of dates"):
            Router(default_directory(), holidays=frames.DataFrame({"date": [DAY]}))


class _Lazy(dict[date, str]):
    """Fills itself when somebody asks, as the calendars of the package `holidays` do."""

    def __contains__(self, day: object) -> bool:
        self[DAY] = "Asueto"
        return day == DAY


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
    "queue": deque(["2026-07-13"]),
    "view": MappingProxyType({"2026-07-13": "Asueto"}),
    "chain": ChainMap({"2026-07-13": "Asueto"}),
    "user's": UserDict({"2026-07-13": "Asueto"}),
    "subclass": _Named({cast("date", "2026-07-13"): "Asueto"}),
}
FOREIGN: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "timestamps": ("pandas", lambda pandas: {pandas.Timestamp(AT_MIDNIGHT)}),
    "index": ("pandas", lambda pandas: pandas.DatetimeIndex([AT_MIDNIGHT])),
    "series": ("pandas", lambda pandas: pandas.Series([AT_MIDNIGHT])),
    "series of dates": ("pandas", lambda pandas: pandas.Series([DAY])),
    "array": ("numpy", lambda numpy: numpy.array(["2026-07-13"], "datetime64[D]")),
    "Polars": ("polars", lambda polars: polars.Series([AT_MIDNIGHT])),
}
"""Containers of other libraries, each with its library: not every environment has it."""


class TestWhatHoldsNoDates:
    """A container whose items equal no date is refused, with the way out as code that works."""

    @pytest.mark.parametrize("calendar", NO_DATES.values(), ids=NO_DATES)
    def test_is_refused(self, calendar: Any) -> None:  # noqa: ANN401 - a container of anything
        self.refuse(calendar)

    @pytest.mark.parametrize(("library", "make"), FOREIGN.values(), ids=FOREIGN)
    def test_is_refused_from_another_library(
        self, library: str, make: Callable[[Any], Any]
    ) -> None:
        reason = f"{library} is not there: see CONTRIBUTING.md"
        self.refuse(make(pytest.importorskip(library, reason=reason)))

    def refuse(self, calendar: Any) -> None:  # noqa: ANN401 - a container of anything
        with pytest.raises(NotACalendarError, match="does not hold plain dates") as raised:
            Router(default_directory(), holidays=calendar)
        assert str(raised.value).startswith(quoted(calendar))
        assert "no hay fechas simples" in raised.value.message("es")
        way_out = str(raised.value).partition("holidays=")[2]
        dates = eval(way_out, {"date": date, "holidays": calendar})  # noqa: S307 - our own words
        assert DAY in dates
        assert isinstance(dates, dict) == isinstance(calendar, Mapping)
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
        pytest.param(_Named({DAY: (5,)}), ["festivo"], ["holiday"], id="a row of others"),
        pytest.param(_Named({DAY: ("x", "y")}), ["x", "y"], ["x", "y"], id="several names"),
        pytest.param(
            _Named({DAY: LocalizedText(es="Día cívico", en="Civic day")}),
            ["Día cívico"],
            ["Civic day"],
            id="a name in both languages",
        ),
        pytest.param(
            _Named({DAY: COLOMBIA.get(date(2026, 12, 25))[0]}),
            ["Navidad"],
            ["Christmas Day"],
            id="a holiday",
        ),
        pytest.param(
            _Named({DAY: list(COLOMBIA.get(date(2025, 6, 30)))}),
            ["Sagrado Corazón de Jesús", "San Pedro y San Pablo"],
            ["Sacred Heart", "Saint Peter and Saint Paul"],
            id="two holidays",
        ),
    ],
)
def test_the_names_of_holidays(
    calendar: Container[date], spanish: list[str], english: list[str]
) -> None:
    """A calendar that can name a day names it; any other says that it is a holiday."""
    found = calendar_of(calendar).names_on(DAY)
    assert found == tuple(
        LocalizedText(es=es, en=en) for es, en in zip(spanish, english, strict=True)
    )


class TestNamesOnADay:
    """A day has the names of its holidays: none if it is an ordinary day, or unknown."""

    def test_of_the_first_and_the_last_day_of_a_calendar(self) -> None:
        calendar = ListedCalendar((holiday("01-01"), holiday("12-31")))
        for day in (date(1984, 1, 1), date(2199, 12, 31)):
            assert calendar.names_on(day) == (calendar.get(day)[0].name,)

    @pytest.mark.parametrize("day", [date(1983, 12, 31), date(2200, 1, 1)])
    def test_of_a_day_that_the_calendar_does_not_cover(self, day: date) -> None:
        assert COLOMBIA.names_on(day) == ()


class TestAYear:
    """The holidays of one year, whichever calendar a router has."""

    def test_of_a_list(self) -> None:
        listed = directory(channel(), holiday_calendar=[holiday("12-24"), holiday("2026-05-04")])
        assert [*calendar_of(Router(listed).holidays).in_year(2026)] == [
            date(2026, 5, 4),
            date(2026, 12, 24),
        ]

    def test_of_a_caller(self) -> None:
        first, last = date(2028, 1, 1), date(2028, 12, 31)
        assert calendar_of([last, first, date(2029, 1, 1)]).in_year(2028) == {
            first: (NamedHoliday(HOLIDAY),),
            last: (NamedHoliday(HOLIDAY),),
        }

    @pytest.mark.parametrize("calendar", [COLOMBIA, ()])
    @pytest.mark.parametrize("no_year", ["2026", 2026.0, None])
    def test_of_what_is_not_a_year(self, calendar: Any, no_year: object) -> None:  # noqa: ANN401 - two types
        with pytest.raises(NotAYearError) as caught:
            calendar_of(calendar).in_year(no_year)
        assert str(caught.value).startswith(repr(no_year))


@pytest.mark.parametrize("calendar", [COLOMBIA, {*COLOMBIA.in_year(2026), *COLOMBIA.in_year(2027)}])
def test_the_midnights_of_holidays(calendar: Container[date]) -> None:
    """The midnights of holidays, in order, over one year or several."""
    days = days_through(date(2026, 12, 8), date(2027, 1, 1))
    found = calendar_of(calendar).midnights_within(days)
    assert [*map(date_at, found)] == [date(2026, 12, 8), date(2026, 12, 25), date(2027, 1, 1)]
    assert found == calendar_of(calendar).midnights_within(days)


def test_a_subclass_of_a_calendar_contains_what_it_says() -> None:
    class WithLocalDay(ColombianCalendar):
        def __contains__(self, day: object) -> bool:
            return day == DAY - timedelta(days=1) or super().__contains__(day)

    assert calendar_of(COLOMBIA) is COLOMBIA
    assert DAY - timedelta(days=1) in calendar_of(WithLocalDay())


def names(day: str, *entries: ListedHoliday) -> list[str]:
    return [each.name.es for each in ListedCalendar(entries).get(date.fromisoformat(day))]


class TestListedCalendar:
    """A date is a holiday if an entry has it, with its year or without."""

    def test_entries_of_one_date_join_their_names_in_the_order_of_the_list(self) -> None:
        entries = (
            holiday("12-25", "Navidad"),
            holiday("2026-12-25", "Asueto"),
            holiday("2026-12-25", "Navidad"),
        )
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
    @example((holiday("12-25", "Navidad"), holiday("2026-12-25", "Asueto")), date(2026, 12, 25))
    @example((holiday("12-25", "Navidad"), holiday("2026-12-25", "Asueto")), date(2027, 12, 25))
    @example((holiday("01-01"),), date(1984, 1, 1))
    @example((holiday("12-31"),), date(2199, 12, 31))
    def test_it_agrees_with_a_reading_entry_by_entry(
        self, entries: tuple[ListedHoliday, ...], day: date
    ) -> None:
        assert ListedCalendar(entries).get(day) == read_list(entries).get(day, ())

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
