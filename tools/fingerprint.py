"""Prints a hash of each kind of result that the library gives, to show that a change alters none.

    python tools/fingerprint.py > before.txt

Run it before and after a change of the code, and compare the two outputs. The hashes are about the
shipped directory and the desks of the tests, in Spanish and English, over a quarter of a year.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ccb_support import (
    Directory,
    NoChannelError,
    Priority,
    RequestType,
    Router,
    default_directory,
    diff,
    verify,
)
from ccb_support.export import to_schema_org
from ccb_support.week import week

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support import Recommendation

DESKS = Path(__file__).parents[1] / "tests" / "desks"
LANGUAGES: tuple[Literal["es", "en"], ...] = ("es", "en")
PREFERENCES = None, "chat"
DAY = timedelta(days=1)


def directories() -> Iterator[Directory]:
    """Yield the shipped directory, then the desks of the tests."""
    yield default_directory()
    for path in sorted(DESKS.glob("*.toml")):
        if not path.name.endswith(".answers.toml"):
            yield Directory.from_file(path)


def results(directory: Directory) -> Iterator[tuple[str, str]]:
    """Yield everything that the library says about a directory, each with its kind."""
    router = Router(directory)
    start = datetime(2026, 11, 1, tzinfo=directory.zone)
    end = start + 91 * DAY
    priorities = Priority.CRITICAL, Priority.MEDIUM
    requests = product(RequestType, priorities, PREFERENCES, ((), [directory.channels[0].id]))
    for request_type, priority, prefer, down in requests:
        try:
            for answer in router.timeline(
                request_type, priority, start, end, prefer=prefer, unavailable=down
            ):
                yield from said(answer, start)
        except NoChannelError as error:
            yield "errors", repr([error.message(language) for language in LANGUAGES])
    for channel in directory.channels:
        yield "open time", repr(router.open_spans(channel.id, start, end))
        for day in range(91):
            status = router.status(channel.id, start + day * DAY + timedelta(hours=day % 24))
            yield "status", status.model_dump_json()
    yield "timetables", repr([*router.timetable(start, end)])
    yield from reports(directory, start, end)


def said(answer: Recommendation, start: datetime) -> Iterator[tuple[str, str]]:
    """Yield the JSON and the words of an answer, read when it begins, or at `start`."""
    yield "answers", answer.model_dump_json()
    at = answer.valid_from or start
    for language in LANGUAGES:
        yield "words", answer.summary(language)
        yield "words", answer.explain(language, at=at)
        yield "words", answer.why(language, at=at)


def reports(directory: Directory, start: datetime, end: datetime) -> Iterator[tuple[str, str]]:
    """Yield the reports about a directory, and about the changes against the shipped one."""
    for language in LANGUAGES:
        yield "verify", verify(directory, start, end).explain(language, notes=True)
        yield "week", week(directory, start).text(language)
        yield (
            "diff",
            diff(default_directory(), directory, start, start + 90 * DAY).explain(language),
        )
    yield "schema.org", repr(to_schema_org(directory, start, start + 90 * DAY))


def main() -> None:
    """Print the hashes."""
    counts: defaultdict[str, int] = defaultdict(int)
    digests: defaultdict[str, bytes] = defaultdict(bytes)
    for directory in directories():
        for kind, text in results(directory):
            counts[kind] += 1
            digests[kind] = sha256(digests[kind] + text.encode()).digest()
    for kind, digest in digests.items():
        print(f"{kind:12} {counts[kind]:9,} {digest.hex()}")


if __name__ == "__main__":
    main()
