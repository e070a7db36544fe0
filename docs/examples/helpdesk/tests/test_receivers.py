"""What happens to a ticket, by the way in which it came."""

from __future__ import annotations

import html
import logging
import re
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ccb_support import BOGOTA, RequestType
from django.contrib.auth import get_user_model
from django.urls import reverse
from helpdesk.email import extract_email_metadata
from helpdesk.models import FollowUp, Queue, Ticket

from support_advice.directory import router
from support_advice.receivers import advise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import PublicForm
    from django.core.mail import EmailMessage as SentMessage
    from django.test import Client
    from pytest_django import Settings

    from support_advice.words import Language

EVENING = datetime(2026, 11, 24, 17, tzinfo=BOGOTA)


def added_to(ticket: Ticket) -> FollowUp:
    """Return the notes on a ticket, without the person's own words."""
    first, added = ticket.followup_set.order_by("pk")
    assert first.comment == ticket.description
    return added


def as_read(page: bytes) -> str:
    """Return the words of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page.decode())).split())


class TestPublicForm:
    """A ticket of the public form gets the advice of that instant, in the submitter's language."""

    @pytest.mark.parametrize(
        ("accept_language", "title"),
        [
            ("es", "A quién contactar: (601) 7457495"),
            ("es-CO,es;q=0.9,en;q=0.5", "A quién contactar: (601) 7457495"),
            ("en-GB,en;q=0.9,es;q=0.5", "Whom to contact: (601) 7457495"),
            ("de", "A quién contactar: (601) 7457495"),
        ],
    )
    def test_speaks_the_language_of_the_submitter(
        self, accept_language: str, title: str, public_form: PublicForm
    ) -> None:
        added = added_to(public_form.file("quejas", EVENING, accept_language=accept_language))
        assert added.title == title

    @pytest.mark.parametrize(
        ("when", "title", "until"),
        [
            (
                EVENING.replace(hour=16, minute=59, second=59, microsecond=999999),
                "A quién contactar: (601) 7442727 opción 3",
                "(atienden hasta el martes 24 de noviembre de 2026 a las 5:00 p. m.)",
            ),
            (
                EVENING,
                "A quién contactar: (601) 7457495",
                "abre el miércoles 25 de noviembre de 2026 a las 7:00 a. m.",
            ),
        ],
    )
    def test_asks_django_for_the_time(
        self, when: datetime, title: str, until: str, public_form: PublicForm
    ) -> None:
        added = added_to(public_form.file("quejas", when))
        assert (added.title, added.date, added.public) == (title, when, True)
        assert until in (added.comment or "")

    def test_heeds_queue_and_priority(self, public_form: PublicForm) -> None:
        added = added_to(public_form.file("fallas", EVENING, priority=1))
        assert added.title == "A quién contactar: (57) 318 717 49 37"

    def test_serves_the_form_in_a_frame_too(self, public_form: PublicForm) -> None:
        assert added_to(public_form.file("quejas", EVENING, page="submit_iframe")).public

    def test_leaves_the_ticket_as_it_was(
        self, public_form: PublicForm, mailoutbox: list[SentMessage]
    ) -> None:
        ticket = public_form.file("quejas", EVENING, priority=2)
        assert (ticket.title, ticket.priority, ticket.status) == (
            "El título",
            2,
            Ticket.OPEN_STATUS,
        )
        # The mail is the one that helpdesk sends for every new ticket.
        assert [message.to for message in mailoutbox] == [["persona@example.com"]]
        assert added_to(ticket).email_recipients == []

    def test_is_read_on_the_page_as_it_was_written(
        self, public_form: PublicForm, client: Client
    ) -> None:
        ticket = public_form.file("quejas", EVENING)
        page = as_read(client.get(ticket.ticket_url).content)
        assert (added_to(ticket).comment or "") in page


class TestAdvise:
    """The advice is that of the instant and the language that are handed in."""

    @pytest.mark.parametrize(
        ("language", "title"),
        [
            ("es", "A quién contactar: (601) 7442727 opción 3"),
            ("en", "Whom to contact: (601) 7442727 option 3"),
        ],
    )
    def test_needs_no_clock(self, language: Language, title: str, public_form: PublicForm) -> None:
        ticket = public_form.file("quejas", EVENING)
        next_morning = EVENING.replace(day=25, hour=7)
        added = advise(ticket, next_morning, language)
        assert (added.title, added.date) == (title, next_morning)


class TestUnmappedQueue:
    """The staff reads of a queue without a mapping; the submitter reads nothing wrong."""

    @pytest.fixture
    def ticket(self, settings: Settings, public_form: PublicForm) -> Ticket:
        settings.SUPPORT_ADVICE_REQUEST_TYPES = {"reclamos": RequestType.CLAIM}
        return public_form.file("quejas", EVENING, accept_language="en")

    def test_is_noted_for_the_staff_in_the_language_of_the_desk(self, ticket: Ticket) -> None:
        added = added_to(ticket)
        assert not added.public
        assert added.title == "No se indicó a quién contactar"
        assert added.comment == "Falta 'quejas' en el ajuste SUPPORT_ADVICE_REQUEST_TYPES."

    def test_is_seen_by_the_staff_alone(self, ticket: Ticket, client: Client) -> None:
        assert "SUPPORT_ADVICE" not in as_read(client.get(ticket.ticket_url).content)
        client.force_login(get_user_model().objects.create_superuser("agent"))
        assert "SUPPORT_ADVICE" in as_read(client.get(ticket.staff_url).content)

    @pytest.mark.usefixtures("ticket")
    def test_is_logged(self, caplog: pytest.LogCaptureFixture) -> None:
        messages = [record.getMessage() for record in caplog.get_records("setup")]
        reason = "SUPPORT_ADVICE_REQUEST_TYPES has no entry for 'quejas'"
        assert (
            f"No advice for the ticket {Ticket.objects.get().ticket_for_url}: {reason}" in messages
        )


class TestOwnDirectory:
    """The settings can name another directory; without a channel, it says whom to turn to."""

    @pytest.fixture(autouse=True)
    def _directory(self, settings: Settings) -> Iterator[None]:
        settings.SUPPORT_ADVICE_DIRECTORY = Path(__file__).with_name("only_complaints.toml")
        router.cache_clear()
        yield
        router.cache_clear()

    def test_answers(self, public_form: PublicForm) -> None:
        assert (
            added_to(public_form.file("quejas", EVENING)).title
            == "A quién contactar: desk@example.org"
        )

    def test_cuts_a_contact_that_is_too_long_for_a_title(
        self, settings: Settings, public_form: PublicForm, tmp_path: Path
    ) -> None:
        address = f"https://example.org/{'a' * 200}"
        directory = settings.SUPPORT_ADVICE_DIRECTORY.read_text("utf-8")
        settings.SUPPORT_ADVICE_DIRECTORY = tmp_path / "directory.toml"
        settings.SUPPORT_ADVICE_DIRECTORY.write_text(
            directory.replace(
                '"email", address = "desk@example.org"', f'"chat", url = "{address}"'
            ),
            "utf-8",
        )
        router.cache_clear()
        added = added_to(public_form.file("quejas", EVENING))
        longest = FollowUp._meta.get_field("title").max_length  # noqa: SLF001 - public in Django
        assert len(added.title or "") == longest
        assert address in (added.comment or "")

    def test_leads_on_if_nobody_answers(self, public_form: PublicForm) -> None:
        added = added_to(public_form.file("fallas", EVENING, accept_language="en"))
        assert added.public
        assert added.title == "No channel takes this request"
        assert "supervisor: (212) 555-0100, supervisor@example.org" in (added.comment or "")


@pytest.mark.usefixtures("queues")
class TestOtherWays:
    """Tickets of the staff, of the API and of e-mails are left as helpdesk makes them."""

    def test_the_staff(self, admin_client: Client) -> None:
        queue = Queue.objects.get(slug="quejas")
        admin_client.post(
            reverse("helpdesk:submit"),
            {
                "queue": queue.pk,
                "title": "El título",
                "body": "La descripción.",
                "priority": 3,
                "submitter_email": "persona@example.com",
            },
        )
        assert Ticket.objects.get().followup_set.count() == 1

    def test_the_api(self, admin_client: Client) -> None:
        response = admin_client.post(
            "/api/tickets/",
            {
                "queue": Queue.objects.get(slug="quejas").pk,
                "title": "El título",
                "description": "La descripción.",
                "priority": 3,
                "submitter_email": "persona@example.com",
            },
        )
        assert response.status_code == 201
        assert Ticket.objects.get().followup_set.count() == 1

    def test_an_email(self) -> None:
        message = EmailMessage()
        message["From"] = "persona@example.com"
        message["To"] = "desk@example.org"
        message["Subject"] = "El título"
        message["Message-Id"] = "<1@example.com>"
        message.set_content("La descripción.")
        queue = Queue.objects.get(slug="quejas")
        extract_email_metadata(message.as_string(), queue, logging.getLogger("mail"))
        assert Ticket.objects.get().followup_set.count() == 1
