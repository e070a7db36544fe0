"""The service itself."""

from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import FastAPI, Header, Query, Response
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from ccb_support import Router, default_directory

from . import caching, problems
from .messages import Advice, Language, NobodyProblem, Problem, Question

_HEADERS = {
    "Cache-Control": "For how many seconds the answer may be kept.",
    "Expires": "The same, as a date.",
    "ETag": "The name of exactly this answer, to be sent back as `If-None-Match`.",
    "Content-Language": "The language of the words.",
}

_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Whom to contact",
        "headers": {
            name: {"description": text, "schema": {"type": "string"}, "required": True}
            for name, text in _HEADERS.items()
        },
    },
    304: {"description": "The answer is the one that `If-None-Match` names"},
    400: problems.documented(
        Problem, "A parameter is wrong: `code` says why, and `accepted` lists what to pass"
    ),
    404: problems.documented(
        NobodyProblem, "No available channel serves the request, now or later"
    ),
    "4XX": problems.documented(Problem, "Another mistake of the client's"),
}


def _utc_now() -> datetime:
    return datetime.now(UTC)


def create_app(router: Router | None = None, clock: Callable[[], datetime] = _utc_now) -> FastAPI:
    """Return the service.

    Args:
        router: what answers; by default, a router over the shipped directory.
        clock: returns the current time, as an aware `datetime`.
    """
    app = FastAPI(title="CCB support", version="0.1.0", summary="Whom to contact, and until when")
    problems.add_to(app)
    desk = _Desk(router or Router(default_directory()), clock)
    app.get("/recommend", response_model=Advice, responses=_RESPONSES)(desk.recommend)
    return app


class _Desk:
    """What answers the requests."""

    def __init__(self, router: Router, clock: Callable[[], datetime]) -> None:
        self._router = router
        self._clock = clock

    async def recommend(
        self,
        question: Annotated[Question, Query()],
        accept_language: Annotated[str | None, Header()] = None,
        if_none_match: Annotated[str | None, Header()] = None,
    ) -> Response:
        """Say whom to contact for a request, why, what else there is, and until when that holds."""
        now = self._clock()
        answer = self._router.recommend(
            question.request_type,
            question.priority,
            question.when or now,
            prefer=question.prefer,
            unavailable=question.unavailable,
        )
        language = question.lang or _negotiated(accept_language)
        # Without "today" and "tomorrow", the words hold for as long as the answer does.
        advice = Advice(language=language, text=answer.explain(language), recommendation=answer)
        body = advice.model_dump_json().encode()
        expires = (
            caching.lasting_until(now) if question.when else caching.current_until(answer, now)
        )
        headers = {
            **caching.headers(body, now=now, expires=expires),
            "Content-Language": language,
        }
        if question.lang is None:
            headers["Vary"] = "Accept-Language"
        if caching.is_known(body, if_none_match):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        return Response(body, headers=headers, media_type="application/json")


def _negotiated(accept_language: str | None) -> Language:
    accepted = parse_accept_header(accept_language, LanguageAccept)
    return "en" if accepted.best_match(["es", "en"]) == "en" else "es"
