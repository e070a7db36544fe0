"""How commands print answers: as JSON with their words, as a contact, or that nobody answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.answer.short_forms import kinds_in_short
from ccb_support.model.channels import RequestKind
from ccb_support.words.command_phrases import NO_CHANNEL, NO_CHANNEL_FROM

from .call import FOUND
from .escalation_command import level_lines
from .printing import format_minute

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from ccb_support.answer.recommendation import NoChannelError, Recommendation
    from ccb_support.model.contacts import Contact
    from ccb_support.words.languages import Language

    from .call import Call


def answer_with_words(
    answer: Recommendation, language: Language, *, at: datetime | None = None
) -> str:
    """Return an answer as JSON, with the words for a person who reads them at the instant `at`."""
    words = {
        "display": answer.display(language),
        "summary": answer.summary(language, at=at),
        "explain": answer.explain(language, at=at),
    }
    return f'{{"answer":{answer.model_dump_json()},"words":{_in_json(words)}}}'


def contact_lines(call: Call, contact: Contact) -> Iterator[str]:
    """Yield a contact for people and for machines, on one line if they fit."""
    shown, uri = contact.display(call.language), contact.uri
    bold = call.screen.in_style(shown, "bold")
    width = call.screen.width
    if shown == uri:
        yield bold
    elif width is None or len(shown) + len(uri) + 2 <= width:
        yield f"{bold}  {uri}"
    else:
        yield bold
        yield uri  # one word: no line of it may be broken


def say_nobody(call: Call, error: NoChannelError, since: datetime | None = None) -> Iterator[str]:
    """Complain that nobody serves the request, from `since` on if given; yield the levels."""
    request = kinds_in_short([RequestKind.of(*call.request())], call.language)
    if since is None:
        call.complain(NO_CHANNEL.fill(request=request))
    else:
        call.complain(NO_CHANNEL_FROM.fill(request=request, moment=format_minute(since)))
    call.exit_code = FOUND
    if call.as_json:
        document = {
            "answer": None,
            "trace": [each.model_dump(mode="json") for each in error.trace],
            "escalation": [each.model_dump(mode="json") for each in error.escalation],
        }
        yield _in_json(document)
    else:
        yield from level_lines(call, error.escalation)


def _in_json(document: Mapping[str, object]) -> str:
    import json  # noqa: PLC0415 - most answers are for people

    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
