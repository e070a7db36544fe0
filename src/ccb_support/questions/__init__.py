"""The questions, as every face asks them: what each takes, and what it answers.

A face reads a question with `Question.read`, and asks it at a `Desk`. A face that names a parameter
in its own way, or has more of them, subclasses the question.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from inspect import getdoc
from typing import Annotated, Any, NamedTuple, Self, TypeAlias, cast

from pydantic import BaseModel, Field, ValidationError, model_validator
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from ccb_support.answer.recommendation import ChannelStatus, Recommendation
from ccb_support.answer.short_forms import days_in_short
from ccb_support.answer.speech import Voice
from ccb_support.calendars import require_year
from ccb_support.clock.instants import Instant as Second
from ccb_support.clock.instants import (
    days_through,
    instant_of,
    midnight_of,
    moment_of,
    seconds_of,
)
from ccb_support.clock.intervals import Interval
from ccb_support.errors import listed
from ccb_support.model.contacts import Contact
from ccb_support.model.directory import Directory
from ccb_support.model.records import keys_of
from ccb_support.model.vocabulary import PriorityEntry
from ccb_support.routing.router import PastChecks, Router, past_checks
from ccb_support.schedule.editions import Edition
from ccb_support.words import Language, as_sentence
from ccb_support.words import command_line as command_phrases
from ccb_support.words import errors as error_phrases

from . import answers
from .arguments import (
    ChannelId,
    Duration,
    Face,
    Instant,
    MediumWord,
    Outages,
    PriorityWord,
    QuotedInstant,
    RequestTypeWord,
    Year,
    our_error,
    wrong,
)


class Desk(NamedTuple):
    """Where a question is asked: who answers, at which time, and in which language."""

    router: Router
    now: datetime
    language: Language

    @classmethod
    def of(cls, router: Router, now: datetime) -> Self:
        """Return a desk that speaks the language of the directory."""
        directory = router.engine.editions.at(instant_of(now)).directory
        return cls(router, QuotedInstant.of(now), directory.language)

    @property
    def edition(self) -> Edition:
        """The edition of the directory that is in force; before all editions, the first one."""
        return self.router.engine.editions.at(instant_of(self.now))

    @property
    def directory(self) -> Directory:
        """The content of that edition."""
        return self.edition.directory

    @property
    def today(self) -> date:
        """The day that the clock shows now in the zone of the directory."""
        return self.now.astimezone(self.directory.zone).date()

    @property
    def voice(self) -> Voice:
        """What speaks of times, as a person says them now."""
        return Voice(self.language, self.directory.zone, self.today)

    @property
    def ends_at(self) -> datetime:
        """When another edition follows, or nobody gets an answer any more."""
        return self.router.engine.clock.datetime_at(self.edition.span.end)

    def at(self, when: datetime | None) -> Self:
        """Return the desk at a time that a question is about; without one, that is now."""
        return self if when is None else self._replace(now=when)

    def past_checks(self) -> PastChecks:
        """Return the days of the checks of the directory that are too old by now."""
        return past_checks(self.router, instant_of(self.now))

    def verified_through(self) -> date | None:
        """Return the day through which the holidays were checked, if somebody says so."""
        return self.edition.holidays.verified_through

    def checked_before(
        self, first: datetime, last: datetime, channels: Sequence[str] = ()
    ) -> date | None:
        """Return the last day whose holidays were checked, if later holidays can change some hours.

        The hours are those of `channels`, or of all channels, from `first` through `last`. Each
        edition has its own check. If several end too early, return the day of the earliest edition.
        Return None if none does.
        """
        span = Interval(moment_of(first), moment_of(last + datetime.resolution))
        found = (
            past_checks(self.router, Second(part.end - 1)).verified_through
            for edition, part in self.router.engine.editions.within(seconds_of(span))
            if {*edition.observing}.intersection(channels or edition.observing)
        )
        return next(filter(None, found), None)

    def contact_of(self, status: ChannelStatus) -> Contact:
        """Return the first contact of a channel: at its next opening, if it is closed.

        It may open under a later edition, and then the number of now is dead.
        """
        if status.opens_at:
            status = self.router.status(status.channel.id, status.opens_at)
        return status.channel.contacts[0]

    def state_in_short(
        self,
        status: ChannelStatus | Recommendation,
        when: datetime,
        write: Callable[[datetime], str],
    ) -> tuple[str, str]:
        """Return what a channel does, and next: `no atiende`, `abre hoy a las 7:00 a. m.`.

        If it does nothing else, the second text is empty. The status is that at `when`, and what is
        before now is in the past. `write` writes the moment.
        """
        if status.open_now:
            state, change = command_phrases.OPEN, command_phrases.CLOSES
            changes_at = status.closes_at
        else:
            state, change = command_phrases.CLOSED, command_phrases.OPENS
            changes_at = status.opens_at
        say = self.voice.say
        following = (
            f"{say(change[changes_at < self.now])} {write(changes_at)}" if changes_at else ""
        )
        return say(state[when < self.now]), following

    def causes_in_short(self, status: ChannelStatus) -> str:
        """Return why the hours of a channel differ, as in `Año Nuevo (2027-01-01)`; empty if not.

        Leave out what is over by today. A channel that never closes needs no reason.
        """
        voice, today = self.voice, self.today
        causes = [
            f"{voice.say(each.name)} ({days_in_short(each)})"
            for each in status.because
            if today <= each.last_date and (status.closes_at or not status.open_now)
        ]
        return voice.list_in_words(causes)

    def reached_in_short(self, answer: Recommendation, *, is_past: bool = False) -> str:
        """Return the contact of an answer, marked if nobody answers it then."""
        voice = self.voice
        state = "" if answer.open_now else f" ({voice.say(command_phrases.CLOSED[is_past])})"
        return voice.contact(answer.contact) + state

    def next_midnight(self) -> datetime:
        """Return when the day ends that the clock shows now in the zone of the directory."""
        return datetime.combine(self.today + timedelta(days=1), time(), self.directory.zone)


class UntitledSchemaWriter(GenerateJsonSchema):
    """Writes a schema without titles, which repeat the names."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - it is pydantic's
        """Leave out the title of a field."""
        return False


class ParameterSchemaWriter(UntitledSchemaWriter):
    """Writes what a parameter may be if it is there. `None` means that it is left out."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Leave out that a parameter may be nothing."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Leave out that a parameter is nothing by default."""
        found = super().default_schema(schema)
        if not found["default"]:
            del found["default"]
        return found


class Question(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A question. Its docstring says what it is for, and each field what it means."""

    @classmethod
    def names(cls) -> list[str]:
        """Return the names of the parameters."""
        return keys_of(cls)

    @classmethod
    def read(cls, given: Mapping[str, object], face: Face) -> Self:
        """Return the question that parameters ask. `None` is the same as no parameter.

        Raises:
            UnknownParameterError: the question does not have a parameter.
            MissingParameterError: the question needs a parameter that is not given.
            BadParameterError: a value does not have its form.
            UnknownLanguageError: the library does not speak a language.
        """
        names = cls.names()
        # A parameter that the question does not have is wrong, also without a value.
        stated = {
            name: value for name, value in given.items() if value is not None or name not in names
        }
        try:
            return cls.model_validate(stated, context=face)
        except ValidationError as error:
            raise our_error(error, names) from None

    @classmethod
    def about(cls) -> str:
        """Return what the question is for: its docstring, or that of the question it extends.

        `python -OO` drops docstrings, and then nothing says it.
        """
        return " ".join((getdoc(cls) or "").split())

    @classmethod
    def form(cls, directory: Directory) -> dict[str, Any]:
        """Return the JSON Schema of the parameters, with the words of a directory."""
        found = cls.model_json_schema(schema_generator=ParameterSchemaWriter)
        parameters = found["properties"]
        types, priorities = directory.request_types, directory.priorities
        ids = [*directory.channel_ids]
        day = datetime(2026, 11, 24, tzinfo=directory.zone)
        morning, evening = day.replace(hour=9).isoformat(), day.replace(hour=17).isoformat()
        local = f" Local time is that of {directory.time_zone}."
        more: dict[str, tuple[Sequence[object], str]] = {
            **dict.fromkeys(("at", "when", "start"), ([morning], local)),
            "end": ([evening], local),
            # A directory may have a thousand channels.
            "channel": (ids[:1], ""),
            "unavailable": ([ids[-1:]], f" {ids[-1]}={evening} says when one is back."),
            "request_type": (
                [*types.by_id],
                f" One of: {listed(each.accepted.en for each in types)}.",
            ),
            "priority": (
                [*priorities.by_id],
                f" One of: {listed(map(_names_of, priorities))}.",
            ),
        }
        for name in more.keys() & parameters.keys():
            examples, more_words = more[name]
            parameters[name]["examples"] = examples
            parameters[name]["description"] += more_words
        return {
            "type": "object",
            "properties": parameters,
            "required": found.get("required", []),
            "additionalProperties": False,
        }


def _names_of(priority: PriorityEntry) -> str:
    """Return how a priority is written, and its name in both languages, which may be the same."""
    names = dict.fromkeys((priority.name.es, priority.name.en))
    return f"P{priority.id:d} ({listed(names)})"


AtOrNow: TypeAlias = Annotated[
    Instant | None, Field(description="The instant, with its offset. Now if left out.")
]


# A face may take the current time if it is left out.
_Start: TypeAlias = Annotated[
    Instant | None, Field(description="The first instant, with its offset.")
]


class At(Question, frozen=True):
    """Ask about an instant."""

    at: AtOrNow = None


class Preferences(Question, frozen=True):
    """Ask with a medium that is preferred, and with channels that are down."""

    prefer: Annotated[
        MediumWord | None,
        Field(description=as_sentence(command_phrases.ABOUT_ARGUMENTS["--prefer"].en)),
    ] = None
    unavailable: Annotated[
        Outages,
        Field(description="The ids of channels that are down."),
    ] = ()


class _OfRequest(Question, frozen=True):
    request_type: Annotated[
        RequestTypeWord, Field(description=as_sentence(command_phrases.ABOUT_ARGUMENTS["type"].en))
    ]
    priority: Annotated[
        PriorityWord,
        Field(description="Its number, of which 1 is the most urgent, as in P1; or a word for it."),
    ]


class Recommend(Preferences, At, _OfRequest, frozen=True):
    """Say whom to contact for a request, how, what else there is, and until when that holds."""

    def answer(self, desk: Desk) -> Recommendation:
        """Answer the question."""
        return desk.router.recommend(
            self.request_type,
            self.priority,
            desk.at(self.at).now,
            prefer=self.prefer,
            unavailable=self.unavailable,
        )


class Timeline(Preferences, _OfRequest, frozen=True):
    """List whom to contact for a request over a range of time, page by page."""

    start: _Start
    end: Annotated[Instant, Field(description="The end, excluded.")]

    def answer(self, desk: Desk) -> Iterator[Recommendation]:
        """Answer the question."""
        return desk.router.timeline(
            self.request_type,
            self.priority,
            desk.at(self.start).now,
            self.end,
            prefer=self.prefer,
            unavailable=self.unavailable,
        )


class Channels(At, frozen=True):
    """Say of a channel, or of each, whether it is open, and when it opens or closes next."""

    channel: Annotated[
        ChannelId | None, Field(description="The id of a channel, for that one alone.")
    ] = None

    def answer(self, desk: Desk) -> answers.ChannelStates:
        """Answer the question."""
        then = desk.at(self.at)
        ids = then.directory.channel_ids if self.channel is None else [self.channel]
        return answers.ChannelStates(
            directory_version=then.directory.version,
            channels=tuple(desk.router.status(each, then.now) for each in ids),
        )


class OpenTime(Question, frozen=True):
    """Say for how long a channel is open from start to end.

    With a duration instead of an end, it says when the channel has been open for so long: for reply
    times in working hours.
    """

    channel: Annotated[ChannelId, Field(description="The id of a channel.")]
    start: _Start
    end: Annotated[Instant | None, Field(description="The end, excluded. Instead of duration.")] = (
        None
    )
    duration: Annotated[
        Duration | None,
        Field(description="How much open time is to pass: PT4H is four hours. Instead of end."),
    ] = None

    @model_validator(mode="after")
    def _has_one_end(self) -> Self:
        if (self.end is None) == (self.duration is None):
            raise wrong(error_phrases.END_OR_DURATION, accepted=("end", "duration"))
        return self

    def answer(self, desk: Desk) -> answers.OpenTime:
        """Answer the question."""
        router, zone, then = desk.router, desk.directory.zone, desk.at(self.start)
        start = then.now
        # A question without an end has a duration.
        end = self.end or router.add_open_time(
            self.channel, start, cast("timedelta", self.duration)
        )
        counted_in = seconds_of(Interval(moment_of(start), moment_of(end)))
        return answers.OpenTime(
            # A range of no length has no edition where one begins.
            directory_version=router.engine.editions.versions(counted_in) or then.directory.version,
            channel=self.channel,
            # All of the duration is open time, so nobody needs to count it again. The router also
            # refuses instants of the years 1 and 9999, which Python can't put into each zone.
            open_time=self.duration or router.open_time(self.channel, start, end),
            start=start.astimezone(zone),
            end=end.astimezone(zone),
        )


class Escalation(Question, frozen=True):
    """List whom to turn to when a request is stuck, level by level."""

    def answer(self, desk: Desk) -> answers.Escalation:
        """Answer the question."""
        return answers.Escalation(
            directory_version=desk.directory.version, levels=desk.directory.escalation
        )


class Holidays(Question, frozen=True):
    """List the public holidays of a year, as the directory has them."""

    year: Annotated[Year | None, Field(description="The year. This year if left out.")] = None

    def answer(self, desk: Desk) -> answers.HolidaysOfYear:
        """Answer the question: each edition has its own days."""
        engine = desk.router.engine
        year = require_year(self.year_at(desk), engine.clock.years)
        days = days_through(date(year, 1, 1), date(year, 12, 31))
        editions = [each for each in engine.editions.in_order if each.days.overlaps(days)]
        return answers.HolidaysOfYear(
            directory_version=listed(each.directory.version for each in editions),
            holidays=tuple(
                answers.NamedDay(date=day, names=tuple(holiday.name for holiday in named))
                for each in editions
                for day, named in each.holidays.in_year(year).items()
                if midnight_of(day) in each.days
            ),
        )

    def year_at(self, desk: Desk) -> int:
        """Return the year that is meant: this one, in the zone of the directory, if none is."""
        return desk.today.year if self.year is None else self.year
