"""Every error of the library: what it says, and that it travels well."""

import copy
import pickle
import re
import tomllib
from datetime import UTC, datetime, timedelta, timezone

import pytest

from ccb_support import (
    CcbSupportError,
    DirectoryError,
    NoChannelError,
    OutOfRangeError,
    UnknownPriorityError,
    UnknownRequestTypeError,
    UnknownWordError,
    Verdict,
    default_directory,
    recommend,
)
from ccb_support.errors import (
    EXTRAS,
    QUOTED_LENGTH,
    Fault,
    plain,
    quoted,
)
from ccb_support.words import Phrase
from tests.hostile import any_recommend
from tests.markdown import ROOT
from tests.provoked_errors import PROVOCATIONS, WHEN, provoke
from tests.public_names import PUBLIC

GOLDEN_TEXT = (ROOT / "tests/golden/errors.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

SWAPPED = Phrase(es="Están intercambiados", en="They are swapped")

BASES = {"CcbSupportError", "UnknownWordError"}
"""Errors that are never raised themselves."""

ERRORS: dict[str, type[CcbSupportError]] = {
    name: each
    for name, each in PUBLIC.items()
    if isinstance(each, type) and issubclass(each, CcbSupportError)
}


def test_every_public_error_is_provoked() -> None:
    assert set(PROVOCATIONS) | BASES == ERRORS.keys()


def golden_text() -> str:
    """Return what each public error says, in both languages."""
    errors = {name: provoke(name) for name in PROVOCATIONS}
    parts = (f"## {name}\n\n{each}\n\n{each.message('es')}\n" for name, each in errors.items())
    text = "\n".join(["# What each error says, in English and in Spanish\n", *parts])
    # An object that is quoted has another address in each run.
    return re.sub(r"0x\w+", "0x...", text)


def test_they_say_what_the_golden_file_has() -> None:
    assert golden_text().rstrip() == GOLDEN_TEXT.rstrip(), (
        "If it is right, run .venv/bin/python -m tests.golden.write errors.md"
    )


def state_of(error: CcbSupportError) -> object:
    """Return all that an error says and holds."""
    # An `ImportError` keeps its name apart.
    name = getattr(error, "name", None)
    return type(error), error.args, str(error), error.message("es"), vars(error), name


@pytest.mark.parametrize("name", PROVOCATIONS)
class TestEveryError:
    """An error is what its caller would catch, quotes the input, and says what to write."""

    def test_it_is_what_its_caller_would_catch(self, name: str) -> None:
        error, expected = provoke(name), PROVOCATIONS[name]
        assert isinstance(error, expected.builtin)
        assert repr(expected.quotes) in str(error)
        assert (error.code, error.accepted) == (expected.code, expected.accepted)
        assert all(value in str(error) for value in error.accepted)

    def test_it_is_equal_after_pickling_and_copying(self, name: str) -> None:
        error = provoke(name)
        copies = (
            pickle.loads(pickle.dumps(error)),  # noqa: S301 - the test's own bytes
            copy.copy(error),
            copy.deepcopy(error),
        )
        assert [*map(state_of, copies)] == [state_of(error)] * 3

    def test_it_speaks_both_languages(self, name: str) -> None:
        error = provoke(name)
        assert error.message() == error.message("en-US") == str(error)
        assert error.message("es-CO") == error.message("es") != str(error)


def test_codes_are_unique() -> None:
    assert len({each.code for each in ERRORS.values()}) == len(ERRORS)


def test_unknown_words_have_their_own_base_class() -> None:
    # These accept tables and parameters, not words.
    others = {
        "NotAFrameError",
        "UnknownColumnError",
        "UnknownParameterError",
        "MissingParameterError",
    }
    words = {name for name in PROVOCATIONS if PROVOCATIONS[name].accepted} - others
    assert words == {n for n in PROVOCATIONS if issubclass(ERRORS[n], UnknownWordError)}


class TestSingleErrors:
    """Some errors carry more than their message."""

    def test_no_channel_carries_the_trace_and_the_escalation_levels(self) -> None:
        error = provoke("NoChannelError")
        assert isinstance(error, NoChannelError)
        assert [(entry.channel, entry.verdict) for entry in error.trace] == [
            ("pqrs", Verdict.NOT_SERVED)
        ]
        assert error.escalation == default_directory().escalation

    def test_a_directory_error_counts_its_faults(self) -> None:
        error = DirectoryError([Fault("name", "is missing", "falta")] * 2)
        assert str(error) == "The directory has 2 faults:\n  name: is missing\n  name: is missing"
        assert DirectoryError([Fault("", "is empty", "está vacío")]).message("es") == (
            "El directorio tiene 1 falla:\n  está vacío"
        )

    def test_an_install_line_has_what_the_project_declares(self) -> None:
        declared = PROJECT["optional-dependencies"]
        assert {name: list(packages) for name, packages in EXTRAS.items()} == declared

    def test_an_unknown_word_names_the_word_that_was_probably_meant(self) -> None:
        error = UnknownRequestTypeError(
            "qeja", ("complaint",), spanish=("queja",), suggestion="queja"
        )
        assert str(error) == (
            "'qeja' is not a request type. Did you mean 'queja'? Use one of: complaint"
        )
        assert error.message("es") == (
            "'qeja' no es un tipo de solicitud. ¿Quiso escribir 'queja'? "
            "Use uno de estos valores: queja"
        )

    @pytest.mark.parametrize(
        "error",
        [
            UnknownPriorityError("queja", ("P1",), hint=SWAPPED),
            UnknownRequestTypeError("PQRS", ("claim",), ambiguous=True, hint=SWAPPED),
        ],
        ids=lambda error: error.code,
    )
    def test_a_hint_comes_last(self, error: CcbSupportError) -> None:
        assert str(error).endswith(f". {SWAPPED.en}")
        assert error.message("es").endswith(f". {SWAPPED.es}")

    def test_an_error_of_one_text_says_it_in_both_languages(self) -> None:
        error = CcbSupportError(plain("{no} name"))
        assert error.message("es") == error.message("en") == "{no} name"

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
        with pytest.raises(OutOfRangeError):
            for_ever.explain(at=at)


class TestQuoting:
    """An error quotes an input as Python writes it. It cuts a long one."""

    @pytest.mark.parametrize("value", ["two\nlines", "\x1b[2J", "\ud800"], ids=ascii)
    def test_control_characters_are_written_out(self, value: str) -> None:
        assert quoted(value).isprintable()

    def test_long_ones_are_cut(self) -> None:
        assert quoted("x" * 10_000) == "'" + "x" * (QUOTED_LENGTH - 1) + "…"
        assert quoted("x" * (QUOTED_LENGTH - 2)) == repr("x" * (QUOTED_LENGTH - 2))

    def test_a_number_that_python_does_not_write_out_is_named_by_its_type(self) -> None:
        words = "<int object whose repr fails>"
        assert quoted(10**5000) == words
        with pytest.raises(CcbSupportError, match=words):
            any_recommend(10**5000, 3, WHEN)
