"""Findings about numbers: people read one, and machines dial another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ccb_support.model.contacts import Phone, WhatsApp
from ccb_support.model.paths import write_path

from .codes import FindingCode
from .findings import Finding
from .numbers import dialled, keys_printed, read_printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support.model.paths import KeyPath

    from .scope import Scope


class _Number(NamedTuple):
    """A contact that has a number, and its path."""

    path: KeyPath
    contact: Phone | WhatsApp

    @property
    def key(self) -> str:
        """The key of the number that machines dial."""
        return "e164" if self.contact.e164 else "short_code"

    @property
    def dialled_line(self) -> str:
        """The TOML of the number that machines dial."""
        return f'{self.key} = "{dialled(self.contact)}"'


def check_numbers(scope: Scope) -> Iterator[Finding]:
    """Yield the findings about numbers of channels and of escalation levels."""
    alike: list[_Number] = []
    for path, contact in scope.records:
        if not isinstance(contact, Phone | WhatsApp):
            continue
        number, meant = _Number(path, contact), read_printed(contact)
        if meant == dialled(contact):
            alike.append(number)
        else:
            yield _unlike(scope, number, meant)
    # The others have a finding already, and are no example to follow.
    yield from _find_several_prints(scope, alike)
    yield from _find_several_numbers(scope, alike)


def _unlike(scope: Scope, number: _Number, meant: str | None) -> Finding:
    """Return the finding about a number whose print means another, or perhaps another."""
    return Finding(
        code=FindingCode.WRONG_NUMBER if meant else FindingCode.DOUBTFUL_NUMBER,
        **scope.place(*number.path, number.key),
        contact=number.contact,
        replacement=f'{number.key} = "{meant}"' if meant else None,
    )


def _find_several_prints(scope: Scope, numbers: list[_Number]) -> Iterator[Finding]:
    """Yield a finding for each number that is printed unlike the first of the same number."""
    first: dict[str, _Number] = {}
    for number in numbers:
        other = first.setdefault(dialled(number.contact), number)
        if other.contact.printed != number.contact.printed:
            yield Finding(
                code=FindingCode.SEVERAL_PRINTS,
                **scope.place(*number.path, "printed"),
                contact=number.contact,
                other=write_path(other.path),
                replacement=f'printed = "{other.contact.printed}"',
            )


def _find_several_numbers(scope: Scope, numbers: list[_Number]) -> Iterator[Finding]:
    """Yield a finding for each number that machines dial unlike the first of the same print."""
    first: dict[str, _Number] = {}
    for number in numbers:
        other = first.setdefault(keys_printed(number.contact), number)
        if dialled(other.contact) != dialled(number.contact):
            yield Finding(
                code=FindingCode.SEVERAL_NUMBERS,
                **scope.place(*number.path, number.key),
                contact=number.contact,
                other=write_path(other.path),
                replacement=other.dialled_line,
            )
