"""`ccb-support week`: this week, or that of an instant, as text, as JSON or as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.week import WeekView, week
from tests.cli.calls import SHIPPED, TUESDAY, Run

if TYPE_CHECKING:
    from pathlib import Path


class TestWeek:
    """`week` shows the week of now, or of an instant: as text, as JSON, or as a picture in a file."""

    def test_it_prints_this_week(self, run: Run) -> None:
        result = run("week", "--lang", "en")
        assert result.code == 0
        assert result.out == f"{week(SHIPPED, TUESDAY).text('en')}\n"

    def test_it_speaks_spanish_by_default(self, run: Run) -> None:
        assert "\nAhora: martes 24 de noviembre de 2026, 09:30\n" in run("week").out

    def test_of_another_instant_and_directory(self, run: Run, pqrs_file: str) -> None:
        result = run("week", "--when", "2026-07-14T10:30", "--directory", pqrs_file)
        assert "Semana del lunes 13 de julio de 2026" in result.out
        assert result.err == "Hora entendida: el martes 14 de julio de 2026 a las 10:30 a. m.\n"
        assert "Chat" not in result.out

    def test_as_json_it_is_one_document(self, run: Run) -> None:
        view = WeekView.model_validate_json(run("week", "--json").out)
        assert view == week(SHIPPED, TUESDAY)

    def test_the_picture_goes_to_a_file_and_nothing_is_printed(
        self, run: Run, tmp_path: Path
    ) -> None:
        path = tmp_path / "week.svg"
        assert run("week", "--svg", str(path), "--lang", "en") == (0, "", "")
        assert path.read_bytes().decode() == week(SHIPPED, TUESDAY).svg("en")

    def test_a_picture_is_no_json(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "week.svg"
        result = run("week", "--svg", str(path), "--json")
        assert (result.code, result.out) == (2, "")
        assert "Quite una de las dos" in result.err
        assert not path.exists()

    def test_a_file_that_can_not_be_written_is_an_error(self, run: Run, tmp_path: Path) -> None:
        result = run("week", "--svg", str(tmp_path / "no" / "week.svg"))
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith("ccb-support: ")

    def test_on_a_narrow_terminal_it_has_no_bars(self, run: Run) -> None:
        holiday = ["--when", "2026-07-14 10:30"]
        lines = run("week", *holiday, environment={"COLUMNS": "40"}).out.splitlines()
        assert all(len(line) <= 40 or "http" in line for line in lines)
        desk = lines.index("Línea de PQRS: (601) 7442727 opción 3")
        assert lines[desk + 1 : desk + 3] == [
            "  lun 13  cerrado, festivo: Virgen de",
            "    Chiquinquirá",
        ]
        assert lines[desk + 3] == "  mar 14  07:00-17:00"
        assert lines.count("  cada día todo el día") == len(SHIPPED.channels) - 1

    def test_on_a_narrow_terminal_a_contact_stays_on_one_line(self, run: Run) -> None:
        lines = run("week", environment={"COLUMNS": "40"}).out.splitlines()
        mobile = lines.index("Línea móvil de prioridad 1:")
        assert lines[mobile - 1 : mobile + 4] == [
            "",
            "Línea móvil de prioridad 1:",
            "(57) 318 717 49 37",
            "  cada día todo el día",
            "",
        ]
