"""What the tools answer: a function for each, from a question to its words and its record.

Each takes the call, and each argument by its name.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, Unpack

from ccb_support.answer.recommendation import until_nobody
from ccb_support.answer.short_forms import (
    contact_in_short,
    days_in_short,
    hours_in_short,
    list_in_short,
)
from ccb_support.calendars import calendar_of
from ccb_support.words import assistant_phrases as phrases
from ccb_support.words.command_phrases import CLOSED, CLOSES, OPEN, OPENS

from .arguments import BadArgumentError
from .brief_text import first_brief, first_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from ccb_support.answer.recommendation import Recommendation
    from ccb_support.answer.trace import ChannelStatus
    from ccb_support.model.channels import EscalationLevel
    from ccb_support.model.text import LocalizedText
    from ccb_support.routing.router import Preferences, Router
    from ccb_support.words.languages import Language
    from ccb_support.words.phrase import Phrase

MOST_PERIODS = 50
"""How many periods a page of a timeline has at most, if the call asks for everything."""


class Call(NamedTuple):
    """What every answer depends on, besides the arguments of its tool.

    A full answer gives everything. Otherwise, the words have at most 1 kB.
    """

    router: Router
    now: datetime
    language: Language
    full: bool = False

    def say(self, phrase: Phrase | LocalizedText) -> str:
        """Return words in the language of the call."""
        return phrase.in_language(self.language)


class Answer(NamedTuple):
    """What a tool answers: the words; and the same and more, as JSON has it."""

    text: str
    record: Mapping[str, Any]


def recommend(
    call: Call,
    *,
    request_type: str,
    priority: str,
    when: datetime | None = None,
    **preferences: Unpack[Preferences],
) -> Answer:
    """Say whom to contact."""
    answer = call.router.recommend(request_type, priority, when or call.now, **preferences)
    # "Today" in the words is the day on which they are read.
    language, at = call.language, None if when else call.now
    facts = _facts(call, answer)
    paragraph = answer.explain(language, at=at)
    if call.full:
        text = "\n".join([paragraph, answer.why(language, at=at), facts])
    else:
        words = paragraph, answer.summary(language, at=at), answer.display(language)
        text = first_brief((f"{each}\n{facts}" for each in words), call.say(phrases.TOO_LONG))
    return Answer(text, answer.model_dump(mode="json"))


def timeline(
    call: Call,
    *,
    request_type: str,
    priority: str,
    end: datetime,
    start: datetime | None = None,
    **preferences: Unpack[Preferences],
) -> Answer:
    """List whom to contact over a range of time: a page of it, and where the next page starts."""
    found = call.router.timeline(request_type, priority, start or call.now, end, **preferences)
    answers, nobody = until_nobody(islice(found, MOST_PERIODS + 1))
    lines = [_period_line(call, each) for each in answers[:MOST_PERIODS]]
    shown = lines if call.full else first_lines(lines)
    starts = [each.valid_from for each in answers]
    if nobody:
        # The page that starts there says that nobody answers.
        starts.append(answers[-1].valid_until)
    following = starts[len(shown)] if 0 < len(shown) < len(starts) else None
    record = {
        "periods": [_period(each) for each in answers[: len(shown)]],
        "next": following and following.isoformat(),
    }
    if following:
        next_page = phrases.NEXT_PAGE.in_language(call.language, start=following.isoformat())
        shown = [*shown, next_page]
    return _answer(call, shown or [call.say(phrases.TOO_LONG)], record)


def channel_status(
    call: Call, *, channel: str | None = None, when: datetime | None = None
) -> Answer:
    """Say of one channel, or of each, whether it is open, and what changes next."""
    ids = call.router.directory.channel_ids if channel is None else [channel]
    found = [call.router.status(each, when or call.now) for each in ids]
    lines = _lines(call, [_status_line(call, each) for each in found])
    return _answer(call, lines, {"channels": [each.model_dump(mode="json") for each in found]})


def open_time(
    call: Call,
    *,
    channel: str,
    start: datetime,
    end: datetime | None = None,
    duration: timedelta | None = None,
) -> Answer:
    """Say for how long a channel is open, or when it has been open for so long."""
    if end is not None and duration is None:
        counted, ends = call.router.open_time(channel, start, end), end
    elif duration is not None and end is None:
        counted, ends = duration, call.router.add_open_time(channel, start, duration)
    else:
        raise BadArgumentError(phrases.END_OR_DURATION, accepted=("end", "duration"))
    zone = call.router.directory.zone
    span = {
        "channel": channel,
        "start": start.astimezone(zone).isoformat(),
        "end": ends.astimezone(zone).isoformat(),
    }
    line = phrases.OPEN_FOR.in_language(call.language, duration=_in_hours(counted), **span)
    return _answer(call, [line], {**span, "seconds": counted.total_seconds()})


def escalation(call: Call) -> Answer:
    """List whom to turn to when a request is stuck."""
    levels = call.router.escalation()
    lines = _lines(call, [level_line(each, call.language) for each in levels])
    return _answer(call, lines, {"levels": [each.model_dump(mode="json") for each in levels]})


def holidays(call: Call, *, year: int | None = None) -> Answer:
    """List the holidays of a year, by the calendar of the directory."""
    if year is None:
        year = call.now.astimezone(call.router.directory.zone).year
    days = calendar_of(call.router.holidays).in_year(year).items()
    found = [(day, [each.name for each in named]) for day, named in days]
    lines = [f"{day}: {', '.join(map(call.say, names))}" for day, names in found]
    none = phrases.NO_HOLIDAYS.in_language(call.language, year=year)
    record = [
        {"date": day.isoformat(), "names": [each.model_dump() for each in names]}
        for day, names in found
    ]
    return _answer(call, _lines(call, lines) or [none], {"holidays": record})


def level_line(level: EscalationLevel, language: Language) -> str:
    """Return an escalation level with its hours and its contacts."""
    contacts = ", ".join(contact_in_short(each, language) for each in level.contacts)
    name, hours = level.name.in_language(language), hours_in_short(level.hours, language)
    return f"{level.level}. {name} ({hours}): {contacts}"


def _lines(call: Call, lines: Sequence[str]) -> list[str]:
    """Return the lines of a list: as many as fit, and how many more there are."""
    shown = [*lines] if call.full else first_lines(lines)
    more = len(lines) - len(shown)
    return [*shown, phrases.MORE_LINES.in_language(call.language, count=more)] if more else shown


def _answer(call: Call, lines: Iterable[str], record: Mapping[str, Any]) -> Answer:
    version = call.router.directory.version
    return Answer("\n".join(lines), {"directory_version": version, **record})


def _facts(call: Call, answer: Recommendation) -> str:
    """Return what a program needs of an answer, in a line."""
    until = answer.valid_until
    phrase = phrases.FACTS if until else phrases.FACTS_WITHOUT_END
    return phrase.in_language(
        call.language, channel=answer.channel.id, uri=answer.uri, until=until and until.isoformat()
    )


def _period_line(call: Call, answer: Recommendation) -> str:
    since, until = (
        each.isoformat() if each else "…" for each in (answer.valid_from, answer.valid_until)
    )
    contact = contact_in_short(answer.contact, call.language)
    state = "" if answer.open_now else f" ({call.say(CLOSED)})"
    return f"{since} / {until}: {call.say(answer.channel.name)}, {contact}{state}"


def _period(answer: Recommendation) -> Mapping[str, Any]:
    period = {"valid_from", "valid_until", "contact", "uri", "open_now", "reason"}
    return {"channel": answer.channel.id} | answer.model_dump(mode="json", include=period)


def _status_line(call: Call, status: ChannelStatus) -> str:
    state, change, moment = (
        (OPEN, CLOSES, status.closes_at) if status.open_now else (CLOSED, OPENS, status.opens_at)
    )
    until = f", {call.say(change)} {moment.isoformat()}" if moment else ""
    causes = [f"{call.say(each.name)}: {days_in_short(each)}" for each in status.because]
    because = f" ({list_in_short(causes, call.language)})" if causes else ""
    channel = status.channel
    contact = contact_in_short(channel.contacts[0], call.language)
    return f"{channel.id}: {call.say(state)}{until}{because}. {call.say(channel.name)}, {contact}"


def _in_hours(duration: timedelta) -> str:
    """Return a duration as in `9 h 30 min`, which is the same in both languages."""
    minutes, rest = divmod(duration, timedelta(minutes=1))
    hours, minutes = divmod(minutes, 60)
    seconds = f" {rest.total_seconds():f}".rstrip("0").rstrip(".")
    return f"{hours} h {minutes} min" + (f"{seconds} s" if rest else "")
