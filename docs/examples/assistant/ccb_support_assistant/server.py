"""The server: its tools, which ask the library and have no rules."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from typing import Annotated

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from pydantic import BaseModel

from ccb_support import (
    CcbSupportError,
    EscalationLevel,
    NoChannelError,
    Recommendation,
    Router,
    default_directory,
)

from .messages import (
    DownChannels,
    Escalation,
    Instant,
    Language,
    MediumWord,
    Period,
    PriorityWord,
    RequestTypeWord,
    Timeline,
)

MOST_PERIODS = 50
"""How many periods `timeline` gives at once: what an assistant reads has to stay short."""

INSTRUCTIONS = """\
Tells which support channel of the Bogotá Chamber of Commerce (CCB) to use. Call recommend before \
you name a telephone number, an address or an hour, and pass on what it says: hours and holidays \
are worked out, not guessed. An answer holds until its valid_until; after that, ask again. Leave \
out an instant to ask about now: the server knows what time it is."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


def create_server(
    router: Router | None = None, clock: Callable[[], datetime] = _utc_now
) -> MCPServer[None]:
    """Return the server.

    Args:
        router: what answers; by default, a router over the shipped directory.
        clock: returns the current time, as an aware `datetime`.
    """
    server = MCPServer[None]("ccb-support", instructions=INSTRUCTIONS, log_level="WARNING")
    desk = _Desk(router or Router(default_directory()), clock)
    harmless = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    for tool in (desk.recommend, desk.timeline, desk.escalation):
        server.add_tool(tool, annotations=harmless)
    return server


class _Desk:
    """The tools. Their docstrings are what the assistant reads of them."""

    def __init__(self, router: Router, clock: Callable[[], datetime]) -> None:
        self._router = router
        self._clock = clock

    def recommend(
        self,
        request_type: RequestTypeWord,
        priority: PriorityWord,
        when: Instant | None = None,
        prefer: MediumWord = None,
        unavailable: DownChannels = (),
        language: Language = "es",
    ) -> Annotated[CallToolResult, Recommendation]:
        """Say whom to contact for a request, why, what else there is, and until when that holds."""
        now = self._clock()
        with _errors_for_the_assistant(language):
            answer = self._router.recommend(
                request_type, priority, when or now, prefer=prefer, unavailable=unavailable
            )
        # "Today" in the words is the day on which they are read.
        return _result(answer.explain(language, at=None if when else now), answer)

    def timeline(
        self,
        request_type: RequestTypeWord,
        priority: PriorityWord,
        end: Instant,
        start: Instant | None = None,
        prefer: MediumWord = None,
        unavailable: DownChannels = (),
        language: Language = "es",
    ) -> Annotated[CallToolResult, Timeline]:
        """List whom to contact for a request from start (now, if left out) to before end."""
        with _errors_for_the_assistant(language):
            answers = self._router.timeline(
                request_type,
                priority,
                start or self._clock(),
                end,
                prefer=prefer,
                unavailable=unavailable,
            )
            shown = list(islice(answers, MOST_PERIODS))
            rest = next(answers, None)
        timeline = Timeline(
            periods=tuple(map(Period.of, shown)), continues_at=rest.valid_from if rest else None
        )
        lines = [_period_line(each, language) for each in shown]
        if timeline.continues_at:
            lines.append(f"… {timeline.continues_at.isoformat(timespec='minutes')}")
        return _result("\n".join(lines), timeline)

    def escalation(self, language: Language = "es") -> Annotated[CallToolResult, Escalation]:
        """List whom to turn to when a request is stuck, level by level."""
        levels = self._router.escalation()
        return _result(_level_lines(levels, language), Escalation(levels=levels))


@contextmanager
def _errors_for_the_assistant(language: Language) -> Iterator[None]:
    """Let the assistant read what is wrong and what would do, so that it can ask again."""
    try:
        yield
    except NoChannelError as error:
        trace = ", ".join(f"{each.channel} {each.verdict}" for each in error.trace)
        levels = _level_lines(error.escalation, language)
        raise ToolError(f"{error}.\n{trace}\n{levels}") from error
    except CcbSupportError as error:
        raise ToolError(str(error)) from error


def _result(words: str, record: BaseModel) -> CallToolResult:
    return CallToolResult(
        content=[TextContent(text=words)], structured_content=record.model_dump(mode="json")
    )


def _period_line(answer: Recommendation, language: Language) -> str:
    since, until = (
        each.isoformat(timespec="minutes") if each else "…"
        for each in (answer.valid_from, answer.valid_until)
    )
    channel = answer.channel.name.in_language(language)
    return f"{since} / {until}: {channel}, {answer.contact.display(language)}"


def _level_lines(levels: Iterable[EscalationLevel], language: Language) -> str:
    return "\n".join(
        f"{each.level}. {each.name.in_language(language)}: "
        + ", ".join(contact.display(language) for contact in each.contacts)
        for each in levels
    )
