"""What the keys of a directory's file mean."""

from ccb_support.words import Phrase, Phrases

TYPES: Phrases[str] = {
    "Directory": Phrase(
        es="Los canales de una mesa de ayuda, sus horarios y sus niveles de escalamiento.",
        en="The channels of a help desk, their hours, and its escalation levels.",
    ),
    "LocalizedText": Phrase(
        es="Un nombre: en español, en inglés o en ambos; o un solo texto para todos los idiomas.",
        en="A name: in Spanish, in English or in both; or one text for all languages.",
    ),
    "ArticledName": Phrase(
        es="Un nombre que las frases dicen con su artículo, como en «la línea de PQRS».",
        en='A name that sentences say with its article, as in "the PQRS line".',
    ),
    "Channel": Phrase(
        es="Un canal por el que las solicitudes llegan a la mesa.",
        en="A way in which requests reach the desk.",
    ),
    "EscalationLevel": Phrase(
        es="Con quién comunicarse si nadie resuelve una solicitud.",
        en="Whom to turn to if nobody solves a request.",
    ),
    "OpeningSpan": Phrase(
        es="Una franja dentro de un día; puede pasar de la medianoche.",
        en="A span of hours within a day; it may pass midnight.",
    ),
    "WeeklySpan": Phrase(
        es="Una franja de algunos días de cada semana, o de algunas semanas del mes.",
        en="A span of hours on some days of every week, or of some weeks of the month.",
    ),
    "Phone": Phrase(
        es="Un teléfono. Lleva `e164` o `short_code`, no los dos.",
        en="A telephone number. It has either `e164` or `short_code`.",
    ),
    "WhatsApp": Phrase(
        es="Un número de WhatsApp, para escribir.",
        en="A number on WhatsApp, to write to.",
    ),
    "Email": Phrase(es="Un buzón de correo electrónico.", en="A mailbox."),
    "Chat": Phrase(es="Una página con un chat.", en="A page with a chat."),
    "WebForm": Phrase(es="Una página con un formulario.", en="A page with a form to fill in."),
    "Season": Phrase(
        es="Otro horario semanal entre dos fechas, como el de fin de año o el de Semana Santa.",
        en="Other weekly hours between two dates, such as those of the year-end or of Holy Week.",
    ),
    "SpecialDay": Phrase(
        es="Un día, o varios seguidos, con un horario que reemplaza el de siempre.",
        en="A day, or several in a row, whose hours replace the usual ones.",
    ),
    "Closure": Phrase(
        es="Un tiempo en el que los canales no atienden, como un mantenimiento.",
        en="A span of time in which channels are closed, such as a maintenance.",
    ),
    "ListedHoliday": Phrase(
        es="Un festivo de la lista propia del directorio.",
        en="A holiday in the directory's own list.",
    ),
    "Medium": Phrase(
        es="El medio por el que se llega a un contacto, en español o en inglés.",
        en="The means by which people reach a contact, in Spanish or in English.",
    ),
    "RequestTypeEntry": Phrase(
        es="Un tipo de solicitud: lo que la gente le pide a la mesa.",
        en="A request type: what people ask the desk for.",
    ),
    "PriorityEntry": Phrase(
        es="Una prioridad de la escala de la mesa.", en="A priority of the desk's scale."
    ),
}
"""What each type is."""

_ROWS = Phrase(
    es="Las filas de la tabla de la fuente de las que viene.",
    en="The rows of the source's table from which the entry comes.",
)
_CONTACTS = Phrase(
    es="Cómo comunicarse. El primero es el que se usa primero.",
    en="How to reach it. The first contact is the one to use first.",
)
_NAME = Phrase(es="Su nombre, para las personas.", en="Its name for people.")
_PAGE = Phrase(
    es="La dirección de la página, `http` o `https`, tal como está publicada.",
    en="The address of the page, `http` or `https`, as published.",
)
_LAST_DAY = Phrase(
    es="El último día, incluido. Escriba ambas fechas con año, o ambas sin año.",
    en="The last day, included. Write both dates with their year, or both without.",
)

KEYS: Phrases[str] = {
    "Directory.format": Phrase(
        es="La versión del formato del archivo: 2.", en="The version of the file's format: 2."
    ),
    "Directory.version": Phrase(
        es="La versión del contenido, como texto. Cámbiela con cada cambio.",
        en="The version of the content, as text. Change it with every edit.",
    ),
    "Directory.as_of": Phrase(
        es="El día en que alguien comparó por última vez el archivo con su fuente.",
        en="The day on which someone last compared the file with its source.",
    ),
    "Directory.effective": Phrase(
        es="El primer día en que rige este archivo, si hay varias ediciones. Si falta, rige desde "
        "siempre.",
        en="The first day on which this file holds, if there are several editions. If left out, it "
        "holds from the beginning.",
    ),
    "Directory.name": Phrase(es="Qué es el directorio.", en="What the directory is."),
    "Directory.time_zone": Phrase(
        es="La zona horaria de todas las horas, por su nombre IANA.",
        en="The zone of all times, by its IANA name.",
    ),
    "Directory.language": Phrase(
        es="El idioma de las respuestas, los informes y lo que se publica, si nadie pide otro. "
        "Si falta, es español.",
        en="The language of answers, reports and exports if a caller names none. "
        "If left out, it is Spanish.",
    ),
    "Directory.request_types": Phrase(
        es="Los tipos de solicitud. Si faltan, son los de siempre, los que trae el programa.",
        en="The request types. If left out, they are the usual ones, which the library has.",
    ),
    "Directory.priorities": Phrase(
        es="Las prioridades, en orden, desde 1. Si faltan, son las de siempre.",
        en="The priorities, in order, from 1. If left out, they are the usual ones.",
    ),
    "Directory.channels": Phrase(
        es="Los canales, en orden de preferencia.", en="The channels, in order of preference."
    ),
    "Directory.escalation": Phrase(
        es="Los niveles de escalamiento, en orden.", en="The escalation levels, in order."
    ),
    "Directory.seasons": Phrase(
        es="Temporadas: otro horario semanal entre dos fechas.",
        en="Seasons: other weekly hours between two dates.",
    ),
    "Directory.special_days": Phrase(es="Días con otro horario.", en="Days with other hours."),
    "Directory.closures": Phrase(
        es="Tiempos en los que los canales no atienden.",
        en="Spans of time in which channels are closed.",
    ),
    "Directory.holiday_calendar": Phrase(
        es="Los festivos: el código de un país o de una parte de él, o una lista propia, y "
        "entonces solo valen los de la lista. "
        "Si falta, son los de Colombia en la zona de Bogotá. En otra zona hace falta si un canal "
        "depende de los festivos. Una lista vacía dice que no hay festivos.",
        en="The public holidays: the code of a country or of a part of it, or your own list, "
        "and then only those of the list count. "
        "If left out, they are Colombia's in the zone of Bogotá. In another zone it is needed if "
        "a channel depends on holidays. An empty list says that there are no holidays.",
    ),
    "LocalizedText.es": Phrase(es="En español.", en="In Spanish."),
    "LocalizedText.en": Phrase(es="En inglés.", en="In English."),
    "ArticledName.es_article": Phrase(
        es="El artículo del nombre en español. Si es plural, el nombre en inglés también.",
        en="The article of the Spanish name. If it is plural, so is the English name.",
    ),
    "RequestTypeEntry.id": Phrase(
        es="Su nombre corto: minúsculas sin tildes ni ñ, cifras y `_`; empieza por una letra.",
        en="Its name for programs: letters from a to z, digits and `_`; it starts with a letter.",
    ),
    "RequestTypeEntry.plural": Phrase(
        es="Cómo se dice de varias, como «quejas». Las frases lo usan.",
        en='What people call several of them, such as "complaints". Sentences use it.',
    ),
    "PriorityEntry.id": Phrase(
        es="Su número: 1 es la más urgente, y los números van seguidos.",
        en="Its number: 1 is the most urgent, and no number is left out.",
    ),
    "Entry.name": _NAME,
    "Entry.spellings": Phrase(
        es="Otras formas de escribirlo. El nombre y el `id` ya cuentan; mayúsculas, tildes, "
        "espacios, `_` y `-` dan igual.",
        en="Other ways to write it. The name and the `id` count anyway; case, accents, spaces, "
        "`_` and `-` make no difference.",
    ),
    "Entry.ambiguous": Phrase(
        es="Palabras que pueden significar esto u otra entrada que también las tiene aquí.",
        en="Words that could mean this, or another entry that has them here too.",
    ),
    "Channel.id": Phrase(
        es="Su nombre para los programas: minúsculas sin tildes ni ñ, cifras y `_`; empieza por "
        "una letra.",
        en="Its name for programs: letters from a to z, digits and `_`; it starts with a letter.",
    ),
    "Channel.name": _NAME,
    "Channel.request_types": Phrase(
        es='Los tipos de solicitud que recibe: `"all"` (todos) o una lista.',
        en='The request types that it serves: `"all"`, or a list.',
    ),
    "Channel.priorities": Phrase(
        es='Las prioridades que recibe: `"all"` (todas) o una lista.',
        en='The priorities that it serves: `"all"`, or a list.',
    ),
    "Channel.hours": Phrase(
        es='Cuándo atiende: `"always"` (siempre) o una lista de franjas. '
        "Con una lista vacía nunca atiende.",
        en='When it is open: `"always"`, or a list of weekly hours. '
        "With an empty list it never opens.",
    ),
    "Channel.holidays": Phrase(
        es='Qué hace en los festivos: `"open"` (atiende como cualquier día), `"closed"` (no '
        "atiende) o una lista de franjas para esos días.",
        en='What it does on public holidays: `"open"` (as on any day), `"closed"`, or a list of '
        "hours for those days.",
    ),
    "Channel.contacts": _CONTACTS,
    "Channel.rows": _ROWS,
    "EscalationLevel.level": Phrase(
        es="1 para el primer nivel; cada nivel siguiente es mayor.",
        en="1 for the first level; each next level is higher.",
    ),
    "EscalationLevel.name": _NAME,
    "EscalationLevel.contacts": _CONTACTS,
    "EscalationLevel.hours": Phrase(
        es='Cuándo atiende: `"always"` (siempre), una lista de franjas o `"not_stated"` (la '
        "fuente no lo dice).",
        en='When it is open: `"always"`, a list of weekly hours, or `"not_stated"` if the '
        "source does not say.",
    ),
    "EscalationLevel.rows": _ROWS,
    "OpeningSpan.opens": Phrase(
        es='El primer minuto en que atiende, de `"00:00"` a `"23:59"`.',
        en='The first minute that is open, `"00:00"` to `"23:59"`.',
    ),
    "OpeningSpan.closes": Phrase(
        es='La hora de cierre; a esa hora ya no atiende. Como máximo es `"24:00"`. Si es '
        "antes de `opens`, es del día siguiente.",
        en='The first minute that is closed again, up to `"24:00"`. If it is before `opens`, it '
        "is on the next day.",
    ),
    "WeeklySpan.days": Phrase(
        es="Los días en que empieza esta franja: un nombre, un rango o una lista de ambos.",
        en="The days on which these hours start: a name, a range, or a list of both.",
    ),
    "WeeklySpan.weeks": Phrase(
        es="En qué semanas del mes, contadas por cada día: `[1, 3]` es el primer y el tercer "
        'sábado; `["última"]`, el último. Si falta, son todas.',
        en="In which weeks of the month, counted for each day: `[1, 3]` is the first and the third "
        'Saturday; `["last"]`, the last. If left out, all.',
    ),
    "Contact.medium": Phrase(es="El medio.", en="The medium."),
    "Contact.printed": Phrase(
        es="El número como lo imprime la fuente: cifras, espacios y + - ( ) . / * #.",
        en="The number as the source prints it: digits, spaces and + - ( ) . / * #.",
    ),
    "Contact.e164": Phrase(
        es="El número que marca el teléfono, en forma internacional: `+` y cifras.",
        en="The number in international form, for machines: `+` and digits.",
    ),
    "Phone.short_code": Phrase(
        es="Un número corto, que solo sirve dentro de un país.",
        en="A short number, which works only within a country.",
    ),
    "Phone.phone_context": Phrase(
        es="El indicativo del país de un número corto. En la zona de Bogotá puede faltar.",
        en="The country code of a short code. In the zone of Bogotá it may be left out.",
    ),
    "Phone.extensions": Phrase(
        es="Las extensiones, en el orden en que se prueban.",
        en="The extensions, in the order in which to try them.",
    ),
    "Phone.menu_option": Phrase(
        es="Qué se marca en el menú de voz.", en="What to press in the voice menu."
    ),
    "Email.address": Phrase(es="La dirección.", en="The address."),
    "Chat.url": _PAGE,
    "WebForm.url": _PAGE,
    "HoursChange.channels": Phrase(
        es="Los nombres cortos de los canales. Si falta, son todos.",
        en="The ids of the channels. If left out, all channels.",
    ),
    "Season.name": Phrase(es="Qué temporada es.", en="What the season is."),
    "Season.from": Phrase(
        es="El primer día: una fecha, o un día de cada año entre comillas. "
        '`"pascua-6"` es el Lunes Santo.',
        en='The first day: a date, or a day of every year in quotes. `"easter-6"` is the Monday of '
        "Holy Week.",
    ),
    "Season.through": _LAST_DAY,
    "Season.hours": Phrase(
        es='El horario de la temporada, como el de un canal, o `"closed"` (no atiende).',
        en='The hours in the season, as a channel\'s, or `"closed"`.',
    ),
    "SpecialDay.name": Phrase(
        es="Qué tiene de especial. Las respuestas lo dicen.",
        en="What is special. Answers give this name.",
    ),
    "SpecialDay.date": Phrase(
        es="El día, o el primero de varios seguidos: una fecha, o un día de cada año entre "
        'comillas. `"pascua-4"` es el Miércoles Santo.',
        en="The day, or the first of several in a row: a date, or a day of every year in quotes. "
        '`"easter-4"` is the Wednesday of Holy Week.',
    ),
    "SpecialDay.through": _LAST_DAY,
    "SpecialDay.hours": Phrase(
        es='El horario de cada uno de esos días, o `"closed"` (no atiende).',
        en='The hours of each of these days, or `"closed"`.',
    ),
    "SpecialDay.opens_closed_days": Phrase(
        es="Si el horario también vale en los días en que el canal no atendería. "
        "Si falta, solo vale así para una sola fecha con año.",
        en="Whether the hours also hold on days on which the channel would be closed. "
        "If left out, they do only for a single date with its year.",
    ),
    "Closure.name": Phrase(
        es="Por qué no atienden. Las respuestas lo dicen.",
        en="Why the channels are closed. Answers give this name.",
    ),
    "Closure.starts": Phrase(
        es="El primer minuto en que no atienden, en hora local y sin desfase.",
        en="The first minute that is closed, in local time, without an offset.",
    ),
    "Closure.ends": Phrase(
        es="El primer minuto después del cierre.", en="The first minute after the closure."
    ),
    "ListedHoliday.date": Phrase(
        es='Su fecha, o un día de cada año entre comillas. En un año común no hay `"02-29"`. '
        '`"pascua-2"` es el Viernes Santo.',
        en='Its date, or a day of every year in quotes. A common year has no `"02-29"`. '
        '`"easter-2"` is Good Friday.',
    ),
    "ListedHoliday.name": Phrase(
        es="Su nombre. Dos entradas de una misma fecha unen sus nombres.",
        en="Its name. Two entries of one date join their names.",
    ),
}
"""What each key means, by type and key. The subclasses of a class have its keys too."""
