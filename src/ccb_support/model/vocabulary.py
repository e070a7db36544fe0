"""Request types, priorities and media, and how people write each of them.

The names are ITIL's, and the five kinds of PQRS as Colombians use them. A vocabulary is closed: a
word that it does not contain is an error, never a guess.
"""

from __future__ import annotations

import unicodedata
from datetime import datetime
from enum import Enum, IntEnum, StrEnum
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, Self, TypeVar, cast

from pydantic_core import core_schema

from ccb_support.errors import (
    UnknownMediumError,
    UnknownPriorityError,
    UnknownRequestTypeError,
    UnknownWordError,
    quoted,
    require_language,
)
from ccb_support.limits import LONGEST_WORD
from ccb_support.words import Phrase
from ccb_support.words.errors import SWAPPED

from .records import InFiles, error_of, letters_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import GetCoreSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

_LONGEST_MISSPELLING = 40
"""How many characters a word may have for an error to look for a similar spelling."""

_FEW_LETTERS = 2
"""A misspelling is at most so many characters longer or shorter than the word that was meant."""

_SIMILAR = 0.8
"""How similar a spelling is to what was probably meant: from 0 to 1, as `difflib` counts."""

_Id = TypeVar("_Id", bound=str | int)


def folded(text: str) -> str:
    """Return `text` in the form in which the library compares spellings.

    Case and accents make no difference, and space, `_` and `-` are alike. A `-` in front is a
    sign and stays: "-1" is not "1". A text that is longer than a word comes back as it is, without
    the spaces around it: no vocabulary has such a word.
    """
    word = text.strip()
    # Unicode takes quadratic time to sort the accents of one letter.
    if len(word) > LONGEST_WORD:
        return word
    letters = unicodedata.normalize("NFD", word.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    sign = "-" if bare.startswith("-") else ""
    return sign + " ".join(bare.replace("_", " ").replace("-", " ").split())


class Entry(NamedTuple, Generic[_Id]):
    """What one word of a vocabulary is, and how people write it.

    Attributes:
        id: what programs call it.
        name: what people call it. Its id and its name count among its spellings.
        spellings: other ways to write it.
        ambiguous: words that could mean it, or another entry that has them here too.
    """

    id: _Id
    name: Phrase
    spellings: tuple[str, ...]
    ambiguous: tuple[str, ...] = ()


class Vocabulary(Generic[_Id]):
    """A closed table of words: what each of them means, and what to write instead of any other.

    Args:
        entries: the entries, in their order. No spelling means two of them.
        unknown: the error of a word that means no entry, or could mean several.
    """

    def __init__(self, entries: Iterable[Entry[_Id]], unknown: type[UnknownWordError]) -> None:
        self.entries: Mapping[_Id, Entry[_Id]] = {each.id: each for each in entries}
        self._unknown = unknown
        # Filled on first use: by folded spelling, what it means and how people write it.
        self._spellings: Mapping[str, tuple[_Id, str]] = {}

    def find(self, text: object) -> _Id | None:
        """Return the id that `text` means, or None if it means none or several.

        Unlike `error`, it looks for no similar spellings, which takes time.
        """
        # A bool is an int to Python, and True would pass for priority 1.
        if not isinstance(text, str | int) or isinstance(text, bool):
            return None
        if entry := self.entries.get(cast("_Id", text)):
            return entry.id
        found = self._known().get(folded(text)) if isinstance(text, str) else None
        return found[0] if found else None

    def words(self, entry_id: _Id) -> tuple[str, ...]:
        """Return every spelling of an entry, as a person would write it."""
        entry = self.entries[entry_id]
        return *entry.spellings, *entry.name, f"{entry_id}"

    def label(self, entry_id: _Id) -> Phrase:
        """Return what to show to people of an entry."""
        return self.entries[entry_id].name

    @property
    def ambiguous(self) -> Mapping[str, tuple[_Id, ...]]:
        """The words that could mean several entries, with the ids of these."""
        found: dict[str, tuple[_Id, ...]] = {}
        for entry in self.entries.values():
            for word in entry.ambiguous:
                found[folded(word)] = (*found.get(folded(word), ()), entry.id)
        return found

    def error(self, text: object, hint: Phrase | None = None) -> UnknownWordError:
        """Return the error that says what to write instead of `text`."""
        word = folded(letters_of(text))
        candidates = self.ambiguous.get(word)
        accepted = [self._accepted(self.entries[each]) for each in candidates or self.entries]
        return self._unknown(
            text,
            [each.en for each in accepted],
            spanish=[each.es for each in accepted],
            ambiguous=candidates is not None,
            suggestion=None if candidates else self._suggest(word),
            hint=hint,
        )

    def pattern(self) -> str:
        """Return a regular expression of the spellings, for a JSON Schema."""
        from .file_schema import one_of, whole  # noqa: PLC0415 - only a schema needs it

        return whole(one_of(self._known()))

    def _accepted(self, entry: Entry[_Id]) -> Phrase:
        """Return what an error writes for an entry, which the vocabulary reads."""
        return Phrase(entry.name.es, f"{entry.id}")

    def _known(self) -> Mapping[str, tuple[_Id, str]]:
        if not self._spellings:
            found: dict[str, tuple[_Id, str]] = {}
            for entry_id in self.entries:
                for word in self.words(entry_id):
                    found.setdefault(folded(word), (entry_id, word))
            self._spellings = found
        return self._spellings

    def _suggest(self, word: str) -> str | None:
        """Return the spelling that was probably meant by a word which is not in the table."""
        if len(word) > _LONGEST_MISSPELLING:
            return None
        from difflib import get_close_matches  # noqa: PLC0415 - most programs have no misspelling

        known = self._known()
        possible = [each for each in known if _may_be_meant(each, by=word)]
        close = get_close_matches(word, possible, n=1, cutoff=_SIMILAR)
        return known[close[0]][1] if close else None


def _may_be_meant(spelling: str, *, by: str) -> bool:
    # A digit says what a person means: "P6" is not nearly "P1".
    # A misspelling has all the words: "prioridad" is not nearly "prioridad low".
    return _digits(spelling) == _digits(by) and abs(len(spelling) - len(by)) <= _FEW_LETTERS


def _digits(word: str) -> str:
    return "".join(filter(str.isdigit, word))


PRIORITY_FORMS: tuple[str, ...] = (
    "{number}", "p{number}", "p {number}", "prioridad {number}", "priority {number}",
    "{word}", "prioridad {word}", "priority {word}", "{word} priority",
    "{number} {word}", "p{number} {word}", "{number} ({word})", "p{number} ({word})",
    "p{number}, {word}",
    "prioridad {number} {word}", "priority {number} {word}",
    "prioridad {number} ({word})", "priority {number} ({word})",
    "{word} ({number})", "{word} (p{number})",
)  # fmt: skip
"""The forms in which people combine the number and the adjective of a priority."""


class _PriorityVocabulary(Vocabulary[_Id]):
    """A vocabulary of numbers with adjectives, which people combine."""

    def words(self, entry_id: _Id) -> tuple[str, ...]:
        entry = self.entries[entry_id]
        adjectives = *entry.spellings, *entry.name
        combined = (
            form.format(number=entry_id, word=each)
            for form in PRIORITY_FORMS
            for each in adjectives
        )
        return tuple(dict.fromkeys(combined))

    def label(self, entry_id: _Id) -> Phrase:
        return Phrase(*(f"P{entry_id}, {name}" for name in self.entries[entry_id].name))

    def pattern(self) -> str:
        from .file_schema import one_of, whole  # noqa: PLC0415 - only a schema needs it

        # Every form of every priority would take pages, so it is any three numbers and words.
        words = (word for each in self.entries.values() for word in each.spellings)
        part = (
            rf"(?:(?:[pP][\s_-]*)?[1-5]|{one_of(map(folded, ['prioridad', 'priority', *words]))})"
        )
        return whole(rf"{part}(?:[,()\s_-]+{part}){{0,2}}\)?")

    def _accepted(self, entry: Entry[_Id]) -> Phrase:
        return Phrase(*(f"P{entry.id} ({name})" for name in entry.name))


class _Spelled(Enum):
    """What the enums of this file have in common: a vocabulary."""

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
            raise _VOCABULARIES[cls].error(text)
        return found

    def label(self, language: str | None = None) -> str:
        """Return the word to show to people.

        Args:
            language: a BCP 47 tag. Without it, the word is in Spanish.

        Raises:
            UnknownLanguageError: the library does not speak `language`.
        """
        label = _VOCABULARIES[type(self)].label(self)
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
        from .file_schema import describe  # noqa: PLC0415 - only a schema needs it

        values = [each.value for each in kind]
        found: JsonSchemaValue = {
            "title": kind.__name__,
            "anyOf": [
                {"enum": values},
                {"type": "string", "pattern": _VOCABULARIES[kind].pattern()},
            ],
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


_WISHES = "solicitud", "solicitudes", "request", "requests"
_PQRS = "pqr", "pqrs", "pqrsf"

REQUEST_TYPES: Final = Vocabulary(
    [
        Entry(
            RequestType.INCIDENT, Phrase(es="incidente", en="incident"),
            ("incident", "incidents", "incidente", "incidentes", "incidencia", "incidencias"),
        ),
        Entry(
            RequestType.SERVICE_REQUEST, Phrase(es="requerimiento", en="service request"),
            (
                "service request", "service requests", "requerimiento", "requerimientos",
                "requerimiento de servicio", "requerimientos de servicio", "petición de servicio",
                "peticiones de servicio", "solicitud de servicio", "solicitudes de servicio",
            ),
            ambiguous=_WISHES,
        ),
        Entry(
            RequestType.TECHNICAL_SUPPORT, Phrase(es="soporte técnico", en="technical support"),
            (
                "technical support", "tech support", "support", "soporte técnico", "soporte",
                "soportes técnicos", "asistencia técnica", "asistencias técnicas",
            ),
        ),
        Entry(
            RequestType.PETITION, Phrase(es="petición", en="petition"),
            (
                "petition", "petitions", "petición", "peticiones", "derecho de petición",
                "derechos de petición",
            ),
            ambiguous=(*_WISHES, *_PQRS),
        ),
        Entry(
            RequestType.COMPLAINT, Phrase(es="queja", en="complaint"),
            ("complaint", "complaints", "queja", "quejas"),
            ambiguous=_PQRS,
        ),
        Entry(
            RequestType.CLAIM, Phrase(es="reclamo", en="claim"),
            ("claim", "claims", "reclamo", "reclamos", "reclamación", "reclamaciones"),
            ambiguous=_PQRS,
        ),
        Entry(
            RequestType.SUGGESTION, Phrase(es="sugerencia", en="suggestion"),
            ("suggestion", "suggestions", "sugerencia", "sugerencias"),
            ambiguous=_PQRS,
        ),
        Entry(
            RequestType.APPEAL, Phrase(es="apelación", en="appeal"),
            (
                "appeal", "appeals", "apelación", "apelaciones", "recurso de apelación",
                "recursos de apelación",
            ),
            ambiguous=_PQRS,
        ),
    ],
    UnknownRequestTypeError,
)  # fmt: skip
"""How people write each request type."""

_URGENT = "urgente", "urgentes", "urgent"

PRIORITIES: Final = _PriorityVocabulary(
    [
        Entry(
            Priority.CRITICAL, Phrase(es="crítica", en="critical"),
            ("critical", "crítica", "crítico", "críticas", "críticos"),
            ambiguous=_URGENT,
        ),
        Entry(
            Priority.HIGH, Phrase(es="alta", en="high"),
            ("high", "alta", "alto", "altas", "altos"),
            ambiguous=_URGENT,
        ),
        Entry(
            Priority.MEDIUM, Phrase(es="media", en="medium"),
            ("medium", "media", "medio", "medias", "medios"),
        ),
        Entry(
            Priority.LOW, Phrase(es="baja", en="low"),
            ("low", "baja", "bajo", "bajas", "bajos"),
        ),
        Entry(
            Priority.PLANNING, Phrase(es="planeación", en="planning"),
            ("planning", "planeación", "planificación"),
        ),
    ],
    UnknownPriorityError,
)  # fmt: skip
"""How people write each priority: its adjectives, and in which forms they combine."""

_WEB = "web", "website", "página web", "sitio web", "portal web"

MEDIA: Final = Vocabulary(
    [
        Entry(
            Medium.PHONE, Phrase(es="teléfono", en="phone"),
            (
                "phone", "phones", "telephone", "telephones", "teléfono", "teléfonos",
                "telefónico", "telefónica",
            ),
        ),
        Entry(
            Medium.WHATSAPP, Phrase(es="WhatsApp", en="WhatsApp"),
            (
                "whatsapp", "whats app", "whatsapp business", "whatsapp chat", "chat de whatsapp",
                "línea de whatsapp", "línea whatsapp", "wasap", "guasap", "wpp", "wsp",
            ),
        ),
        Entry(
            Medium.EMAIL, Phrase(es="correo electrónico", en="email"),
            (
                "email", "emails", "e-mail", "e-mails", "mail", "mails", "correo", "correos",
                "correo electrónico", "correos electrónicos",
            ),
        ),
        Entry(
            Medium.CHAT, Phrase(es="chat", en="chat"),
            ("chat", "chats", "online chat", "chat online", "chat en línea"),
            ambiguous=_WEB,
        ),
        Entry(
            Medium.WEB_FORM, Phrase(es="formulario web", en="web form"),
            (
                "web form", "web forms", "webform", "webforms", "form", "forms", "online form",
                "online forms", "contact form", "contact forms", "formulario", "formularios",
                "formulario web", "formularios web", "formulario en línea", "formularios en línea",
                "formulario electrónico", "formularios electrónicos", "formulario de contacto",
                "formularios de contacto",
            ),
            ambiguous=_WEB,
        ),
    ],
    UnknownMediumError,
)  # fmt: skip
"""How people write each medium."""

_VOCABULARIES: Mapping[type[_Spelled], Vocabulary[Any]] = {
    RequestType: REQUEST_TYPES,
    Priority: PRIORITIES,
    Medium: MEDIA,
}

_M = TypeVar("_M", bound=_Spelled)


def find_member(kind: type[_M], text: object) -> _M | None:
    """Return the member of `kind` that `text` means, or None if `text` means none or several."""
    return cast("_M | None", _VOCABULARIES[kind].find(text))


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
    known_type, known_priority = REQUEST_TYPES.find(request_type), PRIORITIES.find(priority)
    if known_type and known_priority:
        return known_type, known_priority
    hint = swap_hint(request_type, priority, when)
    if known_type is None:
        raise REQUEST_TYPES.error(request_type, hint)
    raise PRIORITIES.error(priority, hint)


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
    if REQUEST_TYPES.find(value):
        return "request_type"
    return "priority" if PRIORITIES.find(value) else None


def _as_code(value: object) -> str:
    if isinstance(value, datetime):
        return "when"
    # The code of a member is its value, which has no name to import.
    return quoted(value.value if isinstance(value, RequestType | Priority) else value)
