"""The code of a how-to page, as its reader would have it."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path
from typing import Any

from sybil.document import Document
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

HOW_TOS = Path(__file__).parents[2] / "docs" / "how-to"


def code_of(page: str, folder: Path) -> dict[str, Any]:
    """Run a page in a folder, and return what it defines."""
    document = Document.parse(str(HOW_TOS / page), PythonCodeBlockParser(), SkipParser())
    with chdir(folder):
        for example in document.examples():
            example.evaluate()
    return document.namespace
