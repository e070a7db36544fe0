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

    from ccb_support.model.request_kinds import RequestKind
    from ccb_support.verification.codes import FindingCode
    from ccb_support.verification.findings import Finding

_RANGE = 366 * DAY


def refuse_new_errors(live: Router, edited: Router, now: datetime) -> None:
    """Refuse an edit that leaves somebody without help whom the live directory helps.

    Special days and closures do not count. In an emergency they say what is true, even if nobody
    answers; an error in the channels and their weekly hours is a mistake.

    Raises:
        DirectoryError: `verify` finds an error in the edit that the live directory does not have.
    """
    known = _errors(live, now)
    new = [finding for key, finding in _errors(edited, now).items() if key not in known]
    if new:
        messages = dict.fromkeys(finding.message.en for finding in new)
        raise DirectoryError([Fault("", message) for message in messages])


def _errors(router: Router, now: datetime) -> Mapping[tuple[FindingCode, RequestKind], Finding]:
    """Return the errors of the next year, for each request that has them."""
    usual = router.directory.model_copy(update={"special_days": (), "closures": ()})
    # The calendar of the edit may end within the year.
    clock = router.engine.clock
    start = clock.instant(now)
    end = min(Instant(start + _RANGE), clock.supported.end)
    report = verify(
        Router(usual, holidays=router.holidays), clock.datetime_at(start), clock.datetime_at(end)
    )
    return {
        (finding.code, request): finding
        for finding in report.errors
        for request in finding.requests
    }
