"""The error about a router that breaks a law, and its message."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from ccb_support.errors import CcbSupportError, listed
from ccb_support.words import law_phrases as words
from ccb_support.words.phrase import Phrase

from .differences import find_differences, write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, tzinfo
    from enum import StrEnum

Line: TypeAlias = tuple[Phrase, Phrase | str]
"""A line of a message: what it is about, and what it says."""

_MOST_SHOWN = 4
"""How many differences a message shows."""


class Question(Protocol):
    """A question to a router."""

    def describe(self, zone: tzinfo) -> Iterable[Line]:
        """Yield the lines that show the question, with its instants in `zone`."""
        ...


class Problem(NamedTuple):
    """How an answer breaks a law: `fields` differ, or the router raises `cause`."""

    question: Question
    expected: Phrase | str
    got: Phrase | str
    fields: tuple[str, ...] = ()
    cause: Exception | None = None


class LawViolationError(CcbSupportError, AssertionError, code="law_violation"):
    """A router breaks a law.

    Attributes:
        law: the law.
        case: the question that shows it.
    """

    def __init__(self, law: StrEnum, problem: Problem, zone: tzinfo) -> None:
        hint = words.HINTS[law]
        about = words.HINT_ABOUT.fill(fields=listed(problem.fields), hint=hint)
        lines = [
            *problem.question.describe(zone),
            (words.EXPECTED, problem.expected),
            (words.GOT, problem.got),
            (words.LOOK_AT, about if problem.fields else hint),
        ]
        message = words.TITLE.fill(says=words.LAWS[law], law=str(law))
        for label, value in lines:
            message = words.LINE.fill(before=message, label=label, value=value)
        super().__init__(message)
        self.law = law
        self.case = problem.question


def compare(question: Question, expected: object, got: object, zone: tzinfo) -> list[Problem]:
    """Return the problem of an answer that differs from what it should be, or an empty list."""
    found = [*islice(find_differences(expected, got), _MOST_SHOWN)]
    if not found:
        return []
    right = [f"{each.path} = {write(each.expected, zone)}".removeprefix(" = ") for each in found]
    wrong = [f"{each.path} = {write(each.got, zone)}".removeprefix(" = ") for each in found]
    fields = tuple(each.path for each in found if each.path)
    return [Problem(question, "; ".join(right), "; ".join(wrong), fields)]


def describe_instant(when: datetime, zone: tzinfo) -> Phrase:
    """Return an instant in the directory's zone, and as the caller writes it if that differs."""
    there, written = write(when, zone), write(when, when.tzinfo or zone)
    phrase = words.IN_ZONE if there == written else words.WRITTEN_AS
    return phrase.fill(instant=there, zone=str(zone), written=written)
