"""Answers for the tests of other programs."""

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from ccb_support import Recommendation, RequestType, UnknownRequestTypeError
from ccb_support.testing import fake_answer
from ccb_support.testing.fixtures import ccb_answer

__all__ = ["ccb_answer"]


def test_it_is_an_answer_of_the_shipped_directory() -> None:
    answer = fake_answer()
    assert answer == Recommendation.model_validate_json(answer.model_dump_json())
    assert (answer.channel.id, answer.reason) == ("national_line", "fallback")


def test_its_fields_may_have_other_values() -> None:
    answer = fake_answer("incidente", 1, open_now=False, directory_version="7")
    assert answer.request_type is RequestType.INCIDENT
    assert (answer.open_now, answer.directory_version) == (False, "7")


@pytest.mark.parametrize("wrong", [{"fax": "1"}, {"open_now": "maybe"}, {"number": 7}])
def test_others_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        fake_answer(**wrong)
    with pytest.raises(UnknownRequestTypeError):
        fake_answer("fax")


def test_the_fixture_makes_them(ccb_answer: Callable[..., Recommendation]) -> None:
    assert ccb_answer("queja", 3) == fake_answer("queja", 3)
