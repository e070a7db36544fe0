"""What replies at each address: a function from a question to its reply.

Each takes the edition and the current time, and each value of the path and the query by its name.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Unpack

from ccb_support.answer.recommendation import until_nobody
from ccb_support.clock.instants import in_utc
from ccb_support.errors import require_language
from ccb_support.words.service_phrases import END_OR_DURATION

from .bodies import Advice, ChannelState, ChannelStates, Escalation, OpenTime, TimelinePage, Words
from .health import health_of
from .lifetimes import ALWAYS, Lifetime, local_day
from .parameters import DATED, TODAY, BadParameterError
from .replies import Reply

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from pydantic import BaseModel

    from ccb_support.routing.router import Preferences
    from ccb_support.words.languages import Language

    from .edition import ServedEdition

MOST_ANSWERS = 100
"""Answers of one page of a timeline. An answer of the shipped directory has 5 kB."""


def recommend(
    edition: ServedEdition,
    now: datetime,
    *,
    request_type: str,
    priority: str,
    at: datetime | None = None,
    language: str | None = None,
    words: str = DATED,
    **preferences: Unpack[Preferences],
) -> Reply:
    """Reply whom to contact."""
    when = at or now
    answer = edition.router.recommend(request_type, priority, when, **preferences)
    spoken = require_language(answer.language if language is None else language)
    read_at = when if words == TODAY else None
    advice = Advice(
        answer=answer,
        words=Words(
            display=answer.display(spoken),
            summary=answer.summary(spoken, at=read_at),
            explain=answer.explain(spoken, at=read_at),
        ),
    )
    lifetime = ALWAYS
    if at is None:
        # Words that say today are out of date at midnight.
        day = local_day(now, edition.directory.zone) if read_at else ALWAYS
        lifetime = day.within(answer.valid_from, answer.valid_until)
    return _reply(advice, edition, lifetime, spoken)


def timeline(
    edition: ServedEdition,
    _now: datetime,
    *,
    request_type: str,
    priority: str,
    start: datetime,
    end: datetime,
    **preferences: Unpack[Preferences],
) -> Reply:
    """Reply with a page of the answers over a range of time.

    If nobody answers from some time on, a page ends there, and the next one is a problem.
    """
    found = edition.router.timeline(request_type, priority, start, end, **preferences)
    answers, _ = until_nobody(islice(found, MOST_ANSWERS))
    last = answers[-1].valid_until
    has_more = last is not None and in_utc(last) < in_utc(end)
    page = TimelinePage(
        directory_version=edition.directory.version,
        answers=tuple(answers),
        next=last if has_more else None,
    )
    return _reply(page, edition)


def channels(edition: ServedEdition, now: datetime, *, at: datetime | None = None) -> Reply:
    """Reply what each channel does."""
    when = at or now
    found = [edition.router.status(each, when) for each in edition.directory.channel_ids]
    states = ChannelStates(directory_version=edition.directory.version, channels=tuple(found))
    lifetime = ALWAYS
    if at is None:
        for each in found:
            lifetime = lifetime.within(each.valid_from, each.valid_until)
    return _reply(states, edition, lifetime)


def channel(
    edition: ServedEdition, now: datetime, *, channel_id: str, at: datetime | None = None
) -> Reply:
    """Reply what one channel does."""
    found = edition.router.status(channel_id, at or now)
    state = ChannelState(directory_version=edition.directory.version, channel=found)
    lifetime = ALWAYS if at else ALWAYS.within(found.valid_from, found.valid_until)
    return _reply(state, edition, lifetime)


def open_time(
    edition: ServedEdition,
    _now: datetime,
    *,
    channel: str,
    start: datetime,
    end: datetime | None = None,
    duration: timedelta | None = None,
) -> Reply:
    """Reply for how long a channel is open, or when it has been open for so long."""
    router = edition.router
    if end is not None and duration is None:
        counted, ends = router.open_time(channel, start, end), end
    elif duration is not None and end is None:
        counted, ends = duration, router.add_open_time(channel, start, duration)
    else:
        raise BadParameterError(END_OR_DURATION, accepted=("end", "duration"))
    body = OpenTime(
        directory_version=edition.directory.version,
        channel=channel,
        start=start.astimezone(edition.directory.zone),
        end=ends.astimezone(edition.directory.zone),
        open_time=counted,
    )
    return _reply(body, edition)


def escalation(edition: ServedEdition, _now: datetime) -> Reply:
    """Reply with the escalation levels."""
    levels = edition.router.escalation()
    return _reply(Escalation(directory_version=edition.directory.version, levels=levels), edition)


def directory(edition: ServedEdition, _now: datetime) -> Reply:
    """Reply with the whole directory."""
    return _reply(edition.directory, edition)


def health(edition: ServedEdition, now: datetime) -> Reply:
    """Reply with the health of the service, which nobody may keep."""
    return _reply(health_of(edition, now), edition, Lifetime(since=now, until=now))


def _reply(
    body: BaseModel,
    edition: ServedEdition,
    lifetime: Lifetime = ALWAYS,
    language: Language | None = None,
) -> Reply:
    return Reply.of(body.model_dump_json(), edition.version_header, lifetime, language)
