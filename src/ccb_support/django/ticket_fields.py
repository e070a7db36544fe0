"""The fields in which tickets keep a request type or a priority, and the values that they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import connections

from . import desk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Field, Model

    from .desk import Tickets, Vocabulary


class TicketField(NamedTuple):
    """A field of the tickets, or of their queues, and what the words in it may be."""

    model: type[Model]
    field: Field[Any, Any]
    words: Vocabulary[Any]

    def choices(self) -> list[object]:
        """Return the values among which the field chooses; none if it takes any value."""
        return [value for value, _ in self.field.flatchoices if value not in ("", None)]

    def stored_values(self, alias: str) -> list[object]:
        """Return the values in a database; none if the field chooses among a few."""
        # The first `migrate` checks a database that has no tables yet.
        table = self.model._meta.db_table  # noqa: SLF001 - public, for all its name
        if self.choices() or table not in connections[alias].introspection.table_names():
            return []
        rows = self.model._base_manager.using(alias)  # noqa: SLF001 - the same
        return [*rows.order_by().values_list(self.field.name, flat=True).distinct()]


def find_model(tickets: Tickets) -> type[Model] | None:
    """Return the model of the tickets, if there is such a model."""
    try:
        return apps.get_model(tickets.model)
    except LookupError:
        return None


def find_field(model: type[Model], path: str) -> tuple[type[Model], Field[Any, Any]] | None:
    """Return the field at a path such as `queue__slug`, and the model that has it.

    A relation alone, such as `queue`, does not count: nobody knows which word it means.
    """
    name, _, rest = path.partition("__")
    try:
        field: Any = model._meta.get_field(name)  # noqa: SLF001 - public, for all its name
    except FieldDoesNotExist:
        return None
    if rest:
        return find_field(field.related_model, rest) if field.related_model else None
    return None if field.is_relation else (model, field)


def fields_of(model: type[Model], tickets: Tickets) -> Iterator[tuple[str, TicketField | None]]:
    """Yield the path of each field with what is there; `None` if there is no such field."""
    for path, words in (
        (tickets.request_type, desk.REQUEST_TYPES),
        (tickets.priority, desk.PRIORITIES),
    ):
        found = find_field(model, path)
        yield path, found and TicketField(*found, words)
