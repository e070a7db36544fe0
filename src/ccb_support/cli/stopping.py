"""How a process ends if a signal stops it, so that a shell learns of the signal."""

from __future__ import annotations


class StoppedError(BaseException):
    """The signal with this name asks the process to end. No `except Exception` stops it."""


def end_by(name: str) -> int:
    """End the process as the signal would have, so that a shell sees why it ended.

    Args:
        name: the name of the signal. A system that does not have it ends as by `SIGTERM`.

    Returns:
        The exit code that a shell reports, if the signal is blocked and the process goes on.
    """
    import signal  # noqa: PLC0415 - most calls end by themselves

    number: int = getattr(signal, name, signal.SIGTERM)
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)
    return 128 + number
