"""A watched file in a test, and what it answers from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ccb_support.watching.watched_file import WatchedFile
from tests.service.calls import Clock

if TYPE_CHECKING:
    from pathlib import Path

    from ccb_support import Directory, Router


class Live(NamedTuple):
    """What a program answers from."""

    router: Router
    has_refused_edit: bool

    @property
    def directory(self) -> Directory:
        return self.router.directory


Watched: TypeAlias = WatchedFile[Live]


def watched(path: Path, clock: Clock | None = None) -> Watched:
    """Return a watched file, by a clock that shows a morning unless a test sets it."""
    return WatchedFile(path, clock or Clock(), Live)


def live(file: Watched) -> str:
    """Return the version that answers after two looks at the file."""
    file.look()
    file.look()
    return file.current.directory.version
