"""DataFrames of Spark, where they differ from tables of other engines."""

from __future__ import annotations

import io
from contextlib import closing, redirect_stdout
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from tests.frames.tables import SOME, Foreign, arrow, ask

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest.importorskip("pyspark", reason="pyspark is not there: see CONTRIBUTING.md")


@pytest.fixture(scope="module")
def tables() -> Iterator[Foreign]:
    """Return a session of Spark."""
    with closing(import_module("on_pyspark").Tables()) as tables:
        yield tables


def test_rows_do_not_move(tables: Foreign) -> None:
    """Rows stay in their partitions: each executor gets the small tables."""
    plan = io.StringIO()
    with redirect_stdout(plan):
        ask(tables.of(arrow(SOME))).explain()
    assert plan.getvalue().count("BroadcastHashJoin") == 2
    assert plan.getvalue().count("LeftOuter, BuildRight") == 2
    assert "hashpartitioning" not in plan.getvalue()
    assert "SortMergeJoin" not in plan.getvalue()
