"""Finds links of the built site to a page, a file or a heading that does not exist.

    .venv/bin/python tools/links.py build/site

Sphinx checks its own links, but not those of a theme, of HTML or of an included page. Links to
other sites stay unchecked, because this project does not decide whether they hold.
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
    """The links of a page, and the ids to which other pages can link."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.ids: set[str] = set()
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the link and the id of a tag."""
        for name, value in attrs:
            if (tag, name) in LINKS and value:
                self.links.add(value)
            elif name == "id" and value:
                self.ids.add(value)


@cache
def page_at(path: Path) -> Page:
    """Return the links and the ids of a page."""
    return Page(path)


def broken_links(site: Path) -> Iterator[tuple[Path, str]]:
    """Yield each link within the site that leads nowhere, with its page."""
    for path in sorted(site.rglob("*.html")):
        for link in sorted(page_at(path).links):
            if not leads_somewhere(path, link):
                yield path.relative_to(site), link


def leads_somewhere(page: Path, link: str) -> bool:
    """Return whether a link of a page leads to another site, or to something that exists."""
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
