"""What the program does without a command: it shows who answers now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ccb_support.answer.recommendation import NoChannelError
from ccb_support.answer.short_forms import contact_in_short, kinds_in_short
from ccb_support.answer.spoken_answer import Reader
from ccb_support.answer.spoken_times import SpokenTimes
from ccb_support.model.channels import every_kind, sort_kinds
from ccb_support.words import command_phrases as phrases
from ccb_support.words import help_phrases as words
from ccb_support.words.answer_phrases import ALWAYS

from .command import DIRECTORY, WHEN, Command
from .printing import keep_together

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from ccb_support.model.channels import RequestKind
    from ccb_support.routing.router import Router

    from .call import Call

_HEADINGS = (phrases.REQUEST, phrases.CONTACT, phrases.UNTIL)


def _overview(call: Call) -> Iterator[str]:
    router = call.router()
    directory = router.directory
    when = call.when(directory)
    today = when.astimezone(directory.zone).date()
    times = SpokenTimes(Reader(call.language, directory.zone, today))
    yield from call.prose(call.say(phrases.WHO_ANSWERS_NOW.fill(moment=times.moment(when))))
    yield ""
    yield from call.table(_HEADINGS, [*_rows(call, router, when, times)])
    yield ""
    yield call.say(phrases.TRY_NEXT)
    for each in (phrases.ASK_ABOUT_COMPLAINT, phrases.ASK_ABOUT_MONDAY):
        yield f"  {call.say(each)}"
    yield "  ccb-support --help"


def _rows(
    call: Call, router: Router, when: datetime, times: SpokenTimes
) -> Iterator[tuple[str, ...]]:
    alike: dict[tuple[str, ...], list[RequestKind]] = {}
    for kind in every_kind():
        alike.setdefault(_cells(call, router, kind, when, times), []).append(kind)
    for cells, kinds in alike.items():
        yield kinds_in_short(sort_kinds(kinds), call.language), *cells


def _cells(
    call: Call, router: Router, kind: RequestKind, when: datetime, times: SpokenTimes
) -> tuple[str, ...]:
    try:
        answer = router.recommend(kind.request_type, kind.priority, when)
    except NoChannelError:
        return call.say(phrases.NOBODY), ""
    until = answer.valid_until
    return (
        keep_together(contact_in_short(answer.contact, call.language)),
        times.moment(until) if until else call.say(ALWAYS),
    )


COMMAND = Command(
    run=_overview,
    about=words.OVERVIEW,
    arguments=(WHEN, DIRECTORY),
    examples=("ccb-support",),
)
