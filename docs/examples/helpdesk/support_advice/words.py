"""The words that the library does not have, in the two languages that it speaks.

They stand beside its own in one note, so they come in the same languages and no others; Django's
catalogues could not promise that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Language = Literal["es", "en"]


class Words(NamedTuple):
    """What is said on a ticket.

    Attributes:
        contact: the title of an advice, with `contact`.
        nobody: the title if no channel takes the request.
        nobody_text: what to do then, with `levels`.
        unmapped: the title of a note to the staff.
        unmapped_text: the text for the staff, with `setting` and `key`.
    """

    contact: str
    nobody: str
    nobody_text: str
    unmapped: str
    unmapped_text: str


WORDS: Mapping[Language, Words] = {
    "es": Words(
        contact="A quién contactar: {contact}",
        nobody="Ningún canal atiende esta solicitud",
        nobody_text="Ningún canal la atiende, ni ahora ni más adelante. Puede acudir a:\n{levels}",
        unmapped="No se indicó a quién contactar",
        unmapped_text="Falta {key!r} en el ajuste {setting}.",
    ),
    "en": Words(
        contact="Whom to contact: {contact}",
        nobody="No channel takes this request",
        nobody_text="No channel takes it, now or later. You can turn to:\n{levels}",
        unmapped="No advice on whom to contact",
        unmapped_text="The setting {setting} has no entry for {key!r}.",
    ),
}


def spoken(code: str | None) -> Language:
    """Return the language in which to speak to a reader of Django's language `code`.

    Like Django's own translations, the words fall back to one language where there are none for a
    reader: to Spanish, the desk's.
    """
    return "en" if code is not None and code.partition("-")[0] == "en" else "es"
