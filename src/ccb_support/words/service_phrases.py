"""What only the service says: wrong parameters, and warnings about its health and its file."""

from __future__ import annotations

from .phrase import Phrase, Phrases

UNKNOWN_PARAMETER = Phrase(
    es="Esta dirección no tiene el parámetro {name}. Los que tiene son: {accepted}",
    en="This address has no parameter {name}. Its parameters are: {accepted}",
)
REPEATED_PARAMETER = Phrase(
    es="El parámetro {name} está varias veces. Escríbalo una sola vez. "
    "Si son varios canales, sepárelos con comas: unavailable=chat,email",
    en="The parameter {name} is there several times. Write it once. "
    "If there are several channels, put commas between them: unavailable=chat,email",
)
MISSING_PARAMETER = Phrase(
    es="A esta dirección le faltan parámetros. Agregue: {names}",
    en="This address needs more parameters. Add: {names}",
)
NOT_UTF8 = Phrase(
    es="El parámetro {name} no es texto en UTF-8. Escriba ó como %C3%B3",
    en="The parameter {name} is not UTF-8 text. Write ó as %C3%B3",
)
NOT_AN_INSTANT = Phrase(
    es="{name}: {value} no es un instante. Escríbalo con su diferencia con UTC, "
    "así: 2026-11-24T17:00:00-05:00. En una dirección, el signo + se escribe %2B",
    en="{name}: {value} is not an instant. Write it with its UTC offset, "
    "like 2026-11-24T17:00:00-05:00. In an address, a + is written as %2B",
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

OLD_DIRECTORY = Phrase(
    es="El directorio se comparó con su fuente por última vez el {as_of}, hace más de un año. "
    "Compárelo de nuevo, y cambie as_of",
    en="The directory was last compared with its source on {as_of}, more than a year ago. "
    "Compare it again, and change as_of",
)
HOLIDAYS_UNVERIFIED = Phrase(
    es="Los festivos se revisaron hasta el {through}. Instale una versión más "
    "reciente de ccb-support",
    en="The holidays were checked through {through}. Install a newer version of ccb-support",
)

EDITS: Phrases[str] = {
    "edit_refused": Phrase(
        es="La última edición del archivo se rechazó, y sigue vigente la versión {version}: {why}",
        en="The last edit of the file is refused, and version {version} stays live: {why}",
    ),
    "edit_failed": Phrase(
        es="La última edición del archivo no se pudo revisar, y sigue vigente la versión "
        "{version}. Se intenta de nuevo. El registro dice más: {why}",
        en="The last edit of the file could not be checked, and version {version} stays live. "
        "It is tried again. The log says more: {why}",
    ),
    "edit_waits": Phrase(
        es="A la última edición del archivo le falta algo que tiene la versión {version}: {why}. "
        "Entra en vigencia si el archivo no cambia durante {seconds} segundos",
        en="The last edit of the file lacks something that version {version} has: {why}. "
        "It goes live if the file stays as it is for {seconds} seconds",
    ),
    "edit_dropped": Phrase(
        es="A la versión vigente, {version}, le falta algo que tenía la anterior: {why}",
        en="The live version, {version}, lacks something that the one before had: {why}",
    ),
}
"""What happened to the last edit of a directory's file, by its code."""

CHANNEL = Phrase(es="el canal {id}", en="the channel {id}")
LEVEL = Phrase(es="el nivel {level}", en="the level {level}")
KIND = Phrase(es="las solicitudes del tipo {kind}", en="requests of the type {kind}")
LAST_LINE = Phrase(
    es="la última línea del archivo, o una igual",
    en="the last line of the file, or one like it",
)
