"""The phrases of a week's picture, as text and as SVG."""

from __future__ import annotations

from .phrase import Phrase, Phrases

WEEK = Phrase(
    es="Semana del {first} al {last}, hora de {zone}",
    en="Week from {first} to {last}, time of {zone}",
)

ONE_DAY = Phrase(es="El {first}, hora de {zone}", en="{first}, time of {zone}")
"""In place of `WEEK`, if only one day is shown."""

NOW = Phrase(es="Ahora: {date}, {time}", en="Now: {date}, {time}")
HOLIDAY = Phrase(es="Festivo: {date} ({name})", en="Holiday: {date} ({name})")
ATTENDED = Phrase(es="atiende", en="attended")
CLOSED = Phrase(es="cerrado", en="closed")
PARTLY_ATTENDED = Phrase(es="atiende en parte", en="attended in part")
HOLIDAY_MARK = Phrase(es="festivo", en="holiday")
NOW_MARK = Phrase(es="ahora", en="now")
SCALE = Phrase(es="Cada signo es media hora.", en="Each mark is half an hour.")
ALL_DAY = Phrase(es="todo el día", en="all day")
EVERY_DAY = Phrase(es="cada día", en="every day")

CAUSES: Phrases[str] = {
    "holiday": Phrase(es="festivo: {name}", en="holiday: {name}"),
    "season": Phrase(es="temporada: {name}", en="season: {name}"),
    "special_day": Phrase(es="horario especial: {name}", en="special hours: {name}"),
    "closure": Phrase(es="cierre: {name}", en="closure: {name}"),
}
"""By kind of exception, why the hours of a day are as they are."""

VERSION = Phrase(es="Directorio, versión {version}", en="Directory, version {version}")
