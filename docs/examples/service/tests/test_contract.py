from itertools import product
from typing import Any

import pytest
import schemathesis
from ccb_support_service import create_app
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from ccb_support import Medium, Priority, Recommendation, RequestType

schema = schemathesis.openapi.from_asgi("/openapi.json", create_app())


@schema.parametrize()
@settings(max_examples=100, derandomize=True, database=None, deadline=None)
def test_every_response_is_as_documented(case: schemathesis.Case[Any]) -> None:
    """For any request, the document describes the status, the headers and the body."""
    # The words that people write are a closed table, of which a schema can only say: a string.
    case.call_and_validate(excluded_checks=[positive_data_acceptance])


class TestDocument:
    """What the document lists is accepted, and its models are the library's own."""

    @pytest.mark.parametrize(
        ("request_type", "priority"), [*product(RequestType, Priority)], ids=lambda each: each.name
    )
    def test_lists_nothing_that_is_refused(
        self, client: TestClient, request_type: RequestType, priority: Priority
    ) -> None:
        for medium in Medium:
            params: dict[str, str | int] = {
                "request_type": request_type,
                "priority": priority,
                "prefer": medium,
            }
            assert client.get("/recommend", params=params).status_code == 200

    def test_tells_of_no_status_that_is_never_sent(self, app: FastAPI) -> None:
        responses = app.openapi()["paths"]["/recommend"]["get"]["responses"]
        assert [*responses] == ["200", "304", "400", "404", "4XX"]

    def test_has_the_schema_of_the_library(self, app: FastAPI) -> None:
        models = app.openapi()["components"]["schemas"]
        template = "#/components/schemas/{model}"
        own = Recommendation.model_json_schema(mode="serialization", ref_template=template)
        assert own.pop("$defs").keys() <= models.keys()
        assert models["Recommendation"] == own
