"""The application: `create_app` puts the addresses, the errors and the directory together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route

from ccb_support.live import live_directory, utc_now, watched
from ccb_support.live.watched_file import SETTLE

from .address import Address, KeptReplies
from .endpoints import ENDPOINTS
from .openapi import TITLE, document
from .problems import HANDLERS, METHODS
from .replies import VERSION_HEADER

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from ccb_support.live import Source

MAX_AGE = 60
"""For how many seconds clients may keep a reply, unless somebody chooses another number."""


def create_app(
    directory: Source | None = None,
    *,
    max_age: int = MAX_AGE,
    now: Callable[[], datetime] = utc_now,
    cors: Collection[str] = (),
    settle: float = SETTLE,
) -> FastAPI:
    """Return the service as an ASGI application.

    Args:
        directory: the directory that answers, or a router over it, or the path of its file. A file
            is watched while the application runs: an edit goes live by itself. If left out, it is
            the shipped directory.
        max_age: for how many seconds clients may keep a reply. A reply that ends earlier is kept
            until it ends. So this is how long a closure takes to reach every client.
        now: returns the current time, as an aware `datetime`.
        cors: the origins whose pages may read the replies in a browser; `"*"` means any.
        settle: for how many seconds the file must stay as it is after an edit that drops a channel,
            an escalation level, a request type or the last line: it may be half a file.

    Raises:
        DirectoryError: the file is not a directory.
        MissingExtraError: the directory needs an extra.
        OSError: the file can't be read.
    """
    live, kept = live_directory(directory, now, settle), KeptReplies()
    app = _Service(
        title=TITLE,
        lifespan=lambda _app: watched(live),
        redirect_slashes=False,
        exception_handlers=HANDLERS,
        routes=[
            Route(each.path, Address(each, live, kept, now, max_age), methods=METHODS)
            for each in ENDPOINTS
        ],
    )
    app.state.live = live
    if cors:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=[*cors],
            allow_methods=METHODS,
            allow_headers=["If-None-Match"],
            expose_headers=["ETag", VERSION_HEADER],
        )
    return app


class _Service(FastAPI):
    """An application with its own OpenAPI document."""

    def openapi(self) -> dict[str, Any]:
        """Return the document, made on first use."""
        self.openapi_schema = self.openapi_schema or document()
        return self.openapi_schema
