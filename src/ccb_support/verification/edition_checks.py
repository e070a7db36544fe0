"""Findings about editions: how old the one in force is, and what the next one lacks."""

from collections.abc import Iterator

from ccb_support.model.directory import Directory
from ccb_support.model.text import LocalizedText
from ccb_support.routing.router import past_checks
from ccb_support.words import Phrase
from ccb_support.words import findings as phrases

from .findings import Finding, FindingCode
from .scope import Scope


def check_age(scope: Scope) -> Iterator[Finding]:
    """Yield the findings about the age of an edition, and, if it is in force, of its holidays."""
    if scope.is_ahead:
        yield scope.finding(FindingCode.FUTURE_AS_OF, "as_of", day=scope.directory.as_of)
    if scope.router.engine.editions.at(scope.now) is not scope.edition:
        return
    old = past_checks(scope.router, scope.now)
    for code, key, day, channels in (
        (FindingCode.OLD_DIRECTORY, "as_of", old.as_of, ()),
        (
            FindingCode.OLD_HOLIDAYS,
            "holiday_calendar",
            old.verified_through,
            scope.edition.observing,
        ),
        (FindingCode.CALENDAR_ENDS, "holiday_calendar", old.calendar_ends, ()),
    ):
        if day:
            yield scope.finding(code, key, channels=channels, day=day)


def check_next_edition(scope: Scope) -> Iterator[Finding]:
    """Yield a finding if the next edition drops something."""
    later = scope.router.editions[scope.edition.number + 1 :]
    if later and (dropped := list_dropped(scope.directory, later[0])):
        yield scope.finding(
            FindingCode.NEXT_EDITION_DROPS,
            "effective",
            other=later[0].version,
            day=later[0].effective,
            dropped=tuple(LocalizedText(es=each.es, en=each.en) for each in dropped),
        )


def list_dropped(old: Directory, new: Directory) -> list[Phrase]:
    """Return each channel, level, request type and priority that is not there any more."""
    kept = _parts_of(new)
    return [words for part, words in _parts_of(old).items() if part not in kept]


def _parts_of(directory: Directory) -> dict[tuple[str, object], Phrase]:
    """Return what a directory has, by section and id, in words."""
    served = {kind for channel in directory.channels for kind in channel.request_types}
    parts = [
        *(("channel", each.id, Phrase.of(each.name.in_language)) for each in directory.channels),
        *(("level", each.level, "") for each in directory.escalation),
        *(
            ("request_type", each.id, each.label)
            for each in directory.request_types
            if each.id in served
        ),
        *(("priority", each.id, "") for each in directory.priorities),
    ]
    return {
        (section, key): phrases.DROPPED[section].fill(id=key, name=name)
        for section, key, name in parts
    }
