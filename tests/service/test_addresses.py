"""Each address: its body is what the library says."""

import os
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from itertools import product
from typing import Any
from urllib.parse import quote, unquote

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from ccb_support import (
    Directory,
    Medium,
    Priority,
    Recommendation,
    RequestType,
    Router,
    __version__,
    default_directory,
    escalation,
    recommend,
    timeline,
)
from ccb_support.answer import ChannelStatus
from ccb_support.calendars.colombia import COLOMBIA
from ccb_support.service import create_app
from ccb_support.service.replies import MOST_ANSWERS
from tests.builders import MORNING, OFFICE, Clock, at, channel, directory, ends_on, shipped
from tests.editions import NEW
from tests.service.calls import COMPLAINT, EVERY_ADDRESS

# Its types are incomplete.
STRICT: Any = import_module("jsonschema_rs").Draft202012Validator

SHIPPED = Router(default_directory())
SHIPPED_VERSION = default_directory().version


@pytest.mark.parametrize("address", [*EVERY_ADDRESS, "/nowhere", "/recommend", "/channels/fax"])
def test_head_is_get_without_the_body(address: str) -> None:
    origin = {"Origin": "https://a.example", "Accept-Encoding": "identity"}
    client = TestClient(create_app(now=Clock(), cors=["*"]), headers=origin)
    whole, start = client.get(address), client.head(address)
    assert (start.status_code, start.headers, start.content) == (
        whole.status_code, whole.headers, b"",
    )  # fmt: skip
    assert int(start.headers["content-length"]) == len(whole.content) > 0


@pytest.mark.parametrize("version", ["2026-12", "versión 100 % ✓"])
@pytest.mark.parametrize("address", EVERY_ADDRESS)
def test_says_which_directory_answers(address: str, version: str) -> None:
    client = TestClient(create_app(shipped(version=version)))
    response = client.get(address)
    for each in (response, client.get("/nowhere")):
        assert unquote(each.headers["Ccb-Directory-Version"]) == version
    text = response.json()
    answered = [text, text.get("answer", {}), *text.get("answers", [])]
    stated = {each.get("directory_version", each.get("version")) for each in answered}
    assert stated - {None} == {version}


def answer_in(client: TestClient, question: str) -> Recommendation:
    response = client.get(question)
    assert response.status_code == 200, response.text
    return Recommendation.model_validate(response.json()["answer"])


class TestRecommend:
    """`/recommend` gives what the library recommends, in full and in words."""

    @pytest.mark.parametrize(
        ("address", "asked"),
        [
            (f"{COMPLAINT}&at=2026-07-10T23:00:00Z", {"when": datetime(2026, 7, 10, 23, tzinfo=UTC)}),
            (f"{COMPLAINT}&at=2026-11-24T17:00:00-05:00", {"when": at("2026-11-24 17:00")}),
            (f"{COMPLAINT}&at=2026-11-24t22:00:00z", {"when": at("2026-11-24 17:00")}),
            (f"{COMPLAINT}&at=2026-11-25T00:00%2B02:00", {"when": at("2026-11-24 17:00")}),
            # Clients of OpenAPI Generator pass on an empty list so.
            (f"{COMPLAINT}&unavailable=", {"unavailable": []}),
            (f"{COMPLAINT}&unavailable=pqrs,national_line", {"unavailable": ["pqrs", "national_line"]}),
            (
                f"{COMPLAINT}&unavailable=chat,pqrs%3D2026-11-24T10:00:00-05:00",
                {"unavailable": {"chat": None, "pqrs": at("2026-11-24 10:00")}},
            ),
            (
                f"{COMPLAINT}&unavailable=pqrs=2026-11-24T18:00:00Z",
                {"unavailable": {"pqrs": at("2026-11-24 13:00")}},
            ),
            # The words that people write.
            (
                "/recommend?request_type=petici%C3%B3n+de%20servicio&priority=cr%C3%ADtica",
                {"request_type": "service_request", "priority": 1},
            ),
        ],
    )  # fmt: skip
    def test_reads_every_parameter(
        self, client: TestClient, address: str, asked: dict[str, Any]
    ) -> None:
        usual: dict[str, Any] = {"request_type": "complaint", "priority": 3, "when": MORNING}
        assert answer_in(client, address) == recommend(**{**usual, **asked})

    # Each value of the three lists is among every seventh of their combinations.
    @pytest.mark.parametrize(
        ("request_type", "priority", "medium"), [*product(RequestType, Priority, Medium)][::7]
    )
    def test_takes_every_value(
        self, client: TestClient, request_type: RequestType, priority: Priority, medium: Medium
    ) -> None:
        query = f"request_type={request_type}&priority={priority:d}&prefer={medium}"
        expected = recommend(request_type, priority, MORNING, prefer=medium)
        assert answer_in(client, f"/recommend?{query}") == expected

    def test_is_by_the_clock_of_the_machine_if_no_other_is_given(self) -> None:
        found = answer_in(TestClient(create_app()), COMPLAINT)
        # The answer may end between the question and this line, but by no more than a minute.
        now = datetime.now(UTC)
        assert found.holds_at(now) or found.holds_at(now - timedelta(minutes=1))

    @pytest.mark.parametrize(
        ("now", "query", "language", "read_at"),
        [
            ("2026-11-24 09:30", "", "es", None),
            ("2026-11-24 17:00", "", "es", None),
            ("2026-11-24 09:30", "&words=dated", "es", None),
            ("2026-11-24 09:30", "&language=es-CO", "es", None),
            ("2026-07-10 18:00", "&language=en", "en", None),
            ("2026-11-24 09:30", "&words=today", "es", "2026-11-24 09:30"),
            ("2026-11-24 23:59:59", "&words=today", "es", "2026-11-24 23:59:59"),
            ("2026-11-24 09:30", "&words=today&language=en", "en", "2026-11-24 09:30"),
            ("2026-11-24 09:30", "&words=today&at=2026-07-10T18:00:00-05:00", "es", "2026-07-10 18:00"),
        ],
    )  # fmt: skip
    def test_is_what_the_library_says(
        self, clock: Clock, client: TestClient, now: str, query: str, language: str, read_at: str | None
    ) -> None:  # fmt: skip
        clock.show(now)
        response = client.get(f"{COMPLAINT}{query}")
        answer = recommend("complaint", 3, at(read_at or now))
        moment = at(read_at) if read_at else None
        assert Recommendation.model_validate(response.json()["answer"]) == answer
        assert response.json()["words"] == {
            "display": answer.display(language),
            "summary": answer.summary(language, at=moment),
            "explain": answer.explain(language, at=moment),
        }
        assert response.headers["Content-Language"] == language


def page_of(client: TestClient, start: str, end: str) -> tuple[list[Recommendation], str | None]:
    """Return the answers of a page, and where the next page starts."""
    question = f"/timeline?request_type=claim&priority=P2&start={quote(start)}&end={quote(end)}"
    page = client.get(question).json()
    return [Recommendation.model_validate(each) for each in page["answers"]], page["next"]


class TestTimeline:
    """`/timeline` lists the answers page by page."""

    @pytest.mark.parametrize(
        ("end", "pages"),
        [("2026-07-20 00:00", 1), ("2026-07-10 17:00", 1), ("2027-07-01 00:00", 5)],
    )
    def test_its_pages_follow_each_other(self, client: TestClient, end: str, pages: int) -> None:
        bounds = at("2026-07-10 00:00"), at(end)
        sizes: list[int] = []
        found: list[Recommendation] = []
        following: str | None = bounds[0].isoformat()
        while following:
            answers, following = page_of(client, following, bounds[1].isoformat())
            sizes.append(len(answers))
            found += answers
        assert found == list(timeline("claim", 2, *bounds))
        assert sizes == [MOST_ANSWERS] * (pages - 1) + [len(found) - MOST_ANSWERS * (pages - 1)]

    def test_a_page_has_fewer_answers_of_many_channels(self) -> None:
        """A page of a thousand channels had 60 MB, and the others waited for ten seconds."""
        desk = directory(*(channel(f"c{number}", OFFICE) for number in range(200)))
        answers, _ = page_of(
            TestClient(create_app(desk)), "2026-07-10T00:00:00Z", "2027-07-10T00:00:00Z"
        )
        assert len(answers) == MOST_ANSWERS / 2

    def test_a_page_ends_where_nobody_answers_any_more(self) -> None:
        closed = directory(channel("desk", OFFICE), closures=[ends_on("2026-07-15")])
        client = TestClient(create_app(closed))
        start, end = at("2026-07-10 00:00"), at("2026-07-20 00:00")
        answers, following = page_of(client, start.isoformat(), end.isoformat())
        last_closing = at("2026-07-14 17:00")
        assert answers[-1].valid_until == last_closing
        assert following == last_closing.isoformat()
        bounds = f"start={quote(last_closing.isoformat())}&end={quote(end.isoformat())}"
        response = client.get(f"/timeline?request_type=claim&priority=P2&{bounds}")
        assert (response.status_code, response.json()["code"]) == (404, "no_channel")


class TestChannels:
    """`/channels` and `/channels/{id}` say what the channels do."""

    @pytest.mark.parametrize(
        ("now", "query", "when"),
        [
            ("2026-11-24 09:30", "", "2026-11-24 09:30"),
            ("2026-07-11 12:00", "", "2026-07-11 12:00"),
            ("2026-11-24 09:30", "?at=2026-07-11T12:00:00-05:00", "2026-07-11 12:00"),
        ],
    )
    def test_all_and_one_of_them(
        self, client: TestClient, clock: Clock, now: str, query: str, when: str
    ) -> None:
        clock.show(now)
        states = [SHIPPED.status(each, at(when)) for each in default_directory().channel_ids]
        found = client.get(f"/channels{query}").json()["channels"]
        assert [*map(ChannelStatus.model_validate, found)] == states
        for state, whole in zip(states, found, strict=True):
            one = client.get(f"/channels/{state.channel.id}{query}").json()["channels"]
            assert one == [whole]


@pytest.mark.parametrize(
    ("query", "hours", "shown"),
    [
        ("end=2026-07-14T15:00:00Z", 4, "PT4H"),
        ("duration=PT4H", 4, "PT4H"),
        ("duration=PT240M", 4, "PT4H"),
        ("duration=PT3H60M", 4, "PT4H"),
        ("duration=P0DT14400.000S", 4, "PT4H"),
        ("duration=P2DT2H", 50, "P2DT2H"),
        ("duration=P1D", 24, "P1D"),
        # A year of the calendar may have 366 days.
        ("duration=P400D", 9_600, "P400D"),
        ("duration=P800DT1.5S", 19_200 + 1.5 / 3_600, "P800DT1.5S"),
    ],
)
def test_open_time_is_counted_in_both_directions(
    client: TestClient, query: str, hours: float, shown: str
) -> None:
    found = client.get(f"/open-time?channel=pqrs&start=2026-07-10T21:00:00Z&{query}").json()
    start = at("2026-07-10 16:00")
    end = SHIPPED.add_open_time("pqrs", start, timedelta(hours=hours))
    assert (found["start"], found["end"]) == (start.isoformat(), end.isoformat())
    assert found["open_time"] == shown
    schema = client.get("/openapi.json").json()["components"]["schemas"]["OpenTime"]
    # To JSON Schema, a duration has no fractions of a second.
    STRICT(schema, validate_formats=True).validate(found)
    assert not STRICT(schema).is_valid(found | {"open_time": "4 h"})


@pytest.fixture
def editions_client() -> TestClient:
    """Return the client of a service over two editions."""
    return TestClient(create_app([default_directory(), NEW], now=Clock()))


RANGES = (
    ("start=2026-12-31T00:00:00-05:00&end=2027-01-01T00:00:00-05:00", SHIPPED_VERSION),
    ("start=2026-12-31T00:00:00-05:00&end=2027-01-01T00:00:00.5-05:00", f"{SHIPPED_VERSION}, {NEW.version}"),
    ("start=2027-01-01T00:00:00-05:00&end=2027-01-02T00:00:00-05:00", NEW.version),
)  # fmt: skip


@pytest.mark.parametrize(
    ("address", "version"),
    [
        ("/channels?at=2027-01-01T00:00:00-05:00", NEW.version),
        ("/channels/chat?at=2027-01-01T00:00:00-05:00", NEW.version),
        *((f"/timeline?request_type=incident&priority=1&{bounds}", all_of) for bounds, all_of in RANGES),
        *((f"/open-time?channel=pqrs&{bounds}", all_of) for bounds, all_of in RANGES),
    ],
)  # fmt: skip
def test_a_reply_names_every_edition_in_its_time(
    editions_client: TestClient, address: str, version: str
) -> None:
    assert editions_client.get(address).json()["directory_version"] == version


def test_a_page_names_the_editions_of_its_answers(editions_client: TestClient) -> None:
    question = "/timeline?request_type=complaint&priority=3&end=2028-01-01T00:00:00Z&start="
    first = editions_client.get(f"{question}2026-01-01T00:00:00Z").json()
    assert first["next"] < "2027"
    assert first["directory_version"] == SHIPPED_VERSION


@pytest.mark.parametrize("start", ["2027-01-01T00:00:00-05:00", "2200-01-01T00:00:00-05:00"])
def test_no_time_names_the_edition_of_its_start(editions_client: TestClient, start: str) -> None:
    found = editions_client.get(f"/open-time?channel=pqrs&start={start}&end={start}").json()
    assert (found["open_time"], found["directory_version"]) == ("PT0S", NEW.version)


def test_escalation_and_directory_are_records_of_the_library(client: TestClient) -> None:
    expected = [each.model_dump(mode="json") for each in escalation()]
    assert client.get("/escalation").json()["levels"] == expected
    assert Directory.model_validate(client.get("/directory").json()) == default_directory()


THROUGH = COLOMBIA.verified_through


class TestHealth:
    """`/health` says which directory answers, and warns if it is old."""

    def test_names_directory_and_library(self, client: TestClient) -> None:
        response = client.get("/health")
        assert response.headers["Cache-Control"] == "no-cache"
        assert response.json() == {
            "worker": os.getpid(),
            "ready": True,
            "library_version": __version__,
            "directory_version": default_directory().version,
            "as_of": default_directory().as_of.isoformat(),
            "verified_through": THROUGH.isoformat(),
            "warnings": [],
        }

    @pytest.mark.parametrize(
        ("as_of", "now", "codes", "words"),
        [
            ("2025-11-24", "2026-11-24 09:30", [], ""),
            ("2025-11-23", "2026-11-24 09:30", ["old_directory"], "2025-11-23"),
            ("2027-01-01", "2026-11-24 09:30", [], ""),
            (f"{THROUGH}", f"{THROUGH} 23:59", [], ""),
            (f"{THROUGH}", f"{THROUGH + timedelta(1)} 00:00", ["holidays_unverified"], f"{THROUGH}"),
            ("2026-11-24", f"{THROUGH + timedelta(1)} 00:00", ["old_directory", "holidays_unverified"], "20"),
            ("2199-01-01", "2199-11-02 00:00", ["holidays_unverified", "calendar_ends"], "2"),
            ("2026-11-24", "1983-12-31 23:59", ["begins_later"], "1984-01-01"),
            ("2026-11-24", "1984-01-01 00:00", [], ""),
        ],
    )  # fmt: skip
    def test_warns_of_an_old_directory_and_of_holidays_that_nobody_checked(
        self, clock: Clock, as_of: str, now: str, codes: list[str], words: str
    ) -> None:
        client = TestClient(create_app(shipped(as_of=date.fromisoformat(as_of)), now=clock))
        clock.show(now)
        warnings = client.get("/health").json()["warnings"]
        assert [each["code"] for each in warnings] == codes
        assert all(words in text for each in warnings for text in each["message"].values())

    def test_knows_no_such_day_of_other_holidays(self) -> None:
        desk = Router(directory(channel()), holidays=frozenset[date]())
        found = TestClient(create_app(desk, now=lambda: MORNING)).get("/health").json()
        assert (found["verified_through"], found["warnings"]) == (None, [])


@pytest.mark.parametrize(
    ("mount", "prefix"), [("/support", "/support"), ("/{language}/{channel}", "/en/other")]
)
def test_replies_the_same_if_it_is_mounted_in_another_application(
    client: TestClient, mount: str, prefix: str
) -> None:
    """Parameters of the mount are for that application."""
    outer = FastAPI()
    outer.mount(mount, create_app(now=Clock()))
    mounted = TestClient(outer)
    wrong = ("/channels/fax", f"{COMPLAINT}&unavailable=fax", "/nowhere", "/docs")
    for address in (*EVERY_ADDRESS, "/openapi.json", *wrong):
        alone, reply = client.get(address), mounted.get(f"{prefix}{address}")
        assert (reply.status_code, reply.headers) == (alone.status_code, alone.headers), address
        assert reply.content == alone.content
