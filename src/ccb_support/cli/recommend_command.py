"""The command that says whom to contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.answer.recommendation import NoChannelError
from ccb_support.model.vocabulary import Priority
from ccb_support.words import help_phrases as words
from ccb_support.words.command_phrases import ASK_ABOUT_COMPLAINT, PRIORITY_BY_DEFAULT
from ccb_support.words.phrase import Phrase

from .answers import answer_with_words, contact_lines, say_nobody
from .call import as_word
from .command import DIRECTORY, PREFER, REQUEST, UNAVAILABLE, WHEN, Command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .call import Call


def _recommend(call: Call) -> Iterator[str]:
    router = call.router()
    when = call.when(router.directory)
    preferences = call.preferences(router.directory)
    try:
        answer = router.recommend(*call.request(), when, **preferences)
    except NoChannelError as error:
        yield from say_nobody(call, error)
        return
    # A person reads the words now, also those about another time: "today" must be today.
    now = call.now()
    at = now if answer.holds_at(now) else None
    if call.as_json:
        yield answer_with_words(answer, call.language, at=at)
        return
    yield from contact_lines(call, answer.contact)
    contacts = {contact for entry in answer.trace for contact in entry.contacts}
    numbers = [each.display(call.language) for each in contacts]
    yield from call.prose(answer.explain(call.language, at=at), whole=numbers)
    if call.arguments.priority is None:
        command = f"ccb-support recommend {as_word(answer.request_type.label(call.language))} P1"
        label = Priority.MEDIUM.label(call.language)
        sentence = call.say(PRIORITY_BY_DEFAULT.fill(priority=label, command=command))
        yield from call.prose(sentence, whole=[command])


COMMAND = Command(
    run=_recommend,
    about=words.RECOMMEND,
    arguments=(*REQUEST, WHEN, PREFER, UNAVAILABLE, DIRECTORY),
    examples=(
        ASK_ABOUT_COMPLAINT,
        Phrase(
            es="ccb-support recommend incidente P1 --when 'mañana 15:00'",
            en="ccb-support recommend incident P1 --when 'tomorrow 15:00'",
        ),
    ),
    lists_words=True,
)
