"""Fills the parts of the documentation that come from the code.

    .venv/bin/python docs/generate.py

Such a part is between `<!-- generated: name -->` and `<!-- end -->`. The rest of a page is written
by hand. The pictures are written whole. So are two files of the package: the JSON Schema of a
directory's file, and the records of the shipped directory. `--check` writes nothing, and fails if
anything is not up to date. The tests do the same.
"""

from __future__ import annotations

import inspect
import json
import re
import runpy
import sys
from datetime import datetime
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from zlib import crc32

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

import ccb_support
import ccb_support.limits
from ccb_support import BOGOTA, CcbSupportError, Directory, Priority
from ccb_support.model.vocabulary import (
    MEDIA,
    Priorities,
    PriorityEntry,
    RequestTypes,
    folded,
)
from ccb_support.week import week

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ccb_support.model.vocabulary import Entry
    from ccb_support.words import Language

DOCS = Path(__file__).parent
SOURCE = Path(ccb_support.__file__).parent
NAMES = runpy.run_path(str(SOURCE.parents[1] / "tests/public_names.py"))
"""What the tests know of the public names: what each is, and its module."""

SHIPPED = Directory.from_file(SOURCE / "directory.toml")

PART = re.compile(r"(<!-- generated: (\w+)(.*?) -->\n).*?(<!-- end -->)", re.DOTALL)

WIDTH = 100
"""How many characters a line of Python has at most."""


def pages() -> list[Path]:
    """Return the pages that have a generated part."""
    found = sorted([*DOCS.glob("*.md"), *DOCS.glob("*/*.md")])
    return [page for page in found if PART.search(page.read_text("utf-8"))]


def filled(page: str) -> str:
    """Return a page with its generated parts as they should be."""
    return PART.sub(lambda part: f"{part[1]}\n{GENERATED[part[2]](part[3])}\n\n{part[4]}", page)


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown."""
    cells = [[*headings], *([cell.replace("|", r"\|") for cell in row] for row in rows)]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return "\n".join([lines[0], f"|{'---|' * len(cells[0])}", *lines[1:]])


def first_paragraph(documented: object) -> str:
    """Return the first paragraph of a docstring, on one line."""
    return (inspect.getdoc(documented) or "").split("\n\n")[0].replace("\n", " ")


def errors(_: str) -> str:
    """Return every public error: its code and builtin, and what it means."""
    rows = (
        (anchor(each.__name__), f"`{each.code}`", f"`{builtin_of(each)}`", first_paragraph(each))
        for each in NAMES["PUBLIC"].values()
        if isinstance(each, type) and issubclass(each, CcbSupportError)
    )
    return table(("Error", "`code`", "Also a", "Raised for"), rows)


def anchor(name: str) -> str:
    """Return a public name in `ccb_support`, as a place to which the site leads from elsewhere."""
    module = f"{NAMES['HOMES'][name]}.".removeprefix("ccb_support.")
    return f'<a id="{name}"></a>`{module}{name}`'


def names(listed: str) -> str:
    """Return a line for each name of a list: what it is."""
    rows = ((anchor(name), first_paragraph(NAMES["PUBLIC"][name])) for name in listed.split())
    return table(("Name", "What it is"), rows)


def described(listed: str) -> str:
    """Return the names of a list that another page describes, on one line."""
    return ", ".join(map(anchor, listed.split()))


def names_of(listed: str) -> str:
    """Return a line for each name of a module that serves one task: what it is."""
    module, *found = listed.split()
    home = import_module(module)
    rows = (
        (f'<a id="{each}"></a>`{each}`', first_paragraph(getattr(home, each))) for each in found
    )
    return table(("Name", "What it is"), rows)


def builtin_of(error: type[CcbSupportError]) -> str:
    """Return the name of the builtin that a caller would catch."""
    return next(each.__name__ for each in error.__mro__ if each.__module__ == "builtins")


def limits(_: str) -> str:
    """Return every limit: its value, and what it counts."""
    return table(("At most", "Of what"), map(limit_in_words, limit_names()))


def limit_names() -> Iterator[str]:
    """Yield the names of the limits, in the order of their file."""
    yield from (name for name in vars(ccb_support.limits) if name.isupper() and name[0] != "_")


def limit_in_words(name: str) -> tuple[str, str]:
    """Return the value of a limit, and what it counts; `limits.py` has the reason too."""
    source = (SOURCE / "limits.py").read_text("utf-8")
    (docstring,) = re.findall(rf'^{name}: Final = .*\n"""([^"]+)"""', source, re.MULTILINE)
    about = " ".join(docstring.split("\n\n")[0].split())
    return f"{getattr(ccb_support.limits, name):,}", about


class InOrder(GenerateJsonSchema):
    """Leaves the keys of a JSON Schema, and those of its examples, as the model has them."""

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:  # noqa: ARG002 - pydantic's
        """Return a schema as it is."""
        return value


def schema_of_the_file() -> str:
    """Return the JSON Schema of a directory's file, which ships beside the directory."""
    about = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema_ = ccb_support.Directory.model_json_schema(schema_generator=InOrder)
    # Pydantic lists the records in the order in which a program first needs them.
    schema_["$defs"] = dict(sorted(schema_["$defs"].items()))
    whole = about | without_null(schema_)
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a JSON Schema as one of TOML, which has no null."""
    found: dict[str, Any] = {}
    for key, value in schema.items():
        if isinstance(value, dict):
            found[key] = without_null(cast("dict[str, Any]", value))
        elif key in {"anyOf", "oneOf"}:
            either = [without_null(each) for each in value if each != {"type": "null"}]
            found |= {key: either} if len(either) > 1 else either[0]
        elif (key, value) != ("default", None):
            found[key] = value
    # It is OpenAPI's, and no word of JSON Schema.
    found.pop("discriminator", None)
    return found


def shipped_records() -> str:
    """Return the module that makes the records of the shipped directory, which are valid."""
    source = RecordSource()
    for channel in SHIPPED.channels:
        source.name(f"_{channel.id.upper()}", channel)
    for level in SHIPPED.escalation:
        source.name(f"_LEVEL_{level.level}", level)
    source.name("SHIPPED", SHIPPED)
    about = """The records of the shipped directory, so that a new program need not check its file.

`docs/generate.py` writes this module from `directory.toml`. A program uses it if that file still
has the checksum.
"""
    imports = imports_of(each for each in source.used if each.__module__ == "datetime")
    own_imports = imports_of(each for each in source.used if each.__module__ != "datetime")
    checksum = f"CHECKSUM = {crc32((SOURCE / 'directory.toml').read_bytes())}"
    return "\n\n".join([f'"""{about}"""', imports, own_imports, checksum, *source.constants]) + "\n"


def imports_of(types: Iterable[type]) -> str:
    """Return the lines that import types into a module of the room `model`."""
    modules: dict[str, list[str]] = {}
    for each in types:
        module = each.__module__.replace("ccb_support.model.", ".")
        modules.setdefault(module, []).append(each.__name__)
    names = ((module, ", ".join(sorted(modules[module]))) for module in sorted(modules))
    return "\n".join(import_of(module, listed) for module, listed in names)


def import_of(module: str, names: str) -> str:
    """Return the line, or the lines, that import names from a module."""
    line = f"from {module} import {names}"
    if len(line) <= WIDTH:
        return line
    inside = "".join(f"    {each},\n" for each in names.split(", "))
    return f"from {module} import (\n{inside})"


class RecordSource:
    """Python that makes records, in the form that `ruff format` gives.

    Attributes:
        constants: each constant, as Python.
        used: the types that the constants name.
    """

    def __init__(self) -> None:
        self.constants: list[str] = []
        self.used: set[type] = set()
        self._names: dict[object, str] = {}

    def name(self, name: str, record: BaseModel) -> None:
        """Add a constant, by whose name other constants mention the record."""
        self.constants.append(f"{name} = {self._lines(record, 0, len(name) + 3)}")
        self._names[record] = name

    def _lines(self, value: object, margin: int, before: int) -> str:
        """Return a value whose first line has a margin, and so many characters before the value."""
        line = self._line(value)
        opening, items, closing = self._parts(value)
        if not items or before + len(f"{line},") <= WIDTH:
            return line
        inner = margin + 4
        inside = line.removeprefix(opening).removesuffix(closing)
        if inner + len(inside) > WIDTH or opening == "(":
            # A sole argument without a name has no comma.
            comma = "," if opening == "(" or len(items) > 1 or items[0][0] else ""
            rows = (
                f"{key}{self._lines(each, inner, inner + len(key))}{comma}" for key, each in items
            )
            inside = f"\n{' ' * inner}".join(rows)
        return f"{opening}\n{' ' * inner}{inside}\n{' ' * margin}{closing}"

    def _line(self, value: object) -> str:
        """Return a value on one line."""
        opening, items, closing = self._parts(value)
        inside = ", ".join(f"{key}{self._line(each)}" for key, each in items)
        end = "," if type(value) is tuple and len(items) == 1 else ""
        return f"{opening}{inside}{end}{closing}"

    def _parts(self, value: object) -> tuple[str, list[tuple[str, object]], str]:
        """Return what opens a value, the items in its brackets, and what closes it."""
        if isinstance(value, RequestTypes | Priorities):
            self.used.add(type(value))
            entries: tuple[object, ...] = tuple(value)
            return f"{type(value).__name__}(", [("", entries)], ")"
        if type(value) is tuple:
            return self._parts_of_tuple(cast("tuple[object, ...]", value))
        if not isinstance(value, BaseModel) or value in self._names:
            return self._name_of(value), [], ""
        kind = type(value)
        self.used.add(kind)
        fields = (name for name in kind.model_fields if name in value.model_fields_set)
        items = [(f"{name}=", getattr(value, name)) for name in fields]
        return f"{kind.__name__}.model_construct(", items, ")"

    def _parts_of_tuple(
        self, value: tuple[object, ...]
    ) -> tuple[str, list[tuple[str, object]], str]:
        """Return the parts of a tuple; one that has every member of an enum is short."""
        kind = type(value[0]) if value else tuple
        if issubclass(kind, Enum) and value == tuple(kind):
            self.used.add(kind)
            return f"tuple({kind.__name__})", [], ""
        return "(", [("", each) for each in value], ")"

    def _name_of(self, value: object) -> str:
        """Return a value that has no brackets."""
        if isinstance(value, BaseModel):
            return self._names[value]
        if isinstance(value, str) and not isinstance(value, Enum):
            return json.dumps(value, ensure_ascii=False)
        if type(value) in {int, bool, type(None)}:
            return repr(value)
        self.used.add(type(value))
        if isinstance(value, Enum):
            return f"{type(value).__name__}.{value.name}"
        return repr(value).removeprefix("datetime.")


NAME_TABLES = {"LocalizedText", "ArticledName"}
"""The tables that the page describes in its own words, under *Names*."""


def directory_keys(_: str) -> str:
    """Return every table of a directory's file: its keys, with meaning, default and example."""
    whole = json.loads(schema_of_the_file())
    types = {**whole.pop("$defs"), "Directory": whole}
    names = ["Directory"]
    for name in names:
        names += [each for each in tables_in(types[name], types) if each not in names]
    shown = (name for name in names if name not in NAME_TABLES)
    return "\n\n".join(f"## `{name}`\n\n{keys_in_words(types[name], types)}" for name in shown)


def tables_in(schema: dict[str, Any], types: dict[str, Any]) -> list[str]:
    """Return the names of the tables to which a schema leads, without those below them."""
    found: dict[str, None] = {}
    for name in re.findall(r"#/\$defs/(\w+)", json.dumps(schema)):
        is_table = "properties" in form_of_table(types[name])
        found |= dict.fromkeys([name] if is_table else tables_in(types[name], types))
    return [*found]


def form_of_table(type_: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a type that is a table. Some types may be one text too."""
    forms = [each for each in type_.get("anyOf", ()) if "properties" in each]
    return dict(forms[0]) if forms and "properties" not in type_ else type_


def keys_in_words(type_: dict[str, Any], types: dict[str, Any]) -> str:
    """Return what a table of a directory's file is, and its keys."""
    # The medium says which kind of contact it is. Without an alternative, one language is enough.
    form = form_of_table(type_)
    needed = {*form.get("required", ()), "medium"}
    rows = (
        (
            f"`{key}`",
            " ".join([in_english(value), *dict.fromkeys(map(link_to, tables_in(value, types)))]),
            "*needed*" if key in needed else default_of(value),
            ", ".join(f"`{toml(each)}`" for each in examples_of(value)),
        )
        for key, value in form["properties"].items()
    )
    headings = "Key", "Meaning", "Default", "Example"
    return f"{in_english(form)}\n\n{table(headings, rows)}"


def default_of(value: dict[str, Any]) -> str:
    """Return the default of a key that may be left out, if the schema states it."""
    return f"`{toml(value['default'])}`" if "default" in value else ""


def examples_of(value: dict[str, Any]) -> list[object]:
    """Return the examples of a key; a key that has only one value needs none."""
    return [value["const"]] if "const" in value else value.get("examples", [])


def in_english(schema: dict[str, Any]) -> str:
    """Return the English part of a description, which comes after the Spanish one."""
    return str(schema["description"]).rpartition("\n\n")[2]


def link_to(name: str) -> str:
    """Return a link to a type of the same page."""
    return "[Names](#names)." if name in NAME_TABLES else f"[`{name}`](#{name.lower()})."


def toml(value: object) -> str:
    """Return a value of JSON as TOML writes it."""
    if isinstance(value, dict):
        pairs = cast("dict[str, object]", value).items()
        return f"{{ {', '.join(f'{key} = {toml(item)}' for key, item in pairs)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(toml, cast('list[object]', value)))}]"
    is_date = isinstance(value, str) and re.match(r"\d{4}-\d{2}-\d{2}", value)
    return str(value) if is_date else json.dumps(value, ensure_ascii=False)


def request_types(_: str) -> str:
    """Return how people write each request type of the shipped directory."""
    rows = ((f"`{each.id}`", written(each)) for each in SHIPPED.request_types)
    return table(("Request type", "Written"), rows)


def priorities(_: str) -> str:
    """Return the words of each priority of the shipped directory."""
    rows = (
        (f"{each.id:d}", f"`{Priority(each.id).name}`", written(each))
        for each in SHIPPED.priorities
    )
    return table(("Number", "Priority", "Words"), rows)


def priority_forms(_: str) -> str:
    """Return the forms in which people combine a number and a word."""
    forms = *PriorityEntry.id_forms, *PriorityEntry.word_forms
    return ", ".join(f"`{form}`" for form in forms)


def media(_: str) -> str:
    """Return how people write each medium."""
    return table(("Medium", "Written"), ((f"`{each.id}`", written(each)) for each in MEDIA))


def written(entry: Entry) -> str:
    """Return the words of an entry, each once, without its number."""
    own = (f"{entry.id}", *entry.own_words)
    words = {folded(each): each for each in reversed(own) if not each.isdigit()}
    return ", ".join(reversed(words.values()))


def ambiguous_words(_: str) -> str:
    """Return the words that could mean several things, each with these."""
    vocabularies = SHIPPED.request_types, SHIPPED.priorities, MEDIA
    rows = (
        (word, ", ".join(f"P{each}" if isinstance(each, int) else f"`{each}`" for each in ids))
        for vocabulary in vocabularies
        for word, ids in vocabulary.ambiguous.items()
    )
    return table(("Written", "Could mean"), rows)


GENERATED: dict[str, Callable[[str], str]] = {
    "ambiguous_words": ambiguous_words,
    "described": described,
    "directory_keys": directory_keys,
    "errors": errors,
    "limits": limits,
    "media": media,
    "names": names,
    "names_of": names_of,
    "priorities": priorities,
    "priority_forms": priority_forms,
    "request_types": request_types,
}

PICTURES: dict[str, Language] = {"week.svg": "en", "semana.svg": "es"}
"""The pictures of the shipped directory's week, each with its language."""

PICTURED = datetime(2026, 7, 14, 10, 30, tzinfo=BOGOTA)
"""A Tuesday after a holiday."""


def whole_files() -> Iterator[tuple[str, str]]:
    """Yield each file that is written whole: its path, and what it should hold."""
    yield from (
        (f"docs/pictures/{name}", week(SHIPPED, PICTURED).svg(language))
        for name, language in PICTURES.items()
    )
    yield "src/ccb_support/directory.schema.json", schema_of_the_file()
    yield "src/ccb_support/model/shipped_records.py", shipped_records()


def stale() -> Iterator[tuple[Path, str]]:
    """Yield the files that are not up to date, each with what it should hold."""
    for page in pages():
        text = page.read_text("utf-8")
        if text != filled(text):
            yield page, filled(text)
    for name, content in whole_files():
        path = DOCS.parent / name
        if not path.exists() or path.read_text("utf-8") != content:
            yield path, content


def run(arguments: list[str]) -> int:
    """Fill the files that are not up to date, or name them, and return the exit code."""
    found = list(stale())
    for path, content in found:
        if "--check" in arguments:
            print(f"{path.relative_to(DOCS.parent)} is not up to date: run docs/generate.py")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8", newline="\n")
    return 1 if found and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
