"""The service at an instant of the tests' own choice."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from ccb_support_service import create_app
from fastapi import FastAPI
from fastapi.testclient import TestClient

from ccb_support import BOGOTA


class Clock:
    """A clock that does not move until it is set."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 24, 9, 30, tzinfo=BOGOTA)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(clock: Clock) -> FastAPI:
    return create_app(clock=clock)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as client:
        yield client


@pytest.fixture
def at(clock: Clock) -> Callable[[str], None]:
    """Set the clock to a time in Bogotá."""

    def set_clock(time: str) -> None:
        clock.time = datetime.fromisoformat(time).replace(tzinfo=BOGOTA)

    return set_clock
