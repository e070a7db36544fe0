"""schema.org's vocabulary: a `ContactPoint` for each channel, as JSON-LD."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any

from ccb_support.answer.short_forms import ShortForms, place_of
from ccb_support.clock.instants import DAY, HOUR, WallTime, midnight_of
from ccb_support.clock.intervals import Interval
from ccb_support.errors import require_language
from ccb_support.model.changed_hours import Season
from ccb_support.model.channels import Channel
from ccb_support.model.contacts import Email, Phone
from ccb_support.model.hours import WEEKDAYS
from ccb_support.model.requests import every_kind
from ccb_support.routing.router import DirectoryOrRouter
from ccb_support.words import answers as phrases

from .day_hours import (
    ALL_DAY,
    DayPlan,
    DayRange,
    Publication,
    PublishedChannel,
    WeekOfPlans,
    day_ranges,
    hour_and_minute,
    plans_of_week,
)

_VOCABULARY = "https://schema.org"
_NOON = 12 * HOUR


def to_schema_org(
    directory: DirectoryOrRouter,
    start: datetime,
    end: datetime,
    *,
    channels: Collection[str] | None = None,
    language: str | None = None,
) -> dict[str, Any]:
    """Return when channels are attended over a range, as JSON-LD in schema.org's vocabulary.

    The document's `@graph` holds a `ContactPoint` for each channel. An organisation's
    `contactPoint` can take these as they are. Each item of `hoursAvailable` holds from one day
    (`validFrom`) through another (`validThrough`), and no two items disagree about a day. No item
    covers a day outside the range.

    Times are local times of the directory's zone, which the descriptions name. A day that is open
    from midnight to midnight is two items that meet at noon.

    Args:
        directory: as for `to_opening_hours`.
        start: as for `to_opening_hours`.
        end: as for `to_opening_hours`.
        channels: as for `to_opening_hours`.
        language: the language of names and descriptions, a BCP 47 tag of Spanish or English.
            Without it, they are in the language of the directory at `start`.

    Returns:
        A document of `dict`, `list` and `str`, ready for `json.dumps`.

    Raises:
        NotAChannelDirectoryError: `directory` is not a `Directory`.
        DirectoryError: the directory names a holiday calendar that does not exist, or the editions
            do not fit together.
        MissingExtraError: the directory names a holiday calendar that needs an extra.
        EmptyRangeError: `start` is not before `end`.
        OutOfRangeError: `start` or `end` is outside the supported range.
        NotADatetimeError: `start` or `end` is not a `datetime`.
        NaiveDatetimeError: `start` or `end` has no UTC offset.
        UnusableTimeZoneError: the `tzinfo` of `start` or `end` fails.
        UnknownChannelError: `channels` holds something other than the ids of channels.
        NotACollectionError: `channels` is a bare `str`, or not a collection.
        UnknownLanguageError: the library does not speak `language`.
    """
    publication = Publication(directory, channels)
    days = publication.days(start, end)
    usual = publication.router.edition_at(start).language
    forms = ShortForms(require_language(language, usual=usual))
    points: dict[str, dict[str, Any]] = {}
    for published, part in publication.within(days):
        point = _contact_point(published, forms)
        # An edition with other contacts is another point, with its own days.
        known = points.setdefault(json.dumps(point), {**point, "hoursAvailable": []})
        known["hoursAvailable"] += _hours(published, part)
    return {"@context": _VOCABULARY, "@graph": [*points.values()]}


def _contact_point(published: PublishedChannel, forms: ShortForms) -> dict[str, Any]:
    channel, directory = published.channel, published.edition.directory
    served = [
        each for each in every_kind(directory) if channel.serves(each.request_type, each.priority)
    ]
    description = forms.say(
        phrases.CHANNEL_DESCRIPTION,
        requests=forms.kinds_in_short(served, directory) or forms.say(phrases.NO_REQUEST),
        contacts=", ".join(map(forms.contact, channel.contacts)),
        place=place_of(directory.time_zone),
    )
    return {
        "@type": "ContactPoint",
        "identifier": channel.id,
        "name": forms.say(channel.name),
        "contactType": "customer support",
        "description": description,
        **_contacts(channel, forms),
    }


def _contacts(channel: Channel, forms: ShortForms) -> dict[str, list[str]]:
    properties: defaultdict[str, list[str]] = defaultdict(list)
    for contact in channel.contacts:
        if isinstance(contact, Phone):
            properties["telephone"] += _telephones(contact, forms)
        elif isinstance(contact, Email):
            properties["email"].append(contact.address)
        else:
            # The vocabulary has no property for a number on WhatsApp, but it has an address.
            properties["url"].append(contact.uri)
    return properties


def _telephones(phone: Phone, forms: ShortForms) -> list[str]:
    """Return the number with each of its extensions, and with what to press in its menu.

    A short code is there as people dial it. Only a URI writes it in another way.
    """
    option = f" {forms.say(phrases.MENU_OPTION)} {phone.menu_option}" if phone.menu_option else ""
    extensions = [f";ext={each}" for each in phone.extensions] or [""]
    return [f"{phone.dialled}{extension}{option}" for extension in extensions]


def _hours(published: PublishedChannel, days: Interval[WallTime]) -> Iterator[dict[str, Any]]:
    def week_in(season: Season | None) -> WeekOfPlans:
        return plans_of_week(season.hours if season else published.channel.hours)

    def ordinary(day: date) -> DayPlan:
        return week_in(published.schedule.season_on(midnight_of(day)))[day.weekday()]

    for day_range in day_ranges(published.schedule, days, ordinary):
        valid = {
            "validFrom": day_range.first.isoformat(),
            "validThrough": day_range.last.isoformat(),
        }
        for item in _items(day_range, week_in(day_range.season)):
            yield {"@type": "OpeningHoursSpecification", **item, **valid}


def _items(days: DayRange, week: WeekOfPlans) -> list[dict[str, Any]]:
    """Return the items of a range of days. An empty item means closed."""
    if days.plan is None:
        items = list(_weekly_items(week))
    else:
        items = [_opening(span) for span in _halve(days.plan)]
    return items or [{}]  # "open if the opens property is specified, and closed otherwise"


def _weekly_items(week: WeekOfPlans) -> Iterator[dict[str, Any]]:
    weekdays: defaultdict[Interval[int], list[str]] = defaultdict(list)
    for weekday, plan in zip(WEEKDAYS, week, strict=True):
        for span in _halve(plan):
            weekdays[span].append(f"{_VOCABULARY}/{weekday.capitalize()}")
    for span, names in sorted(weekdays.items()):
        yield {"dayOfWeek": names, **_opening(span)}


def _halve(plan: DayPlan) -> DayPlan:
    return (Interval(0, _NOON), Interval(_NOON, DAY)) if plan == ALL_DAY else plan


def _opening(span: Interval[int]) -> dict[str, str]:
    # A closing time before the opening time is on the next day, and so is midnight.
    return {
        "opens": f"{hour_and_minute(span.start)}:00",
        "closes": f"{hour_and_minute(span.end % DAY)}:00",
    }
