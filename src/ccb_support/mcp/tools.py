"""The tools: each is a question, and says in words and as a record what the answer is.

The words have at most 1 kB. A number or an address is there whole, or not at all. A full answer
gives everything.
"""

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Annotated, Any, ClassVar

from pydantic import AwareDatetime, Field, StrictBool, create_model

from ccb_support import (
    CcbSupportError,
    EscalationLevel,
    Recommendation,
)
from ccb_support import questions as ask
from ccb_support.answer import ChannelStatus
from ccb_support.questions.answers import Timed, TimelinePage
from ccb_support.questions.arguments import LanguageTag
from ccb_support.words import Language
from ccb_support.words import command_line as command_phrases
from ccb_support.words import services as phrases

MOST_BYTES = 1_000
"""The longest text of an answer or an error, in UTF-8, unless more is requested."""

MOST_PERIODS = 50
"""How many periods a page of a timeline has at most."""

_LAST_LINES = 100
"""The bytes that are left for the lines that say how to get the rest, and what nobody checked."""

_NEXT_PAGE = 110
"""How many more bytes a timeline leaves: its last line has the ids of the request."""


class Reply(Timed, frozen=True):
    """What a tool says: in words for a model, and as values for a program."""

    text: Annotated[str, Field(description="The answer in words.")]
    directory_version: str
    record: Annotated[
        dict[str, Any] | None, Field(description="Everything, if the call has `full`.")
    ] = None


class _Tool(ask.Question, frozen=True):
    # It has no docstring, because a tool is described by that of its question.

    reply_type: ClassVar[type[Reply]] = Reply

    language: Annotated[
        LanguageTag | None,
        Field(description="The language of the words. The directory's if left out."),
    ] = None
    full: Annotated[
        StrictBool,
        Field(
            description="Give everything, also as JSON, however long. If left out, the answer has "
            "at most 1 kB."
        ),
    ] = False

    @abstractmethod
    def reply(self, desk: ask.Desk) -> Reply:
        """Return the answer, in the language of the desk."""

    def fitting(self, lines: Sequence[str], room: int = MOST_BYTES - _LAST_LINES) -> int:
        """Return how many of the lines fit into `room` bytes; in a full answer, all do."""
        ends = accumulate(len(f"{line}\n".encode()) for line in lines)
        return len(lines) if self.full else sum(end <= room for end in ends)

    def _reply_with(
        self,
        desk: ask.Desk,
        lines: Sequence[str],
        record: dict[str, Any],
        *,
        spans: Iterable[tuple[datetime, datetime, Sequence[str]]] = (),
        after: Sequence[str] = (),
        **values: object,
    ) -> Reply:
        """Return the lines that fit, the values, and everything if the call asks for it.

        The lines speak of hours over `spans`: each has a start, an end, and the ids of channels; no
        ids mean all. If nobody has checked the holidays so far ahead, a line says so. The lines
        `after` are last.
        """
        shown = [*lines[: self.fitting(lines)]]
        if more := len(lines) - len(shown):
            shown.append(phrases.MORE_LINES.in_language(desk.language, count=more))
        if checked := next(filter(None, (desk.checked_before(*each) for each in spans)), None):
            shown.append(command_phrases.LATER_DAYS.in_language(desk.language, day=checked))
        return self.reply_type.model_validate(
            {
                "text": "\n".join([*shown, *after]),
                "directory_version": record["directory_version"],
                "record": record if self.full else None,
                **values,
            }
        )


class _Recommend(_Tool, ask.Recommend, frozen=True):
    reply_type = create_model(
        "Reply",
        __base__=Reply,
        channel=(str, ...),
        display=(str, Field(description="What to show of the contact.")),
        uri=(str, ...),
        open_now=(bool, ...),
        valid_until=(AwareDatetime | None, ...),
    )
    at: Annotated[ask.AtOrNow, Field(alias="when")] = None

    def reply(self, desk: ask.Desk) -> Reply:
        answer, language = self.answer(desk), desk.language
        # "Today" in the words is the day on which they are read.
        asked: dict[str, Any] = {"when": self.at, "at": desk.now}
        phrase = phrases.FACTS if answer.valid_until else phrases.FACTS_WITHOUT_END
        until = _written(answer.valid_until)
        facts = phrase.in_language(language, channel=answer.channel.id, uri=answer.uri, until=until)
        why = [answer.why(language, **asked)] if self.full else []
        return self._reply_with(
            desk,
            [answer.explain(language, **asked), *why, facts],
            answer.model_dump(mode="json"),
            channel=answer.channel.id,
            display=answer.display(language),
            uri=answer.uri,
            open_now=answer.open_now,
            valid_until=answer.valid_until,
        )


class _Timeline(_Tool, ask.Timeline, frozen=True):
    reply_type = create_model("Reply", __base__=Reply, next=(AwareDatetime | None, ...))
    start: ask.AtOrNow = None

    def reply(self, desk: ask.Desk) -> Reply:
        page = TimelinePage.of(self.answer(desk), MOST_PERIODS)
        lines = [_period_line(desk, each) for each in page.answers]
        most = max(self.fitting(lines, MOST_BYTES - _LAST_LINES - _NEXT_PAGE), 1)
        if most < len(lines):
            # The next page starts with the first period that is not shown.
            page = TimelinePage.of(self.answer(desk), most)
        last = page.answers[-1]
        span = self.start or desk.now, last.valid_until or self.end, ()
        on_holidays = any(each.verified_through for each in page.answers)
        fields = {"valid_from", "valid_until", "contact", "uri", "open_now", "reason"}
        periods = [
            {"channel": each.channel.id, **each.model_dump(mode="json", include=fields)}
            for each in page.answers
        ]
        rest = page.model_dump(mode="json", include={"directory_version", "next"})
        record = {**rest, "periods": periods}
        return self._reply_with(
            desk,
            lines[:most],
            record,
            spans=[span] if on_holidays else [],
            after=[_next_page_line(last, page.next, desk.language)] if page.next else [],
            next=page.next,
        )


class _ChannelStatus(_Tool, ask.Channels, frozen=True):
    reply_type = create_model("Reply", __base__=Reply, open_now=(dict[str, bool], ...))
    at: Annotated[ask.AtOrNow, Field(alias="when")] = None

    def reply(self, desk: ask.Desk) -> Reply:
        found = self.answer(desk)
        when = self.at or desk.now
        lines = [_status_line(desk, each, when) for each in found.channels]
        return self._reply_with(
            desk,
            lines,
            found.model_dump(mode="json"),
            spans=((when, each.valid_until or when, [each.channel.id]) for each in found.channels),
            open_now={each.channel.id: each.open_now for each in found.channels},
        )


class _OpenTime(_Tool, ask.OpenTime, frozen=True):
    reply_type = create_model(
        "Reply",
        __base__=Reply,
        channel=(str, ...),
        start=(AwareDatetime, ...),
        end=(AwareDatetime, ...),
        seconds=(float, ...),
    )
    start: ask.AtOrNow = None

    def reply(self, desk: ask.Desk) -> Reply:
        found = self.answer(desk)
        values: dict[str, Any] = {
            "channel": found.channel,
            "start": found.start.isoformat(),
            "end": found.end.isoformat(),
            "seconds": found.open_time.total_seconds(),
        }
        duration = _in_hours(found.open_time)
        text = phrases.OPEN_FOR.in_language(desk.language, duration=duration, **values)
        record = {"directory_version": found.directory_version, **values}
        spans = [(found.start, found.end, [found.channel])]
        return self._reply_with(desk, [text], record, spans=spans, **values)


class _Escalation(_Tool, ask.Escalation, frozen=True):
    def reply(self, desk: ask.Desk) -> Reply:
        found = self.answer(desk)
        lines = [_level_line(desk, each) for each in found.levels]
        return self._reply_with(
            desk,
            lines or [command_phrases.NO_LEVELS.in_language(desk.language)],
            found.model_dump(mode="json"),
        )


class _Holidays(_Tool, ask.Holidays, frozen=True):
    reply_type = create_model("Reply", __base__=Reply, dates=(tuple[date, ...], ...))

    def reply(self, desk: ask.Desk) -> Reply:
        found, language = self.answer(desk), desk.language
        year, zone = self.year_at(desk), desk.directory.zone
        lines = [
            f"{day.date}: {', '.join(each.in_language(language) for each in day.names)}"
            for day in found.holidays
        ]
        return self._reply_with(
            desk,
            lines or [command_phrases.NO_HOLIDAYS.in_language(language, year=year)],
            found.model_dump(mode="json"),
            spans=[(datetime(year, 1, 1, tzinfo=zone), datetime(year, 12, 31, tzinfo=zone), ())],
            dates=[day.date for day in found.holidays],
        )


TOOLS: Mapping[str, type[_Tool]] = {
    "recommend": _Recommend,
    "timeline": _Timeline,
    "channel_status": _ChannelStatus,
    "open_time": _OpenTime,
    "escalation": _Escalation,
    "holidays": _Holidays,
}
"""Each tool, by its name."""


def error_line(error: CcbSupportError, language: Language) -> str:
    """Return an error as a line that the model can act on."""
    # `as_line` would cut the words that are accepted.
    return cut(" ".join(error.message(language).split()))


def _level_line(desk: ask.Desk, level: EscalationLevel) -> str:
    """Return an escalation level with its hours and its contacts."""
    contacts = ", ".join(map(desk.voice.contact, level.contacts))
    name, hours = desk.voice.say(level.name), desk.voice.hours_in_short(level.hours)
    return f"{level.level}. {name} ({hours}): {contacts}"


def _period_line(desk: ask.Desk, answer: Recommendation) -> str:
    since, until = _written(answer.valid_from), _written(answer.valid_until)
    name = answer.channel.name.in_language(desk.language)
    return f"{since} / {until}: {name}, {desk.reached_in_short(answer)}"


def _next_page_line(last: Recommendation, start: datetime, language: Language) -> str:
    # To the edition of the next page, the words of this one may mean another request.
    request = {"request_type": last.request_type, "priority": last.priority}
    return phrases.NEXT_PAGE.in_language(language, start=start.isoformat(), **request)


def _written(bound: datetime | None) -> str:
    """Return a bound of an answer; `…` if the answer has none."""
    return bound.isoformat() if bound else "…"


def _status_line(desk: ask.Desk, status: ChannelStatus, when: datetime) -> str:
    state = desk.state_in_short(status, when, datetime.isoformat)
    parts = ", ".join(filter(None, (*state, desk.at(when).causes_in_short(status))))
    name = status.channel.name.in_language(desk.language)
    contact = desk.voice.contact(desk.contact_of(status))
    return f"{status.channel.id}: {parts}. {name}, {contact}"


def _in_hours(duration: timedelta) -> str:
    """Return a duration as in `9 h 30 min 0 s`, which is the same in both languages."""
    minutes, rest = divmod(duration, timedelta(minutes=1))
    return f"{minutes // 60} h {minutes % 60} min {rest.total_seconds():.9g} s"


def cut(text: str) -> str:
    """Return a text. If it has more than `MOST_BYTES` bytes, it is cut, and ends in `…`."""
    whole, most = text.encode(), MOST_BYTES - len("…".encode())
    return text if len(whole) <= MOST_BYTES else f"{whole[:most].decode(errors='ignore')}…"
