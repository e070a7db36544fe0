"""iCalendar (RFC 5545): an event for each time that a channel is open."""

from __future__ import annotations

import re
from datetime import UTC, timedelta
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from ccb_support.answer.short_forms import contact_in_short
from ccb_support.clock.instants import EVERY_YEAR, datetime_of, instant_of
from ccb_support.errors import (
    NotExpressibleError,
    require_extra,
    require_language,
)
from ccb_support.words.answers import CAUSES
from ccb_support.words.errors import CHOOSE_OTHERS, NO_EVENT

from .day_hours import Publication

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from icalendar import Event, vText

    from ccb_support.clock.instants import Instant
    from ccb_support.clock.intervals import Interval
    from ccb_support.model.directory import Directory
    from ccb_support.model.editions import Editions
    from ccb_support.routing.router import Router
    from ccb_support.schedule.channel_hours import ChannelState
    from ccb_support.words import Language

    from .day_hours import PublishedChannel

_PRODUCT = "-//ccb-support//opening hours//EN"

_REFRESHED = timedelta(days=1)
"""After how long a program that subscribes to a calendar may ask for it again."""

_NAMESPACE = UUID("6d1a4c0e-6f5b-5c39-9a53-3c1b3f0f7d2e")
"""The namespace of the identifiers of events. With another namespace every event would be new."""


def to_icalendar(
    directory: Editions | Router,
    start: datetime,
    end: datetime,
    *,
    dtstamp: datetime,
    channels: Collection[str] | None = None,
    language: str = "es",
) -> bytes:
    """Return when channels are open over a range, as a calendar in the format of RFC 5545.

    Each time that a channel is open is one event. An event does not block the time of a subscriber.
    An event that reaches over an end of the range is cut there.

    Instants are in UTC, and no event is repeated. So a reader need not know the rules of the
    directory's zone, and an hour that comes twice is unambiguous.

    The description of an event has the contacts, and names the season, special day or holiday that
    makes its hours special.

    An event keeps its `UID` while the directory keeps its name, the channel its id, and the opening
    its beginning. The range, the language and the version of the directory do not matter. So a
    calendar that you publish again updates the events of the last one. Its `REFRESH-INTERVAL` asks
    programs that subscribe to it to look for a new one every day.

    Args:
        directory: a directory or its editions, with their own holidays, or a router.
        start: an aware `datetime`, in any zone, in the supported range.
        end: an aware `datetime` after `start`, at the latest the end of the supported range.
        dtstamp: the current time, an aware `datetime`, for `DTSTAMP`. The library never reads the
            clock.
        channels: the ids of the channels to publish; all if left out.
        language: the language of names and descriptions: `"es"` or `"en"`.

    Returns:
        The calendar, in UTF-8 with the line ends of the format. Write it to a file as it is.

    Raises:
        NotAChannelDirectoryError: `directory` is not a `Directory`.
        MissingExtraError: the library `icalendar` is not installed.
        NotExpressibleError: none of the channels is open in the range, and a calendar needs an
            event.
        EmptyRangeError: `start` is not before `end`.
        OutOfRangeError: `start` or `end` is outside the supported range, or a `datetime` in UTC
            can't hold `dtstamp`.
        NotADatetimeError: `start`, `end` or `dtstamp` is not a `datetime`.
        NaiveDatetimeError: `start`, `end` or `dtstamp` has no UTC offset.
        UnusableTimeZoneError: the `tzinfo` of one of them fails.
        UnknownChannelError: `channels` holds something other than the ids of channels.
        NotACollectionError: `channels` is a bare `str`, or not a collection.
        UnknownLanguageError: the library does not speak `language`.
    """
    with require_extra("to_icalendar", "icalendar", "export"):
        from icalendar import Calendar, vDuration  # noqa: PLC0415 - an extra, loaded where it is needed
    publication = Publication(directory, channels)
    bounds = publication.clock.bounds(start, end)
    first = publication.editions.in_order[0].directory
    events = _Events(first, _in_utc(dtstamp), require_language(language))
    ids = list(dict.fromkeys(each.channel.id for each in publication.channels))
    components = [event for each in publication.channels for event in events.of(each, bounds)]
    if not components:
        raise NotExpressibleError("iCalendar", ids, NO_EVENT, CHOOSE_OTHERS)
    calendar = Calendar.new(
        prodid=_PRODUCT, uid=events.uid("calendar", *ids), subcomponents=components
    )
    # The standard gives this key no type, so the type must be there.
    calendar["refresh-interval"] = vDuration(_REFRESHED, {"VALUE": "DURATION"})
    for key in ("name", "x-wr-calname"):  # the standard's key, and the older key
        calendar[key] = _exact_text()(events.directory.name.in_language(events.language))
    written: bytes = calendar.to_ical()
    return written


class _Events:
    """Makes the events of one calendar."""

    def __init__(self, directory: Directory, stamp: datetime, language: Language) -> None:
        self.directory = directory
        self.language: Language = language
        self._stamp = stamp

    def of(self, published: PublishedChannel, bounds: Interval[Instant]) -> Iterator[Event]:
        """Yield the events of a channel in an edition, in order; each ends with the edition."""
        part = bounds.clipped(published.edition.span)
        states = published.hours.states(part) if part.start < part.end else ()
        for state in states:
            if state.is_open:
                yield self._event(published, state, state.span.clipped(part))

    def uid(self, *parts: str) -> str:
        """Return the identifier of the thing in this directory that has these `parts`."""
        name = self.directory.name
        return str(uuid5(_NAMESPACE, "\n".join([name.es, name.en, *parts])))

    def _event(
        self, published: PublishedChannel, state: ChannelState, span: Interval[Instant]
    ) -> Event:
        from icalendar import Event  # noqa: PLC0415 - an extra, loaded where it is needed
        from icalendar.enums import TRANSP  # noqa: PLC0415 - the same extra

        channel = published.channel
        event = Event.new(
            # An opening that began before the range is the same event in every range.
            uid=self.uid(channel.id, str(state.start)),
            stamp=self._stamp,
            start=datetime_of(span.start, UTC),
            end=datetime_of(span.end, UTC),
            url=channel.contacts[0].uri,
            categories=[channel.id],
            transparency=TRANSP.TRANSPARENT,
        )
        lines = [contact_in_short(each, self.language) for each in channel.contacts]
        # What makes the hours special: `season: Year-end hours`.
        lines += [
            CAUSES[each.kind].in_language(self.language, name=each.name.in_language(self.language))
            for each in published.hours.causes(state)
        ]
        event["summary"] = _exact_text()(channel.name.in_language(self.language))
        event["description"] = _exact_text()("\n".join(lines))
        return event


def _in_utc(stamp: datetime) -> datetime:
    try:
        return datetime_of(instant_of(stamp), UTC)
    except OverflowError as error:
        raise EVERY_YEAR.error(stamp) from error


@cache
def _exact_text() -> type[vText]:
    """Return a type of text that keeps each backslash.

    `icalendar` writes a backslash before an N as the end of a line.
    """
    from icalendar import vText  # noqa: PLC0415 - an extra, loaded where it is needed

    class ExactText(vText):
        def to_ical(self) -> bytes:
            return re.sub(r"[\\;,]", r"\\\g<0>", self).replace("\n", r"\n").encode("utf-8")

    return ExactText
