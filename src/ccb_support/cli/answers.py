"""How commands print answers: as JSON with their words, and as a contact for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from ccb_support.answer.recommendation import Recommendation
    from ccb_support.model.contacts import Contact
    from ccb_support.words.languages import Language

    from .call import Call


def answer_with_words(
    answer: Recommendation, language: Language, *, at: datetime | None = None
) -> str:
    """Return an answer as JSON, with the words that a person reads.

    Args:
        answer: the answer.
        language: the language of the words.
        at: the instant at which a person reads the words, if it is known.
    """
    import json  # noqa: PLC0415 - most answers are for people

    words = {
        "display": answer.display(language),
        "summary": answer.summary(language, at=at),
        "explain": answer.explain(language, at=at),
    }
    in_json = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    return f'{{"answer":{answer.model_dump_json()},"words":{in_json}}}'


def contact_lines(call: Call, contact: Contact) -> Iterator[str]:
    """Yield a contact for people and for machines, on one line if they fit."""
    shown, uri = contact.display(call.language), contact.uri
    bold = call.screen.in_style(shown, "bold")
    width = call.screen.width
    if width is None or len(shown) + len(uri) + 2 <= width:
        yield f"{bold}  {uri}"
    else:
        yield bold
        yield uri  # one word: no line of it may be broken
