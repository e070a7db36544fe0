"""The commands that check: what is wrong with a directory, and what a new directory changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.comparison import diff
from ccb_support.verification import verify

from .call import SHIPPED, SUCCESS, named_directory
from .parser import DIRECTORY_HELP, RANGE_OPTIONS, YEARS_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .call import Call
    from .parser import Commands

DIFFERENT = 1
"""The exit code of `diff` if an answer changes, as with other programs of that name."""

FAULTY = 1
"""The exit code of `verify` if it finds an error."""


def add_to(commands: Commands) -> None:
    """Add these commands to the others."""
    about = "Say what changes between two directories; exit with 1 if anything does."
    comparison = commands.add("diff", _diff, about, RANGE_OPTIONS)
    comparison.add_argument("old", metavar="OLD", help=DIRECTORY_HELP)
    comparison.add_argument("new", metavar="NEW", help=DIRECTORY_HELP)
    about = "Say what is wrong with a directory; exit with 1 if anything is an error."
    verification = commands.add("verify", _verify, about, YEARS_OPTIONS)
    about = f"{DIRECTORY_HELP}; {SHIPPED} if left out"
    verification.add_argument("file", metavar="FILE", nargs="?", default=SHIPPED, help=about)


def _diff(call: Call) -> Iterator[str]:
    old, new = (named_directory(name) for name in (call.arguments.old, call.arguments.new))
    difference = diff(old, new, *call.range(new))
    call.exit_code = SUCCESS if difference.is_empty else DIFFERENT
    yield difference.model_dump_json() if call.as_json else difference.report(call.language)


def _verify(call: Call) -> Iterator[str]:
    directory = named_directory(call.arguments.file)
    report = verify(directory, *call.years(directory))
    call.exit_code = FAULTY if report.has_errors else SUCCESS
    yield report.model_dump_json() if call.as_json else report.explain(call.language)
