"""How long a reply may be kept, and how a client finds out that it has it already."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from unittest.mock import Mock
from zoneinfo import ZoneInfo

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from ccb_support import BOGOTA, Recommendation, Router, default_directory
from ccb_support.questions import Desk
from ccb_support.service import app as address
from ccb_support.service import create_app
from ccb_support.service.replies import Reply, in_header
from tests.builders import MORNING, Clock, at, channel, directory, shipped
from tests.service.calls import COMPLAINT, EVERY_ADDRESS, INCIDENT

if TYPE_CHECKING:
    from httpx2 import Response


TODAY = f"{COMPLAINT}&words=today"


def kept_by(app: Starlette, path: str, query: bytes = b"", *, in_gzip: bool = True) -> Reply | None:
    """Return the reply to a question that a service keeps, if it keeps one."""
    route = app.routes[0]
    assert isinstance(route, Route)
    assert isinstance(route.app, address.Address)
    return route.app.replies_of(route.app.live.current.router).get((path, query, in_gzip))


def age_of(response: Response, clock: Clock) -> int:
    """Return for how many seconds from now caches may keep a reply."""
    if response.headers["Cache-Control"] == "no-cache":
        assert "Expires" not in response.headers
        return 0
    assert response.headers["Cache-Control"] == "must-revalidate"
    left = parsedate_to_datetime(response.headers["Expires"]) - clock()
    assert left > timedelta()
    return math.ceil(left.total_seconds())


class TestAge:
    """A reply is kept until it is out of date, and never longer than `max_age`."""

    @pytest.mark.parametrize(
        ("now", "question", "seconds"),
        [
            ("2026-11-24 09:30", COMPLAINT, 60),
            ("2026-11-24 16:59", COMPLAINT, 58),
            ("2026-11-24 16:58:58", COMPLAINT, 60),
            # Two seconds are for clocks and caches that know whole seconds.
            ("2026-11-24 16:59:01", COMPLAINT, 57),
            ("2026-11-24 16:59:57", COMPLAINT, 1),
            ("2026-11-24 16:59:57.999999", COMPLAINT, 1),
            ("2026-11-24 16:59:58", COMPLAINT, 0),
            ("2026-11-24 16:59:59.999999", COMPLAINT, 0),
            ("2026-11-24 17:00", COMPLAINT, 60),
            ("2026-11-24 16:59:50", INCIDENT, 60),
            ("2026-11-24 23:59:50", COMPLAINT, 60),  # the words have dates, and outlive midnight
            ("2026-11-24 23:59:50", TODAY, 8),
            ("2026-11-24 23:59:50", f"{INCIDENT}&words=today", 8),
            ("2026-11-25 00:00", TODAY, 60),
            ("2026-11-24 16:59:50", "/channels", 8),
            ("2026-11-24 16:59:50", "/channels/pqrs", 8),
            ("2026-11-24 16:59:50", "/channels/chat", 60),
            ("2026-11-24 16:59:50", "/escalation", 60),
            ("2026-11-24 16:59:50", "/directory", 60),
            # Nothing that happens changes what holds at a given instant.
            ("2026-11-24 16:59:50", f"{COMPLAINT}&at=2026-11-24T16:59:50-05:00", 60),
            ("2026-11-24 16:59:50", f"{TODAY}&at=2026-11-24T23:59:50-05:00", 60),
            ("2026-11-24 16:59:50", "/channels?at=2026-11-24T16:59:50-05:00", 60),
            ("2026-11-24 16:59:50", "/channels/pqrs?at=2026-11-24T16:59:50-05:00", 60),
        ],
    )
    def test_ends_with_the_reply(
        self, client: TestClient, clock: Clock, now: str, question: str, seconds: int
    ) -> None:
        clock.show(now)
        assert age_of(client.get(question), clock) == seconds

    @pytest.mark.parametrize(
        ("max_age", "question", "seconds"),
        [
            (0, COMPLAINT, 0),
            (600, COMPLAINT, 600),
            (86_400, COMPLAINT, 26_998),
            (10**12, INCIDENT, 365 * 86_400),  # a year at most
        ],
    )
    def test_is_what_the_owner_chooses(
        self, clock: Clock, max_age: int, question: str, seconds: int
    ) -> None:
        client = TestClient(create_app(max_age=max_age, now=clock))
        assert age_of(client.get(question), clock) == seconds

    def test_ends_at_the_first_instant_and_not_at_the_first_reading_of_a_clock(self) -> None:
        """Python compares two times of one zone by the wall clock, and here it goes back."""
        madrid = ZoneInfo("Europe/Madrid")
        first = datetime(2026, 10, 25, 2, 45, tzinfo=madrid)
        second = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=madrid)
        desk = Desk(Router(default_directory()), MORNING, "es")
        assert Reply.of(desk.router.directory, desk, [second, first]).until == first.timestamp()

    def test_ends_with_the_supported_range(self, client: TestClient, clock: Clock) -> None:
        """From then on, every request is an error, also one that was asked before."""
        clock.show("2199-12-31 23:59")
        assert age_of(client.get(INCIDENT), clock) == 58
        clock.show("2200-01-01 00:00")
        assert client.get(INCIDENT).json()["code"] == "out_of_range"

    def test_never_outlives_the_answer(self, clock: Clock) -> None:
        """Every hour over a week with a holiday in it, and a little later each time."""
        client = TestClient(create_app(max_age=86_400, now=clock))
        for hour in range(7 * 24):
            now = at("2026-07-09 00:00") + hour * timedelta(hours=1, seconds=0.1)
            clock.time = now
            response = client.get(COMPLAINT)
            answer = Recommendation.model_validate(response.json()["answer"])
            age = age_of(response, clock)
            assert answer.holds_at(now)
            assert age == 86_400 or not answer.holds_at(now + timedelta(seconds=age + 2))
            assert answer.holds_at(now + timedelta(seconds=age))


class TestEntityTag:
    """The tag names exactly this body."""

    def test_stays_while_the_answer_holds(self, client: TestClient, clock: Clock) -> None:
        first = client.get(COMPLAINT).headers["ETag"]
        clock.show("2026-11-24 16:59:59")
        same = "/recommend?request_type=Quejas&priority=media"
        for question in (COMPLAINT, same, f"{COMPLAINT}&at=2026-11-24T15:00:00Z"):
            assert client.get(question).headers["ETag"] == first

    def test_changes_with_all_that_is_said(self, client: TestClient, clock: Clock) -> None:
        then = f"{COMPLAINT}&at=2026-11-24T15:00:00Z"
        other = TestClient(create_app(shipped(version="next"))).get(then)
        questions = (COMPLAINT, f"{COMPLAINT}&language=en", COMPLAINT.replace("3", "2"))
        tags = [each.headers["ETag"] for each in (other, *map(client.get, questions))]
        clock.show("2026-11-24 17:00")
        tags.append(client.get(COMPLAINT).headers["ETag"])
        assert len({*tags}) == len(tags) == 5

    @pytest.mark.parametrize(("question", "is_new"), [(COMPLAINT, False), (TODAY, True)])
    def test_changes_at_midnight_if_the_words_say_today(
        self, client: TestClient, clock: Clock, question: str, *, is_new: bool
    ) -> None:
        clock.show("2026-11-24 23:59:59")
        before = client.get(question).headers["ETag"]
        clock.show("2026-11-25 00:00")
        assert (client.get(question).headers["ETag"] != before) == is_new


class TestConditionalRequest:
    """A client that has the body gets none, but it gets how long the body holds from now."""

    @pytest.mark.parametrize("form", ["{}", "W/{}", '"another", {}', '"a",W/"b" , {}'])
    def test_gets_no_body_again(self, client: TestClient, clock: Clock, form: str) -> None:
        first = client.get(COMPLAINT)
        clock.show("2026-11-24 16:59:30")
        known = {"If-None-Match": form.format(first.headers["ETag"])}
        headers = {**first.headers, "expires": "Tue, 24 Nov 2026 21:59:58 GMT"}
        del headers["content-length"], headers["content-type"]
        for again in (client.get(COMPLAINT, headers=known), client.head(COMPLAINT, headers=known)):
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers == headers
        clock.show("2026-11-24 17:00")
        assert client.get(COMPLAINT, headers=known).status_code == 200

    @pytest.mark.parametrize("known", ['"another"', "", "nonsense", '"*"'])
    def test_gets_a_body_that_it_does_not_have(self, client: TestClient, known: str) -> None:
        assert client.get(COMPLAINT, headers={"If-None-Match": known}).status_code == 200

    @pytest.mark.parametrize("form", ["{}", "*"])
    @pytest.mark.parametrize("question", EVERY_ADDRESS)
    def test_is_answered_at_every_address(
        self, client: TestClient, question: str, form: str
    ) -> None:
        known = form.format(client.get(question).headers["ETag"])
        assert client.get(question, headers={"If-None-Match": known}).status_code == 304


class TestKeptReplies:
    """The service keeps replies within a bound, and never sends one that is out of date."""

    @pytest.mark.parametrize("question", [COMPLAINT, "/channels", "/channels/pqrs"])
    def test_a_clock_that_goes_back_gets_the_earlier_one(
        self, client: TestClient, clock: Clock, question: str
    ) -> None:
        bodies: list[bytes] = []
        for time in ("2026-11-24 17:00", "2026-11-24 09:30") * 2:
            clock.show(time)
            bodies.append(client.get(question).content)
        evening, morning, *again = bodies
        assert evening != morning
        assert again == [evening, morning]

    def test_they_go_when_there_is_no_room(
        self, monkeypatch: pytest.MonkeyPatch, clock: Clock
    ) -> None:
        monkeypatch.setattr(address, "MOST_BYTES", 30_000)
        client = TestClient(app := create_app(now=clock))
        queries = [b"at=2026-11-24T%02d:00:00-05:00" % hour for hour in range(24)]
        for query in queries:
            client.get(f"/channels/chat?{query.decode()}")
        kept = [kept_by(app, "/channels/chat", query) for query in queries]
        assert kept[-1] is not None
        assert 15_000 <= sum(len(each.body) + 1_000 for each in kept if each) <= 30_000

    @pytest.mark.parametrize(("spare", "is_kept"), [(0, True), (-1, False)])
    def test_a_large_one_is_not_kept(
        self, monkeypatch: pytest.MonkeyPatch, clock: Clock, spare: int, *, is_kept: bool
    ) -> None:
        client = TestClient(app := create_app(now=clock), headers={"Accept-Encoding": "identity"})
        length = len(client.get("/escalation?&").content)
        monkeypatch.setattr(address, "LARGEST_KEPT", length + spare)
        assert client.get("/escalation").status_code == 200
        assert (kept_by(app, "/escalation", in_gzip=False) is not None) == is_kept

    def test_the_health_of_a_moment_is_not_kept(self, clock: Clock) -> None:
        client = TestClient(app := create_app(now=clock))
        assert client.get("/health").status_code == 200
        assert kept_by(app, "/health") is None

    def test_a_question_that_was_asked_before_reads_no_parameter(
        self, client: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = client.get(COMPLAINT)
        read = Mock()
        monkeypatch.setattr("ccb_support.service.app.read_query", read)
        assert client.get(COMPLAINT).content == first.content
        read.assert_not_called()


@pytest.mark.parametrize(
    ("when", "zone", "hours"),
    [
        ("2026-11-24 12:00", "America/Bogota", 12),
        ("2026-04-24 12:00", "Africa/Cairo", 12),
        ("2026-04-23 12:00", "Africa/Cairo", 12),  # the next day starts at 01:00
        ("2026-10-25 00:00", "Europe/Madrid", 25),
        ("2011-12-29 12:00", "Pacific/Apia", 12),  # the clock then skips a day
    ],
)
def test_a_day_is_as_long_as_the_clock_shows_it(when: str, zone: str, hours: int) -> None:
    moment = at(when, zone)
    desk = Desk(Router(directory(channel(), time_zone=zone)), moment.astimezone(BOGOTA), "es")
    midnight = desk.next_midnight().timestamp()
    assert midnight - moment.timestamp() == hours * 3600
    before, after = (
        datetime.fromtimestamp(each, moment.tzinfo).date() for each in (midnight - 0.001, midnight)
    )
    assert before == moment.date() < after


@pytest.mark.parametrize(
    ("version", "shown"),
    [
        (r"2026.11 !#$&'()*+,-./:;<=>?@[]^_`{|}~", r"2026.11 !#$&'()*+,-./:;<=>?@[]^_`{|}~"),
        ('año "2"', "a%C3%B1o %222%22"),
        ("50%", "50%25"),
    ],
    ids=["signs", "letters and quotes", "percent"],
)
def test_a_version_may_have_any_sign(version: str, shown: str) -> None:
    assert in_header(version) == shown
