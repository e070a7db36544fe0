"""The words of the widget for web pages, apart from those of the answers."""

from __future__ import annotations

from .phrase import Phrase

TITLE = Phrase(es="¿A quién contacto?", en="Whom do I contact?")
REQUEST_TYPE = Phrase(es="Tipo de solicitud", en="Request type")
PRIORITY = Phrase(es="Prioridad", en="Priority")

HOLDS = Phrase(es="esta respuesta vale {until}", en="this answer holds {until}")
DAYS = Phrase(
    es="los horarios de esta página valen {span}", en="the hours of this page are right {span}"
)
OUT_OF_DATE = Phrase(
    es="Esta página no sabe quién atiende hoy.", en="This page does not know who answers today."
)
"""The clock of the reader shows a date for which the page has no answers."""

TRY_THESE = Phrase(es="Pruebe con estos contactos.", en="Try these contacts.")
NO_CHANNEL = Phrase(es="Ningún canal atiende esta solicitud.", en="No channel serves this request.")
NOT_A_VALUE = Phrase(
    es="El atributo {attribute} no admite el valor {value}. Escriba uno de estos: {accepted}",
    en="The attribute {attribute} does not accept the value {value}. Write one of: {accepted}",
)
"""The page itself fills this one in."""

NEEDS_JAVASCRIPT = Phrase(
    es="Sin JavaScript, esta página no puede decir quién atiende ahora.",
    en="Without JavaScript, this page can't say who answers now.",
)
