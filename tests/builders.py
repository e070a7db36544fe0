"""Small directories for the tests, and a small router. Each builder returns one kind of record."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from importlib.resources import files
from typing import TypeVar, get_args
from unittest.mock import patch
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from pydantic import BaseModel

from ccb_support import (
    Channel,
    Chat,
    Contact,
    Directory,
    Email,
    Phone,
    Router,
    WebForm,
    WhatsApp,
    default_directory,
)
from ccb_support.model import (
    AlwaysOpen,
    Closure,
    Day,
    DayHours,
    ListedHoliday,
    LocalizedText,
    OpeningSpan,
    Season,
    SpecialDay,
    WeeklyHours,
    WeeklySpan,
)
from ccb_support.model.hours import WeekOfMonth

_R = TypeVar("_R", bound=BaseModel)

_BOGOTA = "America/Bogota"
OFFICE = "Mo-Fr 07:00-17:00"
NIGHTS = "Mo-Fr 17:00-07:00"
PQRS = ("petition", "complaint", "claim", "suggestion", "appeal")

SHIPPED_TOML = re.sub(
    "(?m)^as_of = .+",
    "as_of = 2026-11-24",
    files("ccb_support").joinpath("directory.toml").read_text("utf-8"),
)
"""The file of the shipped directory. Its `as_of` is the one that `conftest.py` sets."""

SHIPPED = default_directory()
"""The shipped directory, which a test may change into another one."""

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MOVE = LocalizedText(es="Mudanza", en="Move")
_SEASON = LocalizedText(es="Fin de año", en="Year-end")


def at(text: str, zone: str = _BOGOTA) -> datetime:
    """Return the instant of a wall time such as `2026-11-24 09:30`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


MORNING = at("2026-11-24 09:30")
NOON = at("2026-11-24 12:00")
CLOSING = at("2026-11-24 17:00")
EVENING = at("2026-11-24 18:00")


class Clock:
    """A clock that does not move until it is set."""

    def __init__(self) -> None:
        self.time = MORNING

    def __call__(self) -> datetime:
        return self.time

    def show(self, text: str) -> None:
        """Set the clock to a time in Bogotá such as `2026-11-24 09:30`."""
        self.time = at(text)


def weekly_hours(text: str) -> AlwaysOpen | WeeklyHours:
    """Return hours from `always`, from `Mo-Fr 07:00-17:00; Sa[1,last] 08:00-12:00`, or no text."""
    if text == AlwaysOpen.ALWAYS:
        return AlwaysOpen.ALWAYS
    return WeeklyHours(tuple(map(_weekly_span, _parts(text))))


def day_hours(text: str) -> DayHours:
    """Return the hours of a day from `07:00-12:00; 13:00-17:00`, or from `closed`."""
    spans = [] if text == "closed" else [each.split("-") for each in _parts(text)]
    return DayHours(tuple(OpeningSpan(opens=opens, closes=closes) for opens, closes in spans))


def phone(
    number: int = 0, *, menu_option: str | None = None, extensions: Iterable[str] = ()
) -> Phone:
    """Return the telephone number in Bogotá that ends with a number from 0 to 99."""
    return Phone(
        printed=f"(601) 55501{number:02}",
        e164=f"+5760155501{number:02}",
        menu_option=menu_option,
        extensions=tuple(extensions),
    )


def short_code(code: str = "#383", context: str | None = None) -> Phone:
    """Return the telephone of a short code; without a context, it is Colombia's."""
    return Phone(printed=code, short_code=code, phone_context=context)


def whatsapp(number: int = 0) -> WhatsApp:
    """Return the number on WhatsApp that ends with a number from 0 to 99."""
    return WhatsApp(printed=f"300 55501{number:02}", e164=f"+5730055501{number:02}")


def mail(name: str = "desk") -> Email:
    """Return the mailbox of that name."""
    return Email(address=f"{name}@example.org")


def chat(page: str = "chat") -> Chat:
    """Return the chat on that page."""
    return Chat(url=f"https://example.org/{page}")


def form(page: str = "form") -> WebForm:
    """Return the web form on that page."""
    return WebForm(url=f"https://example.org/{page}")


def channel(
    channel_id: str = "desk",
    hours: str = "always",
    *,
    request_types: Collection[str] = "all",
    priorities: Collection[int] | str = "all",
    holidays: str = "open",  # or "closed", or hours of a day
    contacts: Iterable[Contact] = (),
    name: LocalizedText | None = None,
) -> Channel:
    """Return a channel. By default it serves every request at all times by telephone."""
    return Channel.model_validate(
        {
            "id": channel_id,
            "name": name or LocalizedText(es=f"Canal {channel_id}", en=f"channel {channel_id}"),
            "request_types": request_types,
            "priorities": priorities,
            "hours": weekly_hours(hours),
            "holidays": holidays if holidays in {"open", "closed"} else day_hours(holidays),
            "contacts": tuple(contacts) or (phone(sum(map(ord, channel_id)) % 100),),
        }
    )


def special_day(
    days: str,
    hours: str = "closed",
    *,
    channels: Collection[str] = "all",
    name: LocalizedText = _MOVE,
    opens_closed_days: bool | None = None,
) -> SpecialDay:
    """Return the special day of `2026-12-24`, `12-24`, or of each day in `12-24/12-31`."""
    first, _, last = days.partition("/")
    return SpecialDay.model_validate(
        {
            "name": name,
            "channels": channels,
            "date": first,
            "through": last or None,
            "hours": day_hours(hours),
            "opens_closed_days": opens_closed_days,
        }
    )


def season(
    days: str,
    hours: str = "",
    *,
    channels: Collection[str] = "all",
    name: LocalizedText = _SEASON,
) -> Season:
    """Return the season of `12-15/01-15`, or of `2026-12-15/2027-01-15`. Without hours, closed."""
    first, _, last = days.partition("/")
    return Season.model_validate(
        {
            "name": name,
            "channels": channels,
            "from": first,
            "through": last,
            "hours": weekly_hours(hours),
        }
    )


def closure(
    starts: str,
    ends: str,
    *,
    channels: Collection[str] = "all",
    name: LocalizedText = _MOVE,
) -> Closure:
    """Return the closure between two wall times such as `2026-12-05 22:00`."""
    return Closure.model_validate(
        {"name": name, "channels": channels, "starts": starts, "ends": ends}
    )


def ends_on(day: str) -> Closure:
    """Return the closure of everything from a day to the end of the supported range."""
    return closure(f"{day} 00:00", "2200-01-01 00:00")


def directory(
    *channels: Channel,
    time_zone: str = _BOGOTA,
    seasons: Iterable[Season] = (),
    special_days: Iterable[SpecialDay] = (),
    closures: Iterable[Closure] = (),
    holiday_calendar: object = None,
) -> Directory:
    """Return a directory of these channels. Without any, it has one that is always open.

    Its holidays are those of Colombia, also in other zones, unless it names others.
    """
    if holiday_calendar is None and time_zone != _BOGOTA:
        holiday_calendar = "CO"
    return Directory.model_validate(
        {
            "format": 2,
            "version": "1",
            "as_of": date(2026, 11, 24),
            "name": LocalizedText(es="Mesa", en="Desk"),
            "time_zone": time_zone,
            "channels": channels or (channel(),),
            "seasons": tuple(seasons),
            "special_days": tuple(special_days),
            "closures": tuple(closures),
            "holiday_calendar": holiday_calendar,
        }
    )


def holiday(date: str, name: str = "Fiesta") -> ListedHoliday:
    """Return the listed holiday of `2026-12-24`, or of `12-24` of every year."""
    return ListedHoliday.model_validate(
        {"date": date, "name": LocalizedText(es=name, en=f"({name})")}
    )


def changed(record: _R, **changes: object) -> _R:
    """Return a record with other values, which are validated like those of a file."""
    return type(record).model_validate(dict(record) | changes)


def shipped(**changes: object) -> Directory:
    """Return the shipped directory with other values."""
    return changed(SHIPPED, **changes)


def bounded_router(most: int, desk: Directory | None = None) -> Router:
    """Return a router, over the shipped directory or another, that keeps few answers and pieces.

    Its kept answers weigh at most so much, and as many pieces of functions are kept.
    """
    with (
        patch("ccb_support.routing.engine._MOST_KEPT", most),
        patch("ccb_support.schedule.editions._MOST_PIECES", most),
    ):
        return Router(desk or SHIPPED)


def line_with(text: str, words: str) -> int:
    """Return the first line of a text that has these words; the first line is 1."""
    return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _weekly_span(text: str) -> WeeklySpan:
    when, _, times = text.partition(" ")
    days, _, weeks = when.rstrip("]").partition("[")
    opens, _, closes = times.partition("-")
    known = {str(each): each for each in get_args(WeekOfMonth)}
    return WeeklySpan(
        days=tuple(_days(days)),
        opens=opens,
        closes=closes,
        weeks=tuple(known[each] for each in weeks.split(",")) if weeks else None,
    )


def _days(text: str) -> Iterator[Day]:
    for part in text.split(","):
        first, _, last = part.partition("-")
        yield from list(Day)[_DAYS.index(first) : _DAYS.index(last or first) + 1]


USUAL_WORDS = st.just((SHIPPED.request_types, SHIPPED.priorities))
"""Draws the words of the shipped directory, for a directory that is asked with these."""
