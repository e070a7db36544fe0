"""What an assistant reads before it calls a tool, and what is wrong with a call, in a line to act on."""

from __future__ import annotations

import json
import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mcp import Client, MCPError
from mcp_types import ToolAnnotations

from ccb_support import __version__, default_directory
from ccb_support.cli.server_commands import HOST, PORT
from ccb_support.mcp.server import DIRECTORY
from ccb_support.mcp.tools import MOST_BYTES, MOST_PERIODS, TOOLS, cut
from ccb_support.model import LocalizedText
from ccb_support.questions import UntitledSchemaWriter
from tests.builders import changed, channel, directory
from tests.editions import NEW
from tests.markdown import ROOT, blocks, sections, tables
from tests.mcp.calls import CLAIM, MORNING, call, error, with_client, words
from tests.service.calls import read_command

if TYPE_CHECKING:
    from mcp_types import Implementation

# It has no types, and its stubs need no more than `Any`.
Draft202012Validator: Any = import_module("jsonschema").Draft202012Validator

SCHEMAS = {name: tool.form(default_directory()) for name, tool in TOOLS.items()}
OUTPUTS = {
    name: tool.reply_type.model_json_schema(
        mode="serialization", schema_generator=UntitledSchemaWriter
    )
    for name, tool in TOOLS.items()
}
NIGHT = {"start": "2026-07-10T16:00:00-05:00", "end": "2026-07-14T16:00:00-05:00"}
RIGHT: dict[str, dict[str, Any]] = {
    "recommend": CLAIM | {"when": MORNING, "prefer": "chat", "unavailable": ["chat"]},
    "timeline": CLAIM | NIGHT | {"language": "en"},
    "channel_status": {"channel": "pqrs"},
    "open_time": {"channel": "pqrs"} | NIGHT,
    "escalation": {"full": True},
    "holidays": {"year": 2026},
}
"""A right call of each tool."""
DESCRIPTIONS = {
    "recommend": "Say whom to contact for a request, how, what else there is, and until when that holds.",
    "timeline": "List whom to contact for a request over a range of time, page by page.",
    "channel_status": "Say of a channel, or of each, whether it is open, and when it opens or closes next.",
    "open_time": "Say for how long a channel is open from start to end. With a duration instead of an "
    "end, it says when the channel has been open for so long: for reply times in working hours.",
    "escalation": "List whom to turn to when a request is stuck, level by level.",
    "holidays": "List the public holidays of a year, as the directory has them.",
}  # fmt: skip
"""By what a model chooses a tool."""


class TestTheList:
    """The list is short, and each tool says what it is for and changes nothing."""

    def test_has_at_most_10_kb(self) -> None:
        result = with_client(lambda client: client.list_tools())
        assert [tool.name for tool in result.tools] == [*TOOLS] == [*RIGHT]
        written = result.model_dump_json(by_alias=True, exclude_none=True)
        assert len(written.encode()) <= 10_000
        assert " / ".join(tool.title or "" for tool in result.tools) == (
            "Recommend / Timeline / Channel status / Open time / Escalation / Holidays"
        )
        for tool in result.tools:
            assert tool.description == DESCRIPTIONS[tool.name]
            assert tool.annotations == ToolAnnotations(read_only_hint=True, open_world_hint=False)
            assert tool.output_schema == OUTPUTS[tool.name]

    @pytest.mark.parametrize("name", TOOLS)
    def test_explains_every_argument_and_has_one_type_for_each_value(self, name: str) -> None:
        """Some assistants refuse a list of types."""
        schemas = SCHEMAS[name], OUTPUTS[name]
        for schema in schemas:
            Draft202012Validator.check_schema(schema)
        assert all(each["description"] for each in SCHEMAS[name]["properties"].values())
        assert re.search(r'"type": \[', json.dumps(schemas)) is None

    @pytest.mark.parametrize("full", [False, True])
    @pytest.mark.parametrize("name", TOOLS)
    def test_accepts_a_right_call_as_the_tool_does(self, name: str, *, full: bool) -> None:
        assert [
            Draft202012Validator(SCHEMAS[name]).is_valid(RIGHT[name] | more)
            for more in ({}, {"other": 1})
        ] == [True, False]
        result = call(name, RIGHT[name] | {"full": full})
        assert not result.is_error
        values: Any = result.structured_content
        Draft202012Validator(OUTPUTS[name]).validate(values)
        assert values["directory_version"] == default_directory().version
        assert (values["record"] is not None) == full

    @pytest.mark.parametrize("name", ["recommend", "timeline", "channel_status", "open_time"])
    def test_says_in_which_zone_people_speak_of_times(self, name: str) -> None:
        """A model that copied the offset of Bogotá would ask about another hour."""
        madrid = directory(channel(), time_zone="Europe/Madrid", holiday_calendar=[])
        form = TOOLS[name].form(madrid)["properties"]
        assert "-05:00" not in json.dumps(form)
        times = [form[each] for each in ("when", "start", "end") if each in form]
        assert times
        for each in times:
            assert each["description"].endswith(" Local time is that of Europe/Madrid.")
            assert all(written.endswith("+01:00") for written in each["examples"])

    def test_has_a_range_as_an_example(self) -> None:
        form = SCHEMAS["timeline"]["properties"]
        bounds = {each: form[each]["examples"][0] for each in ("start", "end")}
        assert not call("timeline", CLAIM | bounds).is_error


NAMES_OF_PQRS = (
    "pqrs", "PQRS", "línea de PQRS", "LINEA DE PQRS", "PQRS line", "pqrs_line", "pqrs (línea de PQRS)"
)  # fmt: skip


class TestWhatAModelWrites:
    """A model writes whole numbers with a point, and channels by their names."""

    @pytest.mark.parametrize(
        ("tool", "written", "meant"),
        [
            # To JSON Schema, 3.0 is an integer.
            ("recommend", CLAIM | {"priority": 2.0}, CLAIM),
            ("holidays", {"year": 2026.0}, {"year": 2026}),
            # Null is the same as no argument.
            ("recommend", CLAIM | dict.fromkeys(["when", "prefer", "unavailable", "language", "full"]), CLAIM),
            # Outages may be a mapping, as in Python.
            (
                "recommend", CLAIM | {"unavailable": {"línea de PQRS": None, "chat": MORNING}},
                CLAIM | {"unavailable": ["pqrs", f"chat={MORNING}"]},
            ),
            ("recommend", CLAIM | {"unavailable": dict[str, None]()}, CLAIM | {"unavailable": list[str]()}),
            *(("channel_status", {"channel": each}, {"channel": "pqrs"}) for each in NAMES_OF_PQRS),
            *(
                (
                    "recommend", CLAIM | {"unavailable": [f"{each}={MORNING}"]},
                    CLAIM | {"unavailable": [f"pqrs={MORNING}"]},
                )
                for each in NAMES_OF_PQRS
            ),
        ],
        ids=str,
    )  # fmt: skip
    def test_is_read_as_it_is_meant(
        self, tool: str, written: dict[str, Any], meant: dict[str, Any]
    ) -> None:
        assert words(call(tool, written)) == words(call(tool, meant))

    def test_an_outage_may_have_the_name_of_another_edition(self) -> None:
        new = channel("desk", name=LocalizedText(es="Mesa", en="Counter"))
        later = changed(NEW, channels=(*NEW.channels, new))
        editions = (default_directory(), later)
        by_name, by_id = (
            call("recommend", CLAIM | {"unavailable": [each]}, editions)
            for each in ("MESA", "desk")
        )
        assert words(by_name) == words(by_id)
        assert not by_name.is_error

    def test_a_name_of_two_channels_is_refused(self) -> None:
        twins = directory(
            *(channel(each, name=LocalizedText(es="Mesa", en="Desk")) for each in ("one", "two"))
        )
        assert "one, two" in error(call("channel_status", {"channel": "mesa"}, twins))
        assert "pqrs, p1_mobile" in error(call("channel_status", {"channel": "fax"}))


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_server_states_its_version_and_its_directory(mode: str) -> None:
    async def about(client: Client) -> tuple[Implementation | None, str | None]:
        return client.server_info, client.instructions

    own = directory(channel())
    info, instructions = with_client(about, own, mode=mode)
    assert info is not None
    assert (info.name, info.version) == ("ccb-support", __version__)
    assert own.name.in_language("en") in str(instructions)
    assert "Call recommend before" in str(instructions)


class TestAnUnknownArgument:
    """An argument that a tool does not have is an error, and not an answer to another question."""

    @pytest.mark.parametrize("name", TOOLS)
    def test_is_refused_by_every_tool_and_by_its_schema(self, name: str) -> None:
        arguments = RIGHT[name] | {"at": MORNING}
        assert not Draft202012Validator(SCHEMAS[name]).is_valid(arguments)
        assert "no parameter 'at'" in error(call(name, arguments))

    def test_may_be_any_text(self) -> None:
        assert len(error(call("recommend", {"\n" * 5_000: 1})).encode()) <= 1_000


@pytest.mark.parametrize(
    ("method", "name", "words"),
    [
        ("call_tool", "fax", "'fax' does not exist. Use: recommend, "),
        (
            "read_resource",
            "ccb-support://fax",
            f"'ccb-support://fax' does not exist. Use: {DIRECTORY}",
        ),
    ],
)
def test_what_is_not_there_is_an_error_of_the_protocol(method: str, name: str, words: str) -> None:
    async def ask(client: Client) -> None:
        with pytest.raises(MCPError, match=words):
            await getattr(client, method)(name)

    with_client(ask)


OPEN_TIME: Final = {"channel": "pqrs", "start": MORNING}
WITH_OFFSET = (
    "Write a date and a time that exist, with their UTC offset, like 2026-11-24T17:00:00-05:00"
)


@pytest.mark.parametrize(
    ("tool", "arguments", "line"),
    [
        ("recommend", CLAIM | {"unavailable": ["chat=noon"]}, f"unavailable: 'noon' is not an instant. {WITH_OFFSET}"),
        ("recommend", CLAIM | {"unavailable": {"chat": "noon"}}, f"unavailable: 'noon' is not an instant. {WITH_OFFSET}"),
        ("recommend", CLAIM | {"when": "2026-11-24T09:30"}, f"when: '2026-11-24T09:30' is not an instant. {WITH_OFFSET}"),
        ("recommend", CLAIM | {"when": "2026-11-31T09:30:00Z"}, f"when: '2026-11-31T09:30:00Z' is not an instant. {WITH_OFFSET}"),
        ("recommend", CLAIM | {"when": 1795527000}, f"when: 1795527000 is not an instant. {WITH_OFFSET}"),
        (
            "recommend", CLAIM | {"when": "hoy", "language": "es-CO"},
            ("when: 'hoy' no es un momento. Escriba una fecha y una hora que existan, con su desfase, "
            "así: 2026-11-24T17:00:00-05:00"),
        ),
        ("recommend", CLAIM | {"full": "true"}, "full: 'true' is not a choice. Use one of these, without quotes: true, false"),
        # The answer about now would be wrong for Christmas, and nobody would see it.
        (
            "recommend", CLAIM | {"date": "2026-12-25T10:00:00-05:00"},
            ("This question has no parameter 'date'. Its parameters are: request_type, priority, "
            "when, prefer, unavailable, language, full"),
        ),
        (
            "channel_status", {"fecha": MORNING, "language": "es"},
            ("Esta pregunta no tiene el parámetro 'fecha'. Los que tiene son: "
            "when, channel, language, full"),
        ),
        ("recommend", {"priority": 3}, "This question needs more parameters. Add: request_type"),
        ("recommend", CLAIM | {"priority": None}, "This question needs more parameters. Add: priority"),
        ("holidays", {"year": 2026.5}, "2026.5 is not a year. Pass a whole number from 1984 to 2199, for example 2026"),
        ("open_time", OPEN_TIME, "Write one of these two parameters, and not both: end, duration"),
        (
            "open_time", OPEN_TIME | {"duration": "P1W"},
            ("duration: 'P1W' is not a duration. Write days, hours, minutes or seconds in ISO 8601, "
            "for example PT4H or PT90M"),
        ),
    ],
)  # fmt: skip
def test_a_bad_value_is_named_with_what_to_write_instead(
    tool: str, arguments: dict[str, Any], line: str
) -> None:
    assert error(call(tool, arguments)) == line


def test_a_long_text_leaves_room_for_what_to_write_instead() -> None:
    """A model may pass on a whole message of a person as the type."""
    message = "No puedo entrar desde el lunes con mi certificado, y necesito ayuda. " * 20
    line = error(call("recommend", CLAIM | {"request_type": message}))
    assert line.endswith("suggestion, appeal")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text()
    | st.sampled_from(["pqrs", "chat", MORNING, "2026-11-30T00:00:00Z", "PT4H", "es", "queja", 3]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@given(data=st.data(), name=st.sampled_from([*TOOLS]))
@settings(max_examples=60)
def test_every_value_gets_an_answer_or_one_line(data: st.DataObject, name: str) -> None:
    """No JSON that a model writes makes a call fail in another way."""
    arguments = st.fixed_dictionaries(
        {}, optional={each: JSON for each in TOOLS[name].names() if each != "full"}
    )
    result = call(name, data.draw(arguments))
    text = words(result)
    assert 0 < len(text.encode()) <= MOST_BYTES
    assert not result.is_error or "\n" not in text


@given(text=st.text(max_size=400).map(lambda line: line * 5))
@example(text="ñ" * MOST_BYTES)
def test_a_cut_text_is_the_start_of_it(text: str) -> None:
    start = cut(text)
    assert len(start.encode()) <= MOST_BYTES
    if len(text.encode()) <= MOST_BYTES:
        assert start == text
    else:
        assert start.endswith("…")
        assert text.startswith(start[:-1])


PAGE = (ROOT / "docs/how-to/give-an-assistant-the-answers.md").read_text("utf-8")
SETTINGS: list[dict[str, Any]] = [json.loads(each) for each in blocks(PAGE, "json")]


@pytest.mark.parametrize("exchange", blocks(PAGE, "text"))
def test_shows_what_is_read(exchange: str) -> None:
    question, _, shown = exchange.partition("\n\n")
    tool, _, arguments = question.partition(" ")
    assert words(call(tool, json.loads(arguments))) == shown.removesuffix("\n")


def test_lists_every_tool() -> None:
    (rows,) = tables(sections(PAGE)["What the assistant reads"])
    assert [name for name, _ in rows] == [f"`{name}`" for name in TOOLS]
    assert f"`{DIRECTORY}`" in PAGE
    assert f"up to {MOST_PERIODS} periods" in PAGE


STARTED, REACHED = (each["mcpServers"]["ccb-support"] for each in SETTINGS)
"""The settings of a server that the assistant starts, and of one that it reaches over HTTP."""


def test_has_settings_that_start_the_server() -> None:
    assert STARTED["command"].rpartition("/")[2] == "ccb-support"
    assert read_command(STARTED["args"]).directory == "/path/to/directory.toml"


def test_has_the_address_that_the_command_serves() -> None:
    (line,) = re.findall(r"^ccb-support (mcp --http .+)$", PAGE, flags=re.MULTILINE)
    arguments = read_command(line.split())
    assert (arguments.http, arguments.host, arguments.port) == (True, "127.0.0.1", 8000)
    assert REACHED["url"] == f"http://{HOST.default}:{PORT.default}/mcp"
