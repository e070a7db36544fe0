"""The laws of every router, for any directory that Hypothesis draws. `Law` says each law."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise

from hypothesis import given, reject, settings
from hypothesis import strategies as st

from ccb_support import (
    BOGOTA,
    Directory,
    NoChannelError,
    Priority,
    RequestType,
    Router,
    default_directory,
    recommend,
)
from ccb_support.testing import Case, Law, LawBook, strategies
from tests.builders import changed, closure
from tests.systems import examples


@st.composite
def questions(draw: st.DrawFn) -> tuple[Directory, Case]:
    directory = draw(strategies.directories())
    return directory, draw(strategies.cases(directory))


SHIPPED = LawBook(recommend, default_directory())


def check(book: LawBook, case: Case) -> None:
    """Check every law in a case."""
    for law in Law:
        book.check(law, case)


class TestLaws:
    """All laws hold for every directory, and for the one that ships. A violation names its law."""

    @given(questions())
    @settings(max_examples=examples(150))
    def test_of_any_directory(self, question: tuple[Directory, Case]) -> None:
        directory, case = question
        check(LawBook(Router(directory).recommend, directory), case)

    @given(strategies.cases(default_directory()))
    @settings(max_examples=examples(150))
    def test_of_the_shipped_directory(self, case: Case) -> None:
        check(SHIPPED, case)


class TestShippedDirectory:
    """Everybody has an answer now, and critical requests have someone to call."""

    @given(
        st.sampled_from(RequestType),
        st.sampled_from(Priority),
        strategies.instants(default_directory()),
    )
    def test_answers_everyone(
        self, request_type: RequestType, priority: Priority, when: datetime
    ) -> None:
        assert recommend(request_type, priority, when).open_now

    @given(st.sampled_from(RequestType), strategies.boundary_instants(default_directory()))
    def test_has_a_telephone_for_critical_requests(
        self, request_type: RequestType, when: datetime
    ) -> None:
        answer = recommend(request_type, Priority.CRITICAL, when)
        assert answer.open_now
        assert answer.uri.startswith("tel:")


@given(strategies.directories(), st.data())
def test_a_closure_opens_nothing(directory: Directory, data: st.DataObject) -> None:
    """Adding a closure opens nothing."""
    outage = closure("2026-03-02 09:00", "2026-03-04 09:00")
    closed = changed(directory, closures=[*directory.closures, outage])
    instants = strategies.boundary_instants(
        closed, on=strategies.days(date(2026, 3, 1), date(2026, 3, 5))
    )
    when = data.draw(instants)
    before, after = Router(directory), Router(closed)
    for channel in directory.channel_ids:
        is_open = after.status(channel, when).open_now
        assert before.status(channel, when).open_now or not is_open


@given(strategies.directories(), st.data())
def test_a_timeline_is_what_recommend_says(directory: Directory, data: st.DataObject) -> None:
    """A timeline is the answers in order, without a gap, each another one than the one before."""
    router = Router(directory)
    case = data.draw(strategies.cases(directory))
    start = case.when
    end = min(start + timedelta(days=9), datetime(2200, 1, 1, tzinfo=directory.zone))
    kind = case.request_type, case.priority
    prefer, down = case.prefer, case.unavailable
    until = down.values() if isinstance(down, Mapping) else ()
    ends = {end.astimezone(UTC) for end in until if end}
    ask = partial(router.recommend, *kind, prefer=prefer, unavailable=down)
    timeline = partial(router.timeline, *kind, prefer=prefer, unavailable=down)
    try:
        answers = list(timeline(start, end))
    except NoChannelError:
        reject()  # half of all cases
    first, last = answers[0], answers[-1]
    assert first.holds_at(start)
    assert last.valid_until is None or last.valid_until >= end
    for answer, following in pairwise(answers):
        assert answer.valid_until == following.valid_from
        assert following.valid_from is not None
        found = ask(following.valid_from)
        # `recommend` does not know of an outage that is over, so its span may begin earlier.
        assert found is following or following.valid_from.astimezone(UTC) in ends
        assert found.model_copy(update={"valid_from": following.valid_from}) == following
        moved = following.model_copy(
            update={"valid_from": answer.valid_from, "valid_until": answer.valid_until}
        )
        assert moved != answer


@given(questions())
def test_an_answer_comes_back_from_json(question: tuple[Directory, Case]) -> None:
    """An answer that went out as JSON comes back the same."""
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
    again = type(answer).model_validate_json(answer.model_dump_json(), strict=True)
    assert again == answer
    assert hash(again) == hash(answer)
    assert again.explain("es", at=case.when) == answer.explain("es", at=case.when)
    assert again.explain("en", at=case.when) == answer.explain("en", at=case.when)


def test_summer_time_in_bogota_moves_the_desk_with_the_clock() -> None:
    """Regression of the field: a fixed offset of five hours is wrong in 1992-93."""
    at_seven = datetime(1992, 6, 2, 7, tzinfo=BOGOTA)
    assert at_seven.utcoffset() == timedelta(hours=-4)
    assert recommend("complaint", 3, at_seven).channel.id == "pqrs"
    assert recommend("complaint", 3, at_seven - timedelta(microseconds=1)).channel.id != "pqrs"
