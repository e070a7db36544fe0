"""One directory as the service answers from it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote

from ccb_support.editions.edition import Edition

from .kept_replies import KeptReplies

if TYPE_CHECKING:
    from typing import TypeAlias

    from ccb_support.editions.edition import Editions

    ServedEditions: TypeAlias = Editions["ServedEdition"]
    """Gives the edition that answers now."""


class ServedEdition(Edition):
    """A directory, its router, and the replies that were made from them."""

    @cached_property
    def kept(self) -> KeptReplies:
        """The replies that are kept."""
        return KeptReplies()

    @cached_property
    def version_header(self) -> str:
        """The directory's version as the value of a header, which holds ASCII only."""
        return quote(self.directory.version, safe=" !#$&'()*+,-./:;<=>?@[]^_`{|}~")
