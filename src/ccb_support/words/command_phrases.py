"""What only the command line says: tables, times that it understood, and wrong arguments."""

from __future__ import annotations

from .phrase import Phrase

OPEN = Phrase(es="abierto", en="open")
CLOSED = Phrase(es="cerrado", en="closed")

OPENS = Phrase(es="abre", en="opens")
CLOSES = Phrase(es="cierra", en="closes")


REQUEST = Phrase(es="Solicitud", en="Request")
CONTACT = Phrase(es="Acuda a", en="Contact")
UNTIL = Phrase(es="Hasta", en="Until")
FROM = Phrase(es="Desde", en="From")
CHANNEL = Phrase(es="Canal", en="Channel")
STATE = Phrase(es="Ahora", en="Now")
CHANGE = Phrase(es="Cambia", en="Changes")
NAME = Phrase(es="Nombre", en="Name")
BECAUSE = Phrase(es="Por", en="Because of")
LEVEL = Phrase(es="Nivel", en="Level")
HOURS = Phrase(es="Horario", en="Hours")
DATE = Phrase(es="Fecha", en="Date")
LAW = Phrase(es="Ley", en="Law")
RESULT = Phrase(es="Resultado", en="Result")
ROWS = Phrase(es="Filas", en="Rows")
NOBODY = Phrase(es="nadie", en="nobody")

WHO_ANSWERS_NOW = Phrase(es="Quién atiende {moment}:", en="Who answers {moment}:")
TRY_NEXT = Phrase(es="Pruebe:", en="Try:")
ASK_ABOUT_COMPLAINT = Phrase(es="ccb-support recommend queja", en="ccb-support recommend complaint")
ASK_ABOUT_MONDAY = Phrase(
    es="ccb-support channels --when 'lunes 8am'", en="ccb-support channels --when 'monday 8am'"
)
"""Commands to try."""

PRIORITY_BY_DEFAULT = Phrase(
    es="Usted no escribió la prioridad: se toma {priority}. Si es crítica: {command}",
    en="You did not write the priority: it is {priority}. If it is critical: {command}",
)
UNDERSTOOD = Phrase(es="hora entendida: {moment}", en="time understood: {moment}")

NO_CHANNEL = Phrase(
    es="Ningún canal disponible atiende {request}, ni ahora ni después. Acuda a los niveles de "
    "escalamiento, o revise --unavailable y el directorio",
    en="No available channel serves {request}, now or later. Turn to the escalation levels, or "
    "check --unavailable and the directory",
)

NO_CHANNEL_FROM = Phrase(
    es="Desde {moment}, ningún canal disponible atiende {request}. Acuda a los niveles de "
    "escalamiento, o revise --unavailable y el directorio",
    en="From {moment} on, no available channel serves {request}. Turn to the escalation levels, or "
    "check --unavailable and the directory",
)
SWAPPED = Phrase(
    es="La prioridad va después de lo que se solicita. Escriba: {arguments}",
    en="The priority goes after what is requested. Write: {arguments}",
)

OLD_DIRECTORY = Phrase(
    es="Aviso: el directorio se comparó con su fuente el {as_of}, hace más de un año. Pida que lo "
    "revisen.",
    en="Note: the directory was last compared with its source on {as_of}, more than a year ago. "
    "Ask for a check.",
)
OLD_HOLIDAYS = Phrase(
    es="Aviso: los festivos se revisaron hasta el {through}. Pida una versión más reciente de "
    "ccb-support.",
    en="Note: the holidays were checked through {through}. Ask for a newer version of ccb-support.",
)
OLD_BOTH = Phrase(
    es="Aviso: el directorio se comparó con su fuente el {as_of}, y los festivos se revisaron "
    "hasta el {through}. Pida que los revisen.",
    en="Note: the directory was last compared with its source on {as_of}, and the holidays were "
    "checked through {through}. Ask for a check.",
)

UNKNOWN_COMMAND = Phrase(
    es="{word} no es un comando.{suggestion} Los comandos son: {accepted}",
    en="{word} is not a command.{suggestion} The commands are: {accepted}",
)
UNKNOWN_OPTION = Phrase(
    es="{word} no es una opción de este comando.{suggestion} Las opciones son: {accepted}",
    en="{word} is not an option of this command.{suggestion} The options are: {accepted}",
)
UNKNOWN_CHOICE = Phrase(
    es="{word} no se puede usar aquí.{suggestion} Escriba uno de estos valores: {accepted}",
    en="{word} can't be used here.{suggestion} Write one of: {accepted}",
)
MISSING_COMMAND = Phrase(
    es="Falta el comando, por ejemplo: ccb-support recommend queja. Los demás: ccb-support --help",
    en="The command is missing, for example: ccb-support recommend complaint. "
    "The others: ccb-support --help",
)
MISSING_ARGUMENTS = Phrase(
    es="Falta: {names}. Vea un ejemplo con: {help}",
    en="Missing: {names}. See an example with: {help}",
)
ONE_WORD_MORE = Phrase(
    es="{word} sobra. Ponga entre comillas un valor de varias palabras. Vea un ejemplo con: {help}",
    en="{word} is one word too many. Put quotes around a value of several words. "
    "See an example with: {help}",
)
TAKES_NO_VALUE = Phrase(
    es="{name} no lleva valor. Escriba solo {name}", en="{name} takes no value. Write only {name}"
)
NEEDS_A_VALUE = Phrase(
    es="{name} necesita un valor. Escriba: {name} {value}",
    en="{name} needs a value. Write: {name} {value}",
)
TOO_MANY_ARGUMENTS = Phrase(
    es="Son {count} argumentos. Escriba como máximo {most}",
    en="There are {count} arguments. Write at most {most}",
)
NOT_A_NUMBER = Phrase(
    es="{text} no es un número entero de {least} a {most}. Escriba, por ejemplo, {least}",
    en="{text} is not a whole number from {least} to {most}. Write, for example, {least}",
)

NOT_A_TIME = Phrase(
    es="{text} no es una hora que se entienda.{suggestion} Escriba, por ejemplo: 15:00, "
    "'mañana 15:00', 'lunes 8am' o '2026-12-24 10:00'",
    en="{text} is not a time that can be read.{suggestion} Write, for example: 15:00, "
    "'tomorrow 15:00', 'monday 8am' or '2026-12-24 10:00'",
)
NOT_A_DATE = Phrase(
    es="{text} no es una fecha: {month} de {year} tiene {days} días. Escriba otra, "
    "por ejemplo '{year}-{number:02}-{days} 10:00'",
    en="{text} is not a date: {month} {year} has {days} days. Write another, "
    "such as '{year}-{number:02}-{days} 10:00'",
)
NOT_A_MONTH = Phrase(
    es="{text} no es una fecha: los meses van de 01 a 12. Escríbala así: '2026-12-24 10:00'",
    en="{text} is not a date: months go from 01 to 12. Write it like '2026-12-24 10:00'",
)
NO_HALF_OF_DAY = Phrase(
    es="{text} puede ser de la mañana o de la tarde. Escriba '{text_itself} a. m.' o "
    "'{text_itself} p. m.'",
    en="{text} may be in the morning or in the afternoon. Write '{text_itself} a.m.' or "
    "'{text_itself} p.m.'",
)
NO_TIME_OF_DAY = Phrase(
    es="{text} es un día sin hora. Agregue la hora, por ejemplo: '{text_itself} 10:00'",
    en="{text} is a day without a time. Add the time, such as '{text_itself} 10:00'",
)

OUTPUT_CLOSED = Phrase(
    es="No hay dónde imprimir: la salida está cerrada. Quite >&- de la línea",
    en="There is nowhere to print: the output is closed. Take >&- off the line",
)
OUTPUT_FAILS = Phrase(
    es="La salida no se puede escribir ({reason}). Libere espacio, o escriba en otro lugar",
    en="The output can't be written ({reason}). Free some space, or write to another place",
)
NO_SUCH_FILE = Phrase(
    es="No existe {name}. Revise el nombre, y la carpeta en la que está",
    en="There is no {name}. Check the name, and the folder that you are in",
)
IS_A_FOLDER = Phrase(
    es="{name} es una carpeta. Escriba el nombre de un archivo",
    en="{name} is a folder. Write the name of a file",
)
NO_PERMISSION = Phrase(
    es="No hay permiso para usar {name}. Pida el permiso, o use otro archivo",
    en="There is no permission to use {name}. Ask for it, or use another file",
)
FILE_FAILS = Phrase(
    es="{name} no se puede usar ({reason}). Use otro archivo o carpeta",
    en="{name} can't be used ({reason}). Use another file or folder",
)
FAULT_OF_PROGRAM = Phrase(
    es="Es una falla del programa, y no suya. Envíe estas líneas a quien lo mantiene",
    en="This is a fault of the program, and not yours. Send these lines to its maintainers",
)
ONLY_WITH_HTTP = Phrase(
    es="--host y --port solo sirven con --http. Agréguelo, o quítelos",
    en="--host and --port have a meaning only with --http. Add it, or leave them out",
)
SPREADSHEET_READS_CSV = Phrase(
    es="--for-spreadsheet es para un archivo CSV. Quítelo, o escriba en un archivo .csv o .csv.gz",
    en="--for-spreadsheet is for a CSV file. Leave it out, or write to a .csv or .csv.gz file",
)
UNKNOWN_ZONE = Phrase(
    es="{name} no es una zona horaria. Escriba una de la IANA, por ejemplo America/Bogota",
    en="{name} is not a time zone. Write one of the IANA's, for example America/Bogota",
)
NOT_A_LIMIT = Phrase(
    es="{text} no es un número de filas. Escriba uno, por ejemplo 10, o una parte, por ejemplo 5%",
    en="{text} is not a number of rows. Write one, such as 10, or a share, such as 5%",
)
