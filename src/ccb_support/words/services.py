"""What the service, the assistant, Django and the widget say."""

from typing import Literal

from ccb_support.words import Phrase, Phrases

# Wrong parameters, and warnings about what answers rest on and about a watched file.

REPEATED_PARAMETER = Phrase(
    es="El parámetro {name} está varias veces. Escríbalo una sola vez. "
    "Solo unavailable admite varios canales, separados por comas: unavailable=chat,email",
    en="The parameter {name} is there several times. Write it once. "
    "Only unavailable takes several channels, with commas between them: unavailable=chat,email",
)
NOT_FOUND = Phrase(
    es="No hay nada en esta dirección. Las direcciones son: {accepted}",
    en="There is nothing at this address. The addresses are: {accepted}",
)
METHOD_NOT_ALLOWED = Phrase(
    es="Esta dirección no admite ese método. Use uno de estos: {accepted}",
    en="This address does not allow that method. Use one of: {accepted}",
)
INTERNAL_ERROR = Phrase(
    es="El servicio falló. Lo que pasó está en su registro. Intente de nuevo más tarde",
    en="The service failed. Its log says what happened. Try again later",
)

NOT_AN_ORIGIN = Phrase(
    es="{text} no es el origen de una página. Escríbalo como lo envía un navegador: sin ruta, sin "
    "el puerto usual, con xn-- en vez de tildes o ñ, y uno por cada subdominio, por ejemplo "
    "https://intranet.example. O escriba * para cualquiera",
    en="{text} is not the origin of a page. Write it as a browser sends it: without a path or the "
    "usual port, with xn-- instead of accents, and one for each subdomain, for example "
    "https://intranet.example. Or write * for any",
)
SOCKET_FAILS = Phrase(
    es="--socket: {name} no puede ser el socket ({reason}). Escriba una ruta corta: la de un "
    "archivo que no exista, en una carpeta que exista y en la que pueda escribir. En Windows, use "
    "--host y --port",
    en="--socket: {name} can't be the socket ({reason}). Write a short path: of a file that does "
    "not exist, in a folder that exists and that you can write to. On Windows, use --host and "
    "--port",
)

OLD_CHECKS: Phrases[
    Literal["old_directory", "holidays_unverified", "calendar_ends", "begins_later"]
] = {
    "old_directory": Phrase(
        es="El directorio se comparó con su fuente por última vez el {day}, hace más de un año. "
        "Hay que compararlo de nuevo, y cambiar as_of",
        en="The directory was last compared with its source on {day}, more than a year ago. "
        "It must be compared again, and as_of changed",
    ),
    "holidays_unverified": Phrase(
        es="Los festivos se revisaron hasta el {day}. Instale una versión más "
        "reciente de ccb-support",
        en="The holidays were checked through {day}. Install a newer version of ccb-support",
    ),
    "calendar_ends": Phrase(
        es="Desde el {day} nadie recibe respuesta: el calendario de festivos llega hasta ahí. "
        "Instale versiones más recientes de ccb-support y del paquete holidays",
        en="From {day} on, nobody gets an answer: the holiday calendar ends. "
        "Install newer versions of ccb-support and of the package holidays",
    ),
    "begins_later": Phrase(
        es="Nadie recibe respuesta antes del {day}, el primer día en que rige el directorio "
        "(effective). Si el reloj del equipo está bien, ponga la edición de hoy y la nueva en una "
        "carpeta, cada una en su archivo, y use la carpeta en vez del archivo",
        en="Nobody gets an answer before {day}, the first day of the directory (effective). If the "
        "clock of the computer is right, put today's edition and the new one in a folder, each in "
        "its own file, and use the folder instead of the file",
    ),
}
"""What to say of each check of a directory that needs a person, in the order of `past_checks`."""

EDITS: Phrases[str] = {
    "edit_refused": Phrase(
        es="El último cambio del archivo se rechazó, y sigue vigente la versión {version}: {why}",
        en="The last edit of the file is refused, and version {version} stays live: {why}",
    ),
    "edit_failed": Phrase(
        es="El último cambio del archivo no se pudo leer o revisar ({why}), y sigue vigente la "
        "versión {version}. Se intenta de nuevo. El registro dice más",
        en="The last edit of the file could not be read or checked ({why}), and version {version} "
        "stays live. It is tried again. The log says more",
    ),
    "edit_waits": Phrase(
        es="Al último cambio del archivo le falta algo que tiene la versión {version}: {why}. "
        "Entra en vigencia si el archivo no cambia durante {seconds} s",
        en="The last edit of the file lacks something that version {version} has: {why}. "
        "It goes live if the file stays as it is for {seconds} s",
    ),
    "edit_dropped": Phrase(
        es="A la versión vigente, {version}, le falta algo que tenía la anterior: {why}",
        en="The live version, {version}, lacks something that the one before had: {why}",
    ),
}
"""What happened to the last edit of a directory's file, by its code."""

LAST_LINE = Phrase(
    es="la última línea del archivo (o una igual)",
    en="the last line of the file (or one like it)",
)
"""What an edit may lack, if the file is half a file."""

# What only the server for assistants says: wrong arguments, and lines of answers.

NOT_THERE = Phrase(
    es="{name} no existe. Use: {accepted}", en="{name} does not exist. Use: {accepted}"
)
FACTS = Phrase(
    es="Canal: {channel}. Enlace: {uri}. Vale hasta: {until}.",
    en="Channel: {channel}. Link: {uri}. Holds until: {until}.",
)
FACTS_WITHOUT_END = Phrase(
    es="Canal: {channel}. Enlace: {uri}. La respuesta no cambia.",
    en="Channel: {channel}. Link: {uri}. The answer does not change.",
)
OPEN_FOR = Phrase(
    es="{channel}: {duration} de atención, desde {start} hasta {end}",
    en="{channel}: {duration} of open time, from {start} to {end}",
)

MORE_LINES = Phrase(
    es="… y {count} más: pregunte otra vez con full=true",
    en="… and {count} more: ask again with full=true",
)
NEXT_PAGE = Phrase(
    es="… sigue: pregunte otra vez con start={start}, request_type={request_type}, "
    "priority={priority}",
    en="… continues: ask again with start={start}, request_type={request_type}, "
    "priority={priority}",
)
# What only the app for Django says: its record, and what is wrong with settings.

ADVICE_HOLDS = Phrase(es="vale {until}", en="this holds {until}")
ENDED = Phrase(
    es="Esta respuesta ya venció. Actualice la página.",
    en="This advice has ended. Load the page again.",
)
SAID = Phrase(
    es="Al registrar la solicitud, {moment}, se indicó lo siguiente (directorio {version}): {text}",
    en="When the ticket was filed, {moment}, this was said (directory {version}): {text}",
)
"""The record of what was said when a ticket was filed."""

RECORD = Phrase(es="respuesta registrada", en="record of advice")
RECORDS = Phrase(es="respuestas registradas", en="records of advice")
TICKET_MODEL = Phrase(es="modelo de la solicitud", en="model of the ticket")
TICKET_ID = Phrase(es="solicitud", en="ticket")
SAID_AT = Phrase(es="momento", en="said at")
REQUEST_TYPE = Phrase(es="tipo de solicitud", en="request type")
PRIORITY = Phrase(es="prioridad", en="priority")
LANGUAGE = Phrase(es="idioma", en="language")
TEXT = Phrase(es="texto", en="text")
DIRECTORY_VERSION = Phrase(es="versión del directorio", en="version of the directory")
TIME_ZONE = Phrase(es="zona horaria", en="time zone")

UNMAPPED = Phrase(
    es="{setting} no tiene una entrada para {key}. Debe tener una para cada valor que se use. "
    "Agréguela con una de estas opciones: {accepted}",
    en="{setting} has no entry for {key}. It must have one for each value that is used. "
    "Add it, with one of: {accepted}",
)
UNKNOWN_SETTING = Phrase(
    es="No existe el ajuste {setting}. Los que existen son: {accepted}",
    en="There is no setting {setting}. The settings are: {accepted}",
)
NOT_A_TABLE = Phrase(
    es='{setting} es {value}, y debe ser un diccionario, como {{"quejas": "complaint"}} para los '
    'tipos o {{1: "P1"}} para las prioridades',
    en='{setting} is {value}, and must be a dictionary, such as {{"quejas": "complaint"}} for '
    'types or {{1: "P1"}} for priorities',
)
NOT_TICKETS = Phrase(
    es="{setting} es {value}, y debe tener tres textos: el modelo de las solicitudes, el campo de "
    'su tipo y el de su prioridad, como ("helpdesk.Ticket", "queue__slug", "priority")',
    en="{setting} is {value}, and must be three texts: the model of the tickets, the field of "
    'their type and that of their priority, such as ("helpdesk.Ticket", "queue__slug", "priority")',
)
NOT_A_PATH = Phrase(
    es="{setting} es {value}, y debe ser la ruta de un archivo o de una carpeta de ediciones, o "
    "None para el directorio que trae el programa",
    en="{setting} is {value}, and must be the path of a file or of a folder of editions, or None "
    "for the shipped directory",
)
NOT_A_CLOCK = Phrase(
    es="{setting} es {value}, y debe ser una función que dé la hora con su zona, como "
    "django.utils.timezone.now con USE_TZ = True",
    en="{setting} is {value}, and must be a function that returns the time with its zone, such as "
    "django.utils.timezone.now with USE_TZ = True",
)
NO_SUCH_MODEL = Phrase(
    es="{setting}: no hay un modelo {model}. Escriba la aplicación y el modelo, y ponga la "
    "aplicación en INSTALLED_APPS",
    en="{setting}: there is no model {model}. Write the app and the model, and put the app into "
    "INSTALLED_APPS",
)
NO_SUCH_FIELD = Phrase(
    es="{setting}: el modelo {model} no tiene un campo {path} que guarde un solo valor. Si es una "
    "relación, agregue un campo de su modelo, como en queue__slug",
    en="{setting}: the model {model} has no field {path} that holds one value. If it is a "
    "relation, add a field of its model, as in queue__slug",
)
NO_ADDRESS = Phrase(
    es="Las páginas no pueden actualizar lo que indican. Agregue a urlpatterns: "
    'path("support-advice/", include("ccb_support.django.urls"))',
    en="Pages can't refresh their advice. Add to urlpatterns: "
    'path("support-advice/", include("ccb_support.django.urls"))',
)

# The words of the widget for web pages, apart from those of the answers.

TITLE = Phrase(es="¿Con quién me comunico?", en="Whom do I contact?")

HOLDS = Phrase(es="esta respuesta vale {until}", en="this answer holds {until}")
DAYS = Phrase(
    es="los horarios de esta página valen {span}", en="the hours of this page are right {span}"
)
OUT_OF_DATE = Phrase(es="Esta página está desactualizada.", en="This page is out of date.")
"""The clock of the reader shows a date for which the page has no answers."""

TRY_THESE = Phrase(es="Pruebe con estos contactos.", en="Try these contacts.")
NO_CHANNEL = Phrase(es="Ningún canal recibe esta solicitud.", en="No channel serves this request.")
NOT_A_VALUE = Phrase(
    es="El atributo {attribute} no admite el valor {value}. Escriba uno de estos: {accepted}",
    en="The attribute {attribute} does not accept the value {value}. Write one of: {accepted}",
)
"""The page itself fills this one in."""

NEEDS_JAVASCRIPT = Phrase(
    es="Su navegador no puede mostrar quién atiende ahora.",
    en="Your browser can't show who answers now.",
)
