"""A file that a command writes: what it may replace, and what happens if it is stopped."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ccb_support.model.text import as_line
from ccb_support.safe_write import write_safely
from ccb_support.words.error_reasons import FILE_EXISTS, FILE_IS_READ, NOT_A_REGULAR_FILE

from .bad_argument import BadArgumentError
from .signals import raise_on_signals

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from .call import Call


def print_or_write(call: Call, document: str) -> Iterator[str]:
    """Yield the lines of a document, or write it to the file of `--output`."""
    if call.arguments.output is None:
        # `print` ends each line as the system does.
        yield from document.replace(os.linesep, "\n").removesuffix("\n").split("\n")
    else:
        write_output(call, call.arguments.output, document.encode("utf-8"))


def write_output(call: Call, target: Path, content: bytes) -> None:
    """Write a file whole, or leave everything as it is.

    Raises:
        BadArgumentError: the command must not write to `target`.
        OSError: the file can't be written.
    """
    with guard_target(call, target), write_safely(target) as file:
        file.write(content)


@contextmanager
def guard_target(call: Call, target: Path, *sources: Path) -> Generator[None]:
    """Make sure that the command may write to `target`, and that a signal leaves nothing behind.

    Args:
        call: the call.
        target: the file to write.
        sources: the files that the command reads, besides the directory.

    Raises:
        BadArgumentError: `target` is one of `sources`, or is not a file, or exists and the call has
            no `--force`.
    """
    name = as_line(str(target))
    directory = getattr(call.arguments, "directory", None)
    read = sources if directory is None else (*sources, Path(directory))
    if target.exists():
        if any(source.exists() and source.samefile(target) for source in read):
            raise BadArgumentError(FILE_IS_READ.fill(name=name))
        if not target.is_file():
            raise BadArgumentError(NOT_A_REGULAR_FILE.fill(name=name))
    # A link that leads nowhere is there, although Python says that it does not exist.
    if os.path.lexists(target) and not call.arguments.force:
        raise BadArgumentError(FILE_EXISTS.fill(name=name))
    with raise_on_signals():
        yield
