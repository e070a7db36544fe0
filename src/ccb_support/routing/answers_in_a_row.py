"""The answers of a timeline up to a span in which nobody answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.answer.recommendation import NoChannelError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ccb_support.answer.recommendation import Recommendation


def until_nobody(
    answers: Iterable[Recommendation],
) -> tuple[list[Recommendation], NoChannelError | None]:
    """Return the answers, and the error of the span in which nobody answers, if they come to it.

    Raises:
        NoChannelError: nobody answers from the start on.
    """
    found: list[Recommendation] = []
    try:
        found.extend(answers)
    except NoChannelError as error:
        if not found:
            raise
        return found, error
    return found, None
