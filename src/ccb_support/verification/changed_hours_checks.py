"""Findings about seasons, special days, closures and holidays: what is idle, over or unverified."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

from ccb_support.bounded_cache import KeptProperty
from ccb_support.calendars.listed import ListedCalendar
from ccb_support.clock.instants import DAY, WallTime, date_at, days_through, whole_days
from ccb_support.clock.intervals import Interval
from ccb_support.model.changed_hours import Closure
from ccb_support.model.dates import DateRange, DaySpan
from ccb_support.model.faults import KeyPath
from ccb_support.schedule.causes import AnyChange, Cause
from ccb_support.schedule.layers import Schedule

from .findings import Finding, FindingCode
from .scope import Scope

_LONGEST_WAIT = 8
"""The most years from one 29 February to the next."""

_LONGEST_NOTICE = timedelta(days=183)
"""How long before a special day people write it down, at most.

So if they write last year by mistake, the day lies further back than this. A day that is over for
less time was probably right.
"""

_LONGEST_CLOSURE = 366 * DAY
"""A closure that lasts longer says from when on, or until when, a channel holds."""

_LONGEST_YEARLY_RANGE = 330 * DAY
"""A longer one is probably meant for a few weeks, and its ends are swapped."""


def check_changed_hours(entries: "Entries", editions: Sequence["Entries"]) -> Iterator[Finding]:
    """Yield the findings about the changed hours of an edition, one of all `editions`."""
    scope = entries.scope
    for entry in entries.every:
        yield from _check_entry(entries, editions, entry)
        yield from _check_length(scope, entry)
    if scope.edition.observing:
        yield from _check_holidays(scope)


def _check_entry(
    entries: "Entries", editions: Sequence["Entries"], entry: "Entry"
) -> Iterator[Finding]:
    """Yield a finding about one entry, if it is over or has no effect."""
    scope, wall = entries.scope, entry.walls[0]
    as_of, cause = scope.directory.as_of, entry.cause(wall)
    others = [each.scope.directory.version for each in editions if each.lacks(entry)]
    # An as_of that is still to come is wrong itself, and says nothing about an entry.
    if entry.is_old_on(as_of) and not scope.is_ahead:
        yield scope.finding(
            FindingCode.CHANGED_HOURS_BEFORE_AS_OF, *entry.path, cause=cause, day=as_of
        )
    elif others:
        yield scope.finding(
            FindingCode.CHANGED_HOURS_IN_OTHER_EDITION, *entry.path, cause=cause, other=others[0]
        )
    elif not entries.has_effect(entry):
        shown = [(each, span) for each in entry.walls for span in scope.instants(each)]
        if shown:
            wall, span = shown[0]
            yield scope.finding(
                FindingCode.CHANGED_HOURS_WITHOUT_EFFECT,
                *entry.path,
                cause=entry.cause(wall),
                counterexample=scope.example(span),
            )
        else:
            yield scope.finding(FindingCode.CHANGED_HOURS_OUT_OF_RANGE, *entry.path, cause=cause)


def _check_length(scope: Scope, entry: "Entry") -> Iterator[Finding]:
    """Yield a finding if an entry is longer than it is probably meant to be.

    A closure of more than a year takes the place of an edition. A yearly range of almost the whole
    year may have swapped ends.
    """
    wall = entry.walls[0]
    if entry.is_yearly and wall.length > _LONGEST_YEARLY_RANGE:
        yield scope.finding(FindingCode.LONG_YEARLY_RANGE, *entry.path, cause=entry.cause(wall))
    if isinstance(entry.content, Closure) and wall.length > _LONGEST_CLOSURE:
        yield scope.finding(FindingCode.LONG_CLOSURE, *entry.path, cause=entry.cause(wall))


def _check_holidays(scope: Scope) -> Iterator[Finding]:
    """Yield a finding if the range goes on after the checks of holidays, or after their list."""
    holidays = scope.edition.holidays
    # The days of every year in a list never end.
    listed = holidays.last_full_date if isinstance(holidays, ListedCalendar) else None
    last_days = {
        FindingCode.HOLIDAYS_UNVERIFIED: holidays.verified_through,
        FindingCode.HOLIDAY_LIST_ENDS: listed,
    }
    for code, last in last_days.items():
        if last:
            after = Interval(days_through(last, last).end, scope.clock.days.end)
            for later in scope.instants(after):
                yield scope.finding(
                    code,
                    "holiday_calendar",
                    channels=scope.edition.observing,
                    counterexample=scope.example(later),
                )


class Entry(NamedTuple):
    """A season, special day or closure, at a path such as `("special_days", 2)`.

    `walls` are the stretches of the wall clock in which it holds, in order. If it comes every year,
    they are those from the day before the range on, whose hours may pass midnight, until some years
    after the range.
    """

    path: KeyPath
    content: AnyChange
    walls: Sequence[Interval[WallTime]]

    @property
    def reaches(self) -> Iterator[Interval[WallTime]]:
        """The stretches of the wall clock in which it can change anything."""
        # The hours of its last day may pass midnight, and so may the hours that it replaces.
        return (whole_days(wall, after=1) for wall in self.walls)

    @property
    def is_yearly(self) -> bool:
        """Whether it comes every year. What does may be there for other years."""
        return not isinstance(self.content, Closure) and self.content.dates.is_yearly

    def is_old_on(self, day: date) -> bool:
        """Return whether it was over for good long before a day. A closure stays, as a record."""
        once = None if isinstance(self.content, Closure) else self.content.dates.once
        return once is not None and day - once.last > _LONGEST_NOTICE

    def cause(self, wall: Interval[WallTime]) -> Cause:
        """Return the cause that it is during one of its stretches."""
        return Cause.of(self.content, DaySpan(date_at(wall.start), date_at(WallTime(wall.end - 1))))


class Entries:
    """The seasons, special days and closures of a directory, in its order, and what they change."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.every: list[Entry] = [*_list_entries(scope)]
        reaches = ((reach, each) for each in self.every for reach in each.reaches)
        self._by_start = sorted(reaches, key=lambda pair: pair[0].start)
        self._longest = max((reach.length for reach, _ in self._by_start), default=0)

    @KeptProperty
    def paths(self) -> dict[Cause, KeyPath]:
        """The path of an entry, by each cause that it is."""
        return {each.cause(wall): each.path for each in self.every for wall in each.walls}

    def has_effect(self, entry: Entry) -> bool:
        """Return whether, without `entry`, a channel would be open at other times of the range."""
        scope = self.scope
        # One channel is enough of those that share their hours.
        channels = {
            scope.edition.schedules[each.id]: each
            for each in scope.directory.channels
            if entry.content.concerns(each.id)
        }
        for reach in entry.reaches:
            # Entries at other times cannot change the result.
            others = [each.content for each in self._near(reach) if each is not entry]
            for window, (own, channel) in product(scope.instants(reach), channels.items()):
                changes = [each for each in others if each.concerns(channel.id)]
                without = Schedule(channel, changes, own.holidays, scope.clock)
                if without.openness(window) != own.openness(window):
                    return True
        return False

    def lacks(self, entry: Entry) -> bool:
        """Return whether an entry of another edition is missing in this edition.

        It is missing if this edition holds at the time of the entry, has a channel of the entry,
        and has no entry of the same kind at that time. A yearly entry is never missing.
        """
        wall, change = entry.walls[0], entry.content
        # Most editions hold at another time, and need no look at their channels.
        if entry.is_yearly or not self.scope.instants(wall):
            return False
        alike = [
            each
            for each in self._near(wall)
            if type(each.content) is type(change) and any(map(wall.overlaps, each.walls))
        ]
        return not alike and any(map(change.concerns, self.scope.edition.channels))

    def _near(self, reach: Interval[WallTime]) -> Sequence[Entry]:
        """Return the entries that may change the same time."""
        first, last = (
            bisect_left(self._by_start, edge, key=lambda pair: pair[0].start)
            for edge in (reach.start - self._longest, reach.end)
        )
        found = {
            entry.path: entry
            for other, entry in self._by_start[first:last]
            if other.overlaps(reach)
        }
        return [*found.values()]


def _list_entries(scope: Scope) -> Iterator[Entry]:
    for section in ("seasons", "special_days", "closures"):
        changes: Sequence[AnyChange] = getattr(scope.directory, section)
        for number, change in enumerate(changes):
            walls = [change.wall] if isinstance(change, Closure) else _walls(change.dates, scope)
            yield Entry((section, number), change, walls)


def _walls(dates: DateRange, scope: Scope) -> Sequence[Interval[WallTime]]:
    """Return the days of an entry: of those of every year, from the day before the range on."""
    if dates.once:
        return [days_through(*dates.once)]
    start, end = map(scope.clock.read, scope.bounds)
    years = range(date_at(start).year - 1, date_at(end).year + _LONGEST_WAIT + 1)
    found = [days_through(*each) for each in dates.in_years(years)]
    return [each for each in found if each.end > start - DAY]
