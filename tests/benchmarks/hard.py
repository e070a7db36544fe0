"""Cold work over directories that are hard to read, beside the same peers as the shipped one."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING

from cold import LONG_WORK, TEN_YEARS, ask_each_next_day, intervals_of_ten_years, next_changes
from measuring import Work, compared

from ccb_support import Directory

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SHIPPED = files("ccb_support").joinpath("directory.toml").read_text("utf-8")
BEFORE_CHANNELS = "\n[[channels]]"
YEARS = range(2020, 2030)

QUESTIONS = 1_000


def hard_directories() -> Mapping[str, Directory]:
    """Return the directories, each with a PQRS desk whose hours are hard to work out."""
    texts = {
        "the shipped directory": SHIPPED,
        "night shifts, 22:00 to 06:00": SHIPPED.replace(
            'opens = "07:00", closes = "17:00"', 'opens = "22:00", closes = "06:00"'
        ),
        "a closure of three months each year": SHIPPED + "".join(map(_closure, YEARS)),
        "a season, yearly days, holiday hours": _every_layer(),
        "500 half days": SHIPPED + "".join(map(_half_day, range(500))),
        "Australia/Lord_Howe": _in_zone("Australia/Lord_Howe"),
        "Africa/Casablanca": _in_zone("Africa/Casablanca"),
    }
    return {name: Directory.from_toml(text) for name, text in texts.items()}


def _in_zone(name: str) -> str:
    """Return the shipped directory in another zone, with its holidays."""
    return 'holiday_calendar = "CO"\n' + SHIPPED.replace("America/Bogota", name)


def _every_layer() -> str:
    """Return the shipped directory with each layer of hours on every channel."""
    with_holidays = re.sub(
        r'holidays = "\w+"', 'holidays = [{ opens = "08:00", closes = "12:00" }]', SHIPPED
    )
    return f"""{with_holidays}
[[seasons]]
name = "Fin de año"
from = "12-15"
through = "01-15"
hours = [{{ days = "lunes a viernes", opens = "08:00", closes = "12:00" }}]

[[special_days]]
name = "Nochebuena"
date = "12-24"
hours = [{{ opens = "08:00", closes = "11:00" }}]

[[special_days]]
name = "Año Viejo"
date = "12-31"
hours = [{{ opens = "08:00", closes = "11:00" }}]
"""


def hard_rows(rounds: int) -> Iterator[str]:
    """Yield a table of ratios: a row for each directory, a column for each kind of work."""
    goals = {
        "`recommend`, each next day": 8.0,
        **{name: goal for name, (goal, _) in LONG_WORK.items()},
    }
    yield f"| Directory, cold | {' | '.join(goals)} |"
    yield "|---" * (len(goals) + 1) + "|"
    yield f"| goal: at most | {' | '.join(f'{goal:g}' for goal in goals.values())} |"
    for name, directory in hard_directories().items():
        ratios = " | ".join(f"{each:.1f}" for each in _ratios(directory, rounds))
        yield f"| {name} | {ratios} |"


def _ratios(directory: Directory, rounds: int) -> Iterator[float]:
    questions = Work(partial(ask_each_next_day, directory, QUESTIONS), QUESTIONS)
    changes = Work(partial(next_changes, QUESTIONS), QUESTIONS)
    yield compared(questions, changes, rounds=rounds).ratio
    for _, do in LONG_WORK.values():
        ours, theirs = Work(partial(do, directory, *TEN_YEARS)), Work(intervals_of_ten_years)
        yield compared(ours, theirs, rounds=rounds).ratio


def _half_day(number: int) -> str:
    day = date(YEARS[0], 1, 1) + timedelta(days=7 * number)
    return f"""
[[special_days]]
name = {{ es = "Media jornada", en = "Half day" }}
channels = ["pqrs"]
date = {day}
hours = [{{ opens = "07:00", closes = "12:00" }}]
"""


def _closure(year: int) -> str:
    return f"""
[[closures]]
name = {{ es = "Receso", en = "Recess" }}
channels = ["pqrs"]
starts = {year}-05-04T12:00:00
ends = {year}-08-04T12:00:00
"""
