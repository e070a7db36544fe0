"""What answers, weeks and days say."""

from collections.abc import Mapping

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
    es="Para {requests}: {contacts}. Los horarios van en hora de {place}.",
    en="For {requests}: {contacts}. The hours are in {place} time.",
)
"""What an export says of a channel."""

NO_REQUEST = Phrase(es="ninguna solicitud", en="no request")
"""In place of the requests, if the channel serves none."""

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
ON_MOMENT = Phrase(es="{moment}", en="on {moment}")
"""A day other than today and tomorrow, alone or with its time, at the beginning of a clause."""

TODAY = Phrase(es="hoy", en="today")
TOMORROW = Phrase(es="mañana {weekday}", en="tomorrow, {weekday},")

THAT_DAY = Phrase(es="ese día", en="that day")

MOMENT = Phrase(es="{day} a {time}", en="{day} at {time}")
UNTIL_TODAY = Phrase(es="hoy hasta {time}", en="today until {time}")
UNTIL_TIME = Phrase(es="hasta {time}", en="until {time}")
UNTIL_MOMENT = Phrase(es="hasta {moment}", en="until {moment}")
DATE_SPAN = Phrase(es="del {first} al {last}", en="from {first} to {last}")

TIME: Phrases[bool] = {
    False: Phrase(es="las {clock}", en="{clock}"),
    True: Phrase(es="la {clock}", en="{clock}"),
}
"""A time of day; in the hour of one o'clock (True)."""
MIDNIGHT = Phrase(es="la medianoche", en="midnight")
NOON = Phrase(es="el mediodía", en="noon")
BEFORE_NOON = Phrase(es="a. m.", en="a.m.")
AT_NOON = Phrase(es="m.", en="p.m.")
AFTER_NOON = Phrase(es="p. m.", en="p.m.")

UNNAMED_HOLIDAY = Phrase(es="festivo", en="holiday")
"""The name of a holiday that nobody names, and what marks a holiday in a week's picture."""

MORE = Phrase(es="{count} más", en="{count} more")
"""The end of a long list: how many things are left out."""

# What an answer says. The keys are the values of the enums that the answer holds.

THE: Phrases[str] = {
    "la": Phrase(es="la", en="the"),
    "el": Phrase(es="el", en="the"),
    "las": Phrase(es="las", en="the"),
    "los": Phrase(es="los", en="the"),
}
"""What comes before a name, by its article."""

TO_THE: Phrases[str] = {
    "la": Phrase(es="a la", en="the"),
    "el": Phrase(es="al", en="the"),
    "las": Phrase(es="a las", en="the"),
    "los": Phrase(es="a los", en="the"),
}
"""The same, if the name says whom to call or to write to."""

PLURAL_ARTICLES = {"las", "los"}


VERBS: Mapping[bool, Mapping[str, tuple[Phrase, Phrase]]] = {
    False: {
        "opens": (Phrase(es="abre", en="opens"), Phrase(es="abren", en="open")),
        "closes": (Phrase(es="cierra", en="closes"), Phrase(es="cierran", en="close")),
        "attends": (Phrase(es="atiende", en="is open"), Phrase(es="atienden", en="are open")),
        "takes": (Phrase(es="recibe", en="takes"), Phrase(es="reciben", en="take")),
        "is": (Phrase(es="es", en="is"), Phrase(es="son", en="are")),
        "is_there": (
            Phrase(es="está disponible", en="is"), Phrase(es="están disponibles", en="are")
        ),
        "corresponds": (Phrase(es="corresponde", en="is"), Phrase(es="corresponde", en="is")),
        "there_is": (Phrase(es="hay", en="there is"), Phrase(es="hay", en="there are")),
    },
    True: {
        # It may still be closed.
        "opens": (
            Phrase(es="abría", en="was to open"), Phrase(es="abrían", en="were to open")
        ),
        "attends": (Phrase(es="atendía", en="was open"), Phrase(es="atendían", en="were open")),
        "takes": (Phrase(es="recibía", en="took"), Phrase(es="recibían", en="took")),
        "is": (Phrase(es="era", en="was"), Phrase(es="eran", en="were")),
        "is_there": (
            Phrase(es="estaba disponible", en="was"), Phrase(es="estaban disponibles", en="were")
        ),
        "corresponds": (Phrase(es="correspondía", en="was"), Phrase(es="correspondía", en="was")),
        "there_is": (Phrase(es="había", en="there was"), Phrase(es="había", en="there were")),
    },
}  # fmt: skip
"""Verbs of one thing and of several, by tense (True is the past) and by their name in braces."""

CAN: Phrases[bool] = {
    False: Phrase(es="También puede", en="You can also"),
    True: Phrase(es="También podía", en="You could also"),
}

# Whom to contact.

DO: Phrases[str] = {
    "phone": Phrase(es="llame", en="call"),
    "whatsapp": Phrase(es="escriba por WhatsApp", en="write on WhatsApp to"),
    "email": Phrase(es="escriba", en="write to"),
    "chat": Phrase(es="entre", en="go to"),
    "web_form": Phrase(es="entre", en="go to"),
}
"""What to do, by medium. Whom to contact follows."""

TO_DO: Phrases[str] = {
    "phone": Phrase(es="llamar", en="call"),
    "whatsapp": Phrase(es="escribir por WhatsApp", en="write on WhatsApp to"),
    "email": Phrase(es="escribir", en="write to"),
    "chat": Phrase(es="entrar", en="go to"),
    "web_form": Phrase(es="entrar", en="go to"),
}
"""The same as an infinitive."""

TO_NAME = Phrase(es="{do} a: {channel}", en="{do}: {channel}")
"""What to do, if the name of the channel has no article."""

WAS_RIGHT = Phrase(es="{moment} correspondía {words}", en="{moment}, the right way was to {words}")
"""What the right thing to do was then."""

ATTENDED_UNTIL: Phrases[bool] = {
    False: Phrase(es="atienden {until}", en="open {until}"),
    True: Phrase(es="{attends} {until}", en="open {until}"),
}
"""Until when the open channel is attended: now, or at another time."""

NOBODY: Phrases[bool] = {
    False: Phrase(
        es="nadie recibe esta solicitud; {opening}", en="nobody takes this request; {opening}"
    ),
    True: Phrase(
        es="ahora nadie recibe esta solicitud; {opening}",
        en="right now nobody takes this request; {opening}",
    ),
}
"""That no channel is open, and which opens next; True if somebody reads it now."""
NOBODY_THEN: Phrases[bool] = {
    False: Phrase(
        es="{moment} no atienden; {opening}", en="{moment} nobody takes this request; {opening}"
    ),
    True: Phrase(
        es="{moment} no atendían; {opening}", en="{moment} nobody took this request; {opening}"
    ),
}
"""The same about another time; True is the past."""

OPENS = Phrase(
    es="{channel} {opens} {moment}: {contact}.", en="{channel} {opens} {moment}: {contact}."
)
"""When a closed channel opens."""
STAYS_CLOSED = Phrase(
    es="{channel} no {attends}: {contact}.", en="{channel} {is} closed: {contact}."
)
"""In place of `OPENS`, if that is years away."""

MAILBOX: Phrases[tuple[bool, bool]] = {
    (False, False): Phrase(
        es="También puede escribir a {address} (lo atienden al abrir).",
        en="You can also write to {address} (read when it opens).",
    ),
    (False, True): Phrase(
        es="También podía escribir a {address} (lo atendían al abrir).",
        en="You could also write to {address} (read when it opened).",
    ),
    (True, False): Phrase(
        es="Correo: {address} (lo leen al abrir).", en="Mail: {address} (read when it opens)."
    ),
    (True, True): Phrase(
        es="Correo: {address} (lo leían al abrir).", en="Mail: {address} (read when it opened)."
    ),
}
"""A mailbox of a closed channel accepts mail, and is attended from the opening on.

The keys are whether the words are short, and whether they are about the past.
"""

CLOSED_NOW = Phrase(es="{channel} (fuera de horario)", en="{channel} (closed now)")
"""Whose a contact is, on a link or a button."""

OTHER_CONTACT: Phrases[str] = {
    "phone": Phrase(es="{can} {do} al {contact}.", en="{can} {do} {contact}."),
    "whatsapp": Phrase(es="{can} {do} al {contact}.", en="{can} {do} {contact}."),
    "email": Phrase(es="{can} {do} a {contact}.", en="{can} {do} {contact}."),
    "chat": Phrase(es="{can} {do} al chat: {contact}.", en="{can} {do} the chat: {contact}."),
    "web_form": Phrase(
        es="{can} {do} al formulario: {contact}.", en="{can} {do} the form: {contact}."
    ),
}
"""Another way to reach the same channel, by medium."""

# Why the caller does not get the medium that the caller prefers.

NO_SUCH_MEDIUM = Phrase(
    es="Por {medium} nadie {takes} esta solicitud.", en="Nobody {takes} this request by {medium}."
)
OWN_LINE: Phrases[bool] = {
    False: Phrase(
        es="La prioridad {priority} tiene su propia línea.",
        en="Priority {priority} has its own line.",
    ),
    True: Phrase(
        es="La prioridad {priority} tenía su propia línea.",
        en="Priority {priority} had its own line.",
    ),
}
RESERVED_FIRST: Phrases[bool] = {
    False: Phrase(
        es="Para la prioridad {priority}, el medio preferido no cuenta mientras atienda un canal "
        "reservado para ciertas prioridades.",
        en="For priority {priority}, the preferred medium does not count while a channel that is "
        "reserved for some priorities is open.",
    ),
    True: Phrase(
        es="Para la prioridad {priority}, el medio preferido no contaba mientras atendiera un "
        "canal reservado para ciertas prioridades.",
        en="For priority {priority}, the preferred medium did not count while a channel that was "
        "reserved for some priorities was open.",
    ),
}
TELEPHONE_FIRST: Phrases[bool] = {
    False: Phrase(
        es="Para la prioridad {priority}, el medio preferido no cuenta mientras atiendan por "
        "teléfono.",
        en="For priority {priority}, the preferred medium does not count while a telephone is "
        "open.",
    ),
    True: Phrase(
        es="Para la prioridad {priority}, el medio preferido no contaba mientras atendieran por "
        "teléfono.",
        en="For priority {priority}, the preferred medium did not count while a telephone was "
        "open.",
    ),
}

CHECKED_THROUGH: Phrases[bool] = {
    False: Phrase(
        es="los festivos se revisaron hasta el {day}", en="holidays were checked through {day}"
    ),
    True: Phrase(es="festivos dudosos", en="holidays to be confirmed"),
}
"""What the words add if they speak of a later day: how far; in short (True) if they are long."""
DAY_AND_YEAR = Phrase(es="{day} de {month} de {year}", en="{day} {month} {year}")

ON_DAYS: Phrases[str] = {
    "holiday": Phrase(es="{days} {is} festivo", en="{days} {is} a holiday"),
    "season": Phrase(
        es="{days} {there_is} horario de temporada", en="{days} {there_is} a seasonal schedule"
    ),
    "special_day": Phrase(
        es="{days} {there_is} horario especial", en="{days} {there_is} a special schedule"
    ),
    "closure": Phrase(es="{days} {there_is} un cierre", en="{days} {there_is} a closure"),
}
"""A cause on a day or over several days, by its kind. Its name follows."""

# --- The trace: a sentence for each channel.

USE = Phrase(
    es="le {corresponds} comunicarse con {channel}: {reason}",
    en="the right choice {corresponds} {channel}: {reason}",
)
"""That a channel is the answer."""

_FIRST_FOR_ALL = Phrase(
    es="{is} el primer canal en servicio para todo tipo de solicitudes",
    en="the first open channel that takes every kind of request",
)
REASON: Phrases[str] = {
    "preferred": Phrase(
        es="{is} el primer canal en servicio para esta solicitud con el medio que usted prefiere",
        en="the first open channel for this request with the medium that you prefer",
    ),
    "priority": Phrase(
        es="{is} un canal reservado para la prioridad {priority}",
        en="a channel reserved for priority {priority}",
    ),
    "dedicated": Phrase(
        es="{is} un canal dedicado a {requests}",
        en="a channel dedicated to {requests}",
    ),
    "fallback": _FIRST_FOR_ALL,
    "general": _FIRST_FOR_ALL,
}
"""Why an open channel is the answer."""
RESERVED_FOR_SEVERAL = Phrase(
    es="{is} un canal reservado para ciertas prioridades, entre ellas la {priority}",
    en="a channel reserved for some priorities, {priority} among them",
)
"""Why a channel is the answer that is reserved for several priorities."""

OPEN_ALWAYS = Phrase(es="{attends} las 24 horas", en="open 24 hours a day")
"""In a sentence, until when a channel is attended that never closes."""

BECAUSE = Phrase(es=", porque {causes}", en=", because {causes}")

OPENS_FIRST = Phrase(
    es="{channel} no {attends}, pero de los canales disponibles {opens} primero: {moment}",
    en="{channel} {is} closed, but {opens} first of those available: {moment}",
)
"""Why a closed channel is the answer."""

NOT_SERVED = Phrase(
    es="{channel} no {takes} {requests} de prioridad {priority}",
    en="{channel} {takes} no {requests} of priority {priority}",
)
UNAVAILABLE = Phrase(es="{channel} no {is_there}", en="{channel} {is} not available")
UNAVAILABLE_UNTIL = Phrase(
    es="{channel} no {is_there} {until}", en="{channel} {is} not available {until}"
)
CLOSED = Phrase(
    es="{channel} no {attends}; {opens} {moment}", en="{channel} {is} closed, and {opens} {moment}"
)
CLOSED_WITHOUT_END = Phrase(es="{channel} no {attends}", en="{channel} {is} closed")
"""In place of `CLOSED`, if nobody knows when the channel opens, or that is years away."""
ALTERNATIVE = Phrase(
    es="{channel} también {attends}: {contact}", en="{channel} {attends} too: {contact}"
)

# --- Requests.

REQUESTS_OF_TYPE = Phrase(es="solicitudes de tipo «{name}»", en='requests of type "{name}"')
"""Several requests of a type that has no plural."""

EVERY_REQUEST = Phrase(es="todas las solicitudes", en="every request")

ALWAYS = Phrase(es="24 horas", en="24 hours")
NOT_STATED = Phrase(es="horario no indicado", en="hours not stated")
"""The hours of a channel that never closes, and of a level whose hours nobody states."""

HOURS: Phrases[bool] = {
    False: Phrase(es="{hours} hora", en="{hours} hour"),
    True: Phrase(es="{hours} horas", en="{hours} hours"),
}
"""How long something takes, if no minutes are left over."""

# The phrases of a week's picture, as text and as SVG.

WEEK = Phrase(
    es="Semana del {first} al {last}, hora de {place}",
    en="Week from {first} to {last}, {place} time",
)

MARKED = Phrase(es="Hora marcada: {date}, {time}", en="Marked time: {date}, {time}")
HOLIDAY = Phrase(es="Festivo: {date} ({name})", en="Holiday: {date} ({name})")
ATTENDED = Phrase(es="atiende", en="open")
NOT_ATTENDED = Phrase(es="no atiende", en="closed")
ALL_DAY = Phrase(es="todo el día", en="all day")
EVERY_DAY = Phrase(es="todos los días", en="every day")

CAUSES: Phrases[str] = {
    "holiday": Phrase(es="festivo: {name}", en="holiday: {name}"),
    "season": Phrase(es="temporada: {name}", en="season: {name}"),
    "special_day": Phrase(es="horario especial: {name}", en="special hours: {name}"),
    "closure": Phrase(es="cierre: {name}", en="closure: {name}"),
}
"""By kind of cause, why the hours of a day are as they are."""
LESS_A_CLOSURE = Phrase(
    es="horario reducido por cierre: {name}", en="reduced hours, closure: {name}"
)
"""What follows the hours that a closure leaves of its day: they are not those of the closure."""

VERSION = Phrase(es="Directorio, versión {version}", en="Directory, version {version}")
