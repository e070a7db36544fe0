"""What each engine in which the rows of a table stay does by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ccb_support.frames.request_columns import RequestColumns
    from ccb_support.frames.small_tables import SmallTables

    from .protocol import NativeFrame


class JoiningEngine(Protocol):
    """The contents of the module of an engine in which the rows of a table stay."""

    def column_names(self, frame: NativeFrame) -> list[str]:
        """Return the names of the columns of a table; a name may come twice."""
        ...

    def requests_of(self, frame: NativeFrame, columns: RequestColumns) -> NativeFrame:
        """Return the columns that describe a request, in types that narwhals reads.

        Their names are those of `RequestColumns`.
        """

    def join(
        self, frame: NativeFrame, columns: RequestColumns, tables: SmallTables, prefix: str
    ) -> NativeFrame:
        """Return a table with columns of answers, whose names begin with a prefix."""
