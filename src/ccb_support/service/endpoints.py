"""The addresses of the service: what each takes, and what it replies."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypedDict, Unpack

from ccb_support.clock.instants import in_utc
from ccb_support.errors import require_language
from ccb_support.model.directory import Directory
from ccb_support.words.service_phrases import END_OR_DURATION

from . import parameters
from .bodies import (
    Advice,
    ChannelState,
    ChannelStates,
    Escalation,
    Health,
    NoChannelProblem,
    OpenTime,
    Problem,
    TimelinePage,
    Words,
)
from .health import health_of
from .parameter_errors import BadParameterError
from .replies import ALWAYS, Lifetime, Reply, local_day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime, timedelta

    from pydantic import BaseModel

    from ccb_support.answer.recommendation import Recommendation
    from ccb_support.words.languages import Language

    from .edition import Edition
    from .parameters import Parameter

MOST_ANSWERS = 100
"""Answers of one page of a timeline. An answer of the shipped directory has 5 kB."""


class Preferences(TypedDict, total=False):
    """What a caller prefers, and what is down: the arguments of a router."""

    prefer: str
    unavailable: Mapping[str, datetime | None]


class Nothing(NamedTuple):
    """That a right question has no answer: a reply with the status 404.

    Attributes:
        about: when that is so.
        body: the record that describes the body.
    """

    about: str
    body: type[Problem]


_NO_CHANNEL = Nothing("No available channel serves the request, now or later.", NoChannelProblem)
_UNKNOWN_ID = Nothing("The directory has no such channel.", Problem)


class Endpoint(NamedTuple):
    """One address of the service.

    Attributes:
        path: its path; a name in braces stands for a part of it.
        about: what it replies, in a sentence.
        parameters: what a query may have, by name.
        body: the record that describes the body.
        reply: returns the reply: its arguments are the edition, the current time, and each value
            of the path and the query by its name.
        nothing: when a right question has no answer, if there is such a question.
    """

    path: str
    about: str
    parameters: Mapping[str, Parameter]
    body: type[BaseModel]
    reply: Callable[..., Reply]
    nothing: Nothing | None = None


def recommend(
    edition: Edition,
    now: datetime,
    *,
    request_type: str,
    priority: str,
    at: datetime | None = None,
    language: str | None = None,
    words: bool = False,
    **preferences: Unpack[Preferences],
) -> Reply:
    """Reply whom to contact."""
    when = now if at is None else at
    answer = edition.router.recommend(request_type, priority, when, **preferences)
    spoken = _language(language)
    advice = Advice(
        answer=answer,
        words=Words(
            display=answer.display(spoken),
            explain=answer.explain(spoken, at=when if words else None),
        ),
    )
    lifetime = _lifetime(answer, now, edition, says_today=words) if at is None else ALWAYS
    return _reply(advice, edition, lifetime, spoken)


def timeline(
    edition: Edition,
    _now: datetime,
    *,
    request_type: str,
    priority: str,
    start: datetime,
    end: datetime,
    **preferences: Unpack[Preferences],
) -> Reply:
    """Reply with a page of the answers over a range of time."""
    found = edition.router.timeline(request_type, priority, start, end, **preferences)
    answers = tuple(islice(found, MOST_ANSWERS))
    last = answers[-1].valid_until
    has_more = last is not None and in_utc(last) < in_utc(end)
    page = TimelinePage(
        directory_version=edition.directory.version,
        answers=answers,
        next=last if has_more else None,
    )
    return _reply(page, edition)


def channels(edition: Edition, now: datetime, *, at: datetime | None = None) -> Reply:
    """Reply what each channel does."""
    when = now if at is None else at
    found = [edition.router.status(each, when) for each in edition.directory.channel_ids]
    states = ChannelStates(directory_version=edition.directory.version, channels=tuple(found))
    lifetime = ALWAYS
    if at is None:
        for each in found:
            lifetime = lifetime.within(each.valid_from, each.valid_until)
    return _reply(states, edition, lifetime)


def channel(
    edition: Edition, now: datetime, *, channel_id: str, at: datetime | None = None
) -> Reply:
    """Reply what one channel does."""
    found = edition.router.status(channel_id, now if at is None else at)
    state = ChannelState(directory_version=edition.directory.version, channel=found)
    lifetime = ALWAYS if at else ALWAYS.within(found.valid_from, found.valid_until)
    return _reply(state, edition, lifetime)


def open_time(
    edition: Edition,
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
        start=start.astimezone(edition.zone),
        end=ends.astimezone(edition.zone),
        open_time=counted,
    )
    return _reply(body, edition)


def escalation(edition: Edition, _now: datetime) -> Reply:
    """Reply with the escalation levels."""
    levels = edition.router.escalation()
    return _reply(Escalation(directory_version=edition.directory.version, levels=levels), edition)


def directory(edition: Edition, _now: datetime) -> Reply:
    """Reply with the whole directory."""
    return _reply(edition.directory, edition)


def health(edition: Edition, now: datetime) -> Reply:
    """Reply with the health of the service, which nobody may keep."""
    return _reply(health_of(edition, now), edition, Lifetime(since=now, until=now))


def _language(tag: str | None) -> Language:
    return "es" if tag is None else require_language(tag)


def _lifetime(
    answer: Recommendation, now: datetime, edition: Edition, *, says_today: bool
) -> Lifetime:
    """Return when an answer about now is the right one, together with its words."""
    lifetime = local_day(now, edition.zone) if says_today else ALWAYS
    return lifetime.within(answer.valid_from, answer.valid_until)


def _reply(
    body: BaseModel,
    edition: Edition,
    lifetime: Lifetime = ALWAYS,
    language: Language | None = None,
) -> Reply:
    return Reply.of(body.model_dump_json(), edition.version_header, lifetime, language)


def _by_name(*found: Parameter) -> Mapping[str, Parameter]:
    return {each.name: each for each in found}


_REQUEST = parameters.REQUEST_TYPE, parameters.PRIORITY
_PREFERENCES = parameters.PREFER, parameters.UNAVAILABLE

ENDPOINTS = (
    Endpoint(
        "/recommend",
        "Whom to contact for a request, why, what else there is, and until when that holds.",
        _by_name(
            *_REQUEST,
            parameters.AT,
            parameters.LANGUAGE,
            parameters.SPOKEN_WORDS,
            *_PREFERENCES,
        ),
        Advice,
        recommend,
        _NO_CHANNEL,
    ),
    Endpoint(
        "/timeline",
        f"The answers over a range of time, at most {MOST_ANSWERS} at once.",
        _by_name(*_REQUEST, parameters.START, parameters.END, *_PREFERENCES),
        TimelinePage,
        timeline,
        _NO_CHANNEL,
    ),
    Endpoint(
        "/channels",
        "Which channels are open, and what changes next.",
        _by_name(parameters.AT),
        ChannelStates,
        channels,
    ),
    Endpoint(
        "/channels/{channel_id}",
        "Whether one channel is open, and what changes next.",
        _by_name(parameters.AT),
        ChannelState,
        channel,
        _UNKNOWN_ID,
    ),
    Endpoint(
        "/open-time",
        "For how long a channel is open from `start` to `end`; or, with `duration` instead of "
        "`end`, when it has been open for so long.",
        _by_name(
            parameters.CHANNEL, parameters.START, parameters.OPTIONAL_END, parameters.DURATION
        ),
        OpenTime,
        open_time,
    ),
    Endpoint("/escalation", "The levels to turn to next, in order.", {}, Escalation, escalation),
    Endpoint("/directory", "The whole directory that answers.", {}, Directory, directory),
    Endpoint(
        "/health",
        "Which directory answers, and what a person should look at.",
        {},
        Health,
        health,
    ),
)
