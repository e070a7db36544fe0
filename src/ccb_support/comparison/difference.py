"""The result of a comparison: which requests change, when, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import AwareDatetime

from ccb_support.clock.zones import zone_named
from ccb_support.errors import require_language
from ccb_support.model.records import Timed
from ccb_support.model.request_kinds import RequestKind

from .changes import Change, EscalationChange
from .difference_text import DifferenceText

if TYPE_CHECKING:
    from ccb_support.model.requests import Priority, RequestType


class Difference(Timed, frozen=True):
    """The differences between two directories over a range of time.

    All instants are in the new directory's zone, except those in an `old` answer.

    Attributes:
        start: the first instant of the range.
        end: the instant at which the range ends, excluded.
        time_zone: the IANA name of the new directory's zone.
        changes: the changes, in order of their starts. Each is as long as possible within the
            range: its requests do not change in the same way just before it or just after it.
        escalation: the escalation levels, or `None` if they are the same.
    """

    start: AwareDatetime
    end: AwareDatetime
    time_zone: str
    changes: tuple[Change, ...]
    escalation: EscalationChange | None

    @property
    def is_empty(self) -> bool:
        """Whether both directories are proved to give the same answers over the whole range."""
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

    def report(self, language: str = "es") -> str:
        """Return the difference as lines of text: for each group of requests, what changes when.

        If the channel changes, its line says only this; `changes` has the rest. Equal changes share
        a line, for several requests or for the same hours of several days.

        Args:
            language: `"es"` or `"en"`.

        Raises:
            UnknownLanguageError: the library does not speak `language`.
        """
        text = DifferenceText(zone_named(self.time_zone), require_language(language))
        lines = [*text.change_lines(self.changes), *text.escalation_lines(self.escalation)]
        return "\n".join(lines or [text.no_change(self.start, self.end)])
