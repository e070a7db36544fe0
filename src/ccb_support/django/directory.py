"""The directory that answers: the shipped one, or a file that people edit."""

from __future__ import annotations

import time
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from ccb_support.editions.edition import Edition
from ccb_support.editions.sources import editions_of
from ccb_support.editions.watched_file import WatchedFile

from .desk import directory_path, now

if TYPE_CHECKING:
    from ccb_support.editions.edition import Editions

SETTLING_SECONDS = 0.1
"""How long the first look that sees an edit waits, in case somebody is still writing."""


def current_edition() -> Edition:
    """Return the edition that answers now.

    Raises:
        DirectoryError: the file is not a directory, and has not been one since the process started.
        MissingExtraError: the directory needs an extra.
        OSError: the file can't be read.
        SettingsError: the setting is not a path.
    """
    return _editions(directory_path()).current


@lru_cache(maxsize=1)
def _editions(path: str | None) -> Editions[Edition]:
    return editions_of(None, now, Edition) if path is None else LookedAtFile(path)


class LookedAtFile:
    """A directory's file that is looked at whenever somebody needs it.

    So an edit is live for the first reader after it, and no thread runs in the background.
    """

    def __init__(self, path: str) -> None:
        self._file = WatchedFile(path, now, Edition)
        self._looking = Lock()

    @property
    def current(self) -> Edition:
        """The last edition without faults."""
        # If another thread is looking, its edition comes with the next question.
        if self._looking.acquire(blocking=False):
            try:
                if not self._file.look():
                    time.sleep(SETTLING_SECONDS)
                    self._file.look()
            finally:
                self._looking.release()
        return self._file.current
