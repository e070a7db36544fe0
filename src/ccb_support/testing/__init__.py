"""A kit to test a directory, or your own routing rules.

- `check_laws` checks that a function with `recommend`'s signature keeps the laws of every router.
- `check_open_time_laws` checks the open time of an object with a router's methods.
- `LawBook` checks one law on one question, for property tests.
- `fake_answer` makes an answer, so that the tests of your program need no router.
- `Oracle` is a slow router, which reads a directory in the obvious way, to compare with.
- `strategies` draws requests, instants, hours and whole directories for Hypothesis.

The kit registers nothing, so it changes only the tests that import it. Only `strategies` needs
Hypothesis, which the extra `testing` installs.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from ccb_support.errors import require_extra

from .fake_answer import fake_answer
from .law_check import check_laws, kinds_of_request
from .laws import Case, Law, LawBook, LawViolationError, Recommender
from .open_time_laws import OpenTimeCase, OpenTimeCounter, OpenTimeLaw, check_open_time_laws
from .oracle import Oracle

if TYPE_CHECKING:
    from . import strategies

__all__ = [
    "Case",
    "Law",
    "LawBook",
    "LawViolationError",
    "OpenTimeCase",
    "OpenTimeCounter",
    "OpenTimeLaw",
    "Oracle",
    "Recommender",
    "check_laws",
    "check_open_time_laws",
    "fake_answer",
    "kinds_of_request",
    "strategies",
]


def __getattr__(name: str) -> object:
    """Load the strategies on first use: the rest of the kit needs no Hypothesis."""
    if name != "strategies":
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    with require_extra("ccb_support.testing.strategies", "hypothesis", "testing"):
        return import_module(".strategies", __name__)
