"""What an answer says. The keys are the values of the enums that the answer holds."""

from __future__ import annotations

from .phrase import Phrase, Phrases

INSTRUCTION: Phrases[str] = {
    "phone": Phrase(es="Llame al {contact} ({channel})", en="Call {contact} ({channel})"),
    "whatsapp": Phrase(
        es="Escriba por WhatsApp al {contact} ({channel})",
        en="Write to {contact} on WhatsApp ({channel})",
    ),
    "email": Phrase(es="Escriba a {contact} ({channel})", en="Write to {contact} ({channel})"),
    "chat": Phrase(es="Entre al chat {contact} ({channel})", en="Chat at {contact} ({channel})"),
    "web_form": Phrase(
        es="Llene el formulario {contact} ({channel})",
        en="Fill in the form at {contact} ({channel})",
    ),
}
"""What to do now, by medium."""

OPTION: Phrases[str] = {
    "phone": Phrase(es="llamar al {contact} ({channel})", en="call {contact} ({channel})"),
    "whatsapp": Phrase(
        es="escribir por WhatsApp al {contact} ({channel})",
        en="write to {contact} on WhatsApp ({channel})",
    ),
    "email": Phrase(es="escribir a {contact} ({channel})", en="write to {contact} ({channel})"),
    "chat": Phrase(es="entrar al chat {contact} ({channel})", en="chat at {contact} ({channel})"),
    "web_form": Phrase(
        es="llenar el formulario {contact} ({channel})",
        en="fill in the form at {contact} ({channel})",
    ),
}
"""What else a person can do, by medium."""

NOTHING_OPEN = Phrase(
    es="En este momento no hay ningún canal abierto para {request_type}. "
    "Desde {moment} podrá {option}{because}",
    en="No channel is open for {request_type} at this moment. "
    "From {moment} you can {option}{because}",
)

PREFERRED = Phrase(
    es="Es el primer canal abierto con el medio que usted prefiere",
    en="It is the first open channel with the medium that you prefer",
)
RESERVED_FOR_PRIORITIES = Phrase(
    es="Es el canal reservado para la prioridad {priorities}",
    en="It is the channel reserved for priority {priorities}",
)
DEDICATED = Phrase(
    es="Es el canal dedicado a {request_types}",
    en="It is the channel dedicated to {request_types}",
)
FALLBACK = Phrase(
    es="{missing}; este canal recibe todo tipo de solicitudes",
    en="{missing}; this channel takes every kind of request",
)
GENERAL = Phrase(
    es="Este canal recibe todo tipo de solicitudes",
    en="This channel takes every kind of request",
)

# Below, True is for several things, False for one.
CLOSED: Phrases[bool] = {
    False: Phrase(
        es="{channels} no atiende en este momento",
        en="the {channels} is not attended at this moment",
    ),
    True: Phrase(
        es="{channels} no atienden en este momento",
        en="the {channels} are not attended at this moment",
    ),
}
UNAVAILABLE: Phrases[bool] = {
    False: Phrase(
        es="{channels} no está disponible en este momento",
        en="the {channels} is not available at this moment",
    ),
    True: Phrase(
        es="{channels} no están disponibles en este momento",
        en="the {channels} are not available at this moment",
    ),
}

ALWAYS_OPEN = Phrase(
    es="Atiende las 24 horas, todos los días", en="It is attended 24 hours a day, every day"
)
OPEN_UNTIL = Phrase(
    es="Atiende hasta {moment}{special}", en="It is attended until {moment}{special}"
)
SPECIAL_HOURS = Phrase(es=", por horario especial ({names})", en=", by special hours ({names})")

HOLDS_UNTIL_OPENING: Phrases[bool] = {
    False: Phrase(
        es="Esta recomendación vale hasta {moment}, cuando abre {channels}{because}",
        en="This advice holds until {moment}, when the {channels} opens{because}",
    ),
    True: Phrase(
        es="Esta recomendación vale hasta {moment}, cuando abren {channels}{because}",
        en="This advice holds until {moment}, when the {channels} open{because}",
    ),
}
HOLDS_UNTIL = Phrase(
    es="Esta recomendación vale hasta {moment}", en="This advice holds until {moment}"
)
OPENS: Phrases[bool] = {
    False: Phrase(
        es="{channels} abre {moment}{because}", en="The {channels} opens {moment}{because}"
    ),
    True: Phrase(
        es="{channels} abren {moment}{because}", en="The {channels} open {moment}{because}"
    ),
}

ON_ONE_DAY: Phrases[str] = {
    "holiday": Phrase(es="{day} es festivo ({name})", en="{day} is a holiday ({name})"),
    "season": Phrase(
        es="{day} hay horario de temporada ({name})", en="{day} has the hours of a season ({name})"
    ),
    "special_day": Phrase(
        es="{day} hay horario especial ({name})", en="{day} has special hours ({name})"
    ),
    "closure": Phrase(es="{day} hay un cierre ({name})", en="{day} has a closure ({name})"),
}
"""An exception on one day, by its kind."""

ON_SEVERAL_DAYS: Phrases[str] = {
    "holiday": Phrase(es="{span} es festivo ({name})", en="{span} is a holiday ({name})"),
    "season": Phrase(
        es="{span} hay horario de temporada ({name})",
        en="{span} there are the hours of a season ({name})",
    ),
    "special_day": Phrase(
        es="{span} hay horario especial ({name})", en="{span} there are special hours ({name})"
    ),
    "closure": Phrase(es="{span} hay un cierre ({name})", en="{span} there is a closure ({name})"),
}
"""An exception over several days, by its kind."""

MAILBOX: Phrases[bool] = {
    False: Phrase(
        es="Mientras tanto puede escribir a {addresses}; ese buzón se atiende a partir de entonces",
        en="In the meantime you can write to {addresses}; that mailbox is attended from then on",
    ),
    True: Phrase(
        es="Mientras tanto puede escribir a {addresses}, que se atienden a partir de entonces",
        en="In the meantime you can write to {addresses}, which are attended from then on",
    ),
}
ALSO = Phrase(es="También puede {options}", en="You can also {options}")

REQUEST_TYPES: Phrases[str] = {
    "incident": Phrase(es="incidentes", en="incidents"),
    "service_request": Phrase(es="requerimientos", en="service requests"),
    "technical_support": Phrase(es="soporte técnico", en="technical support"),
    "petition": Phrase(es="peticiones", en="petitions"),
    "complaint": Phrase(es="quejas", en="complaints"),
    "claim": Phrase(es="reclamos", en="claims"),
    "suggestion": Phrase(es="sugerencias", en="suggestions"),
    "appeal": Phrase(es="apelaciones", en="appeals"),
}
"""The request types in the plural."""

EVERY_REQUEST = Phrase(es="toda solicitud", en="every request")

PRIORITIES: Phrases[int] = {
    1: Phrase(es="1 (crítica)", en="1 (critical)"),
    2: Phrase(es="2 (alta)", en="2 (high)"),
    3: Phrase(es="3 (media)", en="3 (medium)"),
    4: Phrase(es="4 (baja)", en="4 (low)"),
    5: Phrase(es="5 (planeación)", en="5 (planning)"),
}
