"""Tests that need what some systems do not have."""

from __future__ import annotations

import os
import sys

import pytest

NEEDS_POSIX = pytest.mark.skipif(
    os.name != "posix",
    reason="Windows has no fork, no SIGHUP, no modes of files, and links only for administrators",
)

NEEDS_LINUX = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux has a device that is always full"
)

NEEDS_PROCESSES = pytest.mark.skipif(
    sys.platform == "emscripten", reason="a browser's Python starts no process"
)

NEEDS_THREADS = pytest.mark.skipif(
    sys.platform == "emscripten", reason="a browser's Python starts no thread"
)
