"""The channels to publish, and their schedules."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ccb_support.clock.instants import midnights, whole_day, whole_days
from ccb_support.clock.intervals import Interval
from ccb_support.model.directory import known_ids
from ccb_support.routing.router import router_over

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from ccb_support.clock.instants import WallTime
    from ccb_support.model.changed_hours import Closure
    from ccb_support.model.channels import Channel
    from ccb_support.model.directory import Directory
    from ccb_support.routing.router import Router
    from ccb_support.schedule.channel_hours import ChannelHours
    from ccb_support.schedule.layers import DatedEntry, Schedule


class PublishedChannel(NamedTuple):
    """A channel to publish: when it is open, and the exceptions that concern it."""

    channel: Channel
    hours: ChannelHours
    dated: Sequence[DatedEntry]
    closures: Sequence[Closure]

    @property
    def schedule(self) -> Schedule:
        """When the channel is open on the wall clock."""
        return self.hours.schedule


class Publication:
    """The channels to publish of one directory, in its order; all if no ids are given."""

    def __init__(self, directory: Directory | Router, channels: Collection[str] | None) -> None:
        router = router_over(directory)
        self.directory = router.directory
        self.clock = router.engine.clock
        ids = self.directory.channel_ids if channels is None else channels
        wanted = known_ids(ids, self.directory)
        dated: list[DatedEntry] = [*self.directory.seasons, *self.directory.special_days]
        self.channels = [
            PublishedChannel(
                channel,
                router.engine.hours(channel.id),
                [each for each in dated if each.concerns(channel.id)],
                [each for each in self.directory.closures if each.concerns(channel.id)],
            )
            for channel in self.directory.channels
            if channel.id in wanted
        ]

    def days(self, start: datetime, end: datetime) -> Interval[WallTime]:
        """Return the days that the range touches, from midnight to midnight on the wall clock."""
        bounds = self.clock.bounds(start, end)
        touched = [
            midnight
            for midnight in midnights(whole_days(self.clock.readings(bounds)))
            if any(map(bounds.overlaps, self.clock.instants(whole_day(midnight))))
        ]
        return Interval(touched[0], whole_day(touched[-1]).end)
