"""What is asked, how urgently, and by which medium; and how people write each of these.

The terms are ITIL's, and the five kinds of PQRS as Colombians use them. The tables of spellings are
closed: a word that they do not hold is refused, never guessed.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from ccb_support.errors import (
    UnknownMediumError,
    UnknownPriorityError,
    UnknownRequestTypeError,
)

from .text import folded
from .untrusted import letters_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_T = TypeVar("_T")


class RequestType(StrEnum):
    """The kind of a request."""

    INCIDENT = "incident"
    """Something that worked does not (incidente)."""
    SERVICE_REQUEST = "service_request"
    """Something new is asked for (requerimiento)."""
    TECHNICAL_SUPPORT = "technical_support"
    """Help with something that works (soporte técnico)."""
    PETITION = "petition"
    """A formal petition (petición): the P of PQRS."""
    COMPLAINT = "complaint"
    """Discontent with how someone was treated (queja): the Q of PQRS."""
    CLAIM = "claim"
    """Discontent with the service itself (reclamo): the R of PQRS."""
    SUGGESTION = "suggestion"
    """A proposal to improve the service (sugerencia): the S of PQRS."""
    APPEAL = "appeal"
    """A request to review a decision (apelación)."""


class Priority(IntEnum):
    """The priority of a request, by ITIL: the lower the number, the more urgent."""

    CRITICAL = 1
    HIGH = 2
    MEDIUM = 3
    LOW = 4
    PLANNING = 5


class Medium(StrEnum):
    """The means by which a contact is made."""

    PHONE = "phone"
    EMAIL = "email"
    CHAT = "chat"


REQUEST_TYPE_WORDS: Mapping[RequestType, tuple[str, ...]] = {
    RequestType.INCIDENT: (
        "incident", "incidents", "incidente", "incidentes", "incidencia", "incidencias",
    ),
    RequestType.SERVICE_REQUEST: (
        "service request", "service requests", "requerimiento", "requerimientos",
        "requerimiento de servicio", "requerimientos de servicio",
        "petición de servicio", "peticiones de servicio",
        "solicitud de servicio", "solicitudes de servicio",
    ),
    RequestType.TECHNICAL_SUPPORT: (
        "technical support", "tech support", "support", "soporte técnico", "soporte",
        "soportes técnicos", "asistencia técnica", "asistencias técnicas",
    ),
    RequestType.PETITION: (
        "petition", "petitions", "petición", "peticiones",
        "derecho de petición", "derechos de petición",
    ),
    RequestType.COMPLAINT: ("complaint", "complaints", "queja", "quejas"),
    RequestType.CLAIM: (
        "claim", "claims", "reclamo", "reclamos", "reclamación", "reclamaciones",
    ),
    RequestType.SUGGESTION: ("suggestion", "suggestions", "sugerencia", "sugerencias"),
    RequestType.APPEAL: (
        "appeal", "appeals", "apelación", "apelaciones",
        "recurso de apelación", "recursos de apelación",
    ),
}  # fmt: skip
"""How people write each request type."""

_PQRS = (
    RequestType.PETITION,
    RequestType.COMPLAINT,
    RequestType.CLAIM,
    RequestType.SUGGESTION,
    RequestType.APPEAL,
)

AMBIGUOUS_REQUEST_TYPES: Mapping[str, tuple[RequestType, ...]] = {
    "solicitud": (RequestType.SERVICE_REQUEST, RequestType.PETITION),
    "solicitudes": (RequestType.SERVICE_REQUEST, RequestType.PETITION),
    "request": (RequestType.SERVICE_REQUEST, RequestType.PETITION),
    "requests": (RequestType.SERVICE_REQUEST, RequestType.PETITION),
    "pqr": _PQRS,
    "pqrs": _PQRS,
    "pqrsf": _PQRS,
}
"""Words that could mean several request types, with the candidates."""

PRIORITY_WORDS: Mapping[Priority, tuple[str, ...]] = {
    Priority.CRITICAL: ("critical", "crítica", "crítico", "críticas", "críticos"),
    Priority.HIGH: ("high", "alta", "alto", "altas", "altos"),
    Priority.MEDIUM: ("medium", "media", "medio", "medias", "medios"),
    Priority.LOW: ("low", "baja", "bajo", "bajas", "bajos"),
    Priority.PLANNING: ("planning", "planeación", "planificación"),
}
"""The adjectives with which people write each priority."""

PRIORITY_FORMS: tuple[str, ...] = (
    "{number}", "p{number}", "p {number}", "prioridad {number}", "priority {number}",
    "{word}", "prioridad {word}", "priority {word}", "{word} priority",
    "{number} {word}", "p{number} {word}", "{number} ({word})", "p{number} ({word})",
    "prioridad {number} {word}", "priority {number} {word}",
    "prioridad {number} ({word})", "priority {number} ({word})",
    "{word} ({number})", "{word} (p{number})",
)  # fmt: skip
"""The forms in which number and adjective are put together."""

AMBIGUOUS_PRIORITIES: Mapping[str, tuple[Priority, ...]] = {
    "urgente": (Priority.CRITICAL, Priority.HIGH),
    "urgentes": (Priority.CRITICAL, Priority.HIGH),
    "urgent": (Priority.CRITICAL, Priority.HIGH),
}
"""Words that could mean several priorities, with the candidates."""

MEDIUM_WORDS: Mapping[Medium, tuple[str, ...]] = {
    Medium.PHONE: ("phone", "telephone", "teléfono", "telefónico", "telefónica"),
    Medium.EMAIL: ("email", "e-mail", "mail", "correo", "correo electrónico"),
    Medium.CHAT: ("chat", "online chat", "chat online", "chat en línea"),
}
"""How people write each medium."""


def priority_spellings(priority: Priority) -> Iterable[str]:
    """Return every spelling of `priority` that the table holds, as a person would write it."""
    return dict.fromkeys(
        form.format(number=priority.value, word=word)
        for form in PRIORITY_FORMS
        for word in PRIORITY_WORDS[priority]
    )


@cache
def _request_types() -> Mapping[str, RequestType]:
    return _by_spelling(REQUEST_TYPE_WORDS)


@cache
def _priorities() -> Mapping[str, Priority]:
    return _by_spelling({priority: priority_spellings(priority) for priority in Priority})


@cache
def _media() -> Mapping[str, Medium]:
    return _by_spelling(MEDIUM_WORDS)


def _by_spelling(table: Mapping[_T, Iterable[str]]) -> Mapping[str, _T]:
    return {folded(word): meaning for meaning, words in table.items() for word in words}


_VALUES = frozenset(RequestType)
_NUMBERS = frozenset(Priority)


def parse_request_type(value: object) -> RequestType:
    """Return the request type that `value` means.

    Raises:
        UnknownRequestTypeError: it means none, or several; `accepted` has the candidates.
    """
    letters = letters_of(value)
    if letters in _VALUES:
        return RequestType(letters)
    word = folded(letters)
    if found := _request_types().get(word):
        return found
    if candidates := AMBIGUOUS_REQUEST_TYPES.get(word):
        raise UnknownRequestTypeError(value, candidates, ambiguous=True)
    raise UnknownRequestTypeError(value, tuple(RequestType))


def parse_priority(value: object) -> Priority:
    """Return the priority that `value` means.

    Raises:
        UnknownPriorityError: it means none, or several; `accepted` has the candidates.
    """
    if isinstance(value, Priority):
        return value
    # A bool is an int to Python, and True would pass for priority 1.
    number = int.__index__(value) if isinstance(value, int) and not isinstance(value, bool) else 0
    if number in _NUMBERS:
        return Priority(number)
    word = folded(letters_of(value))
    if found := _priorities().get(word):
        return found
    if candidates := AMBIGUOUS_PRIORITIES.get(word):
        raise UnknownPriorityError(value, _labels(candidates), ambiguous=True)
    raise UnknownPriorityError(value, _labels(Priority))


def parse_medium(value: object) -> Medium:
    """Return the medium that `value` means.

    Raises:
        UnknownMediumError: it means none.
    """
    word = folded(letters_of(value))
    if found := _media().get(word):
        return found
    raise UnknownMediumError(value, tuple(Medium))


def _labels(priorities: Iterable[Priority]) -> tuple[str, ...]:
    return tuple(f"P{priority.value} ({priority.name.lower()})" for priority in priorities)
