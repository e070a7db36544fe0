"""The service: the answers over HTTP, for programs in any language.

`create_app` returns an ASGI application, and `ccb-support serve` runs it. Both need the extra
`service`. Only this room and `cli/` read the clock, files that may change, and the environment.
"""

from ccb_support.errors import MissingExtraError

try:
    import fastapi as _fastapi
except ModuleNotFoundError as error:
    if error.name != "fastapi":
        raise
    raise MissingExtraError("ccb_support.service", "fastapi", "service") from error

from .app import create_app

__all__ = ["create_app"]

del _fastapi
