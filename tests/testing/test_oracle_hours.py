"""How the oracle reads hours: holidays, which entry governs a day, when yearly entries come."""

from datetime import date

import pytest

from ccb_support import Directory, Recommendation, Router
from ccb_support.calendars.colombia import COLOMBIA
from ccb_support.model import Season, SpecialDay
from ccb_support.testing import Case, Law, LawBook, LawViolationError, Oracle
from ccb_support.testing.oracle_hours import (
    Edition,
    governing,
    occurrences,
    opens_closed_days,
    read_holidays,
    supported_days,
)
from tests.builders import OFFICE, at, changed, channel, directory, holiday, season, special_day
from tests.testing.broken_routers import COMPLAINT_P3, answer_to, answering


@pytest.mark.parametrize(
    ("entry", "first", "last", "expected"),
    [
        pytest.param(
            season("2026-12-15/2027-01-15"),
            "2027-01-15",
            "2027-01-15",
            [("2026-12-15", "2027-01-15")],
            id="its last day",
        ),
        pytest.param(
            season("2026-12-15/2027-01-15"), "2027-01-16", "2027-02-01", [], id="the day after"
        ),
        pytest.param(
            season("2026-12-15/2027-01-15"), "2026-12-01", "2026-12-14", [], id="the day before"
        ),
        pytest.param(
            season("12-15/01-15"),
            "2026-01-15",
            "2026-12-15",
            [("2025-12-15", "2026-01-15"), ("2026-12-15", "2027-01-15")],
            id="over New Year",
        ),
        pytest.param(
            special_day("12-24"),
            "2026-01-01",
            "2028-12-24",
            [(f"{year}-12-24", f"{year}-12-24") for year in (2026, 2027, 2028)],
            id="every year",
        ),
        pytest.param(
            special_day("02-29"),
            "2026-01-01",
            "2028-12-31",
            [("2028-02-29", "2028-02-29")],
            id="only in a leap year",
        ),
        pytest.param(
            season("02-29/03-10"),
            "2027-01-01",
            "2028-12-31",
            [("2027-03-01", "2027-03-10"), ("2028-02-29", "2028-03-10")],
            id="from 29 February, or from 1 March",
        ),
        pytest.param(
            season("02-10/02-29"),
            "2027-01-01",
            "2028-12-31",
            [("2027-02-10", "2027-02-28"), ("2028-02-10", "2028-02-29")],
            id="through 29 February, or through the 28th",
        ),
        pytest.param(
            season("12-01/02-29"),
            "2027-02-01",
            "2027-02-28",
            [("2026-12-01", "2027-02-28")],
            id="through the end of the next February",
        ),
    ],
)
def test_occurrences_in_a_range(
    entry: Season | SpecialDay,
    first: str,
    last: str,
    expected: list[tuple[str, str]],
) -> None:
    """An entry holds on its dates; without a year, in each year."""
    days = date.fromisoformat(first), date.fromisoformat(last)
    found = [(str(each.first), str(each.last)) for each in occurrences(entry, *days)]
    assert found == expected


YEARLY = season("12-15/01-15")
DATED = season("2026-12-31/2027-01-02")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-12-14", None),
        ("2026-12-15", YEARLY),
        ("2026-12-30", YEARLY),
        ("2026-12-31", DATED),
        ("2027-01-02", DATED),
        ("2027-01-03", YEARLY),
        ("2027-01-15", YEARLY),
        ("2027-01-16", None),
    ],
)
def test_which_entry_governs_a_day(day: str, expected: Season | None) -> None:
    """An entry with its year comes before one of every year."""
    for entries in ([YEARLY, DATED], [DATED, YEARLY]):
        assert governing(entries, date.fromisoformat(day)) is expected


class TestClosedDays:
    """Some special days leave a day closed that would be closed without them."""

    @pytest.mark.parametrize(
        ("special", "expected"),
        [
            (special_day("2026-12-24"), True),
            (special_day("2026-12-24/2026-12-26"), False),
            (special_day("12-24"), False),
            (special_day("12-24/12-26"), False),
            (special_day("12-24", opens_closed_days=True), True),
            (special_day("2026-12-24", opens_closed_days=False), False),
        ],
    )
    def test_a_single_date_with_its_year_opens_them(
        self, special: SpecialDay, *, expected: bool
    ) -> None:
        assert opens_closed_days(special) is expected

    @pytest.mark.parametrize(
        ("holidays", "day", "opens"),
        [
            pytest.param("closed", "2026-12-24", ["09:00"], id="an ordinary day"),
            pytest.param("closed", "2026-12-26", [], id="a Saturday"),
            pytest.param("closed", "2026-12-25", [], id="a closed holiday"),
            pytest.param("10:00-11:00", "2026-12-25", ["09:00"], id="a holiday with hours"),
            pytest.param("10:00-11:00", "2026-12-26", [], id="a Saturday beside one"),
        ],
    )
    def test_the_others_only_change_hours(self, holidays: str, day: str, opens: list[str]) -> None:
        some_days = special_day("2026-12-20/2026-12-31", "09:00-12:00")
        desk = channel("desk", "Mo-Fr 08:00-17:00", holidays=holidays)
        written = directory(desk, special_days=[some_days])
        reader = Edition(written, {date(2026, 12, 25)}).readers["desk"]
        spans = reader.spans(date.fromisoformat(day))
        assert [f"{start:%H:%M}" for start, _ in spans] == opens


pytest.importorskip("holidays", reason="holidays caps python-dateutil below 3")

_ZONE = "America/New_York"


def desk(choice: object, hours: str = OFFICE, zone: str = _ZONE) -> Directory:
    """Return a directory with a desk that is closed on holidays."""
    observing = channel("desk", hours, holidays="closed")
    return directory(observing, channel("line"), time_zone=zone, holiday_calendar=choice)


def only(channel_id: str, holidays: str, *seasons: Season) -> Directory:
    """Return a directory with a channel that has no weekly hours, and with a line."""
    return directory(
        channel(channel_id, "", holidays=holidays),
        channel("line"),
        time_zone=_ZONE,
        seasons=seasons,
        holiday_calendar="US-NY",
    )


class TestReadHolidays:
    """The holidays are those that the directory names."""

    @pytest.mark.parametrize(
        ("directory", "expected"),
        [
            pytest.param(desk("CO"), [False, True], id="Colombia's"),
            pytest.param(desk(None, zone="America/Bogota"), [False, True], id="Bogotá's"),
            pytest.param(desk("US-NY"), [True, False], id="a code"),
            pytest.param(desk([holiday("11-26")]), [True, False], id="a yearly date"),
            pytest.param(desk([holiday("2026-07-13")]), [False, True], id="a full date"),
            pytest.param(desk([]), [False, False], id="an empty list"),
            pytest.param(
                changed(directory(time_zone=_ZONE), holiday_calendar=None),
                [False, False],
                id="without a word, elsewhere",
            ),
        ],
    )
    def test_of_each_kind(self, directory: Directory, expected: list[bool]) -> None:
        holidays, _ = read_holidays(directory)
        assert [day in holidays for day in (date(2026, 11, 26), date(2026, 7, 13))] == expected


class TestSupportedDays:
    """A code narrows the range if a channel depends on holidays."""

    @pytest.mark.parametrize(
        ("directory", "last_year"),
        [
            (desk("US-NY"), 2100),
            (desk("US-NY", "always"), 2100),
            (desk("US-NY", ""), 2199),
            (desk("CO"), 2199),
            (desk([holiday("2026-12-25")]), 2199),
            (directory(channel(), holiday_calendar="US-NY"), 2199),
            (only("desk", "10:00-12:00"), 2100),
            (only("desk", "closed", season("07-01/07-31", OFFICE, channels=["desk"])), 2100),
            (only("desk", "closed", season("07-01/07-31", OFFICE, channels=["line"])), 2199),
        ],
        ids=[
            "office hours",
            "always",
            "no hours",
            "Colombia's",
            "a list",
            "no holidays",
            "hours on holidays only",
            "hours in a season",
            "hours in a season of another channel",
        ],
    )
    def test_the_last(self, directory: Directory, last_year: int) -> None:
        assert supported_days(directory) == (date(1984, 1, 1), date(last_year, 12, 31))

    def test_the_laws_hold_at_both_ends(self) -> None:
        short = desk("LK", "Mo-Su 22:00-06:00", "Asia/Colombo")
        book = LawBook(Router(short).recommend, short)
        for when in Edition(short).around(Edition(short).supported):
            book.check(Law.RULE, Case(*COMPLAINT_P3, when))

    def test_who_answers_beyond_it_breaks_the_law_about_wrong_arguments(self) -> None:
        short = desk("US-NY")
        right, endless = Router(short), Router(short, holidays=frozenset[date]())

        def guessing(case: Case) -> Recommendation:
            router = endless if case.when.year > 2100 else right
            return answer_to(router.recommend, case)

        book = LawBook(answering(guessing), short)
        with pytest.raises(LawViolationError, match="Error for when = 2101"):
            book.check(Law.INPUT, Case(*COMPLAINT_P3, at("2026-07-06 12:00", _ZONE)))

    def test_holidays_that_are_passed_do_not_narrow_it(self) -> None:
        oracle = Oracle(desk("US-NY"), holidays=frozenset[date]())
        assert oracle.is_open("desk", at("2150-07-06 12:00", _ZONE))


class TestRouters:
    """A router that reads other holidays than the directory names breaks the laws."""

    def test_that_names_those_of_a_code_agrees(self) -> None:
        mexican, christmas = desk("MX"), at("2026-12-25 12:00", _ZONE)
        right = Oracle(mexican).recommend(*COMPLAINT_P3, christmas)
        assert Router(mexican).recommend(*COMPLAINT_P3, christmas) == right
        assert [(each.name.es, each.name.en) for each in right.trace[0].because] == [
            ("Navidad", "Christmas Day")
        ]

    def test_regression_that_only_holidays_of_a_code_close_agrees(self) -> None:
        # The package's own calendar is a `dict` that finds the dates of a year when asked.
        always = directory(
            channel("desk", holidays="closed"),
            time_zone="America/New_York",
            holiday_calendar="US-NY",
        )
        noon = at("2026-12-24 12:00", _ZONE)
        assert Oracle(always).next_change("desk", noon) == at("2026-12-25 00:00", _ZONE)
        LawBook(Router(always).recommend, always).check(Law.RULE, Case(*COMPLAINT_P3, noon))

    @pytest.mark.parametrize("choice", ["US-NY", [holiday("11-26")]], ids=["a code", "a list"])
    def test_that_ignores_them_is_found(self, choice: object) -> None:
        thanksgiving = at("2026-11-26 12:00", _ZONE)
        book = LawBook(Router(desk(choice), holidays=COLOMBIA).recommend, desk(choice))
        with pytest.raises(LawViolationError, match="rule"):
            book.check(Law.RULE, Case(*COMPLAINT_P3, thanksgiving))
