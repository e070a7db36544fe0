"""How a process ends if a signal stops it, so that a shell learns of the signal."""

from __future__ import annotations


class StoppedError(BaseException):
    """A signal, by its name, asked the process to end. No `except Exception` catches this."""


def end_by(name: str) -> int:
    """End the process as the signal `name` would have, so that a shell sees why it ended.

    A system without that signal ends it as by `SIGTERM`. If the signal is blocked, the process goes
    on, and this returns the exit code that a shell would report.
    """
    import signal  # noqa: PLC0415 - most calls end by themselves

    number: int = getattr(signal, name, signal.SIGTERM)
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)
    return 128 + number
