"""What is said of a parameter that can't be used, whatever face a question comes through."""

from __future__ import annotations

from .phrase import Phrase

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
    es="{name}: {value} no es un instante. Escríbalo con su diferencia con UTC, "
    "así: 2026-11-24T17:00:00-05:00",
    en="{name}: {value} is not an instant. Write it with its UTC offset, "
    "like 2026-11-24T17:00:00-05:00",
)
NOT_A_DURATION = Phrase(
    es="{name}: {value} no es una duración. Escríbala en ISO 8601, por ejemplo PT4H o PT90M",
    en="{name}: {value} is not a duration. Write it in ISO 8601, for example PT4H or PT90M",
)
NOT_TRUE_OR_FALSE = Phrase(
    es="{name}: {value} no es un sí o un no. Escriba true o false",
    en="{name}: {value} is not a yes or a no. Write true or false",
)
NOT_A_CHOICE = Phrase(
    es="{name}: {value} no es una opción. Use una de estas: {accepted}",
    en="{name}: {value} is not a choice. Use one of: {accepted}",
)
END_OR_DURATION = Phrase(
    es="Escriba uno de estos dos argumentos, y no ambos: end, duration",
    en="Write one of these two arguments, and not both: end, duration",
)
