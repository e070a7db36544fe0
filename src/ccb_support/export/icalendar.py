"""iCalendar (RFC 5545): an event for each time that a channel is open."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from ccb_support.answer.short_forms import ShortForms
from ccb_support.clock.instants import Instant
from ccb_support.clock.intervals import Interval, within
from ccb_support.clock.wall_clock import WallClock
from ccb_support.errors import (
    NotExpressibleError,
    listed,
    plain,
    quoted,
    require_extra,
    require_language,
)
from ccb_support.model.text import LocalizedText
from ccb_support.routing.router import DirectoryOrRouter
from ccb_support.schedule.channel_hours import ChannelState
from ccb_support.words import answers as answer_phrases
from ccb_support.words import errors as error_phrases

from .day_hours import Publication, PublishedChannel

_PRODUCT = "-//ccb-support//opening hours//EN"

_REFRESHED = timedelta(days=1)
"""After how long a program that subscribes to a calendar may ask for it again."""

_NAMESPACE = UUID("6d1a4c0e-6f5b-5c39-9a53-3c1b3f0f7d2e")
"""The namespace of the identifiers of events. With another namespace every event would be new."""


def to_icalendar(
    directory: DirectoryOrRouter,
    start: datetime,
    end: datetime,
    *,
    dtstamp: datetime,
    channels: Collection[str] | None = None,
    language: str | None = None,
) -> bytes:
    """Return when channels are open over a range, as a calendar in the format of RFC 5545.

    Each time that a channel is open is one event. An event does not block the time of a subscriber.
    An event that reaches over an end of the range is cut there.

    Instants are in UTC, and no event is repeated.

    The description of an event has the contacts, and names the season, special day or holiday that
    makes its hours special.

    An event keeps its `UID` while the first edition keeps its name, the channel its id, and the
    opening its beginning. So a calendar that you publish again updates the events of the last one.
    Its `REFRESH-INTERVAL` asks programs that subscribe to it to look for a new one every day.

    Args:
        directory: as for `to_opening_hours`.
        start: an aware `datetime`, in any zone, in the supported range.
        end: an aware `datetime` after `start`, at the latest the end of the supported range.
        dtstamp: the current time, an aware `datetime`, for `DTSTAMP`. The library never reads the
            clock.
        channels: as for `to_opening_hours`.
        language: as for `to_schema_org`.

    Returns:
        The calendar, in UTF-8 with the line ends of the format. Write it to a file as it is.

    Raises:
        NotAChannelDirectoryError: `directory` is not a `Directory`.
        DirectoryError: the directory names a holiday calendar that does not exist, or the editions
            do not fit together.
        MissingExtraError: the library `icalendar` is not installed, or the directory names a
            holiday calendar that needs another extra.
        NotExpressibleError: none of the channels is open in the range, and a calendar needs an
            event.
        EmptyRangeError: `start` is not before `end`.
        OutOfRangeError: `start` or `end` is outside the supported range, or `dtstamp` is not from
            1984 to 2199.
        NotADatetimeError: `start`, `end` or `dtstamp` is not a `datetime`.
        NaiveDatetimeError: `start`, `end` or `dtstamp` has no UTC offset.
        UnusableTimeZoneError: the `tzinfo` of one of them fails.
        UnknownChannelError: `channels` holds something other than the ids of channels.
        NotACollectionError: `channels` is a bare `str`, or not a collection.
        UnknownLanguageError: the library does not speak `language`.
    """
    with require_extra("to_icalendar", "icalendar", "export"):
        from icalendar import Calendar, Event, vDuration, vText  # noqa: PLC0415 - an extra, loaded where it is needed
        from icalendar.enums import TRANSP  # noqa: PLC0415 - the same extra
    publication = Publication(directory, channels)
    bounds = publication.clock.bounds(start, end)
    # The directory may not be in force yet.
    stamp = datetime.fromtimestamp(WallClock(UTC).instant(dtstamp), UTC)
    edition = publication.router.edition_at(start)
    forms = ShortForms(require_language(language, usual=edition.language))
    # An edition may have another name, but the calendar stays the same.
    own_name = publication.router.editions[0].name
    ids = list(dict.fromkeys(each.channel.id for each in publication.channels))
    components = [
        Event.new(
            stamp=stamp,
            transparency=TRANSP.TRANSPARENT,
            **_event(published, state, state.span.clipped(part), own_name, forms),
        )
        for published in publication.channels
        # Each event ends with its edition.
        for part in within([published.edition.span], bounds)
        for state in published.hours.states(part)
        if state.is_open
    ]
    if not components:
        raise NotExpressibleError(
            format_name=plain("iCalendar"),
            subject=plain(listed(map(quoted, ids)) or quoted(channels)),
            reason=error_phrases.NO_EVENT,
            way_out=error_phrases.CHOOSE_OTHERS,
        )
    calendar = Calendar.new(
        prodid=_PRODUCT, uid=_uid(own_name, "calendar", *ids), subcomponents=components
    )
    # The standard gives this key no type, so the type must be there.
    calendar["refresh-interval"] = vDuration(_REFRESHED, {"VALUE": "DURATION"})
    for key in ("name", "x-wr-calname"):  # the standard's key, and the older key
        calendar[key] = vText(forms.say(edition.name))
    written: bytes = calendar.to_ical()
    return written


def _uid(name: LocalizedText, *parts: str) -> str:
    """Return the identifier of the thing with these `parts` in the directory of this name."""
    return str(uuid5(_NAMESPACE, "\n".join([name.es, name.en, *parts])))


def _event(
    published: PublishedChannel,
    state: ChannelState,
    span: Interval[Instant],
    name: LocalizedText,
    forms: ShortForms,
) -> dict[str, Any]:
    """Return what the event of an opening says."""
    channel = published.channel
    lines = [forms.contact(each) for each in channel.contacts]
    # What makes the hours special: `season: Year-end hours`.
    lines += [
        forms.say(answer_phrases.CAUSES[each.kind], name=forms.say(each.name))
        for each in published.hours.causes(state)
    ]
    return {
        # An opening that began before the range is the same event in every range.
        "uid": _uid(name, channel.id, str(state.start)),
        "start": datetime.fromtimestamp(span.start, UTC),
        "end": datetime.fromtimestamp(span.end, UTC),
        "summary": forms.say(channel.name),
        # A day of every year may come before an opening and after it.
        "description": "\n".join(dict.fromkeys(lines)),
        "url": channel.contacts[0].uri,
        "categories": [channel.id],
    }
