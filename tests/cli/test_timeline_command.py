"""`ccb-support timeline`: the answers over a range of time."""

import json

import pytest

from ccb_support import timeline
from ccb_support.questions.answers import Advice
from ccb_support.words import Language
from tests.builders import SHIPPED_TOML, at
from tests.cli.calls import DAY, EVERY_CHANNEL_DOWN, Run, Write


class TestTimeline:
    """`timeline` lists the answers over a range of time."""

    def test_a_line_for_each_answer(self, run: Run) -> None:
        assert run("timeline", "queja", "3", *DAY).out.splitlines() == [
            "2026-11-23 17:00  2026-11-24 07:00  (601) 7457495           Línea Gratuita Nacional",
            "2026-11-24 07:00  2026-11-24 17:00  (601) 7442727 opción 3  línea de PQRS",
            "2026-11-24 17:00  2026-11-25 07:00  (601) 7457495           Línea Gratuita Nacional",
        ]

    def test_what_has_no_end_is_shown_by_three_dots(self, run: Run) -> None:
        assert run("timeline", "incidente", "4", *DAY).out.split()[:2] == ["…", "…"]

    def test_a_contact_that_nobody_answers_is_closed(self, run: Run, pqrs_file: str) -> None:
        asked = "timeline", "queja", "3", *DAY, "--directory", pqrs_file
        lines = run(*asked).out.splitlines()
        assert ["opción 3 (no atiende)  " in line for line in lines] == [True, False, True]
        assert run(*asked, "--lang", "en").out.count("option 3 (closed)  ") == 2

    def test_if_nobody_answers_it_says_what_recommend_says(self, run: Run) -> None:
        asked = "queja", *EVERY_CHANNEL_DOWN
        said = "ccb-support: Desde 2026-11-24 09:30: "
        for form in ([], ["--json"]):
            nobody = run("recommend", *asked, *form)
            said_now = nobody._replace(err=nobody.err.replace("ccb-support: ", said))
            assert run("timeline", *asked, *form) == said_now

    @pytest.mark.parametrize("language", ["es", "en"])
    def test_json_for_each_answer(self, run: Run, language: Language) -> None:
        down = "--unavailable", "pqrs=2026-11-24 10:00"
        result = run("timeline", "queja", "3", "--json", "--lang", language, *DAY, *down)
        day, until = (at("2026-11-24"), at("2026-11-25")), {"pqrs": at("2026-11-24 10:00")}
        expected = [
            Advice.of(each, language) for each in timeline("complaint", 3, *day, unavailable=until)
        ]
        assert [*map(Advice.model_validate_json, result.printed.splitlines())] == expected

    @pytest.mark.parametrize(
        ("ends", "start", "end"),
        [
            ([], "2026-11-24 09:30", "2026-12-01 09:30"),
            (["--from", "2026-12-24"], "2026-12-24", "2026-12-31"),
            (["--to", "mañana 15:00"], "2026-11-24 09:30", "2026-11-25 15:00"),
            (["--from", "2199-12-30"], "2199-12-30", "2200-01-01"),
        ],
        ids=["no end", "from", "to", "from near the last end"],
    )
    def test_a_range_is_a_week_from_now_unless_its_ends_are_given(
        self, run: Run, ends: list[str], start: str, end: str
    ) -> None:
        result = run("timeline", "queja", *ends)
        assert result.out == run("timeline", "queja", "--from", start, "--to", end).out


class TestWhereNobodyAnswersAnyMore:
    """A timeline has the answers up to there, then says so. The exit code is 1."""

    RANGE = ("--from", "2026-11-24", "--to", "2026-12-01")
    END = "2026-11-26"

    @pytest.fixture
    def closing_file(self, write: Write) -> str:
        """Return the file of the shipped directory, in which all ends on Thursday."""
        return write(
            text=f'{SHIPPED_TOML}\n[[closures]]\nname = "Mudanza"\n'
            f'starts = "{self.END} 00:00"\nends = "2200-01-01 00:00"\n'
        )

    @pytest.mark.parametrize(
        ("language", "words"),
        [
            (
                "es",
                "Desde 2026-11-26 00:00: Ningún canal disponible recibe quejas (P3, media), ni ahora ni después. Comuníquese con los niveles de escalamiento",
            ),
            (
                "en",
                "From 2026-11-26 00:00 on: No available channel serves 'complaint' (P3, medium), now or later. Turn to the escalation levels",
            ),
        ],
    )
    def test_the_rows_come_first_then_whom_to_turn_to(
        self, run: Run, closing_file: str, language: str, words: str
    ) -> None:
        asked = "--directory", closing_file, "--lang", language
        result = run("timeline", "queja", "3", *self.RANGE, *asked)
        rows = run("timeline", "queja", "3", "--from", "2026-11-24", "--to", self.END, *asked)
        assert (rows.code, rows.err, rows.out.count("\n")) == (0, "", 5)
        assert rows.out.splitlines()[-1].startswith("2026-11-25 17:00  2026-11-26 00:00  ")
        levels = run("escalation", *asked).out
        assert result == (1, rows.out + levels, f"ccb-support: {words}\n")

    def test_as_json_the_last_line_has_no_answer(self, run: Run, closing_file: str) -> None:
        asked = "--json", "--directory", closing_file
        result = run("timeline", "queja", "3", *self.RANGE, *asked)
        *answers, last = map(json.loads, result.out.splitlines())
        before = run("timeline", "queja", "3", "--from", "2026-11-24", "--to", self.END, *asked)
        assert answers == [*map(json.loads, before.out.splitlines())]
        assert (last["answer"], last["trace"][0]["verdict"]) == (None, "closed")
        assert result.code == 1
