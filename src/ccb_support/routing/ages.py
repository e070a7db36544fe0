"""How long ago a directory, and its holidays, were checked."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.clock.wall_days import date_at

if TYPE_CHECKING:
    from ccb_support.clock.instants import Instant

    from .router import Router

_YEAR = timedelta(days=365)
"""How long after a check the year is over."""


class PastChecks(NamedTuple):
    """The days of checks that should be made again.

    Attributes:
        as_of: the day on which the directory was compared with its source, if that is more than a
            year ago.
        verified_through: the day through which its holidays were checked, if that day is over and
            holidays change the hours of a channel.
    """

    as_of: date | None
    verified_through: date | None


def past_checks(router: Router, now: Instant) -> PastChecks:
    """Return the days of the checks that are too old. Days are those of the directory's zone."""
    clock = router.engine.clock
    # A program may ask from a year that no calendar of Python has.
    first, last = clock.supported
    today = date_at(clock.read(min(max(now, first), last)))
    as_of, through = router.directory.as_of, verified_through(router)
    is_past = through is not None and today > through and observes_holidays(router)
    return PastChecks(as_of if today - as_of > _YEAR else None, through if is_past else None)


def verified_through(router: Router) -> date | None:
    """Return the day through which the holidays were checked, if somebody says so."""
    through = getattr(router.holidays, "verified_through", None)
    if isinstance(through, datetime):
        return through.date()
    return through if isinstance(through, date) else None


def observes_holidays(router: Router) -> bool:
    """Return whether holidays change the hours of a channel."""
    hours = map(router.engine.hours, router.directory.channel_ids)
    return any(each.schedule.observes_holidays for each in hours)
