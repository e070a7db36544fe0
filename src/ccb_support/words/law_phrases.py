"""What the testing kit says about a router that breaks a law. The keys are the laws."""

from __future__ import annotations

from .phrase import Phrase, Phrases

LAWS: Phrases[str] = {
    "rule": Phrase(
        es="La respuesta sigue la regla, en cada uno de sus campos.",
        en="The answer follows the rule, in every one of its fields.",
    ),
    "input": Phrase(
        es="Un tipo de solicitud, una prioridad o un instante erróneos son un error, y nunca se "
        "adivinan.",
        en="A wrong request type, priority or instant is an error, and never a guess.",
    ),
    "open_spans": Phrase(
        es="Los intervalos de atención son el tiempo en que el canal está abierto, y nada más.",
        en="The open spans are the time in which the channel is open, and no other time.",
    ),
    "open_time": Phrase(
        es="El tiempo de atención es la suma de los intervalos de atención.",
        en="The open time is the sum of the open spans.",
    ),
    "add_open_time": Phrase(
        es="Sumar tiempo de atención da el primer instante en el que ha transcurrido.",
        en="Adding open time gives the earliest instant at which so much of it has passed.",
    ),
    "open_time_input": Phrase(
        es="Un canal, un rango o una duración erróneos son un error, y nunca se adivinan.",
        en="A wrong channel, range or duration is an error, and never a guess.",
    ),
}

HINTS: Phrases[str] = {
    "rule": Phrase(
        es="decide el orden del directorio; cuentan prefer y cada id de unavailable",
        en="the directory's order decides; prefer and every id of unavailable count",
    ),
    "input": Phrase(
        es="revise los argumentos antes de buscar una respuesta guardada: para Python, True es 1",
        en="check the arguments before you look up a kept answer: to Python, True equals 1",
    ),
    "open_spans": Phrase(
        es="recorte los intervalos al rango, y una los que se tocan",
        en="clip the spans to the range, and join those that touch",
    ),
    "open_time": Phrase(
        es="reste instantes en UTC: el reloj de pared puede cambiar en el rango",
        en="subtract instants in UTC: the clock on the wall may change within the range",
    ),
    "add_open_time": Phrase(
        es="si el tiempo se completa al cierre, el resultado es la hora de cierre",
        en="if the time is complete when the channel closes, the result is that time",
    ),
    "open_time_input": Phrase(
        es="revise los argumentos antes de contar",
        en="check the arguments before you count",
    ),
}
"""What to look at in a router that breaks a law."""

TITLE = Phrase(es="{says} [{law}]", en="{says} [{law}]")
LINE = Phrase(es="{before}\n  {label}: {value}", en="{before}\n  {label}: {value}")

REQUEST = Phrase(es="Solicitud", en="Request")
INSTANT = Phrase(es="Instante", en="Instant")
UNAVAILABLE = Phrase(es="No disponibles", en="Unavailable")
CHANNEL = Phrase(es="Canal", en="Channel")
START = Phrase(es="Desde", en="From")
END = Phrase(es="Hasta", en="To")
DURATION = Phrase(es="Duración", en="Duration")
EXPECTED = Phrase(es="Se esperaba", en="Expected")
GOT = Phrase(es="Se obtuvo", en="Got")
LOOK_AT = Phrase(es="Revise", en="Look at")
HINT_ABOUT = Phrase(es="{fields}: {hint}", en="{fields}: {hint}")

KIND = Phrase(es="{request_type}, {priority}", en="{request_type}, {priority}")
PREFERRED = Phrase(
    es="{request_type}, {priority}, de preferencia por {medium}",
    en="{request_type}, {priority}, preferably by {medium}",
)
WRITTEN_AS = Phrase(
    es="{instant} ({zone}), escrito {written}", en="{instant} ({zone}), written {written}"
)
NONE_DOWN = Phrase(es="ninguno", en="none")

ERROR_FOR = Phrase(es="{error} para {argument}", en="{error} for {argument}")
