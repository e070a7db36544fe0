"""The application: `create_app` puts the addresses, the errors and the directory together."""

from __future__ import annotations

import os
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route

from ccb_support.editions.edition import FixedEdition
from ccb_support.editions.watch import watched
from ccb_support.editions.watched_file import WatchedFile
from ccb_support.model.shipped_directory import default_directory
from ccb_support.routing.router import Router, router_over

from .address import Address
from .edition import ServedEdition
from .endpoints import ENDPOINTS
from .openapi import TITLE, document
from .problems import METHODS, Problems
from .replies import VERSION_HEADER

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Collection
    from contextlib import AbstractAsyncContextManager

    from ccb_support.model.directory import Directory

    from .edition import ServedEditions

MAX_AGE = 60
"""For how many seconds clients may keep a reply, unless somebody chooses another number."""

Source: TypeAlias = "Directory | Router | str | os.PathLike[str]"


def utc_now() -> datetime:
    """Return the current time."""
    return datetime.now(UTC)


def create_app(
    directory: Source | None = None,
    *,
    max_age: int = MAX_AGE,
    now: Callable[[], datetime] = utc_now,
    cors: Collection[str] = (),
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

    Raises:
        DirectoryError: the file is not a directory.
        MissingExtraError: the directory needs an extra.
        OSError: the file can't be read.
    """
    editions = _editions(directory, now)
    app = _Service(
        title=TITLE,
        lifespan=_lifespan(editions),
        redirect_slashes=False,
        routes=[
            Route(each.path, Address(each, editions, now, max_age), methods=METHODS)
            for each in ENDPOINTS
        ],
    )
    Problems(editions, [each.path for each in ENDPOINTS]).add_to(app)
    if cors:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=[*cors],
            allow_methods=METHODS,
            allow_headers=["If-None-Match"],
            expose_headers=["ETag", VERSION_HEADER],
        )
    return app


def _editions(directory: Source | None, now: Callable[[], datetime]) -> ServedEditions:
    if isinstance(directory, str | os.PathLike):
        return WatchedFile(directory, now, ServedEdition)
    router = router_over(default_directory() if directory is None else directory)
    return FixedEdition(ServedEdition(router))


class _Service(FastAPI):
    """An application with its own OpenAPI document."""

    def openapi(self) -> dict[str, Any]:
        """Return the document, made on first use."""
        self.openapi_schema = self.openapi_schema or document(ENDPOINTS)
        return self.openapi_schema


def _lifespan(editions: ServedEditions) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Return what runs while the application does: the watch over its file, if it has one."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
        async with watched(editions):
            yield

    return lifespan
