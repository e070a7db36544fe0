"""The lines about what the owner changed: one for each edit."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ccb_support.answer.short_forms import day_in_short, offset_note
from ccb_support.answer.spoken_answer import Reader
from ccb_support.answer.spoken_times import SpokenTimes, time_of_day
from ccb_support.model.hours import WEEKDAYS
from ccb_support.model.text import ArticledName
from ccb_support.model.vocabulary import RequestType
from ccb_support.words import answer_phrases, calendar_phrases
from ccb_support.words import difference_phrases as phrases
from ccb_support.words.sentences import capitalize, join_with_and

from .difference_text import days_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from ccb_support.model.contacts import Contact
    from ccb_support.model.hours import Day
    from ccb_support.model.text import LocalizedText
    from ccb_support.words.languages import Language
    from ccb_support.words.phrase import Phrase, Phrases

    from .edits import ContactsEdit, HoursEdit

_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)
_RUN = 3
"""From how many days in a row on a list of days is written as a range."""


class EditText:
    """Writes the lines of edits, with moments in `zone`. Channels have their names by id."""

    def __init__(
        self, zone: ZoneInfo, language: Language, names: Mapping[str, LocalizedText]
    ) -> None:
        self._zone = zone
        self._language: Language = language
        self._times = SpokenTimes(Reader(language, zone, today=None))
        self._names = names

    def hours_lines(self, edits: Iterable[HoursEdit]) -> Iterator[str]:
        """Yield a line for each edit of hours, and who answers otherwise."""
        for edit in edits:
            yield self._hours_line(edit)
            if edit.others:
                form = phrases.ANSWERED_BEFORE if edit.is_open else phrases.ANSWER_INSTEAD
                yield self._say(form, channels=self._row(map(self.name, edit.others)))

    def contacts_lines(self, edits: Iterable[ContactsEdit]) -> Iterator[str]:
        """Yield a line for each edit of contacts."""
        for edit in edits:
            old = [each for each in edit.old if each not in edit.new]
            new = [each for each in edit.new if each not in edit.old]
            form = ("other" if old else "more") if new else "fewer"
            if not old and not new:
                # The same contacts in another order.
                form, old, new = "other", [*edit.old], [*edit.new]
            both = old, new
            shown = [", ".join(self._contact(each, both) for each in side) for side in both]
            words = self._say(
                phrases.CONTACTS[form],
                channel=self.name(edit.channel),
                old=shown[0],
                new=shown[1],
            )
            yield capitalize(words)

    def name(self, channel_id: str) -> str:
        """Return the name of a channel, with its article if it has one."""
        name = self._names[channel_id]
        words = name.in_language(self._language)
        if isinstance(name, ArticledName):
            return self._say(answer_phrases.THE[name.es_article], name=words)
        return words

    def _hours_line(self, edit: HoursEdit) -> str:
        start, end = (each.astimezone(self._zone) for each in (edit.start, edit.end))
        is_long = edit.times == 1 and edit.edge is None and start.date() < end.date()
        what = capitalize(self._what(edit, start, end, is_long=is_long))
        # Long hours have their days already.
        when = "" if is_long else f": {self._when(edit, start)}"
        request_types = self._request_types(edit.request_types)
        return f"{what}{when}; {request_types}, {self._total(edit.total)}"

    def _what(self, edit: HoursEdit, start: datetime, end: datetime, *, is_long: bool) -> str:
        """Return what changes: the time at which a channel opens or closes, or whole hours."""
        if edit.edge:
            # Hours that are new end where the channel closes now, and start where it opens now.
            ends_now = edit.is_open == (edit.edge == "closes")
            new, old = (end, start) if ends_now else (start, end)
            form = phrases.CLOSES_AT if edit.edge == "closes" else phrases.OPENS_AT
            after, before = self._time(edit, new), self._time(edit, old)
            times = self._say(phrases.INSTEAD_OF, new=after, old=before)
            return f"{self._say_about(edit.channel, form)} {times}"
        form = phrases.MORE_HOURS if edit.is_open else phrases.FEWER_HOURS
        if is_long:
            first, last = self._times.moment(start), self._times.moment(end)
        else:
            first = self._time(edit, start)
            last = self._time(edit, end) + days_later(start, end)
        span = self._say(phrases.OPEN_SPAN, start=first, end=last)
        return self._say_about(edit.channel, form, span=span)

    def _when(self, edit: HoursEdit, start: datetime) -> str:
        if edit.times == 1:
            return self._times.day(start.date())
        return self._say(
            phrases.SEVERAL_DAYS,
            weekdays=self._weekdays(edit.weekdays),
            count=edit.times,
            first=day_in_short(start, self._language),
            last=day_in_short(edit.last, self._language),
        )

    def _weekdays(self, days: Sequence[Day]) -> str:
        numbers = [WEEKDAYS.index(each) for each in days]
        names = [self._say(calendar_phrases.WEEKDAYS[each]) for each in numbers]
        if len(names) == len(WEEKDAYS):
            return self._say(phrases.EVERY_DAY)
        if len(names) >= _RUN and numbers[-1] - numbers[0] == len(numbers) - 1:
            return self._say(phrases.WEEKDAY_RANGE, first=names[0], last=names[-1])
        return self._row(names)

    def _request_types(self, request_types: Sequence[RequestType]) -> str:
        count = len(request_types)
        if count == len(RequestType):
            return self._say(phrases.EVERY_REQUEST_TYPE)
        return self._say(phrases.REQUEST_TYPES[count != 1], count=count)

    def _total(self, total: timedelta) -> str:
        hours, rest = divmod(total, _HOUR)
        minutes = rest // _MINUTE
        if hours and not minutes:
            return self._say(phrases.HOURS[hours != 1], hours=hours)
        return f"{hours} h {minutes} min" if hours else f"{minutes} min"

    def _contact(self, contact: Contact, sides: Iterable[Iterable[Contact]]) -> str:
        """Return a contact, with its URIs if another one looks the same."""
        shown = contact.shown_in(self._language)
        others = (each for side in sides for each in side if each != contact)
        is_known = all(each.shown_in(self._language) != shown for each in others)
        return shown if is_known else f"{shown} <{' '.join(contact.uris)}>"

    def _say_about(self, channel_id: str, forms: Phrases[str], **parts: str) -> str:
        name, form = self._names[channel_id], "plain"
        if isinstance(name, ArticledName):
            form = "several" if name.es_article in answer_phrases.PLURAL_ARTICLES else "one"
        return self._say(forms[form], channel=self.name(channel_id), **parts)

    def _time(self, edit: HoursEdit, local: datetime) -> str:
        """Return a time of day, with its offset if it comes once and the clock shows it twice."""
        note = offset_note(local) if edit.times == 1 else ""
        return time_of_day(local.hour, local.minute, self._language) + note

    def _row(self, things: Iterable[str]) -> str:
        found = [*things]
        return join_with_and(found, self._language) if len(found) > 1 else found[0]

    def _say(self, phrase: Phrase, **parts: object) -> str:
        return phrase.in_language(self._language, **parts)
