"""The faults of a directory: each with its path, its line, its code, and its words.

The golden file `golden/faults.jsonl` is the table of faults. Each line has changes of a directory
that has no fault, and every fault of the result: path, line, code, and words in English and in
Spanish. A near miss has none. After a change of words, `tests/golden/write.py` writes it again. For
a new fault, add a line with its change and with `"faults": []`, which is then written too.
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import InitErrorDetails

from ccb_support import Directory, DirectoryError, Router, verify
from ccb_support.errors import Fault
from ccb_support.limits import LONGEST_FILE, LONGEST_LINE
from ccb_support.model import LocalizedText
from ccb_support.model.checks import find_faults
from ccb_support.model.directory import toml_mistake
from ccb_support.model.faults import list_faults, write_path
from ccb_support.model.records import error_of, words_of_fault
from ccb_support.model.vocabulary import folded
from ccb_support.words import Phrase
from ccb_support.words.faults import (
    EXAMPLES,
    FAULTS,
    MEANT_KEYS,
    MISTAKES,
    SAME_FAULTS,
    UNSEEN_LETTER,
)
from tests.builders import SHIPPED_TOML, at, line_with
from tests.editions import VERSION_LINE
from tests.model.small_directory import (
    SMALL,
    closure,
    faults,
    places,
    season,
    special_day,
    tables_in,
)

# A caller may ignore the types.
any_text: Any = Directory.from_toml
any_path: Any = Directory.from_file
any_folder: Any = Directory.from_folder

GOLDEN = Path(__file__).parents[1] / "golden" / "faults.jsonl"
ROWS: list[dict[str, Any]] = [*map(json.loads, GOLDEN.read_text("utf-8").splitlines())]
BASES = {"small": SMALL, "shipped": SHIPPED_TOML}


def text_of(row: dict[str, Any]) -> str:
    """Return the text that a line of the table is about."""
    text: str = row.get("text", BASES[row.get("base", "small")])
    for found, replacement in row.get("write", ()):
        assert not found or text.count(found) == 1
        text = text.replace(found, replacement) if found else text + replacement
    return text


def faults_of(text: str) -> list[list[object]]:
    """Return every fault of a text: its path, line and code, and its words in both languages."""
    try:
        Directory.from_toml(text)
    except DirectoryError as error:
        check_both_languages(error)
        lines = [each.line or 0 for each in error.faults]
        assert lines == sorted(lines)
        codes = codes_in(error, text)
        return [
            [each.path, each.line, codes[each], each.message, each.spanish] for each in error.faults
        ]
    return []


def codes_in(error: DirectoryError, text: str) -> dict[Fault, str | None]:
    """Return the code of each fault of a text, if a validation found it."""
    if not isinstance(error.__cause__, ValidationError):
        return dict.fromkeys(error.faults)
    content, codes = tomllib.loads(text), dict[Fault, str | None]()
    for each in error.__cause__.errors(include_url=False):
        code: Any = each["type"]
        detail = InitErrorDetails(
            type=error_of(code, words_of_fault(each)), loc=each["loc"], input=each["input"]
        )
        alone = ValidationError.from_exception_data("", [detail])
        codes |= dict.fromkeys(list_faults(alone, content, Directory, text), code)
    return codes


def golden_text() -> str:
    """Return the golden file as it should be."""
    rows = ({**row, "faults": faults_of(text_of(row))} for row in ROWS)
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def test_every_fault_is_reported_at_once() -> None:
    assert golden_text().splitlines() == GOLDEN.read_text("utf-8").splitlines(), (
        "If it is right, run .venv/bin/python -m tests.golden.write faults.jsonl"
    )


ENGLISH = re.compile(
    r"\b(the|must|is|are|not|and|or|of|with|without|found|got|write|add|remove|keep|such as|did you)\b"
)
"""Words that a Spanish sentence does not have."""


LONG = {
    "long_file": "#" * (LONGEST_FILE + 1),
    "string_too_long": SMALL.replace('version = "1"', f'version = "{"1" * (LONGEST_LINE + 1)}"'),
    "unknown_zone": SMALL.replace("America/Bogota", "A" * 5000),
    "less_than_equal": SMALL.replace("level = 1", f"level = 1\nrows = [1, 0x{'f' * 9000}]"),
}
"""A text for each fault that is about something long, by the code of the fault."""


def routed(calendar: str) -> Router:
    """Return a router over the small directory, with the calendar of that code."""
    return Router(Directory.from_toml(f'holiday_calendar = "{calendar}"{SMALL}'))


FIRST_DAY = "effective = 2027-01-01"

IN_LIMA = SMALL.replace('"America/Bogota"', '"America/Lima"\nholiday_calendar = "PE"').replace(
    'printed = "745 2141", e164 = "+576017452141"',
    'printed = "105", short_code = "105", phone_context = "+51"',
)


def edition(first_day: str = "", zone: str = "America/Bogota") -> Directory:
    """Return the small directory from a day on."""
    holidays = 'holiday_calendar = "CO"\n'
    return Directory.from_toml(f"{first_day}\n{holidays}{SMALL}".replace("America/Bogota", zone))


def read_latin1(folder: Path) -> Directory:
    """Read a directory from a file that is not UTF-8."""
    (folder / "latin.toml").write_bytes(SMALL.replace("Mesa", "Peña").encode("latin-1"))
    return Directory.from_file(folder / "latin.toml")


CALLS: dict[str, Callable[[Path], object]] = {
    "not_utf8": read_latin1,
    "not_a_path": lambda _: any_path(5),
    "not_a_folder": lambda _: any_folder(5),
    "not_text": lambda _: any_text(5),
    "other_text": lambda _: verify(
        Directory.from_toml(SMALL), at("2026-01-01"), at("2026-01-02"), text=SHIPPED_TOML
    ),
    "no_editions": Directory.from_folder,
    "not_a_first_day": lambda _: edition("effective = 1983-01-01"),
    "several_without_effective": lambda _: Router([edition(), edition()]),
    "repeated_effective": lambda _: Router([edition(FIRST_DAY), edition(FIRST_DAY)]),
    "repeated_version": lambda _: Router([edition(), edition(FIRST_DAY)]),
    "other_zone": lambda _: Router([edition(), edition(FIRST_DAY, "America/Lima")]),
    "unknown_country": lambda _: routed("ZZ"),
    "unknown_part": lambda _: routed("US-ZZ"),
    "no_parts": lambda _: routed("CO-ANT"),
}
"""A call for each fault that is about more than a text, by the code of the fault."""

FROM_PYTHON: dict[str, dict[str, object]] = {
    "too_many_pairs": {"pairs": 1_002_000, "most": 1_000_000},
    "model_type": {},
    "string_unicode": {},
    "not_a_file": {},
    "calendar_gap": {"day": "2027-01-01"},
}
"""Faults that no file has, or only a huge one, by code: what their messages name."""


def check_both_languages(error: DirectoryError) -> None:
    """Check that each fault has a Spanish message without English words, and an English one.

    No name in a message is missing.
    """
    assert error.message("en") == str(error)
    for fault in error.faults:
        assert fault.describe("en") == str(fault)
        assert fault.spanish
        assert fault.spanish != fault.message
        assert not re.search(r"None|\{\w+\}", fault.message + fault.spanish)
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
        messages = [fault[3] for row in ROWS for fault in row["faults"]]
        elsewhere = LONG.keys() | CALLS.keys() | FROM_PYTHON.keys()
        for code in FAULTS.keys() - elsewhere:
            assert any(says(code, each) for each in messages), f"no line of {GOLDEN} has {code}"

    @pytest.mark.parametrize("code", LONG)
    def test_of_a_long_text(self, code: str) -> None:
        (fault,) = faults_of(LONG[code])
        assert says(code, str(fault[3]))

    @pytest.mark.parametrize("code", CALLS)
    def test_of_a_call(self, code: str, tmp_path: Path) -> None:
        with pytest.raises(DirectoryError) as caught:
            CALLS[code](tmp_path)
        check_both_languages(caught.value)
        assert any(says(code, fault.message) for fault in caught.value.faults)

    @pytest.mark.parametrize("code", FROM_PYTHON)
    def test_from_python(self, code: str) -> None:
        words = FAULTS[code].fill(**FROM_PYTHON[code])
        assert words.es != words.en
        check_spanish(words.es)


def says(code: str, message: str) -> bool:
    """Return whether a message is that of a code, with any names in it."""
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
        assert [[*tomllib.loads(each)] for each in EXAMPLES.values()] == [[key] for key in EXAMPLES]

    def test_every_spanish_word_means_keys_that_there_are(self) -> None:
        tables = tables_in(Directory.model_json_schema())
        known = {key for table in tables for key in table.get("properties", ())}
        for word, keys in MEANT_KEYS.items():
            assert folded(word) == word
            assert set(keys) <= known

    @pytest.mark.parametrize(
        ("title", "meant"),
        [
            ("canales", "channels"),
            ("channel", "channels"),
            ("priority", "priorities"),
            ("escalamiento", "escalation"),
            ("holidays", "holiday_calendar"),
            ("nivel", "escalation"),
            ("temporada", "seasons"),
            ("dia_especial", "special_days"),
            ("festivo", "special_days"),
            ("exceptions", "special_days"),
        ],
    )
    def test_a_title_that_people_try_may_be_that_of_a_list_that_is_there(
        self, title: str, meant: str
    ) -> None:
        found = faults(f"{SHIPPED_TOML}[[{title}]]\nid = 1\n")
        assert found == {title: f"unknown key: did you mean `{meant}`?"}

    @pytest.mark.parametrize(
        ("before", "end", "place"),
        [
            ("format =", "\n", "medium"),
            ('id = "desk"', "\n", "channels[0].medium"),
            ("opens =", ", ", "channels[0].hours[0].medium"),
        ],
    )
    def test_regression_a_medium_outside_a_contact(self, before: str, end: str, place: str) -> None:
        text = SMALL.replace('"07:00"', '"7"').replace(before, f'medium = "phone"{end}{before}', 1)
        assert faults(text).keys() == {place, "channels[0].hours[0].opens"}

    def test_of_any_table_is_refused_with_the_keys_of_that_table(self) -> None:
        content = tomllib.loads(TEXT)
        for holder, path in [*places(content)]:
            if type(holder[path[-1]]) is dict:
                holder[path[-1]]["xyz"] = 1
                with pytest.raises(ValidationError) as caught:
                    Directory.model_validate(content)
                (fault,) = list_faults(caught.value, content, Directory)
                assert fault.path == f"{write_path(path)}.xyz"
                del holder[path[-1]]["xyz"]
                unused = fault.message.partition("use one of ")[2].split(", ")
                assert not set(unused).intersection(holder[path[-1]])

    def test_regression_a_medium_may_be_anything(self) -> None:
        (fault,) = faults(SMALL.replace('medium = "chat"', "medium = []")).values()
        assert fault.startswith("must have a medium")


class TestAdvice:
    """Who follows the advice of a fault gets no other fault."""

    @pytest.mark.parametrize("medium", ["email", "chat"])
    def test_regression_a_code_of_another_contact_gets_no_country(self, medium: str) -> None:
        elsewhere = f'holiday_calendar = "PE"\n{SMALL.replace("America/Bogota", "America/Lima")}'
        text = elsewhere.replace(f'"{medium}",', f'"{medium}", short_code = "195",')
        ((path, message),) = faults(text).items()
        assert path.endswith("].contacts[0].short_code")
        assert message.startswith("unknown key")

    @pytest.mark.parametrize("word", ['"--"', '""', "5"])
    def test_regression_what_has_no_letters_is_no_ambiguous_word(self, word: str) -> None:
        other = '\n[[request_types]]\nid = "other"\nname = "other"\n'
        entry = f'[[request_types]]\nid = "queja"\nname = "queja"\nambiguous = [{word}]\n'
        with pytest.raises(DirectoryError) as caught:
            Directory.from_toml(SMALL.replace('["incidente", "Quejas"]', '"all"') + entry + other)
        (fault,) = caught.value.faults
        assert "only one entry" not in fault.message

    def test_regression_a_repeated_number_of_the_scale_becomes_the_next_one(self) -> None:
        scale = '[[priorities]]\nid = 1\nname = "a"\n[[priorities]]\nid = 1\nname = "b"\n'
        text = SMALL.replace('[3, "P1"]', '"all"') + scale
        with pytest.raises(DirectoryError) as caught:
            Directory.from_toml(text)
        (fault,) = caught.value.faults
        assert "write 2" in fault.message
        Directory.from_toml("id = 2".join(text.rsplit("id = 1", 1)))

    @pytest.mark.parametrize("channels", ['"chat"', "[]", "5"])
    def test_regression_a_season_of_no_channel_needs_no_holidays(self, channels: str) -> None:
        text = re.sub(r"hours = \[.*\]", "hours = []", SMALL).replace("Bogota", "Lima")
        ((path, _),) = faults(text + season(name='"S"', channels=channels)).items()
        assert path == "seasons[0].channels"

    @pytest.mark.parametrize(
        ("written", "fault"),
        [
            ("opens = 7", 'to 23:59, with four digits and in quotes: "07:00" (got 7)'),
            ("closes = 17.00", 'to 24:00, with four digits and in quotes: "17:00" (got 17.0)'),
            (
                "e164 = 576017452141",
                'without spaces and in quotes: "+576017457495" (got 576017452141)',
            ),
        ],
    )
    def test_a_number_is_not_only_put_in_quotes(self, written: str, fault: str) -> None:
        key, _, _ = written.partition(" = ")
        text = re.sub(rf'{key} = "[^"]*"', written, SMALL)
        (message,) = faults(text).values()
        assert message.endswith(fault)
        (advice,) = re.findall(r'in quotes: ("[^"]*")', message)
        Directory.from_toml(text.replace(written, f"{key} = {advice}"))

    @pytest.mark.parametrize("key", ["format", "version", "as_of", "time_zone", "name"])
    def test_regression_a_key_of_the_whole_file_goes_to_its_top(self, key: str) -> None:
        rest = re.sub(rf"(?m)^{key} = .*$", "", SMALL, count=1)
        ((path, message),) = faults(rest).items()
        place, _, example = message.partition(", for example ")
        assert (path, place) == (key, "is missing: add it at the top of the file")
        Directory.from_toml(f"{example}\n{rest}")

    def test_regression_the_holidays_go_to_the_top_of_the_file(self) -> None:
        elsewhere = SMALL.replace("America/Bogota", "America/Lima")
        (message,) = faults(elsewhere).values()
        (advice,) = re.findall("add at the top of the file (holiday_calendar = .*?) for", message)
        assert Directory.from_toml(f"{advice}\n{elsewhere}").holiday_calendar == "PE"

    @pytest.mark.parametrize("title", ["request_types", "priorities"])
    def test_regression_an_empty_list_becomes_a_title(self, title: str) -> None:
        (message,) = faults(f"{title} = []\n{SMALL}").values()
        assert f"at the end of the file write the title [[{title}]]" in message

    @pytest.mark.parametrize(
        ("key", "written"),
        [
            ("closes", "close"),
            ("opens", "abre"),
            ("as_of", "AS_OF"),
            ("holiday_calendar", "holidays_calendar"),
            ("phone_context", "context"),
        ],
    )
    def test_regression_a_misspelt_key_is_not_missing_too(self, key: str, written: str) -> None:
        text = IN_LIMA.replace(f"{key} =", f"{written} =")
        (message,) = faults(text).values()
        assert message == f"unknown key: did you mean `{key}`?"
        Directory.from_toml(text.replace(f"{written} =", f"{key} ="))

    @pytest.mark.parametrize("key", ["format", "version", "as_of", "time_zone", "holiday_calendar"])
    def test_regression_a_key_in_a_table_is_not_missing_too(self, key: str) -> None:
        (line,) = re.findall(rf"(?m)^{key} = .*$", IN_LIMA)
        rest = IN_LIMA.replace(f"{line}\n", "")
        ((path, message),) = faults(rest + line).items()
        assert path == f"escalation[0].{key}"
        assert message.startswith("is a key of the whole file: move this line above all titles")
        Directory.from_toml(f"{line}\n{rest}")

    def test_regression_a_spelling_becomes_ambiguous_in_both_entries(self) -> None:
        entries = (
            f'\n[[request_types]]\nid = "{name}"\nname = "{name}"\n{key} = ["caso"]\n'
            for name, key in (("incidente", "spellings"), ("quejas", "ambiguous"))
        )
        text = SMALL + "".join(entries)
        (message,) = faults(text).values()
        assert message.startswith(
            '"caso" already means request type 1 (request_types[0]): remove it from `ambiguous`, '
            "or in that entry move it from `spellings` to `ambiguous`"
        )
        Directory.from_toml(text.replace("spellings", "ambiguous"))

    def test_the_first_day_goes_into_the_later_edition(self, tmp_path: Path) -> None:
        # By their names, the newer file comes first.
        for name in ("directory.toml", "hasta-2026.toml"):
            tmp_path.joinpath(name).write_text(SHIPPED_TOML, "utf-8")
        with pytest.raises(DirectoryError) as caught:
            Directory.from_folder(tmp_path)
        fault, _ = caught.value.faults
        assert fault.file == "hasta-2026.toml"
        assert fault.message.endswith(
            "If one of the two is only a copy, take it out of the folder; otherwise, at the top "
            f"of the file that holds later, add for example {FIRST_DAY}"
        )


class TestToml:
    """What Python's reader of TOML says is put into words, with a way out."""

    @pytest.mark.parametrize("starts", MISTAKES)
    def test_each_mistake(self, starts: str | tuple[str, ...]) -> None:
        for start in [starts] if isinstance(starts, str) else starts:
            words = toml_mistake(f"{start} here (at line 3, column 5)", letter="a")
            assert words == MISTAKES[starts]
            check_spanish(words.es)

    @pytest.mark.parametrize(
        "text",
        ['b =\u00a0"x"', "\u00a0b = 1", "b = 1\u200b", "b = {\u00a0c = 1 }", "b = [\u00a01]"],
    )
    def test_regression_a_space_that_other_programs_write(self, text: str) -> None:
        assert [fault[1:4] for fault in faults_of(f"a = 1\n{text}\n")] == [
            [2, None, f"the text can't be read as TOML: {UNSEEN_LETTER.en}"]
        ]

    @pytest.mark.parametrize("line", ["b =", 'b = "c', "[[b", "b", "b = 1 c", "b = \t"])
    def test_regression_a_line_may_end_as_on_windows(self, line: str) -> None:
        assert faults_of(f"a = 1\r\n{line}\r\n") == faults_of(f"a = 1\n{line}\n")

    def test_another_mistake(self) -> None:
        assert toml_mistake("Too many bananas", letter="") == Phrase(
            es="revise las comillas, los corchetes y los signos =",
            en="check the quotes, the brackets and the signs =",
        )


class TestPydanticsFaults:
    """A fault that only Python objects can have is described by pydantic in English."""

    def test_has_its_code_in_spanish(self) -> None:
        with pytest.raises(ValidationError) as caught:
            TypeAdapter(frozenset[int]).validate_python(5)
        (details,) = caught.value.errors()
        words = words_of_fault(details)
        assert words.en == details["msg"]
        assert "(frozen_set_type)" in words.es
        check_spanish(words.es)

    @pytest.mark.parametrize("code", SAME_FAULTS)
    def test_several_codes_may_say_the_same(self, code: str) -> None:
        assert SAME_FAULTS[code] in FAULTS


MISSING = {
    **{f"special day, {key}": special_day(**{key: ""}) for key in ("name", "date", "hours")},
    **{f"season, {key}": season(**{key: ""}) for key in ("name", "hours")},
    "closure, name": closure(name=""),
}
"""Entries without a key."""


@pytest.mark.parametrize(
    "text",
    [
        *(pytest.param(f"{SMALL}{entry}\n# HERE\n", id=what) for what, entry in MISSING.items()),
        pytest.param(
            SHIPPED_TOML.replace('name = { es = "crítica", en = "critical" }', "# HERE"),
            id="regression: the example is not a word of another priority",
        ),
    ],
)
def test_the_example_of_a_missing_key_mends_the_fault(text: str) -> None:
    (message,) = faults(text).values()
    _, _, example = message.partition("is missing: add it, for example ")
    Directory.from_toml(text.replace("# HERE", example))


TEXT = f"""{SMALL}
[[channels]]
id = "mail"
name = {{ es = "Correo", en = "Mail" }}
request_types = "all"
priorities = "all"
holidays = "open"
hours = "always"
contacts = [{{ medium = "email", address = "mail@example.org" }}]

[[escalation]]
level = 2
name = {{ es = "Jefa", en = "Chief" }}
hours = "always"
contacts = [{{ medium = "email", address = "chief@example.org" }}]

[[special_days]]
name = {{ es = "Cierre", en = "Closed early" }}
channels = ["desk", "chat"]
date = 2026-12-24
through = 2026-12-26
hours = [{{ opens = "08:00", closes = "12:00" }}, {{ opens = "13:00", closes = "15:00" }}]

[[special_days]]
name = {{ es = "Balance", en = "Stocktaking" }}
channels = ["desk"]
date = 2026-12-28
hours = "closed"

[[closures]]
name = {{ es = "Obras", en = "Works" }}
channels = ["chat"]
starts = 2026-12-05T22:00:00
ends = 2026-12-06T04:00:00
"""

BREAKS = [
    {"version": ('version = "1"\n', "")},
    {"xyz": ("format = 2", "format = 2\nxyz = 1")},
    {"time_zone": ("America/Bogota", "Bogota")},
    {"name.en": ('{ es = "Mesa", en = "Desk" }\n\n', '{ es = "Mesa", en = "" }\n\n')},
    {"channels[0].hours[0].days[0]": ('["monday"]', '["lunedi"]')},
    {
        "channels[0].hours[0].closes": ('"17:00"', '"5 p.m."'),
        "channels[0].hours[0]": ('"17:00"', '"07:00"'),
    },
    {"channels[0].contacts[0].address": ("desk@example.org", "desk")},
    {"channels[2].id": ('id = "mail"', 'id = "desk"')},
    {"channels[2].name": ('name = { es = "Correo", en = "Mail" }', 'name = " Correo"')},
    {"channels[1].request_types[1]": ('"Quejas"', '"PQRS"')},
    {"escalation[0].contacts[0].e164": ("+576017452141", "7452141")},
    {
        "escalation[1].level": ("level = 2", "level = 1"),
        "escalation[1].levle": ("level = 2", "level = 2\nlevle = 2"),
    },
    {"escalation[1].name": ('name = { es = "Jefa", en = "Chief" }\n', "")},
    {"special_days[0].name": ('name = { es = "Cierre", en = "Closed early" }\n', "")},
    {"special_days[0].channels[1]": ('["desk", "chat"]', '["desk", "fax"]')},
    {
        "special_days[0].through": ("2026-12-26", "26"),
        "special_days[0]": ("2026-12-26", "2026-12-23"),
        "special_days[1]": ("2026-12-26", "2026-12-28"),
    },
    {
        "special_days[0].hours[0].opens": ('"08:00"', '"8"'),
        "special_days[0].hours[0]": ('"08:00"', '"12:00"'),
        "special_days[0].hours": ('"08:00"', '"14:00"'),
    },
    {"special_days[1].name.en": ('"Stocktaking"', '""')},
    {"special_days[1].hours": ('28\nhours = "closed"', '28\nhours = "shut"')},
    {"closures[0].name": ('name = { es = "Obras", en = "Works" }\n', "")},
    {"closures[0].channels[0]": ('channels = ["chat"]', 'channels = ["fax"]')},
    {
        "closures[0].starts": ("2026-12-05T22:00:00", "2026-12-05T22:00:30"),
        "closures[0].ends": ("2026-12-06T04:00:00", '"soon"'),
        "closures[0]": ("2026-12-06T04:00:00", "2026-12-05T22:00:00"),
    },
]
"""Ways to break `TEXT`: what to replace, by the path of the fault. Those of one group exclude each other."""


@st.composite
def breaks(draw: st.DrawFn) -> dict[str, tuple[str, str]]:
    """Draw some ways to break `TEXT` that do not touch each other."""
    groups = draw(st.lists(st.sampled_from(range(len(BREAKS))), min_size=1, unique=True))
    return dict(draw(st.sampled_from(sorted(BREAKS[each].items()))) for each in groups)


def break_text(replacements: Iterable[tuple[str, str]]) -> str:
    """Return `TEXT` with replacements, each of which changes one place."""
    text = TEXT
    for found, replacement in replacements:
        assert text.count(found) == 1, found
        text = text.replace(found, replacement)
    return text


class TestAllAtOnce:
    """Break any number of things: the error has exactly their paths."""

    @pytest.mark.parametrize("path", [path for group in BREAKS for path in group])
    def test_one(self, path: str) -> None:
        (replacement,) = (group[path] for group in BREAKS if path in group)
        assert faults(break_text([replacement])).keys() == {path}

    @given(breaks())
    def test_several(self, chosen: dict[str, tuple[str, str]]) -> None:
        assert faults(break_text(chosen.values())).keys() == chosen.keys()


@pytest.mark.slow
class TestHostileText:
    """Any text gives a directory or a `DirectoryError`."""

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("x = " + "[" * 100_000 + "]" * 100_000, id="lists in lists"),
            pytest.param("x = " + "{ x = " * 100_000 + "1" + "}" * 100_000, id="tables in tables"),
            pytest.param("x = " + "9" * 100_000, id="a number without end"),
            pytest.param('x = "', id="a text without end"),
            pytest.param("\0", id="a null"),
            pytest.param('"\ud800" = 1', id="half a character"),
            pytest.param("format = 2\nformat = 2", id="a key twice"),
            pytest.param("<html>", id="another language"),
        ],
    )
    def test_text_that_is_not_a_directory(self, text: str) -> None:
        with pytest.raises(DirectoryError, match="fault"):
            Directory.from_toml(text)

    @pytest.mark.parametrize(
        ("found", "path"),
        [
            ("format = 2", "format"),
            (VERSION_LINE, "version"),
            ("as_of = 2026-11-24", "as_of"),
            ('id = "incident"', "request_types[0].id"),
            ("id = 1", "priorities[0].id"),
            ('holidays = "open"', "channels[1].holidays"),
            ('hours = "always"', "channels[1].hours"),
            ("level = 1", "escalation[0].level"),
        ],
    )
    def test_regression_a_number_that_python_does_not_write_out(
        self, found: str, path: str
    ) -> None:
        key, _, _ = found.partition(" = ")
        with pytest.raises(DirectoryError) as caught:
            Directory.from_toml(SHIPPED_TOML.replace(found, f"{key} = 0x{'f' * 9000}", 1))
        assert {each.path for each in caught.value.faults} == {path}

    @given(
        st.sampled_from(SMALL.split()),
        st.sampled_from(
            ["[]", "{}", "0", "-1", "1e999", "nan", "true", '""', "2026-12-24", "07:00", "=", "#"]
        ),
    )
    def test_a_directory_with_one_word_changed(self, word: str, other: str) -> None:
        try:
            outcome: object = Directory.from_toml(SMALL.replace(word, other, 1))
        except DirectoryError as error:
            outcome = error.faults
        assert outcome


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_line_of_a_fault_in_a_file_with_any_ends_of_lines_and_a_mark_in_front(
    tmp_path: Path, end: str
) -> None:
    text = SHIPPED_TOML.replace("America/Bogota", "America/Bogotá", 1)
    path = tmp_path / "directory.toml"
    path.write_bytes(text.replace("\n", end).encode("utf-8-sig"))
    with pytest.raises(DirectoryError) as caught:
        Directory.from_file(path)
    (fault,) = caught.value.faults
    assert fault.line == line_with(text, "time_zone")


@pytest.mark.parametrize("first_line", ["format = 1", "formatt = 2", "format ="])
def test_a_text_with_the_mark_of_an_editor_in_front_has_the_faults_of_the_text(
    first_line: str,
) -> None:
    text = SMALL.strip()
    assert Directory.from_toml(f"\ufeff{text}") == Directory.from_toml(text)
    wrong = text.replace("format = 2", first_line, 1)
    found: list[Fault] = []
    for each in (wrong, f"\ufeff{wrong}"):
        with pytest.raises(DirectoryError) as caught:
            Directory.from_toml(each)
        found += caught.value.faults
    assert found[: len(found) // 2] == found[len(found) // 2 :]
    assert 1 in {each.line for each in found}


def test_regression_a_name_for_both_languages_has_its_fault_once() -> None:
    queja = '[[request_types]]\nid = "{id}"\nname = "queja"\n'
    every = SMALL.replace('["incidente", "Quejas"]', '"all"')
    text = every + queja.format(id="claim") + queja.format(id="complaint")
    assert [*faults(text)] == ["request_types[1].name"]


GOOD = {"es": "hola", "en": "hello"}


def text_faults(value: object) -> list[Fault]:
    """Return what is wrong with a text in two languages."""
    with pytest.raises(ValidationError) as caught:
        LocalizedText.model_validate(value)
    return list_faults(caught.value, value, LocalizedText)


class TestPaths:
    """A fault's path is its place in what was read."""

    @pytest.mark.parametrize(
        ("found", "path"),
        [
            (5, ""),
            ({**GOOD, "\x1b[31m": ""}, r"'\x1b[31m'"),
            ({**GOOD, "two\nlines": ""}, r"'two\nlines'"),
            ({**GOOD, "x" * 10_000: ""}, f"'{'x' * 399}…"),
        ],
        ids=["the whole", "a command of a terminal", "two lines", "a long one"],
    )
    def test_a_key_of_other_characters_is_quoted(self, found: object, path: str) -> None:
        (fault,) = text_faults(found)
        assert fault.path == path

    @pytest.mark.parametrize(
        ("fault", "english", "spanish"),
        [
            (Fault("", "is empty", "está vacío"), "is empty", "está vacío"),
            (Fault("", "is empty", "está vacío", 7), "line 7: is empty", "línea 7: está vacío"),
            (Fault("name", "is empty", "está vacío"), "name: is empty", "name: está vacío"),
            (
                Fault("name", "is empty", "está vacío", 7),
                "name, line 7: is empty",
                "name, línea 7: está vacío",
            ),
        ],
    )
    def test_a_fault_says_its_path_and_its_line_first(
        self, fault: Fault, english: str, spanish: str
    ) -> None:
        assert str(fault) == fault.describe("en") == english
        assert fault.describe("es") == spanish


@pytest.mark.parametrize(
    ("found", "quoted"),
    [
        (5, ["(got 5)"]),
        ("", ["(got '')"]),
        ("two\nlines", [r"(got 'two\nlines')"]),
        (None, []),
        ([1], []),
        ({"a": 1}, []),
    ],
    ids=repr,
)
def test_a_fault_quotes_what_was_found_unless_it_is_a_whole_table(
    found: object, quoted: list[str]
) -> None:
    (fault,) = text_faults({**GOOD, "es": found})
    assert re.findall(r"\(got .*$", fault.message) == quoted


@pytest.mark.parametrize("written", ["true", "2026-01-01", "10:00:00", "5.5"])
@pytest.mark.parametrize("key", ["request_types", "priorities"])
def test_regression_an_unknown_word_is_quoted_as_the_file_has_it(key: str, written: str) -> None:
    text = re.sub(rf"{key} = \[.*\]", f"{key} = [{written}]", SMALL)
    with pytest.raises(DirectoryError) as caught:
        Directory.from_toml(text)
    (fault,) = caught.value.faults
    assert fault.message.startswith(f"{written} is not a")
    assert fault.spanish.startswith(f"{written} no es un")


def test_a_check_reads_the_items_that_are_valid_by_themselves() -> None:
    (fault,) = find_faults(Directory, {"closures": [{"channels": [5, "nobody"]}]})
    assert fault.get("loc") == ("closures", 0, "channels", 1)
