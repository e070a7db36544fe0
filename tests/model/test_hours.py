"""Hours and days of a directory, and what changes them: what a file may write, and what is refused."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from ccb_support import Directory
from ccb_support.clock.instants import HOUR, MINUTE
from ccb_support.clock.intervals import Interval
from ccb_support.model import (
    AlwaysOpen,
    Day,
    DayHours,
    NotStated,
    OpeningSpan,
    Season,
    WeeklyHours,
    WeeklySpan,
)
from ccb_support.model.dates import DateRange, YearlyDate
from ccb_support.model.hours import WEEKDAYS, Days, Hours, StatedHours
from ccb_support.words.answers import WEEKDAYS as NAMES
from tests.model.small_directory import SMALL, closure, season, special_day

DAYS: TypeAdapter[tuple[Day, ...]] = TypeAdapter(Days)


def read(value: object) -> tuple[Day, ...]:
    return DAYS.validate_python(value)


def problems_of(value: object) -> list[tuple[tuple[int | str, ...], str]]:
    """Return where `value` is wrong, and what to write instead."""
    with pytest.raises(ValidationError) as caught:
        read(value)
    return [(each["loc"], each["msg"]) for each in caught.value.errors()]


class TestNames:
    """A day has one name in each language. Case and accents make no difference."""

    @pytest.mark.parametrize("day", WEEKDAYS)
    def test_each_day_in_both_languages(self, day: Day) -> None:
        name = NAMES[WEEKDAYS.index(day)]
        for written in (name.es, name.en, name.es.upper(), name.en.casefold(), day, day.value):
            assert read(written) == read([written]) == (day,)


class TestRanges:
    """A range has both its ends, and may go on over Sunday."""

    @given(st.sampled_from(range(7)), st.integers(1, 6))
    def test_each_range_in_both_languages(self, first: int, more: int) -> None:
        last = (first + more) % 7
        days = tuple(WEEKDAYS[(first + each) % 7] for each in range(more + 1))
        assert read(f"{NAMES[first].es} a {NAMES[last].es}") == days
        assert read(f"{NAMES[first].en} to {NAMES[last].en}") == days


@pytest.mark.parametrize(
    ("written", "days"),
    [
        (["miercoles", "sabado"], (Day.WEDNESDAY, Day.SATURDAY)),
        (["viernes", "monday"], (Day.FRIDAY, Day.MONDAY)),
        (["lunes a martes", "sábado"], (Day.MONDAY, Day.TUESDAY, Day.SATURDAY)),
    ],
)
def test_a_list_keeps_its_order(written: list[str], days: tuple[Day, ...]) -> None:
    assert read(written) == days


class TestFaults:
    """What is not a day is refused, with what to write instead."""

    WANTED = 'must be a day, such as "lunes", or a range, such as "lunes a viernes"'

    @pytest.mark.parametrize(
        "written",
        [
            *("lun", "", "lunes a", "lunes to viernes", "monday a friday", "lunes-viernes"),
            *("lunes a x", "lunes a lunes", "monday to monday"),
        ],
    )
    def test_another_word(self, written: str) -> None:
        assert problems_of(written) == [((), self.WANTED)]

    @pytest.mark.parametrize("written", ["festivos", "Festivo", "holidays", "domingos y festivos"])
    def test_holidays_have_a_key_of_their_own(self, written: str) -> None:
        holidays = 'holidays are not a day of the week: write their hours in the key "holidays"'
        assert problems_of(written) == [((), holidays)]

    def test_every_fault_of_a_list_at_its_place(self) -> None:
        assert problems_of(["lunes a viernes", "martes", 5, "sunday"]) == [
            ((1,), "Tuesday is in the list twice: write it once"),
            ((2,), self.WANTED),
        ]

    @pytest.mark.parametrize("value", [5, None, {}])
    def test_no_text_and_no_list(self, value: object) -> None:
        assert [location for location, _ in problems_of(value)] == [()]

    def test_no_day_at_all(self) -> None:
        assert problems_of([]) == [((), "must have at least one entry")]


HOURS: TypeAdapter[AlwaysOpen | WeeklyHours] = TypeAdapter(Hours)
STATED: TypeAdapter[AlwaysOpen | WeeklyHours | NotStated] = TypeAdapter(StatedHours)


def weekly(*spans: str) -> list[dict[str, object]]:
    """Return hours such as `monday,tuesday 07:00-17:00` in the form of a directory's file."""
    return [
        {"days": days.split(","), "opens": times[:5], "closes": times[6:]}
        for days, times in map(str.split, spans)
    ]


def daily(*spans: str) -> list[dict[str, str]]:
    return [{"opens": times[:5], "closes": times[6:]} for times in spans]


class TestTimes:
    """A time is a whole minute from 00:00 to 23:59; 24:00 is a time to close."""

    @pytest.mark.parametrize(
        ("opens", "closes", "start", "end"),
        [
            ("07:00", "17:00", 7 * HOUR, 17 * HOUR),
            ("00:00", "24:00", 0, 24 * HOUR),
            ("23:59", "24:00", 24 * HOUR - MINUTE, 24 * HOUR),
            ("22:00", "04:00", 22 * HOUR, 28 * HOUR),
            ("22:00", "00:00", 22 * HOUR, 24 * HOUR),
            ("12:00", "11:59", 12 * HOUR, 36 * HOUR - MINUTE),
        ],
    )
    def test_a_span_reaches_from_its_opening_to_its_closing(
        self, opens: str, closes: str, start: int, end: int
    ) -> None:
        assert OpeningSpan(opens=opens, closes=closes).seconds == Interval(start, end)

    @pytest.mark.parametrize(
        "opens",
        ["24:00", "7", "7:00", "07:60", "07:00:00", "7 a.m.", "", "07.00", "-1:00", "07:00\n"],
    )
    def test_a_time_to_open_of_another_form_is_refused(self, opens: str) -> None:
        with pytest.raises(ValidationError) as caught:
            OpeningSpan(opens=opens, closes="17:00")
        assert [error["msg"] for error in caught.value.errors()] == [
            "must be a whole minute from 00:00 to 23:59"
        ]

    @pytest.mark.parametrize("closes", ["24:01", "25:00", "17:00:30", "17h", ""])
    def test_a_time_to_close_of_another_form_is_refused(self, closes: str) -> None:
        with pytest.raises(ValidationError, match="a whole minute from 00:00 to 24:00"):
            OpeningSpan(opens="07:00", closes=closes)

    def test_a_time_may_be_written_without_quotes(self) -> None:
        span = OpeningSpan.model_validate({"opens": time(7), "closes": time(17)})
        assert str(span) == "07:00-17:00"

    @pytest.mark.parametrize(
        "other", [time(7, 0, 30), time(7, 0, 0, 1), time(7, tzinfo=UTC)], ids=str
    )
    def test_a_time_finer_than_a_minute_or_of_some_zone_is_refused(self, other: time) -> None:
        with pytest.raises(ValidationError, match="a whole minute"):
            OpeningSpan.model_validate({"opens": other, "closes": "17:00"})


class TestKindsOfHours:
    """Always, by the week, for a day, and not stated are different values."""

    def test_always_open(self) -> None:
        assert HOURS.validate_python("always") is AlwaysOpen.ALWAYS
        assert STATED.validate_python("always") is AlwaysOpen.ALWAYS

    def test_by_the_week(self) -> None:
        written = weekly("monday 07:00-17:00")
        hours = WeeklyHours((WeeklySpan(days=(WEEKDAYS[0],), opens="07:00", closes="17:00"),))
        assert HOURS.validate_python(written) == hours
        assert STATED.validate_python(written) == hours

    def test_not_stated_is_for_escalation_levels_only(self) -> None:
        assert STATED.validate_python("not_stated") is NotStated.NOT_STATED
        with pytest.raises(ValidationError, match="always"):
            HOURS.validate_python("not_stated")

    @pytest.mark.parametrize("value", ["never", "24/7", "", 24, None, {}], ids=repr)
    def test_anything_else_is_refused(self, value: object) -> None:
        with pytest.raises(ValidationError):
            HOURS.validate_python(value)
        with pytest.raises(ValidationError):
            STATED.validate_python(value)

    def test_a_day_is_closed_in_a_word_or_by_having_no_span(self) -> None:
        assert DayHours.model_validate("closed") == DayHours.model_validate([]) == DayHours(())

    @pytest.mark.parametrize("value", ["always", "open", None, 0], ids=repr)
    def test_the_hours_of_a_day_are_spans_or_closed(self, value: object) -> None:
        with pytest.raises(ValidationError):
            DayHours.model_validate(value)


class TestOverlaps:
    """Spans that share a minute are refused, past midnight and past the week's end too."""

    @pytest.mark.parametrize(
        ("spans", "fault"),
        [
            (
                ["monday 07:00-12:00", "monday 11:59-17:00"],
                "Monday 11:59-17:00 overlaps Monday 07:00-12:00",
            ),
            (
                ["monday 11:59-17:00", "monday 07:00-12:00"],
                "Monday 11:59-17:00 overlaps Monday 07:00-12:00",
            ),
            (
                ["monday 07:00-12:00", "monday 07:00-12:00"],
                "Monday 07:00-12:00 overlaps Monday 07:00-12:00",
            ),
            (
                ["monday 22:00-04:00", "tuesday 03:00-05:00"],
                "Tuesday 03:00-05:00 overlaps Monday 22:00-04:00",
            ),
            (
                ["sunday 22:00-04:00", "monday 03:59-05:00"],
                "Monday 03:59-05:00 overlaps Sunday 22:00-04:00",
            ),
            (
                ["monday 07:00-17:00", "monday 08:00-09:00", "monday 16:00-18:00"],
                "Monday 16:00-18:00 overlaps Monday 07:00-17:00",
            ),
            (
                ["monday 07:00-12:00", "monday 08:00-12:00", "monday 11:00-13:00"],
                "Monday 11:00-13:00 overlaps Monday 07:00-12:00",
            ),
        ],
    )
    def test_in_a_week(self, spans: list[str], fault: str) -> None:
        with pytest.raises(ValidationError) as caught:
            WeeklyHours.model_validate(weekly(*spans))
        errors = caught.value.errors()
        assert {error["type"] for error in errors} == {"overlapping_hours"}
        reported = [error["msg"] for error in errors]
        assert reported.count(f"{fault}: join them, or shorten one") == 1
        assert len(reported) == len(set(reported))

    @pytest.mark.parametrize(
        "spans",
        [
            ["monday 07:00-12:00", "monday 12:00-17:00"],
            ["monday 22:00-04:00", "tuesday 04:00-05:00"],
            ["sunday 22:00-04:00", "monday 04:00-05:00"],
            ["monday,tuesday,wednesday,thursday,friday,saturday,sunday 12:00-11:59"],
        ],
        ids=lambda spans: spans[0],
    )
    def test_spans_that_only_touch_are_allowed(self, spans: list[str]) -> None:
        assert len(WeeklyHours.model_validate(weekly(*spans)).root) == len(spans)

    def test_in_a_day(self) -> None:
        with pytest.raises(ValidationError, match="11:00-13:00 overlaps 07:00-12:00"):
            DayHours.model_validate(daily("07:00-12:00", "11:00-13:00"))
        assert len(DayHours.model_validate(daily("07:00-12:00", "12:00-13:00")).root) == 2


def read_season(text: str) -> Season:
    """Return the only season of a directory."""
    (found,) = Directory.from_toml(SMALL + text).seasons
    return found


class TestWhatAFileWrites:
    """A season has two dates and weekly hours, for all channels or for some."""

    def test_two_days_of_every_year(self) -> None:
        found = read_season(season())
        assert (found.from_, found.through) == (YearlyDate(12, 15), YearlyDate(1, 15))
        assert found.concerns("desk")
        assert found.concerns("chat")

    def test_two_full_dates_and_some_channels(self) -> None:
        text = {"from": "2026-03-30", "through": "2026-04-05", "channels": '["desk"]'}
        found = read_season(season(**text))
        assert (found.from_, found.through) == (date(2026, 3, 30), date(2026, 4, 5))
        assert not found.concerns("chat")

    @pytest.mark.parametrize(
        ("hours", "expected"),
        [
            ('"closed"', WeeklyHours(())),
            ("[]", WeeklyHours(())),
            ('"always"', AlwaysOpen.ALWAYS),
        ],
    )
    def test_hours_in_a_word(self, hours: str, expected: object) -> None:
        assert read_season(season(hours=hours)).hours == expected

    def test_weekly_hours(self) -> None:
        hours = read_season(season()).hours
        assert isinstance(hours, WeeklyHours)
        assert [str(each) for each in hours.root] == ["08:00-12:00"]


class TestSpecialDays:
    """A special day replaces the hours of one day, or of several in a row."""

    def test_it_is_one_day_for_all_channels_unless_the_file_says_more(self) -> None:
        (day,) = Directory.from_toml(SMALL + special_day()).special_days
        assert (day.date, day.through) == (date(2026, 12, 24), None)
        assert day.dates == DateRange(day.date, day.date)
        assert day.concerns("desk")
        assert day.concerns("chat")

    def test_it_may_concern_some_channels_and_last_for_days(self) -> None:
        text = SMALL + special_day(through="2026-12-31", channels='["chat"]')
        (day,) = Directory.from_toml(text).special_days
        assert day.dates == DateRange(date(2026, 12, 24), date(2026, 12, 31))
        assert [day.concerns(channel) for channel in ("desk", "chat")] == [False, True]

    def test_it_may_last_from_the_first_date_to_the_last(self) -> None:
        text = SMALL + special_day(date="0001-01-01", through="9999-12-31")
        (day,) = Directory.from_toml(text).special_days
        assert day.dates == DateRange(date.min, date.max)

    @pytest.mark.parametrize(
        ("keys", "opens"),
        [
            ({}, True),
            ({"opens_closed_days": "false"}, False),
            ({"through": "2026-12-31"}, False),
            ({"through": "2026-12-24"}, True),
            ({"through": "2026-12-31", "opens_closed_days": "true"}, True),
            ({"date": '"12-24"'}, False),
            ({"date": '"12-24"', "opens_closed_days": "true"}, True),
        ],
    )
    def test_a_single_full_date_opens_closed_days_unless_it_says_otherwise(
        self, keys: dict[str, str], *, opens: bool
    ) -> None:
        (day,) = Directory.from_toml(SMALL + special_day(**keys)).special_days
        assert day.holds_on_closed_days == opens


class TestClosures:
    """A closure subtracts a span of time."""

    @pytest.mark.parametrize(
        ("ends", "hours"), [("2026-12-06T04:00:00", 6), ("2026-12-07T00:00:00", 26)]
    )
    def test_it_starts_with_its_first_minute_and_ends_before_its_last(
        self, ends: str, hours: int
    ) -> None:
        (closed,) = Directory.from_toml(SMALL + closure(ends=ends)).closures
        assert closed.wall == Interval(1796508000, 1796508000 + hours * 3600)
        assert closed.last_date == date(2026, 12, 6)

    def test_a_date_is_its_midnight(self) -> None:
        text = SMALL + closure(starts="2026-12-05", ends="2026-12-06")
        (closed,) = Directory.from_toml(text).closures
        assert closed.starts == datetime.fromisoformat("2026-12-05T00:00")
        assert closed.ends == datetime.fromisoformat("2026-12-06T00:00")
