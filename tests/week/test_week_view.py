"""The view of a week, and its text: its days, what is open, and why."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings

from ccb_support import (
    BOGOTA,
    Directory,
    Router,
    default_directory,
)
from ccb_support.answer import CauseKind
from ccb_support.testing import strategies
from ccb_support.week import ChannelWeek, WeekView, week
from tests.builders import OFFICE, channel, closure, directory, mail, season, special_day
from tests.editions import edition
from tests.systems import examples
from tests.week.weeks import (
    DAY,
    EVE,
    MOVE,
    TUESDAY,
    DirectoryAndView,
    days_of,
    hours,
    moments,
    weeks,
)

OFFICE_DESK = channel("desk", OFFICE)


def is_attended(channel: ChannelWeek, moment: datetime, zone: ZoneInfo) -> bool:
    """Return whether the view shows a channel as attended at an instant."""
    (day,) = (each for each in channel.days if each.date == moment.astimezone(zone).date())
    return any(
        each.starts.astimezone(UTC) <= moment.astimezone(UTC) < each.ends.astimezone(UTC)
        for each in day.attended
    )


class TestTruth:
    """A channel is attended in the view exactly when the router says that it is open."""

    @settings(max_examples=examples(60))
    @given(drawn=weeks())
    def test_wherever_something_may_change(self, drawn: DirectoryAndView) -> None:
        directory, view = drawn
        router = Router(directory)
        for moment in moments(directory, view):
            for each in view.channels:
                seen = is_attended(each, moment, directory.zone)
                assert seen == router.status(each.channel.id, moment).open_now

    @settings(max_examples=examples(60))
    @given(drawn=weeks())
    def test_stretches_are_cut_at_midnight_in_order_and_apart(
        self, drawn: DirectoryAndView
    ) -> None:
        _, view = drawn
        for each in view.channels:
            for day in each.days:
                ends = [t for span in day.attended for t in (span.starts, span.ends)]
                assert [end.astimezone(UTC) for end in ends] == sorted(
                    {end.astimezone(UTC) for end in ends}
                )
                assert all(span.starts.date() == day.date for span in day.attended)


class TestDays:
    """The week goes from Monday to Sunday and contains the instant, in the directory's zone."""

    @example(datetime(2026, 7, 13, 3, 0, tzinfo=UTC))  # the day before in Bogotá, a Sunday
    @given(strategies.instants(default_directory()))
    def test_it_is_the_week_of_the_instant(self, when: datetime) -> None:
        view = week(default_directory(), when)
        dates = [day.date for day in view.days]
        assert when.astimezone(BOGOTA).date() in dates
        assert dates == [dates[0] + DAY * number for number in range(len(dates))]
        if dates[0].year > 1984 and dates[-1] < date(2199, 12, 30):
            assert (dates[0].weekday(), len(dates)) == (0, 7)

    @pytest.mark.parametrize(
        ("when", "dates"),
        [
            (datetime(1984, 1, 1, tzinfo=BOGOTA), ["1984-01-01"]),
            (
                datetime(2199, 12, 31, 23, 59, 59, 999999, tzinfo=BOGOTA),
                ["2199-12-30", "2199-12-31"],
            ),
        ],
        ids=["first", "last"],
    )
    def test_the_supported_range_ends_it(self, when: datetime, dates: list[str]) -> None:
        view = week(default_directory(), when)
        assert [f"{day.date}" for day in view.days] == dates
        assert {len(channel.days) for channel in view.channels} == {len(dates)}

    def test_a_day_that_does_not_exist_is_left_out(self) -> None:
        desk = directory(time_zone="Pacific/Apia")
        view = week(desk, datetime(2011, 12, 28, tzinfo=desk.zone))
        assert [day.date.day for day in view.days] == [26, 27, 28, 29, 31, 1]
        assert all(day.all_day for day in view.channels[0].days)

    @pytest.mark.parametrize(
        ("zone", "sunday", "length"),
        [
            ("America/New_York", date(2026, 3, 8), 23),
            ("America/New_York", date(2026, 11, 1), 25),
            ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ],
    )
    def test_a_day_on_which_the_clock_is_set_has_its_own_length(
        self, zone: str, sunday: date, length: float
    ) -> None:
        desk = directory(time_zone=zone)
        when = datetime.combine(sunday, time(12), tzinfo=desk.zone)
        (stretch,) = week(desk, when).channels[0].days[-1].attended
        elapsed = stretch.ends.astimezone(UTC) - stretch.starts.astimezone(UTC)
        assert elapsed == timedelta(hours=length)

    def test_where_the_clock_goes_back_over_midnight_a_day_comes_in_two_parts(self) -> None:
        desk = directory(time_zone="America/St_Johns")
        view = week(desk, datetime(2010, 11, 4, tzinfo=desk.zone))
        saturday, sunday = view.channels[0].days[-2:]
        assert [hours(saturday), hours(sunday)] == [
            ["00:00-00:00", "23:01-00:00"],
            ["00:00-23:01", "00:00-00:00"],
        ]
        assert saturday.all_day
        assert sunday.all_day


class TestChangedHours:
    """A holiday is named on its day. A day of a channel names the causes of its hours."""

    def view(self, holidays: str = "closed") -> WeekView:
        desk = channel("desk", OFFICE, holidays=holidays)
        changed = directory(desk, special_days=[EVE], closures=[MOVE])
        return week(changed, datetime(2026, 12, 24, tzinfo=BOGOTA))

    def test_a_holiday_is_named_on_its_day_and_no_other(self) -> None:
        named = {
            day.date: [name.en for name in day.holidays] for day in self.view().days if day.holidays
        }
        assert named == {date(2026, 12, 25): ["Christmas Day"]}

    def test_each_day_names_its_own_causes(self) -> None:
        (channel,) = self.view().channels
        assert [
            (hours(day), [(cause.kind, cause.name.en) for cause in day.because])
            for day in channel.days
        ] == [
            (["07:00-17:00"], []),
            (["07:00-15:00"], [(CauseKind.CLOSURE, "Move")]),
            (["09:00-17:00"], [(CauseKind.CLOSURE, "Move")]),
            (["07:00-12:00"], [(CauseKind.SPECIAL_DAY, "Eve")]),
            ([], [(CauseKind.HOLIDAY, "Christmas Day")]),
            ([], []),
            ([], []),
        ]

    @pytest.mark.parametrize(
        ("changed", "when", "counts"),
        [
            *(
                (changed, TUESDAY, [1, 1, 1, 1, 1, 0, 0])
                for changed in (
                    directory(OFFICE_DESK, special_days=[special_day("2026-07-13/2026-07-19", "08:00-12:00")]),
                    directory(OFFICE_DESK, seasons=[season("2026-07-13/2026-07-19", "Mo-Fr 08:00-12:00")]),
                    directory(OFFICE_DESK, closures=[closure("2026-07-13 00:00", "2026-07-20 00:00")]),
                )
            ),
            (
                directory(channel("night", "Mo-Fr 20:00-04:00", holidays="closed")),
                datetime(2026, 12, 24, tzinfo=BOGOTA),
                [0, 0, 0, 0, 1, 0, 0],
            ),
        ],
        ids=["a special day", "a season", "a closure", "a holiday of the night before"],
    )  # fmt: skip
    def test_a_day_that_is_closed_anyway_names_nothing(
        self, changed: Directory, when: datetime, counts: list[int]
    ) -> None:
        (shown,) = week(changed, when).channels
        assert [len(day.because) for day in shown.days] == counts

    def test_a_channel_that_is_open_on_holidays_names_none(self) -> None:
        (channel,) = self.view("open").channels
        assert (hours(channel.days[4]), channel.days[4].because) == (["07:00-17:00"], ())

    def test_another_calendar_may_be_used(self) -> None:
        router = Router(default_directory(), holidays={date(2026, 7, 15): "Fiesta"})
        view = week(router, TUESDAY)
        assert [name.es for day in view.days for name in day.holidays] == ["Fiesta"]
        assert hours(view.channels[0].days[0]) == ["07:00-17:00"]
        assert not view.channels[0].days[2].attended


ON_EVE = datetime(2026, 12, 24, 15, tzinfo=BOGOTA)

DAYS_OF_EVE = """

Channel desk, (601) 5550123
  Mon 21 Dec 7:00 a.m. to 5:00 p.m.
  Tue 22 Dec 7:00 a.m. to 5:00 p.m.
  Wed 23 Dec 7:00 a.m. to 5:00 p.m.
  Thu 24 Dec 7:00 a.m. to 12:00 p.m. (special hours: Eve; 3:00 p.m.: closed)
  Fri 25 Dec 7:00 a.m. to 5:00 p.m.
  Sat 26 Dec closed
  Sun 27 Dec closed"""

DAYS_OF_EACH_CONTACT = """

Channel desk, old@example.org
  Mon 21 Dec all day
  Tue 22 Dec all day
  Wed 23 Dec all day
  Thu 24 Dec all day (3:00 p.m.: open)

Channel desk, new@example.org
  Fri 25 Dec all day
  Sat 26 Dec all day
  Sun 27 Dec all day"""


class TestText:
    """The text says when a channel is attended."""

    @pytest.mark.parametrize(
        ("source", "end"),
        [
            (directory(OFFICE_DESK, special_days=[EVE]), DAYS_OF_EVE),
            (
                directory(channel("desk", "Sa 00:00-24:00; Su 08:00-12:00")),
                "\n  Sat 26 Dec all day\n  Sun 27 Dec 8:00 a.m. to 12:00 p.m.",
            ),
            (
                [
                    directory(channel("desk", contacts=[mail("old")])),
                    edition("2026-12-25", directory(channel("desk", contacts=[mail("new")]))),
                ],
                DAYS_OF_EACH_CONTACT,
            ),
        ],
        ids=["causes and now", "a whole day among others", "another contact"],
    )
    def test_each_day_has_its_line(self, source: Directory | list[Directory], end: str) -> None:
        assert week(source, ON_EVE).text("en").endswith(end)

    def test_equal_days_share_a_line(self) -> None:
        assert days_of(week(directory(), TUESDAY).text("en")) == [[["every day, all day"]]]

    def test_it_names_the_place_whose_hours_it_shows(self) -> None:
        desk = directory(time_zone="America/Argentina/Buenos_Aires")
        words = " ".join(str(week(desk, TUESDAY)).split())
        assert ", hora de Buenos Aires Hora marcada: " in words

    def test_a_repeated_hour_has_its_offset(self) -> None:
        desk = directory(channel("desk", "Su 01:15-01:45"), time_zone="America/New_York")
        when = datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=desk.zone)
        text = week(desk, when).text("en")
        assert "Marked time: Sunday 1 November 2026, 1:30 a.m. (UTC-05:00)" in text
        assert text.endswith("(1:30 a.m. (UTC-05:00): open)")
        assert days_of(text)[0][-1] == [
            "1:15 a.m. (UTC-04:00) to 1:45 a.m. (UTC-04:00)",
            "1:15 a.m. (UTC-05:00) to 1:45 a.m. (UTC-05:00)",
        ]

    @pytest.mark.parametrize(
        ("opens", "closes", "hours"),
        [
            (
                "00:30",
                "01:30",
                [
                    "12:30 a.m. to 1:30 a.m. (UTC-04:00)",
                    "1:00 a.m. (UTC-05:00) to 1:30 a.m. (UTC-05:00)",
                ],
            ),
            (
                "01:30",
                "03:00",
                [
                    "1:30 a.m. (UTC-04:00) to 2:00 a.m. (UTC-04:00)",
                    "1:30 a.m. (UTC-05:00) to 3:00 a.m.",
                ],
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

    @pytest.mark.parametrize(
        ("hour", "line"), [(7, "(7:00 a.m.: open)"), (17, "(5:00 p.m.: closed)")]
    )
    def test_at_the_ends_of_the_hours_it_says_what_the_router_says(
        self, hour: int, line: str
    ) -> None:
        assert line in week(default_directory(), TUESDAY.replace(hour=hour, minute=0)).text("en")

    def test_a_channel_closed_all_week_for_a_reason_shows_each_day(self) -> None:
        move = closure("2026-12-21 00:00", "2026-12-28 00:00")
        moving = directory(special_days=[EVE], closures=[move])
        text = week(moving, datetime(2026, 12, 24, tzinfo=BOGOTA)).text("en")
        assert len(days_of(text)[0]) == 7
        assert text.count(" closed (closure: Move") == 7

    def test_it_is_plain_ascii_except_the_words(self) -> None:
        assert (
            week(directory(), datetime(2026, 7, 8, tzinfo=BOGOTA))
            .text("en")
            .replace("Bogotá", "")
            .isascii()
        )
