"""The command `doctor`: whether what the answers rest on is in order, and what to do if not."""

from __future__ import annotations

import json
import zoneinfo
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.clock.instants import FIRST_YEAR, LAST_YEAR, instant_of
from ccb_support.clock.zones import packaged_zone, zone_named
from ccb_support.model.text import as_line
from ccb_support.routing.ages import observes_holidays, past_checks, verified_through
from ccb_support.routing.router import Router
from ccb_support.words import doctor_phrases as phrases
from ccb_support.words import help_phrases as words

from .call import FOUND
from .tokens import DIRECTORY, STRICT, Command

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ccb_support.routing.ages import PastChecks
    from ccb_support.words.phrase import Phrase

    from .call import Call

_OK, _NOTE, _WARNING = "ok", "note", "warning"


class _Check(NamedTuple):
    """What was checked, whether it is in order, and if not, what to do about it."""

    name: str
    state: str
    words: Phrase


def _doctor(call: Call) -> Iterator[str]:
    # Not `call.router()`: the notes of the others would say the warnings again.
    router = Router(call.read_directory(call.arguments.directory).directory)
    for check in (_check_zone(router), *_check_ages(router, call.now())):
        if call.arguments.strict and check.state == _WARNING:
            call.exit_code = FOUND
        message = call.say(check.words)
        if call.as_json:
            document = {"check": check.name, "state": check.state, "message": message}
            yield json.dumps(document, ensure_ascii=False)
        else:
            yield f"{call.say(phrases.STATES[check.state])} [{check.name}]: {message}."


def _check_zone(router: Router) -> _Check:
    name = router.directory.time_zone
    used, packaged = zone_named(name), packaged_zone(name)
    folder = next((each for each in zoneinfo.TZPATH if Path(each, name).is_file()), None)
    parts = {
        "name": repr(name),
        "source": phrases.THE_PACKAGE if folder is None else as_line(folder),
    }
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for month in (1, 7):
            when = datetime(year, month, 15, tzinfo=UTC)
            found, right = when.astimezone(used), when.astimezone(packaged)
            if found.utcoffset() != right.utcoffset():
                times = {"found": found.isoformat(), "right": right.isoformat()}
                return _Check("zone", _WARNING, phrases.ZONE_DIFFERS.fill(**parts, **times))
    return _Check("zone", _OK, phrases.ZONE_IS_RIGHT.fill(**parts))


def _check_ages(router: Router, now: datetime) -> Iterator[_Check]:
    too_old = past_checks(router, instant_of(now))
    if observes_holidays(router):
        yield _check_holidays(router, too_old)
    is_old = too_old.as_of is not None
    phrase = phrases.DIRECTORY_IS_OLD if is_old else phrases.DIRECTORY_IS_RECENT
    directory = router.directory
    words = phrase.fill(version=as_line(directory.version), as_of=directory.as_of)
    yield _Check("directory", _WARNING if is_old else _OK, words)


def _check_holidays(router: Router, too_old: PastChecks) -> _Check:
    through = verified_through(router)
    if through is None:
        return _Check("holidays", _NOTE, phrases.LAWS_ARE_NOT_DATED)
    is_past = too_old.verified_through is not None
    phrase = phrases.LAWS_ARE_OLD if is_past else phrases.LAWS_ARE_CHECKED
    return _Check("holidays", _WARNING if is_past else _OK, phrase.fill(through=through))


COMMANDS: Mapping[str | None, Command] = {
    "doctor": Command(_doctor, words.DOCTOR, (DIRECTORY, STRICT), ("ccb-support doctor",))
}
