"""What is found before a ticket finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from ccb_support import DirectoryError
from django.apps import apps
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection
from helpdesk.models import Queue

from support_advice.directory import router

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django import Settings


def found(databases: list[str] | None = None) -> list[tuple[str | None, str]]:
    messages = run_checks(databases=databases)
    return [(message.id, str(message.msg)) for message in messages]


@pytest.mark.usefixtures("queues")
class TestChecks:
    """`manage.py check` names each priority, and each public queue, that is not mapped."""

    def test_find_nothing_in_the_desk_as_it_ships(self) -> None:
        assert found(["default"]) == []

    def test_find_a_priority(self, settings: Settings) -> None:
        mapped = settings.SUPPORT_ADVICE_PRIORITIES
        settings.SUPPORT_ADVICE_PRIORITIES = {key: mapped[key] for key in mapped if key != 4}
        assert found() == [
            ("support_advice.E001", "The priority 4 of the help desk is not mapped.")
        ]

    def test_find_a_public_queue(self) -> None:
        Queue.objects.create(title="Otros", slug="otros", allow_public_submission=True)
        assert found(["default"]) == [
            (
                "support_advice.W001",
                "The public queue 'otros' is not mapped: its tickets get no advice.",
            )
        ]

    def test_look_into_no_database_that_is_not_named(self) -> None:
        Queue.objects.create(title="Otros", slug="otros", allow_public_submission=True)
        assert found() == []

    def test_let_queues_be_that_the_public_does_not_see(self) -> None:
        Queue.objects.create(title="Otros", slug="otros")
        assert found(["default"]) == []

    def test_let_a_database_be_that_has_no_tables_yet(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Queue.objects.create(title="Otros", slug="otros", allow_public_submission=True)
        monkeypatch.setattr(connection.introspection, "table_names", list)
        assert found(["default"]) == []


class TestStart:
    """A faulty directory stops the process when it starts."""

    @pytest.fixture(autouse=True)
    def _router(self) -> Iterator[None]:
        router.cache_clear()
        yield
        router.cache_clear()

    def test_reports_a_fault(self, settings: Settings, tmp_path: Path) -> None:
        settings.SUPPORT_ADVICE_DIRECTORY = tmp_path / "directory.toml"
        settings.SUPPORT_ADVICE_DIRECTORY.write_text("format = 1", "utf-8")
        with pytest.raises(DirectoryError):
            apps.get_app_config("support_advice").ready()


class TestMigrations:
    """The database is that of helpdesk: this app adds nothing to it, and changes nothing in it."""

    @pytest.mark.django_db
    def test_miss_nothing(self) -> None:
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)
