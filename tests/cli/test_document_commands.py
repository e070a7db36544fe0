"""`ccb-support export` and `ccb-support schema`: documents for other systems."""

import json
import sys
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from ccb_support import Recommendation
from ccb_support.export import to_icalendar, to_opening_hours, to_schema_org
from tests.builders import at
from tests.cli.calls import PQRS_TOML, SHIPPED, TUESDAY, Run, Write

SHIPPED_SCHEMA = files("ccb_support").joinpath("directory.schema.json").read_text("utf-8")

DECEMBER = ("--from", "2026-12-01", "--to", "2027-01-01")
BOUNDS = at("2026-12-01"), at("2027-01-01")
MONTH = at("2026-11-24 09:30"), at("2026-12-24 09:30")


class TestExport:
    """`export` writes what `ccb_support.export` makes, and `--output` puts it in a file."""

    def test_osm_holds_for_good(self, run: Run, pqrs_file: str) -> None:
        lines = run("export", "osm").out.splitlines()
        assert dict(line.split(maxsplit=1) for line in lines) == to_opening_hours(SHIPPED)
        assert run("export", "osm", "--directory", pqrs_file).out.startswith("pqrs  Mo-Fr")

    @pytest.mark.parametrize(
        ("ends", "bounds"),
        [
            (DECEMBER, BOUNDS),
            (("--from", "2026-11-24 09:30"), MONTH),
            (("--from", "2026-11-24T03:30-11:00"), MONTH),  # a month on the directory's clock
            (("--to", "2026-12-24 09:30"), MONTH),
        ],
        ids=["both", "from", "from, in another zone", "to"],
    )
    def test_osm_with_one_end_of_a_range_has_the_usual_other(
        self, run: Run, ends: tuple[str, ...], bounds: tuple[datetime, datetime]
    ) -> None:
        printed = run("export", "osm", *ends, "--json").out
        assert json.loads(printed) == to_opening_hours(SHIPPED, *bounds)

    def test_osm_says_which_strings_are_too_long(self, run: Run) -> None:
        result = run("export", "osm", "--from", "2026-01-01", "--to", "2028-01-01")
        assert result.code == 0
        assert result.err.endswith(
            "OpenStreetMap no recibe más: pqrs. Pase start y end (--from y --to) de un periodo "
            "más corto, que tiene menos fechas\n"
        )

    @pytest.mark.parametrize(
        ("options", "asked", "lines"),
        [
            (["--lang", "en"], {"language": "en"}, '{\n  "@context"'),
            (["--json", "--channel", "pqrs"], {"channels": ["pqrs"]}, '{"@context"'),
        ],
        ids=["to read", "in one line"],
    )
    def test_schema_org(
        self, run: Run, options: list[str], asked: dict[str, Any], lines: str
    ) -> None:
        printed = run("export", "schema-org", *options).printed
        assert printed.startswith(lines)
        assert printed.endswith("}\n")
        assert json.loads(printed) == to_schema_org(SHIPPED, *MONTH, **asked)

    def test_regression_no_name_ends_the_script_that_holds_linked_data(
        self, run: Run, write: Write
    ) -> None:
        path = write(("PQRS line", "</script><b>"), text=PQRS_TOML)
        printed = run("export", "schema-org", "--lang", "en", "--directory", path).out
        assert "<" not in printed
        assert json.loads(printed)["@graph"][0]["name"] == "</script><b>"

    @pytest.mark.parametrize("language", ["es", "en"])
    def test_icalendar_has_the_line_ends_of_its_format(self, run: Run, language: str) -> None:
        expected = to_icalendar(SHIPPED, *BOUNDS, dtstamp=TUESDAY, language=language)
        printed = run("export", "icalendar", *DECEMBER, "--lang", language).out
        assert printed == expected.decode("utf-8")

    @pytest.mark.parametrize(
        ("path", "written"),
        [("/usr/bin/python", "/usr/bin/python"), ("/My files/python", '"/My files/python"')],
    )
    def test_a_missing_library_is_installed_for_this_python(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, path: str, written: str
    ) -> None:
        monkeypatch.setitem(sys.modules, "icalendar", None)
        monkeypatch.setattr(sys, "executable", path)
        said = run("export", "icalendar").refusal
        assert f'. Instálela con: {written} -m pip install "icalendar>=7"' in said

    def test_icalendar_of_some_channels(self, run: Run) -> None:
        expected = to_icalendar(SHIPPED, *BOUNDS, dtstamp=TUESDAY, channels=["chat"])
        printed = run("export", "icalendar", *DECEMBER, "--channel", "chat").out
        # The error of an unknown channel lists ids with names.
        for name in ("chat en línea", "online chat", "chat (chat en línea)"):
            assert run("export", "icalendar", *DECEMBER, "--channel", name).out == printed
        assert printed == expected.decode("utf-8") != run("export", "icalendar", *DECEMBER).out

    def test_if_a_system_completes_line_ends_they_are_left_to_it(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("os.linesep", "\r\n")
        assert "\r" not in run("export", "icalendar", *DECEMBER).out
        assert "\n\n" not in run("export", "osm").out

    def test_widget_of_half_a_year_of_the_directory_in_its_language(
        self, run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = Mock(return_value="<p>\n")
        monkeypatch.setattr("ccb_support.cli.document_commands.to_widget", made)
        path = write(('language = "es"', 'language = "en"'), text=PQRS_TOML)
        assert run("export", "widget", "--directory", path).out == "<p>\n"
        (_, *bounds), options = made.call_args
        assert bounds == [at("2026-11-24 09:30"), at("2027-05-24 09:30")]
        assert options == {"language": "en"}


class TestSchema:
    """`schema` prints or writes the JSON Schema of an answer, or of a directory's file."""

    @pytest.mark.parametrize("kind", [(), ("recommendation",)], ids=["", "by its name"])
    def test_is_that_of_a_recommendation(self, run: Run, kind: tuple[str, ...]) -> None:
        schema = Recommendation.model_json_schema(mode="serialization")
        assert run("schema", *kind).out == json.dumps(schema, indent=2, ensure_ascii=False) + "\n"

    def test_of_a_directory_is_the_one_that_ships(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "directory.schema.json"
        assert run("schema", "directory") == (0, SHIPPED_SCHEMA, "")
        assert run("schema", "directory", "-o", path) == (0, "", "")
        assert path.read_bytes() == SHIPPED_SCHEMA.encode("utf-8")
        assert "--force" in run("schema", "-o", path).err
        assert run("schema", f"-o={path}", "--force") == (0, "", "")
        assert json.loads(path.read_bytes())["title"] == "Recommendation"
