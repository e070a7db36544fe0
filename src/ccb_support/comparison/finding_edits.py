"""Finds what the owner changed: hours from the changes of answers, contacts from the channels."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from ccb_support.model.hours import WEEKDAYS
from ccb_support.model.vocabulary import RequestType

from .changes import Answer
from .edits import ChannelName, ContactsEdit, HoursEdit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from ccb_support.model.directory import Directory

    from .changes import Change, Outcome

_LONGEST_SHIFT = timedelta(days=1)
"""How much earlier or later a channel may open or close. What is longer is not called a shift."""


def names_in(old: Directory, new: Directory) -> tuple[ChannelName, ...]:
    """Return the names of the channels of two directories; of both, the name in the new one."""
    names = {each.id: each.name for each in (*old.channels, *new.channels)}
    return tuple(ChannelName(id=each, name=name) for each, name in names.items())


def are_routed_alike(old: Directory, new: Directory) -> bool:
    """Return whether channels, their order and what they serve are the same.

    Then two answers differ only by the hours and the contacts of channels.
    """
    before, after = (
        [(each.id, each.request_types, each.priorities) for each in directory.channels]
        for directory in (old, new)
    )
    return before == after


def find_contacts_edits(old: Directory, new: Directory) -> Iterator[ContactsEdit]:
    """Yield the channels of both directories that have other contacts."""
    known = {each.id: each for each in old.channels}
    for channel in new.channels:
        before = known.get(channel.id, channel)
        if before.contacts != channel.contacts:
            yield ContactsEdit(channel=channel.id, old=before.contacts, new=channel.contacts)


def find_hours_edits(
    changes: Sequence[Change], names: Sequence[ChannelName], start: datetime, end: datetime
) -> Iterator[HoursEdit]:
    """Yield the hours that only one directory has, by channel. Hours of one kind are one edit.

    Both directories have the same channels for the same requests. So if a channel is open in only
    one of two answers, its hours differ. The comparison is from `start` to before `end`.
    """
    found: defaultdict[str, list[_Hours]] = defaultdict(list)
    shared_ends: set[tuple[str, datetime]] = set()
    for change in changes:
        before, after = _open_channels(change.old), _open_channels(change.new)
        for channel_id in before ^ after:
            hours = _Hours(channel_id, channel_id in after, [change], change.end)
            _add(hours, found[channel_id])
        shared_ends.update((each, change.end.astimezone(UTC)) for each in before & after)
    for name in names:
        groups: defaultdict[object, list[_Hours]] = defaultdict(list)
        for hours in found[name.id]:
            # The range may cut hours, and then their ends show nothing.
            is_whole = start < hours.start and hours.end < end
            edge = _edge_of(hours, shared_ends) if is_whole else None
            # Only of the first channel is it certain that it was closed before: an open one is
            # the answer. Another may have been open behind the answer.
            if edge == "opens" and name is not names[0]:
                edge = None
            groups[edge, *hours.kind].append(hours._replace(edge=edge))
        yield from map(_edit_of, groups.values())


class _Hours(NamedTuple):
    """A stretch of time in which only one directory has a channel open, with its changes."""

    channel: str
    is_open: bool
    changes: list[Change]
    end: datetime
    edge: Literal["opens", "closes"] | None = None

    @property
    def start(self) -> datetime:
        """The first instant."""
        return self.changes[0].start

    @property
    def length(self) -> timedelta:
        """How long it takes."""
        return self.end.astimezone(UTC) - self.start.astimezone(UTC)

    @property
    def kind(self) -> tuple[object, ...]:
        """What hours of one kind have in common."""
        days = self.end.toordinal() - self.start.toordinal()
        # `fold` tells the two hours apart that the clock shows twice.
        times = ((each.hour, each.minute, each.fold) for each in (self.start, self.end))
        return (self.is_open, days, *times)

    def sides(self) -> Iterator[tuple[Outcome, Outcome]]:
        """Yield, by change, the outcome with the channel closed, and the one with it open."""
        for each in self.changes:
            yield (each.old, each.new) if self.is_open else (each.new, each.old)


def _add(hours: _Hours, found: list[_Hours]) -> None:
    """Add hours to those of the same channel before them: to the last ones if there is no gap."""
    last = found[-1] if found else None
    start = hours.start.astimezone(UTC)
    if last and last.is_open == hours.is_open and start <= last.end.astimezone(UTC):
        last.changes.extend(hours.changes)
        end = max(last.end, hours.end, key=lambda each: each.astimezone(UTC))
        found[-1] = last._replace(end=end)
    else:
        found.append(hours)


def _edge_of(
    hours: _Hours, shared_ends: set[tuple[str, datetime]]
) -> Literal["opens", "closes"] | None:
    """Return which end of a run of both directories the hours move, or None if nothing shows it."""
    start, end = hours.start.astimezone(UTC), hours.end.astimezone(UTC)
    answers = [
        opened
        for _, opened in hours.sides()
        if isinstance(opened, Answer) and opened.channel == hours.channel
    ]
    if not answers or hours.length > _LONGEST_SHIFT:
        return None
    closes_at = answers[-1].closes_at
    closes_then = closes_at is not None and closes_at.astimezone(UTC) == end
    if (hours.channel, start) in shared_ends:
        return "closes" if closes_then else None
    return None if closes_then else "opens"


def _edit_of(alike: Sequence[_Hours]) -> HoursEdit:
    first = alike[0]
    weekdays = {each.start.weekday() for each in alike}
    concerned = {
        kind.request_type for hours in alike for change in hours.changes for kind in change.requests
    }
    return HoursEdit(
        channel=first.channel,
        is_open=first.is_open,
        edge=first.edge,
        start=first.start,
        end=first.end,
        last=alike[-1].start.date(),
        times=len(alike),
        weekdays=tuple(WEEKDAYS[each] for each in sorted(weekdays)),
        total=sum((each.length for each in alike), timedelta()),
        request_types=tuple(each for each in RequestType if each in concerned),
        others=tuple(_others(first)),
    )


def _others(hours: _Hours) -> Iterable[str]:
    """Return the channels that answer for a channel in the directory in which it is closed."""
    answering = [map(_answers, sides) for sides in hours.sides()]
    return dict.fromkeys(other for other, own in answering if other and own == hours.channel)


def _answers(outcome: Outcome) -> str | None:
    """Return the id of the channel that is open and the answer, or None."""
    return outcome.channel if isinstance(outcome, Answer) and outcome.open_now else None


def lies_beyond(change: Change, end: datetime) -> bool:
    """Return whether the hours that change an answer lie after the range of the comparison.

    Then the same channels are open on both sides, and only say another time for later.
    """
    if _open_channels(change.old) != _open_channels(change.new):
        return False
    times = [_next_time(each) for each in (change.old, change.new)]
    return times[0] != times[1] and all(each is None or each >= end for each in times)


def _open_channels(outcome: Outcome) -> set[str]:
    if isinstance(outcome, Answer) and outcome.open_now:
        return {outcome.channel, *(each.channel for each in outcome.alternatives)}
    return set()


def _next_time(outcome: Outcome) -> datetime | None:
    return outcome.opens_at or outcome.closes_at if isinstance(outcome, Answer) else None
