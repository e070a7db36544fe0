"""What went wrong, as problem details: RFC 9457."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from ccb_support import CcbSupportError, NoChannelError

from .messages import NobodyProblem, Problem, Question

MEDIA_TYPE = "application/problem+json"

BAD_PARAMETER = "bad_parameter"
"""The code for a missing, unknown or malformed parameter."""


def add_to(app: FastAPI) -> None:
    """Let `app` answer every error of a client with problem details."""
    app.exception_handler(CcbSupportError)(_refused)
    app.exception_handler(NoChannelError)(_nobody)
    app.exception_handler(RequestValidationError)(_malformed)
    app.exception_handler(HTTPException)(_failed)


def documented(model: type[Problem], description: str) -> dict[str, Any]:
    """Return how OpenAPI describes a response with a problem."""
    schema = model.model_json_schema(
        mode="serialization", ref_template="#/components/schemas/{model}"
    )
    schema.pop("$defs", None)  # an answer refers to the same models, so the document has them
    return {"description": description, "content": {MEDIA_TYPE: {"schema": schema}}}


async def _refused(_: Request, error: CcbSupportError) -> Response:
    return _response(
        Problem(
            title=HTTPStatus.BAD_REQUEST.phrase,
            status=HTTPStatus.BAD_REQUEST,
            detail=str(error),
            code=error.code,
            accepted=error.accepted,
        )
    )


async def _nobody(_: Request, error: NoChannelError) -> Response:
    return _response(
        NobodyProblem(
            title=HTTPStatus.NOT_FOUND.phrase,
            status=HTTPStatus.NOT_FOUND,
            detail=str(error),
            code=error.code,
            trace=error.trace,
            escalation=error.escalation,
        )
    )


async def _malformed(_: Request, error: RequestValidationError) -> Response:
    faults = error.errors()
    is_about_names = any(fault["type"] in {"missing", "extra_forbidden"} for fault in faults)
    return _response(
        Problem(
            title=HTTPStatus.BAD_REQUEST.phrase,
            status=HTTPStatus.BAD_REQUEST,
            detail="; ".join(f"{fault['loc'][-1]}: {fault['msg']}" for fault in faults),
            code=BAD_PARAMETER,
            accepted=tuple(Question.model_fields) if is_about_names else (),
        )
    )


async def _failed(_: Request, error: HTTPException) -> Response:
    status = HTTPStatus(error.status_code)
    response = _response(
        Problem(title=status.phrase, status=status, detail=error.detail, code=status.name.lower())
    )
    response.headers.update(error.headers or {})
    return response


def _response(problem: Problem) -> Response:
    return Response(
        problem.model_dump_json(),
        problem.status,
        # The details come from the library, which speaks to developers in English.
        {"Cache-Control": "no-store", "Content-Language": "en"},
        MEDIA_TYPE,
    )
