"""Several editions of any directory, against the slow router, and law 11."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from ccb_support import Directory, Medium, NoChannelError, Recommendation, Router
from ccb_support.testing import Oracle, strategies
from ccb_support.testing.laws import call, find_differences
from ccb_support.testing.oracle_hours import clock_changes
from tests.systems import examples

_FEW_DAYS = timedelta(days=3)
_STEPS = [timedelta(microseconds=-1), timedelta(), timedelta(hours=-3), timedelta(hours=5)]

# Law 11 allows these to differ within the time of an edition.
_LOOKING_ACROSS = {"valid_from", "valid_until", "opens_at", "closes_at", "because", "opens_with"}


@cache
def awkward_days(zone: ZoneInfo) -> list[date]:
    """Return the days on which the clock is set, and a few others."""
    return [*clock_changes(zone)[:60], date(2026, 4, 2), date(2027, 1, 1)]


@st.composite
def pairs(draw: st.DrawFn, *, same: bool = False) -> tuple[Directory, Directory]:
    """Draw two editions: the second begins on a day that is hard."""
    words = st.just(draw(strategies.vocabularies()))
    old = draw(strategies.directories(words=words))
    zone = st.just(old.time_zone)
    new = old if same else draw(strategies.directories(words=words, time_zones=zone))
    day = draw(st.sampled_from(awkward_days(old.zone)))
    # Both are valid, and checking them again takes as long as the rest.
    return (
        old.model_copy(update={"version": "old"}),
        new.model_copy(update={"version": "new", "effective": day}),
    )


@st.composite
def questions(draw: st.DrawFn, old: Directory, new: Directory) -> tuple[str, int, datetime]:
    """Draw a request, and mostly an instant near the edge."""
    edge = Router(new).engine.clock.datetime_at(Router(new).engine.clock.supported.start)
    near = st.sampled_from(_STEPS) | st.timedeltas(-_FEW_DAYS, _FEW_DAYS)
    shown = near.map(lambda step: (edge.astimezone(UTC) + step).astimezone(old.zone))
    when = draw(shown | strategies.boundary_instants(draw(st.sampled_from([old, new]))))
    request_type = draw(st.sampled_from([*old.request_types.by_id]))
    return request_type, draw(st.sampled_from([*old.priorities.by_id])), when


def differing(expected: object, got: object) -> set[str]:
    """Return the names of the fields in which two answers, or entries of their traces, differ."""
    found: set[str] = set()
    for path, *_ in find_differences(expected, got):
        first, *inner = (name.partition("[")[0] for name in path.split("."))
        found.add(inner[0] if first == "trace" and inner else first)
    return found


@given(st.data())
@settings(max_examples=examples(75))
def test_the_oracle_agrees_field_by_field(data: st.DataObject) -> None:
    old, new = data.draw(pairs())
    request_type, priority, when = data.draw(questions(old, new))
    router, oracle = Router([new, old]), Oracle([old, new])
    ids = [*dict.fromkeys(old.channel_ids + new.channel_ids)]
    near = st.timedeltas(-_FEW_DAYS, _FEW_DAYS).map(lambda step: when + step)
    nothing: dict[str, Any] = {}
    down: Mapping[str, Any] = data.draw(
        st.just(nothing) | st.dictionaries(st.sampled_from(ids), st.none() | near)
    )
    prefer = data.draw(st.sampled_from([None, *Medium]))
    asked: dict[str, Any] = {"prefer": prefer, "unavailable": down}
    right = call(oracle.recommend, request_type, priority, when, **asked)
    # An answer that is kept is the one that was made.
    for _ in range(2):
        got = call(router.recommend, request_type, priority, when, **asked)
        assert not [*find_differences(right, got)]
    drawn = data.draw(st.sampled_from(ids))
    assert router.status(drawn, when).open_now == oracle.is_open(drawn, when)
    span = when, min(when + _FEW_DAYS, datetime(2200, 1, 1, tzinfo=old.zone))
    assert router.open_time(drawn, *span) == oracle.open_time(drawn, *span)


class TestLaw11:
    @given(st.data())
    @settings(max_examples=examples(100))
    def test_two_editions_with_one_content(self, data: st.DataObject) -> None:
        old, new = data.draw(pairs(same=True))
        question = data.draw(questions(old, new))
        one = call(Router(old).recommend, *question)
        both = call(Router([old, new]).recommend, *question)
        allowed = {"valid_from", "valid_until", "directory_version", "opens_with"}
        assert differing(one, both) <= allowed
        if isinstance(both, Recommendation):
            opening = [each.opens_with for each in both.trace if each.opens_with is not None]
            assert all(opening)

    @given(st.data())
    @settings(max_examples=examples(100))
    def test_within_the_time_of_one(self, data: st.DataObject) -> None:
        old, new = data.draw(pairs())
        request_type, priority, when = data.draw(questions(old, new))
        router = Router([old, new])
        own = Router(router.edition_at(when))
        one = call(own.recommend, request_type, priority, when)
        both = call(router.recommend, request_type, priority, when)
        is_open = [isinstance(each, Recommendation) and each.open_now for each in (one, both)]
        assert is_open[0] == is_open[1]
        if all(is_open):
            assert differing(one, both) <= _LOOKING_ACROSS
        # Nobody answers under the one alone, but somebody may under the other.
        is_later = isinstance(one, NoChannelError) and isinstance(both, Recommendation)
        assert not is_later or getattr(both, "opens_at", None)
