"""What the testing kit says about a router that breaks a law. The keys are the laws."""

from __future__ import annotations

from .phrase import Phrase, Phrases

LAWS: Phrases[str] = {
    "total": Phrase(
        es="Una solicitud tiene respuesta si un canal la atiende, ahora o más tarde.",
        en="A request has an answer if a channel serves it, now or later.",
    ),
    "zone_free": Phrase(
        es="La zona horaria en la que se escribe un instante no importa.",
        en="The zone in which the caller writes an instant does not matter.",
    ),
    "rule": Phrase(
        es="La respuesta sigue la regla, en cada uno de sus campos.",
        en="The answer follows the rule, in every one of its fields.",
    ),
    "preference": Phrase(
        es="Una preferencia cuenta, pero no quita a una solicitud crítica su línea ni el teléfono.",
        en="A preference counts, but takes no critical request from its line or from a telephone.",
    ),
    "truthful": Phrase(
        es="Un canal que la respuesta da por abierto sigue abierto hasta la hora indicada; "
        "uno que da por cerrado abre a esa hora.",
        en="A channel reported open stays open until the stated time; one reported closed opens "
        "then.",
    ),
    "span": Phrase(
        es="Una respuesta vale durante todo su intervalo, y no fuera de él.",
        en="An answer holds over its whole span, and not outside.",
    ),
    "critical_phone": Phrase(
        es="Una solicitud crítica recibe un teléfono atendido, con o sin preferencia, si hay uno.",
        en="A critical request gets an open telephone, also with a preference, if there is one.",
    ),
    "unavailable": Phrase(
        es="Un canal que no está disponible no es la respuesta, ni una alternativa.",
        en="A channel that is unavailable is never the answer, nor an alternative.",
    ),
    "until": Phrase(
        es="Hasta que un canal vuelve, no está disponible; desde entonces decide su horario.",
        en="Until a channel is back, it is unavailable; from then on, its hours decide.",
    ),
    "recurring": Phrase(
        es="Lo que se repite cada año da la misma respuesta que las fechas que significa.",
        en="What comes every year answers the same as the dates that it means.",
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
    "total": Phrase(
        es="busque también el canal que abre después, aunque ahora no haya ninguno abierto",
        en="look for the channel that opens next too, also if none is open now",
    ),
    "zone_free": Phrase(
        es="convierta el instante a UTC una sola vez, al comienzo",
        en="convert the instant to UTC once, at the beginning",
    ),
    "rule": Phrase(
        es="compare cada campo con el directorio",
        en="compare each field with the directory",
    ),
    "preference": Phrase(
        es="una preferencia elige entre los canales abiertos y disponibles, y cambia el contacto",
        en="a preference chooses among the open, available channels, and changes the contact",
    ),
    "truthful": Phrase(
        es="revise los horarios, los festivos y las excepciones del canal",
        en="check the channel's hours, holidays and exceptions",
    ),
    "span": Phrase(
        es="revise valid_from y valid_until: el final no pertenece al intervalo",
        en="check valid_from and valid_until: the end does not belong to the span",
    ),
    "critical_phone": Phrase(
        es="revise qué canales sirven a la prioridad 1, y qué cambia una preferencia",
        en="check which channels serve priority 1, and what a preference changes",
    ),
    "unavailable": Phrase(
        es="cuenta cada id de unavailable, también junto con prefer",
        en="every id in unavailable counts, also together with prefer",
    ),
    "until": Phrase(
        es="en el instante en que un canal vuelve, ya está disponible",
        en="at the instant at which a channel is back, it is available already",
    ),
    "recurring": Phrase(
        es="lea las temporadas y los días especiales sin año en cada año, y deje cerrados los días "
        "que ya lo están",
        en="read seasons and special days without a year in every year, and leave closed days "
        "closed",
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
IN_ZONE = Phrase(es="{instant} ({zone})", en="{instant} ({zone})")
WRITTEN_AS = Phrase(
    es="{instant} ({zone}), escrito {written}", en="{instant} ({zone}), written {written}"
)
NONE_DOWN = Phrase(es="ninguno", en="none")
DOWN_UNTIL = Phrase(es="{channel} hasta {end}", en="{channel} until {end}")
AND_ALSO = Phrase(es="{before}, {following}", en="{before}, {following}")

ANSWER = Phrase(
    es="una Recommendation o un NoChannelError", en="a Recommendation or a NoChannelError"
)
ANSWER_FROM = Phrase(es="una respuesta de {channel}", en="an answer from {channel}")
SOME_ANSWER = Phrase(es="una respuesta", en="an answer")
VALUE_OF_TYPE = Phrase(es="un valor de tipo {type}", en="a value of type {type}")
KNOWN_CHANNELS = Phrase(
    es="canales del directorio: {known}", en="channels of the directory: {known}"
)
VALID_FIELD = Phrase(es="un valor válido de {field}", en="a valid {field}")
ERROR_FOR = Phrase(es="{error} para {argument}", en="{error} for {argument}")
SPAN_AROUND = Phrase(
    es="un intervalo que contiene el instante", en="a span that contains the instant"
)
SPAN_UNTIL = Phrase(
    es="un intervalo que termina a más tardar en {instant}, cuando {channel} abre o cierra",
    en="a span that ends at {instant} at the latest, when {channel} opens or closes",
)
SPAN = Phrase(es="de {start} a {end}", en="from {start} to {end}")
INSIDE = Phrase(
    es="{value}, en {instant}, dentro del intervalo de la respuesta",
    en="{value}, at {instant}, inside the answer's span",
)
OUTSIDE = Phrase(
    es="otra respuesta en {instant}, fuera del intervalo",
    en="another answer at {instant}, outside the span",
)
SAME_ANSWER = Phrase(es="la misma respuesta", en="the same answer")
OPEN_CHANNEL = Phrase(
    es="un canal abierto, porque hay un teléfono atendido",
    en="an open channel, because a telephone is attended",
)
OPEN_PHONE = Phrase(
    es="un teléfono, en la respuesta o en una alternativa",
    en="a telephone, in the answer or in an alternative",
)
SAME_PHONE = Phrase(
    es="un teléfono, como sin la preferencia", en="a telephone, as without the preference"
)
NO_PHONE = Phrase(es="ningún teléfono", en="no telephone")
WITHOUT = Phrase(es="una respuesta sin {channels}", en="an answer without {channels}")
