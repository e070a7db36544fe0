"""What errors say, those of files and of questions too."""

from ccb_support.words import Phrase, Phrases

# What the errors say. The keys are the codes of the errors.

THE_VALUE = Phrase(es="{value}", en="{value}")
"""What an error says that is raised with other words than those of its class."""

NO_PLAIN_DATES = Phrase(
    es="En {value} no hay fechas simples (datetime.date), así que ningún día se encuentra allí. "
    "Use holidays={way_out}",
    en="{value} does not hold plain dates (datetime.date), so no day is found in it. "
    "Pass holidays={way_out}",
)

ERRORS: Phrases[str] = {
    "naive_datetime": Phrase(
        es="{value} no dice su desfase con UTC, así que no es un instante. "
        "Escriba from ccb_support import BOGOTA, y use datetime.now(BOGOTA) para la hora actual. "
        "Para otra hora use when.replace(tzinfo=...) con la zona en la que se escribió, "
        "por ejemplo tzinfo=BOGOTA. La hora sin zona de un servidor suele ser UTC",
        en="{value} has no UTC offset, so it is not an instant. "
        "Write from ccb_support import BOGOTA, and use datetime.now(BOGOTA) for the current time. "
        "For another time, use when.replace(tzinfo=...) with the zone in which the time was "
        "written, for example tzinfo=BOGOTA. A server's naive time is often UTC",
    ),
    "unusable_time_zone": Phrase(
        es="La zona horaria de {value} no da un desfase que sirva. "
        "Use datetime.timezone.utc, o zoneinfo.ZoneInfo con el nombre de una zona",
        en="The tzinfo of {value} gives no usable UTC offset. "
        "Use datetime.timezone.utc, or zoneinfo.ZoneInfo with the name of a zone",
    ),
    "wrong_zone_data": Phrase(
        es="{problem}. Ejecute: python -m pip install --force-reinstall tzdata. "
        "Deje vacía la variable de entorno PYTHONTZPATH, y reinicie el programa",
        en="{problem}. Run: python -m pip install --force-reinstall tzdata. "
        "Set the environment variable PYTHONTZPATH to an empty text, and restart the program",
    ),
    "naive_column": Phrase(
        es="Las horas de la columna {value} no tienen zona horaria, así que no son instantes. "
        "Agregue la zona en la que se escribieron, por ejemplo: "
        'en pandas con .dt.tz_localize("America/Bogota"), en Polars con '
        '.dt.replace_time_zone("America/Bogota"), en PyArrow con '
        'pyarrow.compute.assume_timezone(column, "America/Bogota"), en DuckDB con '
        "column AT TIME ZONE 'America/Bogota', en Spark con "
        "timestamp(column || ' America/Bogota')",
        en="The times of the column {value} have no time zone, so they are not instants. "
        "Attach the zone in which they were written, for example: "
        'in pandas with .dt.tz_localize("America/Bogota"), in Polars with '
        '.dt.replace_time_zone("America/Bogota"), in PyArrow with '
        'pyarrow.compute.assume_timezone(column, "America/Bogota"), in DuckDB with '
        "column AT TIME ZONE 'America/Bogota', in Spark with "
        "timestamp(column || ' America/Bogota')",
    ),
    "not_a_datetime": Phrase(
        es="{value} no es una fecha con hora. Use una que diga su zona, por ejemplo "
        "datetime(2026, 11, 24, 9, 30, tzinfo=ccb_support.BOGOTA)",
        en="{value} is not a datetime. Pass an aware datetime.datetime, for example "
        "datetime(2026, 11, 24, 9, 30, tzinfo=ccb_support.BOGOTA)",
    ),
    "not_a_duration": Phrase(
        es="{value} no es una duración. Use un timedelta, por ejemplo timedelta(hours=4)",
        en="{value} is not a duration. Pass a timedelta, for example timedelta(hours=4)",
    ),
    "negative_duration": Phrase(
        es="{value} es menor que cero, y el tiempo de atención se cuenta hacia adelante. "
        "Use timedelta(0), o una duración mayor",
        en="{value} is below zero, and open time is counted forwards. "
        "Pass timedelta(0), or a longer duration",
    ),
    "never_open": Phrase(
        es="Desde {when}, el canal {channel_id} abre en total menos de {duration} "
        "antes del final de las fechas admitidas. Use una duración menor, o revise el horario "
        "del canal",
        en="From {when} to the end of the supported range, the channel {channel_id} is open for "
        "less than {duration}. Pass a shorter duration, or check the channel's hours",
    ),
    "not_a_year": Phrase(
        es="{value} no es un año. Use un número entero de 1984 a 2199, por ejemplo 2026",
        en="{value} is not a year. Pass a whole number from 1984 to 2199, for example 2026",
    ),
    "out_of_range": Phrase(
        es="{value} está fuera de las fechas admitidas: "
        "de {first} a {last}, en la zona horaria del directorio",
        en="{value} is outside the supported range: "
        "from {first} to {last}, in the directory's time zone",
    ),
    "empty_range": Phrase(
        es="El periodo de {start} a {end} está vacío: debe empezar antes de terminar",
        en="The range from {start} to {end} is empty: its start must be before its end",
    ),
    "outside_span": Phrase(
        es="La respuesta no vale en {value}. Pida una recomendación para ese instante",
        en="The answer does not hold at {value}. Ask for a recommendation at that instant",
    ),
    "several_editions": Phrase(
        es="Hay {count} ediciones del directorio ({versions}), cada una para su periodo. {way_out}",
        en="There are {count} editions of the directory ({versions}), each for its own time. "
        "{way_out}",
    ),
    "not_a_channel_directory": Phrase(
        es="{value} no es un directorio. Use default_directory(), o lea el suyo "
        "con Directory.from_file(path)",
        en="{value} is not a Directory. Pass default_directory(), or read your own "
        "with Directory.from_file(path)",
    ),
    "not_a_calendar": Phrase(
        es="{value} no es una colección de fechas. "
        "Use un conjunto de fechas, u otro objeto que diga si una fecha está en él",
        en="{value} is not a container of dates. "
        "Pass a set of dates, or any object that answers `date in holidays`",
    ),
    "not_a_collection": Phrase(
        es="{value} no es una colección de nombres cortos de canales. "
        'Póngalos en una lista, una tupla o un conjunto, por ejemplo ["chat"]',
        en="{value} is not a collection of channel ids. "
        'Put the ids in a list, a tuple or a set, for example ["chat"]',
    ),
    "not_a_frame": Phrase(
        es="Un objeto de tipo {kind} no es una tabla que esta función reciba. "
        "Use una tabla de una de estas bibliotecas: {accepted}",
        en="An object of type {kind} is not a table that this function takes. "
        "Use a table of one of these libraries: {accepted}",
    ),
    "unknown_column": Phrase(
        es="La tabla no tiene la columna {name}. Use una de estas: {columns}",
        en="The table has no column {name}. Use one of: {columns}",
    ),
    "wrong_column_type": Phrase(
        es="La columna {name} contiene {found}. Debe contener {wanted}",
        en="The column {name} holds {found}. It must hold {wanted}",
    ),
    "old_library": Phrase(
        es="La versión {found} de {name} es muy antigua. "
        'Instale la {lowest} o una más reciente: pip install "{name}>={lowest}"',
        en="Version {found} of {name} is too old. "
        'Install {lowest} or a newer one: pip install "{name}>={lowest}"',
    ),
    "column_clash": Phrase(
        es="La tabla ya tiene columnas con estos nombres: {names}. "
        'Ponga un prefijo a las columnas que se agregan, por ejemplo "{prefix}"',
        en="The table already has columns with these names: {names}. "
        'Give the added columns a prefix, for example "{prefix}"',
    ),
    "bad_table_file": Phrase(
        es="{path} no se puede usar como tabla: {problem}",
        en="{path} can't be used as a table: {problem}",
    ),
    "not_requests": Phrase(
        es="{value} no es una colección de solicitudes. "
        "Ponga en una lista pares de texto o números enteros, el tipo y la prioridad, "
        'por ejemplo [("queja", "P3")]',
        en="{value} is not a collection of requests. "
        "Put pairs of text or whole numbers, a request type and a priority, in a list, "
        'for example [("queja", "P3")]',
    ),
    "no_channel": Phrase(
        es="Ningún canal disponible recibe {request_type} ({priority}), ni ahora ni después",
        en="No available channel serves {request_type} ({priority}), now or later",
    ),
    "not_expressible": Phrase(
        es="{format_name} no puede expresar {subject}: {reason}. {way_out}",
        en="{format_name} can't express {subject}: {reason}. {way_out}",
    ),
    "missing_extra": Phrase(
        es="{user} necesita la biblioteca {module}. Instálela con: "
        "python -m pip install {packages}",
        en="{user} needs the library {module}. Install it with: python -m pip install {packages}",
    ),
}
"""What each error says."""

NO_ZONE_DATA = Phrase(
    es="Python no tiene datos de la zona horaria {name}",
    en="Python has no data of the time zone {name}",
)
NO_PACKAGED_DATA = Phrase(
    es="Falta el paquete tzdata, o no tiene {name}",
    en="The package tzdata is missing, or has no {name}",
)
"""Python may have the data of the system."""
BROKEN_ZONE_DATA = Phrase(
    es="Los datos de la zona horaria {name} que tiene Python están dañados",
    en="Python's data of the time zone {name} are broken",
)
OTHER_ZONE_DATA = Phrase(
    es="Los datos de la zona horaria {name} que tiene Python son de otra zona: "
    "dicen {found} en lugar de {right}",
    en="Python's data of the time zone {name} are of another zone: "
    "they say {found} instead of {right}",
)
"""What is wrong with the data of a time zone."""

UNKNOWN_WORD: Phrases[bool] = {
    False: Phrase(
        es="{value} no es {concept}.{suggestion} Use uno de estos valores: {values}",
        en="{value} is not a {concept}.{suggestion} Use one of: {values}",
    ),
    True: Phrase(
        es="{value} puede significar más de {concept}. Use uno de estos valores: {values}",
        en="{value} could be more than one {concept}. Use one of: {values}",
    ),
}
"""What is wrong with a word outside a closed table; with one that has several meanings (True)."""

CONCEPTS: Phrases[str] = {
    "unknown_word": Phrase(es="una palabra conocida", en="known word"),
    "unknown_request_type": Phrase(es="un tipo de solicitud", en="request type"),
    "unknown_priority": Phrase(es="una prioridad", en="priority"),
    "unknown_medium": Phrase(es="un medio", en="medium"),
    "unknown_dialect": Phrase(
        es="un dialecto de SQL de este programa", en="dialect of SQL of this library"
    ),
    "unknown_language": Phrase(es="un idioma de este programa", en="language of this library"),
    "unknown_channel": Phrase(es="un canal de este directorio", en="channel of this directory"),
}
"""What a word should have been, by the code of the error."""

SUGGESTION = Phrase(es=" ¿Quiso escribir {word}?", en=" Did you mean {word}?")
WITH_HINT = Phrase(es="{words}. {hint}", en="{words}. {hint}")
SWAPPED = Phrase(
    es="Los valores están intercambiados: {request_type} es el tipo de solicitud, y {priority}, la "
    "prioridad",
    en="The values are in each other's place: {request_type} is the request type, and {priority} "
    "is the priority",
)
MISPLACED_TIME = Phrase(
    es="Los argumentos están en el lugar equivocado: primero va el tipo de solicitud, luego la "
    "prioridad y luego el momento",
    en="The arguments are in the wrong places: the request type comes first, then the priority, "
    "then the time",
)
"""The hints of an error if arguments are in each other's place."""

BEFORE_FIRST_EDITION = Phrase(
    es="La primera edición del directorio rige desde el {day}. Para antes, ponga la edición "
    "anterior en otro archivo de la misma carpeta, y use la carpeta en vez del archivo",
    en="The first edition of the directory holds from {day} on. For earlier times, put the edition "
    "before it into another file of the same folder, and use the folder instead of the file",
)
"""Why the supported range begins later than usual."""
KNOWN_FROM = Phrase(
    es="Se conoce desde el {day}, en otra edición del directorio",
    en="It is known from {day} on, in another edition of the directory",
)
KNOWN_UNTIL = Phrase(
    es="Se conocía antes del {day}, en otra edición del directorio",
    en="It was known before {day}, in another edition of the directory",
)
"""When another edition knows a word."""
PASS_AN_INSTANT = Phrase(
    es="Diga el momento, por ejemplo escalation(when)",
    en="Say the time, for example escalation(when)",
)
PASS_RANGE_OR_EDITION = Phrase(
    es="Pase start y end, o Router(router.editions[0]). En la línea de comandos: --from y --to, o "
    "el archivo de una edición",
    en="Pass start and end, or Router(router.editions[0]). On the command line: --from and --to, "
    "or the file of one edition",
)
CHOOSE_EDITION = Phrase(
    es="Elija una, por ejemplo router.edition_at(when)",
    en="Choose one, for example router.edition_at(when)",
)
"""What to write instead of a question that several editions can't answer together."""

LIMITED_BY_CALENDAR = Phrase(
    es="El calendario de festivos {calendar} no llega más allá",
    en="The holiday calendar {calendar} goes no further",
)
"""Why the supported range is shorter than usual."""

NO_CHANNEL_YET = Phrase(
    es="Ningún canal disponible recibe {request_type} ({priority}) mientras no vuelva uno de "
    "los que no están disponibles{back}",
    en="No available channel serves {request_type} ({priority}) until one that is down is back"
    "{back}",
)
"""That nobody answers, if a channel that is down may do so later."""
NOT_IN_EDITION = Phrase(
    es="La edición del directorio que rige desde el {day} no conoce {request_type} ({priority})",
    en="The edition of the directory that holds from {day} on does not know {request_type} "
    "({priority})",
)
"""That nobody answers, although another edition may know the request."""
BACK = Phrase(es=" (se espera uno el {moment})", en=" (one is expected at {moment})")
"""When a channel is back, if the caller knows when."""
TURN_TO_LEVELS = Phrase(
    es="Comuníquese con los niveles de escalamiento", en="Turn to the escalation levels"
)

DIRECTORY_FAULTS: Phrases[bool] = {
    False: Phrase(es="El directorio tiene {count} falla:", en="The directory has {count} fault:"),
    True: Phrase(es="El directorio tiene {count} fallas:", en="The directory has {count} faults:"),
}
"""The first line of a `DirectoryError`: for one fault, or for several."""

# What an error says about a column, a file, a format or an argument: parts of its message.

TEXT_COLUMN = Phrase(
    es="texto, categorías o un diccionario de texto",
    en="text, categories or a dictionary of text",
)
PRIORITY_COLUMN = Phrase(es="números enteros, {text}", en="integers, {text}")
ARROW_COLUMN = Phrase(
    es="un tipo que Arrow tenga, como texto que UTF-8 pueda escribir, números enteros o instantes "
    "con zona",
    en="a type that Arrow has, such as text that UTF-8 can write, integers or instants with a zone",
)
INSTANT_COLUMN = Phrase(
    es="instantes: fechas con hora y zona", en="instants: dates with times and a zone"
)
MAKE_TEXT = Phrase(
    es="En pandas los objetos de varias clases se vuelven texto con "
    'frame[name].astype("string").str.removesuffix(".0")',
    en="Objects of several kinds become text in pandas with "
    'frame[name].astype("string").str.removesuffix(".0")',
)
MAKE_INSTANTS_OF_OBJECTS = Phrase(
    es="En pandas las horas con varios desfases se vuelven instantes con "
    "pandas.to_datetime(frame[name], utc=True)",
    en="Times with several UTC offsets become instants in pandas with "
    "pandas.to_datetime(frame[name], utc=True)",
)
MAKE_INSTANTS_OF_TEXT = Phrase(
    es="El texto que tiene su desfase se vuelve instantes en pandas con "
    'pandas.to_datetime(frame[name], utc=True, format="ISO8601"), en Polars con '
    'pl.col(name).cast(pl.String).str.to_datetime(time_zone="UTC"), en PyArrow con '
    'column.cast("string").cast(pyarrow.timestamp("us", "UTC")), en DuckDB con '
    "CAST(name AS TIMESTAMPTZ), y en Spark con CAST(name AS TIMESTAMP_LTZ)",
    en="Text that has its UTC offset becomes instants in pandas with "
    'pandas.to_datetime(frame[name], utc=True, format="ISO8601"), in Polars with '
    'pl.col(name).cast(pl.String).str.to_datetime(time_zone="UTC"), in PyArrow with '
    'column.cast("string").cast(pyarrow.timestamp("us", "UTC")), in DuckDB with '
    "CAST(name AS TIMESTAMPTZ), and in Spark with CAST(name AS TIMESTAMP_LTZ)",
)
REPEATED_COLUMN = Phrase(
    es="La tabla tiene {count} columnas con el nombre {name}. Cambie el de todas menos una",
    en="The table has {count} columns named {name}. Rename all but one",
)
OTHER_FORMAT = Phrase(
    es="{name} tiene otro formato. Use la misma terminación, y convierta el archivo después",
    en="{name} has another format. Use the same ending, and convert the file afterwards",
)
WRONG_SUFFIX = Phrase(
    es="su nombre debe terminar de una de estas formas: {endings}",
    en="its name must end with one of these: {endings}",
)

OPENING_HOURS_SYNTAX = Phrase(es="La sintaxis de opening_hours", en="The opening_hours syntax")
HOLIDAYS_OF_ANOTHER_PLACE = Phrase(
    es="tiene otro horario los festivos, y PH significa los festivos del lugar del lector, que "
    "pueden ser otros días",
    en="it has other hours on holidays, and PH means the public holidays of the reader's place, "
    "which may be other days",
)
UNEVEN_DAYS = Phrase(
    es="tiene festivos, días de cada año o semanas del mes, y junto a estos los lectores no "
    "coinciden sobre las horas que pasan de la medianoche o que cambian de un año a otro",
    en="it has holidays, days of every year or weeks of the month, and beside these readers "
    "disagree about hours that pass midnight or differ from year to year",
)
PASS_A_RANGE = Phrase(
    es="Pase start y end (--from y --to), y cada día que cambia en ese periodo se escribe como una "
    "fecha",
    en="Pass start and end (--from and --to), and each changed day in that range is written as a "
    "date",
)
LONG_STRINGS = Phrase(
    es="El texto opening_hours de estos canales tiene más de {most} caracteres, y OpenStreetMap no "
    "recibe más: {channels}. Pase start y end (--from y --to) de un periodo más corto, que tiene "
    "menos fechas",
    en="The opening_hours strings of these channels have more than {most} characters, and "
    "OpenStreetMap takes no more: {channels}. Pass start and end (--from and --to) of a shorter "
    "range, which has fewer dates",
)
NO_EVENT = Phrase(
    es="un calendario necesita un evento, y ninguno de estos canales abre en el periodo",
    en="a calendar needs an event, and none of these channels is open in the range",
)
CHOOSE_OTHERS = Phrase(
    es="Elija un periodo más largo u otros canales", en="Choose a longer range or other channels"
)

FILE_IS_READ = Phrase(
    es="Este comando lee el archivo {name}. Escriba en otro",
    en="{name} is a file that this command reads. Write to another file",
)
NOT_A_REGULAR_FILE = Phrase(
    es="{name} no es un archivo normal. Escriba en otro",
    en="{name} is not a regular file. Write to another file",
)
FILE_EXISTS = Phrase(
    es="{name} ya existe. Escriba en otro archivo, o agregue --force para reemplazarlo",
    en="{name} exists. Write to another file, or add --force to replace it",
)

# What is wrong with a file of tickets: parts of the message of an error.

NOT_UTF8 = Phrase(
    es="la línea {line} no está en UTF-8; tal vez sea Latin-1 o UTF-16. Guárdelo en UTF-8: en "
    "Excel, como «CSV UTF-8»",
    en="line {line} is not in UTF-8; it may be Latin-1 or UTF-16. Save the file in UTF-8: in "
    "Excel, as 'CSV UTF-8'",
)
RAGGED = Phrase(
    es="la línea {line} no tiene el mismo número de celdas que la primera: {found} en lugar de "
    "{wanted}. Si son menos, agregue las que faltan; si son más, ponga entre comillas las celdas "
    "que tienen un {delimiter}",
    en="line {line} does not have the same number of cells as the first line: {found} instead of "
    "{wanted}. If there are fewer, add the missing ones; if there are more, put quotes around "
    "cells that have a {delimiter} in them",
)
BROKEN_ROW = Phrase(
    es="la fila que empieza en la línea {line} no termina: cierre las comillas. O tiene texto "
    "después de unas comillas de cierre, una celda de más de 131.072 caracteres, o un retorno de "
    "carro en lugar de un fin de línea",
    en="the row that starts in line {line} does not end: close its quotes. Or it has text after "
    "closing quotes, a cell of more than 131,072 characters, or a carriage return in the place of "
    "an end of line",
)
NO_NAMES = Phrase(
    es="la primera línea debe tener los nombres de las columnas, separados por comas o puntos y "
    "comas: no por tabuladores, ni después de una línea como sep=;",
    en="the first line must have the names of the columns, with commas or semicolons between them: "
    "not tabs, and no line such as sep=; before it",
)
LONG_LINE = Phrase(
    es="la línea {line} tiene más de 2 MiB. Escriba cada fila en su propia línea",
    en="line {line} is longer than 2 MiB. Write each row on a separate line",
)
TOO_MUCH_MEMORY = Phrase(
    es="ocupa demasiada memoria. Escríbalo con grupos de menos filas, por ejemplo con "
    "row_group_size=10 en PyArrow, o sin sus textos y listas más largos",
    en="it takes too much memory. Write it with fewer rows in each group, for example with "
    "row_group_size=10 in PyArrow, or without its longest texts and lists",
)
TOO_MANY_ROWS = Phrase(
    es="tiene demasiadas filas para tantas columnas. Quite columnas, o escríbalo en CSV o JSON "
    "Lines (.csv, .jsonl)",
    en="it has too many rows for so many columns. Remove some columns, or write it as CSV or JSON "
    "Lines (.csv, .jsonl)",
)
NOT_AN_OBJECT = Phrase(
    es="la línea {line} no es un objeto de JSON que se pueda leer. Escriba un objeto completo en "
    'cada línea, por ejemplo {{"type": "queja", "priority": 3}}',
    en="line {line} is not an object of JSON that can be read. Write a whole object on each line, "
    'for example {{"type": "queja", "priority": 3}}',
)
BROKEN_GZIP = Phrase(
    es="no es un archivo gzip completo. Cópielo o descárguelo de nuevo, o comprímalo otra vez",
    en="it is not a whole gzip file. Copy or download it again, or compress it once more",
)
UNREADABLE = Phrase(
    es="no se puede leer o escribir ({reason}). Revise que el archivo esté completo, y que el "
    "formato del nuevo archivo admita esos valores",
    en="it can't be read or written ({reason}). Check that the file is complete, and that the "
    "format of the new file has such values",
)
NAIVE_TIMES = Phrase(
    es="las horas de la columna {column} no dicen su zona horaria, por ejemplo {value}. Diga en "
    "qué zona se escribieron: --time-zone America/Bogota",
    en="the times of the column {column} do not say their time zone, for example {value}. Say in "
    "which zone they were written: --time-zone America/Bogota",
)
TOO_MANY_ERRORS = Phrase(
    es="filas sin respuesta: {errors} de {rows} ({codes}). No se escribió nada. Revise las "
    "columnas. Las horas van en ISO 8601, como 2026-07-10T17:00-05:00. O acepte esas filas: "
    "--max-errors {errors}",
    en="rows without an answer: {errors} of {rows} ({codes}). Nothing was written. Check the "
    "columns. Times are in ISO 8601, such as 2026-07-10T17:00-05:00. Or accept these rows: "
    "--max-errors {errors}",
)

# What is said of a parameter that can't be used, through each face.

UNKNOWN_PARAMETER = Phrase(
    es="Esta pregunta no tiene el parámetro {name}. Los que tiene son: {accepted}",
    en="This question has no parameter {name}. Its parameters are: {accepted}",
)
MISSING_PARAMETER = Phrase(
    es="A esta pregunta le faltan parámetros. Agregue: {names}",
    en="This question needs more parameters. Add: {names}",
)
NO_PARAMETERS = Phrase(es="ninguno", en="none")
NOT_AN_INSTANT = Phrase(
    es="{name}: {value} no es un momento. Escriba una fecha y una hora que existan, "
    "con su desfase, así: 2026-11-24T17:00:00-05:00",
    en="{name}: {value} is not an instant. Write a date and a time that exist, "
    "with their UTC offset, like 2026-11-24T17:00:00-05:00",
)
LOST_PLUS = Phrase(
    es="{name}: {value} no es un momento. En una dirección, el signo + se escribe %2B",
    en="{name}: {value} is not an instant. In an address, a + is written as %2B",
)
NOT_A_DURATION = Phrase(
    es="{name}: {value} no es una duración. Escriba días, horas, minutos o segundos "
    "en ISO 8601, por ejemplo PT4H o PT90M",
    en="{name}: {value} is not a duration. Write days, hours, minutes or seconds "
    "in ISO 8601, for example PT4H or PT90M",
)
REPEATED_OUTAGE = Phrase(
    es="El canal {value} está varias veces, y no con el mismo final. Escríbalo una sola vez",
    en="The channel {value} is there several times, with different ends. Write it once",
)
NOT_A_CHOICE = Phrase(
    es="{name}: {value} no es una opción. Use una de estas: {accepted}",
    en="{name}: {value} is not a choice. Use one of: {accepted}",
)
NOT_TRUE_OR_FALSE = Phrase(
    es="{name}: {value} no es una opción. Use una de estas, sin comillas: {accepted}",
    en="{name}: {value} is not a choice. Use one of these, without quotes: {accepted}",
)
END_OR_DURATION = Phrase(
    es="Escriba uno de estos dos parámetros, y no ambos: end, duration",
    en="Write one of these two parameters, and not both: end, duration",
)
