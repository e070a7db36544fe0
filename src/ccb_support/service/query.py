"""The query of an address, read into the values of its parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

from ccb_support.errors import quoted
from ccb_support.words.service_phrases import NOT_UTF8

from .parameter_errors import (
    BadParameterError,
    MissingParameterError,
    RepeatedParameterError,
    UnknownParameterError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .parameters import Parameter


def read_query(query: bytes, parameters: Mapping[str, Parameter]) -> dict[str, Any]:
    """Return the value of each parameter that a query has, by its name.

    Raises:
        UnknownParameterError: the query has a parameter that is not in `parameters`.
        RepeatedParameterError: the query has a parameter more than once.
        MissingParameterError: the query does not have all required parameters.
        BadParameterError: a value does not have its form.
    """
    texts: dict[str, str] = {}
    for name, text in _pairs(query):
        if name not in parameters:
            raise UnknownParameterError(name, parameters)
        if name in texts:
            raise RepeatedParameterError(name)
        texts[name] = text
    missing = [name for name, each in parameters.items() if each.is_required and name not in texts]
    if missing:
        raise MissingParameterError(missing)
    return {name: parameters[name].read(text) for name, text in texts.items()}


def _pairs(query: bytes) -> Iterator[tuple[str, str]]:
    for part in query.split(b"&"):
        if part:
            name, _, text = part.partition(b"=")
            yield _decode(name, name), _decode(text, name)


def _decode(text: bytes, name: bytes) -> str:
    try:
        # A query is ASCII, and its percent signs hold UTF-8.
        return unquote_plus(text.decode("ascii"), errors="strict")
    except UnicodeDecodeError as error:
        shown = quoted(name.decode("ascii", "backslashreplace"))
        raise BadParameterError(NOT_UTF8.fill(name=shown)) from error
