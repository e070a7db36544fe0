"""What type checkers refuse, so does the library when it runs, with its documented error.

Each ignore pins an error: mypy and pyright both report an ignore that nothing needs any more, so
these tests fail where a wrong call comes to be taken for a right one.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from ccb_support import (
    BOGOTA,
    Channel,
    Directory,
    DirectoryError,
    Email,
    LocalizedText,
    NotACalendarError,
    NotAChannelDirectoryError,
    NotACollectionError,
    NotADatetimeError,
    NotAYearError,
    NotRequestsError,
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
from ccb_support.export import to_schema_org
from ccb_support.week import week

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NOON = datetime(2026, 11, 24, 12, tzinfo=BOGOTA)
LATER = datetime(2026, 11, 25, 12, tzinfo=BOGOTA)
SHIPPED = default_directory()
ROUTER = Router(SHIPPED)
ANSWER = recommend("claim", 4, NOON)
NAME = LocalizedText(es="Mesa", en="Desk")

WRONG: dict[type[Exception], Sequence[Callable[[], object]]] = {}
"""Wrong calls, by the error that each raises."""

WRONG[UnknownRequestTypeError] = [
    lambda: recommend(5, 4, NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: timeline(None, 4, NOON, NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: ROUTER.recommend(b"claim", 4, NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
]
WRONG[UnknownPriorityError] = [
    lambda: recommend("claim", 1.0, NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: recommend("claim", None, NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: timeline("claim", [4], NOON, NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
]
WRONG[NotADatetimeError] = [
    lambda: recommend("claim", 4, "2026-11-24"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: recommend("claim", 4, date(2026, 11, 24)),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: recommend("claim", 4, None),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: timeline("claim", 4, NOON, 2027),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: ROUTER.status("pqrs", 0),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: ANSWER.holds_at("now"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: ANSWER.explain(at="now"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: verify(SHIPPED, "2026", NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: diff(SHIPPED, SHIPPED, NOON, "2027"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
]
WRONG[UnknownMediumError] = [
    lambda: recommend("claim", 4, NOON, prefer=1),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
]
WRONG[NotACollectionError] = [
    lambda: recommend("claim", 4, NOON, unavailable=None),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: recommend("claim", 4, NOON, unavailable=iter(["chat"])),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
]
WRONG[NotRequestsError] = [
    lambda: timetable(NOON, LATER, requests="claim"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: timetable(NOON, LATER, requests=[("claim",)]),  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
]
WRONG[UnknownChannelError] = [
    lambda: recommend("claim", 4, NOON, unavailable=[4]),  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    lambda: ROUTER.status(4, NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
]
WRONG[UnknownLanguageError] = [
    lambda: ANSWER.explain(None),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: NAME.in_language(None),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: ANSWER.display(5),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: verify(SHIPPED, NOON, ANSWER.closes_at or NOON).explain(b"es"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
]
WRONG[NotAChannelDirectoryError] = [
    lambda: Router(None),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: Router("directory.toml"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: verify("directory.toml", NOON, NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: diff(SHIPPED, None, NOON, NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: week("directory.toml", NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: to_schema_org(None, NOON, NOON),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
]
WRONG[NotACalendarError] = [
    lambda: Router(SHIPPED, holidays=None),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: Router(SHIPPED, holidays=NOON.date()),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
]
WRONG[NotAYearError] = [
    lambda: colombian_holidays("2026"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: colombian_holidays(2026.0),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
]
WRONG[DirectoryError] = [
    lambda: Directory.from_toml(b"format = 1"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: Directory.from_file(None),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
]
WRONG[ValueError] = [  # pydantic's, where a record is built
    lambda: LocalizedText(es="Mesa"),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    lambda: Email(mailbox="desk@example.org"),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    lambda: Phone(printed=5, e164="+576015550100"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lambda: Channel(id="desk", name=NAME, holidays="maybe"),  # type: ignore[call-arg,arg-type]  # pyright: ignore[reportCallIssue]
    lambda: Directory(format=2),  # type: ignore[call-arg,arg-type]  # pyright: ignore[reportCallIssue]
]
WRONG[TypeError] = [
    lambda: recommend("claim", 4),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue, reportUnknownLambdaType]
    lambda: recommend("claim", 4, NOON, "phone"),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue, reportUnknownLambdaType]
    lambda: recommend("claim", 4, NOON, preferred="phone"),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue, reportUnknownLambdaType]
    lambda: Router(SHIPPED, ()),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    lambda: ANSWER.explain("es", NOON),  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue, reportUnknownLambdaType]
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
