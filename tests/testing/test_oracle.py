"""The oracle, which reads a directory slowly, minute by minute."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import groupby
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccb_support import (
    Directory,
    Medium,
    NoChannelError,
    Priority,
    RequestType,
    Router,
    default_directory,
)
from ccb_support.model import ListedHoliday
from ccb_support.testing import Case, Law, LawBook, Oracle, strategies
from ccb_support.testing.boundary_instants import range_ends
from ccb_support.testing.oracle_hours import DAY, MINUTE, ChannelReader, WallSpan
from tests.builders import (
    at,
    channel,
    closure,
    directory,
    holiday,
    season,
    special_day,
)
from tests.systems import examples
from tests.testing.broken_routers import TUESDAY

SHIPPED = default_directory()

COMPLAINT_P3 = RequestType.COMPLAINT, Priority.MEDIUM


class TestOracle:
    """The oracle finds changes by going on minute by minute, and no farther than its horizon."""

    @pytest.mark.parametrize(
        ("asked", "following"),
        [
            ("2026-11-24T09:30", "2026-11-24T17:00"),
            ("2026-11-24T07:00", "2026-11-24T17:00"),
            ("2026-11-24T06:59", "2026-11-24T07:00"),
            ("2026-11-24T17:00", "2026-11-25T07:00"),
            ("2026-11-24T16:59", "2026-11-24T17:00"),
        ],
    )
    def test_finds_the_next_change(self, asked: str, following: str) -> None:
        assert Oracle(SHIPPED).next_change("pqrs", at(asked)) == at(following)

    def test_finds_no_change_of_what_is_always_open(self) -> None:
        assert Oracle(SHIPPED).next_change("email", TUESDAY) is None


class TestWholeAnswers:
    """The oracle answers as a router does, in every field, and in the zone of the directory."""

    @pytest.mark.parametrize("prefer", [None, *Medium])
    @pytest.mark.parametrize(
        "unavailable",
        [(), ("pqrs",), {"pqrs": TUESDAY + MINUTE}, {"email": None, "chat": TUESDAY - DAY}],
    )
    @pytest.mark.parametrize("when", [TUESDAY, at("2026-11-24 18:00")])
    def test_with_preferences_and_outages(
        self,
        when: datetime,
        unavailable: tuple[str, ...] | dict[str, datetime | None],
        prefer: Medium | None,
    ) -> None:
        question = Case(*COMPLAINT_P3, when, prefer, unavailable)
        for priority in (Priority.CRITICAL, Priority.MEDIUM):
            case = replace(question, priority=priority)
            LawBook(Router(SHIPPED).recommend, SHIPPED).check(Law.RULE, case)

    def test_in_the_zone_of_the_directory(self) -> None:
        answer = Oracle(SHIPPED).recommend(*COMPLAINT_P3, TUESDAY.astimezone(UTC))
        assert str(answer.closes_at) == "2026-11-24 17:00:00-05:00"
        assert str(answer.valid_from) == "2026-11-24 07:00:00-05:00"

    def test_two_channels_that_open_together(self) -> None:
        desk = directory(channel("b", "Mo-Fr 08:00-17:00"), channel("a", "Mo-Fr 08:00-12:00"))
        answer = Oracle(desk).recommend(*COMPLAINT_P3, at("2026-11-24 06:00"))
        assert answer.channel.id == "b"

    def test_an_error_has_the_people_to_turn_to(self) -> None:
        with pytest.raises(NoChannelError) as caught:
            Oracle(SHIPPED).recommend(*COMPLAINT_P3, TUESDAY, unavailable=SHIPPED.channel_ids)
        assert caught.value.escalation == SHIPPED.escalation


class TestSteadyChannels:
    """A channel that its week always opens, or never, changes at exceptions: each is found."""

    @pytest.mark.parametrize(
        ("desk", "asked", "following"),
        [
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
                directory(
                    channel(hours=""), special_days=[special_day("2026-07-01", "20:00-19:00")]
                ),
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
                directory(
                    channel(hours=""), special_days=[special_day("1984-01-01", "10:00-12:00")]
                ),
                "1984-01-01 06:00",
                "1984-01-01 10:00",
                id="on the first supported day",
            ),
            pytest.param(
                directory(
                    channel(hours=""), special_days=[special_day("2199-12-31", "20:00-22:00")]
                ),
                "2199-12-31 12:00",
                "2199-12-31 20:00",
                id="on the last supported day",
            ),
        ],
    )
    def test_the_next_change(self, desk: Directory, asked: str, following: str) -> None:
        when, after = (at(each, desk.time_zone) for each in (asked, following))
        assert Oracle(desk).next_change("desk", when) == after


class TestMissingTimes:
    """A time that the clock on the wall skips is the instant that Python takes it for."""

    DESK = channel("desk", "Mo-Su 02:00-04:00", holidays="open")

    @pytest.mark.parametrize(
        ("zone", "skipped", "is_open"),
        [
            ("America/New_York", "2026-03-08 02:30", True),  # as 03:30 of summer time
            ("America/New_York", "2026-03-08 03:30", True),
            ("Pacific/Apia", "2011-12-30 03:00", True),  # as 31 December, 03:00
            ("Pacific/Apia", "2011-12-30 12:00", False),
        ],
    )
    def test_it_is_read_by_way_of_utc(self, zone: str, skipped: str, *, is_open: bool) -> None:
        desk = directory(self.DESK, time_zone=zone)
        when = at(skipped, zone)
        assert Router(desk).status("desk", when).open_now is is_open
        assert Oracle(desk).is_open("desk", when) is is_open
        assert Oracle(desk).recommend(*COMPLAINT_P3, when) == Router(desk).recommend(
            *COMPLAINT_P3, when
        )

    def test_the_hours_of_a_skipped_day_and_hour_open_nothing(self) -> None:
        early = channel("early", "Mo-Su 02:00-03:00", holidays="open")
        spring = Oracle(directory(early, time_zone="America/New_York"))
        eve = at("2026-03-07 12:00", "America/New_York")
        assert spring.next_change("early", eve) == at("2026-03-09 02:00", "America/New_York")
        samoa = Oracle(directory(channel("friday", "Fr 09:00-17:00"), time_zone="Pacific/Apia"))
        skipped = at("2011-12-29 12:00", "Pacific/Apia")
        assert samoa.next_change("friday", skipped) == at("2012-01-06 09:00", "Pacific/Apia")

    def test_a_night_may_end_when_the_clock_is_set_at_midnight_of_utc(self) -> None:
        """Regression: the oracle looked at the days before that midnight, and after it."""
        night = channel("night", "Mo-Su 22:00-02:30", holidays="open")
        gaza = Oracle(directory(night, time_zone="Asia/Gaza"))
        midnight = datetime(2026, 3, 28, tzinfo=UTC)
        assert gaza.next_change("night", midnight - MINUTE) == midnight


class TestCauses:
    """The oracle names what shapes a run or closes a gap, as the router does."""

    DIRECTORY = directory(
        channel("desk", "Mo-Fr 07:00-17:00", holidays="closed"),
        channel("line"),
        special_days=[
            special_day("2026-07-12", "09:00-12:00", channels=["desk"]),
            special_day("2026-07-14/2026-07-15", channels=["desk"]),
            special_day("2026-07-20", channels=["line"]),
        ],
        closures=[closure("2026-07-16 06:00", "2026-07-16 12:00", channels=["desk"])],
    )

    @pytest.mark.parametrize(
        ("when", "causes"),
        [
            ("2026-07-09 12:00", [[], ["special_day 2026-07-20"]]),
            ("2026-07-21 12:00", [[], ["special_day 2026-07-20"]]),
            ("2026-07-12 10:00", [["special_day 2026-07-12"], ["special_day 2026-07-20"]]),
            (
                "2026-07-13 12:00",
                [
                    ["holiday 2026-07-13", "special_day 2026-07-14", "closure 2026-07-16"],
                    ["special_day 2026-07-20"],
                ],
            ),
            ("2026-07-20 12:00", [["holiday 2026-07-20"], ["special_day 2026-07-20"]]),
        ],
    )
    def test_of_each_kind(self, when: str, causes: list[list[str]]) -> None:
        for router in (Oracle(self.DIRECTORY), Router(self.DIRECTORY)):
            trace = router.recommend(*COMPLAINT_P3, at(when)).trace
            assert [[f"{c.kind} {c.date}" for c in entry.because] for entry in trace] == causes


class TestCausesOfSeasons:
    """A season explains what it takes of the week's hours, and what it gives."""

    DIRECTORY = directory(
        channel("desk", "Mo-Fr 08:00-17:00", holidays="closed"),
        seasons=[
            season("2026-08-10/2026-08-15", "Mo-Fr 08:00-17:00; Sa 09:00-12:00"),
            season("12-14/12-31", "Mo-Fr 08:00-12:00"),
        ],
        special_days=[special_day("2026-12-24", "08:00-10:00")],
    )

    @pytest.mark.parametrize(
        ("when", "causes"),
        [
            pytest.param("2026-08-14 12:00", [], id="it has the week's hours"),
            pytest.param("2026-08-15 10:00", ["season 2026-08-10 2026-08-15"], id="it gives"),
            pytest.param("2026-08-15 12:00", ["holiday 2026-08-17 2026-08-17"], id="it is over"),
            pytest.param("2026-12-11 18:00", [], id="it has not begun"),
            pytest.param("2026-12-14 09:00", ["season 2026-12-14 2026-12-31"], id="it cuts a run"),
            pytest.param("2026-12-14 13:00", ["season 2026-12-14 2026-12-31"], id="it takes"),
            pytest.param(
                "2026-12-24 09:00",
                ["special_day 2026-12-24 2026-12-24"],
                id="a special day cuts its run",
            ),
            pytest.param(
                "2026-12-24 11:00",
                ["special_day 2026-12-24 2026-12-24", "holiday 2026-12-25 2026-12-25"],
                id="a special day and a holiday are above it",
            ),
            pytest.param(
                "2026-12-31 13:00",
                ["season 2026-12-14 2026-12-31", "holiday 2027-01-01 2027-01-01"],
                id="it takes the last afternoon",
            ),
            pytest.param("2027-01-04 12:00", [], id="a run after it"),
            pytest.param("2027-12-14 13:00", ["season 2027-12-14 2027-12-31"], id="next year's"),
        ],
    )
    def test_by_its_days(self, when: str, causes: list[str]) -> None:
        for router in (Oracle(self.DIRECTORY), Router(self.DIRECTORY)):
            (entry,) = router.recommend(*COMPLAINT_P3, at(when)).trace
            assert [f"{c.kind} {c.date} {c.last_date}" for c in entry.because] == causes


class TestCausesOfYearlyEntries:
    """The oracle names what the contract names, and of what comes every year no more than once."""

    @pytest.mark.parametrize("length", ["08:00-17:00", "00:00-24:00"])
    def test_of_a_run_without_end(self, length: str) -> None:
        every_day = special_day("12-24", length)
        written = directory(channel(), special_days=[every_day])
        self.assert_agree(written, "2026-12-20 12:00")
        self.assert_agree(written, "2026-12-24 18:00")

    def test_of_a_run_beside_a_holiday_with_hours(self) -> None:
        written = directory(channel(hours="Mo-Fr 08:00-17:00", holidays="10:00-12:00"))
        for when in ("2026-12-07 09:00", "2026-12-08 11:00", "2026-12-09 09:00"):
            self.assert_agree(written, when)

    @pytest.mark.parametrize("calendar", ["CO", (holiday("2026-12-08"),)])
    def test_of_a_gap_that_only_a_holiday_with_hours_ends(
        self, calendar: str | tuple[ListedHoliday, ...]
    ) -> None:
        never = channel(hours="", holidays="10:00-12:00")
        self.assert_agree(directory(never, holiday_calendar=calendar), "2026-12-01 09:00")

    @staticmethod
    def assert_agree(written: Directory, when: str) -> None:
        question = RequestType.INCIDENT, Priority.HIGH, at(when)
        assert Oracle(written).recommend(*question) == Router(written).recommend(*question)


class TestLongGap:
    """The oracle reads a gap of two centuries on the few days that may end or explain it."""

    MORNINGS = season("2026-11-04/2026-11-10", "Mo-Fr 08:00-12:00")

    @pytest.mark.parametrize(
        "exceptions",
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
    def test_few_days_are_read(
        self, holidays: str, exceptions: dict[str, Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        read: set[date] = set()
        monkeypatch.setattr(ChannelReader, "spans", noting(read, ChannelReader.spans))
        monkeypatch.setattr(
            ChannelReader, "ordinary_spans", noting(read, ChannelReader.ordinary_spans)
        )
        never = channel("never", "", holidays=holidays)
        desk = directory(never, channel("always"), **exceptions)
        question = RequestType.INCIDENT, Priority.HIGH, at("2026-12-01 12:00")
        assert Oracle(desk).recommend(*question) == Router(desk).recommend(*question)
        assert len(read) < 40


def noting(
    read: set[date], reader: Callable[[ChannelReader, date], Iterable[WallSpan]]
) -> Callable[[ChannelReader, date], Iterable[WallSpan]]:
    """Return a reader of days that notes which days it has read."""

    def note(self: ChannelReader, day: date) -> Iterable[WallSpan]:
        read.add(day)
        return reader(self, day)

    return note


class TestOpenTime:
    """The oracle counts open time run by run."""

    def test_it_adds_what_it_counts(self) -> None:
        oracle = Oracle(SHIPPED)
        friday, monday = at("2026-11-27 16:00"), at("2026-11-30 10:00")
        assert oracle.open_time("pqrs", friday, monday) == timedelta(hours=4)
        assert oracle.add_open_time("pqrs", friday, timedelta(hours=4)) == monday
        spans = oracle.open_spans("pqrs", friday.astimezone(UTC), monday)
        assert {str(each.tzinfo) for span in spans for each in span} == {"America/Bogota"}
        assert spans == [
            (friday, at("2026-11-27 17:00")),
            (at("2026-11-30 07:00"), monday),
        ]


@given(strategies.directories(), st.data())
@settings(max_examples=examples(20))
def test_runs_are_as_a_walk_minute_by_minute_finds_them(
    desk: Directory, data: st.DataObject
) -> None:
    oracle = Oracle(desk)
    start = data.draw(strategies.boundary_instants(desk, written_in=st.just(UTC)))
    minutes = (start.replace(second=0, microsecond=0) + each * MINUTE for each in range(1, 360))
    later = [each for each in minutes if each < range_ends(desk)[1]]
    for channel_id in desk.channel_ids:
        change = oracle.next_change(channel_id, start)
        before = [start, *(each for each in later if change is None or each < change)]
        runs = groupby([start, *later], partial(oracle.is_open, channel_id))
        assert [*next(runs)[1]] == before
