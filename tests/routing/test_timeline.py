"""`timeline`: its ends, each answer once, a span in which nobody answers, and what each trace says."""

import re
from datetime import datetime, timedelta
from typing import cast

import pytest

from ccb_support import (
    BOGOTA,
    OutOfRangeError,
    UnknownRequestTypeError,
    timeline,
)
from ccb_support.errors import EmptyRangeError

MICROSECOND = timedelta(microseconds=1)
NOON = datetime(2026, 11, 24, 12, tzinfo=BOGOTA)
CLOSING = datetime(2026, 11, 24, 17, tzinfo=BOGOTA)
END = datetime(2200, 1, 1, tzinfo=BOGOTA)


class TestTimeline:
    """`timeline` refuses an empty range at once, and takes 2200-01-01 as its end."""

    @pytest.mark.parametrize("end", [NOON, NOON - MICROSECOND])
    def test_an_empty_range(self, end: datetime) -> None:
        with pytest.raises(EmptyRangeError, match=re.escape(f"from {NOON!r} to {end!r} is empty")):
            timeline("complaint", 3, NOON, end)

    @pytest.mark.parametrize(
        ("end", "channels"),
        [
            pytest.param(NOON + MICROSECOND, ["pqrs"], id="a microsecond is a range"),
            pytest.param(CLOSING, ["pqrs"], id="the end itself is left out"),
            pytest.param(CLOSING + MICROSECOND, ["pqrs", "national_line"], id="but not more"),
        ],
    )
    def test_its_end_is_exact(self, end: datetime, channels: list[str]) -> None:
        answers = timeline("complaint", 3, NOON, end)
        assert [answer.channel.id for answer in answers] == channels

    def test_the_end_of_the_range(self) -> None:
        (last,) = timeline("complaint", 3, END - timedelta(hours=1), END)
        assert last.valid_until is None
        with pytest.raises(OutOfRangeError):
            timeline("complaint", 3, NOON, END + MICROSECOND)

    def test_it_recognises_swapped_arguments(self) -> None:
        way_out = "'complaint' is the request type, and 3 is the priority$"
        with pytest.raises(UnknownRequestTypeError, match=way_out):
            timeline(cast("str", 3), "complaint", NOON, END)
