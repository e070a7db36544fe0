"""What the owner of a directory changed: the hours and the contacts of channels."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import AwareDatetime

from ccb_support.model.contacts import Contact
from ccb_support.model.hours import Day
from ccb_support.model.records import Record, Timed
from ccb_support.model.text import Name
from ccb_support.model.vocabulary import RequestType


class ChannelName(Record, frozen=True):
    """What people call a channel.

    Attributes:
        id: its id.
        name: its name, in the new directory if both have the channel.
    """

    id: str
    name: Name


class HoursEdit(Timed, frozen=True):
    """Hours of a channel that only one of two directories has: once, or on several days alike.

    Attributes:
        channel: the id of the channel.
        is_open: whether the new directory has the hours. If not, the old one has them.
        edge: `"closes"` if the hours follow hours that both directories have, so that the channel
            closes at another time; `"opens"` if they come before such hours; else `None`.
        start: the start of the first such hours, in the new directory's zone.
        end: the end of the first such hours.
        last: the day on which the last such hours start.
        times: how often they come within the range of the comparison.
        weekdays: the days of the week on which they start.
        total: how long they are, all together.
        request_types: the request types that the channel serves.
        others: the ids of the channels that answer in the first such hours in the directory that
            does not have them.
    """

    channel: str
    is_open: bool
    edge: Literal["opens", "closes"] | None
    start: AwareDatetime
    end: AwareDatetime
    last: dt.date
    times: int
    weekdays: tuple[Day, ...]
    total: dt.timedelta
    request_types: tuple[RequestType, ...]
    others: tuple[str, ...]


class ContactsEdit(Record, frozen=True):
    """A change of the contacts of a channel.

    Attributes:
        channel: the id of the channel.
        old: its contacts in the old directory, best first.
        new: its contacts in the new directory.
    """

    channel: str
    old: tuple[Contact, ...]
    new: tuple[Contact, ...]
