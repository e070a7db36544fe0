"""What the server and each of its workers gets to know."""

import asyncio
import importlib
import json
import logging.config
import os
import re
import socket
import sys
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import ANY, Mock

import pytest
import uvicorn
from starlette.testclient import TestClient

from ccb_support import BOGOTA
from ccb_support.errors import BadParameterError
from ccb_support.service import create_app, serving
from ccb_support.service.app import COUNTS_FOLDER
from ccb_support.service.serving import (
    LONGEST_QUESTION,
    ImpatientProtocol,
    LogLine,
    create_worker,
    log_request,
    serve,
)
from tests.builders import SHIPPED_TOML, Clock
from tests.live.edits import NOBODY, mistake, with_version
from tests.model.small_directory import SMALL
from tests.service.calls import COMPLAINT, listening, options
from tests.systems import NEEDS_POSIX

PATIENCE = 60.0
"""How many seconds a busy machine may take."""

REFUSED = r"can't be the socket \({}\). Write a short path: of a file that does"
"""What `serve` says of a path at which no socket can be, with the reason."""


@contextmanager
def restored(*names: str) -> Generator[None]:
    """Give loggers back their handlers, levels and parents afterwards."""
    loggers = [logging.getLogger(name) for name in names]
    before = [(each, each.handlers, each.level, each.propagate) for each in loggers]
    for each in loggers:
        each.handlers = []
    try:
        yield
    finally:
        for each, handlers, level, propagate in before:
            each.handlers, each.propagate = handlers, propagate
            each.setLevel(level)


class TestServe:
    """Every worker makes its own application, by the options in its environment."""

    @pytest.fixture(autouse=True)
    def started(self, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
        """Return what the service passes to the server, in an environment for one test."""
        started: dict[str, Any] = {}

        def run(app: str, **options: object) -> None:
            counts_in = Path(os.environ.get(COUNTS_FOLDER, "/-"))
            started.update(options, app=app, workers_share_a_folder=counts_in.is_dir())

        monkeypatch.setattr(uvicorn, "run", run)
        monkeypatch.setattr(os, "environ", dict(os.environ))
        return started

    def test_a_worker_has_the_options(
        self, started: dict[str, Any], path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        create = Mock(side_effect=partial(create_app, now=Clock()))
        monkeypatch.setattr(serving, "create_app", create)
        path.write_text(with_version("own"), "utf-8")
        origin = "https://example.org"
        serve(
            options(
                directory=str(path), max_age=7, settle=1.5, shutdown=3, request_timeout=4,
                cors=[origin], workers=2, connections=20, json=True, idle_timeout=6,
            )
        )  # fmt: skip
        http, module_and_name = started.pop("http"), started.pop("app")
        assert (http.func, http.keywords) == (ImpatientProtocol, {"patience": 4})
        assert started.pop("log_config") == serving.log_config(as_json=True)
        assert started == {
            "factory": True, "host": "127.0.0.1", "port": 8000, "uds": None, "root_path": "",
            "forwarded_allow_ips": None, "workers": 2, "workers_share_a_folder": False,
            "limit_concurrency": 21, "timeout_keep_alive": 6, "timeout_worker_healthcheck": 30,
            "timeout_graceful_shutdown": 3, "access_log": False,
        }  # fmt: skip
        module, _, name = module_and_name.partition(":")
        client = TestClient(getattr(importlib.import_module(module), name)())
        asked = f"{COMPLAINT}&at=2026-11-24T15:00:00Z"
        assert (
            client.get(asked, headers={"Origin": origin}).headers.items()
            >= {
                "ccb-directory-version": "own",
                "expires": "Tue, 24 Nov 2026 14:30:07 GMT",
                "access-control-allow-origin": origin,
            }.items()
        )
        assert create.call_args.kwargs["settle"] == 1.5

    @pytest.mark.parametrize(
        "wrong",
        [
            "",
            "intranet.example",
            "HTTPS://a.example/page",
            "http://a.example, *",
            # A browser leaves out the usual port, and writes other letters in ASCII.
            "https://a.example:443",
            "HTTP://a.example:80/",
            "https://cámara.example",
            "https://*.example",
        ],
    )
    def test_says_what_is_the_origin_of_no_page(self, wrong: str) -> None:
        for start in (partial(serve, options(cors=[wrong])), partial(create_app, cors=[wrong])):
            with pytest.raises(BadParameterError, match=re.escape(f"{wrong!r} is not the origin")):
                start()

    @pytest.mark.parametrize(
        ("given", "unready"),
        [
            ({}, {"edit_failed": 0}),
            ({"unready_after": 0}, {"edit_failed": 0, "edit_refused": 0}),
            (
                {"unready_when_old": True, "unready_after": 9},
                {
                    "edit_failed": 0,
                    "edit_refused": 9,
                    "old_directory": 0,
                    "holidays_unverified": 0,
                    "calendar_ends": 0,
                    "begins_later": 0,
                },
            ),
        ],
    )
    def test_a_worker_knows_when_it_is_not_ready(
        self, monkeypatch: pytest.MonkeyPatch, given: dict[str, object], unready: dict[str, int]
    ) -> None:
        create = Mock(side_effect=create_app)
        monkeypatch.setattr(serving, "create_app", create)
        serve(options(**given))
        create_worker()
        assert create.call_args.kwargs["unready"] == unready

    @pytest.mark.parametrize(
        ("toml", "why"),
        [
            (mistake(), "no_such_line"),
            (NOBODY, "no channel serves these requests"),
            (f"effective = 2199-12-31\n{SHIPPED_TOML}", "Nobody gets an answer before 2199-12-31"),
        ],
        ids=["a mistake", "nobody answers", "it begins later"],
    )
    def test_a_worker_does_not_end_the_others_if_the_file_is_faulty(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
        toml: str, why: str,
    ) -> None:  # fmt: skip
        """It is as faulty as an edit that would be refused, also if it is a directory."""
        monkeypatch.setattr(serving, "_PAUSE", 0)
        serve(options(directory=str(path), workers=2))
        path.write_text(toml, "utf-8")
        monkeypatch.setattr(os, "_exit", sys.exit)
        with pytest.raises(SystemExit, match=r"^2$"):
            create_worker()
        assert why in caplog.messages[-1]

    def test_a_worker_keeps_the_errors_with_which_the_service_began(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        """It says them, because nobody else does. Some of them come later."""
        monkeypatch.setattr(serving, "utc_now", clock := Clock())
        later = f"effective = 2030-01-01\n{with_version('later', NOBODY)}"
        path.with_name("later.toml").write_text(later, "utf-8")
        serve(options(directory=str(path.parent), workers=2))
        create_worker()
        assert not caplog.messages
        clock.show("2029-12-01 00:00")
        create_worker()
        assert caplog.messages
        assert all("starts with an error: " in each for each in caplog.messages)

    def test_a_worker_has_room_for_many_errors(
        self, path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        """A system gives an environment that is too long to no process, and nobody says why."""
        numbers = (
            f'{{ medium = "phone", printed = "(601) 745{each:04}", e164 = "+57601846{each:04}" }}'
            for each in range(49)
        )
        path.write_text(
            SMALL.replace("contacts = [", f"contacts = [{', '.join(numbers)}, ", 1), "utf-8"
        )
        serve(options(directory=str(path), workers=2))
        assert len(os.environ[serving.VARIABLE]) < 2_000
        create_worker()
        assert len(caplog.messages) > 49

    @pytest.mark.parametrize(("workers", "share"), [(1, False), (2, True)])
    def test_several_workers_count_in_one_folder(
        self, started: dict[str, Any], workers: int, *, share: bool
    ) -> None:
        serve(options(metrics=True, workers=workers))
        assert started["workers_share_a_folder"] == share

    @NEEDS_POSIX
    def test_takes_the_place_of_a_socket_that_a_killed_service_left(
        self, started: dict[str, Any], tmp_path: Path
    ) -> None:
        path = tmp_path / "s"
        with socket.socket(socket.AF_UNIX) as left:
            left.bind(str(path))
        serve(options(socket=str(path), root_path="/support"))
        assert not path.exists()
        assert started.items() >= {
            "uds": str(path), "forwarded_allow_ips": "*", "root_path": "/support"
        }.items()  # fmt: skip

    @NEEDS_POSIX
    @pytest.mark.parametrize(
        ("name", "make", "reason"),
        [
            ("s", Path.touch, ".*Address already in use"),
            ("s", Path.mkdir, ".*Address already in use"),
            ("s", partial(os.symlink, "none"), ".*Address already in use"),
            # Nothing is there.
            ("none/s", Path.exists, ".*No such file or directory"),
            ("s" * 200, Path.exists, ".*path too long"),
            ("", Path.exists, ".*(Is a directory|No such file or directory).*"),
        ],
        ids=["a file", "a folder", "a link", "no folder", "a long path", "an empty path"],
    )
    def test_says_where_no_socket_can_be_and_leaves_what_is_there_alone(
        self, started: dict[str, Any], tmp_path: Path, name: str, make: Callable[[Path], object],
        reason: str, monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        """When the server ends, it would remove what is at the path."""
        monkeypatch.chdir(tmp_path)
        make(path := Path(name))
        is_there = os.path.lexists(path)
        with pytest.raises(BadParameterError, match=f"--socket: {name} {REFUSED.format(reason)}"):
            serve(options(socket=name))
        assert os.path.lexists(path) == is_there
        assert not started

    def test_says_that_a_system_has_no_sockets_of_files(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Windows, for example."""
        monkeypatch.delattr(socket, "AF_UNIX", raising=False)
        with pytest.raises(BadParameterError, match=r"AF_UNIX.* On Windows, use --host and --port"):
            serve(options(socket="s"))

    @NEEDS_POSIX
    # Elsewhere, a service without room refuses a client as if it were gone.
    @pytest.mark.parametrize("waiting", [0, 1] if sys.platform == "linux" else [0])
    def test_leaves_the_socket_of_another_service_alone(
        self, started: dict[str, Any], tmp_path: Path, waiting: int
    ) -> None:
        """Also if that has no room for one more client."""
        path = tmp_path / "s"
        with ExitStack() as stack:
            other, *clients = [
                stack.enter_context(socket.socket(socket.AF_UNIX)) for _ in range(1 + waiting)
            ]
            other.bind(str(path))
            other.listen(0)
            for each in clients:
                each.connect(str(path))
            taken = REFUSED.format(".*Address already in use")
            with pytest.raises(BadParameterError, match=f"--socket: {path} {taken}"):
                serve(options(socket=str(path)))
        assert path.is_socket()
        assert not started


TIME = datetime(2026, 11, 24, 9, 30, tzinfo=BOGOTA)


def client_of_worker(monkeypatch: pytest.MonkeyPatch, **given: object) -> TestClient:
    """Return the client of a worker with some options in its environment."""
    monkeypatch.setenv(serving.VARIABLE, json.dumps(vars(options(**given, known_errors=[]))))
    return TestClient(create_worker())


class TestLog:
    """Each record is one line, with its time in UTC."""

    def test_is_text_or_json(self) -> None:
        record = logging.makeLogRecord(
            {"name": "live", "levelname": "INFO", "msg": "%d\n%s", "args": (2, "ó"), "created": TIME.timestamp()}
        )  # fmt: skip
        about = {"time": "2026-11-24T14:30:00.000+00:00", "level": "INFO", "logger": "live"}
        assert LogLine(as_json=False).format(record) == f"{' '.join(about.values())} 2\\nó"
        assert json.loads(LogLine(as_json=True).format(record)) == {**about, "message": "2\nó"}
        record.exc_info = ValueError, ValueError("one\ntwo"), None
        assert LogLine(as_json=False).format(record).endswith(r"2\nó ValueError: one\ntwo")
        assert json.loads(LogLine(as_json=True).format(record))["error"] == "ValueError: one\ntwo"

    def test_shows_each_letter_of_a_stranger_as_text(self) -> None:
        """The server writes the client of a WebSocket as the headers of the question name it."""
        record = logging.makeLogRecord({"msg": "\x9b2J\x1b[2J\r\u202eñ"})
        assert LogLine(as_json=False).format(record).endswith(r" \x9b2J\x1b[2J\r\u202eñ")
        in_json = LogLine(as_json=True).format(record)
        assert in_json.isascii()
        assert json.loads(in_json)["message"] == record.msg

    @pytest.mark.parametrize("as_json", [True, False])
    def test_has_the_lines_of_the_server_and_of_the_library_once(
        self,
        capsys: pytest.CaptureFixture[str],
        caplog: pytest.LogCaptureFixture,
        *,
        as_json: bool,
    ) -> None:
        other = logging.getLogger("other")
        names = "uvicorn", "ccb_support"
        with restored(*names):
            logging.config.dictConfig(serving.log_config(as_json=as_json))
            for name in names:
                logging.getLogger(name).debug("not this")
                logging.getLogger(f"{name}.live").info("ó")
            assert not other.disabled
            assert not caplog.records
        lines = capsys.readouterr().err.splitlines()
        for name, line in zip(names, lines, strict=True):
            assert line.endswith(
                f'"{name}.live", "message": "\\u00f3"}}' if as_json else f" {name}.live ó"
            )

    @pytest.mark.parametrize(
        ("address", "status", "shown"),
        [
            ("/escalation?language=x", 400, "/escalation?language=x"),
            ("/a%0Ab", 404, "/a%0Ab"),
            ("/health", 200, "/health"),
        ],
    )
    def test_has_each_question(
        self, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
        address: str, status: int, shown: str,
    ) -> None:  # fmt: skip
        monkeypatch.setattr(serving, "utc_now", lambda: TIME.astimezone(UTC))
        for as_json in (True, False):
            client = client_of_worker(monkeypatch, access_log=True, metrics=True, json=as_json)
            client.get(address)
        written, text = capfd.readouterr().err.splitlines()
        expected = {
            "time": "2026-11-24T14:30:00.000+00:00", "level": "INFO",
            "logger": "ccb_support.access", "client": "testclient", "method": "GET",
            "path": shown, "status": status,
        }  # fmt: skip
        assert json.loads(written) == expected | {"ms": ANY}
        assert text.startswith(" ".join(map(str, expected.values())))

    @pytest.mark.parametrize(
        ("client", "shown"),
        [
            (None, "-"),
            (("2001:db8::1", 80), "2001:db8::1"),
            # A proxy may pass on what a stranger writes, also signs that are orders to a terminal.
            (("1.2.3.4 GET /\x9b2J", 0), "1.2.3.4%20GET%20%2F%C2%9B2J"),
        ],
    )
    def test_has_a_question_that_is_not_ascii_and_any_client_as_one_word(
        self, capfd: pytest.CaptureFixture[str], client: object, shown: str
    ) -> None:
        scope = {"client": client, "method": "GET", "path": "/\xf1", "query_string": b"\xf1"}
        log_request(True, scope, 404, 0.001)  # noqa: FBT003 - as JSON
        line = json.loads(capfd.readouterr().err)
        assert (line["client"], line["path"]) == (shown, "/%C3%B1?\\xf1")

    def test_may_be_full(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "write", Mock(side_effect=OSError("No space left on device")))
        assert client_of_worker(monkeypatch, access_log=True).get("/health").status_code == 200


@pytest.mark.parametrize(("wanted", "status"), [(True, 200), (False, 404)])
def test_figures_are_there_if_somebody_wants_them(
    monkeypatch: pytest.MonkeyPatch, *, wanted: bool, status: int
) -> None:
    assert client_of_worker(monkeypatch, metrics=wanted).get("/metrics").status_code == status


GOOD = b"GET /health HTTP/1.1\r\nHost: service\r\n\r\n"


LONG = GOOD.replace(
    b"/health",
    b"/timeline?request_type=complaint&priority=3"
    b"&start=2026-01-01T00:00:00Z&end=2030-01-01T00:00:00Z",
)
"""A question whose reply has half a megabyte: no connection holds fifty of them."""


class TestSlowClients:
    """A client that does not ask, asks slowly or does not read loses its connection; others do not."""

    @pytest.mark.parametrize(
        ("first", "then"),
        [
            (b"", b""),
            (b"GET /he", b""),
            (b"GET /", b"a"),
            (b"GET /health HTTP/1.1\r\n", b"A: 1\r\n"),
            (GOOD, b""),
            (GOOD + b"GET /", b"a"),
            (GOOD[:-2] + b"Content-Length: 999999\r\n\r\n", b"a"),
            (LONG * 50, b""),
        ],
        ids=["nothing", "a part", "byte by byte", "header by header", "rests", "asks once", "slow body", "reads nothing"],
    )  # fmt: skip
    def test_lose_the_connection(self, first: bytes, then: bytes) -> None:
        async def run() -> None:
            protocol = partial(ImpatientProtocol, patience=0.3)
            async with listening(create_app(), http=protocol, timeout_keep_alive=1) as started:
                server, port = started
                _, slow = await asyncio.open_connection("127.0.0.1", port)
                slow.write(first)
                await asyncio.sleep(0.02)
                is_there = True
                while is_there:
                    slow.write(then)
                    reader, writer = await asyncio.open_connection("127.0.0.1", port)
                    writer.write(GOOD)
                    assert (await reader.read(100)).startswith(b"HTTP/1.1 200 OK")
                    writer.close()
                    await asyncio.sleep(0.02)
                    is_there = bool(server.server_state.connections)
                slow.close()

        asyncio.run(asyncio.wait_for(run(), PATIENCE))

    @pytest.mark.parametrize(
        ("first", "then"),
        [(b"GET /", b"a" * 500), (GOOD[:-2], b"A: 1\r\n" * 100), (GOOD * 500, GOOD * 500)],
        ids=["address", "headers", "questions"],
    )
    def test_or_ask_too_much(self, first: bytes, then: bytes) -> None:
        """What has no reply yet is in the memory of the server: parts of a question, and others."""

        async def run() -> None:
            protocol = partial(ImpatientProtocol, patience=2 * PATIENCE)
            async with listening(create_app(), http=protocol) as (server, port):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                start = b"HEAD" + GOOD[3:-2] + b"A: "
                question = start.ljust(LONGEST_QUESTION - 4, b"1") + b"\r\n\r\n"
                # To ask far ahead is not too much: the server reads on when none of these waits.
                writer.write(question * 300)
                for _ in range(300):
                    reply = await reader.readuntil(b"\r\n\r\n")
                    assert reply.startswith(b"HTTP/1.1 200 OK")
                writer.write(first)
                while server.server_state.connections:
                    writer.write(then)
                    await asyncio.sleep(0.001)
                writer.close()

        asyncio.run(asyncio.wait_for(run(), PATIENCE))


@pytest.mark.parametrize("word", ["petición", "soporte tecnico"])
def test_an_address_as_people_write_it_learns_how_programs_do(word: str) -> None:
    """curl sends an ó as it is written, and the parser of the server refuses it."""
    question = GOOD.decode().replace("/health", f"/recommend?request_type={word}&priority=3")

    async def run() -> bytes:
        protocol = partial(ImpatientProtocol, patience=PATIENCE)
        async with listening(create_app(), http=protocol) as (_, port):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(question.encode())
            reply = await reader.read()
            writer.close()
        return reply

    reply = asyncio.run(asyncio.wait_for(run(), PATIENCE))
    assert reply.startswith(b"HTTP/1.1 400 ")
    assert reply.endswith(b"soporte%20t%C3%A9cnico")
