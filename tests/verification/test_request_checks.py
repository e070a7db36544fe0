"""Findings about requests, and for how much of the range each has an open channel."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from ccb_support import Directory, Medium, Priority, RequestType
from ccb_support.verification import FindingCode, Severity
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
    short_code,
    whatsapp,
)
from tests.verification.proof import (
    END,
    EVERY_KIND,
    HOUR,
    START,
    codes,
    findings,
    kinds,
    prove,
    span,
    the_only,
)

if TYPE_CHECKING:
    from ccb_support import Channel


class TestOneLineThatIsAlwaysOpen:
    """A directory of one line that is always open has no error and no warning."""

    def test_only_preferences_have_no_effect(self) -> None:
        report = prove(directory(channel()))
        assert codes(report) == {FindingCode.PREFERENCE_WITHOUT_EFFECT}
        assert not report.has_errors


class TestUnservedRequest:
    """A request that no channel serves is an error."""

    def test_all_such_requests_are_one_finding(self) -> None:
        report = prove(directory(channel(request_types=["incident"], priorities=[1, 2, 3])))
        finding = the_only(report, FindingCode.UNSERVED_REQUEST)
        assert finding.severity == Severity.ERROR
        served = kinds(["incident"], [1, 2, 3])
        assert finding.requests == tuple(each for each in EVERY_KIND if each not in served)
        assert span(finding) == (START, END)
        assert finding.counterexample is not None
        assert finding.counterexample.request == finding.requests[0]
        assert report.has_errors

    def test_what_is_unserved_is_not_reported_as_unanswered_too(self) -> None:
        report = prove(directory(channel(request_types=["incident"])))
        assert not codes(report) & {FindingCode.NO_ANSWER, FindingCode.CRITICAL_WITHOUT_PHONE}

    def test_near_miss_one_more_channel_serves_the_rest(self) -> None:
        desk = directory(channel(request_types=["incident"]), channel("rest"))
        assert not prove(desk).errors


class TestNoAnswer:
    """A request for which no channel opens any more is an error from then on."""

    LAST = closure("2026-11-26T12:00", "2200-01-01T00:00")

    def test_from_the_instant_at_which_the_last_channel_closes(self) -> None:
        finding = the_only(prove(directory(channel(), closures=[self.LAST])), FindingCode.NO_ANSWER)
        assert finding.severity == Severity.ERROR
        assert finding.requests == EVERY_KIND
        assert span(finding) == (at("2026-11-26T12:00"), END)

    def test_near_miss_it_opens_once_more_long_after_the_range(self) -> None:
        once_more = closure("2026-11-26T12:00", "2199-12-31T23:59")
        report = prove(directory(channel(), closures=[once_more]))
        assert FindingCode.NO_ANSWER not in codes(report)
        gap = the_only(report, FindingCode.NO_OPEN_CHANNEL)
        assert span(gap) == (at("2026-11-26T12:00"), END)


class TestCriticalWithoutPhone:
    """At every instant a request of priority 1 has an open telephone, or it is an error."""

    MAIL = channel("mail", contacts=[mail("desk")])

    def test_mail_alone_is_not_enough(self) -> None:
        desk = directory(channel(hours=OFFICE), self.MAIL)
        finding = the_only(prove(desk), FindingCode.CRITICAL_WITHOUT_PHONE)
        assert finding.severity == Severity.ERROR
        assert finding.requests == kinds(RequestType, [1])
        assert span(finding) == (at("2026-11-27T17:00"), END)

    def test_whatsapp_is_not_a_telephone(self) -> None:
        desk = directory(channel(hours=OFFICE), channel("chat", contacts=[whatsapp(), chat()]))
        finding = the_only(prove(desk), FindingCode.CRITICAL_WITHOUT_PHONE)
        assert span(finding) == (at("2026-11-27T17:00"), END)

    def test_near_miss_a_short_code_is_a_telephone(self) -> None:
        desk = directory(channel(hours=OFFICE), channel("short", contacts=[short_code()]))
        assert FindingCode.CRITICAL_WITHOUT_PHONE not in codes(prove(desk))

    def test_near_miss_a_second_line_for_nights_and_weekends(self) -> None:
        desk = directory(channel(hours=OFFICE), self.MAIL, channel("reserve"))
        assert FindingCode.CRITICAL_WITHOUT_PHONE not in codes(prove(desk))

    def test_near_miss_a_telephone_that_is_not_the_first_contact(self) -> None:
        desk = directory(channel(contacts=[mail("desk"), phone(1)]))
        assert FindingCode.CRITICAL_WITHOUT_PHONE not in codes(prove(desk))

    def test_other_priorities_need_none(self) -> None:
        desk = directory(channel(priorities=[1]), self.MAIL)
        assert not prove(desk).errors


class TestNoOpenChannel:
    """A time without any open channel is a warning, with the longest such time."""

    def test_over_a_weekend_with_a_holiday(self) -> None:
        # Monday 7 December works, Tuesday the 8th is a holiday; in July it is Monday the 13th.
        desk = directory(
            channel(hours=OFFICE, holidays="closed", request_types=PQRS),
            channel("rest", request_types=["incident", "service_request", "technical_support"]),
        )
        report = prove(desk, at("2026-07-06"), at("2026-07-20"))
        finding = the_only(report, FindingCode.NO_OPEN_CHANNEL)
        assert finding.severity == Severity.WARNING
        assert finding.requests == kinds(PQRS, Priority)
        assert span(finding) == (at("2026-07-10T17:00"), at("2026-07-14T07:00"))

    def test_of_several_longest_the_first(self) -> None:
        desk = directory(channel(hours=OFFICE))
        gap = the_only(prove(desk, START, at("2026-11-27T12:00")), FindingCode.NO_OPEN_CHANNEL)
        assert span(gap) == (at("2026-11-23T17:00"), at("2026-11-24T07:00"))

    def test_a_gap_of_one_minute_counts(self) -> None:
        minute = closure("2026-11-26T12:00", "2026-11-26T12:01")
        gap = the_only(prove(directory(channel(), closures=[minute])), FindingCode.NO_OPEN_CHANNEL)
        assert span(gap) == (at("2026-11-26T12:00"), at("2026-11-26T12:01"))

    def test_requests_with_another_longest_gap_are_another_finding(self) -> None:
        desk = directory(
            channel(hours=OFFICE, request_types=PQRS),
            channel("late", "Mo-Fr 08:00-18:00", request_types=["claim"]),
        )
        gaps = findings(prove(desk), FindingCode.NO_OPEN_CHANNEL)
        assert {span(gap): len(gap.requests) for gap in gaps} == {
            (at("2026-11-27T17:00"), END): 20,
            (at("2026-11-27T18:00"), END): 5,
        }

    def test_near_miss_two_shifts_that_meet(self) -> None:
        desk = directory(channel(hours=OFFICE), channel("night", hours=NIGHTS))
        report = prove(desk, START, at("2026-11-28T07:00"))
        # The range starts at midnight, when the night shift of the Sunday before would be on.
        gap = the_only(report, FindingCode.NO_OPEN_CHANNEL)
        assert span(gap) == (START, at("2026-11-23T07:00"))


class TestPreferenceWithoutEffect:
    """A preference that never changes the answer is worth a note."""

    def idle_media(self, desk: Directory) -> dict[Medium | None, int]:
        idle = findings(prove(desk), FindingCode.PREFERENCE_WITHOUT_EFFECT)
        assert all(finding.severity == Severity.NOTE for finding in idle)
        return {finding.medium: len(finding.requests) for finding in idle}

    def test_where_the_answer_has_the_medium_anyway(self) -> None:
        desk = directory(channel(), channel("mail", contacts=[mail("desk")]))
        # A critical request of any type is answered by telephone.
        assert self.idle_media(desk) == {Medium.PHONE: 40, Medium.EMAIL: len(RequestType)}

    def test_near_miss_a_medium_that_no_channel_has(self) -> None:
        assert self.idle_media(directory(channel())).keys() == {Medium.PHONE}

    def test_where_no_channel_that_serves_the_request_has_the_medium(self) -> None:
        claims = channel("claims", request_types=["claim"], contacts=[phone(1), chat()])
        assert self.idle_media(directory(claims, channel()))[Medium.CHAT] == 36

    def test_it_is_shown_by_the_first_such_request_over_the_whole_range(self) -> None:
        critical = channel("critical", priorities=[1])
        report = prove(directory(critical, channel(contacts=[phone(2), mail("desk")])))
        idle = findings(report, FindingCode.PREFERENCE_WITHOUT_EFFECT)
        (finding,) = (each for each in idle if each.medium is Medium.EMAIL)
        assert finding.counterexample is not None
        assert finding.counterexample.request == finding.requests[0]
        assert span(finding) == (START, END)

    def test_where_a_critical_request_gets_its_line(self) -> None:
        desk = directory(
            channel("critical", priorities=[1]), channel(contacts=[phone(2), mail("desk")])
        )
        assert self.idle_media(desk)[Medium.EMAIL] == 8

    def test_near_miss_it_changes_the_contact_alone(self) -> None:
        desk = directory(channel(contacts=[phone(1), mail("desk")]))
        # Only a critical request stays with the telephone.
        assert self.idle_media(desk)[Medium.EMAIL] == len(RequestType)

    def test_near_miss_it_changes_the_answer_for_a_minute(self) -> None:
        minute = closure("2026-11-26T12:00", "2026-11-26T12:01", channels=["desk"])
        desk = directory(
            channel(contacts=[mail("first")]),
            channel("last", contacts=[mail("last"), phone(1)]),
            closures=[minute],
        )
        assert Medium.PHONE not in self.idle_media(desk)

    def test_it_is_not_reported_of_requests_that_nobody_serves(self) -> None:
        assert self.idle_media(directory(channel(request_types=["incident"])))[Medium.PHONE] == 5


class TestDedicatedChannelClosed:
    """A time in which no channel dedicated to the request's type is open is worth a note."""

    def test_with_the_longest_such_time_and_who_answers_then(self) -> None:
        desk = directory(channel("pqrs", hours=OFFICE, request_types=PQRS), channel())
        finding = the_only(prove(desk), FindingCode.DEDICATED_CHANNEL_CLOSED)
        assert finding.severity == Severity.NOTE
        assert finding.requests == kinds(PQRS, Priority)
        assert (finding.channels, finding.instead) == (("pqrs",), ("desk",))
        assert span(finding) == (at("2026-11-27T17:00"), END)

    def test_only_while_another_channel_answers(self) -> None:
        desk = directory(
            channel("pqrs", hours=OFFICE, request_types=PQRS), channel(hours="Mo-Fr 07:00-20:00")
        )
        finding = the_only(prove(desk), FindingCode.DEDICATED_CHANNEL_CLOSED)
        assert span(finding) == (at("2026-11-23T17:00"), at("2026-11-23T20:00"))

    def test_near_miss_another_dedicated_channel_takes_over(self) -> None:
        desk = directory(
            channel("day", hours=OFFICE, request_types=PQRS),
            channel("always", request_types=["incident", *PQRS]),
            channel(),
        )
        assert FindingCode.DEDICATED_CHANNEL_CLOSED not in codes(prove(desk))

    def test_near_miss_a_channel_for_all_types_is_not_dedicated(self) -> None:
        desk = directory(channel("day", hours=OFFICE, priorities=[1]), channel())
        assert FindingCode.DEDICATED_CHANNEL_CLOSED not in codes(prove(desk))

    def test_near_miss_nobody_answers_instead(self) -> None:
        report = prove(directory(channel("pqrs", hours=OFFICE, request_types=PQRS)))
        assert FindingCode.DEDICATED_CHANNEL_CLOSED not in codes(report)
        assert FindingCode.NO_OPEN_CHANNEL in codes(report)


class TestCoverage:
    """The coverage says for how much of the range some channel is open for a request."""

    @pytest.mark.parametrize(
        ("served", "start", "end", "hours"),
        [
            (channel(), START, END, 168),
            (channel(hours=OFFICE), START, END, 50),
            (channel(hours=OFFICE), at("2026-11-24T16:30"), END, 30.5),
            (channel(hours=""), START, END, 0),
            # Tuesday 8 December is a holiday.
            (channel(hours=OFFICE, holidays="closed"), at("2026-12-07"), at("2026-12-14"), 40),
        ],
    )
    def test_of_every_request(
        self, served: Channel, start: datetime, end: datetime, hours: float
    ) -> None:
        coverage = prove(directory(served), start, end).coverage
        assert [each.request for each in coverage] == [*EVERY_KIND]
        assert {each.open_time for each in coverage} == {hours * HOUR}
        assert {each.total_time for each in coverage} == {end - start}
        assert {each.ratio for each in coverage} == {hours * HOUR / (end - start)}

    def test_channels_that_are_open_together_count_once(self) -> None:
        desk = directory(channel(hours=OFFICE), channel("late", "Mo-Fr 07:00-18:00"))
        assert {each.open_time for each in prove(desk).coverage} == {55 * HOUR}

    def test_it_is_counted_in_time_that_passes_not_on_the_clock(self) -> None:
        # New York's clocks left out an hour on 8 March 2026.
        desk = directory(channel(), time_zone="America/New_York")
        zone = desk.zone
        report = prove(desk, datetime(2026, 3, 8, tzinfo=zone), datetime(2026, 3, 9, tzinfo=zone))
        assert report.coverage[0].open_time == report.coverage[0].total_time == 23 * HOUR

    def test_of_a_request_that_nobody_serves_it_is_nothing(self) -> None:
        coverage = prove(directory(channel(request_types=["incident"]))).coverage
        assert [each.ratio for each in coverage] == [1.0] * 5 + [0.0] * 35
