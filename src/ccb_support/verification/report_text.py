"""The lines of a report: what was verified, what was found, and the coverage."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from ccb_support.answer.short_forms import kinds_in_short
from ccb_support.words.finding_phrases import COVERAGE, ONE, SEVERAL, SHARE

from .codes import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ccb_support.model.request_kinds import RequestKind
    from ccb_support.words.languages import Language

    from .findings import Coverage, Finding

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def finding_lines(findings: Iterable[Finding], language: Language) -> Iterator[str]:
    """Yield how many findings there are of each severity, then one line for each finding."""
    counts = Counter(each.severity for each in findings)
    yield ", ".join(_count(severity, counts[severity], language) for severity in Severity)
    for finding in findings:
        kind = ONE[finding.severity].in_language(language)
        yield f"  {kind} [{finding.code}]: {finding.message.in_language(language)}"


def _count(severity: Severity, count: int, language: Language) -> str:
    nouns = ONE if count == 1 else SEVERAL
    return f"{count} {nouns[severity].in_language(language)}"


def coverage_lines(coverage: Iterable[Coverage], language: Language) -> Iterator[str]:
    """Yield the coverage. Requests with the same open time share a line."""
    yield COVERAGE.in_language(language)
    alike: defaultdict[tuple[timedelta, timedelta], list[RequestKind]] = defaultdict(list)
    for each in coverage:
        alike[each.open_time, each.total_time].append(each.request)
    for (open_time, total_time), kinds in alike.items():
        yield f"  {kinds_in_short(kinds, language)}: {_share(open_time, total_time, language)}"


def _share(open_time: timedelta, total_time: timedelta, language: Language) -> str:
    # Rounded down: a request without a channel for one minute does not have 100 %.
    units, hundredths = divmod(open_time * 100_00 // total_time, 100)
    return SHARE.in_language(
        language,
        units=units,
        hundredths=hundredths,
        open=_duration(open_time),
        total=_duration(total_time),
    )


def _duration(time: timedelta) -> str:
    days, rest = divmod(time, _DAY)
    hours, rest = divmod(rest, _HOUR)
    return f"{days} d {hours:02}:{rest // _MINUTE:02}"
