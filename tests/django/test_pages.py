"""A page says whom to contact when somebody looks, and a script asks for the next advice."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from django.forms import ModelChoiceField
from django.test import Client, RequestFactory, override_settings
from django.urls import resolve
from django.utils import translation

from ccb_support import Directory, Priority, RequestType
from tests.builders import SHIPPED_TOML
from tests.django.desk.models import Queue
from tests.django.pages import DESK, MOBILE, NATIONAL, Page, TicketForm, rendered
from tests.django.project import OTHER_URLS
from tests.editions import SHIPPED
from tests.test_rooms import SOURCE

if TYPE_CHECKING:
    from pathlib import Path

    from django.forms import ChoiceField

    from tests.django.pages import Desk


class TestNeverStale:
    """The advice is computed when somebody looks, and never stored."""

    def test_the_stale_ticket(self, desk: Desk) -> None:
        """A ticket of the afternoon does not send people to a closed desk in the evening."""
        desk.clock.show("2026-11-24 16:59")
        ticket = desk.file()
        assert desk.page(ticket).parts("button")[0] == DESK
        desk.clock.show("2026-11-24 20:00")
        assert desk.page(ticket).parts("button")[0] == NATIONAL

    def test_the_ticket_that_changes(self, desk: Desk) -> None:
        desk.clock.show("2026-11-28 11:00")
        ticket = desk.file()
        ticket.priority = 1
        ticket.save()
        assert desk.page(ticket).parts("button")[0] == MOBILE
        ticket.priority, ticket.queue = 3, desk.file("fallas").queue
        ticket.save()
        assert desk.page(ticket).parts("button")[0] == NATIONAL


class TestAdvice:
    """A page has the words, the buttons, and until when that holds."""

    @pytest.mark.parametrize(
        ("queue", "language", "time", "part", "expected"),
        [
            ("quejas", "es-CO", "2026-07-10 18:00", "until", ["Vale hasta el martes 14 de julio a las 7:00 a. m."]),
            (
                "quejas", "es-CO", "2026-07-10 18:00", "button",
                [
                    NATIONAL,
                    "Línea de PQRS (fuera de horario): (601) 7442727 opción 3",
                    "Línea de PQRS (fuera de horario): certicamararesponde@certicamara.com",
                    "Correo de soporte: soporte.ccb@certicamara.com",
                    "Chat en línea",
                ],
            ),
            (
                "quejas", "en-GB", "2026-11-24 09:30", "text",
                ["Call the PQRS line: (601) 7442727 option 3 (open today until 5:00 p.m.). You can also write to certicamararesponde@certicamara.com."],
            ),
            ("quejas", "en-GB", "2026-11-24 09:30", "until", ["This holds today until 5:00 p.m."]),
            ("fallas", "es", "2026-11-24 09:30", "until", []),
        ],
    )  # fmt: skip
    def test_has_its_parts(
        self, desk: Desk, queue: str, language: str, time: str, part: str, expected: list[str]
    ) -> None:
        desk.clock.show(time)
        assert desk.page(desk.file(queue), language).parts(part) == expected

    @pytest.mark.parametrize(
        ("language", "time", "attribute", "value"),
        [
            ("es-CO", "09:30", "lang", "es"),
            ("en-GB", "09:30", "lang", "en"),
            ("de", "09:30", "lang", "es"),
            ("es", "09:30", "aria-label", "¿Con quién me comunico?"),
            ("de", "09:30", "data-directory-version", SHIPPED.version),
            # At closing time, or at midnight, the words are out of date: *tomorrow* is today.
            ("es", "16:59", "data-seconds", "60"),
            ("es", "16:59:59.4", "data-seconds", "1"),
            ("es", "09:30", "data-seconds", "27000"),
            ("es", "18:00", "data-seconds", "21600"),
        ],
    )
    def test_has_what_a_script_and_a_browser_need(
        self, desk: Desk, language: str, time: str, attribute: str, value: str
    ) -> None:
        desk.clock.show(f"2026-11-24 {time}")
        # A script does not read 27.000 as a site in Spanish writes it.
        with override_settings(USE_THOUSAND_SEPARATOR=True):
            assert desk.page(desk.file(), language).attribute(attribute) == value

    def test_has_links(self, desk: Desk) -> None:
        page = desk.page(desk.file())
        assert 'href="tel:+576017442727"' in page.content
        assert 'href="mailto:certicamararesponde@certicamara.com"' in page.content


HOSTILE = SHIPPED_TOML.replace("línea de PQRS", '<script>alert(1)</script> & \\"línea\\"')


class TestSafety:
    """Nothing that a directory or a request says becomes a part of the page."""

    @pytest.mark.parametrize("tag", ["ccb_advice 'quejas' 3", "ccb_advice_record ticket"])
    def test_names_are_escaped(self, desk: Desk, path: Path, tag: str) -> None:
        """Even where the page around the tag escapes nothing."""
        path.write_text(HOSTILE, "utf-8")
        assert "<script>alert" in str(Directory.from_file(path).channels[0].name.es)
        source = f"{{% autoescape off %}}{{% {tag} %}}{{% endautoescape %}}"
        page = rendered(source, ticket=desk.file())
        assert "<script>alert" not in page.content
        assert "&lt;script&gt;alert(1)" in page.content

    def test_nothing_is_inline(self, desk: Desk) -> None:
        content = desk.page(desk.file()).content
        assert content.count("<script ") == content.count("<script") == 1
        assert '<script src="/static/ccb_support/component.js" defer></script>' in content
        assert "style=" not in content
        assert " on" not in content.partition("<ccb-support")[2].partition(">")[0]


@pytest.mark.usefixtures("clock")
class TestTag:
    """The tag works on any page, with or without a request."""

    def test_has_members_of_the_library_or_its_words(self) -> None:
        page = rendered("{% ccb_advice a b %}", a=RequestType.APPEAL, b=Priority.LOW)
        assert page.parts("button")[0] == DESK
        without = {"CCB_SUPPORT_REQUEST_TYPES": None, "CCB_SUPPORT_PRIORITIES": None}
        with override_settings(**without), translation.override("en"):
            page = rendered("{% ccb_advice 'Quejas' 'prioridad 3' %}")
        assert page.parts("button")[0] == "PQRS line: (601) 7442727 option 3"
        assert page.attribute("lang") == "en"

    def test_may_be_there_twice_with_the_nonce_of_the_page(self) -> None:
        source = "{% ccb_advice 'quejas' 3 %}{% ccb_advice 'fallas' 1 %}"
        content = rendered(source, csp_nonce="abc").content
        assert content.count("<ccb-support") == 2
        assert content.count('nonce="abc"') == 4


BEFORE = "{% ccb_advice_before form.queue form.priority %}"


class TestBeforeFiling:
    """A form has the meaning of each choice, and no advice before somebody chooses."""

    def meanings(self, form: TicketForm) -> list[tuple[str, dict[str, object]]]:
        """Return the id of each field on the page, and what its choices mean."""
        page = rendered(BEFORE, form=form)
        assert page.attribute("data-address") == "/support-advice/advice/"
        assert (page.attribute("src"), page.attribute("data-state")) == ("", "waiting")
        assert page.parts("text") == page.parts("button") == []
        fields: dict[str, Any] = json.loads(page.attribute("data-fields"))
        assert [*fields] == ["request_type", "priority"]
        return [(each["id"], each["meanings"]) for each in fields.values()]

    def test_reads_the_words_of_the_desk_and_the_keys_of_its_queues(
        self, desk: Desk, caplog: pytest.LogCaptureFixture
    ) -> None:
        form = TicketForm(prefix="new")
        form.fields["priority"].widget.attrs["id"] = "how-urgent"
        words = ("id_new-queue", {"quejas": "complaint", "fallas": "incident"})
        assert self.meanings(form) == [words, ("how-urgent", {"1": 1, "2": 2, "3": 3})]
        # An empty choice needs no meaning.
        assert [each.partition(". ")[0] for each in caplog.messages] == [
            "No advice: CCB_SUPPORT_REQUEST_TYPES has no entry for 'otros'"
        ]

        form = TicketForm()
        keys = [desk.file(each).queue.pk for each in ("quejas", "fallas")]
        cast("ChoiceField", form.fields["queue"]).choices = [(key, "-") for key in keys]
        (_, by_key), _ = self.meanings(form)
        assert by_key == dict(zip(map(str, keys), ("complaint", "incident"), strict=True))

    def test_reads_the_words_that_a_list_of_queues_sends(
        self, desk: Desk, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Such a list may send a field of the queue in place of its key."""
        form = TicketForm()
        for each in ("quejas", "otros"):
            desk.file(each)
        form.fields["queue"] = ModelChoiceField(Queue.objects.all(), to_field_name="slug")
        with override_settings(CCB_SUPPORT_REQUEST_TYPES=None):
            (_, by_word), _ = self.meanings(form)
        assert by_word == {"quejas": "complaint"}
        assert "'otros' is not a request type" in caplog.text

    @pytest.mark.parametrize(
        ("model", "path"),
        [
            ("Ticket", "kind"),
            ("Ticket", "topic__slug"),
            ("Ticket", "gone"),
            ("Gone", "queue__slug"),
        ],
    )
    @pytest.mark.usefixtures("desk")
    def test_without_a_relation_reads_words(self, model: str, path: str) -> None:
        with override_settings(CCB_SUPPORT_TICKETS=(f"desk.{model}", path, "priority")):
            assert self.meanings(TicketForm())[0][1]["quejas"] == "complaint"

    @pytest.mark.usefixtures("desk")
    def test_an_asynchronous_view_does_not_break_the_form(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Django refuses to look for the keys of the queues there."""

        async def view() -> Page:
            return rendered(BEFORE, form=TicketForm())

        assert asyncio.run(view()).content.strip() == ""
        assert "No advice: You cannot call this from an async context" in caplog.text

    @pytest.mark.usefixtures("desk")
    def test_takes_a_word_in_place_of_a_field(self, caplog: pytest.LogCaptureFixture) -> None:
        page = rendered("{% ccb_advice_before form.queue 3 %}", form=TicketForm())
        assert json.loads(page.attribute("data-fields"))["priority"] == {
            "id": "", "meanings": {"": 3},
        }  # fmt: skip
        assert rendered(BEFORE).content.strip() == ""
        assert "CCB_SUPPORT_REQUEST_TYPES has no entry for ''" in caplog.text

    @pytest.mark.usefixtures("desk")
    def test_without_an_address_shows_nothing(self) -> None:
        request = RequestFactory().get("/")
        vars(request)["user"] = STAFF
        with override_settings(ROOT_URLCONF=OTHER_URLS):
            page = rendered(BEFORE, form=TicketForm(), request=request)
        assert page.content.strip() == ""


@pytest.mark.usefixtures("clock")
class TestFault:
    """A fault does not break a page: the log has it, and the staff reads it."""

    @pytest.mark.parametrize(
        ("tag", "reader", "language", "fault"),
        [
            (
                "{% ccb_advice 'otros' 3 %}",
                "es",
                "es",
                "CCB_SUPPORT_REQUEST_TYPES no tiene una entrada para 'otros'",
            ),
            (
                "{% ccb_advice 'otros' 3 %}",
                "de",
                "en",
                "CCB_SUPPORT_REQUEST_TYPES has no entry for 'otros'",
            ),
            (
                "{% ccb_advice 'quejas' 9 %}",
                "es",
                "es",
                "CCB_SUPPORT_PRIORITIES no tiene una entrada para 9",
            ),
            (
                "{% ccb_advice nothing 3 %}",
                "es",
                "es",
                "CCB_SUPPORT_REQUEST_TYPES no tiene una entrada para ''",
            ),
            # The library would understand it, and the settings do not.
            (
                "{% ccb_advice 'complaint' 3 %}",
                "es",
                "es",
                "CCB_SUPPORT_REQUEST_TYPES no tiene una entrada para 'complaint'",
            ),
        ],
    )
    def test_is_for_the_staff_alone(
        self, tag: str, reader: str, language: str, fault: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        request = RequestFactory().get("/")
        assert rendered(tag, request=request).content.strip() == ""
        vars(request)["user"] = STAFF
        with translation.override(reader):
            page = rendered(tag, request=request)
        (shown,) = page.parts("fault")
        assert shown.startswith(fault)
        assert page.attribute("lang") == language
        assert "No advice: " in caplog.text

    @pytest.mark.parametrize(
        ("tag", "setting", "value", "words"),
        [
            ("{% ccb_advice 'quejas' 3 %}", "DIRECTORY", "nothing.toml", "nothing.toml"),
            ("{% ccb_advice 'quejas' 3 %}", "NOW", lambda: datetime(2201, 1, 1, tzinfo=UTC), "1984 to 2199"),
            (BEFORE, "TICKETS", ("desk.Ticket", "nothing__slug", "priority"), "'nothing'"),
            (BEFORE, "TICKETS", ("desk.Ticket", "queue__nothing", "priority"), "'nothing'"),
            (BEFORE, "TICKETS", 7, "CCB_SUPPORT_TICKETS"),
            (BEFORE, "DIRECTORY", "nothing.toml", "nothing.toml"),
        ],
    )  # fmt: skip
    @pytest.mark.usefixtures("desk")
    def test_of_the_settings(
        self, tag: str, setting: str, value: object, words: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        with override_settings(**{f"CCB_SUPPORT_{setting}": value}):
            assert rendered(tag, form=TicketForm()).content.strip() == ""
        assert "No advice: " in caplog.text
        assert words in caplog.text


STAFF = SimpleNamespace(is_staff=True)
"""A person of the staff; this project has no accounts."""

SCRIPT = (SOURCE / "django/static/ccb_support/component.js").read_text("utf-8")
COMPLAINT = "/support-advice/advice/?request_type=complaint&priority=3"


class TestFragment:
    """The address on the page returns the advice of that moment, and nothing else."""

    def test_is_the_part_of_the_page(self, desk: Desk) -> None:
        page = desk.page(desk.file())
        fragment = desk.get(page.attribute("src"))
        element = page.content[page.content.index("<ccb-support") :].partition("<link ")[0]
        assert fragment.content.strip() == element.strip()
        assert "<script" not in fragment.content

    def test_keeps_the_language_of_the_page(self, desk: Desk) -> None:
        """The address of a page may choose its language, and the fragment has another address."""
        address = desk.page(desk.file(), "en").attribute("src")
        assert desk.get(address, "es").attribute("lang") == "en"
        # Otherwise it is that of the reader.
        for question in (COMPLAINT, f"{COMPLAINT}&language=de"):
            assert desk.get(question, "en").attribute("lang") == "en"

    def test_needs_no_login_and_is_kept_by_nobody(self, desk: Desk) -> None:
        """Django's middleware for sites that need a login looks at this attribute."""
        assert not getattr(resolve(COMPLAINT.partition("?")[0]).func, "login_required", True)
        assert "no-store" in desk.client.get(COMPLAINT).headers["cache-control"]
        assert desk.client.post(COMPLAINT).status_code == 405

    @pytest.mark.parametrize(
        ("query", "words"),
        [
            ("request_type=qeuja&priority=3&language=es", "¿Quiso escribir 'queja'?"),
            ("request_type=qeuja&priority=3&language=en", "Did you mean 'queja'?"),
            ("request_type=queja", "None no es una prioridad"),
            ("", "None no es un tipo de solicitud"),
        ],
    )
    def test_refuses_an_unknown_request(self, desk: Desk, query: str, words: str) -> None:
        response = desk.client.get(f"/support-advice/advice/?{query}")
        assert response.status_code == 400
        assert response.headers["content-type"] == "text/plain; charset=utf-8"
        assert words in response.content.decode()

    def test_is_empty_without_a_directory(self, desk: Desk) -> None:
        with override_settings(CCB_SUPPORT_DIRECTORY="nothing.toml"):
            assert desk.get(COMPLAINT).content.strip() == ""

    @pytest.mark.usefixtures("clock")
    @pytest.mark.parametrize("urls", [OTHER_URLS, None])
    def test_is_not_offered_without_its_address(self, urls: str | None) -> None:
        with override_settings(ROOT_URLCONF=urls):
            page = rendered("{% ccb_advice 'quejas' 3 %}")
        assert page.attribute("src") == ""
        assert page.text


class TestScript:
    """The script works under a strict policy of content. Browsers drive it in tests/widget."""

    @pytest.mark.parametrize(
        "sink",
        [
            "eval",
            "innerHTML",
            "outerHTML",
            "insertAdjacent",
            "document.write",
            "DOMParser",
            ".style",
        ],
    )
    def test_makes_nothing_of_text(self, sink: str) -> None:
        assert sink not in SCRIPT

    def test_is_in_the_package(self) -> None:
        assert {path.name for path in (SOURCE / "django/static/ccb_support").iterdir()} == {
            "advice.css", "component.js",
        }  # fmt: skip


@pytest.mark.parametrize("address", ["/desk/", "/form/"])
def test_the_pages_of_the_desk_that_a_browser_looks_at_are_there(address: str) -> None:
    reply = Client().get(address)
    assert reply.status_code == 200
    assert "ccb-support" in reply.content.decode()
