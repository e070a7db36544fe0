"""A command of the command line, and the arguments that it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ccb_support.words.phrase import Phrase

    from .call import Call

Run: TypeAlias = "Callable[[Call], Iterator[str]]"
"""A function that carries out a command and yields the lines that it prints."""


class Argument(NamedTuple):
    """An argument or an option of a command.

    Attributes:
        name: the name, with `--` for an option.
        about: what it means, for the help.
        value: the name of the value in the help; `None` for an option that takes no value.
        attribute: the attribute of the parsed arguments that has the value.
        short: a shorter name of an option, such as `-o`.
        choices: the only values that are accepted; any value if it is empty.
        required: whether the user must write it.
        repeats: whether the user may write it several times. The attribute is then a list.
        read: reads the text that the user wrote.
        default: the value if the user leaves it out.
    """

    name: str
    about: Phrase
    value: Phrase | None = None
    attribute: str = ""
    short: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    repeats: bool = False
    read: Callable[[str], object] = str
    default: object = None

    @property
    def is_option(self) -> bool:
        """Whether the user writes its name."""
        return self.name.startswith("-")

    @property
    def key(self) -> str:
        """The name of the attribute of the parsed arguments."""
        return self.attribute or self.name.lstrip("-").replace("-", "_")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of an option, the long one first."""
        return tuple(filter(None, (self.name, self.short)))


class Command(NamedTuple):
    """A command.

    To add one, write a file `<name>_command.py` with a `COMMAND`, and list its name in
    `commands.py`.

    Attributes:
        run: carries out the command.
        about: what it does, for the help.
        arguments: what it takes, besides the options of all commands.
        examples: whole lines that a user can copy.
        lists_words: whether its help lists the words for request types, priorities and media.
        is_data: whether programs read what it prints, even without `--json`.
        name: the word that the user writes, which `commands.py` knows; empty for the overview.
    """

    run: Run
    about: Phrase
    arguments: tuple[Argument, ...] = ()
    examples: tuple[str | Phrase, ...] = ()
    lists_words: bool = False
    is_data: bool = False
    name: str = ""
