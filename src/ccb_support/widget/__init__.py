"""A widget for any web page: whom to contact now, without a server.

`to_widget` returns one page with a web component, and with the answers of a range of time inside.
"""

from .page import to_widget

__all__ = ["to_widget"]
