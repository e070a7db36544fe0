"""The requests of a directory, a request type and a priority each, and how callers name them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import product
from typing import NamedTuple, Protocol

from ccb_support.errors import quoted
from ccb_support.words import Phrase
from ccb_support.words import errors as phrases

from .channels import Channel
from .directory import Directory
from .records import Record
from .vocabulary import (
    CRITICAL,
    Priorities,
    PriorityEntry,
    PriorityNumber,
    RequestTypeEntry,
    RequestTypeId,
    RequestTypes,
)


class Vocabularies(Protocol):
    """What says which requests there are: a directory, or a table of its answers."""

    @property
    def request_types(self) -> RequestTypes:
        """The request types."""
        ...

    @property
    def priorities(self) -> Priorities:
        """The priorities."""
        ...


class RequestKind(Record, frozen=True):
    """A request type and a priority: everything by which a directory distinguishes requests.

    Attributes:
        request_type: the id of the request type.
        priority: the number of the priority.
    """

    request_type: RequestTypeId
    priority: PriorityNumber


class Joined(NamedTuple):
    """The vocabularies of several editions together."""

    request_types: RequestTypes
    priorities: Priorities


def joined_vocabularies(editions: Sequence[Vocabularies]) -> Vocabularies:
    """Return the words of all editions. If several have an entry, it is that of the first."""
    types: dict[str, RequestTypeEntry] = {}
    scale: dict[int, PriorityEntry] = {}
    for edition in editions:
        for request_type in edition.request_types:
            types.setdefault(request_type.id, request_type)
        for priority in edition.priorities:
            scale.setdefault(priority.id, priority)
    return Joined(RequestTypes(types.values()), Priorities(scale.values()))


def knows(known: Vocabularies, request_type: str, priority: int) -> bool:
    """Return whether a request has a request type and a priority that are known."""
    return request_type in known.request_types.by_id and priority in known.priorities.by_id


def every_kind(known: Vocabularies) -> tuple[RequestKind, ...]:
    """Return every kind of request that is known, by type and then by priority."""
    return tuple(
        RequestKind(request_type=request_type, priority=priority)
        for request_type, priority in product(known.request_types.by_id, known.priorities.by_id)
    )


def sort_kinds(kinds: Iterable[RequestKind], known: Vocabularies) -> tuple[RequestKind, ...]:
    """Return kinds of request by type, in the order of the vocabulary, and then by priority."""
    order = {each: place for place, each in enumerate(known.request_types.by_id)}
    return tuple(sorted(kinds, key=lambda each: (order[each.request_type], each.priority)))


def group_requests(
    kinds: Iterable[RequestKind], channels: Sequence[Channel], editions: Sequence[Vocabularies] = ()
) -> list[tuple[RequestKind, ...]]:
    """Return kinds of request in groups that get the same answers.

    The rule sees which channels serve a kind, and whether it is critical: a critical caller may not
    prefer to write while a telephone is open. To compare two directories, pass the channels of
    both: a group is then served by the same channels in each of them. With `editions`, a group is
    also known to the same editions.
    """
    groups: defaultdict[tuple[bool, ...], list[RequestKind]] = defaultdict(list)
    for kind in kinds:
        request = kind.request_type, kind.priority
        served = (one.serves(*request) for one in channels)
        known = (knows(one, *request) for one in editions)
        groups[kind.priority == CRITICAL, *served, *known].append(kind)
    return [tuple(group) for group in groups.values()]


def parse_request(
    known: Vocabularies,
    request_type: object,
    priority: object,
    *,
    editions: Sequence[Directory] = (),
) -> tuple[str, int]:
    """Return the request type and the priority that a caller means.

    If there are several `editions`, `known` is the one in force. An error says if another one
    knows the word.

    Raises:
        UnknownRequestTypeError: `request_type` means no request type, or could mean several.
        UnknownPriorityError: `priority` means no priority, or could mean several.
    """
    types, priorities = known.request_types, known.priorities
    known_type, known_priority = types.find(request_type), priorities.find(priority)
    if known_type and known_priority:
        return known_type, known_priority
    hint = hint_if_swapped(known, request_type, priority)
    if known_type is None:
        hint = hint or _hint_if_elsewhere(
            known, editions, lambda each: each.request_types.find(request_type)
        )
        raise types.error(request_type, hint)
    hint = hint or _hint_if_elsewhere(known, editions, lambda each: each.priorities.find(priority))
    raise priorities.error(priority, hint)


def _hint_if_elsewhere(
    known: Vocabularies, editions: Sequence[Directory], find: Callable[[Directory], object]
) -> Phrase | None:
    """Return from when on, or until when, other editions know a word, which they `find`."""
    places = [place for place, each in enumerate(editions) if find(each)]
    if not places:
        return None
    number = editions.index(known)
    for place in places:
        if place > number:
            return phrases.KNOWN_FROM.fill(day=editions[place].effective)
    return phrases.KNOWN_UNTIL.fill(day=editions[places[-1] + 1].effective)


def hint_if_swapped(known: Vocabularies, request_type: object, priority: object) -> Phrase | None:
    """Return what to say if these two are swapped, or if one of them is a time."""
    if isinstance(request_type, datetime) or isinstance(priority, datetime):
        return phrases.MISPLACED_TIME
    if known.request_types.find(priority) and known.priorities.find(request_type):
        return phrases.SWAPPED.fill(request_type=quoted(priority), priority=quoted(request_type))
    return None
