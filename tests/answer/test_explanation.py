"""What an answer says in words. The golden file is read by people: a change of words shows there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ccb_support import LocalizedText, Recommendation, Router, default_directory, recommend
from ccb_support.answer.short_forms import day_in_full
from ccb_support.words.languages import LANGUAGES, Language
from tests.builders import at, changed, closure, shipped, special_day, weekly_hours

GOLDEN = Path(__file__).parents[1] / "golden" / "explanations.md"


CHRISTMAS_EVE = special_day(
    "2026-12-24",
    "07:00-12:00",
    channels=["pqrs"],
    name=LocalizedText(es="Víspera de Navidad", en="Christmas Eve"),
)
MOVE = special_day(
    "2026-12-28/2026-12-30", channels=["pqrs"], name=LocalizedText(es="Mudanza", en="move")
)
POWER_CUT = closure(
    "2026-12-05T22:00", "2026-12-06T01:00", name=LocalizedText(es="Corte de luz", en="power cut")
)
EXCEPTIONS = Router(shipped(special_days=[CHRISTMAS_EVE, MOVE], closures=[POWER_CUT]))

DESK, _, LINE, _, CHAT = default_directory().channels
SECOND_DESK = changed(DESK, id="second", name=LocalizedText(es="Segunda mesa", en="second desk"))
CHAT_BY_DAY = changed(CHAT, hours=weekly_hours("Sa 00:30-13:00"))
TWO_DESKS = Router(shipped(channels=[DESK, SECOND_DESK, LINE, CHAT_BY_DAY]))
"""Two desks that open at one instant, and a chat by day that closes at one o'clock."""

ONLY_DESK = Router(shipped(channels=[DESK]))

SITUATIONS: dict[str, tuple[Recommendation, str | None]] = {
    "PQRS desk open": (recommend("queja", 3, at("2026-11-24T09:30")), "2026-11-24T09:30"),
    "PQRS desk closed for the night": (
        recommend("queja", 3, at("2026-11-24T18:00")),
        "2026-11-24T18:00",
    ),
    "the same, read after midnight": (
        recommend("queja", 3, at("2026-11-24T18:00")),
        "2026-11-25T01:00",
    ),
    "before a holiday, read at no known instant": (
        recommend("reclamo", 2, at("2026-07-10T18:00")),
        None,
    ),
    "critical petition on a Saturday": (recommend("petición", 1, at("2026-11-28T11:00")), None),
    "incident": (recommend("incidente", 4, at("2026-11-28T11:00")), None),
    "critical incident": (recommend("incidente", 1, at("2026-11-28T11:00")), None),
    "critical incident, mobile line down": (
        recommend("incidente", 1, at("2026-11-28T11:00"), unavailable=["p1_mobile"]),
        None,
    ),
    "incident, chat preferred": (
        recommend("incidente", 4, at("2026-11-28T11:00"), prefer="chat"),
        None,
    ),
    "complaint, mailbox preferred": (
        recommend("queja", 3, at("2026-11-24T09:30"), prefer="correo"),
        None,
    ),
    "half day": (EXCEPTIONS.recommend("queja", 3, at("2026-12-24T09:00")), "2026-12-24T09:00"),
    "after a half day, a holiday and a move follow": (
        EXCEPTIONS.recommend("queja", 3, at("2026-12-24T12:00")),
        None,
    ),
    "everything closed by a power cut": (
        EXCEPTIONS.recommend("incidente", 4, at("2026-12-05T22:00")),
        "2026-12-05T22:00",
    ),
    "two desks open at one instant": (
        TWO_DESKS.recommend("queja", 3, at("2026-11-28T18:00")),
        None,
    ),
    "two desks closed, a chat opens before them": (
        TWO_DESKS.recommend("queja", 3, at("2026-11-27T18:00")),
        None,
    ),
    "a desk closed and a line down": (
        recommend("petición", 1, at("2026-11-24T20:00"), unavailable=["p1_mobile"]),
        None,
    ),
    "two desks down": (
        TWO_DESKS.recommend("queja", 3, at("2026-11-28T00:30"), unavailable=["pqrs", "second"]),
        None,
    ),
    "at one o'clock the chat closes": (
        TWO_DESKS.recommend("incidente", 3, at("2026-11-28T12:00"), prefer="chat"),
        "2026-11-28T12:00",
    ),
    "the only desk is closed": (
        ONLY_DESK.recommend("queja", 3, at("2026-11-28T12:00")),
        "2026-11-28T12:00",
    ),
    "the only desk is open": (ONLY_DESK.recommend("queja", 3, at("2026-11-27T12:00")), None),
}
"""Answers, each with the time at which it is read."""


def golden_text() -> str:
    """Return the golden file as it should be."""
    lines = ["# What the answers say", ""]
    for situation, (answer, read_at) in SITUATIONS.items():
        when = at(read_at) if read_at else None
        lines += [f"## {situation}", ""]
        for language in LANGUAGES:
            lines += [f"- {language}: {answer.explain(language, at=when)}"]
        lines += [""]
    return "\n".join(lines)


def test_the_words_are_those_of_the_golden_file() -> None:
    assert golden_text() == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_no_word_is_left_to_fill_in(situation: str, language: Language) -> None:
    answer, _ = SITUATIONS[situation]
    words = answer.explain(language)
    assert not set("{}") & set(words)
    assert ".." not in words
    assert "  " not in words
    assert words.endswith(".")
    assert answer.contact.display("es").split(" opción")[0] in words


def test_a_time_has_its_weekday_and_date() -> None:
    words = SITUATIONS["PQRS desk closed for the night"][0].explain("es")
    assert "hasta el miércoles 25 de noviembre de 2026 a las 7:00 a. m." in words


def test_a_mailbox_can_be_written_to_before_it_is_attended() -> None:
    words = SITUATIONS["PQRS desk closed for the night"][0].explain("es")
    assert "Mientras tanto puede escribir a certicamararesponde@certicamara.com" in words
    assert "se atiende a partir de entonces" in words


def test_hours_that_cover_the_week_have_no_end_to_name() -> None:
    line = changed(LINE, hours=weekly_hours("Mo-Su 00:00-24:00"))
    answer = Router(shipped(channels=[line])).recommend("incidente", 4, at("2026-11-24"))
    assert "Atiende" not in answer.explain("es")


def test_a_long_list_is_counted() -> None:
    chats = [changed(CHAT, id=f"chat_{number}") for number in range(9)]
    router = Router(shipped(channels=[*default_directory().channels, *chats]))
    answer = router.recommend("incidente", 4, at("2026-11-24T18:00"))
    assert "o 6 más." in answer.explain("es")
    assert "or 6 more." in answer.explain("en")


@pytest.mark.parametrize(
    ("clock", "spanish", "english"),
    [
        ("00:00", "a las 12:00 a. m.", "at 12:00 a.m."),
        ("00:30", "a las 12:30 a. m.", "at 12:30 a.m."),
        ("01:00", "a la 1:00 a. m.", "at 1:00 a.m."),
        ("11:59", "a las 11:59 a. m.", "at 11:59 a.m."),
        ("12:00", "a las 12:00 m.", "at 12:00 noon"),
        ("12:01", "a las 12:01 p. m.", "at 12:01 p.m."),
        ("13:00", "a la 1:00 p. m.", "at 1:00 p.m."),
        ("23:59", "a las 11:59 p. m.", "at 11:59 p.m."),
    ],
)
def test_times_of_day(clock: str, spanish: str, english: str) -> None:
    closes = "23:30" if clock != "23:59" else "24:00"
    desk = changed(DESK, hours=weekly_hours(f"Tu {clock}-{closes}"))
    answer = Router(shipped(channels=[desk, LINE])).recommend("queja", 3, at("2026-11-23T12:00"))
    assert spanish in answer.explain("es")
    assert english in answer.explain("en")


@pytest.mark.parametrize(
    ("language", "until"),
    [("es", "a la 1:00 a. m. (UTC+00:00), cuando"), ("en", "at 1:00 a.m. (UTC+00:00), when")],
)
def test_the_offset_distinguishes_an_hour_that_comes_twice(language: Language, until: str) -> None:
    desk = changed(DESK, hours=weekly_hours("Sa,Su 22:00-01:30"))
    router = Router(
        shipped(channels=[desk, LINE], time_zone="Europe/London", holiday_calendar="CO")
    )
    before_the_clock_goes_back = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)
    answer = router.recommend("queja", 3, before_the_clock_goes_back)
    assert until in answer.explain(language)


def test_names_of_days_are_those_of_the_calendar() -> None:
    day = date(2026, 11, 24)
    assert day_in_full(day, "es") == "martes 24 de noviembre de 2026"
    assert day_in_full(day, "en") == "Tuesday 24 November 2026"
