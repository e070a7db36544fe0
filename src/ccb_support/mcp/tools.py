"""The tools: what each is for, what it takes, and what answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import mcp_types

from . import answers, arguments

if TYPE_CHECKING:
    from collections.abc import Callable

    from .answers import Answer
    from .arguments import Argument


class Tool(NamedTuple):
    """One tool: what it is for, what it takes, and what answers it (see `answers.py`)."""

    about: str
    arguments: tuple[Argument, ...]
    answer: Callable[..., Answer]


_REQUEST = arguments.REQUEST_TYPE, arguments.PRIORITY
_PREFERENCES = arguments.PREFER, arguments.UNAVAILABLE
_COUNTED = arguments.COUNTED_CHANNEL, arguments.COUNTED_FROM, arguments.COUNTED_TO
_MANNER = arguments.LANGUAGE, arguments.FULL

TOOLS = {
    "recommend": Tool(
        "Say whom to contact for a request, how, what else there is, and until when that holds.",
        (*_REQUEST, arguments.WHEN, *_PREFERENCES, *_MANNER),
        answers.recommend,
    ),
    "timeline": Tool(
        "List whom to contact for a request over a range of time, page by page.",
        (*_REQUEST, arguments.START, arguments.END, *_PREFERENCES, *_MANNER),
        answers.timeline,
    ),
    "channel_status": Tool(
        "Say of a channel, or of each, whether it is open, and when it opens or closes next.",
        (arguments.CHANNEL, arguments.WHEN, *_MANNER),
        answers.channel_status,
    ),
    "open_time": Tool(
        "Say for how long a channel is open from start to end; or, with a duration instead of an "
        "end, when it has been open for so long: for reply times in working hours.",
        (*_COUNTED, arguments.DURATION, *_MANNER),
        answers.open_time,
    ),
    "escalation": Tool(
        "List whom to turn to when a request is stuck, level by level.",
        _MANNER,
        answers.escalation,
    ),
    "holidays": Tool(
        "List the public holidays of a year, as the directory has them.",
        (arguments.YEAR, *_MANNER),
        answers.holidays,
    ),
}
"""Each tool, by its name."""


def description_of(name: str, tool: Tool) -> mcp_types.Tool:
    """Return what the model reads of a tool."""
    return mcp_types.Tool(
        name=name,
        description=tool.about,
        input_schema={
            "type": "object",
            "properties": {
                each.name: {**each.form, "description": each.about} for each in tool.arguments
            },
            "required": [each.name for each in tool.arguments if each.is_required],
            "additionalProperties": False,
        },
        annotations=mcp_types.ToolAnnotations(read_only_hint=True, open_world_hint=False),
    )
