"""The addresses of the service: what each takes, and what it replies."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ccb_support.model.directory import Directory

from . import bodies, handlers, parameters

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel

    from .parameters import Parameter
    from .replies import Reply


class Endpoint(NamedTuple):
    """One address of the service: its path, what it replies, and what a query may have.

    A name in braces in the path stands for a part of it. `body` is the record that describes the
    body, and `reply` is a function of `handlers.py`. `nothing` says when a right question has no
    answer, and which record describes the body of that reply, with the status 404.
    """

    path: str
    about: str
    parameters: tuple[Parameter, ...]
    body: type[BaseModel]
    reply: Callable[..., Reply]
    nothing: tuple[str, type[bodies.Problem]] | None = None


_REQUEST = parameters.REQUEST_TYPE, parameters.PRIORITY
_PREFERENCES = parameters.PREFER, parameters.UNAVAILABLE
_NO_CHANNEL = "No available channel serves the request, now or later.", bodies.NoChannelProblem
_UNKNOWN_ID = "The directory has no such channel.", bodies.Problem

ENDPOINTS = (
    Endpoint(
        "/recommend",
        "Whom to contact for a request, why, what else there is, and until when that holds.",
        (*_REQUEST, parameters.AT, parameters.LANGUAGE, parameters.SPOKEN_WORDS, *_PREFERENCES),
        bodies.Advice,
        handlers.recommend,
        _NO_CHANNEL,
    ),
    Endpoint(
        "/timeline",
        f"The answers over a range of time, at most {handlers.MOST_ANSWERS} at once.",
        (*_REQUEST, parameters.START, parameters.END, *_PREFERENCES),
        bodies.TimelinePage,
        handlers.timeline,
        _NO_CHANNEL,
    ),
    Endpoint(
        "/channels",
        "Which channels are open, and what changes next.",
        (parameters.AT,),
        bodies.ChannelStates,
        handlers.channels,
    ),
    Endpoint(
        "/channels/{channel_id}",
        "Whether one channel is open, and what changes next.",
        (parameters.AT,),
        bodies.ChannelState,
        handlers.channel,
        _UNKNOWN_ID,
    ),
    Endpoint(
        "/open-time",
        "For how long a channel is open from `start` to `end`; or, with `duration` instead of "
        "`end`, when it has been open for so long.",
        (parameters.CHANNEL, parameters.START, parameters.OPTIONAL_END, parameters.DURATION),
        bodies.OpenTime,
        handlers.open_time,
    ),
    Endpoint(
        "/escalation",
        "The levels to turn to next, in order.",
        (),
        bodies.Escalation,
        handlers.escalation,
    ),
    Endpoint("/directory", "The whole directory that answers.", (), Directory, handlers.directory),
    Endpoint(
        "/health",
        "Which directory answers, and what a person should look at.",
        (),
        bodies.Health,
        handlers.health,
    ),
)
