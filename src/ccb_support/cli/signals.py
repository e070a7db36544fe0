"""Signals that end a process: while a file is written, they must not leave a part of it."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from .stopping import StoppedError

if TYPE_CHECKING:
    from collections.abc import Generator

_STOPPING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The signals that end a process at once, unless the process handles them."""


@contextmanager
def raise_on_signals() -> Generator[None]:
    """Raise `StoppedError` on a signal that ends a process, so that files are cleaned up."""
    # Python allows only the main thread to do this. A signal that is ignored stays ignored.
    is_main = threading.current_thread() is threading.main_thread()
    handled = [each for each in _STOPPING if signal.getsignal(each) is signal.SIG_DFL and is_main]
    for each in handled:
        signal.signal(each, _stop)
    try:
        yield
    finally:
        for each in handled:
            signal.signal(each, signal.SIG_DFL)


def _stop(number: int, _frame: object) -> NoReturn:
    raise StoppedError(signal.Signals(number).name)
