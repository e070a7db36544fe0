"""The smaller choices of the page "How we read the source": what no words of the source decide."""

from datetime import datetime
from itertools import product

import pytest

from ccb_support import (
    Directory,
    Priority,
    RequestType,
    Router,
    Verdict,
    escalation,
    recommend,
)
from ccb_support.answer import ChannelStatus
from tests.builders import MORNING, OFFICE, channel, closure, directory

EVERY_NIGHT = "Mo-Su 22:00-06:00"


def status(desk: Directory, moment: str) -> ChannelStatus:
    """Return what the desk does at a wall time of its zone, unless `moment` has an offset."""
    when = datetime.fromisoformat(moment)
    return Router(desk).status("desk", when if when.tzinfo else when.replace(tzinfo=desk.zone))


@pytest.mark.parametrize(
    ("hours", "moment", "open_now", "opens_at"),
    [
        pytest.param(EVERY_NIGHT, "1984-01-01T00:00", False, "1984-01-01T22:00-05:00", id="a night of 1983"),
        pytest.param(OFFICE, "2199-12-31T17:00", False, None, id="what opens in 2200"),
        pytest.param(EVERY_NIGHT, "2199-12-31T23:00", True, None, id="what closes in 2200"),
    ],
)  # fmt: skip
def test_a_status_at_the_ends_of_the_range(
    hours: str, moment: str, *, open_now: bool, opens_at: str | None
) -> None:
    found = status(directory(channel("desk", hours)), moment)
    opening = opens_at and datetime.fromisoformat(opens_at)
    assert (found.open_now, found.opens_at) == (open_now, opening)
    assert not open_now or found.closes_at is None


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
def test_closures_in_new_york(starts: str, ends: str, moment: str, *, open_now: bool) -> None:
    """A closure closes an hour that comes twice both times, and one that is skipped not at all."""
    outage = closure(starts, ends)
    new_york = directory(channel("desk"), time_zone="America/New_York", closures=[outage])
    assert status(new_york, moment).open_now is open_now


@pytest.mark.parametrize(
    ("request_type", "unavailable", "verdict"),
    [
        (RequestType.INCIDENT, [], Verdict.NOT_SERVED),
        (RequestType.CLAIM, ["pqrs"], Verdict.UNAVAILABLE),
    ],
)
def test_what_is_not_used_does_not_cut_the_span(
    request_type: RequestType, unavailable: list[str], verdict: Verdict
) -> None:
    # At this time the PQRS desk is closed over a holiday.
    """A channel that does not serve the request, or is unavailable, has no opening or causes."""
    when = datetime.fromisoformat("2026-07-10T18:00-05:00")
    answer = recommend(request_type, Priority.LOW, when, unavailable=unavailable)
    pqrs = answer.trace[0]
    assert (pqrs.channel, pqrs.verdict) == ("pqrs", verdict)
    assert (pqrs.opens_at, pqrs.because) == (None, ())
    assert (answer.valid_from, answer.valid_until) == (None, None)


@pytest.mark.parametrize("unavailable", [[], ["national_line"], ["email"]])
def test_the_escalation_of_every_request(unavailable: list[str]) -> None:
    """All levels are listed for every answer, in the order of the source."""
    assert [level.level for level in escalation()] == [1, 2, 3]
    for request_type, priority in product(RequestType, Priority):
        answer = recommend(request_type, priority, MORNING, unavailable=unavailable)
        assert answer.escalation == escalation()


@pytest.mark.parametrize("hours", [OFFICE, "Mo 07:00-12:00"])
def test_the_first_of_a_tie_is_the_answer(hours: str) -> None:
    """Of two channels that open at the same instant, the first of the directory is the answer."""
    router = Router(directory(channel("desk", OFFICE), channel("other", hours)))
    saturday = datetime.fromisoformat("2026-11-28T11:00-05:00")
    answer = router.recommend(RequestType.INCIDENT, Priority.LOW, saturday)
    assert answer.channel.id == "desk"
    assert [entry.opens_at for entry in answer.trace] == [answer.opens_at] * 2
