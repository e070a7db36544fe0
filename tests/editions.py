"""Editions of a directory for the tests."""

from datetime import date
from pathlib import Path

from ccb_support import Directory, default_directory
from tests.builders import SHIPPED_TOML, changed, channel, directory

SHIPPED = default_directory()
VERSION_LINE = f'version = "{SHIPPED.version}"'
OLD_NUMBER, NEW_NUMBER = "(57) 318 717 49 37", "(57) 300 111 22 33"

NEW_TOML = (
    SHIPPED_TOML.replace(VERSION_LINE, 'version = "2027.01.01"\neffective = 2027-01-01')
    .replace(OLD_NUMBER, NEW_NUMBER)
    .replace("+573187174937", "+573001112233")
)
"""The shipped directory with another number of the mobile line, from 1 January 2027 on."""

NEW = Directory.from_toml(NEW_TOML)


def edition(first_day: str, base: Directory, **changes: object) -> Directory:
    """Return an edition from a day on. The day is its version too."""
    day = date.fromisoformat(first_day)
    return changed(base, **{"version": first_day, "effective": day, **changes})


WITH_OWN_WORDS = tuple(
    changed(
        directory(),
        channels=[channel("line", request_types=("incident", other))],
        request_types=[
            {"id": "incident", "name": {"es": "incidente"}, "spellings": [spelling]},
            {"id": other, "name": {"es": other}},
        ],
    )
    for other, spelling in (("gone", "falla"), ("denuncia", "daño"))
)
"""Two directories, each with a request type and a spelling that the other one does not have."""


def write_folder(folder: Path) -> Path:
    """Write the shipped directory and its next edition into a folder, in files of any names."""
    folder.mkdir(exist_ok=True)
    folder.joinpath("zz-now.toml").write_text(SHIPPED_TOML, "utf-8")
    write_next(folder, NEW_TOML)
    return folder


def write_next(folder: Path, toml: str) -> None:
    """Write another next edition into a folder of editions."""
    folder.joinpath("aa-next.toml").write_text(toml, "utf-8")
