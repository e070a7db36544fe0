"""iCalendar (RFC 5545): an event for each time that a channel is open."""

from __future__ import annotations

import re
from datetime import UTC
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from ccb_support.clock.instants import FIRST_YEAR, LAST_YEAR, datetime_of, instant_of
from ccb_support.errors import (
    MissingExtraError,
    NotExpressibleError,
    OutOfRangeError,
    require_language,
)

from .publication import Publication

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from icalendar import Event, vText

    from ccb_support.clock.intervals import Interval
    from ccb_support.model.directory import Directory
    from ccb_support.routing.router import Router
    from ccb_support.words.languages import Language

    from .publication import PublishedChannel

_PRODUCT = "-//ccb-support//opening hours//EN"

_NAMESPACE = UUID("6d1a4c0e-6f5b-5c39-9a53-3c1b3f0f7d2e")
"""Where the identifiers of events come from. Another one would make every event a new one."""


def to_icalendar(
    directory: Directory | Router,
    start: datetime,
    end: datetime,
    *,
    dtstamp: datetime,
    channels: Collection[str] | None = None,
    language: str = "es",
) -> bytes:
    """Return when channels are open over a range, as a calendar in the format of RFC 5545.

    Each time that a channel is open is one event, which does not block the time of whoever takes
    the calendar in. An event that reaches over an end of the range is cut there.

    Instants are written in UTC: an event has a date of its own and is never repeated, so that no
    reader has to know the rules of the directory's zone, and the hour that comes twice is plain.

    An event keeps its `UID` as long as the directory has its name, the channel its id, and the
    opening its beginning, whatever the range, the language, and the version of the directory. So a
    calendar that is published again updates the events of the last one.

    Args:
        directory: a directory, which is read with Colombia's holidays, or a router.
        start: an aware `datetime`, in any zone, in the supported range.
        end: an aware `datetime` after `start`, at the latest the end of the supported range.
        dtstamp: the instant at which the calendar is made, an aware `datetime`: its `DTSTAMP`. The
            library reads no clock.
        channels: the ids of the channels to publish; all where left out.
        language: the language of names and descriptions: `"es"` or `"en"`.

    Returns:
        The calendar, in UTF-8 with the line ends of the format, to be written to a file as it is.

    Raises:
        NotAChannelDirectoryError: `directory` is no `Directory`.
        MissingExtraError: the library `icalendar` is not installed.
        NotExpressibleError: none of the channels is open in the range, and the format knows no
            calendar without an event.
        EmptyRangeError: `start` is not before `end`.
        OutOfRangeError: `start` or `end` is outside the supported range, or `dtstamp` is none that
            a `datetime` in UTC can hold.
        NotADatetimeError: `start`, `end` or `dtstamp` is no `datetime`.
        NaiveDatetimeError: `start`, `end` or `dtstamp` has no UTC offset.
        UnusableTimeZoneError: the `tzinfo` of one of them fails.
        UnknownChannelError: `channels` holds something that is no channel's id.
        NotACollectionError: `channels` is one bare `str`, or no collection.
        UnknownLanguageError: the library does not speak `language`.
    """
    try:
        from icalendar import Calendar  # noqa: PLC0415 - an extra, loaded where it is needed
    except ModuleNotFoundError as error:
        if error.name != "icalendar":
            raise
        raise MissingExtraError("to_icalendar", "icalendar", "export") from error
    publication = Publication(directory, channels)
    bounds = publication.clock.bounds(start, end)
    events = _Events(publication.directory, _in_utc(dtstamp), require_language(language))
    found = [event for each in publication.channels for event in events.of(each, bounds)]
    if not found:
        raise NotExpressibleError(
            "iCalendar",
            [each.channel.id for each in publication.channels],
            "no calendar is without an event, and none of these channels is open in the range",
            "Choose a longer range or other channels",
        )
    calendar = Calendar.new(
        prodid=_PRODUCT,
        uid=events.uid("calendar", *(each.channel.id for each in publication.channels)),
        subcomponents=found,
    )
    for key in ("name", "x-wr-calname"):  # the standard's, and what came before it
        calendar[key] = _exact_text()(events.directory.name.in_language(events.language))
    written: bytes = calendar.to_ical()
    return written


class _Events:
    """What the events of one calendar have in common."""

    def __init__(self, directory: Directory, stamp: datetime, language: Language) -> None:
        self.directory = directory
        self.language: Language = language
        self._stamp = stamp

    def of(self, published: PublishedChannel, bounds: Interval) -> Iterator[Event]:
        """Yield the events of a channel, in order."""
        for span in published.schedule.open_between(bounds):
            # An opening that began before the range is the same event in every range.
            opening = published.schedule.state_at(span.start).span
            yield self._event(published, opening, span)

    def uid(self, *parts: str) -> str:
        """Return an identifier of what `parts` tell apart in this directory."""
        name = self.directory.name
        return str(uuid5(_NAMESPACE, "\n".join([name.es, name.en, *parts])))

    def _event(self, published: PublishedChannel, opening: Interval, span: Interval) -> Event:
        from icalendar import Event  # noqa: PLC0415 - an extra, loaded where it is needed
        from icalendar.enums import TRANSP  # noqa: PLC0415 - likewise

        channel = published.channel
        event = Event.new(
            uid=self.uid(channel.id, str(opening.start)),
            stamp=self._stamp,
            start=datetime_of(span.start, UTC),
            end=datetime_of(span.end, UTC),
            url=channel.contacts[0].uri,
            categories=[channel.id],
            transparency=TRANSP.TRANSPARENT,
        )
        contacts = "\n".join(each.display(self.language) for each in channel.contacts)
        event["summary"] = _exact_text()(channel.name.in_language(self.language))
        event["description"] = _exact_text()(contacts)
        return event


def _in_utc(stamp: datetime) -> datetime:
    try:
        return datetime_of(instant_of(stamp), UTC)
    except OverflowError as error:
        raise OutOfRangeError(stamp, FIRST_YEAR, LAST_YEAR) from error


@cache
def _exact_text() -> type[vText]:
    """Return a type of text that keeps each backslash.

    `icalendar` writes one that stands before an N as the end of a line.
    """
    from icalendar import vText  # noqa: PLC0415 - an extra, loaded where it is needed

    class ExactText(vText):
        def to_ical(self) -> bytes:
            return re.sub(r"[\\;,]", r"\\\g<0>", self).replace("\n", r"\n").encode("utf-8")

    return ExactText
