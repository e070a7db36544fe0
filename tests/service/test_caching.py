"""How long a reply may be kept, and how a client finds out that it has it already."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from unittest.mock import Mock
from zoneinfo import ZoneInfo

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from ccb_support import BOGOTA, Recommendation, Router, default_directory
from ccb_support.bounded_cache import BoundedCache
from ccb_support.service import app as address
from ccb_support.service import create_app
from ccb_support.service.replies import Lifetime, local_day
from tests.builders import MORNING, Clock, at, channel, directory, shipped
from tests.service.calls import COMPLAINT, EVERY_ADDRESS, INCIDENT

if TYPE_CHECKING:
    from httpx2 import Response
    from starlette.applications import Starlette

    from ccb_support.service.replies import Reply

TODAY = f"{COMPLAINT}&words=today"


def kept_by(app: Starlette) -> BoundedCache[tuple[str, bytes], Reply]:
    """Return the replies that a service keeps of the directory that answers now."""
    route = app.routes[0]
    assert isinstance(route, Route)
    assert isinstance(route.app, address.Address)
    return route.app.kept.of(route.app.live.current.router)


def age_of(client: TestClient, question: str, clock: Clock) -> int:
    """Return for how many seconds from now caches may keep a reply."""
    return age_by(client.get(question), clock)


def age_by(response: Response, clock: Clock) -> int:
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
        assert age_of(client, question, clock) == seconds

    @pytest.mark.parametrize(("max_age", "seconds"), [(0, 0), (600, 600), (86_400, 26_998)])
    def test_is_what_the_owner_chooses(self, max_age: int, seconds: int) -> None:
        client = TestClient(create_app(max_age=max_age, now=(clock := Clock())))
        assert age_of(client, COMPLAINT, clock) == seconds

    def test_never_outlives_the_answer(self, clock: Clock) -> None:
        """Every quarter of an hour over a week with a holiday in it."""
        client = TestClient(create_app(max_age=86_400, now=clock))
        for quarter in range(7 * 24 * 4):
            now = at("2026-07-09 00:00") + quarter * timedelta(minutes=15, seconds=0.1)
            clock.time = now
            response = client.get(COMPLAINT)
            answer = Recommendation.model_validate(response.json()["answer"])
            age = age_by(response, clock)
            assert answer.holds_at(now)
            assert age == 86_400 or not answer.holds_at(now + timedelta(seconds=age + 2))
            assert age == 0 or answer.holds_at(now + timedelta(seconds=age))


class TestToday:
    """Words that say today and tomorrow end at local midnight, in clients and in the service."""

    @pytest.mark.parametrize("question", [TODAY, f"{INCIDENT}&words=today"])
    def test_end_at_midnight(self, client: TestClient, clock: Clock, question: str) -> None:
        clock.show("2026-11-24 23:59:50")
        assert age_of(client, question, clock) == 8
        clock.show("2026-11-25 00:00")
        assert age_of(client, question, clock) == 60

    def test_are_new_after_midnight(self, client: TestClient, clock: Clock) -> None:
        clock.show("2026-11-24 23:59:59")
        before = client.get(TODAY)
        clock.show("2026-11-25 00:00")
        after = client.get(TODAY)
        assert before.json()["answer"] == after.json()["answer"]
        assert before.json()["words"] != after.json()["words"]
        assert before.headers["ETag"] != after.headers["ETag"]

    def test_dates_outlive_midnight(self, client: TestClient, clock: Clock) -> None:
        clock.show("2026-11-24 23:59:59")
        before = client.get(COMPLAINT)
        clock.show("2026-11-25 00:00")
        assert client.get(COMPLAINT).headers["ETag"] == before.headers["ETag"]

    @pytest.mark.parametrize(
        ("when", "zone", "hours"),
        [
            ("2026-11-24 12:00", "America/Bogota", 24),
            ("2026-04-24 12:00", "Africa/Cairo", 23),  # this day starts at 01:00
            ("2026-04-23 12:00", "Africa/Cairo", 24),
            ("2026-10-25 12:00", "Europe/Madrid", 25),
            ("2011-12-29 12:00", "Pacific/Apia", 24),  # the clock then skips a day
        ],
    )
    def test_a_day_is_as_long_as_the_clock_shows_it(self, when: str, zone: str, hours: int) -> None:
        moment = at(when, zone)
        day = local_day(moment, ZoneInfo(zone))
        assert day.since is not None
        assert day.until is not None
        assert day.until - day.since == timedelta(hours=hours)
        first, last = day.since, day.until - timedelta.resolution
        shown = {each.astimezone(moment.tzinfo).date() for each in (first, moment, last)}
        assert shown == {moment.date()}
        assert day.until.astimezone(moment.tzinfo).date() > moment.date()


class TestEntityTag:
    """The tag names exactly this body."""

    def test_stays_while_the_answer_holds(self, client: TestClient, clock: Clock) -> None:
        first = client.get(COMPLAINT).headers["ETag"]
        clock.show("2026-11-24 16:59:59")
        same = "/recommend?request_type=Quejas&priority=media"
        for question in (COMPLAINT, same, f"{COMPLAINT}&at=2026-11-24T15:00:00Z"):
            assert client.get(question).headers["ETag"] == first

    def test_changes_with_the_answer_and_the_language(
        self, client: TestClient, clock: Clock
    ) -> None:
        first = client.get(COMPLAINT).headers["ETag"]
        assert client.get(f"{COMPLAINT}&language=en").headers["ETag"] != first
        assert client.get(COMPLAINT.replace("3", "2")).headers["ETag"] != first
        clock.show("2026-11-24 17:00")
        assert client.get(COMPLAINT).headers["ETag"] != first

    def test_changes_with_the_version_of_the_directory(self, client: TestClient) -> None:
        question = f"{COMPLAINT}&at=2026-11-24T15:00:00Z"
        other = TestClient(create_app(shipped(version="next")))
        assert other.get(question).headers["ETag"] != client.get(question).headers["ETag"]


class TestConditionalRequest:
    """A client that has the body gets none, but it gets how long the body holds from now."""

    @pytest.mark.parametrize("form", ["{}", "W/{}", '"another", {}', '"a",W/"b" , {}', "*", " * "])
    def test_gets_no_body_again(self, client: TestClient, clock: Clock, form: str) -> None:
        first = client.get(COMPLAINT)
        clock.show("2026-11-24 16:59:30")
        known = {"If-None-Match": form.format(first.headers["ETag"])}
        for again in (client.get(COMPLAINT, headers=known), client.head(COMPLAINT, headers=known)):
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["Cache-Control"] == "must-revalidate"
            assert again.headers["Expires"] == "Tue, 24 Nov 2026 21:59:58 GMT"
            assert "Content-Length" not in again.headers
            for name in ("ETag", "Content-Language", "Ccb-Directory-Version"):
                assert again.headers[name] == first.headers[name]

    @pytest.mark.parametrize("known", ['"another"', "", "nonsense", '"*"'])
    def test_gets_a_body_that_it_does_not_have(self, client: TestClient, known: str) -> None:
        assert client.get(COMPLAINT, headers={"If-None-Match": known}).status_code == 200

    def test_may_name_tags_in_several_headers(self, client: TestClient) -> None:
        tag = client.get(COMPLAINT).headers["ETag"]
        known = [("If-None-Match", '"another"'), ("If-None-Match", tag)]
        assert client.get(COMPLAINT, headers=known).status_code == 304

    def test_gets_the_body_once_the_answer_changes(self, client: TestClient, clock: Clock) -> None:
        known = {"If-None-Match": client.get(COMPLAINT).headers["ETag"]}
        clock.show("2026-11-24 17:00")
        assert client.get(COMPLAINT, headers=known).status_code == 200

    @pytest.mark.parametrize("address", EVERY_ADDRESS)
    def test_every_address_knows_its_tag(self, client: TestClient, address: str) -> None:
        known = {"If-None-Match": client.get(address).headers["ETag"]}
        assert client.get(address, headers=known).status_code == 304


class TestKeptReplies:
    """The service keeps replies within a bound, and never sends one that is out of date."""

    def test_a_clock_that_goes_back_gets_the_earlier_answer(
        self, client: TestClient, clock: Clock
    ) -> None:
        clock.show("2026-11-24 17:00")
        evening = client.get(COMPLAINT)
        clock.show("2026-11-24 09:30")
        morning = client.get(COMPLAINT)
        assert morning.json()["answer"]["channel"]["id"] == "pqrs"
        clock.show("2026-11-24 17:00")
        assert client.get(COMPLAINT).content == evening.content

    @pytest.mark.parametrize("question", ["/channels", "/channels/pqrs"])
    def test_a_clock_that_goes_back_gets_the_earlier_state(
        self, client: TestClient, clock: Clock, question: str
    ) -> None:
        clock.show("2026-11-24 09:30")
        morning = client.get(question).content
        clock.show("2026-11-24 17:00")
        assert client.get(question).content != morning
        clock.show("2026-11-24 09:30")
        assert client.get(question).content == morning

    def test_they_go_when_there_is_no_room(
        self, monkeypatch: pytest.MonkeyPatch, clock: Clock
    ) -> None:
        monkeypatch.setattr(address, "MOST_BYTES", 30_000)
        app = create_app(now=clock)
        kept = kept_by(app)
        queries = [b"at=2026-11-24T%02d:00:00-05:00" % hour for hour in range(24)]
        for query in queries:
            body = TestClient(app).get(f"/channels/chat?{query.decode()}").content
            known = [kept.get(("/channels/chat", each)) for each in queries]
            assert body in {each.body for each in known if each}
            assert sum(len(each.body) + 1_000 for each in known if each) <= 30_000

    def test_a_large_one_is_not_kept(self, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
        app = create_app(now=clock)
        length = len(TestClient(app).get("/escalation").content)
        for query, most, is_kept in ((b"&", length, True), (b"&&", length - 1, False)):
            monkeypatch.setattr(address, "LARGEST_KEPT", most)
            assert TestClient(app).get(f"/escalation?{query.decode()}").status_code == 200
            assert (kept_by(app).get(("/escalation", query)) is not None) == is_kept

    def test_the_health_of_a_moment_is_not_kept(self, clock: Clock) -> None:
        app = create_app(now=clock)
        assert TestClient(app).get("/health").status_code == 200
        assert kept_by(app).get(("/health", b"")) is None

    def test_the_newest_reply_of_a_question_is_kept(self, clock: Clock) -> None:
        app = create_app(now=clock)
        client = TestClient(app)
        for time in ("2026-11-24 16:59", "2026-11-24 17:00"):
            clock.show(time)
            assert client.get("/channels").status_code == 200
            reply = kept_by(app).get(("/channels", b""))
            assert reply
            assert reply.lifetime.holds_at(clock())

    def test_another_directory_has_no_replies_yet(self) -> None:
        kept, first = address.KeptReplies(), Router(default_directory())
        cache = kept.of(first)
        assert kept.of(first) is cache
        assert kept.of(Router(first.directory)) is not cache

    def test_threads_that_have_two_directories_get_the_replies_of_their_own(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An edit goes live while a request of the old directory looks for its replies."""
        kept, old = address.KeptReplies(), Router(default_directory())
        new = Router(old.directory)
        of_new: list[BoundedCache[tuple[str, bytes], Reply]] = []

        def let_the_new_directory_in(most_bytes: int) -> BoundedCache[tuple[str, bytes], Reply]:
            if not of_new:
                of_new.append(BoundedCache(most_bytes))
                of_new.append(kept.of(new))
            return BoundedCache(most_bytes)

        monkeypatch.setattr(address, "BoundedCache", let_the_new_directory_in)
        of_old = kept.of(old)
        assert of_old is not of_new[1]
        assert kept.of(old) is of_old

    def test_a_question_that_was_asked_before_reads_no_parameter(
        self, client: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = client.get(COMPLAINT)
        read = Mock()
        monkeypatch.setattr("ccb_support.service.app.read_query", read)
        assert client.get(COMPLAINT).content == first.content
        read.assert_not_called()


class TestLifetime:
    """A lifetime is a half-open span of instants."""

    @pytest.mark.parametrize(
        ("lifetime", "expected"),
        [
            (Lifetime(), [True, True, True]),
            (Lifetime(since=at("2026-11-24 09:30")), [False, True, True]),
            (Lifetime(until=at("2026-11-24 09:30")), [True, False, False]),
            (Lifetime(at("2026-11-24 09:30"), at("2026-11-24 09:31")), [False, True, False]),
        ],
    )
    def test_has_its_start_and_not_its_end(self, lifetime: Lifetime, expected: list[bool]) -> None:
        moments = [MORNING - timedelta.resolution, MORNING, MORNING + timedelta(minutes=1)]
        assert [lifetime.holds_at(each) for each in moments] == expected

    def test_an_overlap_is_one_of_instants(self) -> None:
        """Python compares two times of one zone by the wall clock."""
        madrid = at("2026-10-25 02:30", "Europe/Madrid").tzinfo
        first = datetime(2026, 10, 25, 2, 45, tzinfo=madrid)
        second = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=madrid)
        overlap = Lifetime(since=first).within(second, None)
        assert overlap.since == second.astimezone(UTC)


def test_other_zones_have_their_own_midnight() -> None:
    desk = directory(channel(), time_zone="Asia/Tokyo")
    clock = Clock()
    clock.time = at("2026-11-24 23:59:50", "Asia/Tokyo").astimezone(BOGOTA)
    client = TestClient(create_app(desk, now=clock))
    assert age_of(client, TODAY, clock) == 8
