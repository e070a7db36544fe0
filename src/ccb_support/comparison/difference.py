"""The result of a comparison: which requests change, when, and how."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pydantic import AwareDatetime

from ccb_support.clock.zones import zone_named
from ccb_support.errors import require_language
from ccb_support.model.channels import RequestKind
from ccb_support.model.records import Timed
from ccb_support.model.text import LocalizedText

from .changes import Change, EscalationChange
from .difference_text import DifferenceText
from .edit_text import EditText
from .edits import ChannelName, ContactsEdit, HoursEdit
from .finding_edits import find_hours_edits, lies_beyond

if TYPE_CHECKING:
    from ccb_support.model.vocabulary import Priority, RequestType


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
        contacts: the channels of both directories that have other contacts; none if no answer
            changes.
        routed_alike: whether both directories have the same channels in the same order, for the
            same requests. Then `hours` and `contacts` are the causes of all `changes`, apart from
            hours after the range.
        names: the names of all channels.
    """

    start: AwareDatetime
    end: AwareDatetime
    time_zone: str
    changes: tuple[Change, ...]
    escalation: EscalationChange | None
    contacts: tuple[ContactsEdit, ...]
    routed_alike: bool
    names: tuple[ChannelName, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both directories are proved to give the same answers over the whole range."""
        return not self.changes and self.escalation is None

    @property
    def hours(self) -> tuple[HoursEdit, ...]:
        """The hours that only one directory has, by channel, if both are routed alike.

        The hours of one kind are one edit.
        """
        if not self.routed_alike:
            return ()
        return tuple(find_hours_edits(self.changes, self.names, self.start, self.end))

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
        """Return the difference as lines of text: what the owner changed, each change once.

        If channels, their order or what they serve changed too, the lines that follow say for each
        group of requests what changes when. So they do for hours after the range. If the channel
        changes, its line says only this; `changes` has the rest. Equal changes share a line, for
        several requests or for the same hours of several days.

        Args:
            language: `"es"` or `"en"`.

        Raises:
            UnknownLanguageError: the library does not speak `language`.
        """
        zone, spoken = zone_named(self.time_zone), require_language(language)
        edits = EditText(zone, spoken, self._spoken_names())
        text = DifferenceText(zone, spoken, edits.name)
        changes = [
            each for each in self.changes if not self.routed_alike or lies_beyond(each, self.end)
        ]
        lines = [
            *edits.hours_lines(self.hours),
            *edits.contacts_lines(self.contacts),
            *text.change_lines(changes),
            *text.escalation_lines(self.escalation),
        ]
        return "\n".join(lines or [text.no_change(self.start, self.end)])

    def _spoken_names(self) -> dict[str, LocalizedText]:
        """Return what to call each channel, by its id: its id, if another has the same name."""
        counts = Counter(each.name for each in self.names)
        return {
            each.id: each.name if counts[each.name] == 1 else LocalizedText(es=each.id, en=each.id)
            for each in self.names
        }
