"""Whom to contact, over HTTP: `GET /recommend`, for help desks that are not written in Python."""

from .app import create_app

__all__ = ["create_app"]
