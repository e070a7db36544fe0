"""The records of the shipped directory, so that a new program need not check its file.

`docs/generate.py` writes this module from `directory.toml`. A program uses it if that file still
has the checksum.
"""

from datetime import date

from .channels import Channel, EscalationLevel
from .contacts import Chat, Email, Phone
from .directory import Directory
from .hours import AlwaysOpen, Day, NotStated, WeeklyHours, WeeklySpan
from .text import ArticledName, LocalizedText
from .vocabulary import (
    Medium,
    Priorities,
    Priority,
    PriorityEntry,
    RequestType,
    RequestTypeEntry,
    RequestTypes,
)

CHECKSUM = 3025291104

_PQRS = Channel.model_construct(
    id="pqrs",
    name=ArticledName.model_construct(es="línea de PQRS", en="PQRS line", es_article="la"),
    request_types=(
        RequestType.PETITION,
        RequestType.COMPLAINT,
        RequestType.CLAIM,
        RequestType.SUGGESTION,
        RequestType.APPEAL,
    ),
    priorities=tuple(Priority),
    hours=WeeklyHours.model_construct(
        root=(
            WeeklySpan.model_construct(
                opens="07:00",
                closes="17:00",
                days=(Day.MONDAY, Day.TUESDAY, Day.WEDNESDAY, Day.THURSDAY, Day.FRIDAY),
            ),
        ),
    ),
    holidays="closed",
    contacts=(
        Phone.model_construct(
            medium=Medium.PHONE, printed="(601) 7442727", e164="+576017442727", menu_option="3"
        ),
        Email.model_construct(medium=Medium.EMAIL, address="certicamararesponde@certicamara.com"),
    ),
    rows=(6,),
)

_P1_MOBILE = Channel.model_construct(
    id="p1_mobile",
    name=ArticledName.model_construct(
        es="línea móvil de prioridad 1", en="priority 1 mobile line", es_article="la"
    ),
    request_types=tuple(RequestType),
    priorities=(Priority.CRITICAL,),
    hours=AlwaysOpen.ALWAYS,
    holidays="open",
    contacts=(
        Phone.model_construct(
            medium=Medium.PHONE, printed="(57) 318 717 49 37", e164="+573187174937"
        ),
    ),
    rows=(2,),
)

_NATIONAL_LINE = Channel.model_construct(
    id="national_line",
    name=ArticledName.model_construct(
        es="Línea Gratuita Nacional", en="national toll-free line", es_article="la"
    ),
    request_types=tuple(RequestType),
    priorities=tuple(Priority),
    hours=AlwaysOpen.ALWAYS,
    holidays="open",
    contacts=(
        Phone.model_construct(medium=Medium.PHONE, printed="(601) 7457495", e164="+576017457495"),
    ),
    rows=(1,),
)

_EMAIL = Channel.model_construct(
    id="email",
    name=ArticledName.model_construct(
        es="correo de soporte", en="support mailbox", es_article="el"
    ),
    request_types=tuple(RequestType),
    priorities=tuple(Priority),
    hours=AlwaysOpen.ALWAYS,
    holidays="open",
    contacts=(Email.model_construct(medium=Medium.EMAIL, address="soporte.ccb@certicamara.com"),),
    rows=(3,),
)

_CHAT = Channel.model_construct(
    id="chat",
    name=ArticledName.model_construct(es="chat en línea", en="online chat", es_article="el"),
    request_types=tuple(RequestType),
    priorities=tuple(Priority),
    hours=AlwaysOpen.ALWAYS,
    holidays="open",
    contacts=(
        Chat.model_construct(
            medium=Medium.CHAT, url="http://idealab.certicamara.com/CertiChat/chat.php"
        ),
    ),
    rows=(4, 5),
)

_LEVEL_1 = EscalationLevel.model_construct(
    level=1,
    name=ArticledName.model_construct(
        es="grupo de soporte técnico", en="technical support group", es_article="el"
    ),
    contacts=(
        Phone.model_construct(medium=Medium.PHONE, printed="(601) 7457495", e164="+576017457495"),
        Email.model_construct(medium=Medium.EMAIL, address="soporte.ccb@certicamara.com"),
    ),
    hours=AlwaysOpen.ALWAYS,
    rows=(1,),
)

_LEVEL_2 = EscalationLevel.model_construct(
    level=2,
    name=ArticledName.model_construct(
        es="supervisor de soporte", en="support supervisor", es_article="el"
    ),
    contacts=(
        Phone.model_construct(
            medium=Medium.PHONE,
            printed="(601) 745 2141",
            e164="+576017452141",
            extensions=("1104", "1108", "1102"),
        ),
        Email.model_construct(
            medium=Medium.EMAIL, address="supervisor.mesadeayuda@certicamara.com"
        ),
    ),
    hours=NotStated.NOT_STATED,
    rows=(2,),
)

_LEVEL_3 = EscalationLevel.model_construct(
    level=3,
    name=ArticledName.model_construct(
        es="coordinador de soporte", en="support coordinator", es_article="el"
    ),
    contacts=(
        Phone.model_construct(
            medium=Medium.PHONE,
            printed="(601) 745 2141",
            e164="+576017452141",
            extensions=("1101",),
        ),
        Email.model_construct(
            medium=Medium.EMAIL, address="coordinador.mesadeayuda@certicamara.com"
        ),
    ),
    hours=NotStated.NOT_STATED,
    rows=(3,),
)

SHIPPED = Directory.model_construct(
    format=2,
    version="2026.11.24",
    as_of=date(2026, 11, 24),
    name=LocalizedText.model_construct(
        es="Soporte de Certicámara para la Cámara de Comercio de Bogotá",
        en="Certicámara's support for the Bogotá Chamber of Commerce",
    ),
    time_zone="America/Bogota",
    request_types=RequestTypes(
        (
            RequestTypeEntry.model_construct(
                id=RequestType.INCIDENT,
                name=LocalizedText.model_construct(es="incidente", en="incident"),
                spellings=("incidencia", "incidencias"),
                plural=LocalizedText.model_construct(es="incidentes", en="incidents"),
            ),
            RequestTypeEntry.model_construct(
                id=RequestType.SERVICE_REQUEST,
                name=LocalizedText.model_construct(es="requerimiento", en="service request"),
                spellings=(
                    "requerimiento de servicio",
                    "requerimientos de servicio",
                    "petición de servicio",
                    "peticiones de servicio",
                    "solicitud de servicio",
                    "solicitudes de servicio",
                ),
                ambiguous=("solicitud", "solicitudes", "request", "requests"),
                plural=LocalizedText.model_construct(es="requerimientos", en="service requests"),
            ),
            RequestTypeEntry.model_construct(
                id=RequestType.TECHNICAL_SUPPORT,
                name=LocalizedText.model_construct(es="soporte técnico", en="technical support"),
                spellings=(
                    "tech support",
                    "support",
                    "soporte",
                    "soportes técnicos",
                    "asistencia técnica",
                    "asistencias técnicas",
                    "solicitud de soporte técnico",
                    "technical support request",
                ),
                plural=LocalizedText.model_construct(
                    es="solicitudes de soporte técnico", en="technical support requests"
                ),
            ),
            RequestTypeEntry.model_construct(
                id=RequestType.PETITION,
                name=LocalizedText.model_construct(es="petición", en="petition"),
                spellings=("derecho de petición", "derechos de petición"),
                ambiguous=(
                    "solicitud",
                    "solicitudes",
                    "request",
                    "requests",
                    "pqr",
                    "pqrs",
                    "pqrsf",
                ),
                plural=LocalizedText.model_construct(es="peticiones", en="petitions"),
            ),
            RequestTypeEntry.model_construct(
                id=RequestType.COMPLAINT,
                name=LocalizedText.model_construct(es="queja", en="complaint"),
                ambiguous=("pqr", "pqrs", "pqrsf"),
                plural=LocalizedText.model_construct(es="quejas", en="complaints"),
            ),
            RequestTypeEntry.model_construct(
                id=RequestType.CLAIM,
                name=LocalizedText.model_construct(es="reclamo", en="claim"),
                spellings=("reclamación", "reclamaciones"),
                ambiguous=("pqr", "pqrs", "pqrsf"),
                plural=LocalizedText.model_construct(es="reclamos", en="claims"),
            ),
            RequestTypeEntry.model_construct(
                id=RequestType.SUGGESTION,
                name=LocalizedText.model_construct(es="sugerencia", en="suggestion"),
                ambiguous=("pqr", "pqrs", "pqrsf"),
                plural=LocalizedText.model_construct(es="sugerencias", en="suggestions"),
            ),
            RequestTypeEntry.model_construct(
                id=RequestType.APPEAL,
                name=LocalizedText.model_construct(es="apelación", en="appeal"),
                spellings=("recurso de apelación", "recursos de apelación"),
                ambiguous=("pqr", "pqrs", "pqrsf"),
                plural=LocalizedText.model_construct(es="apelaciones", en="appeals"),
            ),
        )
    ),
    priorities=Priorities(
        (
            PriorityEntry.model_construct(
                id=Priority.CRITICAL,
                name=LocalizedText.model_construct(es="crítica", en="critical"),
                spellings=("crítico", "críticas", "críticos", "highest"),
                ambiguous=("urgente", "urgentes", "urgent"),
            ),
            PriorityEntry.model_construct(
                id=Priority.HIGH,
                name=LocalizedText.model_construct(es="alta", en="high"),
                spellings=("alto", "altas", "altos"),
                ambiguous=("urgente", "urgentes", "urgent"),
            ),
            PriorityEntry.model_construct(
                id=Priority.MEDIUM,
                name=LocalizedText.model_construct(es="media", en="medium"),
                spellings=("medio", "medias", "medios", "moderate", "normal"),
            ),
            PriorityEntry.model_construct(
                id=Priority.LOW,
                name=LocalizedText.model_construct(es="baja", en="low"),
                spellings=("bajo", "bajas", "bajos"),
            ),
            PriorityEntry.model_construct(
                id=Priority.PLANNING,
                name=LocalizedText.model_construct(es="planeación", en="planning"),
                spellings=("planificación", "lowest"),
            ),
        )
    ),
    channels=(_PQRS, _P1_MOBILE, _NATIONAL_LINE, _EMAIL, _CHAT),
    escalation=(_LEVEL_1, _LEVEL_2, _LEVEL_3),
    language="es",
)
