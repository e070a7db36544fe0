"""`ccb-support export`: opening hours for other systems."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ccb_support import Directory
from ccb_support.export import to_icalendar, to_opening_hours, to_schema_org
from ccb_support.widget import to_widget
from tests.builders import at
from tests.cli.calls import PQRS_TOML, SHIPPED, TUESDAY, Result, Run

if TYPE_CHECKING:
    from pathlib import Path


class TestExport:
    """`export` writes what `ccb_support.export` makes, and `--output` puts it in a file."""

    DECEMBER = ("--from", "2026-12-01", "--to", "2027-01-01")
    BOUNDS = at("2026-12-01"), at("2027-01-01")
    MONTH = at("2026-11-24 09:30"), at("2026-12-24 09:30")

    def test_osm_holds_for_good(self, run: Run) -> None:
        lines = run("export", "osm").out.splitlines()
        assert dict(line.split(maxsplit=1) for line in lines) == to_opening_hours(SHIPPED)

    def test_osm_within_a_range(self, run: Run) -> None:
        printed = run("export", "osm", *self.DECEMBER, "--json").out
        assert json.loads(printed) == to_opening_hours(SHIPPED, *self.BOUNDS)

    @pytest.mark.parametrize(
        "end",
        [
            ("--from", "2026-11-24 09:30"),
            ("--from", "2026-11-24T03:30-11:00"),  # a month on the directory's clock
            ("--to", "2026-12-24 09:30"),
        ],
        ids=["from", "from, in another zone", "to"],
    )
    def test_osm_with_one_end_of_a_range_has_the_usual_other(
        self, run: Run, end: tuple[str, str]
    ) -> None:
        printed = run("export", "osm", *end, "--json").out
        assert json.loads(printed) == to_opening_hours(SHIPPED, *self.MONTH)

    def test_osm_says_which_strings_are_too_long(self, run: Run) -> None:
        result = run("export", "osm", "--from", "2026-01-01", "--to", "2028-01-01")
        assert result.code == 0
        assert result.err.endswith(
            "OpenStreetMap no recibe más: pqrs. Pase start y end (--from y --to) de un rango "
            "más corto, que tiene menos fechas\n"
        )

    def test_schema_org(self, run: Run) -> None:
        printed = run("export", "schema-org", "--lang", "en").out
        assert json.loads(printed) == to_schema_org(SHIPPED, *self.MONTH, language="en")
        in_spanish = to_schema_org(SHIPPED, *self.MONTH)
        assert printed == json.dumps(json.loads(printed), indent=2, ensure_ascii=False) + "\n"
        in_one_line = run("export", "schema-org", "--json").out
        assert in_one_line == json.dumps(in_spanish, ensure_ascii=False) + "\n"

    def test_schema_org_of_one_channel(self, run: Run) -> None:
        printed = run("export", "schema-org", "--channel", "pqrs").out
        assert json.loads(printed) == to_schema_org(SHIPPED, *self.MONTH, channels=["pqrs"])

    def test_regression_no_name_ends_the_script_that_holds_linked_data(
        self, run: Run, tmp_path: Path
    ) -> None:
        path = tmp_path / "hostile.toml"
        path.write_text(PQRS_TOML.replace("PQRS line", "</script><b>"), "utf-8")
        printed = run("export", "schema-org", "--lang", "en", "--directory", str(path)).out
        assert "<" not in printed
        assert json.loads(printed)["@graph"][0]["name"] == "</script><b>"

    def test_icalendar_has_the_line_ends_of_its_format(self, run: Run) -> None:
        expected = to_icalendar(SHIPPED, *self.BOUNDS, dtstamp=TUESDAY)
        assert run("export", "icalendar", *self.DECEMBER).out == expected.decode("utf-8")

    def test_icalendar_has_the_next_month_by_default(self, run: Run) -> None:
        a_second_later = TUESDAY.replace(second=1, microsecond=5)
        printed = run("export", "icalendar", now=a_second_later).out
        expected = to_icalendar(SHIPPED, *self.MONTH, dtstamp=a_second_later)
        assert printed == expected.decode("utf-8")

    def test_icalendar_in_english(self, run: Run) -> None:
        expected = to_icalendar(SHIPPED, *self.BOUNDS, dtstamp=TUESDAY, language="en")
        printed = run("export", "icalendar", *self.DECEMBER, "--lang", "en").out
        assert printed == expected.decode("utf-8")

    def test_if_a_system_completes_line_ends_they_are_left_to_it(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("os.linesep", "\r\n")
        assert "\r" not in run("export", "icalendar", *self.DECEMBER).out
        assert "\n\n" not in run("export", "osm").out

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("icalendar", to_icalendar(SHIPPED, *BOUNDS, dtstamp=TUESDAY, channels=["pqrs"])),
            ("osm", f"pqrs  {to_opening_hours(SHIPPED, *BOUNDS)['pqrs']}\n".encode()),
        ],
    )
    def test_a_file(self, run: Run, tmp_path: Path, name: str, expected: bytes) -> None:
        path = tmp_path / "hours"
        options = ("--channel", "pqrs", "--output", str(path))
        assert run("export", name, *self.DECEMBER, *options) == Result(0, "", "")
        assert path.read_bytes() == expected

    def test_widget(self, run: Run) -> None:
        printed = run("export", "widget", *self.DECEMBER, "--lang", "en").out
        assert printed == to_widget(SHIPPED, *self.BOUNDS, language="en")

    def test_widget_of_half_a_year_of_the_directory_in_its_language(
        self, run: Run, tmp_path: Path
    ) -> None:
        path = tmp_path / "english.toml"
        path.write_text(PQRS_TOML.replace('language = "es"', 'language = "en"'), "utf-8")
        english = Directory.from_toml(path.read_text("utf-8"))
        assert english.language == "en"
        half_a_year = at("2026-11-24 09:30"), at("2027-05-24 09:30")
        printed = run("export", "widget", "--directory", str(path)).out
        assert printed == to_widget(english, *half_a_year)

    def test_another_directory(self, run: Run, pqrs_file: str) -> None:
        assert run("export", "osm", "--directory", pqrs_file).out.startswith("pqrs  Mo-Fr")
