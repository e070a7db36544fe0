"""The repository: the line that tests it, the settings of tools, workflows, forms and hooks."""

from __future__ import annotations

import ast
import re
import shlex
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import settings

from ccb_support.cli import main
from tests.builders import SHIPPED_TOML, line_with
from tests.cli.calls import TUESDAY
from tests.markdown import CI, CONTRIBUTING, README, ROOT

if TYPE_CHECKING:
    from pathlib import Path

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*-*.yml"))
"""The forms for changed facts."""

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

USES = re.compile(r"uses: (\S+)(.*)$", flags=re.MULTILINE)
PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40}")


def read_yaml(path: Path) -> Any:  # noqa: ANN401 - YAML holds any type
    return yaml.safe_load(path.read_text("utf-8"))


def jobs(path: Path) -> dict[str, dict[str, Any]]:
    return dict(read_yaml(path)["jobs"])


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(path).values() for step in job.get("steps", ())]


def is_pinned(action: str, comment: str) -> bool:
    """Return whether an action is in this repository, or has its commit and its version."""
    if action.startswith("$/"):
        return (ROOT / action.removeprefix("$/")).is_file()
    return bool(PINNED.fullmatch(action) and re.fullmatch(r" # v\d+\.\d+\.\d+", comment))


class TestTestLine:
    """A newcomer's test line is quick, and its result depends on the code alone."""

    def test_asks_for_no_coverage(self) -> None:
        (line,) = re.findall(r"^.*--group tests && (.+)$", README, flags=re.MULTILINE)
        assert line == ".venv/bin/pytest -n auto"
        options = PROJECT["tool"]["pytest"]["addopts"]
        assert [option for option in options if "cov" in option] == []

    def test_draws_the_same_examples_each_time(self, pytestconfig: pytest.Config) -> None:
        is_random_search = pytestconfig.getoption("--hypothesis-profile") == "random"
        assert settings().derandomize is not is_random_search

    def test_meets_more_examples_with_coverage_in_the_whole_check(self) -> None:
        assert "PYTEST_ADDOPTS='--cov --hypothesis-profile=ci' check_readme" in CI
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
"""A line that installs the package by its name alone, from whoever registers the name."""


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
            'tests = [\n  "uvicorn[standard]>=0.40",\n  "ccb-support",\n]',
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


TOOLS = PROJECT["tool"]
CONFIGURED = {
    *re.findall(r"\btests/[\w/]+\.py", CI),
    *TOOLS["coverage"]["run"]["omit"],
    *TOOLS["mutmut"]["only_mutate"],
    *TOOLS["mutmut"]["do_not_mutate"],
    *TOOLS["ruff"]["lint"]["per-file-ignores"],
    *(
        each.rpartition("=")[2].partition("::")[0]
        for each in TOOLS["mutmut"]["pytest_add_cli_args_test_selection"]
    ),
}
"""The files and the patterns of files that the check and the settings of the tools name."""


@pytest.mark.parametrize("pattern", sorted(CONFIGURED))
def test_settings_name_files_that_exist(pattern: str) -> None:
    assert any(ROOT.glob(pattern))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
class TestWorkflows:
    """A workflow runs only pinned actions, with the fewest permissions."""

    def test_pins_every_action_to_a_commit(self, path: Path) -> None:
        uses = USES.findall(path.read_text("utf-8"))
        assert uses
        assert [each for each in uses if not is_pinned(*each)] == []

    def test_gives_no_permission_to_all_its_jobs(self, path: Path) -> None:
        assert read_yaml(path)["permissions"] == {}

    def test_may_write_only_to_attest_and_to_be_trusted(self, path: Path) -> None:
        granted = {name: job["permissions"] for name, job in jobs(path).items()}
        writing = {
            name: {scope for scope, access in scopes.items() if access != "read"}
            for name, scopes in granted.items()
            if scopes != {"contents": "read"}
        }
        needed = {"attest": {"attestations", "id-token"}, "publish": {"id-token"}}
        assert writing == (needed if path.stem == "release" else {})

    def test_leaves_no_credentials_behind(self, path: Path) -> None:
        checkouts = [
            step["with"] for step in steps(path) if "actions/checkout@" in step.get("uses", "")
        ]
        assert checkouts
        assert all(each["persist-credentials"] is False for each in checkouts)
        assert "secrets" not in path.read_text("utf-8")

    def test_ends(self, path: Path) -> None:
        assert all("timeout-minutes" in job for job in jobs(path).values() if "steps" in job)


class TestPinning:
    """The check finds an action without a commit."""

    @pytest.mark.parametrize(
        ("action", "comment", "expected"),
        [
            (f"actions/checkout@{'0' * 40}", " # v7.0.1", True),
            (f"actions/checkout@{'0' * 40}", "", False),
            ("actions/checkout@v7", " # v7.0.1", False),
            ("actions/checkout@main", "", False),
            ("$/.github/workflows/ci.yml", "", True),
            ("$/.github/workflows/no-such-workflow.yml", "", False),
        ],
    )
    def test_is_looked_at(self, action: str, comment: str, *, expected: bool) -> None:
        assert is_pinned(action, comment) is expected


class TestContinuousIntegration:
    """The host runs the same check as everybody, and a release runs it first."""

    def test_it_runs_the_project_s_own_check(self) -> None:
        runs = [step["run"] for step in steps(ROOT / ".github/workflows/ci.yml") if "run" in step]
        assert runs == ["bash .ci/run"]

    def test_a_release_waits_for_it(self) -> None:
        release = jobs(ROOT / ".github/workflows/release.yml")
        assert release["check"]["uses"] == "$/.github/workflows/ci.yml"
        assert [release[name].get("needs") for name in ("build", "attest", "publish")] == [
            "check",
            "build",
            "attest",
        ]

    def test_a_release_lists_what_an_installation_consists_of(self) -> None:
        release = ROOT / ".github/workflows/release.yml"
        runs = [step["run"] for step in steps(release) if "run" in step]
        assert "bash .ci/sbom dist/*.whl sbom.cdx.json" in runs
        attested = [
            step["with"].get("predicate-type")
            for step in jobs(release)["attest"]["steps"]
            if "actions/attest@" in step["uses"]
        ]
        assert attested == [None, "https://cyclonedx.org/bom"]
        sbom = (ROOT / ".ci/sbom").read_text("utf-8")
        (extras,) = re.findall(r"\$wheel\[([\w,]+)\]", sbom)
        assert extras.split(",") == sorted(PROJECT["project"]["optional-dependencies"])

    def test_weaknesses_are_looked_for_each_week_and_not_in_the_check(self) -> None:
        audit = ROOT / ".github/workflows/audit.yml"
        assert steps(audit)[-1]["run"] == "python -m pip_audit --skip-editable"
        assert "schedule" in read_yaml(audit)[True]  # YAML reads `on` as true
        assert "pip_audit" not in CI


class TestPackages:
    """The whole check looks at what the packages hold, and builds them twice."""

    @pytest.mark.parametrize(
        "command",
        [
            '.venv/bin/python .ci/contents.py "$work/dist"',
            'cmp "$built" "$work/dist-again/${built##*/}"',
        ],
    )
    def test_are_checked(self, command: str) -> None:
        assert command in CI

    def test_hold_no_other_data_than_the_check_names(self) -> None:
        source = ROOT / "src"
        data = {
            path.relative_to(source).as_posix()
            for path in (source / "ccb_support").rglob("*")
            if path.is_file() and path.suffix not in {".py", ".pyc"}
        }
        contents = (ROOT / ".ci/contents.py").read_text("utf-8")
        (named,) = re.findall(r"^DATA = (\{.*?\})$", contents, flags=re.MULTILINE | re.DOTALL)
        assert ast.literal_eval(named) == data


class TestPythons:
    """Every Python that the project names is run by a workflow; the check has the ends."""

    NAMED = tuple(
        each.rpartition(" ")[2]
        for each in PROJECT["project"]["classifiers"]
        if each.startswith("Programming Language :: Python :: 3.")
    )

    def test_the_check_runs_the_oldest_and_the_newest(self) -> None:
        setup = steps(ROOT / ".github/workflows/ci.yml")[1]["with"]["python-version"]
        assert tuple(re.findall(r"[\d.]+", setup)) == (self.NAMED[0], self.NAMED[-1])

    def test_another_workflow_runs_those_between_and_other_systems(self) -> None:
        matrix = jobs(ROOT / ".github/workflows/systems.yml")["tests"]["strategy"]["matrix"]
        assert matrix["python"] == [self.NAMED[0], self.NAMED[-1]]
        assert [each["python"] for each in matrix["include"]] == list(self.NAMED[1:-1])
        assert {each.partition("-")[0] for each in matrix["system"]} == {"windows", "macos"}

    def test_a_job_asks_in_a_browser_s_python(self) -> None:
        job = jobs(ROOT / ".github/workflows/systems.yml")["pyodide"]
        assert job["steps"][-1]["run"] == "bash .ci/pyodide"

    def test_the_lowest_versions_are_tried(self) -> None:
        assert "check_lowest_dependencies\n" in CI


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
class TestForms:
    """A form for a changed fact asks for its source, in both languages."""

    def test_needs_the_source(self, path: Path) -> None:
        fields = {field["id"]: field for field in read_yaml(path)["body"] if "id" in field}
        assert fields["source"]["validations"]["required"] is True

    def test_speaks_both_languages(self, path: Path) -> None:
        form = read_yaml(path)
        texts = [form["name"], form["description"]]
        texts += [field["attributes"]["label"] for field in form["body"] if "id" in field]
        assert [text for text in texts if " · " not in text] == []


def test_there_is_a_form_for_each_kind_of_data() -> None:
    assert [path.stem for path in FORMS] == ["contact-or-hour", "holiday-law"]


class TestHooks:
    """A hook is one of the commands in CONTRIBUTING, and so one that CI runs."""

    HOOKS = read_yaml(ROOT / ".pre-commit-config.yaml")["repos"]

    def test_come_from_here(self) -> None:
        assert [repo["repo"] for repo in self.HOOKS] == ["local"]

    @pytest.mark.parametrize("hook", HOOKS[0]["hooks"], ids=lambda hook: hook["id"])
    def test_are_known(self, hook: dict[str, Any]) -> None:
        known = re.findall(r"`(\.venv/bin/[^`]+)`", CONTRIBUTING)
        assert any(hook["entry"].startswith(command) for command in known)
        assert hook["entry"].split()[0] in CI + CONTRIBUTING


class TestOfferedHooks:
    """Other repositories get hooks that pre-commit can read, install and run."""

    HOOKS = read_yaml(ROOT / ".pre-commit-hooks.yaml")

    @pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
    def test_have_the_form_of_a_manifest(self, hook: dict[str, Any]) -> None:
        assert hook.keys() == {"id", "name", "description", "entry", "language", "files", "types"}
        # pre-commit makes an environment, and installs this repository in it.
        assert hook["language"] == "python"
        assert hook["entry"].split()[0] in PROJECT["project"]["scripts"]
        assert hook["types"] == ["toml"]

    def test_are_for_files_of_the_name_that_the_documentation_uses(self) -> None:
        (hook,) = self.HOOKS
        found = [
            re.search(hook["files"], name) for name in ("directory.toml", "a/b/directory.toml")
        ]
        assert all(found)
        assert not re.search(hook["files"], "my_directory.toml")
        assert not re.search(hook["files"], "directory.toml.orig")

    def test_pass_a_right_file_and_stop_a_wrong_one(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (hook,) = self.HOOKS
        _, *arguments = shlex.split(hook["entry"])
        right, wrong = tmp_path / "right.toml", tmp_path / "wrong.toml"
        right.write_text(SHIPPED_TOML, "utf-8")
        wrong.write_text(SHIPPED_TOML.replace("(601) 7442727", "(601) 7442728"), "utf-8")
        assert main([*arguments, str(right)], clock=lambda: TUESDAY, environment={}) == 0
        assert (
            main([*arguments, str(right), str(wrong)], clock=lambda: TUESDAY, environment={}) == 1
        )
        line = line_with(SHIPPED_TOML, "(601) 7442727")
        assert f"error, línea {line}: " in capsys.readouterr().out
