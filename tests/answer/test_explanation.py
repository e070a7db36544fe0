"""What an answer says in words. The golden file is read by people: a change of words shows there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ccb_support import (
    BOGOTA,
    Day,
    Directory,
    Recommendation,
    Router,
    default_directory,
    recommend,
)
from ccb_support.answer.short_forms import day_in_full
from ccb_support.words.languages import LANGUAGES, Language

GOLDEN = Path(__file__).parents[1] / "golden" / "explanations.md"


def bogota(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BOGOTA)


def with_exceptions() -> Router:
    content = default_directory().model_dump(mode="json")
    content["special_days"] = [
        {
            "name": {"es": "Víspera de Navidad", "en": "Christmas Eve"},
            "channels": ["pqrs"],
            "date": "2026-12-24",
            "hours": [{"opens": "07:00", "closes": "12:00"}],
        },
        {
            "name": {"es": "Mudanza", "en": "move"},
            "channels": ["pqrs"],
            "date": "2026-12-28",
            "through": "2026-12-30",
            "hours": "closed",
        },
    ]
    content["closures"] = [
        {
            "name": {"es": "Corte de luz", "en": "power cut"},
            "starts": "2026-12-05T22:00",
            "ends": "2026-12-06T01:00",
        }
    ]
    return Router(Directory.model_validate(content))


def two_desks() -> Router:
    """Two desks that open at one instant, and a chat by day that closes at one o'clock."""
    content = default_directory().model_dump(mode="json")
    pqrs = content["channels"][0]
    other = pqrs | {"id": "second", "name": {"es": "Segunda mesa", "en": "second desk"}}
    chat = content["channels"][4] | {
        "hours": [{"days": ["saturday"], "opens": "00:30", "closes": "13:00"}]
    }
    content["channels"] = [pqrs, other, content["channels"][2], chat]
    return Router(Directory.model_validate(content))


def only_by_day() -> Router:
    content = default_directory().model_dump(mode="json")
    content["channels"] = content["channels"][:1]
    return Router(Directory.model_validate(content))


SITUATIONS: dict[str, tuple[Recommendation, str | None]] = {
    "PQRS desk open": (recommend("queja", 3, bogota("2026-11-24T09:30")), "2026-11-24T09:30"),
    "PQRS desk closed for the night": (
        recommend("queja", 3, bogota("2026-11-24T18:00")),
        "2026-11-24T18:00",
    ),
    "the same, read after midnight": (
        recommend("queja", 3, bogota("2026-11-24T18:00")),
        "2026-11-25T01:00",
    ),
    "before a holiday, read at no known instant": (
        recommend("reclamo", 2, bogota("2026-07-10T18:00")),
        None,
    ),
    "critical petition on a Saturday": (recommend("petición", 1, bogota("2026-11-28T11:00")), None),
    "incident": (recommend("incidente", 4, bogota("2026-11-28T11:00")), None),
    "critical incident": (recommend("incidente", 1, bogota("2026-11-28T11:00")), None),
    "critical incident, mobile line down": (
        recommend("incidente", 1, bogota("2026-11-28T11:00"), unavailable=["p1_mobile"]),
        None,
    ),
    "incident, chat preferred": (
        recommend("incidente", 4, bogota("2026-11-28T11:00"), prefer="chat"),
        None,
    ),
    "complaint, mailbox preferred": (
        recommend("queja", 3, bogota("2026-11-24T09:30"), prefer="correo"),
        None,
    ),
    "half day": (
        with_exceptions().recommend("queja", 3, bogota("2026-12-24T09:00")),
        "2026-12-24T09:00",
    ),
    "after a half day, a holiday and a move follow": (
        with_exceptions().recommend("queja", 3, bogota("2026-12-24T12:00")),
        None,
    ),
    "everything closed by a power cut": (
        with_exceptions().recommend("incidente", 4, bogota("2026-12-05T22:00")),
        "2026-12-05T22:00",
    ),
    "two desks open at one instant": (
        two_desks().recommend("queja", 3, bogota("2026-11-28T18:00")),
        None,
    ),
    "two desks closed, a chat opens before them": (
        two_desks().recommend("queja", 3, bogota("2026-11-27T18:00")),
        None,
    ),
    "a desk closed and a line down": (
        recommend("petición", 1, bogota("2026-11-24T20:00"), unavailable=["p1_mobile"]),
        None,
    ),
    "two desks down": (
        two_desks().recommend(
            "queja", 3, bogota("2026-11-28T00:30"), unavailable=["pqrs", "second"]
        ),
        None,
    ),
    "at one o'clock the chat closes": (
        two_desks().recommend("incidente", 3, bogota("2026-11-28T12:00"), prefer="chat"),
        "2026-11-28T12:00",
    ),
    "the only desk is closed": (
        only_by_day().recommend("queja", 3, bogota("2026-11-28T12:00")),
        "2026-11-28T12:00",
    ),
    "the only desk is open": (
        only_by_day().recommend("queja", 3, bogota("2026-11-27T12:00")),
        None,
    ),
}


def golden_text() -> str:
    """Return the golden file as it should be."""
    lines = ["# What the answers say", ""]
    for situation, (answer, at) in SITUATIONS.items():
        read_at = bogota(at) if at else None
        lines += [f"## {situation}", ""]
        for language in LANGUAGES:
            lines += [f"- {language}: {answer.explain(language, at=read_at)}"]
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


def test_weekday_and_date_stand_with_every_time() -> None:
    words = SITUATIONS["PQRS desk closed for the night"][0].explain("es")
    assert "hasta el miércoles 25 de noviembre de 2026 a las 7:00 a. m." in words


def test_a_mailbox_can_be_written_to_before_it_is_attended() -> None:
    words = recommend("queja", 3, bogota("2026-11-24T18:00")).explain("es")
    assert "Mientras tanto puede escribir a certicamararesponde@certicamara.com" in words
    assert "se atiende a partir de entonces" in words


def test_hours_that_cover_the_week_have_no_end_to_tell() -> None:
    content = default_directory().model_dump(mode="json")
    content["channels"][2]["hours"] = [
        {"days": [day.value for day in Day], "opens": "00:00", "closes": "24:00"}
    ]
    answer = Router(Directory.model_validate(content)).recommend(
        "incidente", 4, bogota("2026-11-24")
    )
    assert "Atiende" not in answer.explain("es")


def test_a_long_list_is_counted() -> None:
    content = default_directory().model_dump(mode="json")
    chat = content["channels"][4]
    content["channels"] += [chat | {"id": f"chat_{number}"} for number in range(9)]
    answer = Router(Directory.model_validate(content)).recommend(
        "incidente", 4, bogota("2026-11-24T18:00")
    )
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
    content = default_directory().model_dump(mode="json")
    content["channels"][0]["hours"] = [
        {"days": ["tuesday"], "opens": clock, "closes": "23:30" if clock != "23:59" else "24:00"}
    ]
    router = Router(Directory.model_validate(content))
    answer = router.recommend("queja", 3, bogota("2026-11-23T12:00"))
    assert spanish in answer.explain("es")
    assert english in answer.explain("en")


@pytest.mark.parametrize(
    ("language", "until"),
    [("es", "a la 1:00 a. m. (UTC+00:00), cuando"), ("en", "at 1:00 a.m. (UTC+00:00), when")],
)
def test_the_offset_distinguishes_an_hour_that_comes_twice(language: Language, until: str) -> None:
    content = default_directory().model_dump(mode="json")
    content["time_zone"] = "Europe/London"
    night = {"days": ["saturday", "sunday"], "opens": "22:00", "closes": "01:30"}
    content["channels"][0]["hours"] = [night]
    before_the_clock_goes_back = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)
    answer = Router(Directory.model_validate(content)).recommend(
        "queja", 3, before_the_clock_goes_back
    )
    assert until in answer.explain(language)


def test_names_of_days_are_those_of_the_calendar() -> None:
    day = date(2026, 11, 24)
    assert day_in_full(day, "es") == "martes 24 de noviembre de 2026"
    assert day_in_full(day, "en") == "Tuesday 24 November 2026"
