"""The week as text shows what the view says, which `test_week_view.py` compares with a router."""

from datetime import datetime

import pytest

from ccb_support import BOGOTA, default_directory
from ccb_support.week import week
from tests.builders import OFFICE, channel, closure, directory
from tests.week.weeks import (
    EVE,
    TUESDAY,
    days_of,
)

ON_EVE = datetime(2026, 12, 24, 15, tzinfo=BOGOTA)


class TestText:
    """The text says when a channel is attended."""

    def test_each_day_has_its_line_with_its_causes_and_now(self) -> None:
        text = week(directory(channel("desk", OFFICE), special_days=[EVE]), ON_EVE).text("en")
        assert text.split("\n\n")[1].split("\n") == [
            "Channel desk, (601) 5550123",
            *(f"  {day} Dec 7:00 a.m. to 5:00 p.m." for day in ("Mon 21", "Tue 22", "Wed 23")),
            "  Thu 24 Dec 7:00 a.m. to 12:00 p.m. (special hours: Eve, now: closed)",
            "  Fri 25 Dec 7:00 a.m. to 5:00 p.m.",
            "  Sat 26 Dec closed",
            "  Sun 27 Dec closed",
        ]

    def test_equal_days_share_a_line(self) -> None:
        assert days_of(week(directory(), TUESDAY).text("en")) == [[["every day all day"]]]

    def test_it_names_the_place_whose_hours_it_shows(self) -> None:
        desk = directory(time_zone="America/Argentina/Buenos_Aires")
        words = " ".join(week(desk, TUESDAY).text().split())
        assert ", hora de Buenos Aires Ahora: " in words

    def test_a_repeated_hour_has_its_offset(self) -> None:
        desk = directory(channel("desk", "Su 01:15-01:45"), time_zone="America/New_York")
        when = datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=desk.zone)
        text = week(desk, when).text("en")
        assert "Now: Sunday 1 November 2026, 1:30 a.m. (UTC-05:00)" in text
        assert text.endswith("(now: attended)")
        assert days_of(text)[0][-1] == [
            "1:15 a.m. to 1:45 a.m. (UTC-04:00)",
            "1:15 a.m. to 1:45 a.m. (UTC-05:00)",
        ]

    @pytest.mark.parametrize(
        ("opens", "closes", "hours"),
        [
            (
                "00:30",
                "01:30",
                ["12:30 a.m. to 1:30 a.m. (UTC-04:00)", "1:00 a.m. to 1:30 a.m. (UTC-05:00)"],
            ),
            (
                "01:30",
                "03:00",
                ["1:30 a.m. to 2:00 a.m. (UTC-04:00)", "1:30 a.m. (UTC-05:00) to 3:00 a.m."],
            ),
            ("01:00", "02:00", ["1:00 a.m. (UTC-04:00) to 2:00 a.m. (UTC-05:00)"]),
            ("22:00", "24:00", ["10:00 p.m. to 12:00 a.m."]),
        ],
    )
    def test_each_time_that_needs_an_offset_has_one(
        self, opens: str, closes: str, hours: list[str]
    ) -> None:
        desk = directory(channel("desk", f"Su {opens}-{closes}"), time_zone="America/New_York")
        text = week(desk, datetime(2026, 11, 1, tzinfo=desk.zone)).text("en")
        assert days_of(text)[0][-1] == hours

    @pytest.mark.parametrize(("hour", "line"), [(7, "(now: attended)"), (17, "(now: closed)")])
    def test_at_the_ends_of_the_hours_it_says_what_the_router_says(
        self, hour: int, line: str
    ) -> None:
        assert line in week(default_directory(), TUESDAY.replace(hour=hour, minute=0)).text("en")

    def test_a_channel_closed_all_week_for_a_reason_shows_each_day(self) -> None:
        move = closure("2026-12-21 00:00", "2026-12-28 00:00")
        moving = directory(special_days=[EVE], closures=[move])
        text = week(moving, datetime(2026, 12, 24, tzinfo=BOGOTA)).text("en")
        assert len(days_of(text)[0]) == 7
        assert text.count("closure: Move") == 7

    def test_it_is_plain_ascii_except_the_words(self) -> None:
        assert (
            week(directory(), datetime(2026, 7, 8, tzinfo=BOGOTA))
            .text("en")
            .replace("Bogotá", "")
            .isascii()
        )
