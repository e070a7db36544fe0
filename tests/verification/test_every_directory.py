"""The report of any directory: every finding is true, and no finding is missing."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccb_support import Directory, Medium, Priority, Router, default_directory, verify
from ccb_support.model import RequestKind
from ccb_support.model.requests import every_kind
from ccb_support.testing import strategies
from ccb_support.testing.oracle_hours import DAY, Edition
from ccb_support.verification import FindingCode
from tests.builders import at, channel
from tests.builders import directory as build
from tests.systems import THOROUGH, examples
from tests.verification.proof import ask, prove

pytestmark = pytest.mark.slow


class TestEveryDirectory:
    """For any directory, every finding is true, and no finding is missing."""

    DAYS = st.dates(date(2026, 2, 26), date(2026, 3, 16))
    FIRST, LAST = at("2026-03-01"), at("2026-03-14")
    IDLE = (
        FindingCode.CHANGED_HOURS_WITHOUT_EFFECT, FindingCode.CHANGED_HOURS_BEFORE_AS_OF,
        FindingCode.CHANGED_HOURS_OUT_OF_RANGE,
    )  # fmt: skip
    """What is said of an entry that changes nothing in the range."""

    @given(strategies.directories(on=DAYS))
    @settings(max_examples=examples(50))
    def test_counterexamples_are_true(self, directory: Directory) -> None:
        prove(directory, self.FIRST, self.LAST)

    @given(st.data(), strategies.directories(on=DAYS))
    @settings(max_examples=examples(50))
    def test_nothing_is_missed(self, data: st.DataObject, directory: Directory) -> None:
        when = data.draw(strategies.boundary_instants(directory, on=self.DAYS)).astimezone(UTC)
        self.check_nothing_is_missed(directory, when)

    @pytest.mark.parametrize("desk", [default_directory(), build(channel(hours=""))])
    def test_nothing_is_missed_of_the_shipped_directory_or_where_nothing_opens(
        self, desk: Directory
    ) -> None:
        self.check_nothing_is_missed(desk, at("2026-03-07 12:00").astimezone(UTC))

    def check_nothing_is_missed(self, directory: Directory, when: datetime) -> None:
        first, end = Edition(directory).supported
        report = verify(directory, max(first, when - 3 * DAY), min(end, when + 3 * DAY))
        router = Router(directory)
        for kind in every_kind(directory):
            reported = {each.code for each in report.findings if kind in each.requests}
            assert reported >= {*expected_codes(router, kind, when)}

    @THOROUGH
    @given(strategies.directories(on=DAYS))
    @settings(max_examples=examples(50))
    def test_changed_hours_without_effect_are_those_that_change_no_status(
        self, directory: Directory
    ) -> None:
        report = verify(directory, self.FIRST, self.LAST)
        idle = {each.path for each in report.findings if each.code in self.IDLE}
        for section in ("seasons", "special_days", "closures"):
            entries = getattr(directory, section)
            for number in range(len(entries)):
                rest = entries[:number] + entries[number + 1 :]
                without = directory.model_copy(update={section: rest})
                one, other = (
                    [
                        Router(each).open_spans(channel_id, self.FIRST, self.LAST)
                        for channel_id in directory.channel_ids
                    ]
                    for each in (directory, without)
                )
                assert (one == other) == (f"{section}[{number}]" in idle)


def expected_codes(router: Router, kind: RequestKind, when: datetime) -> Iterable[FindingCode]:
    """Yield the codes of the faults that a request meets at an instant."""
    recommendation = ask(router, kind, when)
    serving = [
        each for each in router.directory.channels if each.serves(kind.request_type, kind.priority)
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
