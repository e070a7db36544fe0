"""Desks of many kinds, in three countries: what their files say at chosen instants.

Beside each directory, `<desk>.answers.toml` has the answers. They follow from the rules of hours,
not from what the code says.
"""

import tomllib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ccb_support import Directory, Router, Verdict, verify
from ccb_support.answer import Cause

FOLDER = Path(__file__).parent
FILES = {path.name.partition(".")[0]: path for path in sorted(FOLDER.glob("*.answers.toml"))}
"""Each desk with the file of its answers."""

BY_HAND = {desk: tomllib.loads(path.read_text("utf-8")) for desk, path in FILES.items()}


class Answer(NamedTuple):
    """What a channel does at an instant."""

    desk: str
    when: datetime
    channel: str
    open: bool
    why: str
    opens_at: datetime | None = None
    closes_at: datetime | str | None = None
    because: Sequence[dict[str, Any]] | None = None

    @property
    def router(self) -> Router:
        return router(self.desk)

    @property
    def state(self) -> tuple[bool, datetime | None, datetime | None]:
        """Whether the channel is open, when it opens and when it closes, if ever."""
        closing = self.closes_at if isinstance(self.closes_at, datetime) else None
        return self.open, in_utc(self.opens_at), in_utc(closing)

    @property
    def causes(self) -> list[tuple[date, date, str, str]]:
        """The causes, sorted by date."""
        return sorted(
            (each["date"], each.get("last_date", each["date"]), each["kind"], each["name"])
            for each in self.because or ()
        )

    def __str__(self) -> str:
        return f"{self.desk}-{self.channel}-{self.when.isoformat()}"


ANSWERS = [Answer(desk, **each) for desk, found in BY_HAND.items() for each in found["answers"]]
EXPLAINED = [answer for answer in ANSWERS if answer.because is not None]


def in_utc(when: datetime | None) -> datetime | None:
    """Return an instant in UTC: a time that a zone has twice equals no time of another zone."""
    return when and when.astimezone(UTC)


@cache
def router(desk: str) -> Router:
    return Router(Directory.from_file(FOLDER / f"{desk}.toml"))


def causes(desk: str, because: Sequence[Cause]) -> list[tuple[date, date, str, str]]:
    """Return causes as the answers by hand write them, in the language of the desk."""
    language = router(desk).directory.language
    return sorted(
        (each.date, each.last_date, each.kind, each.name.in_language(language)) for each in because
    )


@pytest.mark.parametrize("answer", ANSWERS, ids=str)
class TestAnswers:
    """A channel is open exactly when the rules of hours say so, and every question agrees."""

    def test_says_what_changes_next(self, answer: Answer) -> None:
        status = answer.router.status(answer.channel, answer.when)
        found = status.open_now, in_utc(status.opens_at), in_utc(status.closes_at)
        assert found == answer.state, answer.why

    def test_is_in_the_trace(self, answer: Answer) -> None:
        channel = answer.router.directory.channel(answer.channel)
        found = answer.router.recommend(
            channel.request_types[0], channel.priorities[0], answer.when
        )
        (entry,) = (each for each in found.trace if each.channel == answer.channel)
        is_open = (
            found.open_now
            if entry.verdict is Verdict.RECOMMENDED
            else entry.verdict is Verdict.ALTERNATIVE
        )
        assert (is_open, in_utc(entry.opens_at)) == answer.state[:2], answer.why


@pytest.mark.parametrize("answer", EXPLAINED, ids=str)
def test_names_the_causes(answer: Answer) -> None:
    """An answer names every entry that opens or closes the channel, with its dates."""
    status = answer.router.status(answer.channel, answer.when)
    assert causes(answer.desk, status.because) == answer.causes, answer.why


@pytest.mark.parametrize("desk", FILES)
class TestDesks:
    """A directory loads, reaches people by every medium, and raises no false alarm."""

    def test_has_answers_for_each_channel(self, desk: str) -> None:
        asked = {answer.channel for answer in ANSWERS if answer.desk == desk}
        assert asked == {*router(desk).directory.channel_ids}

    def test_has_the_contacts_of_each_channel(self, desk: str) -> None:
        assert BY_HAND[desk]["uris"] == {
            channel.id: [uri for contact in channel.contacts for uri in contact.uris]
            for channel in router(desk).directory.channels
        }

    def test_raises_only_true_alarms(self, desk: str) -> None:
        zone = router(desk).directory.zone
        start, end = (datetime(year, 1, 1, tzinfo=zone) for year in (2026, 2028))
        report = verify(router(desk), start, end)
        found = {str(each.code) for each in (*report.errors, *report.warnings)}
        assert found == {*BY_HAND[desk]["alarms"]}, str(report)


@pytest.mark.parametrize(
    ("desk", "spanish", "english"),
    [
        ("chamber", "Cámara de comercio: sede y líneas", "Cámara de comercio: sede y líneas"),
        ("notary", "Notaría", "Notaría"),
        ("bank", "Banco: sucursal y línea", "Bank: branch and line"),
    ],
)
def test_a_missing_language_falls_back(desk: str, spanish: str, english: str) -> None:
    """Names may be in one language, or one text, and have an article; a desk has its language."""
    name = router(desk).directory.name
    assert (name.in_language("es"), name.in_language("en")) == (spanish, english)
