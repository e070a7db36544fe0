"""The commands that print or write a document: when channels are attended, and a JSON Schema."""

from __future__ import annotations

import json
import warnings
from importlib.resources import files
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from ccb_support import Recommendation
from ccb_support.export import (
    LongOpeningHoursWarning,
    to_icalendar,
    to_opening_hours,
    to_schema_org,
)
from ccb_support.questions.arguments import BadParameterError
from ccb_support.widget import to_widget
from ccb_support.words import command_line as words
from ccb_support.words.errors import CALENDAR_OR_JSON, WIDGET_HAS_ALL, WIDGET_OR_JSON

from .call import A_MONTH, words_of
from .output_files import print_or_write
from .tokens import DIRECTORY, FORCE, MONTH, OUTPUT, Argument, Command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .call import Call


_HALF_A_YEAR = relativedelta(months=6)
"""For how long a widget has answers. Nobody wants to write a page again every month."""


def _export(call: Call) -> Iterator[str]:
    return print_or_write(call, _WRITERS[call.arguments.kind](call))


def _osm(call: Call) -> str:
    router = call.open_desk().router
    has_range = call.arguments.start is not None or call.arguments.end is not None
    bounds = call.range(router, A_MONTH) if has_range else ()
    channels = call.arguments.channel
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", LongOpeningHoursWarning)
        hours = to_opening_hours(router, *bounds, channels=channels)
    messages = (each.message for each in caught)
    for warning in [each for each in messages if isinstance(each, LongOpeningHoursWarning)]:
        call.complain(words_of(warning))
    width = max(map(len, hours))
    texts = [f"{each:{width}}  {rule}" for each, rule in hours.items()]
    lines = [json.dumps(hours)] if call.as_json else texts
    return "".join(f"{line}\n" for line in lines)


def _schema_org(call: Call) -> str:
    router = call.open_desk().router
    bounds, channels = call.range(router, A_MONTH), call.arguments.channel
    document = to_schema_org(router, *bounds, channels=channels, language=call.language)
    text = json.dumps(document, indent=None if call.as_json else 2, ensure_ascii=False)
    # The document may be in a script of an HTML page, and a name must not end that script.
    return text.replace("<", r"\u003c") + "\n"


def _icalendar(call: Call) -> str:
    if call.as_json:
        raise BadParameterError(CALENDAR_OR_JSON)
    router = call.open_desk().router
    calendar = to_icalendar(
        router,
        *call.range(router, A_MONTH),
        dtstamp=call.now(),
        channels=call.arguments.channel,
        language=call.language,
    )
    return calendar.decode("utf-8")


def _widget(call: Call) -> str:
    if call.as_json:
        raise BadParameterError(WIDGET_OR_JSON)
    if call.arguments.channel is not None:
        raise BadParameterError(WIDGET_HAS_ALL)
    router = call.open_desk().router
    return to_widget(router, *call.range(router, _HALF_A_YEAR), language=call.language)


_WRITERS: Mapping[str, Callable[[Call], str]] = {
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


COMMANDS: Mapping[str | None, Command] = {
    "export": Command(
        _export,
        words.EXPORT,
        (
            Argument(
                "kind",
                words.EXPORT_FORMAT_ABOUT,
                words.FORMAT,
                choices=tuple(_WRITERS),
                required=True,
            ),
            *MONTH,
            Argument("--channel", words.EXPORT_CHANNEL_ABOUT, words.CHANNEL_ID, repeats=True),
            OUTPUT,
            FORCE,
            DIRECTORY,
        ),
        ("ccb-support export osm", "ccb-support export icalendar -o pqrs.ics --channel pqrs"),
        is_data=True,
    ),
    "schema": Command(
        _schema,
        words.SCHEMA,
        (
            Argument(
                "kind",
                words.SCHEMA_ABOUT,
                words.KIND,
                choices=("recommendation", "directory"),
                default="recommendation",
            ),
            OUTPUT,
            FORCE,
        ),
        ("ccb-support schema directory -o directory.schema.json",),
        is_data=True,
    ),
}
