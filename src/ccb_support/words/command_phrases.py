"""The words of the command line's tables, apart from those that other rooms share."""

from __future__ import annotations

from .phrase import Phrase

OPEN = Phrase(es="abierto", en="open")
CLOSED = Phrase(es="cerrado", en="closed")

OPENS = Phrase(es="abre", en="opens")
CLOSES = Phrase(es="cierra", en="closes")

ALWAYS = Phrase(es="24 horas", en="24 hours")
LEFT_OUT = Phrase(es="Se omite algo. {error}", en="Something is left out. {error}")

NOT_STATED = Phrase(es="horario no indicado", en="hours not stated")
