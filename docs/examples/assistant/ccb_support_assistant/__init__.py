"""Whom to contact, as tools of an assistant: `recommend`, `timeline` and `escalation`."""

from .server import create_server

__all__ = ["create_server"]
