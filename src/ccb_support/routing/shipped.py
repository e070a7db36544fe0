"""The functions of the package: the methods of one router over the directory that ships with it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ccb_support.model.shipped_directory import default_directory

from .router import Router

_FUNCTIONS = {"escalation", "recommend", "timeline", "timetable"}


class ShippedRouter(Router):
    """A router that is pickled and copied by its name, so that its methods stay the same."""

    def __reduce__(self) -> tuple[object, ...]:
        return shipped_router, ()


@cache
def shipped_router() -> Router:
    """Return the router over the shipped directory, which is read on first use."""
    return ShippedRouter(default_directory())


if TYPE_CHECKING:
    escalation = shipped_router().escalation
    recommend = shipped_router().recommend
    timeline = shipped_router().timeline
    timetable = shipped_router().timetable


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a method of the router
    if name in _FUNCTIONS:
        globals()[name] = found = getattr(shipped_router(), name)
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
