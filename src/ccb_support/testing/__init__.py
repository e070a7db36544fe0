"""A kit to test a directory, or your own routing rules.

- `check_laws` checks that a function with `recommend`'s signature keeps the laws of every router.
- `LawBook` checks one law on one question, for property tests.
- `fake_answer` makes an answer, so that the tests of your program need no router.
- `Oracle` is a slow router, which reads a directory in the obvious way, to compare with.
- `strategies` draws requests, instants, hours and whole directories for Hypothesis.

The kit registers nothing, so it changes only the tests that import it. Only `strategies` needs
Hypothesis, which the extra `testing` installs.
"""

from datetime import UTC, datetime

from ccb_support.answer.recommendation import Recommendation
from ccb_support.errors import LawViolationError
from ccb_support.model.vocabulary import Priority, RequestType
from ccb_support.routing.router import Router, shipped_router

from .law_check import check_laws
from .laws import Case, Law, LawBook, Recommender
from .oracle import Oracle

__all__ = [
    "Case",
    "Law",
    "LawBook",
    "LawViolationError",
    "Oracle",
    "Recommender",
    "check_laws",
    "fake_answer",
]

_recommend = Router.recommend
"""The method as it is at first: a test may replace it with a function that calls `fake_answer`."""


def fake_answer(
    request_type: RequestType | str = "complaint",
    priority: Priority | int | str = "P3",
    **fields: object,
) -> Recommendation:
    """Return an answer for a test: that of the shipped directory on an evening, with some changes.

    It is Tuesday 24 November 2026, 6 p.m. in Bogotá, when the PQRS desk is closed.

    Args:
        request_type: as for `ccb_support.recommend`.
        priority: as for `ccb_support.recommend`.
        fields: other values for fields of the answer, such as `open_now=False`.

    Raises:
        ValueError: an answer has no such field, or a field has no such value.
        CcbSupportError: what `recommend` raises.
    """
    evening = datetime(2026, 11, 24, 23, 0, tzinfo=UTC)
    answer = _recommend(shipped_router(), request_type, priority, evening)
    return Recommendation.model_validate({**dict(answer), **fields})
