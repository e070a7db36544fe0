"""The service: the answers over HTTP, for programs in any language.

`create_app` returns an ASGI application, and `ccb-support serve` runs it. Both need the extra
`service`. Like the command line, the app for Django and the server for assistants, the service
reads the clock, and like the command line, the environment.
"""

from ccb_support.errors import require_extra

with require_extra("ccb_support.service", "starlette", "service"):
    from .app import create_app

__all__ = ["create_app"]
