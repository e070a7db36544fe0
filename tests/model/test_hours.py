"""Hours and days of a directory, and what changes them: what a file may write, and what is refused."""

from collections.abc import Callable
from datetime import UTC, date, time

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
    SpecialDay,
    WeeklyHours,
)
from ccb_support.model.dates import DateRange, YearlyDate
from ccb_support.model.hours import WEEKDAYS, Days, Hours, StatedHours
from ccb_support.words.answers import WEEKDAYS as NAMES
from tests.builders import day_hours, weekly_hours
from tests.model.small_directory import SMALL, closure, season, special_day

DAYS: TypeAdapter[tuple[Day, ...]] = TypeAdapter(Days)


def read(value: object) -> tuple[Day, ...]:
    return DAYS.validate_python(value)


def problems_of(value: object) -> list[tuple[tuple[int | str, ...], str]]:
    """Return where `value` is wrong, and what to write instead."""
    with pytest.raises(ValidationError) as caught:
        read(value)
    return [(each["loc"], each["msg"]) for each in caught.value.errors()]


@pytest.mark.parametrize("day", WEEKDAYS)
def test_a_day_has_one_name_in_each_language(day: Day) -> None:
    name = NAMES[WEEKDAYS.index(day)]
    for written in (name.es, name.en, name.es.upper(), name.en.casefold(), day, day.value):
        assert read(written) == read([written]) == (day,)


@given(st.sampled_from(range(7)), st.integers(1, 6))
def test_a_range_of_days_has_both_ends_and_may_go_on_over_sunday(first: int, more: int) -> None:
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


NO_DAY = (
    'must be a day, such as "monday", or a range, such as "monday to friday"; '
    'several go into a list: ["monday", "thursday"]; holidays go into the key `holidays`'
)


@pytest.mark.parametrize(
    ("written", "problems"),
    [
        *(
            (each, [((), NO_DAY)])
            for each in (
                *("lun", "", "lunes a", "lunes to viernes", "monday a friday", "lunes-viernes"),
                *("lunes a x", "lunes a lunes", "monday to monday", "lunes y jueves"),
                *("festivos", "holidays", "domingos y festivos"),
            )
        ),
        # Every fault of a list comes at once, each at its place.
        (
            ["lunes a viernes", "martes", 5, "sunday"],
            [((2,), NO_DAY), ((), "has a day twice: write each day once")],
        ),
        ([], [((), "must have at least one entry: put it in [ ]")]),
    ],
)
def test_what_is_not_a_day_is_refused_with_what_to_write_instead(
    written: object, problems: list[tuple[tuple[int | str, ...], str]]
) -> None:
    assert problems_of(written) == problems


@pytest.mark.parametrize("value", [5, None, {}])
def test_days_are_a_text_or_a_list(value: object) -> None:
    assert [location for location, _ in problems_of(value)] == [()]


HOURS: TypeAdapter[AlwaysOpen | WeeklyHours] = TypeAdapter(Hours)
STATED: TypeAdapter[AlwaysOpen | WeeklyHours | NotStated] = TypeAdapter(StatedHours)


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

    def test_a_time_may_be_written_without_quotes(self) -> None:
        span = OpeningSpan.model_validate({"opens": time(7), "closes": time(17)})
        assert str(span) == "07:00-17:00"

    @pytest.mark.parametrize(
        ("key", "latest", "values"),
        [
            (
                "opens",
                "23:59",
                [
                    *("24:00", "7", "7:00", "07:60", "07:00:00", "7 a.m.", "", "07.00", "-1:00"),
                    *("07:00\n", time(7, 0, 30), time(7, 0, 0, 1), time(7, tzinfo=UTC)),
                ],
            ),
            ("closes", "24:00", ["24:01", "25:00", "17:00:30", "17h", ""]),
        ],
        ids=["opens", "closes"],
    )
    def test_no_other_form_is_a_time(self, key: str, latest: str, values: list[object]) -> None:
        words = f"must be a whole minute from 00:00 to {latest}, with four digits and in quotes: "
        for value in values:
            with pytest.raises(ValidationError) as caught:
                OpeningSpan.model_validate({"opens": "07:00", "closes": "17:00", key: value})
            assert [each["msg"].startswith(words) for each in caught.value.errors()] == [True]


class TestKindsOfHours:
    """Always, by the week, for a day, and not stated are different values."""

    @pytest.mark.parametrize(
        ("written", "hours"),
        [
            ("always", AlwaysOpen.ALWAYS),
            (
                [{"days": ["monday"], "opens": "07:00", "closes": "17:00"}],
                weekly_hours("Mo 07:00-17:00"),
            ),
        ],
        ids=["always", "by the week"],
    )
    def test_always_open_and_by_the_week(self, written: object, hours: object) -> None:
        assert HOURS.validate_python(written) == STATED.validate_python(written) == hours

    def test_not_stated_is_for_escalation_levels_only(self) -> None:
        assert STATED.validate_python("not_stated") is NotStated.NOT_STATED
        with pytest.raises(ValidationError, match="always"):
            HOURS.validate_python("not_stated")

    def test_a_day_is_closed_in_a_word_or_by_having_no_span(self) -> None:
        assert DayHours.model_validate("closed") == DayHours.model_validate([]) == DayHours(())

    def test_a_day_is_not_always_open(self) -> None:
        with pytest.raises(ValidationError):
            DayHours.model_validate("always")

    @pytest.mark.parametrize("value", ["never", "24/7", "", 24, None, {}, "open", 0], ids=repr)
    @pytest.mark.parametrize(
        "read",
        [HOURS.validate_python, STATED.validate_python, DayHours.model_validate],
        ids=["of a channel", "of a level", "of a day"],
    )
    def test_anything_else_is_refused(
        self, read: Callable[[object], object], value: object
    ) -> None:
        with pytest.raises(ValidationError):
            read(value)


class TestOverlaps:
    """Spans that share a minute are refused, past midnight and past the week's end too."""

    @pytest.mark.parametrize(
        ("spans", "overlaps"),
        [
            (
                "Mo 07:00-12:00; Mo 11:59-17:00",
                ["Monday 11:59-17:00 overlaps Monday 07:00-12:00"],
            ),
            (
                "Mo 11:59-17:00; Mo 07:00-12:00",
                ["Monday 11:59-17:00 overlaps Monday 07:00-12:00"],
            ),
            (
                "Mo 07:00-12:00; Mo 07:00-12:00",
                ["Monday 07:00-12:00 overlaps Monday 07:00-12:00"],
            ),
            (
                "Mo 22:00-04:00; Tu 03:00-05:00",
                ["Tuesday 03:00-05:00 overlaps Monday 22:00-04:00"],
            ),
            (
                "Su 22:00-04:00; Mo 03:59-05:00",
                ["Monday 03:59-05:00 overlaps Sunday 22:00-04:00"],
            ),
            (
                "Mo 07:00-17:00; Mo 08:00-09:00; Mo 16:00-18:00",
                [
                    "Monday 08:00-09:00 overlaps Monday 07:00-17:00",
                    "Monday 16:00-18:00 overlaps Monday 07:00-17:00",
                ],
            ),
            (
                "Mo 07:00-12:00; Mo 08:00-12:00; Mo 11:00-13:00",
                [
                    "Monday 08:00-12:00 overlaps Monday 07:00-12:00",
                    "Monday 11:00-13:00 overlaps Monday 07:00-12:00",
                ],
            ),
        ],
    )
    def test_in_a_week(self, spans: str, overlaps: list[str]) -> None:
        with pytest.raises(ValidationError) as caught:
            weekly_hours(spans)
        assert [(each["type"], each["msg"]) for each in caught.value.errors()] == [
            ("overlapping_hours", f"{each}: join them, or shorten one") for each in overlaps
        ]

    @pytest.mark.parametrize(
        "spans",
        [
            "Mo 07:00-12:00; Mo 12:00-17:00",
            "Mo 22:00-04:00; Tu 04:00-05:00",
            "Su 22:00-04:00; Mo 04:00-05:00",
            "Mo-Su 12:00-11:59",
        ],
    )
    def test_spans_that_only_touch_are_allowed(self, spans: str) -> None:
        assert isinstance(weekly_hours(spans), WeeklyHours)

    def test_in_a_day(self) -> None:
        with pytest.raises(ValidationError, match="11:00-13:00 overlaps 07:00-12:00"):
            day_hours("07:00-12:00; 11:00-13:00")
        assert len(day_hours("07:00-12:00; 12:00-13:00").root) == 2


@pytest.mark.parametrize(
    ("written", "dates", "concerned"),
    [
        (season(), DateRange(YearlyDate(12, 15), YearlyDate(1, 15)), ["desk", "chat"]),
        (
            season(**{"from": "2026-03-30", "through": "2026-04-05", "channels": '["desk"]'}),
            DateRange(date(2026, 3, 30), date(2026, 4, 5)),
            ["desk"],
        ),
        (special_day(), DateRange(date(2026, 12, 24), date(2026, 12, 24)), ["desk", "chat"]),
        (
            special_day(through="2026-12-31", channels='["chat"]'),
            DateRange(date(2026, 12, 24), date(2026, 12, 31)),
            ["chat"],
        ),
        (
            special_day(date="0001-01-01", through="9999-12-31"),
            DateRange(date.min, date.max),
            ["desk", "chat"],
        ),
    ],
    ids=[
        "a season of every year", "a season of one year", "one day for all channels",
        "some days for one channel", "all days",
    ],
)  # fmt: skip
def test_changed_hours_have_their_dates_and_their_channels(
    written: str, dates: DateRange, concerned: list[str]
) -> None:
    directory = Directory.from_toml(SMALL + written)
    found: list[Season | SpecialDay] = [*directory.seasons, *directory.special_days]
    assert [each.dates for each in found] == [dates]
    assert [*filter(found[0].concerns, ("desk", "chat"))] == concerned


@pytest.mark.parametrize(
    ("keys", "hours"),
    [
        ({}, "Mo-Fr 08:00-12:00"),
        ({"hours": '"closed"'}, ""),
        ({"hours": "[]"}, ""),
        ({"hours": '"always"'}, "always"),
    ],
)
def test_a_season_has_weekly_hours(keys: dict[str, str], hours: str) -> None:
    (found,) = Directory.from_toml(SMALL + season(**keys)).seasons
    assert found.hours == weekly_hours(hours)


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
    keys: dict[str, str], *, opens: bool
) -> None:
    (day,) = Directory.from_toml(SMALL + special_day(**keys)).special_days
    assert day.holds_on_closed_days == opens


class TestClosures:
    """A closure subtracts a span of time, from its first minute to before its last."""

    MIDNIGHT = 1796428800  # of 5 December 2026

    @pytest.mark.parametrize(
        ("keys", "start", "end", "last_day"),
        [
            ({}, 22, 28, 6),
            ({"ends": "2026-12-07T00:00:00"}, 22, 48, 6),
            ({"starts": "2026-12-05", "ends": "2026-12-06"}, 0, 24, 5),
        ],
        ids=["a night", "to a midnight", "from a date to a date"],
    )
    def test_its_span(self, keys: dict[str, str], start: int, end: int, last_day: int) -> None:
        (closed,) = Directory.from_toml(SMALL + closure(**keys)).closures
        assert closed.wall == Interval(self.MIDNIGHT + start * HOUR, self.MIDNIGHT + end * HOUR)
        assert closed.days.last == date(2026, 12, last_day)
