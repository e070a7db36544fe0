"""The health of the service: which directory answers, and what a person should look at."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ccb_support.model.text import LocalizedText, as_line
from ccb_support.version import __version__
from ccb_support.words.service_phrases import EDIT_REFUSED, HOLIDAYS_UNVERIFIED, OLD_DIRECTORY

from .bodies import Health, HealthCode, HealthWarning

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from ccb_support.words.phrase import Phrase

    from .edition import ServedEdition

_YEAR = timedelta(days=365)


def health_of(edition: ServedEdition, now: datetime) -> Health:
    """Return the health of a service at `now`."""
    directory = edition.directory
    through = getattr(edition.router.holidays, "verified_through", None)
    verified_through = through if isinstance(through, date) else None
    warnings = [*_age(directory.as_of, verified_through, now.astimezone(directory.zone).date())]
    if edition.has_refused_edit:
        phrase = EDIT_REFUSED.fill(version=directory.version)
        warnings.append(_warning(HealthCode.EDIT_REFUSED, phrase))
    return Health(
        library_version=__version__,
        directory_version=directory.version,
        as_of=directory.as_of,
        verified_through=verified_through,
        warnings=tuple(warnings),
    )


def _age(as_of: date, verified_through: date | None, today: date) -> Iterator[HealthWarning]:
    if today - as_of > _YEAR:
        yield _warning(HealthCode.OLD_DIRECTORY, OLD_DIRECTORY.fill(as_of=as_of))
    if verified_through is not None and today > verified_through:
        phrase = HOLIDAYS_UNVERIFIED.fill(through=verified_through)
        yield _warning(HealthCode.HOLIDAYS_UNVERIFIED, phrase)


def _warning(code: HealthCode, phrase: Phrase) -> HealthWarning:
    # A version may be almost as long as a line.
    return HealthWarning(
        code=code, message=LocalizedText(es=as_line(phrase.es), en=as_line(phrase.en))
    )
