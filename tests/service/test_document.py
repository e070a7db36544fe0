"""The OpenAPI document, to the letter, and who may read what it describes.

The golden file has all but the records' own schemas, which pydantic writes. So a change of the
service reads as a diff. After a change, `tests/golden/write.py` writes it again.
"""

import json
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from ccb_support import Recommendation, __version__, default_directory
from ccb_support.service import create_app
from ccb_support.service.openapi import document
from tests.service.calls import EVERY_ADDRESS

GOLDEN = Path(__file__).parents[1] / "golden" / "openapi.json"


def golden_text() -> str:
    """Return the document without what changes with each version or with pydantic."""
    described: dict[str, Any] = document(default_directory())
    del described["info"]["version"]
    described["components"] = {"schemas": sorted(described["components"]["schemas"])}
    return json.dumps(described, indent=2, ensure_ascii=False) + "\n"


class TestDocument:
    """The document is made from the addresses and the records."""

    def test_is_that_of_the_golden_file(self) -> None:
        assert golden_text().splitlines() == GOLDEN.read_text("utf-8").splitlines(), (
            "If it is right, run .venv/bin/python -m tests.golden.write openapi.json"
        )

    def test_has_the_version_and_every_record_of_the_library(self, client: TestClient) -> None:
        shown = client.get("/openapi.json").json()
        assert shown["info"]["version"] == __version__
        text, models = json.dumps(shown), shown["components"]["schemas"]
        named = {each.partition('"')[0] for each in text.split('"#/components/schemas/')[1:]}
        assert named == {*models}
        own = Recommendation.model_json_schema(
            mode="serialization", ref_template="#/components/schemas/{model}"
        )
        assert own.pop("$defs").keys() <= models.keys()
        assert models["Recommendation"] == own

    def test_says_that_a_body_has_every_field(self) -> None:
        """The kind of a contact, by which a client chooses its class, is one of them."""
        schemas = document(default_directory())["components"]["schemas"].values()
        records = [each for each in schemas if each["type"] == "object"]
        assert records
        assert [each for each in records if each["required"] != [*each["properties"]]] == []

    def test_is_plain_enough_for_programs_that_write_clients(self) -> None:
        """They fail at an enum of numbers and words, and at a union of several constants."""
        assert not re.search(
            r'"enum": \[[^]]*[0-9], "|"const": [^{}]*\}, \{"const": ',
            json.dumps(document(default_directory())),
        )


class TestOtherOrigins:
    """Pages of the origins that the owner names may read the replies."""

    @pytest.mark.parametrize("address", [*EVERY_ADDRESS, "/recommend", "/nowhere"])
    @pytest.mark.parametrize(
        ("named", "allowed"),
        [
            (["https://a.example", "https://b.example"], "https://b.example"),
            (["*"], "*"),
            (["https://a.example"], None),
            ([], None),
            # However somebody writes the origin.
            (["https://B.Example/"], "https://b.example"),
            ("https://b.example", "https://b.example"),
            (["http://[::1]:443", "app://my_host", "https://b.example"], "https://b.example"),
        ],
    )
    def test_may_read(self, address: str, named: Collection[str], allowed: str | None) -> None:
        headers = (
            TestClient(create_app(cors=named), headers={"Origin": "https://b.example"})
            .get(address)
            .headers
        )
        assert headers.get("Access-Control-Allow-Origin") == allowed
        exposed = headers.get("Access-Control-Expose-Headers")
        assert allowed is None or exposed == "ETag, Ccb-Directory-Version"

    @pytest.mark.parametrize("origin", [{}, {"Origin": "https://b.example"}])
    @pytest.mark.parametrize("named", ["https://a.example", "*"])
    def test_a_cache_gives_no_page_the_reply_of_another_client(
        self, named: str, origin: dict[str, str]
    ) -> None:
        # Starlette before 1.7 leaves this out, if a page may not read the reply or none asks.
        response = TestClient(create_app(cors=[named])).get("/directory", headers=origin)
        assert response.headers["Vary"] == "accept-encoding, Origin"

    @pytest.mark.parametrize("named", ["https://a.example", "*"])
    def test_may_ask_whether_a_body_is_new(self, named: str) -> None:
        asked = {
            "Origin": "https://a.example",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "If-None-Match",
        }
        response = TestClient(create_app(cors=[named])).options("/recommend", headers=asked)
        assert response.status_code == 200
        assert "If-None-Match" in response.headers["Access-Control-Allow-Headers"]
        assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
