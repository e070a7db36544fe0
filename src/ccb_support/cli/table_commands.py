"""The command that adds an answer to each row of a table."""

import re
import sys
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path

from ccb_support.errors import BadParameterError, quoted, require_extra
from ccb_support.questions import Preferences
from ccb_support.questions.arguments import zone_names
from ccb_support.words import command_line as phrases

from .call import FOUND, Call
from .output_files import guard_target
from .tokens import DIRECTORY, FORCE, OUTPUT, PREFER, UNAVAILABLE, Argument, Command

_LIMIT = re.compile(r"(?P<count>[0-9]{1,9})(?P<share>%?)")


def _route(call: Call) -> Iterable[str]:
    from ccb_support.frames.files import (  # noqa: PLC0415 - an extra, loaded on demand
        CsvFile,
        FileRouter,
        RequestColumns,
        format_of,
    )

    with require_extra("ccb-support route", "tqdm", "frames"):
        from tqdm import tqdm  # noqa: PLC0415 - the same extra
    arguments = call.arguments
    if arguments.for_spreadsheet and format_of(arguments.output) is not CsvFile:
        raise BadParameterError(phrases.SPREADSHEET_READS_CSV)
    columns = RequestColumns(arguments.request_type, arguments.priority, arguments.when)
    asked = call.ask(Preferences, call.now)
    tickets = FileRouter(
        call.desk.router,
        columns,
        prefer=asked.prefer,
        unavailable=asked.unavailable,
        prefix=arguments.prefix,
        time_zone=arguments.time_zone,
        # More errors than answers come from a mistake in the call, such as a wrong column.
        most_errors=lambda rows: max(arguments.max_errors(rows), rows // 2),
        for_spreadsheet=arguments.for_spreadsheet,
    )
    size = arguments.file.stat().st_size
    # The bar appears on a terminal, and not in a file or without a standard error.
    with (
        bounded_memory() if sys.platform == "linux" else nullcontext(),
        guard_target(call, arguments.output, arguments.file),
        tqdm(
            total=size, unit="B", unit_scale=True, disable=None if sys.stderr else True, leave=False
        ) as bar,
    ):
        tally = tickets.route(
            arguments.file, arguments.output, lambda read: bar.update(read - bar.n)
        )
    if tally.errors.total() > arguments.max_errors(tally.rows):
        call.exit_code = FOUND
    document = {"rows": tally.rows, "channels": tally.channels, "errors": tally.errors}
    rows = ((name, f"{count:,}") for name, count in (tally.channels + tally.errors).most_common())
    return call.show([document], call.table((phrases.RESULT, phrases.ROWS), rows))


MOST_MEMORY = 2**29
"""The most bytes that the program may add to the memory that it has, used or in reserve."""


@contextmanager
def bounded_memory() -> Generator[None]:
    """Let the system refuse more than `MOST_MEMORY`: then Arrow and Python raise a `MemoryError`.

    A page of Parquet may be of any size, and few bytes of it may become a long text in each of many
    rows: no description of a file says so. Only Linux has this limit.
    """
    import resource  # noqa: PLC0415 - Windows has no such module

    import pyarrow as pa  # noqa: PLC0415 - an extra, loaded on demand

    limits = resource.getrlimit(resource.RLIMIT_DATA)
    in_use = int(Path("/proc/self/statm").read_text("ascii").split()[5]) * resource.getpagesize()
    least = [each for each in (in_use + MOST_MEMORY, *limits) if each != resource.RLIM_INFINITY]
    pool = pa.default_memory_pool()
    # What Arrow's own pool has in reserve counts already, so it would not be refused.
    pa.set_memory_pool(pa.system_memory_pool())
    resource.setrlimit(resource.RLIMIT_DATA, (min(least), limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, limits)
        pa.set_memory_pool(pool)


def _zone(name: str) -> str:
    if name in zone_names():
        return name
    raise BadParameterError(phrases.UNKNOWN_ZONE.fill(name=quoted(name)))


def _limit(text: str) -> Callable[[int], int]:
    """Return a function from the number of rows to how many of them may have no answer.

    The text is a number of rows, such as `10`, or a share of all, such as `5%`.
    """
    match = _LIMIT.fullmatch(text)
    if match is None:
        raise BadParameterError(phrases.NOT_A_LIMIT.fill(text=quoted(text)))
    count = int(match["count"])
    return lambda rows: rows * count // 100 if match["share"] else count


_EXAMPLE = "ccb-support route tickets.csv -o out.csv --request-type type --priority p --when opened"

COMMANDS: Mapping[str, Command] = {
    "route": Command(
        _route,
        (Argument("file", phrases.FILE, required=True, read=Path),),
        (
            Argument("--request-type", phrases.COLUMN, required=True),
            Argument("--priority", phrases.COLUMN, required=True),
            Argument("--when", phrases.COLUMN, required=True),
            OUTPUT._replace(required=True),
            Argument("--time-zone", phrases.ZONE, read=_zone),
            Argument(
                "--max-errors",
                phrases.LIMIT,
                read=_limit,
                default=_limit("0"),
            ),
            Argument("--prefix", phrases.PREFIX, default=""),
            Argument("--for-spreadsheet", default=False),
            PREFER,
            UNAVAILABLE,
            FORCE,
            DIRECTORY,
        ),
        (_EXAMPLE,),
    ),
}
