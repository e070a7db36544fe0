"""What the router found about each channel."""

from typing import Annotated

from pydantic import AwareDatetime

from ccb_support.model.channels import Channel
from ccb_support.model.contacts import Contact
from ccb_support.model.records import Timed, WrittenAs
from ccb_support.model.text import Name
from ccb_support.schedule.causes import Cause

from .reasons import Verdict


class TraceEntry(Timed, frozen=True):
    """What the router found about one channel.

    Attributes:
        channel: the channel's id.
        name: its name for people.
        contacts: how to reach it.
        verdict: what the router found.
        opens_at: when a closed channel opens. `None` if it does not open within the supported
            range, and if it is open, not served or unavailable.
        because: for a closed channel, every exception of its closed gap that covers time which
            ordinary hours would have opened, even if that time has passed. For an open channel,
            the seasons, special days and holidays with hours that shape its open run.
    """

    channel: str
    name: Name
    contacts: tuple[Contact, ...]
    verdict: Annotated[Verdict, WrittenAs("str")]
    opens_at: AwareDatetime | None
    because: tuple[Cause, ...]


class ChannelStatus(Timed, frozen=True):
    """Whether a channel is open, and what changes next.

    Attributes:
        channel: the channel.
        open_now: whether it is open.
        opens_at: when a closed channel opens; `None` if it does not open within the supported
            range.
        closes_at: when an open channel closes; `None` if it does not close.
        because: the exceptions that explain its state, as in `TraceEntry`.
        valid_from: since when this holds; `None` if it has no start in the supported range.
        valid_until: until when this holds, excluded; `None` if it has no end in the range.
        time_zone: the IANA name of the directory's zone.
    """

    channel: Channel
    open_now: bool
    opens_at: AwareDatetime | None
    closes_at: AwareDatetime | None
    because: tuple[Cause, ...]
    valid_from: AwareDatetime | None
    valid_until: AwareDatetime | None
    time_zone: str
