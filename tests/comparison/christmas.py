"""Changed directories, and a comparison over the week of Christmas 2026."""

from ccb_support import Directory, diff
from ccb_support.comparison import Difference
from ccb_support.model.directory import DirectoryOrEditions
from tests.builders import SHIPPED_TOML, at, closure, special_day

HALF_DAY = special_day("2026-12-24", "07:00-12:00", channels=["pqrs"])
NIGHT = closure("2026-12-23 22:00", "2026-12-24 04:00", channels=["national_line", "email"])


def shipped_with(old: str, new: str) -> Directory:
    """Return the shipped directory with one text of its file replaced."""
    assert old in SHIPPED_TOML
    return Directory.from_toml(SHIPPED_TOML.replace(old, new))


def compare(old: DirectoryOrEditions, new: DirectoryOrEditions) -> Difference:
    """Return the difference over the week of Christmas 2026. Its 25th is a Friday."""
    return diff(old, new, at("2026-12-21"), at("2026-12-28"))
