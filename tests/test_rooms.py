"""The rooms of the package: each file imports only from the rooms before its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from importlib.util import resolve_name
from pathlib import Path

import pytest

import ccb_support

ROOMS = (
    "limits", "words", "errors", "bounded_cache", "clock", "model", "calendars", "schedule", "answer", "routing", "questions", "verification",
    "comparison", "__init__", "safe_write", "export", "frames", "week", "widget", "testing", "live", "service", "django",
    "mcp", "cli", "__main__",
)  # fmt: skip
"""The folders and modules at the top of the package, in order: each uses only those before it."""

CORE = frozenset({"clock", "model", "calendars", "schedule", "answer", "routing"})
"""The innermost ring: the rooms that find an answer. They need no extra."""

FACES = frozenset({"service", "django", "mcp", "cli"})
"""The outermost ring: the rooms through which people and programs ask.

They know the core by its public names, and by what `questions`, `live` and `words` give them. The
rooms between the two rings are tools. A face knows a tool, or another face, by what its folder
offers, and not by the modules in it.
"""

PUBLIC_ROOMS = frozenset({"model", "answer"})
"""The rooms of the core that have public names beside those at the top of the package."""

OPEN = frozenset(
    {"limits", "words", "errors", "bounded_cache", "questions", "__init__", "safe_write", "live"}
)
"""The rooms that faces may know by each of their modules."""

EXCEPTIONS = {
    # It needs a server, without which an application can still be mounted into another one.
    ("cli.server_commands", "service.serving"),
}

RECORDS_OF_AN_ERROR = {
    # Two errors carry them. Only type checkers follow these imports.
    ("errors", "answer.recommendation"),
    ("errors", "model.channels"),
    ("errors", "model.directory"),
    ("errors", "testing.laws"),
}

SOURCE = Path(ccb_support.__file__).parent
FILES = {
    ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(SOURCE.rglob("*.py"))
}
"""Each module of the package, without `ccb_support.`, with its file."""

TREES = {module: ast.parse(path.read_text("utf-8")) for module, path in FILES.items()}


def room_of(module: str) -> str:
    """Return the room in which a module is."""
    return module.partition(".")[0]


def imports_in(tree: ast.AST, *, types: bool) -> Iterator[ast.Import | ast.ImportFrom]:
    """Yield the imports of a tree, also those in functions; with `types`, those for type checkers."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif types or not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            yield from imports_in(node, types=types)


def imported_names(
    module: str, tree: ast.AST, *, types: bool = True
) -> Iterator[tuple[str, ast.alias]]:
    """Yield the full name of each module that `module` imports from, and what it imports."""
    package = ".".join(("ccb_support", *FILES[module].relative_to(SOURCE).parent.parts))
    for node in imports_in(tree, types=types):
        for part in node.names:
            if isinstance(node, ast.Import):
                yield part.name, part
            else:
                yield resolve_name(f"{'.' * node.level}{node.module or ''}", package), part


def modules_used_by(module: str, tree: ast.AST) -> set[str]:
    """Return the modules of the package that `module` imports, those for type checkers too."""
    found: set[str] = set()
    for source, part in imported_names(module, tree):
        if source.split(".")[0] == "ccb_support":
            inner = source.removeprefix("ccb_support").removeprefix(".")
            whole = f"{inner}.{part.name}".removeprefix(".")
            found.add(whole if whole in FILES else inner or "__init__")
    return found


IMPORTS = {module: modules_used_by(module, tree) for module, tree in TREES.items()}
"""Each module with the modules of the package that it imports."""

NEEDED = {
    module: modules_used_by(
        module,
        ast.Module(
            [each for each in tree.body if isinstance(each, ast.Import | ast.ImportFrom)], []
        ),
    )
    for module, tree in TREES.items()
}
"""Each module with those that it imports when it is imported itself."""


def find_upward_imports(imports: Mapping[str, set[str]]) -> list[tuple[str, str]]:
    """Return each import of a room that comes later: the module, and what it imports."""
    return [
        (module, used)
        for module in imports
        for used in sorted(imports[module])
        if ROOMS.index(room_of(used)) > ROOMS.index(room_of(module))
    ]


def find_reaching(imports: Mapping[str, set[str]], face: str) -> list[tuple[str, str]]:
    """Return each import by a face of what it must not know: the module, and what it imports."""
    return [
        (module, used)
        for module in imports
        if room_of(module) == face
        for used in sorted(imports[module])
        if room_of(used) not in OPEN | {face}
        and used not in PUBLIC_ROOMS
        and (room_of(used) in CORE or FILES[used].name != "__init__.py")
    ]


def find_circle(imports: Mapping[str, set[str]]) -> list[str]:
    """Return modules that import each other in a circle, or an empty list.

    Between rooms there is none, since they have an order. In a room, a record may put itself into
    words that know the record: they are imported when they are asked for.
    """
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


class TestRooms:
    """Imports point one way, from each room to those before it; those for type checkers too."""

    def test_every_file_is_in_a_room(self) -> None:
        assert {room_of(module) for module in FILES} == set(ROOMS)

    def test_a_file_uses_only_its_own_room_and_those_before_it(self) -> None:
        assert {*find_upward_imports(IMPORTS)} == RECORDS_OF_AN_ERROR

    def test_no_file_needs_a_later_room_when_it_is_imported(self) -> None:
        assert find_upward_imports(NEEDED) == []

    def test_only_faces_use_the_public_names(self) -> None:
        using = {room_of(module) for module in IMPORTS if "__init__" in IMPORTS[module]}
        assert using <= FACES

    def test_a_face_knows_rooms_by_what_they_offer(self) -> None:
        assert {pair for face in FACES for pair in find_reaching(IMPORTS, face)} == EXCEPTIONS

    def test_no_module_needs_itself(self) -> None:
        assert find_circle(NEEDED) == []
        planted = {"clock.instants": {"clock.intervals"}, "clock.intervals": {"clock.instants"}}
        assert set(find_circle(planted)) == set(planted)


class TestTheCheck:
    """The check finds planted faults."""

    def test_finds_a_face_that_reaches_into_a_room(self) -> None:
        allowed = {"questions.answers", "words", "week", "frames.files", "cli.tokens"}
        planted = {"cli.call": {*allowed, "clock.instants", "routing", "week.text", "mcp.server"}}
        assert [used for _, used in find_reaching(planted, "cli")] == [
            "clock.instants",
            "mcp.server",
            "routing",
            "week.text",
        ]

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("from ccb_support.routing.router import Router", "routing.router"),
            ("from ccb_support.routing import router", "routing.router"),
            ("import ccb_support.routing.router", "routing.router"),
            ("from ..routing.router import Router", "routing.router"),
            ("from ..routing import router", "routing.router"),
            ("from . import intervals", "clock.intervals"),
            ("from .intervals import Interval", "clock.intervals"),
            ("from . import UTC", "clock"),
            ("from ccb_support import recommend", "__init__"),
            ("from .. import errors", "errors"),
            ("import ccb_support", "__init__"),
            ("if TYPE_CHECKING:\n    from ..routing.router import Router", "routing.router"),
            ("def ask():\n    from ..routing.router import Router", "routing.router"),
        ],
    )
    def test_reads_every_form_of_import(self, source: str, expected: str) -> None:
        assert modules_used_by("clock.instants", ast.parse(f"import datetime\n{source}")) == {
            expected
        }
