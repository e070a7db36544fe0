"""Request types, priorities and media, and how people write each of them.

The names are ITIL's, and the five kinds of PQRS as Colombians use them. The tables of spellings are
closed: if a table does not contain a word, the word is an error, never a guess.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum, IntEnum, StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar, cast

from pydantic_core import core_schema

from ccb_support.errors import (
    UnknownMediumError,
    UnknownPriorityError,
    UnknownRequestTypeError,
    UnknownWordError,
    quoted,
    require_language,
)
from ccb_support.words.error_phrases import SWAPPED
from ccb_support.words.labels import MEDIUM_LABELS, PRIORITY_LABELS, REQUEST_TYPE_LABELS
from ccb_support.words.phrase import Phrase

from .fault_words import error_of
from .folding import folded
from .records import InFiles
from .validation import letters_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pydantic import GetCoreSchemaHandler
    from pydantic.json_schema import JsonSchemaValue


class _Spelled(Enum):
    """What the enums of this file have in common: a closed table of spellings, and labels."""

    @classmethod
    def parse(cls, text: object) -> Self:
        """Return the member that `text` means.

        Args:
            text: a member, its value, or a spelling of the published table.

        Raises:
            UnknownWordError: `text` means no member, or could mean several. `accepted` names them.
        """
        if isinstance(text, cls):
            return text
        found = find_member(cls, text)
        if found is None:
            raise _unknown_word(cls, text)
        return found

    def label(self, language: str | None = None) -> str:
        """Return the word to show to people.

        Args:
            language: a BCP 47 tag. Without it, the word is in Spanish.

        Raises:
            UnknownLanguageError: the library does not speak `language`.
        """
        label = _TABLES[type(self)].labels[self]
        return label.in_language("es" if language is None else require_language(language))

    @classmethod
    def _missing_(cls, value: object) -> Self:
        return cls.parse(value)

    @classmethod
    def _validate(cls, value: object) -> Self:
        try:
            return cls.parse(value)
        except UnknownWordError as error:
            words = Phrase(es=error.message("es"), en=str(error))
            # Type checkers do not know that a code is a literal.
            code = cast("Any", error.code)
            raise error_of(code, words, accepted=list(error.accepted)) from None

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        # A member is text, or a number, already: JSON needs no look at its value.
        written = core_schema.simple_ser_schema("int" if issubclass(cls, int) else "str")
        return core_schema.no_info_before_validator_function(
            cls._validate, handler(source), serialization=written
        )


def accept_spellings(kind: type[_Spelled]) -> InFiles:
    """Return the mark of a field of a file, whose JSON Schema accepts every spelling.

    Elsewhere the schema of these enums has their values alone: a program writes nothing else.
    """

    def change(_: JsonSchemaValue) -> JsonSchemaValue:
        from .descriptions import describe  # noqa: PLC0415 - only a schema needs it

        values = [each.value for each in kind]
        found: JsonSchemaValue = {
            "title": kind.__name__,
            "anyOf": [{"enum": values}, {"type": "string", "pattern": _pattern_of(kind)}],
        }
        describe(kind, found)
        return found

    return InFiles(change)


class RequestType(_Spelled, StrEnum):
    """The kind of a request."""

    INCIDENT = "incident"
    """Something that worked fails (incidente)."""
    SERVICE_REQUEST = "service_request"
    """A wish for something new (requerimiento)."""
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


class Priority(_Spelled, IntEnum):
    """The priority of a request, by ITIL: the lower the number, the more urgent."""

    CRITICAL = 1
    HIGH = 2
    MEDIUM = 3
    LOW = 4
    PLANNING = 5

    if TYPE_CHECKING:
        # Type checkers would accept numbers only.
        def __new__(cls, value: int | str) -> Self:
            """Return the member of a number or of a spelling."""
            ...


class Medium(_Spelled, StrEnum):
    """The means by which people reach a contact."""

    PHONE = "phone"
    WHATSAPP = "whatsapp"
    EMAIL = "email"
    CHAT = "chat"
    WEB_FORM = "web_form"


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
    **dict.fromkeys(
        ("solicitud", "solicitudes", "request", "requests"),
        (RequestType.SERVICE_REQUEST, RequestType.PETITION),
    ),
    **dict.fromkeys(("pqr", "pqrs", "pqrsf"), _PQRS),
}
"""Words that could mean several request types, with those request types."""

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
    "p{number}, {word}",
    "prioridad {number} {word}", "priority {number} {word}",
    "prioridad {number} ({word})", "priority {number} ({word})",
    "{word} ({number})", "{word} (p{number})",
)  # fmt: skip
"""The forms in which people combine number and adjective."""

AMBIGUOUS_PRIORITIES: Mapping[str, tuple[Priority, ...]] = dict.fromkeys(
    ("urgente", "urgentes", "urgent"), (Priority.CRITICAL, Priority.HIGH)
)
"""Words that could mean several priorities, with those priorities."""

MEDIUM_WORDS: Mapping[Medium, tuple[str, ...]] = {
    Medium.PHONE: (
        "phone", "phones", "telephone", "telephones", "teléfono", "teléfonos",
        "telefónico", "telefónica",
    ),
    Medium.WHATSAPP: (
        "whatsapp", "whats app", "whatsapp business", "whatsapp chat", "chat de whatsapp",
        "línea de whatsapp", "línea whatsapp", "wasap", "guasap", "wpp", "wsp",
    ),
    Medium.EMAIL: (
        "email", "emails", "e-mail", "e-mails", "mail", "mails",
        "correo", "correos", "correo electrónico", "correos electrónicos",
    ),
    Medium.CHAT: ("chat", "chats", "online chat", "chat online", "chat en línea"),
    Medium.WEB_FORM: (
        "web form", "web forms", "webform", "webforms", "form", "forms", "online form",
        "online forms", "contact form", "contact forms", "formulario", "formularios",
        "formulario web", "formularios web", "formulario en línea", "formularios en línea",
        "formulario electrónico", "formularios electrónicos",
        "formulario de contacto", "formularios de contacto",
    ),
}  # fmt: skip
"""How people write each medium."""

AMBIGUOUS_MEDIA: Mapping[str, tuple[Medium, ...]] = dict.fromkeys(
    ("web", "website", "pagina web", "sitio web", "portal web"), (Medium.CHAT, Medium.WEB_FORM)
)
"""Words that could mean several media, with those media."""


def priority_spellings(priority: Priority) -> Iterable[str]:
    """Return every spelling of `priority` in the table, as a person would write it."""
    return dict.fromkeys(
        form.format(number=priority.value, word=word)
        for form in PRIORITY_FORMS
        for word in PRIORITY_WORDS[priority]
    )


def usual_spellings(member: RequestType | Priority) -> tuple[str, ...]:
    """Return the spellings that people use most, letter by letter."""
    if isinstance(member, Priority):
        words = f"p{member}", f"{member}", *PRIORITY_WORDS[member]
    else:
        words = REQUEST_TYPE_WORDS[member]
    return *words, *map(str.capitalize, words)


_M = TypeVar("_M", bound=_Spelled)

_LONGEST_MISSPELLING = 40
"""How many characters a word may have for an error to look for a similar spelling."""

_FEW_LETTERS = 2
"""A misspelling is at most so many characters longer or shorter than the word that was meant."""

_SIMILAR = 0.8
"""How similar a spelling is to what was probably meant: from 0 to 1, as `difflib` counts."""


class _Table(NamedTuple):
    """The closed table of the spellings of one enum.

    `unknown` is the error of a word that the table does not settle, and `accepted` what the error
    writes for a member.
    """

    words: Callable[[Any], Iterable[str]]
    ambiguous: Mapping[str, tuple[_Spelled, ...]]
    labels: Mapping[Any, Phrase]
    unknown: type[UnknownWordError]
    accepted: Callable[[Enum], str] = str


def find_member(kind: type[_M], text: object) -> _M | None:
    """Return the member of `kind` that `text` means, or None if `text` means none or several.

    Use it instead of `parse` for many words: an error looks for similar spellings, which takes
    time.
    """
    if isinstance(text, str):
        return _by_value(kind).get(text) or _by_word(kind).get(folded(text))
    # A bool is an int to Python, and True would pass for priority 1.
    if isinstance(text, int) and not isinstance(text, bool):
        return _by_value(kind).get(text)
    return None


# A `cached_property` of Python 3.11 takes a lock, which a fork may leave locked for good.
@cache
def _by_value(kind: type[_M]) -> Mapping[object, _M]:
    """Return the members by value: a member is equal to its value."""
    return {member: member for member in kind}


@cache
def _by_word(kind: type[_M]) -> Mapping[str, _M]:
    words_of = _TABLES[kind].words
    return {folded(word): member for member in kind for word in words_of(member)}


@cache
def _spellings(kind: type[_Spelled]) -> Mapping[str, str]:
    words_of = _TABLES[kind].words
    return {folded(word): word for member in kind for word in words_of(member)}


def _unknown_word(
    kind: type[_Spelled], text: object, hint: Phrase | None = None
) -> UnknownWordError:
    """Return the error that says what to write instead of `text`."""
    table, word = _TABLES[kind], folded(letters_of(text))
    candidates = table.ambiguous.get(word)
    return table.unknown(
        text,
        tuple(map(table.accepted, candidates or kind)),
        ambiguous=candidates is not None,
        suggestion=None if candidates else _suggestion(kind, word),
        hint=hint,
    )


def _suggestion(kind: type[_Spelled], word: str) -> str | None:
    """Return the spelling that was probably meant by a word which is not in the table."""
    if len(word) > _LONGEST_MISSPELLING:
        return None
    from difflib import get_close_matches  # noqa: PLC0415 - most programs have no misspelling

    spellings = _spellings(kind)
    possible = [each for each in spellings if _may_be_meant(each, by=word)]
    close = get_close_matches(word, possible, n=1, cutoff=_SIMILAR)
    return spellings[close[0]] if close else None


def _may_be_meant(spelling: str, *, by: str) -> bool:
    # A digit says what a person means: "P6" is not nearly "P1".
    # A misspelling has all the words: "prioridad" is not nearly "prioridad low".
    return _digits(spelling) == _digits(by) and abs(len(spelling) - len(by)) <= _FEW_LETTERS


def _digits(word: str) -> str:
    return "".join(filter(str.isdigit, word))


def _as_accepted(priority: Enum) -> str:
    return f"P{priority.value} ({priority.name.lower()})"


_TABLES: Mapping[type[_Spelled], _Table] = {
    RequestType: _Table(
        REQUEST_TYPE_WORDS.__getitem__,
        AMBIGUOUS_REQUEST_TYPES,
        REQUEST_TYPE_LABELS,
        UnknownRequestTypeError,
    ),
    Priority: _Table(
        priority_spellings,
        AMBIGUOUS_PRIORITIES,
        PRIORITY_LABELS,
        UnknownPriorityError,
        _as_accepted,
    ),
    Medium: _Table(MEDIUM_WORDS.__getitem__, AMBIGUOUS_MEDIA, MEDIUM_LABELS, UnknownMediumError),
}


def _pattern_of(kind: type[_Spelled]) -> str:
    """Return a regular expression of the spellings of an enum, for a JSON Schema."""
    from .spelling_patterns import one_of, whole  # noqa: PLC0415 - only a schema needs it

    if kind is not Priority:
        return whole(one_of(_spellings(kind)))
    # Every form of every priority would take pages, so it is any three numbers and words.
    words = (word for each in Priority for word in PRIORITY_WORDS[each])
    part = rf"(?:(?:[pP][\s_-]*)?[1-5]|{one_of(['prioridad', 'priority', *words])})"
    return whole(rf"{part}(?:[,()\s_-]+{part}){{0,2}}\)?")


def parse_request(
    request_type: object, priority: object, when: object = None
) -> tuple[RequestType, Priority]:
    """Return the request type and the priority that a caller means.

    Args:
        request_type: a request type, or a spelling of one.
        priority: a priority, or a spelling of one.
        when: the third argument of the caller, if it has one. An error looks at it.

    Raises:
        UnknownRequestTypeError: `request_type` means no request type, or could mean several.
        UnknownPriorityError: `priority` means no priority, or could mean several.
    """
    known_type = find_member(RequestType, request_type)
    known_priority = find_member(Priority, priority)
    if known_type and known_priority:
        return known_type, known_priority
    hint = swap_hint(request_type, priority, when)
    if known_type is None:
        raise _unknown_word(RequestType, request_type, hint)
    raise _unknown_word(Priority, priority, hint)


def swap_hint(request_type: object, priority: object, when: object = None) -> Phrase | None:
    """Return how to write arguments that are in each other's place, or None if they are not.

    Args:
        request_type: what the caller passed as request type.
        priority: what the caller passed as priority.
        when: what the caller passed as `when`; leave it out if the call has no such argument.
    """
    given = [request_type, priority]
    # Other calls name their third argument differently, so only an instant in a wrong place counts.
    if any(isinstance(each, datetime) for each in given):
        given.append(when)
    parameters = _PARAMETERS[: len(given)]
    meant = {_parameter_of(each): each for each in given}
    if set(meant) != set(parameters) or tuple(meant) == parameters:
        return None
    call = ", ".join(f"{name}={_as_code(meant[name])}" for name in parameters)
    return SWAPPED.fill(call=call)


_PARAMETERS = ("request_type", "priority", "when")


def _parameter_of(value: object) -> str | None:
    if isinstance(value, datetime):
        return "when"
    if find_member(RequestType, value):
        return "request_type"
    return "priority" if find_member(Priority, value) else None


def _as_code(value: object) -> str:
    if isinstance(value, datetime):
        return "when"
    # The code of a member is its value, which has no name to import.
    return quoted(value.value if isinstance(value, RequestType | Priority) else value)
