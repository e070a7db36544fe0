"""Findings about seasons, special days, closures, holidays and age."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest

from ccb_support import BOGOTA, Channel, Directory, Router, verify
from ccb_support.calendars.colombia import COLOMBIA
from ccb_support.verification import FindingCode, Report, Severity
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
from tests.verification.proof import (
    DAY,
    END,
    START,
    UNVERIFIED,
    codes,
    findings,
    prove,
    span,
    the_only,
)

if TYPE_CHECKING:
    from ccb_support.model import Season, SpecialDay

HALF_DAY = "07:00-12:00"
WHOLE_DAY = "07:00-17:00"


class TestExceptionWithoutEffect:
    """A special day or closure without which all hours are the same is a warning."""

    @pytest.mark.parametrize(
        "entry",
        [special_day("2026-11-24", WHOLE_DAY), special_day("2026-11-28/2026-11-29")],
        ids=["the usual hours", "closed on a weekend"],
    )
    def test_special_days(self, entry: SpecialDay) -> None:
        report = prove(directory(channel(hours=OFFICE), special_days=[entry]))
        finding = the_only(report, FindingCode.EXCEPTION_WITHOUT_EFFECT)
        assert (finding.severity, finding.path) == (Severity.WARNING, "special_days[0]")
        assert finding.cause
        assert finding.cause.name.en == "Move"
        first = datetime.combine(finding.cause.date, datetime.min.time(), tzinfo=BOGOTA)
        last = datetime.combine(finding.cause.last_date, datetime.min.time(), tzinfo=BOGOTA)
        assert span(finding) == (first, last + DAY)

    def test_a_season_that_repeats_the_week(self) -> None:
        desk = channel(hours=OFFICE)
        report = prove(directory(desk, seasons=[season("11-20/12-20", OFFICE)]))
        finding = the_only(report, FindingCode.EXCEPTION_WITHOUT_EFFECT)
        assert finding.path == "seasons[0]"
        assert finding.cause
        assert (finding.cause.kind, finding.cause.date) == ("season", date(2026, 11, 20))

    def test_a_yearly_day_that_falls_on_closed_days_in_each_year_of_the_range(self) -> None:
        # 28 November is a Saturday in 2026 and a Sunday in 2027.
        desk = channel(hours=OFFICE)
        written = directory(desk, special_days=[special_day("11-28", HALF_DAY)])
        report = prove(written, at("2026-11-01"), at("2027-12-01"))
        assert the_only(report, FindingCode.EXCEPTION_WITHOUT_EFFECT).path == "special_days[0]"
        report = prove(written, at("2026-11-01"), at("2028-12-01"))
        assert FindingCode.EXCEPTION_WITHOUT_EFFECT not in codes(report)

    def test_near_miss_a_season_beside_a_special_day(self) -> None:
        short = season("2026-11-23/2026-11-29", "Mo-Fr 08:00-12:00")
        eve = special_day("2026-11-24", HALF_DAY)
        written = directory(channel(hours=OFFICE), seasons=[short], special_days=[eve])
        assert FindingCode.EXCEPTION_WITHOUT_EFFECT not in codes(prove(written))

    @pytest.mark.parametrize(
        ("starts", "ends"),
        [("2026-11-24T17:00", "2026-11-25T07:00"), ("2026-11-28T00:00", "2026-11-30T00:00")],
    )
    def test_a_closure_of_hours_that_are_closed(self, starts: str, ends: str) -> None:
        report = prove(directory(channel(hours=OFFICE), closures=[closure(starts, ends)]))
        finding = the_only(report, FindingCode.EXCEPTION_WITHOUT_EFFECT)
        assert finding.path == "closures[0]"
        assert span(finding) == (at(starts), at(ends))

    def test_closed_on_a_holiday_on_which_the_channel_is_closed_anyway(self) -> None:
        immaculate = special_day("2026-12-08")
        ends = {"start": at("2026-12-07"), "end": at("2026-12-10")}
        closed = directory(channel(hours=OFFICE, holidays="closed"), special_days=[immaculate])
        assert FindingCode.EXCEPTION_WITHOUT_EFFECT in codes(prove(closed, **ends))
        open_then = directory(channel(hours=OFFICE, holidays="open"), special_days=[immaculate])
        assert FindingCode.EXCEPTION_WITHOUT_EFFECT not in codes(prove(open_then, **ends))

    def test_two_closures_of_one_span_are_both_of_no_effect_by_themselves(self) -> None:
        # A channel with two closures of one span was an error once.
        noon = closure("2026-11-24T12:00", "2026-11-24T13:00")
        report = prove(directory(channel(hours=OFFICE), closures=[noon, noon]))
        idle = findings(report, FindingCode.EXCEPTION_WITHOUT_EFFECT)
        assert [finding.path for finding in idle] == ["closures[0]", "closures[1]"]

    def test_beside_a_closure_that_has_an_effect(self) -> None:
        noon = closure("2026-11-24T12:00", "2026-11-24T13:00")
        night = closure("2026-11-24T18:00", "2026-11-24T19:00")
        report = prove(directory(channel(hours=OFFICE), closures=[noon, night]))
        assert the_only(report, FindingCode.EXCEPTION_WITHOUT_EFFECT).path == "closures[1]"

    def test_a_closure_of_an_hour_that_the_clock_leaves_out_has_no_instant_to_show(self) -> None:
        # New York's clocks went from 2:00 to 3:00 on 8 March 2026.
        left_out = closure("2026-03-08T02:00", "2026-03-08T03:00")
        desk = directory(channel(), closures=[left_out], time_zone="America/New_York")
        report = prove(desk, at("2026-03-07"), at("2026-03-10"))
        finding = the_only(report, FindingCode.EXCEPTION_WITHOUT_EFFECT)
        assert finding.counterexample is None

    @pytest.mark.parametrize(
        "changes",
        [
            {"special_days": [special_day("2026-11-24", HALF_DAY)]},
            {"special_days": [special_day("2026-11-28", HALF_DAY)]},
            {"closures": [closure("2026-11-24T16:59", "2026-11-25T07:00")]},
        ],
        ids=["half a day", "an extra Saturday", "a minute of the last hour"],
    )
    def test_near_misses(self, changes: dict[str, Any]) -> None:
        report = prove(directory(channel(hours=OFFICE), channel("chat"), **changes))
        assert FindingCode.EXCEPTION_WITHOUT_EFFECT not in codes(report)

    def test_near_miss_a_closure_within_a_special_day(self) -> None:
        saturday = special_day("2026-11-28", HALF_DAY)
        noon = closure("2026-11-28T11:00", "2026-11-28T13:00")
        desk = directory(channel(hours=OFFICE), special_days=[saturday], closures=[noon])
        assert FindingCode.EXCEPTION_WITHOUT_EFFECT not in codes(prove(desk))

    def test_near_miss_it_changes_the_hours_of_only_one_of_two_channels(self) -> None:
        # Tuesday 8 December is a holiday.
        holiday = special_day("2026-12-08", WHOLE_DAY)
        desk = directory(
            channel("works", hours=OFFICE),
            channel("rests", hours=OFFICE, holidays="closed"),
            special_days=[holiday],
        )
        report = prove(desk, at("2026-12-07"), at("2026-12-14"))
        assert FindingCode.EXCEPTION_WITHOUT_EFFECT not in codes(report)

    def test_near_miss_another_closure_hides_it_from_only_one_of_two_channels(self) -> None:
        noon = closure("2026-11-24T12:00", "2026-11-24T13:00")
        day = closure("2026-11-24T00:00", "2026-11-25T00:00", channels=["first"])
        desk = directory(channel("first"), channel("second"), closures=[noon, day])
        assert FindingCode.EXCEPTION_WITHOUT_EFFECT not in codes(prove(desk))

    def test_near_miss_the_last_half_hour_of_a_shift_of_a_day(self) -> None:
        shift = special_day("2026-11-22", "20:01-20:00")
        desk = directory(channel(hours="Mo-Su 00:00-19:30"), special_days=[shift])
        report = prove(changed(desk, as_of=shift.date))
        assert FindingCode.PAST_EXCEPTION not in codes(report)

    def test_near_miss_the_night_of_the_last_day_before_the_range(self) -> None:
        night = special_day("2026-11-22", "22:00-06:00")
        desk = directory(channel(hours=OFFICE), special_days=[night])
        report = prove(changed(desk, as_of=night.date))
        assert not codes(report) & {
            FindingCode.EXCEPTION_WITHOUT_EFFECT,
            FindingCode.PAST_EXCEPTION,
        }


class TestExceptionsOutsideTheRange:
    """A special day or closure before the range, or after it, is worth a note."""

    @pytest.mark.parametrize(
        ("day", "code"),
        [
            ("2026-11-22", FindingCode.PAST_EXCEPTION),
            ("1983-01-01", FindingCode.PAST_EXCEPTION),
            ("2026-11-30", FindingCode.LATER_EXCEPTION),
            ("9999-12-31", FindingCode.LATER_EXCEPTION),
            ("12-24", FindingCode.LATER_EXCEPTION),
        ],
    )
    def test_special_days(self, day: str, code: FindingCode) -> None:
        desk = directory(channel(), special_days=[special_day(day, HALF_DAY)])
        finding = the_only(prove(changed(desk, as_of=date(1983, 1, 1))), code)
        assert (finding.severity, finding.path) == (Severity.NOTE, "special_days[0]")
        assert finding.counterexample is None

    @pytest.mark.parametrize(
        ("starts", "ends", "code"),
        [
            ("2026-11-22T12:00", "2026-11-23T00:00", FindingCode.PAST_EXCEPTION),
            ("2026-11-30T00:00", "2026-11-30T12:00", FindingCode.LATER_EXCEPTION),
        ],
    )
    def test_closures_up_to_the_range(self, starts: str, ends: str, code: FindingCode) -> None:
        desk = directory(channel(), closures=[closure(starts, ends)])
        assert the_only(prove(desk), code).path == "closures[0]"

    @pytest.mark.parametrize(
        ("starts", "ends"),
        [("2026-11-22T12:00", "2026-11-23T00:01"), ("2026-11-29T23:59", "2026-11-30T12:00")],
    )
    def test_near_miss_a_closure_that_reaches_into_the_range(self, starts: str, ends: str) -> None:
        assert codes(prove(directory(channel(), closures=[closure(starts, ends)]))).isdisjoint(
            {
                FindingCode.PAST_EXCEPTION,
                FindingCode.LATER_EXCEPTION,
                FindingCode.EXCEPTION_WITHOUT_EFFECT,
            }
        )


class TestExceptionsBeforeAsOf:
    """A special day that was over long before the directory was compared has a wrong year."""

    @pytest.mark.parametrize("days", ["2026-05-24", "2025-12-24", "2026-01-15/2026-05-24"])
    def test_more_than_half_a_year_is_a_warning(self, days: str) -> None:
        desk = directory(channel(), special_days=[special_day(days, HALF_DAY)])
        finding = the_only(prove(desk), FindingCode.EXCEPTION_BEFORE_AS_OF)
        assert (finding.severity, finding.path) == (Severity.WARNING, "special_days[0]")
        assert (finding.day, finding.counterexample) == (desk.as_of, None)

    @pytest.mark.parametrize("days", ["2026-05-25", "2026-11-23", "2026-05-01/2026-05-25"])
    def test_less_is_a_note(self, days: str) -> None:
        desk = directory(channel(), special_days=[special_day(days, HALF_DAY)])
        report = prove(desk, at("2026-01-01"), END)
        assert the_only(report, FindingCode.PAST_EXCEPTION).day is None
        assert FindingCode.EXCEPTION_BEFORE_AS_OF not in codes(report)

    @pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
    def test_of_the_first_and_the_last_date(self, day: str) -> None:
        desk = directory(channel(), special_days=[special_day(day, HALF_DAY)])
        assert prove(changed(desk, as_of=date.min)).findings
        assert prove(changed(desk, as_of=date.max)).findings

    @pytest.mark.parametrize("day", ["2020-11-24", "2026-11-23"])
    def test_it_is_the_only_finding_about_that_day(self, day: str) -> None:
        desk = directory(channel(), special_days=[special_day(day, HALF_DAY)])
        about_days = [each for each in prove(desk).findings if each.path == "special_days[0]"]
        assert len(about_days) == 1

    @pytest.mark.parametrize(
        "changes",
        [
            {"special_days": [special_day("2026-11-24", HALF_DAY)]},
            {"special_days": [special_day("2026-01-20/2026-11-24", HALF_DAY)]},
            {"closures": [closure("2026-01-23 10:00", "2026-01-23 11:00")]},
        ],
        ids=["the day itself", "days up to the day itself", "a closure: it happened"],
    )
    def test_near_misses(self, changes: dict[str, Any]) -> None:
        report = prove(directory(channel(), **changes), at("2026-01-01"), END)
        assert codes(report).isdisjoint(
            {FindingCode.EXCEPTION_BEFORE_AS_OF, FindingCode.PAST_EXCEPTION}
        )


class TestHolidaysUnverified:
    """A range beyond the day through which a calendar was checked is worth a note."""

    DESK = directory(channel(hours=OFFICE, holidays="closed"))
    BEYOND = START, UNVERIFIED + 2 * DAY

    def test_from_the_day_after(self) -> None:
        finding = the_only(prove(self.DESK, *self.BEYOND), FindingCode.HOLIDAYS_UNVERIFIED)
        assert (finding.severity, finding.channels) == (Severity.NOTE, ("desk",))
        assert span(finding) == (UNVERIFIED, self.BEYOND[1])

    def test_a_range_wholly_beyond_it(self) -> None:
        report = prove(self.DESK, at("2030-01-01"), at("2030-02-01"))
        finding = the_only(report, FindingCode.HOLIDAYS_UNVERIFIED)
        assert span(finding) == (at("2030-01-01"), at("2030-02-01"))

    def test_near_miss_a_range_that_ends_with_the_day(self) -> None:
        report = prove(self.DESK, START, UNVERIFIED)
        assert FindingCode.HOLIDAYS_UNVERIFIED not in codes(report)

    @pytest.mark.parametrize(
        "served",
        [channel(hours=OFFICE), channel(hours="", holidays="closed")],
        ids=["open", "no hours"],
    )
    def test_near_miss_no_channel_observes_holidays(self, served: Channel) -> None:
        report = prove(directory(served, channel("rest")), *self.BEYOND)
        assert FindingCode.HOLIDAYS_UNVERIFIED not in codes(report)

    def test_near_miss_a_calendar_that_does_not_say(self) -> None:
        report = verify(Router(self.DESK, holidays={date(2026, 11, 27)}), *self.BEYOND)
        assert FindingCode.HOLIDAYS_UNVERIFIED not in codes(report)

    def test_the_calendar_of_the_router_counts(self) -> None:
        report = verify(Router(self.DESK, holidays={date(2026, 11, 27)}), START, END)
        gap = the_only(report, FindingCode.NO_OPEN_CHANNEL)
        assert span(gap) == (at("2026-11-26T17:00"), END)


class TestHolidayListEnds:
    """A list of holidays whose dates end before the range would open the desk on later holidays."""

    DESK = channel("desk", OFFICE, holidays="closed"), channel("rest")

    def listing(self, *dates: str) -> Directory:
        return directory(*self.DESK, holiday_calendar=[*map(holiday, dates)])

    def test_a_list_that_ends_before_the_range(self) -> None:
        finding = the_only(prove(self.listing("2025-12-25")), FindingCode.HOLIDAY_LIST_ENDS)
        assert finding.severity == Severity.WARNING
        assert finding.channels == ("desk",)
        assert span(finding) == (START, END)

    def test_a_list_that_ends_within_the_range(self) -> None:
        last = (START + timedelta(days=1)).date()
        finding = the_only(prove(self.listing(f"{last}", "12-25")), FindingCode.HOLIDAY_LIST_ENDS)
        assert span(finding) == (at(f"{last + timedelta(days=1)} 00:00"), END)

    @pytest.mark.parametrize("dates", [[], ["12-25"], ["2030-01-01"], [f"{END.date()}"]], ids=str)
    def test_near_miss_a_list_that_does_not_end(self, dates: list[str]) -> None:
        assert FindingCode.HOLIDAY_LIST_ENDS not in codes(prove(self.listing(*dates)))

    def test_near_miss_no_channel_observes_holidays(self) -> None:
        desk = directory(channel("rest"), holiday_calendar=[holiday("2025-12-25")])
        assert FindingCode.HOLIDAY_LIST_ENDS not in codes(prove(desk))

    def test_near_miss_holidays_that_are_passed_instead(self) -> None:
        router = Router(self.listing("2025-12-25"), holidays={date(2025, 12, 25)})
        assert FindingCode.HOLIDAY_LIST_ENDS not in codes(verify(router, START, END))


DESK, MAIL = channel("desk", OFFICE), channel("mail", OFFICE)
LINE = channel("line")
MORNINGS = "Mo-Fr 08:00-12:00"


def desk_with(entry: Season, *channels: Channel) -> Directory:
    return directory(*channels, seasons=[entry])


class TestSeasonCutsAlwaysOpen:
    """A season for all channels that has a channel beside them that is always open is a warning."""

    @pytest.mark.parametrize("hours", [MORNINGS, ""], ids=["mornings", "closed"])
    def test_it_names_the_channels_and_those_that_are_left(self, hours: str) -> None:
        report = prove(desk_with(season("11-20/12-20", hours), DESK, LINE, MAIL))
        finding = the_only(report, FindingCode.SEASON_CUTS_ALWAYS_OPEN)
        assert (finding.severity, finding.path) == (Severity.WARNING, "seasons[0]")
        assert finding.channels == ("line",)
        assert finding.cause
        assert finding.cause.kind == "season"
        assert finding.replacement == 'channels = ["desk", "mail"]'

    def test_what_it_says_to_write_has_no_such_finding(self) -> None:
        chosen = season("11-20/12-20", MORNINGS, channels=["desk", "mail"])
        report = prove(desk_with(chosen, DESK, LINE, MAIL))
        assert FindingCode.SEASON_CUTS_ALWAYS_OPEN not in codes(report)

    @pytest.mark.parametrize(
        ("entry", "channels"),
        [
            (season("11-20/12-20", "always"), (DESK, LINE)),
            (season("11-20/12-20", MORNINGS), (DESK, MAIL)),
            (season("11-20/12-20", MORNINGS), (LINE,)),
            (season("11-20/12-20", MORNINGS, channels=["line"]), (DESK, LINE)),
        ],
        ids=["it opens", "none is always open", "all are", "it names the line"],
    )
    def test_near_misses(self, entry: Season, channels: tuple[Channel, ...]) -> None:
        report = prove(desk_with(entry, *channels))
        assert FindingCode.SEASON_CUTS_ALWAYS_OPEN not in codes(report)


class TestSeasonsBeforeAsOf:
    """A season that was over when the directory was compared has a wrong year, probably."""

    def test_it_is_a_warning(self) -> None:
        report = prove(desk_with(season("2025-12-15/2026-01-15", MORNINGS), DESK))
        finding = the_only(report, FindingCode.EXCEPTION_BEFORE_AS_OF)
        assert (finding.severity, finding.path) == (Severity.WARNING, "seasons[0]")

    @pytest.mark.parametrize("days", ["12-15/01-15", "01-01/01-15", "2026-11-01/2026-11-24"])
    def test_near_misses(self, days: str) -> None:
        report = prove(desk_with(season(days, MORNINGS), DESK))
        assert FindingCode.EXCEPTION_BEFORE_AS_OF not in codes(report)


OLD_DESK = directory(channel(hours=OFFICE, holidays="closed"))
YEAR_LATER = datetime.combine(OLD_DESK.as_of, datetime.min.time(), OLD_DESK.zone) + timedelta(
    days=365
)
DAY_AFTER = YEAR_LATER + timedelta(days=1)


def report_at(now: datetime) -> Report:
    return verify(OLD_DESK, START, END, now=now)


class TestOldDirectory:
    """A directory that was compared with its source more than a year ago is a warning."""

    def test_the_day_after(self) -> None:
        finding = the_only(report_at(DAY_AFTER), FindingCode.OLD_DIRECTORY)
        assert (finding.severity, finding.path) == (Severity.WARNING, "as_of")
        assert (finding.day, finding.counterexample) == (OLD_DESK.as_of, None)

    def test_from_the_first_second_of_the_day_in_any_zone(self) -> None:
        tokyo = DAY_AFTER.astimezone(timezone(timedelta(hours=9)))
        assert FindingCode.OLD_DIRECTORY in codes(report_at(tokyo))
        assert FindingCode.OLD_DIRECTORY not in codes(report_at(tokyo - timedelta(seconds=1)))

    def test_the_start_of_the_range_counts_if_there_is_no_time(self) -> None:
        late = DAY_AFTER, DAY_AFTER + timedelta(days=1)
        assert FindingCode.OLD_DIRECTORY in codes(verify(OLD_DESK, *late))
        assert FindingCode.OLD_DIRECTORY not in codes(verify(OLD_DESK, *late, now=YEAR_LATER))

    @pytest.mark.parametrize("now", [YEAR_LATER, START, at("1970-01-01")])
    def test_near_misses(self, now: datetime) -> None:
        assert FindingCode.OLD_DIRECTORY not in codes(report_at(now))

    def test_a_time_outside_the_supported_range(self) -> None:
        first = datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))
        last = datetime.max.replace(tzinfo=timezone(-timedelta(hours=12)))
        assert FindingCode.OLD_DIRECTORY not in codes(report_at(first))
        assert FindingCode.OLD_DIRECTORY in codes(report_at(last))


class TestOldHolidays:
    """Holidays that were checked through a day that is past are a warning, if they matter."""

    def test_the_day_after(self) -> None:
        finding = the_only(report_at(UNVERIFIED), FindingCode.OLD_HOLIDAYS)
        assert (finding.severity, finding.path) == (Severity.WARNING, "holiday_calendar")
        assert (finding.channels, finding.day) == (("desk",), COLOMBIA.verified_through)

    def test_near_miss_the_last_second_of_the_day(self) -> None:
        last = UNVERIFIED - timedelta(seconds=1)
        assert FindingCode.OLD_HOLIDAYS not in codes(report_at(last))

    def test_near_miss_holidays_that_nobody_checks(self) -> None:
        router = Router(OLD_DESK, holidays={date(2026, 12, 8)})
        assert FindingCode.OLD_HOLIDAYS not in codes(verify(router, START, END, now=UNVERIFIED))

    @pytest.mark.parametrize(
        "served",
        [channel(hours=OFFICE), channel(hours="", holidays="closed")],
        ids=["open", "idle"],
    )
    def test_near_miss_no_channel_observes_holidays(self, served: Channel) -> None:
        report = verify(directory(served, channel("rest")), START, END, now=UNVERIFIED)
        assert FindingCode.OLD_HOLIDAYS not in codes(report)
