"""JSON lasts: what an older version wrote, this version reads, with the same content.

A file in `golden/json` has what one version wrote: on each line the name of a record, and the
document. A released version's file never changes. To write the file of this version, before its
release, run `.venv/bin/python -m tests.golden.write json/0.1.0.jsonl`.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pydantic import BaseModel

from ccb_support import (
    BOGOTA,
    Directory,
    Router,
    __version__,
    default_directory,
    diff,
    verify,
)
from ccb_support.week import WeekView, week
from tests.builders import shipped
from tests.public_names import PUBLIC

GOLDEN = Path(__file__).parent / "golden" / "json"
DESKS = Path(__file__).parent / "desks"
OF_THIS_VERSION = GOLDEN / f"{__version__}.jsonl"

WHEN = datetime(2026, 7, 10, 18, tzinfo=BOGOTA)
LATER = datetime(2026, 7, 15, tzinfo=BOGOTA)


class Document(NamedTuple):
    """What an older version wrote.

    Attributes:
        version: the version of the library.
        line: the line of its file, from 1.
        record: the name of the record.
        text: its JSON.
    """

    version: str
    line: int
    record: str
    text: str


def documents() -> list[Document]:
    """Return every document of every version."""
    return [
        Document(path.stem, number, *line.split(" ", 1))
        for path in sorted(GOLDEN.glob("*.jsonl"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    ]


def records() -> list[BaseModel]:
    """Return records with every kind of part that the library writes."""
    hospital = Router(Directory.from_file(DESKS / "hospital.toml"))
    router = Router(default_directory())
    fewer = shipped(channels=default_directory().channels[1:])
    return [
        router.recommend("claim", 2, WHEN),
        router.recommend("incident", 1, WHEN),
        router.recommend("claim", 2, WHEN, prefer="email", unavailable={"national_line": LATER}),
        *hospital.timeline("incident", 3, WHEN, LATER),
        router.status("pqrs", WHEN),
        router.timetable(WHEN, LATER),
        default_directory(),
        *(Directory.from_file(path) for path in sorted(DESKS.glob("[a-z]*y.toml"))),
        verify(fewer, WHEN, LATER),
        diff(default_directory(), fewer, WHEN, LATER),
        week(default_directory(), WHEN),
    ]


def golden_text() -> str:
    """Return the file of this version."""
    return "".join(f"{type(each).__name__} {each.model_dump_json()}\n" for each in records())


def is_kept(old: Any, new: Any) -> bool:  # noqa: ANN401 - JSON holds any type
    """Return whether everything that an older version wrote is still there."""
    if type(old) is type(new) is dict:
        return all(key in new and is_kept(value, new[key]) for key, value in old.items())
    if type(old) is type(new) is list:
        return len(old) == len(new) and all(map(is_kept, old, new))
    return bool(old == new)


@pytest.mark.parametrize(
    "document", documents(), ids=lambda each: f"{each.version}-{each.line}-{each.record}"
)
def test_an_older_document_is_read_and_says_the_same(document: Document) -> None:
    """A document of an older version is read, and says the same."""
    record: Any = PUBLIC.get(document.record, WeekView)
    found = record.model_validate_json(document.text)
    assert type(found).__name__ == document.record
    assert is_kept(json.loads(document.text), json.loads(found.model_dump_json()))


class TestGoldenFiles:
    """Each version has a file, and the check notices what gets lost."""

    def test_this_version_has_a_file(self) -> None:
        written = {line.partition(" ")[0] for line in golden_text().splitlines()}
        assert {each.record for each in documents() if each.version == __version__} == written

    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            ({"a": 1}, {"a": 1, "b": None}, True),
            ({"a": 1, "b": None}, {"a": 1}, False),
            ({"a": [{"b": 1}]}, {"a": [{"b": 1, "c": 2}]}, True),
            ({"a": [1]}, {"a": [1, 2]}, False),
            ({"a": "x"}, {"a": "y"}, False),
        ],
    )
    def test_a_field_may_come_but_not_go(self, old: object, new: object, *, expected: bool) -> None:
        assert is_kept(old, new) is expected
