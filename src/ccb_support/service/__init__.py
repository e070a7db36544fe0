"""The service: the answers over HTTP, for programs in any language.

`create_app` returns an ASGI application, and `ccb-support serve` runs it. Both need the extra
`service`. Only the service, the app for Django, the server for assistants and the command line ask
for the current time, and only they read the environment.
"""

from ccb_support.errors import require_extra

with require_extra("ccb_support.service", "fastapi", "service"):
    from .app import create_app

__all__ = ["create_app"]
