"""What went wrong, as problem details by RFC 9457."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ccb_support.answer.recommendation import NoChannelError
from ccb_support.errors import CcbSupportError, UnknownChannelError, listed
from ccb_support.words.languages import find_language
from ccb_support.words.service_phrases import INTERNAL_ERROR, METHOD_NOT_ALLOWED, NOT_FOUND

from .bodies import NoChannelProblem, Problem
from .endpoints import ENDPOINTS
from .replies import VERSION_HEADER, in_header

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping, Sequence

    from starlette.requests import Request

    from ccb_support.live import LiveDirectory
    from ccb_support.words.languages import Language
    from ccb_support.words.phrase import Phrase

MEDIA_TYPE = "application/problem+json"

METHODS = ["GET", "HEAD"]
"""The methods of every address."""


_KNOWN: Mapping[int, tuple[Phrase, Sequence[str]]] = {
    HTTPStatus.NOT_FOUND: (NOT_FOUND, [each.path for each in ENDPOINTS]),
    HTTPStatus.METHOD_NOT_ALLOWED: (METHOD_NOT_ALLOWED, METHODS),
}
"""What is wrong, and what is accepted instead, by the HTTP status."""


async def _of_library(request: Request, error: CcbSupportError) -> Response:
    detail = error.message(_language(request))
    problem = _problem(_status(request, error), detail, error.code, error.accepted)
    if isinstance(error, NoChannelError):
        problem = NoChannelProblem(**dict(problem), trace=error.trace, escalation=error.escalation)
    return _reply(request, problem)


async def _of_http(request: Request, error: HTTPException) -> Response:
    detail = error.detail
    phrase, accepted = _KNOWN.get(error.status_code, (None, ()))
    if phrase:
        detail = phrase.in_language(_language(request), accepted=listed(accepted))
    response = _reply(request, _problem(error.status_code, detail, accepted=accepted))
    response.headers.update(error.headers or {})
    return response


async def _of_fault(request: Request, _error: Exception) -> Response:
    # The server logs the error with its traceback, which is not for clients.
    detail = INTERNAL_ERROR.in_language(_language(request))
    return _reply(request, _problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail))


HANDLERS: dict[int | type[Exception], Callable[[Request, Any], Coroutine[Any, Any, Response]]] = {
    CcbSupportError: _of_library,
    HTTPException: _of_http,
    Exception: _of_fault,
}
"""What replies to each kind of error. The state of the application has its `live`."""


def _reply(request: Request, problem: Problem) -> Response:
    live: LiveDirectory = request.app.state.live
    headers = {
        "Cache-Control": "no-store",
        "Content-Language": _language(request),
        VERSION_HEADER: in_header(live.current.directory.version),
    }
    response = Response(problem.model_dump_json(), problem.status, headers, MEDIA_TYPE)
    if request.method == "HEAD":
        response.body = b""  # the headers are those of a GET, its length included
    return response


def _problem(
    status: int, detail: str, code: str | None = None, accepted: Sequence[str] = ()
) -> Problem:
    """Return a problem; without a code of the library, its code is the name of the status."""
    known = HTTPStatus(status)
    return Problem(
        title=known.phrase,
        status=known,
        detail=detail,
        code=code or known.name.lower(),
        accepted=tuple(accepted),
    )


def _status(request: Request, error: CcbSupportError) -> HTTPStatus:
    is_about_path = isinstance(error, UnknownChannelError) and request.path_params
    if is_about_path or isinstance(error, NoChannelError):
        return HTTPStatus.NOT_FOUND
    return HTTPStatus.BAD_REQUEST


def _language(request: Request) -> Language:
    # An error speaks to developers, in English, unless the query asks for another language.
    return find_language(request.query_params.get("language")) or "en"
