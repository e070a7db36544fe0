"""A timetable as SQL: two small tables, and the query that joins them to a large one."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from numbers import Integral
from typing import Literal, NamedTuple, TypeAlias

from ccb_support.clock.instants import moment_of
from ccb_support.errors import (
    CcbSupportError,
    NotADatetimeError,
    NotRequestsError,
    OutOfRangeError,
    UnknownDialectError,
)
from ccb_support.model.records import letters_of
from ccb_support.model.requests import Vocabularies, parse_request

Dialect: TypeAlias = Literal["sqlite", "postgresql"]
"""The SQL of a database, and how it holds instants.

- `sqlite`: as integers: microseconds since 1970 in UTC. Many other databases read it too.
- `postgresql`: as `timestamptz`.
"""

__all__ = [
    "SqlTimetable",
]

NOT_IN_TIMETABLE = "not_in_timetable"
"""The error of a row whose request is not in the table of requests."""

MISSING_CELL = "missing"
"""The error of a row without a request type or a priority."""

_INSTANTS: Mapping[str, str] = {"sqlite": "BIGINT", "postgresql": "TIMESTAMPTZ"}

_IN_A_TEXT = str.maketrans(
    {
        "'": "''",
        # To Snowflake, MySQL and others, a backslash makes a letter of the quote after it.
        "\\": r"' || SUBSTR('\ ', 1, 1) || '",
        # SQLite has text with null characters, and no statement with them.
        "\0": "' || CHAR(0) || '",
    }
)
"""What SQL has in place of a character that could end a text."""

_ROWS_AT_A_TIME = 500
"""How many rows a statement inserts. Databases limit the length of a statement."""

_ADDED = (
    "channel", "number", "contact", "uri", "open_now", "opens_at", "reason", "valid_from",
    "valid_until",
)  # fmt: skip
"""The columns that a row gets from its span, before `error` and `directory_version`."""


class SqlTimetable(NamedTuple):
    """A timetable for a database.

    Attributes:
        tables: the statements that make the tables `ccb_support_requests` and `ccb_support_spans`.
            They replace tables that have these names. Drop a view of the join first.
        join: a query that returns each row of the user's table with its answer.
    """

    tables: tuple[str, ...]
    join: str


def write_tables(
    dialect: Dialect,
    known: Vocabularies,
    classes: Mapping[tuple[str, int], int],
    spans: Iterator[tuple[object, ...]],
    written: Iterator[tuple[object, object]],
) -> Iterator[str]:
    """Yield the statements that make the two tables.

    The table of requests has what people wrote: pairs of a type and a priority.

    Raises:
        UnknownDialectError: `dialect` is not one.
        NotRequestsError: a type or a priority is not text, an integer or missing.
    """
    instant = _INSTANTS.get(letters_of(dialect))
    if instant is None:
        raise UnknownDialectError(dialect, [*_INSTANTS])
    yield "DROP TABLE IF EXISTS ccb_support_requests"
    yield "DROP TABLE IF EXISTS ccb_support_spans"
    yield (
        "CREATE TABLE ccb_support_requests (request_type TEXT NOT NULL, priority TEXT NOT NULL, "
        "class_key BIGINT, error TEXT, PRIMARY KEY (request_type, priority))"
    )
    yield (
        "CREATE TABLE ccb_support_spans (class_key BIGINT NOT NULL, "
        f"valid_from {instant} NOT NULL, valid_until {instant} NOT NULL, "
        "channel TEXT, number TEXT, contact TEXT, uri TEXT, open_now BOOLEAN NOT NULL, "
        f"opens_at {instant}, reason TEXT, error TEXT, directory_version TEXT NOT NULL, "
        "PRIMARY KEY (class_key, valid_from))"
    )
    # A row without a word has its error from the join.
    requests = dict.fromkeys(tuple(map(_as_text, pair)) for pair in written if None not in pair)
    rows = ((*pair, *_meaning(known, classes, *pair)) for pair in requests)
    yield from _insert("ccb_support_requests", rows, dialect)
    yield from _insert("ccb_support_spans", spans, dialect)


def write_join(table: str, columns: tuple[str, str, str], version: str | None, prefix: str) -> str:
    """Return the query that joins the two tables to the user's table.

    `columns` are the names of its columns of request types, of priorities and of instants. The
    `version` is that of a row without a span.
    """
    request_type, priority, when = (f"tickets.{_name(each)}" for each in columns)
    tickets = ".".join(map(_name, table.split(".")))
    added = ", ".join(f"spans.{each} AS {_name(prefix + each)}" for each in _ADDED)
    return f"""
SELECT
    tickets.*, {added},
    CASE
        WHEN {request_type} IS NULL OR {priority} IS NULL THEN '{MISSING_CELL}'
        WHEN requests.request_type IS NULL THEN '{NOT_IN_TIMETABLE}'
        WHEN requests.error IS NOT NULL THEN requests.error
        WHEN {when} IS NULL THEN '{NotADatetimeError.code}'
        WHEN spans.class_key IS NULL THEN '{OutOfRangeError.code}'
        ELSE spans.error
    END AS {_name(prefix + "error")},
    COALESCE(spans.directory_version, {_literal(version, "sqlite")})
        AS {_name(prefix + "directory_version")}
FROM {tickets} AS tickets
LEFT JOIN ccb_support_requests AS requests
    ON requests.request_type = CAST({request_type} AS TEXT)
    AND requests.priority = CAST({priority} AS TEXT)
LEFT JOIN ccb_support_spans AS spans
    ON spans.class_key = requests.class_key
    AND spans.valid_from = (
        SELECT MAX(begun.valid_from) FROM ccb_support_spans AS begun
        WHERE begun.class_key = requests.class_key AND begun.valid_from <= {when}
    )
    AND spans.valid_until > {when}
""".strip()  # noqa: S608 - all names and texts in it are quoted


def _as_text(word: object) -> str:
    """Return a word as the join reads it."""
    if isinstance(word, str):
        return word
    # NumPy's integers are not `int`, and True is one. Databases have integers of 64 bits.
    if isinstance(word, bool) or not isinstance(word, Integral) or abs(int(word)) >= 2**63:
        raise NotRequestsError(word)
    return str(int(word))


def _meaning(
    known: Vocabularies, classes: Mapping[tuple[str, int], int], request_type: str, priority: str
) -> tuple[int | None, str | None]:
    """Return the class of a request, and the error if there is none."""
    try:
        # SQLite writes `3.0` if a column of whole numbers has gaps.
        kind = parse_request(known, request_type, re.sub(r"^([0-9]+)\.0$", r"\1", priority))
    except CcbSupportError as error:
        return None, error.code
    class_key = classes.get(kind)
    return class_key, NOT_IN_TIMETABLE if class_key is None else None


def _insert(table: str, rows: Iterator[tuple[object, ...]], dialect: Dialect) -> Iterator[str]:
    lines = [f"({', '.join(_literal(each, dialect) for each in row)})" for row in rows]
    for start in range(0, len(lines), _ROWS_AT_A_TIME):
        yield f"INSERT INTO {table} VALUES\n" + ",\n".join(lines[start : start + _ROWS_AT_A_TIME])


def _literal(value: object, dialect: Dialect) -> str:
    match value:
        case None:
            return "NULL"
        case bool() | int():
            return str(value).upper()
        case datetime() if dialect == "postgresql":
            return f"TIMESTAMPTZ '{value.astimezone(UTC).isoformat()}'"
        case datetime():
            return str(moment_of(value))
        case _:
            return f"'{str(value).translate(_IN_A_TEXT)}'"


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
