"""Labels: of request types, priorities and media, of parts of a number, of lines, of channels."""

from __future__ import annotations

from .phrase import Phrase, Phrases

REQUEST_TYPE_LABELS: Phrases[str] = {
    "incident": Phrase(es="incidente", en="incident"),
    "service_request": Phrase(es="requerimiento", en="service request"),
    "technical_support": Phrase(es="soporte técnico", en="technical support"),
    "petition": Phrase(es="petición", en="petition"),
    "complaint": Phrase(es="queja", en="complaint"),
    "claim": Phrase(es="reclamo", en="claim"),
    "suggestion": Phrase(es="sugerencia", en="suggestion"),
    "appeal": Phrase(es="apelación", en="appeal"),
}

PRIORITY_LABELS: Phrases[int] = {
    1: Phrase(es="P1, crítica", en="P1, critical"),
    2: Phrase(es="P2, alta", en="P2, high"),
    3: Phrase(es="P3, media", en="P3, medium"),
    4: Phrase(es="P4, baja", en="P4, low"),
    5: Phrase(es="P5, planeación", en="P5, planning"),
}

MEDIUM_LABELS: Phrases[str] = {
    "phone": Phrase(es="teléfono", en="phone"),
    "whatsapp": Phrase(es="WhatsApp", en="WhatsApp"),
    "email": Phrase(es="correo electrónico", en="email"),
    "chat": Phrase(es="chat", en="chat"),
    "web_form": Phrase(es="formulario web", en="web form"),
}

EXTENSION: Phrases[bool] = {
    False: Phrase(es="extensión", en="extension"),
    True: Phrase(es="extensiones", en="extensions"),
}
MENU_OPTION = Phrase(es="opción", en="option")

LINE = Phrase(es="línea {line}", en="line {line}")
"""Where a fault or a finding is in a file."""

CHANNEL_DESCRIPTION = Phrase(
    es="Para {requests}: {contacts}. Los horarios son los de {zone}.",
    en="For {requests}: {contacts}. The hours are those of {zone}.",
)
"""What an export says of a channel."""
