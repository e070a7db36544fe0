"""A successful reply: its body, its name, its headers, and how long it is the right one."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from email.utils import formatdate
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

if TYPE_CHECKING:
    from typing import TypeAlias
    from zoneinfo import ZoneInfo

    from pydantic import BaseModel

    from ccb_support.live.watched_file import Current
    from ccb_support.words.languages import Language

    Headers: TypeAlias = list[tuple[bytes, bytes]]

VERSION_HEADER = "Ccb-Directory-Version"
"""The header of every reply that says which directory it is made from."""

_VERSION_HEADER = VERSION_HEADER.lower().encode()  # as ASGI writes it
_TAG = re.compile(rb'"[^"]*"')

_MARGIN = timedelta(seconds=2)
"""How long before its end caches let go of a reply.

`Expires` is a whole second, to the end of which nginx keeps the reply. A browser counts from the
`Date` of the server, which may be a second late too.
"""


class Lifetime(NamedTuple):
    """The half-open span of instants, in UTC, over which a reply is the right one.

    Attributes:
        since: the first instant, or `None` if there is no first.
        until: the end, or `None` if the reply stays right.
    """

    since: datetime | None = None
    until: datetime | None = None

    def holds_at(self, now: datetime) -> bool:
        """Return whether the reply is the right one at `now`."""
        has_begun = self.since is None or self.since <= now
        return has_begun and (self.until is None or now < self.until)

    def within(self, start: datetime | None, end: datetime | None) -> Lifetime:
        """Return the overlap with a span; `None` means no start or no end."""
        starts = [each.astimezone(UTC) for each in (self.since, start) if each is not None]
        ends = [each.astimezone(UTC) for each in (self.until, end) if each is not None]
        return Lifetime(max(starts, default=None), min(ends, default=None))

    def caching_headers(self, now: datetime, max_age: int) -> Headers:
        """Return the headers that say until when caches may keep the reply.

        The end is an instant. A cache such as nginx sends a stored `max-age` again with a new
        `Date`, so its clients would keep the reply for too long.
        """
        end = now + timedelta(seconds=max_age)
        if self.until is not None:
            end = min(end, self.until - _MARGIN)
        seconds = int(end.timestamp())
        if seconds <= now.timestamp():
            return [(b"cache-control", b"no-cache")]
        expires = formatdate(seconds, usegmt=True).encode()
        return [(b"expires", expires), (b"cache-control", b"must-revalidate")]


ALWAYS = Lifetime()
"""The lifetime of a reply about a given instant: only another directory changes it."""


def local_day(when: datetime, zone: ZoneInfo) -> Lifetime:
    """Return the day that the clock shows at `when` in a zone: from midnight to midnight."""
    day = when.astimezone(zone).date()
    midnights = (datetime.combine(each, time(), zone) for each in (day, day + timedelta(days=1)))
    return Lifetime(*(each.astimezone(UTC) for each in midnights))


def in_header(version: str) -> str:
    """Return a directory's version as the value of a header, which holds ASCII only."""
    return quote(version, safe=" !#$&'()*+,-./:;<=>?@[]^_`{|}~")


class Reply(NamedTuple):
    """A successful reply: a body in JSON, and its headers, except those that depend on the time.

    The entity tag has its quotes.
    """

    body: bytes
    tag: bytes
    lifetime: Lifetime
    headers: Headers

    @classmethod
    def of(
        cls,
        body: BaseModel,
        current: Current,
        lifetime: Lifetime = ALWAYS,
        language: Language | None = None,
    ) -> Reply:
        """Make a reply. It has a language if it has words in one language."""
        content = body.model_dump_json().encode()
        tag = b'"%s"' % blake2b(content, digest_size=16).hexdigest().encode()
        headers = [(b"etag", tag), (_VERSION_HEADER, in_header(current.directory.version).encode())]
        if language:
            headers.append((b"content-language", language.encode()))
        return cls(content, tag, lifetime, headers)

    def is_named_by(self, if_none_match: bytes) -> bool:
        """Return whether a client that sends this `If-None-Match` has this body already."""
        if if_none_match == self.tag:
            return True
        # The comparison is the weak one, so a `W/` in front of a tag does not count.
        return if_none_match.strip() == b"*" or self.tag in _TAG.findall(if_none_match)
