"""What replies at each address: a function from a question to its reply.

Each takes what answers now, the current time, and each value of the path and the query by its name.
"""

from __future__ import annotations

from importlib.metadata import version
from itertools import islice
from typing import TYPE_CHECKING, Unpack

from ccb_support.answer.recommendation import until_nobody
from ccb_support.clock.instants import in_utc, instant_of
from ccb_support.errors import require_language
from ccb_support.model.text import LocalizedText, as_line
from ccb_support.routing.ages import past_checks, verified_through
from ccb_support.words import service_phrases as phrases

from . import bodies
from .parameters import DATED, TODAY, BadParameterError
from .replies import ALWAYS, Lifetime, Reply, local_day

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from ccb_support.live.watched_file import Current
    from ccb_support.routing.router import Preferences
    from ccb_support.words.phrase import Phrase

_LIBRARY_VERSION = version("ccb-support")

MOST_ANSWERS = 100
"""Answers of one page of a timeline. An answer of the shipped directory has 5 kB."""


def recommend(
    current: Current,
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
    answer = current.router.recommend(request_type, priority, when, **preferences)
    spoken = require_language(answer.language if language is None else language)
    read_at = when if words == TODAY else None
    advice = bodies.Advice(
        answer=answer,
        words=bodies.Words(
            display=answer.display(spoken),
            summary=answer.summary(spoken, at=read_at),
            explain=answer.explain(spoken, at=read_at),
        ),
    )
    lifetime = ALWAYS
    if at is None:
        # Words that say today are out of date at midnight.
        day = local_day(now, current.directory.zone) if read_at else ALWAYS
        lifetime = day.within(answer.valid_from, answer.valid_until)
    return Reply.of(advice, current, lifetime, spoken)


def timeline(
    current: Current,
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
    found = current.router.timeline(request_type, priority, start, end, **preferences)
    answers, _ = until_nobody(islice(found, MOST_ANSWERS))
    last = answers[-1].valid_until
    has_more = last is not None and in_utc(last) < in_utc(end)
    page = bodies.TimelinePage(
        directory_version=current.directory.version,
        answers=tuple(answers),
        next=last if has_more else None,
    )
    return Reply.of(page, current)


def channels(current: Current, now: datetime, *, at: datetime | None = None) -> Reply:
    """Reply what each channel does."""
    when = at or now
    found = [current.router.status(each, when) for each in current.directory.channel_ids]
    states = bodies.ChannelStates(
        directory_version=current.directory.version, channels=tuple(found)
    )
    lifetime = ALWAYS
    if at is None:
        for each in found:
            lifetime = lifetime.within(each.valid_from, each.valid_until)
    return Reply.of(states, current, lifetime)


def channel(
    current: Current, now: datetime, *, channel_id: str, at: datetime | None = None
) -> Reply:
    """Reply what one channel does."""
    found = current.router.status(channel_id, at or now)
    state = bodies.ChannelState(directory_version=current.directory.version, channel=found)
    lifetime = ALWAYS if at else ALWAYS.within(found.valid_from, found.valid_until)
    return Reply.of(state, current, lifetime)


def open_time(
    current: Current,
    _now: datetime,
    *,
    channel: str,
    start: datetime,
    end: datetime | None = None,
    duration: timedelta | None = None,
) -> Reply:
    """Reply for how long a channel is open, or when it has been open for so long."""
    router = current.router
    if end is not None and duration is None:
        counted, ends = router.open_time(channel, start, end), end
    elif duration is not None and end is None:
        counted, ends = duration, router.add_open_time(channel, start, duration)
    else:
        raise BadParameterError(phrases.END_OR_DURATION, accepted=("end", "duration"))
    body = bodies.OpenTime(
        directory_version=current.directory.version,
        channel=channel,
        start=start.astimezone(current.directory.zone),
        end=ends.astimezone(current.directory.zone),
        open_time=counted,
    )
    return Reply.of(body, current)


def escalation(current: Current, _now: datetime) -> Reply:
    """Reply with the escalation levels."""
    levels = current.router.escalation()
    return Reply.of(
        bodies.Escalation(directory_version=current.directory.version, levels=levels), current
    )


def directory(current: Current, _now: datetime) -> Reply:
    """Reply with the whole directory."""
    return Reply.of(current.directory, current)


def health(current: Current, now: datetime) -> Reply:
    """Reply with the health of the service, which nobody may keep."""
    directory = current.directory
    as_of, through = past_checks(current.router, instant_of(now))
    warnings: list[bodies.HealthWarning] = []
    if as_of:
        words = phrases.OLD_DIRECTORY.fill(as_of=as_of)
        warnings.append(_warning(bodies.HealthCode.OLD_DIRECTORY, words))
    if through:
        words = phrases.HOLIDAYS_UNVERIFIED.fill(through=through)
        warnings.append(_warning(bodies.HealthCode.HOLIDAYS_UNVERIFIED, words))
    if current.warning:
        code, words = current.warning
        warnings.append(_warning(bodies.HealthCode(code), words))
    body = bodies.Health(
        library_version=_LIBRARY_VERSION,
        directory_version=directory.version,
        as_of=directory.as_of,
        verified_through=verified_through(current.router),
        warnings=tuple(warnings),
    )
    return Reply.of(body, current, Lifetime(since=now, until=now))


def _warning(code: bodies.HealthCode, phrase: Phrase) -> bodies.HealthWarning:
    # A version may be almost as long as a line.
    message = LocalizedText(es=as_line(phrase.es), en=as_line(phrase.en))
    return bodies.HealthWarning(code=code, message=message)
