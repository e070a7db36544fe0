"""A call of the command line, and arguments for it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from ccb_support import default_directory
from ccb_support.cli.call import Call
from tests.builders import SHIPPED_TOML, at

SHIPPED = default_directory()
PQRS_TOML = SHIPPED_TOML.partition('[[channels]]\nid = "p1_mobile"')[0]
"""The file of a directory with the PQRS desk alone."""

TUESDAY = at("2026-11-24 09:30")
NO_ENVIRONMENT: Mapping[str, str] = {}
"""No variables: the language is that of the directory, and a line may have any length."""

CALL = Call(lambda: TUESDAY, width=80, chosen_language=None)
"""A call whose words nobody has read yet."""

DAY = ["--from", "2026-11-24", "--to", "2026-11-25"]
"""The arguments of a range of one day."""

EVERY_CHANNEL_DOWN = [word for each in SHIPPED.channel_ids for word in ("--unavailable", each)]
"""The arguments after which nobody is left."""

TICKETS = ["--request-type", "kind", "--priority", "urgency", "--when", "opened"]
"""The arguments of `route` that name the columns of a table of tickets."""

TABLE = "kind,urgency,opened\nqueja,P3,2026-11-24T09:30\n"
"""A table of one ticket."""


class Result(NamedTuple):
    """The exit code and the output of a call of the command line."""

    code: int
    out: str
    err: str

    @property
    def printed(self) -> str:
        """What a call printed that went well, and said nothing else."""
        assert (self.code, self.err) == (0, ""), self
        return self.out

    @property
    def refusal(self) -> str:
        """What a call said of bad input. It printed nothing else, and ended with 2."""
        assert (self.code, self.out) == (2, ""), self
        return self.err


Run: TypeAlias = Callable[..., Result]
Write: TypeAlias = Callable[..., str]
