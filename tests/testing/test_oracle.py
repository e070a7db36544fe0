"""The oracle, which reads a directory slowly, minute by minute: its answers, and what explains them."""

import time
from collections.abc import Iterator
from datetime import UTC
from functools import partial
from itertools import groupby
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccb_support import (
    Directory,
    Priority,
    RequestType,
    Router,
)
from ccb_support.errors import NeverOpenError
from ccb_support.model import Channel, LocalizedText
from ccb_support.testing import Case, Law, LawBook, Oracle, oracle_hours, strategies
from ccb_support.testing.oracle_hours import DAY, MINUTE, Edition, weekly_spans
from tests.builders import (
    MORNING,
    OFFICE,
    SHIPPED,
    at,
    changed,
    channel,
    closure,
    directory,
    holiday,
    season,
    special_day,
)
from tests.editions import edition
from tests.systems import NEEDS_POSIX, examples
from tests.testing.broken_routers import COMPLAINT_P3


class TestAnswers:
    """The oracle answers in the zone of the directory, by its order."""

    def test_in_the_zone_of_the_directory(self) -> None:
        answer = Oracle(SHIPPED).recommend(*COMPLAINT_P3, MORNING.astimezone(UTC))
        assert str(answer.closes_at) == "2026-11-24 17:00:00-05:00"
        assert str(answer.valid_from) == "2026-11-24 07:00:00-05:00"

    def test_a_later_edition_has_the_channel_that_opens_next(self) -> None:
        never = changed(directory(channel("old", "")), version="2026")
        editions = [never, edition("2027-01-01", directory(channel("new")))]
        answer = Oracle(editions).recommend(*COMPLAINT_P3, MORNING)
        assert answer == Router(editions).recommend(*COMPLAINT_P3, MORNING)
        assert (answer.channel.id, answer.trace[0].verdict) == ("new", "closed")


OFFICE_HOURS = directory(channel("desk", OFFICE))


@pytest.mark.parametrize(
    ("desk", "asked", "following"),
    [
        pytest.param(OFFICE_HOURS, "2026-11-24 09:30", "2026-11-24 17:00", id="open"),
        pytest.param(OFFICE_HOURS, "2026-11-24 07:00", "2026-11-24 17:00", id="opening"),
        pytest.param(OFFICE_HOURS, "2026-11-24 06:59", "2026-11-24 07:00", id="before"),
        pytest.param(OFFICE_HOURS, "2026-11-24 17:00", "2026-11-25 07:00", id="closing"),
        pytest.param(OFFICE_HOURS, "2026-11-24 16:59", "2026-11-24 17:00", id="its last minute"),
        pytest.param(directory(), "2026-11-24 09:30", None, id="none"),
        # A channel that its week always opens, or never, changes on changed days.
        pytest.param(
            directory(
                channel(holidays="closed"),
                holiday_calendar=[holiday("2026-07-01")],
                closures=[closure("2026-08-01 10:00", "2026-08-01 12:00")],
            ),
            "2026-06-01 12:00",
            "2026-07-01 00:00",
            id="a listed holiday",
        ),
        pytest.param(
            directory(
                closures=[
                    closure("2026-07-01 10:00", "2026-07-01 12:00"),
                    closure("2026-08-01 10:00", "2026-08-01 12:00"),
                ],
            ),
            "2026-06-01 12:00",
            "2026-07-01 10:00",
            id="the first of two closures",
        ),
        pytest.param(
            directory(seasons=[season("2026-07-01/2026-07-20")]),
            "2026-07-10 12:00",
            "2026-07-21 00:00",
            id="the end of a season",
        ),
        pytest.param(
            directory(special_days=[special_day("2026-07-01/9999-12-31")]),
            "2026-06-01 12:00",
            "2026-07-01 00:00",
            id="the start of a special day without end",
        ),
        pytest.param(
            directory(closures=[closure("0001-01-01 00:00", "2026-07-01 10:00")]),
            "2026-07-01 09:00",
            "2026-07-01 10:00",
            id="the end of a closure without start",
        ),
        pytest.param(
            directory(channel(hours=""), special_days=[special_day("2026-07-01", "20:00-19:00")]),
            "2026-07-01 21:00",
            "2026-07-02 19:00",
            id="the evening of the next day, which is the day after in UTC",
        ),
        pytest.param(
            directory(
                channel(hours=""),
                time_zone="Asia/Tokyo",
                special_days=[special_day("2026-07-01", "00:00-12:00")],
            ),
            "2026-06-01 12:00",
            "2026-07-01 00:00",
            id="a morning, which is the day before in UTC",
        ),
        pytest.param(
            directory(channel(hours=""), special_days=[special_day("1984-01-01", "10:00-12:00")]),
            "1984-01-01 06:00",
            "1984-01-01 10:00",
            id="on the first supported day",
        ),
        pytest.param(
            directory(channel(hours=""), special_days=[special_day("2199-12-31", "20:00-22:00")]),
            "2199-12-31 12:00",
            "2199-12-31 20:00",
            id="on the last supported day",
        ),
        # The clock skips the hours of some days, and some days.
        pytest.param(
            directory(channel(hours="Mo-Su 02:00-03:00"), time_zone="America/New_York"),
            "2026-03-07 12:00",
            "2026-03-09 02:00",
            id="not in an hour that the clock skips",
        ),
        pytest.param(
            directory(channel(hours="Fr 09:00-17:00"), time_zone="Pacific/Apia"),
            "2011-12-29 12:00",
            "2012-01-06 09:00",
            id="not on a day that the clock skips",
        ),
        # Regression: the oracle looked at the days before that midnight, and after it.
        pytest.param(
            directory(channel(hours="Mo-Su 22:00-02:30"), time_zone="Asia/Gaza"),
            "2026-03-28 01:59",
            "2026-03-28 03:00",
            id="the clock is set at midnight of UTC",
        ),
    ],
)
def test_the_next_change(desk: Directory, asked: str, following: str | None) -> None:
    """The oracle finds the first minute at which a channel opens or closes."""
    change = Oracle(desk).next_change("desk", at(asked, desk.time_zone))
    assert change == (following and at(following, desk.time_zone))


EARLY = channel("desk", "Mo-Su 02:00-04:00", holidays="open")


@pytest.mark.parametrize(
    ("zone", "skipped", "is_open"),
    [
        ("America/New_York", "2026-03-08 02:30", True),  # as 03:30 of summer time
        ("America/New_York", "2026-03-08 03:30", True),
        ("Pacific/Apia", "2011-12-30 03:00", True),  # as 31 December, 03:00
        ("Pacific/Apia", "2011-12-30 12:00", False),
    ],
)
def test_a_missing_time_is_read_by_way_of_utc(zone: str, skipped: str, *, is_open: bool) -> None:
    """A time that the clock on the wall skips is the instant that Python takes it for."""
    desk = directory(EARLY, time_zone=zone)
    when = at(skipped, zone)
    assert Router(desk).status("desk", when).open_now is is_open
    assert Oracle(desk).is_open("desk", when) is is_open
    assert Oracle(desk).recommend(*COMPLAINT_P3, when) == Router(desk).recommend(
        *COMPLAINT_P3, when
    )


MORNINGS = season("2026-11-04/2026-11-10", "Mo-Fr 08:00-12:00")


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"seasons": [season("12-15/01-15")]},
        {"seasons": [MORNINGS]},
        {"special_days": [special_day("12-24/12-31")]},
        {"seasons": [MORNINGS], "special_days": [special_day("2026-11-05", "closed")]},
        {"closures": [closure("2026-11-05 09:00", "2026-11-05 10:00")]},
    ],
)
@pytest.mark.parametrize("holidays", ["open", "closed"])
def test_few_days_of_a_long_gap_are_read(holidays: str, changes: dict[str, Any]) -> None:
    """The oracle reads a gap of two centuries on the few days that may end or explain it."""
    never = channel("never", "", holidays=holidays)
    desk = directory(never, channel("always"), **changes)
    question = RequestType.INCIDENT, Priority.HIGH, at("2026-12-01 12:00")
    with patch.object(oracle_hours, "weekly_spans", wraps=weekly_spans) as reading:
        answer = Oracle(desk).recommend(*question)
    assert answer == Router(desk).recommend(*question)
    assert len({day for (_, day), _ in reading.call_args_list}) < 40


@given(strategies.directories(), st.data())
@settings(max_examples=examples(20))
def test_runs_are_as_a_walk_minute_by_minute_finds_them(
    desk: Directory, data: st.DataObject
) -> None:
    oracle = Oracle(desk)
    start = data.draw(strategies.boundary_instants(desk, written_in=st.just(UTC)))
    minutes = (start.replace(second=0, microsecond=0) + each * MINUTE for each in range(1, 360))
    later = [each for each in minutes if each < Edition(desk).supported[1]]
    for channel_id in desk.channel_ids:
        change = oracle.next_change(channel_id, start)
        before = [start, *(each for each in later if change is None or each < change)]
        runs = groupby([start, *later], partial(oracle.is_open, channel_id))
        assert [*next(runs)[1]] == before


_NEW_YORK = "America/New_York"
WEEKDAYS = "Mo-Fr 08:00-17:00"


def causes(desk: Directory, when: str) -> list[str]:
    """Return what explains the first channel, by the oracle, and require that a router agrees."""
    question = RequestType.INCIDENT, Priority.HIGH, at(when, desk.time_zone)
    right = Oracle(desk).recommend(*question)
    assert Router(desk).recommend(*question) == right
    return [
        f"{each.kind} {each.date}, {each.name.en}"
        if each.date == each.last_date
        else f"{each.kind} {each.date} - {each.last_date}, {each.name.en}"
        for each in right.trace[0].because
    ]


def named(name: str) -> LocalizedText:
    return LocalizedText(es=name, en=name)


def with_line(desk: Channel, **changes: Any) -> Directory:  # noqa: ANN401 - what `directory` takes
    """Return a directory of a channel, and of a line that is always open."""
    return directory(desk, channel("line"), **changes)


OBSERVING = channel("desk", WEEKDAYS, holidays="closed")
SHORT_HOLIDAYS = channel("desk", WEEKDAYS, holidays="10:00-12:00")

LINE = directory(special_days=[special_day("2026-07-20")])
EACH_KIND = with_line(
    channel("desk", "Mo-Fr 07:00-17:00", holidays="closed"),
    special_days=[
        special_day("2026-07-12", "09:00-12:00", channels=["desk"]),
        special_day("2026-07-14/2026-07-15", channels=["desk"]),
        special_day("2026-07-20", channels=["line"]),
    ],
    closures=[closure("2026-07-16 06:00", "2026-07-16 12:00", channels=["desk"])],
)
SEASONS = directory(
    OBSERVING,
    seasons=[
        season("2026-08-10/2026-08-15", "Mo-Fr 08:00-17:00; Sa 09:00-12:00"),
        season("12-14/12-31", "Mo-Fr 08:00-12:00"),
    ],
    special_days=[special_day("2026-12-24", "08:00-10:00")],
)
LATE = special_day("2026-11-25", "10:00-17:00")
SHUT = closure("2026-12-08 00:00", "2026-12-09 00:00")
TWO_CLOSURES = with_line(
    channel("desk"),
    closures=[
        closure("2026-12-05 12:00", "2026-12-06 00:00", name=named("second"), channels=["desk"]),
        closure("2026-12-05 10:00", "2026-12-06 00:00", name=named("first"), channels=["desk"]),
    ],
)


@pytest.mark.parametrize(
    ("desk", "when", "expected"),
    [
        pytest.param(
            LINE, "2026-07-09 12:00", ["special_day 2026-07-20, Move"], id="a day after an open run"
        ),
        pytest.param(LINE, "2026-07-20 12:00", ["special_day 2026-07-20, Move"], id="a closed day"),
        pytest.param(
            LINE,
            "2026-07-21 12:00",
            ["special_day 2026-07-20, Move"],
            id="a day before an open run",
        ),
        pytest.param(EACH_KIND, "2026-07-09 12:00", [], id="an ordinary day"),
        pytest.param(
            EACH_KIND,
            "2026-07-12 10:00",
            ["special_day 2026-07-12, Move"],
            id="a special day that opens",
        ),
        pytest.param(
            EACH_KIND,
            "2026-07-13 12:00",
            [
                "holiday 2026-07-13, Our Lady of Chiquinquirá",
                "special_day 2026-07-14 - 2026-07-15, Move",
                "closure 2026-07-16, Move",
            ],
            id="a gap of each kind",
        ),
        pytest.param(
            EACH_KIND, "2026-07-20 12:00", ["holiday 2026-07-20, Independence Day"], id="a holiday"
        ),
        pytest.param(SEASONS, "2026-08-14 12:00", [], id="a season has the week's hours"),
        pytest.param(
            SEASONS,
            "2026-08-15 10:00",
            ["season 2026-08-10 - 2026-08-15, Year-end"],
            id="a season gives",
        ),
        pytest.param(
            SEASONS,
            "2026-08-15 12:00",
            ["holiday 2026-08-17, Assumption Day"],
            id="a season is over",
        ),
        pytest.param(SEASONS, "2026-12-11 18:00", [], id="a season has not begun"),
        pytest.param(
            SEASONS,
            "2026-12-14 09:00",
            ["season 2026-12-14 - 2026-12-31, Year-end"],
            id="a season cuts a run",
        ),
        pytest.param(
            SEASONS,
            "2026-12-14 13:00",
            ["season 2026-12-14 - 2026-12-31, Year-end"],
            id="a season takes",
        ),
        pytest.param(
            SEASONS,
            "2026-12-24 09:00",
            ["special_day 2026-12-24, Move"],
            id="a special day cuts a season's run",
        ),
        pytest.param(
            SEASONS,
            "2026-12-24 11:00",
            ["special_day 2026-12-24, Move", "holiday 2026-12-25, Christmas Day"],
            id="above a season",
        ),
        pytest.param(
            SEASONS,
            "2026-12-31 13:00",
            ["season 2026-12-14 - 2026-12-31, Year-end", "holiday 2027-01-01, New Year's Day"],
            id="a season's last afternoon",
        ),
        pytest.param(SEASONS, "2027-01-04 12:00", [], id="a run after a season"),
        pytest.param(
            SEASONS,
            "2027-12-14 13:00",
            ["season 2027-12-14 - 2027-12-31, Year-end"],
            id="next year's season",
        ),
        # What only touches a run does not explain it.
        *(
            pytest.param(
                with_line(
                    channel("desk", WEEKDAYS),
                    time_zone=zone,
                    special_days=[special_day(day, "08:00-12:00")],
                ),
                when,
                expected,
                id=f"{when}, in {zone}, of a day that closes early",
            )
            for zone, day, night in (
                ("America/Bogota", "2026-11-25", "2026-11-24 20:00"),
                (_NEW_YORK, "2026-11-02", "2026-10-31 12:00"),  # clocks change in between
                (_NEW_YORK, "2026-03-09", "2026-03-07 12:00"),
            )
            for when, expected in (
                (night, []),
                (f"{day} 13:00", [f"special_day {day}, Move"]),
            )
        ),
        pytest.param(
            with_line(channel("desk", WEEKDAYS), special_days=[LATE]),
            "2026-11-25 18:00",
            [],
            id="the night after a day that opens late",
        ),
        pytest.param(
            with_line(
                channel("desk", "Su 02:30-06:00"),
                time_zone=_NEW_YORK,
                special_days=[special_day("2026-11-01", "02:30-04:00")],
            ),
            "2026-10-28 12:00",
            [],
            id="an hour that comes twice is read as it is shown",
        ),
        pytest.param(
            directory(channel("desk", holidays="closed")),
            "2026-12-07 12:00",
            [],
            id="the day before a closed holiday",
        ),
        pytest.param(
            directory(SHORT_HOLIDAYS),
            "2026-12-07 09:00",
            [],
            id="a run that ends before a short holiday",
        ),
        pytest.param(
            directory(SHORT_HOLIDAYS),
            "2026-12-08 11:00",
            ["holiday 2026-12-08, Immaculate Conception"],
            id="a short holiday",
        ),
        pytest.param(
            directory(SHORT_HOLIDAYS), "2026-12-09 09:00", [], id="the run after a short holiday"
        ),
        pytest.param(
            directory(SHORT_HOLIDAYS, special_days=[special_day("2026-12-08", "09:00-13:00")]),
            "2026-12-08 11:00",
            ["special_day 2026-12-08, Move"],
            id="a special day on a short holiday",
        ),
        *(
            pytest.param(
                directory(
                    channel("desk", "Tu-Su 22:00-06:00", holidays=holidays),
                    special_days=[special_day(days, hours)],
                ),
                "2027-03-21 23:00",
                expected,
                id=f"the night before a special day in place of a holiday of {holidays}",
            )
            for holidays, days, hours, expected in [
                (
                    "00:00-24:00",
                    "2027-03-22/2027-03-25",
                    "21:00-03:00",
                    ["special_day 2027-03-22 - 2027-03-25, Move"],
                ),
                ("06:00-12:00", "2027-03-22", "closed", ["special_day 2027-03-22, Move"]),
                ("08:00-12:00", "2027-03-22", "closed", []),
                ("closed", "2027-03-22", "closed", []),
            ]
        ),
        *(
            pytest.param(desk, "2026-12-07 12:00", [], id=f"before {what} whose whole day is shut")
            for what, desk in [
                (
                    "a season that opens",
                    directory(
                        channel("desk", "Mo 08:00-24:00"),
                        seasons=[season("2026-12-08/2026-12-20", "always")],
                        closures=[SHUT],
                    ),
                ),
                (
                    "a special day that closes early",
                    directory(
                        special_days=[special_day("2026-12-08", "00:00-20:00")], closures=[SHUT]
                    ),
                ),
                (
                    "a holiday that closes early",
                    directory(
                        channel("desk", "Mo-Tu 00:00-24:00", holidays="00:00-20:00"),
                        closures=[SHUT],
                    ),
                ),
            ]
        ),
        *(
            pytest.param(
                directory(
                    channel("desk", "Mo-Su 00:00-02:00", holidays=holidays),
                    special_days=[
                        special_day("2026-12-24", "20:00-06:00", name=named("eve")),
                        *days,
                    ],
                    seasons=seasons,
                ),
                "2026-12-24 21:00",
                ["special_day 2026-12-24, eve"],
                id=f"the night before {what} that takes only hours of that night",
            )
            for what, holidays, days, seasons in [
                ("a special day", "open", [special_day("2026-12-25", "closed")], []),
                ("a holiday", "08:00-10:00", [], []),
                ("a season", "open", [], [season("2026-12-25/2026-12-31", "")]),
            ]
        ),
        pytest.param(
            TWO_CLOSURES,
            "2026-12-05 13:00",
            ["closure 2026-12-05, first", "closure 2026-12-05, second"],
            id="closures in the order of starts",
        ),
        # A run without end names what comes every year only once.
        pytest.param(
            with_line(
                channel("desk", ""),
                seasons=[season("2198-12-01/2198-12-31", WEEKDAYS)],
                closures=[closure("2198-12-31 12:00", "2199-01-02 12:00", channels=["desk"])],
            ),
            "2198-12-31 13:00",
            ["closure 2198-12-31 - 2199-01-02, Move"],
            id="closed without end",
        ),
        pytest.param(
            with_line(
                channel("desk", holidays="closed"),
                holiday_calendar=[
                    holiday("easter-3", "Semana Santa"),
                    holiday("easter-2", "Semana Santa"),
                    holiday("12-25", "Navidad"),
                    holiday("2197-12-25", "Asueto"),
                    holiday("2198-06-01", "Feria"),
                    holiday("2199-06-01", "Feria"),
                ],
                closures=[closure("2196-01-01 00:00", "2200-01-01 00:00", channels=["desk"])],
            ),
            "2196-06-01 12:00",
            [
                "closure 2196-01-01 - 2199-12-31, Move",
                "holiday 2196-04-14, (Semana Santa)",
                "holiday 2196-04-15, (Semana Santa)",
                "holiday 2196-12-25, (Navidad)",
                "holiday 2197-12-25, (Navidad); (Asueto)",
                "holiday 2198-06-01, (Feria)",
                "holiday 2199-06-01, (Feria)",
            ],
            id="closed without end, over holidays of a list",
        ),
        pytest.param(
            directory(
                special_days=[
                    special_day("12-24", "00:00-24:00", name=named("eve")),
                    special_day("12-30", "00:00-24:00", name=named("stock")),
                    special_day("2195-05-05", "00:00-24:00", name=named("fair")),
                ],
                closures=[closure("2190-01-01 00:00", "2190-01-02 00:00")],
            ),
            "2190-06-01 12:00",
            [
                "special_day 2190-12-24, eve",
                "special_day 2190-12-30, stock",
                "special_day 2195-05-05, fair",
            ],
            id="open without end",
        ),
        *(
            pytest.param(
                directory(channel(hours="", holidays="10:00-12:00"), holiday_calendar=calendar),
                "2026-12-01 09:00",
                [],
                id=f"closed until a holiday with hours, of {name}",
            )
            for name, calendar in (("a country", "CO"), ("a list", [holiday("2026-12-08")]))
        ),
        pytest.param(
            directory(special_days=[special_day("12-24", "08:00-17:00")]),
            "2026-12-20 12:00",
            ["special_day 2025-12-24, Move", "special_day 2026-12-24, Move"],
            id="a year between two short days",
        ),
        pytest.param(
            directory(special_days=[special_day("12-24", "08:00-17:00")]),
            "2026-12-24 18:00",
            ["special_day 2026-12-24, Move"],
            id="the night after a short day",
        ),
        pytest.param(
            directory(special_days=[special_day("12-24", "00:00-24:00")]),
            "2026-12-20 12:00",
            ["special_day 1984-12-24, Move"],
            id="a whole day in a run without end",
        ),
    ],
)
def test_what_explains(desk: Directory, when: str, expected: list[str]) -> None:
    assert causes(desk, when) == expected


AT_NIGHT_AND_BY_DAY = directory(
    channel("desk", "Mo-Su 19:30-04:30"),
    channel("day", "Mo-Su 07:00-17:00"),
    special_days=[special_day("12-24", "08:00-23:00")],
)


@pytest.fixture(params=["Asia/Tokyo", "Pacific/Honolulu", "America/Bogota"])
def machine_zone(request: pytest.FixtureRequest) -> Iterator[str]:
    """Set the zone of the machine during a test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", str(request.param))
        time.tzset()
        yield str(request.param)
    time.tzset()


@NEEDS_POSIX
@pytest.mark.usefixtures("machine_zone")
@pytest.mark.parametrize("hour", ["03:00", "06:00", "12:00", "18:00", "20:30", "23:30"])
def test_the_zone_of_the_machine_does_not_matter(hour: str) -> None:
    desk, when = AT_NIGHT_AND_BY_DAY, at(f"2026-12-24 {hour}")
    oracle, router, later = Oracle(desk), Router(desk), when + 2 * DAY
    for law in Law:
        case = Case(RequestType.INCIDENT, Priority.HIGH, when)
        LawBook(router.recommend, desk).check(law, case)
    assert oracle.open_spans("desk", when, later) == router.open_spans("desk", when, later)
    assert oracle.open_time("desk", when, later) == router.open_time("desk", when, later)
    assert oracle.add_open_time("desk", when, DAY) == router.add_open_time("desk", when, DAY)
    assert str(oracle.add_open_time("desk", when, DAY))[-6:] == "-05:00"


def test_open_time_ends_with_the_range() -> None:
    oracle = Oracle(directory(channel("desk", "Mo-Fr 07:00-17:00")))
    with pytest.raises(NeverOpenError, match="desk"):
        oracle.add_open_time("desk", at("2199-12-31 12:00"), DAY)
