"""One way to provoke each public error of the library."""

import sys
import warnings
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import Mock, patch

import pytest

from ccb_support import (
    BOGOTA,
    CcbSupportError,
    Directory,
    Router,
    colombian_holidays,
    default_directory,
    recommend,
    timeline,
    timetable,
)
from ccb_support.clock.wall_clock import BOGOTA_NAME, zone_named
from ccb_support.export import to_icalendar, to_opening_hours
from ccb_support.questions import Channels, OpenTime
from ccb_support.questions.arguments import Face
from ccb_support.testing import Case, Law, LawBook
from tests.builders import shipped
from tests.editions import NEW
from tests.hostile import any_recommend, any_zone
from tests.public_names import PUBLIC
from tests.zone_data import zone_data

WHEN = datetime(2026, 11, 24, 9, 30, tzinfo=BOGOTA)
NAIVE = WHEN.replace(tzinfo=None)
AGES = timedelta(days=100_000)
EARLY = datetime(1983, 12, 31, tzinfo=BOGOTA)
ANSWER = recommend("complaint", 3, WHEN)
IS_CRITICAL = True
COLUMNS = "request_type", "priority", "when"
PRIORITIES = ("P1 (critical)", "P2 (high)", "P3 (medium)", "P4 (low)", "P5 (planning)")


BROKEN = datetime(2026, 11, 24, tzinfo=any_zone(NotImplementedError()))

# A caller may ignore the types.
any_timetable: Any = timetable
any_year: Any = colombian_holidays
any_router: Any = Router


def no_channel() -> object:
    only_pqrs = shipped(channels=default_directory().channels[:1])
    return Router(only_pqrs).recommend("incident", 3, WHEN)


def tickets(when: datetime = WHEN) -> Any:  # noqa: ANN401 - the library may be missing
    """Return a table with one request."""
    library = pytest.importorskip("polars")
    return library.DataFrame(dict(zip(COLUMNS, (["queja"], [3], [when]), strict=True)))


def route_tickets(frame: object, **changed: str) -> object:
    frames = pytest.importorskip("ccb_support.frames")
    return frames.route(frame, **dict(zip(COLUMNS, COLUMNS, strict=True)) | changed)


def route_a_spreadsheet() -> None:
    routing = pytest.importorskip("ccb_support.frames.files")
    columns = pytest.importorskip("ccb_support.frames.ticket_columns").RequestColumns(*COLUMNS)
    router = routing.FileRouter(Router(default_directory()), columns)
    router.route(Path("tickets.xlsx"), Path("routed.csv"), Mock())


def old_polars() -> None:
    table = tickets()
    with patch("polars.__version__", "0.1"):
        route_tickets(table)


def without_icalendar() -> object:
    with patch.dict(sys.modules, {"icalendar": None}):
        return to_icalendar(default_directory(), WHEN, WHEN + timedelta(days=1), dtstamp=WHEN)


def without_zones() -> object:
    with zone_data():
        return zone_named(BOGOTA_NAME)


def long_opening_hours() -> object:
    with warnings.catch_warnings(action="error"):
        return to_opening_hours(default_directory(), WHEN, WHEN + timedelta(days=365))


def repeat_a_parameter() -> object:
    service = pytest.importorskip("ccb_support.service.app")
    return service.read_query(b"at=now&at=now", {})


def break_the_rule() -> None:
    laws = LawBook(Mock(return_value=None), default_directory())
    laws.check(Law.RULE, Case("complaint", 3, WHEN))


class Unquoted(str):
    """A name that an error says without quotes: nobody has written it."""

    __slots__ = ()
    __repr__ = str.__str__


class Provocation(NamedTuple):
    """A call that raises, and what its error is like."""

    call: Callable[[], object]
    quotes: object
    builtin: type[Exception]
    code: str
    accepted: tuple[str, ...] = ()


PROVOCATIONS = {
    "NaiveDatetimeError": Provocation(
        lambda: recommend("complaint", 3, NAIVE), NAIVE, ValueError, "naive_datetime"
    ),
    "UnusableTimeZoneError": Provocation(
        lambda: recommend("complaint", 3, BROKEN), BROKEN, ValueError, "unusable_time_zone"
    ),
    "NotADatetimeError": Provocation(
        lambda: any_recommend("complaint", 3, "now"), "now", TypeError, "not_a_datetime"
    ),
    "NotADurationError": Provocation(
        lambda: any_router(default_directory()).add_open_time("pqrs", WHEN, 4),
        4,
        TypeError,
        "not_a_duration",
    ),
    "NegativeDurationError": Provocation(
        lambda: Router(default_directory()).add_open_time("pqrs", WHEN, -AGES),
        -AGES,
        ValueError,
        "negative_duration",
    ),
    "NeverOpenError": Provocation(
        lambda: Router(default_directory()).add_open_time("pqrs", WHEN, AGES),
        AGES,
        LookupError,
        "never_open",
    ),
    "NotAYearError": Provocation(lambda: any_year("2026"), "2026", TypeError, "not_a_year"),
    "OutOfRangeError": Provocation(
        lambda: recommend("complaint", 3, EARLY), EARLY, ValueError, "out_of_range"
    ),
    "EmptyRangeError": Provocation(
        lambda: timeline("complaint", 3, WHEN, WHEN), WHEN, ValueError, "empty_range"
    ),
    "OutsideSpanError": Provocation(
        lambda: ANSWER.explain(at=EARLY), EARLY, ValueError, "outside_span"
    ),
    "SeveralEditionsError": Provocation(
        lambda: Router([NEW, default_directory()]).escalation(), 2, ValueError, "several_editions"
    ),
    "NotAChannelDirectoryError": Provocation(
        lambda: any_router("directory.toml"),
        "directory.toml",
        TypeError,
        "not_a_channel_directory",
    ),
    "NotACalendarError": Provocation(
        lambda: any_router(default_directory(), holidays=5), 5, TypeError, "not_a_calendar"
    ),
    "NotACollectionError": Provocation(
        lambda: recommend("complaint", 3, WHEN, unavailable="chat"),
        "chat",
        TypeError,
        "not_a_collection",
    ),
    "UnknownRequestTypeError": Provocation(
        lambda: recommend("PQRS", 3, WHEN),
        "PQRS",
        ValueError,
        "unknown_request_type",
        ("petition", "complaint", "claim", "suggestion", "appeal"),
    ),
    "UnknownPriorityError": Provocation(
        lambda: recommend("complaint", IS_CRITICAL, WHEN),
        IS_CRITICAL,
        ValueError,
        "unknown_priority",
        PRIORITIES,
    ),
    "UnknownMediumError": Provocation(
        lambda: recommend("complaint", 3, WHEN, prefer="fax"),
        "fax",
        ValueError,
        "unknown_medium",
        ("phone", "whatsapp", "email", "chat", "web_form"),
    ),
    "UnknownDialectError": Provocation(
        lambda: any_timetable(WHEN, WHEN + timedelta(days=1)).to_sql("mysql"),
        "mysql",
        ValueError,
        "unknown_dialect",
        ("sqlite", "postgresql"),
    ),
    "UnknownLanguageError": Provocation(
        lambda: ANSWER.explain("fr"),
        "fr",
        ValueError,
        "unknown_language",
        ("es", "en"),
    ),
    "UnknownChannelError": Provocation(
        lambda: recommend("complaint", 3, WHEN, unavailable=["fax"]),
        "fax",
        ValueError,
        "unknown_channel",
        ("pqrs", "p1_mobile", "national_line", "email", "chat"),
    ),
    "ZoneDataError": Provocation(without_zones, "America/Bogota", KeyError, "wrong_zone_data"),
    "NaiveColumnError": Provocation(
        lambda: route_tickets(tickets(NAIVE)), "when", ValueError, "naive_column"
    ),
    "NotAFrameError": Provocation(
        lambda: route_tickets(5),
        int,
        TypeError,
        "not_a_frame",
        ("pandas", "Polars", "PyArrow", "DuckDB", "PySpark"),
    ),
    "OldLibraryError": Provocation(old_polars, 0.1, ImportError, "old_library"),
    "UnknownColumnError": Provocation(
        lambda: route_tickets(tickets(), priority="prioridad"),
        "prioridad",
        KeyError,
        "unknown_column",
        ("request_type", "priority", "when"),
    ),
    "ColumnTypeError": Provocation(
        lambda: route_tickets(tickets(), request_type="priority"),
        "priority",
        TypeError,
        "wrong_column_type",
    ),
    "ColumnClashError": Provocation(
        lambda: route_tickets(route_tickets(tickets())), "channel", ValueError, "column_clash"
    ),
    "BadTableFileError": Provocation(
        route_a_spreadsheet, "tickets.xlsx", ValueError, "bad_table_file"
    ),
    "NotRequestsError": Provocation(
        lambda: any_timetable(WHEN, WHEN + timedelta(days=1), requests=["queja"]),
        "queja",
        TypeError,
        "not_requests",
    ),
    "NoChannelError": Provocation(no_channel, "incident", LookupError, "no_channel"),
    "DirectoryError": Provocation(
        lambda: Directory.from_toml("format = 3"), 3, ValueError, "bad_directory"
    ),
    "NotExpressibleError": Provocation(
        lambda: to_opening_hours(Router(default_directory(), holidays={WHEN.date()})),
        "pqrs",
        ValueError,
        "not_expressible",
    ),
    "LongOpeningHoursWarning": Provocation(
        long_opening_hours,
        255,
        UserWarning,
        "long_opening_hours",
    ),
    "UnknownParameterError": Provocation(
        lambda: Channels.read({"when": WHEN}, Face()),
        "when",
        ValueError,
        "unknown_parameter",
        ("at", "channel"),
    ),
    "MissingParameterError": Provocation(
        lambda: OpenTime.read({"start": "2026-11-24T00:00:00Z"}, Face()),
        Unquoted("channel"),
        ValueError,
        "missing_parameter",
        ("channel",),
    ),
    "BadParameterError": Provocation(
        lambda: Channels.read({"at": "now"}, Face()), "now", ValueError, "bad_parameter"
    ),
    "RepeatedParameterError": Provocation(
        repeat_a_parameter, "at", ValueError, "repeated_parameter"
    ),
    "LawViolationError": Provocation(break_the_rule, None, AssertionError, "law_violation"),
    "MissingExtraError": Provocation(
        without_icalendar, "icalendar", ModuleNotFoundError, "missing_extra"
    ),
}
"""One way to provoke each public error."""


def provoke(name: str) -> CcbSupportError:
    """Return the public error of that name, which its call raises."""
    with pytest.raises(CcbSupportError) as raised:
        PROVOCATIONS[name].call()
    assert type(raised.value) is PUBLIC[name]
    return raised.value
