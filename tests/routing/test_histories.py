"""Any sequence of questions: a router that has answered many says what a new router says."""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar, TypeAlias

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)
from hypothesis.strategies import SearchStrategy

from ccb_support import (
    Directory,
    Medium,
    NoChannelError,
    Priority,
    Recommendation,
    RequestType,
    Router,
)
from ccb_support.answer import TraceEntry
from ccb_support.model.channels import EscalationLevel
from ccb_support.testing import Oracle, strategies
from tests.builders import (
    NIGHTS,
    OFFICE,
    USUAL_WORDS,
    bounded_router,
    channel,
    chat,
    closure,
    directory,
    phone,
    special_day,
)
from tests.systems import examples

Unavailable: TypeAlias = Collection[str] | Mapping[str, datetime | None]
Answer: TypeAlias = Recommendation | tuple[str, tuple[TraceEntry, ...], tuple[EscalationLevel, ...]]

STEPS = [timedelta(hours=hours, microseconds=1) for hours in (-9, 0, 1, 30, 200)]
"""How long after a question a channel is back."""

BLOCK = 2**20
"""How long a block of time is, in seconds."""

STAFF = (
    channel("office", OFFICE, holidays="closed", contacts=(phone(1), chat())),
    channel("nights", NIGHTS, priorities=(1, 2)),
    channel("weekend", "Sa,Su 08:00-12:00; Sa,Su 14:00-02:00", request_types=("claim", "incident")),
)

DIRECTORIES = (
    directory(*STAFF),
    directory(
        *STAFF,
        channel("lines"),
        time_zone="Australia/Lord_Howe",
        closures=[
            closure("2026-04-04 10:00", "2026-09-20 10:00", channels=["office", "nights"]),
            closure("2026-09-01 00:00", "2026-12-24 16:01", channels=["weekend"]),
        ],
    ),
    directory(
        *STAFF,
        time_zone="Africa/Casablanca",
        special_days=[
            special_day(
                f"2026-{month:02}-{day:02}", "20:00-04:00" if day % 4 else "closed", channels=names
            )
            for month in (2, 3, 4)
            for day in range(1, 28, 3)
            for names in [["office"] if day % 2 else ["nights", "weekend"]]
        ],
    ),
    directory(
        *STAFF[:2],
        time_zone="America/New_York",
        closures=[closure("2026-03-01 00:00", "2036-12-31 00:00")],
    ),
)

days = st.dates(date(2026, 2, 10), date(2026, 4, 10)) | st.sampled_from(
    [date(2026, 9, 20), date(2026, 10, 4), date(2026, 12, 24), date(2026, 12, 25)]
)
"""Few days, so that questions meet each other's spans and blocks."""

requests = st.tuples(
    st.sampled_from(["claim", "Reclamo", "incident", "complaint"]).map(str),
    st.sampled_from([1, 3, "P1", "alta"]),
)


class Histories(RuleBasedStateMachine):
    """A router that keeps what it found, beside new routers and the oracle."""

    directories: ClassVar[SearchStrategy[Directory]]
    directory: Directory
    router: Router
    oracle: Oracle

    @initialize(data=st.data(), most_bytes=st.sampled_from([0, 5_000, 30_000, 48 * 2**20]))
    def start(self, data: st.DataObject, most_bytes: int) -> None:
        self.directory = data.draw(self.directories)
        self.router = bounded_router(most_bytes, self.directory)
        self.oracle = Oracle(self.directory)

    def moment(self, data: st.DataObject) -> datetime:
        """Draw an instant at which an answer or a block ends, or one near it."""
        found: datetime = data.draw(strategies.boundary_instants(self.directory, on=days))
        if data.draw(st.integers(0, 3)) == 0:
            block = min(max(round(found.timestamp() / BLOCK), 500), 6_900)
            seconds = block * BLOCK + data.draw(st.integers(-1, 1))
            found = datetime.fromtimestamp(seconds, found.tzinfo)
        return found

    def bounds(self, data: st.DataObject, length: timedelta) -> tuple[datetime, datetime]:
        """Draw the start and the end of a range of that length, or of a shorter one."""
        start = self.moment(data)
        end = min(start + length, datetime(2199, 12, 31, tzinfo=UTC))
        return min(start, end - timedelta(hours=1)), end

    def down(self, data: st.DataObject, when: datetime) -> Unavailable:
        """Draw the channels that are unavailable, and some ends near `when`: mostly none."""
        some = st.lists(st.sampled_from(self.directory.channel_ids), unique=True)
        near = st.sampled_from(STEPS).map(lambda step: when + step)
        until = strategies.outages(self.directory, ends=near)
        found: Unavailable = data.draw(st.just(()) | some | until)
        return found

    @rule(
        data=st.data(),
        request_type=st.sampled_from(RequestType),
        priority=st.sampled_from(Priority),
        prefer=st.sampled_from([None, *Medium]),
        again=st.integers(1, 3),
        language=st.sampled_from(["es", "en-GB"]),
    )
    def recommend(
        self,
        data: st.DataObject,
        request_type: RequestType,
        priority: Priority,
        prefer: Medium | None,
        again: int,
        language: str,
    ) -> None:
        when = self.moment(data)
        down = self.down(data, when)
        request = request_type, priority, when

        def ask(router: Router) -> Answer:
            return answer_of(lambda: router.recommend(*request, prefer=prefer, unavailable=down))

        def ask_plainly(router: Router) -> Answer:
            return answer_of(lambda: router.recommend(*request))

        right, found = ask(Router(self.directory)), ask(self.router)
        assert found == right
        plain = ask_plainly(Router(self.directory))
        for _ in range(again):
            assert ask_plainly(self.router) == plain
        oracle = self.oracle.recommend
        assert found == answer_of(lambda: oracle(*request, prefer=prefer, unavailable=down))
        if isinstance(found, tuple):
            return
        assert not isinstance(right, tuple)
        assert found.explain(language, at=when) == right.explain(language, at=when)
        assert found.holds_at(when)
        for entry in found.trace:
            if entry.opens_at:
                self.check_change(entry.channel, entry.opens_at, when)

    def check_change(self, channel_id: str, change: datetime, when: datetime) -> None:
        """Check that a channel changes then, and does before it what it does at `when`."""
        state = self.oracle.is_open(channel_id, when)
        before = change.astimezone(UTC) - timedelta(microseconds=1)
        half_way = when + (before - when.astimezone(UTC)) / 2
        assert self.oracle.is_open(channel_id, half_way) == state
        assert self.oracle.is_open(channel_id, before) == state
        assert self.oracle.is_open(channel_id, change) != state

    @rule(data=st.data(), request=requests, length=st.integers(1, 400))
    def timeline(self, data: st.DataObject, request: tuple[str, int | str], length: int) -> None:
        bounds = self.bounds(data, timedelta(hours=length))
        down = self.down(data, bounds[0])
        fresh = spans_of(Router(self.directory), request, bounds, down)
        assert spans_of(self.router, request, bounds, down) == fresh

    @rule(data=st.data())
    def status(self, data: st.DataObject) -> None:
        when = self.moment(data)
        channel_id = data.draw(st.sampled_from(self.directory.channel_ids))
        found = self.router.status(channel_id, when)
        assert found == Router(self.directory).status(channel_id, when)
        assert found.open_now == self.oracle.is_open(channel_id, when)
        if found.valid_until:
            self.check_change(channel_id, found.valid_until, when)

    @rule(data=st.data(), request=requests, length=st.integers(1, 40))
    def timetable(self, data: st.DataObject, request: tuple[str, int | str], length: int) -> None:
        bounds = self.bounds(data, timedelta(days=length))
        down = self.down(data, bounds[0])
        asked = [request, ("suggestion", 4)]
        found = self.router.timetable(*bounds, requests=asked, unavailable=down)
        right = Router(self.directory).timetable(*bounds, requests=asked, unavailable=down)
        assert found == right


def answer_of(ask: Callable[[], Recommendation]) -> Answer:
    """Return the answer, or what the error says if there is none."""
    try:
        return ask()
    except NoChannelError as error:
        return str(error), error.trace, error.escalation


def spans_of(
    router: Router,
    request: tuple[str, int | str],
    bounds: tuple[datetime, datetime],
    down: Unavailable,
) -> list[Recommendation | str]:
    """Return the answers over a range. If an error ends them, its message comes last."""
    found: list[Recommendation | str] = []
    try:
        found.extend(router.timeline(*request, *bounds, unavailable=down))
    except NoChannelError as error:
        found.append(str(error))
    return found


@pytest.mark.parametrize(
    "drawn", [*map(st.just, DIRECTORIES), strategies.directories(on=days, words=USUAL_WORDS)]
)
def test_a_router_says_what_new_routers_say(drawn: SearchStrategy[Directory]) -> None:
    class HistoriesOfThese(Histories):
        directories = drawn

    # Each history leaves out some rules; so many histories leave out none.
    steps = settings(max_examples=examples(30), stateful_step_count=12)
    run_state_machine_as_test(HistoriesOfThese, settings=steps)
