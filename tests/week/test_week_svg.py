"""The picture of a week shows what the view says, and everybody can read it."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import combinations
from typing import NamedTuple
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccb_support import BOGOTA, default_directory
from ccb_support.model import LocalizedText
from ccb_support.testing import strategies
from ccb_support.week import AttendedTime, ChannelDay, WeekView, svg, week
from ccb_support.words import LANGUAGES, Language, capitalize
from tests.builders import OFFICE, changed, directory
from tests.systems import examples
from tests.week.weeks import (
    DAY,
    EVE,
    MINUTE,
    MOVE,
    STRETCH,
    TUESDAY,
    DirectoryAndView,
    days_of,
    directories_of_any_name,
    mailbox,
    weeks,
)

NAMESPACE = "{http://www.w3.org/2000/svg}"
SHAPES = f"{NAMESPACE}rect", f"{NAMESPACE}text"


class Shape(NamedTuple):
    """A rectangle or a text of a picture."""

    element: ET.Element
    tag: str
    x: float
    y: float
    width: float
    height: float
    fill: str


def parse(picture: str) -> ET.Element:
    return ET.fromstring(picture)  # noqa: S314 - the library wrote it


def shapes(picture: str) -> list[Shape]:
    """Return the rectangles and texts of a picture, from the back to the front."""
    return [_shape(each) for each in parse(picture) if each.tag in SHAPES]


def _shape(element: ET.Element) -> Shape:
    x, y, width, height = (float(element.get(name, 0)) for name in ("x", "y", "width", "height"))
    tag, fill = element.tag.removeprefix(NAMESPACE), element.get("fill", "")
    return Shape(element, tag, x, y, width, height, fill)


def read_bars(picture: str, view: WeekView) -> list[list[tuple[datetime, datetime]]]:
    """Return the stretches in which each channel of a picture is attended, by the clock."""
    bars = [each for each in shapes(picture) if each.height == 20]
    closed = [each for each in bars if each.fill == svg.SHUT]
    found: list[list[tuple[datetime, datetime]]] = []
    for y in sorted({each.y for each in closed}):
        columns = sorted(each.x for each in closed if each.y == y)
        opened = [each for each in bars if each.y == y and each.fill == svg.OPEN]
        found.append([_times(each, columns, view) for each in opened])
    return found


def _times(bar: Shape, columns: list[float], view: WeekView) -> tuple[datetime, datetime]:
    number = max(number for number, x in enumerate(columns) if x <= bar.x + 0.02)
    width = 840 / len(columns)
    midnight = datetime.combine(view.days[number].date, time())
    places = (bar.x - columns[number], bar.x + bar.width - columns[number])
    first, last = (midnight + round(DAY * place / width / MINUTE) * MINUTE for place in places)
    return first, last


def shown(span: AttendedTime, day: ChannelDay, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return what the clock shows at the ends of a span; in the hour that comes twice, in order."""
    start, end = (each.astimezone(zone).replace(tzinfo=None) for each in (span.starts, span.ends))
    return start, max(start, min(end, datetime.combine(day.date, time()) + DAY))


def light_of(colour: Sequence[int]) -> float:
    """Return how light a colour is, by WCAG 2. It has its red, its green and its blue."""
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
        for each in (part / 255 for part in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Sequence[int], other: Sequence[int]) -> float:
    """Return the contrast of two colours by WCAG 2: from 1 to 21."""
    darker, lighter = sorted(light_of(each) + 0.05 for each in (one, other))
    return lighter / darker


VIEWS = [
    week(default_directory(), TUESDAY),
    week(
        directory(mailbox(0, OFFICE), mailbox(1, ""), special_days=[EVE], closures=[MOVE]),
        datetime(2026, 12, 24, 20, tzinfo=BOGOTA),
    ),
    week(default_directory(), datetime(1984, 1, 1, tzinfo=BOGOTA)),
    week(directory(*map(mailbox, range(50))), TUESDAY),
]
VIEW_IDS = ["shipped", "special", "one day", "fifty channels"]


class TestSvg:
    """The SVG shows what the view says, which `test_week_view.py` compares with a router."""

    @settings(max_examples=examples(40))
    @given(drawn=weeks())
    def test_its_bars_are_those_of_the_view(self, drawn: DirectoryAndView) -> None:
        _, view = drawn
        assert read_bars(view.svg(), view) == [
            [
                shown(span, day, ZoneInfo(view.time_zone))
                for day in each.days
                for span in day.attended
            ]
            for each in view.channels
        ]

    @settings(max_examples=examples(40))
    @given(
        drawn=weeks(strategies.directories(time_zones=st.just("America/Bogota"))),
        language=st.sampled_from(LANGUAGES),
    )
    def test_its_hours_are_those_of_the_text(
        self, drawn: DirectoryAndView, language: Language
    ) -> None:
        _, view = drawn
        lines = [
            each.element.text or "" for each in shapes(view.svg(language)) if each.tag == "text"
        ]
        expected = [each for days in days_of(view.text(language)) for day in days for each in day]
        # A column has two lines for the two ends.
        assert STRETCH.findall(" ".join(lines)) == [*filter(STRETCH.fullmatch, expected)]

    def test_it_marks_the_instant_on_each_bar(self) -> None:
        marks = [
            line.get("x1")
            for line in parse(VIEWS[0].svg()).iter(f"{NAMESPACE}line")
            if line.get("stroke") == svg.MARK
        ]
        at_half_past_ten = f"{20 + 120 + 120 * 10.5 / 24:g}"
        assert marks[1:] == [at_half_past_ten] * len(VIEWS[0].channels)

    def test_a_holiday_is_hatched_in_its_head(self) -> None:
        legend, *others = (each for each in shapes(VIEWS[0].svg()) if each.fill.startswith("url"))
        assert legend.width == 25
        assert [(each.x, each.width) for each in others] == [(20, 120)]

    def test_a_channel_that_is_always_open_has_one_line_below_its_bar(self) -> None:
        picture = shapes(week(directory(mailbox(0)), TUESDAY).svg("en"))
        (line,) = (each for each in picture if each.element.text == "all day, every day")
        bars = [each for each in picture if each.height == 20]
        assert line.x == 20
        assert line.y > max(each.y + each.height for each in bars)

    def test_a_day_in_two_parts_has_each_part_in_its_place(self) -> None:
        desk = directory(time_zone="America/St_Johns")
        view = week(desk, datetime(2010, 11, 4, tzinfo=desk.zone))
        saturday, saturday_again, *_ = read_bars(view.svg(), view)[0][5:]
        midnight = datetime.combine(view.days[6].date, time())
        assert saturday == (midnight - DAY, midnight)
        assert saturday_again == (midnight - timedelta(minutes=59), midnight)

    def test_a_day_of_25_hours_is_a_column_like_others(self) -> None:
        desk = directory(time_zone="America/New_York")
        picture = shapes(week(desk, datetime(2026, 11, 1, 1, 30, tzinfo=desk.zone, fold=1)).svg())
        ticks = [each.x for each in picture if each.element.text == "6"]
        assert ticks == [20 + 120 * number + 30 for number in range(7)]
        # Which of two times is marked makes the longest line. A letter has about 7.4 pixels.
        (marked,) = (each for each in picture if "UTC" in (each.element.text or ""))
        assert marked.x + 7.4 * len(marked.element.text or "") <= 880


class TestSvgForAll:
    """Everybody can read the picture, and the picture does no harm on any page."""

    @pytest.mark.parametrize("view", VIEWS, ids=VIEW_IDS)
    def test_it_has_a_title_and_a_description(self, view: WeekView) -> None:
        root = parse(view.svg("en"))
        named = {each.get("id"): each for each in root if each.get("id")}
        title, description = named[root.get("aria-labelledby")], named[root.get("aria-describedby")]
        assert (root.get("role"), root.get("lang")) == ("img", "en")
        assert (title.tag, description.tag) == (f"{NAMESPACE}title", f"{NAMESPACE}desc")
        assert (title.text or "").startswith(view.name.en)
        for each in view.channels:
            assert capitalize(each.channel.name.en) in (description.text or "")

    def test_its_words_keep_their_places_on_a_page_in_arabic(self) -> None:
        assert parse(VIEWS[1].svg("es")).get("direction") == "ltr"

    def test_its_description_says_everything_that_it_shows(self) -> None:
        assert parse(VIEWS[1].svg("en")).findtext(f"{NAMESPACE}desc") == (
            "Week from Monday 21 December 2026 to Sunday 27 December 2026, Bogotá time. "
            "Marked time: Thursday 24 December 2026, 8:00 p.m. "
            "Holiday: Friday 25 December 2026 (Christmas Day). "
            "Channel 0, desk@example.org: Mon 21 Dec 7:00 a.m. to 5:00 p.m.; "
            "Tue 22 Dec 7:00 a.m. to 3:00 p.m. (reduced hours, closure: Move); Wed 23 Dec 9:00 a.m. to 5:00 p.m. (reduced hours, closure: Move); "
            "Thu 24 Dec 7:00 a.m. to 12:00 p.m. (special hours: Eve; 8:00 p.m.: closed); Fri 25 Dec 7:00 a.m. to 5:00 p.m.; "
            "Sat 26 Dec closed; Sun 27 Dec closed. "
            "Channel 1, desk@example.org: Mon 21 Dec closed; Tue 22 Dec closed; Wed 23 Dec closed; "
            "Thu 24 Dec 7:00 a.m. to 12:00 p.m. (special hours: Eve; 8:00 p.m.: closed); Fri 25 Dec closed; Sat 26 Dec closed; "
            "Sun 27 Dec closed. "
            f"Directory, version {VIEWS[1].directory_version}."
        )

    @pytest.mark.parametrize(
        ("ink", "ground", "least"),
        [
            *((ink, ground, 4.5) for ink in (svg.INK, svg.FAINT_INK) for ground in (svg.BACKGROUND, svg.HATCH)),
            (svg.MARK, svg.BACKGROUND, 4.5),
            (svg.INK, svg.SHUT, 4.5),
            *((svg.OPEN, ground, 3) for ground in (svg.SHUT, svg.HATCH, svg.BACKGROUND)),
        ],
    )  # fmt: skip
    def test_words_and_bars_have_contrast(self, ink: str, ground: str, least: float) -> None:
        assert contrast(*(bytes.fromhex(each[1:]) for each in (ink, ground))) >= least

    @settings(max_examples=examples(40))
    @given(drawn=weeks(directories_of_any_name()), language=st.sampled_from(LANGUAGES))
    def test_any_name_stays_words(self, drawn: DirectoryAndView, language: Language) -> None:
        directory, view = drawn
        root = parse(view.svg(language))
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
    def test_every_shape_is_within_its_edges(self, view: WeekView) -> None:
        root = parse(view.svg())
        assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
        height = float(root.get("height", 0))
        for each in shapes(view.svg()):
            assert 0 <= each.x <= each.x + each.width <= 880
            assert 0 <= each.y <= each.y + each.height <= height

    def test_names_in_capitals_are_within_its_edges(self) -> None:
        """In DejaVu Sans, which some systems have alone, a bold capital has 0.7 of its size."""
        name = ", ".join(["CÁMARA DE COMERCIO"] * 6)
        picture = shapes(week(changed(directory(mailbox(0)), name=name), TUESDAY).svg())
        lines = [each.element for each in picture if (each.element.text or "").isupper()]
        widths = [len(each.text or "") * 0.7 * float(each.get("font-size", 0)) for each in lines]
        assert max(widths) <= 840

    def test_lines_of_text_are_apart(self) -> None:
        picture = [each for each in shapes(VIEWS[1].svg()) if each.tag == "text"]
        close = [
            (one.element.text, other.element.text)
            for one, other in combinations(picture, 2)
            if one.x == other.x and abs(one.y - other.y) < 12
        ]
        assert close == []

    def test_a_long_word_is_broken(self) -> None:
        eve = changed(EVE, name=LocalizedText(es="Víspera", en="x" * 100))
        view = week(
            directory(special_days=[eve], closures=[MOVE]), datetime(2026, 12, 24, tzinfo=BOGOTA)
        )
        lines = [each.element.text or "" for each in shapes(view.svg("en"))]
        assert max(len(line) for line in lines if "x" * 9 in line) < 20
        assert "x" * 100 in view.svg("en")

    def test_it_is_an_element_in_the_language_of_the_directory_unless_another_is_named(
        self,
    ) -> None:
        assert VIEWS[0].svg() == VIEWS[0].svg("es") != VIEWS[0].svg("en")
        assert VIEWS[0].svg().startswith("<svg ")

    def test_two_pictures_on_a_page_share_no_name(self) -> None:
        pictures = [view.svg(language) for view in VIEWS for language in LANGUAGES]
        ids = [each for picture in pictures for each in re.findall(r' id="([^"]+)"', picture)]
        assert len(ids) == len(set(ids)) == 3 * len(pictures)
