"""The phrases of a verification: what each finding says, and the lines of a report."""

from __future__ import annotations

from .phrase import Phrase, Phrases

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
        es="{requests}: a nadie se puede llamar de {start} a {end}, el lapso más largo sin "
        "teléfono abierto",
        en="{requests}: nobody to call from {start} to {end}, the longest time without an open "
        "telephone",
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
    "mixed_scripts": Phrase(
        es="El nombre {entry} mezcla alfabetos dentro de una palabra: {letters}. Escriba de nuevo "
        "esa palabra, toda con el mismo teclado",
        en="The name {entry} mixes alphabets within a word: {letters}. Type that word again, all "
        "of it with the same keyboard",
    ),
    "exception_without_effect": Phrase(
        es="La excepción {entry} ({cause}) no cambia nada: sin ella los horarios son los mismos",
        en="The exception {entry} ({cause}) changes nothing: without it the hours are the same",
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
        es="{requests}: el canal dedicado ({channels}) no atiende de {start} a {end}, el lapso "
        "más largo; mientras tanto la respuesta es {instead}",
        en="{requests}: the dedicated channel ({channels}) is closed from {start} to {end}, the "
        "longest such time; meanwhile the answer is {instead}",
    ),
    "past_exception": Phrase(
        es="La excepción {entry} ({cause}) termina antes del lapso verificado: ya se puede quitar",
        en="The exception {entry} ({cause}) ends before the range verified: it can be removed",
    ),
    "later_exception": Phrase(
        es="La excepción {entry} ({cause}) empieza después del lapso verificado: no se verificó",
        en="The exception {entry} ({cause}) starts after the range: it was not verified",
    ),
    "holidays_unverified": Phrase(
        es="Las leyes de los festivos no están revisadas desde {start}: una ley nueva puede "
        "cambiar el horario de {channels}",
        en="The laws of the holidays are not checked from {start} on: a new law may change the "
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
