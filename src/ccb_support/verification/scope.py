"""The scope of a verification: a directory and a range of time."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypedDict

from ccb_support.clock.instants import instant_of
from ccb_support.clock.intervals import Interval, within
from ccb_support.model.toml_lines import write_path

from .findings import Counterexample

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from ccb_support.clock.instants import Instant, WallTime
    from ccb_support.model.channels import Channel, RequestKind
    from ccb_support.model.toml_lines import TomlLines
    from ccb_support.routing.router import Router
    from ccb_support.schedule.channel_hours import ChannelHours


class Place(TypedDict):
    """Where a finding is: its path, and its line if the text is known."""

    path: str
    line: int | None


class Scope:
    """A directory, and the range of time over which it is verified.

    `bounds` is the range in whole seconds, because answers change only at these. Ages are measured
    at the second `now`.

    Raises:
        CcbSupportError: what `verify` raises for `start`, `end` and `now`.
    """

    def __init__(
        self,
        router: Router,
        start: datetime,
        end: datetime,
        lines: TomlLines,
        now: datetime | None = None,
    ) -> None:
        self._lines = lines
        self.router = router
        self.directory = router.directory
        self.clock = router.engine.clock
        self.bounds = self.clock.bounds(start, end)
        self.now = instant_of(start if now is None else now)

    @cached_property
    def observing(self) -> tuple[str, ...]:
        """The ids of the channels whose hours holidays can change."""
        channels = self.directory.channels
        return tuple(each.id for each in channels if self.hours(each).schedule.observes_holidays)

    @cached_property
    def _indexes(self) -> Mapping[str, int]:
        return {each.id: index for index, each in enumerate(self.directory.channels)}

    def place(self, *path: str | int) -> Place:
        """Return where a path of the directory's file is."""
        return Place(path=write_path(path), line=self._lines.line_of(path))

    def channel_place(self, channel_id: str, *path: str | int) -> Place:
        """Return where a path within a channel is."""
        return self.place("channels", self._indexes[channel_id], *path)

    def hours(self, channel: Channel) -> ChannelHours:
        """Return when a channel is open; channels that always have the same hours share them."""
        return self.router.engine.hours(channel.id)

    def instants(self, wall: Interval[WallTime]) -> Interval[Instant] | None:
        """Return the part of the range in which the clock shows a time of `wall`, or None."""
        spans = [*within(self.clock.instants(wall.clipped(self.clock.days)), self.bounds)]
        return Interval(spans[0].start, spans[-1].end) if spans else None

    def example(
        self, span: Interval[Instant], request: RequestKind | None = None
    ) -> Counterexample:
        """Return a counterexample: the request, if the finding is about one, and the span."""
        start, end = map(self.clock.datetime_at, span)
        return Counterexample(request=request, start=start, end=end)

    def in_order(self, channel_ids: Iterable[str]) -> tuple[str, ...]:
        """Return channel ids, sorted as in the directory."""
        return tuple(sorted(channel_ids, key=self._indexes.__getitem__))
