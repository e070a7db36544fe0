"""The command that shows: who answers when, over a week."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ccb_support.week import week

from .call import BadArgumentError
from .output_file import force_options, write_output
from .parser import directory_options, instant_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .call import Call
    from .parser import Commands


def add_to(commands: Commands) -> None:
    """Add this command to all others."""
    picture = commands.add(
        "week",
        _week,
        "Show who answers when, from Monday to Sunday, and mark the instant.",
        directory_options(),
        instant_options(),
        force_options(),
    )
    picture.add_argument(
        "--svg",
        metavar="FILE",
        type=Path,
        help="write an SVG picture for a page to FILE, and print nothing",
    )


def _week(call: Call) -> Iterator[str]:
    if call.arguments.svg is not None and call.as_json:
        raise BadArgumentError("--svg writes a picture, and --json prints JSON. Leave one out")
    router = call.router()
    view = week(router, call.when(router.directory))
    if call.arguments.svg is not None:
        write_output(call, call.arguments.svg, view.svg(call.language).encode("utf-8"))
    else:
        yield view.model_dump_json() if call.as_json else view.text(call.language)
