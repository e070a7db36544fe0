from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

import pytest
from ccb_support_assistant import create_server
from ccb_support_assistant.messages import Language
from ccb_support_assistant.server import MOST_PERIODS
from mcp import Client
from mcp_types import CallToolResult, TextContent

from ccb_support import (
    BOGOTA,
    Directory,
    EscalationLevel,
    Recommendation,
    Router,
    default_directory,
    escalation,
    recommend,
    timeline,
)

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 7, 10, 18, 0, tzinfo=BOGOTA)
THEN = "2026-11-24T09:30:00-05:00"
COMPLAINT = {"request_type": "queja", "priority": "P3"}
CHANNELS = list(default_directory().channel_ids)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def call(
    tool: str, arguments: dict[str, Any], router: Router | None = None, *, now: datetime = NOW
) -> CallToolResult:
    async with Client(create_server(router, lambda: now)) as client:
        # The client itself holds what is structured to the schema that the tool declares.
        return await client.call_tool(tool, arguments)


def words(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


class TestTools:
    """The assistant reads what each tool is for, what it takes, and what it gives."""

    async def test_are_three_that_change_nothing(self) -> None:
        async with Client(create_server()) as client:
            tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert [*tools] == ["recommend", "timeline", "escalation"]
        for tool in tools.values():
            assert tool.description
            assert tool.annotations is not None
            assert tool.annotations.read_only_hint

    async def test_have_the_types_of_the_library(self) -> None:
        async with Client(create_server()) as client:
            recommend, *_ = (await client.list_tools()).tools
        assert recommend.output_schema == Recommendation.model_json_schema()
        assert recommend.input_schema["required"] == ["request_type", "priority"]
        assert "complaint" in recommend.input_schema["$defs"]["RequestType"]["enum"]
        assert recommend.input_schema["properties"]["language"]["enum"] == ["es", "en"]

    async def test_are_introduced(self) -> None:
        async with Client(create_server()) as client:
            assert "Call recommend before" in (client.instructions or "")


class TestRecommend:
    """The tool gives the library's answer: in words for the assistant, in full for a program."""

    @pytest.mark.parametrize("now", [NOW, datetime.fromisoformat(THEN)])
    @pytest.mark.parametrize("language", ["es", "en"])
    async def test_is_about_now(self, language: Language, now: datetime) -> None:
        result = await call("recommend", {**COMPLAINT, "language": language}, now=now)
        answer = recommend("queja", "P3", now)
        assert words(result) == answer.explain(language, at=now)
        assert Recommendation.model_validate(result.structured_content) == answer

    async def test_is_about_another_instant(self) -> None:
        result = await call("recommend", {**COMPLAINT, "when": THEN})
        answer = recommend("queja", "P3", datetime.fromisoformat(THEN))
        assert words(result) == answer.explain("es")
        assert Recommendation.model_validate(result.structured_content) == answer

    async def test_heeds_what_is_preferred_and_what_is_down(self) -> None:
        options = {"prefer": "chat", "unavailable": ["chat"]}
        result = await call("recommend", {**COMPLAINT, "when": THEN, **options})
        answer = Recommendation.model_validate(result.structured_content)
        assert (answer.channel.id, answer.trace[-1].verdict) == ("pqrs", "unavailable")

    async def test_may_be_asked_of_another_directory(self) -> None:
        chat = next(each for each in default_directory().channels if each.id == "chat")
        directory = Directory(**dict(default_directory()) | {"channels": (chat,)})
        result = await call("recommend", COMPLAINT, Router(directory))
        assert words(result).startswith("Entre ya al chat")


class TestTimeline:
    """The tool lists the library's answers over a range, a bounded number of them at once."""

    RANGE: Final = {"start": "2026-07-10T12:00:00-05:00", "end": "2026-07-15T00:00:00-05:00"}

    async def test_lists_the_answers(self) -> None:
        result = await call("timeline", COMPLAINT | self.RANGE)
        assert result.structured_content is not None
        start, end = map(datetime.fromisoformat, self.RANGE.values())
        answers = list(timeline("queja", "P3", start, end))
        assert [
            (each["channel"], each["valid_from"], each["valid_until"], each["uri"], each["reason"])
            for each in result.structured_content["periods"]
        ] == [
            (each.channel.id, *map(iso, (each.valid_from, each.valid_until)), each.uri, each.reason)
            for each in answers
        ]
        assert result.structured_content["continues_at"] is None
        assert words(result).splitlines()[1] == (
            "2026-07-10T17:00-05:00 / 2026-07-14T07:00-05:00: "
            "Línea Gratuita Nacional, (601) 7457495"
        )

    async def test_starts_now(self) -> None:
        result = await call("timeline", COMPLAINT | {"end": self.RANGE["end"], "language": "en"})
        assert words(result).startswith("2026-07-10T17:00-05:00 / 2026-07-14T07:00-05:00: national")

    async def test_tells_what_never_ends(self) -> None:
        incident = {"request_type": "incident", "priority": 1}
        result = await call("timeline", incident | self.RANGE)
        assert words(result) == "… / …: línea móvil de prioridad 1, (57) 318 717 49 37"

    async def test_goes_on_where_it_left_off(self) -> None:
        """Asked again from where it left off, it gives every answer, and none twice."""
        end = "2027-01-01T00:00:00-05:00"
        start = "2026-07-10T12:00:00-05:00"
        found: list[str] = []
        for _ in range(10):
            result = await call("timeline", {**COMPLAINT, "start": start, "end": end})
            assert result.structured_content is not None
            periods = result.structured_content["periods"]
            assert len(periods) <= MOST_PERIODS
            found += [each["valid_from"] for each in periods]
            start = result.structured_content["continues_at"]
            if start is None:
                break
            assert words(result).splitlines()[MOST_PERIODS:] == [f"… {start[:16]}-05:00"]
        first, last = datetime(2026, 7, 10, 12, tzinfo=BOGOTA), datetime.fromisoformat(end)
        answers = timeline("queja", "P3", first, last)
        assert found == [iso(each.valid_from) for each in answers]
        assert len(found) > 2 * MOST_PERIODS


def iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


class TestEscalation:
    """The tool lists every level, in the language asked for."""

    @pytest.mark.parametrize(
        ("language", "second"),
        [
            ("es", "2. supervisor de soporte: (601) 745 2141 extensiones 1104, 1108, 1102, "),
            ("en", "2. support supervisor: (601) 745 2141 extensions 1104, 1108, 1102, "),
        ],
    )
    async def test_lists_the_levels(self, language: str, second: str) -> None:
        result = await call("escalation", {"language": language})
        assert words(result).splitlines()[1].startswith(second)
        assert result.structured_content is not None
        levels = result.structured_content["levels"]
        assert tuple(map(EscalationLevel.model_validate, levels)) == escalation()


def refusals() -> Iterator[tuple[dict[str, Any], str]]:
    yield {"request_type": "solicitud"}, "Use one of: service_request, petition"
    yield {"priority": "urgente"}, "Use one of: P1 (critical), P2 (high)"
    yield (
        {"priority": 9},
        "Use one of: P1 (critical), P2 (high), P3 (medium), P4 (low), P5 (planning)",
    )
    yield {"prefer": "fax"}, "Use one of: phone, whatsapp, email, chat, web_form"
    yield {"unavailable": ["fax"]}, "Use one of: pqrs, p1_mobile, national_line, email, chat"
    yield {"when": "3000-01-01T00:00:00Z"}, "the years 1984 to 2199"
    yield {"when": "2026-11-24T09:30"}, "write an instant with its offset, like 2026-11-24T17:00:00"
    yield {"when": 1795527000}, "write an instant with its offset, like 2026-11-24T17:00:00"
    yield {"language": "fr"}, "Input should be 'es' or 'en'"
    yield {"priority": True}, "Input should be a valid integer"
    yield {"priority": 1.0}, "Input should be a valid integer"


class TestRefusal:
    """An error says what the tool accepts, and the tool goes on."""

    @pytest.mark.parametrize(("arguments", "way_out"), [*refusals()])
    async def test_says_the_way_out(self, arguments: dict[str, Any], way_out: str) -> None:
        async with Client(create_server()) as client:
            result = await client.call_tool("recommend", COMPLAINT | arguments)
            assert result.is_error
            assert way_out in words(result)
            assert not (await client.call_tool("recommend", COMPLAINT)).is_error

    async def test_names_an_empty_range_too(self) -> None:
        result = await call("timeline", {**COMPLAINT, "start": THEN, "end": THEN})
        assert result.is_error
        assert "is empty: its start must be before its end" in words(result)

    @pytest.mark.parametrize("tool", ["recommend", "timeline"])
    async def test_names_whom_to_turn_to_where_no_channel_is_left(self, tool: str) -> None:
        down = {"unavailable": CHANNELS, "language": "en"}
        until = {"end": THEN} if tool == "timeline" else {}
        result = await call(tool, {**COMPLAINT, **down, **until})
        assert result.is_error
        assert "pqrs unavailable, p1_mobile not_served, national_line unavailable" in words(result)
        assert "\n2. support supervisor: (601) 745 2141 extensions 1104, 1108, 1102" in words(
            result
        )
