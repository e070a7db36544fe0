"""How to reach someone: by telephone, WhatsApp or e-mail, in a chat, or by a web form."""

from abc import abstractmethod
from typing import Annotated, ClassVar, Literal, TypeAlias
from urllib.parse import quote

from pydantic import Field

from ccb_support.errors import require_language
from ccb_support.limits import LONGEST_ADDRESS, LONGEST_URL, MOST_EXTENSIONS
from ccb_support.words import Language
from ccb_support.words import answers as phrases

from .records import (
    AtMost,
    Record,
    WrittenAs,
    add_keywords,
    find_every_fault,
)
from .text import Line, Matching
from .vocabulary import Medium

COLOMBIA_CODE = "+57"
"""The `phone_context` of a short code that names none."""


PrintedNumber: TypeAlias = Annotated[
    Line,
    Matching(
        r"(?! )(?!.* $)[ +()./*#\u2010\u2011\u2013-]*[0-9][0-9 +()./*#\u2010\u2011\u2013-]*",
        "not_a_printed_number",
    ),
]
"""A number as a source prints it."""

E164: TypeAlias = Annotated[str, Matching(r"\+[1-9][0-9]{6,14}", "not_international")]
ShortCode: TypeAlias = Annotated[str, Matching(r"(?=[*#]*[0-9])[0-9*#]{2,10}", "not_a_short_code")]
PhoneContext: TypeAlias = Annotated[str, Matching(r"\+[1-9][0-9]{0,14}", "not_a_country_code")]
Extension: TypeAlias = Annotated[str, Matching(r"[0-9]{1,10}", "not_an_extension")]
MenuOption: TypeAlias = Annotated[str, Matching(r"[0-9*#]{1,4}", "not_a_menu_option")]
Address: TypeAlias = Annotated[
    str,
    Field(max_length=LONGEST_ADDRESS),
    Matching(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", "not_a_mailbox"),
]
Url: TypeAlias = Annotated[
    str,
    Field(max_length=LONGEST_URL),
    Matching(
        r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?#][A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*)?",
        "not_a_url",
    ),
]


class _Contact(Record, frozen=True):
    """A way to reach someone."""

    @property
    def number(self) -> str | None:
        """The whole number to dial, in Spanish, or `None` if the contact is not a telephone."""
        return self.number_in("es")

    def number_in(self, language: Language) -> str | None:
        """Return the whole number to dial, or `None` if the contact is not a telephone."""
        # Only `Phone` has one.

    @property
    @abstractmethod
    def uris(self) -> tuple[str, ...]:
        """The URIs that reach the contact, in the order in which to try them."""

    @property
    def uri(self) -> str:
        """The first of `uris`."""
        return self.uris[0]

    def display(self, language: str | None = None) -> str:
        """Return what to show of the contact.

        Args:
            language: a BCP 47 tag. Without it, the words are in Spanish.

        Raises:
            UnknownLanguageError: the library does not speak `language`.
        """
        return self.shown_in(require_language(language, usual="es"))

    def shown_in(self, language: Language) -> str:  # noqa: ARG002 - a telephone needs it
        """Return what to show of the contact in one of the library's languages."""
        return self.uri

    def __str__(self) -> str:
        return self.display()


_ABSENT = {"type": "null"}
_PRESENT = {"not": _ABSENT}
_ONE_NUMBER: dict[str, object] = {
    "anyOf": [
        {
            "required": ["e164"],
            "properties": {"e164": _PRESENT, "short_code": _ABSENT, "phone_context": _ABSENT},
        },
        {"required": ["short_code"], "properties": {"short_code": _PRESENT, "e164": _ABSENT}},
    ]
}
"""What the checks of a telephone require, as JSON Schema."""


class Phone(_Contact, frozen=True):
    """A telephone number. It has either an `e164` or a `short_code`.

    Attributes:
        medium: always `Medium.PHONE`.
        printed: the number as the source prints it, for people.
        e164: the number in international form, for machines: `+` and up to fifteen digits.
        short_code: a short number, which works only within a country: `195` or `#383`.
        phone_context: the country code of a short code: `+57`. Without it, the short code is
            Colombia's.
        extensions: the extensions behind the number, in the order in which to try them.
        menu_option: what to press in the voice menu. The URIs do not contain it.
    """

    medium: Annotated[Literal[Medium.PHONE], WrittenAs("str")] = Medium.PHONE
    printed: PrintedNumber
    e164: E164 | None = None
    short_code: ShortCode | None = None
    phone_context: PhoneContext | None = None
    extensions: Annotated[tuple[Extension, ...], AtMost(MOST_EXTENSIONS)] = ()
    menu_option: MenuOption | None = None

    rules_of_keys: ClassVar[dict[str, object]] = _ONE_NUMBER

    _check = find_every_fault

    @property
    def number(self) -> str:
        """What a person dials and presses, in Spanish: the number, extensions, menu option."""
        return self.number_in("es")

    def number_in(self, language: Language) -> str:
        """Return what a person dials and presses."""
        return self.shown_in(language)

    @property
    def dialled(self) -> str:
        """The number that machines dial: its `e164`, or its `short_code`."""
        return self.e164 or self.short_code or ""  # it has one of them

    @property
    def uris(self) -> tuple[str, ...]:
        """The RFC 3966 `tel:` URIs: one for each extension, or one without an extension.

        A short code has the local form, with the `phone-context` in which it works.
        """
        number, context = self.e164, ""
        if self.short_code:
            number = quote(self.short_code, safe="*")
            context = f";phone-context={self.phone_context or COLOMBIA_CODE}"
        extensions = [f";ext={extension}" for extension in self.extensions] or [""]
        return tuple(f"tel:{number}{extension}{context}" for extension in extensions)

    def shown_in(self, language: Language) -> str:
        """Return the number with its extensions and its menu option."""
        parts = [self.printed]
        if self.extensions:
            word = phrases.EXTENSION[len(self.extensions) > 1]
            parts += [word.in_language(language), ", ".join(self.extensions)]
        if self.menu_option:
            parts += [phrases.MENU_OPTION.in_language(language), self.menu_option]
        return " ".join(parts)


class WhatsApp(_Contact, frozen=True):
    """A number on WhatsApp, to write to. It is not a telephone, so it has no `number`.

    Attributes:
        medium: always `Medium.WHATSAPP`.
        printed: the number as the source prints it, for people.
        e164: the number in international form, for machines: `+` and up to fifteen digits.
    """

    medium: Annotated[Literal[Medium.WHATSAPP], WrittenAs("str")] = Medium.WHATSAPP
    printed: PrintedNumber
    e164: E164

    @property
    def dialled(self) -> str:
        """The number that machines dial: its `e164`."""
        return self.e164

    @property
    def uris(self) -> tuple[str, ...]:
        """The `https://wa.me/` address of the number."""
        return (f"https://wa.me/{self.e164.removeprefix('+')}",)

    def shown_in(self, language: Language) -> str:  # noqa: ARG002 - the same in every language
        """Return the number as printed."""
        return self.printed


class Email(_Contact, frozen=True):
    """A mailbox.

    Attributes:
        medium: always `Medium.EMAIL`.
        address: the address, as printed.
    """

    medium: Annotated[Literal[Medium.EMAIL], WrittenAs("str")] = Medium.EMAIL
    address: Address

    @property
    def uris(self) -> tuple[str, ...]:
        """The RFC 6068 `mailto:` URI."""
        return (f"mailto:{quote(self.address, safe='@+')}",)

    def shown_in(self, language: Language) -> str:  # noqa: ARG002 - the same in every language
        """Return the address."""
        return self.address


class Chat(_Contact, frozen=True):
    """A page with a chat.

    Attributes:
        medium: always `Medium.CHAT`.
        url: the address of the page, exactly as printed; `http` or `https`.
    """

    medium: Annotated[Literal[Medium.CHAT], WrittenAs("str")] = Medium.CHAT
    url: Url

    @property
    def uris(self) -> tuple[str, ...]:
        """The address itself."""
        return (self.url,)


class WebForm(_Contact, frozen=True):
    """A page with a form to fill in.

    Attributes:
        medium: always `Medium.WEB_FORM`.
        url: the address of the page, exactly as printed; `http` or `https`.
    """

    medium: Annotated[Literal[Medium.WEB_FORM], WrittenAs("str")] = Medium.WEB_FORM
    url: Url

    @property
    def uris(self) -> tuple[str, ...]:
        """The address itself."""
        return (self.url,)


Contact: TypeAlias = Annotated[
    Phone | WhatsApp | Email | Chat | WebForm,
    Field(discriminator="medium"),
    WrittenAs("any"),
    add_keywords({"required": ["medium"]}),
]
"""Any way to reach someone."""
