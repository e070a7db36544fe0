"""`--format github`: annotations, which GitHub shows beside the lines of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import SHIPPED_TOML, line_with
from tests.cli.calls import DAY, Result, Run

if TYPE_CHECKING:
    from pathlib import Path

NUMBER, HOURS, ZONE, LEVEL = (
    line_with(SHIPPED_TOML, words)
    for words in ("+576017442727", "opens = ", "time_zone = ", "level = 3")
)
"""The lines of what the tests change."""

GITHUB = ["--format", "github", "--lang", "en"]


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder, so that the name of a file is its path."""
    monkeypatch.chdir(tmp_path)


def write(path: Path, *edits: tuple[str, str], text: str = SHIPPED_TOML) -> str:
    """Write the shipped directory with some edits to a file, and return the name of the file."""
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    return path.name


class TestVerify:
    """`verify --format github` writes one annotation for each error and warning."""

    def test_has_the_line_and_the_code(self, run: Run, tmp_path: Path) -> None:
        name = write(
            tmp_path / "desk.toml",
            ('"(601) 7442727"', '"(601) 7442728"'),
            ('closes = "17:00"', 'closes = "05:00"'),
        )
        assert run("verify", name, *GITHUB) == Result(
            1,
            f"::error file=desk.toml,line={NUMBER},title=wrong_number::People read (601) 7442728, but "
            "machines dial +576017442727, which is another number. If the printed number is "
            'right, write e164 = "+576017442728"\n'
            f"::warning file=desk.toml,line={HOURS},title=long_span::From 07:00 to 05:00 is 22 hours. "
            'Did you mean closes = "17:00"?\n',
            "",
        )

    def test_a_finding_without_a_line_is_about_the_file(self, run: Run, tmp_path: Path) -> None:
        name = write(tmp_path / "desk.toml")
        result = run("verify", name, "--all", "--to", "2028-02-01", *GITHUB)
        assert (
            "\n::notice file=desk.toml,title=holidays_unverified::The holidays are not checked from "
            "Sat 1 Jan 2028 00:00 on" in result.out
        )

    def test_nothing_is_found_of_the_shipped_directory(self, run: Run) -> None:
        assert run("verify", *GITHUB) == Result(0, "", "")
        notes = run("verify", "--all", *GITHUB).out.splitlines()
        assert len(notes) == 7
        assert all(each.startswith("::notice title=") for each in notes)
        longer = run("verify", "--all", "--to", "2028-02-01", *GITHUB).out.splitlines()
        assert len(longer) == 8

    def test_codes_take_the_place_of_what_would_end_a_part(self, run: Run, tmp_path: Path) -> None:
        name = write(tmp_path / "a,b: 100%.toml", ('closes = "17:00"', 'closes = "05:00"'))
        assert run("verify", name, *GITHUB).out.startswith(
            f"::warning file=a%2Cb%3A 100%25.toml,line={HOURS},title=long_span::From 07:00 to 05:00"
        )

    def test_a_name_of_several_lines_starts_no_annotation(self, run: Run, tmp_path: Path) -> None:
        name = write(tmp_path / "a\n::error::b.toml", ('closes = "17:00"', 'closes = "05:00"'))
        (line,) = run("verify", name, *GITHUB).out.splitlines()
        assert line.startswith(f"::warning file=a %3A%3Aerror%3A%3Ab.toml,line={HOURS}")

    def test_each_fault_of_a_directory_has_its_line(self, run: Run, tmp_path: Path) -> None:
        name = write(
            tmp_path / "desk.toml", ('"America/Bogota"', '"Bogotá"'), ("level = 3", "level = 0")
        )
        result = run("verify", name, *GITHUB)
        assert (result.code, result.err) == (2, "")
        assert [each.partition("::time_zone")[0] for each in result.out.splitlines()[:1]] == [
            f"::error file=desk.toml,line={ZONE},title=bad_directory"
        ]
        assert f"line={LEVEL},title=bad_directory::escalation[2].level: must be" in result.out
        spanish = run("verify", name, "--format", "github", "--lang", "es").out
        assert f"line={LEVEL},title=bad_directory::escalation[2].level: debe" in spanish

    def test_a_calendar_that_does_not_exist_has_its_line(self, run: Run, tmp_path: Path) -> None:
        stated = ("\n[name]", 'holiday_calendar = "XX"\n\n[name]')
        result = run("verify", write(tmp_path / "desk.toml", stated), *GITHUB)
        line = line_with(SHIPPED_TOML, "[name]") - 1
        start = f"::error file=desk.toml,line={line},title=bad_directory::holiday_calendar: "
        assert (result.code, result.out.startswith(start)) == (2, True)

    def test_a_file_that_is_not_there_is_an_error_as_usual(self, run: Run) -> None:
        result = run("verify", "none.toml", *GITHUB)
        assert (result.code, result.out) == (2, "")
        assert "none.toml" in result.err

    def test_a_fault_without_annotations_is_an_error_as_usual(
        self, run: Run, tmp_path: Path
    ) -> None:
        name = write(tmp_path / "desk.toml", ("level = 3", "level = 0"))
        result = run("verify", name)
        assert (result.code, result.out) == (2, "")
        assert f"escalation[2].level, línea {LEVEL}" in result.err


class TestDiff:
    """`diff --format github` writes a notice for each edit."""

    def test_has_the_edit_and_who_answers_instead(self, run: Run, tmp_path: Path) -> None:
        name = write(tmp_path / "new.toml", ('closes = "17:00"', 'closes = "16:00"'))
        result = run("diff", "shipped", name, *DAY, *GITHUB)
        assert result.code == 1
        (notice,) = result.out.splitlines()
        assert notice == (
            "::notice file=new.toml,title=diff::The PQRS line closes at 4:00 p.m. instead of "
            "5:00 p.m.: Tuesday 24 November 2026; 5 request types, 1 hour%0A  In its place: "
            "the priority 1 mobile line and the national toll-free line"
        )

    def test_has_an_annotation_for_each_edit(self, run: Run, tmp_path: Path) -> None:
        name = write(
            tmp_path / "new.toml",
            ('closes = "17:00"', 'closes = "16:00"'),
            ("(57) 318 717 49 37", "(57) 318 717 49 38"),
            ("+573187174937", "+573187174938"),
        )
        notices = run("diff", "shipped", name, *DAY, *GITHUB).out.splitlines()
        assert len(notices) == 2
        assert all(each.startswith("::notice file=new.toml,title=diff::") for each in notices)

    def test_nothing_changes(self, run: Run) -> None:
        assert run("diff", "shipped", "shipped", *DAY, *GITHUB) == Result(
            0,
            "::notice title=diff::No answer changes from Tue 24 Nov 2026 00:00 to "
            "Wed 25 Nov 2026 00:00\n",
            "",
        )

    def test_a_fault_names_its_file(self, run: Run, tmp_path: Path) -> None:
        name = write(tmp_path / "new.toml", ("level = 3", "level = 0"))
        result = run("diff", "shipped", name, *DAY, *GITHUB)
        assert result.code == 2
        assert result.out.startswith(f"::error file=new.toml,line={LEVEL},title=bad_directory::")


@pytest.mark.parametrize("command", [["verify"], ["diff", "shipped", "shipped", *DAY]])
def test_annotations_are_not_json(run: Run, command: list[str]) -> None:
    result = run(*command, *GITHUB, "--json")
    assert (result.code, result.out) == (2, "")
    assert "--format github prints annotations, and --json prints JSON" in result.err
