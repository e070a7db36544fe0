"""The how-to "Route a table in Spark": it says what `recommend` says, in each unit of time."""

from __future__ import annotations

from contextlib import chdir
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pages import code_of
from parquet import TICKETS, UNITS, write_tickets, write_times
from questions import INSTANTS, Questions, differences, questions, read_instants

from ccb_support.testing.boundary_instants import MICROSECOND
from tests.frames.tables import EPOCH

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest.importorskip("pyspark", reason="PySpark is not installed: see CONTRIBUTING.md")

ZONES = "UTC", "America/Bogota", "Asia/Kathmandu"
NANOSECONDS = "spark.sql.legacy.parquet.nanosAsLong"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return code_of("route-in-spark.md", tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module")
def spark(page: dict[str, Any]) -> Iterator[Any]:
    """Start a session, once the page has ended its own."""
    with (
        page["SparkSession"]
        .builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "1")
        .config(NANOSECONDS, "true")
        .getOrCreate()
    ) as session:
        yield session


def route(
    spark: Any,  # noqa: ANN401 - PySpark is not there when types are checked
    page: dict[str, Any],
    asked: Questions,
    unit: str,
) -> list[dict[str, object]]:
    write_tickets(asked.rows, unit)
    tickets = spark.read.parquet(str(Path(TICKETS).resolve()))  # Java ignores `chdir`
    if unit == "ns":
        tickets = page["from_nanoseconds"](tickets)
    answers = page["routed"](spark, asked.timetable, tickets).drop("opened")
    numbers = {name: f"unix_micros({name})" for name in INSTANTS}
    columns = [f"{numbers.get(name, name)} AS {name}" for name in answers.columns]
    return [read_instants(row.asDict()) for row in answers.selectExpr(*columns).collect()]


class TestEachRow:
    """Each row gets what `recommend` says of it, in any unit and in any zone of the session."""

    @pytest.mark.parametrize("unit", UNITS)
    @given(data=st.data(), zone=st.sampled_from(ZONES))
    @settings(max_examples=4, phases=[Phase.generate])  # to shrink a failure takes minutes
    def test_is_answered_as_recommend_answers(
        self,
        unit: str,
        page: dict[str, Any],
        spark: Any,  # noqa: ANN401 - as above
        tmp_path_factory: pytest.TempPathFactory,
        data: st.DataObject,
        zone: str,
    ) -> None:
        asked = data.draw(questions(unit=UNITS[unit], at_least=30))
        spark.conf.set("spark.sql.session.timeZone", zone)
        with chdir(tmp_path_factory.getbasetemp()):
            assert differences(asked, route(spark, page, asked, unit)) == []


class TestInstants:
    """A column that names no instants is refused, and becomes instants in the zone that it is in."""

    @pytest.mark.parametrize("zone", ZONES)
    def test_have_a_zone(
        self,
        page: dict[str, Any],
        spark: Any,  # noqa: ANN401 - as above
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        zone: str,
    ) -> None:
        monkeypatch.chdir(tmp_path)
        spark.conf.set("spark.sql.session.timeZone", zone)
        write_times([datetime.fromisoformat("1992-12-01 17:00:00.000001")], pa.timestamp("us"))
        local = spark.read.parquet(str(tmp_path / TICKETS))
        with pytest.raises(TypeError, match="names no instant"):
            page["routed"](spark, None, local)
        (row,) = (
            page["in_zone"](local, "America/Bogota").selectExpr("unix_micros(opened)").collect()
        )
        summer_time = datetime(1992, 12, 1, 21, 0, 0, 1, tzinfo=UTC)
        assert EPOCH + row[0] * MICROSECOND == summer_time
