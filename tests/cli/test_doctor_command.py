"""`ccb-support doctor`: what answers rest on, what is wrong with it, and what to do."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from ccb_support.calendars.colombia import COLOMBIA
from ccb_support.cli import main
from ccb_support.clock.wall_clock import BOGOTA_NAME
from tests.builders import SHIPPED_TOML, at
from tests.zone_data import packaged_data, write_zone, zone_data

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.calls import Run

MADRID = SHIPPED_TOML.replace('"America/Bogota"', '"Europe/Madrid"').replace(
    "[[channels]]", '[[holiday_calendar]]\ndate = "12-25"\nname = "Navidad"\n\n[[channels]]', 1
)
"""A directory in Spain, with its own list of holidays."""


def states(run: Run, *arguments: str) -> dict[str, str]:
    """Return the state of each check."""
    documents = map(json.loads, run("doctor", "--json", *arguments).out.splitlines())
    return {each["check"]: each["state"] for each in documents}


@pytest.fixture
def madrid_file(tmp_path: Path) -> str:
    path = tmp_path / "madrid.toml"
    path.write_text(MADRID, "utf-8")
    return str(path)


class TestInstallationInOrder:
    """An installation in order passes each check."""

    def test_each_check_passes(self, run: Run) -> None:
        assert states(run) == dict.fromkeys(("zone", "holidays", "directory"), "ok")
        assert run("doctor", "--strict").code == 0

    @pytest.mark.parametrize(
        ("language", "line"),
        [
            ("es", "bien [holidays]: Los festivos se revisaron hasta el 2027-12-31."),
            ("en", "ok [holidays]: The holidays were checked through 2027-12-31."),
        ],
    )
    def test_it_speaks_both_languages(self, run: Run, language: str, line: str) -> None:
        assert run("doctor", "--lang", language).out.splitlines()[1] == line

    def test_the_whole_report(self, run: Run) -> None:
        with zone_data(has_package=True):
            result = run("doctor", "--lang", "en")
        assert (result.code, result.err) == (0, "")
        assert result.out.splitlines() == [
            "ok [zone]: The data of the time zone 'America/Bogota' are from the package tzdata and are as expected.",
            "ok [holidays]: The holidays were checked through 2027-12-31.",
            "ok [directory]: The directory 2026.11.24 was compared with its source on 2026-11-24.",
        ]

    def test_as_json_it_is_the_same_and_keeps_its_accents(self, run: Run) -> None:
        printed = run("doctor", "--json").out
        texts = run("doctor").out.splitlines()
        words = {"ok": "bien", "warning": "advertencia"}
        for line, text in zip(printed.splitlines(), texts, strict=True):
            found = json.loads(line)
            assert {*found} == {"check", "state", "message"}
            assert text == f"{words[found['state']]} [{found['check']}]: {found['message']}."
        assert "revisaron" in printed
        assert "comparó" in printed

    def test_where_the_zones_come_from(self, run: Run, tmp_path: Path) -> None:
        with zone_data(has_package=True):
            assert "from the package tzdata and" in run("doctor", "--lang", "en").out
        write_zone(tmp_path, BOGOTA_NAME, packaged_data(BOGOTA_NAME))
        with zone_data(tmp_path, has_package=True):
            assert f"from {tmp_path} and" in run("doctor", "--lang", "en").out


class TestZones:
    """The zone of the directory is checked, whichever it is."""

    @pytest.mark.parametrize(
        "data", [packaged_data("America/New_York"), b"TZif2"], ids=["of another zone", "broken"]
    )
    def test_wrong_data_are_the_error_of_every_command(
        self, run: Run, data: bytes, tmp_path: Path
    ) -> None:
        write_zone(tmp_path, BOGOTA_NAME, data)
        with zone_data(tmp_path, has_package=True):
            result = run("doctor", "--lang", "en")
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith("ccb-support: Python's data of the time zone 'America/Bogota'")

    def test_other_data_than_those_of_the_package_are_a_warning(
        self, run: Run, tmp_path: Path, madrid_file: str
    ) -> None:
        write_zone(tmp_path, "Europe/Madrid", packaged_data("Europe/London"))
        with zone_data(tmp_path, has_package=True):
            result = run("doctor", "--directory", madrid_file, "--lang", "en")
        assert result.code == 0
        assert result.out.startswith(
            f"warning [zone]: The data of the time zone 'Europe/Madrid' in {tmp_path} are not"
        )
        assert (
            "they say 1984-01-15T00:00:00+00:00 instead of 1984-01-15T01:00:00+01:00" in result.out
        )
        with zone_data(tmp_path, has_package=True):
            assert run("doctor", "--directory", madrid_file, "--strict").code == 1


class TestAge:
    """Data that nobody has checked for long are a warning."""

    DIRECTORY = "warning [directory]: The directory 2026.11.24 was last compared"
    HOLIDAYS = "warning [holidays]: The holidays were checked through 2027-12-31. Install"

    @pytest.mark.parametrize(
        ("day", "old"),
        [
            ("2027-11-24", ()),
            ("2027-11-25", (DIRECTORY,)),
            ("2027-12-31", (DIRECTORY,)),
            ("2028-01-01", (HOLIDAYS, DIRECTORY)),
        ],
    )
    def test_holidays_and_directories_grow_old(
        self, run: Run, day: str, old: tuple[str, ...]
    ) -> None:
        result = run("doctor", "--lang", "en", now=at(f"{day} 12:00"))
        assert result.code == 0
        checks = [
            each for each in result.out.splitlines() if "[holidays]" in each or "[dir" in each
        ]
        warnings = [each for each in checks if each.startswith("warning")]
        assert len(checks) == 2
        assert len(warnings) == len(old)
        assert all(each.startswith(words) for each, words in zip(warnings, old, strict=True))

    def test_holidays_grow_old_alone_in_a_directory_that_is_checked_again(
        self, run: Run, checked_file: str
    ) -> None:
        later = at(f"{COLOMBIA.verified_through + timedelta(days=1)}")
        result = run("doctor", "--directory", checked_file, now=later)
        assert (
            "advertencia [holidays]: Los festivos se revisaron hasta el 2027-12-31. Instale una "
            "versión más reciente de ccb-support, o" in result.out
        )
        assert "bien [directory]: " in result.out

    def test_a_list_of_holidays_has_no_date(self, run: Run, madrid_file: str) -> None:
        assert states(run, "--directory", madrid_file)["holidays"] == "note"

    def test_holidays_that_change_nothing_are_not_checked(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "open.toml"
        path.write_text(SHIPPED_TOML.replace('holidays = "closed"', 'holidays = "open"'), "utf-8")
        assert "holidays" not in states(run, "--directory", str(path))


def test_the_clock_is_the_one_of_the_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--strict"], clock=lambda: datetime(2032, 1, 1, tzinfo=UTC)) == 1
    assert "advertencia [directory]" in capsys.readouterr().out
