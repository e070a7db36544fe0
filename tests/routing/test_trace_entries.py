"""What the trace says of one channel in several closed gaps and open runs, from one router."""

from __future__ import annotations

import pytest

from ccb_support import NoChannelError, Router, Verdict
from tests.builders import OFFICE, at, channel, closure, directory, special_day

DESK = directory(
    channel("office", OFFICE, holidays="closed"),
    channel("lines"),
    special_days=[special_day("2026-12-24", "07:00-12:00", channels=["office"])],
)

IN_GAPS = [at(f"2026-12-{day:02} 20:00") for day in (3, 7, 23, 24, 28)]
IN_RUNS = [at(f"2026-12-{day:02} 09:00") for day in (3, 24, 28)]


class TestOneChannel:
    """An entry says the causes, and the opening, of one gap or run."""

    def test_one_router_says_what_new_routers_say(self) -> None:
        router = Router(DESK)
        for when in (*IN_GAPS, *IN_RUNS):
            found = router.recommend("claim", 3, when).trace
            assert found == Router(DESK).recommend("claim", 3, when).trace

    def test_gaps_and_runs_differ(self) -> None:
        router = Router(DESK)
        gaps = [router.recommend("claim", 3, when).trace[0] for when in IN_GAPS]
        runs = [router.recommend("claim", 3, when).trace[0] for when in IN_RUNS]
        assert len({each.opens_at for each in gaps}) == len(gaps)
        assert [len(each.because) for each in gaps] == [0, 1, 0, 2, 0]
        assert [len(each.because) for each in runs] == [0, 1, 0]

    def test_a_channel_that_never_opens_again_says_why(self) -> None:
        moved = closure("2026-12-01 00:00", "2200-01-01 00:00")
        router = Router(directory(channel("office", OFFICE), closures=[moved]))
        with pytest.raises(NoChannelError) as caught:
            router.recommend("claim", 3, at("2026-12-16 09:00"))
        (entry,) = caught.value.trace
        assert (entry.channel, entry.verdict) == ("office", Verdict.CLOSED)
        assert [each.name for each in entry.because] == [moved.name]
