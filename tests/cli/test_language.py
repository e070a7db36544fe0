"""The language: `--lang`, else that of the system, else that of the directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import SHIPPED_TOML

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.calls import Run

ENGLISH, SPANISH = "Call the PQRS line", "Llame ya a la línea de PQRS"


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
def test_is_that_of_the_system(run: Run, environment: dict[str, str], words: str) -> None:
    assert words in run("recommend", "queja", "1", environment=environment).out


@pytest.mark.parametrize("tag", ["en", "EN", "en-US", "en_GB"])
def test_is_that_of_the_option_first(run: Run, tag: str) -> None:
    spanish = {"LC_ALL": "es_CO.UTF-8"}
    assert ENGLISH in run("recommend", "queja", "1", "--lang", tag, environment=spanish).out
    assert ENGLISH in run("--lang", tag, "recommend", "queja", "1", environment=spanish).out
    assert ENGLISH in run("recommend", "queja", "1", f"--lang={tag}", environment=spanish).out


def test_is_that_of_the_directory_last(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "english.toml"
    path.write_text(SHIPPED_TOML.replace('language = "es"', 'language = "en"'), "utf-8")
    arguments = ["recommend", "queja", "1", "--directory", str(path)]
    assert ENGLISH in run(*arguments).out
    assert SPANISH in run(*arguments, environment={"LANG": "es"}).out
    assert "errors" in run("verify", str(path)).out
    assert "No answer changes" in run("diff", str(path), str(path)).out


def test_of_errors_is_the_same(run: Run) -> None:
    assert "no es un tipo de solicitud" in run("recommend", "xyzzy").err
    assert "is not a request type" in run("recommend", "xyzzy", environment={"LANG": "en"}).err
    assert "is not a command" in run("xyzzy", "--lang=en").err


def test_of_what_is_missing_is_the_same(run: Run) -> None:
    assert "Falta: TIPO. Vea" in run("recommend").err
    assert "Falta: DESPUÉS. Vea" in run("diff", "shipped").err


@pytest.mark.parametrize("option", [["--lang="], ["--lang", ""]], ids=["equals", "word"])
def test_of_no_letters_is_refused(run: Run, option: list[str]) -> None:
    assert "'' no es un idioma" in run("week", *option).err


def test_another_one_is_refused_in_that_of_the_system(run: Run) -> None:
    spanish, english = (
        run("week", "--lang", "fr"),
        run("week", "--lang=fr", environment={"LANG": "en"}),
    )
    assert (spanish.code, english.code) == (2, 2)
    assert (
        "'fr' no es un idioma de esta biblioteca. Use uno de estos valores: es, en" in spanish.err
    )
    assert "'fr' is not a language of this library. Use one of: es, en" in english.err
