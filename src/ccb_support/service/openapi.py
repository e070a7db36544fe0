"""The OpenAPI document: addresses and parameters as they are read, and bodies as records."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from ccb_support import Directory, __version__

from .replies import ENDPOINTS, VERSION_HEADER, Endpoint, NoChannelProblem, Problem

MEDIA_TYPE = "application/problem+json"

_HEADERS = {
    "ETag": "The name of exactly this body, to be sent back as `If-None-Match`.",
    "Cache-Control": "`no-cache` if nobody may keep the reply. "
    "Otherwise `Expires` says until when.",
    "Vary": "`accept-encoding`: from 1 kB on, a body is in gzip if the client reads gzip.",
    "X-Content-Type-Options": "Always `nosniff`.",
    VERSION_HEADER: "The version of the directory. Letters outside ASCII have the form "
    "that they have in an address.",
}


def document(directory: Directory) -> dict[str, Any]:
    """Return the OpenAPI document of a service that speaks the words of a directory."""
    records: list[type[BaseModel]] = [*(each.body for each in ENDPOINTS), Problem, NoChannelProblem]
    _, schemas = models_json_schema(
        [(record, "serialization") for record in records],
        ref_template="#/components/schemas/{model}",
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "CCB support",
            "summary": "Which support channel to use right now, why, and until when",
            "version": __version__,
        },
        # Relative to the document: it may be behind a prefix, or mounted in another application.
        "servers": [{"url": "."}],
        "paths": {each.path: _operations(each, directory) for each in ENDPOINTS},
        "components": {"schemas": schemas["$defs"]},
    }


def _operations(endpoint: Endpoint, directory: Directory) -> dict[str, Any]:
    form = endpoint.question.form(directory)
    asked = [
        _parameter(endpoint, name, schema, is_required=name in form["required"])
        for name, schema in form["properties"].items()
    ]
    return {
        "get": {
            "operationId": endpoint.name,
            "summary": endpoint.question.about(),
            "parameters": asked,
            "responses": _responses(endpoint),
        }
    }


def _parameter(
    endpoint: Endpoint, name: str, schema: dict[str, Any], *, is_required: bool
) -> dict[str, Any]:
    is_in_path = name in endpoint.of_path
    return {
        "name": name,
        "in": "path" if is_in_path else "query",
        "required": is_required or is_in_path,
        "description": schema.pop("description"),
        "schema": schema,
        # A list has commas, and not the name of the parameter once for each.
        "explode": False,
    }


def _responses(endpoint: Endpoint) -> dict[str, dict[str, Any]]:
    headers = {
        name: {"description": about, "required": True, "schema": {"type": "string"}}
        for name, about in _HEADERS.items()
    }
    body = {"application/json": {"schema": _reference(endpoint.body)}}
    responses: dict[str, dict[str, Any]] = {
        "200": {"description": "The reply.", "headers": headers, "content": body},
        "304": {"description": "The client has this body already.", "headers": headers},
        "default": {
            "description": "What is wrong, by RFC 9457.",
            "content": {
                MEDIA_TYPE: {
                    "schema": {"anyOf": [_reference(NoChannelProblem), _reference(Problem)]}
                }
            },
        },
    }
    if endpoint.name == "ready":
        responses["503"] = {"description": "A warning counts as a failure.", "content": body}
    return responses


def _reference(record: type[BaseModel]) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{record.__name__}"}
