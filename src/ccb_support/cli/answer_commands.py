"""The commands that answer: whom to contact, now and over time, and what rests behind it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, time
from pathlib import Path

from ccb_support import (
    EscalationLevel,
    NoChannelError,
    OutOfRangeError,
    Recommendation,
    Verdict,
)
from ccb_support.model import RequestKind
from ccb_support.questions import Channels, Escalation, Holidays, Recommend, Timeline
from ccb_support.questions.answers import Advice
from ccb_support.questions.arguments import every_kind
from ccb_support.words import Phrase
from ccb_support.words import command_line as phrases
from ccb_support.words import findings as finding_phrases

from .call import A_WEEK, FOUND, Call, words_of_error
from .output_files import write_output
from .printing import format_minute, keep_together
from .tokens import (
    DIRECTORY,
    FORCE,
    PREFER,
    RANGE,
    UNAVAILABLE,
    WHEN,
    Argument,
    Command,
)


def _recommend(call: Call) -> Iterable[str]:
    if call.arguments.why:
        # A document has the trace itself.
        call.refuse_json("--why")
    when = call.when()
    asked = call.ask(Recommend, when, at=when)
    try:
        answer = asked.answer(call.desk)
    except NoChannelError as error:
        return _say_nobody(call, error, words_of_error(error))
    # A person reads the words now, also those about another time: "today" must be today.
    advice = Advice.of(answer, call.language, when=when, at=call.desk.now)
    return call.show([advice], _advice_lines(call, advice, when))


def _advice_lines(call: Call, advice: Advice, when: datetime) -> Iterator[str]:
    answer = advice.answer
    # A contact is for people and for machines, and never broken.
    parts = [call.desk.voice.contact(answer.contact)]
    # Now may be before the first edition.
    with suppress(OutOfRangeError):
        parts += _state_if_closed(call, answer)
    # A chat shows its address anyway.
    if call.arguments.uri and answer.contact.uri != advice.words.display:
        parts.append(answer.contact.uri)
    yield from call.prose("  ".join(parts), whole=parts)
    numbers = [each.display(call.language) for entry in answer.trace for each in entry.contacts]
    yield from call.prose(advice.words.explain, whole=numbers)
    if call.arguments.why:
        for sentence in answer.why(call.language, when=when, at=call.desk.now).split("\n"):
            yield from call.prose(sentence, whole=numbers)
    if call.arguments.priority is None:
        label = f"P{answer.priority}, {call.say(answer.priority_name)}"
        yield from call.prose(call.say(phrases.PRIORITY_BY_DEFAULT, priority=label))


def _state_if_closed(call: Call, answer: Recommendation) -> Iterator[str]:
    """Yield the state of an answer's contact if nobody answers it now, or at the time asked about.

    People copy the contact with its line. If that time is past, only now counts.
    """
    channel_id, router, now = answer.channel.id, call.desk.router, call.desk.now
    # Until it opens for this request, the channel may be open for others.
    opens_later = answer.opens_at is not None and answer.opens_at > now
    status = answer if opens_later else router.status(channel_id, now)
    # Another edition may have other contacts: then nobody answers this one, open or not.
    then = router.status(channel_id, status.opens_at or now).channel.contacts
    if answer.contact.display() not in [each.display() for each in then]:
        yield f"({call.say(phrases.CLOSED[False])})"
    elif not status.open_now:
        state = call.desk.state_in_short(status, now, call.desk.voice.moment)
        yield f"({', '.join(filter(None, state))})"


def _say_nobody(call: Call, error: NoChannelError, words: Phrase) -> Iterable[str]:
    """Complain in these words that nobody serves the request; return the levels."""
    call.complain(words)
    call.exit_code = FOUND
    nobody = {
        "answer": None,
        "trace": [each.model_dump(mode="json") for each in error.trace],
        "escalation": [each.model_dump(mode="json") for each in error.escalation],
    }
    down = [
        contact.uri
        for entry in error.trace
        if entry.verdict is Verdict.UNAVAILABLE
        for contact in entry.contacts
    ]
    return call.show([nobody], _level_lines(call, error.escalation, down))


def _channels(call: Call) -> Iterable[str]:
    when = call.when()
    states = call.ask(Channels, when, at=when).answer(call.desk).channels
    for each in states:
        call.speak_of(when, each.valid_until or when, [each.channel.id])
    headings = (
        phrases.CHANNEL,
        phrases.STATE,
        phrases.CHANGE,
        phrases.NAME,
        phrases.CONTACT,
        phrases.BECAUSE,
    )
    rows = (
        (
            each.channel.id,
            *call.desk.state_in_short(each, when, call.desk.voice.moment),
            call.say(each.channel.name),
            keep_together(call.desk.voice.contact(call.desk.contact_of(each))),
            call.desk.at(when).causes_in_short(each),
        )
        for each in states
    )
    return call.show(states, call.table(headings, rows))


def _timeline(call: Call) -> Iterator[str]:
    start, end = call.range(call.desk.router, A_WEEK)
    asked = call.ask(Timeline, start, start=start, end=end)
    rows: list[tuple[str, ...]] = []
    since: datetime | None = start
    headings = (phrases.FROM, phrases.UNTIL, phrases.CONTACT, phrases.CHANNEL)
    try:
        # A timeline may be long, so an answer in JSON is printed as soon as it is known.
        for answer in asked.answer(call.desk):
            since = answer.valid_until
            call.speak_of_answer(answer, start, end)
            if call.arguments.json:
                yield Advice.of(answer, call.language).model_dump_json()
            else:
                ends = format_minute(answer.valid_from), format_minute(since)
                contact = keep_together(call.desk.reached_in_short(answer))
                rows.append((*ends, contact, call.say(answer.channel.name)))
    except NoChannelError as error:
        yield from call.table(headings, rows)
        words = phrases.NOBODY_FROM.fill(moment=format_minute(since), words=words_of_error(error))
        yield from _say_nobody(call, error, words)
    else:
        yield from call.table(headings, rows)


def _escalation(call: Call) -> Iterable[str]:
    levels = Escalation().answer(call.desk).levels
    lines = _level_lines(call, levels, down=[]) if levels else [call.say(phrases.NO_LEVELS)]
    return call.show(levels, lines)


def _level_lines(
    call: Call, levels: Sequence[EscalationLevel], down: Sequence[str]
) -> Iterator[str]:
    """Yield the contacts of escalation levels, one a line. `down` has the URIs of those to mark."""
    voice = call.desk.voice
    rows: list[tuple[str, ...]] = []
    for level in levels:
        cells = str(level.level), call.say(level.name), voice.hours_in_short(level.hours)
        for contact in level.contacts:
            mark = f" ({call.say(phrases.DOWN)})" if contact.uri in down else ""
            rows.append((*cells, keep_together(voice.contact(contact) + mark)))
            # The next contact is of the same level.
            cells = "", "", ""
    return call.table((phrases.LEVEL, phrases.NAME, phrases.HOURS, phrases.CONTACT), rows)


def _year(text: str) -> int | str:
    """Return the number that a text is, or else the text, which the question refuses."""
    return int(text) if re.fullmatch("[0-9]{1,4}", text) else text


def _holidays(call: Call) -> Iterable[str]:
    asked = call.ask(Holidays, call.now)
    days = asked.answer(call.desk).holidays
    year, zone = asked.year_at(call.desk), call.desk.directory.zone
    call.speak_of(datetime(year, 1, 1, tzinfo=zone), datetime(year, 12, 31, tzinfo=zone))
    rows = ((each.date.isoformat(), call.say(name)) for each in days for name in each.names)
    return call.show(
        days,
        [*call.table((phrases.DATE, phrases.NAME), rows)]
        or [call.say(phrases.NO_HOLIDAYS, year=year)],
    )


def _week(call: Call) -> Iterable[str]:
    from ccb_support.week import week  # noqa: PLC0415 - most commands need no picture

    view = week(call.desk.router, call.when())
    zone = call.desk.directory.zone
    call.speak_of(
        datetime.combine(view.days[0].date, time(), zone),
        datetime.combine(view.days[-1].date, time(), zone),
    )
    if call.arguments.svg is not None:
        call.refuse_json("--svg")
        write_output(call, call.arguments.svg, view.svg(call.language))
        return ()
    return call.show([view], call.report(view.text(call.language)))


def _overview(call: Call) -> Iterator[str]:
    """Yield who answers now: what the program does without a command."""
    when = call.when()
    is_past, directory = when < call.desk.now, call.desk.at(when).directory
    alike: dict[tuple[str, ...], list[RequestKind]] = {}
    for kind in every_kind(directory):
        try:
            answer = call.desk.router.recommend(kind.request_type, kind.priority, when)
        except NoChannelError:
            cells = call.say(finding_phrases.NOBODY), ""
        else:
            end = answer.valid_until
            cells = (
                keep_together(call.desk.reached_in_short(answer, is_past=is_past)),
                call.desk.voice.moment(end) if end else call.say(finding_phrases.ALWAYS),
            )
            call.speak_of_answer(answer, when, when)
        alike.setdefault(cells, []).append(kind)
    rows = (
        (*cells, call.desk.voice.kinds_in_short(kinds, directory)) for cells, kinds in alike.items()
    )
    yield from call.prose(
        call.say(
            phrases.WHO_ANSWERS[is_past],
            moment=call.desk.voice.on_asked_moment(when),
        )
    )
    yield ""
    yield from call.table((phrases.CONTACT, phrases.UNTIL, phrases.REQUEST), rows)
    # Another directory may have other words.
    if call.arguments.directory is None:
        yield ""
        yield call.say(phrases.TRY_NEXT)


_REQUEST = (
    Argument("type", phrases.TYPE, "request_type", required=True),
    Argument("priority", phrases.PRIORITY),
)
_PREFERENCES = PREFER, UNAVAILABLE, DIRECTORY

COMMANDS: Mapping[str, Command] = {
    "": Command(
        _overview,
        options=(WHEN, DIRECTORY),
        examples=("ccb-support", phrases.ASK_ABOUT_COMPLAINT, phrases.ASK_ABOUT_MONDAY),
        has_json=False,
    ),
    "recommend": Command(
        _recommend,
        _REQUEST,
        (
            WHEN,
            *_PREFERENCES,
            Argument("--why", default=False),
            Argument("--uri", default=False),
        ),
        (
            phrases.ASK_ABOUT_COMPLAINT,
            Phrase(
                es='ccb-support recommend incidente P1 --when "mañana 15:00"',
                en='ccb-support recommend incident P1 --when "tomorrow 15:00"',
            ),
        ),
    ),
    "channels": Command(
        _channels,
        options=(WHEN, DIRECTORY),
        examples=("ccb-support channels", phrases.ASK_ABOUT_MONDAY),
    ),
    "timeline": Command(
        _timeline,
        _REQUEST,
        (*RANGE, *_PREFERENCES),
        (
            Phrase(es="ccb-support timeline queja", en="ccb-support timeline complaint"),
            Phrase(
                es="ccb-support timeline queja P3 --from 2026-12-01 --to 2027-01-01",
                en="ccb-support timeline complaint P3 --from 2026-12-01 --to 2027-01-01",
            ),
        ),
    ),
    "week": Command(
        _week,
        options=(WHEN, Argument("--svg", phrases.FILE, read=Path), FORCE, DIRECTORY),
        examples=(
            "ccb-support week",
            Phrase(
                es='ccb-support week --when "2026-12-24 15:00" --svg semana.svg',
                en='ccb-support week --when "2026-12-24 15:00" --svg week.svg',
            ),
        ),
    ),
    "escalation": Command(_escalation, options=(DIRECTORY,), examples=("ccb-support escalation",)),
    "holidays": Command(
        _holidays,
        (Argument("year", phrases.YEAR, read=_year),),
        (DIRECTORY,),
        ("ccb-support holidays", "ccb-support holidays 2027"),
    ),
}
