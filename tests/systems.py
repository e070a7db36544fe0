"""Tests that need what some systems do not have, or more time than a first run takes."""

import os
import sys

import pytest
from hypothesis import settings

NEEDS_POSIX = pytest.mark.skipif(
    os.name != "posix",
    reason="Windows has no fork, no SIGHUP, no modes of files, and links only for administrators",
)

NEEDS_LINUX = pytest.mark.skipif(
    sys.platform != "linux",
    reason="only Linux has a device that is always full, and a limit of memory that it keeps",
)

NEEDS_PROCESSES = pytest.mark.skipif(
    sys.platform == "emscripten", reason="a browser's Python starts no process"
)

NEEDS_THREADS = pytest.mark.skipif(
    sys.platform == "emscripten", reason="a browser's Python starts no thread"
)

THOROUGH = pytest.mark.skipif(
    settings.get_current_profile_name() != "ci", reason="it takes long: `nox -s tests` runs it"
)


def examples(most: int) -> int:
    """Return how many examples a test draws in this run, if it draws `most` where others draw 100."""
    return most * settings().max_examples // 100
