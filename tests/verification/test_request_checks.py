"""Findings about requests, and for how much of the range each has an open channel."""

from datetime import date, datetime

import pytest

from ccb_support import Channel, Priority, RequestType
from ccb_support.verification import FindingCode
from tests.builders import (
    NIGHTS,
    OFFICE,
    PQRS,
    at,
    channel,
    chat,
    closure,
    directory,
    mail,
    phone,
    season,
    short_code,
    special_day,
    whatsapp,
)
from tests.editions import edition
from tests.verification.proof import (
    END,
    EVERY_KIND,
    HOUR,
    MAIL,
    START,
    Case,
    check,
    codes,
    findings,
    kinds,
    prove,
    span,
)

DAY_PQRS = channel("pqrs", hours=OFFICE, request_types=PQRS)
INCIDENTS = directory(channel(request_types=["incident"]))
FRIDAY_EVENING = at("2026-11-27T17:00")
NOON, AFTER_NOON = at("2026-11-26T12:00"), at("2026-11-26T12:01")
MINUTE = closure("2026-11-26T12:00", "2026-11-26T12:01")
ONCE_MORE = closure("2026-11-26T12:00", "2199-12-31T23:59")
EVERY_INCIDENT = kinds(["incident"], [1, 2, 3])

FOUND = {
    "all requests that nobody serves are one finding": Case(
        FindingCode.UNSERVED_REQUEST,
        directory(channel(request_types=["incident"], priorities=[1, 2, 3])),
        {
            "requests": tuple(each for each in EVERY_KIND if each not in EVERY_INCIDENT),
            "time": (START, END),
        },
    ),
    "what only the next edition serves opens with it": Case(
        FindingCode.NO_OPEN_CHANNEL,
        [INCIDENTS, edition("2026-11-30", directory(channel()))],
        {
            "requests": tuple(each for each in EVERY_KIND if each.request_type != "incident"),
            "time": (START, END),
        },
    ),
    "what only the next edition serves has no telephone before": Case(
        FindingCode.CRITICAL_WITHOUT_PHONE,
        [INCIDENTS, edition("2026-11-30", directory(channel()))],
        {"time": (START, END)},
    ),
    "no answer from the instant at which the last channel closes": Case(
        FindingCode.NO_ANSWER,
        directory(channel(), closures=[closure("2026-11-26T12:00", "2200-01-01T00:00")]),
        {"requests": EVERY_KIND, "time": (NOON, END)},
    ),
    "a channel that opens once more long after the range is only not open": Case(
        FindingCode.NO_OPEN_CHANNEL,
        directory(channel(), closures=[ONCE_MORE]),
        {"time": (NOON, END)},
    ),
    "mail alone is not enough for a critical request": Case(
        FindingCode.CRITICAL_WITHOUT_PHONE,
        directory(channel(hours=OFFICE), MAIL),
        {"requests": kinds(RequestType, [1]), "time": (FRIDAY_EVENING, END)},
    ),
    "a season of office hours for a line of 24 hours": Case(
        FindingCode.CRITICAL_WITHOUT_PHONE,
        directory(channel(), MAIL, seasons=[season("11-01/11-29", OFFICE)]),
        {"path": "seasons[0]", "cause.date": date(2026, 11, 1), "time": (FRIDAY_EVENING, END)},
    ),
    "the second of two closures closes every telephone": Case(
        FindingCode.CRITICAL_WITHOUT_PHONE,
        directory(
            channel(),
            channel("reserve"),
            closures=[
                closure("2026-11-23 00:00", "2026-11-24 00:00", channels=["desk"]),
                closure("2026-11-26 00:00", "2026-11-27 00:00"),
            ],
        ),
        {"path": "closures[1]", "time": (at("2026-11-26"), at("2026-11-27"))},
    ),
    "two closures close the two telephones": Case(
        FindingCode.CRITICAL_WITHOUT_PHONE,
        directory(
            channel(),
            channel("reserve"),
            closures=[
                closure("2026-11-26 00:00", "2026-11-28 00:00", channels=["desk"]),
                closure("2026-11-27 00:00", "2026-11-29 00:00", channels=["reserve"]),
            ],
        ),
        {"path": "channels", "cause": None},
    ),
    "a special day beside nights without a telephone": Case(
        FindingCode.CRITICAL_WITHOUT_PHONE,
        directory(channel(hours=OFFICE), MAIL, special_days=[special_day("2026-11-27", "closed")]),
        {"path": "channels", "cause": None, "time": (at("2026-11-26T17:00"), END)},
    ),
    "a closure of a line of 24 hours, and another of one with office hours": Case(
        FindingCode.CRITICAL_WITHOUT_PHONE,
        directory(
            channel(),
            channel("day", OFFICE),
            closures=[
                closure("2026-11-26 08:00", "2026-11-27 09:00", channels=["day"]),
                closure("2026-11-26 00:00", "2026-11-27 00:00"),
            ],
        ),
        {"path": "closures[1]", "time": (at("2026-11-26"), at("2026-11-27"))},
    ),
    "another closure of a telephone for other requests": Case(
        FindingCode.CRITICAL_WITHOUT_PHONE,
        directory(
            channel(),
            channel("low", priorities=[5]),
            closures=[
                closure("2026-11-26 00:00", "2026-11-27 00:00", channels=["desk"]),
                closure("2026-11-25 00:00", "2026-11-28 00:00", channels=["low"]),
            ],
        ),
        {"path": "closures[0]", "time": (at("2026-11-26"), at("2026-11-27"))},
    ),
    "a season of every day of every year closes the only telephone for good": Case(
        FindingCode.CRITICAL_WITHOUT_PHONE,
        directory(channel(), MAIL, seasons=[season("01-01/12-31")]),
        {"path": "channels", "cause": None, "time": (START, END)},
    ),
    "only the finding about telephones has the closure": Case(
        FindingCode.NO_OPEN_CHANNEL,
        directory(channel(), closures=[closure("2026-11-26 00:00", "2026-11-27 00:00")]),
        {"path": "channels", "cause": None},
    ),
    "a holiday closes the only telephone": Case(
        FindingCode.CRITICAL_WITHOUT_PHONE,
        directory(channel(holidays="closed"), MAIL),
        {"path": "channels", "cause": None, "time": (at("2026-12-08"), at("2026-12-09"))},
        (at("2026-12-07"), at("2026-12-10")),
    ),
    "whatsapp is not a telephone": Case(
        FindingCode.CRITICAL_WITHOUT_PHONE,
        directory(channel(hours=OFFICE), channel("chat", contacts=[whatsapp(), chat()])),
        {"time": (FRIDAY_EVENING, END)},
    ),
    # Monday 13 July is a holiday.
    "nobody over a weekend with a holiday": Case(
        FindingCode.NO_OPEN_CHANNEL,
        directory(
            channel(hours=OFFICE, holidays="closed", request_types=PQRS),
            channel("rest", request_types=["incident", "service_request", "technical_support"]),
        ),
        {
            "requests": kinds(PQRS, Priority),
            "time": (at("2026-07-10T17:00"), at("2026-07-14T07:00")),
        },
        (at("2026-07-06"), at("2026-07-20")),
    ),
    "of several longest times the first": Case(
        FindingCode.NO_OPEN_CHANNEL,
        directory(channel(hours=OFFICE)),
        {"time": (at("2026-11-23T17:00"), at("2026-11-24T07:00"))},
        (START, NOON.replace(day=27)),
    ),
    # Both channels open on Monday, and only the first on Tuesday.
    "the longest time, whichever channels end it": Case(
        FindingCode.NO_OPEN_CHANNEL,
        directory(
            channel("first", OFFICE), channel("second", "Mo 07:00-17:00", contacts=[phone(2)])
        ),
        {"time": (FRIDAY_EVENING, at("2026-11-30T07:00"))},
        (START, at("2026-12-05")),
    ),
    "a minute counts": Case(
        FindingCode.NO_OPEN_CHANNEL,
        directory(channel(), closures=[MINUTE]),
        {"time": (NOON, AFTER_NOON)},
    ),
    # The range starts at midnight, when the night shift of the Sunday before would be on.
    "two shifts meet": Case(
        FindingCode.NO_OPEN_CHANNEL,
        directory(channel(hours=OFFICE), channel("night", hours=NIGHTS)),
        {"time": (START, at("2026-11-23T07:00"))},
        (START, at("2026-11-28T07:00")),
    ),
}

NEAR_MISSES = {
    "what is unserved is not unanswered too": Case(
        {FindingCode.NO_ANSWER, FindingCode.CRITICAL_WITHOUT_PHONE}, INCIDENTS
    ),
    "one more channel serves the rest": Case(
        {FindingCode.UNSERVED_REQUEST},
        directory(channel(request_types=["incident"]), channel("rest")),
    ),
    "a channel opens once more long after the range": Case(
        {FindingCode.NO_ANSWER}, directory(channel(), closures=[ONCE_MORE])
    ),
    "a short code is a telephone": Case(
        {FindingCode.CRITICAL_WITHOUT_PHONE},
        directory(channel(hours=OFFICE), channel("short", contacts=[short_code()])),
    ),
    "a second line for nights and weekends": Case(
        {FindingCode.CRITICAL_WITHOUT_PHONE},
        directory(channel(hours=OFFICE), MAIL, channel("reserve")),
    ),
    "a telephone that is not the first contact": Case(
        {FindingCode.CRITICAL_WITHOUT_PHONE},
        directory(channel(contacts=[mail("desk"), phone(1)])),
    ),
    "other priorities need no telephone": Case(
        {FindingCode.CRITICAL_WITHOUT_PHONE}, directory(channel(priorities=[1]), MAIL)
    ),
}


@pytest.mark.parametrize(
    "case", [*FOUND.values(), *NEAR_MISSES.values()], ids=[*FOUND, *NEAR_MISSES]
)
def test_what_is_found_and_what_is_not(case: Case) -> None:
    check(case)


def test_one_line_that_is_always_open_has_no_error_and_no_warning() -> None:
    report = prove(directory(channel()))
    assert not codes(report)
    assert not report.errors
    assert prove(INCIDENTS).errors


def test_requests_with_another_longest_gap_are_another_finding() -> None:
    late = channel("late", "Mo-Fr 08:00-18:00", request_types=["claim"])
    gaps = findings(prove(directory(DAY_PQRS, late)), FindingCode.NO_OPEN_CHANNEL)
    assert {span(gap): len(gap.requests) for gap in gaps} == {
        (FRIDAY_EVENING, END): 20,
        (at("2026-11-27T18:00"), END): 5,
    }


class TestCoverage:
    """The coverage says for how much of the range some channel is open for a request."""

    @pytest.mark.parametrize(
        ("served", "start", "end", "hours"),
        [
            ([channel()], START, END, 168),
            ([channel(hours=OFFICE)], START, END, 50),
            ([channel(hours=OFFICE)], at("2026-11-24T16:30"), END, 30.5),
            ([channel(hours="")], START, END, 0),
            # Tuesday 8 December is a holiday.
            ([channel(hours=OFFICE, holidays="closed")], at("2026-12-07"), at("2026-12-14"), 40),
            # Channels that are open together count once.
            ([channel(hours=OFFICE), channel("late", "Mo-Fr 07:00-18:00")], START, END, 55),
        ],
    )
    def test_of_every_request(
        self, served: list[Channel], start: datetime, end: datetime, hours: float
    ) -> None:
        coverage = prove(directory(*served), start, end).coverage
        assert [each.request for each in coverage] == [*EVERY_KIND]
        assert {each.open_time for each in coverage} == {hours * HOUR}
        assert {each.total_time for each in coverage} == {end - start}
        assert {each.ratio for each in coverage} == {hours * HOUR / (end - start)}

    def test_it_is_counted_in_time_that_passes_not_on_the_clock(self) -> None:
        # New York's clocks left out an hour on 8 March 2026.
        desk = directory(channel(), time_zone="America/New_York")
        ends = (datetime(2026, 3, day, tzinfo=desk.zone) for day in (8, 9))
        report = prove(desk, *ends)
        assert report.coverage[0].open_time == report.coverage[0].total_time == 23 * HOUR

    def test_of_a_request_that_nobody_serves_it_is_nothing(self) -> None:
        coverage = prove(INCIDENTS).coverage
        assert [each.ratio for each in coverage] == [1.0] * 5 + [0.0] * 35
