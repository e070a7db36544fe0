"""The testing kit itself: its strategies draw what they promise, and each law says what is wrong."""

from __future__ import annotations

import importlib
import sys
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, TypedDict, Unpack
from zoneinfo import ZoneInfo

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from ccb_support import (
    BOGOTA,
    AlwaysOpen,
    Closure,
    DayHours,
    Directory,
    Medium,
    MissingExtraError,
    NoChannelError,
    OpeningSpan,
    Priority,
    Recommendation,
    RequestType,
    Router,
    SpecialDay,
    Verdict,
    WeeklyHours,
    default_directory,
    recommend,
)
from ccb_support.testing import (
    Case,
    Law,
    LawBook,
    LawViolationError,
    Oracle,
    Recommender,
    check_laws,
    strategies,
)
from ccb_support.testing.boundary_instants import (
    MICROSECOND,
    around,
    clock_changes,
    clock_times,
    day_instants,
    exceptional_instants,
    range_ends,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

SHIPPED = default_directory()
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=BOGOTA)
"""A time at which the PQRS desk is open."""


class Options(TypedDict, total=False):
    prefer: Medium | None
    unavailable: Collection[str]


def altered(alter: Callable[[Recommendation], dict[str, object]]) -> Recommender:
    """Return a router that alters what the right one says."""

    def wrong(
        request_type: RequestType,
        priority: Priority,
        when: datetime,
        **options: Unpack[Options],
    ) -> Recommendation:
        answer = recommend(request_type, priority, when, **options)
        return answer.model_copy(update=alter(answer))

    return wrong


def opening(verdict: Verdict) -> Recommender:
    """Return a router whose trace tells of channels with that verdict that they open tomorrow."""
    return altered(
        lambda answer: {
            "trace": tuple(
                entry.model_copy(update={"opens_at": TUESDAY + DAY})
                if entry.verdict == verdict
                else entry
                for entry in answer.trace
            )
        }
    )


def silent(
    request_type: RequestType, priority: Priority, when: datetime, **_: Unpack[Options]
) -> Recommendation:
    del when
    raise NoChannelError(request_type, priority, (), ())


def broken(
    request_type: RequestType, priority: object, when: datetime, **_: Unpack[Options]
) -> Recommendation:
    if type(priority) is Priority:
        return recommend(request_type, priority, when)
    raise ZeroDivisionError


def forgetful_of_what_is_down(
    request_type: RequestType, priority: Priority, when: datetime, **_: Unpack[Options]
) -> Recommendation:
    return recommend(request_type, priority, when)


def restless(
    request_type: RequestType, priority: Priority, when: datetime, **options: Unpack[Options]
) -> Recommendation:
    answer = recommend(request_type, priority, when, **options)
    return answer if when == TUESDAY else answer.model_copy(update={"directory_version": "other"})


def timeless(
    request_type: RequestType, priority: Priority, when: datetime, **options: Unpack[Options]
) -> Recommendation:
    del when
    answer = recommend(request_type, priority, TUESDAY, **options)
    return answer.model_copy(update={"valid_from": None, "valid_until": None})


EMAIL, CHAT = SHIPPED.channels[-2:]

VIOLATIONS: list[tuple[Law, Recommender, str]] = [
    # the law, a router that breaks it, and what is found on a Tuesday morning
    (Law.TOTAL, silent, "there is no answer, though pqrs serves the request"),
    (Law.RULE, altered(lambda _: {"directory_version": "0"}), "directory_version is '0', and should be"),
    (Law.PREFERENCE, altered(lambda _: {"number": "1"}), "number is '1' with prefer=phone"),
    (Law.TRUTHFUL, altered(lambda _: {"open_now": False}), "open_now is False of pqrs, which is not true"),
    (Law.TRUTHFUL, altered(lambda _: {"opens_at": TUESDAY}), "pqrs is said to both open and close next"),
    (Law.TRUTHFUL, altered(lambda _: {"closes_at": None}), "closes_at of pqrs is None, and should be 2026-11-24 22:00:00+00:00"),
    (Law.TRUTHFUL, altered(lambda _: {"channel": CHAT, "closes_at": TUESDAY}), "closes_at of chat is 2026-11-24 09:30:00-05:00, when nothing changes"),
    (Law.TRUTHFUL, opening(Verdict.NOT_SERVED), "the trace tells when p1_mobile opens, which is not in use"),
    (Law.TRUTHFUL, opening(Verdict.ALTERNATIVE), "the trace tells when national_line opens, which is open"),
    (Law.SPAN, altered(lambda _: {"valid_from": TUESDAY + MINUTE}), "is not around the instant"),
    (Law.SPAN, restless, "the answer is another one at"),
    (Law.SPAN, altered(lambda _: {"valid_from": TUESDAY, "valid_until": TUESDAY + MINUTE}), "the answer still holds at"),
    (Law.SPAN, timeless, "pqrs changes at 2026-11-24 22:00:00+00:00, inside the span"),
    (Law.CRITICAL_PHONE, silent, "nobody can be called, though a telephone is attended"),
    (Law.CRITICAL_PHONE, altered(lambda _: {"channel": EMAIL, "alternatives": ()}), "no telephone is named, though one is attended"),
    (Law.UNAVAILABLE, forgetful_of_what_is_down, "pqrs is named, though it is unavailable"),
    (Law.INPUT, broken, "gives ZeroDivisionError"),
]  # fmt: skip

COMPLAINT_P3 = RequestType.COMPLAINT, Priority.MEDIUM
COMPLAINT = Case(*COMPLAINT_P3, TUESDAY)


class TestLawBook:
    """A law that is broken says how, with the question that shows it."""

    @pytest.mark.parametrize(("law", "router", "found"), VIOLATIONS)
    def test_says_what_is_wrong(self, law: Law, router: Recommender, found: str) -> None:
        with pytest.raises(LawViolationError) as caught:
            LawBook(router, SHIPPED).check(law, COMPLAINT)
        assert caught.value.law == law
        assert found in str(caught.value)
        assert str(caught.value).endswith(f". {caught.value.case}")

    def test_shows_the_question_as_it_was_asked(self) -> None:
        with pytest.raises(LawViolationError) as caught:
            LawBook(silent, SHIPPED).check(Law.TOTAL, COMPLAINT)
        assert caught.value.case == COMPLAINT
        assert str(caught.value.case) == "Asked: complaint, P3, 2026-11-24T09:30:00-05:00"
        other = Case(*COMPLAINT_P3, TUESDAY, prefer=Medium.CHAT, unavailable=("email",))
        assert str(other) == f"{COMPLAINT}, prefer=chat, unavailable=['email']"

    def test_finds_what_only_equals_a_priority_in_what_was_kept(self) -> None:
        kept: dict[object, Recommendation] = {}

        def keeping(
            request_type: RequestType,
            priority: Priority,
            when: datetime,
            **options: Unpack[Options],
        ) -> Recommendation:
            if priority not in kept:
                kept[priority] = recommend(request_type, priority, when, **options)
            return kept[priority]

        with pytest.raises(LawViolationError, match=r"3\.0.* gives an answer"):
            LawBook(keeping, SHIPPED).check(Law.INPUT, COMPLAINT)

    def test_a_horizon_is_as_long_when_clocks_are_put_back(self) -> None:
        """Regression: a true change just after it was once taken for one that does not happen."""
        new_york = ZoneInfo("America/New_York")
        closure = {
            "name": {"es": "Corte", "en": "outage"},
            "channels": "all",
            "starts": "2026-11-01T02:00",
            "ends": "2026-11-01T03:00",
        }
        directory = Directory.model_validate(
            SHIPPED.model_dump(mode="json") | {"time_zone": new_york.key, "closures": [closure]}
        )
        book = LawBook(Router(directory).recommend, directory, horizon=timedelta(hours=2))
        when = datetime(2026, 11, 1, 0, 30, tzinfo=new_york)
        assert Router(directory).recommend(*COMPLAINT_P3, when).closes_at == when.replace(
            hour=2, minute=0
        )
        book.check(Law.TRUTHFUL, Case(*COMPLAINT_P3, when))


class TestCheckLaws:
    """Every question of a range is asked, and counted."""

    DAY = date(2026, 11, 24)

    def test_counts_the_questions(self) -> None:
        asked: list[datetime] = []

        def counting(
            request_type: RequestType,
            priority: Priority,
            when: datetime,
            **options: Unpack[Options],
        ) -> Recommendation:
            asked.append(when)
            return recommend(request_type, priority, when, **options)

        count = check_laws(counting, SHIPPED, first=self.DAY, last=self.DAY)
        assert 0 < count < len(asked)
        for hour in (0, 7, 17):
            sharp = datetime(2026, 11, 24, hour, tzinfo=BOGOTA)
            assert {sharp - MICROSECOND, sharp, sharp + MICROSECOND} <= set(asked)

    def test_asks_more_of_a_longer_range(self) -> None:
        one, two = (
            check_laws(recommend, SHIPPED, first=self.DAY, last=last)
            for last in (self.DAY, self.DAY + DAY)
        )
        assert one < two


class TestOracle:
    """The oracle finds changes by going on minute by minute, and no farther than its horizon."""

    NEVER_OPEN = SHIPPED.model_copy(
        update={
            "channels": (SHIPPED.channels[0].model_copy(update={"hours": WeeklyHours(())}),),
        }
    )

    @pytest.mark.parametrize(
        ("asked", "last", "following"),
        [
            ("2026-11-24T09:30", "2026-11-24T07:00", "2026-11-24T17:00"),
            ("2026-11-24T07:00", "2026-11-24T07:00", "2026-11-24T17:00"),
            ("2026-11-24T06:59", "2026-11-23T17:00", "2026-11-24T07:00"),
            ("2026-11-24T17:00", "2026-11-24T17:00", "2026-11-25T07:00"),
            ("2026-11-24T16:59", "2026-11-24T07:00", "2026-11-24T17:00"),
        ],
    )
    @pytest.mark.parametrize("asked_before", [timedelta(), -DAY, DAY])
    def test_finds_the_change_before_and_after(
        self, asked: str, last: str, following: str, asked_before: timedelta
    ) -> None:
        oracle = Oracle(SHIPPED)
        when, before, after = (
            datetime.fromisoformat(each).replace(tzinfo=BOGOTA) for each in (asked, last, following)
        )
        # What it finds first is not taken for the answer to another question.
        oracle.next_change("pqrs", when + asked_before)
        oracle.last_change("pqrs", when + asked_before)
        assert oracle.next_change("pqrs", when) == after
        assert oracle.last_change("pqrs", when) == before

    def test_stops_at_its_horizon(self) -> None:
        oracle = Oracle(SHIPPED, horizon=timedelta(hours=7))
        assert oracle.next_change("pqrs", TUESDAY) is None
        assert oracle.last_change("pqrs", TUESDAY) == TUESDAY.replace(hour=7, minute=0)

    def test_finds_nobody_where_nothing_opens(self) -> None:
        answer = Oracle(self.NEVER_OPEN).answer(*COMPLAINT_P3, TUESDAY)
        assert (answer.channel, answer.contact, answer.reason) == (None, None, None)


class TestInstants:
    """The instants around which answers change are read off the directory."""

    def test_clock_times_are_all_openings_and_closings(self) -> None:
        half_day = SpecialDay(
            name=SHIPPED.name,
            date=date(2026, 12, 24),
            hours=DayHours((OpeningSpan(opens="08:00", closes="12:30"),)),
        )
        directory = SHIPPED.model_copy(update={"special_days": (half_day,)})
        assert clock_times(directory) == ("00:00", "07:00", "08:00", "12:30", "17:00", "24:00")

    def test_a_time_that_comes_twice_gives_two_instants(self) -> None:
        new_york = SHIPPED.model_copy(update={"time_zone": "America/New_York"})
        span = OpeningSpan(opens="01:30", closes="09:00")
        odd = SpecialDay(name=SHIPPED.name, date=date(2026, 11, 1), hours=DayHours((span,)))
        directory = new_york.model_copy(update={"special_days": (odd,)})
        twice = [
            instant
            for instant in day_instants(directory, odd.date)
            if f"{instant.astimezone(directory.zone):%H:%M}" == "01:30"
        ]
        assert twice[1] - twice[0] == timedelta(hours=1)

    @pytest.mark.parametrize(
        ("zone", "days"),
        [
            ("America/New_York", ["2026-03-08", "2026-11-01"]),
            ("Pacific/Apia", []),
            ("America/Bogota", []),
        ],
    )
    def test_clock_changes_are_the_days_on_which_the_offset_changes(
        self, zone: str, days: list[str]
    ) -> None:
        found = clock_changes(ZoneInfo(zone), date(2026, 1, 1), date(2026, 12, 31))
        assert [str(day) for day in found] == days

    def test_clock_changes_of_bogota_are_its_one_summer_time(self) -> None:
        starts, ends = clock_changes(BOGOTA)
        assert starts == date(1992, 5, 3)
        assert ends.year == 1993

    def test_exceptions_are_looked_for_on_supported_days_only(self) -> None:
        first = date(1984, 1, 1)
        special = SpecialDay(name=SHIPPED.name, date=first, hours=DayHours(()))
        directory = SHIPPED.model_copy(update={"special_days": (special,)})
        days = {each.astimezone(BOGOTA).date() for each in exceptional_instants(directory)}
        assert days == {first, first + DAY}

    def test_neighbours_stay_within_the_supported_range(self) -> None:
        first, end = range_ends(SHIPPED)
        assert [*around([first], SHIPPED)] == [first, first + MICROSECOND]
        assert [*around([end], SHIPPED)] == [end - MICROSECOND]


class TestWrittenWords:
    """What is drawn as people write it means what is drawn with it."""

    @given(strategies.written_request_types())
    def test_request_types(self, written: tuple[str, RequestType]) -> None:
        assert RequestType.parse(written[0]) == written[1]

    @given(strategies.written_priorities())
    def test_priorities(self, written: tuple[str | int, Priority]) -> None:
        assert Priority.parse(written[0]) == written[1]

    @given(strategies.written_media())
    def test_media(self, written: tuple[str, Medium]) -> None:
        assert Medium.parse(written[0]) == written[1]


class TestInstantsDrawn:
    """Instants are supported ones, written in any zone; boundary instants lie where answers change."""

    START, END = range_ends(SHIPPED)

    @given(strategies.instants())
    def test_instants_are_supported(self, when: datetime) -> None:
        assert self.START <= when < self.END
        recommend(*COMPLAINT_P3, when)

    @given(strategies.instants(written_in=st.just(UTC)))
    def test_instants_are_written_in_the_zone_asked_for(self, when: datetime) -> None:
        assert when.tzinfo is UTC

    @given(
        strategies.boundary_instants(
            SHIPPED,
            on=strategies.days(date(2026, 11, 24), date(2026, 11, 24)),
            written_in=st.just(BOGOTA),
        )
    )
    def test_boundary_instants_lie_at_the_hours_of_the_day(self, when: datetime) -> None:
        ends = (self.START, self.END)
        hours = [datetime(2026, 11, 24, hour, tzinfo=BOGOTA) for hour in (0, 7, 17)]
        assert min(abs(when - each) for each in (*ends, *hours)) <= MINUTE

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
        closure = Closure(
            name=SHIPPED.name,
            starts=datetime(2026, 12, 5, 22),  # noqa: DTZ001 - a closure is told by the wall clock
            ends=datetime(2026, 12, 6, 4),  # noqa: DTZ001 - likewise
        )
        directory = SHIPPED.model_copy(update={"closures": (closure,)})
        tuesday = strategies.days(date(2026, 11, 24), date(2026, 11, 24))
        drawn = strategies.boundary_instants(directory, on=tuesday)
        quick = settings(database=None, derandomize=True, max_examples=2000)
        assert find(drawn, lambda when: when == boundary, settings=quick) == boundary


class TestHoursDrawn:
    """Hours are valid, in steps of so many minutes."""

    @given(st.data(), st.sampled_from([1, 60]))
    def test_weekly_hours(self, data: st.DataObject, step: int) -> None:
        hours = data.draw(strategies.weekly_hours(step=step, most=6))
        assert len(hours.root) <= 6
        assert WeeklyHours.model_validate(hours.model_dump()) == hours
        assert_steps(hours.root, step)

    @given(st.data(), st.sampled_from([1, 60]))
    def test_day_hours(self, data: st.DataObject, step: int) -> None:
        hours = data.draw(strategies.day_hours(step=step))
        assert DayHours.model_validate(hours.model_dump()) == hours
        assert_steps(hours.root, step)

    @pytest.mark.parametrize("closes", ["24:00", "past midnight"])
    def test_weekly_hours_reach_midnight_and_pass_it(self, closes: str) -> None:
        def shows(hours: WeeklyHours) -> bool:
            return any(
                span.closes == closes if closes == "24:00" else span.closes < span.opens
                for span in hours.root
            )

        quick = settings(database=None, derandomize=True, max_examples=2000)
        assert shows(find(strategies.weekly_hours(), shows, settings=quick))


def assert_steps(spans: Collection[OpeningSpan], step: int) -> None:
    for span in spans:
        for clock_time in (span.opens, span.closes):
            hours, minutes = clock_time.split(":")
            assert (int(hours) * 60 + int(minutes)) % step == 0


class TestDirectoriesDrawn:
    """Directories are valid, and made of what is asked for."""

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
        dates = {day.date for day in directory.special_days}
        dates |= {closure.starts.date() for closure in directory.closures}
        assert dates <= {date(2026, 5, 1), date(2026, 5, 2)}

    @given(strategies.special_days(["a", "b"], hours=st.just(DayHours(()))))
    def test_special_days_have_the_hours_passed_in(self, special: tuple[SpecialDay, ...]) -> None:
        assert {day.hours for day in special} <= {DayHours(())}

    @given(strategies.cases(SHIPPED, when=st.just(TUESDAY)))
    def test_cases_ask_at_the_instants_passed_in(self, case: Case) -> None:
        assert case.when == TUESDAY
        assert {*case.unavailable} <= {*SHIPPED.channel_ids}


class TestImport:
    """The kit needs Hypothesis, and says how to install it; any other error is shown as it is."""

    @staticmethod
    def error_without(module: str, monkeypatch: pytest.MonkeyPatch) -> ModuleNotFoundError:
        for name in [name for name in sys.modules if name.startswith("ccb_support.testing")]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(ModuleNotFoundError) as caught:
            importlib.import_module("ccb_support.testing")
        return caught.value

    def test_without_hypothesis(self, monkeypatch: pytest.MonkeyPatch) -> None:
        error = self.error_without("hypothesis", monkeypatch)
        assert isinstance(error, MissingExtraError)
        assert "python -m pip install 'ccb-support[testing]'" in str(error)
        assert error.name == "hypothesis"

    def test_without_anything_else(self, monkeypatch: pytest.MonkeyPatch) -> None:
        error = self.error_without("ccb_support.model.text", monkeypatch)
        assert not isinstance(error, MissingExtraError)
        assert "pip install" not in str(error)
        assert error.name == "ccb_support.model.text"
