"""The result of a comparison: which requests change, when and how, as a record and in lines."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from pydantic import AwareDatetime

from ccb_support.answer.short_forms import offset_note
from ccb_support.answer.speech import Voice, contract, time_of_day
from ccb_support.clock.intervals import Interval, joined
from ccb_support.clock.wall_clock import zone_named
from ccb_support.errors import require_language
from ccb_support.model.channels import Channel
from ccb_support.model.contacts import Contact
from ccb_support.model.records import Timed
from ccb_support.model.requests import RequestKind, sort_kinds
from ccb_support.model.vocabulary import Priorities, RequestTypes
from ccb_support.words import Language, Phrase, capitalize, join_with_and
from ccb_support.words import answers as answer_phrases
from ccb_support.words import findings as phrases

from .changes import Answer, Change, Nobody, Outcome
from .file_edits import (
    ContactsEdit,
    HoursEdit,
    LevelEdit,
    NameEdit,
    only_in,
)

_RUN = 3
"""From how many days in a row on a list of days is written as a range."""

_MIDNIGHT = time()


class Difference(Timed, frozen=True):
    """The differences between two directories over a range of time.

    All instants are in the new directory's zone, except those in an `old` answer.

    Attributes:
        start: the first instant of the range.
        end: the instant at which the range ends, excluded.
        time_zone: the IANA name of the new directory's zone.
        language: the language of the report if a caller names none: that of the new directory at
            `start`.
        request_types: the request types of the new directory, then those that only the old one has.
        priorities: the priorities of the new directory, then those that only the old one has.
        added: the kinds of request that only the new directory has at some time of the range.
        removed: the kinds of request that only the old directory has at some time of the range.
        changes: the changes, in order of their starts. Each is as long as possible within the
            range: its requests do not change in the same way just before it or just after it.
        escalation: the escalation levels that have other contacts or hours.
        contacts: the channels of both directories that have other contacts at some time of the
            range, or when they open after it.
        routed_alike: whether both directories have the same channels in the same order, for the
            same requests, over the whole range. Then `hours` and `contacts` are the causes of all
            `changes`, apart from hours after the range.
        hours: the hours within the range that only one directory has, by channel, if both are
            routed alike. The hours of one kind are one edit.
        channels: all channels: those of the new directory as they are there, and the old ones.
        renamed: the names that answers say and that differ, of what both directories have.
        moved_words: the spellings of the old directory that mean another request type or priority
            in the new one.
        new_channels: the ids of the channels that only the new directory has.
        gone_channels: the ids of the channels that only the old directory has.
        languages: the language of the old directory's answers and that of the new one's, if they
            differ; with several editions, each such pair.
    """

    start: AwareDatetime
    end: AwareDatetime
    time_zone: str
    language: Language
    request_types: RequestTypes
    priorities: Priorities
    added: tuple[RequestKind, ...]
    removed: tuple[RequestKind, ...]
    changes: tuple[Change, ...]
    escalation: tuple[LevelEdit, ...]
    contacts: tuple[ContactsEdit, ...]
    routed_alike: bool
    hours: tuple[HoursEdit, ...]
    channels: tuple[Channel, ...]
    renamed: tuple[NameEdit, ...]
    moved_words: tuple[str, ...] = ()
    new_channels: tuple[str, ...]
    gone_channels: tuple[str, ...]
    languages: tuple[tuple[Language, Language], ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes over the whole range that counts for `diff`."""
        return not any(
            (
                self.changes,
                self.new_channels,
                self.gone_channels,
                self.contacts,
                self.hours,
                self.added,
                self.removed,
                self.moved_words,
                self.renamed,
                self.languages,
                self.escalation,
            )
        )

    def explain(self, language: str | None = None) -> str:
        """Return the difference as lines of text: what the owner changed, each change once.

        If channels, their order or what they serve changed, the lines that follow say for each
        group of requests what changes when. They do the same if only hours after the range changed.
        A new channel, and one that is gone, has a line; then only the requests follow that get
        another first answer. If a request gets another channel, its line says only this; `changes`
        has the rest. Equal changes share a line, for several requests or for the same hours of
        several days.

        Args:
            language: a BCP 47 tag of Spanish or English, such as `es` or `es-CO`. Without it, the
                words are in the new directory's language.

        Raises:
            UnknownLanguageError: the library does not speak `language`.
        """
        return "\n".join(_Writer(self, require_language(language, usual=self.language)).lines())

    __str__ = explain


class _Writer(Voice):
    """Writes the lines of a difference."""

    def __init__(self, difference: Difference, language: Language) -> None:
        self._difference = difference
        super().__init__(language, zone_named(difference.time_zone))
        self._channels = {each.id: each for each in difference.channels}

    def lines(self) -> Iterable[str]:
        """Return the lines: what the owner changed, or else what changes for each request."""
        difference = self._difference
        lists = {
            phrases.NEW_REQUESTS: self._kinds(difference.added),
            phrases.GONE_REQUESTS: self._kinds(difference.removed),
            phrases.MOVED_WORDS: ", ".join(difference.moved_words),
        }
        lines = [
            *(self.say(phrase, things=things) for phrase, things in lists.items() if things),
            *(self._channel_line(phrases.NEW_CHANNEL, each) for each in difference.new_channels),
            *(self._channel_line(phrases.GONE_CHANNEL, each) for each in difference.gone_channels),
            *(self._name_line(each) for each in difference.renamed),
            *(self._language_line(*each) for each in difference.languages),
            *self._hours_lines(difference.hours),
            *(
                self._contacts_line(self._channel(each.channel), each.old, each.new)
                for each in difference.contacts
            ),
            *self._change_lines(() if difference.hours else difference.changes),
            *self._level_lines(difference.escalation),
        ]
        return lines or [
            self.say(
                phrases.NO_CHANGE,
                start=self.moment_in_short(self._local(difference.start)),
                end=self.moment_in_short(self._local(difference.end)),
            )
        ]

    def _kinds(self, kinds: Sequence[RequestKind]) -> str:
        return self.kinds_in_short(kinds, self._difference)

    def _channel_line(self, phrase: Phrase, channel_id: str) -> str:
        return self.say(
            phrase,
            channel=self._channel(channel_id),
            contact=self.contact(self._channels[channel_id].contacts[0]),
        )

    def _name_line(self, edit: NameEdit) -> str:
        """Return how a name changes: in the reader's language, or else in the other one."""
        old, new = self.name(edit.old), self.name(edit.new)
        if old == new:
            other = Voice("en" if self.language == "es" else "es", self.zone)
            old, new = other.name(edit.old), other.name(edit.new)
        return contract(self.say(phrases.RENAMED, old=old, new=new))

    def _language_line(self, before: Language, after: Language) -> str:
        return self.say(
            phrases.LANGUAGE,
            old=self.say(phrases.LANGUAGES[before]),
            new=self.say(phrases.LANGUAGES[after]),
        )

    def _hours_lines(self, edits: Iterable[HoursEdit]) -> Iterator[str]:
        """Yield a line for each edit of hours, and who answers otherwise."""
        for edit in edits:
            yield self._hours_line(edit)
            if others := dict.fromkeys(find_others(edit, self._difference.changes)):
                names = [self._channel(each) for each in others if each]
                channels = join_with_and(names, self.language)
                if None in others:
                    nobody = phrases.OR_NOBODY if names else phrases.NOBODY
                    channels = self.say(nobody, channels=channels)
                yield self.say(phrases.OTHERS[edit.is_open], channels=channels)

    def _hours_line(self, edit: HoursEdit) -> str:
        lengths = (each.end.astimezone(UTC) - each.start.astimezone(UTC) for each in edit.spans)
        total = self.length_in_short(sum(lengths, timedelta()))
        return (
            f"{capitalize(self._what(edit))}: {self._when(edit)}; "
            f"{self._request_types(self._channels[edit.channel].request_types)}, {total}"
        )

    def _what(self, edit: HoursEdit) -> str:
        """Return what changes: the time at which a channel opens or closes, or whole hours."""
        start, end = map(self._local, (edit.spans[0].start, edit.spans[0].end))
        # People close at midnight of the day that ends, and open at the start of a day.
        midnight = answer_phrases.MIDNIGHT if edit.edge == "closes" else phrases.START_OF_DAY
        # In one zone, a difference is by the clock: such a day may have 23 or 25 hours.
        is_whole_day = start.time() == _MIDNIGHT and end - start == timedelta(days=1)
        if edit.spans[0].end == self._difference.end:
            # These hours alone may go on after the range. A date would say that they end.
            until = self.say(phrases.END_OF_RANGE)
        else:
            until = self._time(edit, end, answer_phrases.MIDNIGHT) + self._days_later(
                start.date(), self._local(end.astimezone(UTC) - timedelta.resolution).date()
            )
        return contract(
            self.say_about(
                self._channels[edit.channel].name,
                phrases.HOURS["all_day" if is_whole_day else edit.edge, edit.is_open],
                start=self._time(edit, start, midnight),
                end=until,
            )
        )

    def _when(self, edit: HoursEdit) -> str:
        days = [self._local(each.start).date() for each in edit.spans]
        if len(days) == 1:
            return self.day(days[0])
        return self.say(
            phrases.SEVERAL_DAYS,
            weekdays=self._weekdays(sorted({each.weekday() for each in days})),
            count=len(days),
            first=self.day_in_short(days[0]),
            last=self.day_in_short(days[-1]),
        )

    def _weekdays(self, numbers: Sequence[int]) -> str:
        names = [self.say(answer_phrases.WEEKDAYS[each]) for each in numbers]
        if len(names) == len(answer_phrases.WEEKDAYS):
            return self.say(answer_phrases.EVERY_DAY)
        if len(names) >= _RUN and numbers[-1] - numbers[0] == len(numbers) - 1:
            return self.say(phrases.WEEKDAY_RANGE, first=names[0], last=names[-1])
        return join_with_and(names, self.language)

    def _request_types(self, request_types: Sequence[str]) -> str:
        if len(request_types) == len(self._difference.request_types):
            return self.say(phrases.EVERY_REQUEST_TYPE)
        return self.say(phrases.REQUEST_TYPES[len(request_types) != 1], count=len(request_types))

    def _time(self, edit: HoursEdit, local: datetime, midnight: Phrase) -> str:
        """Return a time of day, with its offset if it comes once and the clock shows it twice."""
        note = offset_note(local) if len(edit.spans) == 1 else ""
        if local.time() == _MIDNIGHT:
            return self.say(midnight) + note
        return time_of_day(local.hour, local.minute, self.language) + note

    def _channel(self, channel_id: str) -> str:
        """Return the name of a channel, with its article if it has one."""
        return self.name(self._channels[channel_id].name)

    def _contacts_line(
        self, whose: str, before: Sequence[Contact], after: Sequence[Contact]
    ) -> str:
        old, new = only_in(before, after), only_in(after, before)
        # The same contacts may have another order, or another one may be the one to use first.
        is_demoted = bool(before) and before[0] in after[1:]
        both = (old, new) if (old or new) and not is_demoted else (before, after)
        # If only one directory has the level, the other one has no contact.
        shown = [", ".join(map(self.contact, side)) or self.say(phrases.NONE) for side in both]
        if {*map(self.contact, old)} & {*map(self.contact, new)}:
            # Only machines see what differs.
            shown = [", ".join(uri for each in side for uri in each.uris) for side in both]
        return capitalize(
            self.say(
                phrases.CONTACTS[bool(both[0]) == bool(before), bool(both[1]) == bool(after)],
                channel=whose,
                old=shown[0],
                new=shown[1],
            )
        )

    def _level_lines(self, edits: Iterable[LevelEdit]) -> Iterator[str]:
        """Yield how the contacts and the hours of escalation levels change."""
        for edit in edits:
            whose = self.say(phrases.ESCALATION_LEVEL, level=edit.level)
            if edit.old_contacts != edit.new_contacts:
                yield self._contacts_line(whose, edit.old_contacts, edit.new_contacts)
            if edit.old_hours and edit.new_hours and edit.old_hours != edit.new_hours:
                shown = self._instead(
                    self.hours_in_short(edit.old_hours),
                    self.hours_in_short(edit.new_hours),
                )
                yield f"{capitalize(whose)}: {shown}"

    def _change_lines(self, changes: Iterable[Change]) -> Iterator[str]:
        """Yield the requests that change, each group followed by its changes."""
        # By requests, and then by the hours and the words of a change: its spans in the zone.
        alike: defaultdict[
            tuple[RequestKind, ...], dict[tuple[str, str], list[tuple[datetime, datetime]]]
        ] = defaultdict(dict)
        for (start, end, what), together in sorted(
            self._joined_changes(changes).items(), key=lambda each: each[0][0]
        ):
            span = datetime.fromtimestamp(start, self.zone), datetime.fromtimestamp(end, self.zone)
            entries = alike[sort_kinds(together, self._difference)]
            entries.setdefault((self._hours(*span), what), []).append(span)
        for kinds, entries in alike.items():
            yield f"{self._kinds(kinds)}:"
            for (hours, what), days in entries.items():
                when = self._repeated(hours, days) if len(days) > 1 else self._span(*days[0])
                yield f"  {when}: {what}"

    def _joined_changes(
        self, changes: Iterable[Change]
    ) -> dict[tuple[int, int, str], list[RequestKind]]:
        """Return which requests each change is about, by its start, its end and its words.

        Changes that touch and have the same words are one: something else changes there.
        """
        spans: defaultdict[tuple[tuple[RequestKind, ...], str], list[Interval[int]]] = defaultdict(
            list
        )
        for change in changes:
            if what := self._change(change):
                span = Interval(int(change.start.timestamp()), int(change.end.timestamp()))
                spans[change.requests, what].append(span)
        found: defaultdict[tuple[int, int, str], list[RequestKind]] = defaultdict(list)
        for (kinds, what), alike in spans.items():
            for start, end in joined(alike):
                found[start, end, what] += kinds
        return found

    def _span(self, start: datetime, end: datetime) -> str:
        shown = self.spoken_time(end) if start.date() == end.date() else self.moment_in_short(end)
        return self.say(phrases.SPAN, start=self.moment_in_short(start), end=shown)

    def _hours(self, start: datetime, end: datetime) -> str:
        shown = self.spoken_time(end) + self._days_later(start.date(), end.date())
        return self.say(phrases.SPAN, start=self.spoken_time(start), end=shown)

    def _repeated(self, hours: str, spans: Sequence[tuple[datetime, datetime]]) -> str:
        return self.say(
            phrases.REPEATED,
            span=hours,
            count=len(spans),
            first=self.day_in_short(spans[0][0]),
            last=self.day_in_short(spans[-1][0]),
        )

    def _change(self, change: Change) -> str:
        """Return what changes, or nothing if another line says it: of contacts, or of a channel."""
        old, new = change.old, change.new
        if isinstance(old, Nobody) or isinstance(new, Nobody) or old.channel != new.channel:
            before, after = self._who(old, change), self._who(new, change)
            return self._instead(before, after) if before != after else ""
        if self._difference.new_channels or self._difference.gone_channels:
            # Each of them has a line; then only other first answers follow.
            return ""
        labels = "", "", self.say(phrases.ALTERNATIVES)
        aspects = zip(labels, self._aspects(old, change), self._aspects(new, change), strict=True)
        differing = [
            f"{label}{self._instead(before, after)}"
            for label, before, after in aspects
            if before != after
        ]
        return f"{self._channel(old.channel)}: {'; '.join(differing)}" if differing else ""

    def _who(self, outcome: Outcome, change: Change) -> str:
        if isinstance(outcome, Nobody):
            return self.say(phrases.NOBODY)
        when = f" ({self._until(outcome, change)})" if outcome.opens_at else ""
        return f"{self._channel(outcome.channel)}, {self.contact(outcome.contact)}{when}"

    def _aspects(self, answer: Answer, change: Change) -> tuple[str, str, str]:
        """Return all that can differ except contacts: the reason, until when, and alternatives."""
        channels = [self._channel(each.channel) for each in answer.alternatives]
        return (
            self.say(phrases.REASONS[answer.reason]),
            self._until(answer, change),
            join_with_and(channels, self.language) or self.say(phrases.NONE),
        )

    def _until(self, answer: Answer, change: Change) -> str:
        """Return when the channel opens or closes: with its date if that is a week away or more."""
        moment = answer.opens_at or answer.closes_at
        if moment is None:
            return self.say(phrases.NEVER_CLOSES)
        local, start = self._local(moment), self._local(change.start)
        if local.date() == start.date():
            shown = self.spoken_time(local)
        elif moment.astimezone(UTC) == change.end.astimezone(UTC):
            # Equal nights share a line, which has no date.
            shown = self.say(phrases.THEN)
        elif local.date() - start.date() < timedelta(weeks=1):
            # Equal weekends share a line, too.
            shown = self.day_in_short(local, "{weekday:.3} " + self.spoken_time(local))
        else:
            shown = self.moment_in_short(local)
        form = phrases.OPENS if answer.opens_at else answer_phrases.UNTIL_MOMENT
        return self.say_about(self._channels[answer.channel].name, form, moment=shown)

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    def _instead(self, before: str, after: str) -> str:
        return contract(self.say(phrases.INSTEAD_OF, new=after, old=before))

    def _days_later(self, first: date, last: date) -> str:
        """Return what follows the time of an end on a later day."""
        days = (last - first).days
        return self.say(phrases.DAYS_LATER[days > 1], days=days) if days else ""


def find_others(edit: HoursEdit, changes: Iterable[Change]) -> Iterator[str | None]:
    """Yield who answers in the hours of an edit in the directory that does not have them.

    It is the id of the channel that is open in its place, or None if nobody is.
    """
    spans = [(each.start.astimezone(UTC), each.end.astimezone(UTC)) for each in edit.spans]
    for change in changes:
        outcomes = (change.old, change.new) if edit.is_open else (change.new, change.old)
        other, own = map(_answers, outcomes)
        start = change.start.astimezone(UTC)
        place = bisect_right(spans, start, key=lambda span: span[0]) - 1
        if own == edit.channel and place >= 0 and start < spans[place][1]:
            yield other


def _answers(outcome: Outcome) -> str | None:
    """Return the id of the channel that is open and the answer, or None."""
    return outcome.channel if isinstance(outcome, Answer) and outcome.open_now else None
