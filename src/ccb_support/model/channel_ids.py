"""The ids of channels as a caller gives them, checked against a directory."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from ccb_support.errors import NotACollectionError, UnknownChannelError

from .untrusted import letters_of, members_of

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
    members = members_of(ids, Collection)
    if members is None:
        raise NotACollectionError(ids)
    for each in members:
        channel_id = letters_of(each)
        if channel_id not in known:
            raise UnknownChannelError(each, known)
        found.add(channel_id)
    return frozenset(found)
