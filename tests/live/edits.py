"""Edits of the shipped directory's file: an emergency, and mistakes."""

from pathlib import Path

from ccb_support.live import WatchedFile
from tests.builders import SHIPPED_TOML

_VERSION = 'version = "2026.11.24"'

CLOSURE = """
[[closures]]
name = { es = "Evacuación", en = "evacuation" }
channels = %s
starts = "2000-01-01T00:00"
ends = "2100-01-01T00:00"
"""


def with_version(version: str, toml: str = SHIPPED_TOML) -> str:
    """Return a directory's file with another version."""
    assert toml.count(_VERSION) == 1
    return toml.replace(_VERSION, f'version = "{version}"')


def emergency(version: str = "emergency", channels: str = '["national_line"]') -> str:
    """Return the shipped file with a closure of some channels that holds now."""
    return with_version(version) + CLOSURE % channels


def mistake(version: str = "mistake") -> str:
    """Return the shipped file with a fault."""
    return emergency(version, '["no_such_line"]')


def save(path: Path, toml: str) -> None:
    """Write a file as a careful editor does: whole, and then in the place of the old one."""
    new = path.with_suffix(".new")
    new.write_text(toml, "utf-8")
    new.replace(path)


def live(file: WatchedFile) -> str:
    """Return the version that answers after two looks at the file."""
    file.look()
    file.look()
    return file.current.router.directory.version


FAULTY = {
    "a fault": mistake(),
    "no TOML": SHIPPED_TOML + "\n[[",
    "nothing": "",
    "an unknown calendar": f'holiday_calendar = "XX"\n{SHIPPED_TOML}',
    "nobody for incidents": SHIPPED_TOML.partition('[[channels]]\nid = "p1_mobile"')[0],
}
"""Edits that must not go live."""
