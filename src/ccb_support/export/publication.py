"""The channels to publish, and their schedules."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ccb_support.clock.instants import DAY
from ccb_support.clock.intervals import Interval
from ccb_support.model.directory import known_ids
from ccb_support.routing.router import router_over

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator, Sequence
    from datetime import date, datetime

    from ccb_support.model.channels import Channel
    from ccb_support.model.directory import Directory
    from ccb_support.model.special_days import Closure, SpecialDay
    from ccb_support.routing.router import Router
    from ccb_support.schedule.channel_schedule import Schedule
    from ccb_support.schedule.channel_states import ChannelHours


class PublishedChannel(NamedTuple):
    """A channel to publish.

    Attributes:
        channel: the channel.
        hours: when it is open.
        special_days: the special days that concern it.
        closures: the closures that concern it.
        holidays: the dates of holidays, on which it may be closed.
    """

    channel: Channel
    hours: ChannelHours
    special_days: Sequence[SpecialDay]
    closures: Sequence[Closure]
    holidays: Container[date]

    @property
    def schedule(self) -> Schedule:
        """When the channel is open on the wall clock."""
        return self.hours.schedule


class Publication:
    """The channels to publish, of one directory.

    Attributes:
        directory: the directory.
        clock: the wall clock of its zone.
        channels: the channels to publish, in the directory's order.

    Args:
        directory: a directory, with Colombia's holidays, or a router.
        channels: the ids of the channels to publish; `None` means all.
    """

    def __init__(self, directory: Directory | Router, channels: Collection[str] | None) -> None:
        router = router_over(directory)
        self.directory = router.directory
        self.clock = router.engine.clock
        ids = self.directory.channel_ids if channels is None else channels
        wanted = known_ids(ids, self.directory)
        self.channels = [
            PublishedChannel(
                channel,
                router.engine.states.hours[channel.id],
                [each for each in self.directory.special_days if each.concerns(channel.id)],
                [each for each in self.directory.closures if each.concerns(channel.id)],
                router.holidays,
            )
            for channel in self.directory.channels
            if channel.id in wanted
        ]

    def days(self, start: datetime, end: datetime) -> Interval:
        """Return the days that the range touches, from midnight to midnight on the wall clock."""
        touched = list(self._touched(self.clock.bounds(start, end)))
        return Interval(touched[0], touched[-1] + DAY)

    def _touched(self, bounds: Interval) -> Iterator[int]:
        # If the clock is set back past midnight, a day comes again after the next day has begun.
        first = self.clock.read(bounds.start) // DAY * DAY - DAY
        for midnight in range(first, self.clock.read(bounds.end) + DAY, DAY):
            day = Interval(midnight, midnight + DAY)
            if any(map(bounds.overlaps, self.clock.instants(day))):
                yield midnight
