"""The health of the service: which directory answers, and what a person should look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.clock.instants import instant_of
from ccb_support.model.text import LocalizedText, as_line
from ccb_support.routing.ages import past_checks, verified_through
from ccb_support.version import __version__
from ccb_support.words.service_phrases import EDIT_REFUSED, HOLIDAYS_UNVERIFIED, OLD_DIRECTORY

from .bodies import Health, HealthCode, HealthWarning

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from ccb_support.clock.instants import Instant
    from ccb_support.routing.router import Router
    from ccb_support.words.phrase import Phrase

    from .edition import ServedEdition


def health_of(edition: ServedEdition, now: datetime) -> Health:
    """Return the health of a service at `now`."""
    directory = edition.directory
    warnings = [*_age(edition.router, instant_of(now))]
    if edition.has_refused_edit:
        phrase = EDIT_REFUSED.fill(version=directory.version)
        warnings.append(_warning(HealthCode.EDIT_REFUSED, phrase))
    return Health(
        library_version=__version__,
        directory_version=directory.version,
        as_of=directory.as_of,
        verified_through=verified_through(edition.router),
        warnings=tuple(warnings),
    )


def _age(router: Router, now: Instant) -> Iterator[HealthWarning]:
    as_of, through = past_checks(router, now)
    if as_of:
        yield _warning(HealthCode.OLD_DIRECTORY, OLD_DIRECTORY.fill(as_of=as_of))
    if through:
        phrase = HOLIDAYS_UNVERIFIED.fill(through=through)
        yield _warning(HealthCode.HOLIDAYS_UNVERIFIED, phrase)


def _warning(code: HealthCode, phrase: Phrase) -> HealthWarning:
    # A version may be almost as long as a line.
    return HealthWarning(
        code=code, message=LocalizedText(es=as_line(phrase.es), en=as_line(phrase.en))
    )
