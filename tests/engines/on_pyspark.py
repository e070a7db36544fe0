"""Tables in Spark."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.frames.tables import Foreign

sql: Any = import_module("pyspark.sql")


class Tables:
    """A local session of Spark."""

    def __init__(self) -> None:
        builder = sql.SparkSession.builder.master("local[2]")
        for name, value in {"ui.enabled": "false", "sql.shuffle.partitions": "1"}.items():
            builder = builder.config(f"spark.{name}", value)
        self.session: Any = builder.getOrCreate()

    def of(self, arrow: Foreign) -> Foreign:
        """Return an Arrow table as a DataFrame."""
        return self.session.createDataFrame(arrow)

    def without_zone(self, arrow: Foreign) -> Foreign:
        """Return the same, without a time zone."""
        frame = self.of(arrow)
        return frame.withColumn("when", frame["when"].cast("timestamp_ntz"))

    def rows(self, frame: Foreign) -> list[dict[str, Any]]:
        """Return the rows of a DataFrame."""
        rows: list[dict[str, Any]] = frame.toArrow().to_pylist()
        return rows

    def show_instants_in(self, zone: str) -> None:
        """Let the session have a time zone."""
        self.session.conf.set("spark.sql.session.timeZone", zone)

    def close(self) -> None:
        """End the session."""
        self.session.stop()
