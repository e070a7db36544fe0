"""The times of a file of tickets, which may be text, and may lack their time zone."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ccb_support.errors import BadTableFileError, quoted
from ccb_support.frames.arrow_timetable import INSTANT
from ccb_support.words.file_phrases import NAIVE_TIMES

if TYPE_CHECKING:
    from pathlib import Path


class Times(NamedTuple):
    """How a column of times in a file becomes instants.

    Without a `time_zone`, times without an offset are refused.
    """

    source: Path
    column: str
    time_zone: str | None

    def instants(self, column: Any) -> Any:  # noqa: ANN401 - a column of any type
        """Return a column of times with its zone. Text becomes times."""
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            encoded = column.combine_chunks().dictionary_encode()
            read = self._read(encoded.dictionary.to_pylist())
            return pa.chunked_array([read.take(encoded.indices)])
        if pa.types.is_timestamp(column.type) and column.type.tz is None:
            return self._with_zone(column)
        return column

    def _read(self, texts: list[str]) -> Any:  # noqa: ANN401 - a column of Arrow
        times = [_time_of(each) for each in texts]
        known = pa.array([each if each and each.tzinfo else None for each in times], INSTANT)
        local = [None if each is None or each.tzinfo else each for each in times]
        if not any(local):
            return known
        compute: Any = pc
        with_zone = self._with_zone(pa.array(local, pa.timestamp("us")))
        return compute.coalesce(known, with_zone.cast(INSTANT))

    def _with_zone(self, local: Any) -> Any:  # noqa: ANN401 - a column of Arrow
        """Return local times as instants: the first of two, and the next if there is none."""
        if self.time_zone is None and local.null_count < len(local):
            value = next(each for each in local.to_pylist() if each is not None)
            shown = quoted(value.isoformat(" "))
            raise BadTableFileError(
                self.source, NAIVE_TIMES.fill(column=quoted(self.column), value=shown)
            )
        with_zone: Any = pc.assume_timezone
        zone = self.time_zone or "UTC"
        return with_zone(local, zone, ambiguous="earliest", nonexistent="latest")


def _time_of(text: str) -> datetime | None:
    """Return the date and the time of a cell, or None if it does not have both."""
    with suppress(ValueError):
        # `datetime` would read a date alone as its midnight, which nobody wrote.
        date.fromisoformat(text)
        return None
    with suppress(ValueError):
        return datetime.fromisoformat(text)
    return None
