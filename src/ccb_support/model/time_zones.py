"""Time zones, as a directory names them."""

from __future__ import annotations

import re
from typing import Annotated, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError


def _require_zone(key: str) -> str:
    # Lower-case names are local files, not zones; they would differ from machine to machine.
    if re.fullmatch(r"[A-Z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*", key):
        try:
            return ZoneInfo(key).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass
    raise PydanticCustomError("unknown_zone", "must be an IANA time zone, such as America/Bogota")


ZoneKey: TypeAlias = Annotated[str, AfterValidator(_require_zone)]
"""The IANA name of a zone, such as `America/Bogota`."""
