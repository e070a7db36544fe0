"""Fixtures for pytest. A `conftest.py` takes them: `from ccb_support.testing.fixtures import *`."""

from collections.abc import Callable

import pytest

from ccb_support.answer.recommendation import Recommendation
from ccb_support.testing import fake_answer

__all__ = [
    "ccb_answer",
]


# Hypothesis and wider fixtures take no fixture of one test.
@pytest.fixture(scope="session")
def ccb_answer() -> Callable[..., Recommendation]:
    """Return `fake_answer`, which makes answers for tests."""
    return fake_answer
