"""The comparison of two directories: which requests change, when, from what to what."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from itertools import pairwise, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccb_support import (
    BOGOTA,
    Answer,
    Change,
    Difference,
    Directory,
    EmptyRangeError,
    EscalationChange,
    NaiveDatetimeError,
    Nobody,
    NoChannelError,
    NotADatetimeError,
    OutOfRangeError,
    RequestKind,
    Router,
    UnknownLanguageError,
    UnknownPriorityError,
    colombian_holidays,
    default_directory,
    diff,
)
from ccb_support.cli import main
from ccb_support.model.request_kinds import sort_kinds
from ccb_support.testing import strategies

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = files("ccb_support").joinpath("directory.toml").read_text("utf-8")

HALF_DAY = """
[[special_days]]
name = { es = "Víspera de Navidad", en = "Christmas Eve" }
channels = ["pqrs"]
date = 2026-12-24
hours = [{ opens = "07:00", closes = "12:00" }]
"""

MICROSECOND = timedelta(microseconds=1)


def shipped_but(*replacements: tuple[str, str], and_also: str = "") -> Directory:
    """Return the shipped directory with some of its text replaced, and with more at its end."""
    text = SHIPPED
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return Directory.from_toml(text + and_also)


def bogota(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BOGOTA)


def christmas(old: Directory | Router, new: Directory | Router) -> Difference:
    """Compare over the week of Christmas 2026, whose 25th is a Friday."""
    return diff(old, new, bogota("2026-12-21"), bogota("2026-12-28"))


class TestNothingIsFound:
    """Where both directories answer alike over the whole range, the difference is empty."""

    def test_of_a_directory_and_itself(self) -> None:
        directory = default_directory()
        assert diff(directory, directory, bogota("1984-01-01"), bogota("1990-01-01")).is_empty

    @pytest.mark.parametrize(
        ("what", "old", "new"),
        [
            ("the version", 'version = "2026.11.24"', 'version = "2027.1"'),
            ("the day of the check", "as_of = 2026-11-24", "as_of = 2026-12-01"),
            ("a channel's name", 'en = "PQRS desk"', 'en = "ombudsman"'),
            ("the row of the source", "rows = [6]", "rows = [7]"),
            ("a level's name", 'en = "support supervisor"', 'en = "team lead"'),
            ("a level's row", "level = 2\nrows = [2]", "level = 2\nrows = [9]"),
            ("the zone's name alone", '"America/Bogota"', '"America/Lima"'),
            (
                "how the hours are put",
                'opens = "07:00", closes = "17:00" },',
                (
                    'opens = "07:00", closes = "12:00" },\n  { days = ["monday", "tuesday", '
                    '"wednesday", "thursday", "friday"], opens = "12:00", closes = "17:00" },'
                ),
            ),
        ],
    )
    def test_when_it_changes_no_answer(self, what: str, old: str, new: str) -> None:
        assert christmas(default_directory(), shipped_but((old, new))).is_empty, what

    @pytest.mark.parametrize(
        "exception",
        [
            'date = 2026-12-26\nhours = "closed"',  # a Saturday
            'date = 2026-12-25\nhours = "closed"',  # a holiday
            'date = 2026-12-24\nhours = [{ opens = "07:00", closes = "17:00" }]',  # as usual
            'date = 2026-12-28\nhours = "closed"',  # the day after the range
        ],
    )
    def test_of_a_special_day_that_changes_no_hours(self, exception: str) -> None:
        special = f"""
[[special_days]]
name = {{ es = "Especial", en = "Special" }}
channels = ["pqrs"]
{exception}
"""
        assert christmas(default_directory(), shipped_but(and_also=special)).is_empty


class TestWhatIsFound:
    """Each change tells its requests, its span, and the answers before and after."""

    def test_a_half_day_tells_whom_it_sends_where_and_when(self) -> None:
        difference = christmas(default_directory(), shipped_but(and_also=HALF_DAY))
        morning, afternoon = difference.of("complaint", "P3")
        assert (morning.start, morning.end) == (
            bogota("2026-12-24T07:00"),
            bogota("2026-12-24T12:00"),
        )
        assert isinstance(morning.old, Answer)
        assert isinstance(morning.new, Answer)
        assert (morning.old.channel, morning.new.channel) == ("pqrs", "pqrs")
        assert morning.old.closes_at == bogota("2026-12-24T17:00")
        assert morning.new.closes_at == bogota("2026-12-24T12:00")
        assert (afternoon.start, afternoon.end) == (
            bogota("2026-12-24T12:00"),
            bogota("2026-12-24T17:00"),
        )
        assert isinstance(afternoon.new, Answer)
        assert afternoon.new.channel == "national_line"
        assert afternoon.new.number == "(601) 7457495"
        assert not difference.of("incident", 1)

    def test_requests_that_change_alike_share_a_change(self) -> None:
        # Requests of priority 1 have one more alternative, the mobile line, so theirs differ.
        difference = christmas(default_directory(), shipped_but(and_also=HALF_DAY))
        pqrs = ["petition", "complaint", "claim", "suggestion", "appeal"]
        assert [
            (
                change.start.hour,
                [(each.request_type.value, each.priority.value) for each in change.requests],
            )
            for change in difference.changes
        ] == [
            (7, list(product(pqrs, [1]))),
            (7, list(product(pqrs, [2, 3, 4, 5]))),
            (12, list(product(pqrs, [1]))),
            (12, list(product(pqrs, [2, 3, 4, 5]))),
        ]

    @pytest.mark.parametrize("hours", ["[]", '"always"'])
    def test_requests_come_by_type_and_then_by_priority(self, hours: str) -> None:
        # One more channel for P3 sets those requests apart from their neighbours.
        extra = f"""
[[channels]]
id = "extra"
name = {{ es = "Otro", en = "extra" }}
request_types = "all"
priorities = [3]
holidays = "open"
hours = {hours}
contacts = [{{ medium = "email", address = "extra@example.org" }}]
"""
        not_planning = (
            'priorities = "all"\nholidays = "closed"',
            'priorities = [1, 2, 3, 4]\nholidays = "closed"',
        )
        old = shipped_but(not_planning, and_also=extra)
        difference = christmas(old, shipped_but(not_planning, and_also=extra + HALF_DAY))
        for change in difference.changes:
            assert change.requests == sort_kinds(change.requests)
        assert difference.report("en").splitlines()[0] == (
            "petitions, complaints, claims, suggestions, appeals (P1-P4):"
        )

    def test_changes_that_start_together_come_by_their_first_request(self) -> None:
        def serving(channel_id: str, request_types: str, address: str) -> str:
            return f"""
[[channels]]
id = "{channel_id}"
name = {{ es = "Mesa", en = "desk" }}
request_types = {request_types}
priorities = [3]
holidays = "open"
hours = "always"
contacts = [{{ medium = "email", address = "{address}@example.org" }}]
"""

        def desks(address: str) -> Directory:
            outer = serving("outer", '["incident", "appeal"]', f"{address}.outer")
            inner = serving("inner", '["petition", "claim"]', f"{address}.inner")
            head, _, _ = SHIPPED.partition("[[channels]]")
            return Directory.from_toml(head + inner + outer)

        changes = christmas(desks("old"), desks("new")).changes
        assert [[each.request_type.value for each in change.requests] for change in changes] == [
            ["incident", "appeal"],
            ["petition", "claim"],
        ]

    def test_its_instants_are_in_the_zone_of_the_new_directory(self) -> None:
        lima = shipped_but(('"America/Bogota"', '"America/Lima"'), and_also=HALF_DAY)
        difference = christmas(default_directory(), lima)
        change = difference.changes[0]
        moments = [difference.start, difference.end, change.start, change.end]
        assert {str(moment.tzinfo) for moment in moments} == {"America/Lima"}
        assert difference.time_zone == "America/Lima"
        assert difference.start == bogota("2026-12-21")

    def test_it_is_clipped_to_the_range(self) -> None:
        start, end = bogota("2026-12-24T13:00:00.000001"), bogota("2026-12-24T16:59:59.5")
        changes = diff(default_directory(), shipped_but(and_also=HALF_DAY), start, end).changes
        assert {(change.start, change.end) for change in changes} == {(start, end)}

    def test_a_calendar_is_compared_through_routers(self) -> None:
        before_the_law = {
            day: holidays
            for day, holidays in colombian_holidays(2026).items()
            if all(each.law == "Ley 51 de 1983" for each in holidays)
        }
        difference = diff(
            Router(default_directory(), holidays=before_the_law),
            default_directory(),
            bogota("2026-07-01"),
            bogota("2026-08-01"),
        )
        assert difference.report("en").splitlines() == [
            "petitions, complaints, claims, suggestions, appeals (P1):",
            "  Mon 13 Jul 2026 07:00 to 17:00: pqrs (dedicated) -> p1_mobile (priority)",
            "petitions, complaints, claims, suggestions, appeals (P2-P5):",
            "  Mon 13 Jul 2026 07:00 to 17:00: pqrs (dedicated) -> national_line (fallback)",
        ]

    def test_escalation_levels_are_compared_once(self) -> None:
        new = shipped_but(('["1104", "1108", "1102"]', '["1108", "1104", "1102"]'))
        difference = christmas(default_directory(), new)
        assert not difference.changes
        assert not difference.is_empty
        assert difference.escalation is not None
        assert difference.escalation.levels == (2,)
        assert difference.escalation.old == default_directory().escalation
        assert difference.escalation.new == new.escalation

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (('hours = "not_stated"\ncontacts = [\n  { medium = "phone", printed = "(601) 745 2141"'
             ', e164 = "+576017452141", extensions = ["1101"]'),
             ('hours = "always"\ncontacts = [\n  { medium = "phone", printed = "(601) 745 2141"'
             ', e164 = "+576017452141", extensions = ["1101"]')),
            ("level = 3\n", "level = 4\n"),
        ],
    )  # fmt: skip
    def test_an_escalation_level_counts_by_number_and_hours(self, old: str, new: str) -> None:
        difference = christmas(default_directory(), shipped_but((old, new)))
        assert difference.escalation is not None
        assert 3 in difference.escalation.levels

    def test_the_levels_that_differ_come_in_order(self) -> None:
        first = default_directory().escalation[0]
        levels = tuple(first.model_copy(update={"level": level}) for level in (1, 8, 16))
        assert EscalationChange(old=levels, new=()).levels == (1, 8, 16)

    def test_no_answer_at_all_is_an_outcome_of_its_own(self) -> None:
        moved_out = shipped_but(
            and_also="""
[[special_days]]
name = { es = "Cierre", en = "Closed for good" }
date = 2026-12-24
through = 2199-12-31
hours = "closed"
"""
        )
        difference = christmas(default_directory(), moved_out)
        last = difference.of("incident", "P3")[-1]
        assert (last.start, last.end) == (bogota("2026-12-24"), bogota("2026-12-28"))
        assert isinstance(last.old, Answer)
        assert last.new is Nobody.NOBODY
        assert christmas(moved_out, moved_out).is_empty

    def test_a_request_is_asked_for_as_people_write_it(self) -> None:
        difference = christmas(default_directory(), shipped_but(and_also=HALF_DAY))
        assert difference.of("Quejas", "crítica") == difference.of("complaint", 1)
        with pytest.raises(UnknownPriorityError, match="urgente"):
            difference.of("complaint", "urgente")


class TestTheRange:
    """The range is checked like that of a timeline."""

    @pytest.mark.parametrize(
        ("start", "end", "error"),
        [
            (bogota("2026-12-21"), bogota("2026-12-21"), EmptyRangeError),
            (bogota("2026-12-22"), bogota("2026-12-21"), EmptyRangeError),
            (datetime(2026, 12, 21), bogota("2026-12-22"), NaiveDatetimeError),  # noqa: DTZ001 - naive
            (date(2026, 12, 21), bogota("2026-12-22"), NotADatetimeError),
            (bogota("1983-12-31"), bogota("1984-12-22"), OutOfRangeError),
            (bogota("2199-12-31"), bogota("2200-01-01T00:00:01"), OutOfRangeError),
        ],
    )
    def test_what_is_no_range_is_refused(
        self, start: datetime, end: datetime, error: type[Exception]
    ) -> None:
        with pytest.raises(error):
            diff(default_directory(), default_directory(), start, end)

    def test_its_end_may_be_the_end_of_the_supported_years(self) -> None:
        end = bogota("2200-01-01")
        new = shipped_but(('"17:00"', '"18:00"'))
        (change, *_) = diff(default_directory(), new, bogota("2199-12-31T17:30"), end).changes
        assert change.end == bogota("2199-12-31T18:00")


NIGHT = """
[[closures]]
name = { es = "Mantenimiento", en = "Maintenance" }
channels = ["national_line", "email"]
starts = 2026-12-23T22:00:00
ends = 2026-12-24T04:00:00
"""

ALL_CLOSED = """
[[special_days]]
name = { es = "Cierre", en = "Closed" }
date = 2026-12-24
hours = "closed"
"""


class TestTheReport:
    """The words tell a person which requests change, when, and from what to what."""

    @pytest.mark.parametrize(
        ("replacement", "more", "lines"),
        [
            (
                ("", ""),
                HALF_DAY,
                [
                    "petitions, complaints, claims, suggestions, appeals:",
                    "  Thu 24 Dec 2026 07:00 to 12:00: pqrs: until 17:00 -> until 12:00",
                    "petitions, complaints, claims, suggestions, appeals (P1):",
                    "  Thu 24 Dec 2026 12:00 to 17:00: pqrs (dedicated) -> p1_mobile (priority)",
                    "petitions, complaints, claims, suggestions, appeals (P2-P5):",
                    (
                        "  Thu 24 Dec 2026 12:00 to 17:00:"
                        " pqrs (dedicated) -> national_line (fallback)"
                    ),
                ],
            ),
            (
                ('"17:00"', '"18:00"'),
                "",
                [
                    "petitions, complaints, claims, suggestions, appeals:",
                    (
                        "  07:00 to 17:00, 4 times from Mon 21 Dec 2026 to Thu 24 Dec 2026:"
                        " pqrs: until 17:00 -> until 18:00"
                    ),
                    "petitions, complaints, claims, suggestions, appeals (P1):",
                    (
                        "  17:00 to 18:00, 4 times from Mon 21 Dec 2026 to Thu 24 Dec 2026:"
                        " p1_mobile (priority) -> pqrs (dedicated)"
                    ),
                    "petitions, complaints, claims, suggestions, appeals (P2-P5):",
                    (
                        "  17:00 to 18:00, 4 times from Mon 21 Dec 2026 to Thu 24 Dec 2026:"
                        " national_line (fallback) -> pqrs (dedicated)"
                    ),
                ],
            ),
            (
                ("", ""),
                NIGHT,
                [
                    "incidents, service requests, technical support (P2-P5):",
                    (
                        "  Mon 21 Dec 2026 00:00 to Wed 23 Dec 2026 22:00:"
                        " national_line: no closing time -> until Wed 23 Dec 2026 22:00"
                    ),
                    (
                        "  Wed 23 Dec 2026 22:00 to Thu 24 Dec 2026 04:00:"
                        " national_line (general) -> chat (general)"
                    ),
                    "petitions, complaints, claims, suggestions, appeals (P2-P5):",
                    (
                        "  Mon 21 Dec 2026 00:00 to 07:00:"
                        " national_line: no closing time -> until Wed 23 Dec 2026 22:00"
                    ),
                    (
                        "  17:00 to 07:00 (+1 d), 2 times from Mon 21 Dec 2026 to Tue 22 Dec 2026:"
                        " national_line: no closing time -> until Wed 23 Dec 2026 22:00"
                    ),
                    (
                        "  Wed 23 Dec 2026 17:00 to 22:00:"
                        " national_line: no closing time -> until 22:00"
                    ),
                    (
                        "  Wed 23 Dec 2026 22:00 to Thu 24 Dec 2026 04:00:"
                        " national_line (fallback) -> chat (fallback)"
                    ),
                    "every request (P1):",
                    (
                        "  Wed 23 Dec 2026 22:00 to Thu 24 Dec 2026 04:00:"
                        " p1_mobile: alternatives: national_line, email, chat -> chat"
                    ),
                ],
            ),
            (
                ('printed = "(57) 318 717 49 37"', 'printed = "318 717 4937"'),
                "",
                [
                    "incidents, service requests, technical support (P1):",
                    (
                        "  Mon 21 Dec 2026 00:00 to Mon 28 Dec 2026 00:00: p1_mobile:"
                        " (57) 318 717 49 37 <tel:+573187174937> -> 318 717 4937 <tel:+573187174937>"
                    ),
                    "petitions, complaints, claims, suggestions, appeals (P1):",
                ],
            ),
            (
                ("certicamararesponde@", "pqrs@"),
                "",
                [
                    "petitions, complaints, claims, suggestions, appeals:",
                    (
                        "  07:00 to 17:00, 4 times from Mon 21 Dec 2026 to Thu 24 Dec 2026: pqrs:"
                        " other contacts: certicamararesponde@certicamara.com"
                        " <mailto:certicamararesponde@certicamara.com>"
                        " -> pqrs@certicamara.com <mailto:pqrs@certicamara.com>"
                    ),
                ],
            ),
            (
                ('  { medium = "email", address = "certicamararesponde@certicamara.com" },\n', ""),
                "",
                [
                    "petitions, complaints, claims, suggestions, appeals:",
                    (
                        "  07:00 to 17:00, 4 times from Mon 21 Dec 2026 to Thu 24 Dec 2026: pqrs:"
                        " other contacts: certicamararesponde@certicamara.com"
                        " <mailto:certicamararesponde@certicamara.com> -> none"
                    ),
                ],
            ),
            (
                ("http://idealab", "https://idealab"),
                "",
                [
                    "incidents, service requests, technical support (P1):",
                    (
                        "  Mon 21 Dec 2026 00:00 to Mon 28 Dec 2026 00:00: p1_mobile:"
                        " chat: http://idealab.certicamara.com/CertiChat/chat.php"
                        " <http://idealab.certicamara.com/CertiChat/chat.php>"
                        " -> https://idealab.certicamara.com/CertiChat/chat.php"
                        " <https://idealab.certicamara.com/CertiChat/chat.php>"
                    ),
                ],
            ),
            (
                ('id = "p1_mobile"\nrows = [2]', 'id = "mobile"\nrows = [2]'),
                "",
                [
                    "incidents, service requests, technical support (P1):",
                    (
                        "  Mon 21 Dec 2026 00:00 to Mon 28 Dec 2026 00:00:"
                        " p1_mobile (priority) -> mobile (priority)"
                    ),
                ],
            ),
            (
                ('request_types = "all" # the row says', 'request_types = ["incident"] # row'),
                "",
                [
                    "service requests, technical support (P1):",
                    (
                        "  Mon 21 Dec 2026 00:00 to Mon 28 Dec 2026 00:00:"
                        " p1_mobile (priority) -> national_line (general)"
                    ),
                ],
            ),
            (
                ("", ""),
                ALL_CLOSED,
                [
                    "incidents, service requests, technical support (P1):",
                    (
                        "  Mon 21 Dec 2026 00:00 to Thu 24 Dec 2026 00:00:"
                        " p1_mobile: no closing time -> until Thu 24 Dec 2026 00:00"
                    ),
                    (
                        "  Thu 24 Dec 2026 00:00 to Fri 25 Dec 2026 00:00: p1_mobile:"
                        " priority -> opens_next; no closing time -> opens Fri 25 Dec 2026 00:00;"
                        " alternatives: national_line, email, chat -> none"
                    ),
                ],
            ),
        ],
    )
    def test_it_says(self, replacement: tuple[str, str], more: str, lines: list[str]) -> None:
        new = shipped_but(replacement, and_also=more)
        report = christmas(default_directory(), new).report("en")
        assert report.splitlines()[: len(lines)] == lines

    def test_it_speaks_spanish_unless_told_otherwise(self) -> None:
        new = shipped_but(('"1104", ', ""), and_also=HALF_DAY)
        assert christmas(default_directory(), new).report().splitlines() == [
            "peticiones, quejas, reclamos, sugerencias, apelaciones:",
            "  jue 24 dic 2026 07:00 a 12:00: pqrs: hasta 17:00 -> hasta 12:00",
            "peticiones, quejas, reclamos, sugerencias, apelaciones (P1):",
            "  jue 24 dic 2026 12:00 a 17:00: pqrs (dedicated) -> p1_mobile (priority)",
            "peticiones, quejas, reclamos, sugerencias, apelaciones (P2-P5):",
            "  jue 24 dic 2026 12:00 a 17:00: pqrs (dedicated) -> national_line (fallback)",
            "niveles de escalamiento que cambian: 2",
        ]

    def test_it_says_that_nothing_changes(self) -> None:
        difference = christmas(default_directory(), default_directory())
        assert difference.report("en") == (
            "No answer changes from Mon 21 Dec 2026 00:00 to Mon 28 Dec 2026 00:00"
        )
        assert difference.report("es") == (
            "Ninguna respuesta cambia de lun 21 dic 2026 00:00 a lun 28 dic 2026 00:00"
        )

    def test_it_tells_several_levels(self) -> None:
        new = shipped_but(("mesadeayuda@", "ayuda@"))
        report = christmas(default_directory(), new).report("en")
        assert report == "escalation levels that change: 2, 3"

    def test_it_tells_that_nobody_answers_and_when_another_opens(self) -> None:
        desk = DESK.format(zone="America/Bogota", contact="+576017457495")
        until_sunday, for_good = (
            Directory.from_toml(desk + ALL_CLOSED.replace("hours", f"through = {last}\nhours"))
            for last in ("2026-12-26", "2199-12-31")
        )
        assert christmas(until_sunday, for_good).report("en").splitlines() == [
            "every request:",
            (
                "  Wed 23 Dec 2026 17:00 to Sun 27 Dec 2026 09:00:"
                " desk (opens_next, opens Sun 27 Dec 2026 09:00) -> nobody"
            ),
            "  Sun 27 Dec 2026 09:00 to 17:00: desk (general) -> nobody",
            (
                "  Sun 27 Dec 2026 17:00 to Mon 28 Dec 2026 00:00:"
                " desk (opens_next, opens Mon 28 Dec 2026 09:00) -> nobody"
            ),
        ]

    def test_it_tells_apart_an_hour_that_comes_twice(self) -> None:
        # New York sets its clocks back on Sunday 1 November 2026, from 02:00 to 01:00.
        desk = DESK.format(zone="America/New_York", contact="+576017457495")
        early = Directory.from_toml(desk.replace("09:00", "01:15").replace("17:00", "01:45"))
        late = Directory.from_toml(desk.replace("09:00", "01:30").replace("17:00", "01:50"))
        start, end = (datetime(2026, 11, 1, hour, tzinfo=UTC) for hour in (5, 7))
        lines = diff(early, late, start, end).report("en").splitlines()
        assert [line.split(": desk")[0].strip() for line in lines[1:]] == [
            "Sun 1 Nov 2026 01:00-04:00 to 01:15-04:00",
            "Sun 1 Nov 2026 01:15-04:00 to 01:30-04:00",
            "Sun 1 Nov 2026 01:30-04:00 to 01:45-04:00",
            "Sun 1 Nov 2026 01:45-04:00 to 01:50-04:00",
            "Sun 1 Nov 2026 01:50-04:00 to 01:15-05:00",
            "Sun 1 Nov 2026 01:15-05:00 to 01:30-05:00",
            "Sun 1 Nov 2026 01:30-05:00 to 01:45-05:00",
            "Sun 1 Nov 2026 01:45-05:00 to 01:50-05:00",
            "Sun 1 Nov 2026 01:50-05:00 to 02:00",
        ]

    def test_it_refuses_a_language_that_it_does_not_speak(self) -> None:
        difference = christmas(default_directory(), default_directory())
        with pytest.raises(UnknownLanguageError, match="fr"):
            difference.report("fr")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - the point


class TestTheRecord:
    """A difference is a value: hashable, copied, pickled, in and out of JSON."""

    difference = christmas(
        default_directory(), shipped_but(('"1104", ', ""), and_also=HALF_DAY + NIGHT)
    )

    def test_comes_back_from_json(self) -> None:
        assert Difference.model_validate_json(self.difference.model_dump_json()) == self.difference

    def test_writes_nobody_as_a_word(self) -> None:
        change = self.difference.changes[0].model_copy(update={"new": Nobody.NOBODY})
        document = change.model_dump_json()
        assert json.loads(document)["new"] == "nobody"
        assert Change.model_validate_json(document) == change

    def test_comes_back_from_a_copy_and_a_pickle(self) -> None:
        for same in (
            copy.deepcopy(self.difference),
            pickle.loads(pickle.dumps(self.difference)),  # noqa: S301 - our own
        ):
            assert same == self.difference
            assert hash(same) == hash(self.difference)
            assert same.report() == self.difference.report()


# A desk of one line, open at office hours of every day.
DESK = """
format = 1
version = "1"
as_of = 2026-11-24
time_zone = "{zone}"
name = {{ es = "Mesa", en = "Desk" }}

[[channels]]
id = "desk"
name = {{ es = "Mesa", en = "desk" }}
request_types = "all"
priorities = "all"
holidays = "open"
contacts = [{{ medium = "phone", printed = "desk", e164 = "{contact}" }}]

[[channels.hours]]
days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
opens = "09:00"
closes = "17:00"
"""


class TestTimeZones:
    """Directories of two zones are compared at the same instants."""

    def test_the_same_hours_in_another_zone_are_other_hours(self) -> None:
        bogota_desk, new_york_desk = (
            Directory.from_toml(DESK.format(zone=zone, contact="+576017457495"))
            for zone in ("America/Bogota", "America/New_York")
        )
        start, end = (datetime(2026, 7, 1, hour, tzinfo=UTC) for hour in (12, 23))
        assert diff(bogota_desk, new_york_desk, start, end).report("en").splitlines() == [
            "every request:",
            "  Wed 1 Jul 2026 08:00 to 09:00: desk: opens 10:00 -> opens 09:00",
            (
                "  Wed 1 Jul 2026 09:00 to 10:00: desk: opens_next -> general;"
                " opens 10:00 -> until 17:00"
            ),
            "  Wed 1 Jul 2026 10:00 to 17:00: desk: until 18:00 -> until 17:00",
            (
                "  Wed 1 Jul 2026 17:00 to 18:00: desk: general -> opens_next;"
                " until 18:00 -> opens Thu 2 Jul 2026 09:00"
            ),
            (
                "  Wed 1 Jul 2026 18:00 to 19:00: desk:"
                " opens Thu 2 Jul 2026 10:00 -> opens Thu 2 Jul 2026 09:00"
            ),
        ]


def advice(router: Router, kind: RequestKind, when: datetime) -> object:
    """Return what counts of a recommendation: written down once more, field by field."""
    try:
        told = router.recommend(kind.request_type, kind.priority, when)
    except NoChannelError:
        return "nobody"
    return (
        told.channel.id,
        [each for each in told.channel.contacts if each != told.contact],
        (told.contact, told.number, told.uri, told.reason, told.open_now),
        [each and each.astimezone(UTC) for each in (told.opens_at, told.closes_at)],
        [(each.id, each.contacts) for each in told.alternatives],
    )


def reported(outcome: Answer | Nobody) -> object:
    """Return the same of what a change reports."""
    if isinstance(outcome, Nobody):
        return "nobody"
    return (
        outcome.channel,
        list(outcome.other_contacts),
        (outcome.contact, outcome.number, outcome.uri, outcome.reason, outcome.open_now),
        [each and each.astimezone(UTC) for each in (outcome.opens_at, outcome.closes_at)],
        [(each.channel, each.contacts) for each in outcome.alternatives],
    )


DAYS = strategies.days(date(2026, 12, 18), date(2026, 12, 31))
INSTANTS = st.datetimes(
    datetime(2026, 12, 20),  # noqa: DTZ001 - Hypothesis adds the zone
    datetime(2026, 12, 30),  # noqa: DTZ001 - likewise
    timezones=st.just(UTC),
)
RANGES = st.tuples(INSTANTS, INSTANTS).map(sorted).filter(lambda ends: ends[0] < ends[1])
KINDS = st.builds(
    RequestKind, request_type=strategies.request_types(), priority=strategies.priorities()
)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Directory, Directory]:
    """Draw two directories: one and the same with other exceptions, or two with nothing shared."""
    directories = strategies.directories(on=DAYS)
    old = draw(directories)
    if draw(st.integers(0, 3)) == 0:
        return old, draw(directories)
    ids = old.channel_ids
    exceptions = {
        "special_days": draw(strategies.special_days(ids, on=DAYS)),
        "closures": draw(strategies.closures(ids, on=DAYS)),
    }
    return old, old.model_copy(update=exceptions)


def boundaries(router: Router, kind: RequestKind, start: datetime, end: datetime) -> set[datetime]:
    """Return the instants of the range from which on the router may answer otherwise."""
    found = {start}
    try:
        for answer in router.timeline(kind.request_type, kind.priority, start, end):
            if answer.valid_until:
                found.add(answer.valid_until.astimezone(UTC))
    except NoChannelError:
        pass
    return {moment for moment in found if moment < end}


class TestDifferenceIsExact:
    """A change is reported at an instant exactly when the two answers differ there, and truly.

    Between two neighbouring boundaries neither directory changes its answer, so a look at the first
    and at the last instant of each piece is a look at all of them.
    """

    @given(pairs(), RANGES, KINDS, INSTANTS)
    def test_at_every_instant_of_the_range(
        self,
        directories: tuple[Directory, Directory],
        bounds: list[datetime],
        kind: RequestKind,
        anywhen: datetime,
    ) -> None:
        start, end = bounds
        before, after = map(Router, directories)
        changes = diff(before, after, start, end).of(kind.request_type, kind.priority)
        firsts = boundaries(before, kind, start, end) | boundaries(after, kind, start, end)
        lasts = {moment - MICROSECOND for moment in firsts | {end}}
        for when in sorted(firsts | lasts | {anywhen}):
            if not start <= when < end:
                continue
            answers = advice(before, kind, when), advice(after, kind, when)
            found = [change for change in changes if change.start <= when < change.end]
            told = [(reported(change.old), reported(change.new)) for change in found]
            assert told == ([] if answers[0] == answers[1] else [answers])


class TestDifferenceIsMaximal:
    """Changes of one request are in order, apart, inside the range, and as long as can be."""

    @given(pairs(), RANGES, KINDS)
    def test_for_any_request(
        self, directories: tuple[Directory, Directory], bounds: list[datetime], kind: RequestKind
    ) -> None:
        start, end = bounds
        difference = diff(*directories, start, end)
        changes = difference.of(kind.request_type, kind.priority)
        assert all(start <= each.start < each.end <= end for each in changes)
        for one, other in pairwise(changes):
            assert one.end <= other.start
            assert one.end < other.start or (one.old, one.new) != (other.old, other.new)
        # What several requests have in common is said once, in order of time.
        said = [change.model_copy(update={"requests": ()}) for change in difference.changes]
        assert len(set(said)) == len(said)
        starts = [change.start.astimezone(UTC) for change in difference.changes]
        assert starts == sorted(starts)


class TestDifferenceMirrors:
    """Comparing the other way round finds the same changes, with old and new exchanged."""

    @given(pairs(), RANGES)
    def test_of_any_two(
        self, directories: tuple[Directory, Directory], bounds: list[datetime]
    ) -> None:
        old, new = directories
        there, back = diff(old, new, *bounds), diff(new, old, *bounds)
        exchanged = [
            change.model_copy(update={"old": change.new, "new": change.old})
            for change in back.changes
        ]
        assert list(there.changes) == exchanged
        assert there.is_empty == back.is_empty

    @given(strategies.directories(on=DAYS), RANGES)
    def test_equal_directories_do_not_differ(
        self, directory: Directory, bounds: list[datetime]
    ) -> None:
        same = Directory.model_validate_json(directory.model_dump_json())
        assert diff(directory, same, *bounds).is_empty


class TestCommandLine:
    """`ccb-support diff OLD NEW` prints the report; it exits with 1 where an answer changes."""

    @pytest.fixture
    def draft(self, tmp_path: Path) -> str:
        path = tmp_path / "draft.toml"
        path.write_text(SHIPPED + HALF_DAY, "utf-8")
        return str(path)

    def test_prints_what_changes(self, draft: str, capsys: pytest.CaptureFixture[str]) -> None:
        span = ["--from", "2026-12-21", "--to", "2026-12-28"]
        assert main(["diff", "shipped", draft, *span, "--lang", "en"]) == 1
        assert capsys.readouterr().out.splitlines()[:2] == [
            "petitions, complaints, claims, suggestions, appeals:",
            "  Thu 24 Dec 2026 07:00 to 12:00: pqrs: until 17:00 -> until 12:00",
        ]

    def test_prints_json(self, draft: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["diff", draft, "shipped", "--from", "2026-12-21", "--to", "2026-12-28T00:00Z",
                     "--json"]) == 1  # fmt: skip
        difference = Difference.model_validate_json(capsys.readouterr().out)
        assert difference.end == datetime(2026, 12, 28, tzinfo=UTC)
        assert difference.of("claim", 3)[0].end == bogota("2026-12-24T12:00")

    def test_succeeds_where_nothing_changes(
        self, draft: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["diff", "shipped", draft, "--from", "2026-12-28", "--to", "2027-12-24"]) == 0
        assert capsys.readouterr().out.startswith("Ninguna respuesta cambia de lun 28 dic 2026")

    def test_refuses_a_file_that_is_none(self, capsys: pytest.CaptureFixture[str]) -> None:
        span = ["--from", "2026-12-21", "--to", "2026-12-28"]
        assert main(["diff", "shipped", "no-such.toml", *span]) == 2
        assert "no-such.toml" in capsys.readouterr().err
