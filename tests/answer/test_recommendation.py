"""An answer as a value: when it holds, how it compares, how it travels."""

from __future__ import annotations

import copy
import json
import pickle
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from ccb_support import (
    BOGOTA,
    NaiveDatetimeError,
    NotADatetimeError,
    OutsideSpanError,
    Recommendation,
    Router,
    UnknownLanguageError,
    recommend,
)
from tests.builders import closure, shipped

EVENING = datetime(2026, 11, 24, 18, tzinfo=BOGOTA)
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

    def test_for_ever(self) -> None:
        assert recommend("incident", 4, EVENING).holds_at(datetime(2100, 1, 1, tzinfo=UTC))

    def test_other_values_than_an_instant(self) -> None:
        with pytest.raises(NaiveDatetimeError):
            ANSWER.holds_at(EVENING.replace(tzinfo=None))
        with pytest.raises(NotADatetimeError):
            ANSWER.holds_at(cast("datetime", "now"))

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


class TestEquality:
    """Equal answers are those with equal instants, in any zone."""

    def test_in_another_zone(self) -> None:
        moved = ANSWER.model_copy(
            update={
                "valid_from": ANSWER.valid_from and ANSWER.valid_from.astimezone(UTC),
                "valid_until": ANSWER.valid_until and ANSWER.valid_until.astimezone(UTC),
            }
        )
        assert moved == ANSWER
        assert hash(moved) == hash(ANSWER)

    def test_other_answers_and_other_things(self) -> None:
        assert recommend("complaint", 2, EVENING) != ANSWER
        assert ANSWER.trace[0] != ANSWER
        assert ANSWER != "an answer"


class TestTravel:
    """An answer goes out as JSON, as a pickle and as a copy, and comes back equal."""

    def test_json(self) -> None:
        again = Recommendation.model_validate_json(ANSWER.model_dump_json())
        assert again == ANSWER
        assert again.explain("es", at=EVENING) == ANSWER.explain("es", at=EVENING)

    def test_json_says_what_people_and_programs_need(self) -> None:
        document = json.loads(ANSWER.model_dump_json())
        assert document["number"] == "(601) 7457495"
        assert document["uri"] == "tel:+576017457495"
        assert document["valid_until"] == "2026-11-25T07:00:00-05:00"
        assert document["reason"] == "fallback"
        assert document["trace"][0]["verdict"] == "closed"

    def test_pickle_and_copy(self) -> None:
        assert pickle.loads(pickle.dumps(ANSWER)) == ANSWER  # noqa: S301 - the test's own bytes
        assert copy.deepcopy(ANSWER) == ANSWER

    @pytest.mark.parametrize(
        "change",
        [{"priority": True}, {"priority": 7}, {"valid_until": "2026-11-25T07:00:00"}, {"fax": "1"}],
    )
    def test_other_documents_are_refused(self, change: dict[str, object]) -> None:
        document = json.loads(ANSWER.model_dump_json()) | change
        with pytest.raises(ValidationError):
            Recommendation.model_validate(document)

    def test_the_schema_is_stable(self) -> None:
        """A change here changes what other programs may rely on: it belongs in the changelog."""
        assert Recommendation.model_json_schema(mode="serialization") == json.loads(
            SCHEMA.read_text("utf-8")
        )


class TestDisplay:
    """An answer shows its contact: the whole number, the mailbox or the address."""

    @pytest.mark.parametrize(
        ("medium", "language", "shown"),
        [
            ("phone", "es-CO", "(601) 7442727 opción 3"),
            ("phone", "en", "(601) 7442727 option 3"),
            ("email", "en", "certicamararesponde@certicamara.com"),
        ],
    )
    def test_every_medium(self, medium: str, language: str, shown: str) -> None:
        morning = EVENING.replace(hour=9)
        answer = recommend("complaint", 3, morning, prefer=medium)
        assert answer.display(language) == shown
        assert answer.display() == answer.display("es")

    def test_another_language(self) -> None:
        with pytest.raises(UnknownLanguageError):
            ANSWER.display("fr")


class TestExplain:
    """An answer explains itself in Spanish or English, at an instant at which it holds."""

    def test_spanish_is_the_default(self) -> None:
        assert ANSWER.explain() == ANSWER.explain("es") == ANSWER.explain("es-CO")
        assert ANSWER.explain("EN") == ANSWER.explain("en_US") != ANSWER.explain()

    @pytest.mark.parametrize("language", ["fr", "", "es CO", cast("str", None)])
    def test_other_languages(self, language: str) -> None:
        with pytest.raises(UnknownLanguageError, match=re.escape(repr(language))):
            ANSWER.explain(language)

    @pytest.mark.parametrize("days", [-1, 1])
    def test_an_instant_outside_its_span(self, days: int) -> None:
        when = EVENING + timedelta(days=days)
        with pytest.raises(OutsideSpanError, match=re.escape(repr(when))) as caught:
            ANSWER.explain(at=when)
        assert isinstance(caught.value, ValueError)

    def test_a_naive_instant(self) -> None:
        with pytest.raises(NaiveDatetimeError):
            ANSWER.explain(at=EVENING.replace(tzinfo=None))
