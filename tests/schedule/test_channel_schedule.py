"""Why a channel is open or closed: the exceptions that an answer names."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from unittest.mock import MagicMock
from zoneinfo import ZoneInfo

import pytest

from ccb_support import BOGOTA, COLOMBIA, Directory, Router, default_directory
from ccb_support.clock.intervals import Interval
from ccb_support.clock.wall_clock import WallClock
from ccb_support.schedule.channel_schedule import Schedule
from tests.builders import shipped

HALF_DAY = {
    "name": {"es": "Víspera de Navidad", "en": "Christmas Eve"},
    "channels": ["pqrs"],
    "date": "2026-12-24",
    "hours": [{"opens": "07:00", "closes": "12:00"}],
}
SATURDAY = HALF_DAY | {
    "name": {"es": "Sábado extra", "en": "extra Saturday"},
    "date": "2026-12-19",
    "hours": [{"opens": "08:00", "closes": "12:00"}],
}
MOVE = HALF_DAY | {
    "name": {"es": "Mudanza", "en": "move"},
    "date": "2026-12-28",
    "through": "2026-12-30",
    "hours": "closed",
}
SUNDAY = MOVE | {"date": "2026-12-27", "through": None}
OPEN_HOLIDAY = HALF_DAY | {
    "name": {"es": "Turno", "en": "shift"},
    "date": "2026-12-25",
    "hours": [{"opens": "09:00", "closes": "10:00"}],
}
OUTAGE = {
    "name": {"es": "Corte", "en": "outage"},
    "channels": ["pqrs"],
    "starts": "2026-12-08T06:00",
    "ends": "2026-12-09T09:00",
}
EVENING = OUTAGE | {"starts": "2026-12-08T18:00", "ends": "2026-12-08T20:00"}
CHRISTMAS = OUTAGE | {"starts": "2026-12-25T00:00", "ends": "2026-12-29T00:00"}
PAINTING = OUTAGE | {"name": {"es": "Pintura", "en": "painting"}}
AT_NIGHT = OUTAGE | {"starts": "2026-12-09T20:00", "ends": "2026-12-10T06:00"}


CAUSES: list[tuple[dict[str, object], str, str, list[str]]] = [
    # what is added, at, the PQRS desk, because
    ({}, "2026-11-24T12:00", "open", []),
    ({}, "2026-11-28T12:00", "closed", []),
    ({}, "2026-07-11T12:00", "closed", ["2026-07-13 Our Lady of Chiquinquirá"]),
    ({}, "2026-07-14T06:59", "closed", ["2026-07-13 Our Lady of Chiquinquirá"]),
    ({}, "2025-06-28T12:00", "closed", ["2025-06-30 Sacred Heart", "2025-06-30 Saint Peter and Saint Paul"]),
    ({}, "2026-04-02T12:00", "closed", ["2026-04-02 Maundy Thursday", "2026-04-03 Good Friday"]),
    # Independence Day of 2025 is a Sunday, which the week would not have opened.
    ({}, "2025-07-20T12:00", "closed", []),
    ({"special_days": [HALF_DAY]}, "2026-12-24T09:00", "open", ["2026-12-24 Christmas Eve"]),
    ({"special_days": [HALF_DAY]}, "2026-12-23T09:00", "open", []),
    ({"special_days": [HALF_DAY]}, "2026-12-24T12:00", "closed", ["2026-12-24 Christmas Eve", "2026-12-25 Christmas Day"]),
    ({"special_days": [SATURDAY]}, "2026-12-19T09:00", "open", ["2026-12-19 extra Saturday"]),
    ({"special_days": [SATURDAY]}, "2026-12-19T13:00", "closed", []),
    ({"special_days": [MOVE]}, "2026-12-27T12:00", "closed", ["2026-12-25 Christmas Day", "2026-12-28 move"]),
    ({"special_days": [OPEN_HOLIDAY]}, "2026-12-25T09:30", "open", ["2026-12-25 shift"]),
    ({"special_days": [OPEN_HOLIDAY]}, "2026-12-25T12:00", "closed", ["2026-12-25 shift", "2026-12-25 Christmas Day"]),
    ({"closures": [OUTAGE]}, "2026-12-08T12:00", "closed", ["2026-12-08 Immaculate Conception", "2026-12-08 outage"]),
    ({"closures": [OUTAGE]}, "2026-12-09T10:00", "open", []),
    ({"closures": [AT_NIGHT]}, "2026-12-09T21:00", "closed", []),
    # A special day of the day before, or of a day on which the week would not have opened.
    ({"special_days": [MOVE]}, "2026-12-31T09:00", "open", []),
    ({"special_days": [SUNDAY]}, "2026-12-28T09:00", "open", []),
    # A closure after hours takes nothing, though the gap is closed by a holiday too.
    ({"closures": [EVENING]}, "2026-12-08T12:00", "closed", ["2026-12-08 Immaculate Conception"]),
    # The directory may have them in any order, and two of the same time.
    ({"special_days": [MOVE, HALF_DAY]}, "2026-12-24T09:00", "open", ["2026-12-24 Christmas Eve"]),
    ({"closures": [AT_NIGHT, OUTAGE]}, "2026-12-09T08:00", "closed", ["2026-12-08 Immaculate Conception", "2026-12-08 outage"]),
    ({"closures": [OUTAGE, PAINTING]}, "2026-12-09T08:00", "closed", ["2026-12-08 Immaculate Conception", "2026-12-08 outage", "2026-12-08 painting"]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "at", "state", "because"), CAUSES)
def test_the_exceptions_that_are_named(
    changes: dict[str, object], at: str, state: str, because: list[str]
) -> None:
    status = Router(shipped(**changes)).status(
        "pqrs", datetime.fromisoformat(at).replace(tzinfo=BOGOTA)
    )
    assert status.open_now == (state == "open")
    assert sorted(f"{cause.date} {cause.name.en}" for cause in status.because) == sorted(because)


def test_a_row_of_special_days_is_named_once_with_its_last_day() -> None:
    router = Router(shipped(special_days=[MOVE]))
    _, cause = router.status("pqrs", datetime(2026, 12, 29, tzinfo=BOGOTA)).because
    assert (cause.date, cause.last_date) == (date(2026, 12, 28), date(2026, 12, 30))


def test_a_cause_says_of_what_kind_it_is() -> None:
    router = Router(shipped(special_days=[HALF_DAY], closures=[CHRISTMAS]))
    causes = router.status("pqrs", datetime(2026, 12, 26, tzinfo=BOGOTA)).because
    assert sorted(cause.kind.value for cause in causes) == ["closure", "holiday", "special_day"]


def test_causes_come_in_the_order_of_their_days() -> None:
    router = Router(shipped(special_days=[HALF_DAY, MOVE], closures=[OUTAGE]))
    causes = router.status("pqrs", datetime(2026, 12, 24, 13, tzinfo=BOGOTA)).because
    assert [cause.date for cause in causes] == sorted(cause.date for cause in causes)


class TestAlwaysOpen:
    """A line that is always open closes for special days and closures, and for nothing else."""

    def test_a_special_day_that_ends_its_run_is_named(self) -> None:
        router = Router(shipped(special_days=[MOVE | {"channels": ["chat"]}]))
        status = router.status("chat", datetime(2026, 11, 24, tzinfo=BOGOTA))
        assert status.closes_at == datetime(2026, 12, 28, tzinfo=BOGOTA)
        assert [cause.name.en for cause in status.because] == ["move"]

    def test_a_closure_ends_its_run(self) -> None:
        router = Router(shipped(closures=[OUTAGE | {"channels": "all"}]))
        status = router.status("chat", datetime(2026, 11, 24, tzinfo=BOGOTA))
        assert status.closes_at == datetime(2026, 12, 8, 6, tzinfo=BOGOTA)
        assert status.valid_from is None

    def test_closed_on_holidays_where_the_data_says_so(self) -> None:
        content = default_directory().model_dump(mode="json")
        content["channels"][4]["holidays"] = "closed"
        status = Router(Directory.model_validate(content)).status(
            "chat", datetime(2026, 12, 25, 9, tzinfo=BOGOTA)
        )
        assert (status.open_now, status.opens_at) == (False, datetime(2026, 12, 26, tzinfo=BOGOTA))

    def test_a_day_between_two_special_days_is_a_run_of_its_own(self) -> None:
        closed = MOVE | {"channels": ["chat"], "through": None}
        router = Router(
            shipped(special_days=[closed | {"date": f"2026-12-{day}"} for day in (24, 26)])
        )
        days = [datetime(2026, 12, day, 12, tzinfo=BOGOTA) for day in range(23, 28)]
        assert [router.status("chat", day).open_now for day in days] == [
            True, False, True, False, True,
        ]  # fmt: skip


class TestSetBack:
    """Where the clock is set back, an hour comes twice, and so do the hours in it."""

    def test_each_span_of_that_hour_comes_once_before_and_once_after(self) -> None:
        # New York, Sunday 1 November 2026: 01:00 to 02:00 is first in UTC-4, then in UTC-5.
        content = default_directory().model_dump(mode="json")
        content["time_zone"] = "America/New_York"
        content["channels"][4]["hours"] = [
            {"days": ["sunday"], "opens": "01:00", "closes": "01:20"},
            {"days": ["sunday"], "opens": "01:30", "closes": "01:50"},
        ]
        router = Router(Directory.model_validate(content))
        minutes = [datetime(2026, 11, 1, 5, tzinfo=UTC) + timedelta(minutes=m) for m in range(120)]
        open_minutes = [router.status("chat", each).open_now for each in minutes]
        assert open_minutes == 2 * (20 * [True] + 10 * [False] + 20 * [True] + 10 * [False])


class TestWork:
    """What an answer costs does not depend on how far the next opening lies."""

    @pytest.mark.parametrize("year", [2027, 2100, 2199])
    def test_a_channel_that_opens_once_in_a_long_time(self, year: int) -> None:
        special = HALF_DAY | {"date": f"{year}-06-15"}
        content = shipped(special_days=[special]).model_dump(mode="json")
        content["channels"][0]["hours"] = []
        directory = Directory.model_validate(content)
        calendar = MagicMock()
        router = Router(directory, holidays=calendar)
        status = router.status("pqrs", datetime(2026, 11, 24, tzinfo=BOGOTA))
        assert status.opens_at == datetime(year, 6, 15, 7, tzinfo=BOGOTA)
        calendar.__contains__.assert_not_called()

    def test_the_calendar_is_asked_about_few_days(self) -> None:
        calendar = MagicMock()
        calendar.__contains__.return_value = False
        router = Router(default_directory(), holidays=calendar)
        assert router.status("pqrs", datetime(2026, 11, 24, 12, tzinfo=BOGOTA)).open_now
        assert 0 < calendar.__contains__.call_count <= 64

    @pytest.mark.parametrize("years", [1, 50, 170])
    def test_a_closure_of_many_years(self, years: int) -> None:
        closure = OUTAGE | {"starts": "2026-01-01T00:00", "ends": f"{2026 + years}-06-15T00:00"}
        directory = shipped(closures=[closure | {"channels": ["chat"]}])
        schedule = Schedule(
            directory.channels[4], directory.closures, COLOMBIA, WallClock(directory.zone)
        )
        status = Router(directory).status("chat", datetime(2026, 11, 24, tzinfo=BOGOTA))
        assert status.opens_at == datetime(2026 + years, 6, 15, tzinfo=BOGOTA)
        day = Interval(1_780_000_000, 1_780_000_000 + 86_400)
        assert schedule.plan(day).values == [False]


class TestNeverCloses:
    """Hours that cover the whole week are one run, however they are written.

    Regression: the last day of the supported range once lost the tail of the night before.
    """

    @pytest.mark.parametrize(
        "spans",
        [
            [("00:00", "24:00")],
            [("00:00", "12:00"), ("12:00", "24:00")],
            [("22:00", "06:00"), ("06:00", "22:00")],
        ],
    )
    def test_every_day(self, spans: list[tuple[str, str]]) -> None:
        days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        content = default_directory().model_dump(mode="json")
        content["channels"][4]["hours"] = [
            {"days": days, "opens": opens, "closes": closes} for opens, closes in spans
        ]
        router = Router(Directory.model_validate(content))
        status = router.status("chat", datetime(2026, 11, 24, tzinfo=BOGOTA))
        assert (status.open_now, status.closes_at) == (True, None)


def test_no_day_outside_the_supported_range_is_consulted() -> None:
    """The night shift of 31 December 1983 has no tail on 1 January 1984."""
    content = default_directory().model_dump(mode="json")
    content["channels"][4]["hours"] = [
        {"days": ["saturday", "sunday"], "opens": "22:00", "closes": "06:00"}
    ]
    router = Router(Directory.model_validate(content))
    first = datetime(1984, 1, 1, 3, tzinfo=BOGOTA)
    assert first.strftime("%A") == "Sunday"
    assert not router.status("chat", first).open_now
    assert router.status("chat", first + timedelta(days=1)).open_now


@pytest.mark.parametrize("zone", ["America/St_Johns", "America/Goose_Bay"])
def test_regression_a_minute_of_sunday_that_lies_inside_saturday(zone: str) -> None:
    """On 29 October 2005 these clocks were set back at 00:01, from Sunday to Saturday."""
    special = HALF_DAY | {
        "name": {"es": "Domingo", "en": "Sunday"},
        "date": "2005-10-30",
        "hours": "closed",
    }
    content = shipped(special_days=[special], time_zone=zone).model_dump(mode="json")
    content["channels"][0]["hours"] = [
        {"days": ["saturday"], "opens": "23:30", "closes": "24:00"},
        {"days": ["sunday"], "opens": "00:00", "closes": "01:00"},
    ]
    router = Router(Directory.model_validate(content))
    # The first half hour of Saturday night is over, and then comes a minute of Sunday.
    minute_of_sunday = datetime(2005, 10, 30, 0, 0, 30, tzinfo=ZoneInfo(zone), fold=0)
    status = router.status("pqrs", minute_of_sunday)
    assert not status.open_now
    assert [cause.name.en for cause in status.because] == ["Sunday"]


class NamesNothing(set[date]):
    """A calendar whose `get` fails."""

    def get(self, day: date) -> str:
        raise RuntimeError(day)


def test_a_calendar_that_fails_to_name_a_holiday_still_has_it() -> None:
    router = Router(default_directory(), holidays=NamesNothing([date(2026, 11, 24)]))
    (cause,) = router.status("pqrs", datetime(2026, 11, 24, 12, tzinfo=BOGOTA)).because
    assert cause.name.en == "holiday"
