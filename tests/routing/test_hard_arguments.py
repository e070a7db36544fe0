"""Collections and calendars that only seem to be what they are."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ccb_support import Router, UnknownChannelError, default_directory
from ccb_support.errors import NotACalendarError
from tests.hostile import NOON, any_recommend, shown

pytestmark = pytest.mark.slow

any_router: Any = Router


class TestUnavailable:
    """`unavailable` has ids."""

    def test_regression_what_only_equals_an_id(self) -> None:
        class Equal:
            def __eq__(self, other: object) -> bool:
                return True

            __hash__: Any = "chat".__hash__

        assert Equal() == "chat"
        with pytest.raises(UnknownChannelError, match="Equal"):
            any_recommend("claim", 3, NOON, unavailable=[Equal()])


class TestCalendars:
    """A calendar that takes no dates is refused when it is asked."""

    def test_one_that_holds_numbers_holds_no_holiday(self) -> None:
        router = any_router(default_directory(), holidays=range(0))
        assert router.recommend("claim", 3, NOON).channel.id == "pqrs"

    @pytest.mark.parametrize("calendar", ["2026-11-24", b""], ids=repr)
    def test_regression_one_that_takes_no_dates(self, calendar: object) -> None:
        router = any_router(default_directory(), holidays=calendar)
        with pytest.raises(NotACalendarError, match=re.escape(shown(calendar))) as caught:
            router.recommend("claim", 3, NOON)
        assert isinstance(caught.value.__cause__, TypeError)
