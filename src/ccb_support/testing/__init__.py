"""A kit to test a directory, or your own routing rules.

- `check_laws` checks that a function with `recommend`'s signature keeps the laws of every router.
- `LawBook` checks one law on one question, for property tests.
- `Oracle` reads a directory in the slow, obvious way, to compare with.
- `strategies` draws requests, instants, hours and whole directories for Hypothesis.

The kit registers nothing, so it changes only the tests that import it. The strategies need
Hypothesis, which the extra `testing` installs.
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
