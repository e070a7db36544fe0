"""A successful reply: its body, its name, and its headers."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

if TYPE_CHECKING:
    from typing import TypeAlias

    from ccb_support.words.languages import Language

    from .lifetimes import Lifetime

    Headers: TypeAlias = list[tuple[bytes, bytes]]

VERSION_HEADER = "Ccb-Directory-Version"
"""The header of every reply that says which directory it is made from."""

_VERSION_HEADER = VERSION_HEADER.lower().encode()  # as ASGI writes it
_TAG = re.compile(rb'"[^"]*"')


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
        cls, body: str, version: str, lifetime: Lifetime, language: Language | None = None
    ) -> Reply:
        """Make a reply. It has a language if it has words in one language."""
        content = body.encode()
        tag = b'"%s"' % blake2b(content, digest_size=16).hexdigest().encode()
        headers = [(b"etag", tag), (_VERSION_HEADER, in_header(version).encode())]
        if language:
            headers.append((b"content-language", language.encode()))
        return cls(content, tag, lifetime, headers)

    def is_named_by(self, if_none_match: bytes) -> bool:
        """Return whether a client that sends this `If-None-Match` has this body already."""
        if if_none_match == self.tag:
            return True
        # The comparison is the weak one, so a `W/` in front of a tag does not count.
        return if_none_match.strip() == b"*" or self.tag in _TAG.findall(if_none_match)
