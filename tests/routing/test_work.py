"""How much work a question takes, counted and not timed: so growth shows without a clock."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from operator import is_
from unittest.mock import MagicMock

import pytest
from dateutil import tz

from ccb_support import (
    BOGOTA,
    Directory,
    Priority,
    RequestType,
    Router,
    default_directory,
    diff,
    verify,
)
from ccb_support.calendars.colombia import COLOMBIA, HOLIDAYS
from ccb_support.model import Closure, SpecialDay
from ccb_support.routing.answer_maker import AnswerMaker
from ccb_support.schedule.channel_hours import OpenHours, Stretch
from ccb_support.schedule.layers import Schedule
from ccb_support.schedule.weekly_spans import Week
from tests.builders import (
    NOON,
    OFFICE,
    changed,
    channel,
    closure,
    directory,
    season,
    shipped,
    special_day,
)
from tests.call_counts import calls_of, count_calls

COMPLAINT = RequestType.COMPLAINT, Priority.MEDIUM
YEAR = datetime(2026, 1, 1, tzinfo=BOGOTA), datetime(2027, 1, 1, tzinfo=BOGOTA)


def many_channels(count: int) -> Directory:
    """Return a directory that repeats the shipped channels."""
    channels = default_directory().channels
    return shipped(
        channels=[
            changed(channels[number % len(channels)], id=f"channel_{number}")
            for number in range(count)
        ]
    )


def half_days(count: int) -> list[SpecialDay]:
    """Return half days of the desk, one each week, the first two months after `NOON`."""
    days = [date(2027, 1, 26) + timedelta(days=7 * number) for number in range(count)]
    return [special_day(f"{day}", "07:00-12:00", channels=["pqrs"]) for day in days]


def outage(starts: str, ends: str) -> Closure:
    """Return an outage of the desk."""
    return closure(starts, ends, channels=["pqrs"])


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count what is done from now on: days read, blocks, answers and causes worked out."""
    return count_calls(
        monkeypatch,
        {
            "days": (Week, "add_edges"),
            "blocks": (Schedule, "openness"),
            "answers": (AnswerMaker, "_make_answer"),
            "causes": (OpenHours, "_explain"),
            "changed days": (Schedule, "_find_changes"),
            "searches": (Stretch, "causes"),
        },
    )


class TestCold:
    """A first answer works out one block for each set of hours that changes, and itself."""

    @pytest.mark.parametrize(
        ("request_type", "most_blocks"),
        [
            (RequestType.COMPLAINT, 2),  # the desk's: the gap or run may meet the next block
            (RequestType.INCIDENT, 0),  # the lines never change, so nothing is worked out for them
        ],
    )
    @pytest.mark.parametrize("directory", [shipped(), many_channels(100)], ids=["5", "100"])
    def test_the_first_answer(
        self, request_type: RequestType, most_blocks: int, directory: Directory, work: Counter[str]
    ) -> None:
        router = Router(directory)
        work.clear()
        router.recommend(request_type, Priority.MEDIUM, NOON)
        assert work["answers"] == 1
        assert work["blocks"] <= 1 + most_blocks
        assert work["days"] <= 3 * work["blocks"]

    def test_a_status_takes_the_same_calls_however_many_channels_there_are(self) -> None:
        few, many = Router(many_channels(5)), Router(many_channels(100))
        for router in few, many:
            # The calendar keeps the holidays of a year once it has read them.
            router.status("channel_0", NOON)
        later = NOON + timedelta(days=30)
        calls = calls_of(lambda: few.status("channel_0", later))
        assert calls_of(lambda: many.status("channel_95", later)) == calls > 0

    def test_a_year_is_worked_out_once(self, work: Counter[str]) -> None:
        """A year has some thirty blocks, and each change of the desk is one answer."""
        router = Router(default_directory())
        answers = list(router.timeline(*COMPLAINT, *YEAR))
        assert work["answers"] == len(answers)
        assert work["blocks"] <= 35
        # Once for a block, and twice more for each holiday.
        assert work["days"] <= 3 * work["blocks"]
        work.clear()
        assert all(map(is_, router.timeline(*COMPLAINT, *YEAR), answers))
        assert not work

    def test_reports_of_ten_years_make_no_answer(self, work: Counter[str]) -> None:
        """`verify` and `diff` read the plans: each block of the desk is worked out once."""
        ends = datetime(2020, 1, 1, tzinfo=BOGOTA), datetime(2030, 1, 1, tzinfo=BOGOTA)
        verify(default_directory(), *ends)
        assert work["answers"] == 0
        assert work["blocks"] <= 10 * 35
        work.clear()
        week_off = outage("2026-11-23 00:00", "2026-11-28 00:00")
        diff(default_directory(), shipped(closures=[week_off]), *ends)
        assert work["answers"] == 0
        assert work["blocks"] <= 2 * 10 * 35


class TestWarm:
    """A second question about a day takes only a look-up."""

    def test_regression_a_year_of_a_thousand_channels_is_kept(self, work: Counter[str]) -> None:
        router = Router(many_channels(1_000))
        for _ in range(3):
            work.clear()
            for day in range(365):
                router.recommend(*COMPLAINT, NOON + timedelta(days=day))
        assert not work

    def test_a_look_takes_the_same_calls_however_many_channels_there_are(self) -> None:
        assert _warm_calls(Router(many_channels(500))) == _warm_calls(Router(default_directory()))

    @pytest.mark.parametrize(
        "zone", [BOGOTA, UTC, timezone(timedelta(hours=-5)), tz.gettz("America/Lima")], ids=repr
    )
    @pytest.mark.parametrize("priority", [Priority.MEDIUM, 3, "P3", "prioridad 3"], ids=repr)
    @pytest.mark.parametrize(
        "request_type", [RequestType.COMPLAINT, "complaint", "queja", "QUEJAS"], ids=repr
    )
    def test_what_is_asked_again_is_not_read_again(
        self,
        request_type: RequestType | str,
        priority: Priority | int | str,
        zone: tzinfo,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        router = Router(default_directory())
        for _ in range(2):
            router.recommend(request_type, priority, NOON.astimezone(zone))

        reading = MagicMock()
        monkeypatch.setattr("ccb_support.routing.router.parse_request", reading)
        router.recommend(request_type, priority, NOON.astimezone(zone))
        reading.assert_not_called()


def _warm_calls(router: Router) -> int:
    for _ in range(2):
        router.recommend(*COMPLAINT, NOON)
    return calls_of(lambda: router.recommend(*COMPLAINT, NOON))


def cold_work(directory: Directory, holidays: set[date], work: Counter[str]) -> Counter[str]:
    router = Router(directory, holidays=holidays)
    work.clear()
    router.recommend(*COMPLAINT, datetime(2026, 11, 28, 12, tzinfo=BOGOTA))
    return work.copy()


def holidays_through(year: int) -> set[date]:
    days = (date(2026, 1, 1) + timedelta(days=number) for number in range(366 * (year - 2025)))
    return {day for day in days if day.year <= year and day in COLOMBIA}


class TestGrowth:
    """What a first answer costs does not grow with anything that it does not show."""

    def test_holidays_and_their_years(self, work: Counter[str]) -> None:
        directory = default_directory()
        few, all_of_them = (holidays_through(year) for year in (2026, 2199))
        assert len(all_of_them) > 100 * len(few)
        assert cold_work(directory, few, work) == cold_work(directory, all_of_them, work)

    def test_changed_hours_elsewhere(self, work: Counter[str]) -> None:
        days = [date(2027, 1, 1) + timedelta(days=number) for number in range(500)]
        closures = [outage(f"{day} 00:00", f"{day} 03:00") for day in days]
        none, some, a_lot = (
            cold_work(
                shipped(special_days=half_days(count), closures=closures[:count]), set(), work
            )
            for count in (0, 5, 500)
        )
        assert none == some == a_lot

    def test_closures_to_come(self) -> None:
        """Regression: for each span of hours, all later closures were once looked at."""

        def calls(weeks: int) -> int:
            days = [date(2027, 1, 5) + timedelta(weeks=week) for week in range(weeks)]
            router = Router(
                shipped(closures=[outage(f"{day} 10:00", f"{day} 11:00") for day in days])
            )
            span = NOON, NOON + timedelta(weeks=weeks)
            return calls_of(lambda: [*router.timeline(*COMPLAINT, *span)])

        assert calls(400) <= 2.1 * calls(200)

    def test_how_far_the_next_opening_lies(self, work: Counter[str]) -> None:
        """Regression: the look past a long closure was once as wide as the closure is long."""
        soon, late, last = (
            cold_work(shipped(closures=[outage("2026-11-25 00:00", f"{end} 00:00")]), set(), work)
            for end in ("2027-06-15", "2050-06-15", "2199-06-18")
        )
        # A block inside the closure takes one look, and no day of it is read.
        assert soon["answers"] == late["answers"] == last["answers"] == 1
        assert max(late["days"], last["days"]) <= soon["days"] + 1
        assert late["blocks"] <= 25 * 32
        assert last["blocks"] <= 175 * 32

    def test_a_long_closure_is_worked_out_once(self, work: Counter[str]) -> None:
        """Regression: each few weeks of it, the names of all its holidays were once gathered."""
        router = Router(shipped(closures=[outage("2027-01-01 00:00", "2037-01-01 00:00")]))
        for year in range(2028, 2036):
            router.recommend(*COMPLAINT, NOON.replace(year=year))
        assert work["answers"] == 1

    def test_a_long_closure_asks_one_day_of_each_season(self, work: Counter[str]) -> None:
        summers = season("06-01/08-31", "Mo-Fr 08:00-12:00")
        ten_years = outage("2027-01-04 00:00", "2037-01-01 00:00")
        router = Router(shipped(seasons=[summers], closures=[ten_years]))
        answer = router.recommend(*COMPLAINT, NOON.replace(year=2030))
        assert answer.trace[0].because
        assert work["changed days"] <= 10 * (len(HOLIDAYS) + 2)


class TestShared:
    """Answers share what they have in common, so each takes little memory and little work."""

    def test_what_a_channel_does_is_explained_once(self, work: Counter[str]) -> None:
        """Regression: each answer once asked for the causes of every channel that may change."""
        lines = ("phone", "mail", "chat")
        desk = directory(
            channel("office", OFFICE, holidays="08:00-12:00"),
            *(channel(each, holidays="08:00-12:00") for each in lines),
            seasons=[season("12-15/01-15", "Mo-Fr 08:00-12:00")],
        )
        router = Router(desk, holidays=set[date]())
        work.clear()
        spring = datetime(2026, 3, 1, tzinfo=BOGOTA), datetime(2026, 5, 1, tzinfo=BOGOTA)
        answers = list(router.timeline("claim", 3, *spring))
        assert len(answers) == work["answers"] > 80
        # The lines are open all the time: as the answer beside the office, and instead of it.
        assert work["causes"] <= len(answers) + 2 * len(lines)

    def test_far_from_exceptions_nothing_is_searched(self, work: Counter[str]) -> None:
        router = Router(shipped(seasons=[season("12-15/01-15", "Mo-Fr 08:00-12:00")]))
        work.clear()
        spring = datetime(2026, 2, 1, tzinfo=BOGOTA), datetime(2026, 6, 1, tzinfo=BOGOTA)
        answers = list(router.timeline(*COMPLAINT, *spring))
        assert 0 < work["searches"] < len(answers) / 4

    def test_an_open_channel_that_nothing_can_explain_is_not_searched(
        self, work: Counter[str]
    ) -> None:
        assert Router(default_directory()).status("pqrs", NOON).open_now
        assert (work["causes"], work["searches"]) == (1, 0)

    def test_entries_that_say_the_same_are_one_object(self) -> None:
        router = Router(default_directory())
        answers = list(router.timeline(*COMPLAINT, *YEAR))
        answers += router.timeline(RequestType.CLAIM, Priority.HIGH, *YEAR)
        entries = [entry for answer in answers for entry in answer.trace]
        different = {(entry.channel, entry.verdict, entry.opens_at) for entry in entries}
        assert len({id(entry) for entry in entries}) == len(different) < len(entries) / 8
