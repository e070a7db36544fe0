"""The command line reads the holidays that a directory names, and its shorter range."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.model.small_directory import SMALL

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.calls import Run

pytest.importorskip("holidays", reason="holidays caps python-dateutil below 3")


@pytest.fixture
def write(tmp_path: Path) -> Path:
    return tmp_path / "desk.toml"


def small(code: str, zone: str) -> str:
    return f'holiday_calendar = "{code}"\n' + SMALL.replace("America/Bogota", zone)


class TestNamedHolidays:
    """Each command that reads a directory knows its holidays."""

    def test_a_holiday_closes_the_desk_by_its_name(self, run: Run, write: Path) -> None:
        write.write_text(small("MX", "America/Mexico_City"), "utf-8")
        arguments = "--when", "2026-03-16T12:00", "--directory", str(write)
        assert "Natalicio de Benito Juárez" in run("channels", *arguments).out

    def test_a_code_that_does_not_exist_names_the_file(self, run: Run, write: Path) -> None:
        write.write_text(small("ZZ", "America/Mexico_City"), "utf-8")
        called = run("verify", str(write))
        assert called.code == 2
        assert "desk.toml: " in called.err
        assert "'ZZ'" in called.err

    def test_a_time_outside_the_years_of_its_calendar(self, run: Run, write: Path) -> None:
        write.write_text(small("MX", "America/Mexico_City"), "utf-8")
        called = run("channels", "--when", "2101-01-03 10:00", "--directory", str(write))
        assert called.code == 2
        assert "'2101-01-03 10:00'" in called.err
        assert "1984 to 2100" in called.err or "1984 a 2100" in called.err

    def test_verify_ends_with_the_years_of_its_calendar(self, run: Run, write: Path) -> None:
        write.write_text(small("LK", "Asia/Colombo"), "utf-8")
        called = run("verify", str(write), "--from", "2026-06-01", "--lang", "en")
        assert "to Fri 1 Jan 2027 00:00" in called.out.splitlines()[0]
