"""The installed packages: which of those that the library needs are there, and recent enough."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, requires, version
from typing import NamedTuple

_REQUIREMENT = re.compile(
    r"(?P<package>[\w.-]+)(\[\w+\])?(<(?P<below>[\w.]+),)?>=(?P<lowest>[\w.]+)"
    r"(; extra == ['\"](?P<extra>\w+)['\"])?"
)
"""How the metadata write what is needed: a package, its versions, and the extra."""


class Requirement(NamedTuple):
    """A package that the library needs, or only the extra `extra` of it.

    The version must be `lowest` or higher, and below `below` if that is stated.
    """

    package: str
    lowest: str
    extra: str | None
    below: str | None = None

    def is_met(self) -> bool:
        """Return whether the package is installed, in a version that will do."""
        found = version_of(self.package)
        if found is None or _numbers(found) < _numbers(self.lowest):
            return False
        return self.below is None or _numbers(found) < _numbers(self.below)

    def __str__(self) -> str:
        return f"{self.package}>={self.lowest}" + (f",<{self.below}" if self.below else "")


def version_of(package: str) -> str | None:
    """Return the version of an installed package; `None` if it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def requirements() -> list[Requirement]:
    """Return what the library needs, in the order of the project's file."""
    found = (_REQUIREMENT.fullmatch(each) for each in requires("ccb-support") or ())
    return [Requirement(**each.groupdict()) for each in found if each]


def _numbers(text: str) -> tuple[int, ...]:
    """Return the numbers with which a version begins: 2.9.0 of `2.9.0.post0`."""
    release, *_ = re.split(r"[^\d.]", text, maxsplit=1)
    return tuple(int(each) for each in release.split(".") if each)
