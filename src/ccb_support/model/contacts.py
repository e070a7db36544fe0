"""How to reach someone: by telephone, by e-mail, or on the web."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias
from urllib.parse import quote

from pydantic import Field

from ccb_support.errors import require_language
from ccb_support.limits import LONGEST_ADDRESS, LONGEST_URL, MOST_EXTENSIONS
from ccb_support.words.labels import EXTENSION, MENU_OPTION

from .records import AtMost, Record, WrittenAs
from .requests import Medium
from .text import Line, Matching

if TYPE_CHECKING:
    from ccb_support.words.languages import Language

E164: TypeAlias = Annotated[
    str, Matching(r"\+[1-9][0-9]{6,14}", "a number in international form, such as +576017457495")
]
Extension: TypeAlias = Annotated[
    str, Matching(r"[0-9]{1,10}", "the digits of one extension, such as 1104")
]
MenuOption: TypeAlias = Annotated[
    str, Matching(r"[0-9*#]{1,4}", "the keys to press in the voice menu, such as 3")
]
Address: TypeAlias = Annotated[
    str,
    Field(max_length=LONGEST_ADDRESS),
    Matching(
        r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+",
        "an e-mail address, such as name@example.org",
    ),
]
Url: TypeAlias = Annotated[
    str,
    Field(max_length=LONGEST_URL),
    Matching(
        r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?#][A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*)?",
        "an http or https address, such as https://example.org/chat",
    ),
]


class _Contact(Record, frozen=True):
    """A way to reach someone."""

    @property
    def number(self) -> str | None:
        """The whole number to dial, or `None` if the contact is not a telephone."""
        return None

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
        return self._words("es" if language is None else require_language(language))

    def _words(self, language: Language) -> str:  # noqa: ARG002 - a telephone needs it
        """Return what `display` shows in `language`."""
        return self.uri

    def __str__(self) -> str:
        return self.display()


class Phone(_Contact, frozen=True):
    """A telephone number.

    Attributes:
        medium: always `Medium.PHONE`.
        printed: the number as the source prints it, for people.
        e164: the number in international form, for machines: `+` and up to fifteen digits.
        extensions: the extensions behind the number, in the order in which to try them.
        menu_option: what to press in the voice menu. The URIs do not contain it.
    """

    medium: Annotated[Literal[Medium.PHONE], WrittenAs("str")] = Medium.PHONE
    printed: Line
    e164: E164
    extensions: Annotated[tuple[Extension, ...], AtMost(MOST_EXTENSIONS)] = ()
    menu_option: MenuOption | None = None

    @property
    def number(self) -> str:
        """What a person dials and presses, in Spanish: the number, extensions, menu option."""
        return self.display()

    @property
    def uris(self) -> tuple[str, ...]:
        """The RFC 3966 `tel:` URIs: one for each extension, or one without an extension."""
        suffixes = [f";ext={extension}" for extension in self.extensions] or [""]
        return tuple(f"tel:{self.e164}{suffix}" for suffix in suffixes)

    def _words(self, language: Language) -> str:
        parts = [self.printed]
        if self.extensions:
            word = EXTENSION[len(self.extensions) > 1]
            parts += [word.in_language(language), ", ".join(self.extensions)]
        if self.menu_option:
            parts += [MENU_OPTION.in_language(language), self.menu_option]
        return " ".join(parts)


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

    def _words(self, language: Language) -> str:  # noqa: ARG002 - the same in every language
        return self.address


class Web(_Contact, frozen=True):
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


Contact: TypeAlias = Annotated[Phone | Email | Web, Field(discriminator="medium"), WrittenAs("any")]
"""Any way to reach someone."""
