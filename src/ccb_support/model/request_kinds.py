"""Requests as far as the rule tells them apart: by type and priority."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Annotated, Protocol, Self

from pydantic import BeforeValidator

from .records import Record
from .requests import Priority, RequestType, parse_priority, parse_request_type

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .directory import Directory

_TYPES = tuple(RequestType)


class RequestKind(Record, frozen=True):
    """A request, as far as directories tell requests apart.

    Attributes:
        request_type: what is asked.
        priority: how urgently.
    """

    request_type: RequestType
    priority: Annotated[Priority, BeforeValidator(parse_priority)]

    @classmethod
    def of(cls, request_type: RequestType | str, priority: Priority | int | str) -> Self:
        """Return the kind of a request that is written as for `ccb_support.recommend`.

        Raises:
            UnknownRequestTypeError: `request_type` means no request type, or could mean several.
            UnknownPriorityError: `priority` means no priority, or could mean several.
        """
        return cls(request_type=parse_request_type(request_type), priority=parse_priority(priority))


class HasKind(Protocol):
    """Whatever is of a kind of request."""

    @property
    def request_type(self) -> RequestType:
        """What is asked."""
        ...

    @property
    def priority(self) -> Priority:
        """How urgently."""
        ...


@cache
def every_kind() -> tuple[RequestKind, ...]:
    """Return every kind of request, by type and then by priority."""
    return tuple(
        RequestKind(request_type=request_type, priority=priority)
        for request_type, priority in product(RequestType, Priority)
    )


def in_order(kinds: Iterable[RequestKind]) -> tuple[RequestKind, ...]:
    """Return kinds of request by type and then by priority."""
    return tuple(sorted(kinds, key=place_of))


def place_of(kind: HasKind) -> tuple[int, Priority]:
    """Return what tells which of two kinds of request comes first, or that they are the same."""
    return _TYPES.index(kind.request_type), kind.priority


def served_alike(*directories: Directory) -> list[tuple[RequestKind, ...]]:
    """Return all kinds of request, with those together that the same channels serve.

    That is all that the rule sees of a request: what one of them gets, all of them get.
    """
    alike: defaultdict[object, list[RequestKind]] = defaultdict(list)
    for kind in every_kind():
        alike[tuple(_serving(kind, each) for each in directories)].append(kind)
    return [tuple(kinds) for kinds in alike.values()]


def _serving(kind: RequestKind, directory: Directory) -> tuple[bool, ...]:
    return tuple(each.serves(kind.request_type, kind.priority) for each in directory.channels)
