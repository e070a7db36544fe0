"""The other addresses: each body is what the library says."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import quote, unquote

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from ccb_support import (
    Directory,
    Recommendation,
    Router,
    __version__,
    default_directory,
    escalation,
    timeline,
)
from ccb_support.answer import ChannelStatus
from ccb_support.calendars.colombia import COLOMBIA
from ccb_support.service import create_app
from ccb_support.service.replies import MOST_ANSWERS
from tests.builders import MORNING, OFFICE, Clock, at, channel, directory, ends_on, shipped
from tests.service.calls import EVERY_ADDRESS

SHIPPED = Router(default_directory())


@pytest.mark.parametrize("address", EVERY_ADDRESS)
class TestEveryAddress:
    """Each address replies to `GET` and `HEAD` with the version of the directory."""

    def test_head_is_get_without_the_body(self, client: TestClient, address: str) -> None:
        whole, head = client.get(address), client.head(address)
        assert head.status_code == whole.status_code == 200
        assert head.headers == whole.headers
        assert int(head.headers["Content-Length"]) == len(whole.content) > 0
        assert head.content == b""

    @pytest.mark.parametrize("version", ["2026-12", "versión 100 % ✓"])
    def test_says_which_directory_answers(self, address: str, version: str) -> None:
        client = TestClient(create_app(shipped(version=version)))
        response = client.get(address)
        assert unquote(response.headers["Ccb-Directory-Version"]) == version
        text = response.json()
        answered = [text, text.get("answer", {}), *text.get("answers", [])]
        stated = [each.get("directory_version", each.get("version")) for each in answered]
        assert version in stated
        assert set(stated) <= {version, None}


def page_of(client: TestClient, start: str, end: str) -> tuple[list[Recommendation], str | None]:
    """Return the answers of a page, and where the next page starts."""
    question = f"/timeline?request_type=claim&priority=P2&start={quote(start)}&end={quote(end)}"
    page = client.get(question).json()
    return [Recommendation.model_validate(each) for each in page["answers"]], page["next"]


class TestTimeline:
    """`/timeline` lists the answers page by page."""

    def test_a_short_one_has_one_page(self, client: TestClient) -> None:
        start, end = at("2026-07-10 00:00"), at("2026-07-20 00:00")
        expected = list(timeline("claim", 2, start, end))
        assert page_of(client, start.isoformat(), end.isoformat()) == (expected, None)

    def test_a_page_that_ends_with_the_range_is_the_last(self, client: TestClient) -> None:
        start, end = at("2026-07-10 00:00"), at("2026-07-10 17:00")
        answers, following = page_of(client, start.isoformat(), end.isoformat())
        assert answers[-1].valid_until == end
        assert following is None

    def test_the_pages_of_a_long_one_follow_each_other(self, client: TestClient) -> None:
        start, end = at("2026-01-01 00:00"), at("2027-01-01 00:00")
        expected = list(timeline("claim", 2, start, end))
        pages: list[list[Recommendation]] = []
        following: str | None = start.isoformat()
        while following:
            answers, following = page_of(client, following, end.isoformat())
            pages.append(answers)
        assert [answer for page in pages for answer in page] == expected
        assert {len(page) for page in pages[:-1]} == {MOST_ANSWERS}
        assert len(pages) > 2

    def test_a_page_ends_where_nobody_answers_any_more(self) -> None:
        closed = directory(channel("desk", OFFICE), closures=[ends_on("2026-07-15")])
        client = TestClient(create_app(closed))
        start, end = at("2026-07-10 00:00"), at("2026-07-20 00:00")
        answers, following = page_of(client, start.isoformat(), end.isoformat())
        last_closing = at("2026-07-14 17:00")
        assert answers[0].valid_from == at("2026-07-09 17:00")
        assert answers[-1].valid_until == last_closing
        assert following == last_closing.isoformat()
        bounds = f"start={quote(last_closing.isoformat())}&end={quote(end.isoformat())}"
        response = client.get(f"/timeline?request_type=claim&priority=P2&{bounds}")
        assert (response.status_code, response.json()["code"]) == (404, "no_channel")

    def test_takes_preferences(self, client: TestClient) -> None:
        bounds = "start=2026-07-10T00:00:00Z&end=2026-07-20T00:00:00Z"
        question = f"/timeline?request_type=incident&priority=4&{bounds}"
        response = client.get(f"{question}&prefer=chat&unavailable=chat%3D2026-07-15T00:00:00Z")
        channels = [each["channel"]["id"] for each in response.json()["answers"]]
        assert channels == ["national_line", "chat"]


class TestChannels:
    """`/channels` and `/channels/{id}` say what the channels do."""

    @pytest.mark.parametrize("time", ["2026-11-24 09:30", "2026-07-11 12:00"])
    def test_all_of_them(self, client: TestClient, clock: Clock, time: str) -> None:
        clock.show(time)
        found = client.get("/channels").json()["channels"]
        states = [ChannelStatus.model_validate(each) for each in found]
        assert states == [
            SHIPPED.status(each, at(time)) for each in default_directory().channel_ids
        ]

    @pytest.mark.parametrize("channel_id", default_directory().channel_ids)
    def test_one_of_them_at_a_given_instant(self, client: TestClient, channel_id: str) -> None:
        found = client.get(f"/channels/{channel_id}?at=2026-07-11T12:00:00-05:00").json()
        state = ChannelStatus.model_validate(found["channel"])
        assert state == SHIPPED.status(channel_id, at("2026-07-11 12:00"))
        whole = client.get("/channels?at=2026-07-11T12:00:00-05:00").json()["channels"]
        assert found["channel"] in whole


class TestOpenTime:
    """`/open-time` counts open time, in both directions."""

    QUESTION = "/open-time?channel=pqrs&start=2026-07-10T16:00:00-05:00"

    def test_between_two_instants(self, client: TestClient) -> None:
        question = "/open-time?channel=pqrs&start=2026-07-10T21:00:00Z&end=2026-07-14T15:00:00Z"
        found = client.get(question).json()
        start, end = at("2026-07-10 16:00"), at("2026-07-14 10:00")
        assert SHIPPED.open_time("pqrs", start, end) == timedelta(hours=4)
        assert found["open_time"] == "PT4H"
        assert (found["start"], found["end"]) == (start.isoformat(), end.isoformat())

    @pytest.mark.parametrize("duration", ["PT4H", "PT240M", "PT3H60M", "P0DT14400.000S"])
    def test_until_so_much_has_passed(self, client: TestClient, duration: str) -> None:
        found = client.get(f"{self.QUESTION}&duration={duration}").json()
        assert found == client.get(f"{self.QUESTION}&end=2026-07-14T10:00:00-05:00").json()

    def test_a_long_duration(self, client: TestClient) -> None:
        found = client.get(f"{self.QUESTION}&duration=P2DT2H").json()
        end = SHIPPED.add_open_time("pqrs", at("2026-07-10 16:00"), timedelta(hours=50))
        assert (found["end"], found["open_time"]) == (end.isoformat(), "P2DT2H")


class TestRecords:
    """`/escalation` and `/directory` are records of the library."""

    def test_escalation(self, client: TestClient) -> None:
        levels = client.get("/escalation").json()["levels"]
        assert levels == [each.model_dump(mode="json") for each in escalation()]

    def test_directory(self, client: TestClient) -> None:
        found = client.get("/directory").json()
        assert Directory.model_validate(found) == default_directory()


class TestHealth:
    """`/health` says which directory answers, and warns if it is old."""

    def test_names_directory_and_library(self, client: TestClient) -> None:
        found = client.get("/health").json()
        assert found == {
            "library_version": __version__,
            "directory_version": default_directory().version,
            "as_of": default_directory().as_of.isoformat(),
            "verified_through": COLOMBIA.verified_through.isoformat(),
            "warnings": [],
        }

    def test_must_be_asked_each_time(self, client: TestClient, clock: Clock) -> None:
        assert client.get("/health").headers["Cache-Control"] == "no-cache"
        clock.show("2028-01-01 00:00")
        assert client.get("/health").json()["warnings"] != []

    @pytest.mark.parametrize(
        ("as_of", "codes"),
        [
            ("2025-11-24", []),
            ("2025-11-23", ["old_directory"]),
            ("2027-01-01", []),
        ],
    )
    def test_warns_of_a_directory_of_more_than_a_year(self, as_of: str, codes: list[str]) -> None:
        old = shipped(as_of=date.fromisoformat(as_of))
        client = TestClient(create_app(old, now=lambda: MORNING))
        warnings = client.get("/health").json()["warnings"]
        assert [each["code"] for each in warnings] == codes
        assert all(as_of in text for each in warnings for text in each["message"].values())

    def test_warns_of_holidays_that_nobody_checked(self, clock: Clock) -> None:
        through = COLOMBIA.verified_through
        client = TestClient(create_app(shipped(as_of=through), now=clock))
        clock.show(f"{through} 23:59")
        assert client.get("/health").json()["warnings"] == []
        clock.show(f"{through + timedelta(days=1)} 00:00")
        (warning,) = client.get("/health").json()["warnings"]
        assert warning["code"] == "holidays_unverified"
        assert "revisaron hasta el" in warning["message"]["es"]
        assert "checked through" in warning["message"]["en"]
        assert all(through.isoformat() in text for text in warning["message"].values())

    def test_warns_of_both(self, client: TestClient, clock: Clock) -> None:
        clock.show(f"{COLOMBIA.verified_through + timedelta(days=1)} 00:00")
        warnings = client.get("/health").json()["warnings"]
        assert [each["code"] for each in warnings] == ["old_directory", "holidays_unverified"]

    def test_knows_no_such_day_of_other_holidays(self) -> None:
        desk = Router(directory(channel()), holidays=frozenset[date]())
        client = TestClient(create_app(desk, now=lambda: MORNING))
        found = client.get("/health").json()
        assert found["verified_through"] is None
        assert found["warnings"] == []


def test_may_be_mounted_in_another_application() -> None:
    outer = FastAPI()
    outer.mount("/support", create_app(now=Clock()))
    client = TestClient(outer)
    for address in EVERY_ADDRESS:
        assert client.get(f"/support{address}").status_code == 200
    assert client.get("/support/channels/fax").json()["code"] == "unknown_channel"
    assert client.get("/support/nowhere").headers["Content-Type"] == "application/problem+json"
    assert "/recommend" in client.get("/support/openapi.json").json()["paths"]
    assert client.get("/support/docs").status_code == 404
