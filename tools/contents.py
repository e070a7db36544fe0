"""Checks what the built packages contain: the files of the repository, and no others.

    .venv/bin/python tools/contents.py dist

Run it in a clone: the files that Git knows are the expected ones. A wheel holds those of
`src/ccb_support`, and its metadata. Besides Python it has only the files that `DATA` names.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = {
    "ccb_support/directory.schema.json",
    "ccb_support/directory.toml",
    "ccb_support/django/static/ccb_support/advice.css",
    "ccb_support/django/static/ccb_support/component.js",
    "ccb_support/django/templates/ccb_support/advice.html",
    "ccb_support/django/templates/ccb_support/advice_with_script.html",
    "ccb_support/django/templates/ccb_support/record.html",
    "ccb_support/py.typed",
    "ccb_support/widget/chooser.js",
    "ccb_support/widget/page.css",
}
"""The files of the package that are not Python."""

METADATA = {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}


def tracked() -> set[str]:
    """Return the files that Git knows."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - the reader's own Git
        capture_output=True,
        check=True,
    )
    return {*listed.stdout.decode().split("\0")} - {""}


def expected_in_wheel(name: str) -> set[str]:
    """Return the files that the wheel of this name must hold."""
    distribution = "-".join(name.split("-")[:2])
    modules = {each.removeprefix("src/") for each in tracked() if each.startswith("src/")}
    python = {each for each in modules if each.endswith(".py")}
    return python | DATA | {f"{distribution}.dist-info/{each}" for each in METADATA}


def differences(archive: Path) -> Iterator[str]:
    """Yield each file that an archive lacks, or should not hold."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            found, expected = {*wheel.namelist()}, expected_in_wheel(archive.name)
    else:
        with tarfile.open(archive) as source:
            found = {each.partition("/")[2] for each in source.getnames()}
        expected = tracked() | {"PKG-INFO"}
    yield from (f"{archive.name} lacks {each}" for each in sorted(expected - found))
    yield from (f"{archive.name} should not hold {each}" for each in sorted(found - expected))


def main(folder: str) -> int:
    """Print each difference of the packages in a folder; return 1 if there is one."""
    archives = sorted(Path(folder).iterdir())
    kinds = [each.suffix for each in archives]
    wrong = [each for archive in archives for each in differences(archive)]
    if sorted(kinds) != [".gz", ".whl"]:
        wrong.append(f"{folder} should hold one .tar.gz and one .whl, and holds {kinds}")
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
