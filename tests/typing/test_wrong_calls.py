"""The library refuses with a documented error what type checkers refuse.

Each ignore marked "pinned" keeps a type error: mypy and pyright both report an ignore that is no
longer needed. So their runs fail if a wrong call begins to pass.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime

import pytest

import ccb_support
from ccb_support import (
    BOGOTA,
    Channel,
    Directory,
    DirectoryError,
    Email,
    Phone,
    Router,
    UnknownChannelError,
    UnknownLanguageError,
    UnknownMediumError,
    UnknownPriorityError,
    UnknownRequestTypeError,
    colombian_holidays,
    default_directory,
    diff,
    recommend,
    timeline,
    timetable,
    verify,
)
from ccb_support.clock.instants import midnight_of
from ccb_support.clock.wall_clock import WallClock
from ccb_support.errors import (
    NotACalendarError,
    NotAChannelDirectoryError,
    NotACollectionError,
    NotADatetimeError,
    NotAYearError,
    NotRequestsError,
)
from ccb_support.export import to_schema_org
from ccb_support.model import LocalizedText
from ccb_support.testing import strategies
from ccb_support.week import week

NOON = datetime(2026, 11, 24, 12, tzinfo=BOGOTA)
LATER = datetime(2026, 11, 25, 12, tzinfo=BOGOTA)
SHIPPED = default_directory()
ROUTER = Router(SHIPPED)
ANSWER = recommend("claim", 4, NOON)
NAME = LocalizedText(es="Mesa", en="Desk")

WRONG: dict[type[Exception], Sequence[Callable[[], object]]] = {}
"""Wrong calls, by the error that each raises."""

WRONG[UnknownRequestTypeError] = [
    lambda: recommend(5, 4, NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: timeline(None, 4, NOON, NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: ROUTER.recommend(b"claim", 4, NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
]
WRONG[UnknownPriorityError] = [
    lambda: recommend("claim", 1.0, NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: recommend("claim", None, NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: timeline("claim", [4], NOON, NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
]
WRONG[NotADatetimeError] = [
    lambda: recommend("claim", 4, "2026-11-24"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: recommend("claim", 4, date(2026, 11, 24)),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: recommend("claim", 4, None),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: timeline("claim", 4, NOON, 2027),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: ROUTER.status("pqrs", 0),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: ANSWER.holds_at("now"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: ANSWER.explain(at="now"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: verify(SHIPPED, "2026", NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: diff(SHIPPED, SHIPPED, NOON, "2027"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
]
WRONG[UnknownMediumError] = [
    lambda: recommend("claim", 4, NOON, prefer=1),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
]
WRONG[NotACollectionError] = [
    lambda: recommend("claim", 4, NOON, unavailable=None),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: recommend("claim", 4, NOON, unavailable=iter(["chat"])),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
]
WRONG[NotRequestsError] = [
    lambda: timetable(NOON, LATER, requests="claim"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: timetable(NOON, LATER, requests=[("claim",)]),  # type: ignore[list-item]  # pyright: ignore[reportArgumentType] - pinned
]
WRONG[UnknownChannelError] = [
    lambda: recommend("claim", 4, NOON, unavailable=[4]),  # type: ignore[list-item]  # pyright: ignore[reportArgumentType] - pinned
    lambda: ROUTER.status(4, NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
]
WRONG[UnknownLanguageError] = [
    lambda: ANSWER.explain(5),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: NAME.in_language(None),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: ANSWER.display(5),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: verify(SHIPPED, NOON, ANSWER.closes_at or NOON).explain(b"es"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
]
WRONG[NotAChannelDirectoryError] = [
    lambda: Router(None),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: Router("directory.toml"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: verify("directory.toml", NOON, NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: diff(SHIPPED, None, NOON, NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: week("directory.toml", NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: to_schema_org(None, NOON, NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
]
WRONG[NotACalendarError] = [
    lambda: Router(SHIPPED, holidays=5),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: Router(SHIPPED, holidays=NOON.date()),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
]
WRONG[NotAYearError] = [
    lambda: colombian_holidays("2026"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: colombian_holidays(2026.0),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
]
WRONG[DirectoryError] = [
    lambda: Directory.from_toml(b"format = 1"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: Directory.from_file(None),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
]
WRONG[ValueError] = [  # pydantic's, where a record is built
    lambda: LocalizedText(en=5),  # type: ignore[call-arg,arg-type]  # pyright: ignore[reportCallIssue] - pinned
    lambda: Email(mailbox="desk@example.org"),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue] - pinned
    lambda: Phone(printed=5, e164="+576015550100"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    lambda: Channel(id="desk", name=NAME, holidays="maybe"),  # type: ignore[call-arg,arg-type]  # pyright: ignore[reportCallIssue] - pinned
    lambda: Directory(format=1),  # type: ignore[call-arg,arg-type]  # pyright: ignore[reportCallIssue] - pinned
]
WRONG[AttributeError] = [
    lambda: ccb_support.recomend("claim", 4, NOON),  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownLambdaType, reportUnknownMemberType] - pinned
]
WRONG[TypeError] = [
    lambda: recommend("claim", 4),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue, reportUnknownLambdaType] - pinned
    lambda: recommend("claim", 4, NOON, "phone"),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue, reportUnknownLambdaType] - pinned
    lambda: recommend("claim", 4, NOON, preferred="phone"),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue, reportUnknownLambdaType] - pinned
    lambda: Router(SHIPPED, ()),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue] - pinned
    lambda: ANSWER.explain("es", NOON),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue, reportUnknownLambdaType] - pinned
    lambda: strategies.date_ranges(lengths=[0, 1]),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
]


@pytest.mark.parametrize(
    ("error", "call"),
    [
        pytest.param(error, call, id=f"{error.__name__} {number}")
        for error, calls in WRONG.items()
        for number, call in enumerate(calls)
    ],
)
def test_a_wrong_call_is_refused(error: type[Exception], call: Callable[[], object]) -> None:
    with pytest.raises(error):
        call()


def test_a_wall_clock_time_is_not_an_instant() -> None:
    # Both are seconds, so only a type checker sees the mistake: it is five hours in Bogotá.
    midnight = midnight_of(NOON.date())
    wrong = WallClock(BOGOTA).datetime_at(midnight)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - pinned
    assert wrong == datetime(2026, 11, 23, 19, tzinfo=BOGOTA)
