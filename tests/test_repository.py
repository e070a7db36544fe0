"""The repository: the lines of the README, the settings of tools, forms and hooks."""

import re
import shlex
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import settings

from ccb_support.cli import main
from tests.builders import SHIPPED_TOML, line_with
from tests.cli.calls import TUESDAY
from tests.markdown import CONFTEST, CONTRIBUTING, NOXFILE, README, ROOT, blocks
from tests.test_rulings import is_a_test

FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*-*.yml"))
"""The forms for changed facts."""

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def read_yaml(path: Path) -> Any:  # noqa: ANN401 - YAML holds any type
    return yaml.safe_load(path.read_text("utf-8"))


class TestReadme:
    """A newcomer's two lines are whole, and the result of the second depends on the code alone."""

    def test_asks_for_no_coverage(self) -> None:
        assert blocks(README, "sh")[1].endswith("&& .venv/bin/pytest -n auto\n")
        options = PROJECT["tool"]["pytest"]["addopts"]
        assert [option for option in options if "cov" in option] == []

    def test_draws_the_same_examples_each_time(self, pytestconfig: pytest.Config) -> None:
        is_random_search = pytestconfig.getoption("--hypothesis-profile") == "random"
        assert settings().derandomize is not is_random_search
        assert settings.get_profile("brief").max_examples < settings.get_profile("ci").max_examples


SUFFIXES = {".html", ".js", ".json", ".md", ".py", ".toml", ".txt", ".yaml", ".yml"}
PUBLISHED = [
    path
    for folder in ("*", ".github/**/*", "docs/**/*", "src/**/*")
    for path in ROOT.glob(folder)
    if path.suffix in SUFFIXES and not {".venv", "build"} & {*path.relative_to(ROOT).parts}
]
"""The files with lines that people copy."""

_NAME = r"(?<![\w./:=+-])ccb[-_]support"
_INSTALLER = (
    r"\buvx|\b(?:pip[3x]?|pipenv|uv|poetry|pdm|conda)\b(?:[ \"',]+[\w.-]+)*?"
    r"[ \"',]+(?:install|add|run|download)\b"
)
FROM_AN_INDEX = re.compile(
    # An extra or a version of the package, wherever it is written.
    rf"{_NAME}(?:\[[^]]+\](?!\s*@)|\s*(?:==|~=|>=|<=|!=))"
    # The bare name after a command that installs, unless another option says from where.
    rf"|(?:{_INSTALLER})(?![^`\n]*--(?:from|spec)[ =]\S*[./:])[^`;&|\n]*{_NAME}(?![\w.[-]|\s*@)"
    # The bare name in a list of requirements.
    r"|[:=]\s*\[(?:[^][]|\[[^][]*\])*?(?<![\w./:])ccb-support(?![\w.-]|\s*[@:])"
    r"|^(?:\s*- )?ccb[-_]support\s*$",
    flags=re.MULTILINE,
)
"""A line that installs the package by its name alone, from the one who registers the name."""


def lines_from_an_index(text: str) -> list[str]:
    """Return what installs the package by its name; a line may go on after its end."""
    joined = re.sub(r'\\\n|"\s*\n\s*"', "", text)
    return [found[0].strip() for found in FROM_AN_INDEX.finditer(joined)]


class TestInstallation:
    """No index has the package, and anybody could register its name: it is never installed by it."""

    def test_is_from_a_clone_or_a_wheel(self) -> None:
        assert len(PUBLISHED) > 200
        found = {
            str(path.relative_to(ROOT)): lines
            for path in PUBLISHED
            if (lines := lines_from_an_index(path.read_text("utf-8")))
        }
        assert found == {}

    @pytest.mark.parametrize(
        "line",
        [
            "pip install ccb-support",
            "Run `python -m pip install --upgrade ccb_support`",
            "pip install 'duckdb>=2' 'ccb-support[frames]'",
            "pip install \\\n  ccb-support",
            'es="Ejecute: python -m pip install "\n    "ccb-support"',
            "uvx ccb-support recommend complaint",
            "uvx --from ccb-support ccb-support",
            "uv add ccb-support",
            "uv tool install ccb-support",
            "pipx run ccb-support",
            "poetry add ccb-support",
            "      - run: pip install ccb-support",
            "instale `ccb-support[calendars]`",
            "ccb-support[{extra}]",
            "ccb-support==0.1.0",
            "ccb-support >= 0.1",
            "[tool]\nccb-support\n",
            'tests = [\n  "uvicorn[standard]>=0.51",\n  "ccb-support",\n]',
            "  - ccb-support",
            'dependencies = ["pydantic", "ccb-support"]',
            "additional_dependencies: [ccb-support]",
            'subprocess.run(["pip", "install", "ccb-support"])',
        ],
    )
    def test_a_line_from_an_index_is_found(self, line: str) -> None:
        assert lines_from_an_index(line)

    @pytest.mark.parametrize(
        "line",
        [
            "pip install '.[cli]'",
            ".venv/bin/pip install --quiet . && .venv/bin/ccb-support doctor",
            "pip install './ccb_support-0.1.0-py3-none-any.whl[cli]'",
            "pip install 'ccb-support[cli] @ file:///tmp/ccb_support-0.1.0-py3-none-any.whl'",
            "With `pip install .`, run `ccb-support doctor`",
            "uvx --from . ccb-support recommend",
            "pipx run --spec . ccb-support recommend",
            'name = "ccb-support"',
            '    "ccb-support": {',
        ],
    )
    def test_any_other_line_is_not(self, line: str) -> None:
        assert lines_from_an_index(line) == []


CONSTRAINTS = [ROOT / "constraints.txt", *ROOT.glob("docs/examples/*/constraints.txt")]


@pytest.mark.parametrize("path", CONSTRAINTS, ids=str)
def test_constraints_name_no_host(path: Path) -> None:
    assert "://" not in path.read_text("utf-8")


TOOLS = PROJECT["tool"]
CONFIGURED = {
    *re.findall(r"\b(?:tests|tools|docs)/[\w/]+\.py", NOXFILE),
    *re.findall(r'"((?:tests|docs)/[\w/.:-]+)', CONFTEST),
    *TOOLS["coverage"]["run"]["omit"],
    *TOOLS["mutmut"]["do_not_mutate"],
    *(
        each.rpartition("=")[2].partition("::")[0]
        for each in TOOLS["mutmut"]["pytest_add_cli_args_test_selection"]
    ),
}
"""The files, the patterns of files, and the tests that sessions and settings of tools name."""


@pytest.mark.parametrize("pattern", sorted(CONFIGURED))
def test_settings_name_files_that_exist(pattern: str) -> None:
    assert any(ROOT.glob(pattern)) or is_a_test(pattern)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
class TestForms:
    """A form for a changed fact asks for its source, in both languages."""

    def test_needs_the_source(self, path: Path) -> None:
        fields = {field["id"]: field for field in read_yaml(path)["body"] if "id" in field}
        assert fields["source"]["validations"]["required"] is True

    def test_speaks_both_languages(self, path: Path) -> None:
        form = read_yaml(path)
        labels = [field["attributes"]["label"] for field in form["body"] if "id" in field]
        texts = [form["name"], form["description"], *labels]
        assert [text for text in texts if " · " not in text] == []


def test_sessions_that_contributing_names_exist() -> None:
    sessions = set(re.findall(r"^def (\w+)\(session", NOXFILE, flags=re.MULTILINE))
    named = re.findall(r"\bnox -s ([\w ]+)", CONTRIBUTING)
    assert {name for names in named for name in names.split()} <= sessions


def test_a_folder_without_its_library_is_skipped_also_by_name(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the path of what it collected, pytest finds what somebody named."""
    monkeypatch.setitem(sys.modules, "polars", None)
    skipped = request.session.ihook.pytest_collect_directory(
        path=ROOT / "tests/frames", parent=request.session
    )
    assert (skipped.nodeid, skipped.path) == ("tests/frames", ROOT / "tests/frames")


class TestOfferedHooks:
    """Other repositories get hooks that pre-commit can read, install and run."""

    (HOOK,) = read_yaml(ROOT / ".pre-commit-hooks.yaml")

    @pytest.mark.parametrize(
        ("name", "is_checked"),
        [
            ("directory.toml", True),
            ("a/b/directory.toml", True),
            ("my_directory.toml", False),
            ("directory.toml.orig", False),
        ],
    )
    def test_are_for_files_of_the_name_that_the_documentation_uses(
        self, name: str, *, is_checked: bool
    ) -> None:
        assert bool(re.search(self.HOOK["files"], name)) is is_checked

    def test_pass_a_right_file_and_stop_a_wrong_one(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        _, *arguments = shlex.split(self.HOOK["entry"])
        path = tmp_path / "directory.toml"
        path.write_text(SHIPPED_TOML, "utf-8")
        assert main([*arguments, str(path)], clock=lambda: TUESDAY, environment={}) == 0
        path.write_text(SHIPPED_TOML.replace("(601) 7442727", "(601) 7442728"), "utf-8")
        assert main([*arguments, str(path)], clock=lambda: TUESDAY, environment={}) == 1
        line = line_with(SHIPPED_TOML, "(601) 7442727")
        assert f"error, línea {line}: " in capsys.readouterr().out
