"""What `verify` finds about channels: those that never answer, and those that share a contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ccb_support import Email, FindingCode, Phone, Severity
from tests.builders import (
    OFFICE,
    PQRS,
    at,
    changed,
    channel,
    chat,
    closure,
    directory,
    form,
    mail,
    phone,
    short_code,
    whatsapp,
)
from tests.verification.proof import END, EVERY_KIND, START, codes, prove, span, the_only

if TYPE_CHECKING:
    from ccb_support import Channel, Contact


class TestServesNothing:
    """A channel without request types, or without priorities, serves nothing."""

    @pytest.mark.parametrize(
        "idle",
        [channel("idle", request_types=[]), channel("idle", priorities=[])],
        ids=["request_types", "priorities"],
    )
    def test_it_is_one_warning(self, idle: Channel) -> None:
        report = prove(directory(channel(), idle))
        finding = the_only(report, FindingCode.SERVES_NOTHING)
        assert (finding.severity, finding.channels) == (Severity.WARNING, ("idle",))
        assert FindingCode.NEVER_THE_ANSWER not in codes(report)

    def test_near_miss_one_kind_of_request(self) -> None:
        desk = directory(channel("few", request_types=["appeal"], priorities=[5]), channel())
        assert FindingCode.SERVES_NOTHING not in codes(prove(desk))


class TestNeverOpen:
    """A channel that is not open at any time of the range is a warning."""

    def test_for_a_closure(self) -> None:
        move = closure("2026-01-01T00:00", "2026-11-30T00:00", channels=["shut"])
        desk = directory(channel(), channel("shut"), closures=[move])
        finding = the_only(prove(desk), FindingCode.NEVER_OPEN)
        assert (finding.severity, finding.channels) == (Severity.WARNING, ("shut",))
        assert span(finding) == (START, END)

    def test_without_hours_it_is_not_reported_as_never_the_answer_too(self) -> None:
        report = prove(directory(channel(), channel("shut", hours="")))
        assert the_only(report, FindingCode.NEVER_OPEN).channels == ("shut",)
        assert FindingCode.NEVER_THE_ANSWER not in codes(report)

    @pytest.mark.parametrize(
        ("starts", "ends"),
        [("2026-01-01T00:00", "2026-11-29T23:59"), ("2026-11-23T00:01", "2027-01-01T00:00")],
    )
    def test_near_miss_it_is_open_for_one_minute(self, starts: str, ends: str) -> None:
        shut = closure(starts, ends, channels=["shut"])
        desk = directory(channel(), channel("shut"), closures=[shut])
        assert FindingCode.NEVER_OPEN not in codes(prove(desk))


class TestNeverTheAnswer:
    """A channel comes after others that are open whenever it is, for every preferred medium."""

    def test_it_is_a_warning_and_says_which_channels_shadow_it(self) -> None:
        desk = directory(
            channel("pqrs", request_types=PQRS), channel("first"), channel("last", hours=OFFICE)
        )
        finding = the_only(prove(desk), FindingCode.NEVER_THE_ANSWER)
        assert finding.severity == Severity.WARNING
        assert (finding.channels, finding.instead) == (("last",), ("pqrs", "first"))
        assert finding.counterexample
        assert finding.counterexample.request == EVERY_KIND[0]
        assert span(finding) == (at("2026-11-23T07:00"), at("2026-11-23T17:00"))

    def test_a_channel_that_does_not_serve_the_same_requests_shadows_nothing(self) -> None:
        desk = directory(channel("pqrs", request_types=PQRS), channel("last"))
        assert FindingCode.NEVER_THE_ANSWER not in codes(prove(desk))

    def test_near_miss_the_first_closes_for_a_minute(self) -> None:
        minute = closure("2026-11-26T12:00", "2026-11-26T12:01", channels=["first"])
        desk = directory(channel("first"), channel("last"), closures=[minute])
        assert FindingCode.NEVER_THE_ANSWER not in codes(prove(desk))

    def test_near_miss_it_is_the_one_that_opens_next(self) -> None:
        desk = directory(channel("first", hours=OFFICE), channel("last", hours="Mo-Fr 06:00-17:00"))
        assert FindingCode.NEVER_THE_ANSWER not in codes(prove(desk))


class TestAnswerByPreferenceOnly:
    """A channel that is the answer only if the caller prefers its medium is worth a note."""

    def test_it_is_a_note(self) -> None:
        desk = directory(channel("first"), channel("last", contacts=[mail("desk")]))
        finding = the_only(prove(desk), FindingCode.ANSWER_BY_PREFERENCE_ONLY)
        assert finding.severity == Severity.NOTE
        assert (finding.channels, finding.instead) == (("last",), ("first",))

    def test_near_miss_no_preference_reaches_it(self) -> None:
        desk = directory(
            channel("first", contacts=[phone(1), mail("desk")]),
            channel("last", contacts=[mail("other")]),
        )
        report = prove(desk)
        assert FindingCode.ANSWER_BY_PREFERENCE_ONLY not in codes(report)
        assert the_only(report, FindingCode.NEVER_THE_ANSWER).channels == ("last",)

    def test_near_miss_it_is_the_answer_to_others(self) -> None:
        desk = directory(
            channel("first", request_types=PQRS), channel("last", contacts=[mail("desk")])
        )
        assert FindingCode.ANSWER_BY_PREFERENCE_ONLY not in codes(prove(desk))


class TestSharedContact:
    """Two channels that reach the same are a warning."""

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (phone(1), changed(phone(1), printed="555 0101")),
            (mail("desk"), Email(address="Desk@Example.org")),
            (chat(), chat()),
            (form(), form()),
            (form("help"), chat("help")),
            (whatsapp(), changed(whatsapp(), printed="+57 300 5550100")),
            (short_code("195"), short_code("195", "+57")),
        ],
    )
    def test_however_it_is_printed(self, one: Contact, other: Contact) -> None:
        desk = directory(
            channel("a", contacts=[one]), channel("b"), channel("c", contacts=[phone(9), other])
        )
        finding = the_only(prove(desk), FindingCode.SHARED_CONTACT)
        assert (finding.severity, finding.channels) == (Severity.WARNING, ("a", "c"))
        assert finding.contact == one

    def test_near_miss_another_page(self) -> None:
        desk = directory(channel("a", contacts=[chat("a")]), channel("b", contacts=[chat("b")]))
        assert FindingCode.SHARED_CONTACT not in codes(prove(desk))

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (phone(menu_option="1"), phone(menu_option="2")),
            (phone(extensions=["1"]), phone(extensions=["2"])),
            (short_code("195"), short_code("195", "+1")),
            (
                whatsapp(1),
                Phone(printed=whatsapp(1).printed, e164=whatsapp(1).e164),
            ),
        ],
        ids=["menu_option", "extensions", "country", "medium"],
    )
    def test_near_miss_another_menu_option_extension_country_or_medium(
        self, one: Contact, other: Contact
    ) -> None:
        desk = directory(channel("c0", contacts=[one]), channel("c1", contacts=[other]))
        assert FindingCode.SHARED_CONTACT not in codes(prove(desk))

    def test_near_miss_one_channel_that_has_it_twice(self) -> None:
        desk = directory(channel(contacts=[phone(1), phone(1)]))
        assert FindingCode.SHARED_CONTACT not in codes(prove(desk))
