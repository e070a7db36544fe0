"""`ccb-support schema`: the JSON Schema of an answer, or of a directory's file."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from ccb_support import Recommendation

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.calls import Run

SHIPPED_SCHEMA = files("ccb_support").joinpath("directory.schema.json").read_text("utf-8")


class TestSchema:
    """`schema` prints or writes the JSON Schema of an answer, or of a directory's file."""

    @pytest.mark.parametrize("kind", [(), ("recommendation",)], ids=["", "by its name"])
    def test_is_that_of_a_recommendation(self, run: Run, kind: tuple[str, ...]) -> None:
        schema = json.loads(run("schema", *kind).out)
        assert schema == Recommendation.model_json_schema(mode="serialization")
        assert set(schema["required"]) == set(Recommendation.model_fields)

    def test_is_indented_as_the_one_that_ships(self, run: Run) -> None:
        printed = run("schema").out
        assert printed == json.dumps(json.loads(printed), indent=2, ensure_ascii=False) + "\n"
        assert SHIPPED_SCHEMA.startswith('{\n  "')

    def test_of_a_directory_is_the_one_that_ships(self, run: Run) -> None:
        assert run("schema", "directory") == (0, SHIPPED_SCHEMA, "")

    def test_may_be_written_to_a_file(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "directory.schema.json"
        assert run("schema", "directory", "-o", str(path)) == (0, "", "")
        assert path.read_bytes() == SHIPPED_SCHEMA.encode("utf-8")

    def test_replaces_a_file_only_with_force(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "schema.json"
        path.write_text("mine", "utf-8")
        refused = run("schema", "-o", str(path))
        assert refused.code == 2
        assert "--force" in refused.err
        assert path.read_text("utf-8") == "mine"
        assert run("schema", "-o", str(path), "--force") == (0, "", "")
        assert json.loads(path.read_bytes())["title"] == "Recommendation"

    def test_of_anything_else_is_refused(self, run: Run) -> None:
        assert "'channel' no se puede usar aquí" in run("schema", "channel").err
