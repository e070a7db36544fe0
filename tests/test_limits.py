"""What is longer than its limit is refused, with the limit; what is just as long is accepted."""

import tracemalloc
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ccb_support import (
    Directory,
    DirectoryError,
    Priority,
    RequestType,
    UnknownLanguageError,
    UnknownMediumError,
    UnknownPriorityError,
    UnknownRequestTypeError,
    UnknownWordError,
    recommend,
)
from ccb_support.limits import (
    LONGEST_FILE,
    LONGEST_ID,
    LONGEST_WORD,
    MOST_CHANNELS,
    MOST_CONTACTS,
    MOST_DATED_ENTRIES,
    MOST_DOTS,
    MOST_EXTENSIONS,
    MOST_LEVELS,
    MOST_ROWS,
    MOST_SPANS,
    MOST_WORDS,
)
from ccb_support.model.vocabulary import MEDIA
from tests.editions import SHIPPED
from tests.hostile import FOR_EVER, NOON
from tests.markdown import ROOT
from tests.model.small_directory import SMALL, closure, faults, special_day

ACCENTS = "\u0301\u0323" * 40_000


class TestWords:
    """A word that is longer than any word is an unknown word."""

    @pytest.mark.parametrize(
        ("place", "word", "error"),
        [
            ("request_type", f"queja{ACCENTS}", UnknownRequestTypeError),
            ("priority", f"alta{ACCENTS}", UnknownPriorityError),
            ("prefer", f"correo{ACCENTS}", UnknownMediumError),
        ],
    )
    def test_regression_accents_without_end(
        self, place: str, word: str, error: type[UnknownWordError]
    ) -> None:
        """Such a word took ten seconds, and was accepted."""
        question: Any = {"request_type": "queja", "priority": 3, "when": NOON}
        with pytest.raises(error, match="Use one of") as caught:
            recommend(**question | {place: word})
        assert "Did you mean" not in str(caught.value)

    def test_a_word_as_long_as_the_limit_is_read(self) -> None:
        word = "queja" + "\u0301" * (LONGEST_WORD - 5)
        assert RequestType.parse(word) is RequestType.COMPLAINT
        with pytest.raises(UnknownRequestTypeError, match="Use one of"):
            RequestType.parse(word + "\u0301")

    def test_the_usual_words_are_as_long_as_its_reason_says(self) -> None:
        vocabularies = (SHIPPED.request_types, SHIPPED.priorities, MEDIA)
        words = (word for every in vocabularies for entry in every for word in entry.words)
        reason = (ROOT / "src/ccb_support/limits.py").read_text("utf-8")
        assert f"spellings have at most {max(map(len, words))} characters" in reason

    def test_spaces_around_a_word_do_not_count(self) -> None:
        """A database pads words with spaces to the width of their column."""
        assert Priority.parse(f" {'alta':255}") is Priority.HIGH

    def test_a_language(self) -> None:
        tag = "es" + "-co" * 32
        assert FOR_EVER.explain(tag) == FOR_EVER.explain("es")
        with pytest.raises(UnknownLanguageError, match="Use one of"):
            FOR_EVER.explain(tag + "-co")


CHANNEL = SMALL[SMALL.index("[[channels]]") : SMALL.index("[[channels]]", SMALL.index("id ="))]
LEVEL = SMALL[SMALL.index("[[escalation]]") :]
FIRST_DAY = date(1984, 1, 1)
SPAN = '{ days = ["monday"], opens = "07:00", closes = "17:00" }'
MAIL = '{ medium = "email", address = "desk@example.org" }'
PHONE = 'e164 = "+576017452141"'


def many(count: int, entry: str) -> str:
    """Return a list of so many entries in TOML."""
    return f"[{', '.join([entry] * count)}]"


def put(found: str, replacement: str) -> str:
    """Return `SMALL` with other words in one place."""
    assert SMALL.count(found) == 1
    return SMALL.replace(found, replacement)


def with_channels(count: int) -> str:
    return SMALL + "".join(CHANNEL.replace('"desk"', f'"c{n}"') for n in range(count - 2))


def with_levels(count: int) -> str:
    return SMALL + "".join(LEVEL.replace("= 1", f"= {n}") for n in range(2, count + 1))


def with_special_days(count: int) -> str:
    days = (FIRST_DAY + timedelta(days=number) for number in range(count))
    return SMALL + "".join(special_day(date=f"{day}") for day in days)


LISTS: Mapping[str, tuple[int, Callable[[int], str]]] = {
    "channels": (MOST_CHANNELS, with_channels),
    "escalation": (MOST_LEVELS, with_levels),
    "special_days": (MOST_DATED_ENTRIES, with_special_days),
    "closures": (MOST_DATED_ENTRIES, lambda count: SMALL + closure() * count),
    "closures[0].channels": (
        MOST_CHANNELS,
        lambda count: SMALL + closure(channels=many(count, '"desk"')),
    ),
    "channels[0].contacts": (
        MOST_CONTACTS,
        lambda count: put(f"[{MAIL}]", many(count, MAIL)),
    ),
    "channels[1].request_types": (
        MOST_WORDS,
        lambda count: put('["incidente", "Quejas"]', many(count, '"Quejas"')),
    ),
    "channels[1].priorities": (MOST_WORDS, lambda count: put('[3, "P1"]', many(count, "3"))),
    "channels[1].rows": (
        MOST_ROWS,
        lambda count: put('id = "chat"', f'id = "chat"\nrows = {many(count, "3")}'),
    ),
    "escalation[0].contacts[0].extensions": (
        MOST_EXTENSIONS,
        lambda count: put(PHONE, f"{PHONE}, extensions = " + many(count, '"7"')),
    ),
}
"""Each list that may be long, by its path: its limit, and a file with so many entries."""


class TestLists:
    """A list with one entry too many is one fault, with its path."""

    @pytest.mark.parametrize("path", LISTS)
    def test_one_entry_too_many(self, path: str) -> None:
        most, text_of = LISTS[path]
        assert Directory.from_toml(text_of(most)).version == "1"
        assert faults(text_of(most + 1)) == {path: f"has {most + 1} entries: keep at most {most}"}

    @pytest.mark.parametrize(
        ("path", "found", "entry", "most"),
        [
            ("channels[0].hours", f"[{SPAN}]", SPAN, MOST_SPANS),
            ("channels[0].hours[0].days", '["monday"]', '"monday"', MOST_WORDS),
        ],
    )
    def test_hours(self, path: str, found: str, entry: str, most: int) -> None:
        reported = faults(put(found, many(most + 1, entry)))
        assert reported == {path: f"has {most + 1} entries: keep at most {most}"}
        with pytest.raises(DirectoryError, match=r"overlaps|twice"):
            Directory.from_toml(put(found, many(most, entry)))


@pytest.mark.parametrize("channels", ["", '["c0"]'])
def test_the_channels_of_all_changed_hours_count(
    channels: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two long lists of which a router would combine all entries are refused."""
    monkeypatch.setattr("ccb_support.model.checks.MOST_PAIRS", 7)
    text = with_channels(3) + special_day() + closure(channels='["desk"]')
    assert len(Directory.from_toml(text + closure()).channels) == 3
    message = faults(text + closure() + closure(channels=channels))[""]
    assert "pairs of a channel and a season, special day or closure" in message


class TestFiles:
    """A text that is too long is not parsed, and a file that is too long is not read to its end."""

    def test_a_text(self) -> None:
        longest = SMALL.ljust(LONGEST_FILE)
        assert Directory.from_toml(longest).channel_ids == ("desk", "chat")
        (message,) = faults(longest + " ").values()
        assert message.startswith(f"the text has more than {LONGEST_FILE} characters")

    def test_a_file(self, tmp_path: Path) -> None:
        path = tmp_path / "endless.toml"
        with path.open("wb") as file:
            file.truncate(100 * LONGEST_FILE)
        tracemalloc.start()
        try:
            with pytest.raises(ValueError, match=f"more than {LONGEST_FILE} characters"):
                Directory.from_file(path)
            assert tracemalloc.get_traced_memory()[1] < 20 * LONGEST_FILE
        finally:
            tracemalloc.stop()

    def test_as_many_dots_as_the_limit(self) -> None:
        assert Directory.from_toml(f"# {'. ' * MOST_DOTS}\n{SMALL}").version == "1"


def test_the_id_of_a_channel_in_a_file() -> None:
    """The id of a channel has a limit, in a file and in a call."""
    longest = "c" * LONGEST_ID
    text = SMALL.replace('id = "chat"', f'id = "{longest}"')
    assert Directory.from_toml(text).channel_ids == ("desk", longest)
    (message,) = faults(text.replace(longest, f"{longest}c")).values()
    assert f"(at most {LONGEST_ID})" in message
