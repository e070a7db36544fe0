"""A desk with a database and a clock, for the tests of the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import translation

from tests.builders import Clock
from tests.django.project import configure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.django.pages import Desk

configure()


@pytest.fixture(scope="session")
def tables() -> None:
    """Make the tables, in memory."""
    call_command("migrate", run_syncdb=True, verbosity=0)


@pytest.fixture
def clock() -> Iterator[Clock]:
    """Give the app a clock of the tests' own, and readers of Spanish."""
    clock = Clock()
    # A request leaves its language behind in the thread.
    with override_settings(CCB_SUPPORT_NOW=clock), translation.override("es"):
        yield clock


@pytest.fixture
def desk(clock: Clock, tables: None) -> Iterator[Desk]:  # noqa: ARG001 - the desk needs them
    """Open a desk whose tickets last for one test."""
    from tests.django.pages import Desk  # noqa: PLC0415 - models are there only now

    with transaction.atomic():
        yield Desk(clock)
        transaction.set_rollback(True)


@pytest.fixture
def path(path: Path, clock: Clock) -> Iterator[Path]:  # noqa: ARG001 - an edit is verified around now
    """Have the app answer by a file, which has the shipped directory."""
    with override_settings(CCB_SUPPORT_DIRECTORY=path):
        yield path
