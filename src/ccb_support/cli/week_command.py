"""The command that shows a week."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ccb_support.week import week
from ccb_support.week.text import WIDTH, SpokenWeek
from ccb_support.words import help_phrases as words
from ccb_support.words.error_reasons import PICTURE_OR_JSON
from ccb_support.words.phrase import Phrase
from ccb_support.words.week_phrases import EVERY_DAY

from .bad_argument import BadArgumentError
from .command import DIRECTORY, FORCE, WHEN, Argument, Command
from .output_file import write_output

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support.week.content import WeekView

    from .call import Call


def _week(call: Call) -> Iterator[str]:
    picture = call.arguments.svg
    if picture is not None and call.as_json:
        raise BadArgumentError(PICTURE_OR_JSON)
    router = call.router()
    view = week(router, call.when(router.directory))
    if picture is not None:
        write_output(call, picture, view.svg(call.language))
    elif call.as_json:
        yield view.model_dump_json()
    elif (call.screen.width or WIDTH) < WIDTH:
        yield from _narrow(call, view)
    else:
        yield from view.text(call.language).split("\n")


def _narrow(call: Call, view: WeekView) -> Iterator[str]:
    """Yield the week for a screen that is too narrow for its bars."""
    spoken = SpokenWeek(view, call.language)
    for sentence in (spoken.heading, spoken.moment, *spoken.holidays()):
        yield from call.prose(sentence)
    for channel in view.channels:
        yield ""
        contact = spoken.contact(channel)
        yield from call.prose(f"{spoken.channel_name(channel)}: {contact}", whole=[contact])
        if same := spoken.same_hours(channel):
            yield f"  {spoken.say(EVERY_DAY)} {same}"
            continue
        for day in channel.days:
            hours = ", ".join((*spoken.hours(day), *map(spoken.cause, day.because)))
            yield from call.prose(f"  {spoken.day_in_short(day.date)}  {hours}", indent="    ")


COMMAND = Command(
    run=_week,
    about=words.WEEK,
    arguments=(
        WHEN,
        Argument("--svg", words.SVG_ABOUT, words.FILE, read=Path),
        FORCE,
        DIRECTORY,
    ),
    examples=(
        "ccb-support week",
        Phrase(
            es="ccb-support week --when '2026-12-24 15:00' --svg semana.svg",
            en="ccb-support week --when '2026-12-24 15:00' --svg week.svg",
        ),
    ),
)
