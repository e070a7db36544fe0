"""The command that publishes: when channels are attended, in the formats that others read."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.export import to_icalendar, to_opening_hours, to_schema_org

from .call import BadArgumentError
from .output_file import force_options, write_output
from .parser import directory_options, years_options
from .printing import aligned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .call import Call
    from .parser import Commands


def add_to(commands: Commands) -> None:
    """Add this command to all others."""
    export = commands.add(
        "export",
        _export,
        "Publish when channels are attended, for other programs to read; osm holds for good unless"
        " a range is given.",
        directory_options(),
        years_options(),
        force_options(),
    )
    export.set_defaults(is_data=True)
    export.add_argument("format", choices=_WRITERS, help="what to write")
    export.add_argument(
        "--channel",
        metavar="ID",
        action="append",
        help="a channel to publish; may be repeated; all if left out",
    )
    export.add_argument(
        "--output",
        metavar="FILE",
        type=Path,
        help="where to write it, in UTF-8; printed if left out",
    )


class _Document(NamedTuple):
    """What is written: lines, and how each of them ends."""

    lines: list[str]
    ending: str = "\n"

    def printed(self) -> Iterator[str]:
        """Yield the lines with what a terminal does not itself add to each."""
        rest = self.ending.removesuffix(os.linesep).removesuffix("\n")
        return (line + rest for line in self.lines)

    def __bytes__(self) -> bytes:
        return "".join(line + self.ending for line in self.lines).encode("utf-8")


def _export(call: Call) -> Iterator[str]:
    document = _WRITERS[call.arguments.format](call)
    if call.arguments.output is None:
        yield from document.printed()
    else:
        write_output(call, call.arguments.output, bytes(document))


def _osm(call: Call) -> _Document:
    router = call.router()
    if call.arguments.start is None and call.arguments.end is None:
        found = to_opening_hours(router, channels=call.arguments.channel)
    else:
        found = to_opening_hours(
            router, *call.years(router.directory), channels=call.arguments.channel
        )
    return _Document([json.dumps(found)] if call.as_json else list(aligned([*found.items()])))


def _schema_org(call: Call) -> _Document:
    router = call.router()
    found = to_schema_org(
        router,
        *call.years(router.directory),
        channels=call.arguments.channel,
        language=call.language,
    )
    indent = None if call.as_json else 2
    written = json.dumps(found, indent=indent, ensure_ascii=False)
    # It is meant to stand in a page's HTML, where a name must not end the script around it.
    return _Document(written.replace("<", r"\u003c").split("\n"))


def _icalendar(call: Call) -> _Document:
    if call.as_json:
        raise BadArgumentError("iCalendar is a format of its own, and no JSON. Leave out --json")
    router = call.router()
    found = to_icalendar(
        router,
        *call.years(router.directory),
        dtstamp=call.now(),
        channels=call.arguments.channel,
        language=call.language,
    )
    *lines, _ = found.decode("utf-8").split("\r\n")
    return _Document(lines, "\r\n")


_WRITERS: Mapping[str, Callable[[Call], _Document]] = {
    "osm": _osm,
    "schema-org": _schema_org,
    "icalendar": _icalendar,
}
"""By its name on the command line, what writes a format."""
