"""Tables that stand between two markers of a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write(page: Path, table: str, name: str) -> None:
    """Put `table` between the two markers of `page` with that `name`."""
    first, last = f"<!-- {name}: start -->", f"<!-- {name}: end -->"
    text = page.read_text("utf-8")
    new, count = re.subn(
        f"(?<={first}\n).*(?={last})", lambda _: f"\n{table}\n\n", text, flags=re.DOTALL
    )
    if count != 1:
        raise SystemExit(f"{page} does not have one {first} and one {last}")
    page.write_text(new, "utf-8")
