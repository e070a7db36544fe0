"""What changes between two directories: for which requests, when, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import AwareDatetime

from ccb_support.model.channels import EscalationLevel
from ccb_support.model.records import Record, Timed
from ccb_support.model.request_kinds import RequestKind

from .outcomes import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable


class Change(Timed, frozen=True):
    """A change of outcome over a span of time.

    Attributes:
        requests: the requests, by type and then by priority.
        start: the first instant of the span.
        end: the instant at which the span ends, excluded.
        old: what these requests get from the old directory, over the whole span.
        new: what they get from the new directory.
    """

    requests: tuple[RequestKind, ...]
    start: AwareDatetime
    end: AwareDatetime
    old: Outcome
    new: Outcome


class EscalationChange(Record, frozen=True):
    """A change of escalation levels. These are the same for every request, at all times.

    Attributes:
        old: all levels of the old directory, in order.
        new: all levels of the new directory.
    """

    old: tuple[EscalationLevel, ...]
    new: tuple[EscalationLevel, ...]

    @property
    def levels(self) -> tuple[int, ...]:
        """The numbers of the levels that differ, in order."""
        old, new = _by_level(self.old), _by_level(self.new)
        return tuple(level for level in sorted({*old, *new}) if old.get(level) != new.get(level))


def _by_level(levels: Iterable[EscalationLevel]) -> dict[int, object]:
    """Return the contacts and hours of each level, by its number."""
    return {each.level: (each.contacts, each.hours) for each in levels}
