"""How long a reply is the right one, and for how many seconds a client may keep it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_SECOND = timedelta(seconds=1)


class Lifetime(NamedTuple):
    """The half-open span of instants, in UTC, over which a reply is the right one.

    Attributes:
        since: the first instant, or `None` if there is no first.
        until: the end, or `None` if the reply stays right.
    """

    since: datetime | None = None
    until: datetime | None = None

    def holds_at(self, now: datetime) -> bool:
        """Return whether the reply is the right one at `now`."""
        has_begun = self.since is None or self.since <= now
        return has_begun and (self.until is None or now < self.until)

    def within(self, start: datetime | None, end: datetime | None) -> Lifetime:
        """Return the overlap with a span; `None` means no start or no end."""
        starts = [each.astimezone(UTC) for each in (self.since, start) if each is not None]
        ends = [each.astimezone(UTC) for each in (self.until, end) if each is not None]
        return Lifetime(max(starts, default=None), min(ends, default=None))

    def seconds_left(self, now: datetime, most: int) -> int:
        """Return for how many whole seconds the reply still holds, at most `most`."""
        # Rounded down: a cache may ask too early, and never too late.
        return most if self.until is None else min(most, (self.until - now) // _SECOND)


ALWAYS = Lifetime()
"""The lifetime of a reply about a given instant: only another directory changes it."""


def local_day(when: datetime, zone: ZoneInfo) -> Lifetime:
    """Return the day that the clock shows at `when` in a zone: from midnight to midnight."""
    day = when.astimezone(zone).date()
    midnights = (datetime.combine(each, time(), zone) for each in (day, day + timedelta(days=1)))
    return Lifetime(*(each.astimezone(UTC) for each in midnights))
