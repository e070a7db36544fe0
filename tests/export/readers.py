"""Readers of linked data and of calendars. They share no code with the library."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from icalendar import Calendar

from tests.export.disagreements import DAY

if TYPE_CHECKING:
    from icalendar import Event


class Item(NamedTuple):
    """The fields of an `OpeningHoursSpecification`."""

    days: frozenset[str]
    opens: str | None
    closes: str | None
    first: date
    last: date

    @classmethod
    def of(cls, written: dict[str, Any]) -> Item:
        assert written["@type"] == "OpeningHoursSpecification"
        return cls(
            frozenset(written.get("dayOfWeek", WEEKDAYS)),
            written.get("opens"),
            written.get("closes"),
            date.fromisoformat(written["validFrom"]),
            date.fromisoformat(written["validThrough"]),
        )

    def concerns(self, day: date) -> bool:
        """Return whether the item says anything about a day."""
        return self.first <= day <= self.last and f"https://schema.org/{day:%A}" in self.days

    def span_on(self, day: date) -> tuple[datetime, datetime] | None:
        """Return when the item opens and closes on a day, or None if it never opens."""
        if self.opens is None or self.closes is None:
            return None
        opens, closes = (
            datetime.combine(day, time.fromisoformat(each)) for each in (self.opens, self.closes)
        )
        assert opens != closes, "schema.org does not say what that means"
        return opens, closes if opens < closes else closes + DAY

    @property
    def is_special(self) -> bool:
        """Whether a reader may take the item for one that replaces others."""
        return self.first == self.last or self.opens is None


WEEKDAYS = [f"https://schema.org/{date(2026, 11, 23) + DAY * number:%A}" for number in range(7)]


class LinkedDataReader:
    """Reads `hoursAvailable` by the text of schema.org, which leaves one question open.

    Args:
        written: the items.
        special_replaces: whether the items of a single day replace the others of that day, as with
            `specialOpeningHoursSpecification`. Otherwise all items add up.
    """

    def __init__(self, written: list[dict[str, Any]], *, special_replaces: bool) -> None:
        self._items = [Item.of(each) for each in written]
        self._special_replaces = special_replaces

    def is_open(self, local: datetime) -> bool:
        """Return whether some item is open at a local time."""
        return any(
            opens <= local < closes
            for day in (local.date() - DAY, local.date())
            for opens, closes in self._spans(day)
        )

    def changes(self) -> set[datetime]:
        """Return every local time at which something may change."""
        first, last = self._items[0].first, max(item.last for item in self._items)
        days = [first + DAY * number for number in range((last - first).days + 1)]
        return {moment for day in days for span in self._spans(day) for moment in span}

    def _spans(self, day: date) -> list[tuple[datetime, datetime]]:
        said = [item for item in self._items if item.concerns(day)]
        if self._special_replaces and any(item.is_special for item in said):
            said = [item for item in said if item.is_special]
        return [span for span in (item.span_on(day) for item in said) if span]


def calendar_of(written: bytes) -> Calendar:
    calendar = Calendar.from_ical(written)
    assert isinstance(calendar, Calendar)
    return calendar


def events_of(written: bytes, channel_id: str | None = None) -> list[Event]:
    return [
        each
        for each in calendar_of(written).events
        if channel_id is None or each.categories == [channel_id]
    ]


def instants_of(event: Event) -> tuple[datetime, datetime]:
    start, end = event.DTSTART, event.DTEND
    assert isinstance(start, datetime)
    assert isinstance(end, datetime)
    return start, end


def event_spans(written: bytes, channel_id: str) -> list[tuple[datetime, datetime]]:
    """Return when a channel is open, by its events, in order."""
    return sorted(map(instants_of, events_of(written, channel_id)))
