"""The slow, obvious reading of a directory, to compare a router with.

For one instant at a time, it reads the clock on the wall, and looks the time up in the directory as
the directory's owner would. It searches minute by minute, and keeps the last result, because the
next question is often about the same night. It shares no code with the router: not its intervals,
not its weeks, not its clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from ccb_support.answer.reasons import Reason, Verdict
from ccb_support.model.requests import Medium, Priority, RequestType

from .oracle_days import DAY, DayReader
from .oracle_holidays import FIRST_DAY, LAST_DAY, read_holidays, supported_days

if TYPE_CHECKING:
    from collections.abc import Collection, Container

    from ccb_support.model.channels import Channel
    from ccb_support.model.contacts import Contact
    from ccb_support.model.directory import Directory

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class OracleAnswer:
    """The rule's answer to a request at one instant.

    Attributes:
        channel: the id of the answer's channel; `None` without an answer.
        contact: the contact to use first.
        open_now: whether the channel is open.
        reason: why that channel.
        alternatives: the ids of the other open, available channels.
        verdicts: the verdict on each channel, in order.
    """

    channel: str | None
    contact: Contact | None
    open_now: bool
    reason: Reason | None
    alternatives: tuple[str, ...]
    verdicts: tuple[tuple[str, Verdict], ...]


class Oracle:
    """Reads a directory in the slow, obvious way.

    Args:
        directory: the directory.
        holidays: the dates on which the channels that observe holidays are closed; those that the
            directory names if left out.
        horizon: how far it searches for a change, minute by minute.
    """

    def __init__(
        self,
        directory: Directory,
        *,
        holidays: Container[date] | None = None,
        horizon: timedelta = timedelta(days=10),
    ) -> None:
        self.directory = directory
        self.horizon = horizon
        self._first_day, self._last_day = FIRST_DAY, LAST_DAY
        if holidays is None:
            holidays = read_holidays(directory)
            self._first_day, self._last_day = supported_days(directory)
        self._zone = ZoneInfo(directory.time_zone)
        self._days = {
            channel.id: DayReader(channel, directory, holidays) for channel in directory.channels
        }
        self._closures = {
            channel.id: [
                each
                for each in directory.closures
                if each.channels == "all" or channel.id in each.channels
            ]
            for channel in directory.channels
        }
        self._last_search: dict[str, tuple[datetime, datetime]] = {}

    def is_open(self, channel_id: str, when: datetime) -> bool:
        """Return whether the channel is open at `when`."""
        if self._never_changes(channel_id):
            return True
        local = when.astimezone(self._zone).replace(tzinfo=None)
        if any(closure.starts <= local < closure.ends for closure in self._closures[channel_id]):
            return False
        return any(
            start <= local < end
            for day in (local.date() - DAY, local.date())
            if self._first_day <= day <= self._last_day
            for start, end in self._days[channel_id].spans(day)
        )

    def next_change(self, channel_id: str, when: datetime) -> datetime | None:
        """Return the first minute after `when` at which the channel opens or closes.

        Return `None` if there is no such minute within the horizon.
        """
        if self._never_changes(channel_id):
            return None
        start = when.astimezone(UTC).replace(second=0, microsecond=0)
        first, change = self._last_search.get(channel_id, (start, start))
        if first <= start < change:
            return change
        state = self.is_open(channel_id, when)
        for minutes in range(1, int(self.horizon / MINUTE) + 1):
            moment = start + minutes * MINUTE
            if moment.astimezone(self._zone).date() > self._last_day:
                return None
            if self.is_open(channel_id, moment) != state:
                self._last_search[channel_id] = start, moment
                return moment
        return None

    def answer(
        self,
        request_type: RequestType,
        priority: Priority,
        when: datetime,
        *,
        prefer: Medium | None = None,
        unavailable: Collection[str] | Mapping[str, datetime | None] = (),
    ) -> OracleAnswer:
        """Return the rule's answer at `when`."""
        serving = [
            channel
            for channel in self.directory.channels
            if request_type in channel.request_types and priority in channel.priorities
        ]
        available = [channel for channel in serving if not is_down(channel.id, when, unavailable)]
        usable = [channel for channel in available if self.is_open(channel.id, when)]
        chosen, contact = self._choose(usable, available, when, prefer)
        verdicts: dict[str, Verdict] = {}
        for channel in self.directory.channels:
            if channel not in serving:
                verdicts[channel.id] = Verdict.NOT_SERVED
            elif channel not in available:
                verdicts[channel.id] = Verdict.UNAVAILABLE
            elif channel is chosen:
                verdicts[channel.id] = Verdict.RECOMMENDED
            else:
                verdicts[channel.id] = Verdict.ALTERNATIVE if channel in usable else Verdict.CLOSED
        return OracleAnswer(
            channel=chosen.id if chosen else None,
            contact=contact,
            open_now=chosen in usable,
            reason=_reason(chosen, serving, usable) if chosen else None,
            alternatives=tuple(channel.id for channel in usable if channel is not chosen),
            verdicts=tuple(verdicts.items()),
        )

    def _choose(
        self,
        usable: list[Channel],
        available: list[Channel],
        when: datetime,
        prefer: Medium | None,
    ) -> tuple[Channel | None, Contact | None]:
        if not usable:
            return self._find_next_opening(available, when)
        if prefer and all(len(channel.priorities) == len(Priority) for channel in usable):
            for channel in usable:
                for contact in channel.contacts:
                    if contact.medium == prefer:
                        return channel, contact
        return usable[0], usable[0].contacts[0]

    def _find_next_opening(
        self, available: list[Channel], when: datetime
    ) -> tuple[Channel | None, Contact | None]:
        changes = [(self.next_change(channel.id, when), channel) for channel in available]
        openings = [(opens, channel) for opens, channel in changes if opens]
        if not openings:
            return None, None
        _, channel = min(openings, key=itemgetter(0))  # the first of those that open together
        return channel, channel.contacts[0]

    def _never_changes(self, channel_id: str) -> bool:
        return self._days[channel_id].is_always_the_same and not self._closures[channel_id]


def is_down(
    channel_id: str,
    when: datetime,
    unavailable: Collection[str] | Mapping[str, datetime | None],
) -> bool:
    """Return whether `unavailable` says that a channel is down at `when`."""
    if channel_id not in unavailable:
        return False
    if not isinstance(unavailable, Mapping):
        return True
    end = cast("Mapping[str, datetime | None]", unavailable)[channel_id]
    # In UTC, because Python compares two times of one zone by the wall clock.
    return end is None or when.astimezone(UTC) < end


def _reason(chosen: Channel, serving: list[Channel], usable: list[Channel]) -> Reason:
    if not usable:
        return Reason.OPENS_NEXT
    if chosen is not usable[0]:
        return Reason.PREFERRED
    if set(chosen.priorities) != set(Priority):
        return Reason.PRIORITY
    if set(chosen.request_types) != set(RequestType):
        return Reason.DEDICATED
    earlier = serving[: serving.index(chosen)]
    everything = set(RequestType), set(Priority)
    if any((set(each.request_types), set(each.priorities)) != everything for each in earlier):
        return Reason.FALLBACK
    return Reason.GENERAL
