"""Cold work over directories that are hard to read, beside peers that read the same hours."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from cold import LONG_WORK, TEN_YEARS, ask_each_next_day, intervals_of_ten_years, next_changes
from measuring import Work, compared
from opening_hours import OpeningHours, State
from peers import OFFICE_HOURS

from ccb_support import Directory, Router

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

SHIPPED = files("ccb_support").joinpath("directory.toml").read_text("utf-8")
YEARS = range(2020, 2030)

QUESTIONS = 1_000

LAYERS = (
    "Dec 15-Jan 15 off; Dec 15-Jan 15 Mo-Fr 08:00-12:00; PH 08:00-12:00;"
    " Dec 24,Dec 31 Mo-Fr 08:00-11:00"
)
"""The season, the holiday hours and the yearly days of `_every_layer`, as the peer writes them."""


class HardDirectory(NamedTuple):
    """A directory whose hours are hard to work out.

    Attributes:
        name: what is hard about it.
        directory: the directory.
        peers: the same hours, as `opening-hours-py` evaluates them: by the id of a channel, for
            each set of hours on which the answer to a complaint depends.
    """

    name: str
    directory: Directory
    peers: dict[str, OpeningHours]


def hard_directories() -> Iterator[HardDirectory]:
    """Yield the directories; the PQRS desk of each has hours that are hard to work out."""
    yield _hard("the shipped directory", SHIPPED, "Mo-Fr 07:00-17:00; PH off")
    yield _hard(
        "night shifts, 22:00 to 06:00",
        SHIPPED.replace('opens = "07:00", closes = "17:00"', 'opens = "22:00", closes = "06:00"'),
        "Mo-Fr 22:00-06:00; PH 22:00-30:00 off",
    )
    yield _hard(
        "a closure of three months each year",
        SHIPPED + "".join(map(_closure, YEARS)),
        "Mo-Fr 07:00-17:00; May 05-Aug 03 off; May 04 Mo-Fr 07:00-12:00;"
        " Aug 04 Mo-Fr 12:00-17:00; PH off",
    )
    yield _hard(
        "a season, yearly days, holiday hours",
        _every_layer(),
        f"Mo-Fr 07:00-17:00; {LAYERS}",
        f"24/7; {LAYERS}",
    )
    yield _hard(
        "500 half days",
        SHIPPED + "".join(map(_half_day, range(500))),
        f"Mo-Fr 07:00-17:00; PH off; {_half_days_of_peer()} 07:00-12:00",
    )
    for zone in ("Australia/Lord_Howe", "Africa/Casablanca"):
        yield _hard(zone, _in_zone(zone), "Mo-Fr 07:00-17:00; PH off")


def _hard(name: str, text: str, desk: str, lines: str = "") -> HardDirectory:
    """Return a directory with its peers: the desk, and the lines unless they are always open."""
    directory = Directory.from_toml(text)
    hours = {"pqrs": desk, "national_line": lines}
    peers = {
        channel: OpeningHours(each, country="CO", timezone=directory.zone)
        for channel, each in hours.items()
        if each
    }
    _check(directory, peers)
    return HardDirectory(name, directory, peers)


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


def _check(directory: Directory, peers: dict[str, OpeningHours]) -> None:
    """Stop unless the peers open as often, so that like is compared with like.

    They do not know the holiday of Ley 2578 of 2026, which changes a day of each year from then on.
    """
    router = Router(directory)
    for channel, peer in peers.items():
        ours = len(router.open_spans(channel, *TEN_YEARS))
        theirs = sum(state == State.OPEN for _, _, state, _ in peer.intervals(*TEN_YEARS))
        if abs(ours - theirs) > 2 * len(YEARS):
            raise SystemExit(f"The peer disagrees: {ours} and {theirs} spans of {channel}")


def hard_rows(rounds: int) -> Iterator[str]:
    """Yield a table of ratios: a row for each directory, a column for each kind of work."""
    goals = {
        "`recommend`, each next day": 6.5,
        **{name: goal for name, (goal, _) in LONG_WORK.items()},
    }
    yield f"| Directory, cold | {' | '.join(goals)} |"
    yield "|---" * (len(goals) + 1) + "|"
    yield f"| goal: at most | {' | '.join(f'{goal:g}' for goal in goals.values())} |"
    for hard in hard_directories():
        ratios = " | ".join(_ratios(hard, rounds))
        yield f"| {hard.name} | {ratios} |"


def _ratios(hard: HardDirectory, rounds: int) -> Iterator[str]:
    ask = Work(partial(ask_each_next_day, hard.directory, QUESTIONS))
    yield _both_ratios(ask, partial(next_changes, QUESTIONS), hard, rounds)
    for _, do in LONG_WORK.values():
        work = Work(partial(do, hard.directory, *TEN_YEARS))
        yield _both_ratios(work, intervals_of_ten_years, hard, rounds)


def _both_ratios(
    ours: Work,
    theirs: Callable[[Collection[OpeningHours]], object],
    hard: HardDirectory,
    rounds: int,
) -> str:
    """Return the ratio to the same hours, and in brackets the ratio to plain office hours."""
    ratios = [
        compared(ours, Work(partial(theirs, peers)), rounds=rounds).ratio
        for peers in (hard.peers.values(), [OFFICE_HOURS])
    ]
    return "{:.1f} ({:.1f})".format(*ratios)


def _day_of_half_day(number: int) -> date:
    return date(YEARS[0], 1, 1) + timedelta(days=7 * number)


def _half_day(number: int) -> str:
    return f"""
[[special_days]]
name = {{ es = "Media jornada", en = "Half day" }}
channels = ["pqrs"]
date = {_day_of_half_day(number)}
hours = [{{ opens = "07:00", closes = "12:00" }}]
"""


def _half_days_of_peer() -> str:
    return ",".join(f"{_day_of_half_day(number):%Y %b %d}" for number in range(500))


def _closure(year: int) -> str:
    return f"""
[[closures]]
name = {{ es = "Receso", en = "Recess" }}
channels = ["pqrs"]
starts = {year}-05-04T12:00:00
ends = {year}-08-04T12:00:00
"""
