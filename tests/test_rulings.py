"""Each ruling on the source, and each promise, is pinned by a test that exists; enums keep their members."""

import ast
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from enum import Enum
from itertools import product
from operator import ne
from pathlib import Path

import pytest

from ccb_support import Directory, Router, default_directory
from tests.builders import SHIPPED_TOML
from tests.markdown import PAGES, ROOT, TESTED, blocks, sections, tables
from tests.public_names import PUBLIC

READING = (ROOT / "docs/how-we-read-the-source.md").read_text("utf-8")

QUESTIONS = {
    heading: text for heading, text in sections(READING).items() if heading != "Smaller choices"
}


class TestHowWeReadTheSource:
    """Every open question is stated whole, can be settled otherwise, and has a test."""

    def test_holds_twelve_questions(self) -> None:
        assert [heading.split(".")[0] for heading in QUESTIONS] == [str(n) for n in range(1, 13)]

    @pytest.mark.parametrize("text", [*QUESTIONS.values()], ids=[*QUESTIONS])
    def test_states_each_question_whole(self, text: str) -> None:
        assert re.findall(r"^\*\*(.+)\*\*$", text, flags=re.MULTILINE) == [
            "The words.",
            "Chosen.",
            "Why.",
            "To choose another.",
        ]

    def test_pins_each_question(self) -> None:
        heading = "Each ruling on the source, and the test that holds it"
        (rulings,) = tables(sections(TESTED)[heading])
        assert all(names_of_tests(held_by) for _, held_by in rulings)
        assert [ruling for ruling, _ in rulings][: len(QUESTIONS)] == [*QUESTIONS]

    @pytest.mark.parametrize("change", blocks(READING, "diff"))
    def test_shows_changes_that_change_what_people_read(self, change: str) -> None:
        before = [*explanations_of(default_directory())]
        assert any(map(ne, before, explanations_of(apply_change(change))))


def apply_change(change: str) -> Directory:
    """Return the shipped directory with a change made to it."""
    lines = change.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if not line.startswith("+"))
    after = "".join(line[1:] for line in lines if not line.startswith("-"))
    assert SHIPPED_TOML.count(before) == 1
    return Directory.from_toml(SHIPPED_TOML.replace(before, after))


def explanations_of(directory: Directory) -> Iterator[str]:
    """Yield what people read hour by hour: in a week with a holiday, and in a summer time."""
    router = Router(directory)
    for first in (datetime(1992, 6, 1, tzinfo=UTC), datetime(2026, 7, 9, tzinfo=UTC)):
        for hour in range(7 * 24):
            for request_type, priority in product(("queja", "requerimiento"), (1, 2, 3)):
                answer = router.recommend(request_type, priority, first + timedelta(hours=hour))
                yield answer.explain("es") + answer.why("es")


def names_of_tests(text: str) -> list[str]:
    return re.findall(r"`(tests/[\w/]+\.py(?:::\w+)*)`", text)


def is_a_test(name: str) -> bool:
    """Return whether the file that a test's name starts with defines what the rest of it names."""
    path, *inner = name.split("::")
    if not (ROOT / path).is_file():
        return False
    found: Sequence[ast.AST] = [ast.parse((ROOT / path).read_text("utf-8"))]
    for each in inner:
        found = [
            node
            for scope in found
            for node in ast.iter_child_nodes(scope)
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == each
        ]
    return bool(found)


class TestNamesOfTests:
    """A test that a page names exists in the file that the page names."""

    # A how-to speaks of the tests of its reader.
    @pytest.mark.parametrize(
        "page",
        [page for page in PAGES if page.parent.name != "how-to"],
        ids=lambda page: str(page.relative_to(ROOT)),
    )
    def test_exist(self, page: Path) -> None:
        names = names_of_tests(page.read_text("utf-8"))
        assert [name for name in names if not is_a_test(name)] == []

    @pytest.mark.parametrize(
        ("name", "exists"),
        [
            ("tests/test_rulings.py", True),
            ("tests/test_rulings.py::TestNamesOfTests", True),
            ("tests/test_rulings.py::TestNamesOfTests::test_are_looked_up", True),
            ("tests/test_no_such_file.py", False),
            ("tests/test_rulings.py::TestNoSuchClass", False),
            ("tests/test_rulings.py::TestHowWeReadTheSource::test_are_looked_up", False),
        ],
    )
    def test_are_looked_up(self, name: str, *, exists: bool) -> None:
        assert is_a_test(name) is exists


(PROMISES,) = tables(sections(TESTED)["Each promise, and the test that holds it"])

MEMBERS = {
    "AlwaysOpen": {"always"},
    "Day": {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"},
    "Medium": {"phone", "whatsapp", "email", "chat", "web_form"},
    "Nobody": {"nobody"},
    "NotStated": {"not_stated"},
    "Priority": {1, 2, 3, 4, 5},
    "RequestType": {
        "incident", "service_request", "technical_support", "petition", "complaint", "claim",
        "suggestion", "appeal",
    },
}  # fmt: skip
"""The members that only a major release changes."""

LEAST_MEMBERS = {
    "CauseKind": {"holiday", "special_day", "closure", "season"},
    "FindingCode": {
        "unserved_request", "no_answer", "critical_without_phone", "wrong_number",
        "no_open_channel", "serves_nothing", "never_open", "never_the_answer", "shared_contact",
        "doubtful_number", "long_span", "long_closure", "long_yearly_range", "changed_hours_without_effect", "changed_hours_before_as_of", "changed_hours_in_other_edition",
        "future_as_of", "old_directory", "old_holidays", "calendar_ends", "holiday_list_ends", "answer_by_preference_only",
        "changed_hours_out_of_range", "holidays_unverified", "before_first_edition", "next_edition_drops",
    },
    "HolidayKind": {"fixed", "moved_to_monday", "easter"},
    "Reason": {"opens_next", "preferred", "priority", "dedicated", "fallback", "general"},
    "Severity": {"error", "warning", "note"},
    "Verdict": {"not_served", "unavailable", "closed", "recommended", "alternative"},
}  # fmt: skip
"""The members that only a major release removes; a minor release may add others."""


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise[0])
def test_each_promise_has_a_test(promise: tuple[str, ...]) -> None:
    _, held_by, over = promise
    names = names_of_tests(held_by)
    assert names or held_by.startswith("no test: ")
    assert all(map(is_a_test, names))
    assert over


class TestEnums:
    """Only a major release takes a member from an enum, or gives one to a closed choice."""

    def test_every_public_enum_is_one_or_the_other_as_the_page_says(self) -> None:
        enums = {name for name, each in PUBLIC.items() if isinstance(each, type(Enum))}
        assert enums == MEMBERS.keys() | LEAST_MEMBERS.keys()
        promises = sections((ROOT / "docs/reference/promises.md").read_text("utf-8"))
        (rows,) = tables(promises["When an enum may gain a member"])
        names = [name.strip("`") for row in rows for name in row[0].split(", ")]
        assert sorted(names) == sorted([*enums, "Law"])

    @pytest.mark.parametrize("name", MEMBERS)
    def test_a_closed_choice_stays_as_it_is(self, name: str) -> None:
        assert {each.value for each in PUBLIC[name]} == MEMBERS[name]

    @pytest.mark.parametrize("name", LEAST_MEMBERS)
    def test_an_open_choice_loses_nothing(self, name: str) -> None:
        assert {each.value for each in PUBLIC[name]} >= LEAST_MEMBERS[name]
