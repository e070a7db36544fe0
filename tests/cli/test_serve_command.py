"""`ccb-support serve`: what it passes on to the service, and what it refuses."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from ccb_support.errors import quoted
from ccb_support.service import serving
from ccb_support.service.serving import Settings
from tests.forgetting import forget_modules, modules_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.calls import Run

DEFAULTS = {"host": "127.0.0.1", "port": 8000, "workers": 1, "shutdown": 10}


class TestServe:
    """`serve` passes its options on, once the directory is checked."""

    @pytest.fixture
    def served(self, monkeypatch: pytest.MonkeyPatch) -> list[object]:
        """Return what the command passes to the service."""
        served: list[object] = []

        def serve(settings: Settings, **options: object) -> None:
            served.extend([settings, options])

        monkeypatch.setattr(serving, "serve", serve)
        return served

    def test_has_defaults(self, run: Run, served: list[object]) -> None:
        assert run("serve") == (0, "", "")
        assert served == [Settings(), DEFAULTS]

    def test_has_options(self, run: Run, served: list[object], pqrs_file: str) -> None:
        origins = ["--cors", "https://a.example", "--cors", "https://b.example"]
        place = ["--host", "0.0.0.0", "--port", "80", "--workers", "4", "--max-age", "5"]  # noqa: S104
        spans = ["--settle", "7", "--shutdown", "3"]
        assert run("serve", "--directory", pqrs_file, *place, *origins, *spans).code == 0
        assert served == [
            Settings(pqrs_file, 5, ("https://a.example", "https://b.example"), 7),
            {"host": "0.0.0.0", "port": 80, "workers": 4, "shutdown": 3},  # noqa: S104
        ]

    def test_a_server_that_can_not_start_ends_with_2(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def serve(_settings: Settings, **_options: object) -> None:
            sys.exit(1)  # as uvicorn ends if the port is taken

        monkeypatch.setattr(serving, "serve", serve)
        assert run("serve").code == 2

    def test_a_faulty_directory_starts_no_worker(
        self, run: Run, served: list[object], tmp_path: Path
    ) -> None:
        path = tmp_path / "directory.toml"
        path.write_text("[[channels", "utf-8")
        result = run("serve", "--directory", str(path))
        assert (result.code, served) == (2, [])
        assert str(path) in result.err

    @pytest.mark.parametrize(
        ("option", "wrong"),
        [
            ("--port", "65536"), ("--port", "-1"), ("--port", "http"), ("--workers", "0"),
            ("--workers", "1001"), ("--max-age", "1.5"), ("--max-age", "9" * 5_000),
            ("--settle", "-1"), ("--shutdown", "x"),
        ],
    )  # fmt: skip
    def test_a_wrong_number_is_refused(
        self, run: Run, served: list[object], option: str, wrong: str
    ) -> None:
        result = run("serve", f"{option}={wrong}")
        assert (result.code, served) == (2, [])
        least, most = {"--port": (0, 65535), "--workers": (1, 1000)}.get(option, (0, 31536000))
        assert result.err == (
            f"ccb-support: {quoted(wrong)} no es un número entero de {least} a {most}. Escriba, por "
            f"ejemplo, {least}\n"
        )

    @pytest.mark.parametrize("workers", ["1", "1000"])
    def test_the_smallest_and_the_largest_number_will_do(
        self, run: Run, served: list[object], workers: str
    ) -> None:
        assert run("serve", "--workers", workers).code == 0
        assert served[1] == {**DEFAULTS, "workers": int(workers)}

    @pytest.mark.parametrize(
        ("user", "missing"),
        [("ccb_support.service", "starlette"), ("ccb-support serve", "uvicorn")],
    )
    def test_says_what_to_install(
        self, run: Run, user: str, missing: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        forget_modules(monkeypatch, modules_of("ccb_support.service", "starlette."))
        monkeypatch.setitem(sys.modules, missing, None)
        result = run("serve")
        assert result.code == 2
        assert f"{user} necesita la biblioteca {missing!r}" in result.err
        assert "'uvicorn[standard]>=0.40'" in result.err
