"""The answers of a timeline up to a span in which nobody answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ccb_support import NoChannelError, Router
from ccb_support.answer.recommendation import until_nobody
from tests.builders import OFFICE, at, channel, directory, ends_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support import Recommendation

CLOSED = Router(directory(channel("desk", OFFICE), closures=[ends_on("2026-07-15")]))


def answers(start: str, end: str) -> Iterator[Recommendation]:
    return CLOSED.timeline("claim", 2, at(start), at(end))


class TestUntilNobody:
    """The answers are whole, and the error says that nobody answers after them."""

    def test_somebody_answers_throughout(self) -> None:
        found, nobody = until_nobody(answers("2026-07-10", "2026-07-14 17:00"))
        assert found == list(answers("2026-07-10", "2026-07-14 17:00"))
        assert nobody is None

    def test_nobody_answers_after_a_time(self) -> None:
        found, nobody = until_nobody(answers("2026-07-10", "2026-07-20"))
        assert found == list(answers("2026-07-10", "2026-07-14 17:00"))
        assert isinstance(nobody, NoChannelError)

    def test_nobody_answers_at_all(self) -> None:
        with pytest.raises(NoChannelError):
            until_nobody(answers("2026-07-15", "2026-07-20"))
