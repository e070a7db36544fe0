"""Records: checks that report every fault at once, and instants that compare as instants."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from ccb_support import Directory
from ccb_support.errors import Fault
from ccb_support.model import LocalizedText
from ccb_support.model.checks import find_faults
from ccb_support.model.faults import list_faults
from ccb_support.model.records import Timed

GOOD = {"es": "hola", "en": "hello"}


def text_faults(value: object) -> list[Fault]:
    """Return what is wrong with a text in two languages."""
    with pytest.raises(ValidationError) as caught:
        LocalizedText.model_validate(value)
    return list_faults(caught.value, value, LocalizedText)


class TestPaths:
    """A fault's path is its place in what was read."""

    @pytest.mark.parametrize(
        ("key", "path"),
        [
            ("\x1b[31m", r"'\x1b[31m'"),
            ("two\nlines", r"'two\nlines'"),
            ("x" * 10_000, f"'{'x' * 399}…"),
        ],
        ids=["a command of a terminal", "two lines", "a long one"],
    )
    def test_regression_a_key_of_other_characters_is_quoted(self, key: str, path: str) -> None:
        (fault,) = text_faults({**GOOD, key: ""})
        assert fault.path == path

    def test_a_fault_of_the_whole_has_no_path(self) -> None:
        (fault,) = text_faults(5)
        assert fault.path == ""
        assert str(fault) == fault.message

    def test_a_fault_says_its_path_first(self) -> None:
        assert str(Fault("name.es", "is missing: add it")) == "name.es: is missing: add it"

    def test_the_line_follows_the_path(self) -> None:
        fault = Fault("name.es", "is missing: add it", 7)
        assert str(fault) == fault.describe("en") == "name.es, line 7: is missing: add it"
        assert fault.describe("es") == "name.es, línea 7: is missing: add it"
        assert str(Fault("", "is empty", 7)) == "line 7: is empty"


class TestMessages:
    """A fault quotes what was found, unless that is a whole table."""

    @pytest.mark.parametrize(
        ("found", "quoted"),
        [
            (5, " (got 5)"),
            ("", " (got '')"),
            ("two\nlines", r" (got 'two\nlines')"),
            (None, ""),
            ([1], ""),
            ({"a": 1}, ""),
        ],
        ids=repr,
    )
    def test_what_was_found(self, found: object, quoted: str) -> None:
        (fault,) = text_faults({**GOOD, "es": found})
        assert fault.message.endswith(quoted)
        assert ("(got" in fault.message) is bool(quoted)


def test_a_check_reads_the_items_that_are_valid_by_themselves() -> None:
    (fault,) = find_faults(Directory, {"closures": [{"channels": [5, "nobody"]}]})
    assert fault.get("loc") == ("closures", 0, "channels", 1)


MADRID = ZoneInfo("Europe/Madrid")


class Moment(Timed, frozen=True):
    """A record with one instant."""

    at: datetime


class TestTheHourThatOccursTwice:
    """Python compares two times of one zone by the wall clock, and none of two zones in this hour."""

    FIRST = datetime(2026, 10, 25, 2, 30, tzinfo=MADRID)
    SECOND = FIRST.replace(fold=1)

    def test_has_two_instants(self) -> None:
        assert self.FIRST == self.SECOND
        assert Moment(at=self.FIRST) != Moment(at=self.SECOND)

    def test_has_the_instants_of_another_zone(self) -> None:
        in_utc = self.SECOND.astimezone(UTC)
        assert in_utc != self.SECOND
        assert Moment(at=in_utc) == Moment(at=self.SECOND)
        assert hash(Moment(at=in_utc)) == hash(Moment(at=self.SECOND))
