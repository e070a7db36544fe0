"""Kinds of request: a type and a priority, and which kinds the same channels serve."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import compress, product
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

from .records import Record
from .requests import Priority, RequestType, parse_request

if TYPE_CHECKING:
    from collections.abc import Iterable

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


class RequestGroup(NamedTuple):
    """The kinds of requests that the same channels serve.

    The rule sees only which channels serve a kind, so the whole group gets the same answers.
    """

    requests: tuple[RequestKind, ...]
    channels: tuple[Channel, ...]


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


def group_requests(
    channels: Iterable[Channel], requests: Iterable[RequestKind]
) -> list[RequestGroup]:
    """Return groups of the requests that the same channels serve, all in the given order.

    To compare two directories, pass the channels of both: a group is then served by the same
    channels in each of them.
    """
    ordered = tuple(channels)
    groups: defaultdict[tuple[bool, ...], list[RequestKind]] = defaultdict(list)
    for each in requests:
        serving = tuple(channel.serves(each.request_type, each.priority) for channel in ordered)
        groups[serving].append(each)
    return [
        RequestGroup(tuple(group), tuple(compress(ordered, serving)))
        for serving, group in groups.items()
    ]
