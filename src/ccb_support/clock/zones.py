"""Time zones by name, from Python's data. Data that are broken or of another zone are an error."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ccb_support.errors import ZoneDataError
from ccb_support.words.error_phrases import BROKEN_ZONE_DATA, NO_ZONE_DATA, OTHER_ZONE_DATA

if TYPE_CHECKING:
    from collections.abc import Callable

BOGOTA_NAME = "America/Bogota"
"""The name of the zone of the Bogotá Chamber of Commerce."""


# Summer time of 1992-93 tells Bogotá from its neighbours, and January and July from places with
# summer time. Older data say otherwise about February and March of 1993.
KNOWN_OFFSETS = {
    datetime(1984, 1, 15, tzinfo=UTC): -5,
    datetime(1984, 7, 15, tzinfo=UTC): -5,
    datetime(1992, 1, 15, tzinfo=UTC): -5,
    datetime(1992, 7, 15, tzinfo=UTC): -4,
    datetime(1993, 1, 15, tzinfo=UTC): -4,
    datetime(1993, 7, 15, tzinfo=UTC): -5,
    datetime(2026, 1, 15, tzinfo=UTC): -5,
    datetime(2026, 7, 15, tzinfo=UTC): -5,
}
"""Offsets of Bogotá that are certain: by the instant, the hours from UTC."""


def zone_named(name: str) -> ZoneInfo:
    """Return the time zone with this IANA name.

    Raises:
        ZoneDataError: Python has no data of the zone, can't read them, or has other data as those
            of Bogotá.
    """
    zone = _read(ZoneInfo, name)
    if name == BOGOTA_NAME:
        _require_bogota(zone)
    return zone


def packaged_zone(name: str) -> ZoneInfo:
    """Return a time zone from the package tzdata, which Python may not use.

    Raises:
        ZoneDataError: the package has no data of the zone, or they are broken.
    """
    return _read(_from_package, name)


def _from_package(name: str) -> ZoneInfo:
    with files("tzdata.zoneinfo").joinpath(name).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


def _read(source: Callable[[str], ZoneInfo], name: str) -> ZoneInfo:
    """Return what a source of zones has under a name. Raises `ZoneDataError`."""
    try:
        return source(name)
    except (ZoneInfoNotFoundError, ImportError, OSError) as error:
        raise ZoneDataError(NO_ZONE_DATA.fill(name=repr(name)), is_missing=True) from error
    except Exception as error:
        # A broken file fails in many ways: `struct.error`, `IndexError`, `ValueError`.
        raise ZoneDataError(BROKEN_ZONE_DATA.fill(name=repr(name))) from error


@lru_cache(maxsize=1)
def _require_bogota(zone: ZoneInfo) -> None:
    """Raise a `ZoneDataError` if a zone can't be Bogotá's."""
    for when, hours in KNOWN_OFFSETS.items():
        if when.astimezone(zone).utcoffset() != timedelta(hours=hours):
            raise ZoneDataError(
                OTHER_ZONE_DATA.fill(
                    name=repr(zone.key),
                    found=when.astimezone(zone).isoformat(),
                    right=when.astimezone(timezone(timedelta(hours=hours))).isoformat(),
                )
            )
