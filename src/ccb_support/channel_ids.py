"""The ids of channels as a caller gives them, checked against a directory."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from typing import TYPE_CHECKING, cast

from .errors import NotACollectionError, UnknownChannelError
from .text import letters_of

if TYPE_CHECKING:
    from .directory import Directory


def known_ids(ids: Collection[str], directory: Directory) -> frozenset[str]:
    """Return `ids`, all of which are channels of `directory`.

    Raises:
        UnknownChannelError: `ids` holds something that is no channel's id.
        NotACollectionError: `ids` is one bare `str`, or no collection.
    """
    known = directory.channel_ids
    found: set[str] = set()
    for each in _members_of(ids):
        channel_id = letters_of(each)
        if channel_id not in known:
            raise UnknownChannelError(each, known)
        found.add(channel_id)
    return frozenset(found)


def _members_of(ids: object) -> tuple[object, ...]:
    if _is_collection(ids):
        with contextlib.suppress(Exception):  # a collection is foreign code and may raise anything
            return tuple(cast("Collection[object]", ids))
    raise NotACollectionError(ids)


def _is_collection(ids: object) -> bool:
    # A str is a collection of str, but of letters, not of ids.
    return isinstance(ids, Collection) and not isinstance(ids, str | bytes)
