"""The laws of every router, over directories as strange as Hypothesis makes them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support import (
    BOGOTA,
    Closure,
    Directory,
    LocalizedText,
    NoChannelError,
    Priority,
    RequestType,
    Router,
    default_directory,
    recommend,
)
from ccb_support.testing import Case, Law, LawBook, strategies

HORIZON = timedelta(days=3)
"""How far the slow search goes here; the shipped directory gets more, below."""


@st.composite
def questions(draw: st.DrawFn) -> tuple[Directory, Case]:
    directory = draw(strategies.directories())
    return directory, draw(strategies.cases(directory))


def check(law: Law, question: tuple[Directory, Case]) -> None:
    directory, case = question
    router = Router(directory)
    LawBook(router.recommend, directory, horizon=HORIZON).check(law, case)


class TestTotal:
    """Every request has an answer whenever an available channel serves it, now or later."""

    @given(questions())
    def test_any_directory(self, question: tuple[Directory, Case]) -> None:
        check(Law.TOTAL, question)

    @given(strategies.request_types(), strategies.priorities(), strategies.instants())
    def test_the_shipped_directory_answers_everyone(
        self, request_type: RequestType, priority: Priority, when: datetime
    ) -> None:
        assert recommend(request_type, priority, when).open_now


class TestZoneFree:
    """Equal instants give equal answers, in any zone in which the caller writes them."""

    @given(questions())
    def test_any_directory(self, question: tuple[Directory, Case]) -> None:
        check(Law.ZONE_FREE, question)


class TestRule:
    """The first open, available, serving channel is the answer; the trace names every one once."""

    @given(questions())
    def test_any_directory(self, question: tuple[Directory, Case]) -> None:
        check(Law.RULE, question)


class TestPreference:
    """A preferred medium moves up a channel that has it, but never past a critical line."""

    @given(questions())
    def test_any_directory(self, question: tuple[Directory, Case]) -> None:
        check(Law.PREFERENCE, question)


class TestTruthful:
    """What is said to be open is, until when is said; what is said to open does, not before."""

    @given(questions())
    def test_any_directory(self, question: tuple[Directory, Case]) -> None:
        check(Law.TRUTHFUL, question)


class TestSpan:
    """An answer is constant on its span and another one just outside it."""

    @given(questions())
    def test_any_directory(self, question: tuple[Directory, Case]) -> None:
        check(Law.SPAN, question)


class TestCriticalPhone:
    """A critical request always has someone to call."""

    @given(questions())
    def test_any_directory(self, question: tuple[Directory, Case]) -> None:
        check(Law.CRITICAL_PHONE, question)

    @given(strategies.request_types(), strategies.boundary_instants(default_directory()))
    def test_the_shipped_directory_at_every_minute(
        self, request_type: RequestType, when: datetime
    ) -> None:
        answer = recommend(request_type, Priority.CRITICAL, when)
        assert answer.open_now
        assert answer.uri.startswith("tel:")


class TestUnavailable:
    """A channel that is unavailable is never the answer, nor an alternative."""

    @given(questions())
    def test_any_directory(self, question: tuple[Directory, Case]) -> None:
        check(Law.UNAVAILABLE, question)


class TestInput:
    """What is no request type, priority or instant is refused, never guessed."""

    @given(questions())
    def test_any_directory(self, question: tuple[Directory, Case]) -> None:
        check(Law.INPUT, question)


class TestClosure:
    """Adding a closure opens nothing."""

    @given(strategies.directories(), st.data())
    def test_what_is_open_with_it_is_open_without_it(
        self, directory: Directory, data: st.DataObject
    ) -> None:
        closure = Closure(
            name=LocalizedText(es="Corte", en="outage"),
            starts=datetime(2026, 3, 2, 9),  # noqa: DTZ001 - a closure is stated on the wall clock
            ends=datetime(2026, 3, 4, 9),  # noqa: DTZ001 - the same
        )
        closed = directory.model_copy(update={"closures": (*directory.closures, closure)})
        instants = strategies.boundary_instants(
            closed, on=strategies.days(date(2026, 3, 1), date(2026, 3, 5))
        )
        when = data.draw(instants)
        before, after = Router(directory), Router(closed)
        for channel in directory.channel_ids:
            is_open = after.status(channel, when).open_now
            assert before.status(channel, when).open_now or not is_open


class TestTimeline:
    """A timeline is the answers in order, without a gap, each another one than the one before."""

    @given(strategies.directories(), st.data())
    def test_it_is_what_recommend_says(self, directory: Directory, data: st.DataObject) -> None:
        router = Router(directory)
        case = data.draw(strategies.cases(directory))
        start = case.when
        end = min(start + timedelta(days=9), datetime(2200, 1, 1, tzinfo=directory.zone))
        kind = case.request_type, case.priority
        prefer, down = case.prefer, case.unavailable
        ask = partial(router.recommend, *kind, prefer=prefer, unavailable=down)
        tell = partial(router.timeline, *kind, prefer=prefer, unavailable=down)
        try:
            answers = list(tell(start, end))
        except NoChannelError:
            return
        first, last = answers[0], answers[-1]
        assert first.holds_at(start)
        assert last.valid_until is None or last.valid_until >= end
        for answer, following in pairwise(answers):
            assert answer.valid_until == following.valid_from
            assert following.valid_from is not None
            assert ask(following.valid_from) is following
            moved = following.model_copy(
                update={"valid_from": answer.valid_from, "valid_until": answer.valid_until}
            )
            assert moved != answer


class TestRoundTrip:
    """An answer that went out as JSON comes back the same."""

    @given(questions())
    def test_any_directory(self, question: tuple[Directory, Case]) -> None:
        directory, case = question
        try:
            answer = Router(directory).recommend(
                case.request_type,
                case.priority,
                case.when,
                prefer=case.prefer,
                unavailable=case.unavailable,
            )
        except NoChannelError:
            return
        again = type(answer).model_validate_json(answer.model_dump_json())
        assert again == answer
        assert hash(again) == hash(answer)
        assert again.explain("es", at=case.when) == answer.explain("es", at=case.when)
        assert again.explain("en", at=case.when) == answer.explain("en", at=case.when)


@pytest.mark.parametrize("law", Law)
@given(case=strategies.cases(default_directory()))
def test_the_shipped_directory_keeps_the_law(law: Law, case: Case) -> None:
    LawBook(recommend, default_directory()).check(law, case)


def test_summer_time_in_bogota_moves_the_desk_with_the_clock() -> None:
    """Regression of the field: a fixed offset of five hours is wrong in 1992-93."""
    at_seven = datetime(1992, 6, 2, 7, tzinfo=BOGOTA)
    assert at_seven.utcoffset() == timedelta(hours=-4)
    assert recommend("complaint", 3, at_seven).channel.id == "pqrs"
    assert recommend("complaint", 3, at_seven - timedelta(microseconds=1)).channel.id != "pqrs"
