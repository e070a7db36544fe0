"""Fixtures for pytest. A `conftest.py` takes them: `from ccb_support.testing.fixtures import *`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ccb_support.testing import fake_answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from ccb_support.answer.recommendation import Recommendation

__all__ = [
    "ccb_answer",
]


@pytest.fixture
def ccb_answer() -> Callable[..., Recommendation]:
    """Return `fake_answer`, which makes answers for tests."""
    return fake_answer
