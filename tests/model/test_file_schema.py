"""The JSON Schema of a directory: it accepts what the library accepts, and refuses wrong forms."""

import copy
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.resources import files
from itertools import product
from operator import methodcaller
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from ccb_support import Channel, Directory
from ccb_support.limits import MOST_ROWS
from ccb_support.model.hours import WEEKDAYS, Day, Days
from ccb_support.model.vocabulary import folded
from ccb_support.testing import strategies
from tests.builders import SHIPPED_TOML
from tests.markdown import ROOT
from tests.model.small_directory import (
    SMALL,
    closure,
    places,
    season,
    special_day,
    tables_in,
    values_in,
)
from tests.model.test_directory import ADDRESSES, QUOTED, WORDS, put
from tests.model.test_faults import BREAKS, ROWS, TEXT, break_text, text_of
from tests.systems import NEEDS_PROCESSES

jsonschema: Any = import_module("jsonschema")
regress: Any = import_module("regress")

SHIPPED_TEXT = files("ccb_support").joinpath("directory.schema.json").read_text("utf-8")
SHIPPED_SCHEMA: dict[str, Any] = json.loads(SHIPPED_TEXT)
"""The schema of the file, which editors read."""

BEYOND_FORM = {
    "ambiguous_spelling": "the words of two entries",
    "backwards_days": "which of two dates comes first",
    "backwards_times": "which of two times comes first",
    "code_without_country": "the zone and a telephone together",
    "coinciding_days": "the days of two entries",
    "date_from_datetime_parsing": "29 February, of which a form does not know the year's kind",
    "empty_span": "that two times are equal",
    "level_out_of_order": "the order of two entries",
    "misspelt_channel": "that two texts are equal",
    "no_such_channel": "that two texts are equal",
    "one_meaning": "the words of two entries",
    "overlapping_hours": "the times of two spans",
    "priority_out_of_order": "the order of two entries",
    "repeated_article": "that a text begins with another",
    "repeated_day": "that a name and a range have a day in common",
    "repeated_id": "that two texts are equal",
    "repeated_week": "that two words mean the same",
    "shared_name": "the words of two entries",
    "shared_word": "the words of two entries",
    "unknown_channel": "that two texts are equal",
    "unknown_priority": "the words of the directory",
    "unknown_request_type": "the words of the directory",
    "unknown_zone": "which zones there are",
    "unnamed_holidays": "the zone, the calendar and a channel together",
    "wavering_days": "on which days Easter falls",
}
"""The kinds of faults that the form of single values does not show, each with what it is about."""


@cache
def _compiled(pattern: str) -> Any:  # noqa: ANN401 - the library has no types
    return regress.Regex(pattern, "u")


def _matches(_validator: object, pattern: str, value: object, _schema: object) -> Iterator[Any]:
    """Check a pattern as JavaScript does: Python's `$` also matches before a last line end."""
    if isinstance(value, str) and _compiled(pattern).find(value) is None:
        yield jsonschema.ValidationError(f"{value!r} does not match {pattern!r}")


_Validator: Any = jsonschema.validators.extend(
    jsonschema.Draft202012Validator, {"pattern": _matches}
)

FILE: Any = _Validator(SHIPPED_SCHEMA)
"""Checks what TOML says."""

MODEL: Any = _Validator(Directory.model_json_schema())
"""Checks JSON."""

WRITTEN: Any = _Validator(Directory.model_json_schema(mode="serialization"))
"""Checks JSON that the model writes."""


def as_json(content: object) -> Any:  # noqa: ANN401 - any JSON
    """Return a value of TOML as editors pass it to a schema: dates and times are text."""
    return json.loads(json.dumps(content, default=methodcaller("isoformat")))


def schema_accepts(text: str) -> bool:
    """Return whether the shipped schema accepts a file."""
    return bool(FILE.is_valid(as_json(tomllib.loads(text))))


def kinds_of_faults(content: object) -> set[str]:
    """Return the kinds of faults that the library finds."""
    try:
        Directory.model_validate(content)
    except ValidationError as error:
        return {each["type"] for each in error.errors(include_url=False)}
    return set()


HOSTILE = [r"\u001b[2J", r"\u0000", r"\u202e", "", "x" * 3000]
BROKEN = [
    # A fault without a code is of the text, and not of its content.
    *(text_of(row) for row in ROWS if row["faults"] and all(each[2] for each in row["faults"])),
    *(break_text([replacement]) for group in BREAKS for replacement in group.values()),
    *(put(hostile, place) for place, hostile in product(QUOTED, HOSTILE)),
    *(put(each, place) for place, each in product(QUOTED, ADDRESSES) if place[0] not in WORDS),
]
"""More than five hundred files with faults, most of them one of form."""

SEASON = """
[[seasons]]
name = "Fin de año"
from = "12-15"
through = "01-15"
hours = "closed"
"""

DESKS = sorted(
    path for path in (ROOT / "tests/desks").glob("*.toml") if ".answers" not in path.suffixes
)

HOLIDAY_HOURS = '[{ opens = "08:00", closes = "12:00" }]'


SIGNS = [
    "\N{EN DASH}", " \N{EN DASH} ", "\N{EM DASH}", "\N{HYPHEN}", "\N{MINUS SIGN}", "\N{BULLET}",
    "\N{LEFT DOUBLE QUOTATION MARK}", "\N{MULTIPLICATION SIGN}", "\N{MASCULINE ORDINAL INDICATOR}",
    "\N{RIGHTWARDS ARROW}", "\N{SUBSCRIPT TWO}", "\N{ZERO WIDTH SPACE}",
]  # fmt: skip
"""Signs that no folding takes away, some of which a word processor writes for a hyphen."""

MIDNIGHTS = [
    "T00:00", "t00:00:00", " 00:00:00.0", "_00:00:00,000000", "T00:00:00.0000001", "T00:00Z",
    "T00:00:00z", "T00:00-05:00", "T00:00:00.0+0530", "T00:00\N{MINUS SIGN}23:59",
]  # fmt: skip
"""What may follow a full date."""

NO_MIDNIGHTS = [
    "T00:00garbage", "T00:00:30", "T00:00:00.", "T00:00:00.000001", "T00:00.0", "T00:00+05",
    "T00:00+24:00", "T00:00 Z", "T00:00+05:00x", "Z", "T",
]  # fmt: skip
"""What may not."""

SUBSCHEMAS = tables_in(SHIPPED_SCHEMA)
"""The schema and every schema within it."""


class TestTheSchema:
    """It is a schema of draft 2020-12 that editors of every language understand."""

    def test_is_one_of_draft_2020_12(self) -> None:
        jsonschema.Draft202012Validator.check_schema(SHIPPED_SCHEMA)
        assert SHIPPED_SCHEMA["$schema"] == jsonschema.Draft202012Validator.META_SCHEMA["$id"]

    def test_javascript_reads_its_patterns(self) -> None:
        patterns = {each["pattern"] for each in SUBSCHEMAS if "pattern" in each}
        assert len(patterns) > 15
        for pattern in patterns:
            assert regress.Regex(pattern, "u")

    def test_explains_every_table_and_key_in_both_languages(self) -> None:
        tables = [each for each in SUBSCHEMAS if each.get("type") == "object"]
        assert len(tables) > 12
        keys = [key for each in tables for key in each["properties"].values()]
        for explained in [*tables, *keys]:
            spanish, english = explained["description"].split("\n\n")
            assert spanish.endswith(".")
            assert english.endswith(".")
            assert spanish != english

    def test_its_examples_are_valid(self) -> None:
        examples = [
            (FILE.evolve(schema=key | {"$defs": SHIPPED_SCHEMA["$defs"]}), example)
            for each in SUBSCHEMAS
            for key in each.get("properties", {}).values()
            for example in key.get("examples", ())
        ]
        assert len(examples) > 50
        for validator, example in examples:
            validator.validate(example)

    def test_the_shipped_file_names_it(self) -> None:
        assert SHIPPED_TOML.startswith("#:schema ./directory.schema.json\n")

    def test_proposes_values_that_people_choose_among(self) -> None:
        proposed = [each["enum"] for each in SUBSCHEMAS if "enum" in each]
        assert any("lunes a viernes" in each for each in proposed)

    def test_has_no_null_which_toml_lacks(self) -> None:
        unions = [each.get("anyOf", []) + each.get("oneOf", []) for each in SUBSCHEMAS]
        assert all({"type": "null"} not in each for each in unions)


class TestValidFiles:
    """It accepts every way of writing that the library accepts."""

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param(SHIPPED_TOML, id="the shipped file"),
            pytest.param(SMALL, id="a small file"),
            pytest.param(TEXT, id="a file with changed hours"),
            pytest.param(SMALL + SEASON, id="a yearly season"),
            pytest.param(SMALL + special_day(date='"12-24"', through='"12-31"'), id="yearly days"),
            pytest.param(SMALL + special_day(date='"pascua-6"', through='"easter+250"'), id="days from Easter"),
            pytest.param(SMALL + season(**{"from": '"02-01"', "through": '"pascua-0"'}), id="days of both forms"),
            pytest.param(SMALL.replace("opens =", 'weeks = [5, "ÚLTIMA"], opens =', 1), id="weeks of the month"),
            pytest.param(SMALL + special_day(opens_closed_days="true"), id="on closed days"),
            pytest.param(SMALL.replace('"07:00"', "07:00:00"), id="a time without quotes"),
            pytest.param(SMALL.replace("2026-11-24", "2026-11-24T00:00:00"), id="a midnight"),
            pytest.param(SMALL + closure(starts="2026-12-05"), id="a closure from a date"),
            pytest.param(SMALL + closure(starts="2026-12-05 22:00:00"), id="a space for a T"),
            pytest.param(SMALL.replace('holidays = "closed"', f"holidays = {HOLIDAY_HOURS}"), id="holiday hours"),
            pytest.param(SMALL.replace('{ es = "Chat", en = "Chat" }', '"Chat"'), id="one name"),
            pytest.param(SMALL.replace('{ es = "Chat", en = "Chat" }', '{ es = "Chat" }'), id="one language"),
            pytest.param(SMALL.replace('["monday"]', '"Lunes a Miércoles"'), id="a range"),
            pytest.param(SMALL.replace('["monday"]', '["mon\\u0301day"]'), id="an accent that no language has"),
            pytest.param(SMALL.replace('["incidente", "Quejas"]', "[]"), id="no request"),
            pytest.param(SMALL.replace('e164 = "+576017452141"', 'short_code = "#383"'), id="a short code"),
            *(
                pytest.param(SMALL.replace("2026-11-24", f'"2026-11-24{midnight}"'), id=midnight)
                for midnight in MIDNIGHTS
            ),
            pytest.param(SMALL + closure(starts='"2026-12-05 22:00:00.0000001"'), id="a short moment"),
            pytest.param('holiday_calendar = "US-NY"\n' + SMALL, id="a calendar"),
            pytest.param("holiday_calendar = []\n" + SMALL, id="no holidays"),
            pytest.param(SMALL + '[[holiday_calendar]]\ndate = "02-29"\nname = "X"', id="a list"),
        ],
    )  # fmt: skip
    def test_are_accepted(self, text: str) -> None:
        assert not kinds_of_faults(tomllib.loads(text))
        assert schema_accepts(text)

    def test_with_days_in_any_letters_are_accepted(self) -> None:
        reader: TypeAdapter[tuple[Day, ...]] = TypeAdapter(Days)
        form, days = _Validator(reader.json_schema()), "lunes a domingo"
        folded_letters = {chr(each): folded(chr(each)) for each in range(0x80, 0x20000)}
        letters = {each: plain for each, plain in folded_letters.items() if plain in days}
        assert len(letters) > 1000
        for letter, plain in letters.items():
            written = days.replace(plain, letter, 1)
            assert reader.validate_python(written) == WEEKDAYS
            assert form.is_valid(written), ascii(letter)

    @pytest.mark.parametrize("path", DESKS, ids=lambda path: path.stem)
    def test_of_twelve_desks_are_accepted(self, path: Path) -> None:
        assert schema_accepts(path.read_text("utf-8"))


class TestBrokenFiles:
    """It refuses a wrong form. What it accepts although it is wrong shows in no single value."""

    @pytest.mark.parametrize("text", BROKEN)
    def test_are_refused_for_their_form(self, text: str) -> None:
        content = tomllib.loads(text)
        kinds = kinds_of_faults(content)
        assert kinds
        # In JSON, 2.0 is 2.
        if not any(isinstance(each, float) and each.is_integer() for each in values_in(content)):
            assert schema_accepts(text) <= (kinds <= BEYOND_FORM.keys())

    @pytest.mark.parametrize(
        ("found", "replacement"),
        [
            ("+576017452141", '+576017452141", short_code = "195'),
            (', e164 = "+576017452141"', ""),
            ("+576017452141", '+576017452141", phone_context = "+57'),
            ('medium = "chat", ', ""),
            ('["monday"]', '["monday", "monday"]'),
            ('["monday"]', '"lunes a lunes"'),
            ('["monday"]', '"festivos"'),
            *(('["monday"]', f'"lunes{sign}viernes"') for sign in SIGNS),
            *(('opens = "07:00"', f'weeks = ["última{sign}"], opens = "07:00"') for sign in SIGNS),
            ('[3, "P1"]', "[11]"),
            ('[3, "P1"]', "[0]"),
            ("level = 1", f"level = {2**63}"),
            ("format = 2", 'format = 2\nlanguage = "fr"'),
            ("format = 2", f'format = 2\nlanguage = "es{"-a" * 50}"'),
            ('version = "1"', 'version = "1 "'),
            ('version = "1"', 'version = "1\\n"'),
            ('version = "1"', 'version = "\\u3164"'),
            ("745 2141", "745 2141 "),
            ('id = "desk"', 'id = "desk\\n"'),
            ("2026-11-24", '"2026-11-31"'),
            ("2026-11-24", '"0000-11-24"'),
            ("2026-11-24", '"11-24"'),
            *(("2026-11-24", f'"2026-11-24{time}"') for time in NO_MIDNIGHTS),
            *(("format = 2", f'format = 2\neffective = "2026-11-24{time}"') for time in NO_MIDNIGHTS),
            ('id = "desk"', f'id = "desk"\nrows = {[*range(1, MOST_ROWS + 2)]}'),
            pytest.param("", SEASON.replace('"12-15"', "2026-12-15"), id="a full and a yearly date"),
            pytest.param("", SEASON.replace('"01-15"', "2027-01-15"), id="a yearly and a full date"),
            pytest.param("", special_day(date='"12-24"', through="2026-12-31"), id="the same on special days"),
            pytest.param("", special_day(date='"02-30"'), id="no such day"),
            pytest.param("", special_day(date='"easter-3"', through="2026-12-31"), id="Easter and a year"),
            pytest.param("", special_day(date='"pascua+251"'), id="too far from Easter"),
            pytest.param("", special_day(opens_closed_days='"true"'), id="no truth"),
        ],
    )  # fmt: skip
    def test_near_misses_are_refused(self, found: str, replacement: str) -> None:
        text = text_of({"write": [(found, replacement)]})
        assert kinds_of_faults(tomllib.loads(text))
        assert not schema_accepts(text)


JUNK: st.SearchStrategy[Any] = st.sampled_from(
    [
        None, True, 0, 1, 7, -1, 2**63, 0.5, "", " ", "x", "all", "closed", "always", "open", "12-24",
        "02-30", "2026-12-24", "2026-12-24T10:00:00", "24:00", "25:00", "lunes", "lunes a viernes",
        "P1", "queja", "+57", "195", [], ["x"], [[]], {}, {"es": "x"}, {"en": "x", "fr": "y"},
    ]
)  # fmt: skip
"""Values that some keys may have, and others may not."""


@st.composite
def changed_documents(draw: st.DrawFn, change: str) -> Any:  # noqa: ANN401 - any JSON
    """Draw a directory in JSON with one change: of a value, or a key more or less."""
    document = json.loads(draw(strategies.directories()).model_dump_json())
    holder, (*_, key) = draw(st.sampled_from([*places(document)]))
    match change:
        case "replace":
            holder[key] = draw(JUNK)
        case "copy":
            holder[key] = copy.deepcopy(draw(st.sampled_from(values_in(document))))
        case "remove":
            del holder[key]
        case _:
            key = "x" if isinstance(holder, dict) else slice(0, 0)
            holder[key] = [1]
    return document


class TestDrawnDirectories:
    """In JSON, the schema of the model agrees with the model."""

    @given(strategies.directories())
    def test_are_accepted_as_they_are_written(self, directory: Directory) -> None:
        MODEL.validate(json.loads(directory.model_dump_json()))
        assert Directory.model_validate_json(directory.model_dump_json()) == directory
        FILE.validate(json.loads(directory.model_dump_json(exclude_none=True)))
        WRITTEN.validate(json.loads(directory.model_dump_json()))

    @pytest.mark.parametrize("change", ["replace", "copy", "remove", "add"])
    @settings(max_examples=settings().max_examples // 4)
    @given(st.data())
    def test_with_a_change_are_refused_for_their_form_only(
        self, change: str, data: st.DataObject
    ) -> None:
        document = data.draw(changed_documents(change))
        kinds = kinds_of_faults(document)
        assert kinds <= BEYOND_FORM.keys() if MODEL.is_valid(document) else kinds


SCHEMA_ONLY = ["model.file_schema", "words.directory"]
"""The modules that only a schema needs."""


@NEEDS_PROCESSES
def test_an_answer_loads_nothing_that_only_a_schema_needs() -> None:
    code = (
        "import sys; from ccb_support import Directory, default_directory, verify; "
        f"modules = {{f'ccb_support.{{each}}' for each in {SCHEMA_ONLY}}}; "
        "default_directory(); assert not modules & set(sys.modules); "
        "Directory.model_json_schema(); assert modules <= set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - the test's own code


class _Desk(Directory, frozen=True):
    """A directory with one key more."""

    floor: int


class TestModels:
    """Each model has its own schema."""

    def test_of_a_subclass_has_its_keys_too(self) -> None:
        schema = _Desk.model_json_schema()
        assert schema["title"] == "_Desk"
        assert schema["properties"]["floor"] == {"title": "Floor", "type": "integer"}
        assert schema["properties"]["channels"]["description"].startswith("Los canales, en orden")
        jsonschema.validate(as_json(tomllib.loads(SMALL)) | {"floor": 2}, schema)

    def test_of_what_is_written_has_neither_spellings_nor_spanish(self) -> None:
        written = json.dumps(Channel.model_json_schema(mode="serialization"), ensure_ascii=False)
        assert "Un canal" not in written
        assert "lunes" not in written
