"""What only the app for Django says: its record, and what is wrong with settings."""

from __future__ import annotations

from .phrase import Phrase

HOLDS = Phrase(es="vale {until}", en="this holds {until}")
ENDED = Phrase(
    es="Esta indicación ya no vale. Vuelva a cargar la página.",
    en="This advice has ended. Load the page again.",
)
NOBODY = Phrase(
    es="Ningún canal atiende esta solicitud, ni ahora ni después.",
    en="No channel takes this request, now or later.",
)
TURN_TO = Phrase(es="Acuda a {levels}", en="Turn to {levels}")
LEVEL = Phrase(es="{name}: {contacts}", en="{name}: {contacts}")

SAID = Phrase(
    es="Al registrar la solicitud, {moment}, se indicó lo siguiente (directorio {version}): {text}",
    en="When the ticket was filed, {moment}, this was said (directory {version}): {text}",
)
"""The record of what was said when a ticket was filed."""

UNMAPPED = Phrase(
    es="{setting} no tiene {key}. Agréguelo con uno de estos valores: {accepted}",
    en="{setting} has no entry for {key}. Add it, with one of: {accepted}",
)
UNKNOWN_ENTRY = Phrase(es="{setting}, {key}: {error}", en="{setting}, {key}: {error}")
UNKNOWN_SETTING = Phrase(
    es="No existe el ajuste {setting}. Los que existen son: {accepted}",
    en="There is no setting {setting}. The settings are: {accepted}",
)
NOT_A_TABLE = Phrase(
    es='{setting} es {value}, y debe ser un diccionario, como {{"quejas": "complaint"}}',
    en='{setting} is {value}, and must be a dictionary, such as {{"quejas": "complaint"}}',
)
NOT_TICKETS = Phrase(
    es="{setting} es {value}, y deben ser tres textos: el modelo de las solicitudes, el campo de "
    'su tipo y el de su prioridad, como ("helpdesk.Ticket", "queue__slug", "priority")',
    en="{setting} is {value}, and must be three texts: the model of the tickets, the field of "
    'their type and that of their priority, such as ("helpdesk.Ticket", "queue__slug", "priority")',
)
NOT_A_PATH = Phrase(
    es="{setting} es {value}, y debe ser la ruta de un archivo, o None para el directorio incluido",
    en="{setting} is {value}, and must be the path of a file, or None for the shipped directory",
)
NOT_SECONDS = Phrase(
    es="{setting} es {value}, y debe ser un número de segundos, como 5",
    en="{setting} is {value}, and must be a number of seconds, such as 5",
)
NOT_A_CLOCK = Phrase(
    es="{setting} es {value}, y debe ser una función que dé la hora con su zona, o el nombre de "
    'una, como "django.utils.timezone.now" con USE_TZ = True',
    en="{setting} is {value}, and must be a function that returns the time with its zone, or the "
    'name of one, such as "django.utils.timezone.now" with USE_TZ = True',
)
NO_SUCH_MODEL = Phrase(
    es="{setting}: no hay un modelo {model}. Escriba la aplicación y el modelo, y ponga la "
    "aplicación en INSTALLED_APPS",
    en="{setting}: there is no model {model}. Write the app and the model, and put the app into "
    "INSTALLED_APPS",
)
NO_SUCH_FIELD = Phrase(
    es="{setting}: el modelo {model} no tiene el campo {path}",
    en="{setting}: the model {model} has no field {path}",
)
BAD_DIRECTORY = Phrase(es="{setting}: {error}", en="{setting}: {error}")
NO_ADDRESS = Phrase(
    es="Las páginas no pueden actualizar lo que indican. Agregue a las direcciones: "
    'path("support-advice/", include("ccb_support.django.urls"))',
    en="Pages can't refresh their advice. Add to the URLs: "
    'path("support-advice/", include("ccb_support.django.urls"))',
)
