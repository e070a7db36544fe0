"""How long ago a directory was checked, and through which day its holidays were, to the day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from ccb_support import BOGOTA, Router
from ccb_support.clock.instants import Instant, instant_of
from ccb_support.routing.router import PastChecks, past_checks, verified_through
from tests.builders import OFFICE, channel, directory

AS_OF = directory().as_of
YEAR_LATER = AS_OF + timedelta(days=365)
THROUGH = date(2027, 6, 30)
DAY = timedelta(days=1)


class _Checked(frozenset[date]):
    """A caller's calendar that says until when its laws were checked."""

    verified_through: object = THROUGH


class _CheckedUntilNoon(_Checked):
    verified_through = datetime.combine(THROUGH, time(12))


class _Unreadable(_Checked):
    verified_through = "2027-06-30"


def router(holidays: frozenset[date] = _Checked(), *, observes: str = "closed") -> Router:
    desk = channel("desk", OFFICE, holidays=observes)
    return Router(directory(desk, channel("line")), holidays=holidays)


def checks_on(router: Router, day: date) -> PastChecks:
    """Return what is too old on a day, and check that it is so all day."""
    midnight = datetime.combine(day, datetime.min.time(), BOGOTA)
    later = timedelta(), timedelta(hours=12), timedelta(hours=23, minutes=59, seconds=59)
    first, noon, last = (past_checks(router, instant_of(midnight + each)) for each in later)
    assert first == noon == last
    return noon


class TestPastChecks:
    """A check is too old after a year, or after the day through which it holds."""

    def test_a_directory_is_too_old_after_a_year(self) -> None:
        assert checks_on(router(), YEAR_LATER).as_of is None
        assert checks_on(router(), YEAR_LATER + DAY).as_of == AS_OF

    def test_laws_are_too_old_after_their_last_day(self) -> None:
        assert checks_on(router(), THROUGH).verified_through is None
        assert checks_on(router(), THROUGH + DAY).verified_through == THROUGH

    def test_a_time_of_the_last_day_is_that_day(self) -> None:
        asked = router(_CheckedUntilNoon())
        assert checks_on(asked, THROUGH).verified_through is None
        assert checks_on(asked, THROUGH + DAY).verified_through == THROUGH

    def test_near_miss_no_channel_observes_holidays(self) -> None:
        asked = router(observes="open")
        assert checks_on(asked, YEAR_LATER).verified_through is None

    def test_near_miss_nobody_says_until_when_the_laws_were_checked(self) -> None:
        for holidays in (frozenset[date](), _Unreadable()):
            asked = router(holidays)
            assert verified_through(asked) is None
            assert checks_on(asked, YEAR_LATER).verified_through is None

    @pytest.mark.parametrize(("now", "as_of"), [(-(10**12), None), (10**12, AS_OF)])
    def test_a_clock_may_be_wrong_by_ages(self, now: int, as_of: date | None) -> None:
        assert past_checks(router(), Instant(now)).as_of == as_of
