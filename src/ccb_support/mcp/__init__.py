"""Tools for an assistant: the answers over the Model Context Protocol.

`create_server` returns a server of the official SDK, and `ccb-support mcp` runs it. Both need the
extra `mcp`. Like the service, this room reads the clock, and a file that may change.
"""

from ccb_support.errors import require_extra

with require_extra("ccb_support.mcp", "mcp", "mcp", "mcp_types"):
    from .server import create_server
    from .server import serve as serve  # for the command line

__all__ = ["create_server"]
