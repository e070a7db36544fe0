"""The oracle names what explains an answer, at the edges where a minute more would change it."""

import pytest

from ccb_support import Directory, Priority, RequestType, Router
from ccb_support.model import LocalizedText, SpecialDay
from ccb_support.testing import Oracle
from tests.builders import at, channel, closure, directory, season, special_day

_NEW_YORK = "America/New_York"
INCIDENT = RequestType.INCIDENT, Priority.HIGH

WEEKDAYS = "Mo-Fr 08:00-17:00"


def causes(desk: Directory, when: str) -> list[str]:
    """Return what explains the first channel, by the oracle, and require that a router agrees."""
    instant = at(when, desk.time_zone)
    right = Oracle(desk).recommend(*INCIDENT, instant)
    assert Router(desk).recommend(*INCIDENT, instant) == right
    because = right.trace[0].because
    return [f"{each.name.en}: {each.kind} {each.date} {each.last_date}" for each in because]


def named(name: str) -> LocalizedText:
    return LocalizedText(es=name, en=name)


class TestEdges:
    """What only touches a run does not explain it."""

    @pytest.mark.parametrize(
        ("zone", "day", "night"),
        [
            ("America/Bogota", "2026-11-25", "2026-11-24 20:00"),
            (_NEW_YORK, "2026-11-02", "2026-10-31 12:00"),  # clocks change in between
            (_NEW_YORK, "2026-03-09", "2026-03-07 12:00"),
        ],
    )
    def test_a_day_that_closes_early_does_not_explain_the_night_before(
        self, zone: str, day: str, night: str
    ) -> None:
        desk = directory(
            channel("desk", WEEKDAYS),
            channel("line"),
            time_zone=zone,
            special_days=[special_day(day, "08:00-12:00")],
        )
        assert causes(desk, night) == []
        assert causes(desk, f"{day} 13:00")[:1] == [f"Move: special_day {day} {day}"]

    def test_a_day_that_opens_late_does_not_explain_the_night_after(self) -> None:
        late = special_day("2026-11-25", "10:00-17:00")
        desk = directory(channel("desk", WEEKDAYS), channel("line"), special_days=[late])
        assert causes(desk, "2026-11-25 18:00") == []

    def test_an_hour_that_comes_twice_is_read_as_it_is_shown(self) -> None:
        desk = directory(
            channel("desk", "Su 02:30-06:00"),
            channel("line"),
            time_zone=_NEW_YORK,
            special_days=[special_day("2026-11-01", "02:30-04:00")],
        )
        assert causes(desk, "2026-10-28 12:00") == []

    def test_a_closed_holiday_does_not_explain_the_day_before(self) -> None:
        desk = directory(channel("desk", holidays="closed"))
        assert causes(desk, "2026-12-07 12:00") == []

    def test_a_holiday_with_hours_does_not_explain_a_special_day(self) -> None:
        desk = directory(
            channel("desk", WEEKDAYS, holidays="10:00-12:00"),
            special_days=[special_day("2026-12-08", "09:00-13:00")],
        )
        assert causes(desk, "2026-12-08 11:00") == ["Move: special_day 2026-12-08 2026-12-08"]

    @pytest.mark.parametrize(
        ("holidays", "special", "named"),
        [
            ("00:00-24:00", special_day("2027-03-22/2027-03-25", "21:00-03:00"), True),
            ("06:00-12:00", special_day("2027-03-22"), True),
            ("08:00-12:00", special_day("2027-03-22"), False),
            ("closed", special_day("2027-03-22"), False),
        ],
    )
    def test_a_special_day_that_takes_the_hours_of_a_holiday_explains_the_night_before(
        self, holidays: str, special: SpecialDay, *, named: bool
    ) -> None:
        desk = directory(
            channel("desk", "Tu-Su 22:00-06:00", holidays=holidays), special_days=[special]
        )
        assert bool(causes(desk, "2027-03-21 23:00")) is named


class TestClosures:
    """A closure ends on the day of its last minute."""

    DESK = directory(
        channel("desk"),
        channel("line"),
        closures=[
            closure(
                "2026-12-05 12:00", "2026-12-06 00:00", name=named("second"), channels=["desk"]
            ),
            closure("2026-12-05 10:00", "2026-12-06 00:00", name=named("first"), channels=["desk"]),
        ],
    )

    def test_come_in_the_order_of_their_starts(self) -> None:
        assert causes(self.DESK, "2026-12-05 13:00") == [
            "first: closure 2026-12-05 2026-12-05",
            "second: closure 2026-12-05 2026-12-05",
        ]


class TestWithoutEnd:
    """Of what comes every year, a run without end names only the first time."""

    def test_a_closed_run_names_what_closes_it(self) -> None:
        desk = directory(
            channel("desk", ""),
            channel("line"),
            seasons=[season("2198-12-01/2198-12-31", WEEKDAYS)],
            closures=[closure("2198-12-31 12:00", "2199-01-02 12:00", channels=["desk"])],
        )
        assert causes(desk, "2198-12-31 13:00") == ["Move: closure 2198-12-31 2199-01-02"]

    def test_an_open_run_names_each_entry_once(self) -> None:
        desk = directory(
            special_days=[
                special_day("12-24", "00:00-24:00", name=named("eve")),
                special_day("12-30", "00:00-24:00", name=named("stock")),
                special_day("2195-05-05", "00:00-24:00", name=named("fair")),
            ],
            closures=[closure("2190-01-01 00:00", "2190-01-02 00:00")],
        )
        assert causes(desk, "2190-06-01 12:00") == [
            "eve: special_day 2190-12-24 2190-12-24",
            "stock: special_day 2190-12-30 2190-12-30",
            "fair: special_day 2195-05-05 2195-05-05",
        ]
