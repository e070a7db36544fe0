"""Edits of the shipped directory's file: an emergency, and mistakes."""

from pathlib import Path

from ccb_support.live import WatchedFile
from tests.builders import SHIPPED_TOML
from tests.editions import VERSION_LINE

NOBODY = SHIPPED_TOML.partition('[[channels]]\nid = "p1_mobile"')[0]
"""A directory in which nobody serves incidents."""

CLOSURE = """
[[closures]]
name = { es = "Evacuación", en = "evacuation" }
channels = %s
starts = "2000-01-01T00:00"
ends = "2100-01-01T00:00"
"""


def with_version(version: str, toml: str = SHIPPED_TOML) -> str:
    """Return a directory's file with another version."""
    assert toml.count(VERSION_LINE) == 1
    return toml.replace(VERSION_LINE, f'version = "{version}"')


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


def edit(file: WatchedFile, path: Path, toml: str) -> tuple[str, str | None]:
    """Save an edit of a file; return what `look` returns."""
    save(path, toml)
    return look(file)


def look(file: WatchedFile) -> tuple[str, str | None]:
    """Return the versions that answer after two looks, and what happened to the last edit."""
    file.look()
    file.look()
    warning = file.current.warning
    return ", ".join(
        each.version for each in file.current.router.editions
    ), warning and warning.code
