"""What the command line says: its messages, its help, and `doctor`."""

from ccb_support.words import Phrase, Phrases

# What the assistant says in the same short form.

OPEN: Phrases[bool] = {
    False: Phrase(es="atiende", en="open"),
    True: Phrase(es="atendía", en="was open"),
}
CLOSED: Phrases[bool] = {
    False: Phrase(es="no atiende", en="closed"),
    True: Phrase(es="no atendía", en="was closed"),
}
OPENS: Phrases[bool] = {
    False: Phrase(es="abre", en="opens"),
    True: Phrase(es="abrió", en="opened"),
}
CLOSES: Phrases[bool] = {
    False: Phrase(es="cierra", en="closes"),
    True: Phrase(es="cerró", en="closed"),
}
"""What a channel does, or did in the past."""

LATER_DAYS = Phrase(
    es="Los festivos se revisaron hasta el {day}.", en="The holidays were checked through {day}."
)

# What only the command line says: tables, times that it understood, and wrong arguments.

REQUEST = Phrase(es="Solicitud", en="Request")
CONTACT = Phrase(es="Contacto", en="Contact")
UNTIL = Phrase(es="Hasta", en="Until")
FROM = Phrase(es="Desde", en="From")
CHANNEL = Phrase(es="Canal", en="Channel")
STATE = Phrase(es="Estado", en="State")
CHANGE = Phrase(es="Cambia", en="Changes")
NAME = Phrase(es="Nombre", en="Name")
BECAUSE = Phrase(es="Motivo", en="Because of")
LEVEL = Phrase(es="Nivel", en="Level")
HOURS = Phrase(es="Horario", en="Hours")
DATE = Phrase(es="Fecha", en="Date")
RESULT = Phrase(es="Resultado", en="Result")
ROWS = Phrase(es="Filas", en="Rows")

WHO_ANSWERS: Phrases[bool] = {
    False: Phrase(es="Quién atiende {moment}:", en="Who answers {moment}:"),
    True: Phrase(es="Quién atendía {moment}:", en="Who answered {moment}:"),
}
TRY_NEXT = Phrase(
    es='Pruebe:\n  ccb-support recommend queja\n  ccb-support channels --when "lunes 8am"\n'
    "  ccb-support --help",
    en='Try:\n  ccb-support recommend complaint\n  ccb-support channels --when "monday 8am"\n'
    "  ccb-support --help",
)
ASK_ABOUT_COMPLAINT = Phrase(es="ccb-support recommend queja", en="ccb-support recommend complaint")
ASK_ABOUT_MONDAY = Phrase(
    es='ccb-support channels --when "lunes 8am"', en='ccb-support channels --when "monday 8am"'
)
"""Commands to try. Only these quotes are quotes in each shell, that of Windows too."""

PRIORITY_BY_DEFAULT = Phrase(
    es="Usted no escribió la prioridad: se toma {priority}.",
    en="You did not write the priority: it is {priority}.",
)
UNDERSTOOD = Phrase(es="Hora entendida, {text}: {moment}", en="Time understood, {text}: {moment}")
"""How a time was understood that somebody wrote."""
OUTAGE_IS_OVER = Phrase(
    es=(
        "{text} no es posterior a la hora consultada, así que el canal cuenta como disponible. "
        "Si no se sabe cuándo vuelve, escriba el canal sin hora"
    ),
    en=(
        "{text} is not after the time asked about, so the channel counts as available. "
        "If nobody knows when it is back, write the channel without a time"
    ),
)

DOWN = Phrase(es="no disponible", en="not available")
"""What a contact of an escalation level is if it is also that of a channel which is down."""
NO_LEVELS = Phrase(
    es="El directorio no tiene niveles de escalamiento",
    en="The directory has no escalation levels",
)
NO_HOLIDAYS = Phrase(es="{year}: ningún festivo", en="{year}: no holidays")

NOBODY_FROM = Phrase(es="Desde {moment}: {words}", en="From {moment} on: {words}")
"""That nobody serves a request from some time on; `words` are those of the error."""

UNKNOWN_WORD = Phrase(
    es="{word} no se puede usar aquí.{suggestion} Escriba uno de estos: {accepted}",
    en="{word} can't be used here.{suggestion} Write one of: {accepted}",
)
MISSING_ARGUMENTS = Phrase(
    es="Falta lo siguiente: {names}. Vea un ejemplo con: {help}",
    en="Missing: {names}. See an example with: {help}",
)
QUOTES_MISSING = Phrase(
    es="Faltan comillas. Escriba: {words}", en="The quotes are missing. Write: {words}"
)
ONE_WORD_MORE = Phrase(
    es="Hay una palabra de más, o faltan comillas alrededor de varias: {word}. Vea un ejemplo con: "
    "{help}",
    en="There is one word too many, or no quotes around several: {word}. See an example with: "
    "{help}",
)
NEEDS_A_VALUE = Phrase(
    es="{name} necesita un valor. Escriba: {name} {value}",
    en="{name} needs a value. Write: {name} {value}",
)
NO_JSON = Phrase(es="{name} no tiene JSON. Quite --json", en="{name} has no JSON. Leave out --json")
NOT_A_NUMBER = Phrase(
    es="{text} no se puede usar aquí. Escriba un número entero de {least} a {most}",
    en="{text} can't be used here. Write a whole number from {least} to {most}",
)

NOT_A_TIME = Phrase(
    es="{text} no es una hora que se entienda. Escriba, por ejemplo: 15:00, "
    '"mañana 15:00", "lunes 8am" o "2026-12-24 10:00"',
    en="{text} is not a time that can be read. Write, for example: 15:00, "
    '"tomorrow 15:00", "monday 8am" or "2026-12-24 10:00"',
)
NOT_A_DATE = Phrase(
    es="{text} no es una fecha: {month} de {year} tiene {days} días. Escriba otra, "
    "por ejemplo {year}-{number:02}-{days}, y la hora",
    en="{text} is not a date: {month} {year} has {days} days. Write another, "
    "such as {year}-{number:02}-{days}, and the time",
)
WRONG_WEEKDAY = Phrase(
    es="{text} no es una fecha: el {day} es {weekday}. Escriba, por ejemplo, {day}, y la hora",
    en="{text} is not a date: {day} is a {weekday}. Write, for example, {day}, and the time",
)
"""Neither proposes a time: a person in a hurry would take it for the one that was meant."""
SKIPPED_TIME = Phrase(
    es="{text} no existe: ese día el reloj se adelanta y salta esa hora. Escriba una posterior",
    en="{text} does not exist: on that day, the clock skips that time. Write a later time",
)
SEVERAL_TIMES = Phrase(
    es="{text} puede significar varios momentos. Escriba el suyo: {ways}",
    en="{text} may mean several times. Write yours: {ways}",
)
NO_TIME_OF_DAY = Phrase(
    es='{text} es un día sin hora. Agregue la hora, por ejemplo: "{text_itself} 10:00"',
    en='{text} is a day without a time. Add the time, such as "{text_itself} 10:00"',
)

OUTPUT_FAILS = Phrase(
    es="La salida no se puede escribir ({reason}). Libere espacio, o escriba en otro lugar",
    en="The output can't be written ({reason}). Free some space, or write to another place",
)
NO_SUCH_FILE = Phrase(
    es="No existe {name}. Revise el nombre, y la carpeta donde abrió la ventana",
    en="There is no {name}. Check the name, and the folder that you are in",
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
    es="--host, --port y --allowed-host solo sirven con --http. Agréguelo, o quítelos",
    en="--host, --port and --allowed-host have a meaning only with --http. Add it, or leave them "
    "out",
)
NOT_A_HOST = Phrase(
    es="{text} no es el nombre ni la dirección de un equipo. Escríbalo sin http:// ni ruta, y con "
    "xn-- en vez de tildes o ñ, por ejemplo intranet.example, 127.0.0.1 o 0.0.0.0",
    en="{text} is not the name or the address of a machine. Write it without http:// or a path, "
    "and with xn-- instead of accents, for example intranet.example, 127.0.0.1 or 0.0.0.0",
)
NO_SERVER = Phrase(
    es="El servidor no arrancó en {host}, puerto {port}, y su registro dice por qué. Si el puerto "
    "está ocupado o no se le permite, escriba otro en --port. En --host escriba una dirección de "
    "este equipo, como 127.0.0.1",
    en="The server did not start at {host}, port {port}, and its log says why. If the port is "
    "taken or not allowed, write another one after --port. After --host, write an address of this "
    "machine, such as 127.0.0.1",
)
WIDGET_HAS_ALL = Phrase(
    es="El widget tiene todos los canales. Quite --channel",
    en="The widget has all channels. Leave out --channel",
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

# The help of the command line: what each command, argument and option means.

PROGRAM = Phrase(
    es="Con qué canal de soporte de la Cámara de Comercio de Bogotá comunicarse, por qué, y hasta "
    "cuándo. Sin comando, mostrar quién atiende ahora cada tipo de solicitud. La ayuda de cada "
    "comando: ccb-support COMANDO --help",
    en="Which support channel of the Bogotá Chamber of Commerce to use, why, and until when. "
    "Without a command, show who answers each kind of request now. The help of each command: "
    "ccb-support COMMAND --help",
)
USAGE = Phrase(es="Uso: {line}", en="Usage: {line}")
OPTIONS_PLACE = Phrase(es="[OPCIONES]", en="[OPTIONS]")
COMMAND_PLACE = Phrase(es="COMANDO", en="COMMAND")

COMMANDS = Phrase(es="Comandos:", en="Commands:")
ARGUMENTS = Phrase(es="Argumentos:", en="Arguments:")
OPTIONS = Phrase(es="Opciones:", en="Options:")
EXAMPLES = Phrase(es="Por ejemplo:", en="For example:")
REQUEST_TYPES = Phrase(
    es="Tipos de solicitud, en español y en inglés:",
    en="Request types, in Spanish and in English:",
)
PRIORITIES = Phrase(
    es="Prioridades, en español y en inglés:", en="Priorities, in Spanish and in English:"
)
MEDIA = Phrase(es="Medios, en español y en inglés:", en="Media, in Spanish and in English:")
# The names of values in a line of usage.
TIME = Phrase(es="HORA", en="TIME")
TYPE = Phrase(es="TIPO", en="TYPE")
PRIORITY = Phrase(es="PRIORIDAD", en="PRIORITY")
FILE = Phrase(es="ARCHIVO", en="FILE")
MEDIUM = Phrase(es="MEDIO", en="MEDIUM")
OUTAGE = Phrase(es="CANAL[=HORA]", en="CHANNEL[=TIME]")
CHANNEL_ID = Phrase(es="CANAL", en="CHANNEL")
CODE = Phrase(es="CÓDIGO", en="CODE")
LANGUAGE = Phrase(es="IDIOMA", en="LANGUAGE")
FORMAT = Phrase(es="FORMATO", en="FORMAT")
COLUMN = Phrase(es="COLUMNA", en="COLUMN")
PREFIX = Phrase(es="PREFIJO", en="PREFIX")
YEAR = Phrase(es="AÑO", en="YEAR")
OLD = Phrase(es="ANTES", en="OLD")
NEW = Phrase(es="DESPUÉS", en="NEW")
KIND = Phrase(es="ESQUEMA", en="SCHEMA")
HOST = Phrase(es="DIRECCIÓN", en="HOST")
PORT = Phrase(es="PUERTO", en="PORT")
COUNT = Phrase(es="N", en="N")
SECONDS = Phrase(es="SEGUNDOS", en="SECONDS")
ORIGIN = Phrase(es="ORIGEN", en="ORIGIN")
PATH = Phrase(es="RUTA", en="PATH")
SHELL = Phrase(es="SHELL", en="SHELL")
WORD = Phrase(es="PALABRA", en="WORD")
ZONE = Phrase(es="ZONA", en="ZONE")
LIMIT = Phrase(es="LÍMITE", en="LIMIT")

ABOUT_COMMANDS: Phrases[str] = {
    "recommend": Phrase(
        es="Decir con quién comunicarse, y por qué.", en="Say whom to contact, and why."
    ),
    "channels": Phrase(
        es="Decir de cada canal si atiende.", en="Say of each channel whether it is open."
    ),
    "timeline": Phrase(
        es="Mostrar quién atiende una solicitud durante un periodo.",
        en="List who answers a request over a range of time.",
    ),
    "week": Phrase(
        es="Mostrar quién atiende cuándo, de lunes a domingo.",
        en="Show who answers when, from Monday to Sunday.",
    ),
    "export": Phrase(
        es="Publicar los horarios para mapas, páginas y calendarios.",
        en="Publish the hours for maps, web pages and calendars.",
    ),
    "route": Phrase(
        es="Agregar a cada fila de una tabla con quién comunicarse. Termina con 1 si una fila "
        "queda sin respuesta.",
        en="Add to each row of a table whom to contact. Exits with 1 if a row has no answer.",
    ),
    "serve": Phrase(
        es="Responder por HTTP. Un cambio del archivo entra en vigencia sin que se reinicie el "
        "servicio.",
        en="Serve the answers over HTTP. An edit of the directory's file goes live by itself.",
    ),
    "diff": Phrase(
        es="Decir qué cambia entre dos directorios. Termina con 1 si algo cambia.",
        en="Say what changes between two directories. Exits with 1 if anything does.",
    ),
    "verify": Phrase(
        es="Decir qué está mal en un directorio. Termina con 1 si hay un error.",
        en="Say what is wrong with a directory. Exits with 1 if anything is an error.",
    ),
    "escalation": Phrase(
        es="Mostrar los niveles de escalamiento.", en="List the escalation levels."
    ),
    "holidays": Phrase(
        es="Mostrar los festivos de un año.",
        en="List the public holidays of a year.",
    ),
    "schema": Phrase(
        es="Imprimir un JSON Schema: de una respuesta en JSON, o del archivo de un directorio.",
        en="Print a JSON Schema: of an answer in JSON, or of a directory's file.",
    ),
    "mcp": Phrase(
        es="Dar las respuestas a un asistente, como herramientas del Model Context Protocol.",
        en="Give an assistant the answers, as tools of the Model Context Protocol.",
    ),
    "doctor": Phrase(
        es="Revisar los datos de los que dependen las respuestas: la zona horaria, los festivos y "
        "el directorio.",
        en="Check what answers rest on: the time zone, the holidays and the directory.",
    ),
    "completion": Phrase(
        es="Imprimir lo que su shell necesita para completar comandos, opciones y palabras.",
        en="Print what your shell needs to complete commands, options and words.",
    ),
}
"""What each command does."""
ABOUT_ARGUMENTS: Phrases[str] = {
    "--why": Phrase(
        es="decir también de cada canal por qué es la respuesta, o por qué no",
        en="say of each channel, too, why it is the answer or not",
    ),
    "--uri": Phrase(
        es="agregar la dirección con la que un programa llama o escribe, como tel:+576017457495",
        en="add the address by which a program calls or writes, such as tel:+576017457495",
    ),
    "--allow": Phrase(
        es="aceptar un hallazgo por su código: no se muestra, ni hace que el comando termine con "
        "1; se puede repetir; los códigos",
        en="accept a finding by its code: it is not shown, and does not change the exit code; may "
        "be repeated; the codes",
    ),
    "type": Phrase(es="qué se solicita", en="what is requested"),
    "priority": Phrase(
        es="de {first} a P{last}; P{usual} si no se escribe",
        en="from {first} to P{last}; P{usual} if left out",
    ),
    "--when": Phrase(
        es='el momento: 15:00, "mañana 15:00", "lunes 8am", "8 de diciembre 10am" o "2026-12-24 '
        '10:00", en la zona del directorio; ahora si no se escribe',
        en='the instant: 15:00, "tomorrow 15:00", "monday 8am", "8 december 10am" or "2026-12-24 '
        "10:00\", in the directory's zone; now if left out",
    ),
    "route --when": Phrase(
        es="la columna de las horas, en ISO 8601; sin desfase, necesitan --time-zone",
        en="the column of times, in ISO 8601; without a UTC offset, they need --time-zone",
    ),
    "--from": Phrase(
        es='el principio del periodo, por ejemplo "lunes 8am"; una fecha sola, como 2026-12-24, es '
        "el comienzo de ese día; ahora si no se escribe",
        en='the start of the range, such as "monday 8am"; a date alone, such as 2026-12-24, is the '
        "start of that day; now if left out",
    ),
    "--to": Phrase(
        es="el final del periodo; un año después del principio si no se escribe",
        en="the end of the range; a year after the start if left out",
    ),
    "timeline --to": Phrase(
        es="el final del periodo; una semana después del principio si no se escribe",
        en="the end of the range; a week after the start if left out",
    ),
    "export --to": Phrase(
        es="el final del periodo; si no se escribe, seis meses después del principio para widget, "
        "y un mes para lo demás; sin --from ni --to, osm no tiene final",
        en="the end of the range; if left out, six months after the start for widget, and a month "
        "for the others; without --from and --to, osm has no end",
    ),
    "--directory": Phrase(
        es="su propio directorio, en TOML, o la carpeta con sus ediciones; el que trae el programa "
        "si no se escribe",
        en="your own directory, in TOML, or the folder of its editions; the shipped one if left "
        "out",
    ),
    "old": Phrase(
        es="un directorio, en TOML, una carpeta de ediciones, o shipped: el que trae el programa",
        en="a directory, in TOML, a folder of editions, or shipped: the directory of the library",
    ),
    "new": Phrase(
        es="otro directorio, o shipped; si falta, se compara cada edición de una carpeta con la "
        "siguiente",
        en="another directory, or shipped; if left out, each edition of a folder is compared with "
        "the next",
    ),
    "files": Phrase(
        es="directorios, en TOML, carpetas de ediciones, o shipped: el que trae el programa; "
        "shipped si no se escribe",
        en="directories, in TOML, folders of editions, or shipped: the directory of the library; "
        "shipped if left out",
    ),
    "--prefer": Phrase(es="el medio que se prefiere", en="the medium to prefer"),
    "--unavailable": Phrase(
        es="un canal que no funciona, por nombre o nombre corto, y hasta cuándo; se puede repetir",
        en="a channel that is down, by id or name, and until when; may be repeated",
    ),
    "--json": Phrase(
        es="imprimir JSON, un documento por línea", en="print JSON, one document a line"
    ),
    "--lang": Phrase(
        es="es (español) o en (inglés); si no se escribe, el idioma del sistema, o el del "
        "directorio",
        en="es (Spanish) or en (English); if left out, the language of the system, or of the "
        "directory",
    ),
    "--help": Phrase(es="mostrar esta ayuda", en="show this help"),
    "--version": Phrase(es="mostrar la versión", en="show the version"),
    "--force": Phrase(
        es="reemplazar un archivo que ya existe", en="replace an existing output file"
    ),
    "--format": Phrase(
        es="imprimir anotaciones, que GitHub muestra junto a las líneas del archivo",
        en="print annotations, which GitHub shows beside the lines of the file",
    ),
    "--svg": Phrase(
        es="escribir un dibujo SVG para una página, y no imprimir nada",
        en="write an SVG picture for a page, and print nothing",
    ),
    "--all": Phrase(
        es="mostrar también las notas: lo que suele ser a propósito, y conviene saber",
        en="print the notes too: what is often intended, and good to know",
    ),
    "--strict": Phrase(
        es="terminar con 1 si hay una advertencia", en="exit with 1 if there is a warning"
    ),
    "kind": Phrase(es="qué escribir", en="what to write"),
    "schema kind": Phrase(
        es="qué imprimir; recommendation si no se escribe",
        en="what to write (recommendation if left out)",
    ),
    "--channel": Phrase(
        es="un canal; se puede repetir; todos si no se escribe",
        en="a channel to publish; may be repeated; all if left out",
    ),
    "--output": Phrase(
        es="archivo de salida, en UTF-8; en pantalla si no se escribe",
        en="the file to write, in UTF-8; printed if left out",
    ),
    "route --output": Phrase(
        es="archivo de salida, en el mismo formato", en="the file to write, in the same format"
    ),
    "file": Phrase(
        es="las solicitudes, en .csv (con , o ;), .jsonl o .ndjson, también con .gz, o en .parquet",
        en="tickets, in .csv (with , or ;), .jsonl or .ndjson, each also with .gz, or in .parquet",
    ),
    "--request-type": Phrase(es="la columna de los tipos", en="the column of request types"),
    "--priority": Phrase(es="la columna de las prioridades", en="the column of priorities"),
    "--prefix": Phrase(
        es="lo que va antes del nombre de cada columna que se agrega",
        en="the prefix of the names of the added columns",
    ),
    "--for-spreadsheet": Phrase(
        es="poner ' antes de las celdas que una hoja de cálculo leería como fórmula",
        en="put ' before cells that a spreadsheet would read as a formula",
    ),
    "year": Phrase(
        es="de 1984 a 2199; este año si no se escribe",
        en="from 1984 to 2199; this year if left out",
    ),
    "--host": Phrase(
        es="la dirección en la que escucha; 127.0.0.1 si no se escribe",
        en="the address to listen at; 127.0.0.1 if left out",
    ),
    "--port": Phrase(
        es="el puerto en el que escucha; 8000 si no se escribe",
        en="the port to listen at; 8000 if left out",
    ),
    "--workers": Phrase(
        es="cuántos procesos comparten el puerto; 1 si no se escribe",
        en="how many processes share the port; 1 if left out",
    ),
    "--max-age": Phrase(
        es="cuánto tiempo se puede guardar una respuesta; 60 si no se escribe",
        en="for how long clients may keep a reply; 60 if left out",
    ),
    "--settle": Phrase(
        es="cuánto espera un cambio del archivo al que le falta algo, por si está a medias; 5 si "
        "no se escribe",
        en="how long an edit that drops something waits, in case it is half a file; 5 if left out",
    ),
    "--shutdown": Phrase(
        es="cuánto puede tardar el servicio en detenerse; 10 si no se escribe",
        en="how long the service may take to stop; 10 if left out",
    ),
    "--allowed-host": Phrase(
        es="otro nombre con el que se llega al servidor; se puede repetir",
        en="another name by which clients reach the server; may be repeated",
    ),
    "--socket": Phrase(
        es="un socket de Unix en el que escucha, en vez de un puerto",
        en="a Unix socket to listen at, instead of a port",
    ),
    "--root-path": Phrase(
        es="la ruta que un proxy quita de cada dirección, por ejemplo /canales",
        en="the path that a proxy takes off each address, such as /support",
    ),
    "--idle-timeout": Phrase(
        es="cuánto puede esperar una conexión sin preguntas; 5 si no se escribe",
        en="how long a connection may rest without a question; 5 if left out",
    ),
    "--request-timeout": Phrase(
        es="cuánto pueden tardar una pregunta y su respuesta; 10 si no se escribe",
        en="how long a question and its reply may take; 10 if left out",
    ),
    "--connections": Phrase(
        es="cuántas conexiones atiende a la vez cada proceso; 1000 si no se escribe",
        en="how many connections each process serves at once; 1000 if left out",
    ),
    "--unready-after": Phrase(
        es="/readyz responde 503 cuando un cambio del archivo lleva tanto tiempo rechazado; nunca "
        "si no se escribe",
        en="/readyz replies 503 once an edit has been refused for so long; never if left out",
    ),
    "--unready-when-old": Phrase(
        es="/readyz responde 503 si el directorio o los festivos se revisaron hace mucho, si el "
        "calendario de festivos termina pronto o si todavía no rige ninguna edición",
        en="/readyz replies 503 if the directory or the holidays are out of date, the holiday "
        "calendar ends soon, or no edition holds yet",
    ),
    "--metrics": Phrase(
        es="dar cifras para Prometheus en /metrics", en="give figures for Prometheus at /metrics"
    ),
    "--access-log": Phrase(
        es="registrar cada pregunta; con --json, cada línea del registro es JSON",
        en="log each question; with --json, each line of the log is JSON",
    ),
    "--cors": Phrase(
        es="un origen, como https://intranet.example, cuyas páginas pueden leer las respuestas; "
        '"*" es cualquiera; se puede repetir',
        en="an origin, such as https://intranet.example, whose pages may read the replies; "
        '"*" is any; may be repeated',
    ),
    "shell": Phrase(
        es="su shell, o words (lo que una línea puede tener después)",
        en="your shell, or words (what a line may have next)",
    ),
    "words": Phrase(es="la línea hasta ahora", en="the line so far"),
    "--http": Phrase(
        es="servir por HTTP, en la ruta /mcp; por la entrada y la salida estándar si no se escribe",
        en="serve over HTTP, at the path /mcp; over standard input and output if left out",
    ),
    "--time-zone": Phrase(
        es="la zona de las horas que no dicen la suya, por ejemplo America/Bogota; se rechazan si "
        "no se escribe; de una hora que se repite vale la primera",
        en="the zone of times that do not say theirs, such as America/Bogota; refused if left out; "
        "of an hour that comes twice, the first counts",
    ),
    "--max-errors": Phrase(
        es="cuántas filas pueden quedar sin respuesta, por ejemplo 10 o 5%; ninguna si no se "
        "escribe",
        en="how many rows may have no answer, such as 10 or 5%; none if left out",
    ),
}
"""What each argument and each option means, by its name.

If one command means something else by it, also by both names.
"""

NOTES_HINT = Phrase(es="Para ver las notas, agregue --all", en="To see the notes, add --all")
EDITION_FROM = Phrase(
    es="Edición {version}, que rige desde el {day}:", en="Edition {version}, from {day} on:"
)
NOTHING_TO_COMPARE = Phrase(
    es="Falta el directorio nuevo: el primero no tiene varias ediciones. Escriba dos archivos, o "
    "una carpeta con una edición en cada archivo",
    en="The new directory is missing: the first one does not have several editions. Name two "
    "files, or a folder with an edition in each file",
)

# What the command `doctor` says about the things that answers rest on.

ZONE_DIFFERS: Phrases[bool] = {
    False: Phrase(
        es="Los datos de la zona horaria {name} son los esperados.",
        en="The data of the time zone {name} are as expected.",
    ),
    True: Phrase(
        es="Los datos de la zona horaria {name} no son los del paquete tzdata. Actualice el "
        "sistema y el paquete. Si siguen siendo distintos, deje vacía la variable de entorno "
        "PYTHONTZPATH: así Python usa el paquete.",
        en="The data of the time zone {name} are not those of the package tzdata. Update the "
        "system and the package. If they still differ, set the environment variable PYTHONTZPATH "
        "to an empty text: then Python uses the package.",
    ),
}

DIRECTORY_CHECKED = Phrase(
    es="La versión {version} del directorio se comparó con su fuente el {as_of}.",
    en="Version {version} of the directory was compared with its source on {as_of}.",
)
