from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from ccb_support_service import create_app
from fastapi.testclient import TestClient

from ccb_support import BOGOTA, Directory, Recommendation, Router, default_directory, recommend

At = Callable[[str], None]

COMPLAINT = {"request_type": "queja", "priority": "P3"}


class TestAnswer:
    """What is answered is what the library recommends, in full and in words."""

    @pytest.mark.parametrize("time", ["2026-11-24T09:30", "2026-11-24T17:00", "2026-07-10T18:00"])
    def test_is_that_of_now(self, client: TestClient, at: At, time: str) -> None:
        at(time)
        advice = client.get("/recommend", params=COMPLAINT).json()
        expected = recommend("queja", "P3", datetime.fromisoformat(time).replace(tzinfo=BOGOTA))
        assert Recommendation.model_validate_json(
            expected.model_dump_json()
        ) == Recommendation.model_validate(advice["recommendation"])
        assert advice["text"] == expected.explain("es")

    def test_is_that_of_the_instant_given(self, client: TestClient) -> None:
        advice = client.get("/recommend", params=COMPLAINT | {"when": "2026-11-24T22:00:00Z"})
        assert advice.json()["recommendation"]["channel"]["id"] == "national_line"

    @pytest.mark.parametrize(
        ("options", "channel"),
        [
            ({"prefer": "correo"}, "pqrs"),
            ({"prefer": "chat"}, "chat"),
            ({"unavailable": ["pqrs"]}, "national_line"),
            ({"unavailable": ["pqrs", "national_line"]}, "email"),
        ],
    )
    def test_heeds_what_is_preferred_and_what_is_down(
        self, client: TestClient, options: dict[str, str | list[str]], channel: str
    ) -> None:
        advice = client.get("/recommend", params={**COMPLAINT, **options}).json()
        assert advice["recommendation"]["channel"]["id"] == channel

    def test_may_be_asked_of_another_directory(self) -> None:
        chat = next(each for each in default_directory().channels if each.id == "chat")
        directory = Directory(**dict(default_directory()) | {"channels": (chat,)})
        client = TestClient(create_app(Router(directory)))
        advice = client.get("/recommend", params=COMPLAINT).json()
        assert advice["recommendation"]["channel"]["id"] == "chat"

    def test_is_of_the_present_where_no_clock_is_given(self) -> None:
        advice = TestClient(create_app()).get("/recommend", params=COMPLAINT).json()
        answer = Recommendation.model_validate(advice["recommendation"])
        # The answer may end between the question and this line, but by no more than a minute.
        assert answer.holds_at(datetime.now(UTC)) or answer.holds_at(
            datetime.now(UTC) - timedelta(minutes=1)
        )


class TestLanguage:
    """`lang` decides, then `Accept-Language`, then Spanish."""

    @pytest.mark.parametrize(
        ("lang", "accepted", "spoken"),
        [
            (None, None, "es"),
            (None, "en", "en"),
            (None, "en-US,en;q=0.9", "en"),
            (None, "es-CO,es;q=0.9,en;q=0.8", "es"),
            (None, "fr, en;q=0.3", "en"),
            (None, "fr", "es"),
            (None, "*", "es"),
            (None, "en;q=0", "es"),
            (None, ";;q=,", "es"),
            ("en", None, "en"),
            ("en", "es", "en"),
            ("es", "en", "es"),
        ],
    )
    def test_is_negotiated(
        self, client: TestClient, lang: str | None, accepted: str | None, spoken: str
    ) -> None:
        params = COMPLAINT if lang is None else COMPLAINT | {"lang": lang}
        # The test client would say that it accepts anything.
        headers = {"Accept-Language": "" if accepted is None else accepted}
        response = client.get("/recommend", params=params, headers=headers)
        assert response.headers["Content-Language"] == response.json()["language"] == spoken
        whom = {"es": "Llame ya a la línea de PQRS", "en": "Call the PQRS line now"}[spoken]
        assert response.json()["text"].startswith(f"{whom}: (601) 7442727")

    @pytest.mark.parametrize(("lang", "vary"), [(None, "Accept-Language"), ("es", None)])
    def test_varies_only_where_it_is_negotiated(
        self, client: TestClient, lang: str | None, vary: str | None
    ) -> None:
        params = COMPLAINT if lang is None else COMPLAINT | {"lang": lang}
        assert client.get("/recommend", params=params).headers.get("Vary") == vary
