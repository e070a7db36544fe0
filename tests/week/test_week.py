"""The week: what its view holds, and that text and SVG show just that."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccb_support import (
    BOGOTA,
    CauseKind,
    Directory,
    LocalizedText,
    NaiveDatetimeError,
    NotADatetimeError,
    OutOfRangeError,
    Router,
    UnknownLanguageError,
    default_directory,
)
from ccb_support.testing import Oracle, strategies
from ccb_support.testing.boundary_instants import around, day_instants, exceptional_instants
from ccb_support.week import WeekView, canvas, week
from ccb_support.words.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccb_support.week import ChannelDay, ChannelWeek
    from ccb_support.words.languages import Language

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
TUESDAY = datetime(2026, 7, 14, 10, 30, tzinfo=BOGOTA)

OFFICE = (
    '[{ days = ["monday", "tuesday", "wednesday", "thursday", "friday"],'
    ' opens = "07:00", closes = "17:00" }]'
)


def channel(number: int = 0, *, hours: str = '"always"', holidays: str = "open") -> str:
    """Return a channel as a directory writes it."""
    return f"""
[[channels]]
id = "c{number}"
name = {{ es = "canal {number}", en = "channel {number}" }}
request_types = "all"
priorities = "all"
holidays = "{holidays}"
hours = {hours}
contacts = [{{ medium = "email", address = "desk@example.org" }}]
"""


def desk(*entries: str, time_zone: str = "America/Bogota") -> Directory:
    """Return a directory of these channels and exceptions; of one that is always open for none."""
    return Directory.from_toml(
        f"""
format = 1
version = "1"
as_of = 2026-01-01
time_zone = "{time_zone}"
name = {{ es = "Mesa", en = "Desk" }}
"""
        + "".join(entries or [channel()])
    )


def hours(day: ChannelDay) -> list[str]:
    return [f"{each.starts:%H:%M}-{each.ends:%H:%M}" for each in day.attended]


def moments(directory: Directory, view: WeekView) -> Iterator[datetime]:
    """Yield the instants of a week at which something may change, and their neighbours."""
    dates = {day.date for day in view.days}
    found = [each for day in dates for each in day_instants(directory, day)]
    for moment in around([*found, *exceptional_instants(directory)], directory):
        if moment.astimezone(directory.zone).date() in dates:
            yield moment


def is_attended(channel: ChannelWeek, moment: datetime, zone: ZoneInfo) -> bool:
    """Tell whether a channel is attended, by what the view has of the day that the clock shows."""
    (day,) = (each for each in channel.days if each.date == moment.astimezone(zone).date())
    return any(
        each.starts.astimezone(UTC) <= moment.astimezone(UTC) < each.ends.astimezone(UTC)
        for each in day.attended
    )


class TestTruth:
    """A channel is attended in the view exactly when it is open, by a slow reading too."""

    @settings(max_examples=60)
    @given(data=st.data())
    def test_wherever_something_may_change(self, data: st.DataObject) -> None:
        directory = data.draw(strategies.directories())
        view = week(directory, data.draw(strategies.boundary_instants(directory)))
        oracle, router = Oracle(directory), Router(directory)
        for moment in moments(directory, view):
            for channel in view.channels:
                seen = is_attended(channel, moment, directory.zone)
                assert seen == oracle.is_open(channel.channel.id, moment)
                assert seen == router.status(channel.channel.id, moment).open_now

    @settings(max_examples=60)
    @given(data=st.data())
    def test_stretches_are_cut_at_midnight_in_order_and_apart(self, data: st.DataObject) -> None:
        directory = data.draw(strategies.directories())
        view = week(directory, data.draw(strategies.boundary_instants(directory)))
        for channel in view.channels:
            for day in channel.days:
                ends = [t for each in day.attended for t in (each.starts, each.ends)]
                assert [each.astimezone(UTC) for each in ends] == sorted(
                    {each.astimezone(UTC) for each in ends}
                )
                assert all(each.starts.date() == day.date for each in day.attended)


class TestDays:
    """The week goes from Monday to Sunday and contains the instant, in the directory's zone."""

    @given(strategies.instants())
    def test_it_is_the_week_of_the_instant(self, when: datetime) -> None:
        view = week(default_directory(), when)
        dates = [day.date for day in view.days]
        assert when.astimezone(BOGOTA).date() in dates
        assert dates == [dates[0] + DAY * number for number in range(len(dates))]
        if dates[0].year > 1984 and dates[-1] < date(2199, 12, 30):
            assert (dates[0].weekday(), len(dates)) == (0, 7)

    def test_whose_sunday_it_is_depends_on_the_zone(self) -> None:
        when = datetime(2026, 7, 13, 3, 0, tzinfo=UTC)
        assert week(default_directory(), when).days[-1].date == date(2026, 7, 12)

    @pytest.mark.parametrize(
        ("when", "dates"),
        [
            (datetime(1984, 1, 1, tzinfo=BOGOTA), ["1984-01-01"]),
            (
                datetime(2199, 12, 31, 23, 59, 59, 999999, tzinfo=BOGOTA),
                ["2199-12-30", "2199-12-31"],
            ),
        ],
        ids=["first", "last"],
    )
    def test_the_supported_range_ends_it(self, when: datetime, dates: list[str]) -> None:
        view = week(default_directory(), when)
        assert [f"{day.date}" for day in view.days] == dates
        assert {len(channel.days) for channel in view.channels} == {len(dates)}

    def test_a_day_that_does_not_exist_is_left_out(self) -> None:
        directory = desk(time_zone="Pacific/Apia")
        view = week(directory, datetime(2011, 12, 28, tzinfo=directory.zone))
        assert [day.date.day for day in view.days] == [26, 27, 28, 29, 31, 1]
        assert all(day.all_day for day in view.channels[0].days)

    @pytest.mark.parametrize(
        ("zone", "sunday", "length"),
        [
            ("America/New_York", date(2026, 3, 8), 23),
            ("America/New_York", date(2026, 11, 1), 25),
            ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ],
    )
    def test_a_day_on_which_the_clock_is_set_has_its_own_length(
        self, zone: str, sunday: date, length: float
    ) -> None:
        directory = desk(time_zone=zone)
        when = datetime.combine(sunday, time(12), tzinfo=directory.zone)
        (stretch,) = week(directory, when).channels[0].days[-1].attended
        elapsed = stretch.ends.astimezone(UTC) - stretch.starts.astimezone(UTC)
        assert elapsed == timedelta(hours=length)

    def test_where_the_clock_goes_back_over_midnight_a_day_comes_in_two_parts(self) -> None:
        directory = desk(time_zone="America/St_Johns")
        view = week(directory, datetime(2010, 11, 4, tzinfo=directory.zone))
        saturday, sunday = view.channels[0].days[-2:]
        assert [hours(saturday), hours(sunday)] == [
            ["00:00-00:00", "23:01-00:00"], ["00:00-23:01", "00:00-00:00"],
        ]  # fmt: skip
        assert saturday.all_day
        assert sunday.all_day


class TestExceptions:
    """Holidays stand with their days; a channel's day names what makes its hours what they are."""

    SPECIAL = """
[[special_days]]
name = { es = "Víspera", en = "Eve" }
date = 2026-12-24
hours = [{ opens = "07:00", closes = "12:00" }]

[[closures]]
name = { es = "Mudanza", en = "Move" }
starts = 2026-12-22T15:00:00
ends = 2026-12-23T09:00:00
"""

    def view(self, holidays: str = "closed") -> WeekView:
        directory = desk(channel(hours=OFFICE, holidays=holidays), self.SPECIAL)
        return week(directory, datetime(2026, 12, 24, tzinfo=BOGOTA))

    def test_a_holiday_is_named_on_its_day_and_no_other(self) -> None:
        named = {
            day.date: [name.en for name in day.holidays] for day in self.view().days if day.holidays
        }
        assert named == {date(2026, 12, 25): ["Christmas Day"]}

    def test_each_day_names_its_own_exceptions(self) -> None:
        (channel,) = self.view().channels
        assert [
            (hours(day), [(cause.kind, cause.name.en) for cause in day.because])
            for day in channel.days
        ] == [
            (["07:00-17:00"], []),
            (["07:00-15:00"], [(CauseKind.CLOSURE, "Move")]),
            (["09:00-17:00"], [(CauseKind.CLOSURE, "Move")]),
            (["07:00-12:00"], [(CauseKind.SPECIAL_DAY, "Eve")]),
            ([], [(CauseKind.HOLIDAY, "Christmas Day")]),
            ([], []),
            ([], []),
        ]

    def test_a_channel_that_is_open_on_holidays_names_none(self) -> None:
        (channel,) = self.view("open").channels
        assert (hours(channel.days[4]), channel.days[4].because) == (["07:00-17:00"], ())

    def test_another_calendar_may_be_used(self) -> None:
        router = Router(default_directory(), holidays={date(2026, 7, 15): "Fiesta"})
        view = week(router, TUESDAY)
        assert [name.es for day in view.days for name in day.holidays] == ["Fiesta"]
        assert hours(view.channels[0].days[0]) == ["07:00-17:00"]
        assert not view.channels[0].days[2].attended


class TestRecord:
    """It is a value, which goes to JSON and back, and is drawn in both languages."""

    VIEW = week(default_directory(), TUESDAY)

    def test_json_brings_it_back(self) -> None:
        back = WeekView.model_validate_json(self.VIEW.model_dump_json())
        assert back == self.VIEW
        assert back.text("es") == self.VIEW.text("es")
        assert back.svg("en") == self.VIEW.svg("en")

    def test_it_says_what_it_is_of(self) -> None:
        directory = default_directory()
        assert (self.VIEW.name, self.VIEW.time_zone) == (directory.name, "America/Bogota")
        assert self.VIEW.directory_version == directory.version
        assert self.VIEW.now == TUESDAY
        assert [each.channel for each in self.VIEW.channels] == list(directory.channels)

    def test_another_language_is_refused(self) -> None:
        for draw in (self.VIEW.text, self.VIEW.svg):
            with pytest.raises(UnknownLanguageError):
                draw("fr")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - refused

    @pytest.mark.parametrize(
        ("when", "error"),
        [
            (date(2026, 7, 14), NotADatetimeError),
            (TUESDAY.replace(tzinfo=None), NaiveDatetimeError),
            (datetime(1983, 12, 31, 23, 59, 59, tzinfo=BOGOTA), OutOfRangeError),
            (datetime(2200, 1, 1, tzinfo=BOGOTA), OutOfRangeError),
        ],
    )
    def test_an_instant_that_is_none_is_refused(
        self, when: datetime, error: type[Exception]
    ) -> None:
        with pytest.raises(error):
            week(default_directory(), when)


# --- As text


class Written(NamedTuple):
    """What the text shows of one day of a channel."""

    hours: list[str]
    bar: str


STRETCH = re.compile(r"(\d\d:\d\d)(?: \(UTC(.{6})\))?-(\d\d:\d\d)(?: \(UTC(.{6})\))?")


def written(text: str) -> list[list[Written]]:
    """Read a text back: for each channel, for each of its days, its hours and its bar."""
    _, _, *blocks = text.split("\n\n")
    return [[_written_day(rows) for rows in re.split(r"\n(?=  \S)", each)[1:]] for each in blocks]


def _written_day(rows: str) -> Written:
    told = [match[0] for match in STRETCH.finditer(rows)] or [rows[13:24].strip()]
    return Written(told, rows.partition("\n")[0][26:].ljust(48))


def instants_of(stretch: str, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the ends of a stretch that is written as hours of a day."""
    starts, offset, ends, last_offset = STRETCH.fullmatch(stretch).groups()  # type: ignore[union-attr]  # pyright: ignore[reportOptionalMemberAccess] - it matched
    midnight = datetime.combine(day, time())
    first = midnight + timedelta(hours=int(starts[:2]), minutes=int(starts[3:]))
    last = midnight + timedelta(hours=int(ends[:2]), minutes=int(ends[3:])) - MINUTE
    return (
        _instant(first, offset or last_offset, zone),
        _instant(last, last_offset, zone) + MINUTE,
    )


def _instant(local: datetime, offset: str | None, zone: ZoneInfo) -> datetime:
    written_so = datetime.fromisoformat(f"{local}{offset or '+00:00'}").astimezone(zone)
    is_so = written_so.replace(tzinfo=None) == local
    return (written_so if is_so else local.replace(tzinfo=zone)).astimezone(UTC)


class TestText:
    """The text says, in numbers and in bars, just what the router says."""

    @settings(max_examples=40)
    @given(data=st.data(), language=st.sampled_from(["es", "en"]))
    def test_its_hours_are_the_routers(self, data: st.DataObject, language: Language) -> None:
        directory = data.draw(strategies.directories())
        view = week(directory, data.draw(strategies.boundary_instants(directory)))
        shown = written(view.text(language))
        router = Router(directory)
        for moment in moments(directory, view):
            day = [each.date for each in view.days].index(moment.astimezone(directory.zone).date())
            for channel_id, days in zip(directory.channel_ids, shown, strict=True):
                # Days that are all alike share a row.
                told = days[day if len(days) > 1 else 0].hours
                is_open = told in (["todo el día"], ["all day"])
                if STRETCH.match(told[0]):
                    ends = [instants_of(each, view.days[day].date, directory.zone) for each in told]
                    is_open = any(start <= moment < end for start, end in ends)
                assert is_open == router.status(channel_id, moment).open_now, (moment, told)

    @settings(max_examples=10)
    @given(data=st.data())
    def test_its_bars_are_what_a_look_each_minute_shows(self, data: st.DataObject) -> None:
        directory = data.draw(strategies.directories(hours=strategies.weekly_hours(step=5)))
        view = week(directory, data.draw(strategies.boundary_instants(directory)))
        oracle, seen = Oracle(directory), defaultdict[tuple[str, date, int], set[bool]](set)
        for moment in minutes_of(view):
            local = moment.astimezone(directory.zone)
            half_hour = local.hour * 2 + local.minute // 30
            for each in directory.channel_ids:
                seen[each, local.date(), half_hour].add(oracle.is_open(each, moment))
        marks = {frozenset({True}): "#", frozenset({False}): ".", frozenset({False, True}): "+"}
        for channel_id, days in zip(directory.channel_ids, written(view.text()), strict=True):
            for number, day in enumerate(view.days):
                bar = days[number if len(days) > 1 else 0].bar
                assert bar == "".join(
                    marks.get(frozenset(seen[channel_id, day.date, each]), " ")
                    for each in range(48)
                )

    def test_it_marks_the_instant_below_its_half_hour(self) -> None:
        lines = week(default_directory(), TUESDAY).text("en").split("\n")
        (row,) = (number for number, line in enumerate(lines) if "^ now, 10:30: attended" in line)
        assert lines[row - 1].startswith("  Tue 14     07:00-17:00")
        assert lines[row].index("^") == 26 + 21

    def test_late_in_the_day_it_says_so_before_the_mark(self) -> None:
        text = week(default_directory(), TUESDAY.replace(hour=23, minute=59)).text("en")
        (line,) = (line for line in text.split("\n") if line.endswith("now, 23:59: closed ^"))
        assert line.index("^") == 26 + 47

    def test_an_hour_that_never_comes_is_a_gap_in_the_bar(self) -> None:
        directory = desk(channel(hours=OFFICE), time_zone="America/New_York")
        text = week(directory, datetime(2026, 3, 8, tzinfo=directory.zone)).text()
        assert written(text)[0][-1] == Written(["cerrado"], f"....  {42 * '.'}")

    def test_an_hour_that_comes_twice_is_told_with_its_offset(self) -> None:
        night = '[{ days = ["sunday"], opens = "01:15", closes = "01:45" }]'
        directory = desk(channel(hours=night), time_zone="America/New_York")
        when = datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=directory.zone)
        text = week(directory, when).text("en")
        assert "now, 01:30 (UTC-05:00): attended" in text
        assert written(text)[0][-1].hours == ["01:15-01:45 (UTC-04:00)", "01:15-01:45 (UTC-05:00)"]

    @pytest.mark.parametrize(
        ("opens", "closes", "told"),
        [
            ("00:30", "01:30", ["00:30-01:30 (UTC-04:00)", "01:00-01:30 (UTC-05:00)"]),
            ("01:30", "03:00", ["01:30-02:00 (UTC-04:00)", "01:30 (UTC-05:00)-03:00"]),
            ("01:00", "02:00", ["01:00 (UTC-04:00)-02:00 (UTC-05:00)"]),
        ],
    )
    def test_an_offset_stands_with_each_time_that_needs_it(
        self, opens: str, closes: str, told: list[str]
    ) -> None:
        night = f'[{{ days = ["sunday"], opens = "{opens}", closes = "{closes}" }}]'
        directory = desk(channel(hours=night), time_zone="America/New_York")
        text = week(directory, datetime(2026, 11, 1, tzinfo=directory.zone)).text("en")
        assert written(text)[0][-1].hours == told

    @pytest.mark.parametrize(
        ("hour", "told"), [(7, "now, 07:00: attended"), (17, "now, 17:00: closed")]
    )
    def test_at_the_ends_of_the_hours_it_says_what_the_router_says(
        self, hour: int, told: str
    ) -> None:
        assert told in week(default_directory(), TUESDAY.replace(hour=hour, minute=0)).text("en")

    def test_a_channel_closed_all_week_for_a_reason_shows_each_day(self) -> None:
        move = TestExceptions.SPECIAL.replace("2026-12-22", "2026-12-21").replace("T15", "T00")
        move = move.replace("2026-12-23T09", "2026-12-28T00")
        text = week(desk(channel(), move), datetime(2026, 12, 24, tzinfo=BOGOTA)).text("en")
        assert [day.hours for day in written(text)[0]] == [["closed"]] * 7
        assert text.count("closure: Move") == 7

    @settings(max_examples=40)
    @given(data=st.data(), language=st.sampled_from(["es", "en"]))
    def test_no_line_is_wider_than_80(self, data: st.DataObject, language: Language) -> None:
        directory = data.draw(directories_of_any_name())
        text = week(directory, data.draw(strategies.boundary_instants(directory))).text(language)
        assert max(map(len, text.split("\n"))) <= 80
        assert all(line == line.rstrip() for line in text.split("\n"))

    def test_it_is_plain_ascii_but_for_the_words(self) -> None:
        assert week(desk(), datetime(2026, 7, 8, tzinfo=BOGOTA)).text("en").isascii()


def minutes_of(view: WeekView) -> Iterator[datetime]:
    """Yield every minute at which the clock shows one of the view's days."""
    zone = ZoneInfo(view.time_zone)
    moment = datetime.combine(view.days[0].date, time(), tzinfo=zone).astimezone(UTC)
    end = datetime.combine(view.days[-1].date + DAY, time(), tzinfo=zone).astimezone(UTC)
    while moment < end:
        yield moment
        moment += MINUTE


def names() -> st.SearchStrategy[LocalizedText]:
    """Draw names of every kind that a directory takes, hostile ones too."""
    words = st.text(min_size=1, max_size=300).map(str.strip)
    visible = words.filter(lambda text: bool(text) and text.isprintable())
    hostile = st.sampled_from(
        [
            "<script>alert(1)</script>",
            "]]>&amp;\"'",
            "x" * 500,
            "M" * 500,
            "{zone}",
            "%s",
            "日本" * 90,
        ]
    )
    return (visible | hostile).map(lambda text: LocalizedText(es=text, en=text))


@st.composite
def directories_of_any_name(draw: st.DrawFn) -> Directory:
    """Draw directories whose names are of every kind."""
    directory = draw(strategies.directories())
    return directory.model_copy(
        update={
            "name": draw(names()),
            "channels": tuple(
                each.model_copy(update={"name": draw(names())}) for each in directory.channels
            ),
            "special_days": tuple(
                each.model_copy(update={"name": draw(names())}) for each in directory.special_days
            ),
        }
    )


# --- As SVG

NAMESPACE = "{http://www.w3.org/2000/svg}"


class Shape(NamedTuple):
    """A rectangle or a text of a picture."""

    element: ET.Element
    tag: str
    x: float
    y: float
    width: float
    height: float
    fill: str


def shapes(picture: str) -> list[Shape]:
    """Return what a picture is drawn of, from the back to the front."""
    root = ET.fromstring(picture)  # noqa: S314 - the library's own
    return [_shape(each) for each in root if each.tag.removeprefix(NAMESPACE) in {"rect", "text"}]


def _shape(element: ET.Element) -> Shape:
    x, y, width, height = (float(element.get(name, 0)) for name in ("x", "y", "width", "height"))
    tag, fill = element.tag.removeprefix(NAMESPACE), element.get("fill", "")
    return Shape(element, tag, x, y, width, height, fill)


def drawn(picture: str, view: WeekView) -> list[list[tuple[datetime, datetime]]]:
    """Read a picture back: the stretches in which each of its channels is attended."""
    bars = [each for each in shapes(picture) if each.height == 20]
    closed = [each for each in bars if each.fill == canvas.SHUT]
    found: list[list[tuple[datetime, datetime]]] = []
    for y in sorted({each.y for each in closed}):
        columns = sorted(each.x for each in closed if each.y == y)
        opened = [each for each in bars if each.y == y and each.fill == canvas.OPEN]
        found.append([_times(each, columns, view) for each in opened])
    return found


def _times(bar: Shape, columns: list[float], view: WeekView) -> tuple[datetime, datetime]:
    number = max(number for number, x in enumerate(columns) if x <= bar.x + 0.02)
    zone, width = ZoneInfo(view.time_zone), 840 / len(columns)
    day = view.days[number].date
    start, end = (
        datetime.combine(each, time(), tzinfo=zone).astimezone(UTC) for each in (day, day + DAY)
    )
    places = (bar.x - columns[number], bar.x + bar.width - columns[number])
    first, last = (
        start + round((end - start) * place / width / MINUTE) * MINUTE for place in places
    )
    return first, last


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, as WCAG 2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    channels = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def grounds(text: Shape, picture: list[Shape]) -> list[str]:
    """Return the colours that lie below a text: a hatch, and what shows through it."""
    below = [
        shape.fill
        for shape in picture[: picture.index(text)]
        if shape.tag == "rect"
        and shape.x <= text.x <= shape.x + shape.width
        and shape.y < text.y - 4 < shape.y + shape.height
    ]
    hatched = [canvas.HATCH] if below[-1].startswith("url") else []
    return [next(fill for fill in reversed(below) if fill.startswith("#")), *hatched]


VIEWS = [
    week(default_directory(), TUESDAY),
    week(
        desk(channel(hours=OFFICE), channel(1, hours="[]"), TestExceptions.SPECIAL),
        datetime(2026, 12, 24, 20, tzinfo=BOGOTA),
    ),
    week(default_directory(), datetime(1984, 1, 1, tzinfo=BOGOTA)),
    week(desk(*map(channel, range(50))), TUESDAY),
]
VIEW_IDS = ["shipped", "special", "one day", "fifty channels"]


class TestSvg:
    """The SVG shows just what the router says."""

    @settings(max_examples=40)
    @given(data=st.data())
    def test_its_bars_are_the_routers(self, data: st.DataObject) -> None:
        directory = data.draw(strategies.directories())
        view = week(directory, data.draw(strategies.boundary_instants(directory)))
        shown, router = drawn(view.svg(), view), Router(directory)
        assert len(shown) == len(directory.channels)
        for moment in moments(directory, view):
            for channel_id, stretches in zip(directory.channel_ids, shown, strict=True):
                is_open = any(start <= moment < end for start, end in stretches)
                assert is_open == router.status(channel_id, moment).open_now, moment

    @settings(max_examples=40)
    @given(data=st.data(), language=st.sampled_from(["es", "en"]))
    def test_its_hours_are_those_of_the_text(self, data: st.DataObject, language: Language) -> None:
        directory = data.draw(strategies.directories(time_zones=st.just("America/Bogota")))
        view = week(directory, data.draw(strategies.boundary_instants(directory)))
        lines = [
            each.element.text or "" for each in shapes(view.svg(language)) if each.tag == "text"
        ]
        expected = [
            each for days in written(view.text(language)) for day in days for each in day.hours
        ]
        assert [each for each in lines if STRETCH.fullmatch(each)] == [
            each for each in expected if STRETCH.fullmatch(each)
        ]

    def test_it_marks_the_instant_on_each_bar(self) -> None:
        root = ET.fromstring(VIEWS[0].svg())  # noqa: S314 - the library's own
        marks = [
            line.get("x1")
            for line in root.iter(f"{NAMESPACE}line")
            if line.get("stroke") == canvas.MARK
        ]
        at_half_past_ten = f"{20 + 120 + 120 * 10.5 / 24:g}"
        assert marks[1:] == [at_half_past_ten] * len(VIEWS[0].channels)

    def test_a_holiday_is_hatched_in_its_head_and_behind_each_bar(self) -> None:
        hatched = [each for each in shapes(VIEWS[0].svg()) if each.fill.startswith("url")]
        legend, *others = hatched
        assert legend.width == 25
        assert [(each.x, each.width) for each in others] == [(20, 120)] * 6

    @pytest.mark.parametrize(("day", "x"), [(14, 20 + 840 * 0.75), (18, 20 + 840 * 0.25)])
    def test_hours_on_a_bar_are_out_of_the_way_of_the_mark(self, day: int, x: float) -> None:
        picture = shapes(week(desk(), TUESDAY.replace(day=day)).svg("en"))
        assert [each.x for each in picture if each.element.text == "all day, every day"] == [x]

    def test_a_day_in_two_parts_fills_its_column_once(self) -> None:
        directory = desk(time_zone="America/St_Johns")
        view = week(directory, datetime(2010, 11, 4, tzinfo=directory.zone))
        bars = [each for each in shapes(view.svg()) if each.height == 20]
        *_, saturday, saturday_again, sunday, _ = [b for b in bars if b.fill == canvas.OPEN]
        assert saturday.x == 20 + 5 * 120
        assert saturday_again.x == pytest.approx(saturday.x + saturday.width, abs=0.01)
        assert saturday_again.x + saturday_again.width == pytest.approx(sunday.x, abs=0.01)

    def test_hours_are_where_they_are_also_where_the_clock_is_set(self) -> None:
        directory = desk(time_zone="America/New_York")
        view = week(directory, datetime(2026, 11, 1, tzinfo=directory.zone))
        ticks = [each.x for each in shapes(view.svg()) if each.element.text == "6"]
        assert ticks == [20 + 120 * number + 30 for number in range(6)] + [
            20 + 120 * 6 + 120 * 7 / 25
        ]


class TestSvgForAll:
    """It can be read by all: in words, in any colours, on any page, and harms none."""

    @pytest.mark.parametrize("view", VIEWS, ids=VIEW_IDS)
    def test_it_has_a_title_and_a_description(self, view: WeekView) -> None:
        root = ET.fromstring(view.svg("en"))  # noqa: S314 - the library's own
        named = {each.get("id"): each for each in root if each.get("id")}
        title, description = named[root.get("aria-labelledby")], named[root.get("aria-describedby")]
        assert (root.get("role"), root.get("lang")) == ("img", "en")
        assert (title.tag, description.tag) == (f"{NAMESPACE}title", f"{NAMESPACE}desc")
        assert (title.text or "").startswith(view.name.en)
        for each in view.channels:
            assert each.channel.name.en in (description.text or "")

    def test_its_description_has_all_that_is_to_be_seen(self) -> None:
        root = ET.fromstring(VIEWS[1].svg("en"))  # noqa: S314 - the library's own
        assert root.findtext(f"{NAMESPACE}desc") == (
            "Week from Monday 21 December 2026 to Sunday 27 December 2026, time of America/Bogota. "
            "Now: Thursday 24 December 2026, 20:00. "
            "Holiday: Friday 25 December 2026 (Christmas Day). "
            "channel 0, desk@example.org: Mon 21 Dec 07:00-17:00; "
            "Tue 22 Dec 07:00-15:00 (closure: Move); Wed 23 Dec 09:00-17:00 (closure: Move); "
            "Thu 24 Dec 07:00-12:00 (special hours: Eve); Fri 25 Dec 07:00-17:00; "
            "Sat 26 Dec closed; Sun 27 Dec closed. "
            "channel 1, desk@example.org: Mon 21 Dec closed; Tue 22 Dec closed; Wed 23 Dec closed; "
            "Thu 24 Dec 07:00-12:00 (special hours: Eve); Fri 25 Dec closed; Sat 26 Dec closed; "
            "Sun 27 Dec closed."
        )

    @pytest.mark.parametrize("view", VIEWS, ids=VIEW_IDS)
    def test_what_is_written_has_contrast(self, view: WeekView) -> None:
        picture = shapes(view.svg())
        for each in picture:
            if each.tag == "text":
                colors = [each.fill, *(part.get("fill", each.fill) for part in each.element)]
                found = grounds(each, picture)
                assert min(contrast(ink, ground) for ink in colors for ground in found) >= 4.5

    def test_bars_have_contrast(self) -> None:
        for ground in (canvas.SHUT, canvas.HATCH, canvas.BACKGROUND):
            assert contrast(canvas.OPEN, ground) >= 3
        assert contrast(canvas.MARK, canvas.BACKGROUND) >= 3

    def test_contrast_is_that_of_wcag(self) -> None:
        assert contrast("#000000", "#ffffff") == 21
        assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)

    @settings(max_examples=40)
    @given(data=st.data(), language=st.sampled_from(["es", "en"]))
    def test_any_name_stays_words(self, data: st.DataObject, language: Language) -> None:
        directory = data.draw(directories_of_any_name())
        picture = week(directory, data.draw(strategies.boundary_instants(directory))).svg(language)
        root = ET.fromstring(picture)  # noqa: S314 - the library's own
        tags = {each.tag.removeprefix(NAMESPACE) for each in root.iter()}
        assert tags <= {"svg", "title", "desc", "defs", "pattern", "rect", "line", "text", "tspan"}
        assert (root.findtext(f"{NAMESPACE}title") or "").startswith(
            directory.name.in_language(language)
        )
        attributes = {name for each in root.iter() for name in each.attrib}
        assert not {
            each for each in attributes if each.startswith(("on", "href", "style", "class"))
        }

    @pytest.mark.parametrize("view", VIEWS, ids=VIEW_IDS)
    def test_all_of_it_is_within_its_edges(self, view: WeekView) -> None:
        root = ET.fromstring(view.svg())  # noqa: S314 - the library's own
        assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
        height = float(root.get("height", 0))
        for each in shapes(view.svg()):
            assert 0 <= each.x <= each.x + each.width <= 880
            assert 0 <= each.y <= each.y + each.height <= height

    def test_lines_of_text_are_apart(self) -> None:
        picture = [each for each in shapes(VIEWS[1].svg()) if each.tag == "text"]
        for one in picture:
            for other in picture:
                if one is not other and one.x == other.x:
                    assert abs(one.y - other.y) >= 12

    def test_a_long_word_is_broken_and_a_long_name_cut(self) -> None:
        exception = TestExceptions.SPECIAL.replace("Eve", "x" * 100)
        view = week(desk(channel(), exception), datetime(2026, 12, 24, tzinfo=BOGOTA))
        lines = [each.element.text or "" for each in shapes(view.svg("en"))]
        assert max(len(line) for line in lines if "x" * 9 in line) < 20
        assert sum(line.count("x") for line in lines) < 60
        assert "x" * 100 in view.svg("en")

    def test_it_is_the_same_each_time_and_says_the_language(self) -> None:
        view = VIEWS[0]
        assert view.svg("es") == view.svg()
        assert view.svg("en") != view.svg()
        assert view.svg().startswith("<svg ")
        assert view.svg().endswith("</svg>\n")

    def test_two_pictures_on_a_page_share_no_name(self) -> None:
        pictures = [view.svg(language) for view in VIEWS for language in LANGUAGES]
        ids = [each for picture in pictures for each in re.findall(r' id="([^"]+)"', picture)]
        assert len(ids) == len(set(ids)) == 3 * len(pictures)
