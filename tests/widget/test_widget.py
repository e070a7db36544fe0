"""The widget says what `recommend` says, at every time, and its page asks nobody for anything."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64encode
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from html.parser import HTMLParser
from itertools import accumulate, product
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccb_support import (
    Channel,
    Directory,
    NoChannelError,
    Priority,
    RequestType,
    Router,
    default_directory,
)
from ccb_support.model.requests import RequestKind, every_kind
from ccb_support.testing import strategies
from ccb_support.widget import to_widget
from ccb_support.words import LANGUAGES
from tests.builders import at, changed, channel, chat, closure, directory, mail, phone, shipped
from tests.editions import edition
from tests.systems import examples

DATA = "application/json"


class Said(NamedTuple):
    """What the widget says.

    Attributes:
        text: the words.
        until: the sentence that says until when, or an empty text.
        contacts: the contacts, each with its label and its address.
        is_known: whether the page has the answer.
    """

    text: str
    until: str
    contacts: list[tuple[str, str]]
    is_known: bool


class Page(HTMLParser):
    """A page, and what its widget says.

    Attributes:
        elements: the attributes of each element, by the name of the element.
        scripts: the text of each script, by its type; a program has no type.
        text: what a reader without scripts sees.
        data: the data of the widget.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: defaultdict[str, list[dict[str, str | None]]] = defaultdict(list)
        self.scripts: defaultdict[str | None, list[str]] = defaultdict(list)
        self.styles: list[str] = []
        self.text = ""
        self._name = ""
        self.feed(html)
        self.close()
        (data,) = self.scripts[DATA]
        self.data: dict[str, Any] = json.loads(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._name = tag
        self.elements[tag].append(dict(attrs))

    def handle_data(self, data: str) -> None:
        if self._name == "script" and data.strip():
            self.scripts[self.elements["script"][-1].get("type")].append(data)
        elif self._name == "style":
            self.styles.append(data)
        else:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == self._name:
            self._name = ""

    def says(self, request_type: str, priority: int, when: datetime, language: str) -> Said:
        """Return what the widget says of a request at a time."""
        plan = self.data["plans"][self.data["kinds"][request_type][priority - 1]]
        starts = [*accumulate(plan["steps"])]
        second = when.timestamp()
        is_known = starts[0] <= second < self.data["end"]
        place = plan["advice"][bisect_right(starts, second) - 1] if is_known else plan["otherwise"]
        advice, column = self.data["advice"][place], self.data["languages"].index(language)
        contacts = [self.data["contacts"][each] for each in advice["contacts"]]
        return Said(
            advice["text"][column],
            advice["until"][column] if advice["until"] else "",
            [(each["label"][column], each["uri"]) for each in contacts],
            is_known,
        )


START, END = at("2026-11-24 00:00"), at("2027-01-24 00:00")

BOUNDARIES = [
    START + timedelta(days=day, hours=hour, microseconds=side)
    for day, hour, side in product(range(62), (0, 7, 17), (-1, 0))
][1:-5]  # from the start to just before the end
"""Both sides of each time at which the PQRS desk may open or close, or the date changes."""

HOSTILE = "</script><script>alert('1')</script><!-- \" & '"


@lru_cache
def page(
    router: Directory | Router, start: datetime = START, end: datetime = END, **options: str
) -> Page:
    return Page(to_widget(router, start, end, **options))


def named_in(text: str, channels: Iterable[Channel], language: str) -> set[str]:
    """Return the addresses of the contacts that some words name."""
    contacts = (contact for each in channels for contact in each.contacts)
    return {each.uri for each in contacts if each.display(language) in text}


def sides(found: Page, start: datetime, end: datetime) -> list[datetime]:
    """Return the times around each change of a page, and around its end, that lie in a range."""
    starts = {each for plan in found.data["plans"] for each in accumulate(plan["steps"])}
    both = (
        datetime.fromtimestamp(second, UTC) - side
        for second in sorted({*starts, found.data["end"]})
        for side in (timedelta(microseconds=1), timedelta())
    )
    return [each for each in both if start <= each < end]


def check_said(
    found: Page, router: Router, kind: RequestKind, when: datetime, language: str
) -> str:
    """Check that a page says what `recommend` says, with all contacts; return its words."""
    said = found.says(kind.request_type, kind.priority, when, language)
    assert said.is_known
    try:
        answer = router.recommend(kind.request_type, kind.priority, when)
    except NoChannelError:
        assert said == Said("No channel serves this request.", "", [], is_known=True)
        return said.text
    assert said.text == answer.explain(language, at=when)
    uris = [uri for _, uri in said.contacts]
    assert uris[0] == answer.uri
    assert named_in(said.text, router.directory.channels, language) <= {*uris}
    assert bool(said.until) == bool(answer.valid_until)
    return said.text


class TestAdvice:
    """What the widget says while it knows the answer."""

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_what_recommend_says_on_both_sides_of_every_boundary(self, language: str) -> None:
        router, found = Router(default_directory()), page(default_directory())
        for kind, when in product(every_kind(default_directory()), BOUNDARIES):
            check_said(found, router, kind, when, language)

    def test_says_of_which_requests_no_channel_is(self) -> None:
        desk = directory(channel(request_types=["incident"]))
        texts = {
            kind.request_type: check_said(page(desk), Router(desk), kind, START, "en")
            for kind in every_kind(desk)
        }
        unserved = {each for each in texts if texts[each].startswith("No channel serves")}
        assert unserved == texts.keys() - {"incident"}

    @settings(max_examples=examples(25))
    @given(st.data())
    def test_is_right_for_any_directory(self, data: st.DataObject) -> None:
        drawn = data.draw(strategies.directories())
        start = data.draw(strategies.boundary_instants(drawn))
        end = min(start + timedelta(days=9), datetime(2200, 1, 1, tzinfo=drawn.zone))
        router = Router(drawn)
        found = page(router, start, end)
        kind = data.draw(st.sampled_from(every_kind(drawn)))
        for when in sides(found, start, end):
            check_said(found, router, kind, when, "en")

    def test_follows_an_id_that_a_later_edition_reads_as_a_word_for_another(self) -> None:
        """A page may go on to ask about the request type of the edition before."""
        old = changed(
            directory(channel(request_types=["incident"])),
            request_types=[{"id": "incident", "name": "incident"}],
        )
        lines = channel("day", "Mo-Su 08:00-18:00"), channel("line")
        new = edition(
            "2027-01-01",
            old,
            channels=[changed(each, request_types=["outage"]) for each in lines],
            request_types=[{"id": "outage", "name": "outage", "spellings": ["incident"]}],
        )
        found = page(Router([old, new]))
        for hour, line in ((7, "line"), (9, "day"), (19, "line")):
            said = found.says("incident", 3, at(f"2027-01-02 {hour:02}:00"), "en")
            assert said.text.startswith(f"Call: channel {line}, ")
        assert found.says("incident", 3, END, "en").text.startswith("Call: channel line, ")

    def test_has_no_channel_for_what_a_later_edition_drops(self) -> None:
        desk = directory(channel())
        types, scale = desk.request_types[1:], desk.priorities[:3]
        kept = channel(request_types=[each.id for each in types], priorities=[1, 2, 3])
        new = edition("2027-01-01", desk, channels=[kept], request_types=types, priorities=scale)
        found = page(Router([desk, new]))
        for request in (("incident", 3), ("claim", 4)):
            # In the range, and after it.
            for when in (at("2027-01-02 09:00"), END):
                assert found.says(*request, when, "en").text.startswith("No channel serves")

    def test_follows_a_date_that_comes_twice(self) -> None:
        """In St. John's, the clock went from 00:01 of Sunday back to 23:01 of Saturday."""
        desks = directory(channel("desk", "Su 08:00-12:00"), time_zone="America/St_Johns")
        start, end = (datetime(2005, 10, day, 12, tzinfo=desks.zone) for day in (29, 30))
        router = Router(desks)
        found = page(router, start, end)
        kind = RequestKind(request_type=RequestType.CLAIM, priority=Priority.LOW)
        texts = [check_said(found, router, kind, when, "en") for when in sides(found, start, end)]
        assert sum("tomorrow, Sunday" in each for each in texts) >= 2

    @pytest.mark.parametrize(
        ("when", "language", "until"),
        [
            (
                "2026-11-27 18:00",
                "es",
                "Esta respuesta vale hasta el lunes 30 de noviembre a las 7:00 a. m.",
            ),
            ("2026-11-27 08:00", "en", "This answer holds today until 5:00 p.m."),
        ],
    )
    def test_says_until_when_it_holds(self, when: str, language: str, until: str) -> None:
        found = page(default_directory())
        said = found.says(RequestType.COMPLAINT, Priority.HIGH, at(when), language)
        assert said.until == until

    def test_has_every_contact_of_the_channel_and_one_of_each_other(self) -> None:
        desks = directory(
            channel("desk", contacts=[phone(1), mail()]),
            channel("other", contacts=[phone(2), chat()]),
            channel("page", contacts=[chat()]),
        )
        said = page(desks).says(RequestType.CLAIM, Priority.LOW, START, "en")
        assert [label for label, _ in said.contacts] == [
            f"Channel desk: {phone(1).printed}",
            f"Channel desk: {mail().address}",
            f"Channel other: {phone(2).printed}",
            "Channel page: chat",
        ]


class TestOutsideTheRange:
    """The page knows no answer, and says what is right at any time."""

    @pytest.mark.parametrize("when", [END, START - timedelta(microseconds=1)])
    @pytest.mark.parametrize(
        ("priority", "text", "contact"),
        [
            (
                Priority.HIGH,
                "Llame a la Línea Gratuita Nacional: (601) 7457495 (24 horas).",
                ("Línea Gratuita Nacional: (601) 7457495", "tel:+576017457495"),
            ),
            (
                Priority.CRITICAL,
                "Llame a la línea móvil de prioridad 1: (57) 318 717 49 37 (24 horas).",
                ("Línea móvil de prioridad 1: (57) 318 717 49 37", "tel:+573187174937"),
            ),
        ],
    )
    def test_gives_a_channel_that_is_always_open(
        self, when: datetime, priority: Priority, text: str, contact: tuple[str, str]
    ) -> None:
        said = page(default_directory()).says(RequestType.COMPLAINT, priority, when, "es")
        assert said == Said(text, "", [contact], is_known=False)

    def test_the_range_may_start_within_a_day(self) -> None:
        start = at("2026-11-24 10:00")
        says = page(default_directory(), start, at("2026-11-26 10:00")).says
        moments = start - timedelta(microseconds=1), start
        known = [says(RequestType.COMPLAINT, Priority.LOW, each, "es").is_known for each in moments]
        assert known == [False, True]

    def test_without_one_it_gives_all_that_serve_the_request(self) -> None:
        shut = closure("2030-01-01 00:00", "2030-01-02 00:00", channels=["lines"])
        desks = directory(channel("desk", "Mo 08:00-12:00"), channel("lines"), closures=[shut])
        said = page(desks).says(RequestType.CLAIM, Priority.LOW, END, "es")
        assert said.text == "Pruebe con estos contactos."
        assert [uri for _, uri in said.contacts] == [
            each.contacts[0].uri for each in desks.channels
        ]

    def test_says_in_the_page_for_which_days_it_is_right(self) -> None:
        assert page(default_directory()).data["words"]["days"] == [
            "Los horarios de esta página valen del martes 24 de noviembre de 2026 al sábado 23 de enero de 2027.",
            "The hours of this page are right from Tuesday 24 November 2026 to Saturday 23 January 2027.",
        ]

    @pytest.mark.parametrize("when", [START, END])
    def test_a_request_that_nobody_serves(self, when: datetime) -> None:
        found = page(directory(channel("desk", request_types=["claim"])))
        said = found.says(RequestType.INCIDENT, Priority.LOW, when, "es")
        assert (said.text, said.contacts) == ("Ningún canal recibe esta solicitud.", [])


class TestPage:
    """The page is one safe file."""

    def test_is_small(self) -> None:
        html = to_widget(default_directory(), START, at("2027-05-24 00:00"))
        assert len(gzip.compress(html.encode())) < 10_000
        component, chooser = Page(html).scripts[None]
        assert (
            len(gzip.compress(f"{component}{chooser}".encode())) < 4_800
        )  # a tenth is for the forms of Django

    def test_its_policy_lets_only_its_own_scripts_run_and_loads_nothing(self) -> None:
        found = page(default_directory())
        (policy,) = (
            str(each["content"])
            for each in found.elements["meta"]
            if each.get("http-equiv") == "Content-Security-Policy"
        )
        assert policy.startswith("default-src 'none'; ")
        assert policy.endswith("; base-uri 'none'; form-action 'none'")
        digests = (sha256(each.encode()) for each in (*found.scripts[None], *found.styles))
        wanted = [f"sha256-{b64encode(each.digest()).decode()}" for each in digests]
        assert re.findall(r"'(sha256-.+?)'", policy) == wanted
        assert not [
            name
            for elements in found.elements.values()
            for attributes in elements
            for name in attributes
            if name in {"src", "href", "style"} or name.startswith("on")
        ]

    def test_no_name_gets_out_of_the_data(self) -> None:
        desks = [changed(each, name=HOSTILE) for each in default_directory().channels]
        harmless = page(default_directory())
        found = page(shipped(channels=desks), END - timedelta(days=9))
        assert found.elements.keys() == harmless.elements.keys()
        assert found.scripts[None] == harmless.scripts[None]
        assert len(found.scripts[DATA]) == 1
        assert HOSTILE in found.data["advice"][0]["text"][0]
        assert HOSTILE in found.text

    def test_has_every_contact_without_scripts(self) -> None:
        desk = channel("desk", "Mo-Fr 08:00-17:00", contacts=[phone(1)])
        other = channel("other", "Sa 08:00-17:00", contacts=[chat()], request_types=["complaint"])
        idle = channel("idle", contacts=[mail("idle")], request_types=())
        text = page(directory(desk, other, idle), END - timedelta(days=9)).text
        assert "idle@" not in text
        assert "Su navegador no puede mostrar quién atiende ahora." in text
        assert text.count("Canal desk: (601) 5550101") == 1
        assert "Canal other: https://example.org/chat" in text

    def test_without_scripts_the_channels_for_every_request_come_first(self) -> None:
        text = page(default_directory(), END - timedelta(days=9)).text
        lines = [each.partition(": ")[0] for each in text.splitlines() if ": " in each]
        assert [*dict.fromkeys(lines)] == [
            "Línea Gratuita Nacional",
            "Correo de soporte",
            "Chat en línea",
            "Línea de PQRS",
            "Línea móvil de prioridad 1",
        ]

    def test_a_contact_without_scripts_has_its_days_if_an_edition_changes_it(self) -> None:
        rest = channel("rest", contacts=[chat()])
        old = directory(channel("desk", contacts=[phone(1)]), rest)
        new = edition("2027-01-01", directory(channel("desk", contacts=[phone(2)]), rest))
        newest = edition("2027-01-10", old)
        text = page(Router([old, new, newest])).text
        for line in (
            f"Canal desk: {phone(1).printed} (del martes 24 de noviembre de 2026 al jueves 31 de diciembre de 2026)",
            f"Canal desk: {phone(1).printed} (del domingo 10 al sábado 23 de enero de 2027)",
            f"Canal desk: {phone(2).printed} (del viernes 1 al sábado 9 de enero de 2027)",
            "Canal rest: https://example.org/chat",
        ):
            assert line in text.splitlines()

    @pytest.mark.parametrize(
        ("spoken", "options", "language", "label"),
        [
            ("es", {}, "es", "Requerimiento"),
            ("es", {"language": "en-GB"}, "en", "Service request"),
            ("en", {}, "en", "Service request"),
        ],
    )
    def test_speaks_the_language_of_the_directory_or_another(
        self, spoken: str, options: dict[str, str], language: str, label: str
    ) -> None:
        found = page(shipped(language=spoken), END - timedelta(days=9), **options)
        assert found.elements["html"] == [{"lang": language}]
        assert found.data["language"] == language
        assert label in found.text

    def test_offers_every_request(self) -> None:
        found = page(default_directory())
        choices = [each["value"] for each in found.elements["option"]]
        assert choices == [*RequestType, *(f"P{each:d}" for each in Priority)]
        component, _ = found.scripts[None]
        assert {*re.findall(r"data\.words\.(\w+)", component)} <= found.data["words"].keys()
        chosen = [each["value"] for each in found.elements["option"] if "selected" in each]
        assert chosen == ["incident", "P3"]
        assert found.elements["ccb-support"] == [{"request-type": "incident", "priority": "P3"}]
