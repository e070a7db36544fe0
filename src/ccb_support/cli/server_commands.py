"""The commands that serve the answers: over HTTP, and to an assistant as tools."""

import re
from collections.abc import Iterable, Mapping

from ccb_support import live
from ccb_support.errors import BadParameterError, quoted, require_extra
from ccb_support.words import command_line as phrases

from .call import Call
from .tokens import DIRECTORY, Argument, Command, number, seconds

USUAL_HOST, USUAL_PORT = "127.0.0.1", 8000


def _host(text: str) -> str:
    """Return the name or the address of a machine, perhaps with a port, as clients send it.

    An empty address would be every address of the machine.
    """
    # Python can't look up a name if a part between two dots is empty or too long.
    if re.fullmatch(r"([\w:%\[\]-]{1,63}(\.|\Z))+", text, re.ASCII):
        return text
    raise BadParameterError(phrases.NOT_A_HOST.fill(text=quoted(text)))


HOST = Argument("--host", phrases.HOST, read=_host, default=USUAL_HOST)
SETTLE = seconds("--settle", live.SETTLE)
PORT = Argument("--port", phrases.PORT, read=number(0, 65_535), default=USUAL_PORT)


def _serve(call: Call) -> Iterable[str]:
    # A fault of the directory ends the command before any worker starts.
    call.read_directory(call.arguments.directory)
    # An environment may have uvicorn without httptools, for example by the extra `mcp`.
    with require_extra("ccb-support serve", "uvicorn", "service", "httptools"):
        from ccb_support.service.serving import serve  # noqa: PLC0415 - an extra, loaded on demand
    serve(call.arguments)
    return ()


def _mcp(call: Call) -> Iterable[str]:
    listens, allowed = call.arguments.http, call.arguments.allowed_host
    address = call.arguments.host, call.arguments.port
    if not listens and (allowed or address != (USUAL_HOST, USUAL_PORT)):
        raise BadParameterError(phrases.ONLY_WITH_HTTP)
    # A fault of the directory ends the command before anything starts.
    call.read_directory(call.arguments.directory)
    from ccb_support.mcp import create_server, serve  # noqa: PLC0415 - an extra, loaded on demand

    server = create_server(call.arguments.directory, now=call.clock, settle=call.arguments.settle)
    serve(server, address if listens else None, allowed)
    return ()


COMMANDS: Mapping[str, Command] = {
    "serve": Command(
        _serve,
        options=(
            HOST,
            PORT,
            Argument(
                "--workers",
                phrases.COUNT,
                read=number(1, 1_000),
                default=1,
            ),
            seconds("--max-age", 60),
            Argument("--cors", phrases.ORIGIN, repeats=True, default=()),
            DIRECTORY,
            SETTLE,
            seconds("--shutdown", 10),
            Argument("--socket", phrases.FILE),
            Argument("--root-path", phrases.PATH, default=""),
            seconds("--idle-timeout", 5),
            seconds("--request-timeout", 10)._replace(read=number(1, 3_600)),
            Argument(
                "--connections",
                phrases.COUNT,
                read=number(1, 1_000_000),
                default=1_000,
            ),
            seconds("--unready-after"),
            Argument("--unready-when-old", default=False),
            Argument("--metrics", default=False),
            Argument("--access-log", default=False),
        ),
        examples=(
            "ccb-support serve --directory directory.toml --workers 2",
            "ccb-support serve --socket service.sock --metrics --json",
        ),
    ),
    "mcp": Command(
        _mcp,
        options=(
            Argument("--http", default=False),
            HOST,
            PORT,
            Argument("--allowed-host", phrases.HOST, repeats=True, read=_host, default=()),
            DIRECTORY,
            SETTLE,
        ),
        examples=(
            "ccb-support mcp --directory directory.toml",
            "ccb-support mcp --http --port 8001",
        ),
        has_json=False,
    ),
}
