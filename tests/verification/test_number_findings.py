"""What `verify` finds about numbers: people read one, and machines dial another."""

from __future__ import annotations

import pytest

from ccb_support import Directory, EscalationLevel, FindingCode, Phone, Severity, WhatsApp
from tests.builders import changed, channel, directory, mail, phone, short_code, whatsapp
from tests.verification.proof import codes, prove, the_only

NUMBER_CODES = {
    FindingCode.WRONG_NUMBER,
    FindingCode.DOUBTFUL_NUMBER,
    FindingCode.SEVERAL_PRINTS,
    FindingCode.SEVERAL_NUMBERS,
}


def desk_with(*contacts: Phone | WhatsApp) -> Directory:
    return directory(channel(contacts=[mail(), *contacts]))


class TestWrongNumber:
    """A number that is not the printed one is an error, with the number to write instead."""

    @pytest.mark.parametrize(
        ("contact", "path", "replacement"),
        [
            (
                Phone(printed="(601) 7457496", e164="+576017457495"),
                "channels[0].contacts[1].e164",
                'e164 = "+576017457496"',
            ),
            (
                WhatsApp(printed="(57) 318 717 49 38", e164="+573187174937"),
                "channels[0].contacts[1].e164",
                'e164 = "+573187174938"',
            ),
            (
                Phone(printed="#384", short_code="#383"),
                "channels[0].contacts[1].short_code",
                'short_code = "#384"',
            ),
        ],
    )
    def test_of(self, contact: Phone | WhatsApp, path: str, replacement: str) -> None:
        report = prove(desk_with(contact))
        finding = the_only(report, FindingCode.WRONG_NUMBER)
        assert finding.severity is Severity.ERROR
        assert (finding.path, finding.contact) == (path, contact)
        assert finding.replacement == replacement
        assert codes(report) & NUMBER_CODES == {FindingCode.WRONG_NUMBER}

    def test_what_it_says_to_write_is_no_error(self) -> None:
        contact = Phone(printed="(601) 7457496", e164="+576017457495")
        finding = the_only(prove(desk_with(contact)), FindingCode.WRONG_NUMBER)
        key, _, number = (finding.replacement or "").partition(" = ")
        mended = changed(contact, **{key: number.strip('"')})
        assert not codes(prove(desk_with(mended))) & NUMBER_CODES

    def test_it_is_no_example_for_the_same_number_elsewhere(self) -> None:
        slip = Phone(printed="(601) 7457496", e164="+576017457495")
        right = Phone(printed="(601) 7457495", e164="+576017457495")
        assert codes(prove(desk_with(slip, right))) & NUMBER_CODES == {FindingCode.WRONG_NUMBER}


class TestDoubtfulNumber:
    """A number that does not end like the printed one is a warning."""

    @pytest.mark.parametrize(
        "contact",
        [
            Phone(printed="(601) 745749", e164="+576017457495"),
            WhatsApp(printed="(58) 318 717 49 37", e164="+573187174937"),
            Phone(printed="383", short_code="#383"),
        ],
    )
    def test_of(self, contact: Phone | WhatsApp) -> None:
        finding = the_only(prove(desk_with(contact)), FindingCode.DOUBTFUL_NUMBER)
        assert (finding.severity, finding.contact) == (Severity.WARNING, contact)
        assert finding.replacement is None


class TestSeveralPrints:
    """One number in two ways is a warning, at the second."""

    def test_of_a_channel_and_a_level(self) -> None:
        level = EscalationLevel.model_validate(
            {
                "level": 1,
                "name": "Jefe",
                "hours": "always",
                "contacts": [mail(), Phone(printed="745 7495", e164="+576017457495")],
            }
        )
        desk = changed(
            desk_with(Phone(printed="(601) 7457495", e164="+576017457495")), escalation=(level,)
        )
        finding = the_only(prove(desk), FindingCode.SEVERAL_PRINTS)
        assert finding.severity is Severity.WARNING
        assert finding.path == "escalation[0].contacts[1].printed"
        assert finding.other == "channels[0].contacts[1]"
        assert finding.replacement == 'printed = "(601) 7457495"'

    def test_of_a_telephone_and_whatsapp(self) -> None:
        numbers = (
            Phone(printed="318 717 49 37", e164="+573187174937"),
            WhatsApp(printed="318 7174937", e164="+573187174937"),
        )
        assert the_only(prove(desk_with(*numbers)), FindingCode.SEVERAL_PRINTS).other


class TestSeveralNumbers:
    """One print with two numbers is a warning, at the second."""

    def test_of_two_cities(self) -> None:
        numbers = (
            Phone(printed="745 7495", e164="+576017457495"),
            WhatsApp(printed="7457495", e164="+576047457495"),
        )
        finding = the_only(prove(desk_with(*numbers)), FindingCode.SEVERAL_NUMBERS)
        assert finding.severity is Severity.WARNING
        assert finding.path == "channels[0].contacts[2].e164"
        assert finding.other == "channels[0].contacts[1]"
        assert finding.replacement == 'e164 = "+576017457495"'

    def test_of_a_short_code(self) -> None:
        numbers = (
            Phone(printed="(57) 195", short_code="195"),
            Phone(printed="57195", short_code="7195"),
        )
        finding = the_only(prove(desk_with(*numbers)), FindingCode.SEVERAL_NUMBERS)
        assert finding.replacement == 'short_code = "195"'


def test_near_misses() -> None:
    numbers = (phone(1), phone(1, extensions=["1104"]), phone(2), whatsapp(3), short_code())
    assert not codes(prove(desk_with(*numbers))) & NUMBER_CODES
