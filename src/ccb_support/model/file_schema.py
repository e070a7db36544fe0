"""What the JSON Schema of a directory says of its keys, and which spellings it accepts."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ccb_support.words import Phrase
from ccb_support.words.directory import KEYS, TYPES

EXAMPLES: Mapping[str, list[object]] = {
    "Directory.format": [2],
    "Directory.version": ["2026.11.24"],
    "Directory.as_of": ["2026-11-24"],
    "Directory.effective": ["2027-01-01"],
    "Directory.name": [{"es": "Mesa de ayuda", "en": "Help desk"}],
    "Directory.time_zone": ["America/Bogota"],
    "Directory.language": ["es", "en"],
    "Directory.holiday_calendar": ["CO", "US-NY", []],
    "RequestTypeEntry.id": ["denuncia"],
    "RequestTypeEntry.plural": [{"es": "denuncias", "en": "reports"}],
    "RequestTypeEntry.spellings": [["denuncio"]],
    "RequestTypeEntry.ambiguous": [["solicitud"]],
    "PriorityEntry.id": [1],
    "PriorityEntry.spellings": [["crítico"]],
    "PriorityEntry.ambiguous": [["urgente"]],
    "ArticledName.es_article": ["la"],
    "Channel.id": ["pqrs"],
    "Channel.request_types": ["all", ["petition", "queja"]],
    "Channel.priorities": ["all", [1, 2]],
    "Channel.hours": [
        "always",
        [{"days": "lunes a viernes", "opens": "07:00", "closes": "17:00"}],
    ],
    "Channel.holidays": ["closed", "open", [{"opens": "08:00", "closes": "12:00"}]],
    "Channel.contacts": [[{"medium": "email", "address": "name@example.org"}]],
    "Channel.rows": [[4, 5]],
    "EscalationLevel.level": [1],
    "EscalationLevel.hours": ["not_stated", "always"],
    "OpeningSpan.opens": ["07:00"],
    "OpeningSpan.closes": ["17:00", "24:00"],
    "WeeklySpan.days": ["lunes a viernes", ["monday", "sábado"]],
    "WeeklySpan.weeks": [[1, 3], ["última"]],
    "Contact.printed": ["(601) 745 2141"],
    "Contact.e164": ["+576017452141"],
    "Phone.short_code": ["195", "#383"],
    "Phone.phone_context": ["+57"],
    "Phone.extensions": [["1104", "1108"]],
    "Phone.menu_option": ["3"],
    "Email.address": ["name@example.org"],
    "Chat.url": ["https://example.org/chat"],
    "WebForm.url": ["https://example.org/form"],
    "HoursChange.channels": ["all", ["pqrs"]],
    "Season.from": ["12-15", "2026-12-15", "easter-6"],
    "Season.through": ["01-15", "2027-01-15", "easter-1"],
    "Season.hours": [
        "closed",
        [{"days": "lunes a viernes", "opens": "08:00", "closes": "14:00"}],
    ],
    "SpecialDay.date": ["2026-12-24", "12-24", "pascua-4"],
    "SpecialDay.through": ["2026-12-31", "12-31", "pascua-1"],
    "SpecialDay.hours": ["closed", [{"opens": "07:00", "closes": "12:00"}]],
    "SpecialDay.opens_closed_days": [True],
    "Closure.starts": ["2026-12-05T22:00:00"],
    "Closure.ends": ["2026-12-06T04:00:00"],
    "ListedHoliday.date": ["2026-11-26", "12-25", "easter-2"],
}
"""Values of each key, as JSON writes them. The subclasses of a class have its values too."""


def describe(kind: type, schema: dict[str, Any]) -> None:
    """Add to a JSON Schema what the library says about a type and its keys."""
    for base in reversed(kind.__mro__):
        name = base.__name__.lstrip("_")
        _add(schema, TYPES.get(name), None)
        for key, value in schema["properties"].items():
            _add(value, KEYS.get(f"{name}.{key}"), EXAMPLES.get(f"{name}.{key}"))


def _add(schema: dict[str, Any], phrase: Phrase | None, examples: list[object] | None) -> None:
    """Add a description and examples to a schema, instead of those that it may have."""
    if phrase:
        schema["description"] = "\n\n".join(phrase)
    if examples:
        schema["examples"] = examples


_ACCENTED = {"a": "áÁ", "e": "éÉ", "i": "íÍ", "o": "óÓ", "u": "úÚüÜ", "n": "ñÑ"}
"""The letters that fold to a letter of ASCII, among those that Spanish uses."""

_SEPARATOR = r"[\s\x1c-\x1f_-]"
_GAP = f"{_SEPARATOR}+"
"""What separates two words."""

_SIGNS = r"\xa1-\xbf\xd7\xf7\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u20cf\u2190-\u2bff\ufeff"
"""Punctuation, symbols and formats, which no folding takes away."""

_UNKNOWN_LETTER = rf"[^\x00-\x7f{_SIGNS}{''.join(_ACCENTED.values())}]"


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of a whole text that is any of `words`, which are folded, in every spelling.

    A text may not begin with a hyphen: there it is a sign.
    """
    spelt = "|".join(dict.fromkeys(map(_spell, words)))
    return rf"^(?!\s*-){_SEPARATOR}*(?:{spelt}){_SEPARATOR}*$|{_UNKNOWN_LETTER}"


def _spell(word: str) -> str:
    return _GAP.join("".join(map(_spell_letter, part)) for part in word.split())


def _spell_letter(letter: str) -> str:
    if letter.isalpha():
        return f"[{letter}{letter.upper()}{_ACCENTED.get(letter, '')}]"
    return re.escape(letter)
