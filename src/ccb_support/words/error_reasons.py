"""What an error says about a column, a file, a format or an argument: parts of its message."""

from __future__ import annotations

from .phrase import Phrase

TEXT_COLUMN = Phrase(
    es="texto, categorías o un diccionario de texto",
    en="text, categories or a dictionary of text",
)
PRIORITY_COLUMN = Phrase(es="números enteros, {text}", en="integers, {text}")
INSTANT_COLUMN = Phrase(
    es="instantes: fechas con hora y zona", en="instants: dates with times and a zone"
)
MAKE_TEXT = Phrase(
    es='En pandas los objetos de varias clases se vuelven texto con frame[name].astype("string")',
    en='Objects of several kinds become text in pandas with frame[name].astype("string")',
)
MAKE_INTEGERS = Phrase(
    es="Los enteros se guardan con decimales si falta alguno. Vuelven a ser enteros en pandas con "
    'frame[name].astype("Int64"), en Polars con pl.col(name).cast(pl.Int64), y en SQL con '
    "CAST(name AS INTEGER)",
    en="Integers are kept as decimals if one is missing. They become integers again in pandas "
    'with frame[name].astype("Int64"), in Polars with pl.col(name).cast(pl.Int64), and in SQL with '
    "CAST(name AS INTEGER)",
)
MAKE_INSTANTS_OF_OBJECTS = Phrase(
    es="En pandas las horas con varias diferencias con UTC se vuelven instantes con "
    "pandas.to_datetime(frame[name], utc=True)",
    en="Times with several UTC offsets become instants in pandas with "
    "pandas.to_datetime(frame[name], utc=True)",
)
MAKE_INSTANTS_OF_TEXT = Phrase(
    es="El texto que tiene su diferencia con UTC se vuelve instantes en pandas con "
    "pandas.to_datetime(frame[name], utc=True), en Polars con "
    'pl.col(name).str.to_datetime(time_zone="UTC"), y en SQL con '
    "CAST(name AS TIMESTAMP WITH TIME ZONE)",
    en="Text that has its UTC offset becomes instants in pandas with "
    "pandas.to_datetime(frame[name], utc=True), in Polars with "
    'pl.col(name).str.to_datetime(time_zone="UTC"), and in SQL with '
    "CAST(name AS TIMESTAMP WITH TIME ZONE)",
)
REPEATED_COLUMN = Phrase(
    es="La tabla tiene {count} columnas con el nombre {name}. Cambie el nombre de las demás",
    en="The table has {count} columns of the name {name}. Rename all but one",
)
WRONG_SUFFIX = Phrase(
    es="su nombre debe terminar de una de estas formas: {endings}",
    en="its name must end with one of these: {endings}",
)

OPENING_HOURS_SYNTAX = Phrase(es="La sintaxis de opening_hours", en="The opening_hours syntax")
HOLIDAYS_AND_MIDNIGHT = Phrase(
    es="tiene otro horario los festivos, y junto a un festivo los lectores no coinciden sobre las "
    "horas que pasan de la medianoche",
    en="it has other hours on holidays, and next to a holiday readers disagree about hours that "
    "pass midnight",
)
HOLIDAYS_OF_ANOTHER_PLACE = Phrase(
    es="tiene otro horario los festivos, y PH significa los festivos del lugar del lector, que son "
    "otros días",
    en="it has other hours on holidays, and PH means the public holidays of the reader's place, "
    "which are other days",
)
EVERY_YEAR = Phrase(
    es="tiene una temporada o un día especial de cada año que empieza o termina el 29 de febrero, "
    "y los lectores no coinciden sobre los años sin ese día",
    en="it has a season or a special day of every year that begins or ends on 29 February, and "
    "readers disagree about years without that day",
)
PASS_A_RANGE = Phrase(
    es="Pase start y end (--from y --to), y cada excepción de ese rango se escribe como una fecha",
    en="Pass start and end (--from and --to), and each exception in that range is written as a "
    "date",
)
LONG_STRINGS = Phrase(
    es="El texto opening_hours de estos canales tiene más de {most} caracteres, y OpenStreetMap no "
    "recibe más: {channels}. Pase start y end (--from y --to) de un rango más corto, que tiene "
    "menos fechas",
    en="The opening_hours strings of these channels have more than {most} characters, and "
    "OpenStreetMap takes no more: {channels}. Pass start and end (--from and --to) of a shorter "
    "range, which has fewer dates",
)
NO_EVENT = Phrase(
    es="un calendario necesita un evento, y ninguno de estos canales abre en el rango",
    en="a calendar needs an event, and none of these channels is open in the range",
)
CHOOSE_OTHERS = Phrase(
    es="Elija un rango más largo u otros canales", en="Choose a longer range or other channels"
)

IN_FILE = Phrase(es="{path}: {words}", en="{path}: {words}")
NOT_A_YEAR = Phrase(
    es="{text} no es un año. Escríbalo en cifras, por ejemplo 2026",
    en="{text} is not a year. Write it in digits, such as 2026",
)
PICTURE_OR_JSON = Phrase(
    es="--svg escribe un dibujo, y --json imprime JSON. Quite una de las dos",
    en="--svg writes a picture, and --json prints JSON. Leave one out",
)
ANNOTATIONS_OR_JSON = Phrase(
    es="--format github imprime anotaciones, y --json imprime JSON. Quite una de las dos",
    en="--format github prints annotations, and --json prints JSON. Leave one out",
)
CALENDAR_OR_JSON = Phrase(
    es="iCalendar no es JSON. Quite --json", en="iCalendar is not JSON. Leave out --json"
)
WIDGET_OR_JSON = Phrase(
    es="El widget es una página, y no JSON. Quite --json",
    en="The widget is a page, and not JSON. Leave out --json",
)
WIDGET_HAS_ALL = Phrase(
    es="El widget tiene todos los canales. Quite --channel",
    en="The widget has all channels. Leave out --channel",
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
    es="{name} ya existe. Escriba en otro archivo, o agregue --force",
    en="{name} exists. Write to another file, or add --force",
)
