"""The difference of any two directories: exact, in maximal spans, the same both ways.

Its edits are true and complete, and one is said whenever an answer changes.
"""

from collections import defaultdict
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ccb_support import Directory, NoChannelError, Priority, RequestType, Router, diff
from ccb_support.comparison import Alternative, Answer, Nobody
from ccb_support.model import RequestKind
from ccb_support.testing import strategies
from ccb_support.testing.oracle_hours import MICROSECOND
from tests.builders import SHIPPED, USUAL_WORDS, at, channel, directory
from tests.comparison.christmas import shipped_with


def advice(router: Router, kind: RequestKind, when: datetime) -> Answer | Nobody:
    """Return what `diff` compares of a recommendation."""
    try:
        answer = router.recommend(kind.request_type, kind.priority, when)
    except NoChannelError:
        return Nobody.NOBODY
    return Answer(
        channel=answer.channel.id,
        contact=answer.contact,
        number=answer.contact.number,
        uri=answer.uri,
        other_contacts=tuple(each for each in answer.channel.contacts if each != answer.contact),
        open_now=answer.open_now,
        opens_at=answer.opens_at,
        closes_at=answer.closes_at,
        reason=answer.reason,
        alternatives=tuple(
            Alternative(channel=each.id, contacts=each.contacts) for each in answer.alternatives
        ),
    )


DAYS = strategies.days(date(2026, 12, 18), date(2026, 12, 31))
INSTANTS = st.timedeltas(timedelta(), timedelta(days=10)).map(at("2026-12-20", "UTC").__add__)
RANGES = st.tuples(INSTANTS, INSTANTS).map(sorted).filter(lambda ends: ends[0] < ends[1])
SECOND = timedelta(seconds=1)
WHOLE_SECONDS = st.integers(0, 10 * 24 * 3600).map(
    lambda each: at("2026-12-20", "UTC") + each * SECOND
)
RANGES_OF_SECONDS = (
    st.tuples(WHOLE_SECONDS, WHOLE_SECONDS).map(sorted).filter(lambda ends: ends[0] < ends[1])
)
KINDS = st.builds(
    RequestKind, request_type=st.sampled_from(RequestType), priority=st.sampled_from(Priority)
)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Directory, Directory]:
    """Draw two directories: mostly one with other changed hours, or two with nothing in common."""
    directories = strategies.directories(on=DAYS, words=USUAL_WORDS)
    old = draw(directories)
    if draw(st.integers(0, 3)) == 0:
        return old, draw(directories)
    ids = old.channel_ids
    changes = {
        "special_days": draw(strategies.special_days(ids, on=DAYS)),
        "closures": draw(strategies.closures(ids, on=DAYS)),
    }
    return old, old.model_copy(update=changes)


def boundaries(router: Router, kind: RequestKind, start: datetime, end: datetime) -> set[datetime]:
    """Return the instants of the range at which the answer of the router may change."""
    found = {start}
    with suppress(NoChannelError):
        answers = router.timeline(kind.request_type, kind.priority, start, end)
        found.update(each.valid_until.astimezone(UTC) for each in answers if each.valid_until)
    return {moment for moment in found if moment < end}


@given(pairs(), RANGES, KINDS, INSTANTS)
def test_changes_are_exact_at_every_instant_of_the_range(
    directories: tuple[Directory, Directory],
    bounds: list[datetime],
    kind: RequestKind,
    anywhen: datetime,
) -> None:
    """A change is reported at an instant exactly when the answers differ, with both answers.

    Neither answer changes between two neighbouring boundaries. So the test looks at the first and
    the last instant of each piece.
    """
    start, end = bounds
    before, after = map(Router, directories)
    difference = diff(before, after, start, end)
    changes = [each for each in difference.changes if kind in each.requests]
    firsts = boundaries(before, kind, start, end) | boundaries(after, kind, start, end)
    lasts = {moment - MICROSECOND for moment in firsts | {end}}
    instants = sorted(firsts | lasts | {anywhen})
    for when in (each for each in instants if start <= each < end):
        answers = advice(before, kind, when), advice(after, kind, when)
        found = [change for change in changes if change.start <= when < change.end]
        assert [(change.old, change.new) for change in found] == (
            [] if answers[0] == answers[1] else [answers]
        )


@pytest.mark.slow
@given(pairs(), RANGES_OF_SECONDS, KINDS)
def test_the_changes_of_a_request_are_in_order_apart_and_maximal(
    directories: tuple[Directory, Directory], bounds: list[datetime], kind: RequestKind
) -> None:
    start, end = bounds
    difference = diff(*directories, start, end)
    changes = [each for each in difference.changes if kind in each.requests]
    assert all(start <= each.start < each.end <= end for each in changes)
    for one, other in pairwise(changes):
        assert one.end <= other.start
        assert one.end < other.start or (one.old, one.new) != (other.old, other.new)
    # Requests that change alike share a change, and the changes are in order of time.
    said = [change.model_copy(update={"requests": ()}) for change in difference.changes]
    assert len(set(said)) == len(said)
    starts = [change.start.astimezone(UTC) for change in difference.changes]
    assert starts == sorted(starts)


@pytest.mark.slow
@given(strategies.directories(on=DAYS), RANGES)
def test_equal_directories_do_not_differ(directory: Directory, bounds: list[datetime]) -> None:
    same = Directory.model_validate_json(directory.model_dump_json())
    assert diff(directory, same, *bounds).is_empty


@example(
    (SHIPPED, shipped_with('closes = "17:00" },', 'closes = "16:00" },')),
    [at("2026-12-21"), at("2026-12-24")],
)
@example(
    (directory(channel("desk")), directory(channel("desk"), channel("idle", ""))),
    [at("2026-12-21"), at("2026-12-24")],
)
@example(
    (directory(channel("desk"), channel("idle", "")), directory(channel("desk"))),
    [at("2026-12-21"), at("2026-12-24")],
)
@given(pairs(), RANGES_OF_SECONDS)
def test_every_edit_is_true_and_all_edits_are_said(
    directories: tuple[Directory, Directory], bounds: list[datetime]
) -> None:
    """In the hours of an edit the channel is open in the one directory, closed in the other.

    The hours of all edits of a channel are those by which its open time differs. A report says that
    nothing changes exactly if nothing changes.
    """
    old, new = map(Router, directories)
    difference = diff(old, new, *bounds)
    for edit in difference.hours:
        for span in edit.spans:
            start, end = (each.astimezone(UTC) for each in (span.start, span.end))
            for when in (start, end - SECOND):
                states = [each.status(edit.channel, when).open_now for each in (old, new)]
                assert states == [not edit.is_open, edit.is_open]
            if edit.edge:
                for router in (old, new):
                    around = start - SECOND, end
                    states = [router.status(edit.channel, when).open_now for when in around]
                    assert states == [edit.edge == "closes", edit.edge == "opens"]
    more: defaultdict[str, timedelta] = defaultdict(timedelta)
    for edit in difference.hours:
        for span in edit.spans:
            length = span.end.astimezone(UTC) - span.start.astimezone(UTC)
            more[edit.channel] += length if edit.is_open else -length
    for channel_id, total in more.items():
        before, after = (each.open_time(channel_id, *bounds) for each in (old, new))
        assert total == after - before
    for language, words in (("es", "Ninguna respuesta cambia"), ("en", "No answer changes")):
        assert difference.explain(language).startswith(words) is difference.is_empty
