"""Verify a directory, and prove each finding by asking the router."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import TYPE_CHECKING

from ccb_support import (
    COLOMBIA,
    Directory,
    Finding,
    FindingCode,
    Medium,
    NoChannelError,
    Priority,
    Recommendation,
    Report,
    RequestKind,
    RequestType,
    Router,
    verify,
)
from tests.builders import at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


MICROSECOND = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

# A week of working days, from Monday to Sunday.
START, END = at("2026-11-23"), at("2026-11-30")


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
    """Ask the question of the counterexample. Return the answer, or None if there is none."""
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
    """Ask the router whether a finding is true at an instant of its counterexample."""
    ask = ASK.get(finding.code)
    return ask is None or ask(router, finding, when)


def has_no_answer(router: Router, finding: Finding, when: datetime) -> bool:
    return answer(router, finding, when) is None


def opens_next(router: Router, finding: Finding, when: datetime) -> bool:
    found = answer(router, finding, when)
    return found is not None and not found.open_now


def has_no_phone(router: Router, finding: Finding, when: datetime) -> bool:
    phones = {each.id for each in router.directory.channels if each.contact_by(Medium.PHONE)}
    return phones.isdisjoint(open_channels(answer(router, finding, when)))


def is_closed(router: Router, finding: Finding, when: datetime) -> bool:
    return not any(router.status(each, when).open_now for each in finding.channels)


def is_taken_over(router: Router, finding: Finding, when: datetime) -> bool:
    found = answer(router, finding, when)
    elsewhere = found is not None and found.open_now and found.channel.id in finding.instead
    return elsewhere and is_closed(router, finding, when)


def is_an_alternative(router: Router, finding: Finding, when: datetime) -> bool:
    found = answer(router, finding, when)
    assert found
    alternatives = [each.id for each in found.alternatives]
    return found.channel.id in finding.instead and finding.channels[0] in alternatives


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


def assert_true(desk: Directory, report: Report) -> None:
    """Check every counterexample at both ends of its span."""
    router = Router(desk)
    for finding in report.findings:
        if finding.counterexample:
            start, end = span(finding)
            assert report.start <= start < end <= report.end
            assert is_true_at(router, finding, start)
            # On the wall clock, the time just before may be one that does not exist.
            assert is_true_at(router, finding, end.astimezone(UTC) - MICROSECOND)


def verified(desk: Directory, start: datetime = START, end: datetime = END) -> Report:
    """Verify a directory. Check that everything that the report says is true."""
    report = verify(desk, start, end)
    assert_true(desk, report)
    return report


def kinds(request_types: Iterable[str], priorities: Iterable[int]) -> tuple[RequestKind, ...]:
    return tuple(
        RequestKind(request_type=RequestType(request_type), priority=Priority(priority))
        for request_type, priority in product(request_types, priorities)
    )


EVERY_KIND = kinds(RequestType, Priority)
