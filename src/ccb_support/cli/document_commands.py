"""The commands that write what others read: hours, and a JSON Schema."""

import json
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from importlib.resources import files

from dateutil.relativedelta import relativedelta

from ccb_support import Recommendation, Router
from ccb_support.errors import BadParameterError
from ccb_support.export import (
    LongOpeningHoursWarning,
    to_icalendar,
    to_opening_hours,
    to_schema_org,
)
from ccb_support.questions.arguments import Face
from ccb_support.widget import to_widget
from ccb_support.words import command_line as phrases
from ccb_support.words import errors as error_phrases

from .call import A_MONTH, Call, words_of_error
from .output_files import print_or_write
from .printing import table
from .tokens import DIRECTORY, FORCE, OUTPUT, RANGE, Argument, Command


def _export(call: Call) -> Iterator[str]:
    kind, arguments = call.arguments.kind, call.arguments
    if kind in ("icalendar", "widget"):
        call.refuse_json(kind)
    if kind == "widget" and arguments.channel is not None:
        raise BadParameterError(error_phrases.WIDGET_HAS_ALL)
    if arguments.channel is not None:
        arguments.channel = [
            channel_id
            for each in arguments.channel
            for channel_id in sorted(Face(call.desk.router.editions).channel_ids(each))
        ]
    bounds: Sequence[datetime] = ()
    # Without a range, a map's hours have no end.
    if kind != "osm" or arguments.start is not None or arguments.end is not None:
        # Nobody wants to write a page again every month.
        usual = relativedelta(months=6) if kind == "widget" else A_MONTH
        bounds = call.range(call.desk.router, usual)
    document = _WRITERS[kind](call, call.desk.router, *bounds)
    if bounds:
        call.speak_of(bounds[0], bounds[1] - datetime.resolution, arguments.channel or ())
    return print_or_write(call, document)


def _osm(call: Call, router: Router, *bounds: datetime) -> str:
    with warnings.catch_warnings(
        record=True, action="always", category=LongOpeningHoursWarning
    ) as caught:
        hours = to_opening_hours(router, *bounds, channels=call.arguments.channel)
    found = [each.message for each in caught if isinstance(each.message, LongOpeningHoursWarning)]
    for warning in found:
        call.complain(words_of_error(warning))
    lines = [json.dumps(hours)] if call.arguments.json else table(("", ""), [*hours.items()], None)
    return "".join(f"{line}\n" for line in lines)


def _schema_org(call: Call, router: Router, start: datetime, end: datetime) -> str:
    text = json.dumps(
        to_schema_org(router, start, end, channels=call.arguments.channel, language=call.language),
        indent=None if call.arguments.json else 2,
        ensure_ascii=False,
    )
    # The document may be in a script of an HTML page, and a name must not end that script.
    return text.replace("<", r"\u003c") + "\n"


def _icalendar(call: Call, router: Router, start: datetime, end: datetime) -> str:
    return to_icalendar(
        router,
        start,
        end,
        dtstamp=call.now,
        channels=call.arguments.channel,
        language=call.language,
    ).decode("utf-8")


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


COMMANDS: Mapping[str, Command] = {
    "export": Command(
        _export,
        (
            Argument(
                "kind",
                phrases.FORMAT,
                choices=tuple(_WRITERS),
                required=True,
            ),
            *RANGE,
            Argument("--channel", phrases.CHANNEL_ID, repeats=True),
            OUTPUT,
            FORCE,
            DIRECTORY,
        ),
        ("ccb-support export osm", "ccb-support export icalendar -o pqrs.ics --channel pqrs"),
    ),
    "schema": Command(
        _schema,
        (
            Argument(
                "kind",
                phrases.KIND,
                choices=("recommendation", "directory"),
                default="recommendation",
            ),
            OUTPUT,
            FORCE,
        ),
        ("ccb-support schema directory -o directory.schema.json",),
        has_json=False,
    ),
}
