"""How requests, contacts, days, times and lists are written: reports write them in few letters."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from itertools import groupby

from ccb_support.clock.wall_clock import BOGOTA_NAME
from ccb_support.model.channels import Channel
from ccb_support.model.contacts import Contact
from ccb_support.model.hours import WEEKDAYS, AlwaysOpen, StatedHours, WeeklyHours
from ccb_support.model.requests import RequestKind, Vocabularies
from ccb_support.model.text import LocalizedText
from ccb_support.model.vocabulary import Medium
from ccb_support.schedule.causes import Cause
from ccb_support.words import Language, Phrase, join_with_and
from ccb_support.words import answers as answer_phrases

MOST_LISTED = 5
"""How many things a list names before it counts the rest."""

_START_OF_OFFSET = len("2026-11-24T17:00")
"""At which letter the offset from UTC starts in a time in ISO 8601, to the minute."""

NOON = 12


def ranges_in_short(numbers: Iterable[int], name: Callable[[int], str]) -> list[str]:
    """Return sorted numbers by name, and numbers in a row as a range: `P1`, `P3-P5`."""
    # Numbers in a row are all as far from their place in the list.
    rows = groupby(enumerate(numbers), lambda each: each[1] - each[0])
    found = ([name(number) for _, number in row] for _, row in rows)
    return [row[0] if len(row) == 1 else f"{row[0]}-{row[-1]}" for row in found]


def place_of(zone_name: str) -> str:
    """Return the place after which a time zone is called, such as `Bogotá`."""
    return "Bogotá" if zone_name == BOGOTA_NAME else zone_name.rpartition("/")[2].replace("_", " ")


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


def _priorities(numbers: tuple[int, ...], known: Vocabularies) -> str:
    """Return what follows a request type, as in ` (P2-P5)`: nothing if it is every priority."""
    if len(numbers) == len(known.priorities):
        return ""
    return f" ({', '.join(ranges_in_short(numbers, 'P{:d}'.format))})"


class ShortForms:
    """The short forms of one language. They say phrases and names in it too."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def say(self, phrase: Phrase | LocalizedText, **parts: object) -> str:
        """Return a phrase or a name in the language."""
        words = phrase.es if self.language == "es" else phrase.en
        return words.format(**parts) if parts else words

    def kinds_in_short(self, kinds: Iterable[RequestKind], known: Vocabularies) -> str:
        """Return kinds of requests as in `complaints, claims (P2-P5)`. They come in order."""
        types: defaultdict[tuple[int, ...], list[str]] = defaultdict(list)
        for request_type, alike in groupby(kinds, key=lambda kind: kind.request_type):
            types[tuple(kind.priority for kind in alike)].append(request_type)
        return "; ".join(
            f"{self._types(alike, known)}{_priorities(priorities, known)}"
            for priorities, alike in types.items()
        )

    def _types(self, request_types: list[str], known: Vocabularies) -> str:
        if len(request_types) == len(known.request_types):
            return self.say(answer_phrases.EVERY_REQUEST)
        entries = (known.request_types.by_id[each] for each in request_types)
        return ", ".join(self.say(each.plural or each.name) for each in entries)

    def contact(self, contact: Contact) -> str:
        """Return a contact, with its medium if nobody could tell: `WhatsApp 318 717 49 37`.

        Without the word, the number would look like a telephone's, and a form's page like a chat.
        """
        shown = contact.shown_in(self.language)
        if contact.medium in (Medium.WHATSAPP, Medium.WEB_FORM):
            return f"{contact.medium.label(self.language)} {shown}"
        return shown

    def contact_columns(self, channel: Channel, contact: Contact) -> dict[str, object]:
        """Return what the rows of a table say of whom to contact."""
        return {
            "channel": channel.id,
            "number": contact.number_in(self.language),
            "contact": self.contact(contact),
            "uri": contact.uri,
        }

    def hours_in_short(self, hours: StatedHours) -> str:
        """Return hours: `24 hours`, `closed`, `Monday 07:00-17:00 (1st, last of the month)`."""
        if not isinstance(hours, WeeklyHours):
            is_always = hours == AlwaysOpen.ALWAYS
            return self.say(answer_phrases.ALWAYS if is_always else answer_phrases.NOT_STATED)
        name_of = dict(zip(WEEKDAYS, answer_phrases.WEEKDAYS, strict=True))
        return "; ".join(
            f"{', '.join(self.say(name_of[day]) for day in span.days)} {self.say(span.in_words)}"
            for span in hours.root
        ) or self.say(answer_phrases.NOT_ATTENDED)

    def day_in_short(self, day: date, form: str = "{weekday:.3} {day} {month:.3} {year}") -> str:
        """Return a day as in `Fri 10 Jul 2026`, or in another form."""
        return form.format(
            weekday=self.say(answer_phrases.WEEKDAYS[day.weekday()]),
            day=day.day,
            month=self.say(answer_phrases.MONTHS[day.month - 1]),
            year=day.year,
        )

    def moment_in_short(self, moment: datetime) -> str:
        """Return a moment as in `Fri 10 Jul 2026 5:00 p.m.`, in its own zone."""
        return f"{self.day_in_short(moment)} {self.spoken_time(moment)}"

    def spoken_time(self, moment: datetime) -> str:
        """Return a time of day as in `5:00 p.m.`, with its offset if the clock shows it twice."""
        return self.clock_time(moment.hour, moment.minute) + offset_note(moment)

    def clock_time(self, hour: int, minute: int) -> str:
        """Return a time of day as in `5:00 p.m.`, in Spanish `5:00 p. m.`."""
        half = answer_phrases.BEFORE_NOON if hour < NOON else answer_phrases.AFTER_NOON
        if (hour, minute) == (NOON, 0):
            half = answer_phrases.AT_NOON
        return f"{(hour - 1) % NOON + 1}:{minute:02} {self.say(half)}"

    def length_in_short(self, length: timedelta) -> str:
        """Return how long something takes: `10 hours`, `1 h 15 min`, `5 min`."""
        hours, minutes = divmod(length // timedelta(minutes=1), 60)
        if not hours:
            return f"{minutes} min"
        if minutes:
            return f"{hours} h {minutes} min"
        return self.say(answer_phrases.HOURS[hours != 1], hours=hours)

    def list_in_words(self, things: list[str]) -> str:
        """Return things as a sentence lists them: the first few, and how many more there are."""
        shown, more = things[:MOST_LISTED], len(things) - MOST_LISTED
        if more > 0:
            shown.append(self.say(answer_phrases.MORE, count=more))
        return join_with_and(shown, self.language)
