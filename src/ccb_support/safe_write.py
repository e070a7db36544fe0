"""Writing a file in one piece: until the new file is whole, the old one stays."""

import os
import secrets
import stat
from collections.abc import Generator
from contextlib import contextmanager
from errno import EEXIST
from functools import partial
from pathlib import Path
from typing import BinaryIO

from ccb_support.errors import name_in_errors


@contextmanager
def write_safely(target: Path) -> Generator[BinaryIO]:
    """Yield a new file beside `target`, and rename it to `target` at the end.

    If anything fails before the end, the new file is removed and `target` stays as it is. A file
    keeps its mode when it is replaced, but not its owner: the new file belongs to the user who runs
    the program. A file that was not there at the start is not replaced: another program has written
    it meanwhile. If `target` is a link, the new file replaces the link, and the file to which the
    link leads stays as it is.

    Raises:
        OSError: the new file can't be created, written or renamed, or another program wrote
            `target` meanwhile. The error names `target`, or no file if the disk was full before the
            end.
    """
    old = target.lstat() if os.path.lexists(target) else None
    mode = old.st_mode & 0o777 if old and stat.S_ISREG(old.st_mode) else None
    # Nobody can guess the name, so nobody can put a link there first.
    unfinished = target.parent / f".{secrets.token_hex(16)}.part"
    # The system takes the umask away from the mode, as it does for every new file.
    opener = partial(os.open, mode=0o666 if mode is None else mode)
    with name_in_errors(target):
        file = open(unfinished, "xb", opener=opener)  # noqa: SIM115 - renamed after it is closed
    try:
        yield file
        with name_in_errors(target):
            file.flush()
            os.fsync(file.fileno())
            file.close()  # Windows renames no open file, and removes none
            if mode is not None:
                unfinished.chmod(mode)  # the umask does not count for an old file
            if old is None and os.path.lexists(target):
                raise FileExistsError(EEXIST, os.strerror(EEXIST))
            unfinished.replace(target)
    finally:
        file.raw.close()  # without what is still to be written, which may fail again
        unfinished.unlink(missing_ok=True)
