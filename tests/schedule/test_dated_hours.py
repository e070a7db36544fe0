"""Which entry governs a day: compared with a look at each entry, day by day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from ccb_support.clock.instants import date_at, midnight_of, midnights
from ccb_support.clock.intervals import Interval
from ccb_support.schedule import layers
from ccb_support.schedule.layers import DatedHours, DatedLayer
from ccb_support.testing import strategies
from ccb_support.testing.oracle_hours import governing
from tests.builders import season

if TYPE_CHECKING:
    import pytest

    from ccb_support.model.dates import DaySpan

DAY = timedelta(days=1)

ENTRIES = strategies.seasons(["desk"]) | strategies.special_days(["desk"])


@given(entries=ENTRIES, first=strategies.days(), length=st.integers(1, 800))
def test_each_day_has_the_entry_that_a_look_finds(
    entries: tuple[layers.DatedEntry, ...], first: date, length: int
) -> None:
    layer = DatedLayer(entries)
    days = Interval(midnight_of(first), midnight_of(first + DAY * length))
    governed = {
        midnight: stretch.entry
        for stretch in layer.within(days)
        for midnight in midnights(stretch.days)
    }
    for midnight in midnights(days):
        expected = governing(entries, date_at(midnight))
        found = layer.on(midnight)
        assert (found and found.entry) is expected
        assert governed.get(midnight) is expected


def test_an_occurrence_keeps_its_dates_in_each_of_its_stretches() -> None:
    layer = DatedLayer([season("12-15/01-15"), season("2026-12-24/2026-12-26")])
    days = Interval(midnight_of(date(2026, 12, 1)), midnight_of(date(2027, 2, 1)))
    found = [
        (date_at(each.days.start), each.cause.date, each.cause.last_date)
        for each in layer.within(days)
    ]
    whole = date(2026, 12, 15), date(2027, 1, 15)
    assert found == [
        (date(2026, 12, 15), *whole),
        (date(2026, 12, 24), date(2026, 12, 24), date(2026, 12, 26)),
        (date(2026, 12, 27), *whole),
    ]


def test_a_layer_keeps_the_years_of_few_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layers, "_MOST_KEPT", 3)
    layer = DatedLayer([season("12-15/01-15")])
    made: list[DaySpan] = []
    make = DatedHours.of

    def count(entry: layers.DatedEntry, days: DaySpan) -> DatedHours:
        made.append(days)
        return make(entry, days)

    monkeypatch.setattr(DatedHours, "of", count)

    def work_in(year: int) -> int:
        made.clear()
        assert layer.on(midnight_of(date(year, 12, 20)))
        return len(made)

    assert work_in(2026)
    assert work_in(2026) == 0
    assert all(work_in(year) for year in range(2030, 2050, 3))
    assert work_in(2026)
