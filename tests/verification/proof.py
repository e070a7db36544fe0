"""Proves each finding of a report by asking the router."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import product
from operator import attrgetter
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from ccb_support import (
    BOGOTA,
    Directory,
    Medium,
    NoChannelError,
    Priority,
    Recommendation,
    RequestType,
    Router,
    verify,
)
from ccb_support.calendars.colombia import COLOMBIA
from ccb_support.model import RequestKind
from ccb_support.model.directory import DirectoryOrEditions
from ccb_support.testing.oracle_hours import DAY, MICROSECOND
from ccb_support.verification import Finding, FindingCode, Report
from tests.builders import at, channel, mail

HOUR = timedelta(hours=1)
MAIL = channel("mail", contacts=[mail("desk")])

# A week of working days, from Monday to Sunday.
START, END = at("2026-11-23"), at("2026-11-30")

UNVERIFIED = datetime.combine(COLOMBIA.verified_through, datetime.min.time(), BOGOTA) + DAY
"""The first instant whose holidays nobody has checked."""


def findings(report: Report, code: FindingCode) -> list[Finding]:
    return [each for each in report.findings if each.code == code]


def the_only(report: Report, code: FindingCode) -> Finding:
    (finding,) = findings(report, code)
    return finding


def codes(report: Report) -> set[FindingCode]:
    return {each.code for each in report.findings}


def span(finding: Finding) -> tuple[datetime, datetime]:
    assert finding.counterexample
    return finding.counterexample.start, finding.counterexample.end


class Case(NamedTuple):
    """A directory and a range, and what `verify` finds there, or does not find there.

    If the directory has several editions, the first one holds over the whole range.

    `expected` has values of the finding by name, such as `cause.kind`; `time` is that of its
    counterexample, or `None` if it has none.
    """

    codes: FindingCode | set[FindingCode]
    desk: DirectoryOrEditions
    expected: Mapping[str, object] = MappingProxyType({})
    bounds: tuple[datetime, datetime] = (START, END)


def check(case: Case) -> None:
    """Make sure that a report has one finding with the expected values, or none of some codes."""
    report = prove(case.desk, *case.bounds)
    if isinstance(case.codes, set):
        assert not codes(report) & case.codes
        return
    finding = the_only(report, case.codes)
    example = finding.counterexample
    if example and finding.requests:
        assert example.request == finding.requests[0]
    time = span(finding) if example else None
    for name, value in case.expected.items():
        assert (time if name == "time" else attrgetter(name)(finding)) == value, name


def ask(router: Router, kind: RequestKind, when: datetime) -> Recommendation | None:
    """Return what the router recommends, or None if it finds no channel."""
    try:
        return router.recommend(kind.request_type, kind.priority, when)
    except NoChannelError:
        return None


def answer(router: Router, finding: Finding, when: datetime) -> Recommendation | None:
    """Ask the question of the counterexample."""
    assert finding.counterexample
    assert finding.counterexample.request
    return ask(router, finding.counterexample.request, when)


def open_channels(recommendation: Recommendation | None) -> list[str]:
    if recommendation is None:
        return []
    own = [recommendation.channel.id] if recommendation.open_now else []
    return [*own, *(each.id for each in recommendation.alternatives)]


def has_no_answer(router: Router, finding: Finding, when: datetime) -> bool:
    return answer(router, finding, when) is None


def opens_next(router: Router, finding: Finding, when: datetime) -> bool:
    reply = answer(router, finding, when)
    return reply is not None and not reply.open_now


def has_no_phone(router: Router, finding: Finding, when: datetime) -> bool:
    phones = {each.id for each in router.edition_at(when).channels if each.contact_by(Medium.PHONE)}
    return phones.isdisjoint(open_channels(answer(router, finding, when)))


def is_closed(router: Router, finding: Finding, when: datetime) -> bool:
    return not any(router.status(each, when).open_now for each in finding.channels)


def is_an_alternative(router: Router, finding: Finding, when: datetime) -> bool:
    reply = answer(router, finding, when)
    assert reply
    alternatives = [each.id for each in reply.alternatives]
    return reply.channel.id in finding.instead and finding.channels[0] in alternatives


def is_after_the_list(router: Router, _: Finding, when: datetime) -> bool:
    listed = router.directory.holiday_calendar
    assert isinstance(listed, tuple)
    day = when.astimezone(router.directory.zone).date()
    return all(not isinstance(each.date, date) or each.date < day for each in listed)


def is_unverified(router: Router, _: Finding, when: datetime) -> bool:
    return when.astimezone(router.directory.zone).date() > COLOMBIA.verified_through


CHECKS: dict[FindingCode, Callable[[Router, Finding, datetime], bool]] = {
    FindingCode.UNSERVED_REQUEST: has_no_answer,
    FindingCode.NO_ANSWER: has_no_answer,
    FindingCode.CRITICAL_WITHOUT_PHONE: has_no_phone,
    FindingCode.NO_OPEN_CHANNEL: opens_next,
    FindingCode.NEVER_OPEN: is_closed,
    FindingCode.NEVER_THE_ANSWER: is_an_alternative,
    FindingCode.ANSWER_BY_PREFERENCE_ONLY: is_an_alternative,
    FindingCode.HOLIDAYS_UNVERIFIED: is_unverified,
    FindingCode.HOLIDAY_LIST_ENDS: is_after_the_list,
}
"""Checks of findings against the router. The tests of the other codes check their findings."""


def follow(directory: Directory, path: str) -> object:
    """Return what is at a path of a directory, or raise an error if nothing is."""
    value: Any = directory
    for key, index in re.findall(r"(\w+)|\[(\d+)\]", path.replace(".", " ")):
        value = getattr(value, key) if key else value[int(index)]
        # The list of hours is the root of a model.
        value = getattr(value, "root", value)
    return cast("object", value)


def assert_true(desk: DirectoryOrEditions, report: Report) -> None:
    """Check every path, and every counterexample at both ends of its span."""
    router = Router(desk)
    for finding in report.findings:
        follow(router.edition_at(report.start), finding.path)
        if finding.counterexample:
            start, end = span(finding)
            assert report.start <= start < end <= report.end
            # In UTC, because the wall clock may skip the time just before.
            for when in (start, end.astimezone(UTC) - MICROSECOND):
                assert finding.code not in CHECKS or CHECKS[finding.code](router, finding, when)


def prove(desk: DirectoryOrEditions, start: datetime = START, end: datetime = END) -> Report:
    """Return the report of a directory after a check that every counterexample is true."""
    report = verify(desk, start, end)
    assert_true(desk, report)
    return report


def kinds(request_types: Iterable[str], priorities: Iterable[int]) -> tuple[RequestKind, ...]:
    return tuple(
        RequestKind(request_type=RequestType(request_type), priority=Priority(priority))
        for request_type, priority in product(request_types, priorities)
    )


EVERY_KIND = kinds(RequestType, Priority)
