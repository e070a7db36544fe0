"""Days of the week as people write them: names, lists and ranges, in Spanish and English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from ccb_support import Day, Directory, DirectoryError
from ccb_support.model.hours import WEEKDAYS, Days
from ccb_support.words.calendar_phrases import WEEKDAYS as NAMES
from tests.builders import SHIPPED_TOML

IN_A_FILE = '["monday", "tuesday", "wednesday", "thursday", "friday"]'
"""The days of the shipped PQRS desk, as its file writes them."""

DAYS: TypeAdapter[tuple[Day, ...]] = TypeAdapter(Days)


def read(value: object) -> tuple[Day, ...]:
    return DAYS.validate_python(value)


def problems_of(value: object) -> list[tuple[tuple[int | str, ...], str]]:
    """Return where `value` is wrong, and what to write instead."""
    with pytest.raises(ValidationError) as caught:
        read(value)
    return [(each["loc"], each["msg"]) for each in caught.value.errors()]


class TestNames:
    """A day has one name in each language. Case and accents make no difference."""

    @pytest.mark.parametrize("day", WEEKDAYS)
    def test_each_day_in_both_languages(self, day: Day) -> None:
        name = NAMES[WEEKDAYS.index(day)]
        for written in (name.es, name.en, name.es.upper(), name.en.casefold(), day, day.value):
            assert read(written) == read([written]) == (day,)

    def test_accents_may_be_missing(self) -> None:
        assert read(["miercoles", "sabado"]) == (Day.WEDNESDAY, Day.SATURDAY)

    def test_a_list_keeps_its_order(self) -> None:
        assert read(["viernes", "monday"]) == (Day.FRIDAY, Day.MONDAY)


class TestRanges:
    """A range has both its ends, and may go on over Sunday."""

    @given(st.sampled_from(range(7)), st.integers(1, 6))
    def test_each_range_in_both_languages(self, first: int, more: int) -> None:
        last = (first + more) % 7
        days = tuple(WEEKDAYS[(first + each) % 7] for each in range(more + 1))
        assert read(f"{NAMES[first].es} a {NAMES[last].es}") == days
        assert read(f"{NAMES[first].en} to {NAMES[last].en}") == days

    def test_a_list_may_hold_a_range(self) -> None:
        assert read(["lunes a miércoles", "sábado"]) == (
            Day.MONDAY,
            Day.TUESDAY,
            Day.WEDNESDAY,
            Day.SATURDAY,
        )


class TestFaults:
    """What is not a day is refused, with what to write instead."""

    WANTED = 'must be a day, such as "lunes", or a range, such as "lunes a viernes"'

    @pytest.mark.parametrize(
        "written",
        ["lun", "", "lunes a", "lunes to viernes", "monday a friday", "lunes-viernes", "lunes a x"],
    )
    def test_another_word(self, written: str) -> None:
        assert problems_of(written) == [((), self.WANTED)]

    @pytest.mark.parametrize("written", ["lunes a lunes", "monday to monday"])
    def test_a_range_from_a_day_to_itself(self, written: str) -> None:
        whole_week = 'would be eight days: for the whole week write "lunes a domingo"'
        assert problems_of(written) == [((), whole_week)]

    @pytest.mark.parametrize("written", ["festivos", "Festivo", "holidays", "domingos y festivos"])
    def test_holidays_have_a_key_of_their_own(self, written: str) -> None:
        holidays = 'holidays are not a day of the week: write their hours in the key "holidays"'
        assert problems_of(written) == [((), holidays)]

    def test_every_fault_of_a_list_at_its_place(self) -> None:
        assert problems_of(["lunes a viernes", "martes", 5, "sunday"]) == [
            ((1,), "Tuesday is in the list twice: write it once"),
            ((2,), self.WANTED),
        ]

    @pytest.mark.parametrize("value", [5, None, {}])
    def test_no_text_and_no_list(self, value: object) -> None:
        assert [location for location, _ in problems_of(value)] == [()]

    def test_no_day_at_all(self) -> None:
        assert problems_of([]) == [((), "must have at least one entry")]


class TestInAFile:
    """A directory may write days in each of these ways."""

    def test_the_shipped_hours_as_a_range(self) -> None:
        as_a_range = SHIPPED_TOML.replace(IN_A_FILE, '"lunes a viernes"')
        assert Directory.from_toml(as_a_range) == Directory.from_toml(SHIPPED_TOML)

    def test_a_wrong_day_is_reported_with_the_overlap_of_the_others(self) -> None:
        hours = '"lunes a viernes", opens = "07:00", closes = "17:00" },'
        twice = f'{hours}\n  {{ days = ["lunes", "lun"], opens = "08:00", closes = "09:00" }},'
        with pytest.raises(DirectoryError) as caught:
            Directory.from_toml(
                SHIPPED_TOML.replace(f'{IN_A_FILE}, opens = "07:00", closes = "17:00" }},', twice)
            )
        assert [each.path for each in caught.value.faults] == [
            "channels[0].hours[1].days[1]",
            "channels[0].hours",
        ]
