"""What the owner changed: hours, from the changes of answers, and contacts, from the channels."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Literal, TypeAlias, cast

from pydantic import AwareDatetime

from ccb_support.model.channels import Channel
from ccb_support.model.contacts import Contact
from ccb_support.model.directory import Directory
from ccb_support.model.hours import WEEKDAYS, Day
from ccb_support.model.records import Record, Timed, as_sequence
from ccb_support.model.requests import Vocabularies, every_kind, joined_vocabularies
from ccb_support.model.text import Name

from .changes import Answer, Change, Outcome

_Edge: TypeAlias = Literal["opens", "closes"] | None
"""Which end of a run of both directories hours move, if one is certain."""

_LONGEST_SHIFT = timedelta(days=1)
"""How much earlier or later a channel may open or close. What is longer is not called a shift."""


class NameEdit(Record, frozen=True):
    """A change of a name that answers say: of something that both directories have.

    Attributes:
        old: the name in the old directory.
        new: the name in the new directory.
    """

    old: Name
    new: Name


class HoursEdit(Timed, frozen=True):
    """Hours of a channel that only one of two directories has: once, or on several days alike.

    Attributes:
        channel: the id of the channel.
        is_open: whether the new directory has the hours. If not, the old one has them.
        edge: `"closes"` if the hours follow hours that both directories have, so that the channel
            closes at another time; `"opens"` if they come before such hours; else `None`. It is
            `None` too if they touch hours that only the other directory has.
        start: the start of the first such hours, in the new directory's zone.
        end: the end of the first such hours.
        last: the day on which the last such hours start.
        times: how often they come within the range of the comparison.
        weekdays: the days of the week on which they start.
        total: how long they are, all together.
        others: the ids of the channels that answer in such hours in the directory that does not
            have them, and `None` if at some of these times nobody does. It is empty if nobody
            does at any time.
    """

    channel: str
    is_open: bool
    edge: _Edge
    start: AwareDatetime
    end: AwareDatetime
    last: dt.date
    times: int
    weekdays: tuple[Day, ...]
    total: dt.timedelta
    others: tuple[str | None, ...]


class ContactsEdit(Record, frozen=True):
    """A change of the contacts of a channel.

    Attributes:
        channel: the id of the channel.
        old: its contacts in the old directory, best first.
        new: its contacts in the new directory.
    """

    channel: str
    old: tuple[Contact, ...]
    new: tuple[Contact, ...]


def find_name_edits(old: Directory, new: Directory) -> Iterator[NameEdit]:
    """Yield the names that differ, with their articles, of what both directories have."""
    before = _names_of(old)
    for key, names in _names_of(new).items():
        old_names = before.get(key, ())
        # Two entries may differ in nothing but their names, and then their order says nothing.
        if {*old_names} != {*names}:
            pairs = zip(old_names, names, strict=False)
            yield from (NameEdit(old=one, new=other) for one, other in pairs if one != other)


_NAMED = (
    *("channels", "escalation", "priorities", "request_types"),
    *("holiday_calendar", "seasons", "special_days", "closures"),
)
"""The sections of a directory whose names answers say."""


def _names_of(directory: Directory) -> Mapping[object, Sequence[Name]]:
    """Return the names that answers say, by section and by what has them.

    A channel, level, priority or request type has an id. What changes hours is all that it says
    apart from its name, so two such entries may be the same.
    """
    found: defaultdict[object, list[Name]] = defaultdict(list)
    for section in _NAMED:
        for entry in cast("Sequence[Any]", as_sequence(getattr(directory, section))):
            ids = [getattr(entry, key) for key in ("id", "level") if hasattr(entry, key)]
            key = ids[0] if ids else entry.model_copy(update={"name": None})
            found[section, key, "name"].append(entry.name)
            found[section, key, "plural"].append(getattr(entry, "plural", None) or entry.name)
    return found


def find_moved_words(old: Vocabularies, new: Vocabularies) -> Iterator[str]:
    """Yield the spellings that mean another entry in the new directory, of entries of both."""
    both = (old.request_types, new.request_types), (old.priorities, new.priorities)
    for before, after in both:
        for entry in before:
            meanings = ((word, after.find(word)) for word in entry.own_words)
            if entry.id in after.by_id:
                yield from (word for word, meant in meanings if meant not in (None, entry.id))


def are_routed_alike(old: Directory, new: Directory) -> bool:
    """Return whether channels, their order, what they serve and why they answer are the same.

    Then two answers differ only by the hours and the contacts of channels.
    """
    common = {*every_kind(old)} & {*every_kind(new)}
    before, after = (
        [
            (
                each.id,
                directory.is_reserved_by_priority(each),
                directory.is_reserved_by_request_type(each),
                [each.serves(kind.request_type, kind.priority) for kind in common],
            )
            for each in directory.channels
        ]
        for directory in (old, new)
    )
    return before == after


def vocabularies_of(old: Vocabularies, new: Vocabularies) -> dict[str, object]:
    """Return the vocabulary of two directories, and the kinds of request of only one of them."""
    # There may be a thousand kinds, so each is looked up by its hash.
    known, known_before = (dict.fromkeys(every_kind(each)) for each in (new, old))
    both = joined_vocabularies([new, old])
    return {
        "request_types": both.request_types,
        "priorities": both.priorities,
        "added": tuple(each for each in known if each not in known_before),
        "removed": tuple(each for each in known_before if each not in known),
    }


def find_contacts_edits(old: Directory, new: Directory) -> Iterator[ContactsEdit]:
    """Yield the channels of both directories that have other contacts."""
    before = {each.id: each.contacts for each in old.channels}
    for each in new.channels:
        if before.get(each.id, each.contacts) != each.contacts:
            yield ContactsEdit(channel=each.id, old=before[each.id], new=each.contacts)


def find_hours_edits(
    changes: Sequence[Change], channels: Sequence[Channel], start: datetime, end: datetime
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
            _add(change, found[channel_id], is_open=channel_id in after)
        shared_ends.update((each, change.end.astimezone(UTC)) for each in before & after)
    ends_of_range = {each.astimezone(UTC) for each in (start, end)}
    for channel in channels:
        every = found[channel.id]
        # The ends of such hours show nothing where the range cuts them, and where hours of the
        # other directory touch them: that one closes as this one opens, or opens as it closes.
        cuts = ends_of_range | ({each.start for each in every} & {each.end for each in every})
        groups: defaultdict[tuple[_Edge, object], list[_Hours]] = defaultdict(list)
        for hours in every:
            is_whole = cuts.isdisjoint([hours.start, hours.end])
            edge = _edge_of(channel.id, hours, shared_ends) if is_whole else None
            # Only of the first channel is it certain that it was closed before: an open one is
            # the answer. Another may have been open behind the answer.
            if edge == "opens" and channel is not channels[0]:
                edge = None
            groups[edge, hours.kind(start.tzinfo)].append(hours)
        for (edge, _), alike in groups.items():
            yield _edit_of(channel.id, edge, alike, start.tzinfo)


@dataclass(slots=True)
class _Hours:
    """A stretch of time in which only one directory has a channel open, with its changes.

    Its ends are in UTC: two times in one zone would be compared by what the clock shows.
    """

    is_open: bool
    changes: list[Change]
    start: datetime
    end: datetime

    def kind(self, zone: tzinfo | None) -> object:
        """Return what hours of one kind have in common, by the clock of a zone."""
        start, end = self.start.astimezone(zone), self.end.astimezone(zone)
        days = end.toordinal() - start.toordinal()
        # `fold` tells the two hours apart that the clock shows twice.
        times = [(each.hour, each.minute, each.fold) for each in (start, end)]
        return self.is_open, days, *times

    def sides(self) -> Iterator[tuple[Outcome, Outcome]]:
        """Yield, by change, the outcome with the channel closed, and the one with it open."""
        for each in self.changes:
            yield (each.old, each.new) if self.is_open else (each.new, each.old)


def _add(change: Change, found: list[_Hours], *, is_open: bool) -> None:
    """Add a change to the hours of the same channel before it if there is no gap."""
    start, end = change.start.astimezone(UTC), change.end.astimezone(UTC)
    last = found[-1] if found else None
    if last and last.is_open == is_open and start <= last.end:
        last.changes.append(change)
        last.end = max(last.end, end)
    else:
        found.append(_Hours(is_open, [change], start, end))


def _edge_of(channel_id: str, hours: _Hours, shared_ends: set[tuple[str, datetime]]) -> _Edge:
    """Return which end of a run of both directories the hours move, or None if nothing shows it."""
    opened = [opened for _, opened in hours.sides() if _answers(opened) == channel_id]
    if not opened or hours.end - hours.start > _LONGEST_SHIFT:
        return None
    # An open channel that never closes has no next time.
    closes_at = _next_time(opened[-1])
    closes_then = closes_at is not None and closes_at.astimezone(UTC) == hours.end
    if (channel_id, hours.start) in shared_ends:
        return "closes" if closes_then else None
    return None if closes_then else "opens"


def _edit_of(
    channel_id: str, edge: _Edge, alike: Sequence[_Hours], zone: tzinfo | None
) -> HoursEdit:
    first = alike[0]
    starts = [each.start.astimezone(zone) for each in alike]
    weekdays = {each.weekday() for each in starts}
    # Who answers for the channel in the directory in which it is closed.
    answering = [map(_answers, sides) for hours in alike for sides in hours.sides()]
    others = dict.fromkeys(other for other, own in answering if own == channel_id)
    return HoursEdit(
        channel=channel_id,
        is_open=first.is_open,
        edge=edge,
        start=starts[0],
        end=first.end.astimezone(zone),
        last=starts[-1].date(),
        times=len(alike),
        weekdays=tuple(WEEKDAYS[each] for each in sorted(weekdays)),
        total=sum((each.end - each.start for each in alike), timedelta()),
        others=() if others.keys() == {None} else tuple(others),
    )


def _answers(outcome: Outcome) -> str | None:
    """Return the id of the channel that is open and the answer, or None."""
    return outcome.channel if isinstance(outcome, Answer) and outcome.open_now else None


def lies_beyond(change: Change, end: datetime) -> bool:
    """Return whether the hours that change an answer lie after the range of the comparison.

    Then the same channels are open on both sides, and only say another time for later.
    """
    if _open_channels(change.old) != _open_channels(change.new):
        return False
    times = (_next_time(each) for each in (change.old, change.new))
    return all(each is None or each >= end for each in times)


def _open_channels(outcome: Outcome) -> set[str]:
    if isinstance(outcome, Answer) and outcome.open_now:
        return {outcome.channel, *(each.channel for each in outcome.alternatives)}
    return set()


def _next_time(outcome: Outcome) -> datetime | None:
    return outcome.opens_at or outcome.closes_at if isinstance(outcome, Answer) else None
