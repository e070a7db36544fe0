"""Findings about numbers: people read one, and machines dial another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.model.contacts import Phone, WhatsApp
from ccb_support.model.paths import write_path

from .codes import FindingCode
from .findings import Finding
from .numbers import dialled, keys_printed, read_printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support.model.paths import KeyPath

    from .scope import Scope


def check_numbers(scope: Scope) -> Iterator[Finding]:
    """Yield the findings about numbers of channels and of escalation levels."""
    first_dialled: dict[str, tuple[KeyPath, Phone | WhatsApp]] = {}
    first_printed: dict[str, tuple[KeyPath, Phone | WhatsApp]] = {}
    for path, contact in scope.records:
        if not isinstance(contact, Phone | WhatsApp):
            continue
        key, meant = _key_of(contact), read_printed(contact)
        if meant != dialled(contact):
            yield Finding(
                code=FindingCode.WRONG_NUMBER if meant else FindingCode.DOUBTFUL_NUMBER,
                **scope.place(*path, key),
                contact=contact,
                replacement=f'{key} = "{meant}"' if meant else None,
            )
            # It has its finding, and is no example to follow.
            continue
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
