"""`ccb-support timeline`: the answers over a range of time."""

from __future__ import annotations

import json

import pytest

from ccb_support import Recommendation, timeline
from tests.builders import at
from tests.cli.calls import DAY, SHIPPED, Run


class TestTimeline:
    """`timeline` lists the answers over a range of time."""

    def test_a_line_for_each_answer(self, run: Run) -> None:
        assert run("timeline", "queja", "3", *DAY).out.splitlines() == [
            "2026-11-23 17:00  2026-11-24 07:00  Línea Gratuita Nacional  (601) 7457495",
            "2026-11-24 07:00  2026-11-24 17:00  línea de PQRS            (601) 7442727 opción 3",
            "2026-11-24 17:00  2026-11-25 07:00  Línea Gratuita Nacional  (601) 7457495",
        ]

    def test_a_channel_that_is_down_until_a_time(self, run: Run) -> None:
        out = run("timeline", "queja", "3", *DAY, "--unavailable", "pqrs=2026-11-24 10:00").out
        assert out.splitlines()[1] == (
            "2026-11-24 10:00  2026-11-24 17:00  línea de PQRS            (601) 7442727 opción 3"
        )

    def test_what_has_no_end_is_shown_by_three_dots(self, run: Run) -> None:
        assert run("timeline", "incidente", "4", *DAY).out.split()[:2] == ["…", "…"]

    def test_if_nobody_answers_it_lists_whom_to_turn_to(self, run: Run) -> None:
        down = [word for each in SHIPPED.channel_ids for word in ("--unavailable", each)]
        result = run("timeline", "queja", *down)
        assert (result.code, result.out) == (1, run("escalation").out)
        assert "Ningún canal disponible atiende quejas (P3)" in result.err
        assert run("timeline", "queja", "--json", *down).out == ""

    def test_json_for_each_answer(self, run: Run) -> None:
        out = run("timeline", "queja", "3", "--json", *DAY).out
        answers = timeline("complaint", 3, at("2026-11-24"), at("2026-11-25"))
        documents = [json.loads(each) for each in out.splitlines()]
        found = [Recommendation.model_validate(each["answer"]) for each in documents]
        assert found == [*answers]
        assert documents[0]["words"]["summary"] == found[0].summary()
        english = run("timeline", "queja", "3", "--json", "--lang", "en", *DAY).out.splitlines()
        assert json.loads(english[0])["words"]["summary"] == found[0].summary("en")

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

    @pytest.mark.parametrize(
        ("ends", "range_"),
        [
            (["--from", "lunes", "--to", "hoy 9pm"], "de 'lunes' a 'hoy 9pm'"),
            (["--to", "2026-11-24"], "de '2026-11-24 09:30' a '2026-11-24'"),
        ],
        ids=["both ends", "one end"],
    )
    def test_a_range_that_ends_before_it_starts_is_refused(
        self, run: Run, ends: list[str], range_: str
    ) -> None:
        result = run("timeline", "queja", *ends)
        assert (result.code, result.out) == (2, "")
        assert f"El rango {range_} está vacío" in result.err
