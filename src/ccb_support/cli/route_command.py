"""The command that routes a file of tickets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from ccb_support.errors import MissingExtraError

from .output_file import guard_target
from .parser import DIRECTORY_OPTION, FORCE_OPTION, PREFERENCE_OPTIONS, TIME_HELP
from .printing import align

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support.frames.files import Tally

    from .call import Call
    from .parser import Commands


def add_to(commands: Commands) -> None:
    """Add this command to the others."""
    about = "Add to each row of a table whom to contact."
    parser = commands.add(
        "route", _route, about, DIRECTORY_OPTION, PREFERENCE_OPTIONS, FORCE_OPTION
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="tickets, in .csv or .parquet")
    for option, about in (
        ("--request-type", "the column of request types"),
        ("--priority", "the column of priorities"),
        ("--when", f"the column of times: {TIME_HELP}"),
    ):
        parser.add_argument(option, metavar="COL", required=True, help=about)
    parser.add_argument(
        "-o", dest="output", metavar="FILE", type=Path, required=True, help="the file to write"
    )
    parser.add_argument("--prefix", default="", help="the prefix of the names of the added columns")


def _route(call: Call) -> Iterator[str]:
    tally = _tally(call)
    if call.as_json:
        yield json.dumps({"rows": tally.rows, "channels": tally.channels, "errors": tally.errors})
        return
    counts = tally.channels + tally.errors
    yield from align([(name, f"{count:,}") for name, count in counts.most_common()])


def _tally(call: Call) -> Tally:
    """Route the file, and return how many rows each channel gets."""
    from ccb_support.frames.files import FileRouter  # noqa: PLC0415 - an extra, loaded on demand
    from ccb_support.frames.request_columns import RequestColumns  # noqa: PLC0415 - the same extra

    try:
        from tqdm import tqdm  # noqa: PLC0415 - the same extra
    except ModuleNotFoundError as error:
        raise MissingExtraError("ccb-support route", "tqdm", "frames") from error
    arguments = call.arguments
    columns = RequestColumns(arguments.request_type, arguments.priority, arguments.when)
    router = call.router()
    preferences = call.preferences(router.directory)
    tickets = FileRouter(router, columns, **preferences, prefix=arguments.prefix)
    size = arguments.file.stat().st_size
    # The bar appears on a terminal, and not in a file.
    with (
        guard_target(call, arguments.output, arguments.file),
        tqdm(total=size, unit="B", unit_scale=True, disable=None, leave=False) as bar,
    ):
        return tickets.route(
            arguments.file, arguments.output, lambda read: bar.update(read - bar.n)
        )
