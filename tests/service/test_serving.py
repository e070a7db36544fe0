"""What the server and each of its workers gets to know."""

from __future__ import annotations

import importlib
import logging.config
from functools import partial
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import pytest
import uvicorn
from starlette.testclient import TestClient

from ccb_support.service import create_app, serving
from ccb_support.service.serving import Settings, create_worker, serve
from tests.builders import Clock
from tests.live.edits import with_version
from tests.service.calls import COMPLAINT

if TYPE_CHECKING:
    from pathlib import Path


class TestServe:
    """Every worker makes its own application, by the settings in its environment."""

    @pytest.fixture(autouse=True)
    def started(self, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
        """Return what the service passes to the server."""
        started: dict[str, Any] = {}

        def run(app: str, **options: object) -> None:
            started.update(options, app=app)

        monkeypatch.setattr(uvicorn, "run", run)
        monkeypatch.setenv(serving.VARIABLE, "")  # and put it back after the test
        return started

    def test_a_worker_has_the_settings(
        self, started: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        create = Mock(side_effect=partial(create_app, now=Clock()))
        monkeypatch.setattr(serving, "create_app", create)
        path = tmp_path / "directory.toml"
        path.write_text(with_version("own"), "utf-8")
        origin = "https://example.org"
        settings = Settings(str(path), 7, (origin,), 1.5)
        serve(settings, host="localhost", port=8001, workers=2, shutdown=3)
        assert started["timeout_graceful_shutdown"] == 3
        assert (started["host"], started["port"], started["workers"]) == ("localhost", 8001, 2)
        module, _, name = started["app"].partition(":")
        assert started["factory"] is True
        assert started["access_log"] is False
        client = TestClient(getattr(importlib.import_module(module), name)())
        headers = client.get(
            f"{COMPLAINT}&at=2026-11-24T15:00:00Z", headers={"Origin": origin}
        ).headers
        assert headers["Ccb-Directory-Version"] == "own"
        assert headers["Expires"] == "Tue, 24 Nov 2026 14:30:07 GMT"
        assert create.call_args.kwargs["settle"] == 1.5
        assert headers["Access-Control-Allow-Origin"] == origin

    def test_a_worker_may_have_the_shipped_directory(self) -> None:
        serve(Settings(), host="localhost", port=0, workers=1, shutdown=10)
        assert TestClient(create_worker()).get("/health").status_code == 200

    def test_the_log_has_the_lines_of_the_service(
        self, started: dict[str, Any], capsys: pytest.CaptureFixture[str]
    ) -> None:
        serve(Settings(), host="localhost", port=0, workers=1, shutdown=10)
        kept = {
            name: vars(logging.getLogger(name)).copy() for name in started["log_config"]["loggers"]
        }
        logging.config.dictConfig(started["log_config"])
        try:
            logging.getLogger("ccb_support.service").info("worker 1: version 2 is live")
        finally:
            for name, state in kept.items():
                vars(logging.getLogger(name)).update(state)
        assert capsys.readouterr().err == "INFO:     worker 1: version 2 is live\n"
