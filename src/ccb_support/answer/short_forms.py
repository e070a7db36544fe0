"""How requests, contacts, days, times and lists are written: reports write them in few letters."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter

from ccb_support.clock.wall_clock import BOGOTA_NAME
from ccb_support.model.contacts import Contact
from ccb_support.model.hours import WEEKDAYS, AlwaysOpen, StatedHours, WeeklyHours
from ccb_support.model.requests import RequestKind, Vocabularies
from ccb_support.model.vocabulary import Medium
from ccb_support.schedule.causes import Cause
from ccb_support.words import Language, join_with_and
from ccb_support.words import answers as answer_phrases

MOST_LISTED = 5
"""How many things a list names before it counts the rest."""

_START_OF_OFFSET = len("2026-11-24T17:00")
"""At which letter the offset from UTC starts in a time in ISO 8601, to the minute."""

NOON = 12


def kinds_in_short(kinds: Iterable[RequestKind], known: Vocabularies, language: Language) -> str:
    """Return kinds of requests as in `complaints, claims (P2-P5)`. They come in order."""
    types: defaultdict[tuple[int, ...], list[str]] = defaultdict(list)
    for request_type, alike in groupby(kinds, key=attrgetter("request_type")):
        types[tuple(kind.priority for kind in alike)].append(request_type)
    return "; ".join(
        f"{_types(alike, known, language)}{_priorities(priorities, known)}"
        for priorities, alike in types.items()
    )


def _types(request_types: list[str], known: Vocabularies, language: Language) -> str:
    if len(request_types) == len(known.request_types):
        return answer_phrases.EVERY_REQUEST.in_language(language)
    entries = (known.request_types.by_id[each] for each in request_types)
    return ", ".join((each.plural or each.name).in_language(language) for each in entries)


def _priorities(numbers: tuple[int, ...], known: Vocabularies) -> str:
    """Return what follows a request type, as in ` (P2-P5)`: nothing if it is every priority."""
    if len(numbers) == len(known.priorities):
        return ""
    return f" ({', '.join(ranges_in_short(numbers, 'P{:d}'.format))})"


def ranges_in_short(numbers: Iterable[int], name: Callable[[int], str]) -> list[str]:
    """Return sorted numbers by name, and numbers in a row as a range: `P1`, `P3-P5`."""
    # Numbers in a row are all as far from their place in the list.
    rows = groupby(enumerate(numbers), lambda each: each[1] - each[0])
    found = ([name(number) for _, number in row] for _, row in rows)
    return [row[0] if len(row) == 1 else f"{row[0]}-{row[-1]}" for row in found]


def contact_in_short(contact: Contact, language: Language) -> str:
    """Return a contact, with its medium if nobody could tell: `WhatsApp 318 717 49 37`.

    Without the word, the number would look like a telephone's, and a form's page like a chat.
    """
    shown = contact.shown_in(language)
    if contact.medium in (Medium.WHATSAPP, Medium.WEB_FORM):
        return f"{contact.medium.label(language)} {shown}"
    return shown


def hours_in_short(hours: StatedHours, language: Language) -> str:
    """Return hours: `24 hours`, `closed`, `Monday, Friday 07:00-17:00 (1st, last of the month)`."""
    if not isinstance(hours, WeeklyHours):
        phrase = answer_phrases.ALWAYS if hours == AlwaysOpen.ALWAYS else answer_phrases.NOT_STATED
        return phrase.in_language(language)
    name_of = dict(zip(WEEKDAYS, answer_phrases.WEEKDAYS, strict=True))
    return "; ".join(
        f"{', '.join(name_of[day].in_language(language) for day in span.days)} "
        f"{span.in_words.in_language(language)}"
        for span in hours.root
    ) or answer_phrases.NOT_ATTENDED.in_language(language)


def place_of(zone_name: str) -> str:
    """Return the place after which a time zone is called, such as `Bogotá`."""
    return "Bogotá" if zone_name == BOGOTA_NAME else zone_name.rpartition("/")[2].replace("_", " ")


def day_in_short(
    day: date, language: Language, form: str = "{weekday:.3} {day} {month:.3} {year}"
) -> str:
    """Return a day as in `Fri 10 Jul 2026`, or in another form."""
    return form.format(
        weekday=answer_phrases.WEEKDAYS[day.weekday()].in_language(language),
        day=day.day,
        month=answer_phrases.MONTHS[day.month - 1].in_language(language),
        year=day.year,
    )


def spoken_in_short(moment: datetime, language: Language) -> str:
    """Return a moment as in `Fri 10 Jul 2026 5:00 p.m.`, in its own zone."""
    return f"{day_in_short(moment, language)} {spoken_time(moment, language)}"


def spoken_time(moment: datetime, language: Language) -> str:
    """Return a time of day as in `5:00 p.m.`, with its offset if the clock shows it twice."""
    return clock_time(moment.hour, moment.minute, language) + offset_note(moment)


def length_in_short(length: timedelta, language: Language) -> str:
    """Return how long something takes: `10 hours`, `1 h 15 min`, `5 min`."""
    hours, minutes = divmod(length // timedelta(minutes=1), 60)
    if not hours:
        return f"{minutes} min"
    if minutes:
        return f"{hours} h {minutes} min"
    return answer_phrases.HOURS[hours != 1].in_language(language, hours=hours)


def time_in_short(moment: datetime) -> str:
    """Return the time of day as in `17:00`, in the zone of `moment`.

    If the clock shows that time twice, its offset from UTC follows.
    """
    return f"{moment:%H:%M}{offset_in_short(moment)}"


def clock_time(hour: int, minute: int, language: Language) -> str:
    """Return a time of day as in `5:00 p.m.`, in Spanish `5:00 p. m.`."""
    half = answer_phrases.BEFORE_NOON if hour < NOON else answer_phrases.AFTER_NOON
    if (hour, minute) == (NOON, 0):
        half = answer_phrases.AT_NOON
    return f"{(hour - 1) % NOON + 1}:{minute:02} {half.in_language(language)}"


def offset_in_short(moment: datetime) -> str:
    """Return the offset from UTC as in `-05:00`, or nothing if the clock shows the time once."""
    twice = moment.utcoffset() != moment.replace(fold=1 - moment.fold).utcoffset()
    return moment.isoformat(timespec="minutes")[_START_OF_OFFSET:] if twice else ""


def offset_note(moment: datetime) -> str:
    """Return what follows a time of day that the clock shows twice, as in ` (UTC-05:00)`."""
    offset = offset_in_short(moment)
    return f" (UTC{offset})" if offset else ""


def days_in_short(cause: Cause) -> str:
    """Return the days of a cause in ISO 8601: one, or the first and the last."""
    return str(cause.date) if cause.date == cause.last_date else f"{cause.date} - {cause.last_date}"


def list_in_words(things: list[str], language: Language) -> str:
    """Return things as a sentence lists them: the first few, and how many more there are."""
    shown, more = things[:MOST_LISTED], len(things) - MOST_LISTED
    if more > 0:
        shown.append(answer_phrases.MORE.in_language(language, count=more))
    return join_with_and(shown, language)
