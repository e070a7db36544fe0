"""What a program may be given as its directory, and the editions that come from it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeAlias

from ccb_support.model.shipped_directory import default_directory
from ccb_support.routing.router import Router, router_over

from .edition import Edition, FixedEdition
from .watched_file import WatchedFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from ccb_support.model.directory import Directory

    from .edition import Editions

Source: TypeAlias = "Directory | Router | str | os.PathLike[str]"
"""A directory, a router over it, or the path of its file."""


def editions_of(source: Source | None, now: Callable[[], datetime]) -> Editions:
    """Return what gives the edition that answers now.

    Args:
        source: where the directory is; `None` means the shipped one.
        now: returns the current time.

    Raises:
        DirectoryError: the file is not a directory.
        MissingExtraError: the directory needs an extra.
        OSError: the file can't be read.
    """
    if isinstance(source, str | os.PathLike):
        return WatchedFile(source, now)
    return FixedEdition(Edition(router_over(default_directory() if source is None else source)))
