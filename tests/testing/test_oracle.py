"""The oracle, which reads a directory slowly, minute by minute."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ccb_support import NoChannelError, Priority, RequestType, default_directory
from ccb_support.testing import Oracle
from ccb_support.testing.boundary_instants import DAY
from tests.builders import at, changed, shipped
from tests.testing.broken_routers import TUESDAY

SHIPPED = default_directory()

COMPLAINT_P3 = RequestType.COMPLAINT, Priority.MEDIUM


class TestOracle:
    """The oracle finds changes by going on minute by minute, and no farther than its horizon."""

    NEVER_OPEN = shipped(channels=[changed(SHIPPED.channels[0], hours=[])])

    @pytest.mark.parametrize(
        ("asked", "following"),
        [
            ("2026-11-24T09:30", "2026-11-24T17:00"),
            ("2026-11-24T07:00", "2026-11-24T17:00"),
            ("2026-11-24T06:59", "2026-11-24T07:00"),
            ("2026-11-24T17:00", "2026-11-25T07:00"),
            ("2026-11-24T16:59", "2026-11-24T17:00"),
        ],
    )
    @pytest.mark.parametrize("asked_before", [timedelta(), -DAY, DAY])
    def test_finds_the_next_change(
        self, asked: str, following: str, asked_before: timedelta
    ) -> None:
        oracle = Oracle(SHIPPED)
        when, after = (at(each) for each in (asked, following))
        # The oracle keeps its last search. Another question must not get that result.
        oracle.next_change("pqrs", when + asked_before)
        assert oracle.next_change("pqrs", when) == after

    def test_finds_nobody_where_nothing_opens(self) -> None:
        with pytest.raises(NoChannelError):
            Oracle(self.NEVER_OPEN).recommend(*COMPLAINT_P3, TUESDAY)
