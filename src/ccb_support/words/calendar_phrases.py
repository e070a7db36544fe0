"""Names and forms of days, times and lists."""

from __future__ import annotations

from .phrase import Phrase

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
DATE_IN_YEAR = Phrase(es="{weekday} {day} de {month}", en="{weekday} {day} {month}")
DATE_IN_MONTH = Phrase(es="{weekday} {day}", en="{weekday} {day}")
ON_DATE = Phrase(es="el {date}", en="{date}")
TODAY = Phrase(es="hoy", en="today")
TOMORROW = Phrase(es="mañana {weekday}", en="tomorrow, {weekday},")

MOMENT = Phrase(es="{day} a {time}", en="{day} at {time}")
UNTIL_TODAY = Phrase(es="hoy hasta {time}", en="today until {time}")
UNTIL_MOMENT = Phrase(es="hasta {moment}", en="until {moment}")
DATE_SPAN = Phrase(es="del {first} al {last}", en="from {first} to {last}")
UNTIL_DATE = Phrase(es="hasta el {last}", en="until {last}")
"""The rest of a span that has begun."""

TIME = Phrase(es="las {clock} {half}", en="{clock} {half}")
TIME_AT_ONE = Phrase(es="la {clock} {half}", en="{clock} {half}")
MIDNIGHT = Phrase(es="la medianoche", en="midnight")
BEFORE_NOON = Phrase(es="a. m.", en="a.m.")
NOON = Phrase(es="m.", en="noon")
AFTER_NOON = Phrase(es="p. m.", en="p.m.")

AND = Phrase(es=" y ", en=" and ")
AND_BEFORE_I = Phrase(es=" e ", en=" and ")
"""In place of `AND`, before a word that sounds like "i" in Spanish."""
UNNAMED_HOLIDAY = Phrase(es="festivo", en="holiday")
"""The name of a holiday that nobody names."""

MORE = Phrase(es="{count} más", en="{count} more")
"""The end of a long list: how many things are left out."""
