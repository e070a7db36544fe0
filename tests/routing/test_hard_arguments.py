"""Collections and calendars that fail, change, or only seem to be what they are."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ccb_support import (
    NotACalendarError,
    NotACollectionError,
    Router,
    UnknownChannelError,
    default_directory,
    recommend,
)
from tests.hostile import NOON, Letters, any_recommend, fail, failing, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

any_router: Any = Router


def test_a_word_with_code_of_the_caller_is_read_as_its_letters() -> None:
    router = Router(default_directory())
    plain = [router.recommend("complaint", 3, NOON) for _ in range(2)]
    assert router.recommend(Letters("complaint"), 3, NOON) == plain[0]


class TestUnavailable:
    """`unavailable` is read once, id by id."""

    def test_regression_a_collection_that_fails(self) -> None:
        class Failing(list[str]):
            def __iter__(self) -> Iterator[str]:
                raise RuntimeError

        with pytest.raises(NotACollectionError, match=re.escape("[] is not a collection")):
            recommend("claim", 3, NOON, unavailable=Failing())

    def test_regression_what_only_equals_an_id(self) -> None:
        class Equal:
            def __eq__(self, other: object) -> bool:
                return True

            __hash__: Any = "chat".__hash__

        assert Equal() == "chat"
        with pytest.raises(UnknownChannelError, match="Equal"):
            any_recommend("claim", 3, NOON, unavailable=[Equal()])

    def test_regression_a_collection_that_changes_while_it_is_read(self) -> None:
        class Changing(list[str]):
            def __iter__(self) -> Iterator[str]:
                yield from self[:]
                self[:] = ["fax"]

        assert recommend("claim", 3, NOON, unavailable=Changing(["pqrs"])).channel.id != "pqrs"


class TestCalendars:
    """A calendar that can't answer is refused when it is asked; one that can't name gives no name."""

    def test_one_that_holds_numbers_holds_no_holiday(self) -> None:
        router = any_router(default_directory(), holidays=range(0))
        assert router.recommend("claim", 3, NOON).channel.id == "pqrs"

    @pytest.mark.parametrize("calendar", ["2026-11-24", b""], ids=repr)
    def test_regression_one_that_takes_no_dates(self, calendar: object) -> None:
        router = any_router(default_directory(), holidays=calendar)
        with pytest.raises(NotACalendarError, match=re.escape(shown(calendar))) as caught:
            router.recommend("claim", 3, NOON)
        assert isinstance(caught.value.__cause__, TypeError)

    def test_regression_one_whose_names_fail(self) -> None:
        class Nameless(set[date]):
            get = fail

        router = Router(default_directory(), holidays=Nameless({date(2026, 11, 24)}))
        (cause,) = router.recommend("claim", 3, NOON).trace[0].because
        assert cause.name.es == "festivo"

    def test_regression_one_that_equals_nothing(self) -> None:
        unequal = failing(set, "__eq__")
        router = Router(default_directory(), holidays=unequal({date(2026, 11, 24)}))
        assert router.recommend("claim", 3, NOON).channel.id == "national_line"
