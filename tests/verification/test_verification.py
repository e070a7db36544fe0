"""The verification of a directory: what it finds, that it is true, and that nothing is missed."""

from __future__ import annotations

import copy
import json
import pickle
import re
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccb_support import (
    BOGOTA,
    COLOMBIA,
    Day,
    Directory,
    EmptyRangeError,
    Finding,
    FindingCode,
    Medium,
    NaiveDatetimeError,
    NoChannelError,
    NotADatetimeError,
    OutOfRangeError,
    Priority,
    Recommendation,
    Report,
    RequestKind,
    RequestType,
    Router,
    Severity,
    UnknownLanguageError,
    default_directory,
    verify,
)
from ccb_support.cli import main
from ccb_support.testing import strategies
from ccb_support.testing.boundary_instants import range_ends

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

MICROSECOND = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

OFFICE = [
    {
        "days": ["monday", "tuesday", "wednesday", "thursday", "friday"],
        "opens": "07:00",
        "closes": "17:00",
    }
]
NIGHTS = [{"days": OFFICE[0]["days"], "opens": "17:00", "closes": "07:00"}]
PQRS = ["petition", "complaint", "claim", "suggestion", "appeal"]


def bogota(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BOGOTA)


# A week of working days, from Monday to Sunday.
START, END = bogota("2026-11-23"), bogota("2026-11-30")


def between(starts: str, ends: str) -> dict[str, object]:
    return {"starts": datetime.fromisoformat(starts), "ends": datetime.fromisoformat(ends)}


def phone(number: int) -> dict[str, str]:
    return {
        "medium": "phone",
        "printed": f"(601) 55501{number:02}",
        "e164": f"+5760155501{number:02}",
    }


def mail(name: str) -> dict[str, str]:
    return {"medium": "email", "address": f"{name}@example.org"}


def line(channel_id: str = "line", **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - raw TOML
    """Return a channel that serves everything at all times by telephone, but for `changes`."""
    return {
        "id": channel_id,
        "name": {"es": f"Canal {channel_id}", "en": f"channel {channel_id}"},
        "request_types": "all",
        "priorities": "all",
        "holidays": "open",
        "hours": "always",
        "contacts": [phone(sum(map(ord, channel_id)) % 100)],
        **changes,
    }


def desk(
    *channels: dict[str, Any],
    special_days: Iterable[Mapping[str, object]] = (),
    closures: Iterable[Mapping[str, object]] = (),
    time_zone: str = "America/Bogota",
) -> Directory:
    named = {"name": {"es": "Mudanza", "en": "Move"}}
    return Directory.model_validate(
        {
            "format": 1,
            "version": "1",
            "as_of": date(2026, 11, 24),
            "name": {"es": "Mesa", "en": "Desk"},
            "time_zone": time_zone,
            "channels": channels,
            "escalation": [
                {
                    "level": 1,
                    "name": {"es": "Jefe", "en": "head"},
                    "hours": "not_stated",
                    "contacts": [mail("head")],
                }
            ],
            "special_days": [{**named, **each} for each in special_days],
            "closures": [{**named, **each} for each in closures],
        }
    )


def found(report: Report, code: FindingCode) -> list[Finding]:
    return [each for each in report.findings if each.code == code]


def the_only(report: Report, code: FindingCode) -> Finding:
    (finding,) = found(report, code)
    return finding


def codes(report: Report) -> set[FindingCode]:
    return {each.code for each in report.findings}


def span(finding: Finding) -> tuple[datetime, datetime]:
    assert finding.counterexample
    return finding.counterexample.start, finding.counterexample.end


def answer(router: Router, finding: Finding, when: datetime) -> Recommendation | None:
    """Ask what the counterexample says to ask; `None` where there is no answer."""
    assert finding.counterexample
    request = finding.counterexample.request
    assert request
    try:
        return router.recommend(request.request_type, request.priority, when, prefer=finding.medium)
    except NoChannelError:
        return None


def open_channels(recommendation: Recommendation | None) -> list[str]:
    if recommendation is None:
        return []
    own = [recommendation.channel.id] if recommendation.open_now else []
    return [*own, *(each.id for each in recommendation.alternatives)]


def is_true_at(router: Router, finding: Finding, when: datetime) -> bool:
    """Tell by asking the router whether a finding is true at an instant of its counterexample."""
    ask = ASK.get(finding.code)
    return ask is None or ask(router, finding, when)


def has_no_answer(router: Router, finding: Finding, when: datetime) -> bool:
    return answer(router, finding, when) is None


def opens_next(router: Router, finding: Finding, when: datetime) -> bool:
    told = answer(router, finding, when)
    return told is not None and not told.open_now


def has_no_phone(router: Router, finding: Finding, when: datetime) -> bool:
    phones = {each.id for each in router.directory.channels if each.contact_by(Medium.PHONE)}
    return phones.isdisjoint(open_channels(answer(router, finding, when)))


def is_closed(router: Router, finding: Finding, when: datetime) -> bool:
    return not any(router.status(each, when).open_now for each in finding.channels)


def is_taken_over(router: Router, finding: Finding, when: datetime) -> bool:
    told = answer(router, finding, when)
    elsewhere = told is not None and told.open_now and told.channel.id in finding.instead
    return elsewhere and is_closed(router, finding, when)


def is_an_alternative(router: Router, finding: Finding, when: datetime) -> bool:
    told = answer(router, finding, when)
    assert told
    alternatives = [each.id for each in told.alternatives]
    return told.channel.id in finding.instead and finding.channels[0] in alternatives


def is_the_same_without(router: Router, finding: Finding, when: datetime) -> bool:
    without = finding.model_copy(update={"medium": None})
    return answer(router, finding, when) == answer(router, without, when)


def is_unverified(router: Router, _: Finding, when: datetime) -> bool:
    return when.astimezone(router.directory.zone).date() > COLOMBIA.verified_through


ASK: dict[FindingCode, Callable[[Router, Finding, datetime], bool]] = {
    FindingCode.UNSERVED_REQUEST: has_no_answer,
    FindingCode.NO_ANSWER: has_no_answer,
    FindingCode.CRITICAL_WITHOUT_PHONE: has_no_phone,
    FindingCode.NO_OPEN_CHANNEL: opens_next,
    FindingCode.NEVER_OPEN: is_closed,
    FindingCode.NEVER_THE_ANSWER: is_an_alternative,
    FindingCode.ANSWER_BY_PREFERENCE_ONLY: is_an_alternative,
    FindingCode.PREFERENCE_WITHOUT_EFFECT: is_the_same_without,
    FindingCode.DEDICATED_CHANNEL_CLOSED: is_taken_over,
    FindingCode.HOLIDAYS_UNVERIFIED: is_unverified,
}
"""How to see that a finding is true; the others are checked one by one."""


def assert_true(directory: Directory, report: Report) -> None:
    """Check every counterexample at both ends of its span."""
    router = Router(directory)
    for finding in report.findings:
        if finding.counterexample:
            start, end = span(finding)
            assert report.start <= start < end <= report.end
            assert is_true_at(router, finding, start)
            # On the wall clock, the time just before may be one that does not exist.
            assert is_true_at(router, finding, end.astimezone(UTC) - MICROSECOND)


def verified(directory: Directory, start: datetime = START, end: datetime = END) -> Report:
    """Verify, and check that whatever is reported is true."""
    report = verify(directory, start, end)
    assert_true(directory, report)
    return report


def kinds(request_types: Iterable[str], priorities: Iterable[int]) -> tuple[RequestKind, ...]:
    return tuple(
        RequestKind(request_type=RequestType(request_type), priority=Priority(priority))
        for request_type, priority in product(request_types, priorities)
    )


EVERY_KIND = kinds(RequestType, Priority)


class TestASoundDesk:
    """A desk of one line that is always open is sound."""

    def test_only_preferences_are_of_no_use_there(self) -> None:
        report = verified(desk(line()))
        assert codes(report) == {FindingCode.PREFERENCE_WITHOUT_EFFECT}
        assert report.is_sound


class TestUnservedRequest:
    """A request that no channel serves is an error."""

    def test_all_such_requests_are_one_finding(self) -> None:
        report = verified(desk(line(request_types=["incident"], priorities=[1, 2, 3])))
        finding = the_only(report, FindingCode.UNSERVED_REQUEST)
        assert finding.severity == Severity.ERROR
        served = kinds(["incident"], [1, 2, 3])
        assert finding.requests == tuple(each for each in EVERY_KIND if each not in served)
        assert span(finding) == (START, END)
        assert finding.counterexample is not None
        assert finding.counterexample.request == finding.requests[0]
        assert not report.is_sound

    def test_what_is_unserved_is_not_reported_as_unanswered_too(self) -> None:
        report = verified(desk(line(request_types=["incident"])))
        assert not codes(report) & {FindingCode.NO_ANSWER, FindingCode.CRITICAL_WITHOUT_PHONE}

    def test_near_miss_one_more_channel_serves_the_rest(self) -> None:
        directory = desk(line(request_types=["incident"]), line("rest"))
        assert not verified(directory).errors


class TestNoAnswer:
    """A request for which no channel opens any more is an error from then on."""

    LAST = between("2026-11-26T12:00", "2200-01-01T00:00")

    def test_from_the_instant_at_which_the_last_channel_closes(self) -> None:
        finding = the_only(verified(desk(line(), closures=[self.LAST])), FindingCode.NO_ANSWER)
        assert finding.severity == Severity.ERROR
        assert finding.requests == EVERY_KIND
        assert span(finding) == (bogota("2026-11-26T12:00"), END)

    def test_near_miss_it_opens_once_more_long_after_the_range(self) -> None:
        once_more = {**self.LAST, "ends": datetime.fromisoformat("2199-12-31T23:59")}
        report = verified(desk(line(), closures=[once_more]))
        assert FindingCode.NO_ANSWER not in codes(report)
        gap = the_only(report, FindingCode.NO_OPEN_CHANNEL)
        assert span(gap) == (bogota("2026-11-26T12:00"), END)


class TestCriticalWithoutPhone:
    """At every instant a request of priority 1 has an open telephone, or it is an error."""

    MAIL = line("mail", contacts=[mail("desk")])

    def test_mail_alone_does_not_do(self) -> None:
        directory = desk(line(hours=OFFICE), self.MAIL)
        finding = the_only(verified(directory), FindingCode.CRITICAL_WITHOUT_PHONE)
        assert finding.severity == Severity.ERROR
        assert finding.requests == kinds(RequestType, [1])
        assert span(finding) == (bogota("2026-11-27T17:00"), END)

    def test_near_miss_a_second_line_for_the_nights_and_weekends(self) -> None:
        directory = desk(line(hours=OFFICE), self.MAIL, line("reserve"))
        assert FindingCode.CRITICAL_WITHOUT_PHONE not in codes(verified(directory))

    def test_near_miss_a_telephone_that_is_not_the_first_contact(self) -> None:
        directory = desk(line(contacts=[mail("desk"), phone(1)]))
        assert FindingCode.CRITICAL_WITHOUT_PHONE not in codes(verified(directory))

    def test_other_priorities_need_none(self) -> None:
        directory = desk(line(priorities=[1]), self.MAIL)
        assert not verified(directory).errors


class TestNoOpenChannel:
    """A time without any open channel is a warning, with the longest such time."""

    def test_over_a_weekend_with_a_holiday(self) -> None:
        # Monday 7 December works, Tuesday the 8th is a holiday; in July it is Monday the 13th.
        directory = desk(
            line(hours=OFFICE, holidays="closed", request_types=PQRS),
            line("rest", request_types=["incident", "service_request", "technical_support"]),
        )
        report = verified(directory, bogota("2026-07-06"), bogota("2026-07-20"))
        finding = the_only(report, FindingCode.NO_OPEN_CHANNEL)
        assert finding.severity == Severity.WARNING
        assert finding.requests == kinds(PQRS, Priority)
        assert span(finding) == (bogota("2026-07-10T17:00"), bogota("2026-07-14T07:00"))

    def test_of_several_longest_the_first(self) -> None:
        directory = desk(line(hours=OFFICE))
        gap = the_only(
            verified(directory, START, bogota("2026-11-27T12:00")), FindingCode.NO_OPEN_CHANNEL
        )
        assert span(gap) == (bogota("2026-11-23T17:00"), bogota("2026-11-24T07:00"))

    def test_a_gap_of_one_minute_counts(self) -> None:
        minute = between("2026-11-26T12:00", "2026-11-26T12:01")
        gap = the_only(verified(desk(line(), closures=[minute])), FindingCode.NO_OPEN_CHANNEL)
        assert span(gap) == (bogota("2026-11-26T12:00"), bogota("2026-11-26T12:01"))

    def test_requests_with_another_longest_gap_are_another_finding(self) -> None:
        late = [{"days": OFFICE[0]["days"], "opens": "08:00", "closes": "18:00"}]
        directory = desk(
            line(hours=OFFICE, request_types=PQRS),
            line("late", hours=late, request_types=["claim"]),
        )
        gaps = found(verified(directory), FindingCode.NO_OPEN_CHANNEL)
        assert {span(gap): len(gap.requests) for gap in gaps} == {
            (bogota("2026-11-27T17:00"), END): 20,
            (bogota("2026-11-27T18:00"), END): 5,
        }

    def test_near_miss_two_shifts_that_meet(self) -> None:
        directory = desk(line(hours=OFFICE), line("night", hours=NIGHTS))
        report = verified(directory, START, bogota("2026-11-28T07:00"))
        # The range starts at midnight, when the night shift of the Sunday before would be on.
        gap = the_only(report, FindingCode.NO_OPEN_CHANNEL)
        assert span(gap) == (START, bogota("2026-11-23T07:00"))


class TestServesNothing:
    """A channel without request types, or without priorities, serves nothing."""

    @pytest.mark.parametrize("missing", ["request_types", "priorities"])
    def test_it_is_a_warning(self, missing: str) -> None:
        directory = desk(line(), line("idle", **{missing: []}))
        finding = the_only(verified(directory), FindingCode.SERVES_NOTHING)
        assert (finding.severity, finding.channels) == (Severity.WARNING, ("idle",))

    def test_it_is_not_reported_as_never_the_answer_too(self) -> None:
        directory = desk(line(), line("idle", priorities=[]))
        assert FindingCode.NEVER_THE_ANSWER not in codes(verified(directory))

    def test_near_miss_one_kind_of_request(self) -> None:
        directory = desk(line("few", request_types=["appeal"], priorities=[5]), line())
        assert FindingCode.SERVES_NOTHING not in codes(verified(directory))


class TestNeverOpen:
    """A channel that is not open at any time of the range is a warning."""

    def test_for_a_closure(self) -> None:
        move = between("2026-01-01T00:00", "2026-11-30T00:00")
        directory = desk(line(), line("shut"), closures=[{**move, "channels": ["shut"]}])
        finding = the_only(verified(directory), FindingCode.NEVER_OPEN)
        assert (finding.severity, finding.channels) == (Severity.WARNING, ("shut",))
        assert span(finding) == (START, END)

    def test_for_want_of_hours(self) -> None:
        finding = the_only(verified(desk(line(), line("shut", hours=[]))), FindingCode.NEVER_OPEN)
        assert finding.channels == ("shut",)

    def test_it_is_not_reported_as_never_the_answer_too(self) -> None:
        report = verified(desk(line(), line("shut", hours=[])))
        assert FindingCode.NEVER_THE_ANSWER not in codes(report)

    @pytest.mark.parametrize(
        "closure",
        [
            between("2026-01-01T00:00", "2026-11-29T23:59"),
            between("2026-11-23T00:01", "2027-01-01T00:00"),
        ],
    )
    def test_near_miss_it_is_open_for_one_minute(self, closure: dict[str, object]) -> None:
        directory = desk(line(), line("shut"), closures=[{**closure, "channels": ["shut"]}])
        assert FindingCode.NEVER_OPEN not in codes(verified(directory))


class TestNeverTheAnswer:
    """A channel behind others that are open whenever it is, whatever medium is preferred."""

    def test_it_is_a_warning_and_says_which_channels_shadow_it(self) -> None:
        directory = desk(
            line("pqrs", request_types=PQRS), line("first"), line("last", hours=OFFICE)
        )
        finding = the_only(verified(directory), FindingCode.NEVER_THE_ANSWER)
        assert finding.severity == Severity.WARNING
        assert (finding.channels, finding.instead) == (("last",), ("pqrs", "first"))
        assert finding.counterexample
        assert finding.counterexample.request == EVERY_KIND[0]
        assert span(finding) == (bogota("2026-11-23T07:00"), bogota("2026-11-23T17:00"))

    def test_a_channel_that_does_not_serve_the_same_requests_shadows_nothing(self) -> None:
        directory = desk(line("pqrs", request_types=PQRS), line("last"))
        assert FindingCode.NEVER_THE_ANSWER not in codes(verified(directory))

    def test_near_miss_the_first_closes_for_a_minute(self) -> None:
        minute = between("2026-11-26T12:00", "2026-11-26T12:01")
        directory = desk(line("first"), line("last"), closures=[{**minute, "channels": ["first"]}])
        assert FindingCode.NEVER_THE_ANSWER not in codes(verified(directory))

    def test_near_miss_it_is_the_one_that_opens_next(self) -> None:
        early = [{**OFFICE[0], "opens": "06:00"}]
        directory = desk(line("first", hours=OFFICE), line("last", hours=early))
        assert FindingCode.NEVER_THE_ANSWER not in codes(verified(directory))


class TestAnswerByPreferenceOnly:
    """A channel that is the answer only for those who prefer its medium is worth a note."""

    def test_it_is_a_note(self) -> None:
        directory = desk(line("first"), line("last", contacts=[mail("desk")]))
        finding = the_only(verified(directory), FindingCode.ANSWER_BY_PREFERENCE_ONLY)
        assert finding.severity == Severity.NOTE
        assert (finding.channels, finding.instead) == (("last",), ("first",))

    def test_near_miss_no_preference_reaches_it(self) -> None:
        directory = desk(
            line("first", contacts=[phone(1), mail("desk")]), line("last", contacts=[mail("other")])
        )
        report = verified(directory)
        assert FindingCode.ANSWER_BY_PREFERENCE_ONLY not in codes(report)
        assert the_only(report, FindingCode.NEVER_THE_ANSWER).channels == ("last",)

    def test_near_miss_it_is_the_answer_to_others(self) -> None:
        directory = desk(line("first", request_types=PQRS), line("last", contacts=[mail("desk")]))
        assert FindingCode.ANSWER_BY_PREFERENCE_ONLY not in codes(verified(directory))


class TestSharedContact:
    """Two channels that reach the same are a warning."""

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (phone(1), {**phone(1), "printed": "555 0101"}),
            (mail("desk"), {**mail("desk"), "address": "Desk@Example.org"}),
            (
                {"medium": "chat", "url": "https://example.org/chat"},
                {"medium": "chat", "url": "https://example.org/chat"},
            ),
        ],
    )
    def test_however_it_is_printed(self, one: dict[str, str], other: dict[str, str]) -> None:
        directory = desk(
            line("a", contacts=[one]), line("b"), line("c", contacts=[phone(9), other])
        )
        finding = the_only(verified(directory), FindingCode.SHARED_CONTACT)
        assert (finding.severity, finding.channels) == (Severity.WARNING, ("a", "c"))
        assert finding.contact == directory.channels[0].contacts[0]

    def test_near_miss_another_page(self) -> None:
        pages = [{"medium": "chat", "url": f"https://example.org/{name}"} for name in ("a", "b")]
        directory = desk(line("a", contacts=[pages[0]]), line("b", contacts=[pages[1]]))
        assert FindingCode.SHARED_CONTACT not in codes(verified(directory))

    @pytest.mark.parametrize("key", ["menu_option", "extensions"])
    def test_near_miss_another_menu_option_or_extension(self, key: str) -> None:
        options: dict[str, list[Any]] = {"menu_option": ["1", "2"], "extensions": [["1"], ["2"]]}
        directory = desk(
            *(
                line(f"c{number}", contacts=[{**phone(1), key: option}])
                for number, option in enumerate(options[key])
            )
        )
        assert FindingCode.SHARED_CONTACT not in codes(verified(directory))

    def test_near_miss_one_channel_that_has_it_twice(self) -> None:
        directory = desk(line(contacts=[phone(1), phone(1)]))
        assert FindingCode.SHARED_CONTACT not in codes(verified(directory))


class TestPreferenceWithoutEffect:
    """A preference that never changes the answer is worth a note."""

    def idle(self, directory: Directory) -> dict[Medium | None, int]:
        findings = found(verified(directory), FindingCode.PREFERENCE_WITHOUT_EFFECT)
        assert all(finding.severity == Severity.NOTE for finding in findings)
        return {finding.medium: len(finding.requests) for finding in findings}

    def test_where_no_channel_has_the_medium_or_the_answer_has_it_anyway(self) -> None:
        directory = desk(line(), line("mail", contacts=[mail("desk")]))
        assert self.idle(directory) == {Medium.PHONE: 40, Medium.CHAT: 40}

    def test_it_is_shown_by_the_first_such_request_over_the_whole_range(self) -> None:
        critical = line("critical", priorities=[1])
        report = verified(desk(critical, line(contacts=[phone(2), mail("desk")])))
        (finding,) = (
            each
            for each in found(report, FindingCode.PREFERENCE_WITHOUT_EFFECT)
            if each.medium is Medium.EMAIL
        )
        assert finding.counterexample is not None
        assert finding.counterexample.request == finding.requests[0]
        assert span(finding) == (START, END)

    def test_where_a_critical_request_gets_its_line(self) -> None:
        directory = desk(line("critical", priorities=[1]), line(contacts=[phone(2), mail("desk")]))
        assert self.idle(directory)[Medium.EMAIL] == 8

    def test_near_miss_it_changes_the_contact_alone(self) -> None:
        assert Medium.EMAIL not in self.idle(desk(line(contacts=[phone(1), mail("desk")])))

    def test_near_miss_it_changes_the_answer_for_a_minute(self) -> None:
        minute = between("2026-11-26T12:00", "2026-11-26T12:01")
        directory = desk(
            line(contacts=[mail("first")]),
            line("last", contacts=[mail("last"), phone(1)]),
            closures=[{**minute, "channels": ["line"]}],
        )
        assert Medium.PHONE not in self.idle(directory)

    def test_it_is_not_reported_of_requests_that_nobody_serves(self) -> None:
        assert self.idle(desk(line(request_types=["incident"])))[Medium.CHAT] == 5


class TestDedicatedChannelClosed:
    """A time in which no channel dedicated to the request's type is open is worth a note."""

    def test_with_the_longest_such_time_and_who_answers_then(self) -> None:
        directory = desk(line("pqrs", hours=OFFICE, request_types=PQRS), line())
        finding = the_only(verified(directory), FindingCode.DEDICATED_CHANNEL_CLOSED)
        assert finding.severity == Severity.NOTE
        assert finding.requests == kinds(PQRS, Priority)
        assert (finding.channels, finding.instead) == (("pqrs",), ("line",))
        assert span(finding) == (bogota("2026-11-27T17:00"), END)

    def test_only_while_another_channel_answers(self) -> None:
        evening = [OFFICE[0] | {"closes": "20:00"}]
        directory = desk(line("pqrs", hours=OFFICE, request_types=PQRS), line(hours=evening))
        finding = the_only(verified(directory), FindingCode.DEDICATED_CHANNEL_CLOSED)
        assert span(finding) == (bogota("2026-11-23T17:00"), bogota("2026-11-23T20:00"))

    def test_near_miss_another_dedicated_channel_takes_over(self) -> None:
        directory = desk(
            line("day", hours=OFFICE, request_types=PQRS),
            line("always", request_types=["incident", *PQRS]),
            line(),
        )
        assert FindingCode.DEDICATED_CHANNEL_CLOSED not in codes(verified(directory))

    def test_near_miss_a_channel_for_all_types_is_not_dedicated(self) -> None:
        directory = desk(line("day", hours=OFFICE, priorities=[1]), line())
        assert FindingCode.DEDICATED_CHANNEL_CLOSED not in codes(verified(directory))

    def test_near_miss_nobody_answers_instead(self) -> None:
        report = verified(desk(line("pqrs", hours=OFFICE, request_types=PQRS)))
        assert FindingCode.DEDICATED_CHANNEL_CLOSED not in codes(report)
        assert FindingCode.NO_OPEN_CHANNEL in codes(report)


# Of 24 November 2026, a Tuesday.
TUESDAY: dict[str, object] = {"date": date(2026, 11, 24)}
HALF_DAY = [{"opens": "07:00", "closes": "12:00"}]
WHOLE_DAY = [{"opens": "07:00", "closes": "17:00"}]


class TestExceptionWithoutEffect:
    """A special day or closure without which all hours are the same is a warning."""

    @pytest.mark.parametrize(
        "entry",
        [
            {**TUESDAY, "hours": WHOLE_DAY},
            {"date": date(2026, 11, 28), "through": date(2026, 11, 29), "hours": "closed"},
        ],
        ids=["the usual hours", "closed on a weekend"],
    )
    def test_special_days(self, entry: dict[str, object]) -> None:
        report = verified(desk(line(hours=OFFICE), special_days=[entry]))
        finding = the_only(report, FindingCode.EXCEPTION_WITHOUT_EFFECT)
        assert (finding.severity, finding.entry) == (Severity.WARNING, "special_days[0]")
        assert finding.cause
        assert finding.cause.name.en == "Move"
        first = datetime.combine(finding.cause.date, datetime.min.time(), tzinfo=BOGOTA)
        last = datetime.combine(finding.cause.last_date, datetime.min.time(), tzinfo=BOGOTA)
        assert span(finding) == (first, last + DAY)

    @pytest.mark.parametrize(
        ("starts", "ends"),
        [
            ("2026-11-24T17:00", "2026-11-25T07:00"),
            ("2026-11-28T00:00", "2026-11-30T00:00"),
        ],
    )
    def test_a_closure_of_hours_that_are_closed(self, starts: str, ends: str) -> None:
        closure = between(starts, ends)
        report = verified(desk(line(hours=OFFICE), closures=[closure]))
        finding = the_only(report, FindingCode.EXCEPTION_WITHOUT_EFFECT)
        assert finding.entry == "closures[0]"
        assert span(finding) == (bogota(starts), bogota(ends))

    def test_closed_on_a_holiday_on_which_the_channel_is_closed_anyway(self) -> None:
        immaculate = {"date": date(2026, 12, 8), "hours": "closed"}
        ends = {"start": bogota("2026-12-07"), "end": bogota("2026-12-10")}
        closed = desk(line(hours=OFFICE, holidays="closed"), special_days=[immaculate])
        assert FindingCode.EXCEPTION_WITHOUT_EFFECT in codes(verified(closed, **ends))
        open_then = desk(line(hours=OFFICE, holidays="open"), special_days=[immaculate])
        assert FindingCode.EXCEPTION_WITHOUT_EFFECT not in codes(verified(open_then, **ends))

    def test_two_closures_of_one_span_are_both_of_no_effect_by_themselves(self) -> None:
        # A regression too: no channel could have two closures of one span.
        noon = between("2026-11-24T12:00", "2026-11-24T13:00")
        report = verified(desk(line(hours=OFFICE), closures=[noon, noon]))
        idle = found(report, FindingCode.EXCEPTION_WITHOUT_EFFECT)
        assert [finding.entry for finding in idle] == ["closures[0]", "closures[1]"]

    def test_beside_a_closure_that_has_an_effect(self) -> None:
        noon = between("2026-11-24T12:00", "2026-11-24T13:00")
        night = between("2026-11-24T18:00", "2026-11-24T19:00")
        report = verified(desk(line(hours=OFFICE), closures=[noon, night]))
        assert the_only(report, FindingCode.EXCEPTION_WITHOUT_EFFECT).entry == "closures[1]"

    def test_a_closure_of_an_hour_that_the_clock_leaves_out_has_no_instant_to_show(self) -> None:
        # New York's clocks went from 2:00 to 3:00 on 8 March 2026.
        left_out = between("2026-03-08T02:00", "2026-03-08T03:00")
        directory = desk(line(), closures=[left_out], time_zone="America/New_York")
        report = verified(directory, bogota("2026-03-07"), bogota("2026-03-10"))
        finding = the_only(report, FindingCode.EXCEPTION_WITHOUT_EFFECT)
        assert finding.counterexample is None

    @pytest.mark.parametrize(
        "changes",
        [
            {"special_days": [{**TUESDAY, "hours": HALF_DAY}]},
            {"special_days": [{"date": date(2026, 11, 28), "hours": HALF_DAY}]},
            {"closures": [between("2026-11-24T16:59", "2026-11-25T07:00")]},
        ],
        ids=["half a day", "an extra Saturday", "a minute of the last hour"],
    )
    def test_near_misses(self, changes: dict[str, Any]) -> None:
        report = verified(desk(line(hours=OFFICE), line("chat"), **changes))
        assert FindingCode.EXCEPTION_WITHOUT_EFFECT not in codes(report)

    def test_near_miss_a_closure_within_a_special_day(self) -> None:
        saturday = {"date": date(2026, 11, 28), "hours": HALF_DAY}
        noon = between("2026-11-28T11:00", "2026-11-28T13:00")
        directory = desk(line(hours=OFFICE), special_days=[saturday], closures=[noon])
        assert FindingCode.EXCEPTION_WITHOUT_EFFECT not in codes(verified(directory))

    def test_near_miss_it_changes_the_hours_of_only_one_of_two_channels(self) -> None:
        # Tuesday 8 December is a holiday.
        holiday = {"date": date(2026, 12, 8), "hours": WHOLE_DAY}
        directory = desk(
            line("works", hours=OFFICE),
            line("rests", hours=OFFICE, holidays="closed"),
            special_days=[holiday],
        )
        report = verified(directory, bogota("2026-12-07"), bogota("2026-12-14"))
        assert FindingCode.EXCEPTION_WITHOUT_EFFECT not in codes(report)

    def test_near_miss_another_closure_hides_it_from_only_one_of_two_channels(self) -> None:
        noon = between("2026-11-24T12:00", "2026-11-24T13:00")
        day = {**between("2026-11-24T00:00", "2026-11-25T00:00"), "channels": ["first"]}
        directory = desk(line("first"), line("second"), closures=[noon, day])
        assert FindingCode.EXCEPTION_WITHOUT_EFFECT not in codes(verified(directory))

    def test_near_miss_the_last_half_hour_of_a_shift_of_a_day(self) -> None:
        daily = [{"days": [*Day], "opens": "00:00", "closes": "19:30"}]
        shift = {"date": date(2026, 11, 22), "hours": [{"opens": "20:01", "closes": "20:00"}]}
        report = verified(desk(line(hours=daily), special_days=[shift]))
        assert FindingCode.PAST_EXCEPTION not in codes(report)

    def test_near_miss_the_night_of_the_last_day_before_the_range(self) -> None:
        night = {"date": date(2026, 11, 22), "hours": [{"opens": "22:00", "closes": "06:00"}]}
        report = verified(desk(line(hours=OFFICE), special_days=[night]))
        assert not codes(report) & {
            FindingCode.EXCEPTION_WITHOUT_EFFECT,
            FindingCode.PAST_EXCEPTION,
        }


class TestExceptionsOutsideTheRange:
    """A special day or closure before the range, or after it, is worth a note."""

    @pytest.mark.parametrize(
        ("day", "code"),
        [
            (date(2026, 11, 20), FindingCode.PAST_EXCEPTION),
            (date(1983, 1, 1), FindingCode.PAST_EXCEPTION),
            (date(2026, 11, 30), FindingCode.LATER_EXCEPTION),
            (date(9999, 12, 31), FindingCode.LATER_EXCEPTION),
        ],
    )
    def test_special_days(self, day: date, code: FindingCode) -> None:
        directory = desk(line(), special_days=[{"date": day, "hours": HALF_DAY}])
        finding = the_only(verified(directory), code)
        assert (finding.severity, finding.entry) == (Severity.NOTE, "special_days[0]")
        assert finding.counterexample is None

    @pytest.mark.parametrize(
        ("starts", "ends", "code"),
        [
            ("2026-11-22T12:00", "2026-11-23T00:00", FindingCode.PAST_EXCEPTION),
            ("2026-11-30T00:00", "2026-11-30T12:00", FindingCode.LATER_EXCEPTION),
        ],
    )
    def test_closures_up_to_the_range(self, starts: str, ends: str, code: FindingCode) -> None:
        closure = between(starts, ends)
        directory = desk(line(), closures=[closure])
        assert the_only(verified(directory), code).entry == "closures[0]"

    @pytest.mark.parametrize(
        ("starts", "ends"),
        [
            ("2026-11-22T12:00", "2026-11-23T00:01"),
            ("2026-11-29T23:59", "2026-11-30T12:00"),
        ],
    )
    def test_near_miss_a_closure_that_reaches_into_the_range(self, starts: str, ends: str) -> None:
        closure = between(starts, ends)
        assert codes(verified(desk(line(), closures=[closure]))).isdisjoint(
            {
                FindingCode.PAST_EXCEPTION,
                FindingCode.LATER_EXCEPTION,
                FindingCode.EXCEPTION_WITHOUT_EFFECT,
            }
        )


class TestHolidaysUnverified:
    """A range beyond the day through which a calendar was checked is worth a note."""

    DESK = desk(line(hours=OFFICE, holidays="closed"))

    def test_from_the_day_after(self) -> None:
        finding = the_only(verified(self.DESK), FindingCode.HOLIDAYS_UNVERIFIED)
        assert (finding.severity, finding.channels) == (Severity.NOTE, ("line",))
        assert span(finding) == (bogota("2026-11-25"), END)

    def test_a_range_wholly_beyond_it(self) -> None:
        report = verified(self.DESK, bogota("2030-01-01"), bogota("2030-02-01"))
        finding = the_only(report, FindingCode.HOLIDAYS_UNVERIFIED)
        assert span(finding) == (bogota("2030-01-01"), bogota("2030-02-01"))

    def test_near_miss_a_range_that_ends_with_the_day(self) -> None:
        report = verified(self.DESK, START, bogota("2026-11-25"))
        assert FindingCode.HOLIDAYS_UNVERIFIED not in codes(report)

    @pytest.mark.parametrize(
        "channel", [line(hours=OFFICE), line(hours=[], holidays="closed")], ids=["open", "no hours"]
    )
    def test_near_miss_no_channel_observes_holidays(self, channel: dict[str, Any]) -> None:
        report = verified(desk(channel, line("rest")))
        assert FindingCode.HOLIDAYS_UNVERIFIED not in codes(report)

    def test_near_miss_a_calendar_that_does_not_say(self) -> None:
        report = verify(Router(self.DESK, holidays={date(2026, 11, 27)}), START, END)
        assert FindingCode.HOLIDAYS_UNVERIFIED not in codes(report)

    def test_the_calendar_of_the_router_counts(self) -> None:
        report = verify(Router(self.DESK, holidays={date(2026, 11, 27)}), START, END)
        gap = the_only(report, FindingCode.NO_OPEN_CHANNEL)
        assert span(gap) == (bogota("2026-11-26T17:00"), END)


class TestCoverage:
    """The coverage says for how much of the range some channel is open for a request."""

    @pytest.mark.parametrize(
        ("channel", "start", "end", "hours"),
        [
            (line(), START, END, 168),
            (line(hours=OFFICE), START, END, 50),
            (line(hours=OFFICE), bogota("2026-11-24T16:30"), END, 30.5),
            (line(hours=[]), START, END, 0),
            # Tuesday 8 December is a holiday.
            (line(hours=OFFICE, holidays="closed"), bogota("2026-12-07"), bogota("2026-12-14"), 40),
        ],
    )
    def test_of_every_request(
        self, channel: dict[str, Any], start: datetime, end: datetime, hours: float
    ) -> None:
        coverage = verified(desk(channel), start, end).coverage
        assert [each.request for each in coverage] == [*EVERY_KIND]
        assert {each.open_time for each in coverage} == {hours * HOUR}
        assert {each.total_time for each in coverage} == {end - start}
        assert {each.ratio for each in coverage} == {hours * HOUR / (end - start)}

    def test_channels_that_are_open_together_count_once(self) -> None:
        directory = desk(line(hours=OFFICE), line("late", hours=[{**OFFICE[0], "closes": "18:00"}]))
        assert {each.open_time for each in verified(directory).coverage} == {55 * HOUR}

    def test_it_is_counted_in_time_that_passes_not_on_the_clock(self) -> None:
        # New York's clocks left out an hour on 8 March 2026.
        directory = desk(line(), time_zone="America/New_York")
        zone = directory.zone
        report = verified(
            directory, datetime(2026, 3, 8, tzinfo=zone), datetime(2026, 3, 9, tzinfo=zone)
        )
        assert report.coverage[0].open_time == report.coverage[0].total_time == 23 * HOUR

    def test_of_a_request_that_nobody_serves_it_is_nothing(self) -> None:
        coverage = verified(desk(line(request_types=["incident"]))).coverage
        assert [each.ratio for each in coverage] == [1.0] * 5 + [0.0] * 35


class TestTheShippedDirectory:
    """What ships has no error and no warning; its notes are explained in the documentation."""

    REPORT = verify(default_directory(), bogota("2026-01-01"), bogota("2028-01-01"))

    def test_it_is_sound(self) -> None:
        assert_true(default_directory(), self.REPORT)
        assert self.REPORT.is_sound
        assert (self.REPORT.errors, self.REPORT.warnings) == ((), ())

    def test_somebody_serves_every_request_at_all_times(self) -> None:
        assert {each.ratio for each in self.REPORT.coverage} == {1.0}

    def test_its_notes(self) -> None:
        notes = [(note.code, note.channels, note.medium) for note in self.REPORT.notes]
        assert notes == [
            (FindingCode.ANSWER_BY_PREFERENCE_ONLY, ("email",), None),
            (FindingCode.ANSWER_BY_PREFERENCE_ONLY, ("chat",), None),
            (FindingCode.PREFERENCE_WITHOUT_EFFECT, (), Medium.PHONE),
            (FindingCode.PREFERENCE_WITHOUT_EFFECT, (), Medium.EMAIL),
            (FindingCode.PREFERENCE_WITHOUT_EFFECT, (), Medium.CHAT),
            (FindingCode.DEDICATED_CHANNEL_CLOSED, ("pqrs",), None),
            (FindingCode.DEDICATED_CHANNEL_CLOSED, ("pqrs",), None),
            (FindingCode.HOLIDAYS_UNVERIFIED, ("pqrs",), None),
        ]

    def test_only_critical_requests_may_not_choose_mail_or_chat(self) -> None:
        idle = found(self.REPORT, FindingCode.PREFERENCE_WITHOUT_EFFECT)
        assert [note.requests for note in idle] == [
            EVERY_KIND,
            kinds(RequestType, [1]),
            kinds(RequestType, [1]),
        ]

    def test_the_longest_time_without_the_pqrs_desk_is_easter(self) -> None:
        notes = found(self.REPORT, FindingCode.DEDICATED_CHANNEL_CLOSED)
        easter = (bogota("2026-04-01T17:00"), bogota("2026-04-06T07:00"))
        assert [(note.requests, note.instead, span(note)) for note in notes] == [
            (kinds(PQRS, [1]), ("p1_mobile",), easter),
            (kinds(PQRS, [2, 3, 4, 5]), ("national_line",), easter),
        ]


class TestTheDocumentation:
    """The documentation explains each finding, and each note of the shipped directory."""

    PAGE = (
        Path(__file__)
        .parents[2]
        .joinpath("docs/explanation/what-verify-proves.md")
        .read_text("utf-8")
    )

    def test_its_table_has_every_code_with_its_severity_in_order(self) -> None:
        rows = re.findall(r"^\| `(\w+)` \| (\w+) \|", self.PAGE, flags=re.MULTILINE)
        assert rows == [(code, code.severity) for code in FindingCode]

    def test_it_explains_what_is_found_of_the_shipped_directory(self) -> None:
        _, explained = self.PAGE.split("## What is found of the shipped directory")
        told = re.findall(r"^- \*\*`(\w+)`", explained, flags=re.MULTILINE)
        assert {*told} == {note.code for note in TestTheShippedDirectory.REPORT.notes}


class TestArguments:
    """The range is checked like that of a timeline; a router stands for its directory."""

    @pytest.mark.parametrize(
        ("start", "end", "error"),
        [
            (END, START, EmptyRangeError),
            (START, START, EmptyRangeError),
            (START, bogota("2200-01-01T00:01"), OutOfRangeError),
            (bogota("1983-12-31T23:59"), END, OutOfRangeError),
            (START.replace(tzinfo=None), END, NaiveDatetimeError),
            (START, END.replace(tzinfo=None), NaiveDatetimeError),
            (START, "tomorrow", NotADatetimeError),
        ],
    )
    def test_bad_ranges(self, start: datetime, end: Any, error: type[Exception]) -> None:  # noqa: ANN401 - wrong on purpose
        with pytest.raises(error):
            verify(default_directory(), start, end)

    def test_a_router_and_its_directory_give_the_same_report(self) -> None:
        directory = desk(line(hours=OFFICE))
        assert verify(Router(directory), START, END) == verify(directory, START, END)

    def test_a_range_shorter_than_a_second_is_a_whole_one(self) -> None:
        report = verify(desk(line()), START, START + MICROSECOND)
        assert report.coverage[0].total_time == timedelta(seconds=1)

    def test_the_range_may_end_with_the_supported_years(self) -> None:
        report = verified(desk(line(hours=OFFICE)), bogota("2199-12-30"), bogota("2200-01-01"))
        # Its last two days are a Monday and a Tuesday.
        assert report.coverage[0].open_time == 20 * HOUR


DESK = desk(
    line("pqrs", hours=OFFICE, holidays="closed", request_types=PQRS),
    line("shut", hours=[]),
    line("night", hours=NIGHTS, priorities=[1, 2, 4], contacts=[phone(1), mail("desk")]),
    line("again", priorities=[2, 4], contacts=[mail("desk")]),
    special_days=[{**TUESDAY, "hours": "closed", "channels": ["shut"]}],
    closures=[between("2027-01-01T00:00", "2027-01-03T00:00")],
)


OTHERS = "incidents, service requests, technical support"
ALL_PQRS = "petitions, complaints, claims, suggestions, appeals"


class TestReport:
    """A report is a value: comparable, hashable, in and out of JSON, and it prints well."""

    REPORT = verify(DESK, START, END)

    def test_it_goes_to_json_and_back(self) -> None:
        again = Report.model_validate_json(self.REPORT.model_dump_json())
        assert again == self.REPORT
        assert hash(again) == hash(self.REPORT)

    def test_it_can_be_pickled_and_copied(self) -> None:
        assert pickle.loads(pickle.dumps(self.REPORT)) == self.REPORT  # noqa: S301 - our own pickle
        assert copy.deepcopy(self.REPORT) == self.REPORT

    def test_findings_come_by_severity(self) -> None:
        assert self.REPORT.findings == (
            *self.REPORT.errors,
            *self.REPORT.warnings,
            *self.REPORT.notes,
        )

    def test_every_code_has_its_severity_and_the_gravest_come_first(self) -> None:
        severities = [code.severity for code in FindingCode]
        assert severities == sorted(severities, key=list(Severity).index)

    def test_json_schema(self) -> None:
        schema = Report.model_json_schema(mode="serialization")
        assert set(schema["properties"]) == set(Report.model_fields)

    def test_in_english(self) -> None:
        title, counts, *lines = self.REPORT.explain("en").splitlines()
        assert title == "Desk, version 1, from Mon 23 Nov 2026 00:00 to Mon 30 Nov 2026 00:00"
        assert counts == "2 errors, 5 warnings, 7 notes"
        assert lines[:14] == [
            f"  {each.severity} [{each.code}]: {each.message.en}" for each in self.REPORT.findings
        ]
        assert lines[14:] == [
            "Time with an open channel:",
            f"  {OTHERS} (P1): 41.66 % (2 d 22:00 of 7 d 00:00)",
            "  every request (P2, P4): 100.00 % (7 d 00:00 of 7 d 00:00)",
            f"  {OTHERS} (P3, P5): 0.00 % (0 d 00:00 of 7 d 00:00)",
            f"  {ALL_PQRS} (P1): 71.42 % (5 d 00:00 of 7 d 00:00)",
            f"  {ALL_PQRS} (P3, P5): 29.76 % (2 d 02:00 of 7 d 00:00)",
        ]

    def test_in_spanish_unless_asked_otherwise(self) -> None:
        assert str(self.REPORT) == self.REPORT.explain() == self.REPORT.explain("es")
        title, counts, first, *rest = str(self.REPORT).splitlines()
        assert title == "Mesa, versión 1, de lun 23 nov 2026 00:00 a lun 30 nov 2026 00:00"
        assert counts == "2 errores, 5 advertencias, 7 notas"
        assert first == f"  error [no_answer]: {self.REPORT.findings[0].message.es}"
        assert rest[-6] == "Tiempo con algún canal abierto:"
        assert rest[-4] == "  toda solicitud (P2, P4): 100,00 % (7 d 00:00 de 7 d 00:00)"

    def test_one_finding_is_counted_as_one(self) -> None:
        report = verify(desk(line(), line("shut", hours=[])), START, END)
        assert "0 errors, 1 warning, 3 notes" in report.explain("en")

    def test_unknown_language(self) -> None:
        with pytest.raises(UnknownLanguageError):
            self.REPORT.explain("fr")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - wrong on purpose

    def test_a_share_is_rounded_down(self) -> None:
        minute = between("2026-11-26T12:00", "2026-11-26T12:01")
        report = verify(desk(line(), closures=[minute]), START, END)
        assert report.explain("en").endswith("every request: 99.99 % (6 d 23:59 of 7 d 00:00)")


class TestEveryDirectory:
    """Whatever the directory: what is reported is true, and what is true is reported."""

    DAYS = st.dates(date(2026, 2, 26), date(2026, 3, 16))
    FIRST, LAST = bogota("2026-03-01"), bogota("2026-03-14")

    @given(strategies.directories(on=DAYS))
    @settings(max_examples=50)
    def test_counterexamples_are_true(self, directory: Directory) -> None:
        verified(directory, self.FIRST, self.LAST)

    @given(st.data(), strategies.directories(on=DAYS), strategies.media())
    @settings(max_examples=50)
    def test_nothing_is_missed(
        self, data: st.DataObject, directory: Directory, medium: Medium
    ) -> None:
        when = data.draw(strategies.boundary_instants(directory, on=self.DAYS)).astimezone(UTC)
        first, end = range_ends(directory)
        report = verify(directory, max(first, when - 3 * DAY), min(end, when + 3 * DAY))
        router = Router(directory)
        idle = [
            kind
            for finding in found(report, FindingCode.PREFERENCE_WITHOUT_EFFECT)
            for kind in finding.requests
            if finding.medium == medium
        ]
        for kind in EVERY_KIND:
            reported = {each.code for each in report.findings if kind in each.requests}
            assert reported >= {*self.shown(router, kind, when)}
            preferred = self.ask(router, kind, when, medium)
            assert preferred == self.ask(router, kind, when) or kind not in idle

    def ask(
        self, router: Router, kind: RequestKind, when: datetime, prefer: Medium | None = None
    ) -> Recommendation | None:
        try:
            return router.recommend(kind.request_type, kind.priority, when, prefer=prefer)
        except NoChannelError:
            return None

    def shown(self, router: Router, kind: RequestKind, when: datetime) -> Iterable[FindingCode]:
        """Yield what a request shows at an instant to be wrong with the directory."""
        recommendation = self.ask(router, kind, when)
        serving = [
            each
            for each in router.directory.channels
            if each.serves(kind.request_type, kind.priority)
        ]
        if not serving:
            yield FindingCode.UNSERVED_REQUEST
            return
        if recommendation is None:
            yield FindingCode.NO_ANSWER
        elif not recommendation.open_now:
            yield FindingCode.NO_OPEN_CHANNEL
        opened = [each for each in serving if router.status(each.id, when).open_now]
        if kind.priority == Priority.CRITICAL and not any(
            each.contact_by(Medium.PHONE) for each in opened
        ):
            yield FindingCode.CRITICAL_WITHOUT_PHONE
        dedicated = any(each.is_reserved_by_request_type for each in serving)
        if dedicated and opened and not any(each.is_reserved_by_request_type for each in opened):
            yield FindingCode.DEDICATED_CHANNEL_CLOSED

    @given(strategies.directories(on=DAYS))
    @settings(max_examples=50)
    def test_exceptions_without_effect_are_those_that_change_no_status(
        self, directory: Directory
    ) -> None:
        report = verify(directory, self.FIRST, self.LAST)
        idle = {each.entry for each in report.findings if each.entry}
        for section in ("special_days", "closures"):
            entries = getattr(directory, section)
            for number in range(len(entries)):
                rest = entries[:number] + entries[number + 1 :]
                without = directory.model_copy(update={section: rest})
                same = openings(directory, self.FIRST, self.LAST) == openings(
                    without, self.FIRST, self.LAST
                )
                assert same == (f"{section}[{number}]" in idle)


def openings(
    directory: Directory, start: datetime, end: datetime
) -> list[tuple[str, bool, datetime]]:
    """List when each channel opens and closes, by asking for its status again and again."""
    router = Router(directory)
    listed: list[tuple[str, bool, datetime]] = []
    for channel in directory.channel_ids:
        when = start
        while when < end:
            status = router.status(channel, when)
            # What comes after the range does not count.
            when = min(status.valid_until or end, end)
            listed.append((channel, status.open_now, when))
    return listed


class TestCommand:
    """`ccb-support verify` prints the report, and exits with 1 where it has an error."""

    CLOCK = staticmethod(lambda: bogota("2026-11-24T09:30"))

    def run(self, *arguments: str) -> int:
        return main(["verify", *arguments], clock=self.CLOCK)

    def test_the_shipped_directory_over_this_year_and_the_next(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.run("--lang", "en") == 0
        report = TestTheShippedDirectory.REPORT
        assert capsys.readouterr().out == f"{report.explain('en')}\n"

    def test_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.run("--json", "--from", "2026-01-01", "--to", "2028-01-01") == 0
        (text,) = capsys.readouterr().out.splitlines()
        assert Report.model_validate_json(text) == TestTheShippedDirectory.REPORT
        assert json.loads(text)["findings"][0]["code"] == "answer_by_preference_only"

    def test_a_file_with_an_error(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "directory.toml"
        path.write_text(UNSOUND, "utf-8")
        assert self.run(str(path), "--from", "2026-11-23", "--to", "2026-11-30") == 1
        assert "1 error, 0 advertencias" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("arguments", "start", "end"),
        [
            ([], "2026-01-01T00:00:00-05:00", "2028-01-01T00:00:00-05:00"),
            (["--from", "2030-06-01"], "2030-06-01T00:00:00-05:00", "2032-01-01T00:00:00-05:00"),
            (["--to", "2026-02-01"], "2026-01-01T00:00:00-05:00", "2026-02-01T00:00:00-05:00"),
            (["--from", "2199-06-01"], "2199-06-01T00:00:00-05:00", "2200-01-01T00:00:00-05:00"),
        ],
    )
    def test_what_is_left_out_of_the_range(
        self, arguments: list[str], start: str, end: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.run("shipped", "--json", *arguments) == 0
        document = json.loads(capsys.readouterr().out)
        assert (document["start"], document["end"]) == (start, end)

    def test_a_bad_range(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.run("--from", "1900-01-01") == 2
        assert "1900" in capsys.readouterr().err


UNSOUND = """
format = 1
version = "1"
as_of = 2026-11-24
time_zone = "America/Bogota"
name = { es = "Mesa", en = "Desk" }

[[channels]]
id = "line"
name = { es = "Línea", en = "line" }
request_types = ["incident"]
priorities = "all"
holidays = "open"
hours = "always"
contacts = [{ medium = "phone", printed = "(601) 5550100", e164 = "+576015550100" }]

[[escalation]]
level = 1
name = { es = "Jefe", en = "head" }
hours = "not_stated"
contacts = [{ medium = "email", address = "head@example.org" }]
"""
