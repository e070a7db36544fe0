"""Strings that OpenStreetMap does not take are named."""

from __future__ import annotations

import warnings

import pytest

from ccb_support.export import LongOpeningHoursWarning, to_opening_hours
from tests.builders import at, directory, special_day
from tests.export.disagreements import SHIPPED, desk

YEAR = at("2026-01-01"), at("2027-01-01")


def test_the_warning_names_the_channels_and_the_way_out() -> None:
    with pytest.warns(LongOpeningHoursWarning) as caught:
        to_opening_hours(SHIPPED, *YEAR)
    (warning,) = caught
    # It is about the line that calls the export.
    assert warning.filename == __file__
    assert isinstance(warning.message, LongOpeningHoursWarning)
    assert warning.message.channels == ("pqrs",)
    assert str(warning.message) == (
        "The opening_hours strings of these channels have more than 255 characters, and "
        "OpenStreetMap takes no more: pqrs. Pass start and end (--from and --to) of a shorter "
        "range, which has fewer dates"
    )
    assert warning.message.message("es").endswith("de un rango más corto, que tiene menos fechas")


def test_a_string_without_a_range_may_have_too_many_dates() -> None:
    days = [special_day(f"{year}-12-24", "07:00-12:00") for year in range(2000, 2040)]
    with pytest.warns(LongOpeningHoursWarning):
        to_opening_hours(directory(desk(), special_days=days))


def test_near_miss_a_string_that_fits() -> None:
    with warnings.catch_warnings(action="error"):
        assert to_opening_hours(SHIPPED)
