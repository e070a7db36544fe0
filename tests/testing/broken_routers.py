"""Routers that are wrong in one way."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import TypedDict, Unpack

from ccb_support import Medium, Priority, Recommendation, RequestType, recommend
from ccb_support.testing import Recommender
from tests.builders import at

TUESDAY = at("2026-11-24 09:30")
"""A time at which the PQRS desk is open."""

COMPLAINT_P3 = RequestType.COMPLAINT, Priority.MEDIUM
"""A request that the PQRS desk takes."""


class Options(TypedDict, total=False):
    prefer: Medium | None
    unavailable: Collection[str] | Mapping[str, datetime | None]


def altering(
    alter: Callable[[Recommendation, datetime], dict[str, object]], right: Recommender = recommend
) -> Recommender:
    """Return a router that alters fields of what the right one says."""

    def wrong(
        request_type: str,
        priority: int,
        when: datetime,
        **options: Unpack[Options],
    ) -> Recommendation:
        answer = right(request_type, priority, when, **options)
        return answer.model_copy(update=alter(answer, when))

    return wrong
