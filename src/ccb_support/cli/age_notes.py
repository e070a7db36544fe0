"""Notes that a directory, or the laws of its holidays, were checked too long ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.clock.instants import instant_of
from ccb_support.routing.ages import past_checks
from ccb_support.words import command_phrases as phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support.words.phrase import Phrase

    from .call import Call


def age_notes(call: Call) -> Iterator[Phrase]:
    """Yield at most one line for each directory that answered, after its answer."""
    for router in call.routers:
        as_of, through = past_checks(router, instant_of(call.now()))
        if as_of and through:
            yield phrases.OLD_BOTH.fill(as_of=as_of, through=through)
        elif as_of:
            yield phrases.OLD_DIRECTORY.fill(as_of=as_of)
        elif through:
            yield phrases.OLD_HOLIDAYS.fill(through=through)
