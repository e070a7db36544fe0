"""Why a channel is open or closed, read day by day."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from ccb_support.calendars import NamedHoliday
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

    def __init__(self, reader: ChannelReader) -> None:
        self._reader = reader
        self._closures = sorted(reader.closures, key=lambda each: (each.starts, each.ends))

    def of(self, run: Run) -> Iterable[Occurrence]:
        """Return what explains a run, by what happens in the time of the edition: each once."""
        start, end = self._reader.edition.supported
        part = Run(max(start, run.start), min(end, run.end), run.is_open)
        near = Run(max(start, run.start - MINUTE), min(end, run.end + MINUTE), run.is_open)
        return dict.fromkeys(self._shaping(part, near) if run.is_open else self._closing(part))

    def _closing(self, gap: Run) -> Iterator[Occurrence]:
        """Yield what covers time of a closed gap that the ordinary hours would have opened."""
        reader, shown = self._reader, self._shown(gap)
        cancelled: list[WallSpan] = []
        for day in self._days_near(gap):
            spans = _shared(reader.ordinary_spans(day), shown)
            if spans:
                cancelled += spans
                yield from self._holidays(day)
                yield from _occurrence(governing(reader.special_days, day), day)
            yield from self._season(day, [], shown)
        for closure in self._closures:
            if _overlap(cancelled, [(closure.starts, closure.ends)]):
                yield Occurrence(closure, *closure.days)

    def _shaping(self, run: Run, near: Run) -> Iterator[Occurrence]:
        """Yield what gives hours to an open run, or takes hours just before it or just after it.

        What is `near` is the run, and a minute before and after it.
        """
        reader, shown = self._reader, self._shown(run)
        beside = self._shown(Run(near.start, run.start, is_open=False))
        beside += self._shown(Run(run.end, near.end, is_open=False))
        for day in self._days_near(near):
            special, hours = reader.special_in_force(day), reader.spans(day)
            taken = _without(reader.ordinary_spans(day), hours)
            taken += _without(reader.usual_spans(day), hours)
            if _overlap(hours, shown) or _overlap(taken, beside):
                yield from _occurrence(special, day)
                if not special and has_hours(reader.channel.holiday_hours):
                    yield from self._holidays(day)
            yield from self._season(day, shown, beside)

    def _holidays(self, day: date) -> Iterator[Occurrence]:
        """Yield the holidays of a day that may change the hours."""
        if self._reader.is_holiday(day):
            # A calendar may name a day twice alike.
            for each in self._reader.named_holidays.get(day):
                yield Occurrence(each, day, day)

    def _season(
        self, day: date, opened: list[WallSpan], closed: list[WallSpan]
    ) -> Iterator[Occurrence]:
        """Yield the season of a day if it explains a run, and nothing above it governs the day.

        It gives hours that are `opened`, or takes hours that are `closed`.
        """
        reader = self._reader
        season = governing(reader.seasons, day)
        if season and not reader.is_holiday(day) and not reader.special_in_force(day):
            usual = [*weekly_spans(reader.channel.hours, day)]
            seasonal = [*weekly_spans(season.hours, day)]
            given, taken = _without(seasonal, usual), _without(usual, seasonal)
            if _overlap(given, opened) or _overlap(taken, closed):
                yield from _occurrence(season, day)

    def _days_near(self, run: Run) -> Iterable[date]:
        """Return the days whose hours may explain a run: of a long one, only the eventful days."""
        reader, days = self._reader, self._reader.eventful_days
        # A day of the directory starts on the same day in UTC, the one before, or the one after.
        first = max(run.start.date() - 2 * DAY, reader.edition.first).toordinal()
        last = min(run.end.date() + DAY, reader.edition.last).toordinal()
        return map(date.fromordinal, days[bisect_left(days, first) : bisect_right(days, last)])

    def _shown(self, run: Run) -> list[WallSpan]:
        """Return what the clock on the wall shows in a run.

        Whenever the clock itself is changed, one span ends and the next one starts.
        """
        return [
            (
                (max(run.start, first) + offset).replace(tzinfo=None),
                (min(run.end, last) + offset).replace(tzinfo=None),
            )
            for first, last, offset in offset_spans(self._reader.edition.zone)
            if max(run.start, first) < min(run.end, last)
        ]


def _occurrence(entry: DatedEntry | None, day: date) -> Iterable[Occurrence]:
    """Return when an entry holds that governs a day, if one does."""
    return occurrences(entry, day, day) if entry else ()


def explain(readers: Iterable[ChannelReader], run: Run, *, is_endless: bool) -> tuple[Cause, ...]:
    """Return what explains a whole run, in the order of its dates.

    Each edition explains what lies in its own time; what several say is named once.
    Without an end, an entry of every year is named once.
    """
    found: Counter[tuple[Cause, object]] = Counter()
    for reader in readers:
        # An edition may end a run in whose time it does not hold.
        if reader.edition.start <= run.end and run.start <= reader.edition.end:
            found |= Counter(map(_named, Causes(reader).of(run)))
    named = sorted(
        found.elements(), key=lambda each: (each[0].date, each[0].last_date, each[0].kind)
    )
    kept: dict[object, Cause] = {}
    for number, (cause, key) in enumerate(named):
        kept.setdefault(key if is_endless and key else number, cause)
    return tuple(kept.values())


def _named(occurrence: Occurrence) -> tuple[Cause, object]:
    """Return an occurrence as answers name it, and the key of what an endless run names once."""
    entry, first, last = occurrence
    kind = _KINDS.get(type(entry), CauseKind.HOLIDAY)
    cause = Cause(kind=kind, name=entry.name, date=first, last_date=last)
    if isinstance(entry, Season | SpecialDay) and entry.dates.is_yearly:
        return cause, (type(entry), entry.name, entry.dates)
    if isinstance(entry, NamedHoliday) and entry.dates:
        return cause, (entry.name, entry.dates)
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
