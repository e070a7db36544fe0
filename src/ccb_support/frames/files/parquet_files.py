"""Files of Parquet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow import parquet

from .batches import TableBatch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROWS = 2**17
"""The number of rows of a Parquet file that are in memory at a time."""


def parquet_batches(source: Path) -> Iterator[TableBatch]:
    """Yield the rows of a file in batches.

    The first batch has no rows, and says which columns there are.

    Raises:
        ArrowException: the file can't be read.
        OSError: the file can't be opened.
    """
    of_parquet: Any = parquet.ParquetFile  # the stubs don't say whole types
    with of_parquet(source) as file:
        yield TableBatch(file.schema_arrow.empty_table(), 0)
        size, rows, read = source.stat().st_size, file.metadata.num_rows, 0
        for batch in file.iter_batches(ROWS):
            read += batch.num_rows
            yield TableBatch(pa.Table.from_batches([batch]), size * read // rows)
