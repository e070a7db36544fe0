"""The commands that answer: whom to contact, which channels are open, and how that changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ccb_support.answer.short_forms import contact_in_short
from ccb_support.week import week
from ccb_support.words.command_phrases import CLOSED, CLOSES, OPEN, OPENS
from ccb_support.words.error_reasons import PICTURE_OR_JSON

from .call import BadArgumentError
from .output_file import write_output
from .parser import DIRECTORY_OPTION, FORCE_OPTION, INSTANT_OPTION, RANGE_OPTIONS, REQUEST_OPTIONS
from .printing import align, format_minute, json_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support.answer.trace import ChannelStatus

    from .call import Call
    from .parser import Commands


def add_to(commands: Commands) -> None:
    """Add these commands to the others."""
    common = DIRECTORY_OPTION, INSTANT_OPTION
    about = "Say whom to contact, and why."
    commands.add("recommend", _recommend, about, REQUEST_OPTIONS, *common)
    about = "Say of each channel whether it is open."
    commands.add("channels", _channels, about, *common)
    about = "List the answers over a range of time."
    commands.add("timeline", _timeline, about, REQUEST_OPTIONS, DIRECTORY_OPTION, RANGE_OPTIONS)
    about = "Show who answers when, from Monday to Sunday, and mark the instant."
    picture = commands.add("week", _week, about, *common, FORCE_OPTION)
    picture.add_argument(
        "--svg",
        metavar="FILE",
        type=Path,
        help="write an SVG picture for a page to FILE, and print nothing",
    )


def _recommend(call: Call) -> Iterator[str]:
    router = call.router()
    when = call.when(router.directory)
    answer = router.recommend(*call.request(), when, **call.preferences(router.directory))
    if call.as_json:
        yield answer.model_dump_json()
        return
    yield f"{answer.contact.display(call.language)}  {answer.uri}"
    yield answer.explain(call.language, at=when)


def _channels(call: Call) -> Iterator[str]:
    router = call.router()
    when = call.when(router.directory)
    statuses = [router.status(each, when) for each in router.directory.channel_ids]
    if call.as_json:
        yield from json_lines(statuses)
    else:
        yield from align([_status_row(call, status) for status in statuses])


def _status_row(call: Call, status: ChannelStatus) -> tuple[str, ...]:
    state, change, when = (
        (OPEN, CLOSES, status.closes_at) if status.open_now else (CLOSED, OPENS, status.opens_at)
    )
    causes = ", ".join(f"{call.say(each.name)} ({each.date})" for each in status.because)
    return (
        status.channel.id,
        call.say(state),
        f"{call.say(change)} {format_minute(when)}" if when else "",
        call.say(status.channel.name),
        contact_in_short(status.channel.contacts[0], call.language),
        causes,
    )


def _timeline(call: Call) -> Iterator[str]:
    router = call.router()
    bounds = call.range(router.directory)
    answers = router.timeline(*call.request(), *bounds, **call.preferences(router.directory))
    if call.as_json:
        yield from json_lines(answers)
        return
    width = max(len(each) for each in router.directory.channel_ids)
    for answer in answers:
        contact = contact_in_short(answer.contact, call.language)
        yield (
            f"{format_minute(answer.valid_from)}  {format_minute(answer.valid_until)}  "
            f"{answer.channel.id:{width}}  {answer.reason:10}  {contact}"
        )


def _week(call: Call) -> Iterator[str]:
    if call.arguments.svg is not None and call.as_json:
        raise BadArgumentError(PICTURE_OR_JSON)
    router = call.router()
    view = week(router, call.when(router.directory))
    if call.arguments.svg is not None:
        write_output(call, call.arguments.svg, view.svg(call.language).encode("utf-8"))
    else:
        yield view.model_dump_json() if call.as_json else view.text(call.language)
