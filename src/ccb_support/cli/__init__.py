"""The command line: `main` runs it, and decides how it ends."""

import io
import os
import signal
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise

import ccb_support
from ccb_support import CcbSupportError
from ccb_support.errors import require_language
from ccb_support.questions.answers import as_line
from ccb_support.words import Phrase
from ccb_support.words import command_line as phrases
from ccb_support.words import services as service_phrases

from .call import BAD_INPUT, FAULT, Call, words_of_error
from .printing import forget, print_error, screen_width, system_language
from .tokens import find_command, in_parts, read_words, split_command


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
    call = Call(clock, screen_width(environment, sys.stdout), system_language(environment))
    try:
        _run(call, sys.argv[1:] if argv is None else argv)
    except BrokenPipeError:
        forget(sys.stdout)
        return end_by("SIGPIPE")
    except KeyboardInterrupt as stop:
        # Ctrl-C has no name here; other signals that end the process have theirs.
        return end_by(str(stop) or "SIGINT")
    except (CcbSupportError, OSError) as error:
        call.complain(
            words_of_error(error) if isinstance(error, CcbSupportError) else _explain_failure(error)
        )
        return BAD_INPUT
    except SystemExit:
        # The log of a server says why it can't start, for example because the port is taken.
        call.complain(phrases.NO_SERVER.fill(host=call.arguments.host, port=call.arguments.port))
        return BAD_INPUT
    except Exception:  # noqa: BLE001 - the last line of defence: it says what to do
        from traceback import format_exc  # noqa: PLC0415 - a program has no fault, as a rule

        print_error(format_exc().rstrip())
        call.complain(phrases.FAULT_OF_PROGRAM)
        return FAULT
    return call.exit_code


def _run(call: Call, words: Sequence[str]) -> None:
    """Do what a user wrote, and print what comes of it."""
    for output in (sys.stdout, sys.stderr):
        if isinstance(output, io.TextIOWrapper):
            # What reads a pipe must not lose an accent. A terminal that can't show one shows `?`.
            encoding = None if output.isatty() else "utf-8"
            output.reconfigure(encoding=encoding, errors="replace")
    # Errors about other words need the language and the directory, so these two are read first.
    word_after = dict(pairwise(in_parts(words)))
    if "--lang" in word_after:
        call.chosen_language = require_language(word_after["--lang"])
    call.arguments.directory = word_after.get("--directory")
    name, others = split_command([*words])
    command = find_command(call, name)
    vars(call.arguments).update(read_words(call, name, command, others))
    if call.arguments.help:
        from .help import help_lines  # noqa: PLC0415 - most calls ask for no help

        _print(help_lines(call, name, command))
    elif call.arguments.version:
        _print([f"ccb-support {ccb_support.__version__}"])
    else:
        _print(command.run(call))
        _say_age(call)


def _say_age(call: Call) -> None:
    """Print which checks are too old, now or at the time that was asked about."""
    old = zip(service_phrases.OLD_CHECKS.values(), call.old_checks, strict=False)
    for phrase, day in (*old, (phrases.LATER_DAYS, call.checked_through)):
        if day:
            print_error(call.say(phrase, day=day))


def _explain_failure(error: OSError) -> Phrase:
    """Return what went wrong with a file, or with the output, and the way out."""
    reason = error.strerror or str(error)
    if error.filename is None:
        forget(sys.stdout)
        return phrases.OUTPUT_FAILS.fill(reason=reason)
    phrase = phrases.NO_SUCH_FILE if isinstance(error, FileNotFoundError) else phrases.FILE_FAILS
    return phrase.fill(name=as_line(f"'{error.filename}'"), reason=reason)


def _print(lines: Iterable[str]) -> None:
    """Print lines, and make sure that they arrive."""
    for line in lines:
        print(line)
    print(end="", flush=True)


def end_by(name: str) -> int:
    """End the process as the signal `name` would have, so that a shell sees why it ended.

    A system without that signal ends it as by `SIGTERM`. If the signal is blocked, the process goes
    on, and this returns the exit code that a shell would report.
    """
    number: int = getattr(signal, name, signal.SIGTERM)
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)
    return 128 + number
