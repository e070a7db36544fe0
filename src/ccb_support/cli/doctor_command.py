"""The command `doctor`: whether what the answers rest on is in order, and what to do if not."""

from __future__ import annotations

import json
import zoneinfo
from datetime import UTC, datetime
from itertools import groupby, product
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ccb_support.clock.instants import FIRST_YEAR, instant_of
from ccb_support.clock.zones import packaged_zone, zone_named
from ccb_support.errors import ZoneDataError, listed
from ccb_support.model.text import as_line
from ccb_support.routing.ages import observes_holidays, past_checks, verified_through
from ccb_support.routing.router import Router
from ccb_support.words import doctor_phrases as phrases
from ccb_support.words import help_phrases as words

from .call import FOUND, words_of
from .installed_packages import requirements, version_of
from .tokens import DIRECTORY, STRICT, Command

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ccb_support.model.directory import Directory
    from ccb_support.routing.ages import PastChecks
    from ccb_support.words.phrase import Phrase

    from .call import Call
    from .installed_packages import Requirement

_OK, _NOTE, _WARNING, _ERROR = "ok", "note", "warning", "error"


class _Check(NamedTuple):
    """What was checked, whether it is in order, and if not, what to do about it."""

    name: str
    state: str
    words: Phrase


def _doctor(call: Call) -> Iterator[str]:
    grave = {_ERROR, _WARNING} if call.arguments.strict else {_ERROR}
    for check in _checks(call):
        if check.state in grave:
            call.exit_code = FOUND
        message = call.say(check.words)
        if call.as_json:
            document = {"check": check.name, "state": check.state, "message": message}
            yield json.dumps(document, ensure_ascii=False)
        else:
            yield f"{call.say(phrases.STATES[check.state])} [{check.name}]: {message}."


def _checks(call: Call) -> Iterator[_Check]:
    now = call.now()
    try:
        directory = call.read_directory(call.arguments.directory).directory
        yield from _check_directory(directory, now)
    except ZoneDataError as error:
        # Without its zone, nothing about the directory can be said.
        yield _Check("zone", _ERROR, words_of(error))
    yield from _check_installation(now)


def _check_directory(directory: Directory, now: datetime) -> Iterator[_Check]:
    yield _check_zone(directory.time_zone, now)
    router = Router(directory)
    too_old = past_checks(router, instant_of(now))
    if observes_holidays(router):
        yield _check_holidays(router, too_old)
    yield _check_age(directory, too_old)


def _check_installation(now: datetime) -> Iterator[_Check]:
    version, needed = version_of("ccb-support"), requirements()
    if version is None:
        yield _Check("packages", _ERROR, phrases.NOT_INSTALLED)
        return
    for extra, group in groupby(needed, key=attrgetter("extra")):
        if extra is None:
            yield _check_packages(version, [*group])
        else:
            yield _check_extra(extra, [*group])
    if tzdata := version_of("tzdata"):
        is_old = int(tzdata.partition(".")[0]) < now.year - 1
        phrase = phrases.TZDATA_IS_OLD if is_old else phrases.TZDATA_IS_RECENT
        yield _Check("tzdata", _WARNING if is_old else _OK, phrase.fill(version=tzdata))


def _check_zone(name: str, now: datetime) -> _Check:
    used, packaged = zone_named(name), packaged_zone(name)
    source = _source_of(name)
    for when in _half_years(now):
        found, right = when.astimezone(used), when.astimezone(packaged)
        if found.utcoffset() != right.utcoffset():
            parts = {"found": found.isoformat(), "right": right.isoformat()}
            phrase = phrases.ZONE_DIFFERS.fill(name=repr(name), source=source, **parts)
            return _Check("zone", _WARNING, phrase)
    return _Check("zone", _OK, phrases.ZONE_IS_RIGHT.fill(name=repr(name), source=source))


def _half_years(now: datetime) -> Iterator[datetime]:
    """Yield an instant of each winter and each summer, up to this year's."""
    for year, month in product(range(FIRST_YEAR, now.year + 1), (1, 7)):
        yield datetime(year, month, 15, tzinfo=UTC)


def _source_of(name: str) -> Phrase | str:
    """Return where Python finds a zone: in the first folder that has it, or in the package."""
    folder = next((each for each in zoneinfo.TZPATH if Path(each, name).is_file()), None)
    return phrases.THE_PACKAGE if folder is None else as_line(folder)


def _check_holidays(router: Router, too_old: PastChecks) -> _Check:
    through = verified_through(router)
    if through is None:
        return _Check("holidays", _NOTE, phrases.LAWS_ARE_NOT_DATED)
    is_past = too_old.verified_through is not None
    phrase = phrases.LAWS_ARE_OLD if is_past else phrases.LAWS_ARE_CHECKED
    return _Check("holidays", _WARNING if is_past else _OK, phrase.fill(through=through))


def _check_age(directory: Directory, too_old: PastChecks) -> _Check:
    is_old = too_old.as_of is not None
    phrase = phrases.DIRECTORY_IS_OLD if is_old else phrases.DIRECTORY_IS_RECENT
    phrase = phrase.fill(version=as_line(directory.version), as_of=directory.as_of)
    return _Check("directory", _WARNING if is_old else _OK, phrase)


def _check_packages(version: str, needed: list[Requirement]) -> _Check:
    if missing := [each for each in needed if not each.is_met()]:
        arguments = " ".join(f"'{each}'" for each in missing)
        parts = {"packages": listed(missing), "arguments": arguments}
        return _Check("packages", _ERROR, phrases.REQUIREMENTS_ARE_MISSING.fill(**parts))
    parts = {"version": version, "packages": _with_versions(needed)}
    return _Check("packages", _OK, phrases.REQUIREMENTS_ARE_MET.fill(**parts))


def _check_extra(extra: str, needed: list[Requirement]) -> _Check:
    if missing := [each for each in needed if not each.is_met()]:
        phrase = phrases.EXTRA_IS_MISSING.fill(extra=extra, packages=listed(missing))
        return _Check(f"extra {extra}", _NOTE, phrase)
    phrase = phrases.EXTRA_IS_INSTALLED.fill(extra=extra, packages=_with_versions(needed))
    return _Check(f"extra {extra}", _OK, phrase)


def _with_versions(packages: Iterable[Requirement]) -> str:
    return listed(f"{each.package} {version_of(each.package)}" for each in packages)


COMMANDS: Mapping[str | None, Command] = {
    "doctor": Command(_doctor, words.DOCTOR, (DIRECTORY, STRICT), ("ccb-support doctor",))
}
