"""What a router is asked, what it refuses, and what it keeps."""

from __future__ import annotations

import copy
import io
import pickle
import re
import struct
import threading
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, TypeVar, cast
from zoneinfo import ZoneInfo

import pytest

import ccb_support
from ccb_support import (
    BOGOTA,
    COLOMBIA,
    Channel,
    Day,
    Directory,
    EmptyRangeError,
    LocalizedText,
    NaiveDatetimeError,
    NoChannelError,
    NotACalendarError,
    NotACollectionError,
    NotADatetimeError,
    OutOfRangeError,
    Phone,
    Priority,
    Reason,
    Recommendation,
    RequestType,
    Router,
    UnknownChannelError,
    UnknownMediumError,
    Verdict,
    WeeklyHours,
    WeeklySpan,
    default_directory,
    recommend,
    timeline,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")

MICROSECOND = timedelta(microseconds=1)
NOON = datetime(2026, 11, 24, 12, tzinfo=BOGOTA)
FIRST = datetime(1984, 1, 1, tzinfo=BOGOTA)
END = datetime(2200, 1, 1, tzinfo=BOGOTA)


def desk(channel_id: str, *spans: str, **changes: object) -> Channel:
    """A channel with hours such as `monday 08:00-12:00`."""
    hours: list[object] = []
    for span in spans:
        day, opens, closes = re.split("[ -]", span)
        hours.append({"days": [day], "opens": opens, "closes": closes})
    content: dict[str, object] = {
        "id": channel_id,
        "name": {"es": f"Mesa {channel_id}", "en": f"desk {channel_id}"},
        "request_types": "all",
        "priorities": "all",
        "hours": hours,
        "holidays": "open",
        "contacts": [{"medium": "phone", "printed": "1", "e164": "+576015550100"}],
    }
    return Channel.model_validate(content | changes)


def directory(*channels: Channel, **changes: object) -> Directory:
    content: dict[str, object] = {
        "format": 1,
        "version": "1",
        "as_of": date(2026, 1, 1),
        "name": LocalizedText(es="Mesas", en="desks"),
        "time_zone": "America/Bogota",
        "channels": channels,
    }
    return Directory.model_validate(content | changes)


def through_pickle(value: _T) -> _T:
    return cast("_T", pickle.loads(pickle.dumps(value)))  # noqa: S301 - its own pickle


LIBERIA_BEFORE_1972 = (
    struct.pack(">4s16x6I", b"TZif", 0, 0, 0, 0, 1, 4)  # one kind of time, a name of four letters
    + struct.pack(">iBB", -(44 * 60 + 30), 0, 0)
    + b"MMT\0"
)
"""A zone file as of RFC 9636, in its first and shortest version."""


class TestNothingOpen:
    """If no channel is open, the one that opens soonest is the answer; ties keep the order."""

    def test_the_one_that_opens_soonest(self) -> None:
        router = Router(
            directory(desk("late", "monday 09:00-10:00"), desk("soon", "monday 08:00-09:30"))
        )
        answer = router.recommend("incident", 3, datetime(2026, 11, 28, 12, tzinfo=BOGOTA))
        assert answer.channel.id == "soon"
        assert answer.reason is Reason.OPENS_NEXT
        assert not answer.open_now
        assert answer.opens_at == datetime(2026, 11, 30, 8, tzinfo=BOGOTA)
        assert answer.closes_at is None
        assert answer.alternatives == ()
        assert [entry.verdict for entry in answer.trace] == [Verdict.CLOSED, Verdict.RECOMMENDED]
        assert answer.trace[0].opens_at == datetime(2026, 11, 30, 9, tzinfo=BOGOTA)

    def test_a_tie_keeps_the_order(self) -> None:
        router = Router(directory(desk("a", "monday 08:00-09:00"), desk("b", "monday 08:00-10:00")))
        answer = router.recommend("incident", 3, datetime(2026, 11, 28, 12, tzinfo=BOGOTA))
        assert answer.channel.id == "a"

    def test_its_first_contact_is_the_one_to_use(self) -> None:
        contacts = [
            {"medium": "email", "address": "a@example.org"},
            {"medium": "phone", "printed": "1", "e164": "+576015550100"},
        ]
        router = Router(directory(desk("a", "monday 08:00-09:00", contacts=contacts)))
        assert router.recommend("incident", 3, NOON).uri == "mailto:a@example.org"

    def test_a_preference_has_no_effect(self) -> None:
        mailbox = {"contacts": [{"medium": "email", "address": "a@example.org"}]}
        router = Router(
            directory(desk("a", "monday 08:00-09:00"), desk("b", "monday 09:00-10:00", **mailbox))
        )
        when = datetime(2026, 11, 28, 12, tzinfo=BOGOTA)
        plain = router.recommend("incident", 3, when)
        assert router.recommend("incident", 3, when, prefer="email") == plain


class TestNobody:
    """Where no available channel serves the request, now or later, an error says why."""

    @pytest.mark.parametrize("request_type", RequestType)
    def test_everything_is_down(self, request_type: RequestType) -> None:
        down = default_directory().channel_ids
        with pytest.raises(NoChannelError) as caught:
            recommend(request_type, 1, NOON, unavailable=down)
        verdicts = {entry.verdict for entry in caught.value.trace}
        assert verdicts == (
            {Verdict.UNAVAILABLE}
            if request_type in _PQRS
            else {Verdict.NOT_SERVED, Verdict.UNAVAILABLE}
        )
        assert [level.level for level in caught.value.escalation] == [1, 2, 3]

    def test_a_desk_without_hours(self) -> None:
        with pytest.raises(NoChannelError, match="incident"):
            Router(directory(desk("never"))).recommend("incident", 2, NOON)

    def test_a_timeline_ends_where_nobody_is_left(self) -> None:
        closing = {
            "name": {"es": "Cierre", "en": "end"},
            "starts": "2026-11-24T12:00",
            "ends": "2200-01-01T00:00",
        }
        router = Router(directory(desk("a", "tuesday 08:00-17:00"), closures=[closing]))
        answers = router.timeline(
            "incident", 2, NOON - timedelta(hours=1), NOON + timedelta(days=9)
        )
        assert next(answers).closes_at == NOON
        with pytest.raises(NoChannelError):
            next(answers)

    def test_a_day_on_which_nobody_is_left_is_told_right_every_time(self) -> None:
        closing = {
            "name": {"es": "Cierre", "en": "end"},
            "starts": "2026-11-24T12:00",
            "ends": "2200-01-01T00:00",
        }
        router = Router(directory(desk("a", "tuesday 08:00-17:00"), closures=[closing]))
        for _ in range(3):
            answer = router.recommend(RequestType.INCIDENT, Priority.HIGH, NOON - MICROSECOND)
            assert answer.channel.id == "a"
            with pytest.raises(NoChannelError):
                router.recommend(RequestType.INCIDENT, Priority.HIGH, NOON)


_PQRS = {"petition", "complaint", "claim", "suggestion", "appeal"}


class TestReason:
    """A desk that answers in place of a reserved one is a fallback only where that comes first."""

    @pytest.mark.parametrize(
        ("order", "reason"),
        [
            (["reserved", "general"], Reason.FALLBACK),
            (["general", "reserved"], Reason.GENERAL),
        ],
    )
    def test_the_order_of_the_directory_counts(self, order: list[str], reason: Reason) -> None:
        desks = {
            "general": desk("general", "tuesday 08:00-17:00"),
            "reserved": desk("reserved", "monday 08:00-17:00", request_types=["claim"]),
        }
        answer = Router(directory(*(desks[each] for each in order))).recommend("claim", 3, NOON)
        assert (answer.channel.id, answer.reason) == ("general", reason)


class TestTrace:
    """The trace tells of each channel its name and how to reach it."""

    def test_names_and_contacts(self) -> None:
        for entry, channel in zip(
            recommend("incident", 3, NOON).trace, default_directory().channels, strict=True
        ):
            assert (entry.channel, entry.name, entry.contacts) == (
                channel.id, channel.name, channel.contacts,
            )  # fmt: skip


class TestUnavailable:
    """`unavailable` takes a collection of known ids, and nothing else."""

    @pytest.mark.parametrize(
        "ids", [["chat"], ("chat",), {"chat"}, frozenset({"chat"}), {"chat": 1}]
    )
    def test_any_collection(self, ids: list[str]) -> None:
        answer = recommend("incident", 4, NOON, unavailable=ids)
        assert [channel.id for channel in answer.alternatives] == ["email"]

    @pytest.mark.parametrize(
        "ids",
        ["chat", "", b"cha", None, 5, iter(["chat"])],
        ids=["a word", "no word", "bytes", "nothing", "a number", "an iterator"],
    )
    def test_no_collection(self, ids: object) -> None:
        with pytest.raises(NotACollectionError, match=re.escape(repr(ids))) as caught:
            recommend("incident", 4, NOON, unavailable=cast("list[str]", ids))
        assert isinstance(caught.value, TypeError)

    @pytest.mark.parametrize("unknown", ["fax", "", 5, None, ["chat"]])
    def test_unknown_ids(self, unknown: object) -> None:
        with pytest.raises(UnknownChannelError, match=re.escape(repr(unknown))) as caught:
            recommend("incident", 4, NOON, unavailable=cast("list[str]", [unknown]))
        assert caught.value.accepted == default_directory().channel_ids


class TestPrefer:
    """`prefer` takes a medium, as people write it."""

    @pytest.mark.parametrize("word", ["chat", "Chat en línea", "CHAT ONLINE"])
    def test_words(self, word: str) -> None:
        assert recommend("incident", 4, NOON, prefer=word).channel.id == "chat"

    @pytest.mark.parametrize("word", ["fax", "", 5, True])
    def test_unknown_words(self, word: object) -> None:
        with pytest.raises(UnknownMediumError, match=re.escape(repr(word))):
            recommend("incident", 4, NOON, prefer=cast("str", word))

    def test_a_medium_that_no_open_channel_has_changes_nothing(self) -> None:
        router = Router(directory(desk("a", "tuesday 08:00-17:00")))
        plain = router.recommend("incident", 4, NOON)
        assert router.recommend("incident", 4, NOON, prefer="chat") == plain


class TestWhen:
    """`when` is an aware datetime within the supported range of the directory's zone."""

    @pytest.mark.parametrize("inside", [FIRST, END - MICROSECOND])
    def test_the_ends_of_the_range(self, inside: datetime) -> None:
        answer = recommend("complaint", 3, inside)
        assert answer.holds_at(inside)
        assert recommend("complaint", 3, inside.astimezone(UTC)) is answer

    @pytest.mark.parametrize("request_type", ["incident", "complaint"])
    @pytest.mark.parametrize(
        "outside",
        [
            FIRST - MICROSECOND,
            END,
            datetime(1, 1, 1, tzinfo=UTC),
            datetime(9999, 12, 31, tzinfo=UTC),
        ],
    )
    def test_outside_is_an_error_for_every_request_alike(
        self, request_type: str, outside: datetime
    ) -> None:
        with pytest.raises(OutOfRangeError, match=re.escape(repr(outside))):
            recommend(request_type, 1, outside)

    @pytest.mark.parametrize("when", [None, "2026-11-24", 1.5, date(2026, 11, 24)])
    def test_no_datetime(self, when: object) -> None:
        with pytest.raises(NotADatetimeError, match=re.escape(repr(when))):
            recommend("incident", 1, cast("datetime", when))

    def test_naive(self) -> None:
        naive = NOON.replace(tzinfo=None)
        for _ in range(3):
            with pytest.raises(NaiveDatetimeError, match=r"replace\(tzinfo=ccb_support.BOGOTA\)"):
                recommend(RequestType.INCIDENT, Priority.CRITICAL, naive)


class TestDays:
    """Asking again about a day gives the same answers, in whatever zone, at every minute."""

    @pytest.mark.parametrize(
        "zone",
        [BOGOTA, UTC, ZoneInfo("UTC"), ZoneInfo("Asia/Kathmandu"), timezone(timedelta(hours=-5))],
    )
    def test_the_same_object_each_time(self, zone: tzinfo) -> None:
        for minute in range(0, 24 * 60, 10):
            when = (datetime(2026, 11, 24, tzinfo=BOGOTA) + timedelta(minutes=minute)).astimezone(
                zone
            )
            answers = [recommend(RequestType.CLAIM, Priority.LOW, when) for _ in range(3)]
            assert answers[0] is answers[1] is answers[2]
            assert answers[0].holds_at(when)

    @pytest.mark.parametrize(
        "day", [date(2026, 3, 8), date(2026, 11, 1), date(1984, 1, 1), date(2199, 12, 31)]
    )
    def test_days_on_which_the_clock_is_set_and_days_at_the_ends(self, day: date) -> None:
        zone = ZoneInfo("America/New_York")
        spans = [f"{name} 01:30-02:30" for name in ("sunday", "tuesday")]
        channels = desk("night", *spans), desk("always", hours="always")
        router = Router(directory(*channels, time_zone="America/New_York"))
        start = datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
        for minute in range(23 * 60):
            when = (start + timedelta(minutes=minute)).astimezone(zone)
            first, *others = [
                router.recommend(RequestType.CLAIM, Priority.LOW, when) for _ in range(3)
            ]
            assert all(other is first for other in others)
            is_night = 1.5 <= when.hour + when.minute / 60 < 2.5
            assert first.channel.id == ("night" if is_night else "always")

    @pytest.mark.parametrize("day", [24, 29], ids=["Tuesday", "Sunday"])
    def test_a_zone_whose_minutes_are_not_the_desk_s(self, day: int) -> None:
        """Liberia kept its clock 44 minutes and 30 seconds behind until 1972."""
        zone = ZoneInfo.from_file(io.BytesIO(LIBERIA_BEFORE_1972))
        for minute in range(24 * 60):
            when = datetime(2026, 11, day, tzinfo=zone) + timedelta(minutes=minute)
            asked = [recommend(RequestType.CLAIM, Priority.LOW, when) for _ in range(3)]
            right = recommend(RequestType.CLAIM, Priority.LOW, when.astimezone(BOGOTA))
            assert all(answer is right for answer in asked)

    def test_a_zone_that_can_not_be_a_key_is_answered_each_time(self) -> None:
        class Unhashable(tzinfo):
            __hash__ = None  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType] - the point

            def utcoffset(self, when: datetime | None) -> timedelta:
                assert when is not None
                return timedelta(hours=-5)

            def dst(self, when: datetime | None) -> None: ...

            def tzname(self, when: datetime | None) -> None: ...

        router = Router(default_directory())
        there = NOON.replace(tzinfo=Unhashable())
        answers = [router.recommend("complaint", 3, there) for _ in range(3)]
        assert {answer.channel.id for answer in answers} == {"pqrs"}

    def test_a_priority_that_only_equals_one_is_refused_on_every_way(self) -> None:
        for _ in range(3):
            recommend(RequestType.INCIDENT, Priority.CRITICAL, NOON)
        for wrong in (True, 1.0):
            with pytest.raises(ccb_support.UnknownPriorityError, match=repr(wrong)):
                recommend(RequestType.INCIDENT, cast("int", wrong), NOON)


class TestTimeline:
    """`timeline` refuses an empty range at once, and takes 2200-01-01 as its end."""

    @pytest.mark.parametrize("end", [NOON, NOON - MICROSECOND])
    def test_an_empty_range(self, end: datetime) -> None:
        with pytest.raises(EmptyRangeError, match=re.escape(repr(end))):
            timeline("complaint", 3, NOON, end)

    def test_a_microsecond_is_a_range(self) -> None:
        assert [
            answer.channel.id for answer in timeline("complaint", 3, NOON, NOON + MICROSECOND)
        ] == ["pqrs"]

    def test_the_end_itself_is_left_out_and_a_microsecond_past_it_is_not(self) -> None:
        closing = datetime(2026, 11, 24, 17, tzinfo=BOGOTA)
        assert len(list(timeline("complaint", 3, NOON, closing))) == 1
        assert len(list(timeline("complaint", 3, NOON, closing + MICROSECOND))) == 2

    def test_the_end_of_the_range(self) -> None:
        (last,) = timeline("complaint", 3, END - timedelta(hours=1), END)
        assert last.valid_until is None
        with pytest.raises(OutOfRangeError):
            timeline("complaint", 3, NOON, END + MICROSECOND)

    def test_an_answer_that_never_changes_comes_once(self) -> None:
        assert len(list(timeline("incident", 3, FIRST, END))) == 1

    def test_an_answer_of_many_months_comes_once(self) -> None:
        closure = {
            "name": {"es": "Corte", "en": "outage"},
            "channels": "all",
            "starts": "2027-06-01T00:00",
            "ends": "2027-06-02T00:00",
        }
        router = Router(directory(desk("a", hours="always"), closures=[closure]))
        told = router.timeline("claim", 3, NOON, datetime(2029, 1, 1, tzinfo=BOGOTA))
        assert [answer.open_now for answer in told] == [True, False, True]

    @pytest.mark.parametrize("first", [1984, 2090, 2190])
    def test_a_decade_has_each_working_day_and_each_time_between(self, first: int) -> None:
        start = datetime(first, 1, 1, tzinfo=BOGOTA)
        end = datetime(first + 10, 1, 1, tzinfo=BOGOTA)
        days = [date(first, 1, 1) + timedelta(days=number) for number in range((end - start).days)]
        working = [day for day in days if day.weekday() < 5 and day not in COLOMBIA]
        told = [answer.channel.id for answer in timeline("complaint", 3, start, end)]
        assert told == ["national_line", "pqrs"] * len(working) + ["national_line"]


class TestStatus:
    """`status` tells of one channel whether it is open and what comes next."""

    def test_open(self) -> None:
        status = Router(default_directory()).status("pqrs", NOON)
        assert status.open_now
        assert status.opens_at is None
        assert status.closes_at == status.valid_until == datetime(2026, 11, 24, 17, tzinfo=BOGOTA)
        assert status.valid_from == datetime(2026, 11, 24, 7, tzinfo=BOGOTA)

    def test_closed(self) -> None:
        status = Router(default_directory()).status("pqrs", datetime(2026, 7, 11, tzinfo=BOGOTA))
        assert not status.open_now
        assert status.closes_at is None
        assert status.opens_at == datetime(2026, 7, 14, 7, tzinfo=BOGOTA)
        assert [cause.date for cause in status.because] == [date(2026, 7, 13)]

    def test_always_open(self) -> None:
        status = Router(default_directory()).status("chat", NOON)
        assert (status.open_now, status.closes_at, status.valid_from, status.valid_until) == (
            True,
            None,
            None,
            None,
        )

    def test_it_is_of_the_channel_that_was_asked_for(self) -> None:
        router = Router(default_directory())
        for channel in default_directory().channels:
            assert router.status(channel.id, NOON).channel is channel

    def test_unknown(self) -> None:
        with pytest.raises(UnknownChannelError, match="'fax'"):
            Router(default_directory()).status("fax", NOON)


class TestHolidays:
    """Any container of dates can stand in for the calendar; one that names them, does."""

    SATURDAY = datetime(2026, 11, 28, tzinfo=BOGOTA)

    @pytest.mark.parametrize(
        ("holidays", "name"),
        [
            ({date(2026, 11, 30)}, "festivo"),
            ([date(2026, 11, 30)], "festivo"),
            ({date(2026, 11, 30): "Día de la mesa"}, "Día de la mesa"),
            ({date(2026, 11, 30): "  \x1b[2J "}, "[2J"),
            ({date(2026, 11, 30): ""}, "festivo"),
            ({date(2026, 11, 30): None}, "festivo"),
            ({date(2026, 11, 30): (1, 2)}, "festivo"),
        ],
    )
    def test_containers(self, holidays: set[date], name: str) -> None:
        router = Router(default_directory(), holidays=holidays)
        entry = router.recommend("complaint", 3, self.SATURDAY).trace[0]
        assert entry.opens_at == datetime(2026, 12, 1, 7, tzinfo=BOGOTA)
        assert [cause.name.es for cause in entry.because] == [name]

    @pytest.mark.parametrize("wrong", [None, 5, date(2026, 1, 1)])
    def test_no_container(self, wrong: object) -> None:
        with pytest.raises(NotACalendarError, match=re.escape(repr(wrong))):
            Router(default_directory(), holidays=cast("set[date]", wrong))

    def test_a_calendar_that_never_ends_is_a_result(self) -> None:
        class EveryDay:
            def __contains__(self, day: object) -> bool:
                return True

        router = Router(default_directory(), holidays=EveryDay())
        status = router.status("pqrs", NOON)
        assert (status.open_now, status.opens_at, status.valid_from, status.valid_until) == (
            False,
            None,
            None,
            None,
        )


class TestMemory:
    """What a router keeps counts, each thing by its size; where it is too much, all is forgotten."""

    COMPLAINT = RequestType.COMPLAINT, Priority.MEDIUM

    def is_kept(self, router: Router) -> bool:
        first = router.recommend(*self.COMPLAINT, NOON)
        router.recommend(*self.COMPLAINT, NOON)
        router.recommend(RequestType.CLAIM, Priority.HIGH, NOON)
        again = router.recommend(*self.COMPLAINT, NOON)
        assert again == first
        return again is first

    def test_a_few_answers_are_kept(self) -> None:
        assert self.is_kept(Router(default_directory()))

    @pytest.mark.parametrize(
        ("size", "value"),
        [
            ("_BYTES_AN_ANSWER", 10**12),
            ("_BYTES_A_CHANNEL", 20 * 2**20),  # five channels are too much, a fifth of one is not
            ("_BYTES_AN_ENTRY", 10**12),
            ("_BYTES_A_DAY", 10**12),
            ("_BYTES_A_ZONE", 10**12),
        ],
    )
    def test_each_thing_counts(
        self, size: str, value: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(f"ccb_support.routing.router.{size}", value)
        assert not self.is_kept(Router(default_directory()))

    def test_a_larger_directory_may_keep_more(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("ccb_support.routing.router._BYTES_AN_ENTRY", 10**12)
        monkeypatch.setattr("ccb_support.routing.router._MORE_A_CHANNEL", 10**13)
        assert self.is_kept(Router(default_directory()))


class TestSharing:
    """A router may be pickled, copied and shared between threads."""

    @pytest.mark.parametrize("travel", [through_pickle, copy.deepcopy])
    def test_a_copy_answers_the_same(self, travel: Callable[[Router], Router]) -> None:
        router = Router(default_directory(), holidays={date(2026, 11, 24)})
        other = travel(router)
        assert other.directory == router.directory
        assert other.holidays == router.holidays
        assert other.recommend("complaint", 3, NOON) == router.recommend("complaint", 3, NOON)

    def test_the_module_s_functions_travel_as_themselves(self) -> None:
        assert through_pickle(recommend) == recommend
        assert copy.deepcopy(timeline) == timeline

    def test_many_threads_share_one_answer(self) -> None:
        router = Router(default_directory())
        start = threading.Barrier(8)
        answers: list[list[Recommendation]] = []

        def ask() -> None:
            start.wait()
            answers.append(
                [
                    router.recommend("complaint", 3, NOON + timedelta(hours=7 * step))
                    for step in range(200)
                ]
            )

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(answers) == 8
        for step in zip(*answers, strict=True):
            assert all(answer is step[0] for answer in step)


def test_the_module_answers_with_the_shipped_directory_and_calendar() -> None:
    router = Router(default_directory(), holidays=COLOMBIA)
    assert router.recommend("claim", 2, NOON) == recommend("claim", 2, NOON)
    assert router.escalation() == ccb_support.escalation()


def test_hours_built_in_python_are_those_of_a_file() -> None:
    built = Channel(
        id="a",
        name=LocalizedText(es="Mesa a", en="desk a"),
        request_types=tuple(RequestType),
        priorities=tuple(Priority),
        hours=WeeklyHours((WeeklySpan(days=(Day.MONDAY,), opens="08:00", closes="12:00"),)),
        holidays="open",
        contacts=(Phone(printed="1", e164="+576015550100"),),
    )
    assert built == desk("a", "monday 08:00-12:00")
