"""`/recommend`: what the library recommends, in full and in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from ccb_support import Medium, Priority, Recommendation, RequestType, Router, recommend
from ccb_support.service import create_app
from tests.builders import MORNING, at, channel, chat, directory
from tests.service.calls import COMPLAINT

if TYPE_CHECKING:
    from tests.builders import Clock


def answer_in(client: TestClient, question: str) -> Recommendation:
    response = client.get(question)
    assert response.status_code == 200, response.text
    return Recommendation.model_validate(response.json()["answer"])


class TestAnswer:
    """The answer is the library's, about now or about the instant `at`."""

    @pytest.mark.parametrize("time", ["2026-11-24 09:30", "2026-11-24 17:00", "2026-07-10 18:00"])
    def test_is_about_now(self, client: TestClient, clock: Clock, time: str) -> None:
        clock.show(time)
        assert answer_in(client, COMPLAINT) == recommend("complaint", 3, at(time))

    def test_is_about_a_given_instant(self, client: TestClient) -> None:
        found = answer_in(client, f"{COMPLAINT}&at=2026-07-10T23:00:00Z")
        assert found == recommend("complaint", 3, datetime(2026, 7, 10, 23, tzinfo=UTC))

    @pytest.mark.parametrize(
        "written", ["2026-11-24T17:00:00-05:00", "2026-11-24t22:00:00z", "2026-11-25T00:00%2B02:00"]
    )
    def test_reads_every_way_to_write_an_instant(self, client: TestClient, written: str) -> None:
        found = answer_in(client, f"{COMPLAINT}&at={written}")
        assert found == recommend("complaint", 3, at("2026-11-24 17:00"))

    @pytest.mark.parametrize(
        ("request_type", "priority"), [*product(RequestType, Priority)], ids=lambda each: each.name
    )
    def test_takes_every_value(
        self, client: TestClient, request_type: RequestType, priority: Priority
    ) -> None:
        for medium in Medium:
            query = f"request_type={request_type}&priority={priority:d}&prefer={medium}"
            expected = recommend(request_type, priority, MORNING, prefer=medium)
            assert answer_in(client, f"/recommend?{query}") == expected

    def test_takes_the_words_that_people_write(self, client: TestClient) -> None:
        query = "request_type=petici%C3%B3n+de%20servicio&priority=cr%C3%ADtica"
        expected = recommend("service_request", 1, MORNING)
        assert answer_in(client, f"/recommend?{query}") == expected

    def test_takes_channels_that_are_down(self, client: TestClient) -> None:
        found = answer_in(client, f"{COMPLAINT}&unavailable=pqrs,national_line")
        assert found.channel.id == "email"

    def test_takes_when_a_channel_is_back(self, client: TestClient) -> None:
        back = at("2026-11-24 10:00")
        found = answer_in(client, f"{COMPLAINT}&unavailable=chat,pqrs%3D{back.isoformat()}")
        ends = {"chat": None, "pqrs": back}
        assert found == recommend("complaint", 3, MORNING, unavailable=ends)
        assert found.valid_until == back

    def test_is_about_any_directory(self) -> None:
        desk = directory(channel("talk", contacts=[chat()]))
        for source in (desk, Router(desk)):
            client = TestClient(create_app(source))
            assert answer_in(client, COMPLAINT).channel.id == "talk"

    def test_is_by_the_clock_of_the_machine_if_no_other_is_given(self) -> None:
        found = answer_in(TestClient(create_app()), COMPLAINT)
        # The answer may end between the question and this line, but by no more than a minute.
        now = datetime.now(UTC)
        assert found.holds_at(now) or found.holds_at(now - timedelta(minutes=1))


class TestWords:
    """The words are the library's: with dates, or with today and tomorrow."""

    @pytest.mark.parametrize("language", ["es", "en"])
    @pytest.mark.parametrize("time", ["2026-11-24 09:30", "2026-07-10 18:00"])
    def test_have_dates(self, client: TestClient, clock: Clock, language: str, time: str) -> None:
        clock.show(time)
        response = client.get(f"{COMPLAINT}&language={language}")
        answer = recommend("complaint", 3, at(time))
        words = response.json()["words"]
        assert words["display"] == answer.display(language)
        assert words["summary"] == answer.summary(language)
        assert words["explain"] == answer.explain(language)
        assert response.headers["Content-Language"] == language

    @pytest.mark.parametrize("time", ["2026-11-24 09:30", "2026-11-24 23:59:59"])
    def test_say_today_if_somebody_reads_them_at_once(
        self, client: TestClient, clock: Clock, time: str
    ) -> None:
        clock.show(time)
        answer = recommend("complaint", 3, at(time))
        words = client.get(f"{COMPLAINT}&words=today").json()["words"]
        assert words["summary"] == answer.summary("es", at=at(time))
        assert words["explain"] == answer.explain("es", at=at(time)) != answer.explain("es")

    def test_say_today_in_english_too(self, client: TestClient) -> None:
        words = client.get(f"{COMPLAINT}&words=today&language=en").json()["words"]
        answer = recommend("complaint", 3, MORNING)
        assert words["summary"] == answer.summary("en", at=MORNING)
        assert words["explain"] == answer.explain("en", at=MORNING)

    def test_say_today_of_the_given_instant(self, client: TestClient) -> None:
        when = at("2026-07-10 18:00")
        question = f"{COMPLAINT}&words=today&at={when.isoformat()}"
        words = client.get(question).json()["words"]
        assert words["explain"] == recommend("complaint", 3, when).explain("es", at=when)

    def test_are_in_spanish_if_no_language_is_asked_for(self, client: TestClient) -> None:
        spanish = client.get(f"{COMPLAINT}&language=es-CO")
        assert client.get(COMPLAINT).content == spanish.content
        assert client.get(f"{COMPLAINT}&words=dated").content == spanish.content
