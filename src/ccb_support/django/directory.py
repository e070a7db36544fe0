"""The directory that answers: the shipped one, or a file that people edit."""

from __future__ import annotations

import time
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from ccb_support.live import live_directory
from ccb_support.live.watched_file import WatchedFile

from .desk import directory_path, now, settle

if TYPE_CHECKING:
    from ccb_support.live import LiveDirectory
    from ccb_support.live.watched_file import Current

SETTLING_SECONDS = 0.1
"""How long the first look that sees an edit waits, in case somebody is still writing."""


def current() -> Current:
    """Return what answers now.

    Raises:
        DirectoryError: the file is not a directory, and has not been one since the process started.
        MissingExtraError: the directory needs an extra.
        OSError: the file can't be read.
        SettingsError: a setting does not have its form.
    """
    return _live(directory_path(), settle()).current


@lru_cache(maxsize=1)
def _live(path: str | None, settle: float) -> LiveDirectory:
    return live_directory(None, now) if path is None else LookedAtFile(path, settle)


class LookedAtFile:
    """A directory's file that is looked at whenever somebody needs it.

    So an edit is live for the first reader after it, and no thread runs in the background.
    """

    def __init__(self, path: str, settle: float) -> None:
        self._file = WatchedFile(path, now, settle)
        self._looking = Lock()

    @property
    def current(self) -> Current:
        """What answers by the last edit without faults."""
        # If another thread is looking, what it finds comes with the next question.
        if self._looking.acquire(blocking=False):
            try:
                if not self._file.look():
                    time.sleep(SETTLING_SECONDS)
                    self._file.look()
            finally:
                self._looking.release()
        return self._file.current
