"""The time zone of a directory: its IANA name, and the country that it belongs to."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated, TypeAlias

from pydantic import AfterValidator

from ccb_support.clock.zones import BOGOTA_NAME, zone_named
from ccb_support.errors import ZoneDataError
from ccb_support.limits import LONGEST_WORD

from .fault_words import bad_value
from .records import add_keywords

if TYPE_CHECKING:
    from collections.abc import Mapping


# Lower-case names are local files, not zones; they would differ from machine to machine.
_NAME = r"[A-Z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*"


def _require_zone(key: str) -> str:
    if len(key) <= LONGEST_WORD and re.fullmatch(_NAME, key):
        try:
            return zone_named(key).key
        except ZoneDataError as error:
            if not error.is_missing:
                raise
            # Without any data, no name is a zone. That is not a fault of the directory.
            zone_named(BOGOTA_NAME)
    raise bad_value("unknown_zone")


ZoneName: TypeAlias = Annotated[
    str,
    AfterValidator(_require_zone),
    add_keywords({"pattern": f"^{_NAME}$", "maxLength": LONGEST_WORD}),
]
"""The IANA name of a time zone."""


def country_of(zone_name: str) -> str | None:
    """Return the ISO code of the country of a zone, such as `CO` for `America/Bogota`.

    Return None for zones of no country, such as `UTC`, and for old names, such as `US/Eastern`.
    """
    return _countries().get(zone_name)


@cache
def _countries() -> Mapping[str, str]:
    """Return the country of each zone, from the table of the IANA data."""
    table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {zone_name: country for country, _, zone_name, *_ in rows}
