"""The calendar against an independent one: the package `holidays`, on every supported day.

Where `holidays` can't be installed, as beside python-dateutil 4, the golden file that
`test_colombia.py` compares says the same.
"""

from datetime import date, timedelta

import pytest

from ccb_support.calendars.colombia import COLOMBIA

pytest.importorskip("holidays", reason="holidays caps python-dateutil below 3")

from holidays.countries.colombia import Colombia as ColombiaUntil2100


class Colombia(ColombiaUntil2100):
    """Colombia as `holidays` knows it, but through 2199. Its own class stops at 2100 silently."""

    end_year = 2199


@pytest.mark.parametrize("first_year", range(1984, 2200, 24))
def test_every_day_has_as_many_holidays_as_in_the_other_calendar(first_year: int) -> None:
    oracle = Colombia(years=range(first_year, first_year + 24))  # type: ignore[no-untyped-call]  # it has no types
    day = date(first_year, 1, 1)
    while day.year < first_year + 24:
        assert len(COLOMBIA.get(day)) == len(oracle.get_list(day)), day
        assert (day in COLOMBIA) is (day in oracle), day
        day += timedelta(days=1)
