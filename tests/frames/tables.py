"""Tables of tickets on every engine, and what `recommend` says of each row."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import product
from typing import Any, NamedTuple, TypeAlias

import polars as pl
import pytest
from hypothesis import strategies as st

from ccb_support import CcbSupportError, Directory, Medium, Router
from ccb_support.answer.short_forms import ShortForms
from ccb_support.frames import COLUMNS, route
from ccb_support.testing import strategies
from ccb_support.testing.oracle_hours import MICROSECOND
from tests.builders import SHIPPED, at, changed, shipped, weekly_hours
from tests.hostile import any_recommend

# Neither library states all its types.
pa: Any = importlib.import_module("pyarrow")
pd: Any = importlib.import_module("pandas")

Foreign: TypeAlias = Any
"""Something of another library, such as a table."""

STRING, INT64 = pa.string(), pa.int64()
PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FRIDAY = at("2026-07-10 17:00")

ask = partial(route, request_type="type", priority="priority", when="when")


class Ticket(NamedTuple):
    """A row: a type and a priority as people write them, and an instant. Each may be missing."""

    type: str | None
    priority: str | int | None
    when: datetime | None


def arrow(
    tickets: Sequence[Ticket],
    unit: str = "us",
    zone: str = "UTC",
    text: Foreign = STRING,
    numbers: Foreign = INT64,
) -> Foreign:
    """Return tickets as an Arrow table, with their instants cut to `unit`."""
    counts = [
        each.when and (each.when - EPOCH) // MICROSECOND * PER_SECOND[unit] // 10**6
        for each in tickets
    ]
    priorities = [each.priority for each in tickets]
    is_number = all(isinstance(each, int | None) for each in priorities)
    return pa.table(
        {
            "type": pa.array([each.type for each in tickets], pa.string()).cast(text),
            "priority": pa.array(priorities, numbers)
            if is_number
            else pa.array(priorities, pa.string()).cast(text),
            "when": pa.array(counts, pa.int64()).cast(pa.timestamp(unit, zone)),
        }
    )


def in_chunks(table: Foreign) -> Foreign:
    return pa.concat_tables([table.slice(0, 1), table.slice(1, 0), table.slice(1)])


def pandas_of(table: Foreign) -> Foreign:
    frame = table.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
    return frame.set_axis([7] * len(frame))  # two rows may have the same label


def objects_of(table: Foreign) -> Foreign:
    frame = pandas_of(table)
    return frame.astype(dict.fromkeys(frame.columns.intersection(["type", "kind"]), object))


def pandas_of_arrow(table: Foreign) -> Foreign:
    no_views = [
        field.with_type(pa.string()) if field.type == pa.string_view() else field
        for field in table.schema  # pandas can't drop missing values from a view
    ]
    return table.cast(pa.schema(no_views)).to_pandas(types_mapper=pd.ArrowDtype)


Engine: TypeAlias = "Callable[[Foreign], Foreign]"
"""A way to hold a table: a function of an Arrow table."""

ENGINES: dict[str, Engine] = {
    "PyArrow": lambda table: table,
    "PyArrow, in chunks": in_chunks,
    "pandas": pandas_of,
    "pandas, objects": objects_of,
    "pandas, types of Arrow": pandas_of_arrow,
    "Polars": pl.DataFrame,
    "Polars, lazy": lambda table: pl.DataFrame(table).lazy(),
}

on_every_engine = pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)

TEXT = {
    "text": pa.string(),
    "large text": pa.large_string(),
    "views of text": pa.string_view(),
    "dictionary": pa.dictionary(pa.int8(), pa.string()),
}
"""Ways to hold words."""


def answers_of(routed: Foreign) -> list[dict[str, Any]]:
    """Return what `route` added to each row."""
    return [{name: row[name] for name in COLUMNS} for row in rows_of(routed)]


def rows_of(frame: Foreign) -> list[dict[str, Any]]:
    """Return the rows of a table of any engine."""
    if isinstance(frame, pl.LazyFrame):
        in_memory = frame.collect()
        assert in_memory.equals(frame.collect(engine="streaming"))
        return rows_of(in_memory)
    if isinstance(frame, pd.DataFrame):
        frame = pa.Table.from_pandas(frame, preserve_index=False)
    elif isinstance(frame, pl.DataFrame):
        frame = frame.to_arrow()
    rows: list[dict[str, Any]] = frame.to_pylist()
    return rows


def expected(
    ticket: Ticket,
    ask_router: Foreign = any_recommend,
    *,
    directory: Directory = SHIPPED,
    **options: Foreign,
) -> dict[str, Any]:
    """Return what `recommend` says of a ticket, as the columns of its row."""
    version = {"directory_version": directory.version}
    try:
        answer = ask_router(*ticket, **options)
    except CcbSupportError as error:
        code = "missing" if None in (ticket.type, ticket.priority) else error.code
        return dict.fromkeys(COLUMNS) | {"error": code} | version
    assert answer.directory_version == directory.version
    return {
        "channel": answer.channel.id,
        "number": answer.number,
        "contact": ShortForms(answer.language).contact(answer.contact),
        "uri": answer.uri,
        "open_now": answer.open_now,
        "opens_at": answer.opens_at,
        "reason": answer.reason,
        "valid_from": answer.valid_from,
        "valid_until": answer.valid_until,
        "error": None,
        **version,
    }


def cut(ticket: Ticket, unit: str) -> Ticket:
    """Return a ticket with the instant that a column of `unit` holds."""
    if ticket.when is None:
        return ticket
    step = timedelta(seconds=1) / PER_SECOND[unit] if unit in {"s", "ms"} else MICROSECOND
    return ticket._replace(when=ticket.when - (ticket.when - EPOCH) % step)


FAR = st.datetimes(
    *map(datetime.fromisoformat, ["1700-01-01", "2250-01-01"]), timezones=st.just(UTC)
)


def tickets(directory: Directory) -> st.SearchStrategy[list[Ticket]]:
    """Draw tickets, many of them at an instant at which an answer of `directory` changes."""
    instants = strategies.boundary_instants(directory, written_in=st.just(UTC)) | FAR
    types = strategies.words_of(directory.request_types)
    words = strategies.words_of(directory.priorities)
    odd = st.sampled_from([None, "", "PQRS", "urgente", "fax", "-1"])
    numbers = st.none() | st.integers(-1, 7)
    written, numbered = (
        st.lists(st.builds(Ticket, types | odd, priorities, st.none() | instants), max_size=6)
        for priorities in (words | odd, numbers)
    )
    return written | numbered


def preferences(
    directory: Directory, tickets: Sequence[Ticket]
) -> st.SearchStrategy[dict[str, Any]]:
    """Draw what `route` takes for all rows; some channels are back just when a ticket comes in."""
    ends = st.sampled_from([FRIDAY, *(each.when for each in tickets if each.when)])
    down = st.sets(st.sampled_from(directory.channel_ids))
    return st.fixed_dictionaries(
        {
            "prefer": st.sampled_from([None, *Medium]),
            "unavailable": down | strategies.outages(directory, ends=ends),
        }
    )


def beside(instants: Sequence[datetime]) -> list[Ticket]:
    """Return tickets at instants, and just before and after them in any unit."""
    steps = [timedelta(), MICROSECOND, timedelta(milliseconds=1), timedelta(seconds=1)]
    return [
        Ticket(kind, 3, instant + sign * step)
        for kind, instant, step, sign in product(["queja", "incidente"], instants, steps, (-1, 1))
    ]


def hourly_desk() -> Router:
    """Return a router over a desk that pauses for the last minute of each hour of Friday."""
    hours = weekly_hours("; ".join(f"Fr {hour:02}:00-{hour:02}:59" for hour in range(24)))
    return Router(shipped(channels=[changed(SHIPPED.channels[0], hours=hours)]))


SOME = [
    Ticket("Queja", "P3", FRIDAY - MICROSECOND),
    Ticket("incidente", "crítica", FRIDAY),
    Ticket("PQRS", "P3", FRIDAY),
    Ticket("queja", "alta", None),
]
