"""Instants that are hard on purpose, those of other libraries, and what is not an instant."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import partial
from importlib import import_module
from itertools import cycle, product
from typing import Any
from unittest.mock import MagicMock
from zoneinfo import ZoneInfo

import pytest

from ccb_support import (
    BOGOTA,
    CcbSupportError,
    NaiveDatetimeError,
    OutOfRangeError,
    Priority,
    RequestType,
    Router,
    default_directory,
    diff,
    recommend,
    timeline,
    timetable,
    verify,
)
from ccb_support.calendars.colombia import COLOMBIA
from ccb_support.clock.instants import instant_of
from ccb_support.errors import (
    EmptyRangeError,
    NotADatetimeError,
    NotAYearError,
    UnusableTimeZoneError,
)
from ccb_support.export import to_icalendar, to_opening_hours, to_schema_org
from ccb_support.testing.oracle_hours import MICROSECOND
from ccb_support.week import week
from ccb_support.widget import to_widget
from tests.builders import CLOSING
from tests.hostile import FOR_EVER, NOON, any_zone, shown

pandas: Any = import_module("pandas")
pendulum: Any = import_module("pendulum")
freezegun: Any = import_module("freezegun")
FIRST, END = datetime(1984, 1, 1, tzinfo=BOGOTA), datetime(2200, 1, 1, tzinfo=BOGOTA)
LATER = NOON + timedelta(days=1)
ROUTER = Router(default_directory())


class _OddOne(datetime):
    """A subclass that subtracts in its own way."""

    __sub__: Any = None


RANGES: dict[str, Callable[[Any, Any], object]] = {
    "timeline": lambda start, end: timeline("complaint", 3, start, end),
    "timetable": timetable,
    "open_spans": lambda start, end: ROUTER.open_spans("pqrs", start, end),
    "open_time": lambda start, end: ROUTER.open_time("pqrs", start, end),
    "verify": partial(verify, default_directory()),
    "diff": partial(diff, default_directory(), default_directory()),
    "opening_hours": partial(to_opening_hours, default_directory()),
    "schema.org": partial(to_schema_org, default_directory()),
    "iCalendar": partial(to_icalendar, default_directory(), dtstamp=NOON),
    "widget": partial(to_widget, default_directory()),
}
"""Everywhere a range of time is taken."""

MAY_BE_EMPTY = {"open_spans", "open_time"}

INSTANTS: dict[str, Callable[[Any], object]] = {
    "when": lambda when: recommend("complaint", 3, when),
    "when, as enum members": lambda when: recommend(RequestType.CLAIM, Priority.LOW, when),
    "status": lambda when: ROUTER.status("pqrs", when),
    "add_open_time": lambda when: ROUTER.add_open_time("pqrs", when, timedelta(hours=1)),
    "week": partial(week, default_directory()),
}
"""Everywhere an instant is taken that must be supported."""

ANY_AGE: dict[str, Callable[[Any], object]] = {
    "the clock": instant_of,
    "holds_at": FOR_EVER.holds_at,
    "at": lambda when: FOR_EVER.explain(at=when),
    "verify, now": lambda when: verify(default_directory(), NOON, LATER, now=when),
    "iCalendar, stamp": lambda when: to_icalendar(default_directory(), NOON, LATER, dtstamp=when),
}
"""Everywhere an instant is taken that may be of any age, if a date can hold it."""


def as_start(ask: Callable[[Any, Any], object]) -> Callable[[Any], object]:
    return lambda when: ask(when, END)


def as_end(ask: Callable[[Any, Any], object]) -> Callable[[Any], object]:
    return lambda when: ask(NOON, when)


SUPPORTED = (
    INSTANTS
    | {f"{name}, start": as_start(ask) for name, ask in RANGES.items()}
    | {f"{name}, end": as_end(ask) for name, ask in RANGES.items()}
)
PLACES = SUPPORTED | ANY_AGE
"""Everywhere an instant is taken."""

OPTIONAL = {"at", "verify, now"}


def at_noon(zone: object) -> datetime:
    return datetime(2026, 11, 24, 12, tzinfo=any_zone(zone))


NO_INSTANTS: dict[str, tuple[Any, type[CcbSupportError]]] = {
    "nothing": (None, NotADatetimeError),
    "text": ("2026-11-24T12:00:00-05:00", NotADatetimeError),
    "a number": (1_795_539_600, NotADatetimeError),
    "a date": (date(2026, 11, 24), NotADatetimeError),
    "a class": (datetime, NotADatetimeError),
    "no zone": (datetime(2026, 11, 24), NaiveDatetimeError),  # noqa: DTZ001 - the point
    "no offset": (at_noon(None), NaiveDatetimeError),
    "a zone that raises": (at_noon(RuntimeError("no network")), UnusableTimeZoneError),
    "an offset of 24 h": (at_noon(timedelta(hours=24)), UnusableTimeZoneError),
    "an offset of -24 h": (at_noon(timedelta(hours=-24)), UnusableTimeZoneError),
    "an offset of -30 d": (at_noon(timedelta(days=-30)), UnusableTimeZoneError),
    "an offset of text": (at_noon("-05:00"), UnusableTimeZoneError),
    "an offset of hours": (at_noon(-5), UnusableTimeZoneError),
    "pandas' NaT": (pandas.NaT, NotADatetimeError),
    "pandas' Timestamp without a zone": (pandas.Timestamp("2026-11-24"), NaiveDatetimeError),
    "pendulum's without a zone": (pendulum.naive(2026, 11, 24), NaiveDatetimeError),
}
"""Values that name no instant, or none that can be read."""

MESSAGES: dict[type[CcbSupportError], str] = {
    NotADatetimeError: "is not a datetime",
    NaiveDatetimeError: "use datetime.now(BOGOTA) for the current time",
    UnusableTimeZoneError: "gives no usable UTC offset",
    OutOfRangeError: "1984 to 2199",
}


@pytest.mark.parametrize(
    ("what", "place"),
    [
        each
        for each in product(NO_INSTANTS, PLACES)
        if each[0] != "nothing" or each[1] not in OPTIONAL
    ],
)
def test_what_names_no_instant_is_refused(what: str, place: str) -> None:
    """Each place that takes an instant refuses what names none, and quotes what was passed."""
    value, error = NO_INSTANTS[what]
    with pytest.raises(error, match=re.escape(shown(value))) as caught:
        PLACES[place](value)
    assert MESSAGES[error] in str(caught.value)
    assert caught.value.__cause__ or error is not UnusableTimeZoneError


@pytest.mark.parametrize(
    ("place", "outside"),
    [*product(SUPPORTED, [FIRST - MICROSECOND, END + MICROSECOND]), *product(INSTANTS, [END])],
)
def test_an_instant_that_is_not_supported_is_refused(place: str, outside: datetime) -> None:
    """The end of a range may be the first instant of 2200, which is not supported itself."""
    with pytest.raises(OutOfRangeError, match=re.escape(repr(outside))):
        SUPPORTED[place](outside)


@pytest.mark.parametrize(
    ("name", "end"),
    [
        *((each, NOON) for each in RANGES if each not in MAY_BE_EMPTY),
        *product(RANGES, [NOON - MICROSECOND]),
    ],
)
def test_a_range_that_ends_before_it_starts_is_refused(name: str, end: datetime) -> None:
    with pytest.raises(EmptyRangeError, match=re.escape(f"from {NOON!r} to {end!r} is empty")):
        RANGES[name](NOON, end)


FAR = (
    datetime.min.replace(tzinfo=UTC),
    datetime.max.replace(tzinfo=UTC),
    datetime.min.replace(tzinfo=timezone(timedelta(hours=23, minutes=59))),
    datetime.max.replace(tzinfo=timezone(-timedelta(hours=23, minutes=59))),
    datetime.max.replace(tzinfo=ZoneInfo("Pacific/Kiritimati")),
)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("far", FAR, ids=repr)
def test_a_far_instant_is_refused_or_answered(far: datetime, place: str) -> None:
    """An instant of any age is refused if it is not supported, and answered if it is."""
    try:
        assert PLACES[place](far)
    except (OutOfRangeError, EmptyRangeError) as error:
        assert shown(far) in str(error)  # noqa: PT017 - either outcome is right


def of_pandas(unit: str, when: datetime) -> Any:  # noqa: ANN401 - of no known type
    return pandas.Timestamp(when).as_unit(unit)


def of_freezegun(when: datetime) -> datetime:
    with freezegun.freeze_time(when.astimezone(UTC)):
        return datetime.now(UTC)


LIBRARIES: dict[str, Callable[[datetime], datetime]] = {
    **{f"pandas, {unit}": partial(of_pandas, unit) for unit in ("s", "ms", "us", "ns")},
    "pendulum": lambda when: pendulum.instance(when, tz="America/Bogota"),
    "pendulum in Tokyo": lambda when: pendulum.instance(when).in_timezone("Asia/Tokyo"),
    "freezegun": of_freezegun,
    "a subclass": lambda when: _OddOne.fromtimestamp(when.timestamp(), UTC),
    "dateutil": lambda when: when.astimezone(
        import_module("dateutil.tz").gettz("America/New_York")
    ),
    "an offset of odd seconds": lambda when: when.astimezone(timezone(timedelta(seconds=-12_345))),
    "an offset of microseconds": lambda when: when.astimezone(timezone(timedelta(microseconds=1))),
}
"""What makes of an instant a datetime of another class, or in another kind of zone."""


class TestLibraries:
    """The datetimes of other libraries name the instants that they mean."""

    @pytest.mark.parametrize("library", LIBRARIES)
    @pytest.mark.parametrize(
        "when", [NOON, CLOSING - timedelta(seconds=1), CLOSING, END - timedelta(days=9)]
    )
    def test_an_instant_gets_the_answer_of_that_instant(self, library: str, when: datetime) -> None:
        same = LIBRARIES[library](when)
        router = Router(default_directory())
        for _ in range(3):
            assert router.recommend(RequestType.COMPLAINT, Priority.LOW, same) is router.recommend(
                "complaint", 4, when
            )
        (first, *_) = timeline("complaint", 4, same, when + timedelta(days=3))
        assert first.holds_at(same)
        assert first.explain(at=same) == first.explain(at=when)

    def test_a_nanosecond_before_closing_is_before_closing(self) -> None:
        closing = pandas.Timestamp(CLOSING)
        before = closing - pandas.Timedelta(1, "ns")
        assert before.nanosecond == 999
        assert recommend("complaint", 3, before).channel.id == "pqrs"
        assert recommend("complaint", 3, closing).channel.id == "national_line"

    @pytest.mark.parametrize("year", [-5000, 0, 20_000])
    def test_a_year_that_only_pandas_can_count_is_out_of_range(self, year: int) -> None:
        seconds = (year - 1970) * 31_556_952
        when = pandas.Timestamp(seconds, unit="s", tz="UTC").as_unit("s")
        with pytest.raises(OutOfRangeError, match="1984 to 2199"):
            instant_of(when)

    def test_regression_a_calendar_is_asked_of_a_day_that_is_none(self) -> None:
        with pytest.raises(NotAYearError, match="nan is not a year"):
            COLOMBIA.get(pandas.NaT)


def test_a_zone_that_gives_another_offset_each_time_is_no_trap() -> None:
    """A zone counts for the offset that it gives, and for nothing else that it says."""
    offsets = cycle([timedelta(hours=-23), timedelta(hours=23)])
    restless: Any = type("Restless", (tzinfo,), {"utcoffset": MagicMock(side_effect=offsets)})
    when = datetime(2026, 11, 24, 12, tzinfo=restless())
    for _ in range(3):
        assert recommend(RequestType.CLAIM, Priority.LOW, when).channel.id != "p1_mobile"
        assert list(timeline("claim", 4, NOON - timedelta(days=9), when))


@pytest.mark.parametrize("offset", [None, RuntimeError("no network")])
def test_a_zone_that_fails_at_another_time_of_the_day_changes_nothing(offset: object) -> None:
    """Regression: a second question about a day looked at its midnights, and raised this."""

    def at_noon_only(_: object, when: datetime) -> timedelta | None:
        return (BOGOTA if when.hour else any_zone(offset)).utcoffset(when)

    partly: Any = type("Partly", (tzinfo,), {"utcoffset": at_noon_only})
    noon = datetime(2026, 11, 24, 12, tzinfo=partly())
    answers = [recommend("claim", 4, noon) for _ in range(3)]
    assert answers == [recommend("claim", 4, NOON)] * 3
