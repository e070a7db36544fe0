"""The slow, obvious reading of a directory, to compare a router with.

For one instant at a time, it reads the clock on the wall, and looks the time up in the directory as
the directory's owner would. It shares the records and the calendars with the router, and no other
code: not its intervals, not its weeks, not its clock.
"""

from collections import defaultdict
from collections.abc import Collection, Container, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from itertools import pairwise
from typing import cast

from ccb_support.answer.recommendation import (
    Reason,
    Recommendation,
    TraceEntry,
    Verdict,
)
from ccb_support.errors import NeverOpenError, NoChannelError
from ccb_support.model.channels import Channel
from ccb_support.model.contacts import Contact
from ccb_support.model.directory import Directory, DirectoryOrEditions, in_order
from ccb_support.model.vocabulary import Medium
from ccb_support.schedule.causes import Cause

from .oracle_causes import explain
from .oracle_hours import (
    ChannelReader,
    Edition,
    Run,
    Runs,
    depends_on_holidays,
    written_times,
)


class Oracle:
    """A slow router. It reads its directory in the obvious way.

    It does not check what it is asked: pass the ids of request types and channels, the numbers of
    priorities, and aware instants about which the directory answers: from the first of `supported`
    until before the second.

    Args:
        directory: the directory, or its editions.
        holidays: the dates on which the channels that observe holidays are closed; those that the
            directory names if left out.

    Attributes:
        directory: the directory; of several editions, the first.
        supported: the start of the range about which it answers, and the end, in UTC.

    Raises:
        CcbSupportError: what `Router` raises for `directory` or `holidays`.
    """

    def __init__(
        self, directory: DirectoryOrEditions, *, holidays: Container[date] | None = None
    ) -> None:
        self._made_by = partial(type(self), directory, holidays=holidays)
        self._editions = [Edition(each, holidays) for each in in_order(directory)]
        for each, following in pairwise(self._editions):
            each.end = following.start
        self.directory: Directory = self._editions[0].directory
        self._zone = self._editions[0].zone
        self.supported: tuple[datetime, datetime] = self._editions[0].start, self._editions[-1].end
        times = sorted({time for each in self._editions for time in written_times(each.directory)})
        readers: defaultdict[str, list[ChannelReader]] = defaultdict(list)
        for edition in self._editions:
            for name, reader in edition.readers.items():
                readers[name].append(reader)
        self._runs = {name: Runs(each, self.supported, times) for name, each in readers.items()}
        self._because = cache(self._explain)

    def __reduce__(self) -> tuple[object, ...]:
        return self._made_by, ()

    def _explain(self, channel_id: str, run: Run) -> tuple[Cause, ...]:
        readers = self._runs[channel_id].readers
        return explain(readers, run, is_endless=run.end == self.supported[1])

    def _edition_at(self, when: datetime) -> Edition:
        return next(each for each in self._editions if each.holds_at(when.astimezone(UTC)))

    def is_open(self, channel_id: str, when: datetime) -> bool:
        """Return whether the channel is open at `when`."""
        return self._runs[channel_id].is_open(when)

    def next_change(self, channel_id: str, when: datetime) -> datetime | None:
        """Return the first minute after `when` at which the channel opens or closes.

        Return `None` if the supported range ends before.
        """
        return self._bound(self._runs[channel_id].at(when).end)

    def open_spans(
        self, channel_id: str, start: datetime, end: datetime
    ) -> list[tuple[datetime, datetime]]:
        """Return the spans from `start` to `end` in which the channel is open, in order.

        They are clipped, and in the directory's zone.
        """
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
        for run in self._runs[channel_id].open_between(when, self.supported[1]):
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
        edition = self._edition_at(when)
        directory, channels = edition.directory, edition.directory.channels
        known_type = directory.request_types.by_id[request_type]
        known_priority = directory.priorities.by_id[priority]
        kind = known_type.id, known_priority.id
        serving = [channel for channel in channels if channel.serves(*kind)]
        # A channel that is or was down may serve the request under another edition.
        serving_once = {
            channel.id
            for each in self._editions
            for channel in each.directory.channels
            if channel.serves(*kind)
        }
        read = _read_ends(unavailable)
        back = {each: end for each, end in read.items() if each in serving_once}
        # In UTC, because Python compares two times of one zone by the wall clock.
        over = {each: end for each, end in back.items() if end and end <= when.astimezone(UTC)}
        down = {each: end for each, end in back.items() if each not in over}
        available = [channel for channel in serving if channel.id not in down]
        usable = [channel for channel in available if self.is_open(channel.id, when)]
        runs = {channel.id: self._runs[channel.id].at(when) for channel in available}
        verdicts: dict[str, Verdict] = {}
        # Each group is a part of the one before.
        for verdict, group in (
            (Verdict.NOT_SERVED, channels),
            (Verdict.UNAVAILABLE, serving),
            (Verdict.CLOSED, available),
            (Verdict.ALTERNATIVE, usable),
        ):
            verdicts |= {each.id: verdict for each in group}
        if usable:
            medium = prefer if _may_prefer(prefer, kind[1], usable, directory) else None
            chosen, contact = _choose(usable, medium)
            opens_at, closes_at = None, self._bound(runs[chosen.id].end)
        elif opening := self._find_opening(kind, when, down):
            opens_at, chosen = self._local(opening[0]), opening[1]
            contact, closes_at = chosen.contacts[0], None
        else:
            trace = self._trace(kind, edition, verdicts, runs, down)
            raise NoChannelError(directory, *kind, trace, directory.escalation)
        # Another edition may have a channel that opens next.
        if chosen.id in runs:
            verdicts[chosen.id] = Verdict.RECOMMENDED
        _, calendar = edition.holidays
        matter = any(depends_on_holidays(each, directory.seasons) for each in serving)
        starts = [*over.values(), *(run.start for run in runs.values())]
        ends = [*(end for end in down.values() if end), *(run.end for run in runs.values())]
        return Recommendation.model_construct(
            request_type=kind[0],
            priority=kind[1],
            request_name=known_type.name,
            request_plural=known_type.plural,
            priority_name=known_priority.name,
            prefer=prefer,
            channel=chosen,
            contact=contact,
            number=contact.number_in(directory.language),
            uri=contact.uri,
            open_now=bool(usable),
            opens_at=opens_at,
            closes_at=closes_at,
            reason=_reason(chosen, serving, usable, directory),
            alternatives=tuple(channel for channel in usable if channel is not chosen),
            trace=self._trace(kind, edition, verdicts, runs, down),
            valid_from=self._bound(max([edition.start, *starts])),
            valid_until=self._bound(min([edition.end, *ends])),
            escalation=directory.escalation,
            directory_version=directory.version,
            time_zone=directory.time_zone,
            language=directory.language,
            verified_through=calendar.verified_through if matter else None,
        )

    def _find_opening(
        self, kind: tuple[str, int], when: datetime, down: Collection[str]
    ) -> tuple[datetime, Channel] | None:
        """Return when a channel first serves a request after `when`, and the channel."""
        instant = when.astimezone(UTC)
        found: list[tuple[datetime, Channel]] = []
        for edition in self._editions:
            start = max(instant, edition.start)
            for channel in edition.directory.channels:
                if channel.serves(*kind) and channel.id not in down:
                    run = self._runs[channel.id].at(start)
                    opens_at = start if run.is_open else run.end
                    if opens_at < edition.end:
                        found.append((opens_at, channel))
        # If several channels open together, the first stays the first.
        return min(found, key=lambda pair: pair[0], default=None)

    def _trace(
        self,
        kind: tuple[str, int],
        edition: Edition,
        verdicts: Mapping[str, Verdict],
        runs: Mapping[str, Run],
        down: Mapping[str, datetime | None],
    ) -> tuple[TraceEntry, ...]:
        """Return what there is to say about each channel; one that is available has a run."""
        return tuple(
            self._entry(kind, edition, each, verdicts[each.id], runs.get(each.id), down)
            for each in edition.directory.channels
        )

    def _entry(
        self,
        kind: tuple[str, int],
        edition: Edition,
        channel: Channel,
        verdict: Verdict,
        run: Run | None,
        down: Mapping[str, datetime | None],
    ) -> TraceEntry:
        opens_at = self._bound(run.end) if run and not run.is_open else None
        opens_with = None
        if opens_at and (then := self._edition_at(opens_at)) is not edition:
            later = then.directory.channel(channel.id)
            opens_with = later.contacts if later.serves(*kind) else ()
        # What does not serve the request needs no outage.
        back = down[channel.id] if verdict is Verdict.UNAVAILABLE else None
        return TraceEntry.model_construct(
            channel=channel.id,
            name=channel.name,
            contacts=channel.contacts,
            verdict=verdict,
            opens_at=opens_at,
            because=self._because(channel.id, run) if run else (),
            unavailable_until=self._bound(back) if back else None,
            opens_with=opens_with,
        )

    def _bound(self, instant: datetime) -> datetime | None:
        """Return an instant in the directory's zone; `None` if it is not within the range."""
        start, end = self.supported
        return self._local(instant) if start < instant < end else None

    def _local(self, instant: datetime) -> datetime:
        return instant.astimezone(UTC).astimezone(self._zone)


def _read_ends(
    unavailable: Collection[str] | Mapping[str, datetime | None],
) -> dict[str, datetime | None]:
    """Return the channels that a caller knows to be down, each with when it is back, in UTC."""
    if not isinstance(unavailable, Mapping):
        return dict.fromkeys(unavailable)
    return {
        each: end and end.astimezone(UTC)
        for each, end in cast("Mapping[str, datetime | None]", unavailable).items()
    }


def _may_prefer(
    medium: Medium | None, priority: int, usable: list[Channel], directory: Directory
) -> bool:
    """Return whether a caller may choose a medium: who is critical calls, if anybody picks up."""
    if any({*each.priorities} != {*directory.priorities.by_id} for each in usable):
        return False
    offered = {contact.medium for channel in usable for contact in channel.contacts}
    return priority > 1 or medium == Medium.PHONE or Medium.PHONE not in offered


def _choose(channels: list[Channel], prefer: Medium | None) -> tuple[Channel, Contact]:
    every = [(channel, contact) for channel in channels for contact in channel.contacts]
    return next((pair for pair in every if pair[1].medium == prefer), every[0])


def _reason(
    chosen: Channel, serving: list[Channel], usable: list[Channel], directory: Directory
) -> Reason:
    types, scale = {*directory.request_types.by_id}, {*directory.priorities.by_id}
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
