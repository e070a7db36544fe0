"""A ticket says whom to contact now, however it came, and keeps what was said at first."""

from __future__ import annotations

import html
import json
import logging
import re
from datetime import datetime
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
import time_machine
from ccb_support import BOGOTA, default_directory
from ccb_support.django.models import AdviceRecord
from django.urls import reverse
from helpdesk.email import extract_email_metadata
from helpdesk.models import Queue, Ticket

if TYPE_CHECKING:
    from conftest import PublicForm
    from django.test import Client
    from pytest_django import Settings

AFTERNOON = datetime(2026, 11, 24, 16, 30, tzinfo=BOGOTA)
EVENING = AFTERNOON.replace(hour=20)

NUMBER = "(601) 7442727 opción 3"
PQRS = f"Línea de PQRS: {NUMBER}"
NATIONAL = "Línea Gratuita Nacional: (601) 7457495"
MOBILE = "Línea móvil de prioridad 1: (57) 318 717 49 37"

TICKET = {"title": "El título", "priority": 3, "submitter_email": "persona@example.com"}


def buttons(client: Client, address: str, when: datetime, language: str = "es") -> list[str]:
    """Return what the buttons of the advice say that somebody sees at an instant."""
    with time_machine.travel(when, tick=False):
        page = client.get(address, headers={"accept-language": language}).content.decode()
    found = re.findall(r'<a class="ccb-advice-button" href="[^"]+">(.+?)</a>', page)
    return [html.unescape(each) for each in found]


def said(client: Client, address: str) -> str:
    """Return the record that a page shows."""
    page = client.get(address).content.decode()
    (record,) = re.findall(r'<p class="ccb-advice-record"[^>]*>(.+?)</p>', page)
    return html.unescape(record)


class TestPublicForm:
    """The page after the form says whom to contact, in the reader's language."""

    @pytest.mark.parametrize(
        ("language", "label"),
        [
            ("es-CO,es;q=0.9,en;q=0.5", PQRS),
            ("en-GB,en;q=0.9,es;q=0.5", "PQRS line: (601) 7442727 option 3"),
            ("de", PQRS),
        ],
    )
    def test_leads_to_the_advice(
        self, language: str, label: str, public_form: PublicForm, client: Client
    ) -> None:
        ticket = public_form.file("quejas", AFTERNOON)
        assert buttons(client, ticket.ticket_url, AFTERNOON, language)[0] == label

    def test_serves_the_form_in_a_frame_too(self, public_form: PublicForm) -> None:
        ticket = public_form.file("quejas", AFTERNOON, page="submit_iframe")
        assert AdviceRecord.objects.get().ticket_id == str(ticket.pk)

    def test_leaves_the_ticket_as_it_was(self, public_form: PublicForm) -> None:
        (followup,) = public_form.file("quejas", AFTERNOON).followup_set.all()
        assert followup.comment == "La descripción."


class TestNeverStale:
    """The advice is that of the moment at which somebody looks."""

    def test_the_stale_ticket(self, public_form: PublicForm, client: Client) -> None:
        ticket = public_form.file("quejas", AFTERNOON)
        assert buttons(client, ticket.ticket_url, AFTERNOON)[0] == PQRS
        assert buttons(client, ticket.ticket_url, EVENING)[0] == NATIONAL

    @pytest.mark.parametrize(
        ("queue", "priority", "contact"), [("quejas", 1, MOBILE), ("fallas", 3, NATIONAL)]
    )
    def test_the_reclassified_ticket(
        self,
        queue: str,
        priority: int,
        contact: str,
        public_form: PublicForm,
        client: Client,
        admin_client: Client,
    ) -> None:
        ticket = public_form.file("quejas", AFTERNOON)
        changed = {"queue": Queue.objects.get(slug=queue).pk, "priority": priority}
        form = {**TICKET, **changed, "secret_key": ticket.secret_key}
        admin_client.post(reverse("helpdesk:edit", args=[ticket.pk]), form)
        ticket.refresh_from_db()
        assert (ticket.queue.slug, ticket.priority) == (queue, priority)
        # On Saturday the PQRS desk is closed.
        saturday = AFTERNOON.replace(day=28)
        for reader, address in ((client, ticket.ticket_url), (admin_client, ticket.staff_url)):
            assert buttons(reader, address, saturday)[0] == contact


class TestRecord:
    """What was said when the ticket was filed stays, with the directory's version."""

    def test_stays(self, public_form: PublicForm, client: Client, admin_client: Client) -> None:
        ticket = public_form.file("quejas", AFTERNOON)
        Ticket.objects.filter(pk=ticket.pk).update(priority=1)
        for reader, address in ((client, ticket.ticket_url), (admin_client, ticket.staff_url)):
            words = said(reader, address)
            assert "el martes 24 de noviembre de 2026 a las 4:30 p. m." in words
            assert f"(directorio {default_directory().version})" in words
            assert NUMBER in words

    def test_is_among_the_pages_of_the_admin(
        self, public_form: PublicForm, admin_client: Client
    ) -> None:
        ticket = public_form.file("quejas", AFTERNOON)
        page = reverse("admin:ccb_support_advicerecord_changelist")
        query = {"request_type": "complaint", "q": str(ticket.pk)}
        assert NUMBER in admin_client.get(page, query).content.decode()


@pytest.mark.usefixtures("queues")
class TestBeforeFiling:
    """The forms of the public and of the staff know what each choice means."""

    @pytest.mark.parametrize("reader", ["client", "admin_client"])
    def test_reads_the_queues(self, reader: str, request: pytest.FixtureRequest) -> None:
        browser: Client = request.getfixturevalue(reader)
        page = browser.get(reverse("helpdesk:submit")).content.decode()
        (found,) = re.findall(r'data-fields="([^"]+)"', page)
        fields = json.loads(html.unescape(found))
        queue = Queue.objects.get(slug="quejas").pk
        assert fields["request_type"]["meanings"][str(queue)] == "complaint"
        assert fields["priority"]["meanings"]["1"] == 1


@pytest.mark.usefixtures("queues")
class TestOtherWays:
    """A ticket of the staff, of the API and of an e-mail has the same advice and a record."""

    def file(self, admin_client: Client, address: str, text: str) -> None:
        data = {**TICKET, text: "La descripción.", "queue": Queue.objects.get(slug="quejas").pk}
        with time_machine.travel(AFTERNOON, tick=False):
            admin_client.post(address, data)

    def check(self, client: Client, admin_client: Client) -> None:
        ticket = Ticket.objects.get()
        for reader, address in ((client, ticket.ticket_url), (admin_client, ticket.staff_url)):
            assert buttons(reader, address, EVENING)[0] == NATIONAL
            assert NUMBER in said(reader, address)

    def test_the_staff(self, client: Client, admin_client: Client) -> None:
        self.file(admin_client, reverse("helpdesk:submit"), "body")
        self.check(client, admin_client)

    def test_the_api(self, client: Client, admin_client: Client) -> None:
        self.file(admin_client, "/api/tickets/", "description")
        self.check(client, admin_client)

    def test_an_email(self, client: Client, admin_client: Client) -> None:
        message = EmailMessage()
        message["From"] = "persona@example.com"
        message["To"] = "desk@example.org"
        message["Subject"] = "El título"
        message["Message-Id"] = "<1@example.com>"
        message.set_content("La descripción.")
        queue = Queue.objects.get(slug="quejas")
        with time_machine.travel(AFTERNOON, tick=False):
            extract_email_metadata(message.as_string(), queue, logging.getLogger("mail"))
        self.check(client, admin_client)


class TestUnmappedQueue:
    """A queue without a mapping stores its tickets whole; only the staff reads what is missing."""

    def test_is_no_error(
        self,
        settings: Settings,
        public_form: PublicForm,
        client: Client,
        admin_client: Client,
    ) -> None:
        settings.CCB_SUPPORT_REQUEST_TYPES = {"reclamos": "claim"}
        ticket = public_form.file("quejas", AFTERNOON)
        assert ticket.followup_set.count() == 1
        assert AdviceRecord.objects.count() == 0
        missing = "CCB_SUPPORT_REQUEST_TYPES no tiene"
        assert missing not in client.get(ticket.ticket_url).content.decode()
        assert missing in admin_client.get(ticket.staff_url).content.decode()
