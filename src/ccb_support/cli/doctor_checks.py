"""What the command `doctor` checks: the things that answers rest on, each with its way out."""

from __future__ import annotations

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
from ccb_support.words.phrase import Phrase

from .installed_packages import requirements, version_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ccb_support.model.directory import Directory
    from ccb_support.routing.ages import PastChecks

    from .installed_packages import Requirement

OK, NOTE, WARNING, ERROR = "ok", "note", "warning", "error"


class Check(NamedTuple):
    """What a check found.

    Attributes:
        name: what was checked.
        state: how grave it is: `OK`, `NOTE`, `WARNING` or `ERROR`.
        words: what was found, and what to do about it.
    """

    name: str
    state: str
    words: Phrase


def check_directory(directory: Directory, now: datetime) -> Iterator[Check]:
    """Yield the checks of a directory at `now`: its zone, its holidays, its age."""
    zone = _check_zone(directory.time_zone, now)
    yield zone
    if zone.state == ERROR:
        return  # without its zone, nobody knows which day it is there
    router = Router(directory)
    too_old = past_checks(router, instant_of(now))
    if observes_holidays(router):
        yield _check_holidays(router, too_old)
    yield _check_age(directory, too_old)


def check_installation(now: datetime) -> Iterator[Check]:
    """Yield the checks of the installed packages at `now`."""
    version, needed = version_of("ccb-support"), requirements()
    if version is None:
        yield Check("packages", ERROR, phrases.NOT_INSTALLED)
        return
    for extra, group in groupby(needed, key=attrgetter("extra")):
        if extra is None:
            yield _check_packages(version, [*group])
        else:
            yield _check_extra(extra, [*group])
    if tzdata := version_of("tzdata"):
        is_old = int(tzdata.partition(".")[0]) < now.year - 1
        phrase = phrases.TZDATA_IS_OLD if is_old else phrases.TZDATA_IS_RECENT
        yield Check("tzdata", WARNING if is_old else OK, phrase.fill(version=tzdata))


def zone_error(error: ZoneDataError) -> Check:
    """Return the check of a zone whose data can't be used."""
    return Check("zone", ERROR, Phrase(error.message("es"), error.message("en")))


def _check_zone(name: str, now: datetime) -> Check:
    try:
        used, packaged = zone_named(name), packaged_zone(name)
    except ZoneDataError as error:
        return zone_error(error)
    source = _source_of(name)
    for when in _half_years(now):
        found, right = when.astimezone(used), when.astimezone(packaged)
        if found.utcoffset() != right.utcoffset():
            parts = {"found": found.isoformat(), "right": right.isoformat()}
            phrase = phrases.ZONE_DIFFERS.fill(name=repr(name), source=source, **parts)
            return Check("zone", WARNING, phrase)
    return Check("zone", OK, phrases.ZONE_IS_RIGHT.fill(name=repr(name), source=source))


def _half_years(now: datetime) -> Iterator[datetime]:
    """Yield an instant of each winter and each summer, up to this year's."""
    for year, month in product(range(FIRST_YEAR, now.year + 1), (1, 7)):
        yield datetime(year, month, 15, tzinfo=UTC)


def _source_of(name: str) -> Phrase | str:
    """Return where Python finds a zone: in the first folder that has it, or in the package."""
    folders = (each for each in zoneinfo.TZPATH if Path(each, name).is_file())
    folder = next(folders, None)
    return phrases.THE_PACKAGE if folder is None else as_line(folder)


def _check_holidays(router: Router, too_old: PastChecks) -> Check:
    through = verified_through(router)
    if through is None:
        return Check("holidays", NOTE, phrases.LAWS_ARE_NOT_DATED)
    is_past = too_old.verified_through is not None
    phrase = phrases.LAWS_ARE_OLD if is_past else phrases.LAWS_ARE_CHECKED
    return Check("holidays", WARNING if is_past else OK, phrase.fill(through=through))


def _check_age(directory: Directory, too_old: PastChecks) -> Check:
    is_old = too_old.as_of is not None
    phrase = phrases.DIRECTORY_IS_OLD if is_old else phrases.DIRECTORY_IS_RECENT
    words = phrase.fill(version=as_line(directory.version), as_of=directory.as_of)
    return Check("directory", WARNING if is_old else OK, words)


def _check_packages(version: str, needed: list[Requirement]) -> Check:
    if missing := [each for each in needed if not each.is_met()]:
        arguments = " ".join(f"'{each}'" for each in missing)
        phrase = phrases.REQUIREMENTS_ARE_MISSING
        return Check("packages", ERROR, phrase.fill(packages=listed(missing), arguments=arguments))
    phrase = phrases.REQUIREMENTS_ARE_MET
    return Check("packages", OK, phrase.fill(version=version, packages=_with_versions(needed)))


def _check_extra(extra: str, needed: list[Requirement]) -> Check:
    if missing := [each for each in needed if not each.is_met()]:
        words = phrases.EXTRA_IS_MISSING.fill(extra=extra, packages=listed(missing))
        return Check(f"extra {extra}", NOTE, words)
    words = phrases.EXTRA_IS_INSTALLED.fill(extra=extra, packages=_with_versions(needed))
    return Check(f"extra {extra}", OK, words)


def _with_versions(packages: Iterable[Requirement]) -> str:
    return listed(f"{each.package} {version_of(each.package)}" for each in packages)
