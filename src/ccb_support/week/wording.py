"""The words of a week's picture, which its faces share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ccb_support.answer.short_forms import (
    day_in_full,
    month_in_short,
    offset_note,
    weekday_in_short,
)
from ccb_support.schedule.channel_schedule import CauseKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ccb_support.model.text import LocalizedText
    from ccb_support.schedule.channel_schedule import Cause
    from ccb_support.words.languages import Language

    from .view import AttendedTime, ChannelDay, ChannelWeek, WeekView

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words; what stands in braces is filled in.

    Attributes:
        week: which days are shown.
        one_day: which day is shown, where it is only one.
        now: the instant that is marked.
        holiday: a holiday.
        attended: that a channel is attended.
        closed: that it is not.
        partly: that it is attended for part of the time.
        holiday_mark: what the mark of a holiday is.
        now_mark: what the mark of the instant is.
        now_attended: that it is attended at the instant that is marked.
        now_closed: that it is not.
        scale: how much time one mark stands for.
        all_day: hours from the start of a day to its end.
        every_day: on all days shown.
        causes: by kind, why the hours of a day are what they are.
        version: the version of the directory.
    """

    week: str
    one_day: str
    now: str
    holiday: str
    attended: str
    closed: str
    partly: str
    holiday_mark: str
    now_mark: str
    now_attended: str
    now_closed: str
    scale: str
    all_day: str
    every_day: str
    causes: Mapping[CauseKind, str]
    version: str


_SPANISH = Words(
    week="Semana del {first} al {last}, hora de {zone}",
    one_day="El {first}, hora de {zone}",
    now="Ahora: {date}, {time}",
    holiday="Festivo: {date} ({name})",
    attended="atiende",
    closed="cerrado",
    partly="atiende en parte",
    holiday_mark="festivo",
    now_mark="ahora",
    now_attended="ahora, {time}: atiende",
    now_closed="ahora, {time}: cerrado",
    scale="Cada signo es media hora.",
    all_day="todo el día",
    every_day="cada día",
    causes={
        CauseKind.HOLIDAY: "festivo: {name}",
        CauseKind.SPECIAL_DAY: "horario especial: {name}",
        CauseKind.CLOSURE: "cierre: {name}",
    },
    version="Directorio, versión {version}",
)

_ENGLISH = Words(
    week="Week from {first} to {last}, time of {zone}",
    one_day="{first}, time of {zone}",
    now="Now: {date}, {time}",
    holiday="Holiday: {date} ({name})",
    attended="attended",
    closed="closed",
    partly="attended in part",
    holiday_mark="holiday",
    now_mark="now",
    now_attended="now, {time}: attended",
    now_closed="now, {time}: closed",
    scale="Each mark is half an hour.",
    all_day="all day",
    every_day="every day",
    causes={
        CauseKind.HOLIDAY: "holiday: {name}",
        CauseKind.SPECIAL_DAY: "special hours: {name}",
        CauseKind.CLOSURE: "closure: {name}",
    },
    version="Directory, version {version}",
)

_WORDS: Mapping[Language, Words] = {"es": _SPANISH, "en": _ENGLISH}


class Speaker:
    """Tells of a week in one language.

    Attributes:
        language: the language.
        words: the words of the language.
    """

    def __init__(self, view: WeekView, language: Language) -> None:
        self.words = _WORDS[language]
        self._view = view
        self.language: Language = language

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone in which all times are told."""
        return ZoneInfo(self._view.time_zone)

    @cached_property
    def now(self) -> datetime:
        """The instant that is marked, on the directory's clock."""
        return self._view.now.astimezone(self.zone)

    @property
    def name(self) -> str:
        """What the directory is."""
        return self.say(self._view.name)

    @property
    def week(self) -> str:
        """Which days are shown, and in which zone."""
        first, last = self._view.days[0].date, self._view.days[-1].date
        sentence = self.words.one_day if first == last else self.words.week
        return _capital(
            sentence.format(
                first=day_in_full(first, self.language),
                last=day_in_full(last, self.language),
                zone=self._view.time_zone,
            )
        )

    @property
    def moment(self) -> str:
        """Which instant is marked."""
        return self.words.now.format(date=day_in_full(self.now, self.language), time=self.time)

    @property
    def time(self) -> str:
        """The time of day that is marked."""
        return f"{self.now:%H:%M}{offset_note(self.now)}"

    @property
    def version(self) -> str:
        """Which version of the directory this is."""
        return self.words.version.format(version=self._view.directory_version)

    def say(self, text: LocalizedText) -> str:
        """Return a text in the language."""
        return text.in_language(self.language)

    def holidays(self) -> Iterator[str]:
        """Yield the holidays of the week."""
        for day in self._view.days:
            for name in day.holidays:
                yield self.words.holiday.format(
                    date=day_in_full(day.date, self.language), name=self.say(name)
                )

    def contact(self, week: ChannelWeek) -> str:
        """Return how to reach a channel first."""
        return week.channel.contacts[0].display(self.language)

    def day(self, day: date) -> str:
        """Return a day in few letters, as in `Mon 13`."""
        return f"{weekday_in_short(day, self.language)} {day.day:2}"

    def date_in_short(self, day: date) -> str:
        """Return a day in few letters, as in `Mon 13 Jul`."""
        weekday, month = weekday_in_short(day, self.language), month_in_short(day, self.language)
        return f"{weekday} {day.day} {month}"

    def always(self, week: ChannelWeek) -> str | None:
        """Return the hours of a channel that is attended all the time, or none of it."""
        if all(day.all_day for day in week.days):
            return self.words.all_day
        if not any(day.attended or day.because for day in week.days):
            return self.words.closed
        return None

    def hours(self, day: ChannelDay) -> list[str]:
        """Return the hours of a day, one entry for each stretch."""
        if day.all_day:
            return [self.words.all_day]
        return list(map(self._stretch, day.attended)) or [self.words.closed]

    def causes(self, day: ChannelDay) -> list[str]:
        """Return why the hours of a day are what they are."""
        return list(map(self.cause, day.because))

    def cause(self, cause: Cause) -> str:
        """Return an exception by its kind and name."""
        return self.words.causes[cause.kind].format(name=self.say(cause.name))

    def summary(self) -> Iterator[str]:
        """Yield all that the picture shows, in sentences."""
        yield self.week
        yield self.moment
        yield from self.holidays()
        for week in self._view.channels:
            yield f"{self.say(week.channel.name)}, {self.contact(week)}: {self._told(week)}"

    def _told(self, week: ChannelWeek) -> str:
        if always := self.always(week):
            return f"{self.words.every_day} {always}"
        return "; ".join(self._told_day(day) for day in week.days)

    def _told_day(self, day: ChannelDay) -> str:
        causes = ", ".join(self.causes(day))
        told = f"{self.date_in_short(day.date)} {', '.join(self.hours(day))}"
        return f"{told} ({causes})" if causes else told

    def _stretch(self, time: AttendedTime) -> str:
        first = time.starts.astimezone(self.zone)
        # What the clock shows at the end may be of another offset, or of another day.
        last = (time.ends.astimezone(UTC) - _SECOND).astimezone(self.zone)
        starts, ends = f"{first:%H:%M}", f"{last + _SECOND:%H:%M}"
        if ends == "00:00":
            ends = "24:00"
        if offset_note(first) == offset_note(last):
            return f"{starts}-{ends}{offset_note(last)}"
        return f"{starts}{offset_note(first)}-{ends}{offset_note(last)}"


def _capital(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]
