"""The pages of the project, and functions that read their sections, blocks and tables."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
TESTED = (ROOT / "tests/README.md").read_text("utf-8")
NOXFILE = (ROOT / "noxfile.py").read_text("utf-8")
CONFTEST = (ROOT / "conftest.py").read_text("utf-8")
PAGES = [
    page
    for page in (
        *sorted(ROOT.glob("*.md")),
        *(ROOT / "tests/README.md", ROOT / "tools/benchmarks/README.md"),
        *sorted((ROOT / "docs").rglob("*.md")),
    )
    # An example that was run has its own environment, with pages of other projects in it.
    if not any(part.startswith(".") for part in page.relative_to(ROOT).parts)
]


def sections(page: str) -> dict[str, str]:
    """Return the sections of the second level, by heading."""
    parts = re.split(r"^## (.+)$", page, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def blocks(page: str, language: str) -> list[str]:
    """Return the text of the fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL)


def tables(text: str) -> list[list[tuple[str, ...]]]:
    """Return the tables, each as its rows of cells, without the row of headings."""
    found = re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE)
    return [
        [tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in rows[2:]]
        for rows in (table.splitlines() for table in found)
    ]
