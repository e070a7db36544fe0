"""The phrases of an explanation, in each language, for a translator to read side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ccb_support.model.requests import Medium, Priority, RequestType
from ccb_support.schedule.causes import CauseKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from ccb_support.words.languages import Language


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language's phrases; what stands in braces is filled in.

    Attributes:
        order: by medium, what to do now.
        option: by medium, what else one may do.
        later: what to do when nothing is open.
        preferred: why: the caller's medium.
        priority: why: reserved for priorities.
        dedicated: why: reserved for request types.
        fallback: why: the reserved channels are closed or unavailable.
        general: why: it takes everything.
        closed: of channels that are closed, by whether they are several.
        unavailable: of channels that are down, likewise.
        always: until when: it never closes.
        until: until when it is open.
        holds: until when the answer holds, as other channels open, likewise.
        holds_until: until when the answer holds, for another reason.
        opens: when closed channels open, likewise.
        mailbox: that mail may be sent before mailboxes are attended, likewise.
        also: what else there is.
        special: a special day that shapes the hours.
        because: puts the causes behind an opening.
        causes: by kind, an exception on one day.
        long_causes: by kind, an exception over several days.
        conjunction: joins the last two of several things.
        disjunction: joins the last two of several choices.
        more: stands for what is left out of a long list.
        weekdays: from Monday on.
        months: from January on.
        date: a weekday and date.
        on: a date in a sentence.
        span: from one date through another.
        moment: a date and time.
        relative_moment: a date and time, with today or tomorrow.
        times: by whether it is one o'clock, a time of day.
        halves: before noon, at noon, and after it.
        days: today and tomorrow.
        request_types: the request types, several of each.
        priorities: the priorities.
    """

    order: Mapping[Medium, str]
    option: Mapping[Medium, str]
    later: str
    preferred: str
    priority: str
    dedicated: str
    fallback: str
    general: str
    closed: Mapping[bool, str]
    unavailable: Mapping[bool, str]
    always: str
    until: str
    holds: Mapping[bool, str]
    holds_until: str
    opens: Mapping[bool, str]
    mailbox: Mapping[bool, str]
    also: str
    special: str
    because: str
    causes: Mapping[CauseKind, str]
    long_causes: Mapping[CauseKind, str]
    conjunction: str
    disjunction: str
    more: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    date: str
    on: str
    span: str
    moment: str
    relative_moment: str
    times: Mapping[bool, str]
    halves: tuple[str, str, str]
    days: tuple[str, str]
    request_types: Mapping[RequestType, str]
    priorities: Mapping[Priority, str]

    def day(self, day: dt.date) -> str:
        """Return a day in full, with its weekday."""
        return self.date.format(
            weekday=self.weekdays[day.weekday()],
            day=day.day,
            month=self.months[day.month - 1],
            year=day.year,
        )


_SPANISH = Phrases(
    order={
        Medium.PHONE: "Llame al {contact} ({channel})",
        Medium.EMAIL: "Escriba a {contact} ({channel})",
        Medium.CHAT: "Entre al chat {contact} ({channel})",
    },
    option={
        Medium.PHONE: "llamar al {contact} ({channel})",
        Medium.EMAIL: "escribir a {contact} ({channel})",
        Medium.CHAT: "entrar al chat {contact} ({channel})",
    },
    later=(
        "En este momento no hay ningún canal abierto para {request_type}. "
        "Desde {moment} podrá {option}{because}"
    ),
    preferred="Es el primer canal abierto con el medio que usted prefiere",
    priority="Es el canal reservado para la prioridad {priorities}",
    dedicated="Es el canal dedicado a {request_types}",
    fallback="{missing}; este canal recibe todo tipo de solicitudes",
    general="Este canal recibe todo tipo de solicitudes",
    closed={
        False: "{channels} no atiende en este momento",
        True: "{channels} no atienden en este momento",
    },
    unavailable={
        False: "{channels} no está disponible en este momento",
        True: "{channels} no están disponibles en este momento",
    },
    always="Atiende las 24 horas, todos los días",
    until="Atiende hasta {moment}{special}",
    holds={
        False: "Esta recomendación vale hasta {moment}, cuando abre {channels}{because}",
        True: "Esta recomendación vale hasta {moment}, cuando abren {channels}{because}",
    },
    holds_until="Esta recomendación vale hasta {moment}",
    opens={
        False: "{channels} abre {moment}{because}",
        True: "{channels} abren {moment}{because}",
    },
    mailbox={
        False: (
            "Mientras tanto puede escribir a {addresses}; ese buzón se atiende a partir de entonces"
        ),
        True: "Mientras tanto puede escribir a {addresses}, que se atienden a partir de entonces",
    },
    also="También puede {options}",
    special=", por horario especial ({names})",
    because=": {causes}",
    causes={
        CauseKind.HOLIDAY: "{day} es festivo ({name})",
        CauseKind.SPECIAL_DAY: "{day} hay horario especial ({name})",
        CauseKind.CLOSURE: "{day} hay un cierre ({name})",
    },
    long_causes={
        CauseKind.HOLIDAY: "{span} es festivo ({name})",
        CauseKind.SPECIAL_DAY: "{span} hay horario especial ({name})",
        CauseKind.CLOSURE: "{span} hay un cierre ({name})",
    },
    conjunction=" y ",
    disjunction=" o ",
    more="{count} más",
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    months=(
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
        "octubre", "noviembre", "diciembre",
    ),
    date="{weekday} {day} de {month} de {year}",
    on="el {date}",
    span="del {first} al {last}",
    moment="el {date} {time}",
    relative_moment="{relative}, {date}, {time}",
    times={False: "a las {clock} {half}", True: "a la {clock} {half}"},
    halves=("a. m.", "m.", "p. m."),
    days=("hoy", "mañana"),
    request_types={
        RequestType.INCIDENT: "incidentes",
        RequestType.SERVICE_REQUEST: "requerimientos",
        RequestType.TECHNICAL_SUPPORT: "soporte técnico",
        RequestType.PETITION: "peticiones",
        RequestType.COMPLAINT: "quejas",
        RequestType.CLAIM: "reclamos",
        RequestType.SUGGESTION: "sugerencias",
        RequestType.APPEAL: "apelaciones",
    },
    priorities={
        Priority.CRITICAL: "1 (crítica)",
        Priority.HIGH: "2 (alta)",
        Priority.MEDIUM: "3 (media)",
        Priority.LOW: "4 (baja)",
        Priority.PLANNING: "5 (planeación)",
    },
)  # fmt: skip

_ENGLISH = Phrases(
    order={
        Medium.PHONE: "Call {contact} ({channel})",
        Medium.EMAIL: "Write to {contact} ({channel})",
        Medium.CHAT: "Chat at {contact} ({channel})",
    },
    option={
        Medium.PHONE: "call {contact} ({channel})",
        Medium.EMAIL: "write to {contact} ({channel})",
        Medium.CHAT: "chat at {contact} ({channel})",
    },
    later=(
        "No channel is open for {request_type} at this moment. "
        "From {moment} you can {option}{because}"
    ),
    preferred="It is the first open channel with the medium that you prefer",
    priority="It is the channel reserved for priority {priorities}",
    dedicated="It is the channel dedicated to {request_types}",
    fallback="{missing}; this channel takes every kind of request",
    general="This channel takes every kind of request",
    closed={
        False: "the {channels} is not attended at this moment",
        True: "the {channels} are not attended at this moment",
    },
    unavailable={
        False: "the {channels} is not available at this moment",
        True: "the {channels} are not available at this moment",
    },
    always="It is attended 24 hours a day, every day",
    until="It is attended until {moment}{special}",
    holds={
        False: "This advice holds until {moment}, when the {channels} opens{because}",
        True: "This advice holds until {moment}, when the {channels} open{because}",
    },
    holds_until="This advice holds until {moment}",
    opens={
        False: "The {channels} opens {moment}{because}",
        True: "The {channels} open {moment}{because}",
    },
    mailbox={
        False: (
            "In the meantime you can write to {addresses}; "
            "that mailbox is attended from then on"
        ),
        True: "In the meantime you can write to {addresses}, which are attended from then on",
    },
    also="You can also {options}",
    special=", by special hours ({names})",
    because=": {causes}",
    causes={
        CauseKind.HOLIDAY: "{day} is a holiday ({name})",
        CauseKind.SPECIAL_DAY: "{day} has special hours ({name})",
        CauseKind.CLOSURE: "{day} has a closure ({name})",
    },
    long_causes={
        CauseKind.HOLIDAY: "{span} is a holiday ({name})",
        CauseKind.SPECIAL_DAY: "{span} there are special hours ({name})",
        CauseKind.CLOSURE: "{span} there is a closure ({name})",
    },
    conjunction=" and ",
    disjunction=" or ",
    more="{count} more",
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
    date="{weekday} {day} {month} {year}",
    on="{date}",
    span="from {first} to {last}",
    moment="{date} {time}",
    relative_moment="{relative}, {date}, {time}",
    times={False: "at {clock} {half}", True: "at {clock} {half}"},
    halves=("a.m.", "noon", "p.m."),
    days=("today", "tomorrow"),
    request_types={
        RequestType.INCIDENT: "incidents",
        RequestType.SERVICE_REQUEST: "service requests",
        RequestType.TECHNICAL_SUPPORT: "technical support",
        RequestType.PETITION: "petitions",
        RequestType.COMPLAINT: "complaints",
        RequestType.CLAIM: "claims",
        RequestType.SUGGESTION: "suggestions",
        RequestType.APPEAL: "appeals",
    },
    priorities={
        Priority.CRITICAL: "1 (critical)",
        Priority.HIGH: "2 (high)",
        Priority.MEDIUM: "3 (medium)",
        Priority.LOW: "4 (low)",
        Priority.PLANNING: "5 (planning)",
    },
)  # fmt: skip

PHRASES: Mapping[Language, Phrases] = {"es": _SPANISH, "en": _ENGLISH}
"""The phrases by language."""
