"""The OpenAPI document describes every request and every response."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeAlias

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import settings

from ccb_support import Recommendation
from ccb_support.service import create_app
from ccb_support.service.endpoints import ENDPOINTS
from tests.builders import Clock
from tests.service.calls import EVERY_ADDRESS

Test: TypeAlias = Callable[[Any], None]

# The package leaves some of its types open.
CHECKS: Any = import_module("schemathesis.specs.openapi.checks")
schema: Any = schemathesis.openapi.from_asgi("/openapi.json", create_app(now=Clock()))
for_every_operation: Callable[[Test], Test] = schema.parametrize()


@for_every_operation
@settings(max_examples=50)
def test_every_response_is_as_described(case: Any) -> None:  # noqa: ANN401 - its type is unknown
    """For any request, the document describes the status, the headers and the body."""
    # The words that people write are a closed table, and to a schema they are strings.
    case.call_and_validate(excluded_checks=[CHECKS.positive_data_acceptance])


@pytest.fixture
def document(client: TestClient) -> dict[str, Any]:
    return dict(client.get("/openapi.json").json())


class TestDocument:
    """The document is made from the addresses and the records."""

    def test_has_every_address(self, document: dict[str, Any]) -> None:
        assert list(document["paths"]) == [each.path for each in ENDPOINTS]
        assert all(set(each) == {"get", "head"} for each in document["paths"].values())

    def test_has_the_schema_of_the_library(self, document: dict[str, Any]) -> None:
        models = document["components"]["schemas"]
        template = "#/components/schemas/{model}"
        own = Recommendation.model_json_schema(mode="serialization", ref_template=template)
        assert own.pop("$defs").keys() <= models.keys()
        assert models["Recommendation"] == own

    def test_names_each_operation_once(self, document: dict[str, Any]) -> None:
        names = [
            each["operationId"] for path in document["paths"].values() for each in path.values()
        ]
        assert len(set(names)) == len(names) == 2 * len(ENDPOINTS)

    def test_describes_the_headers_that_are_sent(
        self, client: TestClient, document: dict[str, Any]
    ) -> None:
        for address, path in zip(EVERY_ADDRESS, document["paths"].values(), strict=True):
            described = path["get"]["responses"]["200"]["headers"]
            assert set(described) <= {*map(str.title, client.get(address).headers), "ETag"}

    def test_is_shown_to_people(self, client: TestClient) -> None:
        assert "/openapi.json" in client.get("/docs").text


@pytest.mark.parametrize("origins", [["https://a.example", "https://b.example"], ["*"]])
class TestOtherOrigins:
    """Pages of the origins that the owner names may read the replies."""

    def test_may_read(self, origins: list[str]) -> None:
        client = TestClient(create_app(cors=origins))
        for address in (*EVERY_ADDRESS, "/recommend", "/nowhere"):
            headers = client.get(address, headers={"Origin": "https://b.example"}).headers
            assert headers["Access-Control-Allow-Origin"] in {"https://b.example", "*"}
            assert "ETag" in headers["Access-Control-Expose-Headers"]

    def test_may_ask_whether_a_body_is_new(self, origins: list[str]) -> None:
        asked = {
            "Origin": "https://a.example",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "If-None-Match",
        }
        response = TestClient(create_app(cors=origins)).options("/recommend", headers=asked)
        assert response.status_code == 200
        assert "If-None-Match" in response.headers["Access-Control-Allow-Headers"]

    def test_must_be_named(self, origins: list[str]) -> None:
        named = [each for each in origins if each != "*"]
        client = TestClient(create_app(cors=named))
        headers = client.get("/health", headers={"Origin": "https://c.example"}).headers
        assert "Access-Control-Allow-Origin" not in headers
