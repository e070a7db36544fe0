"""Text of a directory: words in both languages, text of one form, and the name of its time zone."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, partial
from typing import (
    Annotated,
    ClassVar,
    Literal,
    NamedTuple,
    Self,
    TypeAlias,
    TypeVar,
    get_args,
)

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    Tag,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from ccb_support.clock.wall_clock import read_tzdata
from ccb_support.errors import require_language
from ccb_support.limits import LONGEST_LINE, LONGEST_WORD
from ccb_support.words import LANGUAGES, Language, find_language

from .records import (
    Record,
    WrittenAs,
    accept_any,
    add_keywords,
    bad_value,
    fields_of,
    required,
)

_INVISIBLE_BELOW_10000 = (
    # What Unicode lets a font ignore (Default_Ignorable_Code_Point) and Python calls printable.
    r"\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180D\u180F\u3164\uFE00-\uFE0F\uFFA0"
    # A symbol whose shape is blank.
    r"\u2800"
)
_INVISIBLE = (
    rf"[{_INVISIBLE_BELOW_10000}\U000E0100-\U000E01EF"
    # Letters and symbols whose shape is blank.
    r"\U00013441\U00013442\U00016FE4\U0001D159]"
)
"""Characters that people can't see, although `str.isprintable` accepts them."""

_UNPRINTABLE_BELOW_10000 = (
    r"\u0000-\u001F\u007F-\u00A0\u00AD\u0600-\u0605\u061C\u06DD\u070F\u0890\u0891\u08E2\u1680\u180E"
    r"\u2000-\u200F\u2028-\u202F\u205F-\u206F\u3000\uE000-\uF8FF\uFEFF\uFFF9-\uFFFB"
)
"""Controls, formats, private characters, and spaces other than the plain one.

Python does not print them. The other characters that it does not print may get a meaning in a later
version of Unicode.
"""

_PATTERN_OF_A_LINE = rf"^(?! )(?!.* $)[^{_INVISIBLE_BELOW_10000}{_UNPRINTABLE_BELOW_10000}]*$"
"""The form of a line, for a JSON Schema.

Languages differ in how a pattern writes a character above U+FFFF, so it has none.
"""


class Matching(NamedTuple):
    """Marks a `str` field that accepts only text of one form. Any other has the fault `code`.

    `most` is the greatest length, if the message of the fault names it.
    """

    pattern: str
    code: str
    most: int | None = None

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        check = required(partial(re.fullmatch, self.pattern), self.code, most=self.most)
        return core_schema.no_info_after_validator_function(check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return handler(schema) | {"pattern": f"^({self.pattern})$"}


def is_visible(text: str) -> bool:
    """Return whether people can see each character of `text`; a plain space counts as seen."""
    return text.isprintable() and not re.search(_INVISIBLE, text)


def _require_visible(text: str) -> str:
    # Words reach terminals and calendars, where a control character is a command.
    # And two names that look the same must be the same.
    if not is_visible(text):
        letter = next(each for each in text if not is_visible(each))
        name = unicodedata.name(letter, unicodedata.category(letter))
        raise bad_value("invisible_letter", letter=f"U+{ord(letter):04X} ({name})")
    if text != text.strip():
        raise bad_value("space_around")
    return text


_T = TypeVar("_T")

# The limit comes before the check: after it, pydantic would take a text for a list.
Visible: TypeAlias = Annotated[
    _T, AfterValidator(_require_visible), add_keywords({"pattern": _PATTERN_OF_A_LINE})
]
"""Text of this type that is safe to show anywhere."""

Line: TypeAlias = Visible[Annotated[str, Field(min_length=1, max_length=LONGEST_LINE)]]
"""One line of text that is safe to show anywhere."""


def as_line(text: str) -> str:
    """Return any words as one line of visible text, cut if it is too long.

    A hyphen begins what was an indented line, such as each fault of a directory.
    """
    # The faults of a file may take millions of letters, and each question about health has them.
    letters = (
        letter if letter.isprintable() else " "
        for letter in re.sub(_INVISIBLE, " ", text[: 2 * LONGEST_LINE].replace("\n  ", " - "))
    )
    return " ".join("".join(letters).split())[:LONGEST_LINE].rstrip()


# Pydantic runs the last of these validators first.
LanguageTag: TypeAlias = Annotated[
    Language,
    BeforeValidator(find_language),
    BeforeValidator(
        required(find_language, "unknown_language"),
        json_schema_input_type=Annotated[
            str,
            Field(pattern="^([eE][sS]|[eE][nN])([-_][A-Za-z0-9]{1,8})*$", max_length=LONGEST_WORD),
        ],
    ),
]
"""A language of the library, stated as a BCP 47 tag such as `es-CO`."""


class LocalizedText(Record, frozen=True):
    """The same words in Spanish and in English.

    Attributes:
        es: in Spanish.
        en: in English.
    """

    es: Line
    en: Line

    rules_of_keys: ClassVar[dict[str, object]] = {
        "required": [],
        "anyOf": [{"required": [language]} for language in LANGUAGES],
    }

    @model_validator(mode="wrap")
    @classmethod
    def _read_one_language(cls, value: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Read words that are stated as one text, or in one language: they are for both."""
        stated: Mapping[object, object] = (
            {"es": value} if isinstance(value, str) else fields_of(value)
        )
        languages = [each for each in LANGUAGES if each in stated]
        if len(languages) != 1:
            return handler(value)
        # Any line does for the other language until this one is known to be valid.
        read = handler({**dict.fromkeys(LANGUAGES, "-"), **stated})
        # A copy would be lost where Python makes the record: `LocalizedText(es="...")`.
        vars(read).update(dict.fromkeys(LANGUAGES, getattr(read, languages[0])))
        return read

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        table = super().__get_pydantic_json_schema__(schema, handler)
        # Words with more than their languages are never one text.
        if handler.mode == "serialization" or cls.rules_of_keys["required"]:
            return table
        return {
            "anyOf": [
                table,
                {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": LONGEST_LINE,
                    "pattern": _PATTERN_OF_A_LINE,
                },
            ]
        }

    def __str__(self) -> str:
        """Return the words in Spanish."""
        return self.es

    def in_language(self, language: str) -> str:
        """Return the words in the language that a BCP 47 tag names, such as `es` or `en-US`.

        Raises:
            UnknownLanguageError: the library does not speak that language.
        """
        return self.es if require_language(language) == "es" else self.en


Article: TypeAlias = Literal["la", "el", "las", "los"]

ARTICLES: tuple[Article, ...] = get_args(Article)


class ArticledName(LocalizedText, frozen=True):
    """A name that sentences say with its article: "la línea de PQRS", "the PQRS line".

    Attributes:
        es: in Spanish, without the article.
        en: in English, without the article.
        es_article: the article of the Spanish name. In English it is always "the".
    """

    es_article: Annotated[
        Article, BeforeValidator(required(lambda each: each in ARTICLES, "not_an_article"))
    ]

    rules_of_keys: ClassVar[dict[str, object]] = LocalizedText.rules_of_keys | {
        "required": ["es_article"]
    }


Name: TypeAlias = Annotated[
    # The longer one first: a client that tries one after the other would lose the article. Some
    # clients ignore keys that a record does not have, so to them a name is right for both.
    Annotated[ArticledName, Tag("articled")] | Annotated[LocalizedText, Tag("plain")],
    Discriminator(lambda name: "articled" if "es_article" in fields_of(name) else "plain"),
    WrittenAs("any"),
    Field(json_schema_extra=accept_any),
]
"""The name of a channel or of an escalation level, with or without its article."""


_ZONE_NAME = r"[A-Z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*"
"""The form of the name of a zone, for a JSON Schema."""


@cache
def zone_names() -> frozenset[str]:
    """Return the names that the time zone of a directory may have, from the list of the IANA data.

    Python would take the name of any file in its folder of zones, such as `localtime`.

    Raises:
        ZoneDataError: the package tzdata is missing.
    """
    return frozenset(read_tzdata("zones").split())


ZoneName: TypeAlias = Annotated[
    str,
    AfterValidator(required(lambda name: name in zone_names(), "unknown_zone")),
    add_keywords({"pattern": f"^{_ZONE_NAME}$", "maxLength": LONGEST_WORD}),
]
"""The IANA name of a time zone."""


@cache
def countries_of_zones() -> Mapping[str, str]:
    """Return the ISO code of the country of each zone that has one: `CO` for `America/Bogota`.

    Raises:
        ZoneDataError: the package tzdata is missing.
    """
    table = read_tzdata("zoneinfo/zone.tab")
    found: dict[str, str] = {}
    for line in table.splitlines():
        if not line.startswith("#"):
            country, _, zone_name, *_ = line.split("\t")
            found[zone_name] = country
    # Many people write the old name of a zone, such as `US/Eastern`.
    links = read_tzdata("zoneinfo/tzdata.zi")
    for line in links.splitlines():
        if line.startswith("L "):
            _, new, old = line.split()
            if new in found:
                found.setdefault(old, found[new])
    return found
