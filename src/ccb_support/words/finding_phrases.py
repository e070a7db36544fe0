"""The phrases of a verification: what each finding says, and the lines of a report."""

from __future__ import annotations

from .phrase import Phrase, Phrases

EXCEPTIONS: Phrases[str] = {
    "season": Phrase(es="la temporada {name} ({days})", en="the season {name} ({days})"),
    "special_day": Phrase(
        es="el día especial {name} ({days})", en="the special day {name} ({days})"
    ),
    "closure": Phrase(es="el cierre {name} ({days})", en="the closure {name} ({days})"),
}
"""An exception in a sentence, by its kind."""

SENTENCES: Phrases[str] = {
    "unserved_request": Phrase(
        es="{requests}: ningún canal recibe estas solicitudes",
        en="{requests}: no channel serves these requests",
    ),
    "no_answer": Phrase(
        es="{requests}: no hay respuesta desde {start}; no hay canal abierto, ni vuelve a abrir "
        "ninguno",
        en="{requests}: there is no answer from {start} on; no channel is open, and none opens "
        "any more",
    ),
    "critical_without_phone": Phrase(
        es="{requests}: no hay a quién llamar de {start} a {end}, el lapso más largo sin "
        "teléfono abierto",
        en="{requests}: nobody to call from {start} to {end}, the longest time without an open "
        "telephone",
    ),
    "wrong_number": Phrase(
        es="La gente lee {printed}, pero las máquinas marcan {dialled}, que es otro número. Si el "
        "impreso es el correcto, escriba {replacement}",
        en="People read {printed}, but machines dial {dialled}, which is another number. If the "
        "printed number is right, write {replacement}",
    ),
    "no_open_channel": Phrase(
        es="{requests}: nadie atiende de {start} a {end}, el lapso más largo sin canal abierto",
        en="{requests}: nobody from {start} to {end}, the longest time without an open channel",
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
        es="El canal {channels} nunca es la respuesta, ni para quien prefiere su medio: en su "
        "lugar lo es {instead}",
        en="The channel {channels} is never the answer, not even for callers who prefer its "
        "medium: in its place it is {instead}",
    ),
    "shared_contact": Phrase(
        es="Los canales {channels} tienen el mismo contacto: {contact}",
        en="The channels {channels} have the same contact: {contact}",
    ),
    "doubtful_number": Phrase(
        es="El número {dialled}, que marcan las máquinas, no termina como {printed}, que lee la "
        "gente. Revise que los dos sean el mismo",
        en="The number {dialled}, which machines dial, does not end like {printed}, which people "
        "read. Check that both are the same",
    ),
    "several_prints": Phrase(
        es="Aquí el número {dialled} se lee {printed}, y en {other} se lee de otra forma. Para "
        "que se lea igual, escriba {replacement}",
        en="Here the number {dialled} is printed as {printed}, and in {other} in another way. To "
        "print it in the same way, write {replacement}",
    ),
    "several_numbers": Phrase(
        es="Aquí {printed} marca {dialled}, y en {other} marca otro número. Si el otro es el "
        "correcto, escriba {replacement}",
        en="Here {printed} dials {dialled}, and in {other} another number. If the other one is "
        "right, write {replacement}",
    ),
    "long_span": Phrase(
        es="De {opens} a {closes} hay {length}. ¿Quiso escribir {replacement}?",
        en="From {opens} to {closes} is {length}. Did you mean {replacement}?",
    ),
    "mixed_scripts": Phrase(
        es="Este nombre mezcla alfabetos dentro de una palabra: {letters}. Escriba de nuevo "
        "esa palabra, toda con el mismo teclado",
        en="This name mixes alphabets within a word: {letters}. Type that word again, all "
        "of it with the same keyboard",
    ),
    "season_cuts_always_open": Phrase(
        es="{cause} es para todos los canales, también para los que siempre "
        "están abiertos: {channels}. Si es solo para los demás, escriba {replacement}",
        en="{cause} is for all channels, even for those that are always open: "
        "{channels}. If it is for the others only, write {replacement}",
    ),
    "exception_without_effect": Phrase(
        es="{cause} no cambia nada: los horarios serían los mismos",
        en="{cause} changes nothing: without it the hours are the same",
    ),
    "exception_before_as_of": Phrase(
        es="{cause} terminó más de medio año antes de as_of ({day}): corrija el año, o borre esa "
        "parte del archivo",
        en="{cause} ended more than half a year before as_of ({day}): correct its year, or remove "
        "that part of the file",
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
    "holiday_list_ends": Phrase(
        es="La lista de festivos no tiene fechas con año desde {start}: agregue los festivos que "
        "faltan hasta {end}, que cambian el horario de {channels}",
        en="The list of holidays has no dates with a year from {start} on: add the missing "
        "holidays until {end}, which change the hours of {channels}",
    ),
    "answer_by_preference_only": Phrase(
        es="El canal {channels} solo es la respuesta para quien prefiere su medio; para los demás "
        "la respuesta es {instead}",
        en="The channel {channels} is the answer only for callers who prefer its medium; for all "
        "others it is {instead}",
    ),
    "preference_without_effect": Phrase(
        es="{requests}: preferir {medium} nunca cambia la respuesta",
        en="{requests}: preferring {medium} never changes the answer",
    ),
    "dedicated_channel_closed": Phrase(
        es="{requests}: cuando el canal dedicado ({channels}) no atiende, la respuesta es "
        "{instead}; el lapso más largo así va de {start} a {end}",
        en="{requests}: when the dedicated channel ({channels}) is closed, the answer is "
        "{instead}; the longest such time is from {start} to {end}",
    ),
    "past_exception": Phrase(
        es="{cause} ya pasó: se puede borrar del archivo",
        en="{cause} is over: it can be removed",
    ),
    "later_exception": Phrase(
        es="{cause} empieza después del lapso verificado: no se verificó",
        en="{cause} starts after the range: it was not verified",
    ),
    "holidays_unverified": Phrase(
        es="Los festivos no están revisados desde {start}: una ley nueva puede "
        "cambiar el horario de {channels}",
        en="The holidays are not checked from {start} on: a new law may change the "
        "hours of {channels}",
    ),
}
"""By the code of a finding, what the finding says."""

PREFERRED_MEDIA: Phrases[str] = {
    "phone": Phrase(es="el teléfono", en="the telephone"),
    "whatsapp": Phrase(es="WhatsApp", en="WhatsApp"),
    "email": Phrase(es="el correo", en="e-mail"),
    "chat": Phrase(es="el chat", en="chat"),
    "web_form": Phrase(es="el formulario web", en="the web form"),
}
"""The media, after "to prefer"."""

LETTERS: Phrases[str] = {
    "": Phrase(es="{letter} ({code})", en="{letter} ({code})"),
    "LATIN": Phrase(es="{letter} (latina, {code})", en="{letter} (Latin, {code})"),
    "GREEK": Phrase(es="{letter} (griega, {code})", en="{letter} (Greek, {code})"),
    "CYRILLIC": Phrase(es="{letter} (cirílica, {code})", en="{letter} (Cyrillic, {code})"),
}
"""A letter with its alphabet, by what Unicode calls the alphabet; no text for all others."""

NAME = Phrase(es="«{name}»", en='"{name}"')
"""A channel, a season, a special day or a closure, by its name."""

WHOLE_HOURS = Phrase(es="{hours} horas", en="{hours} hours")
"""How long hours are, without minutes."""

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

COVERAGE = Phrase(es="Tiempo con algún canal abierto:", en="Time with an open channel:")

SHARE = Phrase(
    es="{units},{hundredths:02} % ({open} de {total})",
    en="{units}.{hundredths:02} % ({open} of {total})",
)
"""For how much of the range some channel is open."""

ALWAYS = Phrase(es="siempre", en="always")
NEVER = Phrase(es="nunca", en="never")
"""In place of `SHARE`, for the whole range or for none of it."""

DAYS: Phrases[bool] = {
    False: Phrase(es="{count} día", en="{count} day"),
    True: Phrase(es="{count} días", en="{count} days"),
}
"""The days of a duration."""
