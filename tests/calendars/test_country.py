"""Calendars of other countries: days, names and years as the package `holidays` has them."""

import pickle
import sys
from datetime import date, timedelta

import pytest

from ccb_support import DirectoryError, OutOfRangeError
from ccb_support.errors import MissingExtraError

pytest.importorskip("holidays", reason="holidays caps python-dateutil below 3")

from holidays import HolidayBase, country_holidays, list_supported_countries
from holidays.countries.sri_lanka import SriLanka
from pydantic import TypeAdapter

from ccb_support.calendars.country import CountryCalendar
from ccb_support.clock.instants import SupportedYears
from ccb_support.model.dates import CalendarCode

NEW_YORK = CountryCalendar("US-NY")
MEXICO = CountryCalendar("MX")


def names(calendar: CountryCalendar, day: str) -> tuple[str, str] | None:
    """Return the names of a day in Spanish and English, or None for an ordinary day."""
    found = calendar.get(date.fromisoformat(day))
    # Two holidays of one date are one name.
    assert len(found) == (date.fromisoformat(day) in calendar)
    return (found[0].name.es, found[0].name.en) if found else None


class _Basque(HolidayBase):
    """The holidays of a country that names them in two other languages."""

    country = "EU"
    default_language = "eu"
    supported_languages = ("eu", "fr")

    def __init__(self) -> None:
        super().__init__(years=2026)
        self[date(2026, 12, 25)] = "Eguberri"


class TestDays:
    """The days are those of the law, looked up by hand, with names in both languages."""

    @pytest.mark.parametrize(
        ("code", "day", "expected"),
        [
            ("US-NY", "2026-01-01", ("New Year's Day", "New Year's Day")),
            ("US-NY", "2026-01-19", ("Martin Luther King Jr. Day", "Martin Luther King Jr. Day")),
            ("US-NY", "2026-02-12", ("Lincoln's Birthday", "Lincoln's Birthday")),
            ("US-NY", "2026-05-25", ("Memorial Day", "Memorial Day")),
            ("US-NY", "2026-07-03", ("Independence Day (observed)", "Independence Day (observed)")),
            ("US-NY", "2026-07-04", ("Independence Day", "Independence Day")),
            ("US-NY", "2026-11-03", ("Election Day", "Election Day")),
            ("US-NY", "2026-11-26", ("Thanksgiving Day", "Thanksgiving Day")),
            ("US-NY", "2027-12-31", ("New Year's Day (observed)", "New Year's Day (observed)")),
            ("US-NY", "2027-02-15", ("Susan B. Anthony Day; Washington's Birthday", "Susan B. Anthony Day; Washington's Birthday")),
            ("US-NY", "2026-11-24", None),
            ("US-NY", "2026-07-13", None),
            ("US", "2026-12-25", ("Christmas Day", "Christmas Day")),
            ("BZ", "2026-12-25", ("Christmas Day", "Christmas Day")),
            ("CA", "2026-07-01", ("Canada Day", "Canada Day")),
            ("MX", "2026-01-01", ("Año Nuevo", "New Year's Day")),
            ("MX", "2026-02-02", ("Día de la Constitución", "Constitution Day")),
            ("MX", "2026-03-16", ("Natalicio de Benito Juárez", "Benito Juárez's birthday")),
            ("MX", "2026-05-01", ("Día del Trabajo", "Labor Day")),
            ("MX", "2026-09-16", ("Día de la Independencia", "Independence Day")),
            ("MX", "2026-11-16", ("Día de la Revolución", "Revolution Day")),
            ("MX", "2024-10-01", ("Transmisión del Poder Ejecutivo Federal", "Change of Federal Government")),
            ("MX", "2026-12-25", ("Navidad", "Christmas Day")),
            ("MX", "2026-04-03", None),
            ("MX", "2026-02-05", None),
        ],
    )  # fmt: skip
    def test_have_their_names_in_any_environment(
        self,
        code: str,
        day: str,
        expected: tuple[str, str] | None,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        # Unless it is asked for a language, the package has the machine's.
        monkeypatch.setenv("LANGUAGE", "th:uk:fr")
        assert names(CountryCalendar(code), day) == expected

    @pytest.mark.parametrize("code", ["US-NY", "MX", "JP"])
    @pytest.mark.parametrize("year", [1984, 2026, 2099])
    def test_every_day_of_a_year_is_as_in_the_package(self, code: str, year: int) -> None:
        country, _, part = code.partition("-")
        other = country_holidays(country, part or None, language="en_US")
        calendar = CountryCalendar(code)
        for number in range(365):
            day = date(year, 1, 1) + timedelta(days=number)
            assert (day in calendar) is (day in other), day


class TestNames:
    """A country may have several kinds of a language, or neither language."""

    def test_of_two_kinds_of_english_the_country_s_own_comes_first(self) -> None:
        pentecost = "2026-05-25"
        found = names(CountryCalendar("VG"), pentecost)
        own, other = (
            country_holidays("VG", years=2026, language=tag)[pentecost]
            for tag in ("en_VG", "en_US")
        )
        assert found == (own, own)
        assert own != other

    def test_a_country_with_neither_language_has_its_first(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[str | None] = []

        def basque(*_: object, language: str | None, **__: object) -> _Basque:
            asked.append(language)
            return _Basque()

        monkeypatch.setattr("holidays.country_holidays", basque)
        calendar = CountryCalendar("EU")
        asked.clear()
        assert names(calendar, "2026-12-25") == ("Eguberri", "Eguberri")
        assert asked == ["eu", "eu"]


class TestYears:
    """The calendar says which years it covers, and refuses all others."""

    @pytest.mark.parametrize(
        ("code", "first", "last"),
        [("US-NY", 1984, 2100), ("LK", 2003, SriLanka.end_year), ("JP", 1984, 2099)],
    )
    def test_it_covers_those_of_the_package_that_are_supported(
        self, code: str, first: int, last: int
    ) -> None:
        assert CountryCalendar(code).years == SupportedYears(first, last, (code,))

    @pytest.mark.parametrize("day", [date(1983, 12, 31), date(2100, 1, 1)])
    def test_it_is_not_silent_about_other_years(self, day: date) -> None:
        with pytest.raises(OutOfRangeError, match=r"1984 to 2099.*JP goes no further"):
            _ = day in CountryCalendar("JP")


class TestCodes:
    """A code that the package does not have is a fault of the directory."""

    @pytest.mark.parametrize(
        ("code", "problem"),
        [
            ("ZZ", "does not know 'ZZ': write the ISO code of a country, such as \"MX\""),
            (
                "US-ZZ",
                'does not know \'ZZ\': write "US" for the whole country, or "US-" and a part: AK, AL',
            ),
            ("CO-ANT", "does not know 'ANT': CO has no parts: write \"CO\""),
        ],
    )
    def test_one_that_does_not_exist(self, code: str, problem: str) -> None:
        with pytest.raises(DirectoryError) as caught:
            CountryCalendar(code)
        (fault,) = caught.value.faults
        assert fault.path == "holiday_calendar"
        assert problem in fault.message
        assert len(fault.message) < 500
        assert "no conoce" in fault.describe("es")

    def test_regression_each_that_the_package_has_can_be_written(self) -> None:
        reader: TypeAdapter[str] = TypeAdapter(CalendarCode)
        for country, parts in list_supported_countries().items():
            if len(country) == len("CO"):
                for part in parts:
                    assert reader.validate_python(f"{country}-{part}")

    def test_without_the_package_the_error_names_the_extra(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "holidays", None)
        with pytest.raises(MissingExtraError, match="holidays>=") as caught:
            CountryCalendar("MX")
        assert "holiday_calendar = \"MX\" needs the library 'holidays'" in str(caught.value)

    def test_a_package_that_is_broken_is_another_error(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for module in [each for each in sys.modules if each.partition(".")[0] == "holidays"]:
            monkeypatch.delitem(sys.modules, module)
        monkeypatch.setitem(sys.modules, "dateutil.parser", None)
        with pytest.raises(ModuleNotFoundError) as caught:
            CountryCalendar("MX")
        assert not isinstance(caught.value, MissingExtraError)

    def test_equal_calendars_have_one_code(self) -> None:
        calendar = CountryCalendar("MX")
        assert date(2026, 12, 25) in calendar
        again = pickle.loads(pickle.dumps(calendar))  # noqa: S301 - the test's own bytes
        assert again == calendar == MEXICO != NEW_YORK
        assert repr(again) == "CountryCalendar(code='MX')"
