"""The directory of channels that this help desk asks."""

from __future__ import annotations

from functools import cache

from ccb_support import Directory, Router, default_directory
from django.conf import settings


@cache
def router() -> Router:
    """Return the one router of the process, over the directory that the settings name.

    Raises:
        OSError: nothing can read that file.
        DirectoryError: it holds no directory.
    """
    path = settings.SUPPORT_ADVICE_DIRECTORY
    return Router(default_directory() if path is None else Directory.from_file(path))
