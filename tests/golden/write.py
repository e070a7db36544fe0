"""Writes golden files again, after a change of data, of words or of what the service offers.

    .venv/bin/python -m tests.golden.write holidays.txt

Read what changes: it is what users get. Without a name, the command writes all of them, except what
a version has written, which stays. That needs every library: see CONTRIBUTING.md.
"""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import conftest  # noqa: F401  # pyright: ignore[reportUnusedImport] - it sets what tests take
from ccb_support import Recommendation
from tests import test_errors, test_lasting_json
from tests.answer import test_explanation
from tests.calendars import test_colombia
from tests.model import test_faults
from tests.routing import test_golden_answers

FOLDER = Path(__file__).parent


def answer_schema() -> str:
    """Return the JSON Schema of an answer."""
    schema = Recommendation.model_json_schema(mode="serialization")
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def openapi_document() -> str:
    """Return the OpenAPI document of the service. All else does without its libraries."""
    from tests.service import test_document  # noqa: PLC0415 - its library may be missing

    return test_document.golden_text()


TEXTS: Mapping[str, Callable[[], str]] = {
    "answers.txt": test_golden_answers.golden_text,
    "errors.md": test_errors.golden_text,
    "explanations.md": test_explanation.golden_text,
    "faults.jsonl": test_faults.golden_text,
    "holidays.txt": test_colombia.golden_text,
    f"json/{test_lasting_json.OF_THIS_VERSION.name}": test_lasting_json.golden_text,
    "openapi.json": openapi_document,
    "recommendation.schema.json": answer_schema,
}
"""The golden files, each with what its text should be."""


def write(folder: Path, *names: str) -> None:
    """Write the golden files of these names; without a name, all except the one of the version."""
    for name in names or [each for each in TEXTS if "/" not in each]:
        (folder / name).write_text(TEXTS[name](), "utf-8")


if __name__ == "__main__":  # pragma: no cover - a person runs this
    write(FOLDER, *sys.argv[1:])
