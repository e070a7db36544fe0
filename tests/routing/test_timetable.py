"""Answers as a table of spans: it says what `recommend` says, without a gap, and stays small."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import chain, groupby, pairwise, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support import (
    BOGOTA,
    CcbSupportError,
    NoChannelError,
    Priority,
    Recommendation,
    RequestType,
    Router,
    UnknownChannelError,
    UnknownPriorityError,
    timeline,
    timetable,
)
from ccb_support.answer.short_forms import ShortForms
from ccb_support.calendars.colombia import COLOMBIA
from ccb_support.errors import NotRequestsError, quoted
from ccb_support.routing.timetable import Timetable, TimetableSpan
from ccb_support.testing import Case, strategies
from ccb_support.testing.oracle_hours import Edition
from tests.builders import SHIPPED, USUAL_WORDS, changed, closure, shipped

START = datetime(2026, 7, 10, 12, tzinfo=BOGOTA)
TUESDAY_NOON = datetime(2026, 7, 14, 12, tzinfo=BOGOTA)
END = datetime(2026, 7, 15, 12, tzinfo=BOGOTA)
EVERY_KIND = list(product(RequestType, Priority))

any_timetable: Any = timetable  # what a caller who ignores the types may pass


def row_of(span: TimetableSpan) -> tuple[object, ...]:
    return (
        span.channel, span.number, span.contact, span.uri, span.open_now, span.opens_at, span.reason, span.error
    )  # fmt: skip


def spans_of(table: Timetable, request_type: str, priority: int) -> list[TimetableSpan]:
    """Return the spans of one request of a table."""
    (key,) = (
        each.class_key
        for each in table.requests
        if (each.request_type, each.priority) == (request_type, priority)
    )
    return [each for each in table.spans if each.class_key == key]


def row_of_answer(router: Router, case: Case) -> tuple[object, ...]:
    """Return what `recommend` says of a question, as a row of the table would hold it."""
    try:
        answer = router.recommend(
            case.request_type, case.priority, case.when,
            prefer=case.prefer, unavailable=case.unavailable,
        )  # fmt: skip
    except NoChannelError as error:
        return None, None, None, None, False, None, None, error.code
    return (
        answer.channel.id, answer.number, ShortForms(answer.language).contact(answer.contact),
        answer.uri, answer.open_now, answer.opens_at,
        answer.reason, None,
    )  # fmt: skip


@st.composite
def questions(draw: st.DrawFn) -> tuple[Router, Case, datetime, datetime]:
    """Draw a router, a question to it, and a range of time around the question's instant."""
    directory = draw(strategies.directories(words=USUAL_WORDS))
    case = draw(strategies.cases(directory))
    first, end = Edition(directory).supported
    spread = st.timedeltas(timedelta(microseconds=1), timedelta(days=40))
    start = max(case.when.astimezone(UTC) - draw(spread), first)
    return Router(directory), case, start, min(case.when.astimezone(UTC) + draw(spread), end)


class TestRows:
    """At each instant of the range a request has one row, which says what `recommend` says."""

    @given(questions())
    def test_follow_each_other_and_say_what_recommend_says(
        self, question: tuple[Router, Case, datetime, datetime]
    ) -> None:
        router, case, start, end = question
        table = router.timetable(start, end, prefer=case.prefer, unavailable=case.unavailable)
        for _, group in groupby(table.spans, key=lambda span: span.class_key):
            spans = list(group)
            assert spans[0].valid_from <= start < spans[0].valid_until
            assert spans[-1].valid_from < end <= spans[-1].valid_until
            assert all(one.valid_until == other.valid_from for one, other in pairwise(spans))
        asked = spans_of(table, case.request_type, case.priority)
        (span,) = (each for each in asked if each.valid_from <= case.when < each.valid_until)
        assert row_of(span) == row_of_answer(router, case)

    @pytest.mark.parametrize(("request_type", "priority"), EVERY_KIND)
    def test_have_the_bounds_of_whole_answers(
        self, request_type: RequestType, priority: Priority
    ) -> None:
        first, end = Edition(SHIPPED).supported

        def bounds(answer: Recommendation) -> tuple[datetime, datetime]:
            return answer.valid_from or first, answer.valid_until or end

        spans = spans_of(timetable(START, END), request_type, priority)
        answers = timeline(request_type, priority, START, END)
        assert [(span.valid_from, span.valid_until) for span in spans] == [*map(bounds, answers)]

    def test_are_in_utc(self) -> None:
        table = Router(DESK_ALONE).timetable(START, END, requests=[("queja", 3)])
        ends = [(span.valid_from, span.valid_until, span.opens_at) for span in table.spans]
        instants = [table.start, table.end, *filter(None, chain.from_iterable(ends))]
        # A zone that only equals UTC is not enough: a machine's own zone may equal it.
        assert all(instant.tzinfo is UTC for instant in instants)


DESK_ALONE = shipped(channels=SHIPPED.channels[:1])
WITH_AN_END = changed(DESK_ALONE, closures=[closure("2026-07-13 00:00", "2200-01-01 00:00")])


class TestNoAnswer:
    """If nobody answers, now or later, a row says so with the code of `recommend`'s error."""

    def test_of_a_request_whose_channel_never_opens_again(self) -> None:
        table = Router(WITH_AN_END).timetable(START, END, requests=[("queja", 3)])
        *before, last = table.spans
        friday_evening = datetime(2026, 7, 10, 17, tzinfo=BOGOTA)
        assert [span.error for span in before] == [None]
        assert last.error == NoChannelError.code
        assert (last.valid_from, last.valid_until) == (
            friday_evening,
            Edition(SHIPPED).supported[1],
        )

    def test_begins_before_the_range_where_the_last_closing_does(self) -> None:
        router = Router(WITH_AN_END)
        (span,) = router.timetable(END, END + timedelta(days=1), requests=[("queja", 3)]).spans
        assert span.valid_from == datetime(2026, 7, 10, 17, tzinfo=BOGOTA)


class TestClasses:
    """Requests that the same channels serve share their rows."""

    TABLE = timetable(datetime(2020, 1, 1, tzinfo=BOGOTA), datetime(2030, 1, 1, tzinfo=BOGOTA))

    def test_the_shipped_directory_has_four(self) -> None:
        assert [(each.request_type, each.priority) for each in self.TABLE.requests] == EVERY_KIND
        keys = [each.class_key for each in self.TABLE.requests]
        assert keys == [0, 1, 1, 1, 1] * 3 + [2, 3, 3, 3, 3] * 5
        assert [*dict.fromkeys(span.class_key for span in self.TABLE.spans)] == [0, 1, 2, 3]

    def test_ten_years_have_a_row_for_each_opening_and_closing(self) -> None:
        days = [date(2020, 1, 1) + timedelta(days=number) for number in range(3653)]
        working = [day for day in days if day.weekday() < 5 and not COLOMBIA.get(day)]
        # On each the desk opens and closes once, for two classes; for two others nothing changes.
        assert len(self.TABLE.spans) == 2 * (2 * len(working) + 1) + 2

    def test_a_critical_request_is_apart_since_a_preference_may_count_less(self) -> None:
        kinds = [("queja", 1), ("queja", 2), ("reclamo", 1), ("reclamo", 2)]
        router = Router(shipped(channels=SHIPPED.channels[2:]))
        table = router.timetable(START, END, requests=kinds, prefer="email")
        assert [each.class_key for each in table.requests] == [0, 1, 0, 1]
        assert [each.channel for each in table.spans] == ["national_line", "email"]

    @given(questions())
    def test_a_request_alone_has_the_rows_that_it_has_among_all(
        self, question: tuple[Router, Case, datetime, datetime]
    ) -> None:
        router, case, start, end = question
        kind = case.request_type, case.priority
        alone = router.timetable(start, end, requests=[kind])
        among_all = spans_of(router.timetable(start, end), *kind)
        assert [*map(row_of, alone.spans)] == [*map(row_of, among_all)]


class TestRequests:
    """A table may be of some requests alone, written as `recommend` takes them."""

    def test_are_in_order_and_once(self) -> None:
        asked: list[tuple[RequestType | str, Priority | int | str]] = [
            ("Quejas", "P3"),
            (RequestType.INCIDENT, 2),
            ("complaint", Priority.MEDIUM),
        ]
        table = timetable(START, END, requests=asked)
        assert [(each.request_type, each.priority, each.class_key) for each in table.requests] == [
            (RequestType.INCIDENT, Priority.HIGH, 0),
            (RequestType.COMPLAINT, Priority.MEDIUM, 1),
        ]

    def test_may_be_none_at_all(self) -> None:
        table = timetable(START, END, requests=[])
        assert table.requests == table.spans == ()

    @pytest.mark.parametrize(
        "requests", [5, "", "queja", ["qu"], [5], [("queja",)], [{"queja", 3}]]
    )
    def test_that_are_none_are_refused(self, requests: object) -> None:
        with pytest.raises(
            NotRequestsError, match=f"^{re.escape(quoted(requests))} is no.*Put pairs"
        ):
            any_timetable(START, END, requests=requests)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"requests": [("queja", "urgente")]}, UnknownPriorityError),
        ({"unavailable": ["fax"]}, UnknownChannelError),
    ],
)
def test_what_recommend_refuses_is_refused(
    options: dict[str, Any], error: type[CcbSupportError]
) -> None:
    with pytest.raises(error):
        timetable(START, END, **options)


class TestTimetable:
    """A table is a value, which says what it is a table of."""

    def test_has_its_range_and_its_source(self) -> None:
        table = timetable(START, END)
        source = table.time_zone, table.directory_version
        assert (table.start, table.end, *source) == (START, END, SHIPPED.time_zone, SHIPPED.version)

    @pytest.mark.parametrize(
        ("language", "number"),
        [("es", "(601) 7442727 opción 3"), ("en", "(601) 7442727 option 3")],
    )
    def test_its_numbers_are_in_the_language_of_the_directory(
        self, language: str, number: str
    ) -> None:
        spans = Router(shipped(language=language)).timetable(START, END).spans
        shown = {(each.number, each.contact) for each in spans if each.channel == "pqrs"}
        assert shown == {(number, number)}
