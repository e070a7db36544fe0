"""A desk for the tests, and the pages that its readers see."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from django import forms
from django.template import engines
from django.test import Client

from ccb_support.django.models import record_of
from tests.django.desk.models import Queue, Ticket

if TYPE_CHECKING:
    from ccb_support.django.models import AdviceRecord
    from tests.builders import Clock

DESK = "Línea de PQRS: (601) 7442727 opción 3"
NATIONAL = "Línea Gratuita Nacional: (601) 7457495"
MOBILE = "Línea móvil de prioridad 1: (57) 318 717 49 37"


class TicketForm(forms.Form):
    """The queue is a list with groups, and the priorities are buttons."""

    queue = forms.ChoiceField(
        choices=[("", "-"), ("A", [("quejas", "q"), ("fallas", "f")]), ("otros", "o")]
    )
    priority = forms.ChoiceField(
        choices=[(each, each) for each in (1, 2, 3)], widget=forms.RadioSelect, initial=3
    )


class Page(NamedTuple):
    """A page with an advice, or the advice alone."""

    content: str

    def parts(self, name: str) -> list[str]:
        """Return the text of each element whose class is `ccb-advice-` and a name."""
        found = re.findall(rf'class="ccb-advice-{name}"[^>]*>(.*?)</[ap]>', self.content, re.DOTALL)
        return [html.unescape(re.sub(r"<[^>]+>", "", each)).strip() for each in found]

    @property
    def text(self) -> str:
        """The advice in words."""
        (text,) = self.parts("text")
        return text

    def attribute(self, name: str) -> str:
        """Return the value of an attribute of the advice."""
        (value,) = re.findall(rf'\b{name}="([^"]*)"', self.content.partition("</ccb-support>")[0])
        return html.unescape(value)


def rendered(source: str, **context: object) -> Page:
    """Return what a template shows."""
    template = engines["django"].from_string("{% load ccb_support %}" + source)
    return Page(template.render(context))


class Desk:
    """The desk of the test project."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.client = Client()

    def file(self, queue: str = "quejas", priority: int | str = 3) -> Ticket:
        """File a ticket."""
        stored, _ = Queue.objects.get_or_create(slug=queue)
        return Ticket.objects.create(queue=stored, priority=priority)

    def record(self, queue: str = "quejas", priority: int | str = 3) -> AdviceRecord:
        """File a ticket, and return what was said then."""
        record = record_of(self.file(queue, priority))
        assert record is not None
        return record

    def page(self, ticket: Ticket, language: str = "es") -> Page:
        """Return the page of a ticket as somebody sees it now."""
        return self.get(f"/tickets/{ticket.pk}/", language)

    def get(self, address: str, language: str = "es") -> Page:
        """Return what is at an address."""
        response = self.client.get(address, headers={"accept-language": language})
        assert response.status_code == 200
        return Page(response.content.decode())
