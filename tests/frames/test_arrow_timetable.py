"""A timetable as tables of Arrow."""

from __future__ import annotations

from datetime import timedelta

from ccb_support import timetable
from ccb_support.frames import to_arrow
from tests.frames.tables import FRIDAY


class TestArrow:
    """A timetable as Arrow has all its rows, of fixed types."""

    TABLE = timetable(FRIDAY, FRIDAY + timedelta(days=7))

    def test_has_every_request(self) -> None:
        requests = to_arrow(self.TABLE).requests.to_pylist()
        assert requests == [dict(each) for each in self.TABLE.requests]

    def test_has_every_span(self) -> None:
        spans = to_arrow(self.TABLE).spans.to_pylist()
        assert spans == [dict(each) for each in self.TABLE.spans]

    def test_has_the_same_types_where_it_is_empty(self) -> None:
        empty = to_arrow(timetable(FRIDAY, FRIDAY + timedelta(days=7), requests=[]))
        schemas = [each.schema for each in empty]
        assert schemas == [each.schema for each in to_arrow(self.TABLE)]
        assert [each.num_rows for each in empty] == [0, 0]
