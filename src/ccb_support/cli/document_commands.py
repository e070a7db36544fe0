"""The commands that write what others read: hours, and a JSON Schema."""

import json
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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

from .call import A_MONTH, Call, words_of_error
from .output_files import print_or_write
from .printing import ANY_WIDTH, table
from .tokens import DIRECTORY, FORCE, OUTPUT, RANGE, Argument, Command


def _export(call: Call) -> Iterator[str]:
    kind, arguments, router = call.arguments.kind, call.arguments, call.desk.router
    if kind in ("icalendar", "widget"):
        call.refuse_json(kind)
    if kind == "widget" and arguments.channel:
        raise BadParameterError(phrases.WIDGET_HAS_ALL)
    face = Face(router.editions)
    channels = [face.channel_id(each) for each in arguments.channel]
    bounds: Sequence[datetime] = ()
    # Without a range, a map's hours have no end.
    if kind != "osm" or arguments.start is not None or arguments.end is not None:
        # Nobody wants to write a page again every month.
        usual = relativedelta(months=6) if kind == "widget" else A_MONTH
        bounds = call.range(router, usual)
    document = _WRITERS[kind](call, router, channels or None, *bounds)
    if bounds:
        call.speak_of(bounds[0], bounds[1] - datetime.resolution, channels)
    return print_or_write(call, document)


def _osm(call: Call, router: Router, channels: Sequence[str] | None, *bounds: datetime) -> str:
    with warnings.catch_warnings(
        record=True, action="always", category=LongOpeningHoursWarning
    ) as caught:
        hours = to_opening_hours(router, *bounds, channels=channels)
    found = [each.message for each in caught if isinstance(each.message, LongOpeningHoursWarning)]
    for warning in found:
        call.complain(words_of_error(warning))
    return _text(call, hours, table(("", ""), [*hours.items()], ANY_WIDTH))


def _schema_org(
    call: Call, router: Router, channels: Sequence[str] | None, start: datetime, end: datetime
) -> str:
    document = to_schema_org(router, start, end, channels=channels, language=call.language)
    text = _text(call, document, [json.dumps(document, indent=2, ensure_ascii=False)])
    # The document may be in a script of an HTML page, and a name must not end that script.
    return text.replace("<", r"\u003c")


def _text(call: Call, document: Mapping[str, object], lines: Iterable[str]) -> str:
    """Return a document as JSON in one line, or the lines for people."""
    return "".join(f"{line}\n" for line in call.show([document], lines))


def _icalendar(
    call: Call, router: Router, channels: Sequence[str] | None, start: datetime, end: datetime
) -> str:
    return to_icalendar(
        router,
        start,
        end,
        dtstamp=call.now,
        channels=channels,
        language=call.language,
    ).decode("utf-8")


def _widget(
    call: Call, router: Router, _channels: Sequence[str] | None, start: datetime, end: datetime
) -> str:
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
        ),
        (
            *RANGE,
            Argument("--channel", phrases.CHANNEL_ID, repeats=True, default=()),
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
        ),
        (OUTPUT, FORCE),
        ("ccb-support schema directory -o directory.schema.json",),
        has_json=False,
    ),
}
