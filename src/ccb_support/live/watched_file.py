"""A directory's file that people edit while a program runs, and which edits may go live."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from stat import S_ISREG
from time import monotonic
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from ccb_support.clock.instants import DAY, Instant
from ccb_support.errors import CcbSupportError, DirectoryError, Fault
from ccb_support.model.directory import Directory, read_text
from ccb_support.model.records import phrase_of
from ccb_support.model.text import as_line
from ccb_support.routing.router import Router
from ccb_support.verification import verify
from ccb_support.words import Phrase
from ccb_support.words import services as phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import datetime

    from ccb_support.model.requests import RequestKind
    from ccb_support.model.text import LocalizedText
    from ccb_support.verification import FindingCode

    _Errors: TypeAlias = Mapping[tuple[FindingCode, RequestKind | str], LocalizedText]
    """What each error says, by its code and what it is about."""

SETTLE = 5.0
"""For how many seconds a file must stay as it is after an edit that drops something."""

_YEAR = 366 * DAY

# Windows has no such flag, and no FIFO in the place of a file.
_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0)

_logger = logging.getLogger("ccb_support.live")


EditCode: TypeAlias = Literal["edit_refused", "edit_failed", "edit_waits", "edit_dropped"]
"""What happened to an edit.

It has faults; or it could not be checked yet; or it waits, because it drops something; or it is
live, and has dropped something.
"""


Note: TypeAlias = "Callable[[EditCode | Literal['edit_live']], None]"
"""Is called with what happened to an edit, once each time."""


def ignore(_happened: str) -> None:
    """Do nothing: the note of a program that counts no edits."""


class EditWarning(NamedTuple):
    """What a person should know about the last edit of a file, and since when that is so."""

    code: EditCode
    message: Phrase
    since: datetime


class Current(NamedTuple):
    """What answers now.

    A request takes it once and reads nothing else, so no answer mixes two directories.

    Attributes:
        router: answers the questions.
        warning: what a person should know about the last edit of the directory.
    """

    router: Router
    warning: EditWarning | None = None

    @property
    def directory(self) -> Directory:
        """The directory."""
        return self.router.directory


class WatchedFile:
    """A directory's file: each edit without faults goes live, and a faulty edit changes nothing.

    An edit is also refused if it leaves somebody without help whom the live directory helps. Half
    of a file may be a directory too, so an edit that drops something must stay as it is for longer.

    Args:
        path: the file.
        now: returns the current time, around which an edit is verified.
        settle: for how many seconds the file must stay as it is after an edit that drops something.
        note: is called with what happened to an edit.

    Attributes:
        current: what answers now. Each request reads it once.

    Raises:
        DirectoryError: the file is not a directory.
        MissingExtraError: the directory needs an extra.
        OSError: the file can't be read.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        now: Callable[[], datetime],
        settle: float = SETTLE,
        note: Note = ignore,
    ) -> None:
        self._path = Path(path)
        self._now = now
        self._settle = settle
        self._note = note
        self._text = self._seen = self._read()
        self._judged: str | None = self._text
        self._since = monotonic()
        self._logged = ""
        self.current = Current(Router(Directory.from_toml(self._text)))

    def look(self) -> bool:
        """Check the file if it changed, and take it if it has no faults.

        Returns:
            Whether the file is as the look before saw it. If not, look again a little later: an
            edit counts once two looks see the same.
        """
        text = None
        try:
            text = self._read()
            if text != self._seen:
                self._seen, self._since, self._logged = text, monotonic(), ""
                return False
            if text != self._judged:
                self._judged = text if self._take(text) else None
        except CcbSupportError as error:
            # Without a text, the next look asks again what is in the place of the file.
            self._judged = text
            self._warn("edit_refused", Phrase(error.message("es"), error.message("en")))
        except Exception as error:  # noqa: BLE001 - short of memory, for example; the log has it
            self._judged = None
            name = type(error).__name__
            self._warn("edit_failed", Phrase(name, name), error)
        return True

    def _take(self, text: str) -> bool:
        """Take an edit, unless it must wait; return whether it is live.

        Raises:
            CcbSupportError: the edit is refused.
        """
        router = Router(Directory.from_toml(text))
        dropped = _list_dropped(self.current.directory, router.directory)
        if _ends_earlier(self._text, text):
            dropped.append(phrases.LAST_LINE)
        names = Phrase(
            ", ".join(each.es for each in dropped), ", ".join(each.en for each in dropped)
        )
        if dropped and monotonic() - self._since < self._settle:
            self._warn("edit_waits", names)
            return False
        _refuse_new_errors(self.current.router, router, self._now())
        # One assignment: a request has the old directory or the new one.
        self.current = Current(router)
        self._text = text
        version = router.directory.version
        _logger.info("worker %d: %s: version %s is live", os.getpid(), self.name, version)
        self._note("edit_live")
        if dropped:
            self._warn("edit_dropped", names)
        return True

    def _warn(self, code: EditCode, why: Phrase, error: Exception | None = None) -> None:
        """Say what happened to the last edit: in `current`, and once in the log."""
        message = phrases.EDITS[code].fill(
            version=self.current.directory.version, why=why, seconds=f"{self._settle:g}"
        )
        before = self.current.warning
        since = before.since if before and before.code == code else self._now()
        self.current = self.current._replace(warning=EditWarning(code, message, since))
        if message.en != self._logged:
            self._logged = message.en
            self._note(code)
            level = logging.ERROR if code in {"edit_refused", "edit_failed"} else logging.WARNING
            line = "worker %d: %s: %s"
            _logger.log(level, line, os.getpid(), self.name, message.en, exc_info=error)

    def _read(self) -> str:
        # Opening a device may do something to it.
        if not S_ISREG(self._path.stat().st_mode):
            raise DirectoryError([_fault(phrase_of("not_a_file"))])
        return read_text(self._path, _open_without_waiting)

    @property
    def name(self) -> str:
        """The path, to show."""
        return as_line(str(self._path))


def _open_without_waiting(path: str, flags: int) -> int:
    # A FIFO may have come since the look at what is there, and would wait for a writer.
    return os.open(path, flags | _WITHOUT_WAITING)


def _list_dropped(old: Directory, new: Directory) -> list[Phrase]:
    """Return each channel, escalation level and request type that is not there any more."""
    kept = _parts_of(new)
    return [part for part in _parts_of(old) if part not in kept]


def _parts_of(directory: Directory) -> Collection[Phrase]:
    served = {kind for channel in directory.channels for kind in channel.request_types}
    kinds = [each.label for each in directory.request_types if each.id in served]
    parts = [
        *(phrases.CHANNEL.fill(id=each) for each in directory.channel_ids),
        *(phrases.DROPPED_LEVEL.fill(level=each.level) for each in directory.escalation),
        *(phrases.KIND.fill(kind=each) for each in kinds),
    ]
    return dict.fromkeys(parts)


def _ends_earlier(old: str, new: str) -> bool:
    """Return whether an edit may lack the end of a text, whose last line it has less often."""
    last = old.rstrip().rpartition("\n")[2]
    return new.split("\n").count(last) < old.split("\n").count(last)


def _refuse_new_errors(live: Router, edit: Router, now: datetime) -> None:
    """Refuse an edit that leaves somebody without help whom the live directory helps.

    Raises:
        DirectoryError: the edit has errors that the live directory does not have.
    """
    found = _errors_of(edit, now)
    known: _Errors = _errors_of(live, now) if found else {}
    new = {words: None for key, words in found.items() if key not in known}
    if new:
        raise DirectoryError([_fault(words) for words in new])


def _fault(words: Phrase | LocalizedText) -> Fault:
    return Fault("", words.en, spanish=words.es)


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
