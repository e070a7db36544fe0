"""The exceptions that explain why a channel is open or closed, read day by day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from ccb_support.calendars.holiday_lookup import holiday_names
from ccb_support.model.hours_changes import Closure, Season, SpecialDay
from ccb_support.schedule.causes import Cause, CauseKind

from .boundary_instants import DAY, MINUTE
from .oracle_days import governing, is_yearly, occurrences

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from .oracle_days import DatedEntry, DayReader, Occurrence, WallSpan
    from .oracle_runs import Run

_STEPS = (DAY, timedelta(hours=1), MINUTE)


class Causes:
    """Finds what explains the runs of one channel.

    Args:
        reader: the hours of its days.
        closures: the closures of the channel.
        named_holidays: the dates of the holidays, with their names.
        zone: the zone of its directory.
        days: the first and the last supported day.
    """

    def __init__(
        self,
        reader: DayReader,
        closures: Sequence[Closure],
        named_holidays: Container[date],
        zone: ZoneInfo,
        days: tuple[date, date],
    ) -> None:
        self._reader = reader
        self._closures = sorted(closures, key=lambda each: (each.starts, each.ends))
        self._named_holidays = named_holidays
        self._zone = zone
        self._first, self._last = days
        self._known: dict[Run, tuple[Cause, ...]] = {}

    def of(self, run: Run, *, is_endless: bool) -> tuple[Cause, ...]:
        """Return what explains a whole run, in the order of its dates."""
        if run not in self._known:
            found = self._shaping(run) if run.is_open else self._closing(run)
            causes = [*_first_of_each_year(found)] if is_endless else [each for each, _ in found]
            in_order = sorted(causes, key=lambda each: (each.date, each.last_date, each.kind))
            self._known[run] = tuple(in_order)
        return self._known[run]

    def _closing(self, gap: Run) -> Iterator[tuple[Cause, object]]:
        """Yield what covers time of a closed gap that the ordinary hours would have opened.

        Each cause comes with its entry, if the entry has dates.
        """
        cancelled = self._cancelled(gap)
        for day in filter(self._reader.is_holiday, cancelled):
            yield from self._holiday_causes(day)
        special_days = self._reader.special_days
        for each in self._occurrences(special_days, gap):
            if any(governing(special_days, day) is each.entry for day in _days_of(each, cancelled)):
                yield _cause(each), each.entry
        yield from self._closing_seasons(gap)
        spans = [span for day in cancelled for span in cancelled[day]]
        for closure in self._closures:
            if _overlap(spans, [(closure.starts, closure.ends)]):
                yield _closure_cause(closure), None

    def _closing_seasons(self, gap: Run) -> Iterator[tuple[Cause, object]]:
        """Yield the seasons that take time of the gap which the week would have opened."""

        def takes(season: DatedEntry, day: date) -> bool:
            return self._meets(self._taken(season, day), day, gap)

        yield from self._seasons(gap, takes)

    def _shaping(self, run: Run) -> Iterator[tuple[Cause, object]]:
        """Yield what gives hours to an open run, or takes hours that touch it."""
        reader = self._reader
        for day in self._holidays_with_hours(run):
            if governing(reader.special_days, day) is None and self._shapes(
                reader.holiday_spans(day), day, run
            ):
                yield from self._holiday_causes(day)
        for each in self._occurrences(reader.special_days, run):
            if any(
                self._shapes(reader.spans(day), day, run)
                for day in self._days_near(run, each)
                if reader.special_in_force(day) is each.entry
            ):
                yield _cause(each), each.entry

        def differs(season: DatedEntry, day: date) -> bool:
            differences = [*self._taken(season, day), *self._given(season, day)]
            return self._meets(differences, day, run, touching=MINUTE)

        yield from self._seasons(run, differs)

    def _shapes(self, given: Iterable[WallSpan], day: date, run: Run) -> bool:
        return self._meets(given, day, run) or self._meets(
            self._reader.ordinary_spans(day), day, run, touching=MINUTE
        )

    def _meets(
        self, spans: Iterable[WallSpan], day: date, run: Run, *, touching: timedelta = timedelta()
    ) -> bool:
        """Return whether a run, or what is so close to it, meets any of the spans of a day."""
        kept = [*spans]
        # Most days have none, and reading the clock around a day takes long.
        return bool(kept) and _overlap(kept, self._shown_near(day, run, touching=touching))

    def _seasons(
        self, run: Run, explains: Callable[[DatedEntry, date], bool]
    ) -> Iterator[tuple[Cause, object]]:
        """Yield the seasons that explain a run by a day that nothing above them governs."""
        seasons = self._reader.seasons
        for each in self._occurrences(seasons, run):
            if any(
                governing(seasons, day) is each.entry
                and not self._reader.is_holiday(day)
                and not self._reader.special_in_force(day)
                and explains(each.entry, day)
                for day in self._days_near(run, each)
            ):
                yield _cause(each), each.entry

    def _taken(self, season: DatedEntry, day: date) -> Sequence[WallSpan]:
        """Return what the week would have opened on a day, and a season does not."""
        in_season = [*self._reader.season_spans(season, day)]
        return [*_without(self._reader.weekly_spans(day), in_season)]

    def _given(self, season: DatedEntry, day: date) -> Sequence[WallSpan]:
        """Return what a season opens on a day, and the week would not have opened."""
        in_week = [*self._reader.weekly_spans(day)]
        return [*_without(self._reader.season_spans(season, day), in_week)]

    def _cancelled(self, gap: Run) -> dict[date, list[WallSpan]]:
        """Return by day the ordinary hours that lie in a closed gap, as far as they do."""
        hours = {
            day: spans
            for day in self._ordinary_days(gap)
            if (spans := [*self._reader.ordinary_spans(day)])
        }
        if not hours:
            return {}
        shown = self._shown(gap.start, gap.end)
        parts = {day: [*_shared(spans, shown)] for day, spans in hours.items()}
        return {day: spans for day, spans in parts.items() if spans}

    def _ordinary_days(self, gap: Run) -> Iterable[date]:
        """Return the days near a gap that may have ordinary hours."""
        if self._reader.opens_by_its_week:
            return self._days(*_dates_near(gap))
        # Only seasons open it, and the gap may last for two centuries.
        in_season = self._occurrences(self._reader.seasons_with_hours, gap)
        return {day for each in in_season for day in self._days_near(gap, each)}

    def _occurrences(self, entries: Iterable[DatedEntry], run: Run) -> Iterator[Occurrence]:
        for entry in entries:
            yield from occurrences(entry, *_dates_near(run))

    def _holidays_with_hours(self, run: Run) -> Iterator[date]:
        for day in self._days(*_dates_near(run)) if self._reader.opens_on_holidays else ():
            if self._reader.is_holiday(day):
                yield day

    def _holiday_causes(self, day: date) -> Iterator[tuple[Cause, None]]:
        for name in holiday_names(self._named_holidays, day):
            yield Cause(kind=CauseKind.HOLIDAY, name=name, date=day, last_date=day), None

    def _days_near(self, run: Run, occurrence: Occurrence) -> Iterator[date]:
        """Yield the days of an occurrence whose hours may meet a run."""
        first, last = _dates_near(run)
        return self._days(max(first, occurrence.first), min(last, occurrence.last))

    def _days(self, first: date, last: date) -> Iterator[date]:
        """Yield the supported days from one to another, both included."""
        day = max(first, self._first)
        while day <= min(last, self._last):
            yield day
            day += DAY

    def _shown_near(self, day: date, run: Run, *, touching: timedelta) -> list[WallSpan]:
        """Return what the clock on the wall shows of a run near a day, and shortly around it."""
        start = max(run.start, _midnight(day - 2 * DAY))
        end = min(run.end, _midnight(day + 3 * DAY))
        return self._shown(start - touching, end + touching)

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


def _first_of_each_year(found: Iterable[tuple[Cause, object]]) -> Iterator[Cause]:
    """Yield the causes, but of each yearly entry only the first."""
    named: list[object] = []
    for cause, entry in found:
        if isinstance(entry, Season | SpecialDay) and is_yearly(entry):
            if any(entry is each for each in named):
                continue
            named.append(entry)
        yield cause


def _dates_near(run: Run) -> tuple[date, date]:
    """Return the first and the last date whose hours may meet a run, in any zone."""
    # A day of the directory starts on the same day in UTC, on the one before, or the one after.
    return run.start.date() - 2 * DAY, run.end.date() + DAY


def _days_of(occurrence: Occurrence, days: Mapping[date, object]) -> Iterator[date]:
    return (day for day in days if occurrence.first <= day <= occurrence.last)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _without(spans: Iterable[WallSpan], others: Sequence[WallSpan]) -> Iterator[WallSpan]:
    """Yield the parts of `spans` that lie in none of `others`."""
    edges = sorted({edge for span in others for edge in span})
    for start, end in spans:
        marks = [start, *(edge for edge in edges if start < edge < end), end]
        for first, last in pairwise(marks):
            if not any(one <= first and last <= other for one, other in others):
                yield first, last


def _shared(spans: Iterable[WallSpan], others: Iterable[WallSpan]) -> Iterator[WallSpan]:
    """Yield what each of `spans` shares with each of `others`."""
    kept = [*others]
    for start, end in spans:
        for first, last in kept:
            if start < last and first < end:
                yield max(start, first), min(end, last)


def _overlap(spans: Iterable[WallSpan], others: Iterable[WallSpan]) -> bool:
    return any(True for _ in _shared(spans, others))


def _cause(occurrence: Occurrence) -> Cause:
    is_season = isinstance(occurrence.entry, Season)
    return Cause(
        kind=CauseKind.SEASON if is_season else CauseKind.SPECIAL_DAY,
        name=occurrence.entry.name,
        date=occurrence.first,
        last_date=occurrence.last,
    )


def _closure_cause(closure: Closure) -> Cause:
    return Cause(
        kind=CauseKind.CLOSURE,
        name=closure.name,
        date=closure.starts.date(),
        last_date=(closure.ends - MINUTE).date(),
    )
