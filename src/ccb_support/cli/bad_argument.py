"""The error about an argument of the command line."""

from __future__ import annotations

from ccb_support.errors import CcbSupportError


class BadArgumentError(CcbSupportError, ValueError, code="bad_argument"):
    """An argument of the command line that can't be used."""
