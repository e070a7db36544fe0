"""Notes on the standard error that a directory, or its holidays, were checked too long ago."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from ccb_support.calendars.colombia import COLOMBIA
from tests.builders import at
from tests.cli.calls import SHIPPED

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.calls import Run

LAST_DAY = at(f"{COLOMBIA.verified_through} 23:59")
DAY_AFTER = at(f"{COLOMBIA.verified_through + timedelta(days=1)}")
YEAR_AFTER = at(f"{SHIPPED.as_of + timedelta(days=366)}")
"""More than a year after the check of the shipped directory; its holidays are still checked."""


def test_near_misses_on_the_last_day(run: Run, checked_file: str) -> None:
    assert run("recommend", "queja", "--directory", checked_file, now=LAST_DAY).err == ""
    assert run("recommend", "queja", now=YEAR_AFTER - timedelta(minutes=1)).err == ""


def test_one_line_on_the_day_after_that_of_the_holidays(run: Run, checked_file: str) -> None:
    through = COLOMBIA.verified_through
    assert run("recommend", "queja", "--directory", checked_file, now=DAY_AFTER).err == (
        f"Aviso: los festivos se revisaron hasta el {through}. Pida una versión más reciente de "
        "ccb-support.\n"
    )
    english = run("channels", "--lang", "en", "--directory", checked_file, now=DAY_AFTER).err
    assert english == (
        f"Note: the holidays were checked through {through}. Ask for a newer version of "
        "ccb-support.\n"
    )


def test_one_line_on_the_day_after_the_year_of_the_directory(run: Run) -> None:
    assert run("recommend", "queja", now=YEAR_AFTER).err == (
        f"Aviso: el directorio se comparó con su fuente el {SHIPPED.as_of}, hace más de un año. "
        "Pida que lo revisen.\n"
    )


def test_one_line_for_both(run: Run) -> None:
    as_of, through = SHIPPED.as_of, COLOMBIA.verified_through
    assert run("week", now=DAY_AFTER).err == (
        f"Aviso: el directorio se comparó con su fuente el {as_of}, y los festivos se revisaron "
        f"hasta el {through}. Pida que los revisen.\n"
    )
    assert run("week", "--lang", "en", now=DAY_AFTER).err == (
        f"Note: the directory was last compared with its source on {as_of}, and the holidays were "
        f"checked through {through}. Ask for a check.\n"
    )


def test_a_directory_without_holidays(run: Run, tmp_path: Path) -> None:
    path, as_of = tmp_path / "always.toml", COLOMBIA.verified_through
    path.write_text(
        f"""
format = 2
version = "1"
as_of = {as_of}
time_zone = "America/Bogota"
name = "Siempre"

[[channels]]
id = "line"
name = "línea"
request_types = "all"
priorities = "all"
hours = "always"
holidays = "open"
contacts = [{{ medium = "phone", printed = "(601) 7457495", e164 = "+576017457495" }}]
""",
        "utf-8",
    )
    arguments = "recommend", "queja", "--directory", str(path)
    assert run(*arguments, now=DAY_AFTER).err == ""
    assert run(*arguments, now=at(f"{as_of + timedelta(days=366)}")).err == (
        f"Aviso: el directorio se comparó con su fuente el {as_of}, hace más de un año. Pida que "
        "lo revisen.\n"
    )


@pytest.mark.parametrize("when", ["2026-11-24 10:00", "2030-01-01 10:00"])
def test_it_is_about_now_and_not_about_the_question(run: Run, checked_file: str, when: str) -> None:
    arguments = "channels", "--when", when, "--directory", checked_file
    assert "Aviso" not in run(*arguments, now=LAST_DAY).err
    assert "Aviso" in run(*arguments, now=DAY_AFTER).err


def test_json_stays_json(run: Run) -> None:
    result = run("recommend", "queja", "--json", now=YEAR_AFTER)
    assert set(json.loads(result.out)) == {"answer", "words"}
    assert result.err.startswith("Aviso: ")


def test_commands_without_a_directory_say_nothing(run: Run) -> None:
    assert run("holidays", now=DAY_AFTER).err == ""


def test_the_clock_is_read_in_the_zone_of_the_directory(run: Run, checked_file: str) -> None:
    utc = datetime.fromisoformat(f"{COLOMBIA.verified_through + timedelta(days=1)}T04:59+00:00")
    arguments = "recommend", "queja", "--directory", checked_file
    assert run(*arguments, now=utc).err == ""
    assert run(*arguments, now=utc + timedelta(minutes=1)).err != ""
