"""The query of an address, read into the values of its parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

from ccb_support.errors import CcbSupportError, listed, quoted
from ccb_support.words.service_phrases import (
    MISSING_PARAMETER,
    NO_PARAMETERS,
    NOT_UTF8,
    REPEATED_PARAMETER,
    UNKNOWN_PARAMETER,
)

from .parameters import BadParameterError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from .parameters import Parameter


class UnknownParameterError(CcbSupportError, ValueError, code="unknown_parameter"):
    """A parameter that an address does not have."""

    def __init__(self, name: str, accepted: Collection[str]) -> None:
        super().__init__(
            UNKNOWN_PARAMETER.fill(name=quoted(name), accepted=listed(accepted) or NO_PARAMETERS),
            accepted=accepted,
        )


class RepeatedParameterError(CcbSupportError, ValueError, code="repeated_parameter"):
    """A parameter that is in an address more than once."""

    def __init__(self, name: str) -> None:
        super().__init__(REPEATED_PARAMETER.fill(name=quoted(name)))


class MissingParameterError(CcbSupportError, ValueError, code="missing_parameter"):
    """A parameter without which a question has no answer."""

    def __init__(self, missing: Collection[str]) -> None:
        super().__init__(MISSING_PARAMETER.fill(names=listed(missing)), accepted=missing)


def read_query(query: bytes, parameters: Iterable[Parameter]) -> dict[str, Any]:
    """Return the value of each parameter that a query has, by its name.

    Raises:
        UnknownParameterError: the query has a parameter that is not in `parameters`.
        RepeatedParameterError: the query has a parameter more than once.
        MissingParameterError: the query does not have all required parameters.
        BadParameterError: a value does not have its form.
    """
    known = {each.name: each for each in parameters}
    texts: dict[str, str] = {}
    for name, text in _pairs(query):
        if name not in known:
            raise UnknownParameterError(name, known)
        if name in texts:
            raise RepeatedParameterError(name)
        texts[name] = text
    missing = [name for name, each in known.items() if each.is_required and name not in texts]
    if missing:
        raise MissingParameterError(missing)
    return {name: known[name].read(text) for name, text in texts.items()}


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
