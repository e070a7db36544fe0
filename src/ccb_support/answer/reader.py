"""Who reads the words of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

    from ccb_support.words.languages import Language


class Reader(NamedTuple):
    """Who reads the words of an answer.

    Attributes:
        language: the reader's language.
        zone: the directory's zone, on whose clock the reader reads the times.
        today: the date there on which the reader reads, or `None` if unknown.
    """

    language: Language
    zone: ZoneInfo
    today: date | None
