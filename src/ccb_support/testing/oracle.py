"""The slow, obvious reading of a directory, to compare a router with.

For one instant at a time, it reads the clock on the wall, and looks the time up in the directory as
the directory's owner would. It shares no code with the router: not its intervals, not its weeks,
not its clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from ccb_support.answer.recommendation import (
    Reason,
    Recommendation,
    TraceEntry,
    Verdict,
)
from ccb_support.errors import NeverOpenError, NoChannelError
from ccb_support.model.records import build
from ccb_support.model.vocabulary import Medium

from .oracle_causes import Causes
from .oracle_hours import (
    FIRST_DAY,
    LAST_DAY,
    ChannelReader,
    Runs,
    depends_on_holidays,
    read_holidays,
    supported_days,
    supported_range,
    written_times,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable

    from ccb_support.model.channels import Channel
    from ccb_support.model.contacts import Contact
    from ccb_support.model.directory import Directory
    from ccb_support.model.vocabulary import Entry

    from .oracle_hours import Run


class Oracle:
    """A slow router. It reads its directory in the obvious way.

    Args:
        directory: the directory.
        holidays: the dates on which the channels that observe holidays are closed; those that the
            directory names if left out.
    """

    def __init__(self, directory: Directory, *, holidays: Container[date] | None = None) -> None:
        self.directory = directory
        if holidays is None:
            days = supported_days(directory)
            holidays, named_holidays = read_holidays(directory)
        else:
            days, named_holidays = (FIRST_DAY, LAST_DAY), holidays
        self._holidays = named_holidays
        self._zone = ZoneInfo(directory.time_zone)
        self._supported = supported_range(self._zone, *days)
        readers = [ChannelReader(each, directory, holidays, *days) for each in directory.channels]
        times = written_times(directory)
        self._readers = {each.channel.id: each for each in readers}
        self._runs = {each.channel.id: Runs(each, times) for each in readers}
        self._causes = {each.channel.id: Causes(each, named_holidays) for each in readers}

    def is_open(self, channel_id: str, when: datetime) -> bool:
        """Return whether the channel is open at `when`."""
        return self._readers[channel_id].is_open(when)

    def next_change(self, channel_id: str, when: datetime) -> datetime | None:
        """Return the first minute after `when` at which the channel opens or closes.

        The minute is in UTC. Return `None` if the supported range ends before.
        """
        end = self._runs[channel_id].at(when).end
        return None if end in self._supported else end

    def open_spans(
        self, channel_id: str, start: datetime, end: datetime
    ) -> list[tuple[datetime, datetime]]:
        """Return the spans from `start` to `end` in which the channel is open, in order."""
        runs = self._runs[channel_id].open_between(start, end)
        return [(self._local(run.start), self._local(run.end)) for run in runs]

    def open_time(self, channel_id: str, start: datetime, end: datetime) -> timedelta:
        """Return how long the channel is open from `start` to `end`."""
        runs = self._runs[channel_id].open_between(start, end)
        return sum((run.end - run.start for run in runs), timedelta())

    def add_open_time(self, channel_id: str, when: datetime, duration: timedelta) -> datetime:
        """Return the earliest instant at which the channel has been open so long since `when`.

        Raises:
            NeverOpenError: the supported range ends before.
        """
        if not duration:
            return self._local(when)
        missing = duration
        for run in self._runs[channel_id].open_between(when, self._supported[1]):
            length = run.end - run.start
            if missing <= length:
                return self._local(run.start + missing)
            missing -= length
        raise NeverOpenError(channel_id=channel_id, when=when, duration=duration)

    def recommend(
        self,
        request_type: str,
        priority: int,
        when: datetime,
        *,
        prefer: Medium | None = None,
        unavailable: Collection[str] | Mapping[str, datetime | None] = (),
    ) -> Recommendation:
        """Return the rule's answer at `when`.

        Raises:
            NoChannelError: no available channel serves the request, now or later.
        """
        known_type = self.directory.request_types.entry(request_type)
        known_priority = self.directory.priorities.entry(priority)
        kind = known_type.id, known_priority.id
        channels = self.directory.channels
        serving = [channel for channel in channels if channel.serves(*kind)]
        down = outages_at(when, unavailable)
        available = [channel for channel in serving if channel.id not in down]
        usable = [channel for channel in available if self.is_open(channel.id, when)]
        runs = {channel.id: self._runs[channel.id].at(when) for channel in available}
        openings = [each for each in available if runs[each.id].end < self._supported[1]]
        # Of the channels that open together, the first stays the first.
        best = usable or sorted(openings, key=lambda each: runs[each.id].end)
        medium = prefer if usable and _may_prefer(prefer, kind[1], usable, self.directory) else None
        chosen, contact = _choose(best, medium) if best else (None, None)
        verdicts: dict[str, Verdict] = {}
        # Each group is a part of the one before.
        for verdict, group in (
            (Verdict.NOT_SERVED, channels),
            (Verdict.UNAVAILABLE, serving),
            (Verdict.CLOSED, available),
            (Verdict.ALTERNATIVE, usable),
            (Verdict.RECOMMENDED, [chosen] if chosen else []),
        ):
            verdicts |= {each.id: verdict for each in group}
        trace = tuple(
            self._entry(each, verdicts[each.id], runs, down.get(each.id)) for each in channels
        )
        if chosen is None or contact is None:
            raise NoChannelError(self.directory, *kind, trace)
        bound = self._bound(runs[chosen.id].end)
        ends = [run.end for run in runs.values()]
        ends += [end.astimezone(UTC) for channel in serving if (end := down.get(channel.id))]
        fields: dict[str, object] = {
            # An answer repeats these of its directory.
            **{name: each for name, each in self.directory if name in Recommendation.model_fields},
            "request_type": kind[0],
            "priority": kind[1],
            "request_name": known_type.name,
            "request_plural": known_type.plural,
            "priority_name": known_priority.name,
            "prefer": prefer,
            "channel": chosen,
            "contact": contact,
            "number": contact.number_in(self.directory.language),
            "uri": contact.uri,
            "open_now": bool(usable),
            "opens_at": None if usable else bound,
            "closes_at": bound if usable else None,
            "reason": _reason(chosen, serving, usable, self.directory),
            "alternatives": tuple(channel for channel in usable if channel is not chosen),
            "trace": trace,
            "valid_from": self._bound(max(run.start for run in runs.values())),
            "valid_until": self._bound(min(ends)),
            "directory_version": self.directory.version,
            "verified_through": self._verified_for(serving),
        }
        return build(Recommendation, {name: fields[name] for name in Recommendation.model_fields})

    def _entry(
        self, channel: Channel, verdict: Verdict, runs: Mapping[str, Run], back: datetime | None
    ) -> TraceEntry:
        """Return what there is to say about a channel; one that is available has a run."""
        run = runs.get(channel.id)
        fields: dict[str, object] = {
            "channel": channel.id,
            "name": channel.name,
            "contacts": channel.contacts,
            "verdict": verdict,
            "opens_at": self._bound(run.end) if run and not run.is_open else None,
            "because": self._causes[channel.id].of(run) if run else (),
            "unavailable_until": None if back is None else self._end_of_outage(verdict, back),
        }
        return build(TraceEntry, {name: fields[name] for name in TraceEntry.model_fields})

    def _end_of_outage(self, verdict: Verdict, back: datetime) -> datetime | None:
        """Return when a channel is back, if it serves the request and the range does not end."""
        if verdict is not Verdict.UNAVAILABLE or back >= self._supported[1]:
            return None
        return self._local(back)

    def _verified_for(self, serving: list[Channel]) -> date | None:
        """Return the last day whose holidays were checked, if a request depends on holidays."""
        if not any(depends_on_holidays(each, self.directory.seasons) for each in serving):
            return None
        through = getattr(self._holidays, "verified_through", None)
        return through.date() if isinstance(through, datetime) else through

    def _bound(self, instant: datetime) -> datetime | None:
        """Return an instant in the directory's zone; `None` if the supported range ends there."""
        return None if instant in self._supported else self._local(instant)

    def _local(self, instant: datetime) -> datetime:
        return instant.astimezone(UTC).astimezone(self._zone)


def outages_at(
    when: datetime, unavailable: Collection[str] | Mapping[str, datetime | None]
) -> dict[str, datetime | None]:
    """Return the channels that are down at `when`, each with when it is back if that is known."""
    if not isinstance(unavailable, Mapping):
        return dict.fromkeys(unavailable)
    ends = cast("Mapping[str, datetime | None]", unavailable)
    # In UTC, because Python compares two times of one zone by the wall clock.
    instant = when.astimezone(UTC)
    return {each: end for each, end in ends.items() if end is None or instant < end}


def _may_prefer(
    medium: Medium | None, priority: int, usable: list[Channel], directory: Directory
) -> bool:
    """Return whether a caller may choose a medium: who is critical calls, if anybody picks up."""
    if any(set(each.priorities) != _ids(directory.priorities) for each in usable):
        return False
    offered = {contact.medium for channel in usable for contact in channel.contacts}
    return priority > 1 or medium == Medium.PHONE or Medium.PHONE not in offered


def _choose(channels: list[Channel], prefer: Medium | None) -> tuple[Channel, Contact]:
    if prefer:
        for channel in channels:
            for contact in channel.contacts:
                if contact.medium == prefer:
                    return channel, contact
    return channels[0], channels[0].contacts[0]


def _reason(
    chosen: Channel, serving: list[Channel], usable: list[Channel], directory: Directory
) -> Reason:
    types, scale = _ids(directory.request_types), _ids(directory.priorities)
    if not usable:
        return Reason.OPENS_NEXT
    if chosen is not usable[0]:
        return Reason.PREFERRED
    if set(chosen.priorities) != scale:
        return Reason.PRIORITY
    if set(chosen.request_types) != types:
        return Reason.DEDICATED
    earlier = serving[: serving.index(chosen)]
    everything = types, scale
    if any((set(each.request_types), set(each.priorities)) != everything for each in earlier):
        return Reason.FALLBACK
    return Reason.GENERAL


def _ids(entries: Iterable[Entry]) -> set[object]:
    return {each.id for each in entries}
