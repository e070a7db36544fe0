"""The help: in both languages, with the words of requests and an example for each command."""

import re

import pytest

from ccb_support import Medium, Priority, RequestType, __version__
from ccb_support.cli.tokens import NAMES, SPANISH, find_command
from ccb_support.words import LANGUAGES
from ccb_support.words.command_line import ABOUT_ARGUMENTS, ABOUT_COMMANDS
from tests.cli.calls import CALL, Result, Run

NARROW = {"COLUMNS": "40"}

VERIFY = """\
Usage: ccb-support verify [FILE...] [OPTIONS]

Say what is wrong with a directory. Exits with 1 if anything
is an error.

Arguments:
  FILE  directories, in TOML, folders of editions, or
        shipped: the directory of the library; shipped if
        left out

Options:
  --from TIME      the start of the range, such as "monday
                   8am"; a date alone, such as 2026-12-24,
                   is the start of that day; now if left out
  --to TIME        the end of the range; a year after the
                   start if left out
  --all            print the notes too: what is often
                   intended, and good to know
  --strict         exit with 1 if there is a warning
  --allow CODE     accept a finding by its code: it is not
                   shown, and does not change the exit code;
                   may be repeated; the codes:
                   unserved_request, no_answer,
                   critical_without_phone, wrong_number,
                   no_open_channel, serves_nothing,
                   never_open, never_the_answer,
                   shared_contact, doubtful_number,
                   long_span, long_closure,
                   long_yearly_range,
                   changed_hours_without_effect,
                   changed_hours_in_other_edition,
                   changed_hours_before_as_of, future_as_of,
                   old_directory, old_holidays,
                   calendar_ends, holiday_list_ends,
                   answer_by_preference_only,
                   changed_hours_out_of_range,
                   holidays_unverified,
                   before_first_edition, next_edition_drops
  --format FORMAT  print annotations, which GitHub shows
                   beside the lines of the file: github
  --json           print JSON, one document a line
  --lang LANGUAGE  es (Spanish) or en (English); if left
                   out, the language of the system, or of
                   the directory
  -h, --help       show this help
  --version        show the version

For example:
  ccb-support verify directory.toml --strict
"""
"""What the help of `verify` says on a screen of 60 columns."""

ROUTE = """\
Usage: ccb-support route FILE
  --request-type COLUMN --priority
  COLUMN --when COLUMN --output FILE
  [OPTIONS]

Add to each row of a table whom to
contact. Exits with 1 if a row has no
answer.

Arguments:
  FILE  tickets, in .csv (with , or ;),
        .jsonl or .ndjson, each also
        with .gz, or in .parquet

Options:
  --request-type COLUMN
    the column of request types
  --priority COLUMN
    the column of priorities
"""
"""How the help of `route` begins on a screen of 40 columns."""

END_OF_PROGRAM = """
  -h, --help        show this help
  --version         show the version

For example:
  ccb-support
  ccb-support recommend complaint
  ccb-support channels --when "monday 8am"
"""
WORDS = """

Request types, in Spanish and in English:
  incidente / incident
  requerimiento / service request
"""
END_OF_RECOMMEND = """

For example:
  ccb-support recommend complaint
  ccb-support recommend incident P1 --when "tomorrow 15:00"
"""


@pytest.mark.parametrize("words", [["--version"], ["week", "--version"]], ids=" ".join)
def test_version_is_printed(run: Run, words: list[str]) -> None:
    assert run(*words) == Result(0, f"ccb-support {__version__}\n", "")


BEGINNING = {
    "es": """\
Uso: ccb-support COMANDO [OPCIONES]

Con qué canal de soporte de la Cámara de Comercio de Bogotá comunicarse, por
qué, y hasta cuándo. Sin comando, mostrar quién atiende ahora cada tipo de
solicitud. La ayuda de cada comando: ccb-support COMANDO --help

Comandos:
""",
    "en": """\
Usage: ccb-support COMMAND [OPTIONS]

Which support channel of the Bogotá Chamber of Commerce to use, why, and until
when. Without a command, show who answers each kind of request now. The help of
each command: ccb-support COMMAND --help

Commands:
""",
}
"""How the help of the program begins."""


@pytest.mark.parametrize("language", BEGINNING)
def test_the_program_lists_its_commands(run: Run, language: str) -> None:
    out = run("--help", "--lang", language).printed
    assert out.startswith(BEGINNING[language])
    both = {name: f"{other}, {name}" for other, name in SPANISH.items()}
    assert re.findall(r"^  (\w+(?:, \w+)?)  ", out, re.MULTILINE) == [
        both.get(each, each) if language == "es" else each for each in NAMES
    ]


@pytest.mark.parametrize("name", SPANISH)
def test_a_command_is_the_same_by_its_spanish_name(run: Run, name: str) -> None:
    wide = {"COLUMNS": "200"}
    usage = f"Uso: ccb-support {SPANISH[name]} "
    english = run(SPANISH[name], "--help", environment=wide).out
    assert run(name, "--help", environment=wide).out == english.replace(
        usage, f"Uso: ccb-support {name} ", 1
    )


def test_each_part_has_something_below_its_heading(run: Run) -> None:
    """`week` takes options only."""
    out = run("week", "--help", "--lang", "en").printed
    assert re.findall("^(.*):$", out, re.MULTILINE) == ["Options", "For example"]


def test_help_is_understood_as_a_command(run: Run) -> None:
    assert run("help") == run("ayuda") == run("--help")
    assert run("help", "week") == run("week", "--help")


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_each_command_has_an_example_in_each_language(run: Run, name: str, language: str) -> None:
    lines = run(name, "-h", "--lang", language).printed.splitlines()
    example = lines[lines.index({"es": "Por ejemplo:", "en": "For example:"}[language]) + 1]
    assert f"ccb-support {name}" in example
    assert all(len(line) <= 80 for line in lines if "ccb-support" not in line)


@pytest.mark.parametrize("name", ["recommend", "timeline", "route"])
def test_the_words_of_requests_are_listed_in_both_languages(run: Run, name: str) -> None:
    text = run(name, "--help").out
    words = [each.label(tag) for each in (*RequestType, *Priority, *Medium) for tag in LANGUAGES]
    assert [each for each in words if each not in text] == []


@pytest.mark.parametrize("name", [[], ["mcp"], ["doctor"], ["completion"]])
def test_json_is_not_offered_where_it_is_refused(run: Run, name: list[str]) -> None:
    assert "--json" not in run(*name, "--help").printed
    assert "--json" not in run("completion", "words", "--", *name).printed


def test_nothing_is_explained_that_no_command_takes() -> None:
    commands = {name: find_command(CALL, name) for name in NAMES}
    taken = [(name, each.name) for name in NAMES for each in commands[name].everything]
    names, of_commands = {each for _, each in taken}, {" ".join(each) for each in taken}
    assert names <= {*ABOUT_ARGUMENTS} <= names | of_commands
    assert {*ABOUT_COMMANDS} == {*NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_it_is_in_sentences_and_fits_a_narrow_screen(run: Run, name: str) -> None:
    assert all(words.endswith(".") for words in ABOUT_COMMANDS[name])
    lines = run(name, "--help", environment=NARROW).out.splitlines()
    # An example is one line, to copy.
    assert all(
        len(line) <= 40 for line in lines if "ccb-support" not in line and len(line.split()) > 1
    )


def test_the_whole_help_of_a_command(run: Run) -> None:
    asked = "verify", "--help", "--lang", "en"
    assert run(*asked, environment={"COLUMNS": "60"}).printed == VERIFY


def test_the_help_in_spanish_says_in_spanish_what_to_write(run: Run) -> None:
    out = run("recommend", "--help", "--lang", "es").out
    assert out.startswith("Uso: ccb-support recommend TIPO [PRIORIDAD] [OPCIONES]\n")
    assert "\n  --when HORA  " in out


@pytest.mark.parametrize(
    ("command", "columns", "part"),
    [
        ("route", "40", ROUTE),
        ("route", "100", "\n  --request-type COLUMN         the column of request types\n"),
        (
            "route", "100",
            "\n  --unavailable CHANNEL[=TIME]  a channel that is down, by id or name, and until when; may be\n",
        ),
        ("diff", "", "Usage: ccb-support diff OLD [NEW] [OPTIONS]\n"),
        # Each command explains itself, and no other.
        ("timeline", "100", "the end of the range; a week after the start if left out\n"),
        ("cronograma", "100", "the end of the range; a week after the start if left out\n"),
        ("export", "100", "  FORMAT  what to write: osm, schema-org, icalendar, widget\n"),
        ("schema", "200", "what to write (recommendation if left out): recommendation, directory\n"),
        ("completion", "100", "your shell, or words (what a line may have next): bash, zsh, fish, words\n"),
        ("route", "100", "the file to write, in the same format\n"),
        ("help", "", END_OF_PROGRAM),
        ("recommend", "", WORDS),
        ("recommend", "", "\n  WhatsApp\n"),
        ("recommend", "", END_OF_RECOMMEND),
    ],
)  # fmt: skip
def test_parts_of_the_help(run: Run, command: str, columns: str, part: str) -> None:
    asked = command, "--help", "--lang", "en"
    assert part in run(*asked, environment={"COLUMNS": columns}).out
