"""OpenStreetMap's strings, read back by `opening-hours-py`."""

import warnings
from datetime import date, datetime

import pytest
from hypothesis import event, example, given
from hypothesis import strategies as st
from opening_hours import OpeningHours

from ccb_support import Directory, Router, default_directory
from ccb_support.calendars.colombia import COLOMBIA, ColombianCalendar
from ccb_support.errors import NotADatetimeError, NotExpressibleError
from ccb_support.export import LongOpeningHoursWarning, to_opening_hours
from ccb_support.model import AlwaysOpen, DayHours, Season, SpecialDay, WeeklyHours
from tests.builders import (
    OFFICE,
    at,
    changed,
    channel,
    closure,
    day_hours,
    directory,
    holiday,
    season,
    special_day,
)
from tests.export.disagreements import (
    CLOCKS_SET,
    DAY,
    DECEMBER,
    EXAMPLES,
    IN_NEW_YORK,
    MINUTE,
    NIGHT,
    NO_HOLIDAYS,
    SHIPPED,
    THIRTEEN_MONTHS,
    desk,
    disagreements,
    local_time,
    ranges,
    routers,
)

# Most ranges of these tests are long, and other tests show the warning about them.
pytestmark = pytest.mark.filterwarnings("ignore::ccb_support.export.LongOpeningHoursWarning")

KNOWN_LAW = "Ley 51 de 1983"
"""The law whose holidays `opening-hours-py` knows. It does not know that of 2026."""


def differences(
    router: Router,
    channel_id: str,
    bounds: tuple[datetime, datetime],
    written: str,
    country: str | None = None,
) -> list[datetime]:
    """Return the local times at which a string says something else than the router.

    `PH` are the holidays of a country by the calendar of the reader, which is out of date: the
    days of later laws do not count.
    """
    reader = OpeningHours(written, country=country)
    start, end = (local_time(each, router) for each in bounds)
    stretches = reader.intervals(start - 2 * DAY, end + 2 * DAY)
    changes = {moment for first, last, *_ in stretches for moment in (first, last)}
    wrong = disagreements(router, channel_id, bounds, changes, reader.is_open)
    return [
        each
        for each in wrong
        if country is None
        or each.date() not in COLOMBIA
        or any(holiday.law == KNOWN_LAW for holiday in COLOMBIA.get(each.date()))
    ]


def test_strings_are_what_a_person_would_write() -> None:
    assert to_opening_hours(default_directory()) == {
        "pqrs": "Mo-Fr 07:00-17:00; PH off",
        "p1_mobile": "24/7",
        "national_line": "24/7",
        "email": "24/7",
        "chat": "24/7",
    }


class TestOpeningHours:
    """For any directory, zone and calendar, the strings say what the router says."""

    @EXAMPLES
    @example(router=SHIPPED, bounds=THIRTEEN_MONTHS)
    @example(router=IN_NEW_YORK, bounds=CLOCKS_SET[0])
    @example(router=IN_NEW_YORK, bounds=CLOCKS_SET[1])
    @example(router=IN_NEW_YORK, bounds=CLOCKS_SET[2])
    @given(router=routers(), bounds=ranges())
    def test_within_a_range(self, router: Router, bounds: tuple[datetime, datetime]) -> None:
        for channel_id, written in to_opening_hours(router, *bounds).items():
            assert differences(router, channel_id, bounds, written) == []

    @EXAMPLES
    @given(router=routers(), bounds=ranges())
    def test_outside_the_range_nothing_is_known(
        self, router: Router, bounds: tuple[datetime, datetime]
    ) -> None:
        first, last = (local_time(each, router) for each in (bounds[0], bounds[1] - MINUTE))
        for written in to_opening_hours(router, *bounds).values():
            reader = OpeningHours(written)
            assert reader.is_unknown(first - 2 * DAY)
            assert reader.is_unknown(last + 2 * DAY)
            assert not reader.is_unknown(first)

    @EXAMPLES
    @example(router=SHIPPED, bounds=THIRTEEN_MONTHS)
    @example(router=Router(directory(desk(NIGHT))), bounds=DECEMBER)
    @given(router=routers(st.just("America/Bogota")), bounds=ranges())
    def test_for_good(self, router: Router, bounds: tuple[datetime, datetime]) -> None:
        for each in router.directory.channels:
            try:
                written = to_opening_hours(router, channels=[each.id])[each.id]
            except NotExpressibleError:
                event("refused")
                yearly = entries_of_every_year(router, each.id)
                assert (
                    yearly
                    or router.holidays is not COLOMBIA
                    or any(map(passes_midnight, (each.hours, each.holiday_hours)))
                )
                continue
            assert differences(router, each.id, bounds, written, "CO") == []

    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            pytest.param(directory(desk()), "Mo-Fr 07:00-17:00; PH off", id="office hours"),
            pytest.param(directory(desk("always")), "24/7; PH off", id="except on holidays"),
            pytest.param(directory(desk("")), "off", id="never"),
            pytest.param(
                directory(channel("desk", "Mo 00:00-24:00")), "Mo 00:00-24:00", id="a whole day"
            ),
            pytest.param(
                directory(channel("desk", NIGHT)), "Fr 22:00-24:00; Sa 00:00-06:00", id="a night"
            ),
            pytest.param(
                directory(channel("desk", "Su 22:00-06:00")),
                "Mo 00:00-06:00; Su 22:00-24:00",
                id="the night of Sunday",
            ),
            pytest.param(
                directory(desk("Mo,Sa-Su 20:00-24:00")),
                "Mo,Sa-Su 20:00-24:00; PH off",
                id="the end of the day",
            ),
            pytest.param(
                directory(desk(), special_days=[special_day("2026-12-24", "07:00-12:00")]),
                "Mo-Fr 07:00-17:00; PH off; 2026 Dec 24 07:00-12:00",
                id="a half day",
            ),
            pytest.param(
                directory(desk(), special_days=[special_day("2026-12-24/2027-01-02")]),
                # The days that are not listed are holidays or a weekend.
                "Mo-Fr 07:00-17:00; PH off; 2026 Dec 24,2026 Dec 28-2026 Dec 31 off",
                id="some days closed",
            ),
            pytest.param(
                directory(desk(), special_days=[special_day("2026-12-25", "08:00-12:00")]),
                "Mo-Fr 07:00-17:00; PH off; 2026 Dec 25 08:00-12:00",
                id="open on a holiday",
            ),
            pytest.param(
                directory(desk(), closures=[closure("2026-12-23T10:00:00", "2026-12-24T09:30:00")]),
                "Mo-Fr 07:00-17:00; PH off; 2026 Dec 23 07:00-10:00; 2026 Dec 24 09:30-17:00",
                id="a closure over a night",
            ),
            pytest.param(
                directory(desk(), special_days=[special_day("2026-12-23", "22:00-06:00")]),
                "Mo-Fr 07:00-17:00; PH off; 2026 Dec 23 22:00-24:00; "
                "2026 Dec 24 00:00-06:00,07:00-17:00",
                id="a special night",
            ),
            pytest.param(
                directory(desk(), special_days=[special_day("2026-12-24", "07:00-17:00")]),
                "Mo-Fr 07:00-17:00; PH off",
                id="nothing special",
            ),
            pytest.param(
                directory(changed(desk(), holidays=day_hours("08:00-12:00"))),
                "Mo-Fr 07:00-17:00; PH 08:00-12:00",
                id="hours on holidays",
            ),
            pytest.param(
                directory(desk(), seasons=[season("2026-12-21/2026-12-27", "Mo-Fr 07:00-12:00")]),
                "Mo-Fr 07:00-17:00; PH off; 2026 Dec 21-2026 Dec 24 07:00-12:00",
                id="a season",
            ),
        ],
    )
    def test_are_readable(self, written: Directory, expected: str) -> None:
        assert to_opening_hours(written) == {"desk": expected}

    def test_a_range_has_its_holidays_as_dates(self) -> None:
        assert to_opening_hours(directory(desk()), *DECEMBER) == {
            "desk": "24/7 unknown; 2026 Dec 01-2026 Dec 31 off; "
            "2026 Dec 01-2026 Dec 31 Mo-Fr 07:00-17:00; 2026 Dec 08,2026 Dec 25 off"
        }


def passes_midnight(hours: AlwaysOpen | WeeklyHours | DayHours) -> bool:
    """Return whether some span closes on the day after it opens."""
    return not isinstance(hours, AlwaysOpen) and any(
        span.closes < span.opens for span in hours.root
    )


def entries_of_every_year(router: Router, channel_id: str) -> list[Season | SpecialDay]:
    """Return the seasons and the special days of a channel that come every year."""
    entries: list[Season | SpecialDay] = [*router.directory.seasons, *router.directory.special_days]
    return [each for each in entries if each.concerns(channel_id) and each.dates.is_yearly]


TEN_YEARS = at("2023-06-01"), at("2033-06-01")
"""A range in which each date falls on each weekday, with three leap years."""


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(
            directory(desk(), special_days=[special_day("12-24", "07:00-12:00")]),
            "Mo-Fr 07:00-17:00; PH off; Dec 24 Mo-Fr 07:00-12:00; Dec 24 PH off",
            id="a half day, which leaves closed days closed",
        ),
        pytest.param(
            directory(desk("Su 08:00-12:00"), special_days=[special_day("01-10", "08:00-09:00")]),
            "Su 08:00-12:00; PH off; Jan 10 Su 08:00-09:00; Jan 10 PH off",
            id="a day that is not a Sunday from 2000 to 2009",
        ),
        pytest.param(
            directory(
                desk(),
                special_days=[special_day("12-25", "07:00-12:00", opens_closed_days=True)],
            ),
            "Mo-Fr 07:00-17:00; PH off; Dec 25 Mo-Su 07:00-12:00; Dec 25 PH 07:00-12:00",
            id="a half day, which opens closed days",
        ),
        pytest.param(
            directory(
                changed(desk(), holidays=day_hours("09:00-11:00")),
                special_days=[special_day("12-20/12-26", "08:00-10:00")],
            ),
            "Mo-Fr 07:00-17:00; PH 09:00-11:00; "
            "Dec 20-Dec 26 Mo-Fr 08:00-10:00; Dec 20-Dec 26 PH 08:00-10:00",
            id="a week with a holiday that has hours",
        ),
        pytest.param(
            directory(
                desk(),
                seasons=[season("12-15/01-15", "Mo-Fr 07:00-12:00")],
                special_days=[
                    special_day("12-24", "07:00-10:00"),
                    special_day("2026-12-28", "10:00-11:00"),
                ],
            ),
            "Mo-Fr 07:00-17:00; "
            "Dec 15-Jan 15 Mo-Fr 07:00-12:00; Dec 15-Jan 15 Sa-Su off; PH off; "
            "Dec 24 Mo-Fr 07:00-10:00; Dec 24 PH off; 2026 Dec 28 10:00-11:00",
            id="a season over New Year, with a day of every year and a day of one year",
        ),
        pytest.param(
            directory(
                desk(),
                seasons=[
                    season("02-20/02-28", "Mo-Fr 07:00-12:00"),
                    season("03-01/03-05", "Sa 07:00-12:00"),
                    season("2028-02-25/2028-03-02", "Mo-Su 10:00-11:00"),
                ],
            ),
            "Mo-Fr 07:00-17:00; Feb 20-Feb 28 Mo-Fr 07:00-12:00; Feb 20-Feb 28 Sa-Su off; "
            "Mar 01-Mar 05 Mo-Fr,Su off; Mar 01-Mar 05 Sa 07:00-12:00; PH off; 2028 Feb 25-2028 Mar 02 10:00-11:00",
            id="seasons around 29 February, and a season of one year over them",
        ),
        pytest.param(
            directory(
                channel("desk"),
                special_days=[special_day("12-25"), special_day("12-24", "00:00-18:00")],
            ),
            "24/7; Dec 25 Mo-Su off; Dec 24 Mo-Su 00:00-18:00",
            id="always, except on two days",
        ),
        pytest.param(
            directory(desk("Sa,Su[1,last] 08:00-12:00; Mo[5] 08:00-10:00")),
            "Sa[1,-1],Su[1,-1] 08:00-12:00, Mo[5] 08:00-10:00; PH off",
            id="the first and last of two days",
        ),
        pytest.param(
            directory(
                channel(
                    "desk",
                    "Fr 22:00-02:00; Su[4] 03:00-04:00; Su[last] 05:00-06:00; Su[5] 07:00-08:00",
                )
            ),
            "Fr 22:00-24:00; Sa 00:00-02:00, Su[4] 03:00-04:00, Su[-1] 05:00-06:00, "
            "Su[5] 07:00-08:00",
            id="the last Sunday, which may be the fourth or the fifth",
        ),
        pytest.param(
            directory(
                desk(),
                seasons=[season("easter-6/easter-1", "Mo-Fr 07:00-12:00")],
                special_days=[
                    special_day("easter-4", "07:00-17:00"),
                    special_day("easter+1"),
                    special_day("2026-03-30"),
                ],
            ),
            "Mo-Fr 07:00-17:00; easter -6 days-easter -1 days,easter -1 days Mo-Fr 07:00-12:00; "
            "easter -6 days-easter -1 days,easter -1 days Sa-Su off; PH off; "
            "easter -4 days Mo-Fr 07:00-17:00; easter -4 days PH off; "
            "easter +1 days Mo-Fr off; easter +1 days PH off; 2026 Mar 30 off",
            id="Holy Week, with the usual hours on one of its days",
        ),
        pytest.param(
            directory(
                desk(),
                special_days=[
                    special_day("easter-3/easter+0", "08:00-10:00", opens_closed_days=True)
                ],
            ),
            "Mo-Fr 07:00-17:00; PH off; easter -3 days-easter,easter Mo-Su 08:00-10:00; "
            "easter -3 days-easter,easter PH 08:00-10:00",
            id="days from Easter that open closed days",
        ),
        pytest.param(
            directory(
                desk(),
                seasons=[
                    season("03-10/05-10", "Sa 07:00-12:00"),
                    season("12-20/easter-78", "Mo-Fr 07:00-12:00"),
                ],
            ),
            "Mo-Fr 07:00-17:00; Mar 10-May 10 Mo-Fr,Su off; Mar 10-May 10 Sa 07:00-12:00; "
            "Dec 20-easter -78 days,easter -78 days Mo-Fr 07:00-12:00; "
            "Dec 20-easter -78 days,easter -78 days Sa-Su off; PH off",
            id="a range of both forms",
        ),
    ],
)
def test_what_comes_every_year_is_readable_and_read_back(written: Directory, expected: str) -> None:
    """What comes every year needs no range, and a reader finds it on the right days of any year."""
    router = Router(written)
    assert to_opening_hours(router) == {"desk": expected}
    assert differences(router, "desk", TEN_YEARS, expected, "CO") == []


class TestWhatCannotBeSaid:
    """Without a range, rules are refused that some reader would take for other hours."""

    @pytest.mark.parametrize(
        ("router", "reason"),
        [
            pytest.param(Router(directory(desk(NIGHT))), "hours that pass midnight", id="a night"),
            pytest.param(
                Router(directory(desk()), holidays={date(2026, 12, 24)}),
                "which may be other days",
                id="another calendar",
            ),
            pytest.param(
                Router(directory(desk()), holidays=type("Mine", (ColombianCalendar,), {})()),
                "which may be other days",
                id="what may be another calendar",
            ),
            pytest.param(
                Router(directory(desk(), time_zone="America/New_York")),
                "which may be other days",
                id="another place",
            ),
            pytest.param(
                Router(directory(desk(), time_zone="UTC", holiday_calendar=[holiday("12-24")])),
                "which may be other days",
                id="a list, in a zone of no country",
            ),
            pytest.param(
                Router(directory(changed(desk(), holidays=day_hours("22:00-02:00")))),
                "hours that pass midnight",
                id="a night on holidays",
            ),
            pytest.param(
                Router(directory(desk(), special_days=[special_day("12-24", "22:00-02:00")])),
                "hours that pass midnight",
                id="a night of every year",
            ),
            pytest.param(
                Router(directory(channel("desk"), seasons=[season("12-15/02-29")])),
                "differ from year to year",
                id="a season of every year",
            ),
            pytest.param(
                Router(directory(channel("desk"), special_days=[special_day("02-29")])),
                "differ from year to year",
                id="a day of every year",
            ),
            pytest.param(
                Router(directory(channel("desk"), seasons=[season("02-29/easter+0")])),
                "differ from year to year",
                id="a season until Easter",
            ),
            pytest.param(
                Router(directory(channel("desk", "Sa[1] 22:00-02:00"))),
                "that pass midnight",
                id="a night of some weeks of the month",
            ),
            pytest.param(
                Router(directory(channel("desk", NIGHT), special_days=[special_day("easter-2")])),
                "that pass midnight",
                id="a night before a day of every year",
            ),
            pytest.param(
                Router(
                    directory(
                        desk(),
                        seasons=[season("04-25/05-05", "Su 07:00-12:00")],
                        special_days=[special_day("easter+0", "07:00-08:00")],
                    )
                ),
                "differ from year to year",
                id="a day of every year beside a season with other closed days",
            ),
            pytest.param(
                Router(
                    directory(
                        desk("Sa[1,3] 08:00-12:00"),
                        special_days=[special_day("easter-6/easter-1", "07:00-08:00")],
                    )
                ),
                "differ from year to year",
                id="a Saturday that is the first or third in some years",
            ),
            pytest.param(
                Router(
                    directory(
                        channel("desk", "Su[1,2,3,4,5] 08:00-10:00"),
                        special_days=[special_day("12-24", "08:00-09:00")],
                    )
                ),
                "differ from year to year",
                id="a Sunday of all weeks, each of which is named",
            ),
            pytest.param(
                Router(
                    directory(desk(), seasons=[season("02-20/03-10", "Sa[1,last] 10:00-11:00")])
                ),
                "differ from year to year",
                id="the last Saturday of February, in a season",
            ),
        ],
    )
    def test_refused(self, router: Router, reason: str) -> None:
        with pytest.raises(NotExpressibleError, match=reason) as caught:
            to_opening_hours(router)
        assert "'desk'" in str(caught.value)
        assert "Pass start and end" in str(caught.value)
        assert to_opening_hours(router, *DECEMBER)

    @pytest.mark.parametrize("ends", [(DECEMBER[0], None), (None, DECEMBER[1])])
    def test_a_range_with_one_end(self, ends: tuple[datetime | None, datetime | None]) -> None:
        with pytest.raises(NotADatetimeError):
            to_opening_hours(SHIPPED, *ends)

    @pytest.mark.parametrize("hours", [OFFICE, NIGHT])
    def test_near_miss_a_channel_that_keeps_no_holidays(self, hours: str) -> None:
        new_york = directory(channel("desk", hours), time_zone="America/New_York")
        assert "PH" not in to_opening_hours(Router(new_york, holidays=NO_HOLIDAYS))["desk"]


YEAR = at("2026-01-01"), at("2027-01-01")


def test_the_warning_names_the_channels_and_the_way_out() -> None:
    with pytest.warns(LongOpeningHoursWarning) as caught:
        to_opening_hours(SHIPPED, *YEAR)
    (warning,) = caught
    # It is about the line that calls the export.
    assert warning.filename == __file__
    assert isinstance(warning.message, LongOpeningHoursWarning)
    assert warning.message.channels == ("pqrs",)
    assert str(warning.message) == (
        "The opening_hours strings of these channels have more than 255 characters, and "
        "OpenStreetMap takes no more: pqrs. Pass start and end (--from and --to) of a shorter "
        "range, which has fewer dates"
    )
    assert warning.message.message("es").endswith("de un periodo más corto, que tiene menos fechas")


def test_near_miss_a_string_that_fits() -> None:
    with warnings.catch_warnings(action="error"):
        assert to_opening_hours(SHIPPED)
