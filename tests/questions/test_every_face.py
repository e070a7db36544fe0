"""One table of wrong values: through each face, the error has the same code and the same words."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from functools import partial
from inspect import signature
from typing import Any, NamedTuple, cast
from unittest.mock import Mock
from zoneinfo import ZoneInfo

import pytest
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from ccb_support import CcbSupportError, Router, colombian_holidays, default_directory
from ccb_support.cli import main
from ccb_support.cli.call import words_of_error
from ccb_support.mcp.tools import error_line
from ccb_support.model import LocalizedText
from ccb_support.questions import Recommend
from ccb_support.questions.arguments import Face, QuotedInstant
from ccb_support.service import create_app
from tests.builders import MORNING, at, channel, directory
from tests.mcp import calls

LIBRARY, COMMAND, HTTP, ASSISTANT = FACES = ("library", "command line", "HTTP", "assistant")
WITHOUT_LIBRARY = (COMMAND, HTTP, ASSISTANT)
WITHOUT_COMMAND = (LIBRARY, HTTP, ASSISTANT)

CLAIM = {"request_type": "claim", "priority": "P2"}
START, LATER = "2026-07-10T16:00:00-05:00", "2026-07-14T16:00:00-05:00"
RIGHT: Mapping[str, dict[str, Any]] = {
    "recommend": CLAIM,
    "timeline": CLAIM | {"start": START, "end": LATER},
    "channel": {"channel": "pqrs"},
    "open_time": {"channel": "pqrs", "start": START, "end": LATER},
    "holidays": {"year": 2026},
}
"""A right question of each kind."""

EVERY_CHANNEL = [*default_directory().channel_ids]


class Row(NamedTuple):
    """A wrong question, and the code of its error.

    Attributes:
        question: the kind of question.
        wrong: what differs from a right question; `None` leaves a parameter out.
        code: the code of the error.
        faces: which faces take such a question.
        own_words: the faces whose words speak of what is special there.
    """

    question: str
    wrong: dict[str, Any]
    code: str
    faces: Collection[str] = FACES
    own_words: Collection[str] = ()


TABLE = (
    Row("recommend", {"request_type": "kweja"}, "unknown_request_type"),
    Row("recommend", {"request_type": "quja"}, "unknown_request_type"),
    Row("recommend", {"request_type": "solicitud"}, "unknown_request_type"),
    Row("recommend", {"request_type": "PQRS"}, "unknown_request_type"),
    Row("recommend", {"request_type": "x" * 101}, "unknown_request_type"),
    Row("recommend", {"request_type": ["queja"]}, "unknown_request_type", (LIBRARY, ASSISTANT)),
    Row("recommend", {"priority": "6"}, "unknown_priority"),
    Row("recommend", {"priority": "urgente"}, "unknown_priority"),
    Row("recommend", {"priority": 9}, "unknown_priority", (LIBRARY, ASSISTANT)),
    Row("recommend", {"priority": True}, "unknown_priority", (LIBRARY, ASSISTANT)),
    Row("recommend", {"priority": 3.0}, "unknown_priority", (LIBRARY,)),
    Row("recommend", {"priority": 3.5}, "unknown_priority", (LIBRARY, ASSISTANT)),
    Row("recommend", {"prefer": "fax"}, "unknown_medium"),
    Row("recommend", {"prefer": "web"}, "unknown_medium"),
    Row("recommend", {"prefer": ""}, "unknown_medium"),
    Row("recommend", {"unavailable": ["fax"]}, "unknown_channel"),
    Row("recommend", {"unavailable": ["chat", "fax"]}, "unknown_channel"),
    Row("recommend", {"unavailable": ["chat", 5]}, "unknown_channel", (LIBRARY, ASSISTANT)),
    Row("recommend", {"unavailable": "chat"}, "not_a_collection", (LIBRARY, ASSISTANT)),
    Row("recommend", {"at": "1983-12-31T12:00:00-05:00"}, "out_of_range", own_words=[LIBRARY, COMMAND]),
    Row("recommend", {"at": "3000-01-01T00:00:00Z"}, "out_of_range", own_words=[LIBRARY, COMMAND]),
    Row("recommend", {"at": "teatime"}, "bad_parameter", WITHOUT_LIBRARY, WITHOUT_LIBRARY),
    Row("recommend", {"unavailable": ["chat=teatime"]}, "bad_parameter", WITHOUT_LIBRARY, WITHOUT_LIBRARY),
    Row("recommend", {"unavailable": ["chat", f"chat={LATER}"]}, "bad_parameter", WITHOUT_LIBRARY),
    # Half a character, as a shell passes on what is not UTF-8.
    Row("recommend", {"at": "\udcff"}, "bad_parameter", (COMMAND, ASSISTANT), (COMMAND, ASSISTANT)),
    Row("recommend", {"unavailable": ["\udcff", f"\udcff={LATER}"]}, "bad_parameter", (COMMAND, ASSISTANT)),
    Row("recommend", {"language": "fr"}, "unknown_language", WITHOUT_LIBRARY),
    Row("recommend", {"request_type": None, "priority": None}, "missing_parameter", WITHOUT_LIBRARY, WITHOUT_LIBRARY),
    Row("recommend", {"wen": "8am"}, "unknown_parameter", WITHOUT_LIBRARY, WITHOUT_LIBRARY),
    Row("recommend", {"unavailable": EVERY_CHANNEL}, "no_channel", WITHOUT_COMMAND),
    Row("timeline", {"request_type": "kweja"}, "unknown_request_type"),
    Row("timeline", {"end": START}, "empty_range", own_words=[LIBRARY, COMMAND]),
    Row("timeline", {"end": "2201-01-01T00:00:00-05:00"}, "out_of_range", own_words=[LIBRARY, COMMAND]),
    Row("timeline", {"end": None}, "missing_parameter", (HTTP, ASSISTANT), [HTTP, ASSISTANT]),
    Row("channel", {"channel": "fax"}, "unknown_channel", WITHOUT_COMMAND),
    Row("channel", {"at": "3000-01-01T00:00:00Z"}, "out_of_range", WITHOUT_COMMAND, [LIBRARY]),
    Row("open_time", {"channel": "fax"}, "unknown_channel", WITHOUT_COMMAND),
    Row("open_time", {"end": "2026-07-09T00:00:00Z"}, "empty_range", WITHOUT_COMMAND, [LIBRARY]),
    Row("open_time", {"start": "0001-01-01T00:00:00Z"}, "out_of_range", WITHOUT_COMMAND, [LIBRARY]),
    Row("open_time", {"end": "9999-12-31T23:59:59-05:00"}, "out_of_range", WITHOUT_COMMAND, [LIBRARY]),
    Row("open_time", {"end": None, "duration": "P900000D"}, "never_open", WITHOUT_COMMAND, [LIBRARY]),
    Row("open_time", {"end": None, "duration": "4 h"}, "bad_parameter", (HTTP, ASSISTANT)),
    Row("open_time", {"end": None}, "bad_parameter", (HTTP, ASSISTANT)),
    Row("open_time", {"duration": "PT4H"}, "bad_parameter", (HTTP, ASSISTANT)),
    Row("holidays", {"year": 1983}, "out_of_range", (LIBRARY, COMMAND, ASSISTANT)),
    Row("holidays", {"year": 2300}, "out_of_range", (LIBRARY, COMMAND, ASSISTANT)),
    Row("holidays", {"year": "2026"}, "not_a_year", (LIBRARY, ASSISTANT)),
)  # fmt: skip


class Said(NamedTuple):
    """What a face says of a wrong question."""

    code: str
    words: str


def ask_library(question: str, given: dict[str, Any]) -> Said:
    for name in given.keys() & {"at", "start", "end"}:
        given[name] = datetime.fromisoformat(given[name])
    if "duration" in given:
        given["duration"] = TypeAdapter(timedelta).validate_python(given["duration"])
    with pytest.raises(CcbSupportError) as caught:
        answer_of_library(question, given.pop("at", MORNING), given)
    return Said(caught.value.code, str(caught.value))


def answer_of_library(question: str, at: datetime, given: dict[str, Any]) -> object:
    router = Router(default_directory())
    answers: Mapping[str, Callable[[], object]] = {
        "recommend": lambda: router.recommend(when=at, **given),
        "timeline": lambda: [*router.timeline(**given)],
        "channel": lambda: router.status(given["channel"], at),
        "open_time": lambda: router.open_time(given["channel"], given["start"], given["end"]),
        "holidays": lambda: colombian_holidays(given["year"]),
    }
    if "duration" in given:
        return router.add_open_time(given["channel"], given["start"], given["duration"])
    return answers[question]()


def ask_assistant(question: str, given: dict[str, Any], errors: Mock) -> Said:
    given = {{"at": "when"}.get(name, name): each for name, each in given.items()}
    line = calls.error(calls.call({"channel": "channel_status"}.get(question, question), given))
    return Said(errors.call_args.args[0].code, line)


def ask_http(question: str, given: dict[str, Any]) -> Said:
    path = {"open_time": "/open-time", "channel": f"/channels/{given.get('channel')}"}
    if question == "channel":
        del given["channel"]
    texts = {name: ",".join(map(str, listed(each))) for name, each in given.items()}
    client = TestClient(create_app(now=lambda: MORNING))
    response = client.get(path.get(question, f"/{question}"), params=texts)
    return Said(response.json()["code"], response.json()["detail"])


def ask_command(
    question: str, given: dict[str, Any], errors: Mock, capsys: pytest.CaptureFixture[str]
) -> Said:
    places = [
        str(given.pop(name)) for name in ("request_type", "priority", "year") if name in given
    ]
    names = {"at": "--when", "start": "--from", "end": "--to", "language": "--lang"}
    options = [
        f"{names.get(name, f'--{name}')}={each}"
        for name, value in given.items()
        for each in listed(value)
    ]
    line = [question, *places, *options]
    assert main(line, clock=lambda: MORNING, environment={"LANG": "en"}) == 2
    said = capsys.readouterr().err.partition("ccb-support: ")[2].removesuffix("\n")
    return Said(errors.call_args.args[0].code, said)


def listed(value: object) -> list[object]:
    """Return a list as it is, and any other value as a list of it."""
    return cast("list[object]", value) if isinstance(value, list) else [value]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: ascii(f"{row.question} {row.wrong}")[:60])
def test_has_the_same_code_and_the_same_words(
    row: Row, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Two faces put an error into words without its code, so they show the error itself.
    of_command, of_assistant = Mock(side_effect=words_of_error), Mock(side_effect=error_line)
    monkeypatch.setattr("ccb_support.cli.words_of_error", of_command)
    monkeypatch.setattr("ccb_support.mcp.tools.error_line", of_assistant)
    ask: Mapping[str, Callable[[str, dict[str, Any]], Said]] = {
        LIBRARY: ask_library,
        COMMAND: partial(ask_command, errors=of_command, capsys=capsys),
        HTTP: ask_http,
        ASSISTANT: partial(ask_assistant, errors=of_assistant),
    }
    given = {k: v for k, v in (RIGHT[row.question] | row.wrong).items() if v is not None}
    said = {face: ask[face](row.question, dict(given)) for face in row.faces}
    assert {each.code for each in said.values()} == {row.code}
    same = {each.words for face, each in said.items() if face not in row.own_words}
    assert len(same) <= 1
    assert all(each.words for each in said.values())


def test_a_name_of_two_channels_means_neither() -> None:
    name = LocalizedText(es="Mesa", en="Desk")
    desk = directory(channel("one", name=name), channel("two", name=name))
    assert Face([desk]).channel_id("mesa") == "mesa"


def test_its_own_clock_is_quoted_as_a_caller_writes_it() -> None:
    """A model, or a program that asks over HTTP, does not write Python."""
    now = at("1983-12-31 12:00")
    line = "'1983-12-31T12:00:00-05:00' is outside the supported range"
    client = TestClient(create_app(now=lambda: now))
    for address in ("/recommend?request_type=claim&priority=2", "/channels"):
        assert client.get(address).json()["detail"].startswith(line)
    assert calls.error(calls.call("channel_status", now=now)).startswith(line)
    ended = calls.call("timeline", CLAIM | {"end": START}, now=MORNING)
    assert f"from '{MORNING.isoformat()}' to '{START}'" in calls.error(ended)


@pytest.mark.parametrize("fold", [0, 1])
def test_its_own_clock_may_show_an_hour_twice(fold: int) -> None:
    now = datetime(2026, 11, 1, 1, 30, fold=fold, tzinfo=ZoneInfo("America/New_York"))
    shown = QuotedInstant.of(now)
    assert (shown.isoformat(), repr(shown)) == (now.isoformat(), repr(now.isoformat()))


def test_a_timeline_and_a_question_take_what_recommend_takes() -> None:
    taken = signature(Router.recommend).parameters.keys() - {"when"}
    assert taken == signature(Router.timeline).parameters.keys() - {"start", "end"}
    assert taken - {"self"} == Recommend.model_fields.keys() - {"at"}
