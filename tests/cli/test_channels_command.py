"""`ccb-support channels`: which channels are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ccb_support.answer import ChannelStatus
from tests.builders import at
from tests.cli.calls import PQRS_TOML, SHIPPED, TUESDAY, Run

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


class TestChannels:
    """`channels` says whether each channel is open, and what changes next."""

    @pytest.mark.parametrize(
        ("language", "when", "line"),
        [
            (
                "es",
                TUESDAY,
                "pqrs abierto cierra 2026-11-24 17:00 línea de PQRS (601) 7442727 opción 3",
            ),
            ("en", TUESDAY, "pqrs open closes 2026-11-24 17:00 PQRS line (601) 7442727 option 3"),
            (
                "en",
                at("2026-07-11 12:00"),
                "pqrs closed opens 2026-07-14 07:00 PQRS line (601) 7442727 option 3 Our Lady of Chiquinquirá (2026-07-13)",
            ),
        ],
        ids=["open, in Spanish", "open, in English", "closed by a holiday"],
    )
    def test_a_line_for_each(self, run: Run, language: str, when: datetime, line: str) -> None:
        result = run("channels", "--lang", language, "--when", when.isoformat())
        lines = [" ".join(each.split()) for each in result.out.splitlines()]
        assert (result.code, lines[0]) == (0, line)
        assert [each.split()[0] for each in lines] == list(SHIPPED.channel_ids)
        assert lines[1].split()[:2] == ["p1_mobile", {"es": "abierto", "en": "open"}[language]]

    def test_what_never_changes_has_no_change(self, run: Run) -> None:
        line = run("channels").out.splitlines()[2]
        assert " ".join(line.split()) == (
            "national_line abierto Línea Gratuita Nacional (601) 7457495"
        )

    def test_every_holiday_that_closes_a_channel_is_named(self, run: Run) -> None:
        line = run("channels", "--when", "2026-04-02 12:00").out.splitlines()[0]
        assert line.endswith("  Jueves Santo (2026-04-02), Viernes Santo (2026-04-03)")

    def test_a_cause_of_several_days_has_its_first_and_its_last(
        self, run: Run, tmp_path: Path
    ) -> None:
        path = tmp_path / "moving.toml"
        moving = '\n[[special_days]]\nname = "Mudanza"\ndate = 2026-11-24\nthrough = 2026-11-26\nhours = "closed"\n'
        path.write_text(PQRS_TOML + moving, "utf-8")
        (line,) = run("channels", "--directory", str(path)).out.splitlines()
        assert line.endswith("  Mudanza (2026-11-24 - 2026-11-26)")

    @pytest.mark.parametrize(
        ("count", "rest"), [(5, ""), (6, ", 1 más"), (7, ", 2 más")], ids=["5", "6", "7"]
    )
    def test_five_causes_are_named_and_the_rest_is_counted(
        self, run: Run, tmp_path: Path, count: int, rest: str
    ) -> None:
        days = [24, 25, 26, 27, 30, 1, 2][:count]
        dates = [f"2026-{'11' if day > 20 else '12'}-{day:02}" for day in days]
        path = tmp_path / "many.toml"
        path.write_text(
            PQRS_TOML
            + "".join(
                f'\n[[special_days]]\nname = "Día {day}"\ndate = {date}\nhours = "closed"\n'
                for day, date in zip(days, dates, strict=True)
            ),
            "utf-8",
        )
        (line,) = run("channels", "--directory", str(path)).out.splitlines()
        named = ", ".join(f"Día {day} ({date})" for day, date in zip(days[:5], dates, strict=False))
        assert line.endswith(f"  {named}{rest}")
        status = run("channels", "--json", "--directory", str(path)).out
        assert len(ChannelStatus.model_validate_json(status).because) == count

    def test_open_is_green_and_closed_is_red(self, run: Run) -> None:
        wide = {"COLUMNS": "120"}
        lines = run("channels", environment=wide, terminal=True, now=at("2026-11-24 18:00")).out
        assert "\x1b[31mcerrado" in lines
        assert "\x1b[32mabierto" in lines

    def test_json_for_each(self, run: Run) -> None:
        statuses = [
            ChannelStatus.model_validate_json(x) for x in run("channels", "--json").out.splitlines()
        ]
        assert [status.channel.id for status in statuses] == list(SHIPPED.channel_ids)
        assert all(status.open_now for status in statuses)
