"""The functions of the package: those of one router over the directory that ships with it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ccb_support.model.directory import default_directory

from .router import Router

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime

    from ccb_support.answer.recommendation import Recommendation
    from ccb_support.model.channels import EscalationLevel
    from ccb_support.model.requests import Medium, Priority, RequestType

    from .timetable import Timetable


@cache
def shipped_router() -> Router:
    """Return the router over the shipped directory, which is loaded on first use."""
    return Router(default_directory())


def recommend(
    request_type: RequestType | str,
    priority: Priority | int | str,
    when: datetime,
    *,
    prefer: Medium | str | None = None,
    unavailable: Collection[str] = (),
) -> Recommendation:
    """Return whom to contact for a request at an instant, as `Router.recommend` does."""
    return shipped_router().recommend(
        request_type, priority, when, prefer=prefer, unavailable=unavailable
    )


def timeline(
    request_type: RequestType | str,
    priority: Priority | int | str,
    start: datetime,
    end: datetime,
    *,
    prefer: Medium | str | None = None,
    unavailable: Collection[str] = (),
) -> Iterator[Recommendation]:
    """Return the answers over a range of time, in order, as `Router.timeline` does."""
    return shipped_router().timeline(
        request_type, priority, start, end, prefer=prefer, unavailable=unavailable
    )


def timetable(
    start: datetime,
    end: datetime,
    *,
    requests: Iterable[tuple[RequestType | str, Priority | int | str]] | None = None,
    prefer: Medium | str | None = None,
    unavailable: Collection[str] = (),
) -> Timetable:
    """Return all answers over a range of time as a table, as `Router.timetable` does."""
    return shipped_router().timetable(
        start, end, requests=requests, prefer=prefer, unavailable=unavailable
    )


def escalation() -> tuple[EscalationLevel, ...]:
    """Return all escalation levels, in order."""
    return shipped_router().escalation()
