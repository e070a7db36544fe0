"""What the owner changed: hours, contacts, names and words."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal, TypeAlias, TypeVar

from pydantic import AwareDatetime

from ccb_support.clock.instants import Instant
from ccb_support.clock.intervals import Interval
from ccb_support.model.contacts import Contact
from ccb_support.model.directory import Directory
from ccb_support.model.hours import StatedHours
from ccb_support.model.records import Record, Timed, as_sequence, build
from ccb_support.model.requests import (
    RequestKind,
    Vocabularies,
    every_kind,
    joined_vocabularies,
    sort_kinds,
)
from ccb_support.model.text import Name
from ccb_support.routing.engine import Engine
from ccb_support.words import Language

from .changes import Answer, Change

_T = TypeVar("_T")

_Edge: TypeAlias = Literal["opens", "closes"] | None
"""Which end the hours move of a run that both directories have, if that is certain."""

_ONLY_OLD, _ONLY_NEW, _BOTH = 1, 2, 3
"""Which directories have a channel open, as bits."""

_EDGES: Mapping[tuple[int | None, int | None], _Edge] = {(_BOTH, 0): "closes", (0, _BOTH): "opens"}
"""Which end the hours move, by who is open just before them and just after them.

Hours that last a day or more move none: then whole days are new or gone.
"""


class NameEdit(Record, frozen=True):
    """A change of a name that answers say: of something that both directories have.

    Attributes:
        old: the name in the old directory.
        new: the name in the new directory.
    """

    old: Name
    new: Name


class HoursSpan(Timed, frozen=True):
    """A stretch of time in which a channel is open in only one of two directories.

    Attributes:
        start: its first instant, in the new directory's zone.
        end: the instant at which it ends, excluded.
    """

    start: AwareDatetime
    end: AwareDatetime


class HoursEdit(Record, frozen=True):
    """Hours of a channel that only one of two directories has: once, or on several days alike.

    Attributes:
        channel: the id of the channel.
        is_open: whether the new directory has the hours. If not, the old one has them.
        edge: `"closes"` if the hours follow hours that both directories have, so that the channel
            closes at another time; `"opens"` if they come before such hours; else `None`. It is
            `None` too if they touch hours that only the other directory has, or last a day or more.
        spans: when they are within the range of the comparison, in order. The clock shows the same
            times at their ends.
    """

    channel: str
    is_open: bool
    edge: _Edge
    spans: tuple[HoursSpan, ...]


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


class LevelEdit(Record, frozen=True):
    """A change of an escalation level.

    Attributes:
        level: the number of the level.
        old_contacts: its contacts in the old directory, best first; none if it lacks the level.
        new_contacts: its contacts in the new directory.
        old_hours: its hours in the old directory; `None` if it lacks the level.
        new_hours: its hours in the new directory.
    """

    level: int
    old_contacts: tuple[Contact, ...]
    new_contacts: tuple[Contact, ...]
    old_hours: StatedHours | None
    new_hours: StatedHours | None


def only_in(some: Iterable[_T], others: Container[_T]) -> tuple[_T, ...]:
    """Return what one side has and the other side lacks, in order."""
    return tuple(each for each in some if each not in others)


def find_name_edits(old: Directory, new: Directory) -> Iterator[NameEdit]:
    """Yield the names that differ, with their articles, of what both directories have."""
    before = _names_of(old)
    for key, names in _names_of(new).items():
        old_names = before.get(key, {})
        # Two entries may differ in nothing but their names, and then their order says nothing.
        gone, come = only_in(old_names, names), only_in(names, old_names)
        yield from (NameEdit(old=one, new=other) for one, other in zip(gone, come, strict=False))


_ID_KEYS = {"channels": "id", "escalation": "level", "priorities": "id", "request_types": "id"}
"""By section of a directory: the key by which its entries are known."""

_NAMED = (*_ID_KEYS, "holiday_calendar", "seasons", "special_days", "closures")
"""The sections of a directory whose names answers say."""


def _names_of(directory: Directory) -> dict[object, dict[Name, None]]:
    """Return the names that answers say, in order, by section and by what has them.

    A channel, level, priority or request type is known by its id. What changes hours is known by
    all its content except its name, so two such entries may be the same.
    """
    found: defaultdict[object, dict[Name, None]] = defaultdict(dict)
    for section in _NAMED:
        entries: Sequence[Any] = as_sequence(getattr(directory, section))
        for entry in entries:
            key = (
                getattr(entry, _ID_KEYS[section])
                if section in _ID_KEYS
                else entry.model_copy(update={"name": None})
            )
            found[section, key, "name"][entry.name] = None
            found[section, key, "plural"][getattr(entry, "plural", None) or entry.name] = None
    return found


def find_moved_words(old: Vocabularies, new: Vocabularies) -> Iterator[str]:
    """Yield the spellings of an entry of both that mean another entry in the new directory."""
    for before, after in (old.request_types, new.request_types), (old.priorities, new.priorities):
        for entry in before:
            if entry.id in after.by_id:
                yield from (
                    word for word in entry.own_words if after.find(word) not in (None, entry.id)
                )


def find_language_edits(old: Directory, new: Directory) -> Iterator[tuple[Language, Language]]:
    """Yield the languages of answers, if they differ."""
    if old.language != new.language:
        yield old.language, new.language


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


def vocabularies_of(old: Sequence[Vocabularies], new: Sequence[Vocabularies]) -> dict[str, object]:
    """Return the fields of a `Difference` that are about vocabularies and kinds of request.

    Both sides have a vocabulary for each of the same stretches of time, in order.
    """
    # There may be a thousand kinds, so each is looked up by its hash.
    known_before, known = ([{*every_kind(each)} for each in side] for side in (old, new))
    both = joined_vocabularies([*new, *old])
    return {
        "request_types": both.request_types,
        "priorities": both.priorities,
        "added": sort_kinds(_missing_from(known_before, known), both),
        "removed": sort_kinds(_missing_from(known, known_before), both),
    }


def _missing_from(
    known: list[set[RequestKind]], others: list[set[RequestKind]]
) -> set[RequestKind]:
    """Return the kinds that the other side has at some time at which this one lacks them."""
    return {kind for mine, theirs in zip(known, others, strict=True) for kind in theirs - mine}


def find_contacts_edits(old: Directory, new: Directory) -> Iterator[ContactsEdit]:
    """Yield the channels of both directories that have other contacts."""
    before = {each.id: each.contacts for each in old.channels}
    for channel in new.channels:
        if before.get(channel.id, channel.contacts) != channel.contacts:
            yield ContactsEdit(channel=channel.id, old=before[channel.id], new=channel.contacts)


def find_contacts_at_opening(changes: Iterable[Change]) -> Iterator[ContactsEdit]:
    """Return the edits of contacts of the channels that answer, or open next.

    A channel that opens after the range may have other contacts then, in a later edition. All
    other edits are those of the files, again.
    """
    return (
        ContactsEdit(
            channel=each.new.channel,
            old=(each.old.contact, *each.old.other_contacts),
            new=(each.new.contact, *each.new.other_contacts),
        )
        for each in changes
        if isinstance(each.old, Answer)
        and isinstance(each.new, Answer)
        and (each.old.channel, each.old.opens_at) == (each.new.channel, each.new.opens_at)
        and (each.old.contact, each.old.other_contacts)
        != (each.new.contact, each.new.other_contacts)
    )


def find_level_edits(old: Directory, new: Directory) -> Iterator[LevelEdit]:
    """Yield the escalation levels that have other contacts, or hours that are written otherwise."""
    before, after = (
        {each.level: (each.contacts, each.hours) for each in side.escalation} for side in (old, new)
    )
    for level in sorted({*before, *after}):
        old_contacts, old_hours = before.get(level, ((), None))
        new_contacts, new_hours = after.get(level, ((), None))
        if (old_contacts, old_hours) != (new_contacts, new_hours):
            yield LevelEdit(
                level=level,
                old_contacts=old_contacts,
                new_contacts=new_contacts,
                old_hours=old_hours,
                new_hours=new_hours,
            )


_FINDERS: Mapping[str, Callable[[Directory, Directory], Iterable[object]]] = {
    "contacts": find_contacts_edits,
    "escalation": find_level_edits,
    "renamed": find_name_edits,
    "moved_words": find_moved_words,
    "languages": find_language_edits,
}
"""What finds the edits of two files, by the field of a `Difference`."""


def find_file_edits(pairs: Iterable[Sequence[Directory]]) -> dict[str, tuple[object, ...]]:
    """Return the edits between the two directories of each pair, by the field of a `Difference`.

    Each edit is there once, although later editions may have it too.
    """
    return {
        field: tuple(dict.fromkeys(edit for pair in pairs for edit in find(*pair)))
        for field, find in _FINDERS.items()
    }


def find_hours_edits(
    old: Engine,
    new: Engine,
    channels: Iterable[str],
    bounds: Interval[Instant],
    time_of: Callable[[Instant], datetime],
) -> Iterator[HoursEdit]:
    """Yield the hours within `bounds` that only one directory has, by channel.

    Both have these channels. Hours of one kind are one edit. `time_of` returns an instant in the
    zone of the new directory.
    """
    for channel_id in channels:
        both = old.hours(channel_id), new.hours(channel_id)
        pieces = [*new.editions.together(both, bounds).pieces(bounds)]
        states = [state for _, _, state in pieces]
        # The ends of the range show nothing.
        around = zip([None, *states[:-1]], [*states[1:], None], strict=True)
        alike: defaultdict[tuple[int, _Edge, object], list[HoursSpan]] = defaultdict(list)
        for (start, end, state), sides in zip(pieces, around, strict=True):
            if state in (_ONLY_OLD, _ONLY_NEW):
                span = build(HoursSpan, {"start": time_of(start), "end": time_of(end)})
                # In one zone, a difference is by the clock: a day may have 23 or 25 hours.
                length = span.end - span.start
                edge = None if length >= timedelta(days=1) else _EDGES.get(sides)
                alike[state, edge, (span.start.time(), length)].append(span)
        for (state, edge, _), spans in alike.items():
            yield HoursEdit(
                channel=channel_id, is_open=state == _ONLY_NEW, edge=edge, spans=tuple(spans)
            )
