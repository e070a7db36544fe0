"""One directory with its router, and which one answers now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from ccb_support.model.directory import Directory
    from ccb_support.routing.router import Router


class Edition(NamedTuple):
    """A directory and its router.

    A request takes one edition and reads nothing else, so no answer mixes two directories.

    Attributes:
        router: answers the questions.
        has_refused_edit: whether a newer edit of the directory has faults, and was refused.
    """

    router: Router
    has_refused_edit: bool = False

    @property
    def directory(self) -> Directory:
        """The directory."""
        return self.router.directory


class Editions(Protocol):
    """Gives the edition that answers now."""

    @property
    def current(self) -> Edition:
        """The edition. Each request reads it once."""
        ...


class FixedEdition(NamedTuple):
    """One directory for as long as the process runs."""

    current: Edition
