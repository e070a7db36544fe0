"""The command `doctor`: whether that on which the answers rest is sound, and what to do if not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ccb_support.errors import ZoneDataError
from ccb_support.words import help_phrases as words
from ccb_support.words.doctor_phrases import STATES

from .call import FOUND
from .command import Command
from .doctor_checks import ERROR, WARNING, check_directory, check_installation, zone_error
from .options import DIRECTORY, STRICT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .call import Call
    from .doctor_checks import Check


def _doctor(call: Call) -> Iterator[str]:
    grave = {ERROR, WARNING} if call.arguments.strict else {ERROR}
    for check in _checks(call):
        if check.state in grave:
            call.exit_code = FOUND
        yield _as_json(call, check) if call.as_json else _as_text(call, check)


def _checks(call: Call) -> Iterator[Check]:
    now = call.now()
    try:
        directory = call.read_directory(call.arguments.directory).directory
    except ZoneDataError as error:
        # Without its zone, nothing about the directory can be said.
        yield zone_error(error)
    else:
        yield from check_directory(directory, now)
    yield from check_installation(now)


def _as_text(call: Call, check: Check) -> str:
    return f"{call.say(STATES[check.state])} [{check.name}]: {call.say(check.words)}."


def _as_json(call: Call, check: Check) -> str:
    document = {"check": check.name, "state": check.state, "message": call.say(check.words)}
    return json.dumps(document, ensure_ascii=False)


COMMAND = Command(
    name="doctor",
    run=_doctor,
    about=words.DOCTOR,
    arguments=(DIRECTORY, STRICT),
    examples=("ccb-support doctor",),
)
