"""`ccb-support route`: a table with whom to contact in each row."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tqdm import tqdm

from tests.cli.calls import TICKETS
from tests.forgetting import forget_modules, modules_of

if TYPE_CHECKING:
    from tests.cli.calls import Run

ROUTE = [*TICKETS, "-o", "routed.csv", "--time-zone", "America/Bogota"]


def terminal() -> io.StringIO:
    """Return an output that says it is a terminal."""
    output = io.StringIO()
    output.isatty = lambda: True  # type: ignore[method-assign]  # this terminal is not real
    return output


class TestRoute:
    """`route` adds to each row of a file whom to contact, and counts the rows."""

    @pytest.fixture(autouse=True)
    def tickets(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        lines = ["queja,P3,2026-11-24T09:30"] * 1000 + ["queja,P3,2026-11-24T17:00", "PQRS,P3,"]
        (tmp_path / "tickets.csv").write_text("\n".join(["kind,urgency,opened", *lines]), "utf-8")

    def test_counts_the_rows_by_channel_and_error(self, run: Run) -> None:
        assert run("route", "tickets.csv", *ROUTE) == (
            0,
            "pqrs                  1,000\nnational_line         1\nunknown_request_type  1\n",
            "",
        )
        routed = Path("routed.csv").read_text("utf-8").splitlines()
        assert routed[1].startswith(
            '"queja","P3","2026-11-24T09:30","pqrs","(601) 7442727 opción 3"'
        )
        assert len(routed) == 1003

    def test_as_json(self, run: Run) -> None:
        assert json.loads(run("route", "tickets.csv", *ROUTE, "--json").out) == {
            "rows": 1002,
            "channels": {"pqrs": 1000, "national_line": 1},
            "errors": {"unknown_request_type": 1},
        }

    def test_for_a_spreadsheet(self, run: Run) -> None:
        assert run("route", "tickets.csv", *ROUTE, "--for-spreadsheet").code == 0
        assert Path("routed.csv").read_bytes().startswith(b"\xef\xbb\xbf")

    def test_for_a_spreadsheet_may_be_compressed(self, run: Run) -> None:
        options = ["-o", "routed.csv.gz", "--for-spreadsheet"]
        assert run("route", "tickets.csv", *ROUTE, *options).code == 0
        content = gzip.decompress(Path("routed.csv.gz").read_bytes())
        assert content.startswith(b"\xef\xbb\xbf")

    @pytest.mark.parametrize("name", ["routed.parquet", "routed.jsonl", "routed.ndjson.gz"])
    def test_for_a_spreadsheet_is_for_csv_only(self, run: Run, name: str) -> None:
        options = ["-o", name, "--for-spreadsheet"]
        result = run("route", "tickets.csv", *ROUTE, *options)
        assert result.code == 2
        assert "--for-spreadsheet es para un archivo CSV" in result.err

    @pytest.mark.parametrize("suffix", [".csv.gz", ".jsonl", ".ndjson", ".jsonl.gz", ".parquet"])
    def test_takes_every_format(self, run: Run, suffix: str) -> None:
        first = run("route", "tickets.csv", *ROUTE, "-o", f"first{suffix}")
        options = ["-o", "second.csv", "--prefix", "again_"]
        second = run("route", f"first{suffix}", *ROUTE, *options)
        assert first == second
        assert second.code == 0
        assert "pqrs                  1,000" in second.out

    def test_writes_nothing_if_too_many_lines_have_no_answer(self, run: Run) -> None:
        Path("tickets.jsonl").write_text('{"kind": "", "urgency": 3, "opened": ""}\n', "utf-8")
        result = run("route", "tickets.jsonl", *ROUTE, "-o", "routed.jsonl")
        assert result.code == 2
        assert "1 de sus 1 filas no tienen respuesta" in result.err
        assert not Path("routed.jsonl").exists()

    def test_names_the_line_that_is_wrong(self, run: Run) -> None:
        Path("tickets.jsonl").write_text("{}\nqueja\n", "utf-8")
        result = run("route", "tickets.jsonl", *ROUTE, "--lang", "en")
        assert result.code == 2
        assert "line 2 is not JSON that can be read" in result.err

    @pytest.mark.parametrize(
        ("bad", "limit", "code"),
        [
            (5, [], 0), (6, [], 2), (6, ["--max-errors", "60%"], 0), (6, ["--max-errors", "6"], 0),
            (1, ["--max-errors", "0"], 2), (10, ["--max-errors", "100%"], 0),
            (2, ["--max-errors", "10%"], 2), (1, ["--max-errors", "10%"], 0),
        ],
    )  # fmt: skip
    def test_writes_nothing_if_too_many_rows_have_no_answer(
        self, run: Run, bad: int, limit: list[str], code: int
    ) -> None:
        lines = ["kind,urgency,opened", *["PQRS,P3,"] * bad]
        lines += ["queja,P3,2026-11-24T09:30-05:00"] * (10 - bad)
        Path("tickets.csv").write_text("\n".join(lines), "utf-8")
        result = run("route", "tickets.csv", *ROUTE, *limit)
        assert result.code == code
        assert Path("routed.csv").exists() is (code == 0)
        assert ("filas no tienen respuesta (unknown_request_type: " in result.err) is (code == 2)

    @pytest.mark.parametrize("wrong", ["many", "-1", "101%", "%", "1.5"])
    def test_refuses_what_is_no_limit(self, run: Run, wrong: str) -> None:
        result = run("route", "tickets.csv", *ROUTE, f"--max-errors={wrong}")
        assert result.code == 2
        assert f"{wrong!r} no es un número de filas" in result.err

    def test_never_guesses_a_time_zone(self, run: Run) -> None:
        result = run("route", "tickets.csv", *ROUTE[:-2])
        assert result.code == 2
        assert "no dicen su zona horaria" in result.err

    def test_refuses_what_is_no_time_zone(self, run: Run) -> None:
        for wrong in ("Bogota", "../etc", "UTC-5"):
            result = run("route", "tickets.csv", *ROUTE[:-1], wrong)
            assert result.code == 2
            assert f"{wrong!r} no es una zona horaria" in result.err

    def test_takes_a_directory_and_a_preference(self, run: Run, pqrs_file: str) -> None:
        options = ["--directory", pqrs_file, "--prefer", "email", "--prefix", "x_", "--json"]
        tally = json.loads(run("route", "tickets.csv", *ROUTE, *options).out)
        assert tally["channels"] == {"pqrs": 1001}
        assert "x_error" in Path("routed.csv").read_text("utf-8").splitlines()[0]

    def test_takes_channels_that_are_down(self, run: Run) -> None:
        tally = json.loads(
            run("route", "tickets.csv", *ROUTE, "--unavailable", "pqrs", "--json").out
        )
        assert tally["channels"] == {"national_line": 1001}
        until = ["--unavailable", "pqrs=2026-11-24 10:00", "--force", "--json"]
        tally = json.loads(run("route", "tickets.csv", *ROUTE, *until).out)
        assert tally["channels"] == {"national_line": 1001}

    def test_prefers_a_medium(self, run: Run) -> None:
        tally = json.loads(run("route", "tickets.csv", *ROUTE, "--prefer", "chat", "--json").out)
        assert tally["channels"] == {"chat": 1001}

    def test_refuses_a_column_that_is_not_there(self, run: Run) -> None:
        result = run("route", "tickets.csv", *ROUTE, "--when", "fecha")
        assert result.code == 2
        assert result.err.startswith("ccb-support: La tabla no tiene la columna 'fecha'")

    @pytest.mark.parametrize(
        ("user", "missing"), [("ccb-support route", "tqdm"), ("ccb_support.frames", "pyarrow")]
    )
    def test_says_what_to_install(
        self, run: Run, user: str, missing: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        forget_modules(monkeypatch, modules_of("ccb_support.frames"))
        monkeypatch.setitem(sys.modules, missing, None)
        result = run("route", "tickets.csv", *ROUTE)
        assert result.code == 2
        assert f"{user} necesita la biblioteca {missing!r}" in result.err
        assert "'tqdm>=4.66'" in result.err

    def test_shows_how_far_it_is_on_a_terminal(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shown = terminal()
        monkeypatch.setattr(sys, "stderr", shown)
        assert run("route", "tickets.csv", *ROUTE).code == 0
        steps = shown.getvalue().split("\r")
        size = f"{Path('tickets.csv').stat().st_size / 1000:.1f}"
        assert f"0.00/{size}k [00:00<?, ?B/s]" in steps[1]
        assert steps[-2].strip() == steps[-1] == ""  # it leaves nothing behind

    def test_shows_in_the_end_that_it_has_read_the_whole_file(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        steps: list[int] = []
        bars: Any = tqdm
        original = bars.update

        def update(bar: object, count: int) -> None:
            steps.append(count)
            original(bar, count)

        monkeypatch.setattr(bars, "update", update)
        monkeypatch.setattr(sys, "stderr", terminal())
        lines = ["queja,P3,2026-11-24T09:30"] * 100_000
        Path("tickets.csv").write_text("\n".join(["kind,urgency,opened", *lines]), "utf-8")
        assert run("route", "tickets.csv", *ROUTE).code == 0
        assert len(steps) > 1
        assert sum(steps) == Path("tickets.csv").stat().st_size
