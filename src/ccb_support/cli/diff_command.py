"""The command that says what changes between two directories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.comparison import diff
from ccb_support.words import help_phrases as words

from .call import A_YEAR, FOUND, SUCCESS
from .checks import annotate_difference, annotating, report_lines
from .command import ANNOTATIONS, YEAR, Argument, Command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .call import Call


def _diff(call: Call) -> Iterator[str]:
    old, new = (call.read_directory(name) for name in (call.arguments.old, call.arguments.new))
    difference = diff(old.directory, new.directory, *call.range(new.directory, A_YEAR))
    call.exit_code = SUCCESS if difference.is_empty else FOUND
    if call.annotates:
        yield from annotate_difference(difference, new.path, call.language)
    elif call.as_json:
        yield difference.model_dump_json()
    else:
        yield from report_lines(call, difference.report(call.language))


COMMAND = Command(
    run=annotating(_diff),
    about=words.DIFF,
    arguments=(
        Argument("old", words.DIRECTORY_OR_SHIPPED, words.OLD, required=True),
        Argument("new", words.DIRECTORY_OR_SHIPPED, words.NEW, required=True),
        *YEAR,
        ANNOTATIONS,
    ),
    examples=("ccb-support diff shipped directory.toml",),
)
