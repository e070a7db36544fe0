"""`--format github`: annotations, which GitHub shows beside the lines of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import SHIPPED_TOML, line_with
from tests.cli.calls import DAY, Result, Run, Write

NUMBER, HOURS, ZONE, LEVEL, NAME = (
    line_with(SHIPPED_TOML, words)
    for words in ("+576017442727", "opens = ", "time_zone = ", "level = 3", "[name]")
)
"""The lines of what the tests change."""

EARLY = ('closes = "17:00"', 'closes = "05:00"')
NO_LEVEL = ("level = 3", "level = 0")
GITHUB = ["--format", "github", "--lang", "en"]


@pytest.fixture
def write(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a directory to the working folder, so that the name of a file is its path."""
    monkeypatch.chdir(tmp_path)
    return lambda *edits, **options: Path(write(*edits, **options)).name


class TestVerify:
    """`verify --format github` writes one annotation for each error and warning."""

    def test_has_the_line_and_the_code(self, run: Run, write: Write) -> None:
        name = write(('"(601) 7442727"', '"(601) 7442728"'), EARLY)
        assert run("verify", name, *GITHUB) == Result(
            1,
            f"::error file=desk.toml,line={NUMBER},title=wrong_number::People read (601) 7442728, but "
            "machines dial +576017442727, which is another number. If the printed number is "
            'right, write e164 = "+576017442728"\n'
            f"::warning file=desk.toml,line={HOURS},title=long_span::From 07:00 to 05:00 is 22 hours. "
            'Did you mean closes = "17:00"?\n',
            "",
        )

    def test_a_finding_without_a_line_is_about_the_file(self, run: Run, write: Write) -> None:
        result = run("verify", write(), "--all", "--to", "2028-02-01", *GITHUB)
        assert (
            "\n::notice file=desk.toml,title=holidays_unverified::The holidays are not checked from "
            "Sat 1 Jan 2028 00:00 on" in result.out
        )

    @pytest.mark.parametrize(
        ("options", "count"),
        [([], 0), (["--all"], 4), (["--all", "--to", "2028-02-01"], 5)],
        ids=["", "all", "a longer range"],
    )
    def test_nothing_but_notes_is_found_of_the_shipped_directory(
        self, run: Run, options: list[str], count: int
    ) -> None:
        notes = run("verify", *options, *GITHUB).out.splitlines()
        assert len(notes) == count
        assert all(each.startswith("::notice title=") for each in notes)

    @pytest.mark.parametrize(
        ("name", "written"),
        [
            ("a,b: 100%.toml", "a%2Cb%3A 100%25.toml"),
            ("a\n::error::b.toml", "a %3A%3Aerror%3A%3Ab.toml"),
        ],
        ids=ascii,
    )
    def test_codes_take_the_place_of_what_would_end_a_part(
        self, run: Run, write: Write, name: str, written: str
    ) -> None:
        (line,) = run("verify", write(EARLY, name=name), *GITHUB).out.splitlines()
        assert line.startswith(f"::warning file={written},line={HOURS},title=long_span::From 07:00")

    @pytest.mark.parametrize(
        ("command", "language", "edits", "starts"),
        [
            (
                ["verify"], "en", [('"America/Bogota"', '"Bogotá"'), NO_LEVEL],
                [f"line={ZONE},title=bad_directory::time_zone", f"line={LEVEL},title=bad_directory::escalation[2].level: must be"],
            ),
            (["verify"], "es", [NO_LEVEL], [f"line={LEVEL},title=bad_directory::escalation[2].level: debe"]),
            (
                ["verify"], "en", [("\n[name]", 'holiday_calendar = "XX"\n\n[name]')],
                [f"line={NAME - 1},title=bad_directory::holiday_calendar: "],
            ),
            (["diff", "shipped"], "en", [NO_LEVEL], [f"line={LEVEL},title=bad_directory::"]),
        ],
        ids=["two faults", "in Spanish", "no such calendar", "diff"],
    )  # fmt: skip
    def test_each_fault_of_a_directory_has_its_line(
        self, run: Run, write: Write, command: list[str], language: str,
        edits: list[tuple[str, str]], starts: list[str],
    ) -> None:  # fmt: skip
        result = run(*command, write(*edits), *GITHUB[:-1], language)
        assert (result.code, result.err) == (2, "")
        for line, start in zip(result.out.splitlines(), starts, strict=True):
            assert line.startswith(f"::error file=desk.toml,{start}")

    def test_a_file_that_is_not_there_is_an_error_as_usual(self, run: Run) -> None:
        result = run("verify", "none.toml", *GITHUB)
        assert (result.code, result.out, "none.toml" in result.err) == (2, "", True)

    def test_a_fault_without_annotations_is_an_error_as_usual(self, run: Run, write: Write) -> None:
        result = run("verify", write(NO_LEVEL))
        assert (result.code, result.out) == (2, "")
        assert f"escalation[2].level, línea {LEVEL}" in result.err


class TestDiff:
    """`diff --format github` writes a notice for each edit."""

    def test_has_an_annotation_for_each_edit_with_who_answers_instead(
        self, run: Run, write: Write
    ) -> None:
        number = [("(57) 318 717 49 37", "(57) 318 717 49 38"), ("+573187174937", "+573187174938")]
        name = write(('closes = "17:00"', 'closes = "16:00"'), *number)
        result = run("diff", "shipped", name, *DAY, *GITHUB)
        first, second = result.out.splitlines()
        assert result.code == 1
        assert first == (
            "::notice file=desk.toml,title=diff::The PQRS line closes at 4:00 p.m. instead of "
            "5:00 p.m.: Tuesday 24 November 2026; 5 request types, 1 hour%0A  In its place: "
            "the priority 1 mobile line and the national toll-free line"
        )
        assert second.startswith("::notice file=desk.toml,title=diff::")

    def test_nothing_changes(self, run: Run) -> None:
        assert run("diff", "shipped", "shipped", *DAY, *GITHUB) == Result(
            0,
            "::notice title=diff::No answer changes from Tue 24 Nov 2026 00:00 to "
            "Wed 25 Nov 2026 00:00\n",
            "",
        )


@pytest.mark.parametrize("command", [["verify"], ["diff", "shipped", "shipped", *DAY]])
def test_annotations_are_not_json(run: Run, command: list[str]) -> None:
    result = run(*command, *GITHUB, "--json")
    assert (result.code, result.out) == (2, "")
    assert "--format github prints annotations, and --json prints JSON" in result.err
