"""The questions that the desk itself would ask, in a table that anyone can check. Bogotá time."""

from datetime import datetime, timedelta
from itertools import product

import pytest

from ccb_support import (
    BOGOTA,
    Priority,
    Reason,
    RequestType,
    Router,
    Verdict,
    default_directory,
    recommend,
)
from tests.builders import PQRS


def bogota(moment: str) -> datetime:
    """Read a moment such as `Tue 24 Nov 2026 09:30`."""
    local = datetime.strptime(moment, "%a %d %b %Y %H:%M").replace(tzinfo=BOGOTA)
    assert f"{local:%a %d %b %Y %H:%M}" == moment, "the weekday is that of the date"
    return local


PQRS_LINE = "(601) 7442727 opción 3"
MOBILE = "(57) 318 717 49 37"
NATIONAL = "(601) 7457495"

TABLE = [
    # request, priority, asked at, channel, what to dial, reason, until
    ("complaint", 3, "Tue 24 Nov 2026 09:30", "pqrs", PQRS_LINE, "dedicated", "Tue 24 Nov 2026 17:00"),
    ("complaint", 3, "Tue 24 Nov 2026 17:00", "national_line", NATIONAL, "fallback", "Wed 25 Nov 2026 07:00"),
    ("claim", 2, "Fri 10 Jul 2026 18:00", "national_line", NATIONAL, "fallback", "Tue 14 Jul 2026 07:00"),
    ("petition", 1, "Sat 28 Nov 2026 11:00", "p1_mobile", MOBILE, "priority", "Mon 30 Nov 2026 07:00"),
    ("petition", 1, "Mon 30 Nov 2026 11:00", "pqrs", PQRS_LINE, "dedicated", "Mon 30 Nov 2026 17:00"),
    ("incident", 1, "Sat 28 Nov 2026 03:00", "p1_mobile", MOBILE, "priority", "for ever"),
    ("incident", 4, "Sat 28 Nov 2026 03:00", "national_line", NATIONAL, "general", "for ever"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("request_type", "priority", "at", "channel", "dial", "reason", "until"), TABLE
)
def test_the_answer(
    request_type: str, priority: int, at: str, channel: str, dial: str, reason: str, until: str
) -> None:
    answer = recommend(request_type, priority, bogota(at))
    end = None if until == "for ever" else bogota(until)
    found = answer.channel.id, answer.number, answer.reason, answer.valid_until
    assert found == (channel, dial, reason, end)
    assert (answer.open_now, answer.contact.display("es")) == (True, dial)


WITH_OPTIONS: list[tuple[str, int, str, str | None, list[str], str, str, str]] = [
    # request, priority, at, preferred medium, channels that are down: channel, contact, reason
    ("incident", 4, "Sat 28 Nov 2026 03:00", "chat", [], "chat", "http", "preferred"),
    ("incident", 4, "Tue 24 Nov 2026 09:30", "email", [], "email", "mailto:soporte.ccb@", "preferred"),
    ("complaint", 3, "Tue 24 Nov 2026 09:30", "email", [], "pqrs", "mailto:certicamararesponde@", "dedicated"),
    ("incident", 1, "Tue 24 Nov 2026 09:30", "chat", [], "p1_mobile", "tel:", "priority"),
    ("incident", 1, "Tue 24 Nov 2026 09:30", None, ["p1_mobile"], "national_line", "tel:", "fallback"),
    ("complaint", 3, "Tue 24 Nov 2026 09:30", None, ["pqrs"], "national_line", "tel:", "fallback"),
    ("incident", 3, "Tue 24 Nov 2026 09:30", None, ["national_line"], "email", "mailto:", "general"),
    ("incident", 1, "Tue 24 Nov 2026 09:30", "chat", ["p1_mobile"], "national_line", "tel:", "fallback"),
    ("incident", 1, "Tue 24 Nov 2026 09:30", "email", ["p1_mobile"], "national_line", "tel:", "fallback"),
    ("complaint", 1, "Tue 24 Nov 2026 09:30", "email", ["p1_mobile"], "pqrs", "tel:", "dedicated"),
    ("incident", 1, "Tue 24 Nov 2026 09:30", "chat", ["p1_mobile", "national_line"], "chat", "http:", "preferred"),
    ("incident", 2, "Tue 24 Nov 2026 09:30", "chat", ["p1_mobile"], "chat", "http:", "preferred"),
    ("incident", 3, "Tue 24 Nov 2026 09:30", "chat", ["chat"], "national_line", "tel:", "general"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("request_type", "priority", "at", "prefer", "down", "channel", "uri", "reason"), WITH_OPTIONS
)
def test_the_answer_with_a_preference_or_something_down(
    request_type: str,
    priority: int,
    at: str,
    prefer: str | None,
    down: list[str],
    channel: str,
    uri: str,
    reason: str,
) -> None:
    answer = recommend(request_type, priority, bogota(at), prefer=prefer, unavailable=down)
    assert (answer.channel.id, answer.reason) == (channel, reason)
    assert answer.uri.startswith(uri)


PQRS_DESK = [
    # at, the PQRS desk, why
    ("Mon 30 Nov 2026 06:59", "closed", "a minute before it opens"),
    ("Mon 30 Nov 2026 07:00", "open", "the first minute"),
    ("Mon 30 Nov 2026 12:00", "open", "no lunch break"),
    ("Mon 30 Nov 2026 16:59", "open", "the last minute"),
    ("Mon 30 Nov 2026 17:00", "closed", "the minute in which it closes"),
    ("Mon 30 Nov 2026 00:00", "closed", "midnight"),
    ("Sat 28 Nov 2026 09:00", "closed", "Saturday"),
    ("Sun 29 Nov 2026 09:00", "closed", "Sunday"),
    ("Tue 08 Dec 2026 09:00", "closed", "Immaculate Conception: a fixed date, on a Tuesday"),
    ("Fri 25 Dec 2026 09:00", "closed", "Christmas"),
    ("Thu 24 Dec 2026 16:59", "open", "Christmas Eve is a working day"),
    ("Thu 02 Apr 2026 09:00", "closed", "Maundy Thursday"),
    ("Fri 03 Apr 2026 09:00", "closed", "Good Friday"),
    ("Wed 01 Apr 2026 09:00", "open", "Wednesday of Holy Week"),
    ("Mon 12 Jan 2026 09:00", "closed", "Epiphany, moved from Tuesday the 6th"),
    ("Tue 06 Jan 2026 09:00", "open", "Epiphany's own date, from which it is moved"),
    ("Mon 13 Jul 2026 09:00", "closed", "Our Lady of Chiquinquirá, by the law of 2026"),
    ("Mon 14 Jul 2025 09:00", "open", "the same Monday a year before that law"),
    ("Mon 30 Jun 2025 09:00", "closed", "two holidays share this Monday"),
    ("Mon 01 Jul 2030 09:00", "closed", "two holidays share this Monday too"),
    ("Tue 02 Jun 1992 07:30", "open", "summer time in Bogotá"),
    ("Sun 01 Jan 1984 00:00", "closed", "the first supported instant"),
    ("Tue 31 Dec 2199 16:59", "open", "the last supported working day"),
]

WHO_ANSWERS = {
    # (is it a PQRS?, is it P1?): while the PQRS desk is open, while it is closed
    (True, True): ("pqrs", "p1_mobile"),
    (True, False): ("pqrs", "national_line"),
    (False, True): ("p1_mobile", "p1_mobile"),
    (False, False): ("national_line", "national_line"),
}


@pytest.mark.parametrize(("at", "desk", "why"), PQRS_DESK)
def test_every_request_at_an_instant(at: str, desk: str, why: str) -> None:
    for request_type, priority in product(RequestType, Priority):
        answer = recommend(request_type, priority, bogota(at))
        expected = WHO_ANSWERS[request_type in PQRS, priority == 1][desk == "closed"]
        assert answer.channel.id == expected, f"{why}: {request_type}, P{priority.value}"


def test_every_field_of_an_answer() -> None:
    answer = recommend("claim", 2, bogota("Fri 10 Jul 2026 18:00"))
    expected = {
        "request_type": RequestType.CLAIM,
        "priority": Priority.HIGH,
        "number": "(601) 7457495",
        "uri": "tel:+576017457495",
        "reason": Reason.FALLBACK,
        "opens_at": None,
        "closes_at": None,
        "valid_from": bogota("Fri 10 Jul 2026 17:00"),
        "escalation": default_directory().escalation,
        "directory_version": default_directory().version,
        "time_zone": "America/Bogota",
    }
    assert {name: getattr(answer, name) for name in expected} == expected
    assert [channel.id for channel in answer.alternatives] == ["email", "chat"]
    assert {entry.channel: entry.verdict for entry in answer.trace} == {
        "pqrs": Verdict.CLOSED,
        "p1_mobile": Verdict.NOT_SERVED,
        "national_line": Verdict.RECOMMENDED,
        "email": Verdict.ALTERNATIVE,
        "chat": Verdict.ALTERNATIVE,
    }
    pqrs = answer.trace[0]
    assert pqrs.opens_at == bogota("Tue 14 Jul 2026 07:00")
    assert [(str(cause.date), cause.name.en) for cause in pqrs.because] == [
        ("2026-07-13", "Our Lady of Chiquinquirá")
    ]


def test_an_answer_is_one_object_over_its_whole_span() -> None:
    router = Router(default_directory())
    answer = router.recommend("claim", 2, bogota("Fri 10 Jul 2026 18:00"))
    end = bogota("Tue 14 Jul 2026 07:00")
    assert router.recommend("claim", 2, end - timedelta(microseconds=1)) is answer
    assert answer.holds_at(end - timedelta(microseconds=1))
    assert not answer.holds_at(end)
    assert not answer.holds_at(bogota("Fri 10 Jul 2026 16:59"))
