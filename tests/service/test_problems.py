"""Every error is a problem by RFC 9457, with a stable code and the accepted values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import pytest
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient

from ccb_support import (
    CcbSupportError,
    Medium,
    RequestType,
    Router,
    default_directory,
    escalation,
    recommend,
)
from ccb_support.service import create_app
from ccb_support.service.app import read_query
from ccb_support.service.replies import ENDPOINTS
from ccb_support.words.services import INTERNAL_ERROR
from tests.builders import MORNING
from tests.service.calls import COMPLAINT, EVERY_ADDRESS

if TYPE_CHECKING:
    from httpx2 import Response

CHANNELS = list(default_directory().channel_ids)
PARAMETERS = ["request_type", "priority", "at", "prefer", "unavailable", "language", "words"]
TIMELINE = "/timeline?request_type=claim&priority=2&start=2026-07-10T00:00:00Z"
OPEN_TIME = "/open-time?channel=pqrs&start=2026-07-10T00:00:00Z"


def problem_in(response: Response, status: int) -> dict[str, Any]:
    """Return the problem of a response, which has the form of a problem."""
    problem = dict(response.json())
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Ccb-Directory-Version"] == default_directory().version
    assert int(response.headers["Content-Length"]) == len(response.content)
    assert response.status_code == problem["status"] == status
    assert problem.keys() >= {"type", "title", "status", "detail", "code", "accepted"}
    return problem


class TestParameters:
    """A wrong parameter is refused, and the problem says what to write."""

    @pytest.mark.parametrize(
        ("address", "code", "accepted", "words"),
        [
            ("/recommend?request_type=kweja&priority=1", "unknown_request_type", list(RequestType), ""),
            ("/recommend?request_type=solicitud&priority=1", "unknown_request_type", ["service_request", "petition"], ""),
            ("/recommend?request_type=queja&priority=urgente", "unknown_priority", ["P1 (critical)", "P2 (high)"], ""),
            (f"{COMPLAINT}&prefer=", "unknown_medium", list(Medium), ""),
            (f"{COMPLAINT}&unavailable=chat,", "unknown_channel", CHANNELS, ""),
            (f"{COMPLAINT}&language=fr", "unknown_language", ["es", "en"], ""),
            (f"{COMPLAINT}&words=nice", "bad_parameter", ["dated", "today"], "words: 'nice' "),
            (f"{COMPLAINT}&at=9999-12-31T23:59:59-12:00", "out_of_range", [], "'9999-12-31T23:59:59-12:00' is outside"),
            (f"{COMPLAINT}&at=0001-01-01T00:00:00%2B12:00", "out_of_range", [], "'0001-01-01T00:00:00+12:00' is outside"),
            (f"{COMPLAINT}&at=2026-11-24T17:00:00+05:00", "bad_parameter", [], "is not an instant. In an address, a + is written as %2B"),
            (f"{COMPLAINT}&at=2026-11-24%2017:00", "bad_parameter", [], "'2026-11-24 17:00' is not an instant. Write a date and a time that exist"),
            (f"{COMPLAINT}&at=", "bad_parameter", [], "at: '' is not an instant. Write a date and a time that exist"),
            (f"{COMPLAINT}&unavailable=chat%3Dnow", "bad_parameter", [], "unavailable: 'now' is not an instant"),
            (f"{COMPLAINT}&priorty=1", "unknown_parameter", PARAMETERS, "'priorty'"),
            (f"{COMPLAINT}&Priority=1", "unknown_parameter", PARAMETERS, ""),
            (f"{COMPLAINT}&=1", "unknown_parameter", PARAMETERS, ""),
            ("/channels?channel=pqrs&channel=chat", "repeated_parameter", [], "'channel' is there several times. Write it once. Only unavailable takes several channels, with commas"),
            ("/channels/pqrs?channel=pqrs", "repeated_parameter", [], "'channel'"),
            ("/health?now=1", "unknown_parameter", [], "Its parameters are: none"),
            (f"{COMPLAINT}&priority=3", "repeated_parameter", [], "'priority'"),
            (f"{COMPLAINT}&unavailable=chat&unavailable=email", "repeated_parameter", [], ""),
            ("/recommend", "missing_parameter", ["request_type", "priority"], ""),
            (TIMELINE, "missing_parameter", ["end"], ""),
            (f"{TIMELINE}&end=2026-07-09T19:00:00-05:00", "empty_range", [], " to '2026-07-09T19:00:00-05:00' is empty"),
            (OPEN_TIME, "bad_parameter", ["end", "duration"], ""),
            (f"{OPEN_TIME}&duration=4:00", "bad_parameter", [], "duration: '4:00' "),
            (f"{OPEN_TIME}&duration=P999999999D", "never_open", [], "less than 'P999999999D'"),
            ("/recommend?%FF=a", "unknown_parameter", PARAMETERS, "'\N{REPLACEMENT CHARACTER}'"),
            ("/recommend?request_type=quej%C3&priority=3", "unknown_request_type", list(RequestType), "'quej\N{REPLACEMENT CHARACTER}'"),
        ],
    )  # fmt: skip
    def test_is_refused(
        self, client: TestClient, address: str, code: str, accepted: list[str], words: str
    ) -> None:
        problem = problem_in(client.get(address), 400)
        assert problem["title"] == "Bad Request"
        assert (problem["code"], problem["accepted"]) == (code, accepted)
        assert all(each in problem["detail"] for each in (*accepted, words))

    @pytest.mark.parametrize("query", ["tipo=á".encode(), b"tipo=%C3%A1"], ids=repr)
    def test_is_read_however_its_letters_are_written(self, query: bytes) -> None:
        assert read_query(query, {}) == {"tipo": "á"}

    @pytest.mark.parametrize("query", ["", "&", "&&"])
    def test_is_no_parameter_without_a_name_and_a_value(
        self, client: TestClient, query: str
    ) -> None:
        assert client.get(f"/escalation?{query}").status_code == 200


class TestLanguage:
    """`detail` is in English, or in the language that the query asks for."""

    @pytest.mark.parametrize(
        ("query", "language"), [("", "en"), ("&language=es", "es"), ("&language=EN_us", "en")]
    )
    def test_of_an_error_of_the_library(
        self, client: TestClient, query: str, language: str
    ) -> None:
        response = client.get(f"/recommend?request_type=kweja&priority=1{query}")
        with pytest.raises(CcbSupportError) as caught:
            recommend("kweja", 1, MORNING)
        assert problem_in(response, 400)["detail"] == caught.value.message(language)
        assert response.headers["Content-Language"] == language

    @pytest.mark.parametrize(
        ("address", "spanish"),
        [
            ("/nowhere?language=es", "No hay nada en esta dirección"),
            (f"{COMPLAINT}&language=es&a=1", "no tiene el parámetro 'a'"),
        ],
    )
    def test_of_an_error_of_the_service(
        self, client: TestClient, address: str, spanish: str
    ) -> None:
        assert spanish in client.get(address).json()["detail"]


class TestNotFound:
    """What is not there is a problem with the status 404."""

    def test_without_a_channel_it_says_whom_to_turn_to(self, client: TestClient) -> None:
        response = client.get(f"{COMPLAINT}&unavailable={','.join(CHANNELS)}")
        problem = problem_in(response, 404)
        assert problem["code"] == "no_channel"
        assert problem["escalation"] == [each.model_dump(mode="json") for each in escalation()]
        verdicts = {each["channel"]: each["verdict"] for each in problem["trace"]}
        assert verdicts == dict.fromkeys(CHANNELS, "unavailable") | {"p1_mobile": "not_served"}

    @pytest.mark.parametrize(
        ("path", "code", "accepted"),
        [
            ("/channels/fax", "unknown_channel", CHANNELS),
            *(
                (path, "not_found", [*(each.path for each in ENDPOINTS), "/openapi.json"])
                # Figures are there only if somebody wants them.
                for path in (
                    "/",
                    "/recommend/",
                    "/RECOMMEND",
                    "/channels/pqrs/hours",
                    "/docs",
                    "/metrics",
                )
            ),
        ],
    )
    def test_it_says_what_there_is(
        self, client: TestClient, path: str, code: str, accepted: list[str]
    ) -> None:
        problem = problem_in(client.get(path), 404)
        assert (problem["code"], problem["accepted"]) == (code, accepted)
        assert all(each in problem["detail"] for each in accepted)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("address", EVERY_ADDRESS)
def test_no_other_method_is_allowed(client: TestClient, method: str, address: str) -> None:
    response = client.request(method, address)
    problem = problem_in(response, 405)
    assert (problem["code"], problem["accepted"]) == ("method_not_allowed", ["GET", "HEAD"])
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD"}


def broken(monkeypatch: pytest.MonkeyPatch, error: Exception) -> TestClient:
    """Return the client of a service whose router raises an error."""
    monkeypatch.setattr(Router, "recommend", Mock(side_effect=error))
    return TestClient(create_app(), raise_server_exceptions=False)


def test_a_fault_of_the_service_is_a_problem_that_keeps_it_to_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = broken(monkeypatch, RuntimeError("a secret"))
    assert problem_in(client.get(f"{COMPLAINT}&language=es"), 500) == {
        "type": "about:blank",
        "title": "Internal Server Error",
        "status": 500,
        "detail": INTERNAL_ERROR.es,
        "code": "internal_server_error",
        "accepted": [],
    }
    head = client.head(COMPLAINT)
    assert (head.status_code, head.content) == (500, b"")
    # Others are answered all the same.
    assert client.get("/channels").status_code == 200


def test_any_other_error_of_the_framework_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    error = HTTPException(413, "It has {braces}", {"Retry-After": "1"})
    response = broken(monkeypatch, error).get(COMPLAINT)
    problem = problem_in(response, 413)
    assert (problem["detail"], problem["accepted"]) == ("It has {braces}", [])
    assert response.headers["Retry-After"] == "1"
