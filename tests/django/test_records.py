"""What was said when a ticket was filed stays, however the ticket came."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.core import serializers
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.db.models.signals import post_save
from django.test import override_settings
from django.utils import timezone, translation

from ccb_support.django.models import AdviceRecord, record_of
from ccb_support.limits import LONGEST_ID
from tests.builders import SHIPPED_TOML
from tests.cli.calls import PQRS_TOML
from tests.django.desk.models import ImportedTicket, Queue, Ticket, TicketWithNote, UrgentTicket
from tests.django.pages import DESK, rendered
from tests.editions import SHIPPED
from tests.live.edits import save, with_version

if TYPE_CHECKING:
    from pathlib import Path

    from django.db.models import Model

    from tests.django.pages import Desk

SAID = DESK.partition(": ")[2]
WORDS = {
    "es": ("¿Con quién me comunico?", "Respuestas registradas", "Tipo de solicitud:"),
    "en": ("Whom do I contact?", "Records of advice", "View record of advice", "Request type:"),
}


class TestRecord:
    """It has the words, the request, the time, and the version of the directory."""

    def test_is_what_was_said(self, desk: Desk) -> None:
        # The priority is the text that a form sent.
        record = desk.record(priority="3")
        assert (record.request_type, record.priority) == ("complaint", 3)
        assert (record.said_at, record.time_zone) == (desk.clock.time, "America/Bogota")
        assert (record.language, record.directory_version) == ("es", SHIPPED.version)
        assert SAID in record.text
        assert str(record) == record.text
        # People read it later, so it has dates.
        assert "hoy" not in record.text
        assert "hasta el martes 24 de noviembre de 2026 a las 5:00 p. m." in record.text

    def test_may_have_its_own_database(self, desk: Desk) -> None:
        """The router of a site says which, when it hears of the model."""
        asked: list[type[Model]] = []

        class Asked:
            def db_for_read(self, model: type[Model], **_hints: object) -> None:
                asked.append(model)

            db_for_write = db_for_read

        with override_settings(DATABASE_ROUTERS=[Asked()]):
            ticket = desk.file()
            assert asked.pop() is AdviceRecord
            asked.clear()
            assert record_of(ticket)
        assert asked == [AdviceRecord]

    def test_is_in_the_language_of_who_files(self, desk: Desk) -> None:
        with translation.override("en"):
            record = desk.record()
        assert record.language == "en"
        assert record.text.startswith("Call the PQRS line: ")

    def test_is_of_the_ticket_alone(self, desk: Desk) -> None:
        """Another model may have the same key."""
        ticket = desk.file()
        queue = Queue.objects.create(pk=ticket.pk + 100, slug="otra")
        AdviceRecord.objects.update(ticket_id=str(queue.pk))
        assert record_of(queue) is None

    def test_stays(self, desk: Desk, path: Path) -> None:
        """Neither time, nor another priority, nor another directory changes it."""
        ticket = desk.file()
        (before,) = desk.page(ticket).parts("record")
        assert before.startswith(
            "Al registrar la solicitud, el martes 24 de noviembre de 2026 a las 9:30 a. m., "
            f"se indicó lo siguiente (directorio {SHIPPED.version}): Llame a la línea de PQRS: "
        )
        desk.clock.show("2026-11-28 11:00")
        ticket.priority = 1
        ticket.save()
        save(path, with_version("later"))
        page = desk.page(ticket, "en")
        assert page.attribute("data-directory-version") == "later"
        assert page.parts("record") == [before]
        assert AdviceRecord.objects.count() == 1

    def test_has_room_for_the_longest_id(self, desk: Desk, path: Path) -> None:
        """SQLite does not look at lengths; other databases refuse what is too long."""
        own = "c" * LONGEST_ID
        path.write_text(SHIPPED_TOML.replace('"complaint"', f'"{own}"'), "utf-8")
        with override_settings(CCB_SUPPORT_REQUEST_TYPES={"quejas": own}):
            desk.record().full_clean()

    @override_settings(USE_TZ=False)
    @pytest.mark.parametrize(("writer", "reader"), [(None, None), ("Asia/Tokyo", "America/Lima")])
    def test_keeps_the_instant_without_time_zones(
        self, desk: Desk, writer: str | None, reader: str | None
    ) -> None:
        """Then Django stores what its own clock shows, in any zone of who files and who reads."""
        with timezone.override(writer):
            record = desk.record()
        assert record.said_at.isoformat() == "2026-11-24T14:30:00"
        with timezone.override(reader):
            (words,) = desk.page(Ticket.objects.get()).parts("record")
        assert "a las 9:30 a. m." in words

    def test_is_in_the_database_of_its_ticket(self, desk: Desk) -> None:
        """Another database has other tickets with the same keys."""
        call_command("migrate", database="other", run_syncdb=True, verbosity=0)
        first = desk.file()
        with transaction.atomic(using="other"):
            queue = Queue.objects.using("other").create(slug="fallas")
            other = Ticket(pk=first.pk, queue=queue, priority=1)
            other.save(using="other")
            found = [record_of(each) for each in (first, other)]
            assert [each and each.request_type for each in found] == ["complaint", "incident"]
            transaction.set_rollback(True, using="other")
        assert AdviceRecord.objects.get() == found[0]
        assert record_of(other) is None

    @pytest.mark.usefixtures("desk")
    def test_of_a_ticket_whose_key_was_written_in_another_way(self) -> None:
        """As a UUID without its dashes."""
        key = uuid4()
        with override_settings(CCB_SUPPORT_TICKETS=("desk.ImportedTicket", "kind", "priority")):
            ImportedTicket.objects.create(id=key.hex, kind="quejas", priority=1)
        assert record_of(ImportedTicket.objects.get(id=key))

    @pytest.mark.parametrize("kind", [UrgentTicket, TicketWithNote])
    def test_of_a_ticket_of_a_more_special_model(
        self, desk: Desk, kind: type[UrgentTicket | TicketWithNote]
    ) -> None:
        desk.file()
        ticket = kind.objects.create(queue=Queue.objects.get(), priority=1)
        record = record_of(ticket)
        assert record
        assert record.priority == 1
        assert record_of(Ticket.objects.get(pk=ticket.pk)) == record


class TestNoRecord:
    """The ticket is stored whole, also if there is nothing to record."""

    @pytest.mark.parametrize("queue", ["otros", ""])
    def test_of_an_unmapped_queue(
        self, desk: Desk, queue: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        ticket = desk.file(queue)
        assert Ticket.objects.get() == ticket
        assert record_of(ticket) is None
        assert desk.page(ticket).parts("record") == []
        kept, shown = caplog.messages
        assert kept.startswith(f"No advice is kept for Ticket {ticket.pk}: CCB_SUPPORT_REQUEST_TY")
        assert shown.startswith("No advice: CCB_SUPPORT_REQUEST_TYPES")

    @pytest.mark.usefixtures("desk")
    def test_of_a_ticket_without_a_queue(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        """As if its queue might be left out. One entry says what that means, also on its page."""
        monkeypatch.setattr(Ticket._meta.get_field("queue"), "null", True)  # noqa: SLF001 - public in Django
        ticket = Ticket(queue=None, priority=3)
        post_save.send(Ticket, instance=ticket, created=True, raw=False)
        assert "for Ticket None: CCB_SUPPORT_REQUEST_TYPES has no entry for ''" in caplog.text
        with override_settings(CCB_SUPPORT_REQUEST_TYPES={"": "incident"}):
            post_save.send(Ticket, instance=ticket, created=True, raw=False)
            page = rendered("{% ccb_advice ticket.queue.slug ticket.priority %}", ticket=ticket)
        assert AdviceRecord.objects.get().request_type == "incident"
        assert "request_type=incident" in page.attribute("src")

    @pytest.mark.usefixtures("desk")
    @pytest.mark.parametrize("context", [{}, {"ticket": None}])
    def test_on_a_page_without_a_ticket(self, context: dict[str, None]) -> None:
        """Pages with and without a ticket may have one template."""
        page = rendered("{% ccb_advice_record ticket %}", **context)
        assert page.content.strip() == ""

    def test_of_a_request_that_no_channel_takes(
        self, desk: Desk, path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        path.write_text(PQRS_TOML, "utf-8")
        assert record_of(desk.file("fallas")) is None
        assert "No advice is kept for Ticket 1: No available channel serves" in caplog.text

    @pytest.mark.parametrize(
        ("setting", "wrong", "words"),
        [("DIRECTORY", "nothing.toml", "nothing.toml"), ("TICKETS", "desk.Ticket", "CCB_SUPPORT_TICKETS")],
    )  # fmt: skip
    def test_without_a_right_setting(
        self, desk: Desk, setting: str, wrong: object, words: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        with override_settings(**{f"CCB_SUPPORT_{setting}": wrong}):
            assert record_of(desk.file()) is None
        assert words in caplog.text

    def test_of_a_database_that_refuses_it(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        """As before the app's migrations have run. The transaction of the ticket goes on."""
        monkeypatch.setattr(AdviceRecord._meta, "db_table", "no_such_table")  # noqa: SLF001 - public in Django
        with transaction.atomic():
            ticket = desk.file()
            assert Ticket.objects.get() == ticket
        with pytest.raises(DatabaseError), transaction.atomic():
            record_of(ticket)
        assert "no such table" in caplog.text

    def test_of_a_ticket_whose_fields_fail(
        self, desk: Desk, caplog: pytest.LogCaptureFixture
    ) -> None:
        """As if its queue were gone, in a database that does not check this."""
        ticket = Ticket(pk="1\nERROR", queue_id=999, priority=3)
        post_save.send(Ticket, instance=ticket, created=True, raw=False)
        assert record_of(desk.file()) == AdviceRecord.objects.get()
        assert r"is kept for Ticket 1\nERROR: Queue matching query does not exist" in caplog.text

    @pytest.mark.parametrize("tickets", [None, ("desk.Nothing", "queue__slug", "priority")])
    def test_without_tickets(
        self, desk: Desk, tickets: object, caplog: pytest.LogCaptureFixture
    ) -> None:
        with override_settings(CCB_SUPPORT_TICKETS=tickets):
            assert record_of(desk.file()) is None
        assert caplog.messages == []

    def test_of_a_ticket_that_changes_or_comes_back_from_a_backup(
        self, desk: Desk, caplog: pytest.LogCaptureFixture
    ) -> None:
        ticket = desk.file()
        backup = serializers.serialize("json", [ticket])
        AdviceRecord.objects.all().delete()
        ticket.save()
        assert record_of(ticket) is None
        Ticket.objects.all().delete()
        for restored in serializers.deserialize("json", backup):
            restored.save()
        assert record_of(Ticket.objects.get()) is None
        assert caplog.messages == []


def test_the_admin_shows_records_and_lets_nobody_change_one(desk: Desk) -> None:
    user = get_user_model().objects.create(username="a", is_staff=True, is_superuser=True)
    desk.client.force_login(user)
    page = "/admin/ccb_support/advicerecord/"
    kept = [record_of(desk.file(priority=each)) for each in (1, 3)]
    shown = [str(each and each.pk) for each in kept]
    for query, found in (("q=Llame", shown[::-1]), ("priority=3&language=es", shown[1:])):
        listed = desk.get(f"{page}?{query}").content
        assert re.findall(r"advicerecord/(\d+)/change/\?", listed) == found
    read = {language: desk.get(f"{page}{shown[1]}/change/", language) for language in WORDS}
    for language, words in WORDS.items():
        assert all(each in read[language].content for each in (*words, SAID))
    for address in ("add/", f"{shown[1]}/change/", f"{shown[1]}/delete/"):
        assert desk.client.post(page + address, {"text": "-"}).status_code == 403
    assert AdviceRecord.objects.count() == 2


def test_the_migrations_make_the_models(monkeypatch: pytest.MonkeyPatch) -> None:
    command = "makemigrations", "ccb_support"
    call_command(*command, check=True, dry_run=True, verbosity=0)
    # A site without translations has the language of its settings for every command.
    monkeypatch.setattr("ccb_support.django.desk.get_language", lambda: "es")
    with override_settings(USE_I18N=False):
        call_command(*command, check=True, dry_run=True, verbosity=0)
