"""What the settings say about the desk: its requests, its tickets, its directory and its clock."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from django.utils.functional import lazy
from django.utils.translation import get_language

from ccb_support import Directory, Priority, RequestType
from ccb_support.errors import CcbSupportError, listed, quoted
from ccb_support.live import Current, live_directory, utc_now
from ccb_support.model import Priorities, RequestTypes
from ccb_support.questions import Desk
from ccb_support.words import Language, Phrase, find_language
from ccb_support.words import services as phrases

TICKETS = "CCB_SUPPORT_TICKETS"
DIRECTORY = "CCB_SUPPORT_DIRECTORY"
NOW = "CCB_SUPPORT_NOW"

SETTLING_SECONDS = 0.1
"""How long the first look that sees an edit waits, in case somebody is still writing."""


class SettingsError(CcbSupportError, ImproperlyConfigured, code="bad_setting"):
    """A setting of the app that does not have its form."""


class UnmappedError(CcbSupportError, LookupError, code="unmapped"):
    """A request type or a priority of the desk that the settings do not map.

    Attributes:
        setting: the name of the setting that needs an entry.
    """

    def __init__(self, setting: str, key: object, accepted: list[str]) -> None:
        super().__init__(
            phrases.UNMAPPED.fill(setting=setting, key=quoted(key), accepted=listed(accepted)),
            accepted=accepted,
        )
        self.setting = setting


def _setting(name: str, phrase: Phrase, is_right: Callable[[Any], bool], usual: object) -> Any:  # noqa: ANN401 - it may have any type
    """Return a setting; `usual` if it is left out.

    Raises:
        SettingsError: the setting does not have its form, which the phrase describes.
    """
    value = getattr(settings, name, None)
    if value is None:
        return usual
    if not is_right(value):
        raise SettingsError(phrase.fill(setting=name, value=quoted(value)))
    return value


@dataclass(frozen=True)
class Words:
    """The desk's words for request types, or for priorities: `setting` says what each means.

    `vocabulary` returns what a directory knows of them.
    """

    setting: str
    vocabulary: Callable[[Directory], RequestTypes | Priorities]

    def entries(self) -> Mapping[str, object]:
        """Return the entries of the setting; none if the settings do not have it.

        The keys are texts: until a ticket is read back from the database, its priority is the text
        that the form sent.

        Raises:
            SettingsError: the setting is not a table.
        """
        table = _setting(
            self.setting, phrases.NOT_A_TABLE, lambda value: isinstance(value, Mapping), {}
        )
        return {str(key): value for key, value in table.items()}

    def meaning(self, word: object, directory: Directory) -> str | int:
        """Return what a word means.

        Args:
            word: a key of the setting, or, without that setting, a spelling that the library reads.
                A member of the library's enum means itself.
            directory: the directory that answers.

        Raises:
            UnmappedError: the setting has no entry for the word.
            UnknownWordError: the directory does not know the word, or the entry of the setting.
            SettingsError: the setting is not a table.
        """
        return self.vocabulary(directory).parse(self.as_read(word, directory))

    def as_read(self, word: object, directory: Directory) -> object:
        """Return what the library reads for a word: its entry in the setting, or else the word.

        It raises what `meaning` does, except that a directory does not know a word.
        """
        entries = self.entries()
        if not entries or isinstance(word, RequestType | Priority):
            return word
        if str(word) not in entries:
            raise self._unmapped(word, self.vocabulary(directory))
        return entries[str(word)]

    def find_unmapped(
        self, words: Iterable[object], directory: Directory
    ) -> Iterator[UnmappedError]:
        """Yield an error for each word that the setting, or without it the directory, lacks.

        Raises:
            SettingsError: the setting is not a table.
        """
        entries, known = self.entries(), self.vocabulary(directory)
        for word in words:
            is_known = str(word) in entries if entries else known.find(word) is not None
            if not is_known:
                yield self._unmapped(word, known)

    def _unmapped(self, word: object, known: RequestTypes | Priorities) -> UnmappedError:
        return UnmappedError(self.setting, word, [f"{each}" for each in known.by_id])


REQUEST_TYPES = Words("CCB_SUPPORT_REQUEST_TYPES", lambda directory: directory.request_types)
PRIORITIES = Words("CCB_SUPPORT_PRIORITIES", lambda directory: directory.priorities)

SETTINGS = (REQUEST_TYPES.setting, PRIORITIES.setting, TICKETS, DIRECTORY, NOW)
"""Every setting of the app."""


def request_of(
    directory: Directory, request_type: object, priority: object
) -> tuple[object, object]:
    """Return what the library reads for a desk's words for a request; it raises as `as_read`."""
    return REQUEST_TYPES.as_read(request_type, directory), PRIORITIES.as_read(priority, directory)


class Tickets(NamedTuple):
    """Where the desk keeps its tickets.

    Attributes:
        model: the label of their model, such as `helpdesk.Ticket`; empty if the settings do not
            say it.
        request_type: the field with their type, such as `queue__slug`.
        priority: the field with their priority.
    """

    model: str
    request_type: str
    priority: str

    def find_model(self) -> type[Model] | None:
        """Return the model, if there is such a model."""
        try:
            return apps.get_model(self.model)
        except (LookupError, ValueError):
            return None

    def find_words(self, path: str) -> dict[str, object]:
        """Return the word for each key of a relation; none if a form sends the words themselves.

        A form sends the key of a queue, such as `3`, and `queue__slug` says where its word is.

        Raises:
            FieldDoesNotExist: the tickets have no such relation.
            FieldError: the related model has no such field.
        """
        name, _, rest = path.partition("__")
        model = self.find_model()
        if not model or not rest:
            return {}
        relation: Any = model._meta.get_field(name)  # noqa: SLF001 - public, for all its name
        if not relation.related_model:
            return {}
        rows = relation.related_model._base_manager.values_list(relation.target_field.name, rest)  # noqa: SLF001 - the same
        return {str(key): word for key, word in rows}


def tickets() -> Tickets:
    """Return where the tickets are, by the settings.

    Raises:
        SettingsError: the setting does not have its form.
    """
    found = _setting(
        TICKETS,
        phrases.NOT_TICKETS,
        # Without a model, nobody would keep a record, and no check would say so.
        lambda value: (
            type(value) in {list, tuple} and [*map(type, value)] == [str] * 3 and value[0] != ""
        ),
        ("", "", ""),
    )
    return Tickets(*found)


def now() -> datetime:
    """Return the current time, by the one clock of the app.

    Raises:
        SettingsError: the setting is not a clock.
    """
    clock = _setting(NOW, phrases.NOT_A_CLOCK, bool, utc_now)
    with suppress(TypeError, AttributeError):
        shown: datetime = clock()
        if shown.utcoffset() is not None:
            return shown
    raise SettingsError(phrases.NOT_A_CLOCK.fill(setting=NOW, value=quoted(clock)))


def current() -> Current:
    """Return what answers now.

    Raises:
        DirectoryError: the file is not a directory, and has not been one since the process started.
        MissingExtraError: the directory needs an extra.
        OSError: the file can't be read.
        SettingsError: a setting does not have its form.
    """
    path = _setting(
        DIRECTORY,
        phrases.NOT_A_PATH,
        # An empty path is the folder in which the process happens to be.
        lambda value: isinstance(value, str | os.PathLike) and value != "",
        None,
    )
    live = _live(path, now)
    # An edit is live for the first reader after it, and no thread runs in the background. If
    # another thread is looking, what it finds comes with the next question: nobody waits.
    if _looking.acquire(blocking=False):
        try:
            if not live.look():
                time.sleep(SETTLING_SECONDS)
                live.look()
        finally:
            _looking.release()
    return live.current


def directory() -> Directory:
    """Return the edition of the directory that is in force now; it raises what `current` does."""
    return Desk.of(current().router, now()).directory


_live = lru_cache(maxsize=1)(live_directory)

_looking = Lock()
"""One thread looks at the file at a time.

A child that is forked during the look never looks itself: fork before the first question.
"""


def words_of_error(error: Exception) -> str:
    """Return what an error says, in Django's language or in English."""
    if isinstance(error, CcbSupportError):
        return error.message(reader_language("en"))
    return str(error)


def reader_language(fallback: Language) -> Language:
    """Return Django's language, or `fallback` if the library does not speak it."""
    return find_language(get_language()) or fallback


def in_reader_language(phrase: Phrase, **parts: object) -> str:
    """Return a phrase in Django's language or in English."""
    return phrase.in_language(reader_language("en"), **parts)


def _label(phrase: Phrase) -> str:
    """Return a phrase as Django has its own labels: in English if the site translates nothing.

    The migrations have the English labels. With others, `makemigrations` would add one.
    """
    return in_reader_language(phrase) if settings.USE_I18N else phrase.en


as_label: Callable[[Phrase], str] = lazy(_label, str)
"""Puts a phrase into Django's language whenever somebody reads it."""
