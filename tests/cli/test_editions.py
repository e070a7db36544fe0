"""A new number from 1 January, by the command line: a folder is taken wherever a file is."""

import json
from pathlib import Path

import pytest

from tests.builders import SHIPPED_TOML, at, line_with
from tests.cli.calls import Run
from tests.editions import NEW_NUMBER, NEW_TOML, OLD_NUMBER, write_next
from tests.model.small_directory import special_day

LATER_TOML = NEW_TOML.replace("2027.01.01", "2027.02.01").replace("2027-01-01", "2027-02-01")
"""Another edition, from 1 February 2027 on."""

DESK, NEW_DESK = "(601) 7442727 opción 3", "(601) 7442729 opción 3"
"""The number of the desk for complaints, and another one."""


@pytest.fixture
def next_file(folder: Path) -> Path:
    """Return the file of the next edition, which is now the first one of its folder."""
    folder.joinpath("zz-now.toml").unlink()
    return folder / "aa-next.toml"


class TestAnswers:
    def test_are_those_of_the_edition_in_force(self, run: Run, folder: Path) -> None:
        asked = ("recommend", "incidente", "P1", "--directory", folder)
        assert run(*asked, now=at("2026-12-31 23:59:59.999999")).out.startswith(OLD_NUMBER)
        assert run(*asked, now=at("2027-01-01")).out.startswith(NEW_NUMBER)

    @pytest.mark.parametrize(
        ("request_type", "when", "now", "line"),
        [
            ("incidente", "2026-12-30 10:00", "2026-12-31 10:00", OLD_NUMBER),
            ("incidente", "2026-12-30 10:00", "2027-01-05 10:00", f"{OLD_NUMBER}  (no atiende)"),
            ("incidente", "2027-01-05 10:00", "2026-12-30 10:00", f"{NEW_NUMBER}  (no atiende)"),
            # Another number of the line opens today.
            ("queja", "2027-01-05 10:00", "2026-12-30 06:00", f"{NEW_DESK}  (no atiende)"),
            ("queja", "2026-12-30 10:00", "2027-01-05 06:00", f"{DESK}  (no atiende)"),
            (
                "queja",
                "2027-01-05 10:00",
                "2026-12-31 18:00",
                f"{NEW_DESK}  (no atiende, abre el lunes 4 de enero de 2027 a las 7:00 a. m.)",
            ),
        ],
    )
    def test_begin_with_a_contact_that_says_if_it_is_of_another_edition(
        self, run: Run, folder: Path, request_type: str, when: str, now: str, line: str
    ) -> None:
        """People copy that line, and would dial a dead number."""
        write_next(folder, NEW_TOML.replace("7442727", "7442729"))
        asked = "recommend", request_type, "P1", "--directory", folder, "--when", when
        assert run(*asked, now=at(now)).out.splitlines()[0] == line

    def test_begin_with_a_contact_that_says_if_it_does_not_take_the_request_yet(
        self, run: Run, folder: Path
    ) -> None:
        """The line is open, for other requests only."""
        text = SHIPPED_TOML.replace('"petition", ', "").replace(
            'types = "all"', 'types = ["queja"]'
        )
        folder.joinpath("zz-now.toml").write_text(text, "utf-8")
        line = "(601) 7457495  (no atiende, abre el jueves 31 de diciembre a la medianoche)\n"
        assert run("recommend", "petición", "P3", "--directory", folder).out.startswith(line)

    @pytest.mark.parametrize(
        "asked",
        [("recommend", "queja", "--when"), ("timeline", "queja", "--to=2027-02-01", "--from")],
    )
    def test_have_the_usual_priority_of_their_time(
        self, run: Run, folder: Path, asked: tuple[str, ...]
    ) -> None:
        shorter, _, others = NEW_TOML.partition("[[priorities]]\nid = 3")
        write_next(folder, f"{shorter}{others[others.index('# --- Canales') :]}")
        result = run(*asked, "2027-01-02 10:00", "--directory", folder, "--json")
        assert '"priority":2,' in result.out.splitlines()[0]

    def test_without_a_command_have_the_words_of_their_time(self, run: Run, folder: Path) -> None:
        write_next(folder, NEW_TOML.replace('es = "quejas"', 'es = "protestas"'))
        assert "protestas" in run("--when", "2027-01-02 10:00", "--directory", folder).out

    @pytest.mark.parametrize("asked", ["channels --when", "export osm --from 2029-12-01 --to"])
    def test_mention_holidays_if_they_change_something_then(
        self, run: Run, folder: Path, asked: str
    ) -> None:
        command = *asked.split(), "2030-01-07T09:00", "--directory", folder
        assert "Los festivos se revisaron hasta" in run(*command).err
        write_next(folder, NEW_TOML.replace('holidays = "closed"', 'holidays = "open"'))
        assert "Los festivos" not in run(*command).err

    def test_refuse_a_name_that_two_channels_have(self, run: Run, folder: Path) -> None:
        write_next(folder, NEW_TOML.replace('id = "national_line"', 'id = "line"'))
        down = "--directory", folder, "--unavailable", "línea gratuita nacional"
        assert "no es un canal" in run("recommend", "incidente", "P3", *down).refusal

    def test_before_the_first_edition_there_are_none(self, run: Run, next_file: Path) -> None:
        asked, evening = ("recommend", "queja", "--directory"), at("2026-12-31 18:00")
        refused = run(*asked, next_file, now=evening).refusal
        assert refused.startswith(
            "ccb-support: '2026-12-31T18:00:00-05:00' está fuera de las fechas"
        )
        assert "La primera edición del directorio rige desde el 2027-01-01" in refused
        # Beside another file, this file alone still has no answer.
        assert refused.rstrip().endswith("y use la carpeta en vez del archivo")
        next_file.with_name("now.toml").write_text(SHIPPED_TOML, "utf-8")
        assert run(*asked, next_file.parent, now=evening).out.startswith("(601) 7457495")

    @pytest.mark.parametrize(
        "command",
        [["timeline", "queja", "--directory"], ["export", "osm", "--to", "2027-02-01", "--directory"],
         ["export", "widget", "--directory"], ["diff", "shipped"], ["diff", "--to=2027-02-01", "shipped"]],
    )  # fmt: skip
    def test_before_the_first_edition_no_range_begins(
        self, run: Run, next_file: Path, command: list[str]
    ) -> None:
        refusal_at = "ccb-support: '2026-12-31T{}:00-05:00' está fuera de las fechas".format
        assert run(*command, next_file, "--from=2026-12-31").refusal.startswith(refusal_at("00:00"))
        assert refusal_at("18:00") in run(*command, next_file, now=at("2026-12-31 18:00")).refusal
        assert run("diff", next_file, "shipped", "--from=2026-12-31").refusal.startswith(
            refusal_at("00:00")
        )

    def test_give_the_number_of_the_opening(self, run: Run, folder: Path) -> None:
        write_next(folder, NEW_TOML.replace("7442727", "9990000"))
        asked = ("channels", "--directory", folder)
        (line, *_) = run(*asked, now=at("2026-12-31 18:00")).out.splitlines()
        assert "no atiende  abre el lunes 4 de enero de 2027 a las 7:00 a. m." in line
        assert "(601) 9990000 opción 3" in line
        assert "(601) 7442727 opción 3" in run(*asked, now=at("2026-12-31 16:00")).out

    @pytest.mark.parametrize(
        "command",
        [["channels"], ["escalation"], ["week"], ["doctor"], ["timeline", "queja"], ["export", "schema-org"],
         ["export", "widget", "--to", "2027-01-03"], ["recommend", "queja", "--help"],
         ["recommend", "queja", "--unavailable", "chat en línea"]],
    )  # fmt: skip
    def test_need_no_other_word(self, run: Run, folder: Path, command: list[str]) -> None:
        result = run(*command, "--directory", folder, now=at("2026-12-31 12:00"))
        assert result.code == 0, result.err

    def test_without_a_range_refuse_several_editions(self, run: Run, folder: Path) -> None:
        asked, ends = (
            ("export", "osm", "--directory", folder),
            ("--from=2026-12-30", "--to=2027-01-03"),
        )
        assert (
            "En la línea de comandos: --from y --to, o el archivo de una edición"
            in run(*asked).refusal
        )
        assert "2027 Jan 01-2027 Jan 02 Mo-Su 00:00-24:00" in run(*asked, *ends).printed


class TestVerify:
    def test_names_file_and_line(self, run: Run, folder: Path) -> None:
        text = NEW_TOML.replace('closes = "17:00"', 'closes = "05:00"')
        write_next(folder, text)
        line = line_with(text, 'closes = "05:00"')
        assert f"advertencia, aa-next.toml, línea {line}" in run("verify", folder).out
        noted = run("verify", folder, "--format", "github").out
        assert f"file={folder}/aa-next.toml,line={line}" in noted

    def test_may_begin_before_the_first_edition(self, run: Run, next_file: Path) -> None:
        words = "La primera edición rige desde el vie 1 ene 2027"
        assert words in run("verify", next_file.parent, "--all").out

    @pytest.mark.parametrize(
        ("now", "end"),
        [
            ("2026-11-24", ["--to", "2026-12-20"]),
            ("2026-11-24", ["--to", "2027-01-01"]),
            ("2025-11-24 09:30", []),
        ],
    )
    def test_does_not_end_before_the_first_edition(
        self, run: Run, next_file: Path, now: str, end: list[str]
    ) -> None:
        refused = run("verify", next_file.parent, *end, now=at(now)).refusal
        assert "La primera edición del directorio rige desde el 2027-01-01" in refused

    def test_has_the_faults_of_all_files(self, run: Run, folder: Path) -> None:
        folder.joinpath("bad.toml").write_text("format = 3", "utf-8")
        assert "bad.toml, format, línea 1" in run("verify", folder).refusal
        noted = run("verify", folder, "--format=github").out
        assert f"::error file={folder}/bad.toml,line=1" in noted


class TestDiff:
    def test_of_a_folder_compares_each_edition_with_the_next(self, run: Run, folder: Path) -> None:
        result = run("diff", folder)
        first, change, *_ = result.out.splitlines()
        assert (result.code, first) == (1, "Edición 2027.01.01, que rige desde el vie 1 ene 2027:")
        assert NEW_NUMBER in change
        assert run("diff", folder, now=at("2027-02-01")) == result
        noted = run("diff", folder, "--format", "github").out
        assert noted.startswith(f"::notice file={folder},line=1,title=diff::{first}%0A{change}")
        assert json.loads(run("diff", folder, "--json").out)["time_zone"] == "America/Bogota"
        for end in ("--from=1983-12-31", "--from=2200-01-01", "--to=2200-01-02"):
            refusal = run("diff", folder, end, "--lang", "en").refusal
            assert "is outside the supported range" in refusal
        assert run("diff", folder, "--from", "2199-12-31", "--to", "2200-01-01").code == 1
        assert run("diff", folder, "--from", "2026-12-01", "--to", "2026-12-05").printed == ""
        assert NEW_NUMBER in run("diff", folder, "--from", "2027-02-01").out

    def test_of_a_folder_begins_with_the_edition_whatever_the_clock_shows(
        self, run: Run, folder: Path
    ) -> None:
        write_next(folder, NEW_TOML + special_day(date="2027-01-05", channels='["pqrs"]'))
        asked = "diff", folder, "--lang", "en"
        assert "5 Jan" in run(*asked, now=at("2027-02-01")).out
        assert "5 Jan" not in run(*asked, "--from", "2027-02-01").out

    def test_of_a_folder_compares_each_edition_for_a_year(self, run: Run, folder: Path) -> None:
        write_next(folder, NEW_TOML + special_day(date="2027-12-29", channels='["pqrs"]'))
        assert "29 December 2027" in run("diff", folder, "--lang", "en", now=at("2026-12-01")).out

    def test_of_a_folder_may_begin_before_the_first_edition(
        self, run: Run, next_file: Path
    ) -> None:
        """Each comparison begins with its own edition, so nobody asks about that time."""
        folder = next_file.parent
        later = SHIPPED_TOML.replace('version = "', 'version = "later-', 1)
        folder.joinpath("later.toml").write_text(f"effective = 2027-02-01\n{later}", "utf-8")
        result = run("diff", folder)
        assert result.out.startswith("Edición later-")
        assert run("diff", folder, now=at("2027-01-05")) == result
        ends = "--from", "2026-12-01", "--to", "2028-02-01"
        assert run("diff", folder, *ends).out == result.out

    def test_of_a_folder_says_once_how_the_range_was_understood(
        self, run: Run, folder: Path
    ) -> None:
        folder.joinpath("later.toml").write_text(LATER_TOML, "utf-8")
        result = run("diff", folder, "--from", "2027-01-10", "--to", "15 de marzo de 2027 8am")
        assert "Edición 2027.01.01" in result.out
        assert result.err.count("2027") == 2

    def test_of_a_folder_ends_with_the_time_of_the_edition(self, run: Run, folder: Path) -> None:
        write_next(folder, NEW_TOML + special_day(date="2027-02-05", channels='["pqrs"]'))
        folder.joinpath("later.toml").write_text(LATER_TOML, "utf-8")
        first, _, _ = run("diff", folder, "--lang", "en").out.partition("Edition 2027.02.01")
        assert first.startswith("Edition 2027.01.01")
        assert "February" not in first

    def test_of_a_folder_and_a_file(self, run: Run, folder: Path) -> None:
        assert NEW_NUMBER in run("diff", "shipped", folder).out
        assert run("diff", folder, folder).code == 0


def test_an_edition_is_not_overwritten(run: Run, folder: Path) -> None:
    asked = "export", "schema-org", "--directory", folder, "-o", folder / "aa-next.toml", "--force"
    assert "Este comando lee el archivo" in run(*asked).refusal


@pytest.mark.parametrize(
    ("first_day", "year", "listed"),
    [
        ("2027-01-01", 2028, "2028-12-25  Navidad\n"),
        ("2027-01-02", 2027, "2027-01-01  Año Nuevo\n2027-12-25  Navidad\n"),
        (
            "2027-01-20",
            2027,
            "2027-01-01  Año Nuevo\n2027-01-11  Día de los Reyes Magos\n2027-12-25  Navidad\n",
        ),
    ],
)
def test_holidays_are_those_of_the_edition_of_their_day(
    run: Run, folder: Path, first_day: str, year: int, listed: str
) -> None:
    own = 'holiday_calendar = [{ date = "12-25", name = { es = "Navidad", en = "Christmas" } }]'
    write_next(
        folder, NEW_TOML.replace("effective = 2027-01-01", f"effective = {first_day}\n{own}")
    )
    result = run("holidays", year, "--directory", folder, now=at("2026-12-31 12:00"))
    assert (result.out, result.err) == (listed, "")
