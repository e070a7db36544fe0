"""The edits that the soak makes: good ones, each with another version, and faulty ones."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from ccb_support import Directory
from ccb_support.testing import Oracle
from tests.live.edits import CLOSURE, emergency, mistake, save, with_version

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

IN_FORCE = 5.0
"""After how many seconds every worker must answer by an edit; a busy machine gets more than two."""


def _shipped(version: str) -> str:
    return with_version(version)


def _in_new_york(version: str) -> str:
    """Return the shipped file in a zone in which clocks are set back meanwhile."""
    text = with_version(version).replace('"America/Bogota"', '"America/New_York"')
    return text.replace(f'version = "{version}"', f'version = "{version}"\nholiday_calendar = "CO"')


def _closed_for_hours(version: str) -> str:
    closure = CLOSURE.replace("2000-01-01T00:00", "2026-10-31T10:00")
    return with_version(version) + closure.replace("2100-01-01T00:00", "2026-11-02T15:00") % (
        '["national_line", "email"]'
    )


GOOD: list[Callable[[str], str]] = [_shipped, emergency, _in_new_york, _closed_for_hours]

FAULTY: list[Callable[[str], str]] = [
    mistake,
    lambda version: with_version(version)[:2000],
    lambda version: with_version(version).replace("[[channels]]", "[channels"),
    lambda version: with_version(version).replace("(601) 7442727", "javascript:alert(1)"),
    lambda _: "",
    lambda _: "\x00" * 100,
]


class Edit(NamedTuple):
    """A good edit.

    Attributes:
        since: when it was saved, by the machine's clock.
        version: its version.
        oracle: who answers by it.
    """

    since: float
    version: str
    oracle: Oracle


class Editor:
    """Edits a file, and knows which versions may answer.

    Attributes:
        good: how many good edits there were.
        faulty: how many faulty edits there were.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self.good = self.faulty = 0
        self._edits: list[Edit] = []
        self.edit()

    def edit(self) -> None:
        """Save a good edit."""
        version = f"soak-{self.good}"
        text = GOOD[self.good % len(GOOD)](version)
        # The edit is known before a worker can answer by it.
        self._edits.append(Edit(time.time(), version, Oracle(Directory.from_toml(text))))
        save(self._file, text)
        self.good += 1

    def kind_of(self, version: str) -> int:
        """Return which of the good edits a version is."""
        return int(version.removeprefix("soak-")) % len(GOOD)

    def spoil(self) -> None:
        """Save a faulty edit."""
        save(self._file, FAULTY[self.faulty % len(FAULTY)](f"faulty-{self.faulty}"))
        self.faulty += 1

    def allowed(self, asked: float, answered: float) -> dict[str, Oracle]:
        """Return who may answer a question between two times: each version that was live."""
        edits = self._edits
        ends = [*(each.since + IN_FORCE for each in edits[1:]), float("inf")]
        return {
            each.version: each.oracle
            for each, end in zip(edits, ends, strict=False)
            if each.since <= answered and asked <= end
        }
