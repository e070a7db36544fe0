"""How a contact is shown to people, and how machines reach it."""

from __future__ import annotations

import phonenumbers
import pytest
from pydantic import TypeAdapter, ValidationError

from ccb_support import (
    Channel,
    Contact,
    Email,
    EscalationLevel,
    Medium,
    Phone,
    UnknownLanguageError,
    Web,
    default_directory,
)

CONTACT: TypeAdapter[Contact] = TypeAdapter(Contact)

LINE = Phone(printed="(601) 7457495", e164="+576017457495")
PQRS = Phone(printed="(601) 7442727", e164="+576017442727", menu_option="3")
SUPERVISOR = Phone(
    printed="(601) 745 2141", e164="+576017452141", extensions=("1104", "1108", "1102")
)
COORDINATOR = Phone(printed="(601) 745 2141", e164="+576017452141", extensions=("1101",))
BOTH = Phone(printed="1", e164="+576017452141", extensions=("1101",), menu_option="*2")
MAILBOX = Email(address="soporte.ccb@certicamara.com")
CHAT = Web(url="http://idealab.certicamara.com/CertiChat/chat.php")


@pytest.mark.parametrize(
    ("contact", "spanish", "english"),
    [
        (LINE, "(601) 7457495", "(601) 7457495"),
        (PQRS, "(601) 7442727 opción 3", "(601) 7442727 option 3"),
        (
            SUPERVISOR,
            "(601) 745 2141 extensiones 1104, 1108, 1102",
            "(601) 745 2141 extensions 1104, 1108, 1102",
        ),
        (COORDINATOR, "(601) 745 2141 extensión 1101", "(601) 745 2141 extension 1101"),
        (BOTH, "1 extensión 1101 opción *2", "1 extension 1101 option *2"),
        (MAILBOX, "soporte.ccb@certicamara.com", "soporte.ccb@certicamara.com"),
        (CHAT, CHAT.url, CHAT.url),
    ],
)
def test_a_contact_is_shown_as_printed(contact: Contact, spanish: str, english: str) -> None:
    assert contact.display("es") == spanish
    assert contact.display("en") == english


@pytest.mark.parametrize("contact", [LINE, PQRS, SUPERVISOR, MAILBOX, CHAT])
def test_a_contact_is_shown_in_spanish_unless_you_name_a_language(contact: Contact) -> None:
    assert contact.display() == str(contact) == f"{contact}" == contact.display("es")


@pytest.mark.parametrize("contact", [PQRS, MAILBOX, CHAT])
def test_no_contact_is_shown_in_a_language_that_the_library_does_not_speak(
    contact: Contact,
) -> None:
    with pytest.raises(UnknownLanguageError):
        contact.display("fr")


@pytest.mark.parametrize(
    ("contact", "medium", "number", "uris"),
    [
        (LINE, Medium.PHONE, "(601) 7457495", ["tel:+576017457495"]),
        (PQRS, Medium.PHONE, "(601) 7442727 opción 3", ["tel:+576017442727"]),
        (
            SUPERVISOR,
            Medium.PHONE,
            "(601) 745 2141 extensiones 1104, 1108, 1102",
            [
                "tel:+576017452141;ext=1104",
                "tel:+576017452141;ext=1108",
                "tel:+576017452141;ext=1102",
            ],
        ),
        (
            COORDINATOR,
            Medium.PHONE,
            "(601) 745 2141 extensión 1101",
            ["tel:+576017452141;ext=1101"],
        ),
        (BOTH, Medium.PHONE, "1 extensión 1101 opción *2", ["tel:+576017452141;ext=1101"]),
        (MAILBOX, Medium.EMAIL, None, ["mailto:soporte.ccb@certicamara.com"]),
        (Email(address="a+b%c@example.org"), Medium.EMAIL, None, ["mailto:a+b%25c@example.org"]),
        (CHAT, Medium.CHAT, None, ["http://idealab.certicamara.com/CertiChat/chat.php"]),
    ],
)
def test_a_contact_has_its_medium_its_number_and_its_uris(
    contact: Contact, medium: Medium, number: str | None, uris: list[str]
) -> None:
    assert contact.medium is medium
    assert contact.number == number
    assert list(contact.uris) == uris
    assert contact.uri == uris[0]


@pytest.mark.parametrize("contact", [LINE, PQRS, SUPERVISOR, MAILBOX, CHAT])
def test_a_contact_is_equal_after_json(contact: Contact) -> None:
    assert CONTACT.validate_json(contact.model_dump_json()) == contact


class TestWhatIsRefused:
    """Only `tel:`, `mailto:` and `http(s):` URIs can come out, each of the right form."""

    @pytest.mark.parametrize(
        "e164",
        [
            "6017457495", "+0576017457495", "+57 601 7457495", "+12345", "+1234567890123456",
            "+576017457495;ext=1", "tel:+576017457495", "+٥٧٦٠١٧٤٥٧٤٩٥", "+576017457495\n", "",
        ],
    )  # fmt: skip
    def test_numbers_that_are_not_international(self, e164: str) -> None:
        with pytest.raises(ValidationError, match="international form"):
            Phone(printed="x", e164=e164)

    @pytest.mark.parametrize("extension", ["", "a", "11 04", "1104;phone-context=x", "12345678901"])
    def test_extensions_that_are_not_digits(self, extension: str) -> None:
        with pytest.raises(ValidationError, match="digits of one extension"):
            Phone(printed="x", e164=LINE.e164, extensions=(extension,))

    @pytest.mark.parametrize("option", ["", "tres", "12345", "3 "])
    def test_menu_options_that_are_not_keys(self, option: str) -> None:
        with pytest.raises(ValidationError, match="keys to press"):
            Phone(printed="x", e164=LINE.e164, menu_option=option)

    @pytest.mark.parametrize(
        "address",
        [
            "certicamara.com", "a@b", "a b@example.org", "a@example.org?bcc=b@example.org",
            "a@example.org,b@example.org", "<a@example.org>", "mailto:a@example.org",
            "a@example.org\nBcc: b@example.org", "a@@example.org",
        ],
    )  # fmt: skip
    def test_addresses_that_are_not_exactly_one(self, address: str) -> None:
        with pytest.raises(ValidationError, match="e-mail address"):
            Email(address=address)

    @pytest.mark.parametrize(
        "url",
        [
            "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "ftp://example.org",
            "file:///etc/passwd", "//example.org", "example.org", "http://", "https:// example.org",
            "http://user:secret@example.org/", "http://example.org/\nx", 'http://example.org/"x',
            "http://example.org/<x>", " http://example.org",
        ],
    )  # fmt: skip
    def test_addresses_that_are_not_of_a_web_page(self, url: str) -> None:
        with pytest.raises(ValidationError, match="http or https address"):
            Web(url=url)

    @pytest.mark.parametrize("url", ["https://example.org", "http://example.org:8080/a?b=c#d"])
    def test_web_pages_are_kept_as_printed(self, url: str) -> None:
        assert Web(url=url).uri == url

    def test_texts_without_end(self) -> None:
        with pytest.raises(ValidationError, match="at most 2000"):
            Web(url="https://example.org/" + "x" * 2000)
        with pytest.raises(ValidationError, match="at most 254"):
            Email(address="x" * 250 + "@example.org")


HOLDERS: tuple[Channel | EscalationLevel, ...] = (
    *default_directory().channels,
    *default_directory().escalation,
)
SHIPPED_PHONES = sorted(
    {
        (contact.printed, contact.e164)
        for holder in HOLDERS
        for contact in holder.contacts
        if isinstance(contact, Phone)
    }
)


@pytest.mark.parametrize(("printed", "e164"), SHIPPED_PHONES)
class TestShippedNumbersAgainstLibphonenumber:
    """Every number that ships is valid in Colombia, and is what is printed."""

    def test_it_is_a_valid_number(self, printed: str, e164: str) -> None:
        number = phonenumbers.parse(e164)
        assert phonenumbers.is_valid_number_for_region(number, "CO"), printed

    def test_what_is_printed_is_the_same_number(self, printed: str, e164: str) -> None:
        # The mobile line is printed with its country code, but without a plus.
        dialled = f"+{printed}" if printed.startswith("(57)") else printed
        number = phonenumbers.parse(dialled, "CO")
        assert phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) == e164
