"""`unavailable` with ends: a channel is down until it is back, and then its hours decide."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ccb_support import (
    BOGOTA,
    CcbSupportError,
    NaiveDatetimeError,
    Reason,
    Recommendation,
    Router,
    UnknownChannelError,
    default_directory,
)
from ccb_support.errors import NotADatetimeError, UnusableTimeZoneError
from ccb_support.testing.oracle_hours import MICROSECOND
from tests.builders import CLOSING, MORNING, at, channel, directory
from tests.hostile import any_recommend, any_zone, shown

# The tests say that an answer is one object. The shipped router may have forgotten it since.
ROUTER = Router(default_directory())
recommend, timeline = ROUTER.recommend, ROUTER.timeline

TEN = at("2026-11-24 10:00")
EARLY = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))
LATE = datetime.max.replace(tzinfo=timezone(timedelta(hours=-12)))
"""The first and the last `datetime`. Neither has a `datetime` in UTC."""


def complaint(when: datetime, unavailable: Any = ()) -> Recommendation:  # noqa: ANN401 - any outages
    return recommend("complaint", 3, when, unavailable=unavailable)


def without_ends(answer: Recommendation) -> Recommendation:
    """Return an answer whose trace does not say when channels are back."""
    trace = [each.model_copy(update={"unavailable_until": None}) for each in answer.trace]
    return answer.model_copy(update={"trace": tuple(trace)})


class TestUntil:
    """Before its end an outage is one without an end; from then on there is none (law 10)."""

    def test_the_line_answers_until_the_desk_is_back(self) -> None:
        answer = complaint(MORNING, {"pqrs": TEN})
        assert (answer.channel.id, answer.reason) == ("national_line", Reason.FALLBACK)
        assert answer.valid_until == TEN
        for_good = complaint(MORNING, ["pqrs"])
        assert without_ends(answer) == for_good.model_copy(update={"valid_until": TEN})
        assert not answer.holds_at(TEN)

    @pytest.mark.parametrize("end", [TEN, TEN + 7 * MICROSECOND])
    def test_the_end_is_exact(self, end: datetime) -> None:
        just_before = complaint(end - MICROSECOND, {"pqrs": end})
        assert just_before.channel.id == "national_line"
        assert just_before.valid_until == end
        assert just_before.holds_at(end - MICROSECOND)
        assert not just_before.holds_at(end)
        assert complaint(end, {"pqrs": end}) == complaint(end).model_copy(
            update={"valid_from": end}
        )

    def test_the_zone_of_the_end_does_not_matter(self) -> None:
        answer = complaint(MORNING, {"pqrs": TEN})
        for zone in (UTC, ZoneInfo("Asia/Tokyo"), timezone(timedelta(minutes=-44))):
            assert complaint(MORNING, {"pqrs": TEN.astimezone(zone)}) is answer
        assert answer.valid_until is not None
        assert answer.valid_until.tzinfo is BOGOTA

    def test_an_end_after_the_answer_changes_nothing(self) -> None:
        for end in (CLOSING, CLOSING + MICROSECOND):
            answer = complaint(MORNING, {"chat": end})
            assert without_ends(answer) == complaint(MORNING, ["chat"])
            assert [each.unavailable_until for each in answer.trace] == [None] * 4 + [end]

    def test_a_channel_that_does_not_serve_the_request_changes_nothing(self) -> None:
        assert recommend("incident", 4, MORNING, unavailable={"pqrs": TEN}) is recommend(
            "incident", 4, MORNING
        )

    @pytest.mark.parametrize("end", [None, at("2200-01-01 00:00"), LATE])
    def test_an_end_beyond_the_range_is_none(self, end: datetime | None) -> None:
        assert complaint(MORNING, {"pqrs": end}) == complaint(MORNING, ["pqrs"])

    @pytest.mark.parametrize("end", [at("2026-11-24 07:00"), at("1983-12-31 23:59"), EARLY])
    def test_an_end_before_the_answer_changes_nothing(self, end: datetime) -> None:
        assert complaint(MORNING, {"pqrs": end}) is complaint(MORNING)

    def test_of_several_ends_that_are_past_the_last_counts(self) -> None:
        early, late = at("2026-11-24 08:00"), at("2026-11-24 09:00")
        answer = complaint(MORNING, {"pqrs": early, "chat": late, "email": TEN})
        assert (answer.valid_from, answer.valid_until) == (late, TEN)

    @pytest.mark.parametrize("fold", [0, 1])
    def test_clocks_that_are_put_back_meanwhile(self, fold: int) -> None:
        """Two times of that hour look the same: each is a separate end."""
        desk = directory(channel("desk"), channel("line"), time_zone="America/New_York")
        first = at("2026-11-01 01:30", "America/New_York")
        end, before = first.replace(fold=fold), first - timedelta(hours=1)
        answer = Router(desk).recommend("claim", 3, before, unavailable={"desk": end})
        assert answer.channel.id == "line"
        assert str(answer.valid_until) == str(end)
        assert answer.holds_at(first) is (fold == 1)


class TestTimeline:
    """A timeline has a span for each phase, without a gap or an overlap."""

    def test_one_span_ends_at_the_end_and_the_next_starts_there(self) -> None:
        end = TEN + MICROSECOND
        first, second, third = timeline(
            "complaint", 3, MORNING, at("2026-11-24 18:00"), unavailable={"pqrs": end}
        )
        assert first is complaint(MORNING, {"pqrs": end})
        assert (second.valid_from, second.valid_until) == (end, CLOSING)
        assert second is complaint(CLOSING - MICROSECOND, {"pqrs": end})
        assert third is complaint(CLOSING)

    @pytest.mark.parametrize("start", [TEN, TEN + MICROSECOND])
    def test_an_outage_that_is_over_at_its_start_ends_where_the_answer_begins(
        self, start: datetime
    ) -> None:
        (answer,) = timeline("complaint", 3, start, CLOSING, unavailable={"pqrs": TEN})
        assert answer is complaint(start, {"pqrs": TEN})
        assert answer.valid_from == TEN

    @pytest.mark.parametrize(("later", "spans"), [(0, 1), (1, 2)])
    def test_its_own_end_is_exact(self, later: int, spans: int) -> None:
        back = TEN + MICROSECOND
        end = back + later * MICROSECOND
        answers = timeline("complaint", 3, MORNING, end, unavailable={"pqrs": back})
        assert len([*answers]) == spans

    def test_several_channels_that_are_back_within_a_second(self) -> None:
        ends = [TEN + number * MICROSECOND for number in (1, 2, 3)]
        down = dict(zip(("pqrs", "national_line", "email"), ends, strict=True))
        answers = [*timeline("complaint", 3, TEN, TEN + timedelta(seconds=1), unavailable=down)]
        assert [each.channel.id for each in answers] == ["chat", "pqrs", "pqrs", "pqrs"]
        assert [each.valid_until for each in answers] == [*ends, CLOSING]

    def test_a_wrong_end_is_refused_at_once(self) -> None:
        with pytest.raises(NaiveDatetimeError):
            timeline(
                "complaint", 3, MORNING, CLOSING, unavailable={"pqrs": TEN.replace(tzinfo=None)}
            )


class TestWrongEnds:
    """An end is an aware `datetime` or `None`. Ids are checked as in a collection."""

    @pytest.mark.parametrize(
        ("channel_id", "end", "error"),
        [
            ("pqrs", TEN.replace(tzinfo=None), NaiveDatetimeError),
            ("pqrs", TEN.replace(tzinfo=any_zone(5)), UnusableTimeZoneError),
            *((each, TEN, UnknownChannelError) for each in ("fax", "", 5, None)),
        ],
    )
    def test_what_is_no_instant_or_no_id_is_quoted(
        self, channel_id: object, end: datetime, error: type[CcbSupportError]
    ) -> None:
        wrong = end if channel_id == "pqrs" else channel_id
        with pytest.raises(error, match=re.escape(repr(wrong))):
            complaint(MORNING, {channel_id: end})

    @pytest.mark.parametrize("end", [1, True, "10:00", date(2026, 11, 24)], ids=shown)
    def test_no_datetime(self, end: object) -> None:
        with pytest.raises(NotADatetimeError, match="Pass an aware") as caught:
            complaint(MORNING, {"pqrs": end})
        assert shown(end) in str(caught.value)

    def test_a_wrong_end_of_a_channel_that_does_not_serve_the_request(self) -> None:
        with pytest.raises(NotADatetimeError):
            any_recommend("incident", 4, MORNING, unavailable={"pqrs": 1})
