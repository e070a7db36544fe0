"""Labels: of parts of a number, of lines, of channels."""

from __future__ import annotations

from .phrase import Phrase, Phrases

EXTENSION: Phrases[bool] = {
    False: Phrase(es="extensión", en="extension"),
    True: Phrase(es="extensiones", en="extensions"),
}
MENU_OPTION = Phrase(es="opción", en="option")

LINE = Phrase(es="línea {line}", en="line {line}")
"""Where a fault or a finding is in a file."""

CHANNEL_DESCRIPTION = Phrase(
    es="Para {requests}: {contacts}. Los horarios son los de {zone}.",
    en="For {requests}: {contacts}. The hours are those of {zone}.",
)
"""What an export says of a channel."""
