"""What the reports of `verify`, of `diff` and of the laws say."""

from ccb_support.words import Phrase, Phrases

# The phrases of a verification: what each finding says, and the lines of a report.

CHANGES: Phrases[str] = {
    "season": Phrase(es="la temporada {name} ({days})", en="the season {name} ({days})"),
    "special_day": Phrase(
        es="el día especial {name} ({days})", en="the special day {name} ({days})"
    ),
    "closure": Phrase(es="el cierre {name} ({days})", en="the closure {name} ({days})"),
}
"""Changed hours in a sentence, by their kind."""

BECAUSE = Phrase(es=", por {cause}", en=", because of {cause}")
"""What keeps the telephones closed, if one entry does."""

SENTENCES: Phrases[str] = {
    "unserved_request": Phrase(
        es="{requests}: ningún canal recibe estas solicitudes",
        en="{requests}: no channel serves these requests",
    ),
    "no_answer": Phrase(
        es="{requests}: no hay respuesta desde {start}; ningún canal atiende, ni vuelve a abrir",
        en="{requests}: there is no answer from {start} on; no channel is open, and none opens "
        "any more",
    ),
    "critical_without_phone": Phrase(
        es="{requests}: no hay a quién llamar de {start} a {end}, el periodo más largo sin "
        "línea telefónica que atienda{because}",
        en="{requests}: nobody to call from {start} to {end}, the longest time without an open "
        "telephone{because}",
    ),
    "wrong_number": Phrase(
        es="La gente lee {printed}, pero el teléfono marca {dialled}, que es otro número. Si el "
        "impreso es el correcto, escriba {replacement}",
        en="People read {printed}, but machines dial {dialled}, which is another number. If the "
        "printed number is right, write {replacement}",
    ),
    "no_open_channel": Phrase(
        es="{requests}: nadie atiende de {start} a {end}, el periodo más largo sin un "
        "canal que atienda",
        en="{requests}: nobody answers from {start} to {end}, the longest time without an open "
        "channel",
    ),
    "serves_nothing": Phrase(
        es="El canal {channels} no recibe ninguna solicitud: le faltan tipos de solicitud o "
        "prioridades",
        en="The channel {channels} serves no request: it has no request types, or no priorities",
    ),
    "never_open": Phrase(
        es="El canal {channels} no abre nunca de {start} a {end}",
        en="The channel {channels} never opens from {start} to {end}",
    ),
    "never_the_answer": Phrase(
        es="El canal {channels} nunca se recomienda, ni a quien prefiere su medio: todos llegan a "
        "{instead}",
        en="The channel {channels} is never the answer, not even for callers who prefer its "
        "medium: everybody gets {instead}",
    ),
    "shared_contact": Phrase(
        es="Los canales {channels} tienen el mismo contacto: {contact}",
        en="The channels {channels} have the same contact: {contact}",
    ),
    "doubtful_number": Phrase(
        es="No es seguro que {dialled}, que marca el teléfono, sea {printed}, que lee la gente. "
        "Revise que los dos sean el mismo número, también el indicativo del país",
        en="It is not certain that {dialled}, which machines dial, is {printed}, which people "
        "read. Check that both are the same number, with the code of its country",
    ),
    "long_span": Phrase(
        es="De {opens} a {closes} hay {length}. ¿Quiso escribir {replacement}?",
        en="From {opens} to {closes} is {length}. Did you mean {replacement}?",
    ),
    "long_closure": Phrase(
        es="{cause} dura más de un año. Si un canal cambia a partir de una fecha, no lo "
        "cierre: copie el archivo, cambie ahí el canal y la versión, y escriba esa fecha en "
        "effective; los dos archivos van en una carpeta",
        en="{cause} lasts for more than a year. If a channel changes from a day on, do not close "
        "it: copy the file, change the channel and the version there, and write that date in "
        "effective; both files go into one folder",
    ),
    "long_yearly_range": Phrase(
        es="{cause} dura casi todo el año, cada año. Si es para los otros días, intercambie sus "
        "dos fechas",
        en="{cause} is for almost the whole year, every year. If it is for the other days, swap "
        "its two dates",
    ),
    "changed_hours_without_effect": Phrase(
        es="{cause} no cambia nada: sin esa parte del archivo, los horarios son los mismos",
        en="{cause} changes nothing: without it the hours are the same",
    ),
    "changed_hours_in_other_edition": Phrase(
        es="{cause} no cambia nada en las fechas en que rige la edición {other}. Escriba esa parte "
        "en ese archivo, o corrija sus fechas",
        en="{cause} changes nothing on the dates on which the edition {other} holds. Write that "
        "part into its file, or correct its dates",
    ),
    "changed_hours_before_as_of": Phrase(
        es="{cause} terminó más de medio año antes de as_of ({day}): corrija el año, o borre esa "
        "parte del archivo",
        en="{cause} ended more than half a year before as_of ({day}): correct its year, or remove "
        "that part of the file",
    ),
    "future_as_of": Phrase(
        es="Según as_of, el directorio se comparó con su fuente el {day}, que no ha llegado. "
        "Escriba la fecha en que lo comparó",
        en="By as_of, the directory was compared with its source on {day}, which is still to come. "
        "Write the date on which you compared it",
    ),
    "old_directory": Phrase(
        es="El directorio se comparó con su fuente el {day}, hace más de un año. Compárelo de "
        "nuevo, y escriba en as_of la fecha en que lo hizo",
        en="The directory was compared with its source on {day}, more than a year ago. Compare it "
        "again, and write the date in as_of",
    ),
    "old_holidays": Phrase(
        es="Los festivos se revisaron solo hasta el {day}, y cambian el horario de "
        "{channels}. Instale una versión más reciente del programa",
        en="The holidays were checked only through {day}, and they change the hours "
        "of {channels}. Install a newer version of the library",
    ),
    "calendar_ends": Phrase(
        es="Desde el {day} nadie recibe respuesta: el calendario de festivos llega hasta ahí. "
        "Instale versiones más recientes del programa y del paquete holidays",
        en="From {day} on, nobody gets an answer: the holiday calendar ends. "
        "Install newer versions of the library and of the package holidays",
    ),
    "holiday_list_ends": Phrase(
        es="La lista de festivos no tiene fechas con año desde {start}: agregue los festivos que "
        "faltan hasta {end}, que cambian el horario de {channels}",
        en="The list of holidays has no dates with a year from {start} on: add the missing "
        "holidays until {end}, which change the hours of {channels}",
    ),
    "answer_by_preference_only": Phrase(
        es="El canal {channels} solo es la respuesta para quien prefiere su medio; los demás "
        "llegan a {instead}",
        en="The channel {channels} is the answer only for callers who prefer its medium; all "
        "others get {instead}",
    ),
    "changed_hours_out_of_range": Phrase(
        es="{cause} está fuera del periodo para el que se verificó este archivo: si ya pasó, se "
        "puede borrar",
        en="{cause} is outside the time for which this file was verified: if it is over, it can be "
        "removed",
    ),
    "holidays_unverified": Phrase(
        es="Los festivos no están revisados desde {start}: una ley nueva puede "
        "cambiar el horario de {channels}",
        en="The holidays are not checked from {start} on: a new law may change the "
        "hours of {channels}",
    ),
    "before_first_edition": Phrase(
        es="La primera edición rige desde el {day}: lo anterior no se verificó",
        en="The first edition holds from {day} on: what is before was not verified",
    ),
    "next_edition_drops": Phrase(
        es="La edición siguiente ({other}), que rige desde el {day}, ya no tiene {dropped}",
        en="The next edition ({other}), which holds from {day} on, drops {dropped}",
    ),
}
"""By the code of a finding, what the finding says."""

DROPPED: Phrases[str] = {
    "channel": Phrase(es="el canal «{name}» ({id})", en='the channel "{name}" ({id})'),
    "level": Phrase(es="el nivel {id}", en="level {id}"),
    "request_type": Phrase(es="las solicitudes del tipo {name}", en="requests of the type {name}"),
    "priority": Phrase(es="la prioridad P{id}", en="priority P{id}"),
}
"""What an edition, or an edit of a file, does not have any more."""

NAME = Phrase(es="«{name}»", en='"{name}"')
"""A channel, a season, a special day or a closure, by its name."""

NOT_SHOWN = Phrase(es="{count} (sin mostrar)", en="{count} (not shown)")
"""How many notes there are, if the report does not show them."""

ONE: Phrases[str] = {
    "error": Phrase(es="error", en="error"),
    "warning": Phrase(es="advertencia", en="warning"),
    "note": Phrase(es="nota", en="note"),
}
"""By severity, what one finding is."""

SEVERAL: Phrases[str] = {
    "error": Phrase(es="errores", en="errors"),
    "warning": Phrase(es="advertencias", en="warnings"),
    "note": Phrase(es="notas", en="notes"),
}
"""By severity, what several findings are."""

TITLE = Phrase(
    es="{name}, versión {version}, de {start} a {end}",
    en="{name}, version {version}, from {start} to {end}",
)

COVERAGE = Phrase(es="Tiempo en que algún canal atiende:", en="Time with an open channel:")

SHARE = Phrase(
    es="{units},{hundredths:02} % ({open} de {total})",
    en="{units}.{hundredths:02} % ({open} of {total})",
)
"""For how much of the range some channel is open."""

ALWAYS = Phrase(es="siempre", en="always")
NEVER = Phrase(es="nunca", en="never")
"""In place of `SHARE`, for the whole range or for none of it."""

# The phrases of a comparison: what changes between two directories, and when.

NO_CHANGE = Phrase(
    es="Ninguna respuesta cambia de {start} a {end}",
    en="No answer changes from {start} to {end}",
)

HOURS: Phrases[tuple[str | None, bool]] = {
    ("closes", True): Phrase(
        es="{channel} {closes} a {end} en vez de a {start}",
        en="{channel} {closes} at {end} instead of {start}",
    ),
    ("closes", False): Phrase(
        es="{channel} {closes} a {start} en vez de a {end}",
        en="{channel} {closes} at {start} instead of {end}",
    ),
    ("opens", True): Phrase(
        es="{channel} {opens} a {start} en vez de a {end}",
        en="{channel} {opens} at {start} instead of {end}",
    ),
    ("opens", False): Phrase(
        es="{channel} {opens} a {end} en vez de a {start}",
        en="{channel} {opens} at {end} instead of {start}",
    ),
    (None, True): Phrase(
        es="{channel} también {attends} desde {start} hasta {end}",
        en="{channel} {is} also open from {start} until {end}",
    ),
    (None, False): Phrase(
        es="{channel} {closes} desde {start} hasta {end}",
        en="{channel} {is} no longer open from {start} until {end}",
    ),
    ("all_day", True): Phrase(
        es="{channel} también {attends} todo el día", en="{channel} {is} also open all day"
    ),
    ("all_day", False): Phrase(
        es="{channel} {closes} todo el día", en="{channel} {is} now closed all day"
    ),
}
"""How the hours of a channel change: which end of a run they move, and whether they are new."""

START_OF_DAY = Phrase(es="el comienzo del día", en="the start of the day")
"""Midnight, if hours start then: people count midnight to the day that ends."""

END_OF_RANGE = Phrase(es="el final del periodo", en="the end of the range")
"""The end of hours that may go on after the range of the comparison."""

SEVERAL_DAYS = Phrase(
    es="{weekdays}, {count} veces, del {first} al {last}",
    en="{weekdays}, {count} times, from {first} to {last}",
)
WEEKDAY_RANGE = Phrase(es="de {first} a {last}", en="{first} to {last}")

NEW_REQUESTS = Phrase(es="Solicitudes nuevas: {things}", en="New requests: {things}")
GONE_REQUESTS = Phrase(
    es="Solicitudes que ya no están: {things}", en="Requests that are gone: {things}"
)
"""What only one of two compared directories knows."""

NEW_CHANNEL = Phrase(es="Canal nuevo: {channel}, {contact}", en="New channel: {channel}, {contact}")
GONE_CHANNEL = Phrase(
    es="Canal que se quita: {channel}, {contact}", en="Channel that is gone: {channel}, {contact}"
)
RENAMED = Phrase(es="Nombre: {new} en vez de {old}", en="Name: {new} instead of {old}")
MOVED_WORDS = Phrase(
    es="Palabras que ahora significan otra cosa: {things}",
    en="Words that now mean something else: {things}",
)
LANGUAGE = Phrase(
    es="Idioma de las respuestas: {new} en vez de {old}",
    en="Language of the answers: {new} instead of {old}",
)
LANGUAGES: Phrases[str] = {
    "es": Phrase(es="español", en="Spanish"),
    "en": Phrase(es="inglés", en="English"),
}
"""What only the sentences of answers show."""

REQUEST_TYPES: Phrases[bool] = {
    False: Phrase(es="{count} tipo de solicitud", en="{count} request type"),
    True: Phrase(es="{count} tipos de solicitud", en="{count} request types"),
}
EVERY_REQUEST_TYPE = Phrase(es="todos los tipos de solicitud", en="every request type")

OTHERS: Phrases[bool] = {
    False: Phrase(es="  En su lugar: {channels}", en="  In its place: {channels}"),
    True: Phrase(es="  Antes: {channels}", en="  Before: {channels}"),
}
"""Who answers in the hours that a channel has no more, and in those that are new (True)."""

CONTACTS: Phrases[tuple[bool, bool]] = {
    (True, True): Phrase(
        es="{channel}: {new} en vez de {old}", en="{channel}: {new} instead of {old}"
    ),
    (False, True): Phrase(es="{channel}: también {new}", en="{channel}: also {new}"),
    (True, False): Phrase(es="{channel}: sin {old}", en="{channel}: no longer {old}"),
}
"""How the contacts of a channel or level change: whether some are gone, whether some are new.

A level that is new or gone counts as both.
"""

INSTEAD_OF = Phrase(es="{new} en vez de {old}", en="{new} instead of {old}")

NOBODY = Phrase(es="nadie", en="nobody")
"""In place of an answer."""
OR_NOBODY = Phrase(es="{channels}, o nadie", en="{channels}, or nobody")
"""Who answers, if at some times nobody does."""

OPENS = Phrase(es="{opens} {moment}", en="{opens} {moment}")
THEN = Phrase(es="entonces", en="then")
"""When a channel opens or closes, if it is at the end of the span on another day."""

NEVER_CLOSES = Phrase(es="sin hora de cierre", en="no closing time")

ALTERNATIVES = Phrase(es="alternativas: ", en="alternatives: ")
"""Before the other channels that are open."""

NONE = Phrase(es="ninguno", en="none")
"""In place of contacts or channels, also in what the testing kit says."""

REASONS: Phrases[str] = {
    "opens_next": Phrase(es="como el primero que abre", en="as the first to open"),
    "preferred": Phrase(
        es="como canal del medio preferido", en="as a channel of the preferred medium"
    ),
    "priority": Phrase(es="como canal de esa prioridad", en="as a channel for that priority"),
    "dedicated": Phrase(es="como canal de esa solicitud", en="as a channel for that request"),
    "fallback": Phrase(es="como reemplazo de otro canal", en="as a stand-in for another channel"),
    "general": Phrase(
        es="como canal de todas las solicitudes", en="as a channel for every request"
    ),
}
"""Why a channel is the answer, if only that changes."""

ESCALATION_LEVEL = Phrase(es="nivel de escalamiento {level}", en="escalation level {level}")

SPAN = Phrase(es="{start} a {end}", en="{start} to {end}")
DAYS_LATER: Phrases[bool] = {
    False: Phrase(es=" del día siguiente", en=" the next day"),
    True: Phrase(es=", {days} días después", en=", {days} days later"),
}
"""What follows the time of an end on a later day."""

REPEATED = Phrase(
    es="{span}, {count} veces del {first} al {last}",
    en="{span}, {count} times from {first} to {last}",
)
"""Hours that change on several days."""

# What the testing kit says about a router that breaks a law. The keys are the laws.

LAWS: Phrases[str] = {
    "rule": Phrase(
        es="La respuesta sigue la regla, en cada uno de sus campos.",
        en="The answer follows the rule, in every one of its fields.",
    ),
    "input": Phrase(
        es="Un argumento erróneo es un error, y nunca se adivina.",
        en="A wrong argument is an error, and never a guess.",
    ),
}

_FROM_CHANGE_TO_CHANGE = Phrase(
    es="la respuesta empieza y termina cuando abre o cierra un canal disponible que recibe la "
    "solicitud, o cuando uno vuelve a estar disponible",
    en="an answer starts and ends when an available channel that serves the request opens or "
    "closes, or one is available again",
)
_AS_WRITTEN = Phrase(
    es="como lo dice el directorio; los niveles, todos y en su orden",
    en="as the directory says; all levels, in its order",
)
_HOURS_DECIDE = Phrase(
    es="decide el horario de ese canal, en la zona del directorio; a la hora de cierre está "
    "cerrado, y puede cerrar después de valid_until",
    en="that channel's hours decide, in the directory's zone; at its closing time it is closed, "
    "and it may close after valid_until",
)

HINTS: Phrases[str] = {
    "rule": Phrase(
        es="la respuesta es el primer canal abierto que recibe la solicitud; cuentan prefer, y "
        "cada id de unavailable hasta su fin",
        en="the first open channel that serves the request is the answer; prefer counts, and each "
        "id of unavailable until its end",
    ),
    "input": Phrase(
        es="lance el error de recommend, también si hay una respuesta guardada: para Python, True "
        "es 1",
        en="raise the error of recommend, also if an answer is kept: to Python, True equals 1",
    ),
    "when": Phrase(
        es="rechace lo que no es un datetime con desfase o fuera del rango; no suponga una zona",
        en="refuse what is not a datetime with an offset, or is out of range; guess no zone",
    ),
    "result": Phrase(
        es="devuelva una Recommendation, y lance un error solo donde recommend lo lanza",
        en="return a Recommendation, and raise an error only where recommend raises it",
    ),
    **dict.fromkeys(("escalation", "directory_version", "time_zone", "language"), _AS_WRITTEN),
    **dict.fromkeys(("valid_from", "valid_until"), _FROM_CHANGE_TO_CHANGE),
    **dict.fromkeys(("open_now", "opens_at", "closes_at"), _HOURS_DECIDE),
    "alternatives": Phrase(
        es="los otros canales abiertos y disponibles que reciben la solicitud, el mejor primero, "
        "en el orden del directorio",
        en="the other open and available channels that serve the request, best first, in the "
        "directory's order",
    ),
    "trace": Phrase(
        es="cada canal está una vez, en el orden del directorio, con su estado y las causas",
        en="each channel is there once, in the directory's order, with its state and the causes",
    ),
    "unavailable_until": Phrase(
        es="un canal no está disponible hasta el fin que dice unavailable, sin incluirlo",
        en="a channel is unavailable until the end that unavailable says, which is excluded",
    ),
    "verified_through": Phrase(
        es="el último día revisado del calendario de festivos: ¿es el mismo calendario?",
        en="the last checked day of the calendar of holidays: is it the same calendar?",
    ),
}
"""What to look at: by the first wrong field or argument, else by the law that is broken."""

VIOLATION = Phrase(
    es="{says} [{law}]\n"
    "  Solicitud: {request_type}, {priority}\n"
    "  Medio preferido: {medium}\n"
    "  Instante: {instant} ({zone}), escrito {written}\n"
    "  No disponibles: {unavailable}\n"
    "  Se esperaba: {expected}\n"
    "  Se obtuvo: {got}\n"
    "  Revise: {fields}: {hint}",
    en="{says} [{law}]\n"
    "  Request: {request_type}, {priority}\n"
    "  Preferred medium: {medium}\n"
    "  Instant: {instant} ({zone}), written {written}\n"
    "  Unavailable: {unavailable}\n"
    "  Expected: {expected}\n"
    "  Got: {got}\n"
    "  Look at: {fields}: {hint}",
)
"""A router that breaks a law, and the question that shows it."""

ERROR_FOR = Phrase(es="{error} para {argument}", en="{error} for {argument}")
