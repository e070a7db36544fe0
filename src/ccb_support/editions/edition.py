"""One directory with its router, and which one answers now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from ccb_support.model.directory import Directory
    from ccb_support.routing.router import Router


class Edition:
    """A directory and its router.

    A request takes one edition and reads nothing else, so no answer mixes two directories.

    Attributes:
        router: answers the questions.
        has_refused_edit: whether a newer edit of the directory has faults, and was refused.
    """

    def __init__(self, router: Router, *, has_refused_edit: bool = False) -> None:
        self.router = router
        self.has_refused_edit = has_refused_edit

    @property
    def directory(self) -> Directory:
        """The directory."""
        return self.router.directory


EditionT_co = TypeVar("EditionT_co", bound=Edition, covariant=True)


class Editions(Protocol[EditionT_co]):
    """Gives the edition that answers now."""

    @property
    def current(self) -> EditionT_co:
        """The edition. Each request reads it once."""
        ...


class FixedEdition(NamedTuple, Generic[EditionT_co]):
    """One directory for as long as the process runs.

    Attributes:
        current: the edition.
    """

    current: EditionT_co
