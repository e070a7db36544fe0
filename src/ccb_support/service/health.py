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
    from datetime import datetime

    from ccb_support.editions.edition import Edition
    from ccb_support.words.phrase import Phrase


def health_of(edition: Edition, now: datetime) -> Health:
    """Return the health of a service at `now`."""
    directory = edition.directory
    as_of, through = past_checks(edition.router, instant_of(now))
    found: dict[HealthCode, Phrase] = {}
    if as_of:
        found[HealthCode.OLD_DIRECTORY] = OLD_DIRECTORY.fill(as_of=as_of)
    if through:
        found[HealthCode.HOLIDAYS_UNVERIFIED] = HOLIDAYS_UNVERIFIED.fill(through=through)
    if edition.has_refused_edit:
        found[HealthCode.EDIT_REFUSED] = EDIT_REFUSED.fill(version=directory.version)
    return Health(
        library_version=__version__,
        directory_version=directory.version,
        as_of=directory.as_of,
        verified_through=verified_through(edition.router),
        warnings=tuple(_warning(*each) for each in found.items()),
    )


def _warning(code: HealthCode, phrase: Phrase) -> HealthWarning:
    # A version may be almost as long as a line.
    message = LocalizedText(es=as_line(phrase.es), en=as_line(phrase.en))
    return HealthWarning(code=code, message=message)
