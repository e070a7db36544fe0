"""The words of an export, apart from those that other rooms share."""

from __future__ import annotations

from .phrase import Phrase

DESCRIPTION = Phrase(
    es="Para {requests}: {contacts}. Los horarios son los de {zone}.",
    en="For {requests}: {contacts}. The hours are those of {zone}.",
)
