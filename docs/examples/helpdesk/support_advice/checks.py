"""What `manage.py check` finds before a ticket does: queues and priorities that nobody mapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core import checks
from django.db import connections
from helpdesk.models import Queue, Ticket

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@checks.register
def every_priority_is_mapped(**_kwargs: object) -> list[checks.CheckMessage]:
    """Return an error for each of helpdesk's priorities that is not mapped."""
    return [
        checks.Error(
            f"The priority {priority} of the help desk is not mapped.",
            hint="Add it to SUPPORT_ADVICE_PRIORITIES.",
            id="support_advice.E001",
        )
        for priority, _ in Ticket.PRIORITY_CHOICES
        if priority not in settings.SUPPORT_ADVICE_PRIORITIES
    ]


@checks.register(checks.Tags.database)
def every_public_queue_is_mapped(
    databases: Sequence[str] | None = None, **_kwargs: object
) -> list[checks.CheckMessage]:
    """Return a warning for each public queue, in the databases named, that is not mapped."""
    return [
        checks.Warning(
            f"The public queue {slug!r} is not mapped: its tickets get no advice.",
            hint="Add it to SUPPORT_ADVICE_REQUEST_TYPES.",
            id="support_advice.W001",
        )
        for alias in databases or ()
        for slug in _public_queues(alias)
        if slug not in settings.SUPPORT_ADVICE_REQUEST_TYPES
    ]


def _public_queues(alias: str) -> Iterable[str]:
    # The first `migrate` checks a database that has no tables yet.
    table = Queue._meta.db_table  # noqa: SLF001 - public, for all its name: Django documents it
    if table not in connections[alias].introspection.table_names():
        return ()
    queues = Queue.objects.using(alias).filter(allow_public_submission=True)
    return queues.values_list("slug", flat=True)
