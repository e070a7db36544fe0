"""A week in the words of one language: what its text and its SVG picture say."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from ccb_support.answer.short_forms import (
    contact_in_short,
    day_in_full,
    month_in_short,
    offset_note,
    weekday_in_short,
)
from ccb_support.clock.zones import zone_named
from ccb_support.words import week_phrases as phrases
from ccb_support.words.sentences import capitalize

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ccb_support.model.text import LocalizedText
    from ccb_support.schedule.causes import Cause
    from ccb_support.words.languages import Language
    from ccb_support.words.phrase import Phrase

    from .records import AttendedTime, ChannelDay, ChannelWeek, WeekContent

_SECOND = timedelta(seconds=1)


class SpokenWeek:
    """A week in one language.

    Attributes:
        language: the language.
        zone: the directory's zone, in which all times are written.
        now: the marked instant, in this zone.
    """

    def __init__(self, week: WeekContent, language: Language) -> None:
        self._week = week
        self.language: Language = language
        self.zone = zone_named(week.time_zone)
        self.now = week.now.astimezone(self.zone)

    @property
    def heading(self) -> str:
        """Which days are shown, and in which zone."""
        first, last = self._week.days[0].date, self._week.days[-1].date
        heading = self.say(
            phrases.ONE_DAY if first == last else phrases.WEEK,
            first=self._long_date(first),
            last=self._long_date(last),
            zone=self._week.time_zone,
        )
        return capitalize(heading)

    @property
    def moment(self) -> str:
        """The marked instant, in a sentence."""
        return self.say(phrases.NOW, date=self._long_date(self.now), time=self.time)

    @property
    def time(self) -> str:
        """The marked time of day."""
        return f"{self.now:%H:%M}{offset_note(self.now)}"

    def say(self, phrase: Phrase, **parts: object) -> str:
        """Return a phrase in the language."""
        return phrase.in_language(self.language, **parts)

    def translate(self, text: LocalizedText) -> str:
        """Return a text of the directory in the language."""
        return text.in_language(self.language)

    def holidays(self) -> Iterator[str]:
        """Yield the holidays of the week, each in a sentence."""
        for day in self._week.days:
            for name in day.holidays:
                yield self.say(
                    phrases.HOLIDAY, date=self._long_date(day.date), name=self.translate(name)
                )

    def channel_name(self, channel: ChannelWeek) -> str:
        """Return the name of a channel, as a heading."""
        return capitalize(self.translate(channel.channel.name))

    def contact(self, channel: ChannelWeek) -> str:
        """Return the first contact of a channel."""
        return contact_in_short(channel.channel.contacts[0], self.language)

    def day_in_short(self, day: date) -> str:
        """Return a day as in `Mon 13`."""
        return f"{weekday_in_short(day, self.language)} {day.day:2}"

    def date_in_short(self, day: date) -> str:
        """Return a day as in `Mon 13 Jul`."""
        weekday, month = weekday_in_short(day, self.language), month_in_short(day, self.language)
        return f"{weekday} {day.day} {month}"

    def same_hours(self, channel: ChannelWeek) -> str | None:
        """Return the hours of a channel that is open or closed all week, or None if it changes."""
        if all(day.all_day for day in channel.days):
            return self.say(phrases.ALL_DAY)
        if not any(day.attended or day.because for day in channel.days):
            return self.say(phrases.CLOSED)
        return None

    def hours(self, day: ChannelDay) -> list[str]:
        """Return the hours of a day, one entry for each span."""
        if day.all_day:
            return [self.say(phrases.ALL_DAY)]
        return list(map(self._span, day.attended)) or [self.say(phrases.CLOSED)]

    def causes(self, day: ChannelDay) -> list[str]:
        """Return why the hours of a day are as they are."""
        return list(map(self.cause, day.because))

    def cause(self, cause: Cause) -> str:
        """Return an exception by its kind and name."""
        return self.say(phrases.CAUSES[cause.kind], name=self.translate(cause.name))

    def summary(self) -> Iterator[str]:
        """Yield all that the picture shows, in sentences."""
        yield self.heading
        yield self.moment
        yield from self.holidays()
        for channel in self._week.channels:
            hours = self._hours_in_a_row(channel)
            yield f"{self.channel_name(channel)}, {self.contact(channel)}: {hours}"

    def _hours_in_a_row(self, channel: ChannelWeek) -> str:
        if same := self.same_hours(channel):
            return f"{self.say(phrases.EVERY_DAY)} {same}"
        return "; ".join(map(self._day_in_a_row, channel.days))

    def _day_in_a_row(self, day: ChannelDay) -> str:
        causes = ", ".join(self.causes(day))
        hours = f"{self.date_in_short(day.date)} {', '.join(self.hours(day))}"
        return f"{hours} ({causes})" if causes else hours

    def _span(self, time: AttendedTime) -> str:
        first = time.starts.astimezone(self.zone)
        # At the end itself, the clock may show another offset or another day.
        last = (time.ends.astimezone(UTC) - _SECOND).astimezone(self.zone)
        starts, ends = f"{first:%H:%M}", f"{last + _SECOND:%H:%M}"
        if ends == "00:00":
            ends = "24:00"
        if offset_note(first) == offset_note(last):
            return f"{starts}-{ends}{offset_note(last)}"
        return f"{starts}{offset_note(first)}-{ends}{offset_note(last)}"

    def _long_date(self, day: date) -> str:
        return day_in_full(day, self.language)
