"""An answer as a value: when it holds, how it compares, how it travels."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from ccb_support import (
    BOGOTA,
    OutOfRangeError,
    Recommendation,
    Router,
    recommend,
)
from ccb_support.errors import OutsideSpanError
from tests.builders import EVENING, MORNING, channel, closure, directory, shipped

ANSWER = recommend("complaint", 3, EVENING)

SCHEMA = Path(__file__).parents[1] / "golden" / "recommendation.schema.json"


class TestHoldsAt:
    """An answer holds from its start, included, to its end, excluded."""

    @pytest.mark.parametrize(
        ("at", "holds"),
        [
            ("2026-11-24T16:59:59.999999", False),
            ("2026-11-24T17:00:00", True),
            ("2026-11-25T06:59:59.999999", True),
            ("2026-11-25T07:00:00", False),
        ],
    )
    def test_its_ends(self, at: str, *, holds: bool) -> None:
        when = datetime.fromisoformat(at).replace(tzinfo=BOGOTA)
        assert ANSWER.holds_at(when) is holds
        assert ANSWER.holds_at(when.astimezone(UTC)) is holds

    def test_the_hour_that_comes_twice(self) -> None:
        """Python compares times of one zone by the wall clock; an answer compares instants."""
        zone = ZoneInfo("America/New_York")
        closed = closure("2026-11-01T01:30", "2026-11-01T01:40")
        router = Router(shipped(time_zone=zone.key, holiday_calendar="CO", closures=[closed]))
        first_pass = datetime(2026, 11, 1, 1, 45, tzinfo=zone)
        second_pass = first_pass.replace(fold=1)
        answer = router.recommend("incident", 4, first_pass)
        assert answer.holds_at(first_pass)
        assert not answer.holds_at(second_pass)
        assert answer != router.recommend("incident", 4, second_pass)


def test_an_answer_equals_no_other_thing() -> None:
    assert ANSWER.trace[0] != ANSWER
    assert ANSWER != "an answer"


class TestTravel:
    """An answer goes out as JSON, as a pickle and as a copy, and comes back equal."""

    @pytest.mark.parametrize(
        "change",
        [
            {"priority": True},
            {"priority": 11},
            {"valid_until": "2026-11-25T07:00:00"},
            {"fax": "1"},
            {"uri": "javascript:alert(1)"},
            {"number": "1\x1b[2J"},
            {"directory_version": "1\r\nX: 2"},
            {"time_zone": "../UTC"},
        ],
    )
    def test_other_documents_are_refused(self, change: dict[str, object]) -> None:
        document = json.loads(ANSWER.model_dump_json()) | change
        with pytest.raises(ValidationError):
            Recommendation.model_validate(document)

    def test_the_schema_is_stable(self) -> None:
        """A change here changes what other programs may rely on: it belongs in the changelog."""
        assert Recommendation.model_json_schema(mode="serialization") == json.loads(
            SCHEMA.read_text("utf-8")
        ), "If it is right, run .venv/bin/python -m tests.golden.write recommendation.schema.json"


@pytest.mark.parametrize(
    ("medium", "language", "shown"),
    [
        ("phone", "es-CO", "(601) 7442727 opción 3"),
        ("phone", "en", "(601) 7442727 option 3"),
        ("email", "en", "certicamararesponde@certicamara.com"),
    ],
)
def test_an_answer_shows_its_contact(medium: str, language: str, shown: str) -> None:
    """An answer shows its contact: the whole number, the mailbox or the address."""
    answer = recommend("complaint", 3, MORNING, prefer=medium)
    assert answer.display(language) == shown
    assert answer.display() == answer.display("es")


@pytest.mark.parametrize("say", [ANSWER.summary, ANSWER.explain, ANSWER.why])
class TestWords:
    """An answer speaks Spanish or English, at an instant at which it holds."""

    def test_the_directory_names_the_language(self, say: Callable[..., str]) -> None:
        assert say() == say(None) == say("es") == say("es-CO")
        assert say("EN") == say("en_US") != say()

    @pytest.mark.parametrize("days", [-1, 1])
    def test_an_instant_outside_its_span(self, say: Callable[..., str], days: int) -> None:
        when = EVENING + timedelta(days=days)
        with pytest.raises(OutsideSpanError, match=re.escape(repr(when))) as caught:
            say(at=when)
        assert isinstance(caught.value, ValueError)

    def test_an_instant_without_a_date_in_the_zone(self, say: Callable[..., str]) -> None:
        first = datetime.min.replace(tzinfo=UTC)
        with pytest.raises(OutOfRangeError, match=re.escape(repr(first))):
            say(when=EVENING, at=first)


class TestEnglishDirectory:
    """An answer speaks the language of its directory, unless a caller names another."""

    ANSWER = Router(shipped(language="en-US")).recommend("complaint", 3, MORNING)

    @pytest.mark.parametrize("say", [ANSWER.summary, ANSWER.explain, ANSWER.why, ANSWER.display])
    def test_its_words(self, say: Callable[..., str]) -> None:
        assert say() == say("en") != say("es")

    def test_its_number(self) -> None:
        assert str(self.ANSWER) == self.ANSWER.summary("en")
        assert self.ANSWER.number == self.ANSWER.display("en") == "(601) 7442727 option 3"
        assert str(self.ANSWER.contact) == self.ANSWER.display("es") == "(601) 7442727 opción 3"


def test_articles_in_json() -> None:
    """A name with an article keeps it, and a name without has no such key in JSON."""
    document = json.loads(ANSWER.model_dump_json())
    assert document["channel"]["name"]["es_article"] == "la"
    assert document["trace"][4]["name"]["es_article"] == "el"
    assert document["escalation"][1]["name"]["es_article"] == "el"
    plain = Router(directory()).recommend("queja", 3, EVENING).model_dump_json()
    assert "es_article" not in plain


class TestBuilt:
    """The library builds records in pydantic's own slots. They are as pydantic makes them."""

    def test_their_state_has_the_same_parts(self) -> None:
        desks = channel("desk", "Mo-Fr 08:00-17:00"), channel("chat", "Mo-Fr 09:00-12:00")
        router = Router(directory(*desks))
        answer, status = router.recommend("claim", 3, MORNING), router.status("chat", MORNING)
        for record in (answer, status, answer.trace[0]):
            record.model_fields_set.clear()  # a copy: the library's records share the set itself
            made = type(record).model_validate(dict(vars(record)), strict=True)
            assert made.__getstate__() == record.__getstate__()
            assert [*vars(record)] == [*type(record).model_fields]
