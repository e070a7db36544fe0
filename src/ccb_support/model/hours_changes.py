"""What the entries that change hours have in common: a name, and the channels they concern."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Tag

from ccb_support.limits import MOST_CHANNELS

from .channels import ALL, ListedId
from .records import AtLeastOne, AtMost, Record, choose_by
from .text import LocalizedText
from .untrusted import letters_of

ConcernedChannels: TypeAlias = Annotated[
    Annotated[tuple[ListedId, ...], AtMost(MOST_CHANNELS), AtLeastOne(), Tag("listed")]
    | Annotated[Literal["all"], Tag("all")],
    choose_by(
        lambda value: letters_of(value) if isinstance(value, str) else "listed", "not_listed"
    ),
]
"""The channels that an entry is about."""


class HoursChange(Record, frozen=True):
    """A season, a special day or a closure: its name, and the channels that it concerns."""

    name: LocalizedText
    channels: ConcernedChannels = ALL

    def concerns(self, channel_id: str) -> bool:
        """Return whether it is about that channel."""
        return self.channels == ALL or channel_id in self.channels
