"""How the arguments of a tool are read: what is wrong with a value, in a line to act on."""

from __future__ import annotations

from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccb_support.mcp.tools import MOST_BYTES, TOOLS
from tests.mcp.calls import CLAIM, MORNING, call, error, words

OPEN_TIME: Final = {"channel": "pqrs", "start": MORNING}
WITH_OFFSET = "Write it with its UTC offset, like 2026-11-24T17:00:00-05:00"


class TestABadValue:
    """The line names the argument, quotes the value, and says what to write instead."""

    @pytest.mark.parametrize(
        ("changed", "line"),
        [
            (
                {"unavailable": ["chat=noon"]},
                f"unavailable: 'noon' is not an instant. {WITH_OFFSET}",
            ),
            (
                {"when": "2026-11-24T09:30"},
                f"when: '2026-11-24T09:30' is not an instant. {WITH_OFFSET}",
            ),
            ({"when": 1795527000}, f"when: 1795527000 is not an instant. {WITH_OFFSET}"),
            ({"full": "yes"}, "full: 'yes' is not a yes or a no. Write true or false"),
        ],
    )
    def test_of_recommend(self, changed: dict[str, Any], line: str) -> None:
        assert line in error(call("recommend", CLAIM | changed))

    @pytest.mark.parametrize(
        ("tool", "arguments", "line"),
        [
            ("recommend", {"priority": 3}, "The tool recommend needs more arguments. Add: request_type"),
            ("recommend", CLAIM | {"priority": None}, "needs more arguments. Add: priority"),
            ("timeline", CLAIM, "needs more arguments. Add: end"),
            ("open_time", OPEN_TIME, "Write one of these two arguments, and not both: end, duration"),
            ("open_time", OPEN_TIME | {"end": MORNING, "duration": "PT4H"}, "not both: end, duration"),
            ("open_time", OPEN_TIME | {"duration": "4 h"}, "duration: '4 h' is not a duration."),
            ("open_time", OPEN_TIME | {"duration": 4}, "for example PT4H or PT90M"),
        ],
    )  # fmt: skip
    def test_of_another_tool(self, tool: str, arguments: dict[str, Any], line: str) -> None:
        assert line in error(call(tool, arguments))

    def test_in_the_language_of_the_call(self) -> None:
        line = error(call("recommend", CLAIM | {"when": "hoy", "language": "es-CO"}))
        assert line == (
            "when: 'hoy' no es un instante. Escríbalo con su diferencia con UTC, "
            "así: 2026-11-24T17:00:00-05:00"
        )


def test_null_is_the_same_as_no_argument() -> None:
    nothing = dict.fromkeys(["when", "prefer", "unavailable", "language", "full"])
    assert words(call("recommend", CLAIM | nothing)) == words(call("recommend", CLAIM))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text()
    | st.sampled_from(["pqrs", "chat", MORNING, "2026-11-30T00:00:00Z", "PT4H", "es", "queja", 3]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@given(data=st.data(), name=st.sampled_from([*TOOLS]))
@settings(max_examples=60)
def test_every_value_gets_an_answer_or_one_line(data: st.DataObject, name: str) -> None:
    """Whatever JSON a model writes, no call fails in another way."""
    arguments = st.fixed_dictionaries(
        {}, optional={each: JSON for each in TOOLS[name].names() if each != "full"}
    )
    result = call(name, data.draw(arguments))
    text = words(result)
    assert 0 < len(text.encode()) <= MOST_BYTES
    assert not result.is_error or "\n" not in text
