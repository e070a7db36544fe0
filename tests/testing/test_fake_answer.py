"""Answers for the tests of other programs."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ccb_support import Priority, Recommendation, RequestType, Router, UnknownRequestTypeError
from ccb_support.testing import fake_answer
from ccb_support.testing.fixtures import ccb_answer

__all__ = ["ccb_answer"]


def test_it_is_an_answer_of_the_shipped_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    # A test may replace the method with a function that makes such answers.
    monkeypatch.delattr(Router, "recommend")
    answer = fake_answer()
    assert answer == Recommendation.model_validate_json(answer.model_dump_json())
    assert (answer.channel.id, answer.reason) == ("national_line", "fallback")


def test_its_fields_may_have_other_values() -> None:
    answer = fake_answer("incidente", 1, open_now=False, directory_version="7", trace=())
    assert answer.request_type is RequestType.INCIDENT
    assert (answer.open_now, answer.directory_version, answer.why()) == (False, "7", "")


@pytest.mark.parametrize(
    ("error", "wrong"),
    [
        (ValidationError, {"fax": "1"}),
        (ValidationError, {"open_now": "maybe"}),
        (ValidationError, {"number": 7}),
        (UnknownRequestTypeError, {"request_type": "fax"}),
    ],
)
def test_others_are_refused(error: type[ValueError], wrong: dict[str, Any]) -> None:
    with pytest.raises(error):
        fake_answer(**wrong)


@given(priority=st.sampled_from(Priority))
def test_the_fixture_makes_them(
    ccb_answer: Callable[..., Recommendation], priority: Priority
) -> None:
    assert ccb_answer("queja", priority) == fake_answer("queja", priority)
