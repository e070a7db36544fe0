"""How the pages become a site: Sphinx, with MyST for Markdown and Furo for the looks.

    .venv/bin/sphinx-build -W -n --keep-going docs build/site

The pages are for the repository's host too, which takes a link as the path of a file. Here every
link leads to the page of the site with that file, so both kinds of readers reach it.
"""

from __future__ import annotations

import inspect
import re
import runpy
import unicodedata
from enum import Enum
from importlib import import_module
from pathlib import Path
from types import FunctionType, MethodType, SimpleNamespace
from typing import TYPE_CHECKING, Any, get_type_hints
from urllib.parse import urljoin

from docutils.nodes import Text
from pydantic import BaseModel
from sphinx.addnodes import pending_xref
from sphinx.search.en import SearchEnglish
from sphinx.util.logging import getLogger
from sphinx.util.nodes import make_refnode

import ccb_support

if TYPE_CHECKING:
    from docutils.nodes import Element, TextElement, document
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

DOCS = Path(__file__).parent
ROOT = DOCS.parent

project = "ccb-support"
release = ccb_support.__version__
project_copyright = "the contributors to ccb-support"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_copybutton"]
exclude_patterns = ["_*", "examples"]
myst_heading_anchors = 4

toc_object_entries_show_parents = "hide"

html_theme = "furo"
html_title = f"ccb-support {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_search_language = "without-accents"
html_show_sourcelink = False

# A button copies what a reader types: no prompts, and nothing that a program prints.
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "exclude-members": "model_config, model_post_init"}
napoleon_google_docstring = True
napoleon_numpy_docstring = False

HOMES = runpy.run_path(str(ROOT / "tests/public_names.py"))["HOMES"]
default_role = "py:obj"
# Backticks in docstrings hold arguments and values too, and types of other libraries have no page
# here: those stay plain. What the package makes public must lead to its entry.
nitpick_ignore_regex = [
    (r"py:(class|data|exc|obj)", rf"(?!(.*\.)?({'|'.join(sorted(HOMES))})$).*"),
]

IN_SPANISH = {
    "Skip to content": "Ir al contenido",
    "On this page": "En esta página",
    "Back to top": "Volver arriba",
    "Next": "Siguiente",
    "Previous": "Anterior",
    "Home": "Inicio",
    "Search": "Buscar",
    "Start": "Para empezar (en inglés)",
    "Your directory": "Su directorio (en inglés)",
    "In your program": "En su programa (en inglés)",
    "Tables and pages": "Tablas y páginas (en inglés)",
    "Reference": "Referencia (en inglés)",
    "Link to this heading": "Enlace a este título",
    "Toggle site navigation sidebar": "Mostrar u ocultar las páginas",
    "Toggle table of contents sidebar": "Mostrar u ocultar el índice de la página",
    "Toggle Light / Dark / Auto color theme": "Cambiar entre claro y oscuro",
    "Menu": "Menú",
    "Contents": "Contenido",
    "Expand": "Desplegar",
    "Light mode": "Claro",
    "Dark mode": "Oscuro",
    "Auto light/dark, in light mode": "Automático, ahora claro",
    "Auto light/dark, in dark mode": "Automático, ahora oscuro",
}
"""What the theme writes around a page."""

LINK = re.compile(r"(?<=\]\()(?!https?:|mailto:|#)([^)#\s]+)")


def as_on_the_site(folder: Path, text: str) -> str:
    """Return Markdown of a file in `folder` as the site shows it.

    Each link to a file becomes one within the site, and the empty line goes that ends an example
    where it is run.
    """

    def turned(link: re.Match[str]) -> str:
        target = (folder / link[1]).resolve()
        if not target.is_relative_to(ROOT) or not target.exists():
            return link[1]
        path = target.relative_to(ROOT).as_posix()
        if path == "README.md":
            return "/index.md"
        # A path that starts with a slash starts at docs/; what is not there is offered as a file.
        on_site = f"/../{path}".replace("/../docs/", "/")
        is_page = path.startswith("docs/") and not path.startswith("docs/examples/")
        return on_site if is_page or not path.endswith(".md") else f"path:{on_site}"

    return LINK.sub(turned, text).replace("\n\n```\n", "\n```\n")


def turn_page(app: Sphinx, docname: str, source: list[str]) -> None:
    """Turn a page of the site."""
    source[0] = as_on_the_site(app.env.doc2path(docname).parent, source[0])


def turn_included_file(_app: Sphinx, path: Path, _docname: str, source: list[str]) -> None:
    """Turn a file that a page of the site includes."""
    source[0] = as_on_the_site((DOCS / path).parent, source[0])


def find_public_name(
    _app: Sphinx, env: BuildEnvironment, node: pending_xref, content: TextElement
) -> Element | None:
    """Lead a public name that a docstring or a signature uses to its entry, or to its line."""
    name = node.get("reftarget", "").rpartition(".")[2]
    if node.get("refdomain") != "py" or name not in HOMES:
        return None
    here, builder = node["refdoc"], env.app.builder
    entry = f"{HOMES[name]}.{name}"
    if entry in env.domains.python_domain.objects:
        return env.domains.python_domain.resolve_xref(
            env, here, builder, "obj", entry, node, content
        )
    page = "errors-and-limits" if name.endswith("Error") else "more-python"
    return make_refnode(builder, here, f"reference/{page}", name, [content])


def shorten_signature(
    _app: Sphinx, what: str, name: str, subject: object, _options: object,
    signature: str | None, returns: str | None,
) -> tuple[str | None, str | None]:  # fmt: skip
    """Leave out what says nothing: how to make a record, and how the library makes an error."""
    # A named tuple is a record too.
    kinds = BaseModel, Enum, tuple, Exception
    if isinstance(subject, type) and issubclass(subject, kinds):
        return "", returns
    if what == "function" and signature and isinstance(subject, FunctionType | MethodType):
        # A setting of Sphinx once took the first parameter of the functions that are methods.
        code = subject.__code__ if isinstance(subject, FunctionType) else subject.__func__.__code__
        names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        lost = [each for each in names if each != "self" and each not in signature]
        if lost:
            getLogger(__name__).warning("%s is shown without %s", name, ", ".join(lost))
    # What Python can't read, such as `<function now>`, would show the module of each type.
    return signature and re.sub(r"<function (\w+)>", r"\1", signature), returns


def keep_colons(
    _app: Sphinx, what: str, _name: str, _subject: object, _options: object, lines: list[str]
) -> None:
    """Let a docstring of one line begin with a sentence that has a colon.

    Napoleon takes what stands before it for a type, unless the first line has none, as this comment
    of reStructuredText has.
    """
    if what in {"property", "attribute", "data"}:
        lines[:0] = ["..", ""]


def leave_out_what_pages_say(
    app: Sphinx, _what: str, name: str, _subject: object, _options: object, lines: list[str]
) -> None:
    """Leave out the keys of a directory, and what a function of a task's module raises.

    Other pages have them, and they come last.
    """
    if name == "ccb_support.Directory":
        del lines[lines.index("Attributes:") :]
    if app.env.docname == "reference/more-python" and "Raises:" in lines:
        del lines[lines.index("Raises:") :]


def tidy_types(_app: Sphinx, doctree: document) -> None:
    """Write types by their last name, and distinguish those of time from fields of that name."""
    for reference in doctree.findall(pending_xref):
        target = reference["reftarget"]
        if reference["reftype"] == "class" and target in {"date", "datetime"}:
            reference["reftarget"] = f"datetime.{target}"
        elif reference["reftype"] == "class" and reference.astext() == target:
            reference[:] = [Text(target.rpartition(".")[2])]


def mark_languages(
    _app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Let a screen reader read a page, and each title of another page, in its language."""

    def language_of(link: str) -> str:
        return "es" if urljoin(page, link).startswith("es/") else "en"

    context["language"] = language_of("")
    # The theme does not say of which level its headings are.
    tree = context["furo_navigation_tree"].replace('="heading"', '="heading" aria-level="2"')
    tree = tree.replace(">En español", ' lang="es">En español')
    context["furo_navigation_tree"] = re.sub(
        r'href="(.*?)"', lambda link: f'{link[0]} lang="{language_of(link[1])}"', tree
    )
    for beside in filter(None, (context.get("prev"), context.get("next"))):
        language = language_of(beside["link"])
        beside["title"] = f'<span lang="{language}">{beside["title"]}</span>'
    if page == "index":  # it has the README, with a paragraph in Spanish
        context["body"] = context["body"].replace("<p><strong>En es", '<p lang="es"><strong>En es')


def translate_navigation(app: Sphinx, failure: Exception | None) -> None:
    """Write in Spanish what the theme writes around a page in Spanish."""
    if failure:
        return
    missing = set(IN_SPANISH)
    for page in Path(app.outdir).glob("es/*.html"):
        # The last line of a page names people and programs, and stays in English.
        html = page.read_text("utf-8").replace('"left-details"', '"left-details" lang="en"')
        for english, spanish in IN_SPANISH.items():
            whole = rf'([>"]\s*){re.escape(english)}(\s*[<"])'
            html, count = re.subn(whole, rf"\g<1>{spanish}\g<2>", html)
            if count:
                missing.discard(english)
        page.write_text(html, "utf-8")
    if missing:
        getLogger(__name__).warning("the theme does not write %s: see IN_SPANISH", missing)


class SearchWithoutAccents(SearchEnglish):
    """A search that finds `sesión` for `sesion`, and English words as usual."""

    lang = "without-accents"
    js_splitter_code = r"""
var splitQuery = (query) => query
  .normalize("NFD")
  .replace(/\p{Mark}/gu, "")
  .split(/[^\p{Letter}\p{Number}_]+/u)
  .filter((term) => term);
"""

    def split(self, input: str) -> list[str]:  # noqa: A002 - Sphinx names it so
        """Return the words of a text, without accents."""
        letters = unicodedata.normalize("NFD", input)
        return super().split("".join(each for each in letters if not unicodedata.combining(each)))


def types_stated_in(documented: type, *_: object) -> dict[str, Any]:
    """Return the types of the attributes of a class, without the checks that pydantic adds.

    Sphinx also asks for those of pydantic's own classes, fails, and then shows each check.
    """
    stated = inspect.get_annotations(documented)
    try:
        return get_type_hints(SimpleNamespace(__annotations__=stated))
    except NameError:  # the types are text, as the module has them
        return stated


def setup(app: Sphinx) -> None:
    """Connect all this to Sphinx."""
    of_attributes: Any = import_module("sphinx.ext.napoleon.docstring")
    of_attributes.get_type_hints = types_stated_in
    app.add_search_language(SearchWithoutAccents)
    app.connect("build-finished", translate_navigation)
    app.connect("source-read", turn_page)
    app.connect("include-read", turn_included_file)
    app.connect("missing-reference", find_public_name)
    app.connect("autodoc-process-signature", shorten_signature)
    app.connect("autodoc-process-docstring", keep_colons, priority=400)  # before Napoleon's
    app.connect("autodoc-process-docstring", leave_out_what_pages_say, priority=400)
    app.connect("doctree-read", tidy_types)
    app.connect("html-page-context", mark_languages, priority=900)  # after the theme's
