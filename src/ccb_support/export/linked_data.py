"""schema.org's vocabulary: a `ContactPoint` for each channel, as JSON-LD."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, assert_never

from ccb_support.answer.short_forms import kinds_in_short
from ccb_support.calendars.colombia import holiday_names, is_holiday
from ccb_support.clock.instants import DAY, HOUR
from ccb_support.clock.intervals import Interval
from ccb_support.model.contacts import Email, Phone, Web
from ccb_support.model.hours import WEEKDAYS
from ccb_support.model.request_kinds import every_kind
from ccb_support.model.text import LocalizedText, checked_language

from .day_plans import ALL_DAY, WeekPlan, clock_time, stretches
from .publication import Publication

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date, datetime

    from ccb_support.model.channels import Channel
    from ccb_support.model.directory import Directory
    from ccb_support.routing.router import Router
    from ccb_support.words.languages import Language

    from .day_plans import Stretch
    from .publication import PublishedChannel

_VOCABULARY = "https://schema.org"
_NOON = 12 * HOUR

_DESCRIPTION = LocalizedText(
    es="Para {requests}: {contacts}. Los horarios son los de {zone}.",
    en="For {requests}: {contacts}. The hours are those of {zone}.",
)


def to_schema_org(
    directory: Directory | Router,
    start: datetime,
    end: datetime,
    *,
    channels: Collection[str] | None = None,
    language: Language = "es",
) -> dict[str, Any]:
    """Return when channels are attended over a range, as JSON-LD in schema.org's vocabulary.

    The document's `@graph` holds a `ContactPoint` for each channel: an organisation's
    `contactPoint` can take them as they are. Each item of `hoursAvailable` says from which day
    (`validFrom`) through which (`validThrough`) it holds, and no two disagree about a day. So what
    is special about a day needs no property of its own, which schema.org has for a `Place` alone,
    and a reader need not know which of two items comes first. Days outside the range are in none.

    Times are those of the directory's zone, which the descriptions name. A day that is open from
    midnight to midnight is two items that meet at noon: an item that opens and closes at the same
    time is taken for closed by some.

    Args:
        directory: a directory, which is read with Colombia's holidays, or a router.
        start: an aware `datetime`, in any zone. Each day that the range touches is published whole.
        end: an aware `datetime` after `start`, at the latest the end of the supported range.
        channels: the ids of the channels to publish; all where left out.
        language: the language of names and descriptions: `"es"` or `"en"`.

    Returns:
        A document of `dict`, `list` and `str`, as `json.dumps` takes it.

    Raises:
        NotAChannelDirectoryError: `directory` is no `Directory`.
        EmptyRangeError: `start` is not before `end`.
        OutOfRangeError: `start` or `end` is outside the supported range.
        NotADatetimeError: `start` or `end` is no `datetime`.
        NaiveDatetimeError: `start` or `end` has no UTC offset.
        UnusableTimeZoneError: the `tzinfo` of `start` or `end` fails.
        UnknownChannelError: `channels` holds something that is no channel's id.
        NotACollectionError: `channels` is one bare `str`, or no collection.
        UnknownLanguageError: the library does not speak `language`.
    """
    publication = Publication(directory, channels)
    days = publication.days(start, end)
    spoken = checked_language(language)
    return {
        "@context": _VOCABULARY,
        "@graph": [
            {
                **_contact_point(each.channel, publication.directory.time_zone, spoken),
                "hoursAvailable": list(_hours(each, days, spoken)),
            }
            for each in publication.channels
        ],
    }


def _contact_point(channel: Channel, time_zone: str, language: Language) -> dict[str, Any]:
    served = [each for each in every_kind() if channel.serves(each.request_type, each.priority)]
    description = _DESCRIPTION.in_language(language).format(
        requests=kinds_in_short(served, language),
        contacts=", ".join(each.display(language) for each in channel.contacts),
        zone=time_zone,
    )
    return {
        "@type": "ContactPoint",
        "identifier": channel.id,
        "name": channel.name.in_language(language),
        "contactType": "customer support",
        "description": description,
        **_reached_by(channel),
    }


def _reached_by(channel: Channel) -> dict[str, str | list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for contact in channel.contacts:
        match contact:
            case Phone():
                found["telephone"] += [uri.removeprefix("tel:") for uri in contact.uris]
            case Email():
                found["email"].append(contact.address)
            case Web():
                found["url"].append(contact.url)
            case _ as never:
                assert_never(never)
    return {key: values if len(values) > 1 else values[0] for key, values in found.items()}


def _hours(
    published: PublishedChannel, days: Interval, language: Language
) -> Iterator[dict[str, Any]]:
    week = WeekPlan.of(published.channel.hours)

    def name(day: date) -> str:
        return ", ".join(each.in_language(language) for each in _exceptions_on(day, published))

    for stretch in stretches(published.schedule, days, week.on, name):
        valid = {
            "validFrom": stretch.first.isoformat(),
            "validThrough": stretch.last.isoformat(),
        }
        named = {"name": stretch.name} if stretch.name else {}
        for item in _items(stretch, week):
            yield {"@type": "OpeningHoursSpecification", **named, **item, **valid}


def _exceptions_on(day: date, published: PublishedChannel) -> Iterator[LocalizedText]:
    """Yield the names of what may change the hours of a day."""
    special = [each.name for each in published.special_days if each.date <= day <= each.last_date]
    yield from special
    observes = published.channel.holidays == "closed" and not special
    if observes and is_holiday(published.holidays, day):
        yield from holiday_names(published.holidays, day)
    for closure in published.closures:
        if closure.first_date <= day <= closure.last_date:
            yield closure.name


def _items(stretch: Stretch, week: WeekPlan) -> list[dict[str, Any]]:
    """Return what is said of a stretch; of one without any hours, that it is closed."""
    if stretch.plan is None:
        items = list(_weekly_items(week, stretch))
    else:
        items = [_opening(span) for span in _halved(stretch.plan)]
    return items or [{}]  # "open if the opens property is specified, and closed otherwise"


def _weekly_items(week: WeekPlan, stretch: Stretch) -> Iterator[dict[str, Any]]:
    days = range(stretch.first.toordinal(), stretch.last.toordinal() + 1)
    occurring = {(ordinal - 1) % len(WEEKDAYS) for ordinal in days}
    weekdays: defaultdict[Interval, list[str]] = defaultdict(list)
    for number in sorted(occurring):
        for span in _halved(week.days[number]):
            weekdays[span].append(f"{_VOCABULARY}/{WEEKDAYS[number].capitalize()}")
    for span, names in sorted(weekdays.items()):
        yield {"dayOfWeek": names, **_opening(span)}


def _halved(plan: Iterable[Interval]) -> Sequence[Interval]:
    return [Interval(0, _NOON), Interval(_NOON, DAY)] if tuple(plan) == ALL_DAY else list(plan)


def _opening(span: Interval) -> dict[str, str]:
    # A closing time that is less than the opening time is one of the next day: so is midnight.
    return {
        "opens": f"{clock_time(span.start)}:00",
        "closes": f"{clock_time(span.end % DAY)}:00",
    }
