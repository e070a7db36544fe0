"""Instants and days: whole seconds since 1970, and how datetimes of any kind get in and out."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support import BOGOTA
from ccb_support.clock.instants import (
    DAY,
    EVERY_YEAR,
    SupportedYears,
    WallTime,
    date_at,
    days_through,
    instant_of,
    midnight_of,
    midnights,
    since_epoch,
    whole_day,
    whole_days,
)
from ccb_support.clock.intervals import Interval

NEW_YORK = ZoneInfo("America/New_York")


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
            (datetime(1970, 1, 1, tzinfo=timezone(timedelta(seconds=-1))), 1),
            (datetime.max.replace(tzinfo=timezone(timedelta(hours=-23))), 253_402_383_599),
            (datetime.min.replace(tzinfo=timezone(timedelta(hours=23))), -62_135_679_600),
        ],
        ids=repr,
    )
    def test_its_second(self, when: datetime, instant: int) -> None:
        assert instant_of(when) == instant

    @given(st.datetimes(timezones=st.timezones()))
    def test_the_time_since_the_epoch_is_that_of_utc(self, when: datetime) -> None:
        offset = when.utcoffset()
        assert offset is not None
        naive = when.replace(tzinfo=None, fold=0)
        assert since_epoch(when) == naive - datetime(1970, 1, 1) - offset  # noqa: DTZ001 - UTC, both


@pytest.mark.parametrize(
    ("day", "wall"),
    [
        (date(1970, 1, 1), 0),
        (date(1970, 1, 2), DAY),
        (date(1969, 12, 31), -DAY),
        (date(1984, 1, 1), EVERY_YEAR.days.start),
        (date(2200, 1, 1), EVERY_YEAR.days.end),
    ],
)
def test_a_day_starts_at_its_midnight(day: date, wall: WallTime) -> None:
    """A wall-clock time counts the seconds that a clock on the wall would have shown."""
    assert midnight_of(day) == wall
    assert date_at(wall) == date_at(WallTime(wall + DAY - 1)) == day
    assert date_at(WallTime(wall - 1)) == day - timedelta(days=1)


class TestStretchesOfDays:
    """A stretch of days goes from midnight to midnight."""

    TUESDAY = midnight_of(date(2026, 11, 24))
    WEDNESDAY = midnight_of(date(2026, 11, 25))
    FRIDAY = midnight_of(date(2026, 11, 27))

    def test_days_through_includes_both_ends(self) -> None:
        days = days_through(date(2026, 11, 24), date(2026, 11, 26))
        assert days == (self.TUESDAY, self.FRIDAY)
        assert list(midnights(days)) == [self.TUESDAY, self.WEDNESDAY, self.FRIDAY - DAY]

    @pytest.mark.parametrize(("start", "end"), [(0, DAY), (1, DAY), (0, 1), (DAY - 1, DAY)])
    def test_whole_days_are_those_that_a_stretch_meets(self, start: int, end: int) -> None:
        wall = Interval(WallTime(self.TUESDAY + start), WallTime(self.TUESDAY + end))
        assert whole_days(wall) == whole_day(self.TUESDAY) == (self.TUESDAY, self.WEDNESDAY)
        assert whole_days(wall, before=1, after=2) == (self.TUESDAY - DAY, self.FRIDAY)


@pytest.mark.parametrize(
    ("years", "hint"),
    [
        (SupportedYears(), "de 1984 a 2199, en la zona horaria del directorio"),
        (SupportedYears(calendars=("LK",)), "El calendario de festivos LK no llega más allá"),
        (
            SupportedYears(since=date(1984, 5, 1)),
            "de 1984-05-01 a 2199, en la zona horaria del directorio. La primera edición del directorio rige desde el 1984-05-01. Para antes, ponga la edición anterior en otro archivo de la misma carpeta, y use la carpeta en vez del archivo",
        ),
        (
            SupportedYears(2001, 2100, ("LK", "US"), date(2027, 1, 1)),
            "de 2027-01-01 a 2100, en la zona horaria del directorio. El calendario de festivos LK no llega más allá. El calendario de festivos US no llega más allá. La primera edición del directorio rige desde el 2027-01-01. Para antes, ponga la edición anterior en otro archivo de la misma carpeta, y use la carpeta en vez del archivo",
        ),
        (
            SupportedYears(2001, 2100, since=date(2000, 1, 1)),
            "de 2001 a 2100, en la zona horaria del directorio",
        ),
        (
            SupportedYears(2001, 2090, ("US",)).through(SupportedYears(2010, 2100, ("LK",))),
            "de 2001 a 2100, en la zona horaria del directorio. El calendario de festivos US no llega más allá. El calendario de festivos LK no llega más allá",
        ),
        # The end of the first calendar, or the start of the second, limits nothing.
        (
            SupportedYears(last=2090, calendars=("US",)).through(SupportedYears()),
            "de 1984 a 2199, en la zona horaria del directorio",
        ),
        (
            SupportedYears().through(SupportedYears(2010, calendars=("LK",))),
            "de 1984 a 2199, en la zona horaria del directorio",
        ),
    ],
    ids=[
        "usual",
        "a calendar",
        "an edition",
        "calendars and an edition",
        "an edition before",
        "two editions",
        "an earlier end",
        "a later start",
    ],
)
def test_the_error_of_a_year_says_all_that_limits_it(years: SupportedYears, hint: str) -> None:
    assert years.error(1900).message("es").endswith(hint)
