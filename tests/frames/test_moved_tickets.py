"""What another directory would have changed, compared with `recommend` of both for each row."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccb_support import Directory, RequestType, Router
from ccb_support.frames import Moved, moved
from ccb_support.testing import strategies
from tests.builders import (
    SHIPPED,
    SHIPPED_TOML,
    USUAL_WORDS,
    at,
    changed,
    channel,
    directory,
    shipped,
)
from tests.editions import edition
from tests.frames.tables import ENGINES, PER_SECOND, Engine, Ticket, expected, on_every_engine, pa

LATER = Directory.from_toml(SHIPPED_TOML.replace("17:00", "18:00"))
TEN_PAST_FIVE = at("2026-11-24 17:10")
NAMES = {"request_type": "kind", "priority": "urgency", "when": "opened"}


def table(*rows: tuple[str | None, str | None, datetime | None]) -> pl.DataFrame:
    types: Any = {"kind": pl.String, "urgency": pl.String, "opened": pl.Datetime("us", "UTC")}
    return pl.DataFrame(rows, schema=types, orient="row")


def reading_as(meant: str, name: str = "line") -> Directory:
    """Return a directory with one channel, to which `daño` means one of two request types."""
    types = "incident", "claim"
    return changed(
        directory(channel(name, request_types=types)),
        request_types=[
            {"id": each, "name": each, "spellings": ["daño"] * (each == meant)} for each in types
        ],
    )


class TestCounts:
    """A ticket counts if its channel differs, in the month that the new zone's clock shows."""

    @on_every_engine
    def test_are_by_month_and_by_type_however_it_is_written(self, engine: Engine) -> None:
        frame = table(
            ("queja", "P3", TEN_PAST_FIVE),
            ("Quejas", "P2", TEN_PAST_FIVE),
            ("queja", "P1", TEN_PAST_FIVE),
            ("reclamo", "P3", TEN_PAST_FIVE),
            ("queja", "P3", TEN_PAST_FIVE + timedelta(days=10)),
            ("queja", "P3", TEN_PAST_FIVE.replace(hour=9)),
            ("incidente", "P3", TEN_PAST_FIVE),
            ("PQRS", "P3", TEN_PAST_FIVE),
            (None, "P3", TEN_PAST_FIVE),
            ("queja", None, TEN_PAST_FIVE),
            ("queja", "P3", None),
        )
        november, december = date(2026, 11, 1), date(2026, 12, 1)
        assert moved(engine(frame.to_arrow()), SHIPPED, LATER, **NAMES) == [
            Moved(november, RequestType.CLAIM, "national_line", "pqrs", 1),
            Moved(november, RequestType.COMPLAINT, "national_line", "pqrs", 2),
            Moved(november, RequestType.COMPLAINT, "p1_mobile", "pqrs", 1),
            Moved(december, RequestType.COMPLAINT, "national_line", "pqrs", 1),
        ]

    @pytest.mark.parametrize("engine", ["PyArrow", "Polars", "Polars, lazy"])
    def test_are_of_categories_too(self, engine: str) -> None:
        """Polars gives them to Arrow as a dictionary of views of text."""
        row = "queja", "P3", TEN_PAST_FIVE
        tickets = table(row, ("reclamo", "P3", TEN_PAST_FIVE.replace(hour=9)), row).to_arrow()
        places = pa.array([0, 1, 0], pa.uint32())
        words = pa.array(["queja", "reclamo"], pa.string_view())
        kinds = pa.DictionaryArray.from_arrays(places, words)
        frame = ENGINES[engine](tickets.set_column(0, "kind", kinds))
        assert moved(frame, SHIPPED, LATER, **NAMES) == [
            Moved(date(2026, 11, 1), RequestType.COMPLAINT, "national_line", "pqrs", 2)
        ]

    @pytest.mark.parametrize("unit", PER_SECOND)
    @pytest.mark.parametrize("far", [2**63 - 1, 1 - 2**63])
    @on_every_engine
    def test_leave_out_instants_however_far_off(self, engine: Engine, unit: str, far: int) -> None:
        """The first one of pandas has no month in Bogotá."""
        count = int(TEN_PAST_FIVE.timestamp()) * PER_SECOND[unit]
        opened = pa.array([count, far], pa.int64()).cast(pa.timestamp(unit, "UTC"))
        frame = pa.table({"kind": ["queja"] * 2, "urgency": ["P3"] * 2, "opened": opened})
        (found,) = moved(engine(frame), SHIPPED, LATER, **NAMES)
        assert found.tickets == 1

    def test_are_of_the_month_by_the_new_directory_s_clock(self) -> None:
        last_of_november = datetime(2026, 11, 30, 22, 30, tzinfo=UTC)
        tokyo = changed(LATER, time_zone="Asia/Tokyo", holiday_calendar="CO")
        frame = table(("queja", "P3", last_of_november), ("queja", "P3", last_of_november))
        assert moved(frame, SHIPPED, tokyo, **NAMES) == [
            Moved(date(2026, 12, 1), RequestType.COMPLAINT, "national_line", "pqrs", 2)
        ]

    def test_include_tickets_that_nobody_takes_any_more(self) -> None:
        alone = shipped(channels=SHIPPED.channels[:1])
        frame = table(("incidente", "P3", TEN_PAST_FIVE), ("incidente", "P1", TEN_PAST_FIVE))
        assert moved(frame, None, Router(alone), **NAMES) == [
            Moved(date(2026, 11, 1), RequestType.INCIDENT, "national_line", None, 1),
            Moved(date(2026, 11, 1), RequestType.INCIDENT, "p1_mobile", None, 1),
        ]

    def test_have_the_words_of_every_edition(self) -> None:
        types = (
            {"id": "incident", "name": "incidente", "spellings": [each]}
            for each in ("falla", "daño")
        )
        old, new = (
            changed(directory(channel("line", request_types=["incident"])), request_types=[each])
            for each in types
        )
        router = Router([old, edition("2026-11-24", new)])
        found = moved(table(("daño", "P3", TEN_PAST_FIVE)), router, old, **NAMES)
        assert found == [Moved(date(2026, 11, 1), RequestType.INCIDENT, "line", None, 1)]

    def test_are_of_the_type_that_the_new_directory_reads(self) -> None:
        old, new = reading_as("incident", "first"), reading_as("claim", "second")
        for later in (new, Router([old, edition("2026-11-24", new)])):
            found = moved(table(("daño", "P3", TEN_PAST_FIVE)), old, later, **NAMES)
            assert found == [Moved(date(2026, 11, 1), RequestType.CLAIM, "first", "second", 1)]

    def test_are_of_the_type_that_the_old_edition_reads_if_the_new_directory_does_not(self) -> None:
        frame = table(*(("daño", "P3", at(f"2026-{month}-24 12:00")) for month in (10, 11)))
        old = Router([reading_as("incident"), edition("2026-11-24", reading_as("claim"))])
        found = moved(frame, old, directory(), **NAMES)
        assert [each.request_type for each in found] == [RequestType.INCIDENT, RequestType.CLAIM]

    @given(data=st.data())
    @settings(max_examples=30)
    def test_are_those_of_asking_row_by_row(self, data: st.DataObject) -> None:
        old, new = (Router(data.draw(strategies.directories(words=USUAL_WORDS))) for _ in range(2))
        kinds = [each.value for each in RequestType]
        instants = strategies.boundary_instants(
            new.directory, on=strategies.days(), written_in=st.just(UTC)
        )
        urgencies = st.sampled_from(["1", "P2", "media"])
        ticket = st.builds(Ticket, st.sampled_from(kinds), urgencies, instants)
        tickets: Any = data.draw(st.lists(ticket, max_size=8))
        counts: Counter[tuple[object, ...]] = Counter()
        for each in tickets:
            before, after = (
                expected(each, router.recommend, directory=router.directory)["channel"]
                for router in (old, new)
            )
            if before != after:
                month = each.when.astimezone(new.directory.zone).date().replace(day=1)
                counts[month, each.type, before, after] += 1
        found = moved(table(*tickets), old, new, **NAMES)
        assert {tuple(each[:4]): each.tickets for each in found} == counts
