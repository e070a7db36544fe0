"""Answers for the tests of a program that asks the library."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ccb_support.answer.recommendation import Recommendation
from ccb_support.clock.wall_clock import BOGOTA_NAME, zone_named
from ccb_support.routing.router import shipped_router

if TYPE_CHECKING:
    from ccb_support.model.vocabulary import Priority, RequestType


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
    evening = datetime(2026, 11, 24, 18, 0, tzinfo=zone_named(BOGOTA_NAME))
    answer = shipped_router().recommend(request_type, priority, evening)
    return Recommendation.model_validate({**dict(answer), **fields})
