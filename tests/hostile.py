"""Values that fail at everything, and a `recommend` that takes them."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import Any, NoReturn, cast

from ccb_support import BOGOTA, recommend
from ccb_support.errors import QUOTED_LENGTH

NOON = datetime(2026, 11, 24, 12, tzinfo=BOGOTA)
FOR_EVER = recommend("incident", 1, NOON)

# A caller may ignore the types.
any_recommend: Any = recommend


def fail(*_: object) -> NoReturn:
    """Raise an error, for any arguments."""
    raise RuntimeError


def failing(base: type, *methods: str) -> Any:  # noqa: ANN401 - no checker knows the class
    """Return a subclass of `base` of which some methods fail."""
    return type(base.__name__.title(), (base,), dict.fromkeys(methods, fail))


Fails = failing(
    object, "__repr__", "__eq__", "__hash__", "__bool__", "__iter__", "__len__", "__contains__"
)
Letters = failing(str, "__eq__", "__hash__", "__str__", "casefold", "strip", "replace")
Number = failing(int, "__eq__", "__hash__", "__le__", "__ge__", "__index__", "__format__")


def shown(value: object) -> str:
    """Return how a message quotes `value`."""
    try:
        return repr(value)[:QUOTED_LENGTH]
    except ValueError:
        return f"<{type(value).__name__} object whose repr fails>"


class OffsetZone(tzinfo):
    """A zone that returns a given offset, or raises a given exception."""

    def __init__(self, offset: object) -> None:
        self.offset = offset

    def utcoffset(self, _when: datetime | None) -> timedelta:
        if isinstance(self.offset, Exception):
            raise self.offset
        return cast("timedelta", self.offset)
