"""The types that type checkers infer for right calls. The tests also make the calls.

`assert_type` does nothing when it runs: mypy and pyright check it, in their ordinary runs.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, assert_type
from zoneinfo import ZoneInfo

import polars as pl
from hypothesis.strategies import SearchStrategy
from mcp.server.lowlevel import Server
from starlette.applications import Starlette

import ccb_support
from ccb_support import (
    BOGOTA,
    Channel,
    Chat,
    Contact,
    Directory,
    Email,
    EscalationLevel,
    Medium,
    Phone,
    Priority,
    Reason,
    Recommendation,
    RequestType,
    Router,
    Verdict,
    WebForm,
    WhatsApp,
    colombian_holidays,
    default_directory,
    diff,
    escalation,
    recommend,
    timeline,
    timetable,
    verify,
)
from ccb_support.answer import Cause, ChannelStatus, TraceEntry
from ccb_support.calendars.colombia import COLOMBIA, ColombianCalendar, Holiday, HolidayKind
from ccb_support.comparison import Answer, Change, Difference, LevelEdit, Nobody
from ccb_support.django import Advice, advise
from ccb_support.errors import Fault
from ccb_support.export import to_icalendar, to_opening_hours, to_schema_org
from ccb_support.frames import ArrowTimetable, Moved, moved, open_time, route, to_arrow
from ccb_support.mcp import create_server
from ccb_support.model import (
    AlwaysOpen,
    ArticledName,
    Closure,
    LocalizedText,
    Priorities,
    PriorityEntry,
    RequestKind,
    RequestTypeEntry,
    RequestTypes,
    SpecialDay,
    WeeklyHours,
)
from ccb_support.routing.timetable import Timetable, TimetableRequest, TimetableSpan
from ccb_support.routing.timetable_sql import SqlTimetable
from ccb_support.service import create_app
from ccb_support.testing import (
    Case,
    Law,
    LawBook,
    Oracle,
    check_laws,
    fake_answer,
    strategies,
)
from ccb_support.verification import Coverage, Finding, Report, Severity
from ccb_support.week import ChannelDay, WeekView, week
from ccb_support.widget import to_widget

NOON = datetime(2026, 11, 24, 12, tzinfo=BOGOTA)
LATER = NOON + timedelta(days=1)


class TestQuestions:
    """Requests are asked with enum members, values or words."""

    def test_recommend(self) -> None:
        assert_type(recommend(RequestType.CLAIM, Priority.LOW, NOON), Recommendation)
        assert_type(recommend("claim", 4, NOON, prefer=Medium.EMAIL), Recommendation)
        assert_type(recommend("reclamo", "P4", NOON, prefer="correo"), Recommendation)
        for unavailable in (["chat"], ("chat",), {"chat"}, frozenset({"chat"}), {"chat": None}):
            assert_type(recommend("claim", 4, NOON, unavailable=unavailable), Recommendation)
        ends: dict[str, datetime | None] = {"chat": LATER, "email": None}
        assert_type(recommend("claim", 4, NOON, unavailable=ends), Recommendation)

    def test_timeline(self) -> None:
        answers = timeline("claim", 4, NOON, LATER, prefer=None, unavailable=())
        assert_type(answers, Iterator[Recommendation])

    def test_timetable(self) -> None:
        asked: list[tuple[RequestType | str, Priority | int | str]] = [
            ("reclamo", "P4"),
            (RequestType.CLAIM, Priority.LOW),
            ("claim", 4),
        ]
        table = timetable(NOON, LATER, requests=asked, prefer="correo", unavailable=["chat"])
        assert_type(table, Timetable)
        assert_type(timetable(NOON, LATER, requests={("claim", 4): "any collection"}), Timetable)
        assert_type(table.requests, tuple[TimetableRequest, ...])
        assert_type(table.spans, tuple[TimetableSpan, ...])
        assert_type(table.spans[0].valid_from, datetime)
        assert_type(table.spans[0].channel, str | None)
        assert_type(table.spans[0].reason, Reason | None)
        assert_type(table.to_sql("sqlite", written=[("queja", 3)]), SqlTimetable)

    def test_tables(self) -> None:
        frame = pl.DataFrame({"t": ["claim"], "p": [4], "w": [NOON]})
        lazy = frame.lazy()
        assert_type(route(frame, request_type="t", priority="p", when="w"), pl.DataFrame)
        assert_type(route(lazy, request_type="t", priority="p", when="w"), pl.LazyFrame)
        assert_type(open_time(frame, channel="pqrs", start="w", end="w"), pl.DataFrame)
        found = moved(frame, None, default_directory(), request_type="t", priority="p", when="w")
        assert_type(found, list[Moved])
        assert_type(to_arrow(timetable(NOON, LATER)), ArrowTimetable)

    def test_words(self) -> None:
        assert_type(RequestType.parse("Quejas"), RequestType)
        assert_type(Priority.parse("P3"), Priority)
        assert_type(Medium.parse(Medium.CHAT), Medium)
        assert_type(RequestType("Quejas"), RequestType)
        assert_type(Priority("P3"), Priority)
        assert_type(RequestType.CLAIM.label(), str)
        assert_type(Priority.LOW.label("en"), str)

    def test_escalation(self) -> None:
        assert_type(escalation(), tuple[EscalationLevel, ...])

    def test_a_router_has_the_same_questions(self) -> None:
        router = Router(default_directory(), holidays={date(2026, 11, 24)})
        assert_type(router, Router)
        assert_type(router.directory, Directory)
        assert_type(router.editions, tuple[Directory, ...])
        assert_type(router.edition_at(NOON), Directory)
        assert_type(router.recommend("claim", 4, NOON), Recommendation)
        assert_type(router.timeline("claim", 4, NOON, LATER), Iterator[Recommendation])
        assert_type(router.timetable(NOON, LATER), Timetable)
        assert_type(router.escalation(), tuple[EscalationLevel, ...])
        assert_type(router.status("pqrs", NOON), ChannelStatus)
        assert_type(router.open_spans("pqrs", NOON, LATER), list[tuple[datetime, datetime]])
        assert_type(router.open_time("pqrs", NOON, LATER), timedelta)
        assert_type(router.add_open_time("pqrs", NOON, timedelta(hours=4)), datetime)

    def test_any_container_of_dates_is_a_calendar(self) -> None:
        for calendar in (COLOMBIA, [NOON.date()], {NOON.date(): "Fiesta"}, frozenset[date]()):
            assert_type(Router(default_directory(), holidays=calendar), Router)


class TestAnswers:
    """What an answer holds has its own types."""

    ANSWER = recommend("claim", 4, NOON)

    def test_a_recommendation(self) -> None:
        answer = self.ANSWER
        assert_type(answer.request_type, str)
        assert_type(answer.priority, int)
        assert_type(answer.channel, Channel)
        assert_type(answer.contact, Phone | WhatsApp | Email | Chat | WebForm)
        assert_type(answer.number, str | None)
        assert_type(answer.uri, str)
        assert_type(answer.open_now, bool)
        assert_type(answer.opens_at, datetime | None)
        assert_type(answer.closes_at, datetime | None)
        assert_type(answer.reason, Reason)
        assert_type(answer.alternatives, tuple[Channel, ...])
        assert_type(answer.trace, tuple[TraceEntry, ...])
        assert_type(answer.valid_from, datetime | None)
        assert_type(answer.valid_until, datetime | None)
        assert_type(answer.escalation, tuple[EscalationLevel, ...])
        assert_type(answer.directory_version, str)
        assert_type(answer.trace[0].verdict, Verdict)
        assert_type(answer.trace[0].because, tuple[Cause, ...])

    def test_its_methods(self) -> None:
        assert_type(self.ANSWER.holds_at(NOON), bool)
        assert_type(self.ANSWER.explain(), str)
        assert_type(self.ANSWER.explain("en", at=NOON), str)
        assert_type(self.ANSWER.summary(None), str)
        assert_type(self.ANSWER.why("es-CO", at=NOON), str)
        assert_type(self.ANSWER.brief(at=NOON), dict[str, str | None])
        assert_type(self.ANSWER.language, Literal["es", "en"])
        assert_type(self.ANSWER.display("es-CO"), str)
        assert_type(
            Recommendation.model_validate_json(self.ANSWER.model_dump_json()), Recommendation
        )

    def test_a_contact(self) -> None:
        contact: Contact = self.ANSWER.contact
        assert_type(contact.uris, tuple[str, ...])
        assert_type(contact.display("es"), str)
        assert_type(Phone(printed="195", short_code="195").number, str)
        assert_type(WhatsApp(printed="300 5550100", e164="+573005550100").number, str | None)
        assert_type(Chat(url="https://example.org").medium, Literal[Medium.CHAT])


class TestDirectories:
    """A directory is read from text or a file, or built."""

    def test_reading(self) -> None:
        path = Path(ccb_support.__file__).with_name("directory.toml")
        assert_type(default_directory(), Directory)
        assert_type(Directory.from_file(path), Directory)
        assert_type(Directory.from_file(str(path)), Directory)
        assert_type(Directory.from_toml(path.read_text("utf-8")), Directory)
        assert_type(Directory.from_folder(path.parent), tuple[Directory, ...])

    def test_building(self) -> None:
        name = LocalizedText(es="Mesa", en="Desk")
        assert_type(ArticledName(es="Mesa", en="Desk", es_article="la").es, str)
        channel = Channel(
            id="desk",
            name=name,
            request_types=(RequestType.CLAIM,),
            priorities=(Priority.CRITICAL,),
            hours=AlwaysOpen.ALWAYS,
            holidays="open",
            contacts=(Email(address="desk@example.org"),),
        )
        directory = Directory(
            format=2,
            version="1",
            as_of=date(2026, 11, 24),
            name=name,
            time_zone="America/Bogota",
            channels=(channel,),
            request_types=RequestTypes([RequestTypeEntry(id="claim", name=name)]),
            priorities=Priorities([PriorityEntry(id=1, name=name)]),
        )
        assert_type(directory, Directory)
        assert_type(directory.request_types, RequestTypes)
        assert_type(directory.request_types[0], RequestTypeEntry)
        assert_type(directory.priorities, Priorities)
        assert_type(directory.priorities[0], PriorityEntry)
        assert_type(directory.special_days, tuple[SpecialDay, ...])
        assert_type(directory.closures, tuple[Closure, ...])
        assert_type(directory.channel_ids, tuple[str, ...])
        assert_type(directory.zone, ZoneInfo)
        assert_type(channel.hours, AlwaysOpen | WeeklyHours)
        assert_type(channel.serves(RequestType.CLAIM, Priority.CRITICAL), bool)
        assert_type(channel.contact_by(Medium.PHONE), Contact | None)


class TestHolidays:
    """A year maps dates to holidays."""

    def test_a_year(self) -> None:
        holidays = colombian_holidays(2026)
        assert_type(holidays, dict[date, tuple[Holiday, ...]])
        (holiday,) = holidays[date(2026, 7, 13)]
        assert_type(holiday.name.in_language("es"), str)
        assert_type(holiday.kind, HolidayKind)

    def test_the_calendar(self) -> None:
        assert_type(COLOMBIA, ColombianCalendar)
        assert_type(COLOMBIA.get(NOON.date()), tuple[Holiday, ...])
        assert_type(COLOMBIA.verified_through, date)


class TestProofs:
    """Directories, or routers, are verified and compared."""

    def test_verify(self) -> None:
        directory = default_directory()
        report = verify(directory, NOON, LATER)
        assert_type(report, Report)
        assert_type(report.errors[:1], tuple[Finding, ...])
        for finding in verify(directory, NOON, LATER, text=None, now=NOON).findings:
            assert_type(finding.path, str)
            assert_type(finding.line, int | None)
            assert_type(finding.replacement, str | None)
        assert_type(report.findings, tuple[Finding, ...])
        assert_type(report.of_severity(Severity.NOTE), tuple[Finding, ...])
        assert_type(report.coverage, tuple[Coverage, ...])
        assert_type(report.coverage[0].open_time, timedelta)
        assert_type(report.explain("en"), str)

    def test_week(self) -> None:
        view = week(Router(default_directory()), NOON)
        assert_type(view, WeekView)
        assert_type(view.text("es"), str)
        assert_type(view.svg(), str)
        for channel in view.channels[:1]:
            assert_type(channel.days, tuple[ChannelDay, ...])

    def test_diff(self) -> None:
        directory = default_directory()
        difference = diff(directory, Router(directory, holidays=[NOON.date()]), NOON, LATER)
        assert_type(difference, Difference)
        assert_type(difference.changes, tuple[Change, ...])
        assert_type(difference.escalation, tuple[LevelEdit, ...])
        assert_type(difference.is_empty, bool)
        assert_type(difference.explain(), str)
        for change in difference.changes[:1]:
            assert_type(change.requests, tuple[RequestKind, ...])
            assert_type(change.old, Answer | Nobody)


class TestKit:
    """The testing kit takes `recommend` as it is."""

    def test_laws(self) -> None:
        directory, day = default_directory(), date(2026, 11, 24)
        assert_type(check_laws(recommend, directory, first=day, last=day), int)
        book = LawBook(recommend, directory, holidays=COLOMBIA)
        assert_type(book, LawBook)
        case = Case(RequestType.CLAIM, Priority.LOW, NOON, unavailable=("chat",))
        assert_type(Case(case.request_type, case.priority, NOON, unavailable={"chat": NOON}), Case)
        book.check(Law.RULE, case)

    def test_the_oracle(self) -> None:
        oracle = Oracle(default_directory())
        assert_type(oracle.is_open("pqrs", NOON), bool)
        assert_type(oracle.next_change("pqrs", NOON), datetime | None)
        assert_type(oracle.recommend(RequestType.CLAIM, Priority.LOW, NOON), Recommendation)
        assert_type(oracle.open_spans("pqrs", NOON, LATER), list[tuple[datetime, datetime]])
        assert_type(oracle.open_time("pqrs", NOON, LATER), timedelta)
        assert_type(oracle.add_open_time("pqrs", NOON, timedelta(hours=4)), datetime)

    def test_an_answer_for_a_test(self) -> None:
        assert_type(fake_answer("queja", 3, number="123"), Recommendation)

    def test_strategies(self) -> None:
        assert_type(strategies.words_of(default_directory().priorities), SearchStrategy[str])
        assert_type(strategies.instants(default_directory()), SearchStrategy[datetime])
        assert_type(strategies.boundary_instants(default_directory()), SearchStrategy[datetime])
        assert_type(strategies.weekly_hours(step=15), SearchStrategy[WeeklyHours])
        assert_type(strategies.special_days(("desk",)), SearchStrategy[tuple[SpecialDay, ...]])
        assert_type(strategies.closures(("desk",)), SearchStrategy[tuple[Closure, ...]])
        assert_type(strategies.directories(most_channels=2), SearchStrategy[Directory])
        assert_type(strategies.cases(default_directory()), SearchStrategy[Case])


class TestPublishing:
    """Hours and answers become text, a document or bytes."""

    def test_exports(self) -> None:
        directory = default_directory()
        assert_type(to_opening_hours(Router(directory), NOON, LATER), dict[str, str])
        assert_type(to_schema_org(directory, NOON, LATER), dict[str, Any])
        assert_type(to_icalendar(directory, NOON, LATER, dtstamp=NOON), bytes)
        assert_type(to_widget(directory, NOON, LATER, language="en"), str)


def test_create_server() -> None:
    assert_type(create_server(default_directory(), now=lambda: NOON, settle=0), Server[None])


def test_advise() -> None:
    advice = advise("quejas", 3, at=NOON, language="en")
    assert_type(advice, Advice)
    assert_type(advice.answer, Recommendation)
    assert_type(advice.buttons[0].uri, str)


def test_create_app() -> None:
    assert_type(create_app(default_directory(), now=lambda: NOON, cors=["*"]), Starlette)


def test_errors_carry_what_they_promise() -> None:
    error: Any = ccb_support.UnknownMediumError("fax", ("phone",))
    assert isinstance(error, ccb_support.UnknownWordError)
    assert_type(error.accepted, tuple[str, ...])
    assert_type(error.code, str)
    assert_type(error.message("es"), str)
    fault = Fault("channels", "is missing", "falta")
    assert_type(ccb_support.DirectoryError([fault]).faults, tuple[Fault, ...])
