"""Dates of a directory: full or of every year, ranges, and holidays; and instants that compare as instants."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from ccb_support import Directory
from ccb_support.model import EasterDate, YearlyDate
from ccb_support.model.dates import (
    AnyDate,
    DateRange,
    DaySpan,
    FullOrYearlyDate,
)
from ccb_support.model.records import Timed
from ccb_support.model.text import countries_of_zones
from ccb_support.testing import strategies
from tests.builders import channel, directory, holiday
from tests.model.small_directory import SMALL, faults, season

DATES: TypeAdapter[AnyDate] = TypeAdapter(FullOrYearlyDate)
YEARS = st.integers(1984, 2199)
LEAP_DAY = YearlyDate(2, 29)


class TestYearlyDates:
    """A yearly date is one day of each year, except 29 February."""

    @given(strategies.yearly_dates(), YEARS)
    def test_is_the_same_day_of_each_year(self, yearly: YearlyDate | EasterDate, year: int) -> None:
        day = yearly.in_year(year)
        assert (day.year if day else yearly) == (year if day else LEAP_DAY)
        if isinstance(yearly, YearlyDate):
            assert day is None or (day.month, day.day) == yearly

    @given(strategies.yearly_dates())
    def test_is_read_as_it_is_written(self, yearly: YearlyDate | EasterDate) -> None:
        assert DATES.validate_python(str(yearly)) == yearly
        assert DATES.validate_json(DATES.dump_json(yearly)) == yearly

    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("easter+0", "2026-04-05"),
            ("pascua-0", "2027-03-28"),
            ("easter-46", "2027-02-10"),
            ("pascua+60", "2026-06-04"),
            ("easter-80", "2008-01-03"),
            ("easter+250", "2038-12-31"),
        ],
    )
    def test_is_counted_from_easter(self, written: str, expected: str) -> None:
        found = DATES.validate_python(written)
        assert isinstance(found, EasterDate)
        assert str(found.in_year(int(expected[:4]))) == expected
        assert str(found) == written.replace("pascua", "easter").replace("-0", "+0")


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
            (EasterDate(-3), EasterDate(-3)),
        ],
        ids=repr,
    )
    def test_of_a_date(self, written: object, expected: object) -> None:
        assert DATES.validate_python(written) == expected

    @pytest.mark.parametrize(
        ("written", "problem"),
        [
            *(
                (each, "a date, such as 2026-12-24, or a day of every year")
                for each in (
                    *("02-30", "13-01", "00-10", "easter+251", "pascua-81", "easter4"),
                    *("easter +1", "easter", "2-3", "24 de diciembre", 1224, None),
                )
            ),
            ("2026-02-30", "day value is outside expected range"),
        ],
        ids=repr,
    )
    def test_of_anything_else_is_refused(self, written: object, problem: str) -> None:
        with pytest.raises(ValidationError, match=problem):
            DATES.validate_python(written)

    @given(st.dates(date.min, date.max), st.dates(date.min, date.max))
    def test_its_json_schema_accepts_both_kinds(self, day: date, yearly: date) -> None:
        full_schema, yearly_schema = DATES.json_schema()["oneOf"]
        written = f"{yearly:%m-%d}"
        assert re.search(full_schema["pattern"], str(day))
        assert re.search(yearly_schema["pattern"], written)
        assert not re.search(full_schema["pattern"], written)
        assert not re.search(yearly_schema["pattern"], str(day))

    @given(st.from_regex(r"[0-9]{2}-[0-9]{2}|(easter|pascua)[+-][0-9]{1,3}", fullmatch=True))
    @example("easter+250")
    @example("pascua-81")
    def test_its_json_schema_has_the_days_of_a_year(self, text: str) -> None:
        pattern = DATES.json_schema()["oneOf"][1]["pattern"]
        try:
            is_a_day = bool(DATES.validate_python(text))
        except ValidationError:
            is_a_day = False
        assert bool(re.search(pattern, text)) is is_a_day


def dates(first: str, last: str) -> DateRange:
    """Return the range from a full or yearly date through another."""
    return DateRange(*map(DATES.validate_python, (first, last)))


YEARLY = [
    # first, last, year, the days that begin in that year
    ("12-24", "12-24", 2026, "2026-12-24 2026-12-24"),
    ("06-15", "07-15", 2026, "2026-06-15 2026-07-15"),
    ("12-15", "01-15", 2026, "2026-12-15 2027-01-15"),
    ("02-29", "02-29", 2028, "2028-02-29 2028-02-29"),
    ("02-29", "02-29", 2027, ""),
    ("02-29", "03-10", 2028, "2028-02-29 2028-03-10"),
    ("02-29", "03-10", 2027, "2027-03-01 2027-03-10"),
    ("02-20", "02-29", 2028, "2028-02-20 2028-02-29"),
    ("02-20", "02-29", 2027, "2027-02-20 2027-02-28"),
    ("12-20", "02-29", 2026, "2026-12-20 2027-02-28"),
    ("12-20", "02-29", 2027, "2027-12-20 2028-02-29"),
    ("03-01", "02-29", 2026, "2026-03-01 2027-02-28"),
    ("easter-6", "easter-1", 2026, "2026-03-30 2026-04-04"),
    ("easter+1", "easter-1", 2026, "2026-04-06 2027-03-27"),
    ("02-01", "pascua-47", 2027, "2027-02-01 2027-02-09"),
    ("02-29", "easter+0", 2026, "2026-03-01 2026-04-05"),
    ("12-20", "easter-79", 2026, "2026-12-20 2027-01-08"),
    ("easter+249", "01-05", 2038, "2038-12-30 2039-01-05"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "last", "year", "expected"), YEARLY)
def test_days_of_every_year(first: str, last: str, year: int, expected: str) -> None:
    yearly = dates(first, last)
    assert " ".join(map(str, yearly.beginning_in(year) or ())) == expected
    assert (yearly.is_yearly, yearly.once) == (True, None)


@pytest.mark.parametrize(
    ("first", "last", "wavers"),
    [
        *(("03-25", "easter+0", True), ("03-23", "easter+0", False)),
        *(("easter+0", "04-20", True), ("easter+0", "04-25", False)),
        *(("easter-40", "02-29", True), ("02-29", "02-29", False)),
        *(("12-20", "easter+245", True), ("easter+1", "easter-1", False)),
    ],
)
def test_easter_may_move_a_range_but_not_turn_it_around(
    first: str, last: str, *, wavers: bool
) -> None:
    assert dates(first, last).wavers is wavers


def test_days_that_come_once() -> None:
    once = dates("2026-12-15", "2027-01-15")
    days = DaySpan(date(2026, 12, 15), date(2027, 1, 15))
    assert (once.is_yearly, once.once) == (False, days)


NEW_YORK = SMALL.replace("America/Bogota", "America/New_York")


def naming(choice: str, text: str = SMALL) -> str:
    """Return the small directory with a line for its calendar, at the top."""
    return f"holiday_calendar = {choice}\n{text}"


LIST = """
[[holiday_calendar]]
date = 2026-11-26
name = { es = "Gracias", en = "(Gracias)" }

[[holiday_calendar]]
date = "12-25"
name = { es = "Navidad", en = "(Navidad)" }
"""


@pytest.mark.parametrize(
    ("text", "calendar"),
    [
        *(
            (naming(f'"{code}"'), code)
            for code in ("CO", "MX", "US-NY", "CH-ZH", "NZ-South Canterbury", "ES-M")
        ),
        pytest.param(naming("[]", NEW_YORK), (), id="no holidays"),
        pytest.param(SMALL, None, id="not said"),
        pytest.param(
            SMALL + LIST,
            (holiday("2026-11-26", "Gracias"), holiday("12-25", "Navidad")),
            id="a list",
        ),
    ],
)
def test_a_directory_names_its_holidays_lists_them_or_leaves_them_out(
    text: str, calendar: object
) -> None:
    assert Directory.from_toml(text).holiday_calendar == calendar


HOURS = '[{ days = ["monday"], opens = "07:00", closes = "17:00" }]'
WITHOUT_HOURS = NEW_YORK.replace(HOURS, "[]")


class TestOtherPlaces:
    """Outside Bogotá, a directory whose channels depend on holidays says which they are."""

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param(
                NEW_YORK.replace('"closed"', '[{ opens = "08:00", closes = "12:00" }]'),
                id="hours on holidays",
            ),
            pytest.param(
                WITHOUT_HOURS.replace('"closed"', '[{ opens = "08:00", closes = "12:00" }]'),
                id="hours on holidays alone",
            ),
            pytest.param(WITHOUT_HOURS + season(), id="hours in a season"),
            pytest.param(WITHOUT_HOURS + season(channels='["desk"]'), id="in its own season"),
            pytest.param(WITHOUT_HOURS + season(hours='"always"'), id="in a season without end"),
        ],
    )
    def test_hours_of_holidays_and_seasons_count(self, text: str) -> None:
        assert [*faults(text)] == ["holiday_calendar"]
        assert Directory.from_toml(naming('"US"', text)).depends_on_holidays

    def test_near_miss_no_hours_in_a_season_either(self) -> None:
        text = WITHOUT_HOURS + season(hours='"closed"')
        assert Directory.from_toml(text).holiday_calendar is None
        assert [*faults(text.replace('"desk"', '["desk"]'))] == ["channels[0].id"]

    def test_near_miss_a_channel_object_without_hours(self) -> None:
        desk = directory(channel(hours="", holidays="closed"), time_zone="America/New_York")
        unnamed = Directory.model_validate({**dict(desk), "holiday_calendar": None})
        assert unnamed.holiday_calendar is None


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("America/Bogota", "CO"),
        ("Asia/Tokyo", "JP"),
        ("UTC", None),
        ("US/Eastern", "US"),
        ("Asia/Calcutta", "IN"),
    ],
)
def test_a_zone_belongs_to_a_country(zone: str, country: str | None) -> None:
    assert countries_of_zones().get(zone) == country


class Moment(Timed, frozen=True):
    """A record with one instant."""

    at: datetime


def test_an_hour_that_occurs_twice_has_two_instants_in_any_zone() -> None:
    """Python compares two times of one zone by the wall clock, and none of two zones in this hour."""
    first = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Madrid"))
    second = first.replace(fold=1)
    moment, in_utc = Moment(at=second), Moment(at=second.astimezone(UTC))
    assert moment != Moment(at=first)
    assert moment == in_utc
    assert hash(moment) == hash(in_utc)
