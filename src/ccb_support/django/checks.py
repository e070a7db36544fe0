"""What `manage.py check` finds before a reader does: settings that are wrong or incomplete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.exceptions import FieldDoesNotExist
from django.db import connections

from ccb_support.errors import CcbSupportError, listed, quoted
from ccb_support.model.requests import Priority, RequestType
from ccb_support.words import django_phrases as phrases

from . import desk
from .desk import SettingsError
from .directory import current_edition
from .shown import find_address, has_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from django.db.models import Field, Model

    from ccb_support.words.phrase import Phrase

    from .desk import Tickets

_PREFIX = "CCB_SUPPORT_"
"""Every setting of the app starts with it, and no other setting."""

UNKNOWN_SETTING = "ccb_support.E001"
BAD_SETTING = "ccb_support.E002"
UNKNOWN_WORD = "ccb_support.E003"
NO_TICKETS = "ccb_support.E004"
UNMAPPED_CHOICE = "ccb_support.E005"
BAD_DIRECTORY = "ccb_support.E006"
UNMAPPED_VALUE = "ccb_support.W001"
NO_ADDRESS = "ccb_support.W002"


def register() -> None:
    """Add the checks to Django's."""
    for check in (check_names, check_entries, check_tickets, check_directory, check_address):
        checks.register(check)
    checks.register(check_values, checks.Tags.database)


def check_names(**_kwargs: object) -> list[checks.CheckMessage]:
    """Return an error for each setting that the app does not have, such as a misspelt one."""
    names = [name for name in dir(settings) if name.startswith(_PREFIX)]
    return [
        _error(
            UNKNOWN_SETTING, phrases.UNKNOWN_SETTING, setting=name, accepted=listed(desk.SETTINGS)
        )
        for name in names
        if name not in desk.SETTINGS
    ]


def check_entries(**_kwargs: object) -> list[checks.CheckMessage]:
    """Return an error for each entry that the library does not understand."""
    return [
        *_faulty_entries(desk.REQUEST_TYPES, RequestType.parse),
        *_faulty_entries(desk.PRIORITIES, Priority.parse),
    ]


def _faulty_entries(
    setting: str, parse: Callable[[object], object]
) -> Iterator[checks.CheckMessage]:
    try:
        entries = desk.entries_of(setting) or {}
    except SettingsError as error:
        yield _error_of(BAD_SETTING, error)
        return
    for key, word in entries.items():
        try:
            parse(word)
        except CcbSupportError as error:
            yield _error(
                UNKNOWN_WORD, phrases.UNKNOWN_ENTRY,
                setting=setting, key=quoted(key), error=_words(error),
            )  # fmt: skip


def check_tickets(**_kwargs: object) -> list[checks.CheckMessage]:
    """Return an error for each field of the tickets, and each of its choices, without a meaning."""
    try:
        tickets = desk.tickets()
    except SettingsError as error:
        return [_error_of(BAD_SETTING, error)]
    if tickets is None:
        return []
    return [*_faulty_fields(tickets), *_unmapped_choices(tickets)]


def check_directory(**_kwargs: object) -> list[checks.CheckMessage]:
    """Return an error if the directory or the clock can't be used."""
    try:
        desk.now()
        current_edition()
    except SettingsError as error:
        return [_error_of(BAD_SETTING, error)]
    except (CcbSupportError, OSError) as error:
        return [
            _error(
                BAD_DIRECTORY, phrases.BAD_DIRECTORY, setting=desk.DIRECTORY, error=_words(error)
            )
        ]
    return []


def check_address(**_kwargs: object) -> list[checks.CheckMessage]:
    """Return a warning if pages can't refresh their advice."""
    if has_pages() and not find_address():
        return [checks.Warning(_in_words(phrases.NO_ADDRESS), id=NO_ADDRESS)]
    return []


def check_values(
    databases: Sequence[str] | None = None, **_kwargs: object
) -> list[checks.CheckMessage]:
    """Return a warning for each value in the databases, such as a queue, without a meaning."""
    try:
        tickets = desk.tickets()
    except SettingsError:
        return []  # `check_tickets` reports it
    if tickets is None:
        return []
    return [
        checks.Warning(_words(error), id=UNMAPPED_VALUE)
        for place in _places(tickets)
        for alias in databases or ()
        for error in place.unmapped(place.stored_values(alias))
    ]


class _Place(NamedTuple):
    """Where tickets keep a request type or a priority.

    Attributes:
        model: the model that has the field: that of the tickets, or of the queues.
        field: the field.
        meaning: returns what one of its values means.
    """

    model: type[Model]
    field: Field[Any, Any]
    meaning: Callable[[object], object]

    def choices(self) -> list[object]:
        """Return the values among which the field chooses; none if it takes any."""
        values: list[object] = [value for value, _ in self.field.flatchoices]
        return [value for value in values if value not in ("", None)]

    def stored_values(self, alias: str) -> list[object]:
        """Return the values in a database of a field that takes any."""
        # The first `migrate` checks a database that has no tables yet.
        table = self.model._meta.db_table  # noqa: SLF001 - public, for all its name
        if self.choices() or table not in connections[alias].introspection.table_names():
            return []
        rows = self.model._base_manager.using(alias)  # noqa: SLF001 - the same
        return [*rows.order_by().values_list(self.field.name, flat=True).distinct()]

    def unmapped(self, values: Sequence[object]) -> Iterator[CcbSupportError]:
        """Yield an error for each value without a meaning."""
        for value in values:
            try:
                self.meaning(value)
            except CcbSupportError as error:
                yield error


def _faulty_fields(tickets: Tickets) -> Iterator[checks.CheckMessage]:
    model = _model(tickets)
    if model is None:
        yield _error(
            NO_TICKETS, phrases.NO_SUCH_MODEL, setting=desk.TICKETS, model=quoted(tickets.model)
        )
        return
    for path in (tickets.request_type, tickets.priority):
        if _find_field(model, path) is None:
            yield _error(
                NO_TICKETS, phrases.NO_SUCH_FIELD,
                setting=desk.TICKETS, model=tickets.model, path=quoted(path),
            )  # fmt: skip


def _unmapped_choices(tickets: Tickets) -> Iterator[checks.CheckMessage]:
    for place in _places(tickets):
        for error in place.unmapped(place.choices()):
            yield _error_of(UNMAPPED_CHOICE, error)


def _places(tickets: Tickets) -> Iterator[_Place]:
    """Yield the places that exist."""
    model = _model(tickets)
    if model is None:
        return
    for path, meaning in (
        (tickets.request_type, desk.request_type_of),
        (tickets.priority, desk.priority_of),
    ):
        if found := _find_field(model, path):
            yield _Place(*found, meaning)


def _model(tickets: Tickets) -> type[Model] | None:
    try:
        return apps.get_model(tickets.model)
    except LookupError:
        return None


def _find_field(model: type[Model], path: str) -> tuple[type[Model], Field[Any, Any]] | None:
    """Return the field at a path such as `queue__slug`, and the model that has it."""
    name, _, rest = path.partition("__")
    try:
        field: Any = model._meta.get_field(name)  # noqa: SLF001 - public, for all its name
    except FieldDoesNotExist:
        return None
    if not rest:
        return model, field
    return _find_field(field.related_model, rest) if field.related_model else None


def _error(code: str, phrase: Phrase, **parts: object) -> checks.Error:
    return checks.Error(_in_words(phrase, **parts), id=code)


def _error_of(code: str, error: CcbSupportError) -> checks.Error:
    return checks.Error(_words(error), id=code)


def _in_words(phrase: Phrase, **parts: object) -> str:
    return phrase.fill(**parts).in_language(desk.reader_language("en"))


def _words(error: CcbSupportError | OSError) -> str:
    if isinstance(error, CcbSupportError):
        return error.message(desk.reader_language("en"))
    return str(error)
