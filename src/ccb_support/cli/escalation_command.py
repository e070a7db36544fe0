"""The command that lists the levels of escalation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.answer.short_forms import hours_in_short
from ccb_support.words import command_phrases as phrases
from ccb_support.words import help_phrases as words

from .command import DIRECTORY, Command
from .printing import keep_together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ccb_support.model.channels import EscalationLevel

    from .call import Call

_HEADINGS = (phrases.LEVEL, phrases.NAME, phrases.HOURS, phrases.CONTACT)


def _escalation(call: Call) -> Iterator[str]:
    levels = call.router().escalation()
    if call.as_json:
        yield from (level.model_dump_json() for level in levels)
    else:
        yield from level_lines(call, levels)


def level_lines(call: Call, levels: Sequence[EscalationLevel]) -> Iterator[str]:
    """Yield the contacts of escalation levels, one contact a line."""
    return call.table(_HEADINGS, [row for level in levels for row in _rows(call, level)])


def _rows(call: Call, level: EscalationLevel) -> Iterator[tuple[str, ...]]:
    name = str(level.level), call.say(level.name), hours_in_short(level.hours, call.language)
    for number, contact in enumerate(level.contacts):
        first = name if number == 0 else ("", "", "")
        yield *first, keep_together(contact.display(call.language))


COMMAND = Command(
    run=_escalation,
    about=words.ESCALATION,
    arguments=(DIRECTORY,),
    examples=("ccb-support escalation",),
)
