"""Outages: which channels a caller knows to be down, and until when.

Whenever a channel is back, a phase ends. Within a phase the same channels are down, so the answers
of a phase are those to a request with these channels unavailable.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from ccb_support.clock.instants import EPOCH, Instant, ceiling_of, instant_of, since_epoch
from ccb_support.clock.intervals import Interval
from ccb_support.errors import NotACollectionError, NotADatetimeError
from ccb_support.model.directory import Directory, known_ids
from ccb_support.model.untrusted import items_of, letters_of
from ccb_support.words.error_phrases import NO_KNOWN_END

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .rule import Request

Unavailable: TypeAlias = Collection[str] | Mapping[str, datetime | None]
"""The ids of channels that are down, or a mapping from each id to when the channel is back."""


class Phase(NamedTuple):
    """A stretch of time in which the same channels are down.

    It starts, and ends, when a channel is back, in UTC. If that never happens, the bound is `None`.
    """

    down: frozenset[str]
    start: datetime | None = None
    end: datetime | None = None

    @property
    def is_bounded(self) -> bool:
        """Whether it starts or ends at all."""
        return self.start is not None or self.end is not None

    def clip(
        self, start: datetime | None, end: datetime | None
    ) -> tuple[datetime | None, datetime | None]:
        """Return the part of a span, which the phase meets, that lies in the phase.

        A missing bound, of the span as of the phase, is `None`.
        """
        if self.start is not None and (start is None or start < self.start):
            start = self.start
        if self.end is not None and (end is None or self.end < end):
            end = self.end
        return start, end

    def seconds(self, bounds: Interval[Instant]) -> Interval[Instant]:
        """Return the seconds of `bounds`, which it meets, of which some part lies in the phase."""
        start = bounds.start if self.start is None else instant_of(self.start)
        end = bounds.end if self.end is None else ceiling_of(self.end)
        return Interval(start, end).clipped(bounds)


_NOTHING_DOWN = Phase(frozenset())


class Outages(NamedTuple):
    """When each channel that a caller knows to be down is back, in UTC; `None` if nobody knows."""

    ends: Mapping[str, datetime | None]

    def of(self, request: Request, directory: Directory) -> Outages:
        """Return the outages that matter to a request.

        A channel that does not serve the request changes nothing when it is back.
        """
        if not any(self.ends.values()):
            return self
        serving = filter(request.is_served_by, directory.channels)
        return Outages({each.id: self.ends[each.id] for each in serving if each.id in self.ends})

    def phase_at(self, instant: datetime) -> Phase:
        """Return what is down from an instant in UTC until the next channel is back.

        It has no start: outages that are over change nothing any more.
        """
        if not self.ends:
            return _NOTHING_DOWN
        down = {each: end for each, end in self.ends.items() if end is None or instant < end}
        return Phase(frozenset(down), end=min(filter(None, down.values()), default=None))

    def phases(self, start: datetime, end: datetime) -> Iterator[Phase]:
        """Yield the phases from an instant in UTC to before another, in order, without a gap."""
        phase = self.phase_at(start)
        yield phase
        while phase.end is not None and phase.end < end:
            phase = self.phase_at(phase.end)._replace(start=phase.end)
            yield phase


NO_OUTAGES = Outages({})


def read_outages(
    unavailable: Unavailable, directory: Directory, supported: Interval[Instant]
) -> Outages:
    """Return the outages that a caller means, in the supported range of the directory's zone.

    Raises:
        UnknownChannelError: an id is not that of a channel of `directory`.
        NotACollectionError: `unavailable` is one bare `str`, or not a collection.
        NotADatetimeError: an end is neither a `datetime` nor `None`.
        CcbSupportError: what `since_epoch` raises for an end.
    """
    if not isinstance(unavailable, Mapping):
        return Outages(dict.fromkeys(known_ids(unavailable, directory)))
    mapping = cast("Mapping[object, object]", unavailable)
    items = items_of(mapping)
    if items is None:
        raise NotACollectionError(mapping)
    known_ids([channel_id for channel_id, _ in items], directory)
    return Outages({letters_of(channel_id): _read_end(end, supported) for channel_id, end in items})


def _read_end(end: object, supported: Interval[Instant]) -> datetime | None:
    """Return an end in UTC; `None` if it is not known, or lies beyond the supported range."""
    if end is None:
        return None
    if not isinstance(end, datetime):
        raise NotADatetimeError(end, hint=NO_KNOWN_END)
    first, last = (timedelta(seconds=each) for each in supported)
    elapsed = since_epoch(end)
    # An end before the range is over at every supported instant, as one at its start is.
    return EPOCH + max(elapsed, first) if elapsed < last else None
