"""What `verify` finds about names: letters of another alphabet that look right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support import Directory, Email, EscalationLevel, FindingCode, LocalizedText, Severity
from ccb_support.verification.channel_checks import find_mixed_letters
from tests.builders import changed, channel, closure, directory, shipped, special_day
from tests.verification.proof import findings, prove, the_only

if TYPE_CHECKING:
    from ccb_support import Finding

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
