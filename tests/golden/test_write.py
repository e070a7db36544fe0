"""One command writes every golden file; the tests of the rooms compare each with what users get."""

from pathlib import Path

from tests.golden.write import FOLDER, TEXTS, write

SCHEMA = "recommendation.schema.json"


def test_the_command_knows_every_golden_file() -> None:
    files = {path.name for path in FOLDER.iterdir() if path.is_file() and path.suffix != ".py"}
    assert files == {name for name in TEXTS if "/" not in name}


def test_it_writes_the_files_that_are_named(tmp_path: Path) -> None:
    write(tmp_path, SCHEMA)
    (written,) = tmp_path.iterdir()
    assert written.read_text("utf-8") == (FOLDER / SCHEMA).read_text("utf-8")
