"""Twice the input takes at most twice the work, at every public entry, also for hostile input.

Work is counted, not timed. A call of a function counts 1, in Python or in C. Two calls hide more
work: the sorting of accents counts the square of the letters, and the look-up of a channel's id
among all ids counts the channels.
"""

import json
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from datetime import datetime, timedelta
from functools import partial
from importlib import import_module
from io import StringIO
from typing import Any, TypeAlias

import pytest
from pydantic import TypeAdapter

from ccb_support import (
    BOGOTA,
    CcbSupportError,
    Directory,
    Medium,
    Priority,
    Recommendation,
    RequestType,
    Router,
    UnknownLanguageError,
    default_directory,
    recommend,
    timeline,
    timetable,
    verify,
)
from ccb_support.cli import main
from ccb_support.comparison import Answer
from ccb_support.model import LocalizedText
from ccb_support.model.directory import known_ids
from ccb_support.questions import Preferences
from ccb_support.questions.arguments import Face
from ccb_support.routing.rule import Request, decide
from ccb_support.widget import to_widget
from tests.call_counts import calls_of
from tests.editions import edition
from tests.hostile import FOR_EVER, NOON, any_recommend
from tests.model.small_directory import SMALL, closure, season, special_day
from tests.test_limits import CHANNEL, LEVEL, MAIL, SPAN, many

LATER = NOON + timedelta(days=1)
SHIPPED = Router(default_directory())
LABEL = LocalizedText(es="Mesa", en="Desk")
ERROR = UnknownLanguageError("fr", ["es"])

# A caller may ignore the types.
any_timetable: Any = timetable


COLUMNS: dict[str, Any] = {"request_type": "type", "priority": "priority", "when": "when"}
ANSWER = json.loads(FOR_EVER.model_dump_json())


def table_of(library: str, words: Sequence[str]) -> object:
    """Return a table of a library, with a word as the type and the priority of each row."""
    kinds = {"pandas": "DataFrame", "polars": "DataFrame", "pyarrow": "table"}
    rows = {"type": [*words], "priority": [*words], "when": [NOON] * len(words)}
    return getattr(pytest.importorskip(library), kinds[library])(rows)


def route_words(library: str, words: Sequence[str]) -> object:
    """Route a table of words."""
    table = table_of(library, words)
    return import_module("ccb_support.frames").route(table, **COLUMNS)


def move_words(words: Sequence[str]) -> object:
    """Ask which tickets of a table of words a change moves."""
    table = table_of("polars", words)
    return import_module("ccb_support.frames").moved(table, None, None, **COLUMNS)


def command(arguments: Sequence[str], word: object) -> None:
    """Call the command line with a word in the place of `{}`."""
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        main([each.format(word) for each in arguments], clock=lambda: NOON)


NORMALIZE = unicodedata.normalize
WRONG = suppress(CcbSupportError, ValueError, SystemExit)


def work_of(call: Callable[[], object]) -> int:
    """Return how much work a call takes, whether it returns or refuses its input."""
    hidden = 0

    def normalize(form: Any, text: str) -> str:  # noqa: ANN401 - one of four texts
        nonlocal hidden
        hidden += len(text) ** 2
        return NORMALIZE(form, text)

    def look_up(ids: object, known: dict[str, str]) -> frozenset[str]:
        nonlocal hidden
        hidden += len(known)
        return known_ids(ids, known)

    def ask() -> None:
        with WRONG:
            call()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unicodedata, "normalize", normalize)
        patch.setattr("ccb_support.model.directory.known_ids", look_up)
        return calls_of(ask) + hidden


Sized: TypeAlias = Callable[[int], Callable[[], object]]
"""A call whose input has a given size. To make the input is not part of its work."""


def growth(sized: Sized, size: int) -> float:
    """Return how many times more work twice the input takes."""
    with WRONG:
        sized(size)()  # the first call builds validators and tables
    return work_of(sized(2 * size)) / (work_of(sized(size)) + FEW)


FEW = 200
"""Calls that do not count as growth: a longer message may be cut, for example."""


WORDS: Mapping[str, Callable[[int], str]] = {
    "accents": lambda size: "queja" + "\u0301\u0323" * size,
    "letters": lambda size: "q" * size,
    "digits": lambda size: "1" * size,
    "spaces": lambda size: " " * size + "queja" + " " * size,
    "parts": lambda size: "es" + "-co_" * size,
}

ENTRIES: Mapping[str, Callable[[str], object]] = {
    "recommend: request_type": lambda word: recommend(word, "P3", NOON),
    "recommend: priority": lambda word: recommend("queja", word, NOON),
    "recommend: prefer": lambda word: recommend("queja", "P3", NOON, prefer=word),
    "recommend: unavailable": lambda word: recommend("queja", "P3", NOON, unavailable=[word]),
    "recommend: when": lambda word: any_recommend("queja", "P3", word),
    "timeline": lambda word: timeline(word, "P3", NOON, LATER),
    "timetable": lambda word: timetable(NOON, LATER, requests=[("queja", word)]),
    "status": lambda word: SHIPPED.status(word, NOON),
    "channel": default_directory().channel,
    "parse a request type": RequestType.parse,
    "parse a priority": Priority.parse,
    "parse a medium": Medium.parse,
    "the enum": RequestType,
    "a field": TypeAdapter(Priority).validate_python,
    "label": RequestType.CLAIM.label,
    "explain": FOR_EVER.explain,
    "display": FOR_EVER.contact.display,
    "in_language": LABEL.in_language,
    "message": ERROR.message,
    "an answer in JSON": lambda word: Recommendation.model_validate_json(
        json.dumps({**ANSWER, "request_type": word})
    ),
    "route: pandas": lambda word: route_words("pandas", [word]),
    "route: Polars": lambda word: route_words("polars", [word]),
    "route: PyArrow": lambda word: route_words("pyarrow", [word]),
    "moved": lambda word: move_words([word]),
    **{
        f"command: {' '.join(arguments)}": partial(command, arguments)
        for arguments in (
            ["recommend", "{}", "P3"],
            ["recommend", "queja", "{}"],
            ["recommend", "queja", "P3", "--prefer={}"],
            ["recommend", "queja", "P3", "--unavailable={}"],
            ["recommend", "queja", "P3", "--when={}"],
            ["recommend", "queja", "P3", "--lang={}"],
            ["holidays", "{}"],
            ["verify", "{}"],
            ["{}"],
        )
    },
}
"""Each place in which a caller may put a word."""


class TestWords:
    """A word of twice the length takes at most twice the work."""

    @pytest.mark.parametrize("word", WORDS)
    @pytest.mark.parametrize("entry", ENTRIES)
    def test_at_every_entry(self, entry: str, word: str) -> None:
        assert growth(lambda size: partial(ENTRIES[entry], WORDS[word](size)), 1_000) <= 2

    def test_the_count_sees_quadratic_work(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("ccb_support.model.vocabulary.LONGEST_WORD", 10**9)
        assert growth(lambda size: partial(RequestType.parse, WORDS["accents"](size)), 1_000) > 3


PLACES = {
    "request type": "incidente",
    "priority": "P1",
    "name": "Jefe",
    "id": "chat",
    "time zone": "America/Bogota",
    "version": "1",
    "day": "monday",
    "time": "07:00",
    "address": "desk@example.org",
    "web address": "https://example.org/chat",
    "printed number": "745 2141",
    "number": "+576017452141",
    "medium": "phone",
    "kind of hours": "always",
}
"""Texts of `SMALL` in the place of which a file may have any text."""


def in_place(found: str, word_of: Callable[[int], str], size: int) -> str:
    """Return `SMALL` with a word of some size in the place of a text."""
    return SMALL.replace(f'"{found}"', f'"{word_of(10 * size)}"', 1)


NOWHERE = SMALL.replace("America/Bogota", "America/New_York")
"""A directory of a place whose holidays a file has to name."""
NEVER_OPEN = CHANNEL.replace(f"[{SPAN}]", "[]")
CLOSED_SEASON = season(hours='"closed"', channels='["c0"]')


def numbered(entry: str, count: int) -> str:
    """Return so many entries, each with a separate id."""
    return "".join(entry.replace('"desk"', f'"c{number}"') for number in range(count))


TEXTS: Mapping[str, Callable[[int], str]] = {
    **{
        f"{word} as a {place}": partial(in_place, found, WORDS[word])
        for word in WORDS
        for place, found in PLACES.items()
    },
    "channels": lambda size: SMALL + numbered(CHANNEL, size),
    "channels of one id": lambda size: SMALL + CHANNEL * size,
    "levels": lambda size: SMALL + LEVEL * size,
    "channels that never open, and closed seasons": lambda size: (
        numbered(NEVER_OPEN, size).join(NOWHERE.split(CHANNEL)) + CLOSED_SEASON * size
    ),
    "special days of one date": lambda size: SMALL + special_day() * size,
    "closures": lambda size: SMALL + closure() * size,
    "unknown channels": lambda size: SMALL + closure(channels=many(size, '"fax"')),
    "unknown channels beside many": lambda size: (
        SMALL + numbered(CHANNEL, size) + closure(channels=many(10 * size, '"fax"'))
    ),
    "spans": lambda size: SMALL.replace("hours = [{", "hours = [" + f"{SPAN}, " * size + "{"),
    "days": lambda size: SMALL.replace('["monday"]', many(size, '"monday"')),
    "wrong days": lambda size: SMALL.replace('["monday"]', many(size, '"lunes"')),
    "contacts": lambda size: SMALL.replace(f"[{MAIL}]", many(size, MAIL)),
    "wrong contacts": lambda size: SMALL.replace(f"[{MAIL}]", many(size, "{}")),
    "request types": lambda size: SMALL.replace('"incidente", ', '"quejas", ' * size),
    "wrong request types": lambda size: SMALL.replace('"incidente", ', '"quejaz", ' * size),
    "priorities": lambda size: SMALL.replace('[3, "P1"]', many(size, '"P6"')),
    "unknown keys": lambda size: "".join(f"k{each:05} = 1\n" for each in range(size)) + SMALL,
    "unknown tables": lambda size: SMALL + "".join(f"[k{each:05}]\n" for each in range(size)),
    "names joined by dots": lambda size: f"{SMALL}\n{'a.' * size}a = 1",
    "lists in lists": lambda size: f"{SMALL}\nx = {'[' * size}{']' * size}",
    "digits": lambda size: f"{SMALL}\nrows = [{'9' * size}]",
    "lines": lambda size: SMALL + "\n" * size,
    "a comment": lambda size: f"{SMALL}\n#{'.' * size}",
}
"""Hostile files, by what there is a lot of."""


class Table(dict[str, object]):
    """The table of a file. Each of its keys that is copied counts as work, as a call does."""

    def __iter__(self) -> Iterator[str]:
        yield from super().__iter__()


def read_toml(text: str, read: Callable[[str], dict[str, Any]] = tomllib.loads) -> Table:
    """Read TOML as a table that counts."""
    return Table(read(text))


class TestFiles:
    """A file of twice the size takes at most twice the work."""

    @pytest.mark.parametrize("text", TEXTS)
    def test_text(self, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tomllib, "loads", read_toml)
        assert growth(lambda size: partial(Directory.from_toml, TEXTS[text](size)), 100) <= 2

    def test_a_copy_of_the_keys_is_work(self) -> None:
        assert calls_of(lambda: {*Table.fromkeys(map(str, range(100)))}) >= 100

    def test_beyond_every_limit_the_work_is_the_same(self) -> None:
        def validate(size: int) -> Callable[[], object]:
            content = tomllib.loads(SMALL + CHANNEL)
            content["channels"] *= size
            return partial(Directory.model_validate, content)

        assert growth(validate, 3_000) <= 1


LISTS: Mapping[str, Callable[[int], object]] = {
    "recommend: unavailable": lambda size: recommend(
        "queja", "P3", NOON, unavailable=["chat"] * size
    ),
    "recommend: unknown channels": lambda size: recommend(
        "queja", "P3", NOON, unavailable=["fax"] * size
    ),
    "timetable: requests": lambda size: timetable(NOON, LATER, requests=[("queja", "P3")] * size),
    "verify: channels, each with a finding": lambda size: verify(
        Directory.from_toml(SMALL + numbered(CHANNEL, size)), NOON, LATER
    ),
    "timetable: no requests": lambda size: any_timetable(NOON, LATER, requests=["queja"] * size),
    "route: cells": lambda size: route_words("polars", [f"q{each}" for each in range(size)]),
    "route: long cells": lambda size: route_words("polars", [WORDS["accents"](500)] * size),
    "command: arguments": lambda size: command(["recommend"] + ["--unavailable=chat"] * size, ""),
    "command: unknown arguments": lambda size: command(["-x"] * size, ""),
}


@pytest.mark.parametrize("entry", LISTS)
def test_lists(entry: str) -> None:
    """Twice the entries of an argument, or of a directory, take at most twice the work."""
    assert growth(lambda size: partial(LISTS[entry], size), 500) <= 2


def read_channels_that_are_down(size: int) -> Callable[[], object]:
    """Return what reads so many names, in a directory of as many channels."""
    face = Face([Directory.from_toml(SMALL + numbered(CHANNEL, size))])
    return partial(
        Preferences.read, {"unavailable": [f"c {number}" for number in range(size)]}, face
    )


def answer_on_the_last_evening(size: int) -> Callable[[], object]:
    """Return what finds the first answer of so many channels, which open under the next edition."""
    desk = Directory.from_toml(SMALL + numbered(CHANNEL, size))
    return partial(
        Router([desk, edition("2027-01-01", desk)]).recommend,
        "queja",
        3,
        datetime(2026, 12, 31, 22, tzinfo=BOGOTA),
    )


def write_a_page(size: int) -> Callable[[], object]:
    """Return what writes a page of many requests, all answered alike: types times priorities."""
    texts = (
        SMALL.split(CHANNEL)[0],
        numbered('[[request_types]]\nid = "desk"\nname = "desk"\n', size // 2),
        *(f'[[priorities]]\nid = {each}\nname = "p {each}"\n' for each in range(1, size // 20 + 1)),
        CHANNEL,
    )
    return partial(to_widget, Directory.from_toml("".join(texts)), NOON, NOON + timedelta(days=60))


@pytest.mark.parametrize(
    "sized", [read_channels_that_are_down, answer_on_the_last_evening, write_a_page]
)
def test_directories(sized: Sized) -> None:
    """Twice the channels, or types and priorities, take at most twice the work."""
    assert growth(sized, 100) <= 2


def test_an_alternative_takes_few_calls() -> None:
    """Regression: `diff` once validated each of many open channels again, at each change."""
    decided = decide(Request("claim", 3), SHIPPED.directory, [*SHIPPED.directory.channels] * 100)
    assert calls_of(partial(Answer.of, decided)) < 16 * len(decided.alternatives)
