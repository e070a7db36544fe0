"""Why a channel is open or closed: the causes that an answer names."""

from datetime import datetime
from unittest.mock import MagicMock
from zoneinfo import ZoneInfo

import pytest

from ccb_support import BOGOTA, Directory, Router
from ccb_support.calendars.colombia import COLOMBIA
from ccb_support.clock.instants import WallTime, instant_of
from ccb_support.clock.intervals import Interval
from ccb_support.clock.wall_clock import WallClock
from ccb_support.model import Closure, LocalizedText, SpecialDay
from ccb_support.schedule.layers import Schedule
from tests.builders import (
    at,
    changed,
    channel,
    closure,
    directory,
    season,
    shipped,
    special_day,
)


def day(days: str, hours: str, name: str, *channels: str) -> SpecialDay:
    """Return special days of the PQRS desk, or of other channels."""
    named = LocalizedText(es=f"({name})", en=name)
    return special_day(days, hours, channels=channels or ("pqrs",), name=named)


def outage(starts: str, ends: str, name: str = "outage") -> Closure:
    """Return a closure of the PQRS desk."""
    return closure(starts, ends, channels=["pqrs"], name=LocalizedText(es=f"({name})", en=name))


HALF_DAY = day("2026-12-24", "07:00-12:00", "Christmas Eve")
SATURDAY = day("2026-12-19", "08:00-12:00", "extra Saturday")
MOVE = day("2026-12-28/2026-12-30", "closed", "move")
SUNDAY = day("2026-12-27", "closed", "move")
OPEN_HOLIDAY = day("2026-12-25", "09:00-10:00", "shift")
OUTAGE = outage("2026-12-08 06:00", "2026-12-09 09:00")
EVENING = outage("2026-12-08 18:00", "2026-12-08 20:00")
PAINTING = changed(OUTAGE, name=LocalizedText(es="Pintura", en="painting"))
AT_NIGHT = outage("2026-12-09 20:00", "2026-12-10 06:00")
MIDDAY = outage("2026-12-03 12:00", "2026-12-03 13:00")


CAUSES: list[tuple[dict[str, object], str, str, list[str]]] = [
    # what is added, at, the PQRS desk, because
    ({}, "2026-11-24T12:00", "open", []),
    ({}, "2026-11-28T12:00", "closed", []),
    ({}, "2026-07-11T12:00", "closed", ["2026-07-13 Our Lady of Chiquinquirá"]),
    ({}, "2026-07-10T16:59", "open", []),
    ({}, "2026-07-10T17:00", "closed", ["2026-07-13 Our Lady of Chiquinquirá"]),
    ({}, "2026-07-14T06:59", "closed", ["2026-07-13 Our Lady of Chiquinquirá"]),
    ({}, "2026-07-14T17:00", "closed", []),
    # Sunday 20 July 2025 is a holiday on which the desk would not have opened.
    ({}, "2025-07-20T10:00", "closed", []),
    ({}, "2025-06-28T12:00", "closed", ["2025-06-30 Sacred Heart", "2025-06-30 Saint Peter and Saint Paul"]),
    ({}, "2026-04-02T12:00", "closed", ["2026-04-02 Maundy Thursday", "2026-04-03 Good Friday"]),
    ({"special_days": [HALF_DAY]}, "2026-12-24T09:00", "open", ["2026-12-24 Christmas Eve"]),
    ({"special_days": [HALF_DAY]}, "2026-12-23T09:00", "open", []),
    ({"special_days": [HALF_DAY]}, "2026-12-24T12:00", "closed", ["2026-12-24 Christmas Eve", "2026-12-25 Christmas Day"]),
    ({"special_days": [SATURDAY]}, "2026-12-19T09:00", "open", ["2026-12-19 extra Saturday"]),
    ({"special_days": [SATURDAY]}, "2026-12-19T13:00", "closed", []),
    ({"special_days": [SATURDAY]}, "2026-12-18T10:00", "open", []),
    ({"special_days": [MOVE]}, "2026-12-27T12:00", "closed", ["2026-12-25 Christmas Day", "2026-12-28 move"]),
    ({"special_days": [OPEN_HOLIDAY]}, "2026-12-25T09:30", "open", ["2026-12-25 shift"]),
    ({"special_days": [OPEN_HOLIDAY]}, "2026-12-25T12:00", "closed", ["2026-12-25 shift", "2026-12-25 Christmas Day"]),
    ({"closures": [OUTAGE]}, "2026-12-08T12:00", "closed", ["2026-12-08 Immaculate Conception", "2026-12-08 outage"]),
    ({"closures": [OUTAGE]}, "2026-12-09T10:00", "open", []),
    ({"closures": [AT_NIGHT]}, "2026-12-09T21:00", "closed", []),
    # A closure is named while the channel is closed.
    ({"closures": [MIDDAY]}, "2026-12-03T10:00", "open", []),
    ({"closures": [MIDDAY]}, "2026-12-03T12:30", "closed", ["2026-12-03 outage"]),
    ({"closures": [MIDDAY]}, "2026-12-03T14:00", "open", []),
    # A special day of the day before, or of a day on which the week would not have opened.
    ({"special_days": [MOVE]}, "2026-12-31T09:00", "open", []),
    ({"special_days": [SUNDAY]}, "2026-12-28T09:00", "open", []),
    # A closure after hours takes nothing, though the gap is closed by a holiday too.
    ({"closures": [EVENING]}, "2026-12-08T12:00", "closed", ["2026-12-08 Immaculate Conception"]),
    # The directory may have them in any order, and two of the same time.
    ({"special_days": [MOVE, HALF_DAY]}, "2026-12-24T09:00", "open", ["2026-12-24 Christmas Eve"]),
    ({"closures": [AT_NIGHT, OUTAGE]}, "2026-12-09T08:00", "closed", ["2026-12-08 Immaculate Conception", "2026-12-08 outage"]),
    ({"closures": [changed(OUTAGE, channels=["pqrs", "pqrs"])]}, "2026-12-09T08:00", "closed", ["2026-12-08 Immaculate Conception", "2026-12-08 outage"]),
    ({"closures": [OUTAGE, PAINTING]}, "2026-12-09T08:00", "closed", ["2026-12-08 Immaculate Conception", "2026-12-08 outage", "2026-12-08 painting"]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "moment", "state", "because"), CAUSES)
def test_the_causes_that_are_named(
    changes: dict[str, object], moment: str, state: str, because: list[str]
) -> None:
    status = Router(shipped(**changes)).status("pqrs", at(moment))
    assert status.open_now == (state == "open")
    assert sorted(f"{cause.date} {cause.name.en}" for cause in status.because) == sorted(because)


@pytest.mark.parametrize("year", [2027, 2100, 2199])
def test_a_channel_that_opens_once_in_a_long_time(year: int) -> None:
    """What an answer costs does not depend on how far the next opening lies."""
    special = special_day(f"{year}-06-15", "07:00-12:00")
    desk = directory(channel("pqrs", "", holidays="closed"), special_days=[special])
    calendar = MagicMock()
    status = Router(desk, holidays=calendar).status("pqrs", at("2026-11-24 00:00"))
    assert status.opens_at == datetime(year, 6, 15, 7, tzinfo=BOGOTA)
    calendar.__contains__.assert_not_called()


class TestTheWall:
    """A schedule can be read on the wall clock, without a zone."""

    NIGHTS = directory(
        channel("desk", "Mo-Fr 20:00-06:00", holidays="closed"),
        seasons=[season("2026-12-15/2027-01-15", "Mo-Fr 09:00-13:00")],
    )
    OPEN_ON_HOLIDAYS = directory(channel("desk", "Mo-Fr 20:00-06:00", holidays="02:00-04:00"))

    def schedule(self, desk: Directory = NIGHTS) -> Schedule:
        return Schedule(desk.channels[0], desk.seasons, COLOMBIA, WallClock(desk.zone))

    def wall(self, text: str) -> WallTime:
        """Return a time of the wall clock: its date and time, read in UTC."""
        return WallTime(instant_of(at(text, "UTC")))

    @pytest.mark.parametrize(
        ("desk", "start", "end", "expected"),
        [
            pytest.param(
                NIGHTS,
                "2026-11-24 00:00",
                "2026-11-25 21:00",
                [
                    ("2026-11-24 00:00", "2026-11-24 06:00"),
                    ("2026-11-24 20:00", "2026-11-25 06:00"),
                    ("2026-11-25 20:00", "2026-11-25 21:00"),
                ],
                id="nights, cut at both ends",
            ),
            pytest.param(NIGHTS, "2026-11-28 06:00", "2026-11-30 20:00", [], id="a weekend"),
            pytest.param(
                NIGHTS,
                "2026-12-14 12:00",
                "2026-12-15 15:00",
                [
                    ("2026-12-14 20:00", "2026-12-15 06:00"),
                    ("2026-12-15 09:00", "2026-12-15 13:00"),
                ],
                id="into a season",
            ),
            pytest.param(
                OPEN_ON_HOLIDAYS,
                "2026-12-04 12:00",
                "2026-12-08 23:00",
                [
                    ("2026-12-04 20:00", "2026-12-05 06:00"),
                    ("2026-12-07 20:00", "2026-12-08 06:00"),
                ],
                id="a night goes on after the hours of a holiday within it",
            ),
        ],
    )
    def test_open_spans(
        self, desk: Directory, start: str, end: str, expected: list[tuple[str, str]]
    ) -> None:
        bounds = Interval(self.wall(start), self.wall(end))
        spans = [Interval(self.wall(first), self.wall(last)) for first, last in expected]
        assert [*self.schedule(desk).on_the_wall(bounds)] == spans

    @pytest.mark.parametrize(
        ("day", "is_in_it"),
        [
            ("2026-12-14", False),
            ("2026-12-15", True),
            ("2027-01-15", True),
            ("2027-01-16", False),
        ],
    )
    def test_the_season_of_a_day(self, day: str, *, is_in_it: bool) -> None:
        found = self.schedule().season_on(self.wall(f"{day} 00:00"))
        assert found == (self.NIGHTS.seasons[0] if is_in_it else None)


@pytest.mark.parametrize(
    "hours",
    [
        "Mo-Su 00:00-24:00",
        "Mo-Su 00:00-12:00; Mo-Su 12:00-24:00",
        "Mo-Su 22:00-06:00; Mo-Su 06:00-22:00",
    ],
)
def test_hours_that_cover_the_week_never_close(hours: str) -> None:
    """Hours that cover the whole week are one run, however they are written.

    Regression: the last day of the supported range once lost the tail of the night before.
    """
    router = Router(directory(channel("chat", hours)))
    status = router.status("chat", at("2026-11-24 00:00"))
    assert (status.open_now, status.closes_at) == (True, None)


@pytest.mark.parametrize("zone", ["America/St_Johns", "America/Goose_Bay"])
def test_regression_a_minute_of_sunday_that_lies_inside_saturday(zone: str) -> None:
    """On 29 October 2005 these clocks were set back at 00:01, from Sunday to Saturday."""
    sunday = day("2005-10-30", "closed", "Sunday")
    pqrs = channel("pqrs", "Sa 23:30-24:00; Su 00:00-01:00", holidays="closed")
    router = Router(directory(pqrs, time_zone=zone, special_days=[sunday]))
    # The first half hour of Saturday night is over, and then comes a minute of Sunday.
    minute_of_sunday = datetime(2005, 10, 30, 0, 0, 30, tzinfo=ZoneInfo(zone), fold=0)
    status = router.status("pqrs", minute_of_sunday)
    assert not status.open_now
    assert [cause.name.en for cause in status.because] == ["Sunday"]
