"""How long an answer may be kept, and how a client finds out that it has it already."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import blake2b

from werkzeug.http import parse_etags

from ccb_support import Recommendation

LONGEST = timedelta(days=1)
"""No answer is kept for longer, so that a new directory reaches everyone within this time."""

_SECOND = timedelta(seconds=1)


def current_until(answer: Recommendation, now: datetime) -> datetime:
    """Return until when `answer` is what holds *now*: some answers never end, keeping does."""
    limit = lasting_until(now)
    return limit if answer.valid_until is None else min(answer.valid_until.astimezone(UTC), limit)


def lasting_until(now: datetime) -> datetime:
    """Return until when an answer about a given instant may be kept: only a new directory ends it.

    That instant, and the span around it, may well be past by then.
    """
    return now.astimezone(UTC) + LONGEST


def headers(body: bytes, *, now: datetime, expires: datetime) -> Mapping[str, str]:
    """Return the headers with which caches keep `body`, and later ask whether it is the same."""
    # Whole seconds, rounded down: an answer may be kept for too short a time, never for too long.
    return {
        "Cache-Control": f"max-age={(expires - now) // _SECOND}, must-revalidate",
        "Expires": format_datetime(expires, usegmt=True),
        "ETag": f'"{entity_tag(body)}"',
    }


def entity_tag(body: bytes) -> str:
    """Return a name for exactly this body; the directory's version is a part of it."""
    return blake2b(body, digest_size=16).hexdigest()


def is_known(body: bytes, if_none_match: str | None) -> bool:
    """Return whether the client says that it has this body."""
    return parse_etags(if_none_match).contains_weak(entity_tag(body))
