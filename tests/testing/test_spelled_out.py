"""A directory without entries of every year: each occurrence is written with its year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.builders import channel, directory, season, special_day
from tests.properties.spelled_out import spell_out

if TYPE_CHECKING:
    from ccb_support import Directory, SpecialDay

YEARLY = directory(
    channel("a"),
    channel("b"),
    seasons=[
        season("12-15/01-15", "Mo-Fr 09:00-13:00"),
        season("2026-12-22/2026-12-23", channels=["b"]),
    ],
    special_days=[
        special_day("12-24", "09:00-12:00"),
        special_day("2026-12-30/2027-01-02", channels=["a"]),
        special_day("2026-12-21", channels=["a"]),
    ],
)


def week_of_christmas() -> Directory:
    """Return the directory with the dates of one week."""
    return spell_out(YEARLY, date(2026, 12, 20), date(2026, 12, 26))


def test_a_season_of_every_year_is_interrupted_by_one_with_its_year() -> None:
    seasons = [
        (*each.channels, str(each.from_), str(each.through)) for each in week_of_christmas().seasons
    ]
    assert sorted(seasons) == [
        ("a", "2026-12-20", "2026-12-26"),
        ("b", "2026-12-20", "2026-12-21"),
        ("b", "2026-12-22", "2026-12-23"),
        ("b", "2026-12-24", "2026-12-26"),
    ]


def test_a_special_day_with_its_year_stays_as_it_is() -> None:
    def row(each: SpecialDay) -> tuple[str, ...]:
        return (*each.channels, str(each.date), str(each.through or each.date))

    assert sorted(map(row, week_of_christmas().special_days)) == [
        ("a", "2026-12-21", "2026-12-21"),
        ("a", "2026-12-24", "2026-12-24"),
        ("a", "2026-12-30", "2027-01-02"),
        ("b", "2026-12-24", "2026-12-24"),
    ]


def test_a_special_day_of_every_year_still_leaves_closed_days_closed() -> None:
    opens = {str(each.date): each.holds_on_closed_days for each in week_of_christmas().special_days}
    assert opens == {"2026-12-21": True, "2026-12-24": False, "2026-12-30": False}


def test_each_day_may_be_another_occurrence() -> None:
    days = spell_out(YEARLY, date(2027, 1, 15), date(2027, 1, 17)).seasons
    assert [str(each.through) for each in days if each.channels == ("a",)] == ["2027-01-15"]
