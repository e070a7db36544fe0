"""Instants: whole seconds since 1970, and how datetimes of any kind get in and out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support import (
    BOGOTA,
    NaiveDatetimeError,
    NotADatetimeError,
    OutOfRangeError,
    UnusableTimeZoneError,
)
from ccb_support.clock.instants import (
    DAY,
    FIRST_WALL,
    LAST_WALL,
    datetime_of,
    day_at,
    instant_of,
    since_epoch,
    wall_day,
)

NEW_YORK = ZoneInfo("America/New_York")


class _Odd(tzinfo):
    """A zone that answers with the value that it was made of, or raises it if it is an error."""

    def __init__(self, answer: object) -> None:
        self.answer = answer

    def utcoffset(self, _when: datetime | None) -> timedelta | None:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer  # type: ignore[return-value]  # pyright: ignore[reportReturnType] - the point


# To the type checkers a zone without all its methods is none.
odd: Any = _Odd


class _Subclass(datetime):
    """A subclass that does not subtract as a `datetime` does, as those of some libraries."""

    __sub__ = None  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType] - the point


class _OddSubclass(datetime):
    """A subclass whose offset is none."""

    def utcoffset(self) -> timedelta:
        return timedelta(days=2)


class _NoOffset(datetime):
    """A subclass whose offset is not a timedelta."""

    def utcoffset(self) -> timedelta:
        return cast("timedelta", 5)


class _LongAgo(datetime):
    """A subclass that holds a year which no `datetime` can, as pandas' does."""

    @property
    def year(self) -> int:
        return -5000


class _FarAhead(datetime):
    """A subclass that holds a year which no machine word can."""

    @property
    def year(self) -> int:
        return 10**30


class _Yearless(datetime):
    """A subclass without a year."""

    @property
    def year(self) -> int:
        return cast("int", None)


class TestInstants:
    """A datetime of any zone or class names the second in which it lies."""

    @pytest.mark.parametrize(
        ("when", "instant"),
        [
            (datetime(1970, 1, 1, tzinfo=UTC), 0),
            (datetime(1970, 1, 1, 0, 0, 1, 999_999, tzinfo=UTC), 1),
            (datetime(1969, 12, 31, 23, 59, 59, 1, tzinfo=UTC), -1),
            (datetime(1969, 12, 31, 19, tzinfo=BOGOTA), 0),
            (datetime(1992, 6, 1, tzinfo=BOGOTA), 707_371_200),
            (datetime(2026, 11, 1, 1, 30, fold=0, tzinfo=NEW_YORK), 1_793_511_000),
            (datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=NEW_YORK), 1_793_514_600),
            (_Subclass(1970, 1, 1, 0, 1, tzinfo=UTC), 60),
            (datetime(1970, 1, 1, tzinfo=timezone(timedelta(seconds=-1))), 1),
            (datetime.max.replace(tzinfo=timezone(timedelta(hours=-23))), 253_402_383_599),
            (datetime.min.replace(tzinfo=timezone(timedelta(hours=23))), -62_135_679_600),
        ],
        ids=repr,
    )
    def test_its_second(self, when: datetime, instant: int) -> None:
        assert instant_of(when) == instant

    def test_the_time_since_the_epoch_is_that_of_a_subclass_to_the_microsecond(self) -> None:
        when = _Subclass(1970, 1, 2, 3, 4, 5, 6, tzinfo=UTC)
        assert since_epoch(when) == timedelta(days=1, hours=3, minutes=4, seconds=5, microseconds=6)

    def test_a_zone_that_fails_once_is_asked_again(self) -> None:
        class Hesitant(_Odd):
            def utcoffset(self, when: datetime | None) -> timedelta | None:
                offset = super().utcoffset(when) if self.asked else None
                self.asked = True
                return offset or timedelta(days=2)

            asked = False

        hesitant: Any = Hesitant
        when = datetime(1970, 1, 1, 1, tzinfo=hesitant(timedelta(hours=1)))
        assert instant_of(when) == 0

    def test_bogota_was_four_hours_behind_utc_in_the_summer_of_1992(self) -> None:
        noon = datetime(1992, 6, 1, 12, tzinfo=BOGOTA)
        assert instant_of(noon) % DAY == 16 * 3600

    @given(st.datetimes(timezones=st.timezones()))
    def test_the_time_since_the_epoch_is_that_of_utc(self, when: datetime) -> None:
        offset = when.utcoffset()
        assert offset is not None
        naive = when.replace(tzinfo=None, fold=0)
        assert since_epoch(when) == naive - datetime(1970, 1, 1) - offset  # noqa: DTZ001 - UTC, both

    @given(st.integers(-60_000_000_000, 250_000_000_000))
    def test_an_instant_comes_back_from_any_zone_as_what_it_was(self, instant: int) -> None:
        assert instant_of(datetime_of(instant, BOGOTA)) == instant
        assert datetime_of(instant, NEW_YORK).tzinfo is NEW_YORK


class TestWhatIsRefused:
    """A value that names no instant is refused, and so is one whose instant cannot be read."""

    @pytest.mark.parametrize(
        "value",
        [None, 0, 1.5, "2026-11-24T09:30:00-05:00", date(2026, 11, 24), datetime, ()],
        ids=repr,
    )
    def test_what_is_no_datetime(self, value: object) -> None:
        with pytest.raises(NotADatetimeError, match="is not a datetime"):
            instant_of(value)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - the point

    @pytest.mark.parametrize(
        "when",
        [
            datetime(2026, 11, 24),  # noqa: DTZ001 - the point
            datetime(2026, 11, 24, tzinfo=odd(None)),
            _Subclass(2026, 11, 24),
        ],
        ids=["no zone", "a zone without an offset", "a subclass without a zone"],
    )
    def test_what_has_no_offset(self, when: datetime) -> None:
        with pytest.raises(NaiveDatetimeError, match=r"tzinfo=ccb_support\.BOGOTA"):
            instant_of(when)

    @pytest.mark.parametrize(
        "answer",
        [RuntimeError("no network"), timedelta(hours=24), timedelta(hours=-24), "-05:00", -5],
        ids=repr,
    )
    def test_what_has_a_zone_that_fails(self, answer: object) -> None:
        when = datetime(2026, 11, 24, tzinfo=odd(answer))
        with pytest.raises(UnusableTimeZoneError, match="gives no usable UTC offset") as caught:
            instant_of(when)
        assert caught.value.__cause__ is not None
        assert repr(when) in str(caught.value)

    @pytest.mark.parametrize("kind", [_OddSubclass, _NoOffset])
    def test_what_says_itself_that_its_offset_is_days_or_no_time(
        self, kind: type[datetime]
    ) -> None:
        when = kind(2026, 11, 24)
        with pytest.raises(UnusableTimeZoneError, match="gives no usable UTC offset") as caught:
            instant_of(when)
        assert repr(when) in str(caught.value)

    @pytest.mark.parametrize("kind", [_LongAgo, _FarAhead])
    def test_what_has_a_year_that_no_datetime_can_hold(self, kind: type[datetime]) -> None:
        when = kind(2026, 11, 24, tzinfo=UTC)
        with pytest.raises(OutOfRangeError, match="1984 to 2199") as caught:
            instant_of(when)
        assert repr(when) in str(caught.value)

    def test_what_has_no_year(self) -> None:
        when = _Yearless(2026, 11, 24, tzinfo=UTC)
        with pytest.raises(NotADatetimeError, match="is not a datetime") as caught:
            instant_of(when)
        assert repr(when) in str(caught.value)


class TestWallTimes:
    """A wall-clock time counts the seconds that a clock on the wall would have shown."""

    @pytest.mark.parametrize(
        ("day", "wall"),
        [
            (date(1970, 1, 1), 0),
            (date(1970, 1, 2), DAY),
            (date(1969, 12, 31), -DAY),
            (date(1984, 1, 1), FIRST_WALL),
            (date(2200, 1, 1), LAST_WALL),
        ],
    )
    def test_a_day_starts_at_its_midnight(self, day: date, wall: int) -> None:
        assert wall_day(day) == wall
        assert day_at(wall) == day_at(wall + DAY - 1) == day
        assert day_at(wall - 1) == day - timedelta(days=1)
