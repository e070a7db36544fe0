"""A week in words: who is attended when, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from ccb_support.answer.short_forms import offset_note, place_of
from ccb_support.answer.speech import Voice
from ccb_support.clock.instants import instant_of
from ccb_support.clock.wall_clock import zone_named
from ccb_support.errors import require_language
from ccb_support.schedule.causes import Cause, CauseKind
from ccb_support.words import answers as phrases
from ccb_support.words import capitalize
from ccb_support.words import findings as finding_phrases

if TYPE_CHECKING:
    from . import AttendedTime, ChannelDay, ChannelWeek, WeekView

_SECOND = timedelta(seconds=1)


class SpokenWeek(Voice):
    """A week in one language: that of a tag, or else the directory's.

    All times are written in the directory's zone.

    Attributes:
        now: the marked instant, in this zone.

    Raises:
        UnknownLanguageError: the library does not speak `language`.
    """

    def __init__(self, week: WeekView, language: str | None) -> None:
        super().__init__(
            require_language(language, usual=week.language), zone_named(week.time_zone)
        )
        self._week = week
        self.now: datetime = week.now.astimezone(self.zone)

    @property
    def heading(self) -> str:
        """Which days are shown, and in which zone."""
        first, last = self._week.days[0].date, self._week.days[-1].date
        return self.say(
            phrases.WEEK,
            first=self.date_in_words(first),
            last=self.date_in_words(last),
            place=place_of(self._week.time_zone),
        )

    @property
    def marked(self) -> str:
        """The marked instant, in a sentence."""
        return self.say(
            phrases.MARKED,
            date=self.date_in_words(self.now.date()),
            time=self.spoken_time(self.now),
        )

    @property
    def version(self) -> str:
        """The version of the directory."""
        return self.say(phrases.VERSION, version=self._week.directory_version)

    def beginning(self) -> Iterator[str]:
        """Yield the days, the marked instant and the holidays of the week, each in a sentence."""
        yield self.heading
        yield self.marked
        for day in self._week.days:
            for name in day.holidays:
                yield self.say(
                    phrases.HOLIDAY, date=self.date_in_words(day.date), name=self.say(name)
                )

    def channel_heading(self, channel: ChannelWeek) -> str:
        """Return the name of a channel, and its first contact."""
        contact = self.contact(channel.channel.contacts[0])
        return f"{capitalize(self.say(channel.channel.name))}, {contact}"

    def date_in_short(self, day: date) -> str:
        """Return a day as in `Mon 13 Jul`."""
        return self.day_in_short(day, "{weekday:.3} {day} {month:.3}")

    def is_always_open(self, channel: ChannelWeek) -> bool:
        """Return whether a channel is open all week, under one name and with the same contacts."""
        is_whole = len(channel.days) == len(self._week.days)
        return is_whole and all(day.all_day for day in channel.days)

    def hours(self, day: ChannelDay) -> list[str]:
        """Return the hours of a day, one entry for each span."""
        if day.all_day:
            return [self.say(phrases.ALL_DAY)]
        return list(map(self._span, day.attended)) or [self.say(phrases.NOT_ATTENDED)]

    def cause(self, cause: Cause, day: ChannelDay) -> str:
        """Return the cause of a day's hours by its kind and name."""
        is_part = cause.kind is CauseKind.CLOSURE and day.attended
        phrase = phrases.LESS_A_CLOSURE if is_part else phrases.CAUSES[cause.kind]
        return self.say(phrase, name=self.say(cause.name))

    def lines(self) -> Iterator[str]:
        """Yield the week in lines. If the hours of a channel change, each day has its line."""
        yield self.say(self._week.name)
        yield from self.beginning()
        for channel in self._week.channels:
            yield ""
            yield self.channel_heading(channel)
            yield from (f"  {each}" for each in self._hours_of(channel))

    def summary(self) -> Iterator[str]:
        """Yield all that the picture shows, in sentences."""
        yield from self.beginning()
        for channel in self._week.channels:
            yield f"{self.channel_heading(channel)}: {'; '.join(self._hours_of(channel))}"
        yield self.version

    def _hours_of(self, channel: ChannelWeek) -> list[str]:
        """Return the hours of a channel, one entry for each day, or one for all."""
        if self.is_always_open(channel):
            return [f"{self.say(phrases.EVERY_DAY)}, {self.say(phrases.ALL_DAY)}"]
        return [*map(self._hours_on, channel.days)]

    def _hours_on(self, day: ChannelDay) -> str:
        """Return the hours of a day, and after them their causes and its state at the mark."""
        notes = [self.cause(each, day) for each in day.because]
        if day.date == self.now.date():
            # Two times in one zone would be compared by what the clock shows.
            now = instant_of(self.now)
            is_open = any(
                instant_of(each.starts) <= now < instant_of(each.ends) for each in day.attended
            )
            state = phrases.ATTENDED if is_open else phrases.NOT_ATTENDED
            notes.append(f"{self.spoken_time(self.now)}: {self.say(state)}")
        hours = f"{self.date_in_short(day.date)} {', '.join(self.hours(day))}"
        return f"{hours} ({'; '.join(notes)})" if notes else hours

    def _span(self, time: AttendedTime) -> str:
        # At the end itself, the clock may show another offset or another day.
        last = (time.ends.astimezone(UTC) - _SECOND).astimezone(self.zone)
        # It is the time of the end, at the offset just before.
        end = last.replace(tzinfo=None) + _SECOND
        ends = self.clock_time(end.hour, end.minute) + offset_note(last)
        return self.say(
            finding_phrases.SPAN,
            start=self.spoken_time(time.starts.astimezone(self.zone)),
            end=ends,
        )
