"""Which directory answers now: one that never changes, or a file that people edit meanwhile.

The file may be a folder of editions. An edit without faults goes live; a faulty edit changes
nothing.
"""

import asyncio
import logging
import os
from collections.abc import AsyncGenerator, Callable, Container
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from time import monotonic, time
from typing import Literal, NamedTuple, TypeAlias

from ccb_support.clock.instants import DAY, Instant, instant_of
from ccb_support.errors import CcbSupportError, DirectoryError, Fault, listed, plain
from ccb_support.model.directory import (
    Directory,
    Texts,
    default_directory,
    parse_editions,
    read_texts,
    refusal,
)
from ccb_support.model.text import as_line
from ccb_support.questions import Desk
from ccb_support.routing.router import DirectoryOrRouter, Router, router_over
from ccb_support.verification import verify
from ccb_support.verification.edition_checks import list_dropped
from ccb_support.words import Phrase, join_phrases
from ccb_support.words import services as phrases

Source: TypeAlias = DirectoryOrRouter | str | os.PathLike[str]
"""A directory or its editions, a router over them, or the path of its file or its folder."""

SECONDS_BETWEEN_LOOKS = 0.25
"""How often a process looks at the file. It takes an edit at the second look that sees it."""

SECONDS_AFTER_A_FAILURE = 10.0
"""How long a process waits after a look that failed itself, so that the log does not fill."""

SETTLE = 5
"""For how many seconds a file must stay as it is after an edit that drops something."""

_YEAR = 366 * DAY

_logger = logging.getLogger("ccb_support.live")


EditCode: TypeAlias = Literal["edit_refused", "edit_failed", "edit_waits", "edit_dropped"]
"""What happened to an edit.

It has faults; or it could not be checked yet; or it waits, because it drops something; or it is
live, and has dropped something.
"""


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


class LiveDirectory:
    """Gives the directory that answers now, by one clock; this one never changes.

    Attributes:
        current: what answers now. Each request reads it once.
        now: returns the current time.
        note: is called with what happened to an edit, once each time.
    """

    def __init__(self, router: Router, now: Callable[[], datetime]) -> None:
        self.current: Current = Current(router)
        self.now = now
        self.note: Callable[[EditCode | Literal["edit_live"]], None] = lambda _code: None

    def desk(self) -> Desk:
        """Return the desk at which a question is asked now."""
        return Desk.of(self.current.router, self.now())

    def look(self) -> bool:
        """Return `True`: nobody edits this one, so it is as the last look saw it."""
        return True


class WatchedFile(LiveDirectory):
    """A directory's file: each edit without faults goes live, and a faulty edit changes nothing.

    A folder of editions is watched in the same way: a new file in it is an edit.

    An edit is also refused if it leaves somebody without help whom the live directory helps. Half
    of a file may be a directory too, and a file that is replaced may be away for a moment. So an
    edit that drops something must stay as it is for longer.

    A refused edit is judged again on each day, by the clock of the desk: an edition may have begun.

    Args:
        path: the file or the folder.
        now: returns the current time, around which an edit is verified.
        settle: for how many seconds the file must stay as it is after an edit that drops something.

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
    ) -> None:
        self._path = path
        self._name = as_line(str(path))
        self._settle = settle
        # When the last look began.
        self._looked = time()
        # The texts that are live, and those that the last look saw; since when they are the same.
        self._texts = self._seen = self._read()
        self._since = monotonic()
        # The last texts that were taken or refused. If they are none, the next look tries again.
        self._judged: Texts = self._texts
        # The day on which they were refused. On another day they may be right.
        self._refused_on: date | None = None
        self._logged = ""
        super().__init__(Router(parse_editions(self._texts, Directory.from_toml)), now)

    def look(self) -> bool:
        """Check the file if it changed, and take it if it has no faults.

        Returns:
            Whether the file is as the last look saw it. If not, look again a little later: an edit
            counts once two looks see the same.
        """
        failure: Exception | None = None
        last_look, self._looked = self._looked, time()
        try:
            texts: Texts = self._read()
        except Exception as error:  # noqa: BLE001 - the look that sees it again reports it
            texts, failure = {}, error
        if texts != self._seen:
            self._seen, self._logged = texts, ""
            # Where only readers look, the edit may be hours old. The disk may have another clock,
            # and a file may keep its time, but the edit came after the last look.
            age = self._looked - max(last_look, self._changed)
            self._since = monotonic() - max(age, 0)
            return False
        is_judged = texts == self._judged and self._refused_on in (None, self.desk().today)
        if failure:
            self._warn_of(failure, texts)
        elif not is_judged:
            self._refused_on = None
            try:
                self._judged = self._take(texts)
            except Exception as error:  # noqa: BLE001 - short of memory, for example; the log has it
                self._warn_of(error, texts)
        return True

    def _warn_of(self, failure: Exception, texts: Texts) -> None:
        """Warn that the file was refused, or that something else failed: then look again."""
        if isinstance(failure, CcbSupportError):
            # Without a text, the next look asks again what is in the place of the file.
            self._judged, self._refused_on = texts, self.desk().today
            self._warn("edit_refused", Phrase.of(failure.message))
        else:
            self._judged = {}
            self._warn("edit_failed", plain(type(failure).__name__), failure)

    def _take(self, texts: Texts) -> Texts:
        """Take an edit, and return it; if it must wait, return no texts.

        Raises:
            CcbSupportError: the edit is refused.
        """
        router = Router(parse_editions(texts, Directory.from_toml))
        dropped = _list_dropped(self.current.router, router, self.now())
        dropped += (plain(as_line(name)) for name in self._texts if name and name not in texts)
        kept = self._texts.keys() & texts.keys()
        if any(_ends_earlier(self._texts[each], texts[each]) for each in kept):
            dropped.append(phrases.LAST_LINE)
        names = join_phrases(dropped, ", ")
        if dropped and monotonic() - self._since < self._settle:
            self._warn("edit_waits", names)
            return {}
        # An edit must not leave somebody without help whom the live directory helps.
        known = errors_of(self.current.router, self.now())
        refuse_new_errors(errors_of(router, self.now()), known)
        # One assignment: a request has the old directory or the new one.
        self.current = Current(router)
        self._texts = texts
        _logger.info(
            "worker %d: %s: version %s is live", os.getpid(), self._name, _versions_of(router)
        )
        self.note("edit_live")
        if dropped:
            self._warn("edit_dropped", names)
        return texts

    def _warn(self, code: EditCode, why: Phrase, error: Exception | None = None) -> None:
        """Say what happened to the last edit: in `current`, and once in the log."""
        message = phrases.EDITS[code].fill(
            version=_versions_of(self.current.router), why=why, seconds=f"{self._settle:g}"
        )
        before = self.current.warning
        # A clock may also be set back: what began in the future would not count until then.
        since = min(before.since, self.now()) if before and before.code == code else self.now()
        self.current = self.current._replace(warning=EditWarning(code, message, since))
        if message.en != self._logged:
            self._logged = message.en
            self.note(code)
            level = logging.ERROR if code in {"edit_refused", "edit_failed"} else logging.WARNING
            _logger.log(
                level, "worker %d: %s: %s", os.getpid(), self._name, message.en, exc_info=error
            )

    def _read(self) -> Texts:
        # Opening a device may do something to it, and a FIFO waits for a writer. To `Path`, an
        # empty path is the current folder.
        mode = os.stat(self._path).st_mode  # noqa: PTH116 - `Path` differs
        if not S_ISREG(mode) and not S_ISDIR(mode):
            raise refusal("not_a_file")
        texts = read_texts(self._path)
        # The texts are read first: the next look sees what changes meanwhile.
        files = [Path(self._path, each) for each in ("", *texts)]
        self._changed = max(each.stat().st_mtime for each in files)
        return texts


def _versions_of(router: Router) -> str:
    return listed(each.version for each in router.editions)


def _list_dropped(old: Router, new: Router, now: datetime) -> list[Phrase]:
    """Return what the edition in force now, or the last one, does not have any more."""
    before, after = (each.engine.editions.at(instant_of(now)).directory for each in (old, new))
    dropped = *list_dropped(before, after), *list_dropped(old.editions[-1], new.editions[-1])
    # Often both lack the same.
    return [*dict.fromkeys(dropped)]


def _ends_earlier(old: str, new: str) -> bool:
    """Return whether an edit has the last line of a text less often: it may lack the end."""
    last = old.rstrip().rpartition("\n")[2]
    return new.split("\n").count(last) < old.split("\n").count(last)


def refuse_new_errors(found: dict[str, Phrase], known: Container[str]) -> None:
    """Refuse a directory with errors that are not known, as `errors_of` returns them.

    Raises:
        DirectoryError: there are such errors.
    """
    if new := dict.fromkeys(words for key, words in found.items() if key not in known):
        raise DirectoryError([Fault("", each.en, each.es) for each in new])


def errors_of(router: Router, now: datetime, years: int = 1) -> dict[str, Phrase]:
    """Return why somebody is left without help in the next years, by what the errors are about.

    Nobody may answer now, or `verify` finds errors. Special days and closures do not count. In an
    emergency they say what is true, even if nobody answers; an error in the channels and their
    weekly hours is a mistake.
    """
    found: dict[str, Phrase] = {}
    clock, first = router.engine.clock, instant_of(now)
    begins, ends = clock.supported
    if first < begins:
        found["begins_later"] = phrases.OLD_CHECKS["begins_later"].fill(
            day=clock.datetime_at(begins).date()
        )
    start = max(begins, first)
    # The holiday calendar of the directory may end within these years, or may have ended.
    end = min(Instant(start + years * _YEAR), ends)
    if start >= end:
        found["calendar_ends"] = phrases.OLD_CHECKS["calendar_ends"].fill(
            day=clock.datetime_at(ends).date()
        )
        return found
    usual = [
        each.model_copy(update={"special_days": (), "closures": ()}) for each in router.editions
    ]
    for finding in verify(Router(usual), clock.datetime_at(start), clock.datetime_at(end)).errors:
        # An error that is about no request is about what its message says.
        for subject in finding.requests or (finding.message.en,):
            found[f"{finding.code} {subject}"] = Phrase.of(finding.message.in_language)
    return found


def utc_now() -> datetime:
    """Return the current time in UTC: the clock of a program that gets no other."""
    return datetime.now(UTC)


def live_directory(
    source: Source | None,
    now: Callable[[], datetime],
    settle: float = SETTLE,
) -> LiveDirectory:
    """Return what gives the directory that answers now.

    Args:
        source: where the directory is; `None` means the shipped one.
        now: returns the current time.
        settle: for how many seconds a file must stay as it is after an edit that drops something.

    Raises:
        NotAChannelDirectoryError: `source` is none of these.
        DirectoryError: the file is not a directory, or the editions do not fit together.
        MissingExtraError: the directory needs an extra.
        OSError: the file can't be read.
    """
    if isinstance(source, str | os.PathLike):
        return WatchedFile(source, now, settle)
    return LiveDirectory(router_over(default_directory() if source is None else source), now)


@asynccontextmanager
async def watched(live: LiveDirectory) -> AsyncGenerator[None]:
    """Watch the directory's file, if there is one, until the block ends."""
    watch = asyncio.create_task(_watch(live))
    # A group of tasks would put an error of the block into a group of errors.
    try:
        yield
    finally:
        watch.cancel()
        with suppress(asyncio.CancelledError):
            await watch


async def _watch(live: LiveDirectory) -> None:
    """Look at the file, if there is one, again and again. Answers go on meanwhile."""
    while isinstance(live, WatchedFile):
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        try:
            await asyncio.to_thread(live.look)
        except Exception:  # a system without one more thread, for example
            _logger.exception("worker %d: a look at the directory failed", os.getpid())
            await asyncio.sleep(SECONDS_AFTER_A_FAILURE)
