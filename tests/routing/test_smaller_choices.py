"""The smaller choices of the page "How we read the source": what no words of the source decide."""

from __future__ import annotations

from datetime import datetime
from itertools import product
from typing import TYPE_CHECKING

import pytest

from ccb_support import (
    Directory,
    OutOfRangeError,
    Priority,
    RequestType,
    Router,
    Verdict,
    escalation,
    recommend,
)
from ccb_support.model import LocalizedText
from tests.builders import OFFICE, channel, closure, directory, special_day

if TYPE_CHECKING:
    from ccb_support.answer import ChannelStatus

EVERY_NIGHT = "Mo-Su 22:00-06:00"


def status(desk: Directory, moment: str) -> ChannelStatus:
    """Return what the desk does at a wall time of its zone, unless `moment` has an offset."""
    when = datetime.fromisoformat(moment)
    return Router(desk).status("desk", when if when.tzinfo else when.replace(tzinfo=desk.zone))


def causes(desk: Directory, moment: str) -> list[str]:
    return [cause.name.en for cause in status(desk, moment).because]


class TestEndsOfTheRange:
    """No day outside the supported range is consulted, and no instant there has an answer."""

    @pytest.mark.parametrize(
        "outside",
        [
            "1983-12-31T23:59:59.999999-05:00",
            "2200-01-01T00:00-05:00",
            "0001-01-01T00:00+00:00",
            "9999-12-31T00:00+00:00",
        ],
    )
    def test_every_request_is_refused_outside(self, outside: str) -> None:
        for request_type, priority in product(RequestType, Priority):
            with pytest.raises(OutOfRangeError, match="1984 to 2199"):
                recommend(request_type, priority, datetime.fromisoformat(outside))

    def test_no_night_of_1983_runs_into_1984(self) -> None:
        first = status(directory(channel("desk", EVERY_NIGHT)), "1984-01-01T00:00")
        assert not first.open_now
        assert first.opens_at == datetime.fromisoformat("1984-01-01T22:00-05:00")

    def test_what_opens_in_2200_does_not_open(self) -> None:
        last = status(directory(channel("desk", OFFICE)), "2199-12-31T17:00")
        assert not last.open_now
        assert last.opens_at is None

    def test_what_is_open_at_the_end_does_not_close(self) -> None:
        last = status(directory(channel("desk", EVERY_NIGHT)), "2199-12-31T23:00")
        assert last.open_now
        assert last.closes_at is None


DESK = channel("desk", OFFICE)
EVE = LocalizedText(es="Víspera de Navidad", en="Christmas Eve")
SATURDAY = LocalizedText(es="Sábado adicional", en="Extra Saturday")
HALF_DAY = special_day("2026-12-24", "07:00-12:00", name=EVE)
EXTRA_SATURDAY = special_day("2026-12-05", "09:00-12:00", name=SATURDAY)
REPAIR = LocalizedText(es="Mantenimiento", en="Maintenance")
MAINTENANCE = closure("2026-12-03 12:00", "2026-12-03 13:00", name=REPAIR)
WITH_HALF_DAY = directory(DESK, special_days=[HALF_DAY])
WITH_EXTRA_SATURDAY = directory(DESK, special_days=[EXTRA_SATURDAY])
WITH_MAINTENANCE = directory(DESK, closures=[MAINTENANCE])


class TestCausesOfAnOpenRun:
    """A special day is named if it gives a run hours, or takes hours that would have joined it.

    Closures are named while the channel is closed.
    """

    @pytest.mark.parametrize(
        ("desk", "moment", "named"),
        [
            (WITH_HALF_DAY, "2026-12-24T10:00", ["Christmas Eve"]),
            (WITH_HALF_DAY, "2026-12-23T10:00", []),
            (WITH_EXTRA_SATURDAY, "2026-12-05T10:00", ["Extra Saturday"]),
            (WITH_EXTRA_SATURDAY, "2026-12-04T10:00", []),
            (WITH_MAINTENANCE, "2026-12-03T10:00", []),
            (WITH_MAINTENANCE, "2026-12-03T12:30", ["Maintenance"]),
            (WITH_MAINTENANCE, "2026-12-03T14:00", []),
        ],
    )
    def test_what_is_named(self, desk: Directory, moment: str, named: list[str]) -> None:
        assert causes(desk, moment) == named


class TestCausesOfAClosedGap:
    """An exception is named anywhere in the gap to which it adds, and nowhere else."""

    @pytest.mark.parametrize(
        ("moment", "named"),
        [
            ("2026-07-10T16:59", []),
            ("2026-07-10T17:00", ["Our Lady of Chiquinquirá"]),
            ("2026-07-14T06:59", ["Our Lady of Chiquinquirá"]),
            ("2026-07-14T17:00", []),
            # Sunday 20 July 2025 is a holiday on which the desk would not have opened.
            ("2025-07-20T10:00", []),
        ],
    )
    def test_what_is_named(self, moment: str, named: list[str]) -> None:
        desk = channel("desk", OFFICE, holidays="closed")
        assert causes(directory(desk), moment) == named


class TestClosuresByTheWallClock:
    """A closure closes an hour that comes twice both times, and one that is skipped not at all."""

    @pytest.mark.parametrize(
        ("starts", "ends", "moment", "open_now"),
        [
            ("2026-11-01T01:00", "2026-11-01T02:00", "2026-11-01T04:59+00:00", True),
            ("2026-11-01T01:00", "2026-11-01T02:00", "2026-11-01T05:30+00:00", False),
            ("2026-11-01T01:00", "2026-11-01T02:00", "2026-11-01T06:30+00:00", False),
            ("2026-11-01T01:00", "2026-11-01T02:00", "2026-11-01T07:00+00:00", True),
            ("2026-03-08T02:00", "2026-03-08T03:00", "2026-03-08T06:59+00:00", True),
            ("2026-03-08T02:00", "2026-03-08T03:00", "2026-03-08T07:00+00:00", True),
        ],
    )
    def test_in_new_york(self, starts: str, ends: str, moment: str, *, open_now: bool) -> None:
        outage = closure(starts, ends)
        new_york = directory(channel("desk"), time_zone="America/New_York", closures=[outage])
        assert status(new_york, moment).open_now is open_now


class TestTraceOfWhatIsNotUsed:
    """A channel that does not serve the request, or is unavailable, has no times or causes."""

    @pytest.mark.parametrize(
        ("request_type", "unavailable", "verdict"),
        [
            (RequestType.INCIDENT, [], Verdict.NOT_SERVED),
            (RequestType.CLAIM, ["pqrs"], Verdict.UNAVAILABLE),
        ],
    )
    def test_and_does_not_cut_the_span(
        self, request_type: RequestType, unavailable: list[str], verdict: Verdict
    ) -> None:
        # At this time the PQRS desk is closed over a holiday.
        when = datetime.fromisoformat("2026-07-10T18:00-05:00")
        answer = recommend(request_type, Priority.LOW, when, unavailable=unavailable)
        pqrs = answer.trace[0]
        assert (pqrs.channel, pqrs.verdict) == ("pqrs", verdict)
        assert (pqrs.opens_at, pqrs.because) == (None, ())
        assert (answer.valid_from, answer.valid_until) == (None, None)


class TestEscalation:
    """All levels are listed for every answer, in the order of the source."""

    @pytest.mark.parametrize("unavailable", [[], ["national_line"], ["email"]])
    def test_of_every_request(self, unavailable: list[str]) -> None:
        when = datetime.fromisoformat("2026-11-24T09:30-05:00")
        assert [level.level for level in escalation()] == [1, 2, 3]
        for request_type, priority in product(RequestType, Priority):
            answer = recommend(request_type, priority, when, unavailable=unavailable)
            assert answer.escalation == escalation()


class TestTies:
    """Of two channels that open at the same instant, the first of the directory is the answer."""

    @pytest.mark.parametrize("hours", [OFFICE, "Mo 07:00-12:00"])
    def test_the_first_is_the_answer(self, hours: str) -> None:
        router = Router(directory(channel("desk", OFFICE), channel("other", hours)))
        saturday = datetime.fromisoformat("2026-11-28T11:00-05:00")
        answer = router.recommend(RequestType.INCIDENT, Priority.LOW, saturday)
        assert answer.channel.id == "desk"
        assert [entry.opens_at for entry in answer.trace] == [answer.opens_at] * 2
