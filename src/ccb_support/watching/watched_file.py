"""A directory's file, and the watch over it: an edit without faults goes live by itself."""

from __future__ import annotations

import asyncio
import logging
import os
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from ccb_support.errors import CcbSupportError
from ccb_support.limits import LONGEST_FILE
from ccb_support.model.directory import Directory
from ccb_support.model.text import as_line
from ccb_support.routing.router import Router

from .edit_check import errors_of, refuse_new_errors

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from datetime import datetime

    from .edit_check import Errors

SECONDS_BETWEEN_LOOKS = 0.25
"""How often a process looks at the file. It takes an edit at the second look that sees it."""

_MOST_BYTES = 4 * LONGEST_FILE
"""A letter has at most four bytes, and a longer file is refused."""

LOGGER = "ccb_support.watching"
"""The name of the logger that says which edits are live, and which are refused."""

_logger = logging.getLogger(LOGGER)

_E = TypeVar("_E")
_E_co = TypeVar("_E_co", covariant=True)


class MakeEdition(Protocol[_E_co]):
    """Makes what a program answers from, out of a directory's router."""

    def __call__(self, router: Router, *, has_refused_edit: bool) -> _E_co:
        """Return what a program answers from.

        Args:
            router: answers over the live directory.
            has_refused_edit: whether a newer edit of the file has faults, and was refused.
        """
        ...


class WatchedFile(Generic[_E]):
    """A directory's file: each edit without faults goes live, and a faulty edit changes nothing.

    Args:
        path: the file.
        now: returns the current time, around which an edit is verified.
        edition: makes what the program answers from.

    Attributes:
        current: what the program answers from now. An edit replaces it by one assignment.

    Raises:
        DirectoryError: the file is not a directory.
        MissingExtraError: the directory needs an extra.
        OSError: the file can't be read.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        now: Callable[[], datetime],
        edition: MakeEdition[_E],
    ) -> None:
        self._path = Path(path)
        self._now = now
        self._edition = edition
        self._seen = self._judged = self._content()
        self._router = self._load()
        self._errors = errors_of(self._router, now())
        self.current = edition(self._router, has_refused_edit=False)

    @asynccontextmanager
    async def watched(self) -> AsyncGenerator[None]:
        """Watch the file until the block ends."""
        watch = asyncio.create_task(self.watch())
        try:
            yield
        finally:
            watch.cancel()
            with suppress(asyncio.CancelledError):
                await watch

    async def watch(self) -> None:
        """Look at the file again and again. Answers go on meanwhile."""
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            try:
                await asyncio.to_thread(self.look)
            except Exception:
                _logger.exception("%s: the look at the file failed", self._name)

    def look(self) -> None:
        """Check the file if it changed, and take it if it has no faults."""
        content = self._content()
        # A program may still be writing, and half of a file may be a directory too. So an edit
        # counts once two looks see the same.
        is_settled, self._seen = content == self._seen, content
        if not is_settled or content == self._judged:
            return
        self._judged = content
        try:
            router = self._load()
            errors = errors_of(router, self._now())
            refuse_new_errors(self._errors, errors)
        except (CcbSupportError, OSError) as error:
            self._refuse(error)
            return
        if self._content() == content:
            self._take(router, errors)
        else:  # it changed while it was read, so what was read may be half of it
            self._judged = None

    def _take(self, router: Router, errors: Errors) -> None:
        # One assignment: an answer comes from the old edition or from the new one.
        self.current = self._edition(router, has_refused_edit=False)
        self._router, self._errors = router, errors
        version = router.directory.version
        _logger.info("worker %d: version %s of %s is live", os.getpid(), version, self._name)

    def _refuse(self, error: Exception) -> None:
        self.current = self._edition(self._router, has_refused_edit=True)
        _logger.error(
            "worker %d: the edit of %s is refused, and version %s stays live: %s",
            os.getpid(), self._name, self._router.directory.version, error,
        )  # fmt: skip

    def _load(self) -> Router:
        return Router(Directory.from_file(self._path))

    def _content(self) -> bytes | None:
        """Return what the file holds; `None` if it can't be read."""
        try:
            with self._path.open("rb") as file:
                return file.read(_MOST_BYTES)
        except OSError:
            return None

    @property
    def _name(self) -> str:
        return as_line(str(self._path))
