"""The exceptions that explain why a channel is open or closed, read day by day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ccb_support.schedule.causes import Cause, CauseKind

from .boundary_instants import DAY, MINUTE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from zoneinfo import ZoneInfo

    from ccb_support.model.special_days import Closure, SpecialDay
    from ccb_support.model.text import LocalizedText

    from .oracle_runs import Run

WallSpan: TypeAlias = tuple[datetime, datetime]
"""A start and an end on the clock on the wall."""

_STEPS = (DAY, timedelta(hours=1), MINUTE)


class Exceptions(NamedTuple):
    """What can change the hours of a channel, and which hours it would have without that.

    Attributes:
        ordinary_hours: returns the hours that the week gives to a day.
        special_hours: returns the hours that a special day gives to a day.
        special_days: the special days of the channel.
        closures: the closures of the channel.
        holidays: returns the names of the holidays that can close the channel on a day.
    """

    ordinary_hours: Callable[[date], Iterable[WallSpan]]
    special_hours: Callable[[SpecialDay, date], Iterable[WallSpan]]
    special_days: Sequence[SpecialDay]
    closures: Sequence[Closure]
    holidays: Callable[[date], Iterable[LocalizedText]]


class Causes:
    """Finds what explains the runs of one channel.

    Args:
        exceptions: what can change its hours.
        zone: the zone of its directory.
        days: the first and the last supported day.
    """

    def __init__(self, exceptions: Exceptions, zone: ZoneInfo, days: tuple[date, date]) -> None:
        self._exceptions = exceptions
        self._zone = zone
        self._first, self._last = days
        self._known: dict[Run, tuple[Cause, ...]] = {}

    def of(self, run: Run) -> tuple[Cause, ...]:
        """Return what explains a whole run, in the order of its dates."""
        if run not in self._known:
            causes = self._shaping(run) if run.is_open else self._closing(run)
            in_order = sorted(causes, key=lambda each: (each.date, each.last_date, each.kind))
            self._known[run] = tuple(in_order)
        return self._known[run]

    def _closing(self, gap: Run) -> Iterator[Cause]:
        """Yield what covers time of a closed gap that the ordinary hours would have opened."""
        cancelled = self._cancelled(gap)
        for day in cancelled:
            for name in self._exceptions.holidays(day):
                yield Cause(kind=CauseKind.HOLIDAY, name=name, date=day, last_date=day)
        for special in self._exceptions.special_days:
            if any(special.date <= day <= special.last_date for day in cancelled):
                yield _special_day_cause(special)
        spans = [span for day in cancelled for span in cancelled[day]]
        for closure in sorted(self._exceptions.closures, key=lambda each: (each.starts, each.ends)):
            if _overlap(spans, [(closure.starts, closure.ends)]):
                yield _closure_cause(closure)

    def _cancelled(self, gap: Run) -> dict[date, list[WallSpan]]:
        """Return by day the ordinary hours that lie in a closed gap, as far as they do."""
        # A day of the directory starts on the same day in UTC, on the one before, or the one after.
        days = self._days(gap.start.date() - 2 * DAY, gap.end.date() + DAY)
        hours = {day: spans for day in days if (spans := [*self._exceptions.ordinary_hours(day)])}
        if not hours:
            return {}
        shown = self._shown(gap.start, gap.end)
        parts = {day: [*_shared(spans, shown)] for day, spans in hours.items()}
        return {day: spans for day, spans in parts.items() if spans}

    def _shaping(self, run: Run) -> Iterator[Cause]:
        """Yield the special days that give hours to an open run, or take hours that touch it."""
        for special in self._exceptions.special_days:
            days = [*self._days(special.date, special.last_date)]
            given = [span for day in days for span in self._exceptions.special_hours(special, day)]
            taken = [span for day in days for span in self._exceptions.ordinary_hours(day)]
            start = max(run.start, _midnight(special.date - 2 * DAY))
            end = min(run.end, _midnight(special.last_date + 3 * DAY))
            touched = self._shown(start - MINUTE, end + MINUTE)
            if _overlap(given, self._shown(start, end)) or _overlap(taken, touched):
                yield _special_day_cause(special)

    def _days(self, first: date, last: date) -> Iterator[date]:
        """Yield the supported days from one to another, both included."""
        day = max(first, self._first)
        while day <= min(last, self._last):
            yield day
            day += DAY

    def _shown(self, start: datetime, end: datetime) -> list[WallSpan]:
        """Return what the clock on the wall shows from one minute to another, both in UTC.

        Whenever the clock itself is changed, one span ends and the next one starts.
        """
        spans: list[WallSpan] = []
        while start < end:
            offset, following = self._offset(start), start
            for step in _STEPS:
                while following + step < end and self._offset(following + step) == offset:
                    following += step
            following += MINUTE
            first, last = (each.replace(tzinfo=None) + offset for each in (start, following))
            spans.append((first, last))
            start = following
        return spans

    def _offset(self, instant: datetime) -> timedelta:
        local = instant.astimezone(self._zone)
        return local.replace(tzinfo=None) - instant.replace(tzinfo=None)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _shared(spans: Iterable[WallSpan], others: Iterable[WallSpan]) -> Iterator[WallSpan]:
    """Yield what each of `spans` shares with each of `others`."""
    kept = [*others]
    for start, end in spans:
        for first, last in kept:
            if start < last and first < end:
                yield max(start, first), min(end, last)


def _overlap(spans: Iterable[WallSpan], others: Iterable[WallSpan]) -> bool:
    return any(True for _ in _shared(spans, others))


def _special_day_cause(special: SpecialDay) -> Cause:
    return Cause(
        kind=CauseKind.SPECIAL_DAY,
        name=special.name,
        date=special.date,
        last_date=special.through or special.date,
    )


def _closure_cause(closure: Closure) -> Cause:
    return Cause(
        kind=CauseKind.CLOSURE,
        name=closure.name,
        date=closure.starts.date(),
        last_date=(closure.ends - MINUTE).date(),
    )
