"""The command that lists the answers over a range of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.answer.recommendation import NoChannelError
from ccb_support.answer.short_forms import contact_in_short
from ccb_support.words import command_phrases as phrases
from ccb_support.words import help_phrases as words
from ccb_support.words.phrase import Phrase

from .answers import answer_with_words, say_nobody
from .call import A_WEEK
from .command import DIRECTORY, PREFER, REQUEST, UNAVAILABLE, WEEK, Command
from .printing import format_minute, keep_together

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support.answer.recommendation import Recommendation

    from .call import Call

_HEADINGS = (phrases.FROM, phrases.UNTIL, phrases.CHANNEL, phrases.CONTACT)


def _timeline(call: Call) -> Iterator[str]:
    router = call.router()
    bounds = call.range(router.directory, A_WEEK)
    answers = router.timeline(*call.request(), *bounds, **call.preferences(router.directory))
    rows: list[tuple[str, ...]] = []
    last: Recommendation | None = None
    nobody: NoChannelError | None = None
    try:
        # A timeline may be long, so an answer in JSON is printed as soon as it is known.
        for last in answers:
            if call.as_json:
                yield answer_with_words(last, call.language)
            else:
                rows.append(_row(call, last))
    except NoChannelError as error:
        nobody = error
    if rows:
        yield from call.table(_HEADINGS, rows)
    if nobody:
        yield from say_nobody(call, nobody, last.valid_until if last else None)


def _row(call: Call, answer: Recommendation) -> tuple[str, ...]:
    return (
        keep_together(format_minute(answer.valid_from)),
        keep_together(format_minute(answer.valid_until)),
        call.say(answer.channel.name),
        keep_together(contact_in_short(answer.contact, call.language)),
    )


COMMAND = Command(
    run=_timeline,
    about=words.TIMELINE,
    arguments=(*REQUEST, *WEEK, PREFER, UNAVAILABLE, DIRECTORY),
    examples=(
        Phrase(es="ccb-support timeline queja", en="ccb-support timeline complaint"),
        Phrase(
            es="ccb-support timeline queja P3 --from 2026-12-01 --to 2027-01-01",
            en="ccb-support timeline complaint P3 --from 2026-12-01 --to 2027-01-01",
        ),
    ),
    lists_words=True,
)
