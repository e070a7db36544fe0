"""Names and forms of days, times and lists."""

from __future__ import annotations

from .phrase import Phrase, Phrases

WEEKDAYS = (
    Phrase(es="lunes", en="Monday"),
    Phrase(es="martes", en="Tuesday"),
    Phrase(es="miércoles", en="Wednesday"),
    Phrase(es="jueves", en="Thursday"),
    Phrase(es="viernes", en="Friday"),
    Phrase(es="sábado", en="Saturday"),
    Phrase(es="domingo", en="Sunday"),
)
MONTHS = (
    Phrase(es="enero", en="January"),
    Phrase(es="febrero", en="February"),
    Phrase(es="marzo", en="March"),
    Phrase(es="abril", en="April"),
    Phrase(es="mayo", en="May"),
    Phrase(es="junio", en="June"),
    Phrase(es="julio", en="July"),
    Phrase(es="agosto", en="August"),
    Phrase(es="septiembre", en="September"),
    Phrase(es="octubre", en="October"),
    Phrase(es="noviembre", en="November"),
    Phrase(es="diciembre", en="December"),
)

DATE = Phrase(es="{weekday} {day} de {month} de {year}", en="{weekday} {day} {month} {year}")
ON_DATE = Phrase(es="el {date}", en="{date}")
DATE_SPAN = Phrase(es="del {first} al {last}", en="from {first} to {last}")
MOMENT = Phrase(es="el {date} {time}", en="{date} {time}")
RELATIVE_MOMENT = Phrase(es="{relative}, {date}, {time}", en="{relative}, {date}, {time}")
RELATIVE_DAYS: Phrases[int] = {
    0: Phrase(es="hoy", en="today"),
    1: Phrase(es="mañana", en="tomorrow"),
}
"""By how many days ahead a day is, the word for it."""

TIME = Phrase(es="a las {clock} {half}", en="at {clock} {half}")
TIME_AT_ONE = Phrase(es="a la {clock} {half}", en="at {clock} {half}")
BEFORE_NOON = Phrase(es="a. m.", en="a.m.")
NOON = Phrase(es="m.", en="noon")
AFTER_NOON = Phrase(es="p. m.", en="p.m.")

AND = Phrase(es=" y ", en=" and ")
OR = Phrase(es=" o ", en=" or ")
MORE = Phrase(es="{count} más", en="{count} more")
"""The end of a long list: how many things are left out."""
