"""What the strategies draw, and what they never draw.

Many tests look at a few hundred draws. Hypothesis also draws the constants of the modules that are
imported. So a test expects only what almost any few hundred draws contain.
"""

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import product
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ccb_support import (
    BOGOTA,
    Channel,
    Directory,
    Medium,
    Phone,
    Priority,
    RequestType,
    Router,
    recommend,
)
from ccb_support.model import (
    AlwaysOpen,
    DayHours,
    EasterDate,
    LocalizedText,
    SpecialDay,
    WeeklyHours,
    YearlyDate,
)
from ccb_support.model.text import ARTICLES, ArticledName
from ccb_support.testing import Case, strategies
from ccb_support.testing.oracle_hours import (
    DAY,
    MICROSECOND,
    MINUTE,
    Edition,
    each_day,
    has_hours,
)
from tests.builders import MORNING, SHIPPED, closure, shipped, special_day
from tests.call_counts import calls_of
from tests.testing.broken_routers import COMPLAINT_P3

THE_TUESDAY = st.just(MORNING.date())
LONG_SEARCH = settings(database=None, derandomize=True, max_examples=2000)
FIRST_FOUND = settings(LONG_SEARCH, phases=[Phase.generate])
"""Stop at the first example; without one, it is an error."""
ONE_DRAW = settings(FIRST_FOUND, max_examples=1)


class TestInstantsDrawn:
    """Instants are supported ones, written in any zone; boundary instants are those at which answers change."""

    START, END = Edition(SHIPPED).supported

    @given(strategies.instants(SHIPPED))
    def test_instants_are_supported(self, when: datetime) -> None:
        assert self.START <= when < self.END
        recommend(*COMPLAINT_P3, when)

    @given(strategies.instants(SHIPPED, written_in=st.just(UTC)))
    def test_instants_are_written_in_the_zone_asked_for(self, when: datetime) -> None:
        assert when.tzinfo is UTC

    @pytest.mark.parametrize(
        "boundary",
        [
            datetime(2026, 11, 24, 7, tzinfo=BOGOTA),
            datetime(2026, 11, 24, 17, tzinfo=BOGOTA) - MICROSECOND,
            datetime(2026, 11, 24, 17, tzinfo=BOGOTA) + MINUTE,
            datetime(2026, 12, 5, 22, tzinfo=BOGOTA),
            START,
            END - MICROSECOND,
        ],
        ids=str,
    )
    def test_boundary_instants_find_each_boundary(self, boundary: datetime) -> None:
        directory = shipped(closures=[closure("2026-12-05 22:00", "2026-12-06 04:00")])
        drawn = strategies.boundary_instants(directory, on=THE_TUESDAY)
        assert find(drawn, lambda when: when == boundary, settings=LONG_SEARCH) == boundary

    def test_many_special_days_take_little_more_work(self) -> None:
        def work(number: int) -> int:
            days = [f"2026-{month:02}-{day:02}" for month in range(1, 13) for day in (5, 9, 17, 25)]
            special = [special_day(day, f"08:{at:02}-12:00") for at, day in enumerate(days)]
            drawn = strategies.cases(shipped(special_days=special[:number]))
            return calls_of(lambda: find(drawn, lambda _: True, settings=ONE_DRAW))

        assert work(48) < 4 * work(4)


class TestDirectoriesDrawn:
    """Directories are valid, and made of what is asked for.

    So no two entries of one kind share a day of a channel, in any year.
    """

    @given(strategies.directories(most_channels=2))
    def test_are_valid(self, directory: Directory) -> None:
        assert len(directory.channels) <= 2
        assert directory.time_zone in strategies.AWKWARD_ZONES
        assert Directory.model_validate(directory.model_dump()) == directory
        assert Router(directory).directory == directory

    @given(
        strategies.directories(
            time_zones=st.just("Europe/Madrid"),
            hours=st.just(AlwaysOpen.ALWAYS),
            on=strategies.days(date(2026, 5, 1), date(2026, 5, 2)),
        )
    )
    def test_are_made_of_the_strategies_passed_in(self, directory: Directory) -> None:
        assert directory.time_zone == "Europe/Madrid"
        assert {channel.hours for channel in directory.channels} == {AlwaysOpen.ALWAYS}
        dates = {str(day.date) for day in directory.special_days}
        dates |= {str(each.from_) for each in directory.seasons}
        dates |= {str(each.starts.date()) for each in directory.closures}
        days = {"05-01", "05-02", "easter+26", "easter+27"}
        assert dates <= {"2026-05-01", "2026-05-02", *days, "02-29"}

    @given(strategies.special_days(("a", "b"), hours=st.just(DayHours(()))))
    def test_special_days_have_the_hours_passed_in(self, special: tuple[SpecialDay, ...]) -> None:
        assert {day.hours for day in special} <= {DayHours(())}

    @given(strategies.cases(SHIPPED, when=st.just(MORNING)))
    def test_cases_ask_at_the_instants_passed_in(self, case: Case) -> None:
        assert case.when == MORNING
        assert {*case.unavailable} <= {*SHIPPED.channel_ids}

    def test_few_cases_are_at_the_ends_of_the_range_and_in_many_nothing_is_down(self) -> None:
        cases = drawn(strategies.cases(SHIPPED), 500)
        assert sum(each.when.year in {1983, 1984, 2199, 2200} for each in cases) < 130
        assert sum(not each.unavailable for each in cases) > 160


_T = TypeVar("_T")

MAY_DAY = date(2026, 5, 1)
THE_MAY_DAY = st.just(MAY_DAY)
LEAP_DAY = YearlyDate(2, 29)
MAY_DAYS = YearlyDate(5, 1), EasterDate(26)
"""The days of every year that mean it."""


def drawn(strategy: SearchStrategy[_T], count: int = 200) -> list[_T]:
    """Return so many draws. They are the same in each run of the same modules."""
    found: list[_T] = []

    @settings(
        max_examples=count,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(strategy)
    def collect(value: _T) -> None:
        found.append(value)

    collect()
    return found


def test_requests_are_drawn_as_people_write_them() -> None:
    """Every request type and priority is drawn as people write it."""
    types = drawn(strategies.words_of(SHIPPED.request_types))
    assert {*map(RequestType.parse, types)} == {*RequestType}
    assert {*map(Priority.parse, drawn(strategies.words_of(SHIPPED.priorities)))} == {*Priority}
    assert any(" " in word for word in types)


class TestTimes:
    """Zones and days are drawn from one end to the other."""

    def test_zones(self) -> None:
        zones = drawn(strategies.zones(), 1000)
        named = {each.key for each in zones if isinstance(each, ZoneInfo)}
        assert named == {*strategies.AWKWARD_ZONES}
        assert any(each is UTC for each in zones)
        fixed = [each.utcoffset(None) for each in zones if isinstance(each, timezone)]
        assert max(map(abs, fixed)) <= timedelta(hours=23)
        assert min(fixed) < timedelta(hours=-20) < timedelta(hours=20) < max(fixed)
        assert any(each % timedelta(hours=1) for each in fixed)

    def test_days(self) -> None:
        days = [MAY_DAY, date(2026, 5, 2), date(2026, 5, 3)]
        assert sorted({*drawn(strategies.days(days[0], days[2]), 50)}) == days
        year = drawn(strategies.days(), 400)
        assert {f"{each:%Y-%m}" for each in year} == {f"2026-{month:02}" for month in range(1, 13)}

    def test_hours_and_weeks(self) -> None:
        spans = [span for hours in drawn(strategies.weekly_hours()) for span in hours.root]
        sharp = {f"{hour:02}:00" for hour in range(24)}
        assert {span.opens for span in spans} <= sharp
        assert max(span.opens for span in spans) == "23:00"
        assert {span.closes for span in spans} <= {*sharp, "24:00"} - {"00:00"}
        assert len({span.days[0] for span in spans if span.closes == "24:00"}) > 1
        assert any(span.closes < span.opens for span in spans), "some pass midnight"
        assert {week for each in spans for week in each.weeks or ()} == {1, 2, 3, 4, 5, "last"}
        assert any(each.weeks is None for each in spans)

    def test_most_hours_of_several_spans_are_the_same_every_week(self) -> None:
        hours = [each for each in drawn(strategies.weekly_hours(), 300) if len(each.root) > 1]
        alike = [each for each in hours if not any(span.weeks for span in each.root)]
        assert len(hours) / 2 < len(alike) < len(hours)

    def test_minutes(self) -> None:
        hours = drawn(strategies.weekly_hours(step=1, most=3), 300)
        assert max(len(each.root) for each in hours) == 3
        assert len({span.opens[3:] for each in hours for span in each.root}) > 30

    @pytest.mark.parametrize("step", [1, 60])
    def test_hours_of_a_day(self, step: int) -> None:
        hours = drawn(strategies.day_hours(step=step))
        assert {len(each.root) for each in hours} == {0, 1, 2}
        assert any(span.closes < span.opens for each in hours for span in each.root)
        opens = {span.opens for each in hours for span in each.root}
        assert all(each.endswith(":00") for each in opens) is (step == 60)

    def test_yearly_dates(self) -> None:
        assert {*drawn(strategies.yearly_dates(THE_MAY_DAY))} == {LEAP_DAY, *MAY_DAYS}


@pytest.fixture(scope="module")
def channels() -> list[Channel]:
    """Return some hundred channels."""
    return drawn(strategies.channels("a"))


class TestNames:
    """Names are in both languages; those of channels also have an article."""

    def test_of_channels(self, channels: list[Channel]) -> None:
        names = [each.name for each in channels]
        assert {(each.es, each.en) for each in names} == {("canal a", "channel a")}
        articles = {each.es_article for each in names if isinstance(each, ArticledName)}
        assert articles == {*ARTICLES}
        assert LocalizedText in {type(each) for each in names}

    def test_of_the_channels_concerned(self) -> None:
        concerned = {*drawn(strategies.concerned(("a", "b")))}
        assert concerned == {"all", ("a",), ("b",), ("a", "b"), ("b", "a")}


class TestChangedHours:
    """Changed hours and holidays come once or every year, also several on one date."""

    def test_a_range_counts_each_end_in_some_form(self) -> None:
        ranges = drawn(strategies.date_ranges(on=strategies.days(), lengths=(90,)))
        forms = {(type(each.first), type(each.last)) for each in ranges if each.is_yearly}
        assert forms == {*product((YearlyDate, EasterDate), repeat=2)}
        assert not any(each.wavers for each in ranges)

    def test_a_date_may_have_one_of_each_kind(self) -> None:
        kinds = [
            {each.dates.is_yearly for each in special_days if str(each.date).endswith("05-01")}
            for special_days in drawn(strategies.special_days(("a",), on=THE_MAY_DAY), 60)
        ]
        assert {False, True} in kinds

    def test_lists_of_holidays(self) -> None:
        lists = drawn(strategies.holiday_lists(THE_MAY_DAY))
        assert max(map(len, lists)) == 6
        dates = {each.date for holidays in lists for each in holidays}
        assert dates == {MAY_DAY, LEAP_DAY, *MAY_DAYS}
        names = {each.name for holidays in lists for each in holidays}
        assert names == {*drawn(strategies.names())}


class TestChannels:
    """Channels serve some requests or all of them, at some times or always."""

    def test_requests(self, channels: list[Channel]) -> None:
        for name, members in (("request_types", RequestType), ("priorities", Priority)):
            served = [getattr(each, name) for each in channels]
            assert all(each and len(each) == len({*each}) for each in served)
            assert {1, 2, len(members)} <= {len(each) for each in served}
            assert tuple(members) in served

    def test_hours(self, channels: list[Channel]) -> None:
        kinds = {type(each.hours) for each in channels}
        assert kinds == {AlwaysOpen, WeeklyHours}
        holidays = {
            "hours" if isinstance(each.holidays, DayHours) else each.holidays for each in channels
        }
        assert holidays == {"open", "closed", "hours"}

    def test_contacts(self, channels: list[Channel]) -> None:
        assert {len(each.contacts) for each in channels} == {1, 2}
        assert all(len({*each.contacts}) == len(each.contacts) for each in channels)
        contacts = {contact for each in channels for contact in each.contacts}
        assert {each.medium for each in contacts} == {*Medium}
        phones = [each for each in contacts if isinstance(each, Phone)]
        kinds = [(each.extensions, each.short_code, each.menu_option) for each in phones]
        found = {tuple(map(bool, kind)) for kind in kinds}
        one_each = {(True, False, False), (False, True, False), (False, False, True)}
        assert found == {(False, False, False), *one_each}


class TestOutages:
    """Outages are of channels of the directory, each until an instant or without an end."""

    def test_with_ends_passed_in(self) -> None:
        outages = drawn(strategies.outages(SHIPPED, ends=st.just(MORNING)))
        assert {each for down in outages for each in down} == {*SHIPPED.channel_ids}
        assert {end for down in outages for end in down.values()} == {None, MORNING}

    def test_with_ends_at_which_answers_change(self) -> None:
        first, end = Edition(SHIPPED).supported
        outages = drawn(strategies.outages(SHIPPED), 50)
        ends = [each for down in outages for each in down.values()]
        assert None in ends
        assert all(first <= each < end for each in ends if isinstance(each, datetime))
        assert len({*ends}) > 5


class TestDirectories:
    """Directories have changed hours that meet: those of one channel on one day."""

    @staticmethod
    def has_holiday_night(desk: Directory) -> bool:
        """Return whether a holiday loses hours to a special day, beside or in place of a night."""
        edition = Edition(desk)
        days = [
            day
            for day in each_day(date(2026, 1, 1), date(2026, 12, 31))
            if day in edition.holidays[0]
        ]
        readers = [
            each for each in edition.readers.values() if has_hours(each.channel.holiday_hours)
        ]
        return any(
            any(end.date() >= day for _, end in reader.spans(day - DAY))
            or any(end.date() > day for _, end in reader.usual_spans(day))
            for reader in readers
            for day in days
            if reader.special_in_force(day)
        )

    def test_a_special_day_takes_hours_of_a_holiday_with_hours(self) -> None:
        find(strategies.directories(), self.has_holiday_night, settings=FIRST_FOUND)

    def test_yearly_special_days_pass_new_year(self) -> None:
        def has_new_year(found: tuple[SpecialDay, ...]) -> bool:
            yearly = [each.dates.beginning_in(2026) for each in found if each.dates.is_yearly]
            return any(days.last.year == 2027 for days in yearly if days)

        # Half of the directories have such weeks.
        week = strategies.days(date(2026, 12, 28), date(2027, 1, 3))
        find(strategies.special_days(("desk",), on=week), has_new_year, settings=FIRST_FOUND)

    @pytest.mark.parametrize("number", [0, 1, 2])
    def test_any_number_of_levels(self, number: int) -> None:
        def has_so_many(desk: Directory) -> bool:
            return len(desk.escalation) == number

        find(strategies.directories(), has_so_many, settings=FIRST_FOUND)


def test_equal_arguments_have_one_strategy_and_others_another() -> None:
    assert strategies.closures(("a", "b")) is strategies.closures(("a", "b"))
    assert strategies.day_hours(step=60) is not strategies.day_hours(step=1)
