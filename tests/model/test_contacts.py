"""How a contact is shown to people, and how machines reach it."""

from collections.abc import Callable

import phonenumbers
import pytest
from pydantic import ValidationError

from ccb_support import (
    Channel,
    Chat,
    Contact,
    Email,
    EscalationLevel,
    Medium,
    Phone,
    WebForm,
    WhatsApp,
    default_directory,
)

LINE = Phone(printed="(601) 7457495", e164="+576017457495")
PQRS = Phone(printed="(601) 7442727", e164="+576017442727", menu_option="3")
SUPERVISOR = Phone(
    printed="(601) 745 2141", e164="+576017452141", extensions=("1104", "1108", "1102")
)
COORDINATOR = Phone(printed="(601) 745 2141", e164="+576017452141", extensions=("1101",))
BOTH = Phone(printed="1", e164="+576017452141", extensions=("1101",), menu_option="*2")
MAILBOX = Email(address="soporte.ccb@certicamara.com")
CHAT = Chat(url="http://idealab.certicamara.com/CertiChat/chat.php")
SHORT = Phone(printed="195", short_code="195", extensions=("7", "8"), menu_option="2")
HASH = Phone(printed="# 383", short_code="#383", phone_context="+1")
STAR = Phone(printed="*611#", short_code="*611#")
ON_WHATSAPP = WhatsApp(printed="(57) 318 717 49 37", e164="+573187174937")
FORM = WebForm(url="https://example.org/pqrs")


CONTACTS: list[tuple[Contact, Medium, str, str, str]] = [
    (LINE, Medium.PHONE, "(601) 7457495", "(601) 7457495", "tel:+576017457495"),
    (
        PQRS, Medium.PHONE, "(601) 7442727 opción 3", "(601) 7442727 option 3",
        "tel:+576017442727",
    ),
    (
        SUPERVISOR, Medium.PHONE,
        "(601) 745 2141 extensiones 1104, 1108, 1102",
        "(601) 745 2141 extensions 1104, 1108, 1102",
        "tel:+576017452141;ext=1104 tel:+576017452141;ext=1108 tel:+576017452141;ext=1102",
    ),
    (
        COORDINATOR, Medium.PHONE,
        "(601) 745 2141 extensión 1101", "(601) 745 2141 extension 1101",
        "tel:+576017452141;ext=1101",
    ),
    (
        BOTH, Medium.PHONE, "1 extensión 1101 opción *2", "1 extension 1101 option *2",
        "tel:+576017452141;ext=1101",
    ),
    (MAILBOX, Medium.EMAIL, MAILBOX.address, MAILBOX.address, f"mailto:{MAILBOX.address}"),
    (
        Email(address="a+b%c@example.org"), Medium.EMAIL, "a+b%c@example.org", "a+b%c@example.org",
        "mailto:a+b%25c@example.org",
    ),
    (CHAT, Medium.CHAT, CHAT.url, CHAT.url, CHAT.url),
    (
        SHORT, Medium.PHONE, "195 extensiones 7, 8 opción 2", "195 extensions 7, 8 option 2",
        "tel:195;ext=7;phone-context=+57 tel:195;ext=8;phone-context=+57",
    ),
    (HASH, Medium.PHONE, "# 383", "# 383", "tel:%23383;phone-context=+1"),
    (STAR, Medium.PHONE, "*611#", "*611#", "tel:*611%23;phone-context=+57"),
    (
        ON_WHATSAPP, Medium.WHATSAPP, "(57) 318 717 49 37", "(57) 318 717 49 37",
        "https://wa.me/573187174937",
    ),
    (FORM, Medium.WEB_FORM, FORM.url, FORM.url, FORM.url),
]  # fmt: skip


@pytest.mark.parametrize(("contact", "medium", "spanish", "english", "uris"), CONTACTS)
def test_a_contact_has_its_medium_its_number_and_its_uris(
    contact: Contact, medium: Medium, spanish: str, english: str, uris: str
) -> None:
    assert contact.medium is medium
    assert contact.display() == str(contact) == f"{contact}" == contact.display("es") == spanish
    assert contact.display("en") == english
    number = spanish if medium is Medium.PHONE else None
    assert contact.number == contact.number_in("es") == number
    assert " ".join(contact.uris) == uris
    assert contact.uri == contact.uris[0]


@pytest.mark.parametrize(
    ("contact", "dialled"),
    [(SUPERVISOR, "+576017452141"), (HASH, "#383"), (ON_WHATSAPP, "+573187174937")],
)
def test_machines_dial_a_number_without_its_extensions(
    contact: Phone | WhatsApp, dialled: str
) -> None:
    assert contact.dialled == dialled


REFUSED: dict[str, tuple[Callable[[str], Contact], list[str]]] = {
    "international form": (
        lambda e164: Phone(printed="1", e164=e164),
        [
            "6017457495", "+0576017457495", "+57 601 7457495", "+12345", "+1234567890123456",
            "+576017457495;ext=1", "tel:+576017457495", "+٥٧٦٠١٧٤٥٧٤٩٥", "+576017457495\n", "",
        ],
    ),
    "digits of one extension": (
        lambda extension: Phone(printed="1", e164=LINE.e164, extensions=(extension,)),
        ["", "a", "11 04", "1104;phone-context=x", "12345678901"],
    ),
    "keys to press": (
        lambda option: Phone(printed="1", e164=LINE.e164, menu_option=option),
        ["", "tres", "12345", "3 "],
    ),
    "e-mail address": (
        lambda address: Email(address=address),
        [
            "certicamara.com", "a@b", "a b@example.org", "a@example.org?bcc=b@example.org",
            "a@example.org,b@example.org", "<a@example.org>", "mailto:a@example.org",
            "a@example.org\nBcc: b@example.org", "a@@example.org",
        ],
    ),
    "begin with http:// or https://": (
        lambda url: Chat(url=url),
        [
            "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "ftp://example.org",
            "file:///etc/passwd", "//example.org", "example.org", "http://", "https:// example.org",
            "http://user:secret@example.org/", "http://example.org/\nx", 'http://example.org/"x',
            "http://example.org/<x>", " http://example.org",
        ],
    ),
    'a short number, such as "195" or "#383"': (
        lambda code: Phone(printed="1", short_code=code),
        ["1", "", "12345678901", "##", "19 5", "a95", "٣٨٣", "195;ext=1", "195\n"],
    ),
    "a country code with its plus": (
        lambda context: Phone(printed="195", short_code="195", phone_context=context),
        ["57", "+", "+057", "example.org", "+57;x=1"],
    ),
    "at most 2000": (lambda url: Chat(url=url), ["https://example.org/" + "x" * 2000]),
    "at most 254": (lambda address: Email(address=address), ["x" * 250 + "@example.org"]),
}  # fmt: skip
"""What a contact is refused with, by what its error says that it must be."""


class TestWhatIsRefused:
    """Only `tel:`, `mailto:` and `http(s):` URIs can come out, each of the right form."""

    @pytest.mark.parametrize(
        ("wanted", "value"),
        [(wanted, each) for wanted, (_, values) in REFUSED.items() for each in values],
    )
    def test_a_value_of_another_form(self, wanted: str, value: str) -> None:
        make, _ = REFUSED[wanted]
        with pytest.raises(ValidationError, match=wanted):
            make(value)

    @pytest.mark.parametrize("url", ["https://example.org", "http://example.org:8080/a?b=c#d"])
    def test_web_pages_are_kept_as_printed(self, url: str) -> None:
        assert Chat(url=url).uri == url


class TestPrintedNumbers:
    """A printed number holds digits and the signs between them, and no letter."""

    @pytest.mark.parametrize(
        "printed",
        [
            "(601) 745 2141",
            "+57 601 7457495",
            "601-745.2141/42",
            "01 8000 11 22 33",
            "#383",
            "*611#",
            "601\N{EN DASH}745\N{NON-BREAKING HYPHEN}2141",
        ],
    )
    def test_signs_between_digits_are_kept(self, printed: str) -> None:
        assert Phone(printed=printed, e164=LINE.e164).number == printed
        assert WhatsApp(printed=printed, e164=ON_WHATSAPP.e164).display() == printed

    @pytest.mark.parametrize(
        "printed",
        [
            "()",
            "745 2141, 745 2142",
            "745\N{DIGIT ONE}=1",
            "٧٤٥",
            "(6O1) 7457495",
            "7452141 ext. 1104",
            "(6\N{CYRILLIC CAPITAL LETTER O}1) 1",
        ],
    )
    @pytest.mark.parametrize("record", [Phone, WhatsApp])
    def test_other_signs_are_refused(self, record: type[Phone | WhatsApp], printed: str) -> None:
        with pytest.raises(ValidationError, match="a number as people dial it"):
            record.model_validate({"printed": printed, "e164": LINE.e164})


HOLDERS: tuple[Channel | EscalationLevel, ...] = (
    *default_directory().channels,
    *default_directory().escalation,
)
SHIPPED_PHONES = {
    (contact.printed, contact.e164)
    for holder in HOLDERS
    for contact in holder.contacts
    if isinstance(contact, Phone)
}


@pytest.mark.parametrize(("printed", "e164"), sorted(SHIPPED_PHONES))
def test_a_shipped_number_is_valid_and_is_what_is_printed(printed: str, e164: str) -> None:
    # The mobile line is printed with its country code, but without a plus.
    dialled = f"+{printed}" if printed.startswith("(57)") else printed
    number = phonenumbers.parse(dialled, "CO")
    assert phonenumbers.is_valid_number_for_region(number, "CO")
    assert phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) == e164
