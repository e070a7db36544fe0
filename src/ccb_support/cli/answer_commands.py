"""The commands that answer: whom to contact, which channels are open, and how that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .parser import directory_options, instant_options, range_options, request_options
from .printing import aligned, json_lines, minute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support.answer.trace import ChannelStatus
    from ccb_support.words.languages import Language

    from .call import Call
    from .parser import Commands

_STATES: dict[Language, dict[bool, tuple[str, str]]] = {
    "es": {True: ("abierto", "cierra"), False: ("cerrado", "abre")},
    "en": {True: ("open", "closes"), False: ("closed", "opens")},
}


def add_to(commands: Commands) -> None:
    """Add these commands to all others."""
    request, directory, instant = request_options(), directory_options(), instant_options()
    commands.add(
        "recommend", _recommend, "Say whom to contact, and why.", request, directory, instant
    )
    commands.add(
        "channels", _channels, "Tell of each channel whether it is open.", directory, instant
    )
    commands.add(
        "timeline",
        _timeline,
        "List the answers over a range of time.",
        request,
        directory,
        range_options(),
    )


def _recommend(call: Call) -> Iterator[str]:
    router = call.router()
    when = call.when(router.directory)
    answer = router.recommend(
        call.arguments.type, call.arguments.priority, when, **call.preferences()
    )
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
        yield from aligned([_status_row(call, status) for status in statuses])


def _timeline(call: Call) -> Iterator[str]:
    router = call.router()
    answers = router.timeline(
        call.arguments.type,
        call.arguments.priority,
        *call.range(router.directory),
        **call.preferences(),
    )
    if call.as_json:
        yield from json_lines(answers)
        return
    width = max(len(each) for each in router.directory.channel_ids)
    for answer in answers:
        contact = answer.contact.display(call.language)
        yield (
            f"{minute(answer.valid_from)}  {minute(answer.valid_until)}  "
            f"{answer.channel.id:{width}}  {answer.reason:10}  {contact}"
        )


def _status_row(call: Call, status: ChannelStatus) -> tuple[str, ...]:
    state, changes = _STATES[call.language][status.open_now]
    next_change = status.closes_at if status.open_now else status.opens_at
    causes = ", ".join(f"{call.say(each.name)} ({each.date})" for each in status.because)
    return (
        status.channel.id,
        state,
        f"{changes} {minute(next_change)}" if next_change else "",
        call.say(status.channel.name),
        status.channel.contacts[0].display(call.language),
        causes,
    )
