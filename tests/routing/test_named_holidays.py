"""Routers over directories that name their holidays: which days close, which years hold, why."""

import sys
from datetime import date, datetime, timedelta

import pytest

from ccb_support import (
    Directory,
    OutOfRangeError,
    Router,
    diff,
)
from ccb_support.calendars.colombia import COLOMBIA
from ccb_support.testing.oracle_hours import MICROSECOND
from ccb_support.week import week
from tests.builders import OFFICE, at, changed, channel, directory, holiday

pytest.importorskip("holidays", reason="holidays caps python-dateutil below 3")

from holidays.countries.sri_lanka import SriLanka

from ccb_support.calendars.country import CountryCalendar

_ZONE = "America/New_York"
NO_OTHER_YEARS = "The holiday calendar {} goes no further"


def desk(
    choice: object, *, zone: str = _ZONE, hours: str = OFFICE, holidays: str = "closed"
) -> Directory:
    """Return a directory whose desk is closed on holidays, beside a line that is always open."""
    return directory(
        channel("desk", hours, holidays=holidays),
        channel("line"),
        time_zone=zone,
        holiday_calendar=choice,
    )


def noon(day: str, zone: str = _ZONE) -> datetime:
    return at(f"{day} 12:00", zone)


THANKSGIVING = noon("2026-11-26")


class TestDays:
    """The holidays that the directory names close its channels, and no others."""

    @pytest.mark.parametrize(
        ("choice", "closed_on", "open_on"),
        [
            ("US-NY", ["2026-11-26", "2026-02-12", "2026-07-03"], ["2026-07-13", "2026-11-27"]),
            ("US", ["2026-11-26"], ["2026-02-12"]),
            ("CO", ["2026-07-13"], ["2026-11-26"]),
            ([], [], ["2026-11-26", "2026-07-13", "2026-12-25"]),
            (
                [holiday("12-25"), holiday("2026-11-26")],
                ["2026-12-25", "2026-11-26"],
                ["2026-12-24"],
            ),
        ],
        ids=["a part", "a country", "Colombia's", "none", "a list"],
    )
    def test_close_the_desk(self, choice: object, closed_on: list[str], open_on: list[str]) -> None:
        router = Router(desk(choice))
        assert [router.status("desk", noon(day)).open_now for day in closed_on] == [False] * len(
            closed_on
        )
        assert all(router.status("desk", noon(day)).open_now for day in open_on)

    def test_in_bogota_they_are_colombias_without_a_word(self) -> None:
        assert Router(desk(None, zone="America/Bogota")).holidays is COLOMBIA

    def test_elsewhere_there_are_none_without_a_word(self) -> None:
        unnamed = changed(directory(time_zone=_ZONE), holiday_calendar=None)
        view = week(unnamed, noon("2026-07-13"))
        assert all(day.holidays == () for day in view.days)


class TestNames:
    """The names reach the trace, the words and the week, in both languages."""

    ROUTER = Router(desk("MX", zone="America/Mexico_City"))
    WHEN = noon("2026-09-16", "America/Mexico_City")

    def test_the_cause(self) -> None:
        (cause,) = self.ROUTER.status("desk", self.WHEN).because
        assert (cause.name.es, cause.name.en) == ("Día de la Independencia", "Independence Day")
        assert cause.date == cause.last_date == date(2026, 9, 16)

    @pytest.mark.parametrize("holidays", ["open", "closed"])
    def test_the_calendar_is_named_if_a_channel_depends_on_it_or_not(self, holidays: str) -> None:
        assert Router(desk("US-NY", holidays=holidays)).holidays == CountryCalendar("US-NY")


class TestYears:
    """A calendar with fewer years narrows the supported range of what depends on it."""

    @pytest.mark.parametrize(
        ("code", "zone", "first", "last"),
        [
            ("US-NY", _ZONE, 1984, 2100),
            ("LK", "Asia/Colombo", 2003, SriLanka.end_year),
            ("CO", _ZONE, 1984, 2199),
        ],
    )
    def test_both_ends(self, code: str, zone: str, first: int, last: int) -> None:
        router = Router(desk(code, zone=zone, hours="Mo-Su 22:00-06:00"))
        start, end = at(f"{first}-01-01 00:00", zone), at(f"{last + 1}-01-01 00:00", zone)
        # The night before the first day is not looked up.
        assert not router.status("desk", start).open_now
        assert router.status("desk", end - MICROSECOND).closes_at is None
        assert router.recommend("queja", "P3", end - MICROSECOND).valid_until is None
        assert len([*router.timeline("queja", "P3", end - 60 * timedelta(days=1), end)]) > 1
        for outside in (start - MICROSECOND, end):
            with pytest.raises(OutOfRangeError, match=f"from {first} to {last}"):
                router.recommend("queja", "P3", outside)
        with pytest.raises(OutOfRangeError, match=f"from {first} to {last}"):
            router.timetable(start, end + MICROSECOND)

    def test_the_error_names_the_calendar(self) -> None:
        with pytest.raises(OutOfRangeError) as caught:
            Router(desk("US-NY")).recommend("queja", "P3", noon("2101-01-03"))
        assert str(caught.value).endswith(NO_OTHER_YEARS.format("US-NY"))
        spanish = "El calendario de festivos US-NY no llega más allá"
        assert caught.value.message("es").endswith(spanish)

    @pytest.mark.parametrize(
        ("editions", "reasons"),
        [
            ([("ES", "1990-01-01")], [NO_OTHER_YEARS.format("ES")]),
            ([("ES", None), ("CO", "2020-01-01")], [NO_OTHER_YEARS.format("ES")]),
            ([("CO", None), ("US", "2020-01-01")], [NO_OTHER_YEARS.format("US")]),
            ([("US", None), ("US", "2020-01-01")], [NO_OTHER_YEARS.format("US")]),
            ([("ES", None), ("US", "2020-01-01")], [*map(NO_OTHER_YEARS.format, ("ES", "US"))]),
            (
                [("US", "1990-01-01")],
                [
                    NO_OTHER_YEARS.format("US"),
                    "The first edition of the directory holds from 1990-01-01 on",
                    (
                        "For earlier times, put the edition before it into another file of the "
                        "same folder, and use the folder instead of the file"
                    ),
                ],
            ),
        ],
    )
    def test_the_error_names_what_limits_the_range(
        self, editions: list[tuple[str, str | None]], reasons: list[str]
    ) -> None:
        router = Router(
            [
                changed(desk(code), version=f"{day}", effective=day and date.fromisoformat(day))
                for code, day in editions
            ]
        )
        with pytest.raises(OutOfRangeError) as caught:
            router.recommend("queja", "P3", noon("1983-01-03"))
        assert str(caught.value).endswith(". ".join(["time zone", *reasons]))

    @pytest.mark.parametrize(
        "router",
        [
            pytest.param(Router(desk("US-NY", holidays="open")), id="nothing depends on holidays"),
            pytest.param(Router(desk("US-NY", hours="")), id="what depends on them never opens"),
            pytest.param(Router(desk("US-NY"), holidays=()), id="other holidays"),
            pytest.param(Router(desk([holiday("2026-11-26")])), id="a list"),
        ],
    )
    def test_near_miss_nothing_narrows_it(self, router: Router) -> None:
        when = noon("2150-07-05")
        assert router.recommend("queja", "P3", when).open_now
        assert week(router, when).days[0].holidays == ()

    def test_a_calendar_that_is_passed_on_is_not_silent_after_its_years(self) -> None:
        """It narrows no range, and it has no holidays to say of other years."""
        router = Router(desk("CO"), holidays=Router(desk("US-NY")).holidays)
        assert not router.status("desk", THANKSGIVING).open_now
        with pytest.raises(OutOfRangeError, match="from 1984 to 2100"):
            router.status("desk", noon("2101-11-24"))

    def test_a_comparison_stays_within_both_ranges(self) -> None:
        for old, new in [("US-NY", "CO"), ("CO", "US-NY")]:
            with pytest.raises(OutOfRangeError, match="1984 to 2100"):
                diff(desk(old), desk(new), noon("2100-12-01"), noon("2101-02-01"))
        assert not diff(desk("US-NY"), desk("CO"), noon("2100-11-01"), noon("2100-12-30")).is_empty


@pytest.mark.parametrize("choice", ["ZZ", "MX"])
def test_the_calendar_of_a_directory_does_not_count_if_holidays_are_passed(
    choice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    assert Router(desk(choice), holidays=()).status("desk", THANKSGIVING).open_now
