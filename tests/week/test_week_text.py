"""The week as text shows what the view says, which `test_week_view.py` compares with a router."""

from collections import defaultdict
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccb_support import BOGOTA, default_directory
from ccb_support.model import LocalizedText
from ccb_support.testing import Oracle, strategies
from ccb_support.week import week
from ccb_support.words import LANGUAGES, Language
from tests.builders import OFFICE, channel, closure, directory, special_day
from tests.systems import examples
from tests.week.weeks import (
    DAY,
    EVE,
    MINUTE,
    TUESDAY,
    DirectoryAndView,
    WrittenDay,
    days_of,
    directories_of_any_name,
    weeks,
)


class TestText:
    """The text says in numbers and in bars when a channel is attended."""

    @settings(max_examples=examples(10))
    @given(drawn=weeks(strategies.directories(hours=strategies.weekly_hours(step=5))))
    def test_its_bars_are_what_each_minute_shows(self, drawn: DirectoryAndView) -> None:
        directory, view = drawn
        oracle, seen = Oracle(directory), defaultdict[tuple[str, date, int], set[bool]](set)
        start, end = (
            datetime.combine(day, time(), tzinfo=directory.zone).astimezone(UTC)
            for day in (view.days[0].date, view.days[-1].date + DAY)
        )
        for minute in range((end - start) // MINUTE):
            moment = start + minute * MINUTE
            local = moment.astimezone(directory.zone)
            half_hour = local.hour * 2 + local.minute // 30
            for each in directory.channel_ids:
                seen[each, local.date(), half_hour].add(oracle.is_open(each, moment))
        marks = {frozenset({True}): "#", frozenset({False}): ".", frozenset({False, True}): "+"}
        for channel_id, days in zip(directory.channel_ids, days_of(view.text()), strict=True):
            for number, day in enumerate(view.days):
                bar = days[number if len(days) > 1 else 0].bar
                assert bar == "".join(
                    marks.get(frozenset(seen[channel_id, day.date, each]), " ")
                    for each in range(48)
                )

    def test_it_marks_the_instant_below_its_half_hour(self) -> None:
        lines = week(default_directory(), TUESDAY).text("en").split("\n")
        (row,) = (
            number for number, line in enumerate(lines) if "^ now, 10:30 a.m.: attended" in line
        )
        assert lines[row - 1].startswith(" Tue 14 7:00 a.m. to 5:00 p.m.")
        assert lines[row].index("^") == 32 + 21

    def test_late_in_the_day_it_says_so_before_the_mark(self) -> None:
        text = week(default_directory(), TUESDAY.replace(hour=23, minute=59)).text("en")
        (line,) = (line for line in text.split("\n") if line.endswith("now, 11:59 p.m.: closed ^"))
        assert line.index("^") == 32 + 47

    def test_a_half_hour_may_be_attended_in_its_middle(self) -> None:
        text = week(directory(channel("desk", "Mo 09:10-09:20")), TUESDAY).text()
        assert days_of(text)[0][0].bar == f"{18 * '.'}+{29 * '.'}"

    def test_a_long_cause_has_the_rest_of_its_words_further_in(self) -> None:
        name = LocalizedText(es=" ".join(["Inventario"] * 12), en="Stocktaking")
        closed = special_day("2026-07-14", "", name=name)
        text = week(directory(channel("desk", OFFICE), special_days=[closed]), TUESDAY).text()
        first, *others = (line for line in text.split("\n") if "Inventario" in line)
        indents = [len(line) - len(line.lstrip()) for line in (first, *others)]
        assert indents == [8, *(10 for _ in others)]
        assert others

    def test_it_names_the_place_whose_hours_it_shows(self) -> None:
        desk = directory(time_zone="America/Argentina/Buenos_Aires")
        words = " ".join(week(desk, TUESDAY).text().split())
        assert ", hora de Buenos Aires Ahora: " in words

    def test_a_skipped_hour_is_a_gap_in_the_bar(self) -> None:
        desk = directory(channel("desk", OFFICE), time_zone="America/New_York")
        text = week(desk, datetime(2026, 3, 8, tzinfo=desk.zone)).text()
        assert days_of(text)[0][-1] == WrittenDay(["no atiende"], f"....  {42 * '.'}")

    def test_a_repeated_hour_has_its_offset(self) -> None:
        desk = directory(channel("desk", "Su 01:15-01:45"), time_zone="America/New_York")
        when = datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=desk.zone)
        text = week(desk, when).text("en")
        assert "now, 1:30 a.m. (UTC-05:00): attended" in text
        assert days_of(text)[0][-1].hours == [
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
        assert days_of(text)[0][-1].hours == hours

    @pytest.mark.parametrize(
        ("hour", "line"), [(7, "now, 7:00 a.m.: attended"), (17, "now, 5:00 p.m.: closed")]
    )
    def test_at_the_ends_of_the_hours_it_says_what_the_router_says(
        self, hour: int, line: str
    ) -> None:
        assert line in week(default_directory(), TUESDAY.replace(hour=hour, minute=0)).text("en")

    def test_a_channel_closed_all_week_for_a_reason_shows_each_day(self) -> None:
        move = closure("2026-12-21 00:00", "2026-12-28 00:00")
        moving = directory(special_days=[EVE], closures=[move])
        text = week(moving, datetime(2026, 12, 24, tzinfo=BOGOTA)).text("en")
        assert [day.hours for day in days_of(text)[0]] == [["closed"]] * 7
        assert text.count("closure: Move") == 7

    @settings(max_examples=examples(40))
    @given(drawn=weeks(directories_of_any_name()), language=st.sampled_from(LANGUAGES))
    def test_no_line_is_wider_than_80(self, drawn: DirectoryAndView, language: Language) -> None:
        _, view = drawn
        text = view.text(language)
        assert max(map(len, text.split("\n"))) <= 80
        assert all(line == line.rstrip() for line in text.split("\n"))

    def test_it_is_plain_ascii_except_the_words(self) -> None:
        assert (
            week(directory(), datetime(2026, 7, 8, tzinfo=BOGOTA))
            .text("en")
            .replace("Bogotá", "")
            .isascii()
        )
