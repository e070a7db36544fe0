import pytest
from fastapi.testclient import TestClient

from ccb_support import Medium, RequestType, default_directory, escalation

COMPLAINT = {"request_type": "complaint", "priority": "3"}
CHANNELS = list(default_directory().channel_ids)
PARAMETERS = ["request_type", "priority", "when", "prefer", "unavailable", "lang"]


class TestRefusal:
    """An error has problem details, with a stable code and the accepted values."""

    @pytest.mark.parametrize(
        ("params", "code", "accepted"),
        [
            ({"request_type": "kweja"}, "unknown_request_type", list(RequestType)),
            (
                {"request_type": "solicitud"},
                "unknown_request_type",
                ["service_request", "petition"],
            ),
            ({"priority": "urgente"}, "unknown_priority", ["P1 (critical)", "P2 (high)"]),
            ({"prefer": "fax"}, "unknown_medium", list(Medium)),
            ({"unavailable": "fax"}, "unknown_channel", CHANNELS),
            ({"when": "1983-12-31T12:00:00-05:00"}, "out_of_range", []),
            ({"when": "9999-12-31T23:59:59-12:00"}, "out_of_range", []),
            ({"when": "2026-11-24T17:00"}, "bad_parameter", []),
            ({"when": "2026-11-24T17:00:00 05:00"}, "bad_parameter", []),
            ({"when": "2026-02-30T17:00:00Z"}, "bad_parameter", []),
            ({"when": "1732485600"}, "bad_parameter", []),
            ({"lang": "fr"}, "bad_parameter", []),
            ({"priorty": "1"}, "bad_parameter", PARAMETERS),
        ],
    )
    def test_lists_what_is_accepted(
        self, client: TestClient, params: dict[str, str], code: str, accepted: list[str]
    ) -> None:
        response = client.get("/recommend", params=COMPLAINT | params)
        problem = response.json()
        assert response.headers["Content-Type"] == "application/problem+json"
        assert response.headers["Cache-Control"] == "no-store"
        assert response.status_code == problem["status"] == 400
        assert problem["title"] == "Bad Request"
        assert (problem["code"], problem["accepted"]) == (code, accepted)
        assert all(each in problem["detail"] for each in accepted if code != "bad_parameter")

    def test_names_every_parameter_that_will_not_do(self, client: TestClient) -> None:
        problem = client.get("/recommend", params={"priority": "1", "when": "now"}).json()
        assert problem["detail"] == (
            "request_type: Field required; "
            "when: write an instant with its offset, like 2026-11-24T17:00:00-05:00; "
            "in a URL, a + is written as %2B"
        )

    def test_names_whom_to_turn_to_where_no_channel_is_left(self, client: TestClient) -> None:
        response = client.get("/recommend", params={**COMPLAINT, "unavailable": CHANNELS})
        problem = response.json()
        assert response.status_code == problem["status"] == 404
        assert problem["code"] == "no_channel"
        assert problem["escalation"] == [each.model_dump(mode="json") for each in escalation()]
        assert {each["channel"]: each["verdict"] for each in problem["trace"]} == {
            "pqrs": "unavailable",
            "p1_mobile": "not_served",
            "national_line": "unavailable",
            "email": "unavailable",
            "chat": "unavailable",
        }

    @pytest.mark.parametrize(
        ("method", "path", "code", "allowed"),
        [
            ("GET", "/nowhere", "not_found", None),
            ("POST", "/recommend", "method_not_allowed", "GET"),
        ],
    )
    def test_is_the_same_for_what_is_not_here(
        self, client: TestClient, method: str, path: str, code: str, allowed: str | None
    ) -> None:
        response = client.request(method, path)
        assert response.headers["Content-Type"] == "application/problem+json"
        assert response.headers.get("Allow") == allowed
        assert response.json()["code"] == code
