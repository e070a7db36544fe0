"""Every fault of a directory's file speaks Spanish and English, and gives the way out."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from ccb_support import Directory, DirectoryError, Router, verify
from ccb_support.limits import LONGEST_FILE, LONGEST_LINE, MOST_DOTS, MOST_EXTENSIONS
from ccb_support.model.records import toml_mistake, words_of
from ccb_support.model.vocabulary import folded
from ccb_support.words.fault_phrases import FAULTS, SAME_FAULTS
from ccb_support.words.key_hints import EXAMPLES, MEANT_KEYS
from ccb_support.words.toml_mistakes import MISTAKES
from tests.builders import SHIPPED_TOML, at
from tests.model.small_directory import SMALL, closure, faults, season, special_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# A caller may ignore the types.
any_text: Any = Directory.from_toml
any_path: Any = Directory.from_file

ENGLISH = re.compile(
    r"\b(the|must|is|are|not|and|or|of|with|without|found|got|write|add|remove|keep|such as|did you)\b"
)
"""Words that a Spanish sentence does not have."""


def edited(old: str, new: str) -> str:
    """Return the small directory with another text in the place of one that it has."""
    assert old in SMALL
    return SMALL.replace(old, new, 1)


PHONE = 'printed = "745 2141", e164 = "+576017452141"'
CHAT = '{ medium = "chat", url = "https://example.org/chat" }'
ZONE = "America/Bogota"
MAIL = "desk@example.org"
MONDAY = '["monday"]'


BROKEN = {
    "long_file": "#" * (LONGEST_FILE + 1),
    "many_dots": f"{'a.' * (MOST_DOTS + 1)}a = 1",
    "not_toml": "format = ",
    "missing_key": "",
    "unknown_key": edited(MAIL, f'{MAIL}", xyz = "'),
    "unknown_key_of_several": edited("format = 2", "format = 2\nxyz = 1"),
    "misspelt_key": edited("format = 2", "fromat = 2"),
    "superfluous_key": edited("format = 2", "format = 2\nfecha = 1"),
    "repeated_id": edited('id = "chat"', 'id = "desk"'),
    "level_out_of_order": SMALL + SMALL[SMALL.index("\n[[escalation]]") :],
    "code_without_country": edited(PHONE, 'printed = "195", short_code = "195"').replace(
        ZONE, "UTC"
    ),
    "unknown_channel": SMALL + closure(channels='["fax"]'),
    "misspelt_channel": SMALL + closure(channels='["DESK"]'),
    "no_such_channel": closure(channels='["fax"]'),
    "unnamed_holidays": edited(ZONE, "UTC"),
    "coinciding_days": SMALL + special_day() * 2,
    "too_many": edited(PHONE, f'{PHONE}, extensions = {["1"] * (MOST_EXTENSIONS + 1)}'),
    "empty": edited(MONDAY, "[]"),
    "old_format": edited("format = 2", "format = 1"),
    "unknown_format": edited("format = 2", "format = 3"),
    "unknown_zone": edited(ZONE, "Bogota"),
    "unknown_language": edited("format = 2", 'format = 2\nlanguage = "fr"'),
    "not_holidays": edited("format = 2", "format = 2\nholiday_calendar = 5"),
    "not_a_calendar_code": edited("format = 2", 'format = 2\nholiday_calendar = "co"'),
    "invisible_letter": edited('version = "1"', r'version = "1\u200B"'),
    "odd_space": edited('version = "1"', r'version = "1\t2"'),
    "space_around": edited('version = "1"', 'version = " 1"'),
    "string_too_short": edited('version = "1"', 'version = ""'),
    "string_too_long": edited('version = "1"', f'version = "{"1" * (LONGEST_LINE + 1)}"'),
    "string_type": edited('version = "1"', "version = 1"),
    "literal_error": edited('name = { es = "Chat"', 'name = { es_article = "lo", es = "Chat"'),
    "not_an_id": edited('id = "chat"', 'id = "Chat"'),
    "not_listed": SMALL + closure(channels='"desk"'),
    "letter_in_number": edited("745 2141", "745 2l41"),
    "not_a_printed_number": edited("745 2141", "745;2141"),
    "not_international": edited("+576017452141", "7452141"),
    "not_a_short_code": edited(PHONE, 'printed = "1", short_code = "1"'),
    "not_a_country_code": edited(PHONE, 'printed = "195", short_code = "195", phone_context = "57"'),
    "not_an_extension": edited(PHONE, f'{PHONE}, extensions = ["x"]'),
    "not_a_menu_option": edited(PHONE, f'{PHONE}, menu_option = "tres"'),
    "not_a_mailbox": edited(MAIL, "desk"),
    "not_a_url": edited("https://example.org/chat", "example.org"),
    "two_numbers": edited(PHONE, f'{PHONE}, short_code = "195"'),
    "no_number": edited(PHONE, 'printed = "745 2141"'),
    "idle_context": edited(PHONE, f'{PHONE}, phone_context = "+57"'),
    "union_tag_invalid": edited('medium = "chat"', 'medium = "fax"'),
    "model_type": edited(CHAT, "5"),
    "tuple_type": edited('["incidente", "Quejas"]', '"todo"'),
    "not_tables": f"{SMALL}[closures]\n",
    "int_type": edited("level = 1", "level = true"),
    "greater_than_equal": edited("level = 1", "level = 0"),
    "huge_number": edited("level = 1", f"level = 0x{'f' * 9000}"),
    "unknown_hours": edited('hours = "always"', 'hours = "never"'),
    "unknown_season_hours": SMALL + season(hours='"cerrado"'),
    "unknown_day_hours": SMALL + special_day(hours='"cerrado"'),
    "unknown_stated_hours": edited('"not_stated"', '"closed"'),
    "unknown_holiday_hours": edited('holidays = "open"', "holidays = true"),
    "not_an_opening_time": edited('"07:00"', '"7"'),
    "short_hour": edited('"07:00"', '"7:00"'),
    "not_a_closing_time": edited('"17:00"', '"5 p. m."'),
    "empty_span": edited('"07:00"', '"17:00"'),
    "overlapping_hours": edited(MONDAY, '"lunes", opens = "16:00", closes = "18:00" }, { days = ["monday"]'),
    "not_a_day": edited(MONDAY, '["lun"]'),
    "holiday_as_day": edited(MONDAY, '["festivos"]'),
    "eight_days": edited(MONDAY, '"lunes a lunes"'),
    "repeated_day": edited(MONDAY, '["lunes", "lunes"]'),
    "not_a_date": edited("2026-11-24", "2026"),
    "no_such_date": edited("2026-11-24", '"2026-13-01"'),
    "not_a_yearly_date": SMALL + special_day(date='"13-01"'),
    "neither_date": SMALL + special_day(date='"mañana"'),
    "date_from_datetime_inexact": edited("2026-11-24", "2026-11-24T05:00:00"),
    "not_a_time": SMALL + closure(starts="1764000000"),
    "no_such_time": SMALL + closure(starts='"2026-13-01T05:00:00"'),
    "not_a_minute": SMALL + closure(starts="2026-12-05T22:00:30"),
    "timezone_naive": SMALL + closure(starts="2026-12-05T22:00:00Z"),
    "mixed_dates": SMALL + season(through="2026-12-24"),
    "backwards_days": SMALL + special_day(through="2026-12-23"),
    "backwards_times": SMALL + closure(ends="2026-12-05T22:00:00"),
    "bool_type": SMALL + special_day(opens_closed_days='"sí"'),
    "unknown_request_type": edited('"Quejas"', '"PQRS"'),
    "unknown_priority": edited('"P1"', '"urgente"'),
}  # fmt: skip
"""A file for each fault that the text of a file may have, by the code of the fault."""


def routed(calendar: str) -> Router:
    """Return a router over the small directory, with the calendar of that code."""
    return Router(Directory.from_toml(f'holiday_calendar = "{calendar}"{SMALL}'))


def read_latin1(folder: Path) -> Directory:
    """Read a directory from a file that is not UTF-8."""
    (folder / "latin.toml").write_bytes(SMALL.replace("Mesa", "Peña").encode("latin-1"))
    return Directory.from_file(folder / "latin.toml")


CALLS: dict[str, Callable[[Path], object]] = {
    "not_utf8": read_latin1,
    "not_a_path": lambda _: any_path(5),
    "not_text": lambda _: any_text(5),
    "other_text": lambda _: verify(
        Directory.from_toml(SMALL), at("2026-01-01"), at("2026-01-02"), text=SHIPPED_TOML
    ),
    "unknown_country": lambda _: routed("ZZ"),
    "unknown_part": lambda _: routed("US-ZZ"),
    "no_parts": lambda _: routed("CO-ANT"),
}
"""A call for each fault that is about more than a text, by the code of the fault."""

FROM_PYTHON: dict[str, dict[str, object]] = {
    "too_long": {"max_length": 5},
    "too_many_pairs": {"channels": 2000, "changes": 501, "pairs": 1_002_000, "most": 1_000_000},
    "string_unicode": {},
    "not_a_file": {},
}
"""Faults that no file has, or only a huge one, by code: what their messages name."""


def refusal(call: Callable[[], object]) -> DirectoryError:
    with pytest.raises(DirectoryError) as caught:
        call()
    return caught.value


def check_both_languages(error: DirectoryError) -> None:
    """Check that each fault has a Spanish message without English words, and an English one."""
    assert error.message("en") == str(error)
    for fault in error.faults:
        assert fault.describe("en") == str(fault)
        assert fault.spanish
        assert fault.spanish != fault.message
        check_spanish(fault.spanish)
    assert all(fault.describe("es") in error.message("es") for fault in error.faults)


def check_spanish(words: str) -> None:
    """Check that a Spanish message has no English word, apart from what it quotes."""
    assert not ENGLISH.search(QUOTED.sub("", words)), words


QUOTED = re.compile(r"""'[^']*'|"[^"]*"|`[^`]*`""")
"""What a message quotes."""


class TestEveryFault:
    """Each fault has a message in each language, and the Spanish one has no English."""

    def test_of_the_catalogue_is_provoked_here(self) -> None:
        provoked = BROKEN.keys() | CALLS.keys() | FROM_PYTHON.keys()
        assert provoked - FAULTS.keys() == {"unknown_request_type", "unknown_priority"}
        assert provoked >= FAULTS.keys()

    @pytest.mark.parametrize("code", BROKEN)
    def test_of_a_text(self, code: str) -> None:
        error = refusal(lambda: Directory.from_toml(BROKEN[code]))
        check_both_languages(error)
        assert any(says(code, fault.message) for fault in error.faults)

    @pytest.mark.parametrize("code", CALLS)
    def test_of_a_call(self, code: str, tmp_path: Path) -> None:
        error = refusal(lambda: CALLS[code](tmp_path))
        check_both_languages(error)
        assert any(says(code, fault.message) for fault in error.faults)

    @pytest.mark.parametrize("code", FROM_PYTHON)
    def test_from_python(self, code: str) -> None:
        words = FAULTS[code].fill(**FROM_PYTHON[code])
        assert words.es != words.en
        check_spanish(words.es)


def says(code: str, message: str) -> bool:
    """Return whether a message is that of a code, with any names in it."""
    if code in ("unknown_request_type", "unknown_priority"):
        return "Use one of" in message
    parts = re.split(r"\{\w+\}", FAULTS[code].en)
    pattern = ".*".join(re.escape(part.replace("{{", "{").replace("}}", "}")) for part in parts)
    return re.match(pattern, message) is not None


class TestKeys:
    """A key that is missing, or that is written in Spanish, is named as the file writes it."""

    def test_every_key_that_a_file_must_have_has_an_example(self) -> None:
        schema = Directory.model_json_schema()
        tables = [schema, *schema["$defs"].values()]
        required = {key for table in tables for key in table.get("required", ())}
        assert required <= EXAMPLES.keys()

    def test_every_example_is_toml_of_its_key(self) -> None:
        for key, example in EXAMPLES.items():
            assert [*tomllib.loads(example)] == [key]

    def test_every_spanish_word_means_keys_that_there_are(self) -> None:
        properties = Directory.model_json_schema()["$defs"].values()
        known = {*Directory.model_fields} | {
            key for table in properties for key in table.get("properties", ())
        }
        for word, keys in MEANT_KEYS.items():
            assert folded(word) == word
            assert set(keys) <= known

    @pytest.mark.parametrize(
        ("text", "path", "meant"),
        [
            (SMALL + special_day(date="", fecha="2026-12-24"), "special_days[0].fecha", "date"),
            (SMALL + special_day(hasta="2026-12-24"), "special_days[0].hasta", "through"),
            (SMALL + special_day(date="", desde="2026-12-24"), "special_days[0].desde", "date"),
            (SMALL + season(**{"from": "", "desde": '"12-24"'}), "seasons[0].desde", "from"),
            (SMALL + closure(ends="", hasta="2026-12-24"), "closures[0].hasta", "ends"),
            (SMALL + closure(starts="", DESDE="2026-12-24"), "closures[0].DESDE", "starts"),
            (edited("{ days", '{ "días"'), "channels[0].hours[0].días", "days"),
            (edited('name = { es = "Chat"', 'nombre = { es = "Chat"'), "channels[1].nombre", "name"),
            (SMALL + closure(canales='["desk"]'), "closures[0].canales", "channels"),
            (edited("contacts", "contactos"), "channels[0].contactos", "contacts"),
            (edited("hours", "horarios"), "channels[0].horarios", "hours"),
            (edited("opens", "abre"), "channels[0].hours[0].abre", "opens"),
            (edited("closes", "hasta"), "channels[0].hours[0].hasta", "closes"),
            (edited("time_zone", "zona_horaria"), "zona_horaria", "time_zone"),
        ],
    )  # fmt: skip
    def test_a_spanish_key_names_the_key_that_was_meant(
        self, text: str, path: str, meant: str
    ) -> None:
        assert faults(text)[path] == f"unknown key: did you mean `{meant}`?"

    def test_a_spanish_key_for_one_that_is_there_is_superfluous(self) -> None:
        text = SMALL + special_day(fecha="2026-12-24")
        advice = "unknown key: remove it, because `date` is there already"
        assert faults(text)["special_days[0].fecha"] == advice


class TestChannels:
    """A channel that was meant by another of its names is named by its id."""

    @pytest.mark.parametrize("written", ["DESK", "Mesa", "mesa", "desk ", "Desk"])
    def test_by_its_names(self, written: str) -> None:
        text = SMALL + closure(channels=f'["{written}"]')
        assert faults(text)["closures[0].channels[0]"] == (
            f'unknown channel: did you mean "desk"? Use one of desk, chat (got {written!r})'
        )

    def test_an_id_comes_before_the_name_of_another_channel(self) -> None:
        text = edited('es = "Mesa", en = "Desk" }\nrequest', 'es = "Chat", en = "Chat" }\nrequest')
        text += closure(channels='["Chat"]')
        assert 'did you mean "chat"?' in faults(text)["closures[0].channels[0]"]


class TestToml:
    """What Python's reader of TOML says is there in Spanish too, with its column."""

    @pytest.mark.parametrize(
        ("text", "spanish"),
        [
            ("a = ", "el valor no se entiende: escriba el texto entre comillas"),
            ("a = [1", "falta una coma, el ] que cierra una lista, o las comillas de un valor (al final del archivo)"),
            ("a = 'x", "faltan las comillas que cierran un texto (al final del archivo)"),
            ('a = "x\n', "hay un salto de línea u otro signo que no se admite; si es un texto, revise sus comillas (columna 7)"),
            ("a = 1 2", "sobra texto después del valor: una fecha empieza por el año (2026-12-24), y un texto va entre comillas (columna 7)"),
            ("a 1", "falta el signo = después de la clave (columna 3)"),
            ("[a]\n[a]", "hay dos tablas con el mismo título: quite una (columna 3)"),
            ("a = 1\na = 2", "una clave está dos veces: quite una (al final del archivo)"),
            ("a = 2026-02-30", "la fecha no existe (columna 5)"),
            ("a = 5 p. m.", "sobra texto después del valor: una fecha empieza por el año (2026-12-24), y un texto va entre comillas (columna 7)"),
        ],
    )  # fmt: skip
    def test_in_a_text(self, text: str, spanish: str) -> None:
        (fault,) = refusal(lambda: Directory.from_toml(text)).faults
        assert fault.spanish.startswith("el texto no se puede leer como TOML: ")
        assert spanish in fault.spanish

    @pytest.mark.parametrize("start", MISTAKES)
    def test_each_mistake(self, start: str) -> None:
        words = toml_mistake(f"{start} here (at line 3, column 5)")
        assert words.es == f"{MISTAKES[start]} (columna 5)"
        check_spanish(words.es)

    def test_another_mistake(self) -> None:
        words = toml_mistake("Too many bananas")
        assert (words.es, words.en) == (
            "revise las comillas, los corchetes y los signos =",
            "Too many bananas",
        )


class TestPydanticsFaults:
    """A fault that only Python objects can have is described by pydantic in English."""

    def test_has_its_code_in_spanish(self) -> None:
        with pytest.raises(ValidationError) as caught:
            TypeAdapter(frozenset[int]).validate_python(5)
        (details,) = caught.value.errors()
        words = words_of(details)
        assert words.en == details["msg"]
        assert "(frozen_set_type)" in words.es
        check_spanish(words.es)

    @pytest.mark.parametrize("code", SAME_FAULTS)
    def test_several_codes_may_say_the_same(self, code: str) -> None:
        assert SAME_FAULTS[code] in FAULTS
