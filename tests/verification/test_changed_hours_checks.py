"""Findings about seasons, special days, closures, holidays and age."""

from datetime import date, datetime, timedelta, timezone

import pytest

from ccb_support import Channel, Directory, Router, verify
from ccb_support.calendars.colombia import COLOMBIA
from ccb_support.model import SpecialDay
from ccb_support.testing.oracle_hours import DAY
from ccb_support.verification import FindingCode
from tests.builders import (
    OFFICE,
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
from tests.verification.proof import (
    END,
    START,
    UNVERIFIED,
    Case,
    check,
    codes,
    findings,
    prove,
    span,
    the_only,
)

HALF_DAY = "07:00-12:00"
WHOLE_DAY = "07:00-17:00"
MORNINGS = "Mo-Fr 08:00-12:00"

DESK, MAIL, LINE = channel("desk", OFFICE), channel("mail", OFFICE), channel("line")
RESTS = channel("rests", OFFICE, holidays="closed")
LISTING = channel("desk", OFFICE, holidays="closed"), channel("rest")
OBSERVING = directory(LISTING[0])
BEYOND = START, UNVERIFIED + 2 * DAY
THIS_YEAR = at("2026-01-01"), END
ABOUT_8_DECEMBER = at("2026-12-07"), at("2026-12-14")
"""Tuesday 8 December is a holiday."""

NOON = closure("2026-11-24T12:00", "2026-11-24T13:00")
IMMACULATE = special_day("2026-12-08")
CLOCKS_GO_FORWARD = closure("2026-03-08T02:00", "2026-03-08T03:00")
"""New York's clocks went from 2:00 to 3:00 on 8 March 2026."""

WITHOUT_EFFECT = FindingCode.CHANGED_HOURS_WITHOUT_EFFECT
OUT_OF_RANGE = FindingCode.CHANGED_HOURS_OUT_OF_RANGE
OVER = {FindingCode.CHANGED_HOURS_BEFORE_AS_OF, OUT_OF_RANGE}
IDLE = {WITHOUT_EFFECT, *OVER}


def on_day(day: str) -> Case:
    """Return the case of a special day outside the range, at a desk compared long before it."""
    desk = directory(channel(), special_days=[special_day(day, HALF_DAY)])
    return Case(
        OUT_OF_RANGE,
        changed(desk, as_of=date(1983, 1, 1)),
        {"path": "special_days[0]", "time": None},
    )


def compared_the_day_before(desk: Channel, entry: SpecialDay) -> Directory:
    return changed(directory(desk, special_days=[entry]), as_of=date(2026, 11, 22))


def closed(starts: str, ends: str, code: FindingCode, **expected: object) -> Case:
    desk = directory(DESK, closures=[closure(starts, ends)])
    return Case(code, desk, {"path": "closures[0]", **expected})


def not_closed(starts: str, ends: str) -> Case:
    return Case(IDLE, directory(channel(), closures=[closure(starts, ends)]))


def before_as_of(days: str) -> Case:
    desk = directory(channel(), special_days=[special_day(days, HALF_DAY)])
    expected = {"path": "special_days[0]", "day": desk.as_of, "time": None}
    return Case(FindingCode.CHANGED_HOURS_BEFORE_AS_OF, desk, expected)


def listing(*dates: str) -> Directory:
    return directory(*LISTING, holiday_calendar=[*map(holiday, dates)])


FOUND = {
    "a special day of the usual hours": Case(
        WITHOUT_EFFECT,
        directory(DESK, special_days=[special_day("2026-11-24", WHOLE_DAY)]),
        {
            "path": "special_days[0]",
            "cause.name.en": "Move",
            "time": (at("2026-11-24"), at("2026-11-25")),
        },
    ),
    "a special day of the hours of its channel's season": Case(
        WITHOUT_EFFECT,
        directory(
            DESK,
            seasons=[season("11-20/12-20", f"Mo-Fr {HALF_DAY}", channels=["desk"])],
            special_days=[special_day("2026-11-24", HALF_DAY)],
        ),
        {"path": "special_days[0]"},
    ),
    "a special day of the usual hours beside another one of another channel": Case(
        WITHOUT_EFFECT,
        directory(
            DESK,
            MAIL,
            special_days=[
                special_day("2026-11-24", WHOLE_DAY, channels=["desk"]),
                special_day("2026-11-24", HALF_DAY, channels=["mail"]),
            ],
        ),
        {"path": "special_days[0]"},
    ),
    "special days on a weekend": Case(
        WITHOUT_EFFECT,
        directory(DESK, special_days=[special_day("2026-11-28/2026-11-29")]),
        {"path": "special_days[0]", "time": (at("2026-11-28"), END)},
    ),
    "a season that repeats the week": Case(
        WITHOUT_EFFECT,
        directory(DESK, seasons=[season("11-20/12-20", OFFICE)]),
        {"path": "seasons[0]", "cause.kind": "season", "cause.date": date(2026, 11, 20)},
    ),
    # 28 November is a Saturday in 2026 and a Sunday in 2027.
    "a yearly day that falls on closed days in each year of the range": Case(
        WITHOUT_EFFECT,
        directory(DESK, special_days=[special_day("11-28", HALF_DAY)]),
        {"path": "special_days[0]"},
        (at("2026-11-01"), at("2027-12-01")),
    ),
    "a closure of a night": closed(
        "2026-11-24T17:00",
        "2026-11-25T07:00",
        WITHOUT_EFFECT,
        time=(at("2026-11-24T17:00"), at("2026-11-25T07:00")),
    ),
    "a closure of a weekend": closed(
        "2026-11-28T00:00", "2026-11-30T00:00", WITHOUT_EFFECT, time=(at("2026-11-28"), END)
    ),
    "closed on a holiday on which the channel is closed anyway": Case(
        WITHOUT_EFFECT, directory(RESTS, special_days=[IMMACULATE]), {}, ABOUT_8_DECEMBER
    ),
    "beside a closure that has an effect": Case(
        WITHOUT_EFFECT,
        directory(DESK, closures=[NOON, closure("2026-11-24T18:00", "2026-11-24T19:00")]),
        {"path": "closures[1]"},
    ),
    "two days before a day that has an effect": Case(
        WITHOUT_EFFECT,
        directory(
            DESK,
            special_days=[
                special_day("2026-11-24", WHOLE_DAY),
                special_day("2026-11-26", HALF_DAY),
            ],
        ),
        {"path": "special_days[0]"},
    ),
    "a closure of an hour that the clock leaves out": Case(
        OUT_OF_RANGE,
        directory(channel(), closures=[CLOCKS_GO_FORWARD], time_zone="America/New_York"),
        {"time": None},
        (at("2026-03-07"), at("2026-03-10")),
    ),
    "the day before the range": on_day("2026-11-22"),
    "a day before the supported years": on_day("1983-01-01"),
    "the day after the range": on_day("2026-11-30"),
    "a day after the supported years": on_day("9999-12-31"),
    "a yearly day after the range": on_day("12-24"),
    "a yearly day the day before a long range, and after it": Case(
        OUT_OF_RANGE,
        directory(DESK, special_days=[special_day("12-24", HALF_DAY)]),
        {"cause.date": date(2026, 12, 24)},
        (at("2026-12-25"), at("2027-12-24")),
    ),
    # 24 December 2028 is a Sunday.
    "a yearly day the day before a long range, and on a closed day of it": Case(
        WITHOUT_EFFECT,
        directory(DESK, special_days=[special_day("12-24", HALF_DAY)]),
        {"cause.date": date(2028, 12, 24), "time": (at("2028-12-24"), at("2028-12-25"))},
        (at("2027-12-25 08:00"), at("2028-12-25 08:00")),
    ),
    "a closure up to the range": closed("2026-11-22T12:00", "2026-11-23T00:00", OUT_OF_RANGE),
    "a closure from the end of the range": closed(
        "2026-11-30T00:00", "2026-11-30T12:00", OUT_OF_RANGE
    ),
    "half a year and a day before as_of": before_as_of("2026-05-24"),
    "a year before as_of": before_as_of("2025-12-24"),
    "days that end half a year and a day before as_of": before_as_of("2026-01-15/2026-05-24"),
    "a season before as_of": Case(
        FindingCode.CHANGED_HOURS_BEFORE_AS_OF,
        directory(DESK, seasons=[season("2025-12-15/2026-01-15", MORNINGS)]),
        {"path": "seasons[0]"},
    ),
    "holidays that are unverified from a day on": Case(
        FindingCode.HOLIDAYS_UNVERIFIED,
        OBSERVING,
        {"channels": ("desk",), "time": (UNVERIFIED, BEYOND[1])},
        BEYOND,
    ),
    "holidays that are unverified in the whole range": Case(
        FindingCode.HOLIDAYS_UNVERIFIED,
        OBSERVING,
        {"time": (at("2030-01-01"), at("2030-02-01"))},
        (at("2030-01-01"), at("2030-02-01")),
    ),
    "a list that ends before the range": Case(
        FindingCode.HOLIDAY_LIST_ENDS,
        listing("2025-12-25"),
        {"channels": ("desk",), "time": (START, END)},
    ),
    "a list that ends within the range": Case(
        FindingCode.HOLIDAY_LIST_ENDS,
        listing("2026-11-24", "12-25"),
        {"time": (at("2026-11-25"), END)},
    ),
    "a closure of more than a year": closed(
        "2026-11-25T08:00",
        "2027-11-26T08:01",
        FindingCode.LONG_CLOSURE,
        **{"cause.kind": "closure", "cause.last_date": date(2027, 11, 26)},
    ),
    "a yearly season with swapped ends": Case(
        FindingCode.LONG_YEARLY_RANGE,
        directory(DESK, seasons=[season("12-28/12-20", MORNINGS)]),
        {"path": "seasons[0]", "cause.kind": "season", "cause.last_date": date(2026, 12, 20)},
    ),
    "yearly special days of 331 days": Case(
        FindingCode.LONG_YEARLY_RANGE,
        directory(DESK, special_days=[special_day("01-05/12-01", HALF_DAY)]),
        {"path": "special_days[0]"},
    ),
}

NEAR_MISSES = {
    "a closure of a whole leap year": Case(
        {FindingCode.LONG_CLOSURE},
        directory(DESK, closures=[closure("2027-11-24T08:00", "2028-11-24T08:00")]),
    ),
    "a yearly season of 330 days": Case(
        {FindingCode.LONG_YEARLY_RANGE},
        directory(DESK, seasons=[season("01-05/11-30", MORNINGS)]),
    ),
    "a season of two years": Case(
        {FindingCode.LONG_CLOSURE, FindingCode.LONG_YEARLY_RANGE},
        directory(DESK, seasons=[season("2026-01-01/2027-12-31", MORNINGS)]),
    ),
    "a yearly day that falls on a working day in one year of the range": Case(
        {WITHOUT_EFFECT},
        directory(DESK, special_days=[special_day("11-28", HALF_DAY)]),
        bounds=(at("2026-11-01"), at("2028-12-01")),
    ),
    "a season beside a special day": Case(
        {WITHOUT_EFFECT},
        directory(
            DESK,
            seasons=[season("2026-11-23/2026-11-29", MORNINGS)],
            special_days=[special_day("2026-11-24", HALF_DAY)],
        ),
    ),
    "closed on a holiday on which the channel is open": Case(
        {WITHOUT_EFFECT},
        directory(channel(hours=OFFICE, holidays="open"), special_days=[IMMACULATE]),
        bounds=ABOUT_8_DECEMBER,
    ),
    "half a day": Case(
        {WITHOUT_EFFECT}, directory(DESK, LINE, special_days=[special_day("2026-11-24", HALF_DAY)])
    ),
    "an extra Saturday": Case(
        {WITHOUT_EFFECT}, directory(DESK, LINE, special_days=[special_day("2026-11-28", HALF_DAY)])
    ),
    "a minute of the last hour": Case(
        {WITHOUT_EFFECT},
        directory(DESK, LINE, closures=[closure("2026-11-24T16:59", "2026-11-25T07:00")]),
    ),
    "a closure within a special day": Case(
        {WITHOUT_EFFECT},
        directory(
            DESK,
            special_days=[special_day("2026-11-28", HALF_DAY)],
            closures=[closure("2026-11-28T11:00", "2026-11-28T13:00")],
        ),
    ),
    "it changes the hours of only one of two channels": Case(
        {WITHOUT_EFFECT},
        directory(DESK, RESTS, special_days=[special_day("2026-12-08", WHOLE_DAY)]),
        bounds=ABOUT_8_DECEMBER,
    ),
    "another closure hides it from only one of two channels": Case(
        {WITHOUT_EFFECT},
        directory(
            channel("first"),
            channel("second"),
            closures=[NOON, closure("2026-11-24T00:00", "2026-11-25T00:00", channels=["first"])],
        ),
    ),
    "the last half hour of a shift of a day": Case(
        {OUT_OF_RANGE},
        compared_the_day_before(
            channel(hours="Mo-Su 00:00-19:30"), special_day("2026-11-22", "20:01-20:00")
        ),
    ),
    "the night of the last day before the range": Case(
        {WITHOUT_EFFECT, OUT_OF_RANGE},
        compared_the_day_before(DESK, special_day("2026-11-22", "22:00-06:00")),
    ),
    "a yearly day whose night passes into the range": Case(
        {OUT_OF_RANGE},
        directory(channel(hours="Su 20:00-04:00"), special_days=[special_day("11-22")]),
    ),
    "a closure that reaches into the first minute": not_closed(
        "2026-11-22T12:00", "2026-11-23T00:01"
    ),
    "a closure from the last minute": not_closed("2026-11-29T23:59", "2026-11-30T12:00"),
    **{
        f"{days}, not long before as_of": Case(
            OVER,
            directory(channel(), special_days=[special_day(days, HALF_DAY)]),
            bounds=THIS_YEAR,
        )
        for days in ("2026-05-25", "2026-01-20/2026-05-25", "2026-11-24")
    },
    "a closure before as_of: it happened": Case(
        OVER,
        directory(channel(), closures=[closure("2026-01-23 10:00", "2026-01-23 11:00")]),
        bounds=THIS_YEAR,
    ),
    **{
        f"a season of {days}": Case(
            {FindingCode.CHANGED_HOURS_BEFORE_AS_OF},
            directory(DESK, seasons=[season(days, MORNINGS)]),
        )
        for days in ("12-15/01-15", "01-01/01-15", "2026-11-01/2026-11-24")
    },
    "a range that ends with the last verified day": Case(
        {FindingCode.HOLIDAYS_UNVERIFIED}, OBSERVING, bounds=(START, UNVERIFIED)
    ),
    "no open channel observes holidays that are unverified": Case(
        {FindingCode.HOLIDAYS_UNVERIFIED}, directory(DESK, LINE), bounds=BEYOND
    ),
    "a channel without hours observes holidays that are unverified": Case(
        {FindingCode.HOLIDAYS_UNVERIFIED},
        directory(channel(hours="", holidays="closed"), LINE),
        bounds=BEYOND,
    ),
    **{
        f"a list of {dates} does not end": Case({FindingCode.HOLIDAY_LIST_ENDS}, listing(*dates))
        for dates in ((), ("12-25",), ("2030-01-01",), (f"{END.date()}",))
    },
    "no channel observes a list that ends": Case(
        {FindingCode.HOLIDAY_LIST_ENDS},
        directory(LINE, holiday_calendar=[holiday("2025-12-25")]),
    ),
}


@pytest.mark.parametrize(
    "case", [*FOUND.values(), *NEAR_MISSES.values()], ids=[*FOUND, *NEAR_MISSES]
)
def test_what_is_found_and_what_is_not(case: Case) -> None:
    check(case)


def test_two_closures_of_one_span_are_both_of_no_effect_by_themselves() -> None:
    # A channel with two closures of one span was an error once.
    idle = findings(prove(directory(DESK, closures=[NOON, NOON])), WITHOUT_EFFECT)
    assert [finding.path for finding in idle] == ["closures[0]", "closures[1]"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("as_of", [date.min, date.max])
def test_a_special_day_of_the_first_and_the_last_date(day: str, as_of: date) -> None:
    desk = directory(channel(), special_days=[special_day(day, HALF_DAY)])
    assert prove(changed(desk, as_of=as_of)).findings


def test_a_day_before_as_of_has_one_finding() -> None:
    desk = directory(channel(), special_days=[special_day("2020-11-24", HALF_DAY)])
    about_days = [each for each in prove(desk).findings if each.code in IDLE]
    assert len(about_days) == 1


def test_the_calendar_of_the_router_counts() -> None:
    """It counts for the answers, and such a calendar says nothing of what was checked."""
    report = verify(Router(OBSERVING, holidays={date(2026, 11, 27)}), START, END)
    gap = the_only(report, FindingCode.NO_OPEN_CHANNEL)
    assert span(gap) == (at("2026-11-26T17:00"), END)
    unverified = {FindingCode.HOLIDAYS_UNVERIFIED, FindingCode.HOLIDAY_LIST_ENDS}
    for desk in (OBSERVING, listing("2025-12-25")):
        later = verify(Router(desk, holidays={date(2026, 11, 27)}), *BEYOND)
        assert not codes(later) & unverified


NEW_YEAR = "2027-01-01"
DECEMBER, JANUARY = special_day("2026-12-24", HALF_DAY), special_day("2027-01-12", HALF_DAY)
IN_DECEMBER = {"special_days": [DECEMBER]}
OVER_NEW_YEAR = {"seasons": [season("2026-12-15/2027-01-15", MORNINGS)]}
MAINTENANCE = closure("2026-12-10T10:00", "2026-12-10T12:00")


@pytest.mark.parametrize(
    ("old", "new", "paths"),
    [
        ({}, IN_DECEMBER, {NEW_YEAR: "special_days[0]"}),
        ({"special_days": [JANUARY]}, {}, {"2026": "special_days[0]"}),
        ({}, {"closures": [MAINTENANCE]}, {NEW_YEAR: "closures[0]"}),
        ({}, {"seasons": [season("2026-12-01/2026-12-20", MORNINGS)]}, {NEW_YEAR: "seasons[0]"}),
        # What else holds then does not matter.
        (
            {
                "seasons": [season("12-15/01-15", MORNINGS)],
                "special_days": [
                    special_day("2026-12-23", HALF_DAY),
                ],
            },
            {"special_days": [special_day("2026-12-24", HALF_DAY, channels=["desk"])]},
            {NEW_YEAR: "special_days[0]"},
        ),
        # The other edition has it, perhaps with other hours.
        (IN_DECEMBER, IN_DECEMBER, {}),
        (IN_DECEMBER, {"special_days": [special_day("2026-12-24")]}, {}),
        ({"special_days": [special_day("12-24", HALF_DAY)]}, IN_DECEMBER, {}),
        # Only a part of it is in the time of its edition: there it counts.
        (OVER_NEW_YEAR, {}, {"2026": "seasons[0]"}),
        ({}, OVER_NEW_YEAR, {NEW_YEAR: "seasons[0]"}),
        (OVER_NEW_YEAR, {"seasons": [season("2027-01-01/2027-01-20", MORNINGS)]}, {}),
        # There, it changes nothing.
        (
            {"closures": [closure("2026-12-31T17:00", "2027-01-02T00:00")]},
            {},
            {"2026": "closures[0]"},
        ),
        # It is for other years, outside the range, or of a channel that is not there.
        ({}, {"special_days": [special_day("12-24", HALF_DAY)]}, {}),
        ({"special_days": [special_day("01-12", HALF_DAY)]}, {}, {}),
        ({}, {"special_days": [special_day("2026-11-25", HALF_DAY)]}, {}),
        ({}, {"special_days": [special_day("2026-12-24", HALF_DAY, channels=["rests"])]}, {}),
    ],
)
def test_what_belongs_to_another_edition(
    old: dict[str, object], new: dict[str, object], paths: dict[str, str]
) -> None:
    now = changed(directory(DESK, MAIL), version="2026", **old)
    later = edition(NEW_YEAR, directory(DESK, MAIL, RESTS), **new)
    report = verify([now, later], at("2026-12-01"), at("2027-02-01"))
    found = findings(report, FindingCode.CHANGED_HOURS_IN_OTHER_EDITION)
    assert {each.edition: each.path for each in found} == paths
    assert all({each.edition, each.other} == {"2026", NEW_YEAR} for each in found)


YEAR_LATER = at("2027-11-24")
DAY_AFTER = at("2027-11-25")
IN_TOKYO = DAY_AFTER.astimezone(timezone(timedelta(hours=9)))
SECOND = timedelta(seconds=1)
LATE = DAY_AFTER, DAY_AFTER + DAY


class TestAge:
    """A directory, or holidays that matter, that nobody has checked for long are a warning."""

    def test_they_name_the_day_of_the_last_check(self) -> None:
        report = verify(OBSERVING, START, END, now=UNVERIFIED)
        old = the_only(report, FindingCode.OLD_DIRECTORY)
        assert (old.path, old.day, old.counterexample) == ("as_of", OBSERVING.as_of, None)
        holidays = the_only(report, FindingCode.OLD_HOLIDAYS)
        assert (holidays.path, holidays.channels) == ("holiday_calendar", ("desk",))
        assert holidays.day == COLOMBIA.verified_through

    def test_a_calendar_that_ends_soon_needs_another_version(self) -> None:
        bounds = at("2199-12-01"), at("2199-12-08")
        ends = the_only(verify(OBSERVING, *bounds), FindingCode.CALENDAR_ENDS)
        assert (ends.path, ends.day) == ("holiday_calendar", date(2200, 1, 1))
        assert FindingCode.CALENDAR_ENDS not in codes(verify(OBSERVING, *bounds, now=START))

    @pytest.mark.parametrize(
        ("now", "is_ahead"),
        [
            (START - SECOND, True),
            (START, False),
            (None, False),
            (datetime.min.replace(tzinfo=timezone(timedelta(hours=14))), True),
            (datetime.max.replace(tzinfo=timezone(-timedelta(hours=12))), False),
        ],
    )
    def test_a_comparison_to_come_is_found_and_makes_no_special_day_old(
        self, now: datetime | None, *, is_ahead: bool
    ) -> None:
        desk = directory(channel(), special_days=[special_day("2026-05-20", HALF_DAY)])
        report = verify(changed(desk, as_of=START.date()), at("2026-05-01"), END, now=now)
        assert (FindingCode.FUTURE_AS_OF in codes(report)) is is_ahead
        # Such a day is not compared with others: nobody has to remove these.
        assert (FindingCode.CHANGED_HOURS_BEFORE_AS_OF in codes(report)) is not is_ahead
        ahead = findings(report, FindingCode.FUTURE_AS_OF)
        assert [(each.path, each.day) for each in ahead] == [("as_of", START.date())] * is_ahead

    def test_an_edition_to_come_is_no_older_than_it_is_today(self) -> None:
        to_come = edition("2029-01-01", OBSERVING)
        report = verify(to_come, at("2029-01-01"), at("2029-01-08"), now=START)
        assert FindingCode.OLD_DIRECTORY not in codes(report)

    def test_the_age_is_that_of_the_edition_in_force(self) -> None:
        new = edition("2027-01-01", OBSERVING)
        bounds = at("2026-12-01"), at("2027-02-01")
        report = verify(Router([OBSERVING, new]), *bounds, now=UNVERIFIED)
        assert the_only(report, FindingCode.OLD_DIRECTORY).edition == new.version
        assert f"\n  warning, {new.version}, as_of: " in report.explain("en")

    @pytest.mark.parametrize(
        ("bounds", "now", "is_old"),
        [
            ((START, END), DAY_AFTER, True),
            ((START, END), IN_TOKYO, True),
            ((START, END), IN_TOKYO - SECOND, False),
            ((START, END), YEAR_LATER, False),
            ((START, END), START, False),
            ((START, END), at("1970-01-01"), False),
            ((START, END), datetime.min.replace(tzinfo=timezone(timedelta(hours=14))), False),
            ((START, END), datetime.max.replace(tzinfo=timezone(-timedelta(hours=12))), True),
            # The start of the range counts if there is no time.
            (LATE, None, True),
            (LATE, YEAR_LATER, False),
        ],
    )
    def test_of_a_directory(
        self, bounds: tuple[datetime, datetime], now: datetime | None, *, is_old: bool
    ) -> None:
        found = codes(verify(OBSERVING, *bounds, now=now))
        assert (FindingCode.OLD_DIRECTORY in found) is is_old

    @pytest.mark.parametrize(
        ("desk", "now"),
        [
            (OBSERVING, UNVERIFIED - SECOND),
            (Router(OBSERVING, holidays={date(2026, 12, 8)}), UNVERIFIED),
            (directory(DESK, LINE), UNVERIFIED),
            (directory(channel(hours="", holidays="closed"), LINE), UNVERIFIED),
        ],
        ids=["the last second of the day", "nobody checks them", "no channel", "no open channel"],
    )
    def test_near_misses_of_holidays(self, desk: Directory | Router, now: datetime) -> None:
        assert FindingCode.OLD_HOLIDAYS not in codes(verify(desk, START, END, now=now))
