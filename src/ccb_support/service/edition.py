"""One directory as the service answers from it, and which one answers now."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from .kept_replies import KeptReplies

if TYPE_CHECKING:
    from ccb_support.model.directory import Directory
    from ccb_support.routing.router import Router


class Edition:
    """A directory, its router, and the replies that were made from them.

    A request takes one edition and reads nothing else, so no reply mixes two directories.

    Attributes:
        router: answers the questions.
        has_refused_edit: whether a newer edit of the directory has faults, and was refused.
        kept: the replies that are kept.
    """

    def __init__(self, router: Router, *, has_refused_edit: bool = False) -> None:
        self.router = router
        self.has_refused_edit = has_refused_edit
        self.kept = KeptReplies()

    @property
    def directory(self) -> Directory:
        """The directory."""
        return self.router.directory

    @cached_property
    def version_header(self) -> str:
        """The directory's version as the value of a header, which holds ASCII only."""
        return quote(self.directory.version, safe=" !#$&'()*+,-./:;<=>?@[]^_`{|}~")


class Editions(Protocol):
    """Gives the edition that answers now."""

    @property
    def current(self) -> Edition:
        """The edition. Each request reads it once."""
        ...


class FixedEdition:
    """One directory for as long as the service runs."""

    def __init__(self, router: Router) -> None:
        self.current = Edition(router)
