"""What no single value of a directory shows: spans that overlap, unknown channels, shared days.

Pydantic stops at the first level that fails. So these checks read what an entry states, even if the
entry has another fault. Otherwise such a fault would appear only after every other one is repaired.
"""

from __future__ import annotations

import datetime as dt
import re
from abc import abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeAlias, TypeVar

from pydantic import BaseModel, BeforeValidator, Field, model_validator
from pydantic_core import InitErrorDetails

from ccb_support.clock.instants import DAY
from ccb_support.clock.wall_clock import BOGOTA_NAME
from ccb_support.errors import cut, listed
from ccb_support.limits import MOST_PAIRS
from ccb_support.words import LANGUAGES
from ccb_support.words.answers import WEEKDAYS as WEEKDAY_NAMES
from ccb_support.words.faults import SPAN_OF_DAY

from .changed_hours import Closure, LocalMinute, Season, SpecialDay
from .channels import ALL, Ordinal
from .contacts import Phone
from .dates import SUPPORTED_YEARS, DateRange, FullOrYearlyDate
from .directory import Directory
from .hours import (
    WEEK,
    WEEKDAYS,
    WEEKS_OF_MONTH,
    ClosingTime,
    Day,
    DayHours,
    OpeningSpan,
    OpeningTime,
    WeeklyHours,
    WeeklySpan,
    WeekOfMonth,
    stated_days,
    stated_week,
    week_of_month,
)
from .records import IfValid, as_sequence, fault, fields_of, letters_of
from .text import ZoneName, country_of
from .vocabulary import ID_FORM, Entry, Medium, PriorityEntry, RequestTypeEntry, folded

if TYPE_CHECKING:
    from ccb_support.clock.intervals import Interval
    from ccb_support.words import Phrase


_T = TypeVar("_T")
_Faults: TypeAlias = Iterator[InitErrorDetails]
_Entries: TypeAlias = Annotated[tuple[_T, ...], BeforeValidator(as_sequence)]


class _Stated(BaseModel, frozen=True):
    """What an entry states. A value that is missing or not valid is None, or what means nothing.

    What is neither a record nor a table is its `root`.
    """

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: object) -> Mapping[object, object]:
        return fields_of(value) or {"root": value}


class _Checked(_Stated, frozen=True):
    @abstractmethod
    def find_faults(self) -> _Faults:
        """Yield what several values of the entry show together."""


class _Span(_Checked, frozen=True):
    opens: IfValid[OpeningTime] = None
    closes: IfValid[ClosingTime] = None
    days: Annotated[list[Day], BeforeValidator(stated_days)] = []
    weeks: _Entries[Annotated[WeekOfMonth | None, BeforeValidator(stated_week)]] = ()

    def find_faults(self) -> _Faults:
        if self.opens and self.opens == self.closes:
            yield fault("empty_span", time=self.opens)
        for index, week in enumerate(self.weeks):
            if week and week in self.weeks[:index]:
                yield fault("repeated_week", ("weeks", index), week)

    @property
    def times(self) -> WeeklySpan | None:
        if self.opens and self.closes and self.opens != self.closes and None not in self.weeks:
            return WeeklySpan.model_construct(
                opens=self.opens, closes=self.closes, weeks=self.weeks or None
            )
        return None


class _DayHours(_Checked, frozen=True):
    root: _Entries[_Span] = ()

    def find_faults(self) -> _Faults:
        spans = [_Placed(span.seconds, span) for each in self.root if (span := each.times)]
        yield from _find_overlapping_hours(spans)


class _WeeklyHours(_DayHours, frozen=True):
    def find_faults(self) -> _Faults:
        week = [
            _Placed(times.seconds.shifted(number * DAY), times, WEEKDAY_NAMES[number])
            for span in self.root
            if (times := span.times)
            for number in map(WEEKDAYS.index, span.days)
        ]
        # Sunday night runs into Monday, so the spans of Monday follow those of Sunday once more.
        next_week = [
            each._replace(seconds=each.seconds.shifted(WEEK))
            for each in week
            if each.seconds.start < DAY
        ]
        yield from _find_overlapping_hours(week + next_week)


class _Placed(NamedTuple):
    """A span of hours on one day of the week, in seconds after the midnight of Monday."""

    seconds: Interval[int]
    span: WeeklySpan
    day: Phrase | None = None

    def meets(self, other: _Placed) -> bool:
        """Return whether it shares a minute of some date with a span that starts before it."""
        is_next = self.seconds.start // DAY > other.seconds.start // DAY
        return any(
            self.span.holds_in(WEEKS_OF_MONTH[days[is_next]])
            and other.span.holds_in(WEEKS_OF_MONTH[days[0]])
            for days in _neighbours()
        )

    @property
    def name(self) -> Phrase:
        """What a fault calls it."""
        span = self.span.in_words
        return SPAN_OF_DAY.fill(day=self.day, span=span) if self.day else span


@cache
def _neighbours() -> set[tuple[int, int]]:
    """Return what a day and the next day can be in their months."""
    # Two years have months of each length. Over time, each weekday falls on each of their days.
    days = (dt.date(2023, 1, 1) + dt.timedelta(number) for number in range(2 * 366))
    return {*pairwise(map(week_of_month, days))}


def _find_overlapping_hours(spans: Iterable[_Placed]) -> _Faults:
    """Yield a fault for each of `spans` that starts before an earlier one has ended."""
    lasting: list[_Placed] = []
    for each in sorted(spans, key=attrgetter("seconds")):
        lasting = [other for other in lasting if other.seconds.end > each.seconds.start]
        # Monday has compared its spans already when the week starts again.
        rivals = [one for one in lasting if one.seconds.start < WEEK and each.meets(one)]
        if rivals:
            other = max(rivals, key=lambda rival: rival.seconds.end)
            yield fault("overlapping_hours", one=each.name, other=other.name)
        lasting.append(each)


class _Contact(_Checked, frozen=True):
    """A contact: whether it has these keys counts, and not what they say."""

    medium: object = None
    e164: object = None
    short_code: object = None
    phone_context: object = None

    def find_faults(self) -> _Faults:
        has_code = self.short_code is not None
        if self.e164 is not None and has_code:
            yield fault("two_numbers")
        if self.e164 is None and not has_code:
            yield fault("no_number")
        if self.phone_context is not None and not has_code:
            yield fault("idle_context")

    @property
    def lacks_country(self) -> bool:
        """Whether it has a short code and does not say in which country that works."""
        has_code = self.medium == Medium.PHONE and self.short_code is not None
        return has_code and self.phone_context is None


class _Holder(_Stated, frozen=True):
    """A channel or an escalation level."""

    contacts: _Entries[_Contact] = ()
    id: Annotated[str, BeforeValidator(letters_of)] = ""
    name: object = None
    hours: object = None
    holidays: object = None
    level: IfValid[Ordinal] = None


def _opens(hours: object) -> bool:
    """Return whether hours ever open. What is not a list of spans counts as open."""
    spans = hours.root if isinstance(hours, WeeklyHours | DayHours) else hours
    return spans not in ("closed", [], ())


class _Entry(_Stated, frozen=True):
    """An entry of a vocabulary."""

    id: object = None
    name: object = None
    plural: object = None
    spellings: _Entries[object] = ()
    ambiguous: _Entries[object] = ()

    @property
    def words(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Its words, each with its place."""
        if isinstance(self.id, str | int):
            yield ("id",), f"{self.id}"
        for key, text in (("name", self.name), ("plural", self.plural)):
            yield (key,), letters_of(text)
            for language in LANGUAGES:
                yield (key, language), letters_of(fields_of(text).get(language))
        for position, word in enumerate(self.spellings):
            yield ("spellings", position), letters_of(word)


_ANY, _FOR_ALL = "(any)", "(all)"
"""Groups of entries: all of them, and those for all channels. A channel's id names a group."""


class _Change(_Checked, frozen=True):
    """A season, a special day or a closure."""

    channels: object = ALL
    hours: object = None

    @property
    def is_for_all(self) -> bool:
        return letters_of(self.channels) == ALL

    @property
    def groups(self) -> Sequence[str]:
        """The groups of entries that it is in: one for each of its channels, or that for all."""
        if self.is_for_all:
            return [_FOR_ALL]
        ids = map(letters_of, as_sequence(self.channels))
        return [each for each in ids if re.fullmatch(ID_FORM, each)]


class _Closure(_Change, frozen=True):
    starts: IfValid[LocalMinute] = None
    ends: IfValid[LocalMinute] = None

    def find_faults(self) -> _Faults:
        if self.starts and self.ends and self.ends <= self.starts:
            yield fault("backwards_times")


class _Dated(_Change, frozen=True):
    """A season or a special day."""

    from_: IfValid[FullOrYearlyDate] = Field(None, alias="from")
    date: IfValid[FullOrYearlyDate] = None
    through: IfValid[FullOrYearlyDate] = None

    @property
    def dates(self) -> DateRange | None:
        first = self.from_ or self.date
        return DateRange(first, self.through or first) if first else None

    def find_faults(self) -> _Faults:
        dates, first_key = self.dates, "from" if self.from_ else "date"
        if dates and isinstance(dates.first, dt.date) is not isinstance(dates.last, dt.date):
            yield fault("mixed_dates", first_key=first_key)
        elif dates and dates.once and dates.once.last < dates.once.first:
            yield fault("backwards_days", first_key=first_key)
        elif dates and dates.wavers:
            yield fault("wavering_days", first_key=first_key)


_SOME_YEARS = 2023, 2024
"""A common year and the leap year after it show every day that dates without Easter can share."""


class _Directory(_Checked, frozen=True):
    time_zone: IfValid[ZoneName] = None
    request_types: _Entries[_Entry] = ()
    priorities: _Entries[_Entry] = ()
    channels: _Entries[_Holder] = ()
    escalation: _Entries[_Holder] = ()
    seasons: _Entries[_Dated] = ()
    special_days: _Entries[_Dated] = ()
    closures: _Entries[_Closure] = ()
    holiday_calendar: object = None

    def find_faults(self) -> _Faults:
        yield from _find_shared_words("request_types", RequestTypeEntry, self.request_types)
        yield from _find_shared_words("priorities", PriorityEntry, self.priorities)
        yield from self._find_gaps_in_scale()
        yield from self._find_repeated_ids()
        yield from self._find_levels_out_of_order()
        # A zone that does not exist may have been meant for Bogotá's.
        is_foreign = self.time_zone not in (None, BOGOTA_NAME)
        if is_foreign:
            yield from self._find_codes_without_country()
        yield from self._find_unknown_channels()
        yield from self._find_excess_of_pairs()
        yield from _find_shared_days("seasons", self.seasons)
        yield from _find_shared_days("special_days", self.special_days)
        if is_foreign and self.holiday_calendar is None:
            yield from self._find_unnamed_holidays()

    @property
    def changes(self) -> Iterator[tuple[str, int, _Change]]:
        """Each entry that changes hours, with its section and its index there."""
        for section in ("seasons", "special_days", "closures"):
            for index, change in enumerate(getattr(self, section)):
                yield section, index, change

    def _find_gaps_in_scale(self) -> _Faults:
        for number, entry in enumerate(self.priorities, start=1):
            if isinstance(entry.id, int) and entry.id != number:
                place = "priorities", number - 1, "id"
                yield fault("priority_out_of_order", place, int(entry.id), number=number)

    def _find_repeated_ids(self) -> _Faults:
        first: dict[str, int] = {}
        for index, channel in enumerate(self.channels):
            before = first.setdefault(channel.id, index)
            if before != index and channel.id:
                yield fault("repeated_id", ("channels", index, "id"), channel.id, place=before + 1)

    def _find_levels_out_of_order(self) -> _Faults:
        valid = [(index, each.level) for index, each in enumerate(self.escalation) if each.level]
        for (_, before), (index, level) in pairwise(valid):
            if level <= before:
                place = "escalation", index, "level"
                yield fault("level_out_of_order", place, level, before=before)

    def _find_codes_without_country(self) -> _Faults:
        for section, holders in (("channels", self.channels), ("escalation", self.escalation)):
            for index, holder in enumerate(holders):
                for position, contact in enumerate(holder.contacts):
                    if contact.lacks_country:
                        place = section, index, "contacts", position, "phone_context"
                        yield fault("code_without_country", place)

    def _find_unknown_channels(self) -> _Faults:
        """Yield a fault for each listed id that no channel has."""
        known = dict.fromkeys(each.id for each in self.channels if each.id)
        valid = [each for each in known if re.fullmatch(ID_FORM, each)]
        code = "unknown_channel" if valid else "no_such_channel"
        for section, index, change in self.changes:
            for position, channel_id in enumerate(as_sequence(change.channels)):
                if isinstance(channel_id, str) and channel_id not in known:
                    place = section, index, "channels", position
                    yield fault(code, place, channel_id, ids=cut(listed(valid)))

    def _find_excess_of_pairs(self) -> _Faults:
        count, changes = len(self.channels), [change for _, _, change in self.changes]
        pairs = sum(
            count if each.is_for_all else len(as_sequence(each.channels)) for each in changes
        )
        if pairs > MOST_PAIRS:
            yield fault(
                "too_many_pairs", channels=count, changes=len(changes), pairs=pairs, most=MOST_PAIRS
            )

    def _find_unnamed_holidays(self) -> _Faults:
        """Yield a fault if a channel depends on holidays, and the directory names none."""
        in_season = {group for each in self.seasons if _opens(each.hours) for group in each.groups}
        for place, each in enumerate(self.channels, start=1):
            opens = _opens(each.hours) or _opens(each.holidays)
            # What is neither valid nor hours says nothing about holidays.
            may_close = each.holidays == "closed" or isinstance(
                each.holidays, DayHours | list | tuple
            )
            if may_close and (opens or not in_season.isdisjoint((each.id, _FOR_ALL))):
                country = country_of(self.time_zone or "") or "MX"
                yield fault("unnamed_holidays", ("holiday_calendar",), place=place, country=country)
                return


def _find_shared_words(section: str, kind: type[Entry], entries: Sequence[_Entry]) -> _Faults:
    """Yield a fault for each word that two entries of a vocabulary share without saying so."""
    meanings: dict[str, int] = {}
    for index, entry in enumerate(entries):
        forms_of = kind.model_construct(id=entry.id).forms_of
        for place, word in entry.words:
            # Without its number, a priority has its words alone.
            written = forms_of(word) if isinstance(entry.id, str | int) else (word,)
            forms = filter(None, map(folded, written if word else ()))
            others = [each for form in forms if (each := meanings.setdefault(form, index)) != index]
            if others:
                other = f"{section}[{others[0]}]"
                yield fault("shared_word", (section, index, *place), word, word=word, other=other)
    listed_in: defaultdict[str, set[int]] = defaultdict(set)
    ambiguous = [
        ((section, index, "ambiguous", position), letters_of(word))
        for index, entry in enumerate(entries)
        for position, word in enumerate(entry.ambiguous)
    ]
    for (_, index, *_), word in ambiguous:
        listed_in[folded(word)].add(index)
    for place, word in ambiguous:
        if folded(word) in meanings:
            other = f"{section}[{meanings[folded(word)]}]"
            yield fault("ambiguous_spelling", place, word, word=word, other=other)
        elif folded(word) and len(listed_in[folded(word)]) == 1:
            yield fault("one_meaning", place, word, word=word)


def _find_shared_days(section: str, changes: Sequence[_Dated]) -> _Faults:
    """Yield a fault for each entry that begins before another of its kind has ended.

    A full date beats a yearly date, so only entries of one kind can be in each other's way.
    """
    stated = [
        (position, dates, change.groups)
        for position, change in enumerate(changes)
        if (dates := change.dates) and change.groups
    ]
    moves = any(dates.follows_easter for _, dates, _ in stated)
    years = SUPPORTED_YEARS if moves else _SOME_YEARS
    occurrences = sorted(
        (dates.is_yearly, days.first, max(days), position, groups)
        for position, dates, groups in stated
        for days in (map(dates.beginning_in, years) if dates.is_yearly else [dates.once])
        if days
    )
    # For each kind and group: the last date so far, and the index of the entry that has it.
    latest: dict[tuple[bool, str], tuple[dt.date, int]] = {}
    known: set[tuple[int, int]] = set()
    for is_yearly, first, last, position, groups in occurrences:
        # The groups of the entries that share a channel with it.
        rivals = [_ANY] if _FOR_ALL in groups else [_FOR_ALL, *groups]
        found = [latest[is_yearly, each] for each in rivals if (is_yearly, each) in latest]
        end, other = max(found, default=(first, position))
        pair = min(position, other), max(position, other)
        # The same two yearly entries meet in each year.
        if first <= end and other != position and pair not in known:
            known.add(pair)
            day = str(first) if moves or not is_yearly else f"{first:%m-%d}"
            yield fault(
                "coinciding_days", (section, pair[1]), day=day, other=f"{section}[{pair[0]}]"
            )
        lasting = last, position
        for group in (_ANY, *groups):
            latest[is_yearly, group] = max(lasting, latest.get((is_yearly, group), lasting))


_STATED: Mapping[type[BaseModel], type[_Checked]] = {
    Closure: _Closure,
    DayHours: _DayHours,
    Directory: _Directory,
    OpeningSpan: _Span,
    Phone: _Contact,
    Season: _Dated,
    SpecialDay: _Dated,
    WeeklyHours: _WeeklyHours,
}


def find_faults(record: type[BaseModel], value: object) -> Iterator[InitErrorDetails]:
    """Yield what several values of a record, or of what is not a valid record, show together."""
    stated = next(_STATED[each] for each in record.__mro__ if each in _STATED)
    yield from stated.model_validate(value).find_faults()
