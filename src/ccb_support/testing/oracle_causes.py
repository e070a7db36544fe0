"""Why a channel is open or closed, read day by day."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from datetime import date, datetime
from itertools import pairwise

from ccb_support.calendars import ListedDay, calendar_of
from ccb_support.model.changed_hours import Closure, Season, SpecialDay
from ccb_support.schedule.causes import Cause, CauseKind

from .oracle_hours import (
    DAY,
    MINUTE,
    ChannelReader,
    DatedEntry,
    Occurrence,
    Run,
    WallSpan,
    each_day,
    governing,
    has_hours,
    occurrences,
    offset_spans,
    weekly_spans,
)

_KINDS: dict[type[object], CauseKind] = {
    Season: CauseKind.SEASON,
    SpecialDay: CauseKind.SPECIAL_DAY,
    Closure: CauseKind.CLOSURE,
}


class Causes:
    """Finds what explains the runs of one channel."""

    def __init__(self, reader: ChannelReader, named_holidays: Container[date]) -> None:
        self._reader = reader
        self._closures = sorted(reader.closures, key=lambda each: (each.starts, each.ends))
        self._named_holidays = calendar_of(named_holidays)

    def of(self, run: Run, start: datetime, end: datetime) -> Iterator[Occurrence]:
        """Return what explains a run, by what happens from `start` to `end`."""
        part = Run(max(start, run.start), min(end, run.end), run.is_open)
        near = Run(max(start, run.start - MINUTE), min(end, run.end + MINUTE), run.is_open)
        return self._shaping(part, near) if run.is_open else self._closing(part)

    def _closing(self, gap: Run) -> Iterator[Occurrence]:
        """Yield what covers time of a closed gap that the ordinary hours would have opened."""
        cancelled = self._cancelled(gap)
        for day in filter(self._reader.is_holiday, cancelled):
            yield from self._named(day)
        special_days = self._reader.special_days
        for each in self._occurrences(special_days, gap):
            days = (day for day in cancelled if each.first <= day <= each.last)
            if any(governing(special_days, day) is each.entry for day in days):
                yield each
        yield from self._seasons(gap, [], self._shown(gap))
        spans = [span for day in cancelled for span in cancelled[day]]
        for closure in self._closures:
            if _overlap(spans, [(closure.starts, closure.ends)]):
                yield Occurrence(closure, *closure.days)

    def _shaping(self, run: Run, near: Run) -> Iterator[Occurrence]:
        """Yield what gives hours to an open run, or takes hours just before it or just after it.

        What is `near` is the run, and a minute before and after it.
        """
        reader = self._reader
        days = each_day(*self._dates_near(near)) if has_hours(reader.channel.holiday_hours) else ()
        shown = self._shown(run)
        around = Run(near.start, run.start, is_open=False), Run(run.end, near.end, is_open=False)
        beside = [span for each in around for span in self._shown(each)]
        for day in filter(reader.is_holiday, days):
            if governing(reader.special_days, day) is None and (
                _overlap(reader.holiday_spans(day), shown)
                or _overlap(_without(reader.ordinary_spans(day), reader.holiday_spans(day)), beside)
            ):
                yield from self._named(day)
        for each in self._occurrences(reader.special_days, near):
            if any(
                _overlap(reader.spans(day), shown)
                or _overlap(_without(reader.ordinary_spans(day), reader.spans(day)), beside)
                or _overlap(_without(reader.usual_spans(day), reader.spans(day)), beside)
                for day in self._days_near(near, each)
                if reader.special_in_force(day) is each.entry
            ):
                yield each
        yield from self._seasons(near, shown, beside)

    def _seasons(
        self, near: Run, opened: list[WallSpan], closed: list[WallSpan]
    ) -> Iterator[Occurrence]:
        """Yield the seasons that explain a run by a day that nothing above them governs.

        They give hours that are `opened`, or take hours that are `closed`.
        """
        for season in self._reader.seasons:
            for each in self._occurrences([season], near):
                if any(
                    governing(self._reader.seasons, day) is season
                    and not self._reader.is_holiday(day)
                    and not self._reader.special_in_force(day)
                    and self._changes(season, day, opened, closed)
                    for day in self._days_near(near, each)
                ):
                    yield each

    def _changes(
        self, season: Season, day: date, opened: list[WallSpan], closed: list[WallSpan]
    ) -> bool:
        """Return whether a season gives hours that are `opened`, or takes any that are `closed`."""
        usual = [*weekly_spans(self._reader.channel.hours, day)]
        seasonal = [*weekly_spans(season.hours, day)]
        given, taken = _without(seasonal, usual), _without(usual, seasonal)
        return _overlap(given, opened) or _overlap(taken, closed)

    def _cancelled(self, gap: Run) -> dict[date, list[WallSpan]]:
        """Return by day the ordinary hours that lie in a closed gap, as far as they do."""
        shown = self._shown(gap)
        ordinary = self._reader.ordinary_spans
        parts = {day: _shared(ordinary(day), shown) for day in self._ordinary_days(gap)}
        return {day: spans for day, spans in parts.items() if spans}

    def _ordinary_days(self, gap: Run) -> Iterable[date]:
        """Return the days near a gap that may have ordinary hours."""
        if has_hours(self._reader.channel.hours):
            return each_day(*self._dates_near(gap))
        # Only seasons open it, and the gap may last for two centuries.
        opening = [each for each in self._reader.seasons if has_hours(each.hours)]
        in_season = self._occurrences(opening, gap)
        return {day for each in in_season for day in self._days_near(gap, each)}

    def _occurrences(self, entries: Iterable[DatedEntry], run: Run) -> Iterator[Occurrence]:
        for entry in entries:
            yield from occurrences(entry, *self._dates_near(run))

    def _named(self, holiday: date) -> Iterator[Occurrence]:
        # A calendar may name a day twice alike.
        for each in dict.fromkeys(self._named_holidays.get(holiday)):
            yield Occurrence(each, holiday, holiday)

    def _days_near(self, run: Run, occurrence: Occurrence) -> Iterator[date]:
        """Yield the days of an occurrence whose hours may meet a run."""
        first, last = self._dates_near(run)
        return each_day(max(first, occurrence.first), min(last, occurrence.last))

    def _dates_near(self, run: Run) -> tuple[date, date]:
        """Return the first and the last supported date whose hours may meet a run, in any zone."""
        # A day of the directory starts on the same day in UTC, the one before, or the one after.
        first, last = run.start.date() - 2 * DAY, run.end.date() + DAY
        return max(first, self._reader.first), min(last, self._reader.last)

    def _shown(self, run: Run) -> list[WallSpan]:
        """Return what the clock on the wall shows in a run.

        Whenever the clock itself is changed, one span ends and the next one starts.
        """
        parts = [
            (max(run.start, first) + offset, min(run.end, last) + offset)
            for first, last, offset in offset_spans(self._reader.zone)
            if max(run.start, first) < min(run.end, last)
        ]
        return [(first.replace(tzinfo=None), last.replace(tzinfo=None)) for first, last in parts]


def explain(
    parts: Iterable[tuple[datetime, datetime, Causes | None]], run: Run, *, is_endless: bool
) -> tuple[Cause, ...]:
    """Return what explains a whole run, in the order of its dates.

    Each edition explains what lies in its own time; what several say is named once.
    Without an end, an entry of every year is named once.
    """
    found: Counter[tuple[Cause, object]] = Counter()
    for start, end, causes in parts:
        # An edition may end a run in whose time it does not hold.
        if causes and start <= run.end and run.start <= end:
            found |= Counter(map(_named, causes.of(run, start, end)))
    named = sorted(
        found.elements(), key=lambda each: (each[0].date, each[0].last_date, each[0].kind)
    )
    kept: dict[object, Cause] = {}
    for number, (cause, yearly) in enumerate(named):
        kept.setdefault(yearly if is_endless and yearly else number, cause)
    return tuple(kept.values())


def _named(occurrence: Occurrence) -> tuple[Cause, object]:
    """Return an occurrence as answers name it, and the key of an entry of every year."""
    entry, first, last = occurrence
    kind = _KINDS.get(type(entry), CauseKind.HOLIDAY)
    cause = Cause(kind=kind, name=entry.name, date=first, last_date=last)
    if isinstance(entry, Season | SpecialDay) and entry.dates.is_yearly:
        return cause, (type(entry), entry.name, entry.dates)
    if isinstance(entry, ListedDay) and entry.yearly:
        return cause, (entry.name, entry.yearly)
    return cause, None


def _without(spans: Iterable[WallSpan], others: Iterable[WallSpan]) -> list[WallSpan]:
    """Return the parts of `spans` that lie in none of `others`."""
    own, other = [*spans], [*others]
    edges = sorted({edge for span in (*own, *other) for edge in span})
    return [
        part for part in pairwise(edges) if _overlap([part], own) and not _overlap([part], other)
    ]


def _shared(spans: Iterable[WallSpan], others: list[WallSpan]) -> list[WallSpan]:
    """Return what each of `spans` shares with each of `others`."""
    return [
        (max(start, first), min(end, last))
        for start, end in spans
        for first, last in others
        if start < last and first < end
    ]


def _overlap(spans: Iterable[WallSpan], others: list[WallSpan]) -> bool:
    return bool(_shared(spans, others))
