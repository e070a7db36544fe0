"""Outages: which channels a caller knows to be down, and until when.

Whenever a channel is back, a phase ends. Within a phase the same channels are down, so the answers
of a phase are those to a request with these channels unavailable.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple, TypeAlias, cast

from ccb_support.clock.instants import Moment, moment_of
from ccb_support.clock.intervals import Interval
from ccb_support.model.channels import Channel
from ccb_support.model.directory import known_ids

from .rule import Request

Unavailable: TypeAlias = Collection[str] | Mapping[str, datetime | None]
"""The ids of channels that are down, or a mapping from each id to when the channel is back."""


Ends: TypeAlias = tuple[tuple[str, Moment], ...]
"""When channels that are down are back, as far as that is known."""


class Phase(NamedTuple):
    """A stretch of time in which the same channels are down.

    It starts, and ends, when a channel is back, or with the supported range. `ends` has when each
    of these channels is back, if that is known.
    """

    down: frozenset[str]
    span: Interval[Moment]
    ends: Ends = ()


class Outages(NamedTuple):
    """When each channel that a caller knows to be down is back.

    A channel that is not back within the supported range has the end of the range.
    """

    ends: Mapping[str, Moment]
    supported: Interval[Moment]

    def concerning(self, request: Request, channels: list[Channel]) -> "Outages":
        """Return the outages of `channels` that matter to a request.

        A channel that does not serve the request changes nothing when it is back.
        """
        if not self.ends:
            return self
        serving = filter(request.is_served_by, channels)
        return self._replace(
            ends={each.id: self.ends[each.id] for each in serving if each.id in self.ends}
        )

    def phase_at(self, moment: Moment) -> Phase:
        """Return the phase around a moment, from the last return of a channel to the next one."""
        if not self.ends:
            return Phase(frozenset(), self.supported)
        down = {each: end for each, end in self.ends.items() if moment < end}
        over = (end for end in self.ends.values() if end <= moment)
        start, end = max([self.supported.start, *over]), min([self.supported.end, *down.values()])
        known = tuple((each, back) for each, back in down.items() if back < self.supported.end)
        return Phase(frozenset(down), Interval(start, end), known)

    def phases(self, span: Interval[Moment]) -> Iterator[Phase]:
        """Yield the whole phases that meet a range, in order, without a gap."""
        backs = {end for end in self.ends.values() if span.start < end < span.end}
        return map(self.phase_at, (span.start, *sorted(backs)))


def read_outages(
    unavailable: Unavailable, known: dict[str, str], supported: Interval[Moment]
) -> Outages:
    """Return the outages that a caller means, in the supported range of the directory's zone.

    `known` has the Spanish name of each channel, by id.

    Raises:
        UnknownChannelError: an id is not that of a `known` channel.
        NotACollectionError: `unavailable` is one bare `str`, or not a collection.
        CcbSupportError: what `since_epoch` raises for an end that is not `None`.
    """
    ids = known_ids(unavailable, known)
    ends_of = (
        cast("Mapping[str, datetime | None]", unavailable)
        if isinstance(unavailable, Mapping)
        else dict.fromkeys(ids)
    )
    # An end may not be known, or lie beyond the range.
    ends = {
        channel_id: supported.end if end is None else min(moment_of(end), supported.end)
        for channel_id, end in ends_of.items()
    }
    return Outages(ends, supported)
