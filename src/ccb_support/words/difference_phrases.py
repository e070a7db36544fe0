"""The phrases of a comparison: what changes between two directories, and when."""

from __future__ import annotations

from .phrase import Phrase, Phrases

NO_CHANGE = Phrase(
    es="Ninguna respuesta cambia de {start} a {end}",
    en="No answer changes from {start} to {end}",
)

CLOSES_AT: Phrases[str] = {
    "one": Phrase(es="{channel} cierra a", en="{channel} closes at"),
    "several": Phrase(es="{channel} cierran a", en="{channel} close at"),
    "plain": Phrase(es="{channel}: cierra a", en="{channel}: closes at"),
}
OPENS_AT: Phrases[str] = {
    "one": Phrase(es="{channel} abre a", en="{channel} opens at"),
    "several": Phrase(es="{channel} abren a", en="{channel} open at"),
    "plain": Phrase(es="{channel}: abre a", en="{channel}: opens at"),
}
"""When a channel closes or opens: `INSTEAD_OF` follows, with the times."""

MORE_HOURS: Phrases[str] = {
    "one": Phrase(es="{channel} atiende también {span}", en="{channel} is open {span} too"),
    "several": Phrase(es="{channel} atienden también {span}", en="{channel} are open {span} too"),
    "plain": Phrase(es="{channel}: atiende también {span}", en="{channel}: open {span} too"),
}
FEWER_HOURS: Phrases[str] = {
    "one": Phrase(es="{channel} ya no atiende {span}", en="{channel} is no longer open {span}"),
    "several": Phrase(
        es="{channel} ya no atienden {span}", en="{channel} are no longer open {span}"
    ),
    "plain": Phrase(es="{channel}: ya no atiende {span}", en="{channel}: no longer open {span}"),
}
"""How the hours of a channel change, by the form of its name."""

OPEN_SPAN = Phrase(es="desde {start} hasta {end}", en="from {start} until {end}")

SEVERAL_DAYS = Phrase(
    es="{weekdays}, {count} veces, del {first} al {last}",
    en="{weekdays}, {count} times, from {first} to {last}",
)
EVERY_DAY = Phrase(es="todos los días", en="every day")
WEEKDAY_RANGE = Phrase(es="de {first} a {last}", en="{first} to {last}")

REQUEST_TYPES: Phrases[bool] = {
    False: Phrase(es="{count} tipo de solicitud", en="{count} request type"),
    True: Phrase(es="{count} tipos de solicitud", en="{count} request types"),
}
EVERY_REQUEST_TYPE = Phrase(es="todos los tipos de solicitud", en="every request type")

HOURS: Phrases[bool] = {
    False: Phrase(es="{hours} hora", en="{hours} hour"),
    True: Phrase(es="{hours} horas", en="{hours} hours"),
}
"""How long the hours of an edit are, all together, if no minutes are left over."""

ANSWER_INSTEAD = Phrase(es="  En su lugar: {channels}", en="  In its place: {channels}")
ANSWERED_BEFORE = Phrase(es="  Antes: {channels}", en="  Before: {channels}")
"""Who answers in the hours that a channel has no more, and in those that are new."""

CONTACTS: Phrases[str] = {
    "other": Phrase(es="{channel}: {new} en vez de {old}", en="{channel}: {new} instead of {old}"),
    "more": Phrase(es="{channel}: también {new}", en="{channel}: {new} too"),
    "fewer": Phrase(es="{channel}: ya no {old}", en="{channel}: no longer {old}"),
}
"""How the contacts of a channel change."""

INSTEAD_OF = Phrase(es="{new} en vez de {old}", en="{new} instead of {old}")

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

REASONS: Phrases[str] = {
    "opens_next": Phrase(es="abre primero", en="opens first"),
    "preferred": Phrase(es="es del medio preferido", en="has the preferred medium"),
    "priority": Phrase(es="es para esa prioridad", en="is for that priority"),
    "dedicated": Phrase(es="es para esa solicitud", en="is for that request"),
    "fallback": Phrase(es="reemplaza a otro canal", en="stands in for another channel"),
    "general": Phrase(es="recibe toda solicitud", en="takes every request"),
}
"""Why a channel is the answer, if only that changes."""

ESCALATION = Phrase(
    es="niveles de escalamiento que cambian: {levels}", en="escalation levels that change: {levels}"
)

SPAN = Phrase(es="{start} a {end}", en="{start} to {end}")

REPEATED = Phrase(
    es="{span}, {count} veces de {first} a {last}",
    en="{span}, {count} times from {first} to {last}",
)
"""Hours that change on several days."""
