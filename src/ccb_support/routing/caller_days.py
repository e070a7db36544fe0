"""Days on a caller's wall clock: the shortest way from a `datetime` to an answer.

On a day on which a zone's clock is not set, instants and wall-clock times differ by one constant.
So the date and the time that a `datetime` shows find the answer, without a conversion.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias, final

from ccb_support.clock.instants import DAY, MINUTE, instant_of
from ccb_support.clock.wall_days import midnight_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ccb_support.answer.recommendation import Recommendation
    from ccb_support.clock.instants import Instant
    from ccb_support.clock.intervals import Interval
    from ccb_support.clock.wall_clock import WallClock

    CallerDay: TypeAlias = "Recommendation | ChangingDay"
    """The answer of a whole day, or the answers of a day on which it changes."""


@final
class ChangingDay(NamedTuple):
    """A day on which the answer changes.

    `minutes` are the minutes of the day at which it changes, and `answers` those before, between
    and after them: one more.
    """

    minutes: list[int]
    answers: list[Recommendation]


def steady_day(when: datetime, clock: WallClock) -> Interval[Instant] | None:
    """Return the instants of the day that `when` shows, or `None` if the clock is set on it."""
    spans = clock.day(midnight_of(when))
    is_steady = len(spans) == 1 and spans[0].end - spans[0].start == DAY
    return spans[0] if is_steady else None


def split_by_minute(answers: Sequence[Recommendation], day: Interval[Instant]) -> CallerDay | None:
    """Return the answers that hold in `day`, by the minute of the day at which each begins.

    Return `None` if one begins between two minutes of this clock. No zone of the IANA data has done
    so since 1984, but a zone may be read from any file.
    """
    starts = [instant_of(each.valid_from) - day.start for each in answers[1:] if each.valid_from]
    if not starts:
        return answers[0]
    if any(start % MINUTE for start in starts):
        return None
    return ChangingDay([start // MINUTE for start in starts], list(answers))
