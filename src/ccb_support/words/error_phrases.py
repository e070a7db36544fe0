"""What the errors say. The keys are the codes of the errors."""

from __future__ import annotations

from .phrase import Phrase, Phrases

THE_VALUE = Phrase(es="{value}", en="{value}")
"""What an error says that is raised with words of its own."""

NO_PLAIN_DATES = Phrase(
    es="En {value} no hay fechas simples (datetime.date), así que ningún día se encuentra allí. "
    "Use holidays={way_out}",
    en="{value} does not hold plain dates (datetime.date), so no day is found in it. "
    "Pass holidays={way_out}",
)

ERRORS: Phrases[str] = {
    "naive_datetime": Phrase(
        es="{value} no dice su diferencia con UTC, así que no es un instante. "
        "Para la hora actual use datetime.now(ccb_support.BOGOTA). "
        "Para otra hora use when.replace(tzinfo=...) con la zona en la que se escribió, "
        "por ejemplo tzinfo=ccb_support.BOGOTA. La hora sin zona de un servidor suele ser UTC",
        en="{value} has no UTC offset, so it is not an instant. "
        "For the current time, use datetime.now(ccb_support.BOGOTA). "
        "For another time, use when.replace(tzinfo=...) with the zone in which the time was "
        "written, for example tzinfo=ccb_support.BOGOTA. A server's naive time is often UTC",
    ),
    "unusable_time_zone": Phrase(
        es="La zona horaria de {value} no da una diferencia con UTC que sirva. "
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
        es="{value} no es un año. Use un número entero, por ejemplo 2026",
        en="{value} is not a year. Pass an int, for example 2026",
    ),
    "out_of_range": Phrase(
        es="{value} está fuera de las fechas admitidas: "
        "los años {first_year} a {last_year}, en la zona horaria del directorio",
        en="{value} is outside the supported range: "
        "the years {first_year} to {last_year}, in the directory's time zone",
    ),
    "empty_range": Phrase(
        es="El rango de {start} a {end} está vacío: debe empezar antes de terminar",
        en="The range from {start} to {end} is empty: its start must be before its end",
    ),
    "outside_span": Phrase(
        es="La respuesta vale {span}, y {value} queda por fuera. "
        "Pida una recomendación para ese instante",
        en="The answer holds {span}, which leaves out {value}. "
        "Ask for a recommendation at that instant",
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
        es="{value} no es una colección de identificadores de canales. "
        'Póngalos en una lista, una tupla o un conjunto, por ejemplo ["chat"]',
        en="{value} is not a collection of channel ids. "
        'Put the ids in a list, a tuple or a set, for example ["chat"]',
    ),
    "not_a_frame": Phrase(
        es="Un objeto de tipo {kind} no es una tabla que se pueda procesar. "
        "Use una tabla de una de estas bibliotecas: {accepted}",
        en="An object of type {kind} is not a table that can be routed. "
        "Use a table of one of these libraries: {accepted}",
    ),
    "unknown_column": Phrase(
        es="La tabla no tiene la columna {name}. Use una de estas: {accepted}",
        en="The table has no column {name}. Use one of: {accepted}",
    ),
    "wrong_column_type": Phrase(
        es="La columna {name} contiene {found}. Debe contener {wanted}",
        en="The column {name} holds {found}. It must hold {wanted}",
    ),
    "old_library": Phrase(
        es="La versión {found} de {name} es muy antigua. "
        "Instale la {lowest} o una más reciente: pip install '{name}>={lowest}'",
        en="Version {found} of {name} is too old. "
        "Install {lowest} or a newer one: pip install '{name}>={lowest}'",
    ),
    "column_clash": Phrase(
        es="La tabla ya tiene columnas con estos nombres: {names}. "
        'Ponga un prefijo a las columnas que se agregan, por ejemplo "support_"',
        en="The table already has columns with these names: {names}. "
        'Give the added columns a prefix, for example "support_"',
    ),
    "bad_table_file": Phrase(
        es="{path} no se puede usar como tabla: {problem}",
        en="{path} can't be used as a table: {problem}",
    ),
    "not_requests": Phrase(
        es="{value} no es una colección de solicitudes. "
        'Ponga en una lista pares de tipo y prioridad, por ejemplo [("queja", "P3")]',
        en="{value} is not a collection of requests. "
        'Put pairs of a request type and a priority in a list, for example [("queja", "P3")]',
    ),
    "no_channel": Phrase(
        es="Ningún canal disponible atiende {request_type} de prioridad {priority}, "
        "ni ahora ni después. Vea la razón de cada canal, y acuda a los niveles de escalamiento",
        en="No available channel serves {request_type}, {priority}, now or later. "
        "See the trace for the reasons, and turn to the escalation levels",
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

UNKNOWN_WORD = Phrase(
    es="{value} no es {concept}.{suggestion} Use uno de estos valores: {values}",
    en="{value} is not a {concept}.{suggestion} Use one of: {values}",
)
AMBIGUOUS_WORD = Phrase(
    es="{value} puede ser más de {concept}.{suggestion} Use uno de estos valores: {values}",
    en="{value} could be more than one {concept}.{suggestion} Use one of: {values}",
)
CONCEPTS: Phrases[str] = {
    "unknown_word": Phrase(es="una palabra conocida", en="known word"),
    "unknown_request_type": Phrase(es="un tipo de solicitud", en="request type"),
    "unknown_priority": Phrase(es="una prioridad", en="priority"),
    "unknown_medium": Phrase(es="un medio", en="medium"),
    "unknown_dialect": Phrase(
        es="un dialecto de SQL de esta biblioteca", en="dialect of SQL of this library"
    ),
    "unknown_language": Phrase(es="un idioma de esta biblioteca", en="language of this library"),
    "unknown_channel": Phrase(es="un canal de este directorio", en="channel of this directory"),
}
"""What a word should have been, by the code of the error."""

SUGGESTION = Phrase(es=" ¿Quiso escribir {word}?", en=" Did you mean {word}?")
WITH_HINT = Phrase(es="{words}. {hint}", en="{words}. {hint}")
SWAPPED = Phrase(
    es="Los argumentos están en el lugar equivocado. Escriba: {call}",
    en="The arguments are in the wrong places. Write: {call}",
)
"""The hint of an error if arguments are in each other's place."""
NO_KNOWN_END = Phrase(
    es="Si no se sabe cuándo vuelve el canal, use None",
    en="If nobody knows when the channel is back, pass None",
)
"""The hint of an error about the end of an outage."""

LONG_WORD = Phrase(
    es="Una palabra tiene como máximo {most} caracteres",
    en="A word has at most {most} characters",
)
"""The hint of an error if a word is longer than any word."""

SPANS: Phrases[tuple[bool, bool]] = {
    (True, True): Phrase(es="desde {start} hasta {end}", en="from {start} until {end}"),
    (False, True): Phrase(es="hasta {end}", en="until {end}"),
    (True, False): Phrase(es="desde {start}", en="from {start} on"),
}
"""The span of an answer, by whether it has a start and an end."""

LIMITED_BY_CALENDAR = Phrase(
    es="El calendario de festivos {calendar} no tiene otros años",
    en="The holiday calendar {calendar} has no other years",
)
"""Why the supported range is shorter than usual."""

DIRECTORY_FAULTS: Phrases[bool] = {
    False: Phrase(es="El directorio tiene {count} falla:", en="The directory has {count} fault:"),
    True: Phrase(es="El directorio tiene {count} fallas:", en="The directory has {count} faults:"),
}
"""The first line of a `DirectoryError`: for one fault, or for several."""
MORE_FAULTS = Phrase(es="y {count} más", en="and {count} more")
