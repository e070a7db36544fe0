"""Running the service: workers that share a port, each with its own application."""

import asyncio
import json
import logging
import os
import socket
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from errno import ECONNREFUSED
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import quote
from zlib import crc32

import uvicorn
from starlette.applications import Starlette
from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from ccb_support import CcbSupportError
from ccb_support.errors import BadParameterError
from ccb_support.live import errors_of, live_directory, refuse_new_errors, utc_now
from ccb_support.questions.answers import as_line, escaped
from ccb_support.words import services as phrases

from .app import COUNTS_FOLDER, UNREADY, Observed, create_app, read_origins

_PAUSE = 2
"""How many seconds a worker waits after a start that failed."""

_YEARS = 5
"""How many years ahead the start looks for errors. A later worker may start with any of them."""

LONGEST_QUESTION = 64 * 2**10
"""How many bytes of a question may come before it is whole. No body matters, but it counts."""

MOST_WAITING = 100
"""How many questions of a connection may wait, because a client asks before it has its reply.

The server reads thousands of short ones at once.
"""

_logger = logging.getLogger("ccb_support.service")

VARIABLE = "CCB_SUPPORT_SERVICE"
"""The variable of the environment in which a worker finds the options of the service, as JSON."""


def serve(options: SimpleNamespace) -> None:
    """Serve until a signal ends it. The workers are processes that share the port.

    The options are those of `ccb-support serve`, each by its name.

    Raises:
        BadParameterError: no socket can be at the path of `--socket`, or must not; or no page has
            the origin of `--cors`.
        DirectoryError: the file of the directory has faults.
        MissingExtraError: the directory needs an extra.
        OSError: the file can't be read.
    """
    read_origins(options.cors)  # a worker would find out too late
    router = live_directory(options.directory, utc_now).current.router
    # If the calendar ends while the service runs, the other workers answer nobody, either.
    options.known_errors = [
        # An environment has no room for many long texts.
        crc32(each.encode())
        for each in ("calendar_ends", *errors_of(router, utc_now(), _YEARS))
    ]
    if options.socket is not None:
        _make_room(options.socket)
    # A worker is a new process, to which the server passes nothing but the environment.
    os.environ[VARIABLE] = json.dumps(vars(options))
    with ExitStack() as stack:
        if options.metrics and options.workers > 1:
            os.environ[COUNTS_FOLDER] = stack.enter_context(TemporaryDirectory())
        uvicorn.run(
            f"{__name__}:{create_worker.__name__}",
            factory=True,
            host=options.host,
            port=options.port,
            uds=options.socket,
            # Who can reach the socket is a proxy on this machine, and says who asks.
            forwarded_allow_ips="*" if options.socket else None,
            root_path=options.root_path,
            workers=options.workers,
            http=cast(
                "type[asyncio.Protocol]",
                partial(ImpatientProtocol, patience=options.request_timeout),
            ),
            timeout_keep_alive=options.idle_timeout,
            # The server counts the connection that asks, too.
            limit_concurrency=options.connections + 1,
            # A reload ends if a new worker is not ready by then, which a busy machine may need.
            timeout_worker_healthcheck=30,
            # A client that does not read its replies would keep the service for ever.
            timeout_graceful_shutdown=options.shutdown,
            log_config=log_config(as_json=options.json),
            # The server's own access log is slower.
            access_log=False,
        )


def _make_room(path: str) -> None:
    """Remove the socket that a killed service left; refuse a path at which no socket can be.

    The server removes what is at the path when it ends, even if it could not start.
    """
    try:
        with socket.socket(socket.AF_UNIX) as probe:
            # A service without room for one more client would not answer at all.
            probe.settimeout(0)
            if Path(path).is_socket() and probe.connect_ex(path) == ECONNREFUSED:
                Path(path).unlink()
            # If anything is there, such as a file or the socket of a running service, this fails.
            probe.bind(path)
            Path(path).unlink()
    except (AttributeError, OSError) as error:  # Python on Windows has no AF_UNIX
        raise BadParameterError(
            phrases.SOCKET_FAILS.fill(name=as_line(path), reason=error)
        ) from error


def create_worker() -> Starlette:
    """Return the application of a worker, by the options in its environment.

    If somebody has spoilt the file since the service began, so that an edit of it would be refused,
    the other workers go on by what they know. This one ends, and the server starts it again and
    again, until the file is good.
    """
    options = SimpleNamespace(**json.loads(os.environ[VARIABLE]))
    unready = dict(UNREADY)
    if options.unready_after is not None:
        unready["edit_refused"] = options.unready_after
    if options.unready_when_old:
        unready |= dict.fromkeys(phrases.OLD_CHECKS, 0)
    try:
        app = create_app(
            options.directory,
            max_age=options.max_age,
            cors=options.cors,
            settle=options.settle,
            unready=unready,
            metrics=options.metrics,
        )
        errors = errors_of(app.state.live.current.router, utc_now())
        refuse_new_errors(
            errors, [each for each in errors if crc32(each.encode()) in options.known_errors]
        )
    except (CcbSupportError, OSError) as error:
        _logger.error("worker %d does not start: %s", os.getpid(), as_line(str(error)))  # noqa: TRY400 - the owner reads the words, not a traceback
        time.sleep(_PAUSE)
        # Python would take a moment to end. A server that asks it for a sign of life then waits for
        # half a minute, and hears no signal. With the server's own code, it would end all workers.
        # A single worker is the whole command, and 2 is its code for a file that can't be read.
        os._exit(2)
    for words in dict.fromkeys(errors.values()):
        _logger.error("worker %d starts with an error: %s", os.getpid(), as_line(words.en))
    if options.access_log:
        app.add_middleware(Observed, note=partial(log_request, options.json))
    return app


class ImpatientProtocol(HttpToolsProtocol):
    """Ends the connection of a client that is slow to ask or to read its reply, or asks too much.

    The server itself waits for ever for the rest of a question, and keeps all of it. The time
    begins with the connection, and again with each reply, after which the client may rest first.
    """

    def __init__(self, *arguments: Any, patience: float, **options: Any) -> None:  # noqa: ANN401 - they are the server's
        super().__init__(*arguments, **options)
        self._patience = patience
        self._unfinished = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for the first question."""
        super().connection_made(cast("asyncio.Transport", transport))
        self._deadline = self.loop.time() + self._patience
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Read on, and count what belongs to no whole question."""
        self._unfinished += len(data)
        super().data_received(data)
        if self._unfinished > LONGEST_QUESTION or len(self.pipeline) > MOST_WAITING:
            self.transport.abort()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is not HTTP. Most often it is an address with an ó or a space."""
        super().send_400_response(
            f"{msg} In an address, write spaces, and letters that are not ASCII, in UTF-8 with "
            "percent signs: soporte%20t%C3%A9cnico"
        )

    def on_message_complete(self) -> None:
        """Begin to count again."""
        super().on_message_complete()
        self._unfinished = 0

    def on_response_complete(self) -> None:
        """Begin to wait for the next question."""
        super().on_response_complete()
        if self.pipeline:
            # The server would read more after each reply than it replies to, and fill the memory.
            self.flow.pause_reading()
        self._deadline = self.loop.time() + self.timeout_keep_alive + self._patience

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        super().connection_lost(exc)
        self._look.cancel()

    def _wait(self) -> None:
        # One timer looks again and again, because one for each reply would cost more. To close the
        # connection politely would wait for a client that does not read.
        then = self._wait if self.loop.time() < self._deadline else self.transport.abort
        self._look = self.loop.call_at(self._deadline, then)


class LogLine(logging.Formatter):
    """Writes a record of the log on one line, with its time in UTC."""

    def __init__(self, *, as_json: bool) -> None:
        super().__init__()
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return _format_line(line, as_json=self._as_json)


def _format_line(line: Mapping[str, object], *, as_json: bool) -> str:
    # A stranger may have written a part of it, also an order to a terminal.
    if as_json:
        return json.dumps(line)
    return escaped(" ".join(map(str, line.values())))


def log_request(as_json: bool, scope: Scope, status: int, seconds: float) -> None:  # noqa: FBT001 - it is bound
    """Write a line about a request. The machinery of logs would take longer than the reply."""
    query = scope["query_string"].decode("ascii", "backslashreplace")
    line = {
        "time": utc_now().isoformat(timespec="milliseconds"),
        "level": "INFO",
        "logger": "ccb_support.access",
        # A proxy may pass on what a stranger writes.
        "client": quote(scope["client"][0], safe=":") if scope["client"] else "-",
        "method": scope["method"],
        "path": quote(scope["path"]) + (f"?{query}" if query else ""),
        "status": status,
        "ms": round(seconds * 1_000, 3),
    }
    # The service goes on if the disk is full.
    with suppress(OSError):
        os.write(sys.stderr.fileno(), f"{_format_line(line, as_json=as_json)}\n".encode())


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
