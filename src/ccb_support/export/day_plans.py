"""Hours day by day, none of which passes a midnight.

The formats disagree about hours that pass midnight where an exception comes next to them: what is
left of the night before a holiday, or of the holiday's own night. Hours that are cut at midnight
leave nothing to disagree about. A day's plan is all that is said of the day.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ccb_support.clock.instants import DAY, WallTime, day_at
from ccb_support.clock.intervals import Interval, joined
from ccb_support.model.hours import WEEK, WEEKDAYS
from ccb_support.schedule.week import Week

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from ccb_support.model.hours import AlwaysOpen, WeeklyHours
    from ccb_support.schedule.channel_schedule import Schedule

DayPlan: TypeAlias = tuple[Interval, ...]
"""When something is open on one day: in seconds after its midnight, in order, all apart."""

CLOSED: DayPlan = ()
ALL_DAY: DayPlan = (Interval(0, DAY),)


class WeekPlan(NamedTuple):
    """The plans of an ordinary week.

    Attributes:
        days: the plan of each weekday, from Monday on.
        passes_midnight: whether hours of some day go on in the next.
    """

    days: tuple[DayPlan, ...]
    passes_midnight: bool

    @classmethod
    def of(cls, hours: AlwaysOpen | WeeklyHours) -> WeekPlan:
        """Return the plans of the weeks in which nothing is out of the ordinary."""
        days = Week.of(hours).days
        spans = [span.shifted(number * DAY) for number, day in enumerate(days) for span in day]
        # The night of Sunday goes on in Monday.
        before = [span.shifted(-WEEK) for span in spans]
        plans = _cut_by_day(joined(sorted([*before, *spans])))
        return cls(
            tuple(tuple(plans[number * DAY]) for number in range(len(WEEKDAYS))),
            passes_midnight=any(span.end > DAY for day in days for span in day),
        )

    def on(self, day: date) -> DayPlan:
        """Return the plan of `day`."""
        return self.days[day.weekday()]


class Stretch(NamedTuple):
    """Days in a row that are planned alike.

    Attributes:
        first: the first of them.
        last: the last of them.
        plan: their plan; `None` where it is the ordinary one.
        name: what is special about them; empty where nothing is, or nobody says.
    """

    first: date
    last: date
    plan: DayPlan | None
    name: str


def stretches(
    schedule: Schedule,
    days: Interval,
    ordinary: Callable[[date], DayPlan],
    name: Callable[[date], str] = lambda _: "",
) -> Iterator[Stretch]:
    """Yield what `schedule` makes of `days`, which go from midnight to midnight.

    Args:
        schedule: when a channel is open.
        days: the days, on the wall clock.
        ordinary: gives the plan that a day has where nobody says otherwise.
        name: says what is special about a day; days of different names stay apart.
    """

    def kind_of(planned: tuple[date, DayPlan]) -> tuple[DayPlan | None, str]:
        day, plan = planned
        return (None, "") if plan == ordinary(day) else (plan, name(day))

    for (plan, told), planned in groupby(_plans(schedule, days), kind_of):
        alike = [day for day, _ in planned]
        yield Stretch(alike[0], alike[-1], plan, told)


def _plans(schedule: Schedule, days: Interval) -> Iterator[tuple[date, DayPlan]]:
    plans = _cut_by_day(schedule.on_the_wall(days))
    for midnight in range(days.start, days.end, DAY):
        yield day_at(midnight), tuple(plans[midnight])


def _cut_by_day(spans: Iterable[Interval]) -> Mapping[WallTime, list[Interval]]:
    """Return, by midnight, what of `spans` lies in the day that follows, counted from there."""
    plans: defaultdict[WallTime, list[Interval]] = defaultdict(list)
    for span in spans:
        for midnight in range(span.start // DAY * DAY, span.end, DAY):
            part = span.clipped(Interval(midnight, midnight + DAY))
            plans[midnight].append(part.shifted(-midnight))
    return plans


def clock_time(seconds: int) -> str:
    """Return a time of the day as in `07:00`; the end of the day is `24:00`."""
    minutes = seconds // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"
