"""Kinds of request: a type and a priority, and which kinds the same channels serve."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Protocol, Self

from .records import Record
from .vocabulary import Priority, RequestType, parse_request

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .channels import Channel

_TYPES = tuple(RequestType)


class RequestKind(Record, frozen=True):
    """A request type and a priority: everything by which a directory distinguishes requests.

    Attributes:
        request_type: the request type.
        priority: the priority.
    """

    request_type: RequestType
    priority: Priority

    @classmethod
    def of(cls, request_type: RequestType | str, priority: Priority | int | str) -> Self:
        """Return the kind of a request that is written as for `ccb_support.recommend`.

        Raises:
            UnknownRequestTypeError: `request_type` means no request type, or could mean several.
            UnknownPriorityError: `priority` means no priority, or could mean several.
        """
        known_type, known_priority = parse_request(request_type, priority)
        return cls(request_type=known_type, priority=known_priority)


class _HasKind(Protocol):
    @property
    def request_type(self) -> RequestType: ...

    @property
    def priority(self) -> Priority: ...


@cache
def every_kind() -> tuple[RequestKind, ...]:
    """Return every kind of request, by type and then by priority."""
    return tuple(
        RequestKind(request_type=request_type, priority=priority)
        for request_type, priority in product(RequestType, Priority)
    )


def sort_kinds(kinds: Iterable[RequestKind]) -> tuple[RequestKind, ...]:
    """Return kinds of request by type and then by priority."""
    return tuple(sorted(kinds, key=kind_order))


def kind_order(request: _HasKind) -> tuple[int, Priority]:
    """Return the sort key of a request: type, then priority."""
    return _TYPES.index(request.request_type), request.priority


def group_requests(channels: Sequence[Channel]) -> list[tuple[RequestKind, ...]]:
    """Return every kind of request, in groups: the same channels serve the kinds of a group.

    The rule sees only which channels serve a kind, so the whole group gets the same answers. To
    compare two directories, pass the channels of both: a group is then served by the same channels
    in each of them.
    """
    groups: defaultdict[tuple[bool, ...], list[RequestKind]] = defaultdict(list)
    for each in every_kind():
        groups[tuple(one.serves(each.request_type, each.priority) for one in channels)].append(each)
    return [tuple(group) for group in groups.values()]
