"""The command that publishes when channels are attended, in formats for other programs."""

from __future__ import annotations

import json
import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ccb_support.export import (
    LongOpeningHoursWarning,
    to_icalendar,
    to_opening_hours,
    to_schema_org,
)
from ccb_support.widget import to_widget
from ccb_support.words.command_phrases import LEFT_OUT
from ccb_support.words.error_reasons import CALENDAR_OR_JSON, WIDGET_HAS_ALL, WIDGET_OR_JSON

from .call import BadArgumentError
from .output_file import write_output
from .parser import DIRECTORY_OPTION, FORCE_OPTION, YEARS_OPTIONS
from .printing import align

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ccb_support.export import LenientExport

    from .call import Call
    from .parser import Commands

_D = TypeVar("_D")


def add_to(commands: Commands) -> None:
    """Add this command to the others."""
    export = commands.add(
        "export",
        _export,
        "Publish when channels are attended, for other programs to read. "
        "Without a range, osm has no end.",
        DIRECTORY_OPTION,
        YEARS_OPTIONS,
        FORCE_OPTION,
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
        help="the file to write, in UTF-8; printed if left out",
    )
    export.add_argument(
        "--lenient",
        action="store_true",
        help="leave out what the format can't express, and say what; refused if left out",
    )


def _export(call: Call) -> Iterator[str]:
    document = _WRITERS[call.arguments.format](call)
    if call.arguments.output is None:
        # `print` ends each line as the system does.
        yield from document.replace(os.linesep, "\n").removesuffix("\n").split("\n")
    else:
        write_output(call, call.arguments.output, document.encode("utf-8"))


def _osm(call: Call) -> str:
    router = call.router()
    has_range = call.arguments.start is not None or call.arguments.end is not None
    bounds = call.years(router.directory) if has_range else ()
    channels = call.arguments.channel
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", LongOpeningHoursWarning)
        export = to_opening_hours(router, *bounds, channels=channels, lenient=True)
    long = (each.message for each in caught)
    call.notes += [
        each.message(call.language) for each in long if isinstance(each, LongOpeningHoursWarning)
    ]
    hours = _said(call, export)
    lines = [json.dumps(hours)] if call.as_json else align([*hours.items()])
    return "".join(f"{line}\n" for line in lines)


def _schema_org(call: Call) -> str:
    router = call.router()
    bounds, channels = call.years(router.directory), call.arguments.channel
    document = to_schema_org(router, *bounds, channels=channels, language=call.language)
    text = json.dumps(document, indent=None if call.as_json else 2, ensure_ascii=False)
    # The document may be in a script of an HTML page, and a name must not end that script.
    return text.replace("<", r"\u003c") + "\n"


def _icalendar(call: Call) -> str:
    if call.as_json:
        raise BadArgumentError(CALENDAR_OR_JSON)
    router = call.router()
    calendar = to_icalendar(
        router,
        *call.years(router.directory),
        dtstamp=call.now(),
        channels=call.arguments.channel,
        language=call.language,
        lenient=True,
    )
    return _said(call, calendar).decode("utf-8")


def _said(call: Call, export: LenientExport[_D]) -> _D:
    """Return what a format can say. What it can't is a note, or an error without `--lenient`."""
    for error in export.left_out:
        if not call.arguments.lenient:
            raise error
        call.notes.append(LEFT_OUT.in_language(call.language, error=error.message(call.language)))
    return export.document


def _widget(call: Call) -> str:
    if call.as_json:
        raise BadArgumentError(WIDGET_OR_JSON)
    if call.arguments.channel is not None:
        raise BadArgumentError(WIDGET_HAS_ALL)
    router = call.router()
    return to_widget(router, *call.years(router.directory), language=call.language)


_WRITERS: Mapping[str, Callable[[Call], str]] = {
    "osm": _osm,
    "schema-org": _schema_org,
    "icalendar": _icalendar,
    "widget": _widget,
}
"""The writer of each format, by its name on the command line."""
