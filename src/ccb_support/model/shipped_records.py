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
from .vocabulary import Medium, Priority, RequestType

CHECKSUM = 58051251

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
    channels=(_PQRS, _P1_MOBILE, _NATIONAL_LINE, _EMAIL, _CHAT),
    escalation=(_LEVEL_1, _LEVEL_2, _LEVEL_3),
    language="es",
)
