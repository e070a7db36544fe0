"""The application: `create_app` puts the addresses, the errors and the directory together."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from http import HTTPStatus
from time import perf_counter
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

from pydantic import BaseModel
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ccb_support import CcbSupportError, NoChannelError, Router, UnknownChannelError
from ccb_support.bounded_cache import BoundedCache
from ccb_support.errors import (
    BadParameterError,
    RepeatedParameterError,
    listed,
    plain,
    quoted,
    require_extra,
)
from ccb_support.live import SETTLE, LiveDirectory, Source, live_directory, utc_now, watched
from ccb_support.questions import Desk, Question
from ccb_support.questions.arguments import Face
from ccb_support.words import Language, Phrase, find_language
from ccb_support.words import services as phrases

from .openapi import MEDIA_TYPE, document
from .replies import (
    ENDPOINTS,
    SAFE,
    VERSION_HEADER,
    Endpoint,
    HealthCode,
    NoChannelProblem,
    Problem,
    Reply,
    in_header,
)

_Replies: TypeAlias = BoundedCache[tuple[str, bytes, bool], Reply]
"""Each reply, by the path and the query, and by whether the client reads gzip."""

MOST_BYTES = 16 * 2**20
"""About how much memory the kept replies take."""

LARGEST_KEPT = 2 * 2**20
"""A larger body is not kept: a few of them would drive out all others, or take more memory."""

_BYTES_A_REPLY = 1_000
"""About what a reply takes besides its body and its question."""

UNREADY: Mapping[HealthCode, float] = {"edit_failed": 0}
"""The warnings that count as a failure, unless somebody chooses others."""

COUNTS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable of the environment that names the folder in which workers count together."""

ANSWER = "ccb_support.answer"
"""The key of a request's scope that has the answer of its reply."""

_TAKES_GZIP = re.compile(rb"\bgzip\b(?!\s*;\s*q=0([.]0*)?\s*(,|$))", re.IGNORECASE)
"""What a client says that reads gzip; with `q=0`, it says that it does not."""

_ORIGIN = re.compile(
    r"[*]|(?!https://.*:443/?$|http://.*:80/?$)"
    r"[a-z][a-z0-9+.-]*://([\w.-]+|\[[0-9a-f:]+\])(:[1-9]\d*)?/?",
    re.IGNORECASE | re.ASCII,
)
"""The origin of pages, which has no path, usual port or accent. `*` means any."""

METHODS = ("GET", "HEAD")
"""The methods of every address."""


def create_app(
    directory: Source | None = None,
    *,
    max_age: int = 60,
    now: Callable[[], datetime] = utc_now,
    cors: Collection[str] = (),
    settle: float = SETTLE,
    unready: Mapping[HealthCode, float] = UNREADY,
    metrics: bool = False,
) -> Starlette:
    """Return the service as an ASGI application.

    Args:
        directory: the directory that answers, or its editions, or a router over them, or the path
            of its file, or of the folder of its editions. A file or a folder is watched while the
            application runs: an edit goes live by itself. If left out, it is the shipped directory.
        max_age: for how many seconds clients may keep a reply, at most a year; 60 if left out. So
            this is how long a closure takes to reach every client.
        now: returns the current time, as an aware `datetime`.
        cors: the origin, or the origins, whose pages may read the replies in a browser; `"*"`
            means any.
        settle: for how many seconds the file must stay as it is after an edit that drops a channel,
            an escalation level, a request type, a priority, the last line, or a file of a folder:
            it may be half a file. Five if left out.
        unready: the codes of the warnings that make `/readyz` reply 503, each with the seconds
            after which it does. If left out, only `edit_failed` counts, at once.
        metrics: whether `/metrics` has figures for Prometheus.

    Raises:
        NotAChannelDirectoryError: `directory` is none of these.
        DirectoryError: the file is not a directory, or the editions do not fit together.
        MissingExtraError: the directory or `metrics` needs an extra.
        BadParameterError: `cors` has what no browser sends as an origin.
        OSError: the file can't be read.
    """
    origins = read_origins(cors)
    live = live_directory(directory, now, settle)

    @lru_cache(1)  # the replies of another router go
    def replies_of(_router: Router) -> _Replies:
        # They have their own memory, so that many questions do not drive out what a router keeps.
        return BoundedCache(MOST_BYTES)

    app = Starlette(
        routes=[
            Route(each.path, Address(each, live, replies_of, max_age, unready), methods=METHODS)
            for each in (*ENDPOINTS, _OPENAPI)
        ],
        exception_handlers=_HANDLERS,
        lifespan=lambda _app: watched(live),
    )
    app.router.redirect_slashes = False
    app.state.live = live
    if origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=METHODS,
            allow_headers=["If-None-Match"],
            expose_headers=["ETag", VERSION_HEADER],
        )
    if metrics:
        with require_extra("/metrics", "prometheus_client", "service"):
            from .metrics import add_metrics  # noqa: PLC0415 - only who wants figures needs it
        add_metrics(app, live)
    return app


def read_origins(cors: Collection[str]) -> list[str]:
    """Return origins as a browser sends them: in small letters, and without a `/` at the end.

    Raises:
        BadParameterError: one of them is not an origin, so it would let no page read anything.
    """
    origins = [cors] if isinstance(cors, str) else cors
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise BadParameterError(phrases.NOT_AN_ORIGIN.fill(text=quoted(origin)))
    return [each.lower().rstrip("/") for each in origins]


def _describe(_asked: Question, desk: Desk, *_more: object) -> Reply:
    return Reply.of(document(desk.directory), desk)


# No record describes the document.
_OPENAPI = Endpoint("openapi", "/openapi.json", Question, _describe, BaseModel)


@dataclass(frozen=True)
class Observed:
    """An application whose requests are noted, each once it has its reply.

    `note` takes the scope of a request, the status of its reply, and the seconds that it took.
    """

    app: ASGIApp
    note: Callable[[Scope, int, float], None]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        start, status = perf_counter(), HTTPStatus.INTERNAL_SERVER_ERROR.value

        async def observe(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self.app(scope, receive, observe)
        finally:
            if scope["type"] == "http":
                self.note(scope, status, perf_counter() - start)


@dataclass(frozen=True)
class Address:
    """Replies to `GET` and `HEAD` at one address. The server leaves out the body of a `HEAD`.

    Most questions come again before their reply is out of date. Such a request takes one look-up
    among the kept replies, and reads no parameter.
    A client may keep a reply for at most `max_age` seconds.
    """

    endpoint: Endpoint
    live: LiveDirectory
    replies_of: Callable[[Router], _Replies]
    max_age: int
    unready: Mapping[HealthCode, float]

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Send the reply to a request."""
        now = self.live.now()
        time = now.timestamp()
        current = self.live.current
        sent = dict(scope["headers"])
        in_gzip = bool(_TAKES_GZIP.search(sent.get(b"accept-encoding", b"")))
        path, query = scope["path"], scope["query_string"]
        replies = self.replies_of(current.router)
        reply = replies.get((path, query, in_gzip))
        if reply is None or not reply.holds_at(time):
            # Where the application is mounted, the path may have other parameters.
            of_path = {name: scope["path_params"][name] for name in self.endpoint.of_path}
            asked = self.endpoint.question.read(read_query(query, of_path), Face())
            desk = Desk.of(current.router, now)
            reply = self.endpoint.reply(asked, desk, current.warning, self.unready)
            if in_gzip:
                reply = reply.in_gzip()
            # A reply that holds for no time, such as the health, would never be found again.
            if reply.holds_at(time) and len(reply.body) <= LARGEST_KEPT:
                weight = _BYTES_A_REPLY + len(reply.body) + len(path) + len(query)
                replies.add((path, query, in_gzip), reply, weight)
        scope[ANSWER] = reply.answer
        headers = [
            (b"etag", reply.tag),
            *reply.headers,
            *reply.caching_headers(time, self.max_age),
        ]
        if reply.is_named_by(sent.get(b"if-none-match", b"")):
            status, body = HTTPStatus.NOT_MODIFIED.value, b""
        else:
            headers += [
                (b"content-type", b"application/json"),
                (b"content-length", b"%d" % len(reply.body)),
            ]
            status, body = reply.status, reply.body
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def read_query(query: bytes, of_path: Mapping[str, str]) -> dict[str, object]:
    """Return the text of each parameter of a query and of a path; a list for `unavailable`.

    What is not UTF-8 becomes a letter that is in no word.

    Raises:
        RepeatedParameterError: a parameter is there more than once, also in path and query.
    """
    found: dict[str, object] = dict(of_path)
    for name, value in parse_qsl(query.decode(errors="replace"), keep_blank_values=True):
        if name in found:
            raise RepeatedParameterError(phrases.REPEATED_PARAMETER.fill(name=quoted(name)))
        if name == "unavailable":
            # In an address, a list has commas. Clients of OpenAPI Generator write an empty list as
            # an empty text.
            found[name] = value.split(",") if value else []
        else:
            found[name] = value
    return found


_ADDRESSES = tuple(each.path for each in (*ENDPOINTS, _OPENAPI))

_KNOWN: Mapping[int, tuple[Phrase, tuple[str, ...]]] = {
    HTTPStatus.NOT_FOUND: (phrases.NOT_FOUND.fill(accepted=listed(_ADDRESSES)), _ADDRESSES),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        phrases.METHOD_NOT_ALLOWED.fill(accepted=listed(METHODS)),
        METHODS,
    ),
    # The server logs the error with its traceback, which is not for clients.
    HTTPStatus.INTERNAL_SERVER_ERROR: (phrases.INTERNAL_ERROR, ()),
}
"""What is wrong, and what is accepted instead, by the HTTP status."""


async def reply_to_no_channel(request: Request, error: NoChannelError) -> Response:
    """Reply that nobody answers, with what the router found."""
    return _reply_with(
        request,
        NoChannelProblem,
        HTTPStatus.NOT_FOUND,
        detail=error.message(_language_of(request)),
        code=error.code,
        trace=error.trace,
        escalation=error.escalation,
    )


async def reply_to_our_error(request: Request, error: CcbSupportError) -> Response:
    """Reply to any other error of the library."""
    # Where the application is mounted, the path may have a `channel` too.
    is_unknown = (
        isinstance(error, UnknownChannelError) and request.scope["endpoint"].endpoint.of_path
    )
    return _reply_with(
        request,
        Problem,
        HTTPStatus.NOT_FOUND if is_unknown else HTTPStatus.BAD_REQUEST,
        detail=error.message(_language_of(request)),
        code=error.code,
        accepted=error.accepted,
    )


async def reply_to_http_error(request: Request, error: HTTPException) -> Response:
    """Reply to an error of the framework."""
    status = HTTPStatus(error.status_code)
    phrase, accepted = _KNOWN.get(status, (plain(error.detail), ()))
    response = _reply_with(
        request,
        Problem,
        status,
        detail=phrase.in_language(_language_of(request)),
        # The code of a problem of the framework is the name of its status.
        code=status.name.lower(),
        accepted=accepted,
    )
    response.headers.update(error.headers or {})
    return response


async def reply_to_fault(request: Request, _error: Exception) -> Response:
    """Reply to any other error."""
    return await reply_to_http_error(request, HTTPException(HTTPStatus.INTERNAL_SERVER_ERROR))


_HANDLERS: dict[Any, Any] = {  # Starlette states one type for all of them
    NoChannelError: reply_to_no_channel,
    CcbSupportError: reply_to_our_error,
    HTTPException: reply_to_http_error,
    Exception: reply_to_fault,
}


def _language_of(request: Request) -> Language:
    # An error speaks to developers, in English, unless the query asks for another language.
    return find_language(request.query_params.get("language")) or "en"


def _reply_with(
    request: Request, kind: type[Problem], status: HTTPStatus, **values: object
) -> Response:
    """Return a problem as a reply, with the version of the directory that answers now."""
    desk: Desk = request.app.state.live.desk()
    headers = {
        "Cache-Control": "no-store",
        "Content-Language": _language_of(request),
        VERSION_HEADER: in_header(desk.directory.version),
        SAFE[0].decode(): SAFE[1].decode(),
    }
    problem = kind.model_validate({"title": status.phrase, "status": status, **values})
    return Response(problem.model_dump_json(), status, headers, MEDIA_TYPE)
