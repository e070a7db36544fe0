"""What answers, weeks and days say."""

from __future__ import annotations

from ccb_support.words import Phrase, Phrases

# Labels: of parts of a number, of lines, of channels.

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

# Names and forms of days, times and lists.

WEEKDAYS = (
    Phrase(es="lunes", en="Monday"),
    Phrase(es="martes", en="Tuesday"),
    Phrase(es="miércoles", en="Wednesday"),
    Phrase(es="jueves", en="Thursday"),
    Phrase(es="viernes", en="Friday"),
    Phrase(es="sábado", en="Saturday"),
    Phrase(es="domingo", en="Sunday"),
)
WEEKS_OF_MONTH: Phrases[int | str] = {
    1: Phrase(es="1.º", en="1st"),
    2: Phrase(es="2.º", en="2nd"),
    3: Phrase(es="3.º", en="3rd"),
    4: Phrase(es="4.º", en="4th"),
    5: Phrase(es="5.º", en="5th"),
    "last": Phrase(es="último", en="last"),
}
IN_WEEKS = Phrase(es="{span} ({weeks} del mes)", en="{span} ({weeks} of the month)")
MONTHS = (
    Phrase(es="enero", en="January"),
    Phrase(es="febrero", en="February"),
    Phrase(es="marzo", en="March"),
    Phrase(es="abril", en="April"),
    Phrase(es="mayo", en="May"),
    Phrase(es="junio", en="June"),
    Phrase(es="julio", en="July"),
    Phrase(es="agosto", en="August"),
    Phrase(es="septiembre", en="September"),
    Phrase(es="octubre", en="October"),
    Phrase(es="noviembre", en="November"),
    Phrase(es="diciembre", en="December"),
)

DATE = Phrase(es="{weekday} {day} de {month} de {year}", en="{weekday} {day} {month} {year}")
DATE_IN_YEAR = Phrase(es="{weekday} {day} de {month}", en="{weekday} {day} {month}")
DATE_IN_MONTH = Phrase(es="{weekday} {day}", en="{weekday} {day}")
ON_DATE = Phrase(es="el {date}", en="{date}")
TODAY = Phrase(es="hoy", en="today")
TOMORROW = Phrase(es="mañana {weekday}", en="tomorrow, {weekday},")

MOMENT = Phrase(es="{day} a {time}", en="{day} at {time}")
UNTIL_TODAY = Phrase(es="hoy hasta {time}", en="today until {time}")
UNTIL_MOMENT = Phrase(es="hasta {moment}", en="until {moment}")
DATE_SPAN = Phrase(es="del {first} al {last}", en="from {first} to {last}")
UNTIL_DATE = Phrase(es="hasta el {last}", en="until {last}")
"""The rest of a span that has begun."""

TIME = Phrase(es="las {clock} {half}", en="{clock} {half}")
TIME_AT_ONE = Phrase(es="la {clock} {half}", en="{clock} {half}")
MIDNIGHT = Phrase(es="la medianoche", en="midnight")
BEFORE_NOON = Phrase(es="a. m.", en="a.m.")
NOON = Phrase(es="m.", en="noon")
AFTER_NOON = Phrase(es="p. m.", en="p.m.")

"""In place of `AND`, before a word that sounds like "i" in Spanish."""
UNNAMED_HOLIDAY = Phrase(es="festivo", en="holiday")
"""The name of a holiday that nobody names."""

MORE = Phrase(es="{count} más", en="{count} more")
"""The end of a long list: how many things are left out."""

# What an answer says. The keys are the values of the enums that the answer holds.

THE: Phrases[str] = {
    "la": Phrase(es="la {name}", en="the {name}"),
    "el": Phrase(es="el {name}", en="the {name}"),
    "las": Phrase(es="las {name}", en="the {name}"),
    "los": Phrase(es="los {name}", en="the {name}"),
}
"""A name with its article, by the article."""

TO_THE: Phrases[str] = {
    "la": Phrase(es="a la {name}", en="the {name}"),
    "el": Phrase(es="al {name}", en="the {name}"),
    "las": Phrase(es="a las {name}", en="the {name}"),
    "los": Phrase(es="a los {name}", en="the {name}"),
}
"""Whom to call or to write to."""

OF_THE: Phrases[str] = {
    "la": Phrase(es="de la {name}", en="of the {name}"),
    "el": Phrase(es="del {name}", en="of the {name}"),
    "las": Phrase(es="de las {name}", en="of the {name}"),
    "los": Phrase(es="de los {name}", en="of the {name}"),
}
"""Whose telephone or mailbox it is."""

PLURAL_ARTICLES = {"las", "los"}

INSTRUCTION: Phrases[str] = {
    "phone": Phrase(es="Llame ya {channel}", en="Call {channel} now"),
    "whatsapp": Phrase(
        es="Escriba ya por WhatsApp {channel}", en="Write to {channel} on WhatsApp now"
    ),
    "email": Phrase(es="Escriba ya {channel}", en="Write to {channel} now"),
    "chat": Phrase(es="Entre ya {channel}", en="Go to {channel} now"),
    "web_form": Phrase(es="Entre ya {channel}", en="Go to {channel} now"),
}
"""What to do now, by the medium of the channel's first contact, which follows."""

INSTRUCTION_BY_OTHER_CONTACT: Phrases[str] = {
    "phone": Phrase(es="Llame ya al teléfono {channel}", en="Call the telephone {channel} now"),
    "whatsapp": Phrase(
        es="Escriba ya al WhatsApp {channel}", en="Write to the WhatsApp {channel} now"
    ),
    "email": Phrase(es="Escriba ya al correo {channel}", en="Write to the mailbox {channel} now"),
    "chat": Phrase(es="Entre ya al chat {channel}", en="Go to the chat {channel} now"),
    "web_form": Phrase(es="Llene ya el formulario {channel}", en="Fill in the form {channel} now"),
}
"""What to do now, by the medium of another contact of the channel, which follows."""

INSTRUCTION_WITHOUT_ARTICLE: Phrases[str] = {
    "phone": Phrase(es="Llame ya", en="Call now"),
    "whatsapp": Phrase(es="Escriba ya por WhatsApp", en="Write now on WhatsApp"),
    "email": Phrase(es="Escriba ya", en="Write now"),
    "chat": Phrase(es="Entre ya al chat", en="Chat now"),
    "web_form": Phrase(es="Llene ya el formulario", en="Fill in the form now"),
}
"""What to do now, by medium, before a channel whose name has no article."""

ATTENDED_ALWAYS = Phrase(es=" (24 horas)", en=" (24 hours)")
ATTENDED_UNTIL = Phrase(es=" (atienden {until})", en=" (open {until})")

NOBODY: Phrases[str] = {
    "one": Phrase(
        es="Nadie atiende {requests} antes de que abra {channel}, {moment}: {contact}.",
        en="Nobody takes {requests} before {channel} opens, {moment}: {contact}.",
    ),
    "several": Phrase(
        es="Nadie atiende {requests} antes de que abran {channel}, {moment}: {contact}.",
        en="Nobody takes {requests} before {channel} open, {moment}: {contact}.",
    ),
    "plain": Phrase(
        es="Nadie atiende {requests} antes de que abra el primer canal, {moment}: "
        "{channel}, {contact}.",
        en="Nobody takes {requests} before the first channel opens, {moment}: "
        "{channel}, {contact}.",
    ),
}
"""That no channel is open, and which opens next, by the form of its name."""

OPENS: Phrases[str] = {
    "one": Phrase(
        es="{channel} abre {moment}: {contact}.", en="{channel} opens {moment}: {contact}."
    ),
    "several": Phrase(
        es="{channel} abren {moment}: {contact}.", en="{channel} open {moment}: {contact}."
    ),
    "plain": Phrase(
        es="{channel}: abren {moment}, {contact}.", en="{channel}: open from {moment}, {contact}."
    ),
}
"""When a better channel opens, by the form of its name."""

MAILBOX = Phrase(
    es="También puede escribir a {address} (lo atienden al abrir).",
    en="You can also write to {address} (read when it opens).",
)
"""A mailbox of a closed channel accepts mail, and is attended from the opening on."""

CLOSED_NOW = Phrase(es="{channel} (fuera de horario)", en="{channel} (closed now)")
"""Whose a contact is, on a link or a button."""

OTHER_CONTACT: Phrases[str] = {
    "phone": Phrase(es="También puede llamar al {contact}.", en="You can also call {contact}."),
    "whatsapp": Phrase(
        es="También puede escribir por WhatsApp al {contact}.",
        en="You can also write to {contact} on WhatsApp.",
    ),
    "email": Phrase(
        es="También puede escribir a {contact}.", en="You can also write to {contact}."
    ),
    "chat": Phrase(
        es="También puede entrar al chat: {contact}.", en="You can also chat: {contact}."
    ),
    "web_form": Phrase(
        es="También puede llenar el formulario: {contact}.",
        en="You can also fill in the form: {contact}.",
    ),
}
"""Another way to reach the same channel, by medium."""

OTHER_CHANNEL: Phrases[str] = {
    "phone": Phrase(es="También puede llamar {channel}", en="You can also call {channel}"),
    "whatsapp": Phrase(
        es="También puede escribir por WhatsApp {channel}",
        en="You can also write to {channel} on WhatsApp",
    ),
    "email": Phrase(es="También puede escribir {channel}", en="You can also write to {channel}"),
    "chat": Phrase(es="También puede entrar {channel}", en="You can also go to {channel}"),
    "web_form": Phrase(es="También puede entrar {channel}", en="You can also go to {channel}"),
}
"""Another channel, by the medium of its first contact, which follows."""

OTHER_CHANNEL_WITHOUT_ARTICLE = Phrase(
    es="Otra opción: {channel}, {contact}.", en="Another option: {channel}, {contact}."
)

ON_ONE_DAY: Phrases[str] = {
    "holiday": Phrase(es="{day} es festivo", en="{day} is a holiday"),
    "season": Phrase(es="{day} hay horario de temporada", en="{day} has the hours of a season"),
    "special_day": Phrase(es="{day} hay horario especial", en="{day} has special hours"),
    "closure": Phrase(es="{day} hay un cierre", en="{day} has a closure"),
}
"""An exception on one day, by its kind. Its name follows."""

ON_SEVERAL_DAYS: Phrases[str] = {
    "holiday": Phrase(es="{span} es festivo", en="{span} is a holiday"),
    "season": Phrase(
        es="{span} hay horario de temporada", en="{span} there are the hours of a season"
    ),
    "special_day": Phrase(es="{span} hay horario especial", en="{span} there are special hours"),
    "closure": Phrase(es="{span} hay un cierre", en="{span} there is a closure"),
}
"""An exception over several days, by its kind. Its name follows."""

# --- The trace: a sentence for each channel.

_USE = Phrase(es="Use {channel}: {reason}", en="Use {channel}: {reason}")
USE: Phrases[str] = {"one": _USE, "several": _USE, "plain": _USE}
"""That a channel is the answer, by the form of its name."""

_FIRST_FOR_ALL = Phrase(
    es="es el primer canal abierto que recibe todo tipo de solicitudes",
    en="the first open channel that takes every kind of request",
)
REASON: Phrases[str] = {
    "preferred": Phrase(
        es="es el primer canal abierto con el medio que usted prefiere",
        en="the first open channel with the medium that you prefer",
    ),
    "priority": Phrase(
        es="es el canal reservado para la prioridad {priority}",
        en="the channel reserved for priority {priority}",
    ),
    "dedicated": Phrase(
        es="es el canal dedicado a {requests}",
        en="the channel dedicated to {requests}",
    ),
    "fallback": _FIRST_FOR_ALL,
    "general": _FIRST_FOR_ALL,
}
"""Why an open channel is the answer."""

OPEN_ALWAYS = Phrase(es="; atienden las 24 horas", en="; open 24 hours a day")
OPEN_UNTIL = Phrase(es="; atienden {until}", en="; open {until}")
BECAUSE = Phrase(es=", porque {causes}", en=", because {causes}")

OPENS_FIRST: Phrases[str] = {
    "one": Phrase(
        es="{channel} es el primer canal que abre: {moment}",
        en="{channel} is the first channel to open: {moment}",
    ),
    "several": Phrase(
        es="{channel} son el primer canal que abre: {moment}",
        en="{channel} are the first channel to open: {moment}",
    ),
    "plain": Phrase(
        es="{channel}: es el primer canal que abre, {moment}",
        en="{channel}: the first channel to open, {moment}",
    ),
}
"""Why a closed channel is the answer, by the form of its name."""

NOT_SERVED: Phrases[str] = {
    "one": Phrase(
        es="{channel} no recibe {requests} de prioridad {priority}",
        en="{channel} does not take {requests} of priority {priority}",
    ),
    "several": Phrase(
        es="{channel} no reciben {requests} de prioridad {priority}",
        en="{channel} do not take {requests} of priority {priority}",
    ),
    "plain": Phrase(
        es="{channel}: no es para {requests} de prioridad {priority}",
        en="{channel}: not for {requests} of priority {priority}",
    ),
}
UNAVAILABLE: Phrases[str] = {
    "one": Phrase(es="{channel} no está disponible", en="{channel} is not available"),
    "several": Phrase(es="{channel} no están disponibles", en="{channel} are not available"),
    "plain": Phrase(es="{channel}: por ahora sin servicio", en="{channel}: not available"),
}
CLOSED: Phrases[str] = {
    "one": Phrase(
        es="{channel} no atiende: abre {moment}", en="{channel} is closed: it opens {moment}"
    ),
    "several": Phrase(
        es="{channel} no atienden: abren {moment}", en="{channel} are closed: they open {moment}"
    ),
    "plain": Phrase(
        es="{channel}: no atienden, y abren {moment}", en="{channel}: closed, and opens {moment}"
    ),
}
CLOSED_WITHOUT_END: Phrases[str] = {
    "one": Phrase(
        es="{channel} no atiende, y no se sabe cuándo abre",
        en="{channel} is closed, and nobody knows when it opens",
    ),
    "several": Phrase(
        es="{channel} no atienden, y no se sabe cuándo abren",
        en="{channel} are closed, and nobody knows when they open",
    ),
    "plain": Phrase(
        es="{channel}: no atienden, y no se sabe cuándo abren",
        en="{channel}: closed, and nobody knows until when",
    ),
}
ALTERNATIVE: Phrases[str] = {
    "one": Phrase(es="{channel} también atiende: {contact}", en="{channel} is open too: {contact}"),
    "several": Phrase(
        es="{channel} también atienden: {contact}", en="{channel} are open too: {contact}"
    ),
    "plain": Phrase(
        es="{channel}: también atienden, {contact}", en="{channel}: open too, {contact}"
    ),
}

# --- Requests.

REQUESTS_OF_TYPE = Phrase(es="solicitudes de tipo «{name}»", en='requests of type "{name}"')
"""Several requests of a type that has no plural."""

EVERY_REQUEST = Phrase(es="toda solicitud", en="every request")

ALWAYS = Phrase(es="24 horas", en="24 hours")
NOT_STATED = Phrase(es="horario no indicado", en="hours not stated")
"""The hours of a channel that never closes, and of a level whose hours nobody states."""

# The phrases of a week's picture, as text and as SVG.

WEEK = Phrase(
    es="Semana del {first} al {last}, hora de {zone}",
    en="Week from {first} to {last}, time of {zone}",
)

ONE_DAY = Phrase(es="El {first}, hora de {zone}", en="{first}, time of {zone}")
"""In place of `WEEK`, if only one day is shown."""

NOW = Phrase(es="Ahora: {date}, {time}", en="Now: {date}, {time}")
HOLIDAY = Phrase(es="Festivo: {date} ({name})", en="Holiday: {date} ({name})")
ATTENDED = Phrase(es="atiende", en="attended")
NOT_ATTENDED = Phrase(es="cerrado", en="closed")
PARTLY_ATTENDED = Phrase(es="atiende en parte", en="attended in part")
HOLIDAY_MARK = Phrase(es="festivo", en="holiday")
NOW_MARK = Phrase(es="ahora", en="now")
SCALE = Phrase(es="Cada signo es media hora.", en="Each mark is half an hour.")
ALL_DAY = Phrase(es="todo el día", en="all day")
EVERY_DAY = Phrase(es="cada día", en="every day")

CAUSES: Phrases[str] = {
    "holiday": Phrase(es="festivo: {name}", en="holiday: {name}"),
    "season": Phrase(es="temporada: {name}", en="season: {name}"),
    "special_day": Phrase(es="horario especial: {name}", en="special hours: {name}"),
    "closure": Phrase(es="cierre: {name}", en="closure: {name}"),
}
"""By kind of exception, why the hours of a day are as they are."""

VERSION = Phrase(es="Directorio, versión {version}", en="Directory, version {version}")
