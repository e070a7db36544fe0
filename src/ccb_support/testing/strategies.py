"""Hypothesis strategies for requests, instants, hours and whole directories.

A strategy that needs another strategy takes it as an argument. The defaults are narrow, so that
draws collide often: few channels, whole hours, a few weeks of dates.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from itertools import pairwise, product, starmap
from typing import Any, Literal, TypeVar, cast, get_args
from zoneinfo import ZoneInfo

from dateutil.easter import easter

from ccb_support.errors import require_extra
from ccb_support.model.changed_hours import Closure, Season, SpecialDay
from ccb_support.model.channels import Channel, EscalationLevel
from ccb_support.model.contacts import Chat, Contact, Email, Phone, WebForm, WhatsApp
from ccb_support.model.dates import DateRange, EasterDate, ListedHoliday, YearlyDate
from ccb_support.model.directory import Directory
from ccb_support.model.hours import (
    WEEKDAYS,
    AlwaysOpen,
    DayHours,
    NotStated,
    OpeningSpan,
    WeeklyHours,
    WeeklySpan,
    WeekOfMonth,
)
from ccb_support.model.text import ARTICLES, ArticledName, LocalizedText
from ccb_support.model.vocabulary import (
    Medium,
    Priorities,
    Priority,
    PriorityEntry,
    RequestType,
    RequestTypeEntry,
    RequestTypes,
    usual_directory,
)
from ccb_support.words import LANGUAGES

from .laws import Case
from .oracle_hours import (
    DAY,
    FIRST_DAY,
    LAST_DAY,
    MICROSECOND,
    MINUTE,
    Edition,
    each_day,
)

with require_extra("ccb_support.testing.strategies", "hypothesis", "testing"):
    from hypothesis import strategies as st
    from hypothesis.strategies import SearchStrategy

_T = TypeVar("_T")
_MakerT = TypeVar("_MakerT", bound=Callable[..., object])

_MOST_KEPT = 256
"""How many strategies of a function are kept: a program asks for few, again and again."""

_MINUTES_A_DAY = 24 * 60
_MINUTES_A_WEEK = 7 * _MINUTES_A_DAY
_LONGEST_SPAN = 20 * 60

_HARD_WEEKS = (
    (date(2026, 3, 30), date(2026, 4, 5)),  # Holy Week
    (date(2026, 12, 28), date(2027, 1, 3)),  # New Year, at which yearly ranges may pass
)
"""Weeks with holidays in Colombia."""

AWKWARD_ZONES: tuple[str, ...] = (
    "America/Bogota",  # no summer time, except in 1992-93
    "America/New_York",  # summer time
    "America/St_Johns",  # half hours; once, changes at a minute past midnight
    "Australia/Lord_Howe",  # summer time by half an hour
    "Africa/Casablanca",  # summer time that pauses in Ramadan
    "Pacific/Apia",  # a day that does not exist
    "Asia/Kathmandu",  # three quarters of an hour
    "UTC",
)
"""Zones in which something is unusual."""

_NAMES = ("Mudanza", "Víspera", "Mantenimiento", "Inventario")

_CONTACTS: tuple[Contact, ...] = (
    Phone(printed="(601) 5550100", e164="+576015550100"),
    Phone(printed="(601) 5550101", e164="+576015550101", extensions=("7", "8")),
    Phone(printed="(601) 5550102", e164="+576015550102", menu_option="3"),
    Phone(printed="#383", short_code="#383", phone_context="+57"),
    WhatsApp(printed="300 5550100", e164="+573005550100"),
    Email(address="desk@example.org"),
    Chat(url="https://example.org/chat"),
    WebForm(url="https://example.org/form"),
)

_LEVELS = (
    EscalationLevel(
        level=1,
        name=LocalizedText(es="Supervisor", en="supervisor"),
        contacts=(Email(address="supervisor@example.org"),),
        hours=NotStated.NOT_STATED,
    ),
    EscalationLevel(
        level=2,
        name=LocalizedText(es="Coordinación", en="coordination"),
        contacts=(Phone(printed="(601) 5550109", e164="+576015550109"),),
        hours=AlwaysOpen.ALWAYS,
    ),
)

_OWN_TYPES = tuple(
    RequestTypeEntry(id=each, name=LocalizedText(es=each, en=each))
    for each in ("cita", "complaint", "factura", "urgencia")
)
_OWN_SCALE = tuple(
    PriorityEntry(id=number, name=LocalizedText(es=name, en=name))
    for number, name in enumerate(("roja", "amarilla", "verde"), start=1)
)
"""Words of another desk. It shares an id with the usual ones."""


def _prepared_once(make: _MakerT) -> _MakerT:
    """Return a function that makes a strategy, and gives it again for equal arguments.

    Hypothesis validates and labels each new strategy, which takes longer than most draws from it.
    """
    return cast("_MakerT", lru_cache(_MOST_KEPT)(make))


@st.composite
def as_written(draw: st.DrawFn, spellings: SearchStrategy[str]) -> str:
    """Draw spellings as people type them: any case and separator, stray spaces, missing accents."""
    text = draw(spellings)
    plain = text.translate(str.maketrans("áéíóúü", "aeiouu"))
    text = draw(st.sampled_from([text, plain, text.upper(), plain.title(), text.capitalize()]))
    text = text.replace(" ", draw(st.sampled_from([" ", "_", "-", "  "])))
    return draw(st.sampled_from(["", " "])) + text + draw(st.sampled_from(["", " ", "\t"]))


@_prepared_once
def words_of(known: RequestTypes | Priorities) -> SearchStrategy[str]:
    """Draw the words of a directory's request types or priorities, as people write them."""
    return as_written(st.sampled_from([word for each in known for word in each.words]))


@_prepared_once
def zones() -> SearchStrategy[tzinfo]:
    """Draw zones in which a caller may write an instant: awkward zones, and fixed offsets."""
    offsets = st.integers(-23 * 60, 23 * 60).map(
        lambda minutes: timezone(timedelta(minutes=minutes))
    )
    return st.sampled_from(AWKWARD_ZONES).map(ZoneInfo) | offsets | st.just(UTC)


@_prepared_once
def days(first: date = date(2026, 1, 1), last: date = date(2026, 12, 31)) -> SearchStrategy[date]:
    """Draw days from `first` to `last`, both included."""
    return st.dates(first, last)


@st.composite
def instants(
    draw: st.DrawFn, directory: Directory, *, written_in: SearchStrategy[tzinfo] | None = None
) -> datetime:
    """Draw instants about which `directory` can answer, in any zone."""
    first, end = Edition(directory).supported
    elapsed = draw(st.integers(0, (end - first) // MICROSECOND - 1))
    return (first + elapsed * MICROSECOND).astimezone(draw(_or_default(written_in, zones())))


@st.composite
def boundary_instants(
    draw: st.DrawFn,
    directory: Directory,
    *,
    on: SearchStrategy[date] | None = None,
    written_in: SearchStrategy[tzinfo] | None = None,
) -> datetime:
    """Draw instants at which answers of `directory` may change, or a microsecond or minute away.

    Most are a midnight, a time of day at which anything opens or closes, or a change of the clock:
    of a day from `on`, or of a day around the start or the end of a season or special day. Others
    are the start or the end of a closure, or of the supported range.
    """
    day = draw(_or_default(on, st.one_of(days(), days(FIRST_DAY, LAST_DAY))))
    edition = Edition(directory)
    start, end = edition.supported
    # Three times as likely as the ends of the range: a day may have only two instants.
    pool = 3 * [*edition.day_instants(day), *edition.closure_ends()] + [start, end]
    # One of the days: a directory may have thousands, each with many instants.
    if changed := [*edition.changed_days()]:
        pool += 3 * [*edition.day_instants(draw(st.sampled_from(changed)))]
    shift = draw(st.sampled_from([timedelta(), -MICROSECOND, MICROSECOND, -MINUTE, MINUTE]))
    supported = min(max(draw(st.sampled_from(pool)) + shift, start), end - MICROSECOND)
    return supported.astimezone(draw(_or_default(written_in, zones())))


def _or_default(
    strategy: SearchStrategy[_T] | None, default: SearchStrategy[_T]
) -> SearchStrategy[_T]:
    # Every strategy is true to Python, and Hypothesis warns of `or`.
    return default if strategy is None else strategy


def _write_clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _write_closing(end: int) -> str:
    """Return when a span closes: at 24:00 if it lasts until midnight."""
    return _write_clock(end % _MINUTES_A_DAY or _MINUTES_A_DAY)


_DAYS_FROM_EASTER = range(-80, 251)
"""The days from Easter that a directory can write."""

_WEEKS = st.lists(st.sampled_from(get_args(WeekOfMonth)), min_size=1, unique=True).map(tuple)


@_prepared_once
@st.composite
def weekly_hours(draw: st.DrawFn, *, step: int = 60, most: int = 12) -> WeeklyHours:
    """Draw weekly hours: none, or several spans a day, which may touch or pass midnight.

    A third of them may have spans that hold only in some weeks of the month.

    Args:
        draw: the argument that Hypothesis passes.
        step: all times are multiples of so many minutes; 1 for rich hours, 60 for narrow hours.
        most: the most openings and closings in a week.
    """
    points = draw(st.sets(st.integers(0, _MINUTES_A_WEEK // step - 1), max_size=most))
    minutes = sorted(point * step for point in points)
    next_week = [minute + _MINUTES_A_WEEK for minute in minutes[:1]]
    # Other code reads hours that are the same every week, so most are.
    weeks = draw(st.sampled_from([st.none(), st.none(), st.none() | _WEEKS]))
    return WeeklyHours(
        tuple(
            WeeklySpan(
                days=(WEEKDAYS[start // _MINUTES_A_DAY],),
                opens=_write_clock(start % _MINUTES_A_DAY),
                closes=_write_closing(min(end, start + _LONGEST_SPAN)),
                weeks=draw(weeks),
            )
            for start, end in pairwise(minutes + next_week)
            if draw(st.booleans())
        )
    )


@_prepared_once
@st.composite
def day_hours(draw: st.DrawFn, *, step: int = 60) -> DayHours:
    """Draw the hours of one day: none, or one or two spans, which may pass midnight."""
    points = draw(st.sets(st.integers(0, 30 * 60 // step - 1), max_size=4))
    minutes = sorted(point * step for point in points)
    return DayHours(
        tuple(
            OpeningSpan(opens=_write_clock(start), closes=_write_closing(end))
            for start, end in zip(minutes[::2], minutes[1::2], strict=False)
            if start < _MINUTES_A_DAY and end - start < _MINUTES_A_DAY
        )
    )


@_prepared_once
def names() -> SearchStrategy[LocalizedText]:
    """Draw names."""
    return st.sampled_from(_NAMES).map(lambda word: LocalizedText(es=word, en=f"({word})"))


@_prepared_once
def concerned(channel_ids: tuple[str, ...]) -> SearchStrategy[tuple[str, ...] | Literal["all"]]:
    """Draw the channels whose hours an entry changes: all, or some of `channel_ids`."""
    every: SearchStrategy[Literal["all"]] = st.just("all")
    return every | st.lists(st.sampled_from(channel_ids), min_size=1, unique=True).map(tuple)


@_prepared_once
@st.composite
def date_ranges(
    draw: st.DrawFn,
    *,
    on: SearchStrategy[date] | None = None,
    lengths: tuple[int, ...] = (0, 0, 0, 1, 4),
) -> DateRange:
    """Draw one day or several in a row, once or every year, also counted from Easter.

    Args:
        draw: the argument that Hypothesis passes.
        on: the first dates.
        lengths: how many days may come after the first.
    """
    first = draw(_or_default(on, days()))
    last = first + DAY * draw(st.sampled_from(lengths))
    if draw(st.booleans()):
        return DateRange(first, last)
    yearly = starmap(DateRange, product(_forms_of_every_year(first), _forms_of_every_year(last)))
    lasting = [each for each in yearly if not each.wavers]
    leap_day = YearlyDate(2, 29)
    return draw(st.sampled_from([*lasting, DateRange(leap_day, leap_day)]))


def _forms_of_every_year(day: date) -> Sequence[YearlyDate | EasterDate]:
    """Return the days of every year that mean `day` in its year."""
    yearly, offset = YearlyDate(day.month, day.day), (day - easter(day.year)).days
    return [yearly, EasterDate(offset)] if offset in _DAYS_FROM_EASTER else [yearly]


@_prepared_once
@st.composite
def special_days(
    draw: st.DrawFn,
    channel_ids: tuple[str, ...],
    *,
    on: SearchStrategy[date] | None = None,
    hours: SearchStrategy[DayHours] | None = None,
) -> tuple[SpecialDay, ...]:
    """Draw special days of one or several days, no two of one kind on one date."""
    return tuple(
        SpecialDay(
            name=draw(names()),
            channels=draw(concerned(channel_ids)),
            date=dates.first,
            through=None if dates.first == dates.last else dates.last,
            hours=draw(_or_default(hours, day_hours())),
            opens_closed_days=draw(st.sampled_from([None, None, True, False])),
        )
        for dates in _apart(draw(st.lists(date_ranges(on=on), max_size=4)))
    )


@_prepared_once
@st.composite
def seasons(
    draw: st.DrawFn,
    channel_ids: tuple[str, ...],
    *,
    on: SearchStrategy[date] | None = None,
    hours: SearchStrategy[AlwaysOpen | WeeklyHours] | None = None,
) -> tuple[Season, ...]:
    """Draw seasons of some days, weeks or months, no two of one kind on one date."""
    ranges = date_ranges(on=on, lengths=(0, 1, 6, 30, 200))
    some_hours = st.sampled_from(["closed", "always"]) | _or_default(hours, weekly_hours())
    return tuple(
        Season.model_validate(
            {
                "name": draw(names()),
                "channels": draw(concerned(channel_ids)),
                "from": dates.first,
                "through": dates.last,
                "hours": draw(some_hours),
            }
        )
        for dates in _apart(draw(st.lists(ranges, max_size=2)))
    )


def _apart(ranges: Iterable[DateRange]) -> Iterator[DateRange]:
    """Yield the ranges that share no day with an earlier one of their kind."""
    taken: set[tuple[bool, date]] = set()
    for dates in ranges:
        # Easter falls on another day each year.
        found = dates.in_years(range(FIRST_DAY.year - 1, LAST_DAY.year + 1))
        covered = {(dates.is_yearly, day) for days in found for day in each_day(*days)}
        if taken.isdisjoint(covered):
            taken |= covered
            yield dates


@_prepared_once
@st.composite
def closures(
    draw: st.DrawFn, channel_ids: tuple[str, ...], *, on: SearchStrategy[date] | None = None
) -> tuple[Closure, ...]:
    """Draw closures, from a minute to some weeks long; they may overlap."""
    starts = [
        datetime.combine(day, time()) + draw(st.integers(0, _MINUTES_A_DAY - 1)) * MINUTE
        for day in draw(st.lists(_or_default(on, days()), max_size=3))
    ]
    minutes = st.one_of(st.integers(1, 300), st.integers(1, 30 * _MINUTES_A_DAY))
    return tuple(
        Closure(
            name=draw(names()),
            channels=draw(concerned(channel_ids)),
            starts=each,
            ends=each + draw(minutes) * MINUTE,
        )
        for each in starts
    )


@_prepared_once
def yearly_dates(
    on: SearchStrategy[date] | None = None,
) -> SearchStrategy[YearlyDate | EasterDate]:
    """Draw days of every year: 29 February, and those of dates that `on` draws."""
    forms = _or_default(on, days()).flatmap(lambda day: st.sampled_from(_forms_of_every_year(day)))
    return st.just(YearlyDate(2, 29)) | forms


@_prepared_once
def holiday_lists(
    on: SearchStrategy[date] | None = None,
) -> SearchStrategy[tuple[ListedHoliday, ...]]:
    """Draw the holidays that a directory lists: none, full dates, and days of every year.

    Several may be on one date.
    """
    dates = _or_default(on, days()) | yearly_dates(on)
    return st.lists(st.builds(ListedHoliday, date=dates, name=names()), max_size=6).map(tuple)


@_prepared_once
def vocabularies() -> SearchStrategy[tuple[RequestTypes, Priorities]]:
    """Draw the words of a desk: the usual ones, or a few others."""
    types = st.lists(st.sampled_from(_OWN_TYPES), min_size=1, unique=True).map(RequestTypes)
    scales = st.integers(1, len(_OWN_SCALE)).map(lambda most: Priorities(_OWN_SCALE[:most]))
    return st.just((usual_directory().request_types, usual_directory().priorities)) | st.tuples(
        types, scales
    )


@_prepared_once
def _some(every: tuple[Any, ...]) -> SearchStrategy[tuple[Any, ...]]:
    sets = st.sets(st.sampled_from(every), min_size=1)
    return st.just(every) | sets.map(lambda some: tuple(each for each in every if each in some))


@_prepared_once
def channels(
    channel_id: str,
    *,
    hours: SearchStrategy[AlwaysOpen | WeeklyHours] | None = None,
    request_types: tuple[str, ...] = tuple(RequestType),
    priorities: tuple[int, ...] = tuple(Priority),
) -> SearchStrategy[Channel]:
    """Draw a channel that serves some of these requests. Some names have an article."""
    es, en = f"canal {channel_id}", f"channel {channel_id}"
    articled = [ArticledName(es=es, en=en, es_article=each) for each in ARTICLES]
    some_contacts = st.lists(st.sampled_from(_CONTACTS), min_size=1, max_size=2, unique=True)
    return st.builds(
        Channel,
        id=st.just(channel_id),
        name=st.sampled_from([LocalizedText(es=es, en=en), *articled]),
        request_types=_some(request_types),
        priorities=_some(priorities),
        hours=_or_default(hours, st.just(AlwaysOpen.ALWAYS) | weekly_hours()),
        holidays=st.sampled_from(("open", "closed")) | day_hours(),
        contacts=some_contacts.map(tuple),
    )


@_prepared_once
@st.composite
def directories(
    draw: st.DrawFn,
    *,
    most_channels: int = 3,
    time_zones: SearchStrategy[str] | None = None,
    hours: SearchStrategy[AlwaysOpen | WeeklyHours] | None = None,
    on: SearchStrategy[date] | None = None,
    holidays: SearchStrategy[str | tuple[ListedHoliday, ...]] | None = None,
    words: SearchStrategy[tuple[RequestTypes, Priorities]] | None = None,
) -> Directory:
    """Draw whole valid directories.

    Args:
        draw: the argument that Hypothesis passes.
        most_channels: the most channels.
        time_zones: the names of their zones; awkward zones by default.
        hours: the hours of their channels; always open or narrow weekly hours by default.
        on: the dates of their seasons, special days, closures and listed holidays; those of a year,
            or of a week with holidays, by default.
        holidays: the calendars that they name; Colombia's or a list by default.
        words: their request types and priorities; the usual ones or others by default.
    """
    types, scale = draw(_or_default(words, vocabularies()))
    served: dict[str, Any] = {
        "request_types": tuple(types.by_id),
        "priorities": tuple(scale.by_id),
    }
    ids = tuple(f"c{number}" for number in range(draw(st.integers(1, most_channels))))
    if on is None and draw(st.booleans()):
        # Entries and holidays that share days are rare in a whole year.
        on = days(*draw(st.sampled_from(_HARD_WEEKS)))
    return Directory(
        format=2,
        version=draw(st.sampled_from(["1", "2"])),
        as_of=date(2026, 1, 1),
        name=LocalizedText(es="Mesa de ayuda", en="Help desk"),
        time_zone=draw(_or_default(time_zones, st.sampled_from(AWKWARD_ZONES))),
        request_types=types,
        priorities=scale,
        channels=tuple(draw(channels(channel_id, hours=hours, **served)) for channel_id in ids),
        escalation=_LEVELS[: draw(st.integers(0, len(_LEVELS)))],
        seasons=draw(seasons(ids, on=on, hours=hours)),
        special_days=draw(special_days(ids, on=on)),
        closures=draw(closures(ids, on=on)),
        holiday_calendar=draw(_or_default(holidays, st.just("CO") | holiday_lists(on))),
        language=draw(st.sampled_from(LANGUAGES)),
    )


def outages(
    directory: Directory, *, ends: SearchStrategy[datetime] | None = None
) -> SearchStrategy[dict[str, datetime | None]]:
    """Draw channels of `directory` that are down, each with when it is back, or with `None`."""
    return st.dictionaries(
        st.sampled_from(directory.channel_ids),
        st.none() | _or_default(ends, boundary_instants(directory)),
    )


@st.composite
def cases(
    draw: st.DrawFn, directory: Directory, *, when: SearchStrategy[datetime] | None = None
) -> Case:
    """Draw questions to a router over `directory`, most of them when its answers may change."""
    instant = draw(_or_default(when, boundary_instants(directory)))
    near = st.timedeltas(-2 * DAY, 2 * DAY).map(lambda step: instant + step)
    down = st.just(()) | st.sets(st.sampled_from(directory.channel_ids)).map(tuple)
    return Case(
        request_type=draw(st.sampled_from([*directory.request_types.by_id])),
        priority=draw(st.sampled_from([*directory.priorities.by_id])),
        when=instant,
        prefer=draw(st.sampled_from([None, *Medium])),
        unavailable=draw(down | outages(directory, ends=near | boundary_instants(directory))),
    )
