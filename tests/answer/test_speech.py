"""Days and times in words, for a person who reads them on some day."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from ccb_support import BOGOTA
from ccb_support.answer.speech import Brevity, Voice
from ccb_support.words import Language
from tests.builders import at

TUESDAY = date(2026, 11, 24)
LONDON = ZoneInfo("Europe/London")


def times(language: Language = "es", today: date | None = TUESDAY) -> Voice:
    return Voice(language, BOGOTA, today)


@pytest.mark.parametrize(
    ("day", "today", "spanish", "english"),
    [
        ("2026-11-24", "2026-11-24", "hoy", "today"),
        ("2026-11-25", "2026-11-24", "mañana miércoles", "tomorrow, Wednesday,"),
        ("2027-01-01", "2026-12-31", "mañana viernes", "tomorrow, Friday,"),
        ("2026-11-26", "2026-11-24", "el jueves 26 de noviembre", "Thursday 26 November"),
        ("2026-11-23", "2026-11-24", "el lunes 23 de noviembre", "Monday 23 November"),
        ("2027-01-04", "2026-12-31", "el lunes 4 de enero de 2027", "Monday 4 January 2027"),
        ("2026-11-24", None, "el martes 24 de noviembre de 2026", "Tuesday 24 November 2026"),
    ],
)
def test_days(day: str, today: str | None, spanish: str, english: str) -> None:
    read_on = date.fromisoformat(today) if today else None
    assert times("es", read_on).day(date.fromisoformat(day)) == spanish
    assert times("en", read_on).day(date.fromisoformat(day)) == english


@pytest.mark.parametrize(
    ("moment", "spanish", "english"),
    [
        ("2026-11-24T00:30", "a las 12:30 a. m.", "at 12:30 a.m."),
        ("2026-11-24T01:00", "a la 1:00 a. m.", "at 1:00 a.m."),
        ("2026-11-24T11:59", "a las 11:59 a. m.", "at 11:59 a.m."),
        ("2026-11-24T12:00", "al mediodía", "at noon"),
        ("2026-11-24T12:01", "a las 12:01 p. m.", "at 12:01 p.m."),
        ("2026-11-24T13:00", "a la 1:00 p. m.", "at 1:00 p.m."),
        ("2026-11-24T23:59", "a las 11:59 p. m.", "at 11:59 p.m."),
        # Midnight belongs to the day that ends.
        ("2026-11-25T00:00", "a la medianoche", "at midnight"),
    ],
)
def test_times_of_day(moment: str, spanish: str, english: str) -> None:
    assert times("es").moment(at(moment)) == f"hoy {spanish}"
    assert times("en").moment(at(moment)) == f"today {english}"


@pytest.mark.parametrize(
    ("end", "spanish", "english"),
    [
        ("2026-11-24T17:00", "hoy hasta las 5:00 p. m.", "today until 5:00 p.m."),
        ("2026-11-24T13:00", "hoy hasta la 1:00 p. m.", "today until 1:00 p.m."),
        ("2026-11-24T12:00", "hoy hasta el mediodía", "today until noon"),
        ("2026-11-25T00:00", "hoy hasta la medianoche", "today until midnight"),
        (
            "2026-11-25T00:30",
            "hasta mañana miércoles a las 12:30 a. m.",
            "until tomorrow, Wednesday, at 12:30 a.m.",
        ),
        (
            "2026-11-25T02:00",
            "hasta mañana miércoles a las 2:00 a. m.",
            "until tomorrow, Wednesday, at 2:00 a.m.",
        ),
        (
            "2026-11-26T00:00",
            "hasta mañana miércoles a la medianoche",
            "until tomorrow, Wednesday, at midnight",
        ),
        (
            "2026-11-30T17:00",
            "hasta el lunes 30 de noviembre a las 5:00 p. m.",
            "until Monday 30 November at 5:00 p.m.",
        ),
    ],
)
def test_ends(end: str, spanish: str, english: str) -> None:
    assert times("es").until(at(end)) == spanish
    assert times("en").until(at(end)) == english


@pytest.mark.parametrize(
    ("first", "last", "spanish", "english"),
    [
        (
            "2026-12-28", "2026-12-30",
            "del lunes 28 al miércoles 30 de diciembre",
            "from Monday 28 to Wednesday 30 December",
        ),
        (
            "2026-12-30", "2027-01-02",
            "del miércoles 30 de diciembre al sábado 2 de enero de 2027",
            "from Wednesday 30 December to Saturday 2 January 2027",
        ),
        (
            "2026-11-30", "2027-11-30",
            "del lunes 30 de noviembre al martes 30 de noviembre de 2027",
            "from Monday 30 November to Tuesday 30 November 2027",
        ),
    ],
)  # fmt: skip
def test_spans(first: str, last: str, spanish: str, english: str) -> None:
    days = date.fromisoformat(first), date.fromisoformat(last)
    assert times("es").span(*days) == spanish
    assert times("en").span(*days) == english


def test_a_year_that_was_said_may_be_left_out() -> None:
    brief = times("es", None)
    brief.brevity = Brevity.YEARS_ONCE
    said = {
        "2027-01-04": "el lunes 4 de enero de 2027",
        "2027-12-31": "el viernes 31 de diciembre",
        "2028-12-31": "el domingo 31 de diciembre de 2028",
        "2029-01-02": "el martes 2 de enero",
        "2027-12-30": "el jueves 30 de diciembre de 2027",
    }
    assert {day: brief.day(date.fromisoformat(day)) for day in said} == said


@pytest.mark.parametrize(("hour", "offset"), [(0, "+01:00"), (1, "+00:00")])
def test_the_offset_distinguishes_an_hour_that_comes_twice(hour: int, offset: str) -> None:
    spoken = Voice("es", LONDON, date(2026, 10, 25))
    moment = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    assert spoken.moment(moment) == f"hoy a la 1:30 a. m. (UTC{offset})"
    assert spoken.until(moment) == f"hoy hasta la 1:30 a. m. (UTC{offset})"


@pytest.mark.parametrize(
    ("zone", "midnight", "words"),
    [
        # The next date of the clock is 31 December.
        ("Pacific/Apia", "2011-12-30T10:00+00:00", "el jueves 29 de diciembre de 2011 a la medianoche"),
        # The clock shows it for the second time.
        ("America/Havana", "2025-11-02T05:00+00:00", "el sábado 1 de noviembre de 2025 a la medianoche (UTC-05:00)"),
    ],
)  # fmt: skip
def test_midnight_is_of_a_day_before(zone: str, midnight: str, words: str) -> None:
    spoken = Voice("es", ZoneInfo(zone))
    assert spoken.moment(datetime.fromisoformat(midnight)) == words


def test_a_moment_is_said_in_the_zone_of_the_reader() -> None:
    assert times().moment(datetime(2026, 11, 25, 4, tzinfo=UTC)) == "hoy a las 11:00 p. m."
