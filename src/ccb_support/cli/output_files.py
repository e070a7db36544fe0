"""A file that a command writes: what it may replace, and that it is whole or not there."""

import os
import signal
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from ccb_support.errors import BadParameterError
from ccb_support.questions.answers import as_line
from ccb_support.safe_write import write_safely
from ccb_support.words import errors as phrases

from .call import Call

_STOPPING = {"SIGTERM", "SIGHUP", "SIGBREAK"}
"""The signals that end a process at once, unless it handles them. No system has all of them."""


def print_or_write(call: Call, document: str) -> Iterator[str]:
    """Yield the lines of a document, or write it to the file of `--output`."""
    if call.arguments.output is None:
        # `print` ends each line as the system does.
        yield from document.replace(os.linesep, "\n").removesuffix("\n").split("\n")
    else:
        write_output(call, call.arguments.output, document)


def write_output(call: Call, target: Path, text: str) -> None:
    """Write a file whole, in UTF-8, or leave everything as it is.

    Raises:
        BadParameterError: the command must not write to `target`.
        OSError: the file can't be written.
    """
    with guard_target(call, target), write_safely(target) as file:
        file.write(text.encode("utf-8"))


@contextmanager
def guard_target(call: Call, target: Path, *sources: Path) -> Generator[None]:
    """Make sure that the command may write to `target`, and that a signal leaves nothing behind.

    The `sources` are the files that the command reads, besides the directory.

    Raises:
        BadParameterError: `target` is a file that the command reads, or is not a file, or exists
            and the call has no `--force`.
        OSError: the folder of `target` can't be found.
    """
    name = as_line(str(target))
    directory = call.arguments.directory
    own = [] if directory is None else [Path(directory), *Path(directory).glob("*.toml")]
    if target.exists():
        if any(read.exists() and read.samefile(target) for read in (*sources, *own)):
            raise BadParameterError(phrases.FILE_IS_READ.fill(name=name))
        if not target.is_file():
            raise BadParameterError(phrases.NOT_A_REGULAR_FILE.fill(name=name))
    # A link that leads nowhere is there, although Python says that it does not exist.
    if os.path.lexists(target) and not call.arguments.force:
        raise BadParameterError(phrases.FILE_EXISTS.fill(name=name))
    # If the folder is missing, the error names the folder, and not the file that is to be written.
    target.parent.stat()
    with _raise_on_signals():
        yield


@contextmanager
def _raise_on_signals() -> Generator[None]:
    """Let a signal that ends a process raise what Ctrl-C does, so that files are cleaned up."""
    # A signal that is ignored stays ignored.
    handled = [
        each
        for each in signal.Signals
        if each.name in _STOPPING and signal.getsignal(each) is signal.SIG_DFL
    ]
    for each in handled:
        signal.signal(each, _stop)
    try:
        yield
    finally:
        for each in handled:
            signal.signal(each, signal.SIG_DFL)


def _stop(number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt(signal.Signals(number).name)
