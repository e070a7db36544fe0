"""The words for request types, priorities and media, and what each of them means.

A directory lists its request types and priorities. The usual ones, those of the shipped directory,
have enums, for typed code: the names are ITIL's, and the five kinds of PQRS as Colombians use them.
A vocabulary is closed: a word that it does not contain is an error, never a guess.
"""

import unicodedata
from collections.abc import Callable, Mapping
from enum import Enum, IntEnum, StrEnum
from numbers import Integral
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Generic,
    Self,
    TypeAlias,
    TypeVar,
    cast,
)

from pydantic import AfterValidator, Field, GetCoreSchemaHandler
from pydantic_core import core_schema

from ccb_support.bounded_cache import KeptProperty
from ccb_support.errors import (
    UnknownMediumError,
    UnknownPriorityError,
    UnknownRequestTypeError,
    UnknownWordError,
    require_language,
)
from ccb_support.limits import (
    LONGEST_ID,
    LONGEST_WORD,
    MOST_PRIORITIES,
    MOST_WORDS,
)
from ccb_support.words import Phrase
from ccb_support.words import answers as phrases

from .records import AtMost, Record, add_keywords, error_of, letters_of, required
from .text import LocalizedText, Matching, Visible

if TYPE_CHECKING:
    from .directory import Directory

_LENGTH_MARGIN = 2
"""By how many characters, at most, a misspelling is longer or shorter than what was meant."""

_FEW_LETTERS = 2
"""How many letters a word such as "de" has at most. In a phrase, it may be another one."""

_SIMILAR = 0.8
"""How similar a spelling is to what was probably meant: from 0 to 1, as `difflib` counts."""

_SLIP = 0.75
"""How similar a word of a phrase is to the one that was meant: `high` may be `hihg`."""


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
    bare = word.casefold()
    if not bare.isascii():
        bare = without_accents(bare)
    words = " ".join(bare.replace("_", " ").replace("-", " ").split())
    return f"-{words}" if words and bare.startswith("-") else words


def without_accents(text: str) -> str:
    """Return a text whose letters have no accents."""
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


# --- The usual vocabulary, for typed code.


class _Spelled(Enum):
    """What the enums of this file have in common: a vocabulary."""

    @classmethod
    def _vocabulary(cls) -> "Vocabulary[Any, Any]":
        return _VOCABULARIES[cls]()

    @classmethod
    def parse(cls, text: object) -> Self:
        """Return the member that `text` means.

        Args:
            text: a member, its value, or a spelling of the published table.

        Raises:
            UnknownWordError: `text` means no member, or could mean several. `accepted` names them.
        """
        return cast("Self", cls._vocabulary().parse(text))

    def label(self, language: str | None = None) -> str:
        """Return the word to show to people.

        Args:
            language: a BCP 47 tag. Without it, the word is in Spanish.

        Raises:
            UnknownLanguageError: the library does not speak `language`.
        """
        label: Phrase = self._vocabulary().by_id[self].label
        return label.in_language(require_language(language, usual="es"))

    @classmethod
    def _missing_(cls, value: object) -> Self:
        return cls.parse(value)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        # A member is text, or a number, already: JSON needs no look at its value.
        written = core_schema.simple_ser_schema("int" if issubclass(cls, int) else "str")
        return core_schema.no_info_before_validator_function(
            lambda value: cls._vocabulary().read(value), handler(source), serialization=written
        )


class RequestType(_Spelled, StrEnum):
    """The kind of a request, of the usual vocabulary."""

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


def usual_directory() -> "Directory":
    """Return the directory that has the usual vocabulary: the shipped one."""
    from .shipped_records import SHIPPED  # noqa: PLC0415 - its records are made of this module's

    return SHIPPED


_REQUEST_TYPES: Mapping[str, str] = {each.value: each for each in RequestType}
_PRIORITIES: Mapping[int, int] = {each.value: each for each in Priority}

CRITICAL = Priority.CRITICAL
"""The priority of critical requests. Every directory has it, under this name or another."""

ID_FORM = rf"[a-z][a-z0-9_]{{0,{LONGEST_ID - 1}}}"

RequestTypeId: TypeAlias = Annotated[
    str,
    Matching(ID_FORM, "not_an_id", most=LONGEST_ID),
    AfterValidator(lambda text: _REQUEST_TYPES.get(text, text)),
]
"""What programs call a request type. An id of the usual vocabulary is a member of `RequestType`."""

PriorityNumber: TypeAlias = Annotated[
    int,
    Field(ge=1, le=MOST_PRIORITIES, strict=True),
    AfterValidator(lambda number: _PRIORITIES.get(number, number)),
]
"""A priority: 1 is the most urgent. A number of the usual scale is a member of `Priority`."""


# --- The vocabulary of a directory.


Spellings: TypeAlias = Annotated[
    tuple[
        Annotated[
            Visible[Annotated[str, Field(min_length=1, max_length=LONGEST_WORD)]],
            AfterValidator(required(folded, "no_letters")),
            add_keywords({"allOf": [{"pattern": r"[^\s_-]"}]}),
        ],
        ...,
    ],
    AtMost(MOST_WORDS),
]


class Entry(Record, frozen=True):
    """One entry of a vocabulary, and how people write it.

    Attributes:
        id: what programs call it.
        name: what people call it. Its id and its name count among its spellings.
        spellings: other ways to write it.
        ambiguous: words that could mean it, or another entry that has them here too.
    """

    id: Any
    name: LocalizedText
    spellings: Spellings = ()
    ambiguous: Spellings = ()

    id_forms: ClassVar[tuple[str, ...]] = ("{number}",)
    """The forms in which people write an id; that of a priority is a number."""
    word_forms: ClassVar[tuple[str, ...]] = ("{word}",)
    """The forms in which people write a word, alone or with the id."""

    @property
    def own_words(self) -> tuple[str, ...]:
        """Its names and its spellings, as the directory writes them."""
        return (self.name.es, self.name.en, *self.spellings)

    @property
    def forms_of_id(self) -> tuple[str, ...]:
        """The forms in which people write its id."""
        return tuple(form.format(number=self.id) for form in self.id_forms)

    def forms_of(self, word: str) -> tuple[str, ...]:
        """Return the forms in which people write one of its words, first the word itself."""
        return tuple(form.format(number=self.id, word=word) for form in self.word_forms)

    @property
    def words(self) -> tuple[str, ...]:
        """Every spelling, as a person would write it."""
        # A name such as "-" has no letters, and would leave "prioridad -" as "prioridad".
        return (
            *self.forms_of_id,
            *(form for word in filter(folded, self.own_words) for form in self.forms_of(word)),
        )

    @property
    def label(self) -> Phrase:
        """What to show to people."""
        return Phrase.of(self.name.in_language)

    @property
    def accepted(self) -> Phrase:
        """What an error writes for it, which the vocabulary reads."""
        return Phrase(self.name.es, f"{self.id}")


class RequestTypeEntry(Entry, frozen=True):
    """A kind of request that people bring to a desk.

    Attributes:
        id: what programs call it.
        name: what people call it. Its id, its name and its plural count among its spellings.
        spellings: other ways to write it.
        ambiguous: words that could mean it, or another request type that has them here too.
        plural: what people call several of them; sentences use it.
    """

    id: RequestTypeId
    plural: LocalizedText | None = None

    @property
    def own_words(self) -> tuple[str, ...]:
        """Its names, its spellings and its plural, as the directory writes them."""
        plural = (self.plural.es, self.plural.en) if self.plural else ()
        return (*super().own_words, *plural)

    @property
    def several(self) -> Phrase:
        """What a sentence calls several of them."""
        return several_requests(self.name, self.plural)


def several_requests(name: LocalizedText, plural: LocalizedText | None) -> Phrase:
    """Return what a sentence calls several requests of a type."""
    if plural:
        return Phrase.of(plural.in_language)
    return phrases.REQUESTS_OF_TYPE.fill(name=Phrase.of(name.in_language))


class PriorityEntry(Entry, frozen=True):
    """A priority of a desk.

    Attributes:
        id: its number: 1 is the most urgent.
        name: what people call it. Its number, its name and its spellings combine in the published
            forms, such as `P1 (roja)` or `prioridad roja`.
        spellings: other ways to write its name.
        ambiguous: words that could mean it, or another priority that has them here too.
    """

    id: PriorityNumber

    id_forms: ClassVar[tuple[str, ...]] = (
        "{number}",
        "p{number}",
        "p {number}",
        "prioridad {number}",
        "priority {number}",
    )
    word_forms: ClassVar[tuple[str, ...]] = (
        "{word}", "prioridad {word}", "priority {word}", "{word} priority",
        "{number} {word}", "p{number} {word}", "{number} ({word})", "p{number} ({word})",
        "p{number}, {word}",
        "prioridad {number} {word}", "priority {number} {word}",
        "prioridad {number} ({word})", "priority {number} ({word})",
        "{word} ({number})", "{word} (p{number})",
    )  # fmt: skip

    @property
    def label(self) -> Phrase:
        """What to show to people, as in `P1, crítica`."""
        return Phrase.of(lambda language: f"P{self.id:d}, {self.name.in_language(language)}")

    @property
    def accepted(self) -> Phrase:
        """What an error writes for it, which the vocabulary reads."""
        return Phrase.of(lambda language: f"P{self.id:d} ({self.name.in_language(language)})")


_EntryT = TypeVar("_EntryT", bound=Entry)
_Id = TypeVar("_Id", bound=str | int)


class Vocabulary(tuple[_EntryT, ...], Generic[_EntryT, _Id]):  # noqa: SLOT001 - it keeps its words
    """A closed table of words: its entries, what each word means, and what to write instead.

    Attributes:
        kind: the kind of its entries.
        unknown: the error of a word that means no entry, or could mean several.
    """

    kind: ClassVar[type[Entry]]
    unknown: ClassVar[type[UnknownWordError]]

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        # A type checker takes no variable as a type.
        entries = handler.generate_schema(tuple.__class_getitem__((cls.kind, ...)))
        return core_schema.no_info_after_validator_function(cls, entries)

    @KeptProperty
    def by_id(self) -> Mapping[_Id, _EntryT]:
        """The entries by their ids."""
        return {each.id: each for each in self}

    @KeptProperty
    def _by_word(self) -> Mapping[str, tuple[_Id, str]]:
        """By folded spelling: what it means, and how people write it."""
        found: dict[str, tuple[_Id, str]] = {}
        for entry in self:
            for word in entry.words:
                found.setdefault(folded(word), (entry.id, word))
        return found

    @KeptProperty
    def ambiguous(self) -> Mapping[str, tuple[_Id, ...]]:
        """The words that could mean several entries, folded, with the ids of these."""
        found: dict[str, tuple[_Id, ...]] = {}
        for entry in self:
            for word in entry.ambiguous:
                found[folded(word)] = (*found.get(folded(word), ()), entry.id)
        return found

    def find(self, text: object) -> _Id | None:
        """Return the id that `text` means, or None if it means none or several.

        Unlike `parse`, it looks for no similar spellings, which takes time.
        """
        # True is an int to Python, and would pass for priority 1. NumPy's integers are not `int`.
        if isinstance(text, bool) or not isinstance(text, str | Integral):
            return None
        if entry := self.by_id.get(cast("_Id", text)):
            return cast("_Id", entry.id)
        found = self._by_word.get(folded(letters_of(text)))
        return found[0] if found else None

    def parse(self, text: object) -> _Id:
        """Return the id that `text` means.

        Raises:
            UnknownWordError: `text` means no entry, or could mean several. `accepted` names them.
        """
        found = self.find(text)
        if found is None:
            raise self.error(text)
        return found

    def read(self, text: object) -> _Id:
        """Return the id that `text` means, or raise what pydantic reports as a fault."""
        try:
            return self.parse(text)
        except UnknownWordError as error:
            words = Phrase.of(error.message)
            raise error_of(error.code, words, accepted=list(error.accepted)) from None

    def error(self, text: object, hint: Phrase | None = None) -> UnknownWordError:
        """Return the error that says what to write instead of `text`."""
        word = folded(letters_of(text))
        candidates = self.ambiguous.get(word)
        accepted = [self.by_id[each].accepted for each in candidates or self.by_id]
        return self.unknown(
            text,
            [each.en for each in accepted],
            spanish=[each.es for each in accepted],
            ambiguous=candidates is not None,
            suggestion=self._suggest(word),
            hint=hint,
        )

    def _suggest(self, word: str) -> str | None:
        """Return the spelling that was probably meant by a word which is not in the table."""
        from difflib import get_close_matches  # noqa: PLC0415 - most programs have no misspelling

        # A misspelling has all the words: "prioridad" is not nearly "prioridad low". A digit says
        # what a person means: "P6" is not nearly "P1".
        possible = [
            each
            for each in self._by_word
            if abs(len(each) - len(word)) <= _LENGTH_MARGIN and _digits(each) == _digits(word)
        ]
        for close in get_close_matches(word, possible, n=len(self._by_word), cutoff=_SIMILAR):
            written, meant = word.split(), close.split()
            # Each word of a phrase counts: "prioridad uno" is not nearly "prioridad low".
            missing = [
                each
                for each in meant
                if len(each) > _FEW_LETTERS and not get_close_matches(each, written, cutoff=_SLIP)
            ]
            if len(written) != len(meant) or not missing:
                return self._by_word[close][1]
        return None


def _digits(word: str) -> str:
    return "".join(filter(str.isdigit, word))


class RequestTypes(Vocabulary[RequestTypeEntry, str]):
    """The request types of a directory: a tuple of entries that also reads their words."""

    kind: ClassVar[type[Entry]] = RequestTypeEntry
    unknown: ClassVar[type[UnknownWordError]] = UnknownRequestTypeError


class Priorities(Vocabulary[PriorityEntry, int]):
    """The priorities of a directory: a tuple of entries that also reads their words."""

    kind: ClassVar[type[Entry]] = PriorityEntry
    unknown: ClassVar[type[UnknownWordError]] = UnknownPriorityError


class Media(Vocabulary[Entry, Medium]):
    """The media."""

    unknown: ClassVar[type[UnknownWordError]] = UnknownMediumError


# --- Media are the same for every directory.


def _medium(
    medium: Medium, es: str, en: str, *spellings: str, ambiguous: tuple[str, ...] = ()
) -> Entry:
    return Entry.model_construct(
        id=medium,
        name=LocalizedText.model_construct(es=es, en=en),
        spellings=spellings,
        ambiguous=ambiguous,
    )


_WEB = "web", "website", "página web", "sitio web", "portal web"

MEDIA = Media(
    (
        _medium(
            Medium.PHONE, "teléfono", "phone",
            "phones", "telephone", "telephones", "teléfonos", "telefónico", "telefónica",
        ),
        _medium(
            Medium.WHATSAPP, "WhatsApp", "WhatsApp",
            "whats app", "whatsapp business", "whatsapp chat", "chat de whatsapp",
            "línea de whatsapp", "línea whatsapp", "wasap", "guasap", "wpp", "wsp",
        ),
        _medium(
            Medium.EMAIL, "correo electrónico", "email",
            "emails", "e-mail", "e-mails", "mail", "mails", "correo", "correos",
            "correos electrónicos",
        ),
        _medium(
            Medium.CHAT, "chat", "chat",
            "chats", "online chat", "chat online", "chat en línea",
            ambiguous=_WEB,
        ),
        _medium(
            Medium.WEB_FORM, "formulario web", "web form",
            "web forms", "webform", "webforms", "form", "forms", "online form", "online forms",
            "contact form", "contact forms", "formulario", "formularios", "formularios web",
            "formulario en línea", "formularios en línea", "formulario electrónico",
            "formularios electrónicos", "formulario de contacto", "formularios de contacto",
            ambiguous=_WEB,
        ),
    )
)  # fmt: skip
"""How people write each medium."""

_VOCABULARIES: Mapping[type[Enum], Callable[[], Vocabulary[Any, Any]]] = {
    RequestType: lambda: usual_directory().request_types,
    Priority: lambda: usual_directory().priorities,
    Medium: lambda: MEDIA,
}
"""What says how people write the members of each enum."""
