"""What a ticket asks for, in the library's terms: two tables of the settings, and no guess."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ccb_support import Priority, RequestType
    from helpdesk.models import Ticket

_Theirs = TypeVar("_Theirs")
_Ours = TypeVar("_Ours")


class UnmappedError(LookupError):
    """A queue or a priority of the help desk for which a setting has no entry.

    Attributes:
        setting: the setting's name.
        key: what it has no entry for.
    """

    def __init__(self, setting: str, key: object) -> None:
        super().__init__(f"{setting} has no entry for {key!r}")
        self.setting = setting
        self.key = key


def request_of(ticket: Ticket) -> tuple[RequestType, Priority]:
    """Return what a ticket asks for, and how urgently.

    Raises:
        UnmappedError: its queue or its priority is not mapped.
    """
    # Until a ticket is read back from the database, its priority is the text that the form sent.
    queue, priority = ticket.queue.slug, int(ticket.priority)
    return (
        _mapped(settings.SUPPORT_ADVICE_REQUEST_TYPES, queue, "SUPPORT_ADVICE_REQUEST_TYPES"),
        _mapped(settings.SUPPORT_ADVICE_PRIORITIES, priority, "SUPPORT_ADVICE_PRIORITIES"),
    )


def _mapped(table: Mapping[_Theirs, _Ours], key: _Theirs, setting: str) -> _Ours:
    if key not in table:
        raise UnmappedError(setting, key)
    return table[key]
