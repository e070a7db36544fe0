"""What no single value of a directory shows: spans that overlap, unknown channels, shared days.

Pydantic stops at the first level that fails. So these checks read what an entry states, even if the
entry has another fault. Otherwise such a fault would appear only after every other one is repaired.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise, product
from typing import Any, TypeAlias

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import InitErrorDetails

from ccb_support.clock.instants import DAY
from ccb_support.clock.intervals import Interval
from ccb_support.clock.wall_clock import BOGOTA_NAME
from ccb_support.errors import cut, listed
from ccb_support.limits import MOST_PAIRS
from ccb_support.words import Phrase
from ccb_support.words import answers as phrases
from ccb_support.words.faults import ENTRIES, SPAN_OF_DAY

from .changed_hours import HoursChange, LocalMinute
from .channels import ALL, Channel, HolidayHours, Ordinal
from .contacts import Phone
from .dates import SUPPORTED_YEARS, DateRange, FullOrYearlyDate
from .directory import Directory
from .hours import (
    NO_WEEKLY_HOURS,
    WEEKDAYS,
    WEEKS_OF_MONTH,
    ClosingTime,
    DayHours,
    Hours,
    OpeningSpan,
    OpeningTime,
    OrClosed,
    WeeklyHours,
    WeeklySpan,
    Weeks,
    stated_days,
    week_of_month,
)
from .records import as_sequence, fault, fields_of, letters_of
from .text import ZoneName, as_line, countries_of_zones
from .vocabulary import (
    ID_FORM,
    Entry,
    Medium,
    PriorityEntry,
    RequestTypeEntry,
    folded,
    usual_directory,
)

_Faults: TypeAlias = Iterator[InitErrorDetails]
_Table: TypeAlias = Mapping[object, object]
"""What an entry states, by key. A list of spans has them under `root`, as its record does."""

_DATE: TypeAdapter[Any] = TypeAdapter(FullOrYearlyDate)
_MINUTE: TypeAdapter[Any] = TypeAdapter(LocalMinute)
_READERS: Mapping[str, TypeAdapter[Any]] = {
    "closes": TypeAdapter(ClosingTime),
    "date": _DATE,
    "ends": _MINUTE,
    "from": _DATE,
    "holidays": TypeAdapter(HolidayHours),
    "hours": TypeAdapter(OrClosed[Hours]),
    "id": TypeAdapter(str | Ordinal),
    "level": TypeAdapter(Ordinal),
    "opens": TypeAdapter(OpeningTime),
    "starts": _MINUTE,
    "through": _DATE,
    "time_zone": TypeAdapter(ZoneName),
    "weeks": TypeAdapter(Weeks),
}
"""By key: what reads its value."""


def _valid(entry: _Table, key: str) -> Any:  # noqa: ANN401 - of the key's type
    """Return the value of a key, or None if it is missing or not valid."""
    try:
        return _READERS[key].validate_python(entry.get(key))
    except ValidationError:
        return None


def _tables(entry: _Table, key: str) -> list[_Table]:
    """Return the entries of a list of tables."""
    return [fields_of(each) for each in as_sequence(entry.get(key))]


def _check_span(span: _Table) -> _Faults:
    opens = _valid(span, "opens")
    if opens and opens == _valid(span, "closes"):
        yield fault("empty_span", time=opens)


def _valid_spans(hours: _Table) -> Iterator[WeeklySpan]:
    """Yield the spans whose times and weeks are valid, on their valid days."""
    for span in _tables(hours, "root"):
        opens, closes, weeks = (_valid(span, key) for key in ("opens", "closes", "weeks"))
        has_weeks = weeks or span.get("weeks") is None
        if opens and closes and opens != closes and has_weeks:
            yield WeeklySpan.model_construct(
                opens=opens,
                closes=closes,
                days={*stated_days(span.get("days"))},
                weeks=weeks,
            )


def _check_day(hours: _Table) -> _Faults:
    return _find_overlaps([[(each.seconds, each.in_words) for each in _valid_spans(hours)]])


def _check_week(hours: _Table) -> _Faults:
    spans = [*_valid_spans(hours)]
    # Without weeks of the month, all weeks are alike.
    pairs = _neighbours() if any(each.weeks for each in spans) else [(0, 0)]
    # Spans reach into the next day at most.
    return _find_overlaps(
        _starting_on(number, place, spans)
        + _starting_on((number + 1) % len(WEEKDAYS), next_place, spans, shift=DAY)
        for number, (place, next_place) in product(range(len(WEEKDAYS)), pairs)
    )


def _starting_on(
    number: int, place: int, spans: list[WeeklySpan], *, shift: int = 0
) -> list[tuple[Interval[int], Phrase]]:
    """Return the spans of a weekday that is at a place of `WEEKS_OF_MONTH`, each with its words.

    They are in seconds, moved by `shift`.
    """
    return [
        (
            each.seconds.shifted(shift),
            SPAN_OF_DAY.fill(day=phrases.WEEKDAYS[number], span=each.in_words),
        )
        for each in spans
        if each.starts_on(WEEKDAYS[number], WEEKS_OF_MONTH[place])
    ]


@cache
def _neighbours() -> list[tuple[int, int]]:
    """Return what a day and the next day can be in their months, by places in `WEEKS_OF_MONTH`."""
    # Two years have months of each length. Over time, each weekday falls on each of their days.
    days = (dt.date(2023, 1, 1) + dt.timedelta(number) for number in range(2 * 366))
    return sorted({*pairwise(map(week_of_month, days))})


def _find_overlaps(stretches: Iterable[list[tuple[Interval[int], Phrase]]]) -> _Faults:
    """Yield a fault for each span that starts before an earlier one of its stretch has ended."""
    found: dict[tuple[Phrase, Phrase], None] = {}
    for spans in stretches:
        open_until, last = 0, Phrase("", "")
        for span, words in sorted(spans, key=lambda pair: pair[0]):
            if span.start < open_until:
                found[words, last] = None
            if span.end > open_until:
                open_until, last = span.end, words
    for one, other in found:
        yield fault("overlapping_hours", one=one, other=other)


def _check_phone(phone: _Table) -> _Faults:
    # Whether it has these keys counts, and not what they say.
    has_number, has_code = phone.get("e164") is not None, phone.get("short_code") is not None
    if has_number is has_code or (has_number and phone.get("phone_context") is not None):
        yield fault("not_one_number")


def _check_change(change: _Table) -> _Faults:
    """Yield the faults of both ends together: of a season, a special day or a closure."""
    starts, ends = _valid(change, "starts"), _valid(change, "ends")
    if starts and ends and ends <= starts:
        yield fault("backwards_times")
    dates, first_key = _dates_of(change), _first_key(change)
    if dates is None:
        return
    if isinstance(dates.first, dt.date) is not isinstance(dates.last, dt.date):
        yield fault("mixed_dates", first_key=first_key)
    elif dates.once and dates.once.last < dates.once.first:
        yield fault("backwards_days", first_key=first_key)
    elif dates.wavers:
        yield fault("wavering_days", first_key=first_key)


def _first_key(change: _Table) -> str:
    return "from" if "from" in change else "date"


def _dates_of(change: _Table) -> DateRange | None:
    first = _valid(change, _first_key(change))
    return DateRange(first, _valid(change, "through") or first) if first else None


_ANY, _FOR_ALL = "(any)", "(all)"
"""Groups of entries: all of them, and those for all channels. A channel's id names a group."""


def _groups_of(change: _Table) -> list[str]:
    """Return the groups that an entry is in: one for each of its channels, or that for all."""
    channels = change.get("channels", ALL)
    if letters_of(channels) == ALL:
        return [_FOR_ALL]
    return [each for each in map(letters_of, as_sequence(channels)) if re.fullmatch(ID_FORM, each)]


def _check_directory(directory: _Table) -> _Faults:
    yield from _find_shared_words(directory, "request_types", RequestTypeEntry)
    yield from _find_shared_words(directory, "priorities", PriorityEntry)
    yield from _find_gaps_in_scale(directory)
    yield from _find_repeated_ids(directory)
    yield from _find_levels_out_of_order(directory)
    yield from _find_repeated_articles(directory)
    yield from _find_unknown_channels(directory)
    yield from _find_excess_of_pairs(directory)
    yield from _find_shared_days(directory, "seasons")
    yield from _find_shared_days(directory, "special_days")
    zone = _valid(directory, "time_zone")
    # A zone that does not exist may have been meant for Bogotá's.
    if zone not in (None, BOGOTA_NAME):
        yield from _find_codes_without_country(directory)
        if directory.get("holiday_calendar") is None:
            yield from _find_unnamed_holidays(directory, countries_of_zones().get(zone, "MX"))


_CHANGES = "seasons", "special_days", "closures"
"""The sections of what changes hours."""


def _entries(directory: _Table, *sections: str) -> Iterator[tuple[tuple[str, int], _Table]]:
    """Yield each entry of some sections, with its place."""
    for section in sections:
        for index, entry in enumerate(_tables(directory, section)):
            yield (section, index), entry


def _find_gaps_in_scale(directory: _Table) -> _Faults:
    for place, entry in _entries(directory, "priorities"):
        found, number = entry.get("id"), place[1] + 1
        if isinstance(found, int) and found != number:
            yield fault("priority_out_of_order", (*place, "id"), int(found), number=number)


def _ids_of(directory: _Table) -> list[str]:
    return [letters_of(each.get("id")) for each in _tables(directory, "channels")]


def _find_repeated_ids(directory: _Table) -> _Faults:
    first: dict[str, int] = {}
    for index, channel_id in enumerate(_ids_of(directory)):
        if first.setdefault(channel_id, index) != index and channel_id:
            yield fault("repeated_id", ("channels", index, "id"), channel_id)


def _find_levels_out_of_order(directory: _Table) -> _Faults:
    valid = [
        (index, level)
        for index, each in enumerate(_tables(directory, "escalation"))
        if (level := _valid(each, "level"))
    ]
    for (_, before), (index, level) in pairwise(valid):
        if level <= before:
            yield fault("level_out_of_order", ("escalation", index, "level"), level, before=before)


def _find_repeated_articles(directory: _Table) -> _Faults:
    """Yield a fault for each name that has the article which sentences add to it."""
    for place, holder in _entries(directory, "channels", "escalation"):
        name = fields_of(holder.get("name"))
        for language, article in ("es", name.get("es_article")), ("en", "the"):
            text = letters_of(name.get(language))
            if "es_article" in name and text.lower().startswith(f"{article} "):
                yield fault("repeated_article", (*place, "name", language), text, article=article)


def _find_codes_without_country(directory: _Table) -> _Faults:
    for place, holder in _entries(directory, "channels", "escalation"):
        for position, contact in enumerate(_tables(holder, "contacts")):
            # In another contact, a short code is an unknown key.
            is_phone = contact.get("medium") == Medium.PHONE
            has_code = contact.get("short_code") is not None
            if is_phone and has_code and contact.get("phone_context") is None:
                yield fault("code_without_country", (*place, "contacts", position, "phone_context"))


def _find_unknown_channels(directory: _Table) -> _Faults:
    """Yield a fault for each listed id that no channel has."""
    known = dict.fromkeys(_ids_of(directory))
    valid = [each for each in known if re.fullmatch(ID_FORM, each)]
    code = "unknown_channel" if valid else "no_such_channel"
    ids = cut(listed(valid))
    for place, change in _entries(directory, *_CHANGES):
        for position, channel_id in enumerate(as_sequence(change.get("channels"))):
            if isinstance(channel_id, str) and channel_id not in known:
                yield fault(code, (*place, "channels", position), channel_id, ids=ids)


def _find_excess_of_pairs(directory: _Table) -> _Faults:
    count = len(_ids_of(directory))
    pairs = sum(
        count if _groups_of(each) == [_FOR_ALL] else len(as_sequence(each.get("channels")))
        for _, each in _entries(directory, *_CHANGES)
    )
    if pairs > MOST_PAIRS:
        yield fault("too_many_pairs", pairs=pairs, most=MOST_PAIRS)


def _find_unnamed_holidays(directory: _Table, country: str) -> _Faults:
    """Yield a fault if a channel depends on holidays, and the directory names none."""
    # By group, the hours of a season that opens: each channel asks about two groups.
    opening: dict[str, Any] = {}
    for season in _tables(directory, "seasons"):
        if (hours := _valid(season, "hours")) != NO_WEEKLY_HOURS:
            opening |= dict.fromkeys(_groups_of(season), hours)
    for place, stated in enumerate(_tables(directory, "channels"), start=1):
        hours, holidays = _valid(stated, "hours"), _valid(stated, "holidays")
        channel = Channel.model_construct(hours=hours, holidays=holidays)
        groups = _FOR_ALL, letters_of(stated.get("id"))
        in_seasons = [opening[group] for group in groups if group in opening]
        # What is missing or wrong may become hours that depend on them.
        if channel.depends_on_holidays(in_seasons):
            yield fault("unnamed_holidays", ("holiday_calendar",), place=place, country=country)
            return


def _find_shared_words(directory: _Table, section: str, kind: type[Entry]) -> _Faults:
    """Yield a fault for each word that two entries of a vocabulary share without saying so."""
    if directory.get(section) == getattr(usual_directory(), section):
        # They share none. To find that out again would take longer than all other checks.
        return
    # By folded word: the index of the entry that means it, and the key that says so.
    meanings: dict[str, tuple[int, str]] = {}
    for index, entry in enumerate(_tables(directory, section)):
        # If its id is not valid, it gets one that no other entry has.
        known = kind.model_construct(id=_valid(entry, "id") or f"({index})")
        written = [(key, known.forms_of(word)) for key, word in _words_of(entry) if folded(word)]
        for key, forms in [("id", known.forms_of_id), *written]:
            for form in forms:
                owner, owner_key = meanings.setdefault(folded(form), (index, key))
                # The order of the scale says which number to write instead of a repeated one.
                is_number = kind is PriorityEntry and key == owner_key == "id"
                if owner != index and not is_number:
                    # An id or a name can't become an ambiguous word: its entry would still mean it.
                    code = "shared_word" if key == owner_key == "spellings" else "shared_name"
                    other = ENTRIES[section].fill(place=owner + 1, index=owner)
                    yield fault(code, (section, index, key), word=as_line(form), other=other)
                    # One form is enough.
                    break
    yield from _find_unclear_words(directory, section, meanings)


def _find_unclear_words(
    directory: _Table, section: str, meanings: Mapping[str, tuple[int, str]]
) -> _Faults:
    """Yield a fault for each ambiguous word that has a meaning, or that only one entry lists."""
    ambiguous = [
        ((section, index, "ambiguous", position), letters_of(word))
        for index, entry in enumerate(_tables(directory, section))
        for position, word in enumerate(as_sequence(entry.get("ambiguous")))
    ]
    # An entry may list a word twice.
    entries_with: defaultdict[str, set[int]] = defaultdict(set)
    for (_, index, _, _), word in ambiguous:
        entries_with[folded(word)].add(index)
    for place, word in ambiguous:
        if meaning := meanings.get(folded(word)):
            other = ENTRIES[section].fill(place=meaning[0] + 1, index=meaning[0])
            yield fault("ambiguous_spelling", place, word, word=as_line(word), other=other)
        elif folded(word) and len(entries_with[folded(word)]) == 1:
            yield fault("one_meaning", place, word, word=as_line(word))


def _words_of(entry: _Table) -> Iterator[tuple[str, str]]:
    """Yield the words of an entry of a vocabulary besides its id, each with its key."""
    for key in ("name", "plural", "spellings"):
        stated = entry.get(key)
        # A text, a list, or a table of languages.
        words = [stated, *as_sequence(stated), *fields_of(stated).values()]
        yield from ((key, word) for word in dict.fromkeys(map(letters_of, words)))


_SOME_YEARS = 2023, 2024
"""A common year and the leap year after it show every day that dates without Easter can share."""


def _find_shared_days(directory: _Table, section: str) -> _Faults:
    """Yield a fault for each entry that begins before another of its kind has ended.

    A full date beats a yearly date, so only entries of one kind can be in each other's way.
    """
    stated = [
        (position, dates, groups)
        for position, change in enumerate(_tables(directory, section))
        if (dates := _dates_of(change)) and (groups := _groups_of(change))
    ]
    moves = any(dates.follows_easter for _, dates, _ in stated)
    years = SUPPORTED_YEARS if moves else _SOME_YEARS
    occurrences = sorted(
        (dates.is_yearly, days.first, max(days), position, groups)
        for position, dates, groups in stated
        for days in dates.in_years(years)
    )
    # For each kind and group: the last date so far, and the index of the entry that has it.
    latest: dict[tuple[bool, str], tuple[dt.date, int]] = {}
    reported: set[tuple[int, int]] = set()
    for is_yearly, first, last, position, groups in occurrences:
        # The groups of the entries that share a channel with it.
        rivals = [_ANY] if _FOR_ALL in groups else [_FOR_ALL, *groups]
        before = [latest[is_yearly, each] for each in rivals if (is_yearly, each) in latest]
        # Without a rival before it, it is compared with itself.
        end, other = max(before, default=(first, position))
        upper, lower = sorted((position, other))
        # The same two yearly entries meet in each year.
        if first <= end and other != position and (upper, lower) not in reported:
            reported.add((upper, lower))
            # The owner wrote no year, unless Easter moves the day.
            day = f"{first:%m-%d}" if is_yearly and not moves else first
            upper_entry = ENTRIES[section].fill(place=upper + 1, index=upper)
            yield fault("coinciding_days", (section, lower), day=day, other=upper_entry)
        lasting = last, position
        for group in (_ANY, *groups):
            latest[is_yearly, group] = max(lasting, latest.get((is_yearly, group), lasting))


_CHECKS: Mapping[type[BaseModel], Callable[[_Table], _Faults]] = {
    DayHours: _check_day,
    Directory: _check_directory,
    HoursChange: _check_change,
    OpeningSpan: _check_span,
    Phone: _check_phone,
    WeeklyHours: _check_week,
}


def find_faults(record: type[BaseModel], value: object) -> Iterator[InitErrorDetails]:
    """Yield the faults that several values of a record show together, even if others are wrong."""
    check = next(_CHECKS[each] for each in record.__mro__ if each in _CHECKS)
    # The hours of a file are a list, and those of a record its root.
    yield from check(fields_of(value) or {"root": value})
