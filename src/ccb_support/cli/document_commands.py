"""The commands that write what others read: hours, a JSON Schema, and a table with its answers."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from dateutil.relativedelta import relativedelta

from ccb_support import Recommendation, Router
from ccb_support.errors import quoted, require_extra
from ccb_support.export import (
    LongOpeningHoursWarning,
    to_icalendar,
    to_opening_hours,
    to_schema_org,
)
from ccb_support.questions import Preferences
from ccb_support.questions.arguments import BadParameterError, is_zone
from ccb_support.widget import to_widget
from ccb_support.words import command_line as phrases
from ccb_support.words.errors import WIDGET_HAS_ALL

from .call import A_MONTH, FOUND, Call, words_of
from .output_files import guard_target, print_or_write
from .printing import table
from .tokens import DIRECTORY, FORCE, MONTH, OUTPUT, PREFER, UNAVAILABLE, Argument, Command


def _export(call: Call) -> Iterator[str]:
    kind, arguments = call.arguments.kind, call.arguments
    if kind in ("icalendar", "widget"):
        call.refuse_json(kind)
    if kind == "widget" and arguments.channel is not None:
        raise BadParameterError(WIDGET_HAS_ALL)
    router = call.open_desk().router
    bounds: Sequence[datetime] = ()
    # Without a range, a map's hours have no end.
    if kind != "osm" or arguments.start is not None or arguments.end is not None:
        # Nobody wants to write a page again every month.
        usual = relativedelta(months=6) if kind == "widget" else A_MONTH
        bounds = call.range(router, usual)
    return print_or_write(call, _WRITERS[kind](call, router, *bounds))


def _osm(call: Call, router: Router, *bounds: datetime) -> str:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", LongOpeningHoursWarning)
        hours = to_opening_hours(router, *bounds, channels=call.arguments.channel)
    messages = (each.message for each in caught)
    for warning in [each for each in messages if isinstance(each, LongOpeningHoursWarning)]:
        call.complain(words_of(warning))
    lines = [json.dumps(hours)] if call.as_json else table(("", ""), [*hours.items()], None)
    return "".join(f"{line}\n" for line in lines)


def _schema_org(call: Call, router: Router, start: datetime, end: datetime) -> str:
    channels = call.arguments.channel
    document = to_schema_org(router, start, end, channels=channels, language=call.language)
    text = json.dumps(document, indent=None if call.as_json else 2, ensure_ascii=False)
    # The document may be in a script of an HTML page, and a name must not end that script.
    return text.replace("<", r"\u003c") + "\n"


def _icalendar(call: Call, router: Router, start: datetime, end: datetime) -> str:
    calendar = to_icalendar(
        router,
        start,
        end,
        dtstamp=call.now(),
        channels=call.arguments.channel,
        language=call.language,
    )
    return calendar.decode("utf-8")


def _widget(call: Call, router: Router, start: datetime, end: datetime) -> str:
    return to_widget(router, start, end, language=call.language)


_WRITERS: Mapping[str, Callable[..., str]] = {
    "osm": _osm,
    "schema-org": _schema_org,
    "icalendar": _icalendar,
    "widget": _widget,
}
"""The writer of each format, by its name on the command line."""


def _schema(call: Call) -> Iterator[str]:
    if call.arguments.kind == "directory":
        # It ships beside the directory, so that nothing needs to be built.
        text = files("ccb_support").joinpath("directory.schema.json").read_text("utf-8")
    else:
        schema = Recommendation.model_json_schema(mode="serialization")
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    return print_or_write(call, text)


_LIMIT = re.compile(r"(?P<count>[0-9]{1,9})(?P<share>%?)")


def _route(call: Call) -> Iterable[str]:
    from ccb_support.frames.files import FileRouter, RequestColumns, format_of  # noqa: PLC0415 - an extra, loaded on demand

    with require_extra("ccb-support route", "tqdm", "frames"):
        from tqdm import tqdm  # noqa: PLC0415 - the same extra
    arguments = call.arguments
    if arguments.for_spreadsheet and format_of(arguments.output) != "csv":
        raise BadParameterError(phrases.SPREADSHEET_READS_CSV)
    columns = RequestColumns(arguments.request_type, arguments.priority, arguments.when)
    desk = call.open_desk()
    asked = call.ask(Preferences, desk)
    tickets = FileRouter(
        desk.router,
        columns,
        prefer=asked.prefer,
        unavailable=asked.unavailable,
        prefix=arguments.prefix,
        time_zone=arguments.time_zone,
        # More than half of them are a mistake, such as the name of a column.
        most_errors=lambda rows: max(arguments.max_errors(rows), rows // 2),
        for_spreadsheet=arguments.for_spreadsheet,
    )
    size = arguments.file.stat().st_size
    # The bar appears on a terminal, and not in a file.
    with (
        guard_target(call, arguments.output, arguments.file),
        tqdm(total=size, unit="B", unit_scale=True, disable=None, leave=False) as bar,
    ):
        tally = tickets.route(
            arguments.file, arguments.output, lambda read: bar.update(read - bar.n)
        )
    if tally.errors.total() > arguments.max_errors(tally.rows):
        call.exit_code = FOUND
    document = {"rows": tally.rows, "channels": tally.channels, "errors": tally.errors}
    counts = (tally.channels + tally.errors).most_common()
    rows = ((name, f"{count:,}") for name, count in counts)
    return call.show([document], call.table((phrases.RESULT, phrases.ROWS), rows))


def _zone(name: str) -> str:
    if is_zone(name):
        return name
    raise BadParameterError(phrases.UNKNOWN_ZONE.fill(name=quoted(name)))


def _limit(text: str) -> Callable[[int], int]:
    """Return how many rows may have no answer: a number of rows, or a share of all."""
    match = _LIMIT.fullmatch(text)
    if match is None:
        raise BadParameterError(phrases.NOT_A_LIMIT.fill(text=quoted(text)))
    count = int(match["count"])
    return lambda rows: rows * count // 100 if match["share"] else count


_EXAMPLE = "ccb-support route tickets.csv -o out.csv --request-type type --priority p --when opened"

COMMANDS: Mapping[str | None, Command] = {
    "export": Command(
        _export,
        phrases.EXPORT,
        (
            Argument(
                "kind",
                phrases.EXPORT_FORMAT_ABOUT,
                phrases.FORMAT,
                choices=tuple(_WRITERS),
                required=True,
            ),
            *MONTH,
            Argument("--channel", phrases.EXPORT_CHANNEL_ABOUT, phrases.CHANNEL_ID, repeats=True),
            OUTPUT,
            FORCE,
            DIRECTORY,
        ),
        ("ccb-support export osm", "ccb-support export icalendar -o pqrs.ics --channel pqrs"),
        is_data=True,
    ),
    "schema": Command(
        _schema,
        phrases.SCHEMA,
        (
            Argument(
                "kind",
                phrases.SCHEMA_ABOUT,
                phrases.KIND,
                choices=("recommendation", "directory"),
                default="recommendation",
            ),
            OUTPUT,
            FORCE,
        ),
        ("ccb-support schema directory -o directory.schema.json",),
        is_data=True,
    ),
    "route": Command(
        _route,
        phrases.ROUTE,
        (
            Argument("file", phrases.TICKETS_ABOUT, phrases.FILE, required=True, read=Path),
            Argument("--request-type", phrases.TYPE_COLUMN_ABOUT, phrases.COLUMN, required=True),
            Argument("--priority", phrases.PRIORITY_COLUMN_ABOUT, phrases.COLUMN, required=True),
            Argument("--when", phrases.WHEN_COLUMN_ABOUT, phrases.COLUMN, required=True),
            OUTPUT._replace(about=phrases.ROUTED_ABOUT, required=True),
            Argument("--time-zone", phrases.TIME_ZONE_ABOUT, phrases.ZONE, read=_zone),
            Argument(
                "--max-errors",
                phrases.MAX_ERRORS_ABOUT,
                phrases.LIMIT,
                read=_limit,
                default=_limit("0"),
            ),
            Argument("--prefix", phrases.PREFIX_ABOUT, phrases.PREFIX, default=""),
            Argument("--for-spreadsheet", phrases.FOR_SPREADSHEET_ABOUT, default=False),
            PREFER,
            UNAVAILABLE,
            FORCE,
            DIRECTORY,
        ),
        (_EXAMPLE,),
    ),
}
