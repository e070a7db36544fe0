"""A record that holds instants compares them as instants."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from ccb_support.model.records import Timed

MADRID = ZoneInfo("Europe/Madrid")


class Moment(Timed, frozen=True):
    """A record with one instant."""

    at: datetime


class TestTheHourThatOccursTwice:
    """Python compares two times of one zone by the wall clock, and none of two zones in this hour."""

    FIRST = datetime(2026, 10, 25, 2, 30, tzinfo=MADRID)
    SECOND = FIRST.replace(fold=1)

    def test_has_two_instants(self) -> None:
        assert self.FIRST == self.SECOND
        assert Moment(at=self.FIRST) != Moment(at=self.SECOND)

    def test_has_the_instants_of_another_zone(self) -> None:
        in_utc = self.SECOND.astimezone(UTC)
        assert in_utc != self.SECOND
        assert Moment(at=in_utc) == Moment(at=self.SECOND)
        assert hash(Moment(at=in_utc)) == hash(Moment(at=self.SECOND))
