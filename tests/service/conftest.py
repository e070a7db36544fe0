"""The service over the shipped directory, by a clock of the tests' own."""

import pytest
from starlette.testclient import TestClient

from ccb_support.service import create_app
from tests.builders import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(clock: Clock) -> TestClient:
    return TestClient(create_app(now=clock))
