"""The report of a difference, in English and in Spanish."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ccb_support import Directory, UnknownLanguageError, diff
from tests.builders import changed, channel, directory, shipped, special_day
from tests.comparison.christmas import HALF_DAY, NIGHT, SHIPPED, compare, shipped_with


class TestTheReport:
    """The words say to a person which requests change, when, and from what to what."""

    @pytest.mark.parametrize(
        ("new", "lines"),
        [
            (
                shipped(special_days=[HALF_DAY]),
                [
                    "petitions, complaints, claims, suggestions, appeals:",
                    "  Thu 24 Dec 2026 07:00 to 12:00: pqrs: until 17:00 -> until 12:00",
                    "petitions, complaints, claims, suggestions, appeals (P1):",
                    "  Thu 24 Dec 2026 12:00 to 17:00: pqrs (dedicated) -> p1_mobile (priority)",
                    "petitions, complaints, claims, suggestions, appeals (P2-P5):",
                    "  Thu 24 Dec 2026 12:00 to 17:00: pqrs (dedicated) -> national_line (fallback)",
                ],
            ),
            (
                shipped_with('"17:00"', '"18:00"'),
                [
                    "petitions, complaints, claims, suggestions, appeals:",
                    "  07:00 to 17:00, 4 times from Mon 21 Dec 2026 to Thu 24 Dec 2026: pqrs: until 17:00 -> until 18:00",
                    "petitions, complaints, claims, suggestions, appeals (P1):",
                    "  17:00 to 18:00, 4 times from Mon 21 Dec 2026 to Thu 24 Dec 2026: p1_mobile (priority) -> pqrs (dedicated)",
                    "petitions, complaints, claims, suggestions, appeals (P2-P5):",
                    "  17:00 to 18:00, 4 times from Mon 21 Dec 2026 to Thu 24 Dec 2026: national_line (fallback) -> pqrs (dedicated)",
                ],
            ),
            (
                shipped(closures=[NIGHT]),
                [
                    "incidents, service requests, technical support (P2-P5):",
                    "  Mon 21 Dec 2026 00:00 to Wed 23 Dec 2026 22:00: national_line: no closing time -> until Wed 23 Dec 2026 22:00",
                    "  Wed 23 Dec 2026 22:00 to Thu 24 Dec 2026 04:00: national_line (general) -> chat (general)",
                    "petitions, complaints, claims, suggestions, appeals (P2-P5):",
                    "  Mon 21 Dec 2026 00:00 to 07:00: national_line: no closing time -> until Wed 23 Dec 2026 22:00",
                    (
                        "  17:00 to 07:00 (+1 d), 2 times from Mon 21 Dec 2026 to Tue 22 Dec 2026:"
                        " national_line: no closing time -> until Wed 23 Dec 2026 22:00"
                    ),
                    "  Wed 23 Dec 2026 17:00 to 22:00: national_line: no closing time -> until 22:00",
                    "  Wed 23 Dec 2026 22:00 to Thu 24 Dec 2026 04:00: national_line (fallback) -> chat (fallback)",
                    "every request (P1):",
                    "  Wed 23 Dec 2026 22:00 to Thu 24 Dec 2026 04:00: p1_mobile: alternatives: national_line, email, chat -> chat",
                ],
            ),
            (
                shipped_with('printed = "(57) 318 717 49 37"', 'printed = "318 717 4937"'),
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
                shipped_with("certicamararesponde@", "pqrs@"),
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
                shipped_with(
                    '  { medium = "email", address = "certicamararesponde@certicamara.com" },\n', ""
                ),
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
                shipped_with("http://idealab", "https://idealab"),
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
                shipped_with('id = "p1_mobile"\nrows = [2]', 'id = "mobile"\nrows = [2]'),
                [
                    "incidents, service requests, technical support (P1):",
                    "  Mon 21 Dec 2026 00:00 to Mon 28 Dec 2026 00:00: p1_mobile (priority) -> mobile (priority)",
                ],
            ),
            (
                shipped_with(
                    'request_types = "all" # la fila dice', 'request_types = ["incident"] # row'
                ),
                [
                    "service requests, technical support (P1):",
                    "  Mon 21 Dec 2026 00:00 to Mon 28 Dec 2026 00:00: p1_mobile (priority) -> national_line (general)",
                ],
            ),
            (
                shipped(special_days=[special_day("2026-12-24")]),
                [
                    "incidents, service requests, technical support (P1):",
                    "  Mon 21 Dec 2026 00:00 to Thu 24 Dec 2026 00:00: p1_mobile: no closing time -> until Thu 24 Dec 2026 00:00",
                    (
                        "  Thu 24 Dec 2026 00:00 to Fri 25 Dec 2026 00:00: p1_mobile:"
                        " priority -> opens_next; no closing time -> opens Fri 25 Dec 2026 00:00;"
                        " alternatives: national_line, email, chat -> none"
                    ),
                ],
            ),
        ],
        ids=[
            "half a day",
            "an hour more",
            "a night closed",
            "another print of a number",
            "another mailbox",
            "a mailbox less",
            "another page",
            "another id",
            "fewer requests",
            "a day closed",
        ],
    )
    def test_its_first_lines(self, new: Directory, lines: list[str]) -> None:
        report = compare(SHIPPED, new).report("en")
        assert report.splitlines()[: len(lines)] == lines

    def test_it_speaks_spanish_by_default(self) -> None:
        new = changed(shipped_with('"1104", ', ""), special_days=[HALF_DAY])
        assert compare(SHIPPED, new).report().splitlines() == [
            "peticiones, quejas, reclamos, sugerencias, apelaciones:",
            "  jue 24 dic 2026 07:00 a 12:00: pqrs: hasta 17:00 -> hasta 12:00",
            "peticiones, quejas, reclamos, sugerencias, apelaciones (P1):",
            "  jue 24 dic 2026 12:00 a 17:00: pqrs (dedicated) -> p1_mobile (priority)",
            "peticiones, quejas, reclamos, sugerencias, apelaciones (P2-P5):",
            "  jue 24 dic 2026 12:00 a 17:00: pqrs (dedicated) -> national_line (fallback)",
            "niveles de escalamiento que cambian: 2",
        ]

    def test_it_says_that_nothing_changes(self) -> None:
        difference = compare(SHIPPED, SHIPPED)
        assert difference.report("en") == (
            "No answer changes from Mon 21 Dec 2026 00:00 to Mon 28 Dec 2026 00:00"
        )
        assert difference.report("es") == (
            "Ninguna respuesta cambia de lun 21 dic 2026 00:00 a lun 28 dic 2026 00:00"
        )

    def test_it_names_several_levels(self) -> None:
        new = shipped_with("mesadeayuda@", "ayuda@")
        report = compare(SHIPPED, new).report("en")
        assert report == "escalation levels that change: 2, 3"

    def test_it_says_that_nobody_answers_and_when_another_opens(self) -> None:
        desk = channel("desk", "Mo-Su 09:00-17:00")
        until_sunday, for_good = (
            directory(desk, special_days=[special_day(f"2026-12-24/{last}")])
            for last in ("2026-12-26", "2199-12-31")
        )
        assert compare(until_sunday, for_good).report("en").splitlines() == [
            "every request:",
            "  Wed 23 Dec 2026 17:00 to Sun 27 Dec 2026 09:00: desk (opens_next, opens Sun 27 Dec 2026 09:00) -> nobody",
            "  Sun 27 Dec 2026 09:00 to 17:00: desk (general) -> nobody",
            "  Sun 27 Dec 2026 17:00 to Mon 28 Dec 2026 00:00: desk (opens_next, opens Mon 28 Dec 2026 09:00) -> nobody",
        ]

    def test_it_shows_the_offsets_of_a_repeated_hour(self) -> None:
        # New York sets its clocks back on Sunday 1 November 2026, from 02:00 to 01:00.
        early, late = (
            directory(channel("desk", f"Mo-Su {hours}"), time_zone="America/New_York")
            for hours in ("01:15-01:45", "01:30-01:50")
        )
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

    def test_it_shows_both_contacts_even_if_they_read_alike(self) -> None:
        old = 'printed = "(601) 7442727", e164 = "+576017442727", menu_option = "3"'
        code = 'printed = "195", short_code = "195"'
        old_desk, new_desk = (
            shipped_with(old, each) for each in (code, f'{code}, phone_context = "+57"')
        )
        lines = compare(old_desk, new_desk).report("es").splitlines()
        shown = "195 <tel:195;phone-context=+57>"
        assert f": pqrs: {shown} -> {shown}" in lines[1]

    def test_it_refuses_a_language_that_it_does_not_speak(self) -> None:
        difference = compare(SHIPPED, SHIPPED)
        with pytest.raises(UnknownLanguageError, match="fr"):
            difference.report("fr")


class TestTimeZones:
    """Directories of two zones are compared at the same instants."""

    def test_the_same_hours_in_another_zone_are_other_hours(self) -> None:
        bogota_desk, new_york_desk = (
            directory(channel("desk", "Mo-Su 09:00-17:00"), time_zone=zone)
            for zone in ("America/Bogota", "America/New_York")
        )
        start, end = (datetime(2026, 7, 1, hour, tzinfo=UTC) for hour in (12, 23))
        assert diff(bogota_desk, new_york_desk, start, end).report("en").splitlines() == [
            "every request:",
            "  Wed 1 Jul 2026 08:00 to 09:00: desk: opens 10:00 -> opens 09:00",
            "  Wed 1 Jul 2026 09:00 to 10:00: desk: opens_next -> general; opens 10:00 -> until 17:00",
            "  Wed 1 Jul 2026 10:00 to 17:00: desk: until 18:00 -> until 17:00",
            "  Wed 1 Jul 2026 17:00 to 18:00: desk: general -> opens_next; until 18:00 -> opens Thu 2 Jul 2026 09:00",
            "  Wed 1 Jul 2026 18:00 to 19:00: desk: opens Thu 2 Jul 2026 10:00 -> opens Thu 2 Jul 2026 09:00",
        ]
