"""Routers that are wrong in one way."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from ccb_support import Medium, Priority, Recommendation, RequestType, recommend
from ccb_support.testing import Case, Recommender

COMPLAINT_P3 = RequestType.COMPLAINT, Priority.MEDIUM
"""A request that the PQRS desk takes."""


def answer_to(router: Recommender, case: Case) -> Recommendation:
    """Return what a router answers to a question."""
    kind = case.request_type, case.priority, case.when
    return router(*kind, prefer=case.prefer, unavailable=case.unavailable)


def answering(answer: Callable[[Case], Recommendation]) -> Recommender:
    """Return a router that answers a question by a function."""

    def router(
        request_type: str,
        priority: int,
        when: datetime,
        *,
        prefer: Medium | None = None,
        unavailable: Any = (),  # noqa: ANN401 - a tuple or a mapping, as in a `Case`
    ) -> Recommendation:
        return answer(Case(request_type, priority, when, prefer, unavailable))

    return router


def altering(
    alter: Callable[[Recommendation, datetime], dict[str, object]], right: Recommender = recommend
) -> Recommender:
    """Return a router that alters fields of what the right one says."""

    def wrong(case: Case) -> Recommendation:
        answer = answer_to(right, case)
        return answer.model_copy(update=alter(answer, case.when))

    return answering(wrong)
