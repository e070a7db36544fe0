"""`manage.py check` finds what is wrong with the settings before a reader does."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.core.checks import run_checks
from django.test import override_settings
from django.utils import translation

from ccb_support.django.checks import check_settings
from tests.django.desk.models import Queue, Ticket
from tests.django.project import OTHER_URLS, PRIORITIES, REQUEST_TYPES
from tests.live.edits import mistake

if TYPE_CHECKING:
    from pathlib import Path

    from tests.django.pages import Desk


def found(**settings: object) -> list[tuple[str, str]]:
    """Return what the checks find with these settings: the end of each id, and the message."""
    databases = ["default"] if settings.pop("database", False) else None
    with override_settings(**settings), translation.override("en"):
        messages = run_checks(databases=databases)
    prefix = "ccb_support."
    assert all(str(message.id).startswith(prefix) for message in messages)
    return [(str(message.id).removeprefix(prefix), message.msg) for message in messages]


class TestRightSettings:
    """Nothing is found."""

    @pytest.mark.parametrize(
        "settings",
        [
            {},
            {"database": True},
            dict.fromkeys(["CCB_SUPPORT_REQUEST_TYPES", "CCB_SUPPORT_PRIORITIES", "CCB_SUPPORT_TICKETS", "CCB_SUPPORT_DIRECTORY"]),
            {"ROOT_URLCONF": None},
        ],
    )  # fmt: skip
    def test_of_a_desk(self, desk: Desk, settings: dict[str, object]) -> None:
        desk.file()
        assert found(**settings) == []

    @pytest.mark.usefixtures("tables")
    def test_of_a_desk_without_tables(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The first `migrate` checks before it makes them."""
        monkeypatch.setattr(Queue._meta, "db_table", "no_such_table")  # noqa: SLF001 - public in Django
        assert found(database=True) == []


EXAMPLE = '("helpdesk.Ticket", "queue__slug", "priority")'
NO_TICKETS = f"and must be three texts: the model of the tickets, the field of their type and that of their priority, such as {EXAMPLE}"


class TestWrongSettings:
    """Each finding has an id, says which setting is wrong, and what to write."""

    @pytest.mark.parametrize(
        ("setting", "value", "code", "words"),
        [
            ("REQUEST_TYPE", {}, "E001", "There is no setting CCB_SUPPORT_REQUEST_TYPE. The settings are: CCB_SUPPORT_REQUEST_TYPES, "),
            ("REQUEST_TYPES", ["quejas"], "E002", "CCB_SUPPORT_REQUEST_TYPES is ['quejas'], and must be a dictionary, such as"),
            ("PRIORITIES", "P1", "E002", "CCB_SUPPORT_PRIORITIES is 'P1', and must be a dictionary, such as {\"quejas\": \"complaint\"} for types or {1: \"P1\"} for priorities"),
            ("PRIORITIES", {1: "P1", 2: "P2", 3: "urgente"}, "E003", "CCB_SUPPORT_PRIORITIES, '3': 'urgente' could be more than one priority"),
            ("DIRECTORY", 7, "E002", "CCB_SUPPORT_DIRECTORY is 7, and must be the path of a file or of a folder of editions, or None"),
            ("DIRECTORY", "nothing.toml", "E006", "CCB_SUPPORT_DIRECTORY: [Errno 2] No such file or directory: 'nothing.toml'"),
            ("DIRECTORY", "", "E002", "CCB_SUPPORT_DIRECTORY is '', and must be the path of a file"),
            ("NOW", "django.utils.timezone.now", "E002", "CCB_SUPPORT_NOW is 'django.utils.timezone.now', and must be a function"),
            ("NOW", datetime.now, "E002", "CCB_SUPPORT_NOW is <built-in method now of type object"),
            ("NOW", 7, "E002", "CCB_SUPPORT_NOW is 7, and must be"),
            ("NOW", str, "E002", "CCB_SUPPORT_NOW is <class 'str'>, and must be"),
            ("TICKETS", "desk.Ticket", "E002", f"CCB_SUPPORT_TICKETS is 'desk.Ticket', {NO_TICKETS}"),
            ("TICKETS", ("desk.Ticket", "kind"), "E002", NO_TICKETS),
            ("TICKETS", ("desk.Ticket", "kind", 7), "E002", NO_TICKETS),
            ("TICKETS", ("", "kind", "priority"), "E002", f"CCB_SUPPORT_TICKETS is ('', 'kind', 'priority'), {NO_TICKETS}"),
            ("TICKETS", ("desk.Ticket", "queue__slug", ""), "E004", "the model desk.Ticket has no field ''"),
            ("TICKETS", ("Ticket", "kind", "priority"), "E004", "there is no model 'Ticket'. Write the app and the model"),
            ("REQUEST_TYPES", {**REQUEST_TYPES, "otros": "qeuja"}, "E003", "CCB_SUPPORT_REQUEST_TYPES, 'otros': 'qeuja' is not a request type. Did you mean 'queja'?"),
            ("PRIORITIES", {**PRIORITIES, 9: "urgente"}, "E003", "CCB_SUPPORT_PRIORITIES, '9': 'urgente' could be more than one priority"),
            ("TICKETS", ("desk.Tickets", "kind", "priority"), "E004", "CCB_SUPPORT_TICKETS: there is no model 'desk.Tickets'"),
            ("TICKETS", ("no.Ticket", "kind", "priority"), "E004", "there is no model 'no.Ticket'"),
            ("TICKETS", ("desk.Ticket", "queue__name", "priority"), "E004", "CCB_SUPPORT_TICKETS: the model desk.Ticket has no field 'queue__name'"),
            ("TICKETS", ("desk.Ticket", "priority__slug", "priority"), "E004", "has no field 'priority__slug'"),
            ("TICKETS", ("desk.Ticket", "queue", "priority"), "E004", "has no field 'queue' that holds one value. If it is a relation, add a field"),
            ("TICKETS", ("desk.Ticket", "queue__ticket", "priority"), "E004", "has no field 'queue__ticket'"),
            ("TICKETS", ("desk.Ticket", "queue__ticket__kind", "priority"), "E004", "has no field 'queue__ticket__kind' that holds one value"),
            ("TICKETS", ("desk.ImportedTicket", "queues__slug", "priority"), "E004", "has no field 'queues__slug' that holds one value"),
            ("TICKETS", ("desk.Ticket", "queue__slug", "urgency"), "E004", "has no field 'urgency'"),
            ("TICKETS", ("desk.Ticket", "kind", "priority"), "E005", "CCB_SUPPORT_REQUEST_TYPES has no entry for 'otros'. It must have one for each value that is used. Add it, with one of: incident, "),
            ("PRIORITIES", {1: "P1", 2: "P2"}, "E005", "CCB_SUPPORT_PRIORITIES has no entry for 3. It must have one for each value that is used. Add it, with one of: 1, 2, 3, 4, 5"),
        ],
    )  # fmt: skip
    def test_are_found(self, setting: str, value: object, code: str, words: str) -> None:
        ((found_code, said),) = found(**{f"CCB_SUPPORT_{setting}": value})
        assert found_code == code
        assert words in said

    def test_are_found_together(self) -> None:
        (_, first), (_, second) = found(CCB_SUPPORT_TICKETS=("desk.Ticket", "kinds", "urgency"))
        assert ("'kinds'" in first, "'urgency'" in second) == (True, True)

    def test_speak_the_language_of_the_site(self) -> None:
        with override_settings(CCB_SUPPORT_NOW=7):
            (finding,) = run_checks()
        assert "debe ser una función" in finding.msg


@pytest.mark.parametrize(("toml", "words"), [(mistake(), "no_such_line"), ("", "version")])
def test_a_directory_that_cannot_answer_is_an_error(path: Path, toml: str, words: str) -> None:
    path.write_text(toml, "utf-8")
    ((code, said),) = found()
    assert (code, said.partition(": ")[0]) == ("E006", "CCB_SUPPORT_DIRECTORY")
    assert words in said


def test_a_site_whose_pages_can_not_refresh_their_advice_is_warned() -> None:
    ((code, words),) = found(ROOT_URLCONF=OTHER_URLS)
    assert code == "W002"
    assert (
        'Add to urlpatterns: path("support-advice/", include("ccb_support.django.urls"))' in words
    )


class TestDatabase:
    """With `--database`, what the tickets hold is checked too."""

    @pytest.mark.parametrize(
        "settings",
        [
            {},
            # Without the setting, the library's words are queues.
            {"CCB_SUPPORT_REQUEST_TYPES": None},
            {"CCB_SUPPORT_TICKETS": ("desk.Ticket", "topic", "priority")},
        ],
    )
    def test_a_value_that_nobody_mapped(self, desk: Desk, settings: dict[str, object]) -> None:
        for topic in ("quejas", "otros", "otros"):
            Ticket.objects.create(queue=desk.file(topic).queue, priority=3, topic=topic)
        Ticket.objects.filter(topic="").update(topic="quejas")
        assert found(**settings) == []
        with override_settings(**settings):
            # Django 6.1 passes all databases to each check, also where none can be reached.
            assert check_settings(databases=["default"]) == []
        ((code, words),) = found(database=True, **settings)
        assert code == "W001"
        assert words.startswith(
            "CCB_SUPPORT_REQUEST_TYPES has no entry for 'otros'. It must have one for each"
        )

    def test_a_field_that_chooses_has_its_choices_checked_and_not_its_values(
        self, desk: Desk
    ) -> None:
        Ticket.objects.create(queue=desk.file().queue, priority=9)
        assert found(database=True) == []

    @pytest.mark.usefixtures("desk")
    def test_a_queue_without_tickets(self) -> None:
        Queue.objects.create(slug="nueva")
        assert [code for code, _ in found(database=True)] == ["W001"]

    @pytest.mark.parametrize(
        ("tickets", "code"), [(("desk.Tickets", "queue__slug", "priority"), "E004"), (7, "E002")]
    )
    def test_what_is_wrong_without_it_is_found_once(
        self, desk: Desk, tickets: object, code: str
    ) -> None:
        desk.file()
        assert [each for each, _ in found(database=True, CCB_SUPPORT_TICKETS=tickets)] == [code]
