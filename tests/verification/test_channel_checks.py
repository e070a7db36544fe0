"""Findings about channels, their numbers, hours and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support import Directory, Email, EscalationLevel, Phone, WhatsApp
from ccb_support.model import LocalizedText, OpeningSpan
from ccb_support.verification import FindingCode, Severity
from ccb_support.verification.channel_checks import find_mixed_letters
from tests.builders import (
    OFFICE,
    PQRS,
    at,
    changed,
    channel,
    chat,
    closure,
    directory,
    form,
    mail,
    phone,
    season,
    shipped,
    short_code,
    special_day,
    weekly_hours,
    whatsapp,
)
from tests.verification.proof import END, EVERY_KIND, START, codes, findings, prove, span, the_only

if TYPE_CHECKING:
    from ccb_support import Channel, Contact
    from ccb_support.verification import Finding


class TestServesNothing:
    """A channel without request types, or without priorities, serves nothing."""

    @pytest.mark.parametrize(
        "idle",
        [channel("idle", request_types=[]), channel("idle", priorities=[])],
        ids=["request_types", "priorities"],
    )
    def test_it_is_one_warning(self, idle: Channel) -> None:
        report = prove(directory(channel(), idle))
        finding = the_only(report, FindingCode.SERVES_NOTHING)
        assert (finding.severity, finding.channels) == (Severity.WARNING, ("idle",))
        assert FindingCode.NEVER_THE_ANSWER not in codes(report)

    def test_near_miss_one_kind_of_request(self) -> None:
        desk = directory(channel("few", request_types=["appeal"], priorities=[5]), channel())
        assert FindingCode.SERVES_NOTHING not in codes(prove(desk))


class TestNeverOpen:
    """A channel that is not open at any time of the range is a warning."""

    def test_for_a_closure(self) -> None:
        move = closure("2026-01-01T00:00", "2026-11-30T00:00", channels=["shut"])
        desk = directory(channel(), channel("shut"), closures=[move])
        finding = the_only(prove(desk), FindingCode.NEVER_OPEN)
        assert (finding.severity, finding.channels) == (Severity.WARNING, ("shut",))
        assert span(finding) == (START, END)

    def test_without_hours_it_is_not_reported_as_never_the_answer_too(self) -> None:
        report = prove(directory(channel(), channel("shut", hours="")))
        assert the_only(report, FindingCode.NEVER_OPEN).channels == ("shut",)
        assert FindingCode.NEVER_THE_ANSWER not in codes(report)

    @pytest.mark.parametrize(
        ("starts", "ends"),
        [("2026-01-01T00:00", "2026-11-29T23:59"), ("2026-11-23T00:01", "2027-01-01T00:00")],
    )
    def test_near_miss_it_is_open_for_one_minute(self, starts: str, ends: str) -> None:
        shut = closure(starts, ends, channels=["shut"])
        desk = directory(channel(), channel("shut"), closures=[shut])
        assert FindingCode.NEVER_OPEN not in codes(prove(desk))


class TestNeverTheAnswer:
    """A channel comes after others that are open whenever it is, for every preferred medium."""

    def test_it_is_a_warning_and_says_which_channels_shadow_it(self) -> None:
        desk = directory(
            channel("pqrs", request_types=PQRS), channel("first"), channel("last", hours=OFFICE)
        )
        finding = the_only(prove(desk), FindingCode.NEVER_THE_ANSWER)
        assert finding.severity == Severity.WARNING
        assert (finding.channels, finding.instead) == (("last",), ("pqrs", "first"))
        assert finding.counterexample
        assert finding.counterexample.request == EVERY_KIND[0]
        assert span(finding) == (at("2026-11-23T07:00"), at("2026-11-23T17:00"))

    def test_a_channel_that_does_not_serve_the_same_requests_shadows_nothing(self) -> None:
        desk = directory(channel("pqrs", request_types=PQRS), channel("last"))
        assert FindingCode.NEVER_THE_ANSWER not in codes(prove(desk))

    def test_near_miss_the_first_closes_for_a_minute(self) -> None:
        minute = closure("2026-11-26T12:00", "2026-11-26T12:01", channels=["first"])
        desk = directory(channel("first"), channel("last"), closures=[minute])
        assert FindingCode.NEVER_THE_ANSWER not in codes(prove(desk))

    def test_near_miss_it_is_the_one_that_opens_next(self) -> None:
        desk = directory(channel("first", hours=OFFICE), channel("last", hours="Mo-Fr 06:00-17:00"))
        assert FindingCode.NEVER_THE_ANSWER not in codes(prove(desk))


class TestAnswerByPreferenceOnly:
    """A channel that is the answer only if the caller prefers its medium is worth a note."""

    def test_it_is_a_note(self) -> None:
        desk = directory(channel("first"), channel("last", contacts=[mail("desk")]))
        finding = the_only(prove(desk), FindingCode.ANSWER_BY_PREFERENCE_ONLY)
        assert finding.severity == Severity.NOTE
        assert (finding.channels, finding.instead) == (("last",), ("first",))

    def test_near_miss_no_preference_reaches_it(self) -> None:
        desk = directory(
            channel("first", contacts=[phone(1), mail("desk")]),
            channel("last", contacts=[mail("other")]),
        )
        report = prove(desk)
        assert FindingCode.ANSWER_BY_PREFERENCE_ONLY not in codes(report)
        assert the_only(report, FindingCode.NEVER_THE_ANSWER).channels == ("last",)

    def test_near_miss_it_is_the_answer_to_others(self) -> None:
        desk = directory(
            channel("first", request_types=PQRS), channel("last", contacts=[mail("desk")])
        )
        assert FindingCode.ANSWER_BY_PREFERENCE_ONLY not in codes(prove(desk))


class TestSharedContact:
    """Two channels that reach the same are a warning."""

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (phone(1), changed(phone(1), printed="555 0101")),
            (mail("desk"), Email(address="Desk@Example.org")),
            (chat(), chat()),
            (form(), form()),
            (form("help"), chat("help")),
            (whatsapp(), changed(whatsapp(), printed="+57 300 5550100")),
            (short_code("195"), short_code("195", "+57")),
        ],
    )
    def test_however_it_is_printed(self, one: Contact, other: Contact) -> None:
        desk = directory(
            channel("a", contacts=[one]), channel("b"), channel("c", contacts=[phone(9), other])
        )
        finding = the_only(prove(desk), FindingCode.SHARED_CONTACT)
        assert (finding.severity, finding.channels) == (Severity.WARNING, ("a", "c"))
        assert finding.contact == one

    def test_near_miss_another_page(self) -> None:
        desk = directory(channel("a", contacts=[chat("a")]), channel("b", contacts=[chat("b")]))
        assert FindingCode.SHARED_CONTACT not in codes(prove(desk))

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (phone(menu_option="1"), phone(menu_option="2")),
            (phone(extensions=["1"]), phone(extensions=["2"])),
            (short_code("195"), short_code("195", "+1")),
            (
                whatsapp(1),
                Phone(printed=whatsapp(1).printed, e164=whatsapp(1).e164),
            ),
        ],
        ids=["menu_option", "extensions", "country", "medium"],
    )
    def test_near_miss_another_menu_option_extension_country_or_medium(
        self, one: Contact, other: Contact
    ) -> None:
        desk = directory(channel("c0", contacts=[one]), channel("c1", contacts=[other]))
        assert FindingCode.SHARED_CONTACT not in codes(prove(desk))

    def test_near_miss_one_channel_that_has_it_twice(self) -> None:
        desk = directory(channel(contacts=[phone(1), phone(1)]))
        assert FindingCode.SHARED_CONTACT not in codes(prove(desk))


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


def level(hours: str) -> EscalationLevel:
    return EscalationLevel.model_validate(
        {"level": 1, "name": "Jefe", "hours": weekly_hours(hours), "contacts": [mail()]}
    )


class TestLongSpan:
    """A span from the morning to after midnight, by 6 a.m., is a warning."""

    @pytest.mark.parametrize(
        ("desk", "path"),
        [
            (directory(channel(hours="Mo-Fr 07:00-05:00")), "channels[0].hours[0].closes"),
            (
                directory(channel(hours="Sa 08:00-12:00; Mo-Fr 07:00-05:00")),
                "channels[0].hours[1].closes",
            ),
            (
                directory(channel(), special_days=[special_day("2026-11-24", "07:00-05:00")]),
                "special_days[0].hours[0].closes",
            ),
            (
                changed(directory(channel()), escalation=(level("Mo-Fr 07:00-05:00"),)),
                "escalation[0].hours[0].closes",
            ),
            (
                directory(channel(), seasons=[season("11-20/12-20", "Mo-Fr 07:00-05:00")]),
                "seasons[0].hours[0].closes",
            ),
            (
                directory(channel(hours=OFFICE, holidays="07:00-05:00")),
                "channels[0].holidays[0].closes",
            ),
        ],
        ids=["a week", "the second span", "a special day", "a level", "a season", "holidays"],
    )
    def test_in_each_set_of_hours(self, desk: Directory, path: str) -> None:
        finding = the_only(prove(desk), FindingCode.LONG_SPAN)
        assert (finding.severity, finding.path) == (Severity.WARNING, path)
        assert finding.replacement == 'closes = "17:00"'
        assert finding.span == OpeningSpan(opens="07:00", closes="05:00")

    @pytest.mark.parametrize(
        ("span", "closes"),
        [
            ("04:00-03:59", "15:59"),
            ("11:59-00:01", "12:01"),
            ("11:59-06:00", "18:00"),
            ("08:00-00:30", "12:30"),
        ],
    )
    def test_its_bounds(self, span: str, closes: str) -> None:
        finding = the_only(prove(directory(channel(hours=f"Mo {span}"))), FindingCode.LONG_SPAN)
        assert finding.replacement == f'closes = "{closes}"'

    @pytest.mark.parametrize(
        "span",
        [
            "12:00-06:00",
            "03:59-03:00",
            "07:00-06:01",
            "07:00-24:00",
            "07:00-00:00",
            "05:00-06:00",
            "18:00-06:00",
            "00:00-24:00",
        ],
    )
    def test_near_misses(self, span: str) -> None:
        desk = directory(channel(hours=f"Mo {span}"), channel("rest"))
        assert FindingCode.LONG_SPAN not in codes(prove(desk))

    @given(st.integers(0, 1439), st.integers(1, 1439))
    def test_at_every_minute(self, opens: int, length: int) -> None:
        start, end = (
            f"{minute // 60:02}:{minute % 60:02}" for minute in (opens, (opens + length) % 1440)
        )
        report = prove(directory(channel(hours=f"Mo {start}-{end}")))
        is_long = 240 <= opens < 720 and 1440 < opens + length <= 1800
        assert len(findings(report, FindingCode.LONG_SPAN)) == is_long


CYRILLIC_P = "\N{CYRILLIC CAPITAL LETTER ER}"
MIXED = LocalizedText(es=f"{CYRILLIC_P}QRS", en="PQRS")
"""A name that looks like PQRS in both languages."""


def mixed(desk: Directory) -> list[Finding]:
    return findings(prove(desk), FindingCode.MIXED_SCRIPTS)


class TestMixedScripts:
    """A word with letters of alphabets that look alike is a warning."""

    def test_it_names_the_entry_and_the_letters(self) -> None:
        finding = the_only(
            prove(directory(channel(), channel("pqrs", name=MIXED))), FindingCode.MIXED_SCRIPTS
        )
        assert finding.severity is Severity.WARNING
        assert (finding.path, finding.letters) == ("channels[1].name", (CYRILLIC_P,))
        assert "(Cyrillic, U+0420)" in finding.message.en

    def test_every_name_of_a_directory_is_read(self) -> None:
        level = EscalationLevel.model_validate(
            {
                "level": 1,
                "name": MIXED,
                "hours": "always",
                "contacts": [Email(address="desk@example.org")],
            }
        )
        desk = changed(
            directory(
                channel(name=MIXED),
                special_days=[special_day("2026-11-24", name=MIXED)],
                closures=[closure("2026-11-25 10:00", "2026-11-25 11:00", name=MIXED)],
            ),
            name=MIXED,
            escalation=(level,),
        )
        assert {each.path for each in mixed(desk)} == {
            "name",
            "channels[0].name",
            "escalation[0].name",
            "special_days[0].name",
            "closures[0].name",
        }

    def test_each_letter_is_named_once_for_both_languages(self) -> None:
        name = LocalizedText(es=f"{CYRILLIC_P}QRS {CYRILLIC_P}Q", en=f"{CYRILLIC_P}QRS desk")
        (finding,) = mixed(directory(channel(name=name)))
        assert finding.letters == (CYRILLIC_P,)

    def test_near_miss_the_shipped_directory(self) -> None:
        assert mixed(shipped()) == []


class TestMixedLetters:
    """Only letters of alphabets that look alike count, and only within a word."""

    @pytest.mark.parametrize(
        ("text", "letters"),
        [
            ("\N{CYRILLIC CAPITAL LETTER ES}hat", "\N{CYRILLIC CAPITAL LETTER ES}"),
            ("línea m\N{GREEK SMALL LETTER OMICRON}vil", "\N{GREEK SMALL LETTER OMICRON}"),
            ("\N{CYRILLIC CAPITAL LETTER ES}h", "\N{CYRILLIC CAPITAL LETTER ES}"),
            ("h\N{CYRILLIC CAPITAL LETTER ES}", "\N{CYRILLIC CAPITAL LETTER ES}"),
            ("M\N{CYRILLIC SMALL LETTER O}\N{CYRILLIC SMALL LETTER ES}", "M"),
            (
                "corre\N{COMBINING ACUTE ACCENT}\N{CYRILLIC SMALL LETTER O}",
                "\N{CYRILLIC SMALL LETTER O}",
            ),
        ],
    )
    def test_they_are_those_of_the_alphabet_with_fewer_letters(
        self, text: str, letters: str
    ) -> None:
        assert list(find_mixed_letters(text)) == list(letters)

    @pytest.mark.parametrize(
        "text",
        [
            "PQRS",
            "Línea Gratuita Nacional, Ñandú 1.ª planta",
            "お問い合わせ窓口 サポート",
            "日本語の窓口ABC",
            "Sede β",
            "β-Sede",
            "Grupo Ω 2",
            "Чат Zoom",
            "Москва",
            "50 \N{MICRO SIGN}m",
            "Ελλάδα",
        ],
    )
    def test_near_miss_words_of_one_alphabet(self, text: str) -> None:
        assert list(find_mixed_letters(text)) == []

    @given(st.text())
    def test_any_text_has_only_letters_of_its_own(self, text: str) -> None:
        assert set(find_mixed_letters(text)) <= set(text)
