"""The warning of strings that are too long for OpenStreetMap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.errors import CcbSupportError, listed
from ccb_support.words.error_reasons import LONG_STRINGS, SHORTER_RANGE, SOME_RANGE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

MOST_LETTERS = 255
"""The longest value of a tag that OpenStreetMap takes."""


class LongOpeningHoursWarning(CcbSupportError, UserWarning, code="long_opening_hours"):  # noqa: N818 - it is a warning
    """Strings that OpenStreetMap does not take, because they have more than 255 characters.

    Attributes:
        channels: the ids of their channels.
        end: the date to which a range from the same start may run, so that each string of the
            export fits. `None` if the strings have no range, or no range is short enough.
    """

    def __init__(self, channels: Iterable[str], end: date | None) -> None:
        ids = tuple(channels)
        offer = SHORTER_RANGE.fill(end=end) if end else SOME_RANGE
        super().__init__(LONG_STRINGS.fill(channels=listed(ids), most=MOST_LETTERS, offer=offer))
        self.channels = ids
        self.end = end
