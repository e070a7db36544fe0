"""Whatever is passed, there is a right answer or a documented error that quotes it.

The fuzzer in `tests/fuzz` asks at random; here stand the inputs that are hard on purpose, those of
the datetime libraries that people use, and what was once taken wrongly.
"""

from __future__ import annotations

import re
import sys
import threading
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from ccb_support import (
    BOGOTA,
    COLOMBIA,
    CcbSupportError,
    Channel,
    DayHours,
    Directory,
    DirectoryError,
    EmptyRangeError,
    NaiveDatetimeError,
    NotACalendarError,
    NotACollectionError,
    NotADatetimeError,
    NotAYearError,
    OutOfRangeError,
    Priority,
    RequestType,
    Router,
    UnknownChannelError,
    UnknownLanguageError,
    UnusableTimeZoneError,
    WeeklyHours,
    colombian_holidays,
    default_directory,
    diff,
    recommend,
    timeline,
    verify,
)
from ccb_support.errors import QUOTED_LENGTH, quoted
from ccb_support.model.requests import parse_medium, parse_priority, parse_request_type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ccb_support import Recommendation

pandas: Any = import_module("pandas")
pendulum: Any = import_module("pendulum")
freezegun: Any = import_module("freezegun")

MICROSECOND = timedelta(microseconds=1)
NOON = datetime(2026, 11, 24, 12, tzinfo=BOGOTA)
CLOSING = datetime(2026, 11, 24, 17, tzinfo=BOGOTA)
END = datetime(2200, 1, 1, tzinfo=BOGOTA)
FOR_EVER = recommend("incident", 1, NOON)

# What a caller who ignores the types may pass.
anything: Any = recommend
any_router: Any = Router
any_explain: Any = FOR_EVER.explain


def fail(*_: object) -> Any:  # noqa: ANN401 - it gives nothing at all
    raise RuntimeError


def failing(base: type, *methods: str) -> Any:  # noqa: ANN401 - what its class is, no checker knows
    """A subclass of which some methods fail."""
    return type(base.__name__.title(), (base,), dict.fromkeys(methods, fail))


Fails = failing(object, "__repr__", "__eq__", "__hash__", "__bool__", "__iter__", "__len__")
Letters = failing(str, "__eq__", "__hash__", "__str__", "casefold", "strip", "replace")
Number = failing(int, "__eq__", "__hash__", "__le__", "__ge__", "__index__", "__format__")


def shown(value: object) -> str:
    """What a message about `value` holds."""
    return repr(value)[:QUOTED_LENGTH]


# --- Instants


class _Zone(tzinfo):
    """A zone that gives, or raises, whatever it was made of."""

    def __init__(self, offset: object) -> None:
        self.offset = offset

    def utcoffset(self, _when: datetime | None) -> Any:  # noqa: ANN401 - an offset, or none
        if isinstance(self.offset, Exception):
            raise self.offset
        return self.offset

    def __repr__(self) -> str:
        return f"Zone({self.offset!r})"


# To the type checkers a zone without all its methods is none.
Zone: Any = _Zone


class _OddOne(datetime):
    """A subclass that subtracts, and tells its offset, in ways of its own."""

    __sub__: Any = fail

    def utcoffset(self) -> timedelta:
        return timedelta(hours=1)


class _Yearless(datetime):
    """A subclass whose year is whatever its class has."""

    year: Any = "2026"


class _FarYear(datetime):
    year: Any = 10**30


class _Pretender:
    """It says that it is a datetime, as some proxies do."""

    __class__: Any = datetime
    year = month = day = "soon"


PLACES: dict[str, Callable[[Any], object]] = {
    "when": lambda when: recommend("complaint", 3, when),
    "when, as enum members": lambda when: recommend(RequestType.CLAIM, Priority.LOW, when),
    "start": lambda when: timeline("complaint", 3, when, END),
    "end": lambda when: timeline("complaint", 3, NOON, when),
    "status": lambda when: Router(default_directory()).status("pqrs", when),
    "holds_at": FOR_EVER.holds_at,
    "at": lambda when: FOR_EVER.explain(at=when),
    "verify from": lambda when: verify(default_directory(), when, END),
    "verify to": lambda when: verify(default_directory(), NOON, when),
    "diff from": lambda when: diff(default_directory(), default_directory(), when, END),
    "diff to": lambda when: diff(default_directory(), default_directory(), NOON, when),
}
"""Everywhere an instant is taken."""


def at_noon(zone: object) -> datetime:
    return datetime(2026, 11, 24, 12, tzinfo=Zone(zone))


NO_INSTANTS: dict[str, tuple[Any, type[CcbSupportError]]] = {
    "text": ("2026-11-24T12:00:00-05:00", NotADatetimeError),
    "a number": (1_795_539_600, NotADatetimeError),
    "a date": (date(2026, 11, 24), NotADatetimeError),
    "a class": (datetime, NotADatetimeError),
    "a pretender": (_Pretender(), NotADatetimeError),
    "a year of text": (_Yearless(2026, 11, 24, tzinfo=UTC), NotADatetimeError),
    "a year beyond all counting": (_FarYear(2026, 11, 24, tzinfo=UTC), OutOfRangeError),
    "no zone": (datetime(2026, 11, 24), NaiveDatetimeError),  # noqa: DTZ001 - the point
    "no offset": (at_noon(None), NaiveDatetimeError),
    "a zone that raises": (at_noon(RuntimeError("no network")), UnusableTimeZoneError),
    "an offset of 24 h": (at_noon(timedelta(hours=24)), UnusableTimeZoneError),
    "an offset of -30 d": (at_noon(timedelta(days=-30)), UnusableTimeZoneError),
    "an offset of text": (at_noon("-05:00"), UnusableTimeZoneError),
    "an offset of hours": (at_noon(-5), UnusableTimeZoneError),
    "pandas' NaT": (pandas.NaT, NotADatetimeError),
    "pandas' Timestamp without a zone": (pandas.Timestamp("2026-11-24"), NaiveDatetimeError),
    "pendulum's without a zone": (pendulum.naive(2026, 11, 24), NaiveDatetimeError),
}
"""What names no instant, or none that can be told."""


class TestNoInstants:
    """Wherever an instant is taken, what names none is refused by name, with what was passed."""

    @pytest.mark.parametrize("place", PLACES)
    @pytest.mark.parametrize("what", NO_INSTANTS)
    def test_it_is_refused(self, what: str, place: str) -> None:
        value, error = NO_INSTANTS[what]
        with pytest.raises(error, match=re.escape(shown(value))):
            PLACES[place](value)


class TestFarInstants:
    """An instant of any age is refused where it is not supported, and is no surprise elsewhere."""

    FAR = (
        datetime.min.replace(tzinfo=UTC),
        datetime.max.replace(tzinfo=UTC),
        datetime.min.replace(tzinfo=timezone(timedelta(hours=23, minutes=59))),
        datetime.max.replace(tzinfo=timezone(-timedelta(hours=23, minutes=59))),
        datetime.max.replace(tzinfo=ZoneInfo("Pacific/Kiritimati")),
    )

    @pytest.mark.parametrize("place", PLACES)
    @pytest.mark.parametrize("far", FAR, ids=repr)
    def test_it_is_refused_or_answered(self, far: datetime, place: str) -> None:
        try:
            assert PLACES[place](far)
        except (OutOfRangeError, EmptyRangeError) as error:
            assert shown(far) in str(error)  # noqa: PT017 - either outcome is right


def of_pandas(unit: str, when: datetime) -> Any:  # noqa: ANN401 - of no known type
    return pandas.Timestamp(when).as_unit(unit)


def of_freezegun(when: datetime) -> datetime:
    with freezegun.freeze_time(when.astimezone(UTC)):
        return datetime.now(UTC)


def of_subclass(when: datetime) -> datetime:
    local = (when.astimezone(UTC) + timedelta(hours=1)).replace(tzinfo=None)
    return _OddOne.combine(local.date(), local.time())


LIBRARIES: dict[str, Callable[[datetime], datetime]] = {
    **{f"pandas, {unit}": partial(of_pandas, unit) for unit in ("s", "ms", "us", "ns")},
    "pendulum": lambda when: pendulum.instance(when, tz="America/Bogota"),
    "pendulum in Tokyo": lambda when: pendulum.instance(when).in_timezone("Asia/Tokyo"),
    "freezegun": of_freezegun,
    "a subclass": of_subclass,
    "dateutil": lambda when: when.astimezone(
        import_module("dateutil.tz").gettz("America/New_York")
    ),
    "an offset of odd seconds": lambda when: when.astimezone(timezone(timedelta(seconds=-12_345))),
    "an offset of microseconds": lambda when: when.astimezone(timezone(timedelta(microseconds=1))),
}
"""What makes of an instant a datetime of another class, or in another kind of zone."""


class TestLibraries:
    """The datetimes of other libraries name the instants that they mean."""

    @pytest.mark.parametrize("library", LIBRARIES)
    @pytest.mark.parametrize(
        "when", [NOON, CLOSING - timedelta(seconds=1), CLOSING, END - timedelta(days=9)]
    )
    def test_an_instant_gets_the_answer_of_that_instant(self, library: str, when: datetime) -> None:
        same = LIBRARIES[library](when)
        for _ in range(3):
            assert recommend(RequestType.COMPLAINT, Priority.LOW, same) is recommend(
                "complaint", 4, when
            )
        (first, *_) = timeline("complaint", 4, same, when + timedelta(days=3))
        assert first.holds_at(same)
        assert first.explain(at=same) == first.explain(at=when)

    def test_a_nanosecond_before_closing_is_before_closing(self) -> None:
        closing = pandas.Timestamp(CLOSING)
        before = closing - pandas.Timedelta(1, "ns")
        assert before.nanosecond == 999
        assert recommend("complaint", 3, before).channel.id == "pqrs"
        assert recommend("complaint", 3, closing).channel.id == "national_line"

    @pytest.mark.parametrize("year", [-5000, 0, 1500, 20_000])
    def test_a_year_that_only_pandas_can_count_is_out_of_range(self, year: int) -> None:
        seconds = (year - 1970) * 31_556_952
        when = pandas.Timestamp(seconds, unit="s", tz="UTC").as_unit("s")
        with pytest.raises(OutOfRangeError, match="1984 to 2199"):
            recommend("complaint", 3, when)

    def test_a_frozen_clock_is_not_read(self) -> None:
        with freezegun.freeze_time("1999-12-31"):
            assert recommend("complaint", 3, NOON).channel.id == "pqrs"

    def test_regression_a_calendar_is_asked_of_a_day_that_is_none(self) -> None:
        with pytest.raises(NotAYearError, match="nan is no year"):
            COLOMBIA.get(pandas.NaT)

    def test_regression_days_of_pandas_are_a_calendar(self) -> None:
        holidays = pandas.Index([date(2026, 11, 24)], dtype=object)
        router = Router(default_directory(), holidays=holidays)
        assert router.recommend("complaint", 3, NOON).channel.id == "national_line"


class TestZonesThatDeceive:
    """A zone counts for the offset that it gives, whatever else it says of itself."""

    def test_regression_one_that_equals_utc_but_is_not(self) -> None:
        class Deceiver(_Zone):
            def __eq__(self, other: object) -> bool:
                return True

            __hash__: Any = UTC.__hash__

        deceiver: Any = Deceiver
        for _ in range(3):
            assert (
                recommend(RequestType.CLAIM, Priority.LOW, NOON.astimezone(UTC)).channel.id
                == "pqrs"
            )
        night = datetime(2026, 11, 24, 17, tzinfo=deceiver(timedelta(hours=-8)))
        assert night.tzinfo == UTC
        assert recommend(RequestType.CLAIM, Priority.LOW, night).channel.id == "national_line"

    def test_one_that_gives_another_offset_each_time_is_no_trap(self) -> None:
        class Restless(_Zone):
            def utcoffset(self, _when: datetime | None) -> timedelta:
                self.hours = -getattr(self, "hours", 23)
                return timedelta(hours=self.hours)

        restless: Any = Restless
        when = datetime(2026, 11, 24, 12, tzinfo=restless(None))
        for _ in range(3):
            assert recommend(RequestType.CLAIM, Priority.LOW, when).channel.id != "p1_mobile"
            assert list(timeline("claim", 4, NOON - timedelta(days=9), when))


# --- Words


class TestWords:
    """Words count for their letters, and numbers for their value, whatever class they are of."""

    def test_regression_a_text_that_fails_at_everything(self) -> None:
        assert parse_request_type(Letters("complaint")) is RequestType.COMPLAINT
        assert parse_request_type(Letters("Queja")) is RequestType.COMPLAINT
        assert parse_priority(Letters("P3")) is Priority.MEDIUM
        assert parse_medium(Letters("Correo")) == "email"
        assert FOR_EVER.explain(Letters("en")) == FOR_EVER.explain("en")
        answer = recommend("incident", 4, NOON, unavailable=[Letters("chat")])
        assert [each.id for each in answer.alternatives] == ["email"]

    def test_regression_a_number_that_fails_at_everything(self) -> None:
        assert parse_priority(Number(3)) is Priority.MEDIUM
        assert len(colombian_holidays(Number(2026))) == 19
        with pytest.raises(CcbSupportError, match=re.escape(shown(Number(6)))):
            parse_priority(Number(6))

    @pytest.mark.parametrize(
        "language",
        ["", "ES", None, True, [], b"es", Fails(), pandas.Index(["es", "en"])],
        ids=["nothing", "capitals", "None", "True", "a list", "bytes", "what fails", "many"],
    )
    def test_regression_a_language_is_a_text(self, language: object) -> None:
        with pytest.raises(UnknownLanguageError, match="Use one of: es, en"):
            any_explain(language)

    @pytest.mark.parametrize("place", ["request_type", "priority", "prefer"])
    @pytest.mark.parametrize(
        "value",
        [Fails(), object(), b"queja", {"P1": 1}, "\ud800", "\0", "q" * 1_000_000, 1j, float("nan"), len],
        ids=["what fails", "an object", "bytes", "a table", "half a character", "a null", "a long text", "1j", "nan", "a function"],
    )  # fmt: skip
    def test_what_means_nothing_is_refused_and_quoted(self, place: str, value: object) -> None:
        question: dict[str, Any] = {"request_type": "claim", "priority": 3, "when": NOON}
        with pytest.raises(CcbSupportError) as caught:
            anything(**question | {place: value})
        quote = "<Object object whose repr fails>" if isinstance(value, Fails) else shown(value)
        assert str(caught.value).startswith(quote)


class TestUnavailable:
    """`unavailable` is read once, id by id."""

    def test_regression_a_collection_that_fails(self) -> None:
        class Failing(list[str]):
            def __iter__(self) -> Iterator[str]:
                raise RuntimeError

        with pytest.raises(NotACollectionError, match=re.escape("[] is no collection")):
            recommend("claim", 3, NOON, unavailable=Failing())

    def test_regression_what_only_equals_an_id(self) -> None:
        class Equal:
            def __eq__(self, other: object) -> bool:
                return True

            __hash__: Any = "chat".__hash__

        assert Equal() == "chat"
        with pytest.raises(UnknownChannelError, match="Equal"):
            anything("claim", 3, NOON, unavailable=[Equal()])

    def test_regression_a_collection_that_changes_while_it_is_read(self) -> None:
        class Changing(list[str]):
            def __iter__(self) -> Iterator[str]:
                yield from self[:]
                self[:] = ["fax"]

        assert recommend("claim", 3, NOON, unavailable=Changing(["pqrs"])).channel.id != "pqrs"


class TestCalendars:
    """A calendar that can't tell is refused when it is asked, and one that can't name names none."""

    @pytest.mark.parametrize("calendar", ["2026-11-24", b"", range(0)], ids=repr)
    def test_regression_one_that_takes_no_dates(self, calendar: object) -> None:
        router = any_router(default_directory(), holidays=calendar)
        if isinstance(calendar, range):
            assert router.recommend("claim", 3, NOON).channel.id == "pqrs"
            return
        with pytest.raises(NotACalendarError, match=re.escape(shown(calendar))) as caught:
            router.recommend("claim", 3, NOON)
        assert isinstance(caught.value.__cause__, TypeError)

    def test_regression_one_whose_names_fail(self) -> None:
        class Nameless(set[date]):
            get = fail

        router = Router(default_directory(), holidays=Nameless({date(2026, 11, 24)}))
        (cause,) = router.recommend("claim", 3, NOON).trace[0].because
        assert cause.name.es == "festivo"

    def test_regression_one_that_equals_nothing(self) -> None:
        unequal = failing(set, "__eq__")
        router = Router(default_directory(), holidays=unequal({date(2026, 11, 24)}))
        assert router.recommend("claim", 3, NOON).channel.id == "national_line"


# --- Directories

TABLES = """
format = 1
version = "1"
as_of = 2026-11-24
name = { es = "Mesa", en = "Desk" }
time_zone = "America/Bogota"

[[channels]]
id = "desk"
name = { es = "Mesa uno", en = "Desk one" }
request_types = ["claim"]
priorities = ["P1"]
hours = [{ days = ["monday"], opens = "07:00", closes = "17:00" }]
holidays = "closed"
contacts = [
  { medium = "phone", printed = "(601) 5550100", e164 = "+576015550100", extensions = ["7"], menu_option = "3" },
  { medium = "email", address = "desk@example.org" },
  { medium = "chat", url = "https://example.org/chat" },
]

[[escalation]]
level = 1
name = { es = "Supervisor", en = "supervisor" }
hours = "not_stated"
contacts = [{ medium = "email", address = "boss@example.org" }]

[[special_days]]
name = { es = "Mudanza", en = "Move" }
channels = ["desk"]
date = 2026-12-24
hours = "closed"
"""


def special_days(count: int, *, day: str = "2026-12-24", channels: str = '"all"') -> str:
    entry = f'\n[[special_days]]\nname = {{ es = "a", en = "b" }}\nchannels = {channels}\ndate = {day}\nhours = "closed"\n'
    return TABLES + entry * count


FREE = {
    *('"1"', '"Mesa"', '"Desk"', '"Mesa uno"', '"Desk one"', '"(601) 5550100"'),
    *('"Supervisor"', '"supervisor"', '"Mudanza"', '"Move"'),
}
"""Words for people, which may be any one line."""


class TestDirectories:
    """A text or an object is a directory, or the error says everything that is wrong with it."""

    @pytest.mark.parametrize("text", dict.fromkeys(re.findall(r'"[^"]*"', TABLES)))
    @pytest.mark.parametrize(
        "hostile",
        [
            "\\u001b[2J",
            "\\u0000",
            "\\u202e",
            "javascript:alert(1)",
            "data:text/html,x",
            "",
            "x" * 3000,
        ],
    )
    def test_no_text_of_it_may_command_a_terminal_or_a_browser(
        self, text: str, hostile: str
    ) -> None:
        changed = f'"{hostile}"'
        if text in FREE and "\\u" not in hostile and hostile and len(hostile) < 500:
            Directory.from_toml(TABLES.replace(text, changed, 1))
            return
        with pytest.raises(DirectoryError) as caught:
            Directory.from_toml(TABLES.replace(text, changed, 1))
        assert str(caught.value).replace("\n", "").isprintable()

    def test_regression_days_on_one_date_are_told_once_each(self) -> None:
        """Of two thousand there are two million pairs."""
        with pytest.raises(DirectoryError) as caught:
            Directory.from_toml(special_days(2000))
        assert len(caught.value.faults) == 2000

    @pytest.mark.parametrize(
        ("channels", "faults"), [('"all"', 1), ('["desk"]', 1), ('["all"]', 0)], ids=repr
    )
    def test_a_channel_may_be_named_all(self, channels: str, faults: int) -> None:
        """Between quotes alone it means every channel; in a list it is the channel of that id."""
        text = special_days(1, channels=channels).replace(
            "[[escalation]]", f"{ANOTHER}\n[[escalation]]"
        )
        found = 0
        try:
            Directory.from_toml(text)
        except DirectoryError as error:
            found = len(error.faults)
        assert found == faults

    def test_regression_many_ids_do_not_fill_every_message(self) -> None:
        content = dict(default_directory())
        desk = content["channels"][0]
        content["channels"] = [desk.model_copy(update={"id": f"c{n}"}) for n in range(1000)]
        content["closures"] = [
            {"name": {"es": "a", "en": "b"}, "channels": ["fax"], "starts": "2026-12-05T22:00", "ends": "2026-12-06T22:00"}
        ]  # fmt: skip
        with pytest.raises(ValidationError, match=r"use one of c0, c1(?s:.)*…") as caught:
            Directory.model_validate(content)
        assert len(caught.value.errors()[0]["msg"]) < 2 * QUOTED_LENGTH

    def test_a_file_of_many_rows_is_read_as_a_whole(self) -> None:
        text = TABLES + "".join(f"\n[k{number}]\nx = {number}\n" for number in range(20_000))
        with pytest.raises(DirectoryError, match=r"has 20000 faults(?s:.)*and 19950 more$"):
            Directory.from_toml(text)

    @pytest.mark.parametrize(
        "line",
        [
            pytest.param("a." * 500_000 + "a = 1", id="bare names"),
            pytest.param('"a".' * 500_000 + "a = 1", id="quoted names"),
            pytest.param('"\\".".' * 500_000 + "a = 1", id="quoted quotes"),
            pytest.param("''.' . '." * 500_000 + "a = 1", id="quoted dots"),
            pytest.param('"\\' * 500_000 + "." * 500_000, id="quotes without an end"),
        ],
    )
    def test_regression_names_joined_by_dots_without_end(self, line: str) -> None:
        """TOML's reader takes the square of their number; a million would take it days."""
        with pytest.raises(DirectoryError, match=r"dotted names|can't be read as TOML"):
            Directory.from_toml(TABLES + line)

    def test_dots_in_quotes_are_no_names(self) -> None:
        dots = "https://example.org/" + "." * 500
        text = TABLES.replace("https://example.org/chat", dots)
        assert Directory.from_toml(text).channels[0].contacts[2].uri == dots

    @pytest.mark.parametrize("text", [None, 5, b"format = 1", ["format = 1"], Fails()], ids=quoted)
    def test_regression_what_is_no_text(self, text: Any) -> None:  # noqa: ANN401 - the point
        with pytest.raises(DirectoryError, match="is not text: pass the TOML as a str"):
            Directory.from_toml(text)

    @pytest.mark.parametrize("path", [None, 5.5, "a\0b", "\ud800", [], Fails()], ids=quoted)
    def test_regression_what_is_no_path(self, path: Any) -> None:  # noqa: ANN401 - the point
        with pytest.raises(DirectoryError, match="can't be the path of a file"):
            Directory.from_file(path)

    def test_a_folder_is_an_error_of_the_system(self, tmp_path: Path) -> None:
        with pytest.raises(OSError, match=re.escape(str(tmp_path))):
            Directory.from_file(tmp_path)

    def test_regression_a_text_of_another_class(self) -> None:
        plain = failing(str, "splitlines", "replace", "__str__", "__eq__")
        assert Directory.from_toml(plain(TABLES)) == Directory.from_toml(TABLES)

    @pytest.mark.parametrize("record", [Directory, Channel, WeeklyHours, DayHours])
    @pytest.mark.parametrize(
        "value", [None, 5, "x", b"", object(), Fails(), [Fails()], {"id": Fails()}, {1: 2}, {"a" * 10**6: 1}],
        ids=["None", "5", "text", "bytes", "an object", "what fails", "a list of it", "an id of it", "no keys", "a long key"],
    )  # fmt: skip
    def test_what_is_none_at_all(self, record: type[Channel], value: object) -> None:
        with pytest.raises(ValidationError):
            record.model_validate(value)

    @pytest.mark.parametrize("field", Channel.model_fields)
    @pytest.mark.parametrize(
        "value", [None, -1, 10**5000, "\ud800", Fails(), [["x"]], pandas.NaT, NOON], ids=quoted
    )
    def test_a_channel_with_anything_for_a_field(self, field: str, value: object) -> None:
        content = dict(default_directory().channels[0])
        with pytest.raises(ValidationError):
            Channel.model_validate(content | {field: value})


ANOTHER = """
[[channels]]
id = "all"
name = { es = "Mesa dos", en = "Desk two" }
request_types = "all"
priorities = "all"
hours = "always"
holidays = "open"
contacts = [{ medium = "email", address = "two@example.org" }]
"""


# --- What is remembered


def kept(router: Router) -> int:
    """How many things a router remembers."""
    inside: Any = vars(router)
    by_type: list[dict[object, dict[object, dict[int, object]]]] = [*inside["_days"].values()]
    zones = [
        zone for by_priority in by_type for each in by_priority.values() for zone in each.values()
    ]
    return (
        sum(map(len, inside["_memos"].values()))
        + sum(map(len, zones))
        + len(inside["_clocks"])
        + len(inside["_entries"])
    )


def kept_states(router: Router) -> int:
    """How many states of channels it remembers."""
    attendance: Any = vars(router)["_attendance"]
    states: dict[object, list[object]] = attendance.__dict__["_states"]
    return sum(map(len, states.values()))


@pytest.fixture
def small_memory(monkeypatch: pytest.MonkeyPatch) -> int:
    """Let routers remember only so many things."""
    monkeypatch.setattr("ccb_support.routing.router._MOST_BYTES", 200_000)
    monkeypatch.setattr("ccb_support.routing.router._MORE_A_CHANNEL", 0)
    monkeypatch.setattr("ccb_support.schedule.channel_states._MOST_STATES", 100)
    return 500


class TestMemory:
    """What a router remembers is bounded, however much it is asked, and never changes an answer."""

    def test_a_sweep_of_every_supported_day(self, small_memory: int) -> None:
        router = Router(default_directory())
        zone = ZoneInfo("America/Bogota")
        most = most_states = 0
        for day in range(date(1984, 1, 1).toordinal(), date(2200, 1, 1).toordinal()):
            noon = datetime.fromordinal(day).replace(hour=12, tzinfo=zone)
            answer = router.recommend("claim", 3, noon)
            assert answer.holds_at(noon)
            if day % 7 == 0:
                most = max(most, kept(router))
                most_states = max(most_states, kept_states(router))
        assert 50 < most < small_memory
        assert 50 < most_states <= 100

    def test_every_request_of_every_kind(self, small_memory: int) -> None:
        router = Router(default_directory())
        for number in range(3000):
            down = [
                each
                for bit, each in enumerate(router.directory.channel_ids[:4])
                if number >> bit & 1
            ]
            prefer = (None, "phone", "email", "chat")[number // 16 % 4]
            when = NOON + timedelta(hours=number)
            request = tuple(RequestType)[number % 8], number % 5 + 1, when
            answer = router.recommend(*request, prefer=prefer, unavailable=down)
            assert answer == recommend(*request, prefer=prefer, unavailable=down)
            assert kept(router) < small_memory

    def test_regression_zones_that_are_made_for_each_question(self, small_memory: int) -> None:
        router = Router(default_directory())
        for number in range(1000):
            when = NOON.astimezone(ZoneInfo.no_cache("Asia/Tokyo")) + timedelta(days=number % 3)
            for _ in range(2):
                assert router.recommend(RequestType.CLAIM, Priority.LOW, when).channel.id == "pqrs"
            assert kept(router) < small_memory

    def test_regression_room_that_two_threads_have_overdrawn(self) -> None:
        router = Router(default_directory())
        router.recommend("claim", 3, NOON)
        attendance = vars(router)["_attendance"]
        vars(attendance)["_room"] = -1
        router.recommend("claim", 3, NOON + timedelta(days=9))
        assert vars(attendance)["_room"] > 0

    def test_regression_a_timeline_that_forgets_on_its_way_tells_each_answer_once(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        start, end = datetime(2090, 1, 1, tzinfo=BOGOTA), datetime(2092, 1, 1, tzinfo=BOGOTA)
        whole = [*Router(default_directory()).timeline("complaint", 3, start, end)]
        monkeypatch.setattr("ccb_support.routing.router._MOST_BYTES", 0)
        monkeypatch.setattr("ccb_support.routing.router._MORE_A_CHANNEL", 0)
        assert [*Router(default_directory()).timeline("complaint", 3, start, end)] == whole

    def test_many_threads_that_forget_under_each_other_s_hands(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in (
            "routing.router._MOST_BYTES",
            "routing.router._MORE_A_CHANNEL",
            "schedule.channel_states._MOST_STATES",
        ):
            monkeypatch.setattr(f"ccb_support.{name}", 2)
        router = Router(default_directory())
        zones = [BOGOTA, UTC, ZoneInfo("Asia/Tokyo"), ZoneInfo("America/New_York")]
        questions = [
            (NOON + timedelta(hours=5 * step)).astimezone(zones[step % 4]) for step in range(40)
        ]
        expected = [recommend(RequestType.CLAIM, Priority.LOW, when) for when in questions]
        answers: list[list[Recommendation]] = []
        start = threading.Barrier(8)

        def ask() -> None:
            start.wait()
            found = [
                [router.recommend(RequestType.CLAIM, Priority.LOW, when) for _ in range(3)][-1]
                for when in questions
            ]
            found += router.timeline("claim", 4, NOON, NOON + timedelta(days=9))
            answers.append(found)

        threads = [threading.Thread(target=ask) for _ in range(8)]
        interval = sys.getswitchinterval()
        sys.setswitchinterval(1e-5)
        try:
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        finally:
            sys.setswitchinterval(interval)
        expected += timeline("claim", 4, NOON, NOON + timedelta(days=9))
        assert len(answers) == 8
        assert all(found == expected for found in answers)
