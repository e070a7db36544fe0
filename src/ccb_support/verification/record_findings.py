"""Findings about single records: doubtful numbers, long spans, names that mix alphabets."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pydantic import RootModel

from ccb_support.clock.instants import DAY, HOUR
from ccb_support.clock.intervals import Interval
from ccb_support.model.contacts import Phone, WhatsApp
from ccb_support.model.hours import OpeningSpan
from ccb_support.model.records import Record
from ccb_support.model.text import LocalizedText
from ccb_support.model.toml_lines import write_path
from ccb_support.words.languages import LANGUAGES

from .alphabets import find_mixed_letters
from .codes import FindingCode
from .findings import Finding
from .numbers import dialled, keys_printed, read_printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support.model.toml_lines import KeyPath

    from .scope import Scope

_MORNING = Interval(4 * HOUR, 12 * HOUR)
"""When a desk that works by day opens."""

_EARLY = Interval(DAY + 1, DAY + 6 * HOUR + 1)
"""When a desk that opens in the morning hardly ever closes: until 6 a.m. of the next day."""


def check_records(scope: Scope) -> Iterator[Finding]:
    """Yield the findings about each name, span of hours and number that the directory states."""
    first_dialled: dict[str, tuple[KeyPath, Phone | WhatsApp]] = {}
    first_printed: dict[str, tuple[KeyPath, Phone | WhatsApp]] = {}
    for path, record in _records_in(scope.directory, ()):
        match record:
            case LocalizedText():
                yield from _check_name(scope, path, record)
            case OpeningSpan():
                yield from _check_span(scope, path, record)
            case Phone() | WhatsApp():
                yield from _check_number(scope, path, record, first_dialled, first_printed)
            case _:
                pass


def _records_in(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, Record]]:
    """Yield each record that a value of a directory is or holds, with its path."""
    if isinstance(value, Record):
        yield path, value
        for key, inner in value:
            yield from _records_in(inner, (*path, key))
    elif isinstance(value, RootModel):
        yield from _records_in(cast("RootModel[object]", value).root, path)
    elif isinstance(value, tuple):
        for index, inner in enumerate(cast("tuple[object, ...]", value)):
            yield from _records_in(inner, (*path, index))


def _check_name(scope: Scope, path: KeyPath, name: LocalizedText) -> Iterator[Finding]:
    """Yield a finding if a name mixes alphabets within a word."""
    spoken = (name.in_language(language) for language in LANGUAGES)
    letters = dict.fromkeys(each for words in spoken for each in find_mixed_letters(words))
    if letters:
        yield Finding(code=FindingCode.MIXED_SCRIPTS, **scope.place(*path), letters=tuple(letters))


def _check_span(scope: Scope, path: KeyPath, span: OpeningSpan) -> Iterator[Finding]:
    """Yield a finding if a span takes 5 p.m. for 5 a.m., as it seems."""
    opens, closes = span.seconds
    if opens in _MORNING and closes in _EARLY:
        hour, minute = span.closes.split(":")
        yield Finding(
            code=FindingCode.LONG_SPAN,
            **scope.place(*path, "closes"),
            span=OpeningSpan(opens=span.opens, closes=span.closes),
            replacement=f'closes = "{int(hour) + 12}:{minute}"',
        )


def _check_number(
    scope: Scope,
    path: KeyPath,
    contact: Phone | WhatsApp,
    first_dialled: dict[str, tuple[KeyPath, Phone | WhatsApp]],
    first_printed: dict[str, tuple[KeyPath, Phone | WhatsApp]],
) -> Iterator[Finding]:
    """Yield a finding if people read one number, and machines dial another.

    The first contact of each number is what the later ones are compared with.
    """
    key, meant = _key_of(contact), read_printed(contact)
    if meant != dialled(contact):
        yield Finding(
            code=FindingCode.WRONG_NUMBER if meant else FindingCode.DOUBTFUL_NUMBER,
            **scope.place(*path, key),
            contact=contact,
            replacement=f'{key} = "{meant}"' if meant else None,
        )
        # It has a finding already, so other numbers are not compared with it.
        return
    other_path, other = first_dialled.setdefault(dialled(contact), (path, contact))
    if other.printed != contact.printed:
        yield Finding(
            code=FindingCode.SEVERAL_PRINTS,
            **scope.place(*path, "printed"),
            contact=contact,
            other=write_path(other_path),
            replacement=f'printed = "{other.printed}"',
        )
    other_path, other = first_printed.setdefault(keys_printed(contact), (path, contact))
    if dialled(other) != dialled(contact):
        yield Finding(
            code=FindingCode.SEVERAL_NUMBERS,
            **scope.place(*path, key),
            contact=contact,
            other=write_path(other_path),
            replacement=f'{_key_of(other)} = "{dialled(other)}"',
        )


def _key_of(contact: Phone | WhatsApp) -> str:
    """Return the key of the number that machines dial."""
    return "e164" if contact.e164 else "short_code"
