"""Tools for an assistant: the answers over the Model Context Protocol.

`create_server` returns a server of the official SDK, and `ccb-support mcp` runs it. Both need the
extra `mcp`. Like the service, this room reads the clock, and a file that may change.
"""

from ccb_support.errors import MissingExtraError

try:
    from .server import create_server
except ModuleNotFoundError as error:
    if (error.name or "").partition(".")[0] not in {"mcp", "mcp_types"}:
        raise
    raise MissingExtraError("ccb_support.mcp", "mcp", "mcp") from error

__all__ = ["create_server"]
