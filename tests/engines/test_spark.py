"""DataFrames of Spark, where they differ from tables of other engines."""

from __future__ import annotations

import io
from contextlib import redirect_stdout

import pytest

from tests.frames.tables import SOME, Foreign, arrow, ask


@pytest.mark.parametrize("tables", ["pyspark"], indirect=True)
class TestRows:
    """Rows stay in their partitions: each executor gets the small tables."""

    def test_do_not_move(self, tables: Foreign) -> None:
        plan = io.StringIO()
        with redirect_stdout(plan):
            ask(tables.of(arrow(SOME))).explain()
        assert plan.getvalue().count("BroadcastHashJoin") == 2
        assert plan.getvalue().count("LeftOuter, BuildRight") == 2
        assert "hashpartitioning" not in plan.getvalue()
        assert "SortMergeJoin" not in plan.getvalue()
