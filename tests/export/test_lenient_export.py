"""What a format can't say is refused, or listed beside what it can."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from opening_hours import OpeningHours

from ccb_support import NotExpressibleError, Router
from ccb_support.export import to_icalendar, to_opening_hours
from tests.builders import at, changed, channel, day_hours, directory, season, special_day
from tests.export.disagreements import DECEMBER, NIGHT, SHIPPED, STAMP, desk
from tests.export.readers import events_of

if TYPE_CHECKING:
    from datetime import date, datetime

LEAP = special_day("02-29", "07:00-12:00")
HALF = special_day("12-24", "07:00-12:00")
NO_HOLIDAYS: frozenset[date] = frozenset()


class TestOpeningHours:
    """Without a range, holidays and entries of every year are left out if they can't be said."""

    @pytest.mark.parametrize(
        ("router", "written", "count"),
        [
            pytest.param(
                Router(directory(desk()), holidays=NO_HOLIDAYS),
                "Mo-Fr 07:00-17:00",
                1,
                id="holidays of another place",
            ),
            pytest.param(
                Router(directory(desk(NIGHT))),
                "Fr 22:00-24:00; Sa 00:00-06:00",
                1,
                id="a night",
            ),
            pytest.param(
                Router(directory(desk(), special_days=[LEAP])),
                "Mo-Fr 07:00-17:00; PH off",
                1,
                id="29 February",
            ),
            pytest.param(
                Router(
                    directory(desk(), seasons=[season("12-15/02-29", "Mo-Fr 07:00-12:00")]),
                    holidays=NO_HOLIDAYS,
                ),
                "Mo-Fr 07:00-17:00",
                2,
                id="both",
            ),
            pytest.param(
                Router(directory(desk(), special_days=[HALF]), holidays=NO_HOLIDAYS),
                "Mo-Fr 07:00-17:00; Dec 24 Mo-Fr 07:00-12:00",
                1,
                id="holidays beside an entry of every year",
            ),
            pytest.param(
                Router(directory(changed(desk(), holidays=day_hours("22:00-02:00")))),
                "Mo-Fr 07:00-17:00",
                1,
                id="a night on holidays",
            ),
        ],
    )
    def test_is_listed(self, router: Router, written: str, count: int) -> None:
        with pytest.raises(NotExpressibleError) as caught:
            to_opening_hours(router)
        document, left_out = to_opening_hours(router, lenient=True)
        assert document == {"desk": written}
        assert len(left_out) == count
        assert str(left_out[0]) == str(caught.value)
        # A reader takes what is there.
        assert OpeningHours(written).is_open(at("2026-11-27 23:00")) is (NIGHT[:2] == written[:2])

    @pytest.mark.parametrize("bounds", [(), DECEMBER])
    def test_is_nothing_if_everything_can_be_said(
        self, bounds: tuple[()] | tuple[datetime, datetime]
    ) -> None:
        found = to_opening_hours(SHIPPED, *bounds, lenient=True)
        assert found == (to_opening_hours(SHIPPED, *bounds), ())


class TestICalendar:
    """A calendar without events is one that some programs refuse."""

    def test_is_listed(self) -> None:
        never = directory(channel("desk", ""))
        with pytest.raises(NotExpressibleError) as caught:
            to_icalendar(never, *DECEMBER, dtstamp=STAMP)
        written, left_out = to_icalendar(never, *DECEMBER, dtstamp=STAMP, lenient=True)
        assert events_of(written) == []
        assert [str(each) for each in left_out] == [str(caught.value)]

    def test_is_nothing_if_a_channel_opens(self) -> None:
        found = to_icalendar(SHIPPED, *DECEMBER, dtstamp=STAMP, lenient=True)
        assert found == (to_icalendar(SHIPPED, *DECEMBER, dtstamp=STAMP), ())
