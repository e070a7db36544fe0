"""Every answer of the shipped directory over the whole range, as digests that may not change.

With a preference, they are those of fifty years, the summer time of 1992 among them.
A change of the file's format, or of the engine, must leave each of these answers as it is. After a
change of the data, `tests/golden/write.py` writes the digests again.
"""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest

from ccb_support import BOGOTA, Medium, Recommendation, Router, default_directory
from ccb_support.model.requests import RequestKind, every_kind, group_requests
from tests.systems import THOROUGH

GOLDEN = Path(__file__).parents[1] / "golden" / "answers.txt"
SUPPORTED = datetime(1984, 1, 1, tzinfo=BOGOTA), datetime(2200, 1, 1, tzinfo=BOGOTA)
FIFTY_YEARS = datetime(1990, 1, 1, tzinfo=BOGOTA), datetime(2040, 1, 1, tzinfo=BOGOTA)
PREFERENCES = (None, Medium.PHONE, Medium.EMAIL, Medium.CHAT)


LEFT_OUT = "petition-1,", "=phone", "=email"
"""What a first run does not ask."""


def kinds_of(group: tuple[RequestKind, ...]) -> str:
    """Return the requests of a group as the file writes them."""
    return ",".join(f"{each.request_type}-{each.priority:d}" for each in group)


QUESTIONS: dict[str, tuple[RequestKind, Medium | None]] = {
    f"{kinds_of(group)} prefer={prefer and prefer.value}": (group[0], prefer)
    for group in group_requests(every_kind(default_directory()), default_directory().channels)
    for prefer in PREFERENCES
}
"""Each group of requests that are served alike, and each preference, by what the file calls it."""


def digest_of(kind: RequestKind, prefer: Medium | None) -> str:
    """Return how many answers a request gets over its range, and the digest of all."""
    digest, count = sha256(), 0
    answers = Router(default_directory()).timeline(
        kind.request_type, kind.priority, *(FIFTY_YEARS if prefer else SUPPORTED), prefer=prefer
    )
    for count, answer in enumerate(answers, 1):  # noqa: B007 - the last number counts
        digest.update(line_of(answer).encode())
    return f"{count} {digest.hexdigest()}"


def line_of(answer: Recommendation) -> str:
    """Return what an answer says, except for its words."""
    said = [
        str(answer.valid_from), str(answer.valid_until), answer.channel.id,
        str(answer.number), answer.uri, str(answer.open_now), str(answer.opens_at),
        str(answer.closes_at), answer.reason, *[each.id for each in answer.alternatives],
    ]  # fmt: skip
    for entry in answer.trace:
        said += entry.verdict, str(entry.opens_at), *[cause.name.es for cause in entry.because]
    return "|".join(said)


def golden_text(questions: Iterable[str] = QUESTIONS) -> str:
    """Return the lines of the golden file as they should be."""
    return "".join(f"{name}: {digest_of(*QUESTIONS[name])}\n" for name in questions)


@pytest.mark.parametrize(
    "question",
    [
        # These change when the others do.
        pytest.param(each, marks=THOROUGH if any(part in each for part in LEFT_OUT) else ())
        for each in QUESTIONS
    ],
)
def test_no_answer_changes(question: str) -> None:
    written = GOLDEN.read_text("utf-8").splitlines(keepends=True)
    assert len(written) == len(QUESTIONS)
    assert golden_text([question]) in written, (
        "If it is right, run .venv/bin/python -m tests.golden.write answers.txt"
    )
