"""The server: `create_server` puts the tools, the directory and its file together."""

from __future__ import annotations

import asyncio
import json
import logging
import signal
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeAlias

import mcp_types
import uvicorn
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError
from pydantic import Field

from ccb_support import CcbSupportError
from ccb_support import questions as ask
from ccb_support.errors import listed, quoted
from ccb_support.live import live_directory, utc_now, watched
from ccb_support.live.watched_file import SETTLE
from ccb_support.questions.arguments import Face, Instant, LanguageTag, YesOrNo
from ccb_support.words import assistant_phrases as phrases
from ccb_support.words.languages import find_language

from . import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from mcp.server.context import ServerRequestContext
    from starlette.applications import Starlette

    from ccb_support.live import LiveDirectory, Source
    from ccb_support.words.phrase import Phrase

INSTRUCTIONS = (
    "Says which support channel to use: {name}. Call recommend before you name a telephone number, "
    "an address or an hour, and pass on what it says: hours and holidays are worked out, not "
    "guessed. To ask about now, leave when out: the server knows the time. When an answer does not "
    "hold any more, ask again."
)

DIRECTORY = "ccb-support://directory"
"""The address of the resource that is the directory."""

SHUTDOWN = 10
"""For how many seconds the server waits for its clients after a signal has ended it."""


class _Tool(ask.Question, frozen=True):
    language: Annotated[
        LanguageTag | None,
        Field(description="The language of the words. The directory's if left out."),
    ] = None
    full: Annotated[
        YesOrNo,
        Field(
            description="Give everything, also as JSON, however long. If left out, the answer has "
            "at most 1 kB."
        ),
    ] = False


_When: TypeAlias = Annotated[ask.AtOrNow, Field(alias="when")]


class _Recommend(_Tool, ask.Recommend, frozen=True):
    at: _When = None


class _Timeline(_Tool, ask.Timeline, frozen=True):
    start: Annotated[
        Instant | None, Field(description="The first instant, with its offset. Now if left out.")
    ] = None


class _ChannelStatus(_Tool, ask.Channels, frozen=True):
    at: _When = None


class _OpenTime(_Tool, ask.OpenTime, frozen=True): ...


class _Escalation(_Tool, ask.Escalation, frozen=True): ...


class _Holidays(_Tool, ask.Holidays, frozen=True): ...


TOOLS: Mapping[str, tuple[type[_Tool], Callable[[words.Call, Any], words.Said]]] = {
    "recommend": (_Recommend, words.recommend),
    "timeline": (_Timeline, words.timeline),
    "channel_status": (_ChannelStatus, words.channel_status),
    "open_time": (_OpenTime, words.open_time),
    "escalation": (_Escalation, words.escalation),
    "holidays": (_Holidays, words.holidays),
}
"""Each tool, by its name: the question that it asks, and what it says of the answer."""


def create_server(
    directory: Source | None = None,
    *,
    now: Callable[[], datetime] = utc_now,
    settle: float = SETTLE,
) -> Server[None]:
    """Return the server, for any transport of the SDK.

    Args:
        directory: the directory that answers, or a router over it, or the path of its file. A file
            is watched while the server runs: an edit goes live by itself. If left out, it is the
            shipped directory.
        now: returns the current time, as an aware `datetime`.
        settle: for how many seconds the file must stay as it is after an edit that drops a channel,
            an escalation level, a request type or the last line: it may be half a file.

    Raises:
        DirectoryError: the file is not a directory.
        MissingExtraError: the directory needs an extra.
        OSError: the file can't be read.
    """
    live = live_directory(directory, now, settle)
    requests = _Requests(live, now)
    name = live.current.directory.name.in_language("en")
    return Server[None](
        "ccb-support",
        version=version("ccb-support"),
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
    now: Callable[[], datetime]

    async def list_tools(self, _context: object, _params: object) -> mcp_types.ListToolsResult:
        """Return every tool."""
        changes_nothing = mcp_types.ToolAnnotations(read_only_hint=True, open_world_hint=False)
        tools = [
            mcp_types.Tool(
                name=name,
                description=question.about(),
                input_schema=question.form(),
                annotations=changes_nothing,
            )
            for name, (question, _) in TOOLS.items()
        ]
        return mcp_types.ListToolsResult(tools=tools)

    async def call_tool(
        self, _context: ServerRequestContext[None], params: mcp_types.CallToolRequestParams
    ) -> mcp_types.CallToolResult:
        """Return what a tool answers, or a line that says what is wrong with the question."""
        if params.name not in TOOLS:
            raise _not_there(phrases.UNKNOWN_TOOL, params.name, listed(TOOLS))
        question, say = TOOLS[params.name]
        given = params.arguments or {}
        try:
            asked = question.read(
                given, Face(phrases.UNKNOWN_ARGUMENT, phrases.MISSING_ARGUMENT, place=params.name)
            )
            router = self.live.current.router
            language = asked.language or router.directory.language
            said = say(words.Call(ask.Desk(router, self.now(), language), asked.full), asked)
        except CcbSupportError as error:
            # An error speaks to the model, in English, unless the call asks for another language.
            line = words.error_line(error, find_language(given.get("language")) or "en")
            return mcp_types.CallToolResult(content=[_text(line)], is_error=True)
        if not asked.full:
            return mcp_types.CallToolResult(content=[_text(said.text)])
        # Some clients pass on only texts, and some only the structure.
        written = json.dumps(said.record, ensure_ascii=False)
        return mcp_types.CallToolResult(
            content=[_text(said.text), _text(written)], structured_content=said.record
        )

    async def list_resources(
        self, _context: object, _params: object
    ) -> mcp_types.ListResourcesResult:
        """Return the one resource."""
        resource = mcp_types.Resource(
            uri=DIRECTORY,
            name="directory",
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
        self, _context: ServerRequestContext[None], params: mcp_types.ReadResourceRequestParams
    ) -> mcp_types.ReadResourceResult:
        """Return the directory that answers now."""
        if params.uri != DIRECTORY:
            raise _not_there(phrases.UNKNOWN_RESOURCE, params.uri, DIRECTORY)
        text = self.live.current.directory.model_dump_json()
        contents = mcp_types.TextResourceContents(
            uri=DIRECTORY, mime_type="application/json", text=text
        )
        return mcp_types.ReadResourceResult(contents=[contents])


def _not_there(phrase: Phrase, name: str, accepted: str) -> MCPError:
    line = phrase.in_language("en", name=quoted(name), accepted=accepted)
    return MCPError(mcp_types.INVALID_PARAMS, words.cut(line))


def _text(text: str) -> mcp_types.TextContent:
    return mcp_types.TextContent(text=text)


def serve(server: Server[Any], address: tuple[str, int] | None) -> None:
    """Serve until the assistant hangs up, or a signal ends it.

    Without a host and a port to listen at over HTTP, the server talks over the standard streams.
    """
    # The standard output belongs to the protocol, so the log goes to the standard error.
    logging.basicConfig(format="%(levelname)s: %(message)s")
    for name in ("ccb_support", "uvicorn"):
        logging.getLogger(name).setLevel(logging.INFO)
    if address is None:
        _serve_standard_streams(server)
    else:
        host, port = address
        app = application(server, host)
        # A client that does not read its answers would keep the server for ever.
        uvicorn.run(
            app,
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=SHUTDOWN,
        )


def application(server: Server[Any], host: str) -> Starlette:
    """Return the server as an ASGI application, at the path `/mcp` of a host.

    No tool keeps anything between two calls, so there are no sessions. If the host is this machine
    alone, the application refuses requests that a browser sends for a foreign page.
    """
    return server.streamable_http_app(host=host, stateless_http=True, json_response=True)


def _serve_standard_streams(server: Server[Any]) -> None:
    # A thread waits for input, and only the system's own way ends it on Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        asyncio.run(_talk(server))
    finally:
        signal.signal(signal.SIGINT, before)


async def _talk(server: Server[Any]) -> None:
    async with stdio_server() as (reader, writer):
        await server.run(reader, writer, server.create_initialization_options())
