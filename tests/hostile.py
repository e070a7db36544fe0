"""Values that a caller should not pass, and a `recommend` that takes them."""

from datetime import datetime, timedelta, tzinfo
from typing import Any, cast

from ccb_support import BOGOTA, recommend
from ccb_support.errors import QUOTED_LENGTH

NOON = datetime(2026, 11, 24, 12, tzinfo=BOGOTA)
FOR_EVER = recommend("incident", 1, NOON)

# A caller may ignore the types.
any_recommend: Any = recommend


def shown(value: object) -> str:
    """Return how a message quotes `value`."""
    try:
        return repr(value)[:QUOTED_LENGTH]
    except (ValueError, NotImplementedError):
        return f"<{type(value).__name__} object whose repr fails>"


class OffsetZone(tzinfo):
    """A zone that returns a given offset, or raises a given exception."""

    def __init__(self, offset: object) -> None:
        self.offset = offset

    def utcoffset(self, _when: datetime | None) -> timedelta:
        if isinstance(self.offset, Exception):
            raise self.offset
        return cast("timedelta", self.offset)


# To the type checkers a zone without all its methods is none.
any_zone: Any = OffsetZone
