"""Signals that end a process: unfinished files are removed, and the shell learns of the signal."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Generator

_STOPPING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The signals that end a process at once, unless the process handles them."""

BROKEN_PIPE = getattr(signal, "SIGPIPE", signal.SIGTERM)
"""The signal that ends a program whose output nobody reads any more."""


class StoppedError(BaseException):
    """A signal asks the process to end. No `except Exception` stops it.

    Attributes:
        number: the signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


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
    raise StoppedError(number)


def end_by(number: int) -> int:
    """End the process as the signal would have, so that a shell sees why it ended.

    Returns:
        The exit code that a shell reports, if the signal is blocked and the process goes on.
    """
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)
    return 128 + number
