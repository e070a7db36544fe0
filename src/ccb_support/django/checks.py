"""What `manage.py check` finds before a reader does: settings that are wrong or incomplete."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from django.conf import settings
from django.contrib.admin.utils import NotRelationField, get_fields_from_path
from django.core import checks
from django.core.exceptions import FieldDoesNotExist
from django.db import connections
from django.db.models import Field, Model

from ccb_support.errors import CcbSupportError, listed, quoted
from ccb_support.words import Phrase
from ccb_support.words import services as phrases

from . import desk
from .views import find_address, has_pages

_PREFIX = "CCB_SUPPORT_"
"""Every setting of the app starts with it, and no other setting."""

_STORED = "ccb_support.W001"
"""The id of the warning about a value in a database."""


def check_settings(**_kwargs: object) -> list[checks.CheckMessage]:
    """Return an error or a warning for each setting that is wrong or incomplete."""
    found = (
        _check_names(),
        _check_entries(desk.REQUEST_TYPES),
        _check_entries(desk.PRIORITIES),
        _check_tickets(()),
        _check_address(),
    )
    messages = chain.from_iterable(map(_messages_of, found))
    # Several checks may need one setting: what is wrong with it is reported once.
    return [*{each.msg: each for each in messages}.values()]


def check_stored_values(
    databases: Sequence[str] | None = None, **_kwargs: object
) -> list[checks.CheckMessage]:
    """Return a warning for each value in the databases, such as a queue, without a meaning."""
    messages = _messages_of(_check_tickets(databases or ()))
    # What is wrong with the settings, `check_settings` says.
    return [each for each in messages if each.id == _STORED]


def _messages_of(found: Iterator[checks.CheckMessage]) -> Iterator[checks.CheckMessage]:
    """Yield what a check finds, and what is wrong with a setting that it needs."""
    try:
        yield from found
    except desk.SettingsError as error:
        yield checks.Error(desk.words_of_error(error), id="ccb_support.E002")
    except (CcbSupportError, OSError) as error:
        # Without a directory nobody knows its words, which most of them need.
        yield checks.Error(f"{desk.DIRECTORY}: {desk.words_of_error(error)}", id="ccb_support.E006")


def _check_names() -> Iterator[checks.CheckMessage]:
    """Yield an error for each setting that the app does not have, such as a misspelt one."""
    for name in dir(settings):
        if name.startswith(_PREFIX) and name not in desk.SETTINGS:
            yield _error(
                "E001", phrases.UNKNOWN_SETTING, setting=name, accepted=listed(desk.SETTINGS)
            )


def _check_entries(words: desk.Words) -> Iterator[checks.CheckMessage]:
    """Yield an error for each entry that the library does not understand."""
    known = words.vocabulary(desk.directory())
    for key, word in words.entries().items():
        try:
            known.parse(word)
        except CcbSupportError as error:
            found = f"{words.setting}, {quoted(key)}: {desk.words_of_error(error)}"
            yield checks.Error(found, id="ccb_support.E003")


def _check_tickets(databases: Sequence[str]) -> Iterator[checks.CheckMessage]:
    """Yield what is wrong with the tickets; nothing if the settings do not say where they are.

    That is an error for a model or a field that does not exist, and for a choice without a meaning.
    A stored value without a meaning, in one of `databases`, is a warning.
    """
    tickets = desk.tickets()
    if not tickets.model:
        return
    model = tickets.find_model()
    if not model:
        yield _error(
            "E004", phrases.NO_SUCH_MODEL, setting=desk.TICKETS, model=quoted(tickets.model)
        )
        return
    for path, words in (
        (tickets.request_type, desk.REQUEST_TYPES),
        (tickets.priority, desk.PRIORITIES),
    ):
        field = _find_field(model, path)
        if not field:
            yield _error(
                "E004", phrases.NO_SUCH_FIELD,
                setting=desk.TICKETS, model=tickets.model, path=quoted(path),
            )  # fmt: skip
            continue
        for error in words.find_unmapped(_choices(field), desk.directory()):
            yield checks.Error(desk.words_of_error(error), id="ccb_support.E005")
        stored = chain.from_iterable(_stored_values(field, alias) for alias in databases)
        for error in words.find_unmapped(stored, desk.directory()):
            yield checks.Warning(desk.words_of_error(error), id=_STORED)


def _check_address() -> Iterator[checks.CheckMessage]:
    """Yield a warning if pages can't refresh their advice."""
    if has_pages() and not find_address():
        yield checks.Warning(desk.in_reader_language(phrases.NO_ADDRESS), id="ccb_support.W002")


def _error(code: str, phrase: Phrase, **parts: object) -> checks.Error:
    return checks.Error(desk.in_reader_language(phrase, **parts), id=f"ccb_support.{code}")


def _find_field(model: type[Model], path: str) -> Field[Any, Any] | None:
    """Return the field at a path such as `queue__slug`.

    A relation alone, such as `queue`, does not count: nobody knows which word it means. Nor does a
    relation to several rows: a ticket has one type and one priority.
    """
    try:
        found: list[Any] = get_fields_from_path(model, path)
    except (FieldDoesNotExist, NotRelationField):
        return None
    has_several = any(each.many_to_many or each.one_to_many for each in found)
    return None if has_several or found[-1].is_relation else found[-1]


def _choices(field: Field[Any, Any]) -> list[object]:
    """Return the values among which a field chooses; none if it takes any value."""
    return [value for value, _ in field.flatchoices if value not in ("", None)]


def _stored_values(field: Field[Any, Any], alias: str) -> list[object]:
    """Return the values in a database; none if the field chooses among a few."""
    # The first `migrate` checks a database that has no tables yet.
    table = field.model._meta.db_table  # noqa: SLF001 - public, for all its name
    if _choices(field) or table not in connections[alias].introspection.table_names():
        return []
    rows = field.model._base_manager.using(alias)  # noqa: SLF001 - the same
    return [*rows.order_by().values_list(field.name, flat=True).distinct()]
