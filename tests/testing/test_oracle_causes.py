"""The oracle names what explains an answer, at the edges where a minute more would change it."""

from typing import Any

import pytest

from ccb_support import Directory, Priority, RequestType, Router
from ccb_support.model import Channel, LocalizedText
from ccb_support.testing import Oracle
from tests.builders import at, channel, closure, directory, holiday, season, special_day

_NEW_YORK = "America/New_York"
WEEKDAYS = "Mo-Fr 08:00-17:00"


def causes(desk: Directory, when: str) -> list[str]:
    """Return what explains the first channel, by the oracle, and require that a router agrees."""
    question = RequestType.INCIDENT, Priority.HIGH, at(when, desk.time_zone)
    right = Oracle(desk).recommend(*question)
    assert Router(desk).recommend(*question) == right
    return [
        f"{each.kind} {each.date}, {each.name.en}"
        if each.date == each.last_date
        else f"{each.kind} {each.date} - {each.last_date}, {each.name.en}"
        for each in right.trace[0].because
    ]


def named(name: str) -> LocalizedText:
    return LocalizedText(es=name, en=name)


def with_line(desk: Channel, **changes: Any) -> Directory:  # noqa: ANN401 - what `directory` takes
    """Return a directory of a channel, and of a line that is always open."""
    return directory(desk, channel("line"), **changes)


OBSERVING = channel("desk", WEEKDAYS, holidays="closed")
SHORT_HOLIDAYS = channel("desk", WEEKDAYS, holidays="10:00-12:00")

LINE = directory(special_days=[special_day("2026-07-20")])
EACH_KIND = with_line(
    channel("desk", "Mo-Fr 07:00-17:00", holidays="closed"),
    special_days=[
        special_day("2026-07-12", "09:00-12:00", channels=["desk"]),
        special_day("2026-07-14/2026-07-15", channels=["desk"]),
        special_day("2026-07-20", channels=["line"]),
    ],
    closures=[closure("2026-07-16 06:00", "2026-07-16 12:00", channels=["desk"])],
)
SEASONS = directory(
    OBSERVING,
    seasons=[
        season("2026-08-10/2026-08-15", "Mo-Fr 08:00-17:00; Sa 09:00-12:00"),
        season("12-14/12-31", "Mo-Fr 08:00-12:00"),
    ],
    special_days=[special_day("2026-12-24", "08:00-10:00")],
)
LATE = special_day("2026-11-25", "10:00-17:00")
TWO_CLOSURES = with_line(
    channel("desk"),
    closures=[
        closure("2026-12-05 12:00", "2026-12-06 00:00", name=named("second"), channels=["desk"]),
        closure("2026-12-05 10:00", "2026-12-06 00:00", name=named("first"), channels=["desk"]),
    ],
)


@pytest.mark.parametrize(
    ("desk", "when", "expected"),
    [
        pytest.param(
            LINE, "2026-07-09 12:00", ["special_day 2026-07-20, Move"], id="a day after an open run"
        ),
        pytest.param(LINE, "2026-07-20 12:00", ["special_day 2026-07-20, Move"], id="a closed day"),
        pytest.param(
            LINE,
            "2026-07-21 12:00",
            ["special_day 2026-07-20, Move"],
            id="a day before an open run",
        ),
        pytest.param(EACH_KIND, "2026-07-09 12:00", [], id="an ordinary day"),
        pytest.param(
            EACH_KIND,
            "2026-07-12 10:00",
            ["special_day 2026-07-12, Move"],
            id="a special day that opens",
        ),
        pytest.param(
            EACH_KIND,
            "2026-07-13 12:00",
            [
                "holiday 2026-07-13, Our Lady of Chiquinquirá",
                "special_day 2026-07-14 - 2026-07-15, Move",
                "closure 2026-07-16, Move",
            ],
            id="a gap of each kind",
        ),
        pytest.param(
            EACH_KIND, "2026-07-20 12:00", ["holiday 2026-07-20, Independence Day"], id="a holiday"
        ),
        pytest.param(SEASONS, "2026-08-14 12:00", [], id="a season has the week's hours"),
        pytest.param(
            SEASONS,
            "2026-08-15 10:00",
            ["season 2026-08-10 - 2026-08-15, Year-end"],
            id="a season gives",
        ),
        pytest.param(
            SEASONS,
            "2026-08-15 12:00",
            ["holiday 2026-08-17, Assumption Day"],
            id="a season is over",
        ),
        pytest.param(SEASONS, "2026-12-11 18:00", [], id="a season has not begun"),
        pytest.param(
            SEASONS,
            "2026-12-14 09:00",
            ["season 2026-12-14 - 2026-12-31, Year-end"],
            id="a season cuts a run",
        ),
        pytest.param(
            SEASONS,
            "2026-12-14 13:00",
            ["season 2026-12-14 - 2026-12-31, Year-end"],
            id="a season takes",
        ),
        pytest.param(
            SEASONS,
            "2026-12-24 09:00",
            ["special_day 2026-12-24, Move"],
            id="a special day cuts a season's run",
        ),
        pytest.param(
            SEASONS,
            "2026-12-24 11:00",
            ["special_day 2026-12-24, Move", "holiday 2026-12-25, Christmas Day"],
            id="above a season",
        ),
        pytest.param(
            SEASONS,
            "2026-12-31 13:00",
            ["season 2026-12-14 - 2026-12-31, Year-end", "holiday 2027-01-01, New Year's Day"],
            id="a season's last afternoon",
        ),
        pytest.param(SEASONS, "2027-01-04 12:00", [], id="a run after a season"),
        pytest.param(
            SEASONS,
            "2027-12-14 13:00",
            ["season 2027-12-14 - 2027-12-31, Year-end"],
            id="next year's season",
        ),
        # What only touches a run does not explain it.
        *(
            pytest.param(
                with_line(
                    channel("desk", WEEKDAYS),
                    time_zone=zone,
                    special_days=[special_day(day, "08:00-12:00")],
                ),
                when,
                expected,
                id=f"{when}, in {zone}, of a day that closes early",
            )
            for zone, day, night in (
                ("America/Bogota", "2026-11-25", "2026-11-24 20:00"),
                (_NEW_YORK, "2026-11-02", "2026-10-31 12:00"),  # clocks change in between
                (_NEW_YORK, "2026-03-09", "2026-03-07 12:00"),
            )
            for when, expected in (
                (night, []),
                (f"{day} 13:00", [f"special_day {day}, Move"]),
            )
        ),
        pytest.param(
            with_line(channel("desk", WEEKDAYS), special_days=[LATE]),
            "2026-11-25 18:00",
            [],
            id="the night after a day that opens late",
        ),
        pytest.param(
            with_line(
                channel("desk", "Su 02:30-06:00"),
                time_zone=_NEW_YORK,
                special_days=[special_day("2026-11-01", "02:30-04:00")],
            ),
            "2026-10-28 12:00",
            [],
            id="an hour that comes twice is read as it is shown",
        ),
        pytest.param(
            directory(channel("desk", holidays="closed")),
            "2026-12-07 12:00",
            [],
            id="the day before a closed holiday",
        ),
        pytest.param(
            directory(SHORT_HOLIDAYS),
            "2026-12-07 09:00",
            [],
            id="a run that ends before a short holiday",
        ),
        pytest.param(
            directory(SHORT_HOLIDAYS),
            "2026-12-08 11:00",
            ["holiday 2026-12-08, Immaculate Conception"],
            id="a short holiday",
        ),
        pytest.param(
            directory(SHORT_HOLIDAYS), "2026-12-09 09:00", [], id="the run after a short holiday"
        ),
        pytest.param(
            directory(SHORT_HOLIDAYS, special_days=[special_day("2026-12-08", "09:00-13:00")]),
            "2026-12-08 11:00",
            ["special_day 2026-12-08, Move"],
            id="a special day on a short holiday",
        ),
        *(
            pytest.param(
                directory(
                    channel("desk", "Tu-Su 22:00-06:00", holidays=holidays),
                    special_days=[special_day(days, hours)],
                ),
                "2027-03-21 23:00",
                expected,
                id=f"the night before a special day in place of a holiday of {holidays}",
            )
            for holidays, days, hours, expected in [
                (
                    "00:00-24:00",
                    "2027-03-22/2027-03-25",
                    "21:00-03:00",
                    ["special_day 2027-03-22 - 2027-03-25, Move"],
                ),
                ("06:00-12:00", "2027-03-22", "closed", ["special_day 2027-03-22, Move"]),
                ("08:00-12:00", "2027-03-22", "closed", []),
                ("closed", "2027-03-22", "closed", []),
            ]
        ),
        pytest.param(
            TWO_CLOSURES,
            "2026-12-05 13:00",
            ["closure 2026-12-05, first", "closure 2026-12-05, second"],
            id="closures in the order of starts",
        ),
        # A run without end names what comes every year only once.
        pytest.param(
            with_line(
                channel("desk", ""),
                seasons=[season("2198-12-01/2198-12-31", WEEKDAYS)],
                closures=[closure("2198-12-31 12:00", "2199-01-02 12:00", channels=["desk"])],
            ),
            "2198-12-31 13:00",
            ["closure 2198-12-31 - 2199-01-02, Move"],
            id="closed without end",
        ),
        pytest.param(
            with_line(
                channel("desk", holidays="closed"),
                holiday_calendar=[
                    holiday("easter-3", "Semana Santa"),
                    holiday("easter-2", "Semana Santa"),
                    holiday("12-25", "Navidad"),
                    holiday("2197-12-25", "Asueto"),
                    holiday("2198-06-01", "Feria"),
                    holiday("2199-06-01", "Feria"),
                ],
                closures=[closure("2196-01-01 00:00", "2200-01-01 00:00", channels=["desk"])],
            ),
            "2196-06-01 12:00",
            [
                "closure 2196-01-01 - 2199-12-31, Move",
                "holiday 2196-04-14, (Semana Santa)",
                "holiday 2196-04-15, (Semana Santa)",
                "holiday 2196-12-25, (Navidad)",
                "holiday 2197-12-25, (Navidad); (Asueto)",
                "holiday 2198-06-01, (Feria)",
                "holiday 2199-06-01, (Feria)",
            ],
            id="closed without end, over holidays of a list",
        ),
        pytest.param(
            directory(
                special_days=[
                    special_day("12-24", "00:00-24:00", name=named("eve")),
                    special_day("12-30", "00:00-24:00", name=named("stock")),
                    special_day("2195-05-05", "00:00-24:00", name=named("fair")),
                ],
                closures=[closure("2190-01-01 00:00", "2190-01-02 00:00")],
            ),
            "2190-06-01 12:00",
            [
                "special_day 2190-12-24, eve",
                "special_day 2190-12-30, stock",
                "special_day 2195-05-05, fair",
            ],
            id="open without end",
        ),
        *(
            pytest.param(
                directory(channel(hours="", holidays="10:00-12:00"), holiday_calendar=calendar),
                "2026-12-01 09:00",
                [],
                id=f"closed until a holiday with hours, of {name}",
            )
            for name, calendar in (("a country", "CO"), ("a list", [holiday("2026-12-08")]))
        ),
        pytest.param(
            directory(special_days=[special_day("12-24", "08:00-17:00")]),
            "2026-12-20 12:00",
            ["special_day 2025-12-24, Move", "special_day 2026-12-24, Move"],
            id="a year between two short days",
        ),
        pytest.param(
            directory(special_days=[special_day("12-24", "08:00-17:00")]),
            "2026-12-24 18:00",
            ["special_day 2026-12-24, Move"],
            id="the night after a short day",
        ),
        pytest.param(
            directory(special_days=[special_day("12-24", "00:00-24:00")]),
            "2026-12-20 12:00",
            ["special_day 1984-12-24, Move"],
            id="a whole day in a run without end",
        ),
    ],
)
def test_what_explains(desk: Directory, when: str, expected: list[str]) -> None:
    assert causes(desk, when) == expected
