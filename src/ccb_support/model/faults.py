"""The faults that a validation found, for people: each with its path, its line and its words."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date, time
from difflib import get_close_matches
from typing import TypeAlias

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ccb_support.errors import Fault, cut, listed, quoted
from ccb_support.limits import LONGEST_ID
from ccb_support.words import Phrase
from ccb_support.words.faults import (
    EXAMPLES,
    EXAMPLES_OF_PLACES,
    FAULTS_OF_KEYS,
    FAULTS_OF_PLACES,
    FOUND,
    FOUND_UNSEEN,
    MEANT_KEYS,
    OTHER_DAYS,
    SECTIONS,
    YEARLY_EXAMPLES,
)

from .changed_hours import Closure, Season, SpecialDay
from .channels import Channel, EscalationLevel
from .contacts import Chat, Email, Phone, WebForm, WhatsApp
from .dates import ListedHoliday, is_full_date
from .hours import OpeningSpan, WeeklySpan
from .records import as_sequence, fields_of, keys_of, letters_of, phrase_of, words_of_fault
from .text import ArticledName, LocalizedText, is_visible
from .vocabulary import PriorityEntry, RequestTypeEntry, folded

KeyPath: TypeAlias = tuple[str | int, ...]
"""The keys and the indexes that lead to a value: `("channels", 2, "hours", 0, "closes")`."""


def write_path(path: KeyPath) -> str:
    """Return a path as people write it: `channels[2].hours[0].closes`. The whole has no text."""
    return "".join(map(_write_step, path)).removeprefix(".")


def _write_step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    is_plain = re.fullmatch(rf"[\w-]{{1,{LONGEST_ID}}}", step)
    return f".{step if is_plain else quoted(step)}"


def list_faults(
    error: ValidationError, content: object, model: type[BaseModel], text: str = ""
) -> list[Fault]:
    """Return the faults that `error` found when `model` read `content`, with their paths.

    If `text` is the TOML of `content`, the faults also have their lines. A key that is misspelt, or
    in a table instead of the file, is not missing too: with both pieces of advice, an owner would
    write it twice.
    """
    records, lines = {**_RECORDS, "": model}, TomlLines(text)
    details = error.errors(include_url=False)
    found = [_path_and_words(each, content, records) for each in details]
    said = {(path[:-1], words) for path, words in found}
    misplaced = {path[-1:] for path, words in found if words == phrase_of("key_of_the_file")}

    def is_there(path: KeyPath) -> bool:
        return path in misplaced or (path[:-1], phrase_of("misspelt_key", meant=path[-1])) in said

    return [
        Fault(write_path(path), words.en, words.es, lines.line_of(path))
        for each, (path, words) in zip(details, found, strict=True)
        if each["type"] not in {"missing", "unnamed_holidays", "code_without_country"}
        or not is_there(path)
    ]


_Records: TypeAlias = Mapping[str, type[BaseModel]]


def _path_and_words(
    details: ErrorDetails, content: object, records: _Records
) -> tuple[KeyPath, Phrase]:
    location = details["loc"]
    place, holder = _follow(location[:-1], content, records)
    if details["type"] == "extra_forbidden":
        path = *place, str(location[-1])
        # To TOML, a line at the end of a file is one of its last table. A file may have many
        # unknown keys, and a set of all keys for each of them would take quadratic time.
        if (
            path[-1] in records[""].model_fields
            and path[-1] not in SECTIONS
            and path[-1] not in fields_of(content)
        ):
            return path, phrase_of("key_of_the_file")
        return path, _explain_unknown_key(
            path, fields_of(holder), _record_at(place, holder, records)
        )
    path, value = _follow(location, content, records)
    if details["type"] == "missing":
        code = FAULTS_OF_PLACES.get((_dotted(path), "missing"), "missing_key")
        return path, phrase_of(code, example=_example_of(path, fields_of(holder)))
    return path, _explain(details, path, value)


def _follow(
    location: tuple[int | str, ...], content: object, records: _Records
) -> tuple[KeyPath, object]:
    """Return the path of a location that pydantic names, and the value there."""
    path = KeyPath()
    for step in location:
        if isinstance(step, int):
            path, content = (*path, step), as_sequence(content)[step]
        # Pydantic also names the branch of a union that it tried: for a contact, the medium. And
        # one text is for each language.
        elif not isinstance(content, str) and step in keys_of(_record_at(path, content, records)):
            path, content = (*path, step), fields_of(content).get(step)
    return path, content


def _record_at(path: KeyPath, content: object, records: _Records) -> type[BaseModel]:
    keys = _dotted(path)
    if keys.endswith("contacts"):
        return _CONTACTS.get(letters_of(fields_of(content).get("medium")), LocalizedText)
    return records.get(keys, LocalizedText)


def _dotted(path: KeyPath) -> str:
    """Return the keys of a path without its numbers: `special_days.hours`."""
    return ".".join(step for step in path if isinstance(step, str))


_RECORDS: _Records = {
    "request_types": RequestTypeEntry,
    "priorities": PriorityEntry,
    "channels": Channel,
    "channels.name": ArticledName,
    "channels.hours": WeeklySpan,
    "channels.holidays": OpeningSpan,
    "escalation": EscalationLevel,
    "escalation.name": ArticledName,
    "escalation.hours": WeeklySpan,
    "seasons": Season,
    "seasons.hours": WeeklySpan,
    "special_days": SpecialDay,
    "special_days.hours": OpeningSpan,
    "closures": Closure,
    "holiday_calendar": ListedHoliday,
}
"""The record of each table of a file, by its place. Those that are not here are names."""

_CONTACTS: _Records = {
    each.model_fields["medium"].default: each for each in (Phone, WhatsApp, Email, Chat, WebForm)
}
"""The record of a contact, by its medium."""


def _explain_unknown_key(
    path: KeyPath, stated: Mapping[object, object], record: type[BaseModel]
) -> Phrase:
    """Return which key was probably meant, or which keys `record` has that are not stated."""
    keys = keys_of(record)
    unused = [each for each in keys if each not in stated]
    word = folded(cut(str(path[-1])))
    meant = [
        *(each for each in MEANT_KEYS.get(word, ()) if each in keys),
        *get_close_matches(word.replace(" ", "_"), keys, n=1),
    ]
    if meant:
        # The title of a list may come again, with the next entry.
        free = meant if len(path) == 1 and meant[0] in SECTIONS else unused
        best = next((each for each in meant if each in free), meant[0])
        return phrase_of("misspelt_key" if best in free else "superfluous_key", meant=best)
    return phrase_of("unknown_key_of_several" if unused else "unknown_key", others=listed(unused))


def _example_of(path: KeyPath, entry: Mapping[object, object]) -> str:
    """Return the line to write for a key that an entry lacks."""
    key, dotted = str(path[-1]), _dotted(path)
    if dotted in ("priorities.id", "escalation.level"):
        # An entry usually has the number of its place.
        return f"{key} = {int(path[-2]) + 1}"
    if other := entry.get(OTHER_DAYS.get(key)):
        # Both days of a range are of one kind, and they may be the same.
        return f"{key} = {other}" if is_full_date(other) else YEARLY_EXAMPLES[key]
    return EXAMPLES_OF_PLACES.get(dotted, EXAMPLES[key])


def _explain(details: ErrorDetails, path: KeyPath, value: object) -> Phrase:
    place, kind = _dotted(path), details["type"]
    of_key = FAULTS_OF_KEYS.get((place.rpartition(".")[2], kind))
    code = FAULTS_OF_PLACES.get((place, kind), of_key)
    words = phrase_of(code, key=place, most=LONGEST_ID) if code else words_of_fault(details)
    if kind == "union_tag_invalid":
        value = fields_of(value)["medium"]
    # A whole table would drown the message, and the path says where it is.
    if value is None or isinstance(value, dict | list | tuple | BaseModel):
        return words
    in_python = quoted(value)
    # A file says true, and 2026-12-24T09:00:00.
    shown = (
        str(value).lower().replace(" ", "T") if isinstance(value, bool | date | time) else in_python
    )
    # The error of a word that nobody knows begins with it, as Python writes it.
    if words.en.startswith(in_python):
        return Phrase(*(shown + each.removeprefix(in_python) for each in words))
    is_unseen = kind != "invisible_letter" and not is_visible(letters_of(value))
    return (FOUND_UNSEEN if is_unseen else FOUND).fill(words=words, value=shown)


# --- On which line of a text each place is.

_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\]++|\\.)*+"|'[^']*+')"""
_DOTTED = rf"[ \t]*+({_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+)[ \t]*+"

_HEADER = re.compile(rf"[ \t]*+(\[\[?){_DOTTED}\]")
_KEY = re.compile(rf"{_DOTTED}=")
_BRACE = re.compile(r"""[{}]|#.*|"(?:[^"\\]++|\\.)*+"?|'[^']*+'?""")
"""The beginning or the end of an inline table; a comment or a text, which may have such letters."""

_DEEPEST = 10
"""How many parts of a name are looked up. The paths of a directory have up to six steps."""


class TomlLines:
    """On which line of a TOML text each key and each table is.

    `tomllib` keeps no positions, so this looks at how each line begins, and counts the inline
    tables of a list. A line within a text of several lines is read as if it were not.
    """

    def __init__(self, text: str) -> None:
        self._lines: dict[KeyPath, int] = {}
        self._entries: Counter[KeyPath] = Counter()
        table, place, depth = KeyPath(), KeyPath(), 0
        for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
            if header := _HEADER.match(line):
                table = self._enter(KeyPath(), header[2], number)
                self._entries[table] += header[1] == "[["
                table, depth = self._note(self._last_of(table), number), 0
                continue
            if (key := _KEY.match(line)) and depth > 0:
                # Python 3.15 reads TOML 1.1, in which an inline table may have several lines.
                self._enter(place, key[1], number)
            elif key:
                place, depth = self._enter(table, key[1], number), 0
            for brace in _BRACE.findall(line):
                if brace == "{" and not depth:
                    self._entries[place] += 1
                    self._note(self._last_of(place), number)
                # Tables within an entry are not entries of the list.
                depth += (brace == "{") - (brace == "}")

    def line_of(self, path: KeyPath) -> int | None:
        """Return the line of a key, or of an entry of a list; the first line is 1.

        It is the first line that mentions the key. If no line begins with the key, return the line
        of what it is in, or would be in. The whole text has no line.
        """
        lines = (self._lines.get(path[:length]) for length in range(len(path), 0, -1))
        return next(filter(None, lines), None)

    def _enter(self, place: KeyPath, name: str, line: int) -> KeyPath:
        """Return the place of a name, whose parts dots join, and keep the line of each part.

        `a."b.c"` is `a` and `b.c`. It reads no escapes.
        """
        for part in re.findall(_PART, name)[:_DEEPEST]:
            place = self._note((*self._last_of(place), part.strip("\"'")), line)
        return place

    def _last_of(self, place: KeyPath) -> KeyPath:
        """Return a place, or that of its last entry if it is a list of tables."""
        count = self._entries[place]
        return (*place, count - 1) if count else place

    def _note(self, place: KeyPath, line: int) -> KeyPath:
        """Return a place, and keep its line if the place is new."""
        self._lines.setdefault(place, line)
        return place
