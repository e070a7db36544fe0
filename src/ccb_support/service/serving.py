"""Running the service: workers that share a port, each with its own application."""

import asyncio
import json
import logging
import os
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, cast
from urllib.parse import quote

import uvicorn
from starlette.applications import Starlette
from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from ccb_support import CcbSupportError
from ccb_support.live import SETTLE, utc_now
from ccb_support.questions.answers import as_line

from .app import FOLDER, MAX_AGE, UNREADY, Observed, create_app

_PAUSE = 2
"""How many seconds a worker waits after a start that failed."""

_logger = logging.getLogger("ccb_support.service")

VARIABLE = "CCB_SUPPORT_SERVICE"
"""The variable of the environment in which a worker finds its settings, as JSON."""


class Settings(NamedTuple):
    """What a service has from its command line. Times are in seconds.

    Attributes:
        directory: the path of the directory's file; the shipped directory if it is `None`.
        unready_after: for how long an edit may be refused while `/readyz` replies 200.
        unready_when_old: whether a directory that is out of date makes `/readyz` reply 503.
        socket: the path of a Unix socket to listen at, instead of the host and the port.
        root_path: the path that a proxy takes off each address.
        idle_timeout: for how long a client may keep a connection without a question.
        request_timeout: how long a question and its reply may take.
        connections: how many connections a worker serves at once.
        shutdown: for how long the service goes on after a signal ends it.
        json: whether each line of the log is JSON.

    The others are those of `create_app`.
    """

    directory: str | None = None
    max_age: int = MAX_AGE
    cors: Sequence[str] = ()
    settle: float = SETTLE
    unready_after: int | None = None
    unready_when_old: bool = False
    metrics: bool = False
    host: str = "127.0.0.1"
    port: int = 8000
    socket: str | None = None
    root_path: str = ""
    workers: int = 1
    idle_timeout: int = 5
    request_timeout: int = 10
    connections: int = 1_000
    shutdown: int = 10
    access_log: bool = False
    json: bool = False


def serve(settings: Settings) -> None:
    """Serve until a signal ends it. The workers are processes that share the port."""
    # A worker is a new process, to which the server passes nothing but the environment.
    os.environ[VARIABLE] = json.dumps(settings)
    with ExitStack() as stack:
        if settings.metrics and settings.workers > 1:
            os.environ[FOLDER] = stack.enter_context(TemporaryDirectory())
        # A service that was killed leaves its socket behind.
        if settings.socket and Path(settings.socket).is_socket():
            Path(settings.socket).unlink()
        uvicorn.run(
            f"{__name__}:{create_worker.__name__}",
            factory=True,
            host=settings.host,
            port=settings.port,
            uds=settings.socket,
            # Who can reach the socket is a proxy on this machine, and says who asks.
            forwarded_allow_ips="*" if settings.socket else None,
            root_path=settings.root_path,
            workers=settings.workers,
            http=cast(
                "type[asyncio.Protocol]",
                partial(ImpatientProtocol, patience=settings.request_timeout),
            ),
            timeout_keep_alive=settings.idle_timeout,
            # The server counts the connection that asks, too.
            limit_concurrency=settings.connections + 1,
            # A reload ends if a new worker is not ready by then, which a busy machine may need.
            timeout_worker_healthcheck=30,
            # A client that does not read its replies would keep the service for ever.
            timeout_graceful_shutdown=settings.shutdown,
            log_config=log_config(as_json=settings.json),
            # The server's own access log is slower.
            access_log=False,
        )


def create_worker() -> Starlette:
    """Return the application of a worker, by the settings in its environment.

    If somebody has spoilt the file since the service began, the other workers go on by what they
    know. This one ends, and the server starts it again and again, until the file is good.
    """
    settings = Settings(*json.loads(os.environ[VARIABLE]))
    unready = dict(UNREADY)
    if settings.unready_after is not None:
        unready["edit_refused"] = settings.unready_after
    if settings.unready_when_old:
        unready |= {"old_directory": 0, "holidays_unverified": 0}
    try:
        app = create_app(
            settings.directory,
            max_age=settings.max_age,
            cors=settings.cors,
            settle=settings.settle,
            unready=unready,
            metrics=settings.metrics,
        )
    except (CcbSupportError, OSError) as error:
        line = "worker %d does not start: %s"
        _logger.log(logging.ERROR, line, os.getpid(), as_line(str(error)))
        time.sleep(_PAUSE)
        # If it failed with the server's own code, the server would end all.
        raise SystemExit(1) from error
    if settings.access_log:
        app.add_middleware(Observed, note=partial(log_request, settings.json))
    return app


class ImpatientProtocol(HttpToolsProtocol):
    """Ends the connection of a client that is slow to ask, or to read its reply.

    The server itself waits for ever for the rest of a question. The time begins with the
    connection, and again with each reply, after which the client may rest first.
    """

    def __init__(self, *arguments: Any, patience: float, **options: Any) -> None:  # noqa: ANN401 - they are the server's
        super().__init__(*arguments, **options)
        self._patience = patience
        self._deadline = 0.0
        self._look: asyncio.TimerHandle

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for the first question."""
        super().connection_made(cast("asyncio.Transport", transport))
        self._deadline = self.loop.time() + self._patience
        self._wait()

    def on_response_complete(self) -> None:
        """Begin to wait for the next question."""
        super().on_response_complete()
        self._deadline = self.loop.time() + self.timeout_keep_alive + self._patience

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        super().connection_lost(exc)
        self._look.cancel()

    def _wait(self) -> None:
        # One timer looks again and again, because one for each reply would cost more. To close the
        # connection politely would wait for a client that does not read.
        is_late = self.loop.time() >= self._deadline
        then = self.transport.abort if is_late else self._wait
        self._look = self.loop.call_at(self._deadline, then)


class LogLine(logging.Formatter):
    """Writes a record of the log on one line, with its time in UTC."""

    def __init__(self, *, as_json: bool) -> None:
        super().__init__()
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "time": _shown(datetime.fromtimestamp(record.created, UTC)),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return _written(line, as_json=self._as_json)


def _shown(when: datetime) -> str:
    return when.isoformat(timespec="milliseconds")


def _written(line: Mapping[str, object], *, as_json: bool) -> str:
    if as_json:
        return json.dumps(line, ensure_ascii=False)
    return " ".join(map(str, line.values())).replace("\n", r"\n")


def log_request(as_json: bool, scope: Scope, status: int, seconds: float) -> None:  # noqa: FBT001 - it is bound
    """Write a line about a request. The machinery of logs would take longer than the reply."""
    query = scope["query_string"].decode("ascii", "backslashreplace")
    line = {
        "time": _shown(utc_now()),
        "level": "INFO",
        "logger": "ccb_support.access",
        "client": (scope["client"] or "-")[0],
        "method": scope["method"],
        "path": quote(scope["path"]) + (query and f"?{query}"),
        "status": status,
        "ms": round(seconds * 1_000, 3),
    }
    # The service goes on if the disk is full.
    with suppress(OSError):
        os.write(sys.stderr.fileno(), f"{_written(line, as_json=as_json)}\n".encode())


def log_config(*, as_json: bool) -> dict[str, Any]:
    """Return the settings of the log: the lines of the library are among those of the server."""
    logger = {"handlers": ["lines"], "level": "INFO", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": f"{__name__}.{LogLine.__name__}", "as_json": as_json}},
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "line"}},
        "loggers": {"uvicorn": logger, "ccb_support": logger},
    }
