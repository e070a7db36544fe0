"""Strings that OpenStreetMap does not take are named, with a range whose strings it takes."""

from __future__ import annotations

import warnings
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from ccb_support import Router
from ccb_support.export import LongOpeningHoursWarning, to_opening_hours
from ccb_support.export.osm_syntax import MOST_LETTERS
from tests.builders import at, channel, directory, special_day
from tests.export.disagreements import DECEMBER, SHIPPED, desk

if TYPE_CHECKING:
    from collections.abc import Callable

YEAR = at("2026-01-01"), at("2027-01-01")


def warning_of(export: Callable[[], object]) -> LongOpeningHoursWarning:
    """Return the one warning of an export, which is about the line that calls it."""
    with pytest.warns(LongOpeningHoursWarning) as caught:
        export()
    (warning,) = caught
    assert warning.filename == __file__
    assert isinstance(warning.message, LongOpeningHoursWarning)
    return warning.message


class TestWithinARange:
    """The warning offers the longest range from the same start."""

    def test_is_offered_a_shorter_range(self) -> None:
        warning = warning_of(lambda: to_opening_hours(SHIPPED, *YEAR))
        assert warning.channels == ("pqrs",)
        assert str(warning) == (
            "The opening_hours strings of these channels have more than 255 characters, and "
            "OpenStreetMap takes no more: pqrs. From the same start, a range to 2026-08-17 fits"
        )
        assert warning.message("es").endswith("un rango hasta el 2026-08-17 cabe")
        assert warning.end == date(2026, 8, 17)

    def test_the_shorter_range_fits_and_a_longer_one_does_not(self) -> None:
        end = warning_of(lambda: to_opening_hours(SHIPPED, *YEAR)).end
        assert end is not None
        last = datetime(end.year, end.month, end.day, tzinfo=YEAR[0].tzinfo)
        fitting = to_opening_hours(SHIPPED, YEAR[0], last)
        assert all(len(each) <= MOST_LETTERS for each in fitting.values())
        warning_of(lambda: to_opening_hours(SHIPPED, YEAR[0], last.replace(hour=1)))

    def test_a_day_may_be_too_long(self) -> None:
        minutes = "; ".join(f"{hour:02}:00-{hour:02}:30" for hour in range(24))
        router = Router(
            directory(
                channel("desk", f"Mo {minutes.split(';')[0]}"),
                special_days=[special_day("2026-12-01", minutes)],
            )
        )
        warning = warning_of(lambda: to_opening_hours(router, *DECEMBER))
        assert warning.end is None
        assert str(warning).endswith(
            "Pass start and end (--from and --to) of a short range, which has fewer dates"
        )


class TestForGood:
    """A string without a range may have too many dates."""

    def test_is_offered_a_range(self) -> None:
        days = [special_day(f"{year}-12-24", "07:00-12:00") for year in range(2000, 2040)]
        warning = warning_of(lambda: to_opening_hours(directory(desk(), special_days=days)))
        assert (warning.channels, warning.end) == (("desk",), None)

    def test_near_miss_a_string_that_fits(self) -> None:
        with warnings.catch_warnings(action="error"):
            assert to_opening_hours(SHIPPED)
