"""What a finding says: one sentence in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ccb_support.answer.short_forms import (
    contact_in_short,
    day_in_short,
    kinds_in_short,
    list_in_short,
    moment_in_short,
)
from ccb_support.clock.instants import HOUR, MINUTE
from ccb_support.model.contacts import Phone, WhatsApp
from ccb_support.model.text import LocalizedText, as_line
from ccb_support.words import finding_phrases as phrases
from ccb_support.words.sentences import capitalize, shorten

from .alphabets import alphabet_of
from .numbers import dialled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ccb_support.model.hours import OpeningSpan
    from ccb_support.schedule.causes import Cause
    from ccb_support.words.languages import Language

_LONGEST_NAME = 80
"""How many letters of a name a sentence quotes."""


def describe(finding: Mapping[str, Any], names: Mapping[str, LocalizedText]) -> LocalizedText:
    """Return the sentence of a finding, of which these are the fields, in each language.

    `names` has the names of channels by id. Any other channel is called by its id.
    """
    return LocalizedText(es=_sentence(finding, names, "es"), en=_sentence(finding, names, "en"))


def _sentence(
    finding: Mapping[str, Any], names: Mapping[str, LocalizedText], language: Language
) -> str:
    parts = dict(_parts(finding, names, language))
    return as_line(capitalize(phrases.SENTENCES[finding["code"]].in_language(language, **parts)))


def _parts(
    finding: Mapping[str, Any], names: Mapping[str, LocalizedText], language: Language
) -> Iterator[tuple[str, str]]:
    """Yield the parts of the sentence that the finding has, by their names in the phrases."""
    yield "requests", kinds_in_short(finding["requests"], language)
    for key in ("channels", "instead"):
        called = [_named(names[each], language) if each in names else each for each in finding[key]]
        yield key, list_in_short(called, language)
    letters = [_letter(each, language) for each in finding["letters"]]
    yield "letters", list_in_short(letters, language)
    yield "other", finding["other"] or ""
    yield "replacement", finding["replacement"] or ""
    if day := finding["day"]:
        yield "day", day_in_short(day, language)
    if span := finding["span"]:
        yield from _span_parts(span, language)
    if cause := finding["cause"]:
        yield "cause", _exception(cause, language)
    if contact := finding["contact"]:
        yield "contact", contact_in_short(contact, language)
        if isinstance(contact, Phone | WhatsApp):
            yield "printed", contact.printed
            yield "dialled", dialled(contact)
    if medium := finding["medium"]:
        yield "medium", phrases.PREFERRED_MEDIA[medium].in_language(language)
    if example := finding["counterexample"]:
        yield "start", moment_in_short(example.start, language)
        yield "end", moment_in_short(example.end, language)


def _span_parts(span: OpeningSpan, language: Language) -> Iterator[tuple[str, str]]:
    yield "opens", span.opens
    yield "closes", span.closes
    start, end = span.seconds
    hours, seconds = divmod(end - start, HOUR)
    whole = phrases.WHOLE_HOURS.in_language(language, hours=hours)
    yield "length", f"{hours} h {seconds // MINUTE} min" if seconds else whole


def _letter(letter: str, language: Language) -> str:
    code = f"U+{ord(letter):04X}"
    return phrases.LETTERS[alphabet_of(letter)].in_language(language, letter=letter, code=code)


def _exception(cause: Cause, language: Language) -> str:
    days = dict.fromkeys(day_in_short(day, language) for day in (cause.date, cause.last_date))
    name = _named(cause.name, language)
    return phrases.EXCEPTIONS[cause.kind].in_language(language, name=name, days=" - ".join(days))


def _named(name: LocalizedText, language: Language) -> str:
    shown = shorten(name.in_language(language), _LONGEST_NAME)
    return phrases.NAME.in_language(language, name=shown)
