"""A directory's file that people edit while a program runs, and which edits may go live."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from ccb_support.clock.instants import DAY, Instant
from ccb_support.errors import CcbSupportError, DirectoryError, Fault
from ccb_support.limits import LONGEST_FILE
from ccb_support.model.directory import Directory
from ccb_support.model.text import as_line
from ccb_support.routing.router import Router
from ccb_support.verification import verify

from .edition import Edition

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from typing import TypeAlias

    from ccb_support.model.channels import RequestKind
    from ccb_support.model.text import LocalizedText
    from ccb_support.verification.codes import FindingCode

    _Errors: TypeAlias = Mapping[tuple[FindingCode, RequestKind | str], LocalizedText]
    """What each error says, by its code and what it is about."""

_YEAR = 366 * DAY

_MOST_BYTES = 4 * LONGEST_FILE
"""A letter has at most four bytes, and a longer file is refused."""

_logger = logging.getLogger("ccb_support.editions")


class WatchedFile:
    """A directory's file: each edit without faults goes live, and a faulty edit changes nothing.

    An edit is also refused if it leaves somebody without help whom the live directory helps.

    Args:
        path: the file.
        now: returns the current time, around which an edit is verified.

    Attributes:
        current: the edition that answers now. Each request reads it once.

    Raises:
        DirectoryError: the file is not a directory.
        MissingExtraError: the directory needs an extra.
        OSError: the file can't be read.
    """

    def __init__(self, path: str | os.PathLike[str], now: Callable[[], datetime]) -> None:
        self._path = Path(path)
        self._now = now
        self._seen = self._judged = self._content()
        router = self._load()
        self._errors = _errors_of(router, now())
        self.current = Edition(router)

    def look(self) -> bool:
        """Check the file if it changed, and take it if it has no faults.

        Returns:
            Whether the file is as the look before saw it. If not, look again a little later: an
            edit counts once two looks see the same.
        """
        content = self._content()
        # A program may still be writing, and half of a file may be a directory too.
        is_settled, self._seen = content == self._seen, content
        if is_settled and content != self._judged:
            self._judge(content)
        return is_settled

    def _judge(self, content: bytes | None) -> None:
        """Take what the last two looks saw, or refuse it."""
        self._judged = content
        try:
            router = self._load()
            errors = _errors_of(router, self._now())
            _refuse_new_errors(self._errors, errors)
        except (CcbSupportError, OSError) as error:
            self._refuse(error)
            return
        if self._content() != content:
            # It changed while it was read, so what was read may be half of it.
            self._judged = None
            return
        # One assignment: a request has the old edition or the new one.
        self.current = Edition(router)
        self._errors = errors
        version = router.directory.version
        _logger.info("worker %d: version %s of %s is live", os.getpid(), version, self.name)

    def _refuse(self, error: Exception) -> None:
        live = self.current.router
        self.current = Edition(live, has_refused_edit=True)
        _logger.error(
            "worker %d: the edit of %s is refused, and version %s stays live: %s",
            os.getpid(), self.name, live.directory.version, error,
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
    def name(self) -> str:
        """The path, to show."""
        return as_line(str(self._path))


def _refuse_new_errors(known: _Errors, found: _Errors) -> None:
    """Refuse an edit that leaves somebody without help whom the live directory helps.

    Raises:
        DirectoryError: the edit has errors that the live directory does not have.
    """
    new = {words: None for key, words in found.items() if key not in known}
    if new:
        raise DirectoryError([Fault("", words.en, spanish=words.es) for words in new])


def _errors_of(router: Router, now: datetime) -> _Errors:
    """Return the errors that `verify` finds in the next year.

    Special days and closures do not count. In an emergency they say what is true, even if nobody
    answers; an error in the channels and their weekly hours is a mistake.
    """
    usual = router.directory.model_copy(update={"special_days": (), "closures": ()})
    # The holiday calendar of the directory may end within the year.
    clock = router.engine.clock
    start = clock.instant(now)
    end = min(Instant(start + _YEAR), clock.supported.end)
    report = verify(
        Router(usual, holidays=router.holidays), clock.datetime_at(start), clock.datetime_at(end)
    )
    return {
        (finding.code, subject): finding.message
        for finding in report.errors
        # An error that is about no request is about what its message says.
        for subject in finding.requests or (finding.message.en,)
    }
