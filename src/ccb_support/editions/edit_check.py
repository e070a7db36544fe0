"""Whether an edit of a directory may go live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.clock.instants import DAY, Instant
from ccb_support.errors import DirectoryError, Fault
from ccb_support.routing.router import Router
from ccb_support.verification import verify

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import TypeAlias

    from ccb_support.model.request_kinds import RequestKind
    from ccb_support.model.text import LocalizedText
    from ccb_support.verification.codes import FindingCode

    Errors: TypeAlias = Mapping[tuple[FindingCode, RequestKind | str], LocalizedText]
    """What each error says, by its code and what it is about."""

_YEAR = 366 * DAY


def refuse_new_errors(known: Errors, found: Errors) -> None:
    """Refuse an edit that leaves somebody without help whom the live directory helps.

    Args:
        known: the errors of the live directory.
        found: the errors of the edit.

    Raises:
        DirectoryError: the edit has an error that the live directory does not have.
    """
    new = {words: None for key, words in found.items() if key not in known}
    if new:
        raise DirectoryError([Fault("", words.en, spanish=words.es) for words in new])


def errors_of(router: Router, now: datetime) -> Errors:
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
