"""The command that says of each channel whether it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.answer.short_forms import contact_in_short, days_in_short, list_in_short
from ccb_support.words import command_phrases as phrases
from ccb_support.words import help_phrases as words

from .command import DIRECTORY, WHEN, Command
from .printing import format_minute, keep_together

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support.answer.trace import ChannelStatus

    from .call import Call

_HEADINGS = (
    phrases.CHANNEL,
    phrases.STATE,
    phrases.CHANGE,
    phrases.NAME,
    phrases.CONTACT,
    phrases.BECAUSE,
)


def _channels(call: Call) -> Iterator[str]:
    router = call.router()
    when = call.when(router.directory)
    statuses = [router.status(each, when) for each in router.directory.channel_ids]
    if call.as_json:
        yield from (each.model_dump_json() for each in statuses)
        return
    styles = {call.say(phrases.OPEN): "green", call.say(phrases.CLOSED): "red"}
    yield from call.table(_HEADINGS, [_row(call, each) for each in statuses], styles)


def _row(call: Call, status: ChannelStatus) -> tuple[str, ...]:
    state, change, when = (
        (phrases.OPEN, phrases.CLOSES, status.closes_at)
        if status.open_now
        else (phrases.CLOSED, phrases.OPENS, status.opens_at)
    )
    causes = [f"{call.say(each.name)} ({days_in_short(each)})" for each in status.because]
    return (
        status.channel.id,
        call.say(state),
        f"{call.say(change)} {keep_together(format_minute(when))}" if when else "",
        call.say(status.channel.name),
        keep_together(contact_in_short(status.channel.contacts[0], call.language)),
        list_in_short(causes, call.language),
    )


COMMAND = Command(
    run=_channels,
    about=words.CHANNELS,
    arguments=(WHEN, DIRECTORY),
    examples=("ccb-support channels", phrases.ASK_ABOUT_MONDAY),
)
