"""What an assistant reads of an answer: words of at most 1 kB, and the record that JSON writes.

A number or an address is there whole, or not at all. A full answer gives everything.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from ccb_support import NoChannelError
from ccb_support.questions.answers import (
    as_line,
    contact_in_short,
    days_in_short,
    hours_in_short,
    list_in_short,
)
from ccb_support.words import assistant_phrases as phrases
from ccb_support.words.command_phrases import CLOSED, CLOSES, OPEN, OPENS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ccb_support import CcbSupportError, EscalationLevel, Recommendation
    from ccb_support import questions as ask
    from ccb_support.answer import ChannelStatus
    from ccb_support.model import LocalizedText
    from ccb_support.questions import Desk
    from ccb_support.words.languages import Language
    from ccb_support.words.phrase import Phrase

MOST_BYTES = 1_000
"""The longest text of an answer or an error, in UTF-8, unless more is requested."""

MOST_PERIODS = 50
"""How many periods a page of a timeline has at most, if the call asks for everything."""

_LAST_LINE = 100
"""The bytes that are left for a line that says how to get the rest."""


class Call(NamedTuple):
    """A call of a tool: where it asks, and whether it wants everything, however long."""

    desk: Desk
    full: bool

    def say(self, phrase: Phrase | LocalizedText, **parts: object) -> str:
        """Return words in the language of the call."""
        return phrase.in_language(self.desk.language, **parts)

    def fit(self, lines: Sequence[str]) -> str:
        """Return the lines of a list: as many as fit, and how many more there are."""
        shown = [*lines] if self.full else first_lines(lines)
        if more := len(lines) - len(shown):
            shown.append(self.say(phrases.MORE_LINES, count=more))
        return "\n".join(shown)


class Said(NamedTuple):
    """What a tool says: the words; and the same and more, as JSON has it."""

    text: str
    record: dict[str, Any]


def recommend(call: Call, asked: ask.Recommend) -> Said:
    """Say whom to contact."""
    answer, language = asked.answer(call.desk), call.desk.language
    # "Today" in the words is the day on which they are read.
    at = None if asked.at else call.desk.now
    until = answer.valid_until and answer.valid_until.isoformat()
    phrase = phrases.FACTS if until else phrases.FACTS_WITHOUT_END
    facts = call.say(phrase, channel=answer.channel.id, uri=answer.uri, until=until)
    paragraph = answer.explain(language, at=at)
    if call.full:
        text = "\n".join([paragraph, answer.why(language, at=at), facts])
    else:
        words = paragraph, answer.summary(language, at=at), answer.display(language)
        text = first_brief((f"{each}\n{facts}" for each in words), call.say(phrases.TOO_LONG))
    return Said(text, answer.model_dump(mode="json"))


def timeline(call: Call, asked: ask.Timeline) -> Said:
    """List whom to contact over a range of time: a page of it, and where the next page starts."""
    page = asked.page(call.desk, MOST_PERIODS)
    lines = [_period_line(call, each) for each in page.answers]
    shown = lines if call.full else first_lines(lines)
    starts = [*(each.valid_from for each in page.answers[1:]), page.next]
    following = starts[len(shown) - 1] if shown else None
    start = following and following.isoformat()
    if start:
        shown = [*shown, call.say(phrases.NEXT_PAGE, start=start)]
    fields = {"valid_from", "valid_until", "contact", "uri", "open_now", "reason"}
    periods = [
        {"channel": each.channel.id, **each.model_dump(mode="json", include=fields)}
        for each in page.answers
    ]
    text = "\n".join(shown or [call.say(phrases.TOO_LONG)])
    record = {"directory_version": call.desk.version, "periods": periods, "next": start}
    return Said(text, record)


def channel_status(call: Call, asked: ask.Channels) -> Said:
    """Say of each channel whether it is open, and what changes next."""
    states = asked.answer(call.desk)
    lines = [_status_line(call, each) for each in states.channels]
    return Said(call.fit(lines), states.model_dump(mode="json"))


def open_time(call: Call, asked: ask.OpenTime) -> Said:
    """Say for how long a channel is open, or when it has been open for so long."""
    found = asked.answer(call.desk)
    span = {
        "channel": found.channel,
        "start": found.start.isoformat(),
        "end": found.end.isoformat(),
    }
    counted = found.open_time
    text = call.say(phrases.OPEN_FOR, duration=_in_hours(counted), **span)
    seconds = {"seconds": counted.total_seconds()}
    return Said(text, {"directory_version": call.desk.version, **span, **seconds})


def escalation(call: Call, asked: ask.Escalation) -> Said:
    """List whom to turn to when a request is stuck."""
    found = asked.answer(call.desk)
    lines = [_level_line(each, call.desk.language) for each in found.levels]
    return Said(call.fit(lines), found.model_dump(mode="json"))


def holidays(call: Call, asked: ask.Holidays) -> Said:
    """List the holidays of a year."""
    found = asked.answer(call.desk)
    lines = [f"{day.date}: {', '.join(map(call.say, day.names))}" for day in found.holidays]
    none = call.say(phrases.NO_HOLIDAYS, year=asked.year_at(call.desk))
    return Said(call.fit(lines or [none]), found.model_dump(mode="json"))


def error_line(error: CcbSupportError, language: Language) -> str:
    """Return an error as a line that the model can act on."""
    line = as_line(error.message(language))
    if not isinstance(error, NoChannelError) or not error.escalation:
        return cut(line)
    levels = "; ".join(_level_line(each, language) for each in error.escalation)
    with_levels = phrases.TURN_TO.in_language(language, error=line, levels=levels)
    return first_brief([with_levels], phrases.ASK_FOR_LEVELS.in_language(language, error=line))


def _level_line(level: EscalationLevel, language: Language) -> str:
    """Return an escalation level with its hours and its contacts."""
    contacts = ", ".join(contact_in_short(each, language) for each in level.contacts)
    name, hours = level.name.in_language(language), hours_in_short(level.hours, language)
    return f"{level.level}. {name} ({hours}): {contacts}"


def _period_line(call: Call, answer: Recommendation) -> str:
    since, until = (
        each.isoformat() if each else "…" for each in (answer.valid_from, answer.valid_until)
    )
    contact = contact_in_short(answer.contact, call.desk.language)
    state = "" if answer.open_now else f" ({call.say(CLOSED)})"
    return f"{since} / {until}: {call.say(answer.channel.name)}, {contact}{state}"


def _status_line(call: Call, status: ChannelStatus) -> str:
    state, change, moment = (
        (OPEN, CLOSES, status.closes_at) if status.open_now else (CLOSED, OPENS, status.opens_at)
    )
    until = f", {call.say(change)} {moment.isoformat()}" if moment else ""
    causes = [f"{call.say(each.name)}: {days_in_short(each)}" for each in status.because]
    because = f" ({list_in_short(causes, call.desk.language)})" if causes else ""
    channel = status.channel
    contact = contact_in_short(channel.contacts[0], call.desk.language)
    return f"{channel.id}: {call.say(state)}{until}{because}. {call.say(channel.name)}, {contact}"


def _in_hours(duration: timedelta) -> str:
    """Return a duration as in `9 h 30 min`, which is the same in both languages."""
    minutes, rest = divmod(duration, timedelta(minutes=1))
    hours, minutes = divmod(minutes, 60)
    seconds = f" {rest.total_seconds():f}".rstrip("0").rstrip(".")
    return f"{hours} h {minutes} min" + (f"{seconds} s" if rest else "")


def first_brief(texts: Iterable[str], otherwise: str) -> str:
    """Return the first of some texts that is short enough, or else `otherwise`."""
    return next((each for each in texts if len(each.encode()) <= MOST_BYTES), otherwise)


def first_lines(lines: Sequence[str]) -> list[str]:
    """Return the first lines that fit, with room for one more that says how to get the rest."""
    ends = accumulate(len(f"{line}\n".encode()) for line in lines)
    return [line for line, end in zip(lines, ends, strict=True) if end <= MOST_BYTES - _LAST_LINE]


def cut(text: str) -> str:
    """Return the part of a text that is short enough."""
    return text.encode()[:MOST_BYTES].decode(errors="ignore")
