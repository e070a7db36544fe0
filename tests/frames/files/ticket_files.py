"""Files of tickets: how tests route them, and read JSON Lines."""

from __future__ import annotations

import csv
import gzip
import importlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from ccb_support import CcbSupportError, Router
from ccb_support.clock.wall_clock import BOGOTA_NAME
from ccb_support.errors import BadTableFileError
from ccb_support.frames.files import FileRouter, Tally
from ccb_support.frames.ticket_columns import RequestColumns
from tests.builders import SHIPPED
from tests.frames.tables import pa

# The module does not state all its types.
parquet: Any = importlib.import_module("pyarrow.parquet")

REQUEST_COLUMNS = RequestColumns(request_type="kind", priority="urgency", when="opened")
FILE_ROUTER = FileRouter(Router(SHIPPED), REQUEST_COLUMNS, time_zone=BOGOTA_NAME)
AGAIN = FileRouter(Router(SHIPPED), REQUEST_COLUMNS, time_zone=BOGOTA_NAME, prefix="again_")
NAIVE = FileRouter(Router(SHIPPED), REQUEST_COLUMNS)
"""A router that does not know the zone of times without an offset."""


def route_file(source: Path, target: Path, file_router: FileRouter = FILE_ROUTER) -> Tally:
    return file_router.route(source, target, lambda _: None)


def routed(source: Path, file_router: FileRouter = FILE_ROUTER) -> Path:
    """Route a file, and return the file that is written beside it, in the same format."""
    target = source.with_name(f"routed{source.suffix}")
    route_file(source, target, file_router)
    return target


def write_parquet(path: Path, columns: Any) -> Path:  # noqa: ANN401 - a table of Arrow, or its columns
    """Write a file of Parquet, and return its path."""
    parquet.write_table(columns if isinstance(columns, pa.Table) else pa.table(columns), path)
    return path


def refusal(
    source: Path,
    words: str,
    target: str = "routed",
    *,
    file_router: FileRouter = FILE_ROUTER,
    error: type[CcbSupportError] = BadTableFileError,
) -> Any:  # noqa: ANN401 - an error
    """Return the error of a file that can't be routed: it says `words`, and nothing is written.

    What is wrong with a file comes with its name, and with a reason. The target has the format of
    the source, unless it says another.
    """
    before = {*source.parent.iterdir()}
    with pytest.raises(error, match=words) as raised:
        route_file(
            source,
            source.with_name(target if "." in target else f"routed{source.suffix}"),
            file_router,
        )
    assert {*source.parent.iterdir()} == before
    if error is BadTableFileError:
        assert any(name in str(raised.value) for name in (source.name, target))
        assert not re.search(r"None|\{\w+\}", str(raised.value))
    return raised.value


def content_of(path: Path) -> bytes:
    content = path.read_bytes()
    return gzip.decompress(content) if path.suffix == ".gz" else content


def write_lines(path: Path, lines: Iterable[object]) -> Path:
    """Write JSON Lines: each line as it is if it is text, or else as JSON."""
    written = [each if isinstance(each, str) else json.dumps(each) for each in lines]
    content = "".join(f"{each}\n" for each in written).encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def read_csv(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [*csv.DictReader(file, delimiter=delimiter)]


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content_of(path).decode().split("\n")[:-1]]
