"""`ccb-support doctor`: what answers rest on, what is wrong with it, and what to do."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from ccb_support import COLOMBIA, __version__
from ccb_support.cli import main
from ccb_support.cli.installed_packages import Requirement, requirements, version_of
from ccb_support.clock.zones import BOGOTA_NAME
from tests.builders import SHIPPED_TOML, at
from tests.zone_data import packaged_data, write_zone, zone_data

if TYPE_CHECKING:
    from tests.cli.calls import Run

MADRID = SHIPPED_TOML.replace('"America/Bogota"', '"Europe/Madrid"').replace(
    "[[channels]]", '[[holiday_calendar]]\ndate = "12-25"\nname = "Navidad"\n\n[[channels]]', 1
)
"""A directory in Spain, with its own list of holidays."""

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"
EXTRAS = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]["optional-dependencies"]
IN_INSTALLED = "ccb_support.cli.installed_packages"


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
        assert states(run) == {
            **dict.fromkeys(("zone", "holidays", "directory", "packages"), "ok"),
            **{f"extra {each}": "ok" for each in EXTRAS},
            "tzdata": "ok",
        }
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
        def needed(extra: str | None) -> str:
            found = [each.package for each in requirements() if each.extra == extra]
            return ", ".join(f"{each} {version(each)}" for each in found)

        extras = [*dict.fromkeys(each.extra for each in requirements() if each.extra)]
        with zone_data(has_package=True):
            result = run("doctor", "--lang", "en")
        assert (result.code, result.err) == (0, "")
        assert result.out.splitlines() == [
            "ok [zone]: The data of the time zone 'America/Bogota' are from the package tzdata and are as expected.",
            "ok [holidays]: The holidays were checked through 2027-12-31.",
            "ok [directory]: The directory 2026.11.24 was compared with its source on 2026-11-24.",
            f"ok [packages]: ccb-support {__version__} has what it needs: {needed(None)}.",
            *(
                f"ok [extra {each}]: The extra {each} is installed: {needed(each)}."
                for each in extras
            ),
            f"ok [tzdata]: The package tzdata is version {version('tzdata')}.",
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
        assert "versión" in printed

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
    def test_wrong_data_are_an_error(self, run: Run, data: bytes, tmp_path: Path) -> None:
        write_zone(tmp_path, BOGOTA_NAME, data)
        with zone_data(tmp_path, has_package=True):
            result = run("doctor", "--lang", "en")
        assert result.code == 1
        assert result.out.startswith(
            "error [zone]: Python's data of the time zone 'America/Bogota'"
        )

    def test_without_data_the_rest_is_checked(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "own.toml"
        path.write_text(SHIPPED_TOML, "utf-8")
        with zone_data(tmp_path / "zones"):
            found = states(run, "--directory", str(path))
        assert found.pop("zone") == "error"
        assert "packages" in found
        assert "directory" not in found

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

    def test_other_data_of_this_year_are_a_warning(self, tmp_path: Path, madrid_file: str) -> None:
        write_zone(tmp_path, "Europe/Madrid", packaged_data("Europe/London"))
        first_year = datetime(1984, 6, 1, tzinfo=UTC)
        with zone_data(tmp_path, has_package=True):
            arguments = ["doctor", "--directory", madrid_file, "--strict"]
            assert main(arguments, clock=lambda: first_year) == 1

    def test_an_old_package_is_a_warning(self, run: Run) -> None:
        with patch("ccb_support.cli.doctor_command.version_of", return_value="2024.2"):
            result = run("doctor", "--lang", "en")
        assert "warning [tzdata]: The package tzdata is version 2024.2, and" in result.out

    @pytest.mark.parametrize(
        ("version", "state"), [("2025.3", "ok"), ("2024.9", "warning"), ("2026.1.post1", "ok")]
    )
    def test_a_package_is_old_after_the_end_of_the_next_year(
        self, run: Run, version: str, state: str
    ) -> None:
        with patch("ccb_support.cli.doctor_command.version_of", return_value=version):
            assert states(run)["tzdata"] == state


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


class TestPackages:
    """What is missing is named, with the line that installs it."""

    @pytest.mark.parametrize(
        ("package", "lowest", "is_met"),
        [
            ("pydantic", "2.12", True),
            ("pydantic", "999", False),
            ("pydantic", "2.9.0.post0", True),
            ("no-such-package", "1", False),
        ],
    )
    def test_a_requirement(self, package: str, lowest: str, *, is_met: bool) -> None:
        assert Requirement(package, lowest, None).is_met() is is_met

    @pytest.mark.parametrize(
        ("below", "is_met"), [("999", True), ("2", False), (version("pydantic"), False)]
    )
    def test_a_requirement_that_newer_versions_do_not_meet(
        self, below: str, *, is_met: bool
    ) -> None:
        with patch(f"{IN_INSTALLED}.requires", return_value=[f"pydantic<{below},>=1"]):
            (requirement,) = requirements()
        assert str(requirement) == f"pydantic>=1,<{below}"
        assert requirement.is_met() is is_met

    def test_every_requirement_is_read(self) -> None:
        assert [str(each) for each in requirements()[:2]] == [
            "pydantic>=2.12", "python-dateutil>=2.9.0.post0",
        ]  # fmt: skip
        assert {each.extra for each in requirements()} == {None, *EXTRAS}
        with patch(f"{IN_INSTALLED}.requires", return_value=["pydantic (odd)"]):
            assert requirements() == []

    def test_what_is_too_old_is_an_error_or_a_note(self, run: Run) -> None:
        needed = ["pydantic>=999", "tqdm>=999; extra == 'frames'"]
        with patch(f"{IN_INSTALLED}.requires", return_value=["pydantic>=998", *needed]):
            assert "install 'pydantic>=998' 'pydantic>=999'." in run("doctor", "--lang", "en").out
        with patch(f"{IN_INSTALLED}.requires", return_value=needed):
            result = run("doctor", "--lang", "en")
        assert result.code == 1
        assert "too old: pydantic>=999. Run: python -m pip install 'pydantic>=999'." in result.out
        assert "error [packages]: " in result.out
        assert (
            "note [extra frames]: The extra frames is not installed. It lacks: tqdm>=999. If"
            in result.out
        )

    def test_a_package_that_is_not_installed_is_an_error(self, run: Run) -> None:
        with patch("ccb_support.cli.doctor_command.version_of", return_value=None):
            assert states(run)["packages"] == "error"
        assert version_of("no-such-package") is None

    def test_without_tzdata_no_version_is_named(self, run: Run) -> None:
        def without_tzdata(name: str) -> str | None:
            return None if name == "tzdata" else version_of(name)

        with patch("ccb_support.cli.doctor_command.version_of", without_tzdata):
            assert "tzdata" not in states(run)


def test_the_clock_is_the_one_of_the_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--strict"], clock=lambda: datetime(2032, 1, 1, tzinfo=UTC)) == 1
    assert "advertencia [tzdata]" in capsys.readouterr().out
