"""The directory that answers: the shipped one, or a file that people edit."""

from __future__ import annotations

import time
from functools import cache, lru_cache
from threading import Lock

from ccb_support.editions.edition import Edition
from ccb_support.editions.watched_file import WatchedFile
from ccb_support.model.shipped_directory import default_directory
from ccb_support.routing.router import Router

from .desk import directory_path, now

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
    path = directory_path()
    return _shipped() if path is None else _file_at(path).current


@cache
def _shipped() -> Edition:
    return Edition(Router(default_directory()))


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
                self._look()
            finally:
                self._looking.release()
        return self._file.current

    def _look(self) -> None:
        if not self._file.look():
            time.sleep(SETTLING_SECONDS)
            self._file.look()


@lru_cache(maxsize=1)
def _file_at(path: str) -> LookedAtFile:
    return LookedAtFile(path)
