"""Days on a caller's wall clock: the shortest way from a `datetime` to an answer.

On a day on which a zone's clock is not set, instants and wall-clock times differ by a constant. So
the date and the time that a `datetime` shows find the answer, without a conversion.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from ccb_support.answer.recommendation import NoChannelError
from ccb_support.clock.instants import DAY, MICROSECONDS, MINUTE, Instant
from ccb_support.clock.intervals import Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from datetime import datetime, tzinfo

    from ccb_support.answer.recommendation import Recommendation
    from ccb_support.clock.instants import Moment

    CallerDay: TypeAlias = tuple[list[int], list[Recommendation], tzinfo | None]
    """The minutes of a day at which the answer changes; the answers before, between and after them,
    one more; and the zone: while it is kept, no other object gets its `id`."""

_A_DAY = timedelta(days=1)
_A_MICROSECOND = timedelta(microseconds=1)


class CallerDays:
    """The days about which callers asked twice.

    Attributes:
        known: the days by what callers asked in which zone, and by the number of the day. A day
            about which they asked once is `None`.
    """

    def __init__(self, supported: Interval[Instant], most: int) -> None:
        self.known: dict[Hashable, dict[int, CallerDay | None]] = {}
        self._supported = supported
        self._most = most
        self._count = 0

    def keep(
        self,
        key: Hashable,
        when: datetime,
        moment: Moment,
        answers: Callable[[Interval[Instant]], Iterable[tuple[Instant, Recommendation]]],
    ) -> None:
        """Keep the answers of the day that `when` shows, if callers have asked about it before.

        `answers` returns those of a range, each with its start.
        """
        days, number = self.known.setdefault(key, {}), when.toordinal()
        if number not in days:
            self._count += 1
            if self._count > self._most:
                self.known, self._count = {}, 0
            days[number] = None
            return
        day = _steady_day(when, moment)
        if day is None or day.clipped(self._supported) != day:
            return
        try:
            starts, found = zip(*answers(day), strict=True)
        except NoChannelError:
            return
        minutes = [(each - day.start) // MINUTE for each in starts[1:]]
        days[number] = minutes, [*found], when.tzinfo


def _steady_day(when: datetime, moment: Moment) -> Interval[Instant] | None:
    """Return the day that `when` shows, unless the clock is set on it or shows odd seconds."""
    midnight = when.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    # If the clock is set back over midnight, the next one comes twice.
    next_midnight = (midnight + _A_DAY).replace(fold=1)
    if not midnight.utcoffset() == when.utcoffset() == next_midnight.utcoffset():
        return None
    start, rest = divmod(moment - (when - midnight) // _A_MICROSECOND, MICROSECONDS)
    # Answers change at whole minutes.
    return None if rest or start % MINUTE else Interval(Instant(start), Instant(start + DAY))
