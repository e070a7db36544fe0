"""What a comparison says: which requests change, when, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import AwareDatetime

from ccb_support.model.channels import EscalationLevel
from ccb_support.model.records import Record, Timed
from ccb_support.model.request_kinds import RequestKind
from ccb_support.model.text import checked_language

from .outcomes import Outcome
from .wording import report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ccb_support.model.requests import Priority, RequestType
    from ccb_support.words.languages import Language


class Change(Timed, frozen=True):
    """Requests that get something else over a span of time.

    Attributes:
        requests: the requests, by type and then by priority.
        start: the first instant of the span.
        end: the instant at which the span ends, excluded.
        old: what these requests get of the old directory, over the whole span.
        new: what they get of the new one.
    """

    requests: tuple[RequestKind, ...]
    start: AwareDatetime
    end: AwareDatetime
    old: Outcome
    new: Outcome


class EscalationChange(Record, frozen=True):
    """Escalation levels that are not the same. They hold for every request, at all times.

    Attributes:
        old: all levels of the old directory, in order.
        new: all levels of the new one.
    """

    old: tuple[EscalationLevel, ...]
    new: tuple[EscalationLevel, ...]

    @property
    def levels(self) -> tuple[int, ...]:
        """The numbers of the levels that differ, in order."""
        old, new = _by_level(self.old), _by_level(self.new)
        return tuple(level for level in sorted({*old, *new}) if old.get(level) != new.get(level))


class Difference(Timed, frozen=True):
    """All that differs between two directories over a range of time.

    All its instants but those in an `old` answer are in the new directory's zone.

    Attributes:
        start: the first instant of the range.
        end: the instant at which the range ends, excluded.
        time_zone: the IANA name of the new directory's zone.
        changes: the changes, in order of their starts. Each is as long as it can be, within the
            range: its requests do not change in this very way just before it, nor just after it.
        escalation: the escalation levels, where they differ.
    """

    start: AwareDatetime
    end: AwareDatetime
    time_zone: str
    changes: tuple[Change, ...]
    escalation: EscalationChange | None

    @property
    def is_empty(self) -> bool:
        """Whether the two directories are proved to answer alike over the whole range."""
        return not self.changes and self.escalation is None

    def of(
        self, request_type: RequestType | str, priority: Priority | int | str
    ) -> tuple[Change, ...]:
        """Return the changes of one request, in order.

        Args:
            request_type: as for `ccb_support.recommend`.
            priority: as for `ccb_support.recommend`.

        Raises:
            UnknownRequestTypeError: `request_type` means no request type, or could mean several.
            UnknownPriorityError: `priority` means no priority, or could mean several.
        """
        wanted = RequestKind.of(request_type, priority)
        return tuple(change for change in self.changes if wanted in change.requests)

    def report(self, language: Language = "es") -> str:
        """Return the difference as lines of text: for each group of requests, what changes when.

        Where the channel changes, a line tells this alone; `changes` has the rest. Changes that say
        the same share a line, whether of several requests or of the same hours of several days.

        Args:
            language: `"es"` or `"en"`.

        Raises:
            UnknownLanguageError: the library does not speak `language`.
        """
        return report(self, checked_language(language))


def _by_level(levels: Iterable[EscalationLevel]) -> dict[int, object]:
    """Return what counts of each level, by its number; they come in the order of their numbers."""
    return {each.level: (each.contacts, each.hours) for each in levels}
