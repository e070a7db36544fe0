"""The kit with which you test a directory, or routing rules of your own.

- `check_laws` holds any function with `recommend`'s signature to the laws that every router keeps.
- `LawBook` checks one law on one question, for property tests.
- `Oracle` reads a directory slowly and obviously, to compare with.
- `strategies` draws requests, instants, hours and whole directories for Hypothesis.

Nothing here registers itself anywhere: what you do not import does not change your tests. The
strategies need Hypothesis, which the extra `testing` installs.
"""

from ccb_support.errors import MissingExtraError

from .laws import (
    Case,
    Law,
    LawBook,
    LawViolationError,
    Recommender,
    check_laws,
    kinds_of_request,
)
from .oracle import Oracle, OracleAnswer

try:
    from . import strategies
except ModuleNotFoundError as error:
    if error.name != "hypothesis":
        raise
    raise MissingExtraError("ccb_support.testing", "hypothesis", "testing") from error

__all__ = [
    "Case",
    "Law",
    "LawBook",
    "LawViolationError",
    "Oracle",
    "OracleAnswer",
    "Recommender",
    "check_laws",
    "kinds_of_request",
    "strategies",
]
