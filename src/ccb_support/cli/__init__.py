"""The command line: `main` runs it, and decides how it ends."""

from __future__ import annotations

import io
import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TextIO

from ccb_support.clock.instants import instant_of
from ccb_support.errors import CcbSupportError, require_language
from ccb_support.model.text import as_line
from ccb_support.routing.ages import past_checks
from ccb_support.words import command_phrases as phrases

from .arguments import find_option, read_arguments, split_command
from .bad_argument import BadArgumentError, words_of
from .call import BAD_INPUT, FAULT, SUCCESS, Call
from .commands import all_commands, find_command
from .screen import Screen, print_error
from .stopping import StoppedError, end_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ccb_support.words.languages import Language
    from ccb_support.words.phrase import Phrase

    from .command import Command

_USUAL_LANGUAGE: Language = "es"
"""The language of the shipped directory, if neither the user nor the system has another."""


def main(
    argv: Sequence[str] | None = None,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    environment: Mapping[str, str] = os.environ,
) -> int:
    """Run the command line and return its exit code.

    Args:
        argv: the arguments; those of the process if left out.
        clock: returns the current time.
        environment: the variables of the environment.
    """
    return _Program(sys.argv[1:] if argv is None else argv, clock, environment).run()


class _Program:
    """One run of the command line: what it prints, and how it ends."""

    def __init__(
        self,
        words: Sequence[str],
        clock: Callable[[], datetime],
        environment: Mapping[str, str],
    ) -> None:
        self._words, self._clock = words, clock
        self._screen = Screen(environment, sys.stdout)
        self._language: Language | None = self._screen.language
        self._call: Call | None = None

    def run(self) -> int:
        """Return the exit code. Every end of the program is decided here."""
        try:
            return self._answer_or_complain()
        except BrokenPipeError:
            _forget_output()
            return end_by("SIGPIPE")
        except KeyboardInterrupt:
            return end_by("SIGINT")
        except StoppedError as stop:
            return end_by(str(stop))

    def _answer_or_complain(self) -> int:
        try:
            return self._answer()
        except BrokenPipeError:
            raise
        except CcbSupportError as error:
            self._complain(words_of(error))
            return BAD_INPUT
        except OSError as error:
            self._complain(_explain(error))
            return BAD_INPUT
        except Exception:  # noqa: BLE001 - the last line of defence: it says what to do
            from traceback import format_exc  # noqa: PLC0415 - a program has no fault, as a rule

            print_error(format_exc().rstrip())
            self._complain(phrases.FAULT_OF_PROGRAM)
            return FAULT

    def _answer(self) -> int:
        # A terminal that can't show an accent must not stop the command.
        _configure(sys.stdout)
        tag = find_option(self._words, "--lang")
        if tag is not None:
            self._language = require_language(tag)
        name, words = split_command(self._words)
        command = find_command(name)
        arguments = read_arguments(command, words)
        if arguments.help:
            _print(self._help(name, command))
            return SUCCESS
        if arguments.version:
            from importlib.metadata import version  # noqa: PLC0415 - few calls ask for it

            _print([f"ccb-support {version('ccb-support')}"])
            return SUCCESS
        if name is None and (arguments.json or not self._screen.is_terminal):
            raise BadArgumentError(phrases.MISSING_COMMAND)
        self._call = call = Call(arguments, self._clock, self._screen, self._language)
        if call.as_json or command.is_data or call.annotates:
            # Other programs read this, and must not lose an accent.
            _configure(sys.stdout, encoding="utf-8")
        _print(command.run(call))
        self._say_notes(call)
        return call.exit_code

    def _help(self, name: str | None, command: Command) -> Iterator[str]:
        from .help_text import Help  # noqa: PLC0415 - most calls ask for no help

        writer = Help(self._spoken, self._screen.help_width)
        if name is None:
            return writer.of_program(command, all_commands())
        return writer.of_command(command)

    @property
    def _spoken(self) -> Language:
        """The language of the words, as far as it is known by now."""
        return self._call.language if self._call else self._language or _USUAL_LANGUAGE

    def _say_notes(self, call: Call) -> None:
        """Print at most one line for each directory that answered, if a check is too old."""
        for router in call.routers:
            as_of, through = past_checks(router, instant_of(call.now()))
            if as_of and through:
                print_error(call.say(phrases.OLD_BOTH.fill(as_of=as_of, through=through)))
            elif as_of:
                print_error(call.say(phrases.OLD_DIRECTORY.fill(as_of=as_of)))
            elif through:
                print_error(call.say(phrases.OLD_HOLIDAYS.fill(through=through)))

    def _complain(self, words: Phrase) -> None:
        print_error(f"ccb-support: {words.in_language(self._spoken)}")


def _explain(error: OSError) -> Phrase:
    """Return what went wrong with a file or with the output, and the way out."""
    name: object = error.filename
    reason = error.strerror or str(error)
    if name is None:
        _forget_output()
        return phrases.OUTPUT_FAILS.fill(reason=reason)
    kinds = (
        (FileNotFoundError, phrases.NO_SUCH_FILE),
        (IsADirectoryError, phrases.IS_A_FOLDER),
        (PermissionError, phrases.NO_PERMISSION),
    )
    phrase = next((each for kind, each in kinds if isinstance(error, kind)), phrases.FILE_FAILS)
    return phrase.fill(name=as_line(str(name)), reason=reason)


def _print(lines: Iterable[str]) -> None:
    """Print lines, and make sure that they arrive."""
    for line in lines:
        if sys.stdout is None:
            raise BadArgumentError(phrases.OUTPUT_CLOSED)
        print(line)
    if sys.stdout:
        sys.stdout.flush()


def _forget_output() -> None:
    """Throw away what can't be written, or Python would complain about it at exit."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device, and no text
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _configure(output: TextIO | None, *, encoding: str | None = None) -> None:
    """Let `output` write `?` for a letter that its encoding does not have."""
    if isinstance(output, io.TextIOWrapper):
        output.reconfigure(encoding=encoding, errors="replace")
