"""One command writes every golden file; the tests of the rooms compare each with what users get."""

from pathlib import Path

import pytest

from tests.golden.write import FOLDER, TEXTS, write


def test_the_command_knows_every_golden_file() -> None:
    files = {path.name for path in FOLDER.iterdir() if path.is_file() and path.suffix != ".py"}
    assert files == {name for name in TEXTS if "/" not in name}


@pytest.mark.parametrize(
    ("name", "library"), [("recommendation.schema.json", "pydantic"), ("openapi.json", "starlette")]
)
def test_it_writes_the_files_that_are_named(tmp_path: Path, name: str, library: str) -> None:
    pytest.importorskip(library)
    write(tmp_path, name)
    (written,) = tmp_path.iterdir()
    assert written.read_text("utf-8") == (FOLDER / name).read_text("utf-8")
