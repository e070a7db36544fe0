"""Routers that break one law each."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

from ccb_support import (
    Medium,
    NoChannelError,
    Priority,
    Recommendation,
    RequestType,
    Verdict,
    recommend,
)
from ccb_support.testing.boundary_instants import DAY
from tests.builders import at

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import datetime

    from ccb_support.testing import Recommender

TUESDAY = at("2026-11-24 09:30")
"""A time at which the PQRS desk is open."""


class Options(TypedDict, total=False):
    prefer: Medium | None
    unavailable: Collection[str] | Mapping[str, datetime | None]


def altering(
    alter: Callable[[Recommendation, datetime], dict[str, object]], right: Recommender = recommend
) -> Recommender:
    """Return a router that alters fields of what the right one says."""

    def wrong(
        request_type: RequestType,
        priority: Priority,
        when: datetime,
        **options: Unpack[Options],
    ) -> Recommendation:
        answer = right(request_type, priority, when, **options)
        return answer.model_copy(update=alter(answer, when))

    return wrong


def opening(verdict: Verdict, opens_at: datetime = TUESDAY + DAY) -> Recommender:
    """Return a router whose trace says that channels with that verdict open then: tomorrow."""
    return altering(
        lambda answer, _: {
            "trace": tuple(
                entry.model_copy(update={"opens_at": opens_at})
                if entry.verdict == verdict
                else entry
                for entry in answer.trace
            )
        }
    )


def by_the_callers_clock(
    request_type: RequestType, priority: Priority, when: datetime, **options: Unpack[Options]
) -> Recommendation:
    answer = recommend(request_type, priority, when, **options)
    return answer.model_copy(update={"open_now": 7 <= when.hour < 14})


def silent(
    request_type: RequestType, priority: Priority, when: datetime, **_: Unpack[Options]
) -> Recommendation:
    del when
    raise NoChannelError(request_type, priority, (), ())


def broken(
    request_type: RequestType, priority: object, when: datetime, **_: Unpack[Options]
) -> Recommendation:
    if type(priority) is Priority:
        return recommend(request_type, priority, when)
    raise ZeroDivisionError


def forgetful_of_what_is_down(
    request_type: RequestType, priority: Priority, when: datetime, **_: Unpack[Options]
) -> Recommendation:
    return recommend(request_type, priority, when)


def restless(
    request_type: RequestType, priority: Priority, when: datetime, **options: Unpack[Options]
) -> Recommendation:
    answer = recommend(request_type, priority, when, **options)
    return answer if when == TUESDAY else answer.model_copy(update={"directory_version": "other"})


def timeless(
    request_type: RequestType, priority: Priority, when: datetime, **options: Unpack[Options]
) -> Recommendation:
    del when
    answer = recommend(request_type, priority, TUESDAY, **options)
    return answer.model_copy(update={"valid_from": None, "valid_until": None})


def waiting_for_good(
    request_type: RequestType, priority: Priority, when: datetime, **options: Unpack[Options]
) -> Recommendation:
    return recommend(request_type, priority, when, unavailable=[*options.get("unavailable", ())])
