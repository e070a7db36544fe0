"""All faults of a directory are reported at once, also those inside one entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support import Directory
from tests.model.small_directory import SMALL, closure, faults, special_day

if TYPE_CHECKING:
    from collections.abc import Iterable

UNKNOWN = '["desk", "fax"]'
DATE = "special_days[0].date"
DAY_CHANNEL = "special_days[0].channels[1]"
CLOSURE_CHANNEL = "closures[0].channels[1]"
BACKWARDS = {"date": "2026-12-24", "through": "2026-12-23"}


class TestInsideOneEntry:
    """An unknown channel is reported beside every other fault of its entry."""

    @pytest.mark.parametrize(
        ("entry", "paths"),
        [
            (special_day(channels=UNKNOWN, date="20261224"), {DAY_CHANNEL, DATE}),
            (special_day(channels=UNKNOWN, date=""), {DAY_CHANNEL, DATE}),
            (special_day(channels=UNKNOWN, name=""), {DAY_CHANNEL, "special_days[0].name"}),
            (special_day(channels=UNKNOWN, hours='"open"'), {DAY_CHANNEL, "special_days[0].hours"}),
            (special_day(channels=UNKNOWN, colour="1"), {DAY_CHANNEL, "special_days[0].colour"}),
            (special_day(channels=UNKNOWN, **BACKWARDS), {DAY_CHANNEL, "special_days[0]"}),
            (
                special_day(channels='["Not an id", "fax"]'),
                {DAY_CHANNEL, "special_days[0].channels[0]"},
            ),
            (
                special_day(channels=UNKNOWN) * 2,
                {DAY_CHANNEL, "special_days[1].channels[1]", "special_days[1]"},
            ),
            (closure(channels=UNKNOWN, name=""), {CLOSURE_CHANNEL, "closures[0].name"}),
            (closure(channels=UNKNOWN, ends="1"), {CLOSURE_CHANNEL, "closures[0].ends"}),
            (
                closure(channels=UNKNOWN, ends="2026-12-05T22:00:00"),
                {CLOSURE_CHANNEL, "closures[0]"},
            ),
        ],
    )
    def test_an_unknown_channel_and_another_fault(self, entry: str, paths: set[str]) -> None:
        assert faults(SMALL + entry).keys() == paths

    def test_days_that_go_backwards_in_an_entry_without_a_name_and_with_bad_hours(self) -> None:
        entry = special_day(**BACKWARDS, name="", hours='[{ opens = "7", closes = "17:00" }]')
        assert faults(SMALL + entry).keys() == {
            "special_days[0]",
            "special_days[0].name",
            "special_days[0].hours[0].opens",
        }

    def test_times_that_go_backwards_in_a_closure_without_a_name(self) -> None:
        entry = closure(name="", ends="2026-12-05T21:00:00")
        assert faults(SMALL + entry).keys() == {"closures[0]", "closures[0].name"}

    @pytest.mark.parametrize(
        ("keys", "path"),
        [
            ({"name": ""}, "special_days[0].name"),
            ({"hours": '"open"'}, "special_days[0].hours"),
            ({"through": '"soon"'}, "special_days[0].through"),
            (BACKWARDS, "special_days[0]"),
            ({"channels": '["desk", "Not an id"]'}, "special_days[0].channels[1]"),
        ],
        ids=["no name", "bad hours", "a bad last day", "backwards", "a bad id"],
    )
    def test_special_days_that_coincide_and_another_fault(
        self, keys: dict[str, str], path: str
    ) -> None:
        text = SMALL + special_day(**keys) + special_day(channels='["desk"]')
        assert faults(text).keys() == {path, "special_days[1]"}

    @pytest.mark.parametrize("channels", ["5", "[]", '"desk"', '["Not an id"]'])
    def test_a_special_day_without_a_valid_channel_coincides_with_none(self, channels: str) -> None:
        reported = faults(SMALL + special_day(channels=channels) + special_day())
        assert {path.partition(".")[0] for path in reported} == {"special_days[0]"}

    def test_an_empty_span_on_an_unknown_day(self) -> None:
        text = SMALL.replace('"monday"', '"lunedi"').replace('"17:00"', "07:00:00")
        assert faults(text).keys() == {
            "channels[0].hours[0]",
            "channels[0].hours[0].days[0]",
        }

    def test_an_overlap_of_spans_that_have_other_faults(self) -> None:
        second = '{ days = ["monday", "lunedi"], opens = "16:00", closes = "18:00", note = "x" }, {'
        reported = faults(SMALL.replace("hours = [{", f"hours = [{second}"))
        assert reported.keys() == {
            "channels[0].hours",
            "channels[0].hours[0].days[1]",
            "channels[0].hours[0].note",
        }


TEXT = f"""{SMALL}
[[channels]]
id = "mail"
name = {{ es = "Correo", en = "Mail" }}
request_types = "all"
priorities = "all"
holidays = "open"
hours = "always"
contacts = [{{ medium = "email", address = "mail@example.org" }}]

[[escalation]]
level = 2
name = {{ es = "Jefa", en = "Chief" }}
hours = "always"
contacts = [{{ medium = "email", address = "chief@example.org" }}]

[[special_days]]
name = {{ es = "Cierre", en = "Closed early" }}
channels = ["desk", "chat"]
date = 2026-12-24
through = 2026-12-26
hours = [{{ opens = "08:00", closes = "12:00" }}, {{ opens = "13:00", closes = "15:00" }}]

[[special_days]]
name = {{ es = "Balance", en = "Stocktaking" }}
channels = ["desk"]
date = 2026-12-28
hours = "closed"

[[closures]]
name = {{ es = "Obras", en = "Works" }}
channels = ["chat"]
starts = 2026-12-05T22:00:00
ends = 2026-12-06T04:00:00
"""

BREAKS = [
    {"version": ('version = "1"\n', "")},
    {"vresion": ("format = 2", "format = 2\nvresion = 1")},
    {"time_zone": ("America/Bogota", "Bogota")},
    {"name.en": ('{ es = "Mesa", en = "Desk" }\n\n', '{ es = "Mesa", en = "" }\n\n')},
    {"channels[0].hours[0].days[0]": ('["monday"]', '["lunedi"]')},
    {
        "channels[0].hours[0].closes": ('"17:00"', '"5 p.m."'),
        "channels[0].hours[0]": ('"17:00"', '"07:00"'),
    },
    {"channels[0].contacts[0].address": ("desk@example.org", "desk")},
    {"channels[2].id": ('id = "mail"', 'id = "desk"')},
    {"channels[1].request_types[1]": ('"Quejas"', '"PQRS"')},
    {"escalation[0].contacts[0].e164": ("+576017452141", "7452141")},
    {
        "escalation[1].level": ("level = 2", "level = 1"),
        "escalation[1].levle": ("level = 2", "level = 2\nlevle = 2"),
    },
    {"escalation[1].name": ('name = { es = "Jefa", en = "Chief" }\n', "")},
    {"special_days[0].name": ('name = { es = "Cierre", en = "Closed early" }\n', "")},
    {"special_days[0].channels[1]": ('["desk", "chat"]', '["desk", "fax"]')},
    {
        "special_days[0].through": ("2026-12-26", "26"),
        "special_days[0]": ("2026-12-26", "2026-12-23"),
        "special_days[1]": ("2026-12-26", "2026-12-28"),
    },
    {
        "special_days[0].hours[0].opens": ('"08:00"', '"8"'),
        "special_days[0].hours[0]": ('"08:00"', '"12:00"'),
        "special_days[0].hours": ('"08:00"', '"14:00"'),
    },
    {"special_days[1].name.en": ('"Stocktaking"', '""')},
    {"special_days[1].hours": ('28\nhours = "closed"', '28\nhours = "shut"')},
    {"closures[0].name": ('name = { es = "Obras", en = "Works" }\n', "")},
    {"closures[0].channels[0]": ('channels = ["chat"]', 'channels = ["fax"]')},
    {
        "closures[0].starts": ("2026-12-05T22:00:00", "2026-12-05T22:00:30"),
        "closures[0].ends": ("2026-12-06T04:00:00", '"soon"'),
        "closures[0]": ("2026-12-06T04:00:00", "2026-12-05T22:00:00"),
    },
]
"""Ways to break `TEXT`: what to replace, by the path of the fault. Those of one group exclude each other."""


@st.composite
def breaks(draw: st.DrawFn) -> dict[str, tuple[str, str]]:
    """Draw some ways to break `TEXT` that do not touch each other."""
    groups = draw(st.lists(st.sampled_from(range(len(BREAKS))), min_size=1, unique=True))
    return dict(draw(st.sampled_from(sorted(BREAKS[each].items()))) for each in groups)


def break_text(replacements: Iterable[tuple[str, str]]) -> str:
    """Return `TEXT` with replacements, each of which changes one place."""
    text = TEXT
    for found, replacement in replacements:
        assert text.count(found) == 1, found
        text = text.replace(found, replacement)
    return text


class TestAllAtOnce:
    """Break any number of things: the error has exactly their paths."""

    def test_the_text_is_valid(self) -> None:
        assert Directory.from_toml(TEXT).channel_ids == ("desk", "chat", "mail")

    @pytest.mark.parametrize("path", [path for group in BREAKS for path in group])
    def test_one(self, path: str) -> None:
        (replacement,) = (group[path] for group in BREAKS if path in group)
        assert faults(break_text([replacement])).keys() == {path}

    @given(breaks())
    def test_several(self, chosen: dict[str, tuple[str, str]]) -> None:
        assert faults(break_text(chosen.values())).keys() == chosen.keys()
