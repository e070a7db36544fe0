"""The editions of a directory: versions that follow each other, each from its own day on."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from ccb_support.errors import DirectoryError, Fault, NotAChannelDirectoryError, quoted
from ccb_support.limits import MOST_EDITIONS
from ccb_support.words import Phrase

from .directory import Directory, read_text, refusal
from .records import TOO_MANY, as_sequence, phrase_of
from .text import as_line

if TYPE_CHECKING:
    from .faults import TomlLines

DirectoryOrEditions: TypeAlias = Directory | Sequence[Directory]
"""A directory, or the editions of one."""

Texts: TypeAlias = Mapping[str, str]
"""The text of each edition, by the name of its file. That of a file on its own is empty."""

_D = TypeVar("_D", bound=Directory)
_T = TypeVar("_T")
_V = TypeVar("_V")


def read_texts(path: str | os.PathLike[str]) -> Texts:
    """Return the text of a file, or of each `*.toml` file of a folder.

    Raises:
        DirectoryError: a file is not text, or a folder has no such file, or too many.
        OSError: a file can't be read.
    """
    # To `Path`, an empty path is the current folder, and one with a zero byte an error.
    if os.path.isdir(path):  # noqa: PTH112 - `Path` differs
        return read_folder(path)
    return {"": read_text(path)}


def read_folder(path: str | os.PathLike[str]) -> Texts:
    """Return the text of each `*.toml` file of a folder. Raises what `read_texts` raises."""
    try:
        found = [
            Path(path, name)
            for name in sorted(os.listdir(os.fspath(path)))  # noqa: PTH208 - `Path` reads "" as "."
        ]
    except (TypeError, ValueError) as error:
        raise refusal("not_a_folder", path=quoted(path)) from error
    paths = {
        each.name: each
        for each in found
        if each.suffix == ".toml" and not each.name.startswith(".") and each.is_file()
    }
    if not paths:
        raise refusal("no_editions")
    if len(paths) > MOST_EDITIONS:
        raise refusal(TOO_MANY, count=len(paths), most=MOST_EDITIONS)
    texts, faults = _read_each(paths, read_text)
    if faults:
        raise DirectoryError(faults)
    return texts


def parse_editions(texts: Texts, parse: Callable[[str], _D]) -> tuple[_D, ...]:
    """Return the editions that `parse` reads from texts, in the order of their first days.

    Raises:
        DirectoryError: a text is not a directory, or the editions do not fit together. Its
            `faults` are those of all files.
    """
    return _fit_together(*_read_each(texts, parse), texts)


def in_order(directory: object) -> tuple[Directory, ...]:
    """Return a directory as one edition, or several editions in the order of their first days.

    Raises:
        NotAChannelDirectoryError: `directory` is neither a `Directory` nor a sequence of them.
        DirectoryError: the editions do not fit together.
    """
    given = [directory] if isinstance(directory, Directory) else as_sequence(directory)
    editions = [each for each in given if isinstance(each, Directory)]
    if not editions or len(editions) < len(given):
        raise NotAChannelDirectoryError(directory)
    return _fit_together({f"[{number}]": each for number, each in enumerate(editions)}, [], {})


def lines_of(
    editions: Sequence[Directory], text: str | Sequence[str] | Texts | None
) -> list[tuple[str, TomlLines]]:
    """Return, for each edition, the name of its file in words and the lines of its text, if known.

    Raises:
        DirectoryError: `text` does not have exactly the texts of these editions.
    """
    from .faults import TomlLines  # noqa: PLC0415 - a router reads no text

    if text is None:
        return [("", TomlLines(""))] * len(editions)
    texts: Any = as_sequence(text) or [text]
    named = text.items() if isinstance(text, Mapping) else [("", each) for each in texts]
    read = [
        (type(editions[0]).from_toml(each), as_line(name), TomlLines(each)) for name, each in named
    ]
    read.sort(key=lambda one: first_day(one[0]))
    if [edition for edition, _, _ in read] != [*editions]:
        raise refusal("other_text")
    return [(name, lines) for _, name, lines in read]


def first_day(edition: Directory) -> date:
    """Return the first day of an edition; the first of all days if it names none.

    If its zone skips the day that it names, it begins on the next one.
    """
    if edition.effective is None:
        return date.min
    noon = datetime.combine(edition.effective, time(12), edition.zone)
    return noon.astimezone(UTC).astimezone(edition.zone).date()


def _read_each(
    given: Mapping[str, _V], read: Callable[[_V], _T]
) -> tuple[dict[str, _T], list[Fault]]:
    """Return what `read` makes of each value, by its name, and the faults with these names.

    A name of a file may have any letters, so the faults have it in visible ones.
    """
    found: dict[str, _T] = {}
    faults: list[Fault] = []
    for name, value in given.items():
        try:
            found[name] = read(value)
        except DirectoryError as error:
            faults += (each._replace(file=as_line(name)) for each in error.faults)
    return found, faults


def _fit_together(editions: Mapping[str, _D], faults: list[Fault], texts: Texts) -> tuple[_D, ...]:
    """Return editions in the order of their first days.

    Raises:
        DirectoryError: there are `faults`, or several editions repeat what they must not: a first
            day or a version; or one has another zone.
    """
    known: dict[tuple[str, object], str] = {}
    zone = next((each.time_zone for each in editions.values()), "")
    for name, each in editions.items():
        for key, value in (("effective", first_day(each)), ("version", each.version)):
            other = known.setdefault((key, value), name)
            if other != name:
                code = "several_without_effective" if value == date.min else f"repeated_{key}"
                words = phrase_of(code, value=value, other=as_line(other))
                faults.append(_fault(words, name, key, texts))
        if each.time_zone != zone:
            faults.append(_fault(phrase_of("other_zone", zone=zone), name, "time_zone", texts))
    if faults:
        raise DirectoryError(faults)
    return tuple(sorted(editions.values(), key=first_day))


def _fault(words: Phrase, file: str, key: str, texts: Texts) -> Fault:
    from .faults import TomlLines  # noqa: PLC0415 - a router reads no text

    # Directories made in Python have no text, and so no lines.
    line = TomlLines(texts.get(file, "")).line_of((key,))
    return Fault(key, words.en, words.es, line, as_line(file))
