"""What `manage.py check` finds before a reader does: settings that are wrong or incomplete."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core import checks

from ccb_support.errors import CcbSupportError, listed, quoted
from ccb_support.words import django_phrases as phrases

from . import desk
from .desk import SettingsError
from .directory import current
from .shown import find_address, has_pages
from .ticket_fields import fields_of, find_field, find_model

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ccb_support.words.phrase import Phrase

    from .desk import Tickets, Vocabulary
    from .ticket_fields import TicketField

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
    accepted = listed(desk.SETTINGS)
    return [
        _error(UNKNOWN_SETTING, phrases.UNKNOWN_SETTING, setting=name, accepted=accepted)
        for name in dir(settings)
        if name.startswith(_PREFIX) and name not in desk.SETTINGS
    ]


def check_entries(**_kwargs: object) -> list[checks.CheckMessage]:
    """Return an error for each entry that the library does not understand."""
    return [*_faulty_entries(desk.REQUEST_TYPES), *_faulty_entries(desk.PRIORITIES)]


def _faulty_entries(words: Vocabulary[Any]) -> Iterator[checks.CheckMessage]:
    try:
        entries = words.entries() or {}
    except SettingsError as error:
        yield _error_of(BAD_SETTING, error)
        return
    for key, word in entries.items():
        try:
            words.kind.parse(word)
        except CcbSupportError as error:
            yield _error(
                UNKNOWN_WORD, phrases.UNKNOWN_ENTRY,
                setting=words.setting, key=quoted(key), error=desk.words_of(error),
            )  # fmt: skip


def check_tickets(**_kwargs: object) -> list[checks.CheckMessage]:
    """Return an error for each field of the tickets, and each of its choices, without a meaning."""
    try:
        tickets = desk.tickets()
    except SettingsError as error:
        return [_error_of(BAD_SETTING, error)]
    if tickets is None:
        return []
    unmapped = [
        _error_of(UNMAPPED_CHOICE, error)
        for field in _fields(tickets)
        for error in field.words.find_unmapped(field.choices())
    ]
    return [*_faulty_fields(tickets), *unmapped]


def check_directory(**_kwargs: object) -> list[checks.CheckMessage]:
    """Return an error if the directory or the clock can't be used."""
    try:
        desk.now()
        current()
    except SettingsError as error:
        return [_error_of(BAD_SETTING, error)]
    except (CcbSupportError, OSError) as error:
        words = desk.words_of(error)
        return [_error(BAD_DIRECTORY, phrases.BAD_DIRECTORY, setting=desk.DIRECTORY, error=words)]
    return []


def check_address(**_kwargs: object) -> list[checks.CheckMessage]:
    """Return a warning if pages can't refresh their advice."""
    if has_pages() and not find_address():
        words = phrases.NO_ADDRESS.in_language(desk.reader_language("en"))
        return [checks.Warning(words, id=NO_ADDRESS)]
    return []


def check_values(
    databases: Sequence[str] | None = None, **_kwargs: object
) -> list[checks.CheckMessage]:
    """Return a warning for each value in the databases, such as a queue, without a meaning."""
    try:
        tickets = desk.tickets()
    except SettingsError:  # `check_tickets` reports it
        tickets = None
    return [
        checks.Warning(desk.words_of(error), id=UNMAPPED_VALUE)
        for field in (_fields(tickets) if tickets else ())
        for alias in databases or ()
        for error in field.words.find_unmapped(field.stored_values(alias))
    ]


def _fields(tickets: Tickets) -> Iterator[TicketField]:
    """Yield the fields whose words can be checked; a wrong table has its own error."""
    for field in fields_of(tickets):
        with suppress(SettingsError):
            field.words.entries()
            yield field


def _faulty_fields(tickets: Tickets) -> Iterator[checks.CheckMessage]:
    model = find_model(tickets)
    if model is None:
        yield _error(
            NO_TICKETS, phrases.NO_SUCH_MODEL, setting=desk.TICKETS, model=quoted(tickets.model)
        )
        return
    for path in (tickets.request_type, tickets.priority):
        if find_field(model, path) is None:
            yield _error(
                NO_TICKETS, phrases.NO_SUCH_FIELD,
                setting=desk.TICKETS, model=tickets.model, path=quoted(path),
            )  # fmt: skip


def _error(code: str, phrase: Phrase, **parts: object) -> checks.Error:
    return checks.Error(phrase.in_language(desk.reader_language("en"), **parts), id=code)


def _error_of(code: str, error: CcbSupportError) -> checks.Error:
    return checks.Error(desk.words_of(error), id=code)
