"""The editions of a directory, each over its own time, and the hours of channels over all of it.

A channel is one channel across editions, by its id. It is open when the hours of the edition in
force say so. While an edition does not have the channel, it is closed.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Container, Iterator
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from ccb_support.bounded_cache import BoundedCache
from ccb_support.calendars import AnyCalendar
from ccb_support.calendars.choice import choose_calendar
from ccb_support.clock.instants import Instant, SupportedYears, WallTime, midnight_of
from ccb_support.clock.intervals import Interval
from ccb_support.clock.step_function import ONE_BLOCK, Blocks, KnownBlocks, Piecewise, open_mask
from ccb_support.clock.wall_clock import WallClock
from ccb_support.errors import SeveralEditionsError, listed, plain
from ccb_support.model.channels import ALL, Channel
from ccb_support.model.directory import Directory, refusal
from ccb_support.model.requests import knows
from ccb_support.words import Phrase

from .causes import AnyChange
from .channel_hours import OpenHours
from .layers import Schedule

_MOST_PIECES = 300_000
"""How many pieces of functions of time a router keeps: about 30 MB."""

_MOST_TOGETHER = 1_000
"""How many sets of hours a router keeps together."""


class Edition(NamedTuple):
    """One edition of a directory, and the time for which it answers.

    Attributes:
        directory: its content.
        number: its place among the editions, from 0.
        holidays: the holidays that hold for it.
        clock: the clock of its zone, as if no other edition came after it.
        channels: its channels, by id.
        schedules: the hours of each of its channels, by the channel's id.
        hours: when each of its channels is open while it answers, by the channel's id.
        span: the time for which it answers.
        days: the same on the wall clock, from midnight to midnight.
    """

    directory: Directory
    number: int
    holidays: AnyCalendar
    clock: WallClock
    channels: dict[str, Channel]
    schedules: dict[str, Schedule]
    hours: dict[str, OpenHours]
    span: Interval[Instant]
    days: Interval[WallTime]

    @property
    def observing(self) -> tuple[str, ...]:
        """The ids of the channels whose hours holidays can change."""
        return tuple(name for name, each in self.schedules.items() if each.observes_holidays)


class Editions:
    """The editions of a directory, and when each channel is open over the time of all of them.

    Attributes:
        in_order: the editions.
        clock: the clock of their zone. Its supported range is the time of all editions.
        channels: each channel of each edition.
        names: the Spanish name of each channel, by its id, for the errors that people read.
        of_channel: when each channel of any edition is open, by its id.
        together: returns which of some hours are open over the time of an edition, as bits.

    Raises:
        DirectoryError: an edition names a holiday calendar that does not exist, or that does not
            have all years of the edition.
        MissingExtraError: an edition names a calendar that needs an extra.
    """

    def __init__(
        self, directories: tuple[Directory, ...], holidays: Container[date] | None
    ) -> None:
        self._known: KnownBlocks = BoundedCache(_MOST_PIECES)
        # Requests whose channels have the same hours share them.
        self.together: Callable[[tuple[OpenHours, ...], Interval[Instant]], Blocks[int]] = (
            lru_cache(_MOST_TOGETHER)(self._merge)
        )
        chosen = [choose_calendar(each, holidays) for each in directories]
        calendars, years = zip(*chosen, strict=True)
        _require_whole(years)
        zone = directories[0].zone
        clocks = [WallClock(zone, each) for each in years]
        self.clock: WallClock = WallClock(zone, years[0].through(years[-1]))
        self._starts = [each.supported.start for each in clocks]
        first_days = [midnight_of(each.since) for each in years[1:]]
        edges = [*self._starts, self.clock.supported.end]
        midnights = [self.clock.days.start, *first_days, self.clock.days.end]

        # Channels that have the same schedules share their openness, and so its blocks.
        @cache
        def hours_of(*parts: tuple[Schedule | None, Interval[Instant]]) -> OpenHours:
            return OpenHours(parts, self._known)

        self.in_order: list[Edition] = []
        for number, (directory, clock, calendar) in enumerate(
            zip(directories, clocks, calendars, strict=True)
        ):
            span = Interval(edges[number], edges[number + 1])
            schedules = _schedules_by_channel(directory, calendar, clock)
            self.in_order.append(
                Edition(
                    directory=directory,
                    number=number,
                    holidays=calendar,
                    clock=clock,
                    channels={each.id: each for each in directory.channels},
                    schedules=schedules,
                    hours={
                        channel_id: hours_of((schedule, span))
                        for channel_id, schedule in schedules.items()
                    },
                    span=span,
                    days=Interval(midnights[number], midnights[number + 1]),
                )
            )
        self.channels: list[Channel] = [
            channel for each in directories for channel in each.channels
        ]
        self.names: dict[str, str] = {each.id: each.name.es for each in self.channels}
        # If there is one edition, these are its own `hours`.
        self.of_channel: dict[str, OpenHours] = {
            name: hours_of(*((each.schedules.get(name), each.span) for each in self.in_order))
            for name in self.names
        }

    def at(self, instant: Instant) -> Edition:
        """Return the edition in force at an instant; the first one at any earlier instant."""
        return self.in_order[max(bisect_right(self._starts, instant) - 1, 0)]

    def within(self, bounds: Interval[Instant]) -> Iterator[tuple[Edition, Interval[Instant]]]:
        """Yield each edition that is in force within `bounds`, with its part of `bounds`."""
        for edition in self.in_order:
            if edition.span.overlaps(bounds):
                yield edition, bounds.clipped(edition.span)

    def only(self, way_out: Phrase) -> Edition:
        """Return the edition if there is one, or else say what to write instead.

        Raises:
            SeveralEditionsError: there are several.
        """
        first, *others = self.in_order
        if not others:
            return first
        raise SeveralEditionsError(
            count=len(self.in_order),
            versions=plain(self.versions(self.clock.supported)),
            way_out=way_out,
        )

    def versions(self, bounds: Interval[Instant]) -> str:
        """Return the versions that are in force within `bounds`, mostly one."""
        return listed(each.directory.version for each, _ in self.within(bounds))

    def channel(self, channel_id: str, edition: Edition) -> Channel:
        """Return a channel as an edition writes it, or the nearest one: an earlier one first."""
        return self._nearest(edition, lambda each: channel_id in each.channels).channels[channel_id]

    def knowing(self, edition: Edition, request_type: str, priority: int) -> Directory:
        """Return an edition that names a request: this one, or the nearest, earlier ones first."""
        return self._nearest(
            edition, lambda each: knows(each.directory, request_type, priority)
        ).directory

    def _nearest(self, edition: Edition, fits: Callable[[Edition], bool]) -> Edition:
        before, after = self.in_order[: edition.number + 1], self.in_order[edition.number + 1 :]
        return next(each for each in (*before[::-1], *after) if fits(each))

    def _merge(self, hours: tuple[OpenHours, ...], span: Interval[Instant]) -> Blocks[int]:
        """Return which of some hours are open over the time of an edition, as bits."""
        # A block of the shortest kind lies in one block of each other kind.
        bits = min((each.openness.block_bits for each in hours), default=ONE_BLOCK)

        def work_out(bounds: Interval[Instant]) -> Piecewise[int]:
            blocks = (each.openness.block(bounds.start) for each in hours)
            return open_mask([each.between(bounds.start, bounds.end) for each in blocks], bounds)

        return Blocks(span, work_out, self._known, block_bits=bits)


def _schedules_by_channel(
    directory: Directory, holidays: AnyCalendar, clock: WallClock
) -> dict[str, Schedule]:
    """Return the hours of each channel, by its id. Channels with the same hours share them."""
    changes: list[AnyChange] = [*directory.seasons, *directory.special_days, *directory.closures]
    changes_of: defaultdict[str, list[AnyChange]] = defaultdict(list)
    for change in changes:
        concerned = directory.channel_ids if change.channels == ALL else change.channels
        # An entry may list a channel twice.
        for channel_id in dict.fromkeys(concerned):
            changes_of[channel_id].append(change)
    found: dict[str, Schedule] = {}
    alike: dict[object, Schedule] = {}
    for channel in directory.channels:
        own = changes_of[channel.id]
        # To compare what the entries hold would take longer than to make the schedules.
        key = channel.hours, channel.holidays, tuple(map(id, own))
        if key not in alike:
            alike[key] = Schedule(channel, own, holidays, clock)
        found[channel.id] = alike[key]
    return found


def _require_whole(years: tuple[SupportedYears, ...]) -> None:
    """Refuse an edition that begins on a day that its calendar, or the one before, does not have.

    Only the first edition may begin before its calendar: then the calendar narrows the range.

    Raises:
        DirectoryError: an edition begins on such a day.
    """
    for number, own_years in enumerate(years):
        start, end = own_years.days
        begins = midnight_of(own_years.since)
        has_gap = number > 0 and not start <= begins <= years[number - 1].days.end
        if has_gap or begins >= end:
            raise refusal("calendar_gap", "holiday_calendar", day=own_years.since)
