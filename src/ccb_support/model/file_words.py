"""The words of the file that is being read: what its channels may serve, and how they write it.

A module of records has no `from __future__ import annotations`: see `records.py`.
"""

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from pydantic_core import PydanticOmit

from .records import IfValid, Record
from .vocabulary import Priorities, RequestTypes, Vocabulary, usual


class _Words(Record, frozen=True):
    request_types: IfValid[RequestTypes] = None
    priorities: IfValid[Priorities] = None


_OF_FILE: ContextVar[_Words | None] = ContextVar("_OF_FILE", default=None)
"""The vocabulary of the directory that is being read. Its channels use it, and come after it."""


@contextmanager
def speaking(stated: Mapping[object, object]) -> Generator[None]:
    """Within the block, channels are read with the vocabulary that a directory states.

    Pydantic gives a field no other way to see the fields before it.
    """
    lists = {key: stated.get(key, getattr(usual(), key)) for key in _Words.model_fields}
    token = _OF_FILE.set(_Words.model_validate(lists))
    try:
        yield
    finally:
        _OF_FILE.reset(token)


def read_word(key: str, value: object) -> object:
    """Return the id that a word of a file means; without a file, a channel has ids only."""
    words = _OF_FILE.get()
    if words is None:
        return value
    vocabulary: Vocabulary[Any, Any] | None = getattr(words, key)
    if vocabulary is None:
        # The list has faults, and until they are mended nobody knows what a word means.
        raise PydanticOmit
    return vocabulary.read(value)


def ids_of_all(key: str) -> tuple[Any, ...]:
    """Return the ids of all that a channel may serve: of the file that is read, or the usual."""
    vocabulary: Vocabulary[Any, Any] | None = getattr(_OF_FILE.get() or usual(), key)
    return tuple(vocabulary.by_id) if vocabulary else ()


def in_order(key: str, ids: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return ids once each, in the order of the file's list, or as they are if there is no file."""
    every: Iterable[Any] = ids_of_all(key) if _OF_FILE.get() else dict.fromkeys(ids)
    return tuple(each for each in every if each in ids)
