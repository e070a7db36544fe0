"""Fills the parts of the reference that the code itself tells.

    .venv/bin/python docs/generate.py

Such a part stands between `<!-- generated: name -->` and `<!-- end -->`; the rest of a page is
written by hand. The pictures are drawn as a whole. With `--check` nothing is written, and it fails
where a page or a picture is not up to date; so do the tests.
"""

from __future__ import annotations

import ast
import contextlib
import inspect
import io
import json
import os
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ccb_support
from ccb_support import BOGOTA, CcbSupportError, default_directory
from ccb_support.cli import main
from ccb_support.week import week

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ccb_support.words.languages import Language

DOCS = Path(__file__).parent
SOURCE = Path(ccb_support.__file__).parent
PART = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
ATTRIBUTE = re.compile(r"^    (\w+): (.+(?:\n {8}.+)*)", re.MULTILINE)


def pages() -> list[Path]:
    """Return the pages that have a generated part."""
    found = sorted([*DOCS.glob("*.md"), *DOCS.glob("*/*.md")])
    return [page for page in found if PART.search(page.read_text("utf-8"))]


def filled(page: str) -> str:
    """Return a page with its generated parts as they should be."""
    return PART.sub(lambda part: f"{part[1]}\n{GENERATED[part[2]]()}\n\n{part[3]}", page)


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown."""
    cells = [[*headings], *([cell.replace("|", r"\|") for cell in row] for row in rows)]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return "\n".join([lines[0], f"|{'---|' * len(cells[0])}", *lines[1:]])


def first_paragraph(documented: object) -> str:
    """Return the first paragraph of a docstring, on one line."""
    return (inspect.getdoc(documented) or "").split("\n\n")[0].replace("\n", " ")


def errors() -> str:
    """Return every public error: its class, code, builtin, and what it means."""
    return table(
        ("Error", "`code`, with an example", "Also a", "Raised for"),
        (
            (f"`{each.__name__}`", code_of(each), f"`{builtin_of(each)}`", first_paragraph(each))
            for each in public_errors()
        ),
    )


def code_of(error: type[CcbSupportError]) -> str:
    """Return the code of an error, and lead to its example; a base class has none."""
    code = f"`{error.code}`"
    return code if error.__subclasses__() else f"[{code}](#{error.code})"


def public_errors() -> Iterator[type[CcbSupportError]]:
    """Yield every public class of errors: those of `errors.py` in its order, then the others."""
    names = vars(ccb_support.errors) | vars(ccb_support)
    yield from (
        each for name, each in names.items() if name in ccb_support.__all__ and is_error(each)
    )


def is_error(each: object) -> bool:
    """Tell whether something is a class of errors of the library."""
    return isinstance(each, type) and issubclass(each, CcbSupportError)


def builtin_of(error: type[CcbSupportError]) -> str:
    """Return the name of the builtin that a caller would catch."""
    return next(each.__name__ for each in error.__mro__ if each.__module__ == "builtins")


def commands() -> str:
    """Return the help of the command line, and of each of its commands."""
    names = re.findall(r"^ {4}([a-z][a-z-]*)\b", help_of(), flags=re.MULTILINE)
    whole = ["```text", help_of().rstrip(), "```"]
    for name in names:
        whole += ["", f"## `{name}`", "", "```text", help_of(name).rstrip(), "```"]
    return "\n".join(whole)


def help_of(*command: str) -> str:
    """Return what `--help` prints in a terminal of 88 columns."""
    printed, columns = io.StringIO(), os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "88"
    try:
        with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
            main([*command, "--help"])
    finally:
        del os.environ["COLUMNS"]
        if columns is not None:
            os.environ["COLUMNS"] = columns
    return printed.getvalue()


def schema() -> str:
    """Return every type of the JSON Schema of a recommendation, in words."""
    whole = ccb_support.Recommendation.model_json_schema(mode="serialization")
    types = {"Recommendation": whole, **whole["$defs"]}
    return "\n\n".join(
        f"## `{name}`\n\n{type_in_words(name, type_)}" for name, type_ in types.items()
    )


def type_in_words(name: str, type_: dict[str, Any]) -> str:
    """Return what a type is, and its values or fields."""
    about = first_paragraph(getattr(ccb_support, name))
    if "enum" in type_:
        values = ", ".join(f"`{json.dumps(value)}`" for value in type_["enum"])
        return f"{about}\n\nOne of: {values}."
    if "properties" not in type_:
        return f"{about}\n\nJSON: {kind_in_words(type_)}."
    meanings = meanings_of_attributes(getattr(ccb_support, name))
    rows = (
        (f"`{field}`", kind_in_words(kind), meanings[field].replace("`None`", "`null`"))
        for field, kind in type_["properties"].items()
    )
    return f"{about}\n\n{table(('Field', 'JSON', 'Meaning'), rows)}"


def meanings_of_attributes(class_: type) -> dict[str, str]:
    """Return what the docstrings of a class and of its bases say of each attribute."""
    found: dict[str, str] = {}
    for each in reversed(class_.__mro__):
        _, _, attributes = (inspect.getdoc(each) or "").partition("\nAttributes:\n")
        for name, meaning in ATTRIBUTE.findall(attributes):
            found[name] = " ".join(meaning.split())
    return found


def kind_in_words(kind: dict[str, Any]) -> str:
    """Return what JSON a field holds."""
    if "$ref" in kind:
        name = kind["$ref"].rpartition("/")[2]
        return f"[`{name}`](#{name.lower()})"
    if either := kind.get("anyOf") or kind.get("oneOf"):
        return " or ".join(map(kind_in_words, either))
    if "const" in kind:
        return f"`{json.dumps(kind['const'])}`"
    if kind["type"] == "array":
        return f"array of {kind_in_words(kind['items'])}"
    return f"{kind['type']} ({kind['format']})" if "format" in kind else str(kind["type"])


LAYERS: dict[str, tuple[str, ...]] = {
    "What all else stands on": ("version", "words", "errors"),
    "Time": ("clock",),
    "The source's table, as data": ("model",),
    "When a channel is open": ("calendars", "schedule"),
    "The answer": ("answer",),
    "The rule, and who asks it": ("routing",),
    "What is built upon it": (
        "verification", "comparison", "safe_write", "export", "frames", "testing", "week", "cli",
        "__main__",
    ),
}  # fmt: skip
"""The modules and packages of the source, in the order in which data flows through them."""


def modules() -> str:
    """Return every module with its job, layer by layer."""
    return "\n\n".join(
        f"## {layer}\n\n{table(('Module', 'Its job'), map(job_of, names))}"
        for layer, names in map(with_packages, LAYERS.items())
    )


def with_packages(layer: tuple[str, tuple[str, ...]]) -> tuple[str, list[Path]]:
    """Return a layer with the files of its modules, those of a package behind it."""
    title, names = layer
    files = (
        [SOURCE / f"{name}.py"]
        if (SOURCE / f"{name}.py").exists()
        else sorted((SOURCE / name).rglob("*.py"), key=lambda file: (file.stem != "__init__", file))
        for name in names
    )
    return title, [file for together in files for file in together]


def job_of(file: Path) -> tuple[str, str]:
    """Return a module, which leads to its source, and the first sentence of its docstring."""
    name = ".".join(file.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
    about = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    job = about.split("\n\n")[0].replace("\n", " ")
    return f"[`{name}`](../../src/ccb_support/{file.relative_to(SOURCE).as_posix()})", job


GENERATED: dict[str, Callable[[], str]] = {
    "errors": errors,
    "commands": commands,
    "schema": schema,
    "modules": modules,
}


PICTURES: dict[str, Language] = {"week.svg": "en", "semana.svg": "es"}
"""The pictures of the shipped directory's week, each with its language."""

PICTURED = datetime(2026, 7, 14, 10, 30, tzinfo=BOGOTA)
"""A Tuesday after a holiday."""


def is_up_to_date(page: str) -> bool:
    """Tell whether a page is as it should be; Pythons differ in how they break lines of help."""
    return page.split() == filled(page).split()


def stale() -> Iterator[tuple[Path, str]]:
    """Yield the files that are not up to date, each with what it should hold."""
    for page in pages():
        text = page.read_text("utf-8")
        if not is_up_to_date(text):
            yield page, filled(text)
    for name, language in PICTURES.items():
        picture, drawn = DOCS / "pictures" / name, week(default_directory(), PICTURED).svg(language)
        if not picture.exists() or picture.read_text("utf-8") != drawn:
            yield picture, drawn


def run(arguments: list[str]) -> int:
    """Fill the files that are not up to date, or name them, and return the exit code."""
    found = list(stale())
    for path, content in found:
        if "--check" in arguments:
            print(f"{path.relative_to(DOCS.parent)} is not up to date: run docs/generate.py")
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, "utf-8", newline="\n")
    return 1 if found and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
