"""The language: `--lang`, else that of the system, else that of the directory. Notes on its age."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ccb_support.calendars.colombia import COLOMBIA
from tests.builders import SHIPPED_TOML, at
from tests.cli.calls import SHIPPED, Run, Write
from tests.editions import VERSION_LINE, write_next

ENGLISH, SPANISH = "Call the PQRS line", "Llame a la línea de PQRS"

AS_OF, THROUGH = SHIPPED.as_of, COLOMBIA.verified_through
LAST_DAY, DAY_AFTER = at(f"{THROUGH} 23:59"), at(f"{THROUGH + timedelta(days=1)}")
YEAR_AFTER = at(f"{AS_OF + timedelta(days=366)}")
"""More than a year after the check of the shipped directory; its holidays are still checked."""

UNCHECKED = f"Los festivos se revisaron hasta el {THROUGH}.\n"

ALWAYS = f"""
format = 2
version = "1"
as_of = {THROUGH}
time_zone = "America/Bogota"
name = "Siempre"

[[channels]]
id = "line"
name = "línea"
request_types = "all"
priorities = "all"
hours = "always"
holidays = "open"
contacts = [{{ medium = "phone", printed = "(601) 7457495", e164 = "+576017457495" }}]
"""
"""A directory without holidays."""

MOVE_OF_CHAT = """
[[closures]]
name = "mudanza"
channels = ["chat"]
starts = 2026-11-01T00:00:00
ends = 2028-03-01T00:00:00
"""


class TestLanguage:
    """Words and errors are in the language that comes first."""

    @pytest.mark.parametrize(
        ("environment", "words"),
        [
            ({}, SPANISH),
            ({"LANG": "en_US.UTF-8"}, ENGLISH),
            ({"LANG": "es_CO.UTF-8"}, SPANISH),
            ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "es_CO"}, SPANISH),
            ({"LANG": "es_CO", "LC_MESSAGES": "es_CO", "LC_ALL": "en_GB.UTF-8"}, ENGLISH),
            ({"LANG": "en_US", "LC_ALL": ""}, ENGLISH),
            ({"LANG": "en@euro"}, ENGLISH),
            ({"LANG": "C.UTF-8"}, SPANISH),
            ({"LANG": "POSIX"}, SPANISH),
            ({"LANG": "fr_FR.UTF-8"}, SPANISH),
            ({"LANGUAGE": "en"}, SPANISH),
        ],
        ids=str,
    )
    def test_is_that_of_the_system(self, run: Run, environment: dict[str, str], words: str) -> None:
        assert words in run("recommend", "queja", "1", environment=environment).out

    @pytest.mark.parametrize(
        "line",
        [
            "recommend queja 1 --lang en",
            "--lang EN recommend queja 1",
            "recommend queja 1 --lang=en-US",
            "--lang=es recommend queja 1 --lang en_GB",
        ],
    )
    def test_is_that_of_the_option_first(self, run: Run, line: str) -> None:
        assert ENGLISH in run(*line.split(), environment={"LC_ALL": "es_CO.UTF-8"}).out

    def test_is_that_of_the_directory_last(self, run: Run, write: Write) -> None:
        path = write(('language = "es"', 'language = "en"'))
        arguments = ["recommend", "queja", "1", "--directory", path]
        assert ENGLISH in run(*arguments).out
        assert SPANISH in run(*arguments, environment={"LANG": "es"}).out
        assert "errors" in run("verify", path).out
        assert "No answer changes" in run("diff", path, path).out

    @pytest.mark.parametrize(
        ("arguments", "language", "words"),
        [
            (["recommend", "xyzzy"], "es", "no es un tipo de solicitud"),
            (["recommend", "xyzzy"], "en", "is not a request type"),
            (["xyzzy", "--lang=en"], "es", "can't be used here"),
            (["xyzzy"], "es", "servir, esquema, revisar, completar"),
            (["recommend"], "es", "Falta lo siguiente: TIPO. Vea"),
            (["diff", "shipped"], "es", "Falta el directorio nuevo"),
            (["week", "--lang="], "es", "'' no es un idioma"),
            (["week", "--lang", ""], "es", "'' no es un idioma"),
            (["week", "--lang", "fr"], "es", "'fr' no es un idioma de este programa. Use uno de estos valores: es, en"),
            (["week", "--lang=fr"], "en", "'fr' is not a language of this library. Use one of: es, en"),
        ],
    )  # fmt: skip
    def test_of_errors_is_the_same(
        self, run: Run, arguments: list[str], language: str, words: str
    ) -> None:
        assert words in run(*arguments, environment={"LANG": language}).refusal


class TestAge:
    """A line on the standard error says that something was checked too long ago."""

    @pytest.mark.parametrize(
        ("now", "language", "line"),
        [
            (YEAR_AFTER - timedelta(minutes=1), "es", ""),
            (YEAR_AFTER, "es", f"El directorio se comparó con su fuente por última vez el {AS_OF}, hace más de un año. Hay que compararlo de nuevo, y cambiar as_of\n"),
            (DAY_AFTER, "es", f"El directorio se comparó con su fuente por última vez el {AS_OF}, hace más de un año. Hay que compararlo de nuevo, y cambiar as_of\nLos festivos se revisaron hasta el {THROUGH}. Instale una versión más reciente de ccb-support\n"),
            (DAY_AFTER, "en", f"The directory was last compared with its source on {AS_OF}, more than a year ago. It must be compared again, and as_of changed\nThe holidays were checked through {THROUGH}. Install a newer version of ccb-support\n"),
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("command", [["recommend", "queja"], ["week"], ["channels", "--json"]])
    def test_of_the_shipped_directory(
        self, run: Run, command: list[str], now: datetime, language: str, line: str
    ) -> None:
        assert run(*command, "--lang", language, now=now).err == line

    @pytest.mark.parametrize(
        ("now", "is_old"), [(DAY_AFTER, False), (at(f"{THROUGH + timedelta(days=366)}"), True)]
    )
    def test_of_a_directory_without_holidays(
        self, run: Run, write: Write, now: datetime, *, is_old: bool
    ) -> None:
        said = run("recommend", "queja", "--directory", write(text=ALWAYS), now=now).err
        assert said.startswith("El directorio") is is_old
        assert "festivos" not in said

    @pytest.mark.parametrize("when", ["2026-11-24 10:00", "2030-01-01 10:00"])
    def test_is_about_now_and_not_about_the_question(
        self, run: Run, write: Write, when: str
    ) -> None:
        # As if it was compared with its source on the last day of its holidays.
        checked = write((f"as_of = {AS_OF}", f"as_of = {THROUGH}"))
        arguments = "channels", "--when", when, "--directory", checked
        assert "Instale" not in run(*arguments, now=LAST_DAY).err
        assert "Instale" in run(*arguments, now=DAY_AFTER).err


class TestLaterDays:
    """A line on the standard error says how far the holidays were checked, if no words do."""

    @pytest.mark.parametrize(
        ("command", "is_said"),
        [
            ("channels --when 2030-01-07T09:00", True),
            ("channels --when 2030-01-07T09:00 --json", True),
            ("channels --when 2027-12-30T10:00", False),
            # It opens in the next year.
            ("channels --when 2027-12-31T20:00", True),
            ("--when 2030-01-07T09:00", True),
            ("--when 2027-12-31T20:00", True),
            ("--when 2027-12-30T10:00", False),
            ("week --when 2027-12-25T10:00", False),
            ("week --when 2027-12-31T10:00", True),
            ("timeline queja --from 2027-12-01 --to 2027-12-31", False),
            # The last answer holds until the next year.
            ("timeline queja --from 2027-12-01 --to 2027-12-31T20:00", True),
            ("timeline queja --unavailable pqrs --from 2027-12-01 --to 2028-02-01", True),
            # Holidays change nothing for an incident.
            ("timeline incidente --from 2027-12-01 --to 2028-02-01", False),
            ("export osm --from 2027-12-01 --to 2028-01-01", False),
            ("export osm --from 2027-12-01 --to 2028-01-02", True),
            ("export osm --channel pqrs --from 2027-12-01 --to 2028-01-02", True),
            # The chat is open on holidays.
            ("export osm --channel chat --from 2027-12-01 --to 2028-01-02", False),
            ("export osm", False),
            ("holidays 2027", False),
            ("holidays 2028", True),
            ("holidays 2028 --json", True),
        ],
    )
    def test_are_after_the_check(self, run: Run, command: str, *, is_said: bool) -> None:
        assert (UNCHECKED in run(*command.split()).err) is is_said

    @pytest.mark.parametrize(
        ("command", "is_said"),
        [
            ("channels --when 2029-05-31T18:00", True),
            ("--when 2029-05-31T18:00", True),
            ("week --when 2029-06-02T10:00", True),
            ("week --when 2029-06-05T10:00", False),
            ("timeline queja --from 2029-05-20 --to 2029-06-10", True),
            ("timeline queja --from 2029-06-02 --to 2029-06-10", False),
            ("export osm --from 2029-05-20 --to 2029-06-10", True),
            ("export osm --from 2029-06-01 --to 2029-06-10", False),
            ("export osm --channel chat --from 2029-05-20 --to 2029-06-10", False),
            ("holidays 2029", True),
            ("holidays 2030", False),
        ],
    )
    def test_are_those_of_each_edition(
        self, run: Run, folder: Path, command: str, *, is_said: bool
    ) -> None:
        """From 1 June 2029 on, the directory has no holidays, so nobody has to check them."""
        later = 'version = "later"\neffective = 2029-06-01\nholiday_calendar = []'
        write_next(folder, SHIPPED_TOML.replace(VERSION_LINE, later))
        assert (UNCHECKED in run(*command.split(), "--directory", folder).err) is is_said

    def test_are_said_in_the_language_of_the_words(self, run: Run) -> None:
        said = run("holidays", "2030", "--lang", "en").err
        assert said == f"The holidays were checked through {THROUGH}.\n"

    def test_are_said_once(self, run: Run) -> None:
        asked = "--when", "2030-01-09T09:00"
        _, out, said = run("recommend", "queja", *asked)
        assert ("Los festivos se revisaron hasta" in out, UNCHECKED in said) == (True, False)
        assert run("channels", *asked, now=DAY_AFTER).err.count("festivos") == 1

    @pytest.mark.parametrize(
        ("command", "text", "said"),
        [
            (
                ["channels", "--when", "2030-01-07T09:00"],
                ALWAYS,
                "Hora entendida, '2030-01-07T09:00': el lunes 7 de enero de 2030 a las 9:00 a. m.\n",
            ),
            (["holidays", "2030"], ALWAYS, ""),
            # The channel that moves is open on holidays.
            ([], f"{SHIPPED_TOML}\n{MOVE_OF_CHAT}", ""),
            (["channels"], f"{SHIPPED_TOML}\n{MOVE_OF_CHAT}", ""),
        ],
        ids=["channels", "holidays", "a move", "a move, channels"],
    )
    def test_matter_only_if_holidays_do(
        self, run: Run, write: Write, command: list[str], text: str, said: str
    ) -> None:
        result = run(*command, "--directory", write(text=text))
        assert (result.code, result.err) == (0, said)
