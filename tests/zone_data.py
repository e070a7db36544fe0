"""Other data of time zones than those of this machine, for a while."""

import sys
import zoneinfo
from collections.abc import Generator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from unittest.mock import patch

from ccb_support.clock import wall_clock

PACKAGED = files("tzdata.zoneinfo")
"""The data of the package tzdata."""


@contextmanager
def zone_data(folder: Path | None = None, *, has_package: bool = False) -> Generator[None]:
    """Let the zones come from a folder, and from the package tzdata only if it is there."""

    # A subclass has its own cache, so it reads the data again, and other tests keep their zones.
    class FreshZone(zoneinfo.ZoneInfo):
        pass

    folders = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(to=[] if folder is None else [str(folder)])
    # Python misses a module that is None.
    missing = [] if has_package else [each for each in sys.modules if each.startswith("tzdata")]
    try:
        with (
            patch.object(wall_clock, "ZoneInfo", FreshZone),
            patch.dict(sys.modules, dict.fromkeys(missing)),
        ):
            yield
    finally:
        zoneinfo.reset_tzpath(to=folders)


def write_zone(folder: Path, name: str, data: bytes) -> None:
    """Write the data of a zone into a folder of zones."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def packaged_data(name: str) -> bytes:
    """Return the data of a zone in the package tzdata."""
    return PACKAGED.joinpath(*name.split("/")).read_bytes()
