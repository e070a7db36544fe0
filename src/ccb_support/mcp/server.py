"""The server: `create_server` puts the tools, the directory and its file together."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

import mcp_types
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError

from ccb_support.answer.recommendation import NoChannelError
from ccb_support.errors import CcbSupportError, listed, quoted, require_language
from ccb_support.live import live_directory, utc_now, watched
from ccb_support.live.watched_file import SETTLE
from ccb_support.model.text import as_line
from ccb_support.words import assistant_phrases as phrases
from ccb_support.words.languages import find_language

from .answers import Call, level_line
from .arguments import read_arguments
from .brief_text import cut, first_brief
from .tools import TOOLS, description_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from mcp.server.context import ServerRequestContext

    from ccb_support.live import LiveDirectory, Source
    from ccb_support.words.languages import Language
    from ccb_support.words.phrase import Phrase

    from .answers import Answer

INSTRUCTIONS = (
    "Says which support channel to use: {name}. Call recommend before you name a telephone number, "
    "an address or an hour, and pass on what it says: hours and holidays are worked out, not "
    "guessed. To ask about now, leave when out: the server knows the time. When an answer does not "
    "hold any more, ask again."
)

DIRECTORY = "ccb-support://directory"
"""The address of the resource that is the directory."""


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
    desk = _Desk(live, now)
    name = live.current.directory.name.in_language("en")
    return Server[None](
        "ccb-support",
        version=version("ccb-support"),
        instructions=INSTRUCTIONS.format(name=name),
        lifespan=lambda _server: watched(live),
        on_list_tools=desk.list_tools,
        on_call_tool=desk.call_tool,
        on_list_resources=desk.list_resources,
        on_list_resource_templates=desk.list_no_templates,
        on_read_resource=desk.read_resource,
    )


@dataclass(frozen=True)
class _Desk:
    """What the server does with each request. A call takes what answers now, once."""

    live: LiveDirectory
    now: Callable[[], datetime]

    async def list_tools(self, _context: object, _params: object) -> mcp_types.ListToolsResult:
        """Return every tool."""
        return mcp_types.ListToolsResult(tools=[description_of(*each) for each in TOOLS.items()])

    async def call_tool(
        self, _context: ServerRequestContext[None], params: mcp_types.CallToolRequestParams
    ) -> mcp_types.CallToolResult:
        """Return what a tool answers, or a line that says what is wrong with the question."""
        if params.name not in TOOLS:
            raise _not_there(phrases.UNKNOWN_TOOL, params.name, listed(TOOLS))
        tool, given = TOOLS[params.name], params.arguments or {}
        try:
            values = read_arguments(params.name, given, tool.arguments)
            router = self.live.current.router
            language = require_language(values.pop("language", router.directory.language))
            call = Call(router, self.now(), language, values.pop("full", False))
            return _result(tool.answer(call, **values), full=call.full)
        except CcbSupportError as error:
            # An error speaks to the model, in English, unless the call asks for another language.
            language = find_language(given.get("language")) or "en"
            return mcp_types.CallToolResult(
                content=[mcp_types.TextContent(text=_line(error, language))], is_error=True
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
    words = phrase.in_language("en", name=quoted(name), accepted=accepted)
    return MCPError(mcp_types.INVALID_PARAMS, cut(words))


def _line(error: CcbSupportError, language: Language) -> str:
    """Return an error as a line that the model can act on."""
    line = as_line(error.message(language))
    if not isinstance(error, NoChannelError) or not error.escalation:
        return cut(line)
    levels = "; ".join(level_line(each, language) for each in error.escalation)
    with_levels = phrases.TURN_TO.in_language(language, error=line, levels=levels)
    return first_brief([with_levels], phrases.ASK_FOR_LEVELS.in_language(language, error=line))


def _result(answer: Answer, *, full: bool) -> mcp_types.CallToolResult:
    text = mcp_types.TextContent(text=answer.text)
    if not full:
        return mcp_types.CallToolResult(content=[text])
    # Some clients pass on only texts, and some only the structure.
    written = mcp_types.TextContent(text=json.dumps(answer.record, ensure_ascii=False))
    return mcp_types.CallToolResult(content=[text, written], structured_content=answer.record)
