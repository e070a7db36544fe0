"""The phrases of a comparison: what changes between two directories, and when."""

from __future__ import annotations

from .phrase import Phrase

NO_CHANGE = Phrase(
    es="Ninguna respuesta cambia de {start} a {end}",
    en="No answer changes from {start} to {end}",
)

NOBODY = Phrase(es="nadie", en="nobody")
"""In place of an answer."""

OPENS = Phrase(es="abre {moment}", en="opens {moment}")

CLOSES = Phrase(es="hasta {moment}", en="until {moment}")

NEVER_CLOSES = Phrase(es="sin hora de cierre", en="no closing time")

OTHER_CONTACTS = Phrase(es="otros contactos: ", en="other contacts: ")
"""Before the contacts of a channel, the first one left out."""

ALTERNATIVES = Phrase(es="alternativas: ", en="alternatives: ")
"""Before the other channels that are open."""

NONE = Phrase(es="ninguno", en="none")
"""In place of contacts or channels."""

ESCALATION = Phrase(
    es="niveles de escalamiento que cambian: {levels}", en="escalation levels that change: {levels}"
)

SPAN = Phrase(es="{start} a {end}", en="{start} to {end}")

DAYS_LATER = Phrase(es=" (+{days} d)", en=" (+{days} d)")
"""Behind a time of day that comes so many days later."""

REPEATED = Phrase(
    es="{span}, {count} veces de {first} a {last}",
    en="{span}, {count} times from {first} to {last}",
)
"""Hours that change on several days."""
