"""`ccb-support route`, and each file that a command writes: it never destroys what it reads."""

import gzip
import io
import json
import os
import sys
from contextlib import redirect_stderr
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ccb_support.cli import table_commands
from tests.cli.calls import TABLE, TICKETS, Run
from tests.forgetting import forget_modules, modules_of
from tests.frames.files.ticket_files import parquet
from tests.frames.tables import Foreign, pa
from tests.systems import NEEDS_LINUX

ROUTE = ["--max-errors", "1", *TICKETS, "-o", "routed.csv", "--time-zone", "America/Bogota"]
HEADINGS = "kind,urgency,opened"
ROW = "queja,P3,2026-11-24T09:30"


def write_tickets(*lines: str) -> None:
    """Write a table of tickets."""
    Path("tickets.csv").write_text("\n".join([HEADINGS, *lines]), "utf-8")


class TestRoute:
    """`route` adds to each row of a file whom to contact, and counts the rows."""

    @pytest.fixture(autouse=True)
    def tickets(self) -> None:
        write_tickets(*[ROW] * 1000, "queja,P3,2026-11-24T17:00", "PQRS,P3,")

    def test_counts_the_rows_by_channel_and_error(self, run: Run) -> None:
        assert run("route", "tickets.csv", *ROUTE) == (
            0,
            "pqrs                  1,000\nnational_line         1\nunknown_request_type  1\n",
            "",
        )
        routed = Path("routed.csv").read_text("utf-8").splitlines()
        assert routed[1].startswith("queja,P3,2026-11-24T09:30,pqrs,(601) 7442727 opción 3,")
        assert len(routed) == 1003

    def test_as_json(self, run: Run) -> None:
        assert json.loads(run("route", "tickets.csv", *ROUTE, "--json").out) == {
            "rows": 1002,
            "channels": {"pqrs": 1000, "national_line": 1},
            "errors": {"unknown_request_type": 1},
        }

    @pytest.mark.parametrize("name", ["routed.csv", "routed.csv.gz"])
    def test_for_a_spreadsheet_may_be_compressed(self, run: Run, name: str) -> None:
        assert run("route", "tickets.csv", *ROUTE, "-o", name, "--for-spreadsheet").code == 0
        content = Path(name).read_bytes()
        assert (gzip.decompress(content) if name.endswith("z") else content)[:3] == b"\xef\xbb\xbf"

    @pytest.mark.parametrize(
        ("bad", "limit", "code"),
        [
            (0, [], 0), (1, [], 1), (5, [], 1), (6, [], 2), (1, ["--max-errors", "0"], 1),
            (6, ["--max-errors", "60%"], 0), (6, ["--max-errors", "6"], 0), (7, ["--max-errors", "6"], 2),
            (10, ["--max-errors", "100%"], 0), (2, ["--max-errors", "10%"], 1), (1, ["--max-errors", "10%"], 0),
        ],
    )  # fmt: skip
    def test_ends_with_1_if_a_row_has_no_answer_and_writes_nothing_if_most_have_none(
        self, run: Run, bad: int, limit: list[str], code: int
    ) -> None:
        wrong = ["queja,P9,", *["PQRS,P3,"] * 9][:bad]
        write_tickets(*wrong, *[f"{ROW}-05:00"] * (10 - bad))
        result = run("route", "tickets.csv", *ROUTE[2:], *limit)
        refusal = (
            f"ccb-support: 'tickets.csv' no se puede usar como tabla: filas sin respuesta: {bad} "
            f"de 10 (unknown_request_type: {bad - 1}, unknown_priority: 1). No se escribió nada. Revise las columnas. "
            "Las horas van en ISO 8601, como 2026-07-10T17:00-05:00. O acepte esas filas: "
            f"--max-errors {bad}\n"
        )
        assert (result.code, result.err) == (code, refusal if code == 2 else "")
        assert Path("routed.csv").exists() is (code < 2)

    @pytest.mark.parametrize(
        ("options", "words"),
        [
            *((["--max-errors", wrong], f"{wrong!r} no es un número de filas") for wrong in ("many", "-1", "%", "1.5")),
            *((["--time-zone", wrong], f"{wrong!r} no es una zona horaria") for wrong in ("Bogota", "../etc", "UTC-5")),
            *((["-o", name, "--for-spreadsheet"], "--for-spreadsheet es para un archivo CSV") for name in ("routed.parquet", "routed.jsonl", "routed.ndjson.gz")),
            (["--when", "fecha"], "ccb-support: La tabla no tiene la columna 'fecha'"),
        ],
        ids=" ".join,
    )  # fmt: skip
    def test_refuses_a_wrong_value(self, run: Run, options: list[str], words: str) -> None:
        assert words in run("route", "tickets.csv", *ROUTE, *options).refusal

    def test_shows_a_name_with_the_space_before_it(self, run: Run) -> None:
        Path("tickets.csv").write_text(f"{HEADINGS.replace(',', ', ')}\n{ROW}", "utf-8")
        said = run("route", "tickets.csv", *ROUTE).refusal
        assert "la columna 'urgency'. Use una de estas: 'kind', ' urgency', ' opened'\n" in said

    def test_never_guesses_a_time_zone(self, run: Run) -> None:
        asked = "route", "tickets.csv", *ROUTE[:-2]
        assert "no dicen su zona horaria" in run(*asked).refusal

    @pytest.mark.parametrize(
        ("options", "channels"),
        [
            (["--unavailable", "pqrs"], {"national_line": 1001}),
            (["--unavailable", "pqrs=2026-11-24 10:00"], {"national_line": 1001}),
            # That is over. A table has its own times, so nobody is warned.
            (["--unavailable", "pqrs=2026-11-24 9:15"], {"pqrs": 1000, "national_line": 1}),
            # It is 9:30, so this is tomorrow.
            (["--unavailable", "pqrs=8:00"], {"national_line": 1001}),
            (["--prefer", "chat"], {"chat": 1001}),
        ],
        ids=" ".join,
    )
    def test_takes_channels_that_are_down_and_a_preference(
        self, run: Run, options: list[str], channels: dict[str, int]
    ) -> None:
        said = run("route", "tickets.csv", *ROUTE, *options, "--json")
        assert json.loads(said.out)["channels"] == channels
        assert "hora consultada" not in said.err

    def test_takes_a_directory_and_a_prefix(self, run: Run, pqrs_file: str) -> None:
        options = ["--directory", pqrs_file, "--prefer", "email", "--prefix", "x_", "--json"]
        tally = json.loads(run("route", "tickets.csv", *ROUTE, *options).out)
        assert tally["channels"] == {"pqrs": 1001}
        assert "x_error" in Path("routed.csv").read_text("utf-8").splitlines()[0]

    @pytest.mark.parametrize(
        ("user", "missing"), [("ccb-support route", "tqdm"), ("ccb_support.frames", "pyarrow")]
    )
    def test_says_what_to_install(
        self, run: Run, user: str, missing: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        forget_modules(monkeypatch, modules_of("ccb_support.frames"))
        monkeypatch.setitem(sys.modules, missing, None)
        said = run("route", "tickets.csv", *ROUTE).refusal
        assert f"{user} necesita la biblioteca {missing!r}" in said
        assert '"tqdm>=4.66"' in said

    def test_shows_how_far_it_is_on_a_terminal(self, run: Run) -> None:
        terminal = io.StringIO()
        terminal.isatty = lambda: True  # type: ignore[method-assign]  # this terminal is not real
        with redirect_stderr(terminal):
            assert run("route", "tickets.csv", *ROUTE).code == 0
        steps = terminal.getvalue().split("\r")
        size = f"{Path('tickets.csv').stat().st_size / 1000:.1f}"
        assert f"0.00/{size}k [00:00<?, ?B/s]" in steps[1]
        assert steps[-2].strip() == steps[-1] == ""  # it leaves nothing behind

    def test_shows_nothing_if_there_is_no_place_for_errors(self, run: Run) -> None:
        with redirect_stderr(None):
            assert run("route", "tickets.csv", *ROUTE).code == 0
        assert Path("routed.csv").exists()


WRITE_TABLE = ("route", *TICKETS, "--time-zone", "America/Bogota")

WRITERS = {
    "route": (*WRITE_TABLE, "tickets.csv", "-o"),
    "export": ("export", "osm", "--output"),
    "week": ("week", "--svg"),
}
"""The commands that write a file, up to the name of the file."""


@pytest.fixture(autouse=True)
def enter_folder(ticket_folder: None, path: Path) -> None:
    """Work in a folder that holds a table of one ticket and a directory."""


def names() -> set[str]:
    return {each.name for each in Path().iterdir()}


class TestInput:
    """A command never writes to a file that it reads, by any name, with or without `--force`."""

    @pytest.mark.parametrize("force", [(), ("--force",)], ids=["", "force"])
    @pytest.mark.parametrize(
        "name", ["tickets.csv", "./tickets.csv", "folder/../tickets.csv", "link.csv", "hard.csv"]
    )
    def test_is_never_written_to(self, run: Run, name: str, force: tuple[str, ...]) -> None:
        Path("folder").mkdir()
        Path("link.csv").symlink_to("tickets.csv")
        Path("hard.csv").hardlink_to("tickets.csv")
        before = names()
        said = run(*WRITE_TABLE, "tickets.csv", "-o", name, *force).refusal
        assert said == f"ccb-support: Este comando lee el archivo {Path(name)}. Escriba en otro\n"
        assert Path("tickets.csv").read_text("utf-8") == TABLE
        assert Path("link.csv").is_symlink()
        assert names() == before

    @pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
    def test_may_be_the_directory(self, run: Run, writer: tuple[str, ...]) -> None:
        before = Path("directory.toml").read_bytes()
        said = run(*writer, "directory.toml", "--directory", "directory.toml", "--force").refusal
        assert "Este comando lee el archivo directory.toml" in said
        assert Path("directory.toml").read_bytes() == before

    def test_that_is_missing_is_reported_as_such(self, run: Run) -> None:
        Path("routed.csv").touch()
        asked = *WRITE_TABLE, "none.csv", "-o", "routed.csv", "--force"
        assert "No existe 'none.csv'" in run(*asked).refusal


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
class TestAnExistingFile:
    """A file that exists needs `--force`, and keeps its mode."""

    def test_stays_as_it_is(self, run: Run, writer: tuple[str, ...]) -> None:
        Path("target.csv").write_bytes(b"old")
        assert run(*writer, "target.csv").refusal == (
            "ccb-support: target.csv ya existe. Escriba en otro archivo, o agregue --force para reemplazarlo\n"
        )
        assert Path("target.csv").read_bytes() == b"old"

    def test_is_replaced_by_force(self, run: Run, writer: tuple[str, ...]) -> None:
        Path("target.csv").write_bytes(b"old")
        Path("target.csv").chmod(0o604)
        before = names()
        assert run(*writer, "target.csv", "--force").code == 0
        assert b"old" not in Path("target.csv").read_bytes()
        assert Path("target.csv").stat().st_mode & 0o777 == 0o604
        assert names() == before

    def test_may_be_a_link_that_leads_nowhere(self, run: Run, writer: tuple[str, ...]) -> None:
        Path("target.csv").symlink_to("nowhere.csv")
        assert "agregue --force" in run(*writer, "target.csv").err
        assert run(*writer, "target.csv", "--force").code == 0
        assert not Path("target.csv").is_symlink()
        assert "nowhere.csv" not in names()

    @pytest.mark.parametrize("name", ["folder.csv", os.devnull])
    def test_must_be_a_regular_file(self, run: Run, writer: tuple[str, ...], name: str) -> None:
        Path("folder.csv").mkdir()
        said = f"ccb-support: {name} no es un archivo normal. Escriba en otro\n"
        assert run(*writer, name, "--force").refusal == said


def state() -> tuple[object, object]:
    """Return the limit of the process, and what gives Arrow its memory."""
    resource = pytest.importorskip("resource", reason="Windows has no such limits")
    return resource.getrlimit(resource.RLIMIT_DATA), pa.default_memory_pool().backend_name


@NEEDS_LINUX
@pytest.mark.parametrize(
    ("texts", "options"),
    [
        pytest.param([f"{each:01048576}" for each in range(100)], {}, id="a page of 100 MiB"),
        pytest.param(
            pa.DictionaryArray.from_arrays(pa.array([0] * 100), pa.array(["x" * 2**20])),
            {"dictionary_pagesize_limit": 2**30, "store_schema": False},
            id="a text of 1 MiB for 100 rows",
        ),
    ],
)
def test_a_file_of_parquet_that_takes_too_much_memory_is_an_error(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    texts: Foreign,
    options: dict[str, Any],
) -> None:
    late = "2026-07-10T17:00:00-05:00"
    columns = {"kind": ["queja"] * 100, "urgency": [3] * 100, "opened": [late] * 100, "x": texts}
    parquet.write_table(pa.table(columns), "tickets.parquet", **options)
    asked = "route", "tickets.parquet", *TICKETS, "-o", "routed.parquet"
    before = state()
    monkeypatch.setattr(table_commands, "MOST_MEMORY", 2**25)
    assert (
        "'tickets.parquet' no se puede usar como tabla: ocupa demasiada memoria"
        in run(*asked).refusal
    )
    assert state() == before
    # Other systems have no such limit.
    windows = SimpleNamespace(platform="win32", stderr=sys.stderr)
    monkeypatch.setattr(table_commands, "sys", windows)
    assert run(*asked).code == 0
