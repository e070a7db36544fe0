"""What the documentation says is true.

Sybil runs the Python examples; the tests of this file check the rest.
"""

import re
import runpy
import shlex
import sys
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from itertools import product
from pathlib import Path

import pytest

import ccb_support
from ccb_support import (
    BOGOTA,
    Priority,
    RequestType,
    colombian_holidays,
    default_directory,
    recommend,
)
from ccb_support.cli import main
from ccb_support.cli.tokens import NAMES
from ccb_support.model import Day
from ccb_support.words import LANGUAGES, Language
from tests.builders import MORNING
from tests.markdown import PAGES, README, ROOT, blocks, sections, tables
from tests.public_names import HOMES, MODULES
from tests.test_rooms import FILES, SOURCE

CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")
SPELLINGS = (ROOT / "docs/reference/spellings.md").read_text("utf-8")
GUIDE = (ROOT / "docs/es/guia.md").read_text("utf-8")
CALLS = (ROOT / "docs/es/llamadas.md").read_text("utf-8")


def anchors(page: str) -> set[str]:
    """Return the anchors of the headings, as readers of Markdown make them."""
    headings = re.findall(r"^#+ (.+)$", page, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def leads_somewhere(page: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    destination = (page.parent / path) if path else page
    return destination.exists() and (
        not anchor or anchor in anchors(destination.read_text("utf-8"))
    )


class TestLinks:
    """Every link to a page of the project leads to one, and to a heading that it has."""

    @pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
    def test_lead_somewhere(self, page: Path) -> None:
        targets = re.findall(r"\]\((?!https?:)([^)]+)\)", page.read_text("utf-8"))
        assert [target for target in targets if not leads_somewhere(page, target)] == []

    @pytest.mark.parametrize("target", ["docs/no-such-page.md", "README.md#no-such-heading"])
    def test_that_lead_nowhere_are_found(self, target: str) -> None:
        assert not leads_somewhere(ROOT / "README.md", target)


class TestQuickStart:
    """The README has two blocks of shell, each one line: run it, and test it."""

    def test_has_two_lines(self) -> None:
        lines = blocks(README, "sh")
        assert lines == blocks(sections(README)["Quick start"], "sh")
        assert [line.count("\n") for line in lines] == [1, 1]

    def test_the_first_asks_for_a_recommendation(self, capsys: pytest.CaptureFixture[str]) -> None:
        program, *arguments = shlex.split(blocks(README, "sh")[0].split("&&")[-1])
        assert program == ".venv/bin/ccb-support"
        assert main(arguments, clock=lambda: MORNING, environment={}) == 0
        assert "(601) 7" in capsys.readouterr().out


ROUTES: dict[Language, list[tuple[str, ...]]] = {
    "en": tables(sections(README)["Who answers"])[0],
    "es": tables(sections(CALLS)["Los números"])[0],
}


def priorities_in(cell: str) -> range:
    """Return the priorities that a cell names, as "P1", as "P2 to P5" or as "P2 a P5"."""
    ends = [Priority.parse(each) for each in re.split(" to | a ", cell)]
    return range(ends[0], ends[-1] + 1)


def routes(language: Language) -> Iterator[tuple[RequestType, Priority, str, str]]:
    for types, priorities, in_hours, otherwise in ROUTES[language]:
        for name, priority in product(types.split(", "), priorities_in(priorities)):
            yield RequestType.parse(name), Priority(priority), in_hours, otherwise


@pytest.mark.parametrize("language", LANGUAGES)
class TestRoutingTable:
    """The table of who answers, in the README and in the Spanish guide, is what the library says."""

    def test_has_every_request_once(self, language: Language) -> None:
        requests = [(request_type, priority) for request_type, priority, *_ in routes(language)]
        assert sorted(requests) == sorted(product(RequestType, Priority))

    @pytest.mark.parametrize("hour", range(24))
    def test_is_true_on_all_days_of_july_2026(self, hour: int, language: Language) -> None:
        for day in range(1, 32):
            when = datetime(2026, 7, day, hour, tzinfo=BOGOTA)
            is_working_day = when.weekday() < 5 and when.date() not in colombian_holidays(2026)
            for request_type, priority, in_hours, otherwise in routes(language):
                answer = recommend(request_type, priority, when)
                name = answer.channel.name.in_language(language)
                printed = f"{name}, {answer.contact.display(language)}"
                assert printed == (in_hours if is_working_day and 7 <= hour < 17 else otherwise)


class TestSpellings:
    """The page of spellings warns of what surprises people."""

    @pytest.mark.parametrize(
        "warning", [README, SPELLINGS, CALLS], ids=["README", "spellings", "es"]
    )
    def test_warns_that_alta_is_p2(self, warning: str) -> None:
        assert re.search(rf"\*Alta\* (is|es) P{Priority.parse('alta'):d}", warning)

    def test_the_spanish_table_is_read(self) -> None:
        found: set[RequestType] = set()
        for written, _, others in tables(sections(CALLS)["Qué escribir"])[0]:
            types = {RequestType.parse(each) for each in written.split(", ")}
            assert {RequestType.parse(each) for each in others.split(", ")} <= types
            found |= types
        assert found == {*RequestType}


PUBLIC_MODULES = sorted(
    f"ccb_support.{module}".removesuffix(".__init__")
    for module, path in FILES.items()
    if "__all__ = [" in path.read_text("utf-8")
)
"""The modules that say what of them is public; each has its place in the reference."""

REFERENCE = {
    page: (ROOT / f"docs/reference/{page}.md").read_text("utf-8")
    for page in ("python", "errors-and-limits", "more-python")
}
ENTRY = re.compile(r"^\.\. (?:auto(?!module)\w+|py:data):: (?:[\w.]+\.)?(\w+)$", re.MULTILINE)
LINE = re.compile(r'<a id="(\w+)"></a>')
ENTRIES: list[tuple[str, str]] = re.findall(
    r"^\.\. py:module:: (\S+)$(.*?)(?=^\.\. py:module::|\Z)",
    REFERENCE["more-python"],
    re.MULTILINE | re.DOTALL,
)
"""The modules that serve one task each, each with the text that documents its names."""


class TestReference:
    """The reference leaves nothing out: every public name and command has its place."""

    def test_has_every_public_module_once(self) -> None:
        assert sorted([*MODULES, *(module for module, _ in ENTRIES)]) == PUBLIC_MODULES

    def test_has_every_name_of_what_answers_once(self) -> None:
        entries = ENTRY.findall(REFERENCE["python"])
        more = REFERENCE["more-python"].partition(".. py:module::")[0]
        lines = LINE.findall(REFERENCE["errors-and-limits"] + more)
        # The base of all errors has both.
        assert sorted(entries + lines) == sorted(
            [*HOMES.keys() - {"__version__"}, "CcbSupportError"]
        )

    @pytest.mark.parametrize(("module", "text"), ENTRIES, ids=[module for module, _ in ENTRIES])
    def test_has_every_public_name_once(self, module: str, text: str) -> None:
        named = ENTRY.findall(text) + LINE.findall(text.partition("### ")[0])
        assert sorted(named) == sorted(import_module(module).__all__)

    def test_has_every_command_once(self) -> None:
        (commands, *_) = tables((ROOT / "docs/reference/command-line.md").read_text("utf-8"))
        named = [re.findall(r"^`([\w-]+)`", name)[0] for name, _ in commands]
        assert named == ["ccb-support", *NAMES]

    def test_is_up_to_date_with_the_code(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert generate(monkeypatch, ROOT / "docs/generate.py") == 0
        assert not capsys.readouterr().out

    def test_is_reported_if_it_is_not(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        script = tmp_path / "docs/generate.py"
        script.parent.mkdir()
        script.write_bytes((ROOT / "docs/generate.py").read_bytes())
        page = script.with_name("errors-and-limits.md")
        page.write_text(
            REFERENCE["errors-and-limits"].replace("naive_datetime", "no_such_code"), "utf-8"
        )
        assert generate(monkeypatch, script) == 1
        printed = capsys.readouterr().out
        assert re.findall(r"([\w.-]+) is not up to date", printed) == [
            "errors-and-limits.md",
            "week.svg",
            "semana.svg",
            "directory.schema.json",
            "shipped_records.py",
        ]
        assert generate(monkeypatch, script, check=False) == 0
        assert generate(monkeypatch, script) == 0
        assert page.read_text("utf-8") == REFERENCE["errors-and-limits"]


def test_a_file_that_the_architecture_names_is_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    named = {*re.findall(r"`([a-z_]+/[a-z_/.]+[.][a-z]+)`", text)}
    assert len(named) > 30
    assert [
        path for path in sorted(named) if not any((at / path).exists() for at in (SOURCE, ROOT))
    ] == []


def test_a_class_that_a_page_names_is_there() -> None:
    code = "".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    pages = "".join(page.read_text("utf-8") for page in PAGES if page.name != "CHANGELOG.md")
    named = {*re.findall(r"`([A-Z][a-z]+[A-Z]\w+)[`.(]", pages)}
    assert len(named) > 30
    of_others = {"DeprecationWarning", "RadioSelect"}
    assert {name for name in named if name not in code} == of_others


def generate(monkeypatch: pytest.MonkeyPatch, script: Path, *, check: bool = True) -> object:
    """Run the command that fills the reference, and return its exit code."""
    monkeypatch.setattr(sys, "argv", [str(script), *(["--check"] if check else [])])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(script), run_name="__main__")
    return ended.value.code


@pytest.mark.parametrize(
    "words",
    [
        *(f"`{name}`" for name in default_directory().channel_ids),
        *(f"`{day}` (" for day in Day),
    ],
)
def test_the_spanish_guide_names_each_channel_and_translates_each_day(words: str) -> None:
    """The guide for the desk's owner explains every word that the commands print in English."""
    assert words in GUIDE


class TestChangelog:
    """The changelog's latest entry is of this version and of the data that ship with it."""

    LATEST = next(iter(sections(CHANGELOG).items()))

    def test_starts_with_this_version(self) -> None:
        assert self.LATEST[0].startswith(f"{ccb_support.__version__} - ")

    def test_names_the_data(self) -> None:
        # conftest.py sets another day, so this reads what is written.
        checked = datetime.strptime(  # noqa: DTZ007 - a date
            re.findall(
                r"VERIFIED_THROUGH = date\((.+)\)",
                (SOURCE / "calendars/colombia.py").read_text("utf-8"),
            )[0],
            "%Y, %m, %d",
        )
        assert f"Directory {default_directory().version}:" in self.LATEST[1]
        assert f"checked through {checked.day} {checked:%B %Y}" in self.LATEST[1]
