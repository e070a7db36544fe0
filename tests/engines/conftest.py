"""What the tests of the engines share."""

from __future__ import annotations

from contextlib import closing
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module", params=["duckdb", "pyspark"])
def tables(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Return an engine whose tables stay in it."""
    pytest.importorskip(request.param, reason=f"{request.param} is not there: see CONTRIBUTING.md")
    with closing(import_module(f"on_{request.param}").Tables()) as tables:
        yield tables
