"""Finds links of the built site that lead to a page, a file or a heading that is not there.

    .venv/bin/python .ci/links.py build/site

Sphinx checks what it links itself, and not what stands in a theme, in HTML or in an included page.
Links to other sites are left alone: whether they hold is not up to this project.
"""

from __future__ import annotations

import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

LINKS = {("a", "href"), ("img", "src"), ("link", "href"), ("script", "src")}


class Page(HTMLParser):
    """What a page links to, and what can be linked to on it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.ids: set[str] = set()
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag links to, and the id that it has."""
        for name, value in attrs:
            if (tag, name) in LINKS and value:
                self.links.add(value)
            elif name == "id" and value:
                self.ids.add(value)


@cache
def page_at(path: Path) -> Page:
    """Return what is known of a page."""
    return Page(path)


def broken_links(site: Path) -> Iterator[tuple[Path, str]]:
    """Yield each link within the site that leads nowhere, with the page on which it stands."""
    for path in sorted(site.rglob("*.html")):
        for link in sorted(page_at(path).links):
            if not leads_somewhere(path, link):
                yield path.relative_to(site), link


def leads_somewhere(page: Path, link: str) -> bool:
    """Tell whether a link of a page leads to another site, or to what is there."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not target.is_file():
        return False
    return not parts.fragment or unquote(parts.fragment) in page_at(target).ids


if __name__ == "__main__":
    broken = list(broken_links(Path(sys.argv[1])))
    for where, what in broken:
        print(f"{where}: {what} leads nowhere")
    sys.exit(1 if broken else 0)
