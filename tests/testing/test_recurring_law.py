"""The law about what comes every year, on a directory that has such entries."""

from __future__ import annotations

import pytest

from ccb_support import Priority, RequestType, Router
from ccb_support.testing import Case, Law, LawBook, LawViolationError, check_laws
from tests.builders import at, changed, channel, directory, season, special_day

YEARLY = directory(
    channel("desk", "Mo-Fr 08:00-17:00"),
    channel("night", "Mo-Su 20:00-06:00", priorities=[1]),
    seasons=[season("12-15/01-15", "Mo-Fr 09:00-13:00", channels=["desk"])],
    special_days=[special_day("12-24", "08:00-11:00"), special_day("02-29")],
)


def case(moment: str) -> Case:
    """Return a question about an incident."""
    return Case(RequestType.INCIDENT, Priority.HIGH, at(moment))


@pytest.mark.parametrize(
    ("forgotten", "moment"),
    [
        ("seasons", "2026-12-16 14:00"),
        ("special_days", "2026-12-24 12:00"),
        ("special_days", "2028-02-29 12:00"),
    ],
)
def test_a_router_that_forgets_yearly_entries_breaks_it(forgotten: str, moment: str) -> None:
    forgetful = Router(changed(YEARLY, **{forgotten: ()}))
    book = LawBook(forgetful.recommend, YEARLY)
    with pytest.raises(LawViolationError, match="What comes every year") as caught:
        book.check(Law.RECURRING, case(moment))
    assert "trace[desk] is open = False" in str(caught.value)
    LawBook(Router(YEARLY).recommend, YEARLY).check(Law.RECURRING, case(moment))


def test_a_request_without_an_answer_keeps_it() -> None:
    closed = directory(channel(hours=""), special_days=[special_day("12-24")])
    LawBook(Router(closed).recommend, closed).check(Law.RECURRING, case("2026-12-24 12:00"))


def test_a_right_router_keeps_every_law() -> None:
    days = at("2026-12-10").date(), at("2027-01-20").date()
    assert check_laws(Router(YEARLY).recommend, YEARLY, first=days[0], last=days[1])
