from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from ccb_support_service import create_app
from fastapi.testclient import TestClient

from ccb_support import BOGOTA, Directory, Router, default_directory

At = Callable[[str], None]

COMPLAINT = {"request_type": "complaint", "priority": "3"}
INCIDENT = {"request_type": "incident", "priority": "1"}
A_DAY = 24 * 60 * 60


class TestFreshness:
    """A cache may keep an answer while it holds, and for at most a day."""

    @pytest.mark.parametrize(
        ("now", "question", "seconds"),
        [
            ("2026-11-24T09:30", COMPLAINT, 7.5 * 60 * 60),
            ("2026-11-24T16:59:59", COMPLAINT, 1),
            ("2026-11-24T16:59:59.000001", COMPLAINT, 0),
            ("2026-11-24T16:59:59.999999", COMPLAINT, 0),
            ("2026-11-24T17:00", COMPLAINT, 14 * 60 * 60),
            # A long weekend ends in more than a day; an incident's answer never ends.
            ("2026-07-10T18:00", COMPLAINT, A_DAY),
            ("2026-11-24T09:30", INCIDENT, A_DAY),
            # About an instant that is given, there is nothing new tomorrow either.
            ("2026-11-24T09:30", COMPLAINT | {"when": "2026-11-24T09:30:00-05:00"}, A_DAY),
            ("2026-11-24T09:30", COMPLAINT | {"when": "1999-12-31T09:30:00-05:00"}, A_DAY),
        ],
    )
    def test_ends_with_the_answer(
        self, client: TestClient, at: At, now: str, question: dict[str, str], seconds: float
    ) -> None:
        at(now)
        headers = client.get("/recommend", params=question).headers
        assert headers["Cache-Control"] == f"max-age={seconds:.0f}, must-revalidate"

    @pytest.mark.parametrize("now", ["2026-11-24T09:30", "2026-11-24T16:59:59.5"])
    def test_ends_at_the_same_time_for_old_caches(
        self, client: TestClient, at: At, now: str
    ) -> None:
        at(now)
        headers = client.get("/recommend", params=COMPLAINT).headers
        assert headers["Expires"] == "Tue, 24 Nov 2026 22:00:00 GMT"

    def test_never_outlives_the_answer(self, client: TestClient, at: At) -> None:
        """Every quarter of an hour over a week with a holiday in it."""
        start = datetime(2026, 7, 9, tzinfo=BOGOTA)
        for quarter in range(7 * 24 * 4):
            now = start + quarter * timedelta(minutes=15, seconds=0.1)
            at(now.replace(tzinfo=None).isoformat())
            response = client.get("/recommend", params=COMPLAINT)
            valid_until = datetime.fromisoformat(response.json()["recommendation"]["valid_until"])
            age = int(response.headers["Cache-Control"].split(",")[0].removeprefix("max-age="))
            assert now + timedelta(seconds=age) <= valid_until
            assert parsedate_to_datetime(response.headers["Expires"]) <= valid_until
            assert age >= 15 * 60 - 60 or now + timedelta(seconds=age + 1) > valid_until


def etag(client: TestClient, **params: str) -> str:
    return str(client.get("/recommend", params=COMPLAINT | params).headers["ETag"])


class TestEntityTag:
    """The tag names the answer: words, language and the directory's version included."""

    def test_stays_while_the_answer_holds(self, client: TestClient, at: At) -> None:
        first = etag(client)
        at("2026-11-24T16:59:59")
        assert etag(client) == first
        assert etag(client, request_type="Quejas", priority="media") == first
        assert etag(client, when="2026-11-24T15:00:00Z") == first

    def test_changes_with_answer_and_language(self, client: TestClient, at: At) -> None:
        first = etag(client)
        assert etag(client, lang="en") != first
        assert etag(client, priority="2") != first
        at("2026-11-24T17:00")
        assert etag(client) != first

    def test_changes_with_the_directory_version(self, client: TestClient) -> None:
        directory = Directory(**dict(default_directory()) | {"version": "next"})
        when = "2026-11-24T15:00:00Z"
        other = TestClient(create_app(Router(directory)))
        assert etag(other, when=when) != etag(client, when=when)


class TestConditionalRequest:
    """A client with the answer gets no body, but how long the answer holds from now."""

    @pytest.mark.parametrize("form", ["{}", "W/{}", '"another", {}', "*"])
    def test_gets_no_body_again(self, client: TestClient, at: At, form: str) -> None:
        first = client.get("/recommend", params=COMPLAINT)
        at("2026-11-24T16:59")
        known = {"If-None-Match": form.format(first.headers["ETag"])}
        again = client.get("/recommend", params=COMPLAINT, headers=known)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["Cache-Control"] == "max-age=60, must-revalidate"
        for name in ("ETag", "Expires", "Content-Language", "Vary"):
            assert again.headers[name] == first.headers[name]

    @pytest.mark.parametrize("known", ['"another"', "", "nonsense"])
    def test_is_answered_where_it_names_something_else(
        self, client: TestClient, known: str
    ) -> None:
        headers = {"If-None-Match": known}
        assert client.get("/recommend", params=COMPLAINT, headers=headers).status_code == 200

    def test_is_answered_once_the_answer_has_changed(self, client: TestClient, at: At) -> None:
        headers = {"If-None-Match": etag(client)}
        at("2026-11-24T17:00")
        assert client.get("/recommend", params=COMPLAINT, headers=headers).status_code == 200
