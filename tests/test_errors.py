"""Every error of the library: what provokes it, what it says, and that it travels well."""

from __future__ import annotations

import copy
import pickle
import re
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

import polars as pl
import pytest

import ccb_support
from ccb_support import (
    BOGOTA,
    CcbSupportError,
    Directory,
    DirectoryError,
    Fault,
    NoChannelError,
    NotADatetimeError,
    Router,
    UnknownLanguageError,
    UnknownPriorityError,
    UnknownRequestTypeError,
    UnknownWordError,
    Verdict,
    colombian_holidays,
    default_directory,
    recommend,
    timeline,
    timetable,
)
from ccb_support.cli.bad_argument import BadArgumentError
from ccb_support.clock.zones import BOGOTA_NAME, zone_named
from ccb_support.errors import FAULTS_SHOWN, QUOTED_LENGTH, quoted
from ccb_support.export import to_icalendar, to_opening_hours
from ccb_support.frames import route
from ccb_support.frames.files.file_router import FileRouter
from ccb_support.frames.request_columns import RequestColumns
from ccb_support.words.phrase import Phrase
from tests.builders import shipped
from tests.hostile import Fails, OffsetZone, any_recommend
from tests.zone_data import zone_data

if TYPE_CHECKING:
    from collections.abc import Callable

WHEN = datetime(2026, 11, 24, 9, 30, tzinfo=BOGOTA)
NAIVE = WHEN.replace(tzinfo=None)
AGES = timedelta(days=100_000)
EARLY = datetime(1983, 12, 31, tzinfo=BOGOTA)
ANSWER = recommend("complaint", 3, WHEN)
IS_CRITICAL = True
COLUMNS = RequestColumns("kind", "urgency", "opened")
TICKETS = pl.DataFrame({"request_type": ["queja"], "priority": [3], "when": [WHEN]})
NAIVE_TICKETS = TICKETS.with_columns(when=pl.col("when").dt.replace_time_zone(None))
SWAPPED = Phrase(es="Están intercambiados", en="They are swapped")
PRIORITIES = ("P1 (critical)", "P2 (high)", "P3 (medium)", "P4 (low)", "P5 (planning)")


# To the type checkers, a zone without all its methods is not a zone.
any_zone: Any = OffsetZone
BROKEN = datetime(2026, 11, 24, tzinfo=any_zone(NotImplementedError()))

# A caller may ignore the types.
any_timetable: Any = timetable
any_year: Any = colombian_holidays
any_router: Any = Router


def no_channel() -> object:
    only_pqrs = shipped(channels=default_directory().channels[:1])
    return Router(only_pqrs).recommend("incident", 3, WHEN)


def route_tickets(frame: object, **changed: str) -> object:
    names: Any = {name: name for name in TICKETS.columns} | changed
    return route(frame, **names)


def old_polars() -> None:
    with patch("polars.__version__", "0.1"):
        route_tickets(TICKETS)


def without_icalendar() -> object:
    with patch.dict(sys.modules, {"icalendar": None}):
        return to_icalendar(default_directory(), WHEN, WHEN + timedelta(days=1), dtstamp=WHEN)


def without_zones() -> object:
    with zone_data():
        return zone_named(BOGOTA_NAME)


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
        lambda: route_tickets(NAIVE_TICKETS), "when", ValueError, "naive_column"
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
        lambda: route_tickets(TICKETS, priority="prioridad"),
        "prioridad",
        KeyError,
        "unknown_column",
        ("request_type", "priority", "when"),
    ),
    "ColumnTypeError": Provocation(
        lambda: route_tickets(TICKETS, request_type="priority"),
        "priority",
        TypeError,
        "wrong_column_type",
    ),
    "ColumnClashError": Provocation(
        lambda: route_tickets(route_tickets(TICKETS)), "channel", ValueError, "column_clash"
    ),
    "BadTableFileError": Provocation(
        lambda: FileRouter(Router(default_directory()), COLUMNS).route(
            Path("tickets.xlsx"), Path("routed.csv"), lambda _: None
        ),
        "tickets.xlsx",
        ValueError,
        "bad_table_file",
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
    "MissingExtraError": Provocation(
        without_icalendar, "icalendar", ModuleNotFoundError, "missing_extra"
    ),
}
"""One way to provoke each public error."""

BASES = {"CcbSupportError", "UnknownWordError"}
"""Errors that are never raised themselves."""

PUBLIC = {name for name in ccb_support.__all__ if name.endswith("Error")}


def provoke(name: str) -> CcbSupportError:
    """Return the public error of that name, which its call raises."""
    with pytest.raises(CcbSupportError) as raised:
        PROVOCATIONS[name].call()
    assert type(raised.value) is getattr(ccb_support, name)
    return raised.value


def test_every_public_error_is_provoked_here() -> None:
    assert set(PROVOCATIONS) | BASES == PUBLIC


@pytest.mark.parametrize("name", PROVOCATIONS)
class TestEveryError:
    """An error is what its caller would catch, quotes the input, and says what to write."""

    def test_it_is_the_builtin_error_that_a_caller_would_catch(self, name: str) -> None:
        assert isinstance(provoke(name), PROVOCATIONS[name].builtin)

    def test_its_message_holds_the_input_as_python_writes_it(self, name: str) -> None:
        assert repr(PROVOCATIONS[name].quotes) in str(provoke(name))

    def test_every_name_in_braces_is_filled_in(self, name: str) -> None:
        error = provoke(name)
        for words in (error.message("es"), error.message("en")):
            assert not re.search(r"\{\w*\}", words)
            assert ".." not in words.replace("...", "")
            assert "  " not in words.replace("\n  ", "")

    def test_its_code_is_stable(self, name: str) -> None:
        assert provoke(name).code == PROVOCATIONS[name].code

    def test_it_lists_the_accepted_values(self, name: str) -> None:
        error = provoke(name)
        assert error.accepted == PROVOCATIONS[name].accepted
        assert all(value in str(error) for value in error.accepted)

    def test_it_is_equal_after_pickling_and_copying(self, name: str) -> None:
        error = provoke(name)
        for other in (
            pickle.loads(pickle.dumps(error)),  # noqa: S301 - the test's own bytes
            copy.copy(error),
            copy.deepcopy(error),
        ):
            assert type(other) is type(error)
            assert (other.args, str(other)) == (error.args, str(error))
            assert vars(other) == vars(error)
            assert other.message("es") == error.message("es")

    def test_it_speaks_both_languages(self, name: str) -> None:
        error = provoke(name)
        assert error.message() == error.message("en-US") == str(error)
        assert error.message("es-CO") == error.message("es") != str(error)
        with pytest.raises(UnknownLanguageError):
            error.message("fr")

    def test_its_class_says_what_it_means(self, name: str) -> None:
        assert getattr(ccb_support, name).__doc__


def test_codes_are_unique() -> None:
    classes = [getattr(ccb_support, name) for name in PUBLIC] + [BadArgumentError]
    assert len({each.code for each in classes}) == len(classes)


def test_unknown_words_have_their_own_base_class() -> None:
    of_tables = {"NotAFrameError", "UnknownColumnError"}  # they accept tables, not words
    words = {name for name in PROVOCATIONS if PROVOCATIONS[name].accepted} - of_tables
    assert words == {
        n for n in PROVOCATIONS if issubclass(getattr(ccb_support, n), UnknownWordError)
    }


class TestSingleErrors:
    """Some errors carry more than their message."""

    def test_no_channel_carries_the_trace_and_the_escalation_levels(self) -> None:
        error = provoke("NoChannelError")
        assert isinstance(error, NoChannelError)
        assert [(entry.channel, entry.verdict) for entry in error.trace] == [
            ("pqrs", Verdict.NOT_SERVED)
        ]
        assert error.escalation == default_directory().escalation

    def test_a_directory_error_carries_its_faults(self) -> None:
        error = provoke("DirectoryError")
        assert isinstance(error, DirectoryError)
        assert error.message("es").startswith("El directorio tiene 6 fallas:\n  format, línea 1: ")
        first, *_ = error.faults
        assert first == Fault(
            "format",
            "must be 2, the only format (got 3)",
            1,
            "debe ser 2, el único formato (dice 3)",
        )

    def test_a_directory_error_counts_the_faults_that_it_leaves_out(self) -> None:
        error = DirectoryError([Fault("name", "is missing")] * (FAULTS_SHOWN + 2))
        assert str(error).endswith("\n  name: is missing\n  and 2 more")
        assert error.message("es").endswith("\n  y 2 más")
        assert DirectoryError([Fault("", "is empty")]).message("es") == (
            "El directorio tiene 1 falla:\n  is empty"
        )

    @pytest.mark.parametrize(
        "advice",
        [
            "For the current time, use datetime.now(ccb_support.BOGOTA)",
            "use when.replace(tzinfo=...) with the zone in which the time was written",
            "A server's naive time is often UTC",
        ],
    )
    def test_a_naive_datetime_has_two_ways_out(self, advice: str) -> None:
        assert advice in str(provoke("NaiveDatetimeError"))

    @pytest.mark.parametrize("language", ["es", "en"])
    @pytest.mark.parametrize("target", ["ccb-support[export]", ".[export]"])
    def test_a_missing_library_has_an_install_line_for_each_place(
        self, language: str, target: str
    ) -> None:
        assert f"pip install '{target}'" in provoke("MissingExtraError").message(language)

    def test_regression_a_missing_library_keeps_its_name_when_pickled_or_copied(self) -> None:
        error = provoke("MissingExtraError")
        for other in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301 - the test's own bytes
            assert isinstance(other, ModuleNotFoundError)
            assert (other.name, other.msg) == ("icalendar", str(error))

    def test_an_unknown_word_names_the_word_that_was_probably_meant(self) -> None:
        error = UnknownRequestTypeError("qeja", ("complaint",), suggestion="queja")
        assert str(error) == (
            "'qeja' is not a request type. Did you mean 'queja'? Use one of: complaint"
        )
        assert error.message("es") == (
            "'qeja' no es un tipo de solicitud. ¿Quiso escribir 'queja'? "
            "Use uno de estos valores: queja"
        )

    @pytest.mark.parametrize(
        ("name", "spanish"),
        [
            ("UnknownRequestTypeError", "petición, queja, reclamo, sugerencia, apelación"),
            ("UnknownPriorityError", "P1 (crítica), P2 (alta), P3 (media), P4 (baja)"),
            ("UnknownMediumError", "teléfono, WhatsApp, correo electrónico, chat, formulario web"),
            ("UnknownChannelError", "pqrs, p1_mobile, national_line, email, chat"),
        ],
    )
    def test_spanish_advice_has_spanish_words(self, name: str, spanish: str) -> None:
        assert f"Use uno de estos valores: {spanish}" in provoke(name).message("es")

    @pytest.mark.parametrize(
        "error",
        [
            NotADatetimeError("P3", hint=SWAPPED),
            UnknownPriorityError("queja", ("P1",), hint=SWAPPED),
            UnknownRequestTypeError("PQRS", ("claim",), ambiguous=True, hint=SWAPPED),
        ],
        ids=lambda error: error.code,
    )
    def test_a_hint_comes_last(self, error: CcbSupportError) -> None:
        assert str(error).endswith(f". {SWAPPED.en}")
        assert error.message("es").endswith(f". {SWAPPED.es}")

    def test_an_error_of_one_text_says_it_in_both_languages(self) -> None:
        error = CcbSupportError("{no} name")
        assert error.message("es") == error.message("en") == "{no} name"

    def test_an_instant_outside_a_span_names_the_span(self) -> None:
        span = "from 2026-11-24T07:00:00-05:00 until 2026-11-24T17:00:00-05:00"
        assert span in str(provoke("OutsideSpanError"))

    def test_a_span_without_a_start_or_an_end(self) -> None:
        first = recommend("complaint", 3, datetime(1984, 1, 1, tzinfo=BOGOTA))
        with pytest.raises(ValueError, match=r"holds until 1984-01-02T07:00:00-05:00, which"):
            first.explain(at=WHEN)
        last = recommend("complaint", 3, datetime(2199, 12, 31, 23, tzinfo=BOGOTA))
        with pytest.raises(ValueError, match=r"holds from 2199-12-31T17:00:00-05:00 on, which"):
            last.explain(at=WHEN)

    @pytest.mark.parametrize(
        "at",
        [
            datetime.min.replace(tzinfo=UTC),
            datetime.max.replace(tzinfo=timezone(timedelta(hours=-12))),
        ],
        ids=["the first", "the last"],
    )
    def test_regression_an_answer_for_ever_refuses_days_that_no_date_can_hold(
        self, at: datetime
    ) -> None:
        for_ever = recommend("incident", 1, WHEN)
        assert for_ever.holds_at(at)
        with pytest.raises(ccb_support.OutOfRangeError):
            for_ever.explain(at=at)


class TestQuoting:
    """An error quotes an input as Python writes it. It cuts a long one, and survives a bad one."""

    @pytest.mark.parametrize("value", ["two\nlines", "\x1b[2J", "\ud800"], ids=ascii)
    def test_control_characters_are_written_out(self, value: str) -> None:
        assert quoted(value).isprintable()

    def test_long_ones_are_cut(self) -> None:
        assert quoted("x" * 10_000) == "'" + "x" * (QUOTED_LENGTH - 1) + "…"
        assert quoted("x" * (QUOTED_LENGTH - 2)) == repr("x" * (QUOTED_LENGTH - 2))

    @pytest.mark.parametrize(
        ("value", "words"),
        [
            (Fails(), "<Object object whose repr fails>"),
            (10**5000, "<int object whose repr fails>"),
        ],
        ids=["a repr that raises", "a number that Python does not write out"],
    )
    def test_a_value_that_can_not_be_written_is_named_by_its_type(
        self, value: object, words: str
    ) -> None:
        assert quoted(value) == words
        with pytest.raises(CcbSupportError, match=words):
            any_recommend(value, 3, WHEN)

    def test_a_date_is_not_an_instant(self) -> None:
        with pytest.raises(TypeError, match=r"datetime\.date\(2026, 11, 24\) is not a datetime"):
            any_recommend("complaint", 3, date(2026, 11, 24))


@pytest.mark.parametrize(
    ("name", "spanish"),
    [
        ("ColumnTypeError", "Debe contener texto, categorías"),
        ("BadTableFileError", "su nombre debe terminar de una de estas formas: .csv, .csv.gz"),
        ("NotExpressibleError", "Pase start y end"),
    ],
)
def test_every_part_of_a_message_is_in_its_language(name: str, spanish: str) -> None:
    assert spanish in provoke(name).message("es")
