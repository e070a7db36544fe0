"""The command that lists the levels of escalation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.model.hours import AlwaysOpen, WeeklyHours
from ccb_support.model.weekdays import WEEKDAYS
from ccb_support.words import calendar_phrases, help_phrases
from ccb_support.words import command_phrases as phrases

from .command import Command
from .options import DIRECTORY
from .printing import json_lines, keep_together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ccb_support.model.channels import EscalationLevel
    from ccb_support.model.hours import StatedHours

    from .call import Call

_HEADINGS = (phrases.LEVEL, phrases.NAME, phrases.HOURS, phrases.CONTACT)


def _escalation(call: Call) -> Iterator[str]:
    levels = call.router().escalation()
    yield from json_lines(levels) if call.as_json else level_lines(call, levels)


def level_lines(call: Call, levels: Sequence[EscalationLevel]) -> Iterator[str]:
    """Yield the contacts of escalation levels, one contact a line."""
    return call.table(_HEADINGS, [row for level in levels for row in _rows(call, level)])


def _rows(call: Call, level: EscalationLevel) -> Iterator[tuple[str, ...]]:
    name = str(level.level), call.say(level.name), _hours(level.hours, call)
    for number, contact in enumerate(level.contacts):
        first = name if number == 0 else ("", "", "")
        yield *first, keep_together(contact.display(call.language))


def _hours(hours: StatedHours, call: Call) -> str:
    if not isinstance(hours, WeeklyHours):
        is_always = hours == AlwaysOpen.ALWAYS
        return call.say(phrases.ALWAYS if is_always else phrases.NOT_STATED)
    names = dict(zip(WEEKDAYS, map(call.say, calendar_phrases.WEEKDAYS), strict=True))
    return "; ".join(f"{', '.join(names[day] for day in span.days)} {span}" for span in hours.root)


COMMAND = Command(
    name="escalation",
    run=_escalation,
    about=help_phrases.ESCALATION,
    arguments=(DIRECTORY,),
    examples=("ccb-support escalation",),
)
