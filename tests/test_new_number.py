"""A new number from 1 January: every face gives the old one until midnight, and then the new one.

Nobody restarts or edits anything at midnight. `tests/cli/test_editions.py` asks the command line.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ccb_support import (
    Directory,
    Priority,
    RequestType,
    Router,
    default_directory,
    diff,
    verify,
)
from ccb_support.export import to_icalendar, to_opening_hours, to_schema_org
from ccb_support.live import WatchedFile
from ccb_support.model import LocalizedText
from ccb_support.routing.router import DirectoryOrRouter
from ccb_support.verification import FindingCode
from ccb_support.week import week
from ccb_support.widget import to_widget
from tests.builders import SHIPPED_TOML, Clock, at, changed, special_day
from tests.editions import (
    NEW,
    NEW_NUMBER,
    NEW_TOML,
    OLD_NUMBER,
    SHIPPED,
    WITH_OWN_WORDS,
    edition,
    write_next,
)

EDGE = at("2027-01-01")
LAST = EDGE - timedelta(microseconds=1)
AROUND = at("2026-12-30"), at("2027-01-03")
BOTH = [OLD_NUMBER, NEW_NUMBER]


@pytest.fixture
def router(folder: Path) -> Router:
    return Router(Directory.from_folder(folder))


@pytest.fixture
def clock() -> Clock:
    clock = Clock()
    clock.time = LAST
    return clock


class TestTheService:
    @pytest.fixture
    def client(self, folder: Path, clock: Clock) -> Any:  # noqa: ANN401 - the library may be missing
        service = pytest.importorskip("ccb_support.service")
        testclient = pytest.importorskip("starlette.testclient")
        return testclient.TestClient(service.create_app(folder, now=clock))

    def test_runs_over_midnight(self, client: Any, clock: Clock) -> None:  # noqa: ANN401 - as above
        found: list[tuple[str, str]] = []
        for time in (LAST, LAST, EDGE, EDGE):
            clock.time = time
            reply = client.get("/recommend?request_type=incidente&priority=P1")
            found.append((reply.json()["answer"]["number"], reply.headers["ccb-directory-version"]))
        old, new = (OLD_NUMBER, SHIPPED.version), (NEW_NUMBER, "2027.01.01")
        assert found == [old, old, new, new]

    @pytest.mark.parametrize(
        "address", ["/directory", "/health", "/escalation", "/channels", "/channels/p1_mobile"]
    )
    def test_no_reply_is_kept_over_midnight(
        self,
        client: Any,  # noqa: ANN401 - as above
        clock: Clock,
        address: str,
    ) -> None:
        before = client.get(address).text
        clock.time = EDGE
        after = client.get(address).text
        assert (SHIPPED.version in before, "2027.01.01" in after) == (True, True)

    def test_replays_what_it_said(self, client: Any, clock: Clock) -> None:  # noqa: ANN401 - as above
        clock.time = EDGE + timedelta(days=60)
        then = "at=2026-12-31T12:00:00-05:00"
        answer = client.get(f"/recommend?request_type=incidente&priority=P1&{then}").json()[
            "answer"
        ]
        assert (answer["number"], answer["directory_version"]) == (OLD_NUMBER, SHIPPED.version)
        error = client.get("/recommend?request_type=nada&priority=P1")
        assert error.headers["ccb-directory-version"] == "2027.01.01"


def test_the_assistant(folder: Path) -> None:
    pytest.importorskip("mcp")
    from tests.mcp.calls import call  # noqa: PLC0415 - the library may be missing

    asked = {"request_type": "incident", "priority": 1}
    said = [str(call("recommend", asked, folder, now=now).content) for now in (LAST, EDGE)]
    assert [[each in text for each in BOTH] for text in said] == [[True, False], [False, True]]


def test_a_table(router: Router) -> None:
    pa = pytest.importorskip("pyarrow")
    frames = pytest.importorskip("ccb_support.frames")
    when = pa.array([LAST, EDGE], pa.timestamp("us", "UTC"))
    table = pa.table({"type": ["incident"] * 2, "priority": ["P1"] * 2, "when": when})
    routed = frames.route(
        table, request_type="type", priority="priority", when="when", directory=router
    )
    assert routed["number"].to_pylist() == BOTH
    total = frames.open_time(
        pa.table({"start": when[:1], "end": when[1:2]}), channel="p1_mobile", start="start",
        end="end", directory=router,
    )  # fmt: skip
    assert total["open_time"].to_pylist() == [timedelta(microseconds=1)]


def test_sql(router: Router) -> None:
    sql = router.timetable(*AROUND).to_sql("sqlite")
    with closing(sqlite3.connect(":memory:")) as database:
        for statement in sql.tables:
            database.execute(statement)
        database.execute('CREATE TABLE tickets (request_type TEXT, priority TEXT, "when" BIGINT)')
        moments = [round(each.timestamp() * 1_000_000) for each in (LAST, EDGE)]
        rows = [*(("incident", "P1", each) for each in moments), ("nada", "P1", moments[0])]
        database.executemany("INSERT INTO tickets VALUES (?, ?, ?)", rows)
        names = "number, error, directory_version"
        found = database.execute(f"SELECT {names} FROM ({sql.join})").fetchall()  # noqa: S608 - our own
    assert found == [
        (OLD_NUMBER, None, SHIPPED.version),
        (NEW_NUMBER, None, "2027.01.01"),
        (None, "not_in_timetable", None),
    ]


def data_of(page: str) -> dict[str, Any]:
    """Return the data of a widget."""
    (text,) = re.findall(r'id="ccb-support-data">(.*?)</script>', page, re.DOTALL)
    return dict(json.loads(text))


def test_the_widget(router: Router) -> None:
    data = data_of(to_widget(router, *AROUND))
    plan = data["plans"][data["kinds"]["incident"][0]]
    starts = [sum(plan["steps"][: place + 1]) for place in range(len(plan["steps"]))]
    said = dict(zip(starts, (data["advice"][each]["text"] for each in plan["advice"]), strict=True))
    edge = round(EDGE.timestamp())
    for start, text in said.items():
        assert [each in str(text) for each in BOTH] == [start < edge, start >= edge]
    assert data["version"] == f"{SHIPPED.version}, 2027.01.01"


def calendar(source: DirectoryOrRouter, start: datetime, end: datetime, **asked: Any) -> str:  # noqa: ANN401 - of any type
    pytest.importorskip("icalendar")
    return to_icalendar(source, start, end, dtstamp=LAST, **asked).decode()


WRITERS: Mapping[str, Callable[[Router, datetime, datetime, Mapping[str, Any]], object]] = {
    "calendar": lambda router, start, end, asked: calendar(router, start, end, **asked),
    "schema.org": lambda router, start, end, asked: to_schema_org(router, start, end, **asked),
    "widget": lambda router, start, end, asked: to_widget(router, start, end, **asked),
    "week": lambda router, start, _, asked: week(router, start).text(**asked),
    "picture": lambda router, start, _, asked: week(router, start).svg(**asked),
    "verify": lambda router, start, end, asked: verify(router, start, end).explain(**asked),
    "diff": lambda router, start, end, asked: diff(SHIPPED, router, start, end).explain(**asked),
}


@pytest.mark.parametrize(
    ("start", "tag", "other"), [(AROUND[0], "es-CO", "EN"), (EDGE, "en_US", "es")], ids=["es", "en"]
)
@pytest.mark.parametrize("name", WRITERS)
def test_all_speak_the_language_of_the_edition_at_the_start(
    name: str, start: datetime, tag: str, other: str
) -> None:
    english = edition("2027-01-01", SHIPPED, language="en")
    router, write = Router([SHIPPED, english]), WRITERS[name]
    said = write(router, start, AROUND[1], {})
    assert said == write(router, start, AROUND[1], {"language": tag})
    assert said != write(router, start, AROUND[1], {"language": other})


class TestPublishedHours:
    """What is exported for a range is right on both sides."""

    def test_a_calendar(self, router: Router) -> None:
        text = calendar(router, *AROUND, channels=["p1_mobile"])
        events = text.replace("\r\n ", "").split("BEGIN:VEVENT")[1:]
        assert [[each in event for each in BOTH] for event in events] == [
            [True, False],
            [False, True],
        ]
        assert ["DTEND:20270101T050000Z" in events[0], "DTSTART:20270101T050000Z" in events[1]] == [
            True,
            True,
        ]

    def test_a_calendar_says_nothing_of_special_hours_after_their_edition(self) -> None:
        late = special_day("2027-01-02", "00:00-12:00", channels=["chat"])
        old = changed(default_directory(), special_days=[late])
        text = calendar([old, NEW], *AROUND, channels=["chat"])
        assert text.count("BEGIN:VEVENT") == 2
        assert late.name.es not in text

    def test_a_calendar_has_the_name_of_its_edition(self) -> None:
        names = [LocalizedText(es=each, en=each) for each in ("Mesa", "Desk")]
        old = changed(default_directory(), name=names[0])
        new = edition("2027-01-01", default_directory(), name=names[1])
        later = EDGE + timedelta(days=1)
        text = calendar([old, new], EDGE, later, channels=["chat"])
        # Somebody publishes it before the edition is in force.
        alone = calendar(new, EDGE, later, channels=["chat"])
        assert [text.count(f"NAME:{each}") for each in ("Mesa", "Desk")] == [0, 2]
        assert [alone.count(each) for each in ("NAME:Desk", "DTSTAMP:20270101T045959Z")] == [2, 1]

    def test_schema_org(self, router: Router) -> None:
        points = to_schema_org(router, *AROUND, channels=["p1_mobile", "chat"])["@graph"]
        spans = {
            each.get("telephone", ["chat"])[0]: [
                (item["validFrom"], item["validThrough"]) for item in each["hoursAvailable"]
            ]
            for each in points
        }
        assert {*spans["+573187174937"]} == {("2026-12-30", "2026-12-31")}
        assert {*spans["+573001112233"]} == {("2027-01-01", "2027-01-02")}
        assert {*spans["chat"]} == {("2026-12-30", "2026-12-31"), ("2027-01-01", "2027-01-02")}

    def test_openstreetmap(self) -> None:
        toml = NEW_TOML.replace('closes = "17:00"', 'closes = "15:00"')
        editions = [Directory.from_toml(toml), default_directory()]
        text = to_opening_hours(editions, *AROUND, channels=["pqrs"])["pqrs"]
        assert text == (
            "24/7 unknown; 2026 Dec 30-2027 Jan 02 off; 2026 Dec 30-2026 Dec 31 Mo-Fr 07:00-17:00; "
            "2027 Jan 01-2027 Jan 02 Mo-Fr 07:00-15:00; 2027 Jan 01 off"
        )

    def test_a_week(self, router: Router) -> None:
        view = week(router, LAST)
        rows = [each for each in view.channels if each.channel.id == "p1_mobile"]
        assert [each.channel.contacts[0].display() for each in rows] == BOTH
        days = [each.date for each in view.days]
        assert [[each.date for each in row.days] for row in rows] == [days[:4], days[4:]]
        assert all(day.all_day for row in rows for day in row.days)
        assert len(view.channels) == len(NEW.channels) + 1
        assert view.directory_version == f"{SHIPPED.version}, 2027.01.01"
        # One row says the state at the marked time, and no row says that a channel is closed while it is not.
        old, new = (each for each in view.text("en").split("\n\n") if any(map(each.count, BOTH)))
        assert "Thu 31 Dec all day (11:59 p.m.: open)" in old
        assert "p.m.:" not in new
        assert "closed" not in old + new
        assert view.svg("en").count("all day</text>") == len(view.days)


class TestReports:
    def test_verify_looks_at_each_over_its_own_time(self, folder: Path, router: Router) -> None:
        texts = {each.name: each.read_text("utf-8") for each in folder.iterdir()}
        report = verify(router, *AROUND, text=texts)
        assert report.directory_version == f"{SHIPPED.version}, 2027.01.01"
        assert {(each.file, each.edition) for each in report.findings} == {
            ("zz-now.toml", SHIPPED.version),
            ("aa-next.toml", "2027.01.01"),
        }
        whole = AROUND[1] - AROUND[0]
        assert {(each.open_time, each.total_time) for each in report.coverage} == {(whole, whole)}
        listed = verify(router, *AROUND, text=[*texts.values()])
        assert [each.line for each in listed.findings] == [each.line for each in report.findings]
        assert {each.file for each in listed.findings} == {None}
        early = [each for each in verify(NEW, *AROUND).findings if each.day == EDGE.date()]
        assert [(each.code, each.path) for each in early] == [
            (FindingCode.BEFORE_FIRST_EDITION, "effective")
        ]

    def test_verify_names_a_file_in_visible_letters(self, router: Router) -> None:
        """A name in Latin-1 is half a character to Python, and would be no JSON."""
        texts = {"ahora\x1b.toml": SHIPPED_TOML, "edici\udcf3n.toml": NEW_TOML}
        report = verify(router, *AROUND, text=texts)
        assert {each.file for each in report.findings} == {"ahora .toml", "edici n.toml"}
        assert "edici n.toml" in report.model_dump_json()

    def test_diff_of_two_folders(self, router: Router) -> None:
        found = diff(default_directory(), router, *AROUND)
        assert {each.start for each in found.changes} == {EDGE}
        assert NEW_NUMBER in found.explain("es")
        assert diff(router, [NEW, default_directory()], *AROUND).is_empty


class TestTheWatchedFolder:
    def test_takes_a_new_edition_live(self, folder: Path, clock: Clock) -> None:
        folder.joinpath("aa-next.toml").unlink()
        file = WatchedFile(folder, clock)
        folder.joinpath("next.toml").write_text(NEW_TOML, "utf-8")
        assert not file.look()
        assert file.look()
        assert file.current.router.recommend("incident", 1, EDGE).number == NEW_NUMBER
        assert file.current.warning is None

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            (NEW_TOML[: NEW_TOML.index("[[escalation]]")], "edit_waits"),
            (NEW_TOML[: NEW_TOML.index("[[channels]]")], "edit_refused"),
            (SHIPPED_TOML, "edit_refused"),
        ],
        ids=["half a file", "no channels", "the same version"],
    )
    def test_takes_no_half_of_one(self, folder: Path, clock: Clock, text: str, code: str) -> None:
        file = WatchedFile(folder, clock)
        write_next(folder, text)
        for _ in range(2):
            file.look()
        assert file.current.router.editions == (default_directory(), NEW)
        assert file.current.warning is not None
        assert file.current.warning.code == code


def test_django(folder: Path, clock: Clock) -> None:
    pytest.importorskip("django")
    from tests.django.project import configure  # noqa: PLC0415 - the library may be missing

    configure()
    from django.test import override_settings  # noqa: PLC0415 - as above

    from ccb_support.django import advise  # noqa: PLC0415 - as above

    found: list[tuple[object, ...]] = []
    with override_settings(CCB_SUPPORT_DIRECTORY=folder, CCB_SUPPORT_NOW=clock):
        for time in (LAST, EDGE):
            clock.time = time
            advice = advise(RequestType.INCIDENT, Priority.CRITICAL, language="es")
            found.append((advice.answer.number, advice.answer.directory_version, advice.ends_at))
    assert found == [
        (OLD_NUMBER, SHIPPED.version, EDGE),
        (NEW_NUMBER, "2027.01.01", at("2027-01-02")),
    ]


class TestWordsOfEachEdition:
    """A request that only one edition knows is there for its time."""

    OLD, NEW = WITH_OWN_WORDS
    ROUTER = Router([OLD, edition("2027-01-01", NEW)])

    def test_in_a_table(self) -> None:
        pa = pytest.importorskip("pyarrow")
        frames = pytest.importorskip("ccb_support.frames")
        words = ["falla", "daño", "gone", "denuncia", "Incidente", "nada", None]
        rows = {"type": words * 2, "priority": [3] * 14, "when": [LAST] * 7 + [EDGE] * 7}
        table = pa.table(rows | {"when": pa.array(rows["when"], pa.timestamp("us", "UTC"))})
        routed = frames.route(
            table, directory=self.ROUTER, request_type="type", priority="priority", when="when"
        )
        known = [each is not None for each in routed["channel"].to_pylist()]
        assert known[:7] == [True, False, True, False, True, False, False]
        assert known[7:] == [False, True, False, True, True, False, False]

    def test_in_the_widget(self) -> None:
        page = to_widget(self.ROUTER, *AROUND)
        data = data_of(page)
        assert [*data["kinds"]] == ["incident", "gone", "denuncia"]
        assert all(f'<option value="{each}"' in page for each in data["kinds"])
        plan = data["plans"][data["kinds"]["gone"][0]]
        assert sum(plan["steps"]) == round(EDGE.timestamp())

    def test_in_reports(self) -> None:
        report = verify(self.ROUTER, *AROUND)
        days = {each.request.request_type: each.total_time.days for each in report.coverage}
        assert days == {"incident": 4, "gone": 2, "denuncia": 2}
        (drops,) = (each for each in report.findings if each.code is FindingCode.NEXT_EDITION_DROPS)
        assert [each.es for each in drops.dropped] == ["las solicitudes del tipo gone"]
        assert (drops.path, drops.day, drops.other) == ("effective", EDGE.date(), "2027-01-01")
        assert diff(self.OLD, self.ROUTER, *AROUND).added

    def test_what_has_another_name_is_not_dropped_and_what_has_another_id_is(self) -> None:
        renamed = [{"id": each.id, "name": f"{each.id} 2"} for each in self.OLD.request_types]
        first, *others = self.OLD.channels
        channels = [changed(first, id="again"), *others]
        again = changed(self.OLD, request_types=renamed, channels=channels)
        found = verify(Router([self.OLD, edition("2027-01-01", again)]), *AROUND).findings
        (drops,) = (each for each in found if each.code is FindingCode.NEXT_EDITION_DROPS)
        assert [(each.es, each.en) for each in drops.dropped] == [
            (
                f"el canal «{first.name.es}» ({first.id})",
                f'the channel "{first.name.en}" ({first.id})',
            )
        ]
