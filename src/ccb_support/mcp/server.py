"""The server: `create_server` puts the tools, the directory and its file together."""

import asyncio
import json
import logging
import signal
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

import mcp_types
import uvicorn
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings
from mcp.shared.exceptions import MCPError
from starlette.applications import Starlette

from ccb_support import CcbSupportError, __version__
from ccb_support import questions as ask
from ccb_support.errors import listed, quoted
from ccb_support.live import SETTLE, LiveDirectory, Source, live_directory, utc_now, watched
from ccb_support.questions.answers import escaped
from ccb_support.questions.arguments import Face
from ccb_support.words import find_language
from ccb_support.words import services as phrases

from . import tools

INSTRUCTIONS = (
    "Says which support channel to use: {name}. Call recommend before you name a telephone number, "
    "an address or an hour, and pass on what it says: hours and holidays are worked out, not "
    "guessed. To ask about now, leave out `when` or `start`: the server knows the time. When an "
    "answer does not hold any more, ask again."
)

DIRECTORY = "ccb-support://directory"
"""The address of the resource that is the directory."""

SHUTDOWN = 10
"""For how many seconds the server waits for its clients after a signal has ended it."""


def create_server(
    directory: Source | None = None,
    *,
    now: Callable[[], datetime] = utc_now,
    settle: float = SETTLE,
) -> Server[None]:
    """Return the server, for any transport of the SDK.

    Args:
        directory: as for `ccb_support.service.create_app`.
        now: returns the current time, as an aware `datetime`.
        settle: as for `ccb_support.service.create_app`.

    Raises:
        NotAChannelDirectoryError: `directory` is none of these.
        DirectoryError: the file is not a directory, or the editions do not fit together.
        MissingExtraError: the directory needs an extra.
        OSError: the file can't be read.
    """
    live = live_directory(directory, now, settle)
    requests = _Requests(live)
    name = live.desk().directory.name.in_language("en")
    return Server[None](
        "ccb-support",
        title=name,
        version=__version__,
        instructions=INSTRUCTIONS.format(name=name),
        lifespan=lambda _server: watched(live),
        on_list_tools=requests.list_tools,
        on_call_tool=requests.call_tool,
        on_list_resources=requests.list_resources,
        on_list_resource_templates=requests.list_no_templates,
        on_read_resource=requests.read_resource,
    )


class _Requests(NamedTuple):
    """What the server does with each request. A call takes what answers now, once."""

    live: LiveDirectory

    async def list_tools(self, _context: object, _params: object) -> mcp_types.ListToolsResult:
        """Return every tool."""
        directory = self.live.desk().directory
        listed_tools = [
            mcp_types.Tool(
                name=name,
                title=name.replace("_", " ").capitalize(),
                description=tool.about(),
                input_schema=tool.form(directory),
                output_schema=tool.reply_type.model_json_schema(
                    mode="serialization", schema_generator=ask.UntitledSchemaWriter
                ),
                annotations=mcp_types.ToolAnnotations(read_only_hint=True, open_world_hint=False),
            )
            for name, tool in tools.TOOLS.items()
        ]
        return mcp_types.ListToolsResult(tools=listed_tools)

    async def call_tool(
        self, _context: object, params: mcp_types.CallToolRequestParams
    ) -> mcp_types.CallToolResult:
        """Return what a tool answers, or a line that says what is wrong with the question."""
        if params.name not in tools.TOOLS:
            raise _not_there(params.name, listed(tools.TOOLS))
        tool, desk = tools.TOOLS[params.name], self.live.desk()
        given = {
            # To JSON Schema, 3.0 is an integer.
            name: int(value) if isinstance(value, float) and value.is_integer() else value
            for name, value in (params.arguments or {}).items()
        }
        try:
            asked = tool.read(given, Face(desk.router.editions))
            reply = asked.reply(desk._replace(language=asked.language or desk.language))
        except CcbSupportError as error:
            # An error speaks to the model, in English, unless the call asks for another language.
            line = tools.error_line(error, find_language(given.get("language")) or "en")
            return mcp_types.CallToolResult(
                content=[mcp_types.TextContent(text=line)], is_error=True
            )
        # Some clients pass on only texts, and some only the structure.
        everything = [json.dumps(reply.record, ensure_ascii=False)] if asked.full else []
        return mcp_types.CallToolResult(
            content=[mcp_types.TextContent(text=each) for each in (reply.text, *everything)],
            structured_content=reply.model_dump(mode="json"),
        )

    async def list_resources(
        self, _context: object, _params: object
    ) -> mcp_types.ListResourcesResult:
        """Return the one resource."""
        resource = mcp_types.Resource(
            uri=DIRECTORY,
            name="directory",
            title="Directory",
            description="Every channel with its contacts and hours, and the escalation levels.",
            mime_type="application/json",
        )
        return mcp_types.ListResourcesResult(resources=[resource])

    async def list_no_templates(
        self, _context: object, _params: object
    ) -> mcp_types.ListResourceTemplatesResult:
        """Return that no resource has a template: some clients ask."""
        return mcp_types.ListResourceTemplatesResult(resource_templates=[])

    async def read_resource(
        self, _context: object, params: mcp_types.ReadResourceRequestParams
    ) -> mcp_types.ReadResourceResult:
        """Return the directory that answers now."""
        if params.uri != DIRECTORY:
            raise _not_there(params.uri, DIRECTORY)
        contents = mcp_types.TextResourceContents(
            uri=DIRECTORY,
            mime_type="application/json",
            text=self.live.desk().directory.model_dump_json(),
        )
        return mcp_types.ReadResourceResult(contents=[contents])


def _not_there(name: str, accepted: str) -> MCPError:
    line = phrases.NOT_THERE.in_language("en", name=quoted(name), accepted=accepted)
    return MCPError(mcp_types.INVALID_PARAMS, tools.cut(line))


class EscapedFormatter(logging.Formatter):
    """Writes a record of the log without commands to a terminal.

    A stranger may have written a part of it, such as the name of a host.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; an error has several."""
        return "\n".join(map(escaped, super().format(record).split("\n")))


def serve(
    server: Server[None], address: tuple[str, int] | None, allowed_hosts: Iterable[str] = ()
) -> None:
    """Serve until the assistant hangs up, or a signal ends it.

    Without a host and a port to listen at over HTTP, the server talks over the standard streams.
    The process belongs to the server: its log and its signals are set for good.
    """
    # The standard output belongs to the protocol, so the log goes to the standard error.
    to_log = logging.StreamHandler()
    to_log.setFormatter(EscapedFormatter("%(levelname)s: %(message)s"))
    logging.basicConfig(handlers=[to_log])
    for name in ("ccb_support", "uvicorn"):
        logging.getLogger(name).setLevel(logging.INFO)
    if address is None:
        # A thread waits for input, and only the system's own way ends it on Ctrl-C.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        try:
            asyncio.run(_talk(server))
        except ExceptionGroup as failures:
            # The SDK writes in a group of tasks. If nobody reads, for example, one of them fails.
            raise failures.exceptions[0] from failures
    else:
        host, port = address
        # A client that does not read its answers would keep the server for ever.
        uvicorn.run(
            application(server, host, allowed_hosts),
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=SHUTDOWN,
        )


def application(server: Server[None], host: str, allowed_hosts: Iterable[str] = ()) -> Starlette:
    """Return the server as an ASGI application, at the path `/mcp` of a host.

    No tool keeps anything between two calls, so there are no sessions. The application refuses
    requests that a browser sends for a foreign page: those under the name of another host, or from
    a page of another host. `localhost`, `host` and `allowed_hosts` are not foreign.
    """
    own = {"127.0.0.1", "localhost", "::1", host, *allowed_hosts}
    # A client sends the name of a host in small letters, however somebody writes it, and an IPv6
    # address in brackets. No client sends another name in brackets, so they do no harm there.
    names = [
        name
        for each in map(str.lower, own)
        for name in (each, f"{each}:*", f"[{each}]", f"[{each}]:*")
    ]
    checks = TransportSecuritySettings(
        allowed_hosts=names,
        allowed_origins=[f"{scheme}://{each}" for scheme in ("http", "https") for each in names],
    )
    return server.streamable_http_app(
        transport_security=checks, stateless_http=True, json_response=True
    )


async def _talk(server: Server[None]) -> None:
    async with stdio_server() as (reader, writer):
        await server.run(reader, writer, server.create_initialization_options())
